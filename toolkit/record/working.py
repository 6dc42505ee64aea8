"""The statements that corrections touch, as rows to work on, and how they are written back into their table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from toolkit import tables
from toolkit.tables.shape import LIST, TEXT

Row = dict[str, Any]
Spans = list[list[int]]
Stretch = tuple[int, int]

# What is looked at before it is changed; the other columns are only written.
COLUMNS = (
    "statement_id", "article_id", "order", "spans", "start", "end", "cue_start", "cue_end", "speaker_start",
    "speaker_end", "speaker", "speakers", "speaker_parties", "party", "addressee_start", "addressee_end",
    "addressee_party", "act", "parent_id", "holds", "party_rule",
)  # fmt: skip


def rows_at(table: pd.DataFrame, places: Sequence[int], columns: Iterable[str]) -> list[Row]:
    """The rows at some places of a table as mappings of plain values, None where one is missing."""
    names = list(columns)
    # A whole column as a list is had faster than a part of it, since texts come in many chunks.
    columns_of = (table[name].tolist() for name in names)
    values = [[None if column[place] is pd.NA else column[place] for place in places] for column in columns_of]
    return [dict(zip(names, row, strict=True)) for row in zip(*values, strict=True)]


def written(table: pd.DataFrame, name: str, changes: Mapping[str, Mapping[int, Any]]) -> pd.DataFrame:
    """The table `name` with other values at some places: `changes` maps a column to places and their values."""
    law = tables.contract(name).dtypes
    fresh = {}
    for column, values in changes.items():
        if not values:
            continue
        kept = table[column].tolist()
        for place, value in values.items():
            kept[place] = pd.NA if value is None and law[column] != LIST else value
        fresh[column] = pd.Series(kept, dtype=law[column], index=table.index)
    return table.assign(**fresh) if fresh else table


def differences(pairs: Iterable[tuple[int, Row, Row]]) -> dict[str, dict[int, Any]]:
    """What `written` takes, of rows as (place, how it was, what it is now); what was not looked at counts as other."""
    found: dict[str, dict[int, Any]] = defaultdict(dict)
    for place, was, now in pairs:
        for column, value in now.items():
            if column not in was or was[column] != value:
                found[column][place] = value
    return found


@dataclass
class Working:
    """Tables while corrections are applied: `rows` holds the statements of the articles concerned, by their id.

    `was` holds them as they came, `at` their places in the table. `rejected` maps ids to who said so; `added`, `moved`
    (another place or cue) and `changed` (another speaker or party) hold ids.
    `stretches` tells where contents were before and after, `voices` where speakers stand, both by article.
    """

    frames: Mapping[str, pd.DataFrame]
    texts: Mapping[str, str]
    rows: dict[str, Row] = field(default_factory=dict)
    was: dict[str, Row] = field(default_factory=dict)
    at: dict[str, int] = field(default_factory=dict)
    held: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    rejected: dict[str, str] = field(default_factory=dict)
    added: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    stretches: dict[str, set[Stretch]] = field(default_factory=lambda: defaultdict(set))
    voices: dict[str, set[Stretch]] = field(default_factory=lambda: defaultdict(set))

    def take(self, articles: Iterable[str]) -> None:
        """The statements of these articles are there to work on."""
        table = self.frames["STATEMENTS"]
        places = np.flatnonzero(table["article_id"].isin(set(articles))).tolist()
        for place, row in zip(places, rows_at(table, places, COLUMNS), strict=True):
            key = row["statement_id"]
            self.rows[key], self.was[key], self.at[key] = row, dict(row), place
            self.held[row["article_id"]].append(key)

    def standing(self, article: str) -> list[Row]:
        """The statements of one article that nobody rejected."""
        return [self.rows[key] for key in self.held[article] if key not in self.rejected]

    def twin_of(self, article: str, spans: Spans, *, but: str = "") -> Row | None:
        """The standing statement that has just these words, other than `but`: words make one statement of a coding."""
        same = (row for row in self.standing(article) if row["spans"] == spans)
        return next((row for row in same if row["statement_id"] != but), None)

    def name_for(self, article: str, spans: Spans) -> str:
        """An id for a statement with this content that no other has, made as the language room makes them."""
        name = base = f"{article}-s{spans[0][0]}-{spans[-1][1]}"
        count = 2
        while name in self.rows:
            name, count = f"{base}-{count}", count + 1
        return name

    def put(self, row: Row) -> None:
        """A new statement stands among the others."""
        key = row["statement_id"]
        self.rows[key] = row
        self.held[row["article_id"]].append(key)
        self.added.add(key)

    def marks(self, article: str) -> list[Row]:
        """The marks of one article: its headline, byline and so on."""
        articles = self.frames["ARTICLES"]
        return list(articles["marks"].iloc[int(np.flatnonzero(articles["article_id"] == article)[0])])

    def mark(self, row: Row, *, content: bool) -> None:
        """Remember where the speaker of a statement stands, and its content, since what stands there may follow it."""
        voices = self.voices[row["article_id"]]  # a statement without a speaker's words has figures that follow it too
        if row["speaker_start"] is not None:
            voices.add((row["speaker_start"], row["speaker_end"]))
        if content:
            self.stretches[row["article_id"]] |= {(low, high) for low, high in row["spans"]}


def blank(**values: Any) -> Row:
    """A row of STATEMENTS in which everything has the value that the contract gives it, but for `values`."""
    law = tables.contract("STATEMENTS").dtypes
    empty: Row = {name: "" if dtype == TEXT else [] if dtype == LIST else None for name, dtype in law.items()}
    return {**empty, **values}


class Sources:
    """Which articles were read from one file, asked many times."""

    def __init__(self, articles: pd.DataFrame) -> None:
        self._articles = articles
        self._named: dict[str, list[tuple[str, str]]] | None = None

    def near(self, source: str) -> list[tuple[str, str]]:
        """Articles, with their sources, whose file has the same name."""
        if self._named is None:
            self._named = defaultdict(list)
            pairs = (self._articles[name].tolist() for name in ("article_id", "source"))
            for article, place in zip(*pairs, strict=True):
                self._named[place.rpartition("/")[2]].append((article, place))
        return self._named[source.rpartition("/")[2]] if source else []
