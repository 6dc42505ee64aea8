"""The door of the room: tables without parties in, tables with parties and MENTIONS out."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby
from typing import Any

import pandas as pd

from toolkit.parties.choice import Parties
from toolkit.parties.corpus import Settled, agreed, apply, settle, short_forms, voices_of
from toolkit.parties.evidence import Judge
from toolkit.parties.mentions import find_mentions
from toolkit.parties.people import Voice
from toolkit.parties.targets import target_of
from toolkit.parties.verdicts import Verdict
from toolkit.tables import frame, refilled

Row = dict[str, Any]
Tables = Mapping[str, pd.DataFrame]
# The columns that hold the name of a speaker.
_NAMED = {
    "STATEMENTS": ("speaker", "addressee"),
    "FIGURES": ("speaker",),
    "SPEAKERS": ("speaker", "affiliation_speaker"),
    "MENTIONS": ("name",),
}
# The columns that are filled or named anew here; all others stay as they are given.
_FILLED = {
    "STATEMENTS": {
        "speaker", "speakers", "speaker_parties", "addressee", "addressee_party", "target_party", "via_party", "party",
        "party_rule", "party_evidence", "party_evidence_start", "party_evidence_end", "party_evidence_article",
    },
    "FIGURES": {"speaker", "party", "victim_party", "agent_party"},
    "HARMS": {"victim_party", "agent_party"},
    "SPEAKERS": {"speaker", "affiliation_speaker"},
}  # fmt: skip


# Types of columns that tell apart what is missing from its values.
_MASKED = {"Int64", "Float64", "boolean"}


def assign(tables: Tables, articles: pd.DataFrame, parties: Parties | None = None) -> dict[str, pd.DataFrame]:
    """Every party stands beside the rule that decided it; who has no evidence stays unassigned.

    `tables` holds STATEMENTS, FIGURES, HARMS, SPEAKERS and NAMES of `articles`. Returns the same tables, with party,
    party_rule, party_evidence, speaker_parties, addressee_party, victim_party and agent_party filled, and MENTIONS.
    `target_party` is filled where the words of an accusation or the like begin with whom it is aimed at.
    Parties are those the analyst named and, unless they say otherwise, the gazetteer's, by their display names.

    >>> from toolkit.tables import empty
    >>> names = ("STATEMENTS", "FIGURES", "HARMS", "SPEAKERS", "NAMES")
    >>> len(assign({name: empty(name) for name in names}, empty("ARTICLES"))["MENTIONS"])
    0
    """
    chosen = parties or Parties()
    heard = hear(tables, articles, chosen, agreed(acronyms(articles, chosen)))
    return fill(heard, settle(heard.voices, chosen).settled(heard.voices), articles)


@dataclass(frozen=True)
class Heard:
    """Some articles as they were heard, each by itself: their judges, the rows of their tables, and their voices."""

    tables: Tables
    rows: dict[str, dict[str, list[Row]]]
    judges: dict[str, Judge]
    voices: list[Voice]
    parties: Parties


def acronyms(articles: pd.DataFrame, parties: Parties) -> list[dict[str, str]]:
    """For each article, the acronyms that it introduces for the analyst's parties, each with its party."""
    return [parties.acronyms(text) for text in articles["text"]] if parties.aliases else []


def hear(tables: Tables, articles: pd.DataFrame, parties: Parties, sure: Mapping[str, str]) -> Heard:
    """Every article is judged by itself; what only the whole corpus tells is settled between `hear` and `fill`.

    `tables` as in `assign`, of these articles alone; `sure` holds the acronyms of the whole corpus (`corpus.agreed`).
    """
    tables = {name: _together(table) if "article_id" in table.columns else table for name, table in tables.items()}
    rows = {name: _by_article(table) for name, table in tables.items() if "article_id" in table.columns}
    _back_to_local(rows)
    judges, voices = {}, []
    for article in _records(articles):
        key, text = article["article_id"], article["text"]
        known = parties.with_aliases(short_forms(parties, text, sure))
        own = {name: kept[key] for name, kept in rows.items()}
        judges[key] = Judge(article, known, own, day=_day(article))
        voices += voices_of(key, judges[key], text, parties)
    return Heard(tables, rows, judges, voices, parties)


def fill(
    heard: Heard, settled: Settled, articles: pd.DataFrame, *, others: Mapping[str, str] | None = None
) -> dict[str, pd.DataFrame]:
    """The tables of the articles that were heard, with their parties and with the names of the corpus, and MENTIONS.

    `others` holds the texts of other articles that `settled` takes its evidence from.
    """
    texts = {**(others or {}), **dict(zip(articles["article_id"].tolist(), articles["text"].tolist(), strict=True))}
    mentions: list[Row] = []
    for article in _records(articles):
        key = article["article_id"]
        renamed = apply(settled, key, heard.judges[key], heard.parties)
        mentions += _fill(article, heard, renamed, texts)
    done = {
        name: refilled(name, heard.tables[name], list(chain(*kept.values())), _FILLED.get(name, ()))
        for name, kept in heard.rows.items()
    }
    return {**heard.tables, **done, "MENTIONS": frame("MENTIONS", mentions)}


