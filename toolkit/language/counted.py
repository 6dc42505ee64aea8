"""Who a number counts, which numbers are parts of others, and which could not be verified."""

import re
from itertools import pairwise
from typing import Any

from spacy.tokens import Token

from toolkit.language.lexicons import table
from toolkit.language.phrases import noun_phrase
from toolkit.language.reading import Paragraph, Reading
from toolkit.tables.values import PEOPLE

Row = dict[str, Any]
# Nouns that count harm, not those who were harmed.
_NO_VICTIMS = {"death", "injury", "fatality", "casualty", "arrest", "dead", "wounded", "injured", "missing"}
# A number without a noun counts those of the number before it: "five soldiers had died and 11 were wounded".
_SHARED = ("victims", "victims_start", "victims_end", "victim_class", "victim_class_extent")
_UNVERIFIED = re.compile(
    r"\b(?:not|neither|no|cannot|unable)\b[^.]{0,60}\b(?:verif(?:y|ied)|confirm(?:ed)?)\b", re.IGNORECASE
)
_OF_A_TOLL = re.compile(
    r"\s+of (?:the|those|its|their)\s+(?:\w+\s+)?(?:dead|killed|victims?|wounded|injured|missing)\b"
)
_EXTENTS = {"all": "all", "mostly": "most", "mainly": "most", "chiefly": "most", "including": "some", "among": "some"}


def victims(reading: Reading, paragraph: Paragraph, last: int, noun: Token | None, verb: Token | None) -> Row:
    """Those counted, as printed, and what sort of people they are; `last` is the place of the number's last word."""
    if noun is not None and noun.lemma_.lower() in _NO_VICTIMS:
        noun = _named_as(verb)
    if noun is None:
        return {"victim_class": "not stated"}
    phrase = noun_phrase(noun, paragraph)
    words = [token for token in paragraph.doc if phrase.start <= paragraph.at(token) < phrase.end]
    words = [token for token in words if token.i > last and token.i <= noun.i] or [noun]
    row = reading.columns("victims", paragraph.span(words[0], words[-1]))
    classes = table("victim_nouns", "lemma", "victim_class")
    kind = classes.get(noun.lemma_.lower(), "not stated")
    extent = "all" if kind != "not stated" else ""
    if kind == "not stated":
        for child in noun.children:
            found = classes.get(child.lemma_.lower(), "not stated") if child.dep_ == "appos" else "not stated"
            if found != "not stated":
                kind = found
                extent = next((_EXTENTS[word.lower_] for word in child.lefts if word.lower_ in _EXTENTS), "") or next(
                    (_EXTENTS[word.lower_] for word in noun.doc[noun.i : child.i] if word.lower_ in _EXTENTS), "all"
                )
    return row | {"victim_class": kind, "victim_class_extent": extent}


def _named_as(verb: Token | None) -> Token | None:
    """Who the harmed are said to be: "six of the dead were pickers"."""
    if verb is None or verb.lemma_ != "be":
        return None
    return next((child for child in verb.children if child.dep_ == "attr" and child.pos_ in {"NOUN", "PROPN"}), None)


def doubts(rows: list[Row], reading: Reading) -> None:
    """A sentence that says the tolls could not be verified makes those before it in its paragraph unverified."""
    for paragraph in reading.paragraphs:
        found = _UNVERIFIED.search(paragraph.parsed)
        if found is None:
            continue
        place = paragraph.start + found.start()
        for row in rows:
            if paragraph.start <= row["start"] < place and row["measure"] in PEOPLE:
                row["standing"] = "unverified"


def subsets(rows: list[Row], reading: Reading) -> None:
    """A number after "including" or "among them" is a part of the one before it, one "of the dead" of the toll."""
    for before, after in pairwise(rows):
        gap = reading.text[before["end"] : after["start"]]
        if after["measure"] in PEOPLE and not after.get("victims") and ". " not in gap and "\n" not in gap:
            after.update({name: before[name] for name in _SHARED if name in before})
        joined = any(words in gap for words in ("including", "among them", "of them", "of whom"))
        if joined and ". " not in gap and "\n" not in gap and before["measure"] in PEOPLE:
            after["subset_of"] = before["figure_id"]
            if after["measure"] == "other":
                after["measure"] = before["measure"]
                after["unit"] = "people"
    for place, row in enumerate(rows):
        if row["measure"] in PEOPLE and _OF_A_TOLL.match(reading.text, row["end"]):
            near = [*rows[:place][::-1], *rows[place + 1 :]]
            tolls = [one["figure_id"] for one in near if one["measure"] == row["measure"]]
            row["subset_of"] = row.get("subset_of") or next(iter(tolls), "")
