"""The door of the room: tables without parties in, tables with parties and MENTIONS out."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pandas as pd

from toolkit.parties.choice import Parties
from toolkit.parties.evidence import Judge, Verdict
from toolkit.parties.mentions import find_mentions
from toolkit.tables import frame

Row = dict[str, Any]


def assign(
    tables: Mapping[str, pd.DataFrame], articles: pd.DataFrame, parties: Parties | None = None
) -> dict[str, pd.DataFrame]:
    """Every party stands beside the rule that decided it; who has no evidence stays unassigned.

    `tables` holds STATEMENTS, FIGURES, HARMS, SPEAKERS and NAMES of `articles`. Returns the same tables, with party,
    party_rule, party_evidence, speaker_parties, addressee_party, victim_party and agent_party filled, and MENTIONS.
    Parties are those the analyst named and, unless they say otherwise, the gazetteer's, by their display names.

    >>> from toolkit.tables import empty
    >>> names = ("STATEMENTS", "FIGURES", "HARMS", "SPEAKERS", "NAMES")
    >>> len(assign({name: empty(name) for name in names}, empty("ARTICLES"))["MENTIONS"])
    0
    """
    rows = {name: _by_article(table) for name, table in tables.items() if "article_id" in table.columns}
    mentions: list[Row] = []
    for article in _records(articles):
        key = article["article_id"]
        named = (parties or Parties()).with_acronyms(article["text"])
        opening = _opening(article)
        judge = Judge(named, rows["NAMES"][key], rows["SPEAKERS"][key], opening=opening)
        for row in rows["STATEMENTS"][key]:
            _speaker(row, judge, article["text"])
        held = {row["statement_id"]: row for row in rows["STATEMENTS"][key]}
        for row in rows["FIGURES"][key]:
            row["party"] = held[row["statement_id"]]["party"] if row["statement_id"] else ""
            _sides(row, judge)
        for row in rows["HARMS"][key]:
            _sides(row, judge)
        mentions += find_mentions(article, judge, rows["STATEMENTS"][key])
    done = {name: frame(name, [row for found in kept.values() for row in found]) for name, kept in rows.items()}
    return {**tables, **done, "MENTIONS": frame("MENTIONS", mentions)}


def _records(table: pd.DataFrame) -> list[Row]:
    """Rows as mappings, with None where a value is missing."""
    return [
        {str(name): None if not isinstance(value, list) and pd.isna(value) else value for name, value in row.items()}
        for row in table.to_dict("records")
    ]


def _by_article(table: pd.DataFrame) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in _records(table):
        found[row["article_id"]].append(row)
    return found


def _opening(article: Row) -> int:
    """Where the first two paragraphs below the headline end."""
    first = max((mark["end"] for mark in article["marks"] if mark["kind"] in {"headline", "dateline"}), default=0)
    ends = [match.start() for match in re.finditer(r"\S(?=\s*\n)|\S$", article["text"]) if match.start() > first]
    return ends[1] if len(ends) > 1 else len(article["text"])


def _speaker(row: Row, judge: Judge, text: str) -> None:
    together = row["speakers"] or [row["speaker"]]
    verdicts = [judge.of(speaker) for speaker in together]
    first = next((verdict for verdict in verdicts if verdict.party), verdicts[0])
    row["speaker_parties"] = [verdict.party for verdict in verdicts] if row["speakers"] else []
    # Two speakers of two parties have none together; shares count each of them by itself.
    several = len({verdict.party for verdict in verdicts}) > 1
    row |= _words(Verdict() if several else first, text)
    row["addressee_party"] = judge.of(row["addressee"]).party if row["addressee"] else ""


def _words(verdict: Verdict, text: str) -> Row:
    if verdict.start is None or verdict.end is None:
        return {"party": verdict.party, "party_rule": verdict.rule}
    return {
        "party": verdict.party,
        "party_rule": verdict.rule,
        "party_evidence": text[verdict.start : verdict.end],
        "party_evidence_start": verdict.start,
        "party_evidence_end": verdict.end,
    }


def _sides(row: Row, judge: Judge) -> None:
    row["victim_party"] = judge.of_words(row["victims_start"], row["victims_end"], row["victims"]).party
    row["agent_party"] = judge.of_words(row["agent_start"], row["agent_end"], row["agent"]).party
