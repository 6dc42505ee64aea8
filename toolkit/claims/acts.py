"""Acts (Searle 1976): whether a statement asserts, accuses, demands, promises and so on, and the party it is aimed at.

A cue that names the act decides it ("accused", "promised"). After a neutral cue the content decides: a clause of harm
with a party as its agent accuses that party; words of the lexicon `acts.csv` tell the rest; else it asserts.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from toolkit import data
from toolkit.tables import frame
from toolkit.tables import rows as rows_of

Row = dict[str, Any]
_AIMED = {"accuse", "demand", "threaten", "condemn", "praise", "offer"}
_OF_ANOTHER, _OF_A_NAME = "of another", "of a name"
# The one who is blamed stands within so many code points of the content's start, and the deed as near behind.
_OPENS, _REACH = 24, 90
# "Their fighters were killed" tells what befell them.
_SUFFERED = re.compile(r"\b(?:was|were|is|are|be|been|being|got)\s+(?:\w+ly\s+)?$")
# "Warned against closing the strait", "warned them not to close it".
_AGAINST = re.compile(r"(?:against|not to|to|[a-z]+ing)\b")
_AHEAD = re.compile(r"\b(?:would|will|must|shall|if|unless)\b|['’]ll\b", re.IGNORECASE)
# Cues that give a thing a name, whose content is the thing and the name.
_NAMING, _NAMED = {"call", "term", "describe", "brand", "label"}, 60
_QUOTED = re.compile('[“"‘«]')
_PLACED = re.compile(r"\b(?:in|from|near|at|via|through)\s(?:the\s)?$")
_ASSURING = {"assure", "guarantee"}
_BADE = re.compile(r"(?:him|her|them|it|us|the \w+|[A-Z]\w+) to ")
_FIRST_MARKS = "“\"'‘« "


def acted(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Every statement gets one act, and a target party where the act is aimed at somebody.

    `tables` holds STATEMENTS, HARMS and MENTIONS with their parties. Returns the same tables with act and target_party
    filled.

    >>> from toolkit.tables import empty
    >>> len(acted({name: empty(name) for name in ("STATEMENTS", "HARMS", "MENTIONS")})["STATEMENTS"])
    0
    """
    harms, mentions = _held(tables["HARMS"]), _held(tables["MENTIONS"])
    rows = rows_of(tables["STATEMENTS"])
    for row in rows:
        held = mentions[row["statement_id"]]
        accused = _accused(row, harms[row["statement_id"]]) or _blamed(row, held)
        row["act"] = act_of(row, accused)
        row["target_party"] = _target(row, accused, held)
    return {**tables, "STATEMENTS": frame("STATEMENTS", rows)}


def _held(table: pd.DataFrame) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(table):
        found[row["statement_id"]].append(row)
    return found


@lru_cache(maxsize=1)
def _cue_acts() -> dict[str, tuple[str, str]]:
    words = {row["word"]: (row["act"], row["stance"]) for row in data.lexicon("cue_words").to_dict("records")}
    return words | {row["cue"]: (row["act"], row["stance"]) for row in data.lexicon("cues").to_dict("records")}


@lru_cache(maxsize=1)
def _words() -> list[tuple[re.Pattern[str], str]]:
    found = []
    for row in data.lexicon("acts").to_dict("records"):
        if row["place"] in (_OF_ANOTHER, _OF_A_NAME):
            continue
        start = "^" if row["place"] == "start" else r"(?<!\w)"
        found.append((re.compile(start + re.escape(row["words"]) + r"(?!\w)", re.IGNORECASE), row["act"]))
    return found


@lru_cache(maxsize=2)
def _words_of(place: str) -> re.Pattern[str]:
    """The phrases of the lexicon that count in one place only: deeds of another, words of a name."""
    words = [re.escape(row["words"]) for row in data.lexicon("acts").to_dict("records") if row["place"] == place]
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words, key=len, reverse=True))})(?!\w)", re.IGNORECASE)


def _blamed(row: Row, mentions: list[Row]) -> str:
    """The party, other than the speaker's own, that the content begins with and tells a misdeed of; empty when none."""
    if not row["party"]:
        return ""
    inside = [one for one in mentions if one["role"] == "inside a statement"]
    first = min(inside, key=lambda one: one["start"], default=None)
    if first is None or first["party"] in {row["party"], ""}:
        return ""
    begins = first["start"] - row["start"] <= _OPENS
    deed = _words_of(_OF_ANOTHER).search(row["content"], max(0, first["end"] - row["start"]))
    close = deed is not None and deed.start() - (first["end"] - row["start"]) < _REACH
    if deed is None or _SUFFERED.search(row["content"], 0, deed.start()):
        return ""
    return str(first["party"]) if begins and close else ""


