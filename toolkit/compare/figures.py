"""Figures side by side: which numbers each side gives, and which of them contradict each other."""

from itertools import combinations

import pandas as pd

from toolkit.compare.events import compared
from toolkit.record import UNASSIGNED
from toolkit.tables.values import MEASURES

SHOWN = (
    "measure", "victims", "verbatim", "low", "high", "bound", "unit", "party", "speaker", "source_qualifier", "agent",
    "scope", "date_words", "place", "standing", "article_id", "figure_id", "statement_id", "start", "end",
)  # fmt: skip
PAIRS = ("figure_a", "figure_b", "measure", "outcome", "differs", "assumed")


def figures_side_by_side(figures: pd.DataFrame) -> pd.DataFrame:
    """Every figure keeps its own row, its own words and who says so; nothing is added up and nothing is averaged.

    One row is one number asserted in one article, by measure (in the order of the contract), then victims, then the
    least value. Columns: `measure`, `victims`, `verbatim`, `low`, `high` (missing where the words leave an end open),
    `bound`, `unit`, `party` (who says so; `(unassigned)`, or empty for the reporter's own), `speaker`,
    `source_qualifier`, `agent`, `scope`, `date_words`, `place`, `standing`, `article_id`, `figure_id`, `statement_id`,
    `start`, `end`, as in FIGURES. Rows that stand beside each other need not speak of one event: see `pairs`.

    >>> from toolkit.tables import frame
    >>> rows = [{"figure_id": "f0", "measure": "money"}, {"figure_id": "f1", "measure": "killed"}]
    >>> list(figures_side_by_side(frame("FIGURES", rows))["figure_id"])
    ['f1', 'f0']
    """
    table = figures[list(SHOWN)].copy()
    sourced = (table["speaker"] != "") | (table["statement_id"] != "")
    table.loc[(table["party"] == "") & sourced, "party"] = UNASSIGNED
    places = {measure: place for place, measure in enumerate(MEASURES)}
    order = pd.DataFrame(
        {
            "measure": table["measure"].map(places).fillna(len(places)),
            "victims": table["victims"].str.casefold(),
            "low": table["low"].fillna(table["high"]),
            "place": range(len(table)),
        }
    )
    return table.loc[order.sort_values(["measure", "victims", "low", "place"]).index].reset_index(drop=True)


def pairs(figures: pd.DataFrame, *, articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """Two figures are called a conflict only where nothing that is printed says that they count different things.

    One row is one pair of figures of one measure, in the order of `figures`. Columns: `figure_a`, `figure_b` (ids),
    `measure`, `outcome`, `differs` (in words what sets them apart, empty when nothing does), `assumed` (what was taken
    as equal although one of them does not print it). Outcomes:

    - "not comparable": they differ in, or do not say, what is counted; `differs` names it: number, unit, what is
      measured, victims, part of the other, agent, scope, place, date, standing;
    - "newer": a cumulative count of the same, with a later date in one of them; `differs` says which;
    - "same": the same least and greatest value; "compatible": the ranges overlap (`≈` reaches 10 % to each side, an
      open end reaches any value); "conflict": no number lies in both ranges.

    Dates are read from `as_of`. With `articles`, a cumulative count without a date is dated by its article. The rules
    are in `compare.events`. No outcome says which figure is right.

    >>> from toolkit.tables import frame
    >>> toll = {"article_id": "a", "measure": "killed", "victims": "civilians", "low": 9.0, "high": 9.0, "bound": "="}
    >>> rows = [toll | {"figure_id": "f0"}, toll | {"figure_id": "f1", "low": 5.0, "high": None, "bound": "≥"}]
    >>> pairs(frame("FIGURES", rows))[["outcome", "differs"]].values.tolist()
    [['compatible', '']]
    """
    published = {} if articles is None else _published(articles)
    rows = []
    for measure, group in figures.groupby("measure", sort=False):
        records = [{str(name): value for name, value in row.items()} for row in group.to_dict("records")]
        for a, b in combinations(records, 2):
            ids = {"figure_a": a["figure_id"], "figure_b": b["figure_id"], "measure": measure}
            rows.append(ids | compared(a, b, published=published))
    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype="str") for name in PAIRS})


def _published(articles: pd.DataFrame) -> dict[str, str]:
    days = articles.dropna(subset="published")
    return dict(zip(days["article_id"], days["published"].dt.strftime("%Y-%m-%d"), strict=True))
