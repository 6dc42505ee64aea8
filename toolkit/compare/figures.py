"""Figures side by side: which numbers each side gives, and which of them contradict each other."""

from collections import defaultdict
from itertools import combinations
from typing import Any

import pandas as pd

from toolkit.compare.events import UNDEFINED, compared, counted_thing, days_of
from toolkit.record import UNASSIGNED
from toolkit.tables import rows as rows_of
from toolkit.tables.values import MEASURES

SHOWN = (
    "measure", "victims", "verbatim", "low", "high", "bound", "unit", "party", "speaker", "source_qualifier", "agent",
    "scope", "date_words", "place", "standing", "article_id", "figure_id", "statement_id", "start", "end",
)  # fmt: skip
PAIRS = ("figure_a", "party_a", "figure_b", "party_b", "measure", "outcome", "differs", "assumed")


def figures_side_by_side(figures: pd.DataFrame, *, articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """Every figure keeps its own row, its own words and who says so; nothing is added up and nothing is averaged.

    One row is one number asserted in one article, by measure (in the order of the contract), then victims, then the
    least value. Columns: `measure`, `victims`, `verbatim`, `low`, `high` (missing where the words leave an end open),
    `bound`, `unit`, `party` (who says so; `(unassigned)`, or empty for the reporter's own), `speaker`,
    `source_qualifier`, `agent`, `scope`, `date_words`, `place`, `standing`, `article_id`, `figure_id`, `statement_id`,
    `start`, `end`, as in FIGURES. With `articles` comes `day`, up to which it is counted (`as_of`, else the day of the
    article, ISO, empty where neither is known), and within a measure rows stand in the order of their days. Rows that
    stand beside each other need not speak of one event: see `pairs`.

    >>> from toolkit.tables import frame
    >>> rows = [{"figure_id": "f0", "measure": "money"}, {"figure_id": "f1", "measure": "killed"}]
    >>> list(figures_side_by_side(frame("FIGURES", rows))["figure_id"])
    ['f1', 'f0']
    """
    table = figures[list(SHOWN)].copy()
    table["party"] = _said_by(figures)
    days = [""] * len(table)
    if articles is not None:
        known = days_of(figures, _published(articles))
        days = [known.of_count(row) or known.of_event(row) for row in rows_of(figures)]
        table["day"] = pd.Series(days, index=table.index, dtype="str")
    places = {measure: place for place, measure in enumerate(MEASURES)}
    order = pd.DataFrame(
        {
            "measure": table["measure"].map(places).fillna(len(places)),
            "day": days,
            "victims": table["victims"].str.casefold(),
            "low": table["low"].fillna(table["high"]),
            "place": range(len(table)),
        }
    )
    return table.loc[order.sort_values(["measure", "day", "victims", "low", "place"]).index].reset_index(drop=True)


def pairs(figures: pd.DataFrame, *, articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """Two figures are called a conflict only where nothing that is printed says that they count different things.

    One row is one pair, in the order of `figures`: those of one measure in one article, and in different articles those
    of one measure and the same victims (for others than people: the same unit). Columns: `figure_a`, `figure_b` (ids),
    `party_a`, `party_b` (who says so, as in `figures_side_by_side`), `measure`, `outcome`, `differs` (in words what
    sets them apart, empty when nothing does), `assumed` (what was taken as equal although one of them does not print
    it). Outcomes:

    - "not comparable": they differ in, or do not say, what is counted; `differs` names it: number, unit, what is
      measured, victims, part of the other, agent, scope, place, date, standing;
    - "newer": a later count of the same, that replaces the earlier one; `differs` says which;
    - "same": the same least and greatest value; "compatible": the ranges overlap (`≈` reaches 10 % to each side, an
      open end reaches any value); "conflict": no number lies in both ranges.

    Dates are read from `as_of` and `since`. With `articles`, a count without a day is of the day of its article. The
    rules are in `compare.events`. No outcome says which figure is right.

    >>> from toolkit.tables import frame
    >>> toll = {"article_id": "a", "measure": "killed", "victims": "civilians", "low": 9.0, "high": 9.0, "bound": "="}
    >>> rows = [toll | {"figure_id": "f0"}, toll | {"figure_id": "f1", "low": 5.0, "high": None, "bound": "≥"}]
    >>> pairs(frame("FIGURES", rows))[["outcome", "differs"]].values.tolist()
    [['compatible', '']]
    """
    days = days_of(figures, {} if articles is None else _published(articles))
    records = rows_of(figures.assign(said_by=_said_by(figures)))
    rows = []
    for first, second in _candidates(records):
        a, b = records[first], records[second]
        ids = {"figure_a": a["figure_id"], "party_a": a["said_by"], "figure_b": b["figure_id"], "party_b": b["said_by"]}
        ids["measure"] = a["measure"]
        rows.append(ids | compared(a, b, days=days))
    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype="str") for name in PAIRS})


def _said_by(figures: pd.DataFrame) -> pd.Series:
    """The party that gives each figure: `(unassigned)` for a source without one, empty for the reporter's own."""
    sourced = (figures["speaker"] != "") | (figures["statement_id"] != "")
    return figures["party"].where((figures["party"] != "") | ~sourced, UNASSIGNED)


def _candidates(records: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """The places of figures worth comparing: of one measure in one article, and of one thing in different ones."""
    within: dict[tuple[str, ...], list[int]] = defaultdict(list)
    across: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, row in enumerate(records):
        within[row["article_id"], row["measure"]].append(place)
        if row["measure"] not in UNDEFINED:
            across[counted_thing(row)].append(place)
    found = {pair for places in within.values() for pair in combinations(places, 2)}
    found |= {pair for places in across.values() for pair in combinations(places, 2)}
    return sorted(found)


def _published(articles: pd.DataFrame) -> dict[str, str]:
    days = articles.dropna(subset="published")
    return dict(zip(days["article_id"], days["published"].dt.strftime("%Y-%m-%d"), strict=True))
