"""Layers that several charts share: intervals, and the chips of colour that say which row is whose."""

from typing import Any

import altair as alt
import pandas as pd

from toolkit.charts import theme, words


def rows_axis(table: pd.DataFrame, *, labels: bool = True) -> Any:
    """One row for each name, in the order of the table; names of several lines stay whole."""
    order = list(dict.fromkeys(table["who"]))
    axis = alt.Axis(labelExpr="split(datum.label, '\\n')", minExtent=60) if labels else None
    return alt.Y("who:N", sort=order, title=None, axis=axis)


def intervals(table: pd.DataFrame, *, below: int = 0) -> list[Any]:
    """Lines from `low` to `high` for the rows that have an interval, with a pale edge to be seen on any colour.

    They lie on the middle of the row, or `below` it by so many pixels.
    """
    rows = table[table["low"].notna() & table["high"].notna()]
    if rows.empty:
        return []
    place = {"x": alt.X("low:Q"), "x2": alt.X2("high"), "y": rows_axis(table)}
    edge = alt.Chart(rows).mark_rule(color=theme.PAPER, strokeWidth=5, opacity=0.75, yOffset=below).encode(**place)
    line = alt.Chart(rows).mark_rule(color=theme.INK, strokeWidth=1.75, yOffset=below).encode(**place)
    ends = [
        alt.Chart(rows)
        .mark_tick(color=theme.INK, thickness=1.75, size=8, yOffset=below)
        .encode(x=alt.X(f"{end}:Q"), y=place["y"])
        for end in ("low", "high")
    ]
    return [edge, line, *ends]


EDGE: dict[str, Any] = {"stroke": theme.INK, "strokeWidth": 0.5, "strokeOpacity": 0.5}
"""A thin dark edge, so that pale colours are seen on the paper."""


def share_axis(title: str | None) -> Any:
    """An axis from none to all, so that charts of different corpora can be laid side by side."""
    return alt.Axis(title=title, format=".0%", values=[0, 0.25, 0.5, 0.75, 1])


def chips(table: pd.DataFrame) -> Any:
    """A narrow column with the names of the rows and the colour of each."""
    rows = table.drop_duplicates("who")
    mark = alt.Chart(rows).mark_bar(width=10)
    place = mark.encode(y=rows_axis(table), color=alt.Color("fill:N", scale=None))
    return place.properties(width=10, height=theme.heights(rows["who"]))


def stacked(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `start` and `stop`: within each name the pieces lie one after the other, from 0."""
    stop = rows.groupby("name", sort=False)["value"].cumsum()
    return rows.assign(stop=stop, start=stop - rows["value"])


def numbers(rows: pd.DataFrame, *, least: float, labels: bool = True) -> Any:
    """The counts inside the pieces of bars from `start` to `stop` in `tint`, where a piece is at least so wide.

    Layers of one chart share an axis, so `labels` must be the same in all of them.
    """
    wide = rows[rows["value"] >= least].copy()
    wide["middle"] = (wide["start"] + wide["stop"]) / 2
    wide["written"] = [words.number(n) for n in wide["n"]]
    wide["ink"] = [words.ink_on(tint) for tint in wide["tint"]]
    mark = alt.Chart(wide).mark_text(baseline="middle")
    y = rows_axis(rows, labels=labels)
    return mark.encode(x=alt.X("middle:Q"), y=y, text=alt.Text("written:N"), color=alt.Color("ink:N", scale=None))


def totals(rows: pd.DataFrame, *, labels: bool = True) -> Any:
    """The total of each row behind the end of its bar."""
    each = rows.drop_duplicates("name").copy()
    each["written"] = [words.number(total) for total in each["total"]]
    mark = alt.Chart(each).mark_text(align="left", dx=9, color=theme.SOFT)
    return mark.encode(x=alt.XDatum(1), y=rows_axis(rows, labels=labels), text=alt.Text("written:N"))