def _accused(row: Row, harms: list[Row]) -> str:
    """The party, other than the speaker's own, that the statement makes the agent of harm; empty when none."""
    for harm in harms:
        if harm["agent_party"] and harm["agent_party"] != row["party"] and harm["voice"] != "intransitive":
            return str(harm["agent_party"])
    return ""


def act_of(row: Row, accused: str) -> str:
    """The act of one statement, given the party it makes the agent of harm, if any."""
    if row["cue_lemma"].startswith("not "):
        return "decline"
    act, stance = _cue_acts().get(row["cue_lemma"], ("assert", "neutral"))
    if stance == "illocutionary" or act not in {"assert", ""}:
        return _by_cue(row, act)
    if row["cue_lemma"] in _NAMING:
        return _of_a_name(row["content"])
    if row["cue_lemma"] == "tell" and row["content"].startswith("to "):
        return "demand"
    if accused and row["cue_lemma"] != "put":  # who counts the dead accuses nobody
        return "accuse"
    content = row["content"].strip(_FIRST_MARKS + "”’,")
    return "question" if content.endswith("?") else _by_words(row["content"]) or "assert"


def _by_cue(row: Row, act: str) -> str:
    """The act that a cue names, where its content does not turn it into another."""
    content, cue = row["content"], row["cue"].lower()
    if act == "threaten" and row["cue_lemma"] == "warn":
        return _of_a_warning(content)
    if act == "promise" and row["cue_lemma"] in _ASSURING and not (_AHEAD.search(content) or content.startswith("to ")):
        return _by_words(content) or "assert"
    # "Asked for a variance", "challenged her to publish".
    if act == "question" and (" to " in f" {content} "[:5] or cue.endswith(" for")):
        return "demand"
    return "demand" if act == "deny" and _BADE.match(content) else act


def _of_a_name(content: str) -> str:
    """To call a claim something denies it; to call anything else something condemns or praises it."""
    if _pointers().search(content[:_NAMED]):
        return "deny"
    if _words_of(_OF_A_NAME).search(content):
        return "praise"
    return "condemn" if _QUOTED.search(content) else "assert"


@lru_cache(maxsize=1)
def _pointers() -> re.Pattern[str]:
    """The nouns that point to what somebody claimed: "the charge", "that version"."""
    rows = data.lexicon("reply_words").to_dict("records")
    nouns = [
        re.escape(row["words"])
        for row in rows
        if row["sort"] == "pointer" and "accuse" in row["fits"] and "demand" not in row["fits"]
    ]
    return re.compile(rf"\b(?:{'|'.join(nouns)})s?\b", re.IGNORECASE)


def _of_a_warning(content: str) -> str:
    """A warning demands or threatens; one of what is, or what could be, only tells: "could drain the spring"."""
    if _AGAINST.match(content.lstrip(_FIRST_MARKS)) or _by_words(content) == "demand":
        return "demand"
    return "threaten" if _AHEAD.search(content) else "assert"


def _by_words(content: str) -> str:
    plain = content.lstrip(_FIRST_MARKS)
    places = [(match.start(), act) for pattern, act in _words() if (match := pattern.search(plain)) is not None]
    return min(places)[1] if places else ""


def _target(row: Row, accused: str, mentions: list[Row]) -> str:
    """Whom the act is aimed at: the accused, else the addressee, else the first other party named in the content."""
    if row["act"] not in _AIMED:
        return ""
    if accused or row["target_party"]:
        return str(accused or row["target_party"])
    cue, stance = _cue_acts().get(row["cue_lemma"], ("", ""))
    if cue == "accuse":  # "accused its Canadian owner": whom it is aimed at was looked for, and is nobody's party
        return ""
    inside = [one for one in mentions if one["role"] == "inside a statement" and one["party"] != row["party"]]
    # "Threatened to divert cargo to Burgas in Bulgaria" is aimed at no place.
    inside = [one for one in inside if not _PLACED.search(row["content"][: max(0, one["start"] - row["start"])])]
    ordered = sorted(inside, key=lambda one: one["start"])
    first = ordered[0]["party"] if ordered else ""
    asked = stance == "illocutionary" or row["content"].startswith("to ")
    if asked and row["addressee_party"] and row["addressee_party"] != row["party"]:
        return str(row["addressee_party"])
    return str(first)
