"""Lawmakers whom a report ties to a political party by the order of the chamber or by "the party's" alone."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

Row = dict[str, Any]
# Who leads fewer, and who leads more of the seats of one chamber.
_FEW = re.compile(r"\bminority (?:leader|whip)\b", re.IGNORECASE)
_MANY = re.compile(r"\bmajority (?:leader|whip)\b|\b(?:House|Assembly) Speaker\b|\bSpeaker of the\b", re.IGNORECASE)


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
