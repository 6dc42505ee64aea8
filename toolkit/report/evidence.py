"""The statements behind the numbers as plain values: each in its paragraph, under its party."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from toolkit import compare, text
from toolkit.record import UNASSIGNED, Record
from toolkit.report.exporter import anchor
from toolkit.show.passage import Piece, label, pieces

_BREAK = re.compile(f"[{text.LINE_BREAKS}]")
NEAR = 60  # code points shown on each side of a name


@dataclass(frozen=True)
class Evidence:
    """One statement in its paragraph, with what the machine decided about it and why."""

    statement_id: str
    article_id: str
    speaker: str
    parties: tuple[str, ...]
    kind: str
    act: str
    facts: tuple[tuple[str, str], ...]
    pieces: tuple[Piece, ...]
    where: str
    low_confidence: bool


@dataclass(frozen=True)
class Voice:
    """A party with the statements that are counted for it."""

    party: str
    anchor: str
    statements: tuple[Evidence, ...]


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


def voices(record: Record, *, unsure: float) -> tuple[Voice, ...]:
    """The innermost statements of a record under the parties that say them, the most heard first, the unassigned last.

    A statement of two parties stands under both. `unsure` is the confidence below which a statement is marked.
    """
    articles = {row["article_id"]: row for row in record.articles.to_dict("records")}
    listed: dict[str, list[Evidence]] = {}
    rows = compare.innermost(record.statements).sort_values(["article_id", "order"], kind="stable")
    for row in rows.to_dict("records"):
        found = _evidence(row, articles[row["article_id"]], unsure)
        for party in found.parties:
            listed.setdefault(party, []).append(found)
    order = sorted(listed, key=lambda party: (party == UNASSIGNED, -len(listed[party]), party))
    places = anchors(order)
    return tuple(Voice(party, places[party], tuple(listed[party])) for party in order)


def _evidence(row: Mapping[Any, Any], article: Mapping[Any, Any], unsure: float) -> Evidence:
    several = [party or UNASSIGNED for party in row["speaker_parties"]] if len(row["speakers"]) > 1 else []
    return Evidence(
        statement_id=row["statement_id"],
        article_id=row["article_id"],
        speaker=" and ".join(row["speakers"]) or row["speaker"] or row["speaker_mention"] or "(source not named)",
        parties=tuple(dict.fromkeys(several)) or (row["party"] or UNASSIGNED,),
        kind=row["kind"],
        act=row["act"],
        facts=_facts(row),
        pieces=pieces(article["text"], row),
        where=label(article),
        low_confidence=not pd.isna(row["confidence"]) and row["confidence"] < unsure,
    )


def _facts(row: Mapping[Any, Any]) -> tuple[tuple[str, str], ...]:
    """What was decided about a statement and why, as pairs of a name and words; what is empty is left out."""
    why = f"{row['party_rule']}: “{row['party_evidence']}”" if row["party_evidence"] else row["party_rule"]
    to = f"{row['addressee']} ({row['addressee_party']})" if row["addressee_party"] else row["addressee"]
    sure = "" if pd.isna(row["confidence"]) else f"{row['confidence']:.2f}"
    named = (
        ("Source as printed", row["speaker_mention"]),
        ("Reporting words", row["cue"]),
        ("Said to", to),
        ("Aimed at", row["target_party"]),
        ("Passed on by", row["via"]),
        ("Qualified by", row["qualifier"]),
        ("Party decided by", why),
        ("Confidence", sure),
    )
    return tuple((name, words) for name, words in named if words)


@dataclass(frozen=True)
class Named:
    """A party with every place where it, or somebody who belongs to it, is named."""

    party: str
    anchor: str
    places: tuple["Mention", ...]


@dataclass(frozen=True)
class Mention:
    """One place where a party is named, with the article's own words around it."""

    mention_id: str
    before: str
    words: str
    after: str
    role: str


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
    return Mention(row["mention_id"], before, row["text"], after, row["role"])
