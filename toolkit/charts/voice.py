"""The chart of voice shares: one bar a party, with its interval where there is one."""

from collections.abc import Collection, Mapping
from typing import Any

import altair as alt
import pandas as pd

from toolkit.charts import marks, theme, words

PALE = 0.35  # of what is not picked


def voice_share(
    table: pd.DataFrame,
    *,
    colours: Mapping[str, str],
    weight: str = "statements",
    links: Mapping[str, str] | None = None,
    chosen: Collection[str] = (),
) -> Any:
    """Each row of `compare.voice_share` is one bar from 0 to its share of all, labelled with its count.

    `colours` gives the colour of each party (grey where it gives none), `weight` says what was counted, statements or
    words, and `links` may give an address for each name, to which its bar leads. The interval is a line over the bar,
    drawn only where the table has one. A click picks a bar (selection `picked`, by `name`); where some parties are
    `chosen`, the bars of all others are pale. Returns an Altair chart.

    >>> from toolkit.compare import voice_share as shares
    >>> from toolkit.tables import frame
    >>> table = shares(frame("STATEMENTS", [{"statement_id": "s0", "article_id": "a0", "party": "Red"}]))
    >>> voice_share(table, colours={}).title.subtitle
    ['1 statement in 1 article; no interval under 5 articles']
    """
    title = f"Share of {weight}"
    if table.empty:
        return theme.nothing(title)
    rows = words.prepared(table, colours)
    rows["label"] = rows["percent"] + " · " + rows["count"]
    rows["strength"] = [1.0 if not chosen or name in chosen else PALE for name in rows["name"]]
    rows["reach"] = rows[["value", "high"]].max(axis=1)
    drawn = alt.layer(_bars(rows, weight=weight, links=links), *marks.intervals(rows), _labels(rows))
    basis = words.basis(rows["total"].iloc[0], weight.removesuffix("s"), rows["of_articles"].iloc[0], low=rows["low"])
    return theme.finished(
        theme.sized(drawn, rows["who"]),
        title=title,
        subtitle=[basis],
        description=f"{title}. {basis}. {words.told(rows, '{name}: {count}, {percent}')}",
    )


def _bars(rows: pd.DataFrame, *, weight: str, links: Mapping[str, str] | None) -> Any:
    picked = alt.selection_point(name="picked", fields=["name"])
    shown = [("name", rows.columns[0].replace("_", " ").capitalize()), ("count", weight.capitalize()),
             ("percent", "Share"), ("interval", "95% interval"), ("articles", "Articles it speaks in"),
             ("of_articles", "of all articles"), ("note", "Note")]  # fmt: skip
    encoded = {
        "x": alt.X("value:Q", scale=alt.Scale(domain=[0, 1]), axis=marks.share_axis(f"share of all {weight}")),
        "y": marks.rows_axis(rows),
        "color": alt.Color("fill:N", scale=None),
        "opacity": alt.condition(picked, alt.Opacity("strength:Q", scale=None), alt.value(PALE)),
        "tooltip": words.tooltips(*shown),
    }
    if links:
        rows = rows.assign(link=[links.get(name, "") for name in rows["name"]])
        encoded["href"] = alt.Href("link:N")
    return alt.Chart(rows).mark_bar(cursor="pointer", **marks.EDGE).encode(**encoded).add_params(picked)


def _labels(rows: pd.DataFrame) -> Any:
    mark = alt.Chart(rows).mark_text(align="left", dx=9, color=theme.INK)
    return mark.encode(x=alt.X("reach:Q"), y=marks.rows_axis(rows), text=alt.Text("label:N"))