def _fill(article: Row, heard: Heard, renamed: Mapping[str, str], texts: Mapping[str, str]) -> list[Row]:
    """Fill the rows of one article with parties and with the names of the corpus; returns its rows of MENTIONS."""
    key, judge, rows = article["article_id"], heard.judges[article["article_id"]], heard.rows
    for row in rows["STATEMENTS"][key]:
        _speaker(row, judge, texts)
    held = {row["statement_id"]: row for row in rows["STATEMENTS"][key]}
    for row in rows["FIGURES"][key]:
        row["party"] = held[row["statement_id"]]["party"] if row["statement_id"] else ""
        _sides(row, judge)
    for row in rows["HARMS"][key]:
        _sides(row, judge)
    mentions = find_mentions(article, judge, rows["STATEMENTS"][key])
    _rename({**{table: kept[key] for table, kept in rows.items()}, "MENTIONS": mentions}, renamed)
    return mentions


def _rename(rows: Mapping[str, list[Row]], names: Mapping[str, str]) -> None:
    """Put the names of speakers in place of others, in every table of one article."""
    for table, columns in _NAMED.items():
        for row in rows.get(table, []) if names else []:
            for column in columns:
                row[column] = names.get(row[column], row[column])
            if row.get("speakers"):
                row["speakers"] = [names.get(name, name) for name in row["speakers"]]


def _back_to_local(rows: Mapping[str, dict[str, list[Row]]]) -> None:
    """Tables that were assigned before have the names of their articles again, where one stands for one."""
    for key, speakers in rows["SPEAKERS"].items():
        held: dict[str, set[str]] = defaultdict(set)
        for row in speakers:
            held[row["speaker"]].add(row["local_name"] or row["speaker"])
        back = {name: min(local) for name, local in held.items() if len(local) == 1 and name not in local}
        _rename({table: kept[key] for table, kept in rows.items()}, back)


def _day(article: Row) -> date | None:
    published = article.get("published")
    return None if published is None else pd.Timestamp(published).date()


def _records(table: pd.DataFrame) -> list[Row]:
    """Rows as mappings, with None where a value is missing."""
    names = [str(name) for name in table.columns]
    columns = [_values(column) for _, column in table.items()]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _values(column: "pd.Series[Any]") -> list[Any]:
    if not column.hasnans:
        return column.tolist()
    if column.dtype in _MASKED:
        told: list[Any] = column.array.to_numpy(dtype=object, na_value=None).tolist()
        return told
    found: list[Any] = column.astype(object).tolist()
    return [None if one is pd.NA or one is pd.NaT or one != one else one for one in found]  # noqa: PLR0124 - not a number


def _together(table: pd.DataFrame) -> pd.DataFrame:
    """The same table, with the rows of each article beside each other, the article first whose row comes first."""
    articles = table["article_id"].tolist()
    runs = [article for article, _ in groupby(articles)]
    if len(set(runs)) == len(runs):
        return table
    first = {article: place for place, article in reversed(list(enumerate(runs)))}
    return table.iloc[sorted(range(len(articles)), key=lambda place: first[articles[place]])]


def _by_article(table: pd.DataFrame) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in _records(table):
        found[row["article_id"]].append(row)
    return found


def _speaker(row: Row, judge: Judge, texts: Mapping[str, str]) -> None:
    together = row["speakers"] or [row["speaker"]]
    verdicts = [judge.of(speaker) for speaker in together]
    first = next((verdict for verdict in verdicts if verdict.party), verdicts[0])
    row["speaker_parties"] = [verdict.party for verdict in verdicts] if row["speakers"] else []
    # Two speakers of two parties have none together; shares count each of them by itself.
    several = len({verdict.party for verdict in verdicts}) > 1
    row |= _words(Verdict() if several else first, row["article_id"], texts)
    told = judge.of(row["addressee"]).party if row["addressee"] else ""
    row["addressee_party"] = told or judge.of_listener(row["addressee_start"], row["addressee_end"])
    row["target_party"] = target_of(row, judge, told=row["addressee_party"])
    row["via_party"] = judge.of_words(row["via_start"], row["via_end"], row["via"]).party


def _words(verdict: Verdict, article: str, texts: Mapping[str, str]) -> Row:
    printed = verdict.start is not None and verdict.end is not None
    return {
        "party": verdict.party,
        "party_rule": verdict.rule,
        "party_evidence": texts[verdict.article or article][verdict.start : verdict.end] if printed else "",
        "party_evidence_start": verdict.start if printed else None,
        "party_evidence_end": verdict.end if printed else None,
        "party_evidence_article": verdict.article if printed else "",
    }


def _sides(row: Row, judge: Judge) -> None:
    row["victim_party"] = judge.of_words(row["victims_start"], row["victims_end"], row["victims"]).party
    row["agent_party"] = judge.of_words(row["agent_start"], row["agent_end"], row["agent"]).party
