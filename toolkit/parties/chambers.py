"""Lawmakers whom a report ties to a political party by the order of the chamber or by "the party's" alone."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from toolkit import data
from toolkit.parties.sides import Sides
from toolkit.parties.verdicts import NOT_OF, OUTSIDE

Row = dict[str, Any]
# Who leads fewer, and who leads more of the seats of one chamber.
_FEW = re.compile(r"\bminority (?:leader|whip)\b", re.IGNORECASE)
_MANY = re.compile(r"\bmajority (?:leader|whip)\b|\b(?:House|Assembly) Speaker\b|\bSpeaker of the\b", re.IGNORECASE)

# ", R-Idaho", ", a Republican", ", Republican of Ohio", " (Sinn Féin)" behind the name of who sits in a parliament.
_LABELLED = re.compile(r",\s(?:an?\s|the\s)?(Republican|Democrat)\b|,\s([RD])-[A-Z]|\s\(([A-Z][\w’'é -]{2,30})\)")
_LAWMAKER = re.compile(
    r"\b(?:Sens?\.|Reps?\.|[Ss]enator|[Rr]epresentative|Congress(?:man|woman)|Deputy|TD|MPs?|MEP|MSP|(?:Majority|Minority|House|"
    r"Senate) (?:Leader|Whip|leader|whip))(?!\w)"
)
# What tells only where somebody is: "a First Nation in northern" before a name.
ONLY_PLACED = re.compile(r"\w\s(?:in|near|across|outside|around)\s(?:the\s)?(?:[\w-]+\s){0,2}$")


def label_behind(row: Row, sides: Sides, text: str) -> tuple[str, int, int] | None:
    """The party of the label behind a lawmaker's name, with its place: "Sen. Ann Lee, R-Mesa"."""
    end = int(row["end"])
    named = row["person"] and row["rule"] in {"name", "surname"}
    found = sides.by_label(text[end : end + 60]) if named else None
    return (found[0], end + found[1], end + found[2]) if found is not None else None


def label_of(row: Row, sides: Sides, text: str, *, tied: bool) -> tuple[str, int, int] | None:
    """The party whose label somebody is tied to, or is called by: "a Labour MP", "the Emporia Republican".

    `tied` is whether the tie of the row tells more than a place.
    """
    start, end = (int(row[f"affiliation_{edge}"]) if row["affiliation"] else 0 for edge in ("start", "end"))
    of_it = NOT_OF.match(text, end) is None and tied and row["affiliation_rule"] != "itself"
    if of_it and row["affiliation"] in sides.labels:
        return sides.labels[row["affiliation"]], start, end
    last = row["text"].split()[-1:]
    before = row["text"].removesuffix(*last) if last else ""
    plain = row["rule"] != "surname" and not OUTSIDE.search(before) and not ONLY_PLACED.search(before)
    party = sides.labels.get(last[0], "") if last and plain else ""
    called = row["text"].lower().startswith(("the ", "a ", "one "))
    return (party, int(row["end"]) - len(last[0]), int(row["end"])) if party and called else None


def label_told(row: Row, text: str) -> tuple[str, int, int] | None:
    """The party of the gazetteer that a lawmaker is labelled with, with the label's place: "Sen. Ann Lee, R-Idaho".

    Of a mayor or a governor a label tells no more than where he comes from: he speaks for his office.
    """
    label = _LABELLED.match(text, int(row["end"])) if row["person"] and row["named"] else None
    if label is None or row["rule"] == "pronoun" or _LAWMAKER.search(row["text"]) is None:
        return None
    word = next(filter(None, label.groups()), "")
    forms = data.gazetteer().by_text({"R": "Republican", "D": "Democrat"}.get(word, word))
    if not forms or data.gazetteer().entry(forms[0].entry).kind != "political group":
        return None
    return forms[0].entry, label.start() + 2, label.end()


def seats_of(rows: Iterable[Row]) -> str:
    """The side of a chamber that somebody leads by the words for him: "few", "many", or empty."""
    words = [row["text"] for row in rows if row["rule"] != "pronoun"]
    return "few" if any(map(_FEW.search, words)) else "many" if any(map(_MANY.search, words)) else ""


def other_side(seats: str, labelled: Mapping[str, tuple[str, int, int]], parties: set[str]) -> tuple[str, int, int]:
    """The party of who leads the few where who leads the many is labelled, and the other way round.

    `labelled` has for "few" and "many" the party told of another leader, with the place of the words; `parties` are the
    political ones, of which there must be two. Returns the party, empty where nothing tells, and those words' place.

    >>> other_side("few", {"many": ("Republicans", 40, 41)}, {"Republicans", "Democrats"})
    ('Democrats', 40, 41)
    """
    against = labelled.get({"few": "many", "many": "few"}.get(seats, ""))
    if against is None or len(parties) != 2 or against[0] not in parties:
        return "", 0, 0
    return next(iter(parties - {against[0]})), against[1], against[2]


def party_of_it(row: Row, text: str, places: list[tuple[str, int, int]]) -> tuple[str, int, int] | None:
    """The party that the paragraph told of last, for whom "the party" is the only tie: "the party's Ana Mora"."""
    if row["affiliation"].lower() != "party" or row["affiliation_rule"] not in {"possessive", "apposition", "employer"}:
        return None
    start = min(int(row["start"]), int(row["affiliation_start"]))
    begin = text.rfind("\n", 0, start) + 1
    before = [place for place in places if begin <= place[1] < start]
    return before[-1] if before else None
