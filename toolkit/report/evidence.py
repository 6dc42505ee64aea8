"""The statements behind the numbers as plain values: each in its paragraph, under its party."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from toolkit import show, text
from toolkit.record import UNASSIGNED, Record
from toolkit.report.exporter import anchor
from toolkit.show import Card

_BREAK = re.compile(f"[{text.LINE_BREAKS}]")
NEAR = 60  # code points shown on each side of a name


@dataclass(frozen=True)
class Voice:
    """A party with the statements that are counted for it, each as a card of `show`."""

    party: str
    anchor: str
    statements: tuple[Card, ...]


def anchors(parties: Iterable[str]) -> dict[str, str]:
    """Every party has an id of its own in the page, even where two names are alike but for their signs.

    >>> anchors(["Red & Blue", "Red, Blue", "(unassigned)"])
    {'Red & Blue': 'party-red-blue', 'Red, Blue': 'party-red-blue-2', '(unassigned)': 'party-unassigned'}
    """
    found: dict[str, str] = {}
    taken: dict[str, int] = {}
    for party in parties:
        wanted = f"party-{anchor(party)}"
        taken[wanted] = taken.get(wanted, 0) + 1
        found[party] = wanted if taken[wanted] == 1 else f"{wanted}-{taken[wanted]}"
    return found


def voices(record: Record) -> tuple[Voice, ...]:
    """The innermost statements of a record under the parties that make them, in the order of `record.parties`.

    A statement of two parties stands under both.
    """
    groups = show.statements(record).groups
    places = anchors(party for party, *_ in groups)
    return tuple(Voice(party, places[party], cards) for party, _, _, cards in groups)


def doubtful(record: Record, *, below: float) -> frozenset[str]:
    """The ids of the statements whose confidence is known and below a limit."""
    unsure = (record.statements["confidence"] < below).fillna(value=False).astype(bool)
    return frozenset(record.statements["statement_id"][unsure])


@dataclass(frozen=True)
class Named:
    """A party with every place where it, or somebody who belongs to it, is named."""

    party: str
    anchor: str
    places: tuple["Mention", ...]


@dataclass(frozen=True)
class Mention:
    """One place where a party is named, with the article's own words around it.

    `place` is the article with the offsets of the name, code points into its text, half open.
    """

    mention_id: str
    before: str
    words: str
    after: str
    role: str
    place: str


def named(record: Record) -> tuple[Named, ...]:
    """Every party that is named, in the order of the record, with the places in the order of the articles."""
    texts = dict(zip(record.articles["article_id"], record.articles["text"], strict=True))
    found: dict[str, list[Mention]] = {}
    for row in record.mentions.sort_values(["article_id", "start"], kind="stable").to_dict("records"):
        found.setdefault(row["party"] or UNASSIGNED, []).append(_mention(row, texts[row["article_id"]]))
    order = [party for party in record.parties if party in found]
    rest = [party for party in found if party not in order]
    return tuple(
        Named(party, place.replace("party-", "named-", 1), tuple(found[party]))
        for party, place in anchors([*order, *rest]).items()
    )


def _mention(row: Mapping[Any, Any], words: str) -> Mention:
    start, end = int(row["start"]), int(row["end"])
    before = _BREAK.split(words[max(0, start - NEAR) : start])[-1]
    after = _BREAK.split(words[end : end + NEAR])[0]
    return Mention(row["mention_id"], before, row["text"], after, row["role"], f"{row['article_id']}[{start}:{end}]")
