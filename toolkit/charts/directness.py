"""The chart of directness: how much of each party is quoted, partly quoted and paraphrased."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from toolkit.charts import marks, theme, words

# How strongly the colour of the party is laid on: the more of its own words, the stronger.
STRENGTH = {"direct": 1.0, "mixed": 0.55, "indirect": 0.18, "(none)": 0.06}
TALL, THICK = 40, 19  # pixels of a row and of its bar: the interval has its place below the bar
NARROW = 0.04  # a piece of a bar narrower than this has no room for its number


def directness(table: pd.DataFrame, *, colours: Mapping[str, str]) -> Any:
    """Each party of `compare.directness` is one bar of its own colour, cut into direct, mixed and indirect.

    Numbers in the pieces are statements, the number beside a bar is all of the party's; strong colour is direct, pale
    is indirect. The line below a bar is the interval of the direct share, drawn only where the table has one. Returns
    an Altair chart.

    >>> from toolkit.compare import directness as shares
    >>> from toolkit.tables import frame
    >>> table = shares(frame("STATEMENTS", [{"statement_id": "s0", "party": "Red", "kind": "direct"}]))
    >>> directness(table, colours={}).title.text
    'Direct, mixed and indirect quotation'
    """
    title = "Direct, mixed and indirect quotation"
    if table.empty:
        return theme.nothing(title)
    rows = marks.stacked(words.prepared(table, colours))
    kinds = [kind for kind in STRENGTH if kind in set(rows["kind"])]
    direct = rows[rows["kind"] == "direct"]
    rows["tint"] = [words.laid_on(fill, STRENGTH[kind]) for fill, kind in zip(rows["fill"], rows["kind"], strict=True)]
    layers = [
        _legend(kinds),
        _pieces(rows),
        *marks.intervals(direct, below=16),
        marks.numbers(rows, least=NARROW),
        marks.totals(rows),
    ]
    total = direct["total"].sum()
    basis = words.basis(total, "statement", None, low=direct["low"])
    return theme.finished(
        theme.sized(alt.layer(*layers), rows["who"], TALL),
        title=title,
        subtitle=[basis.replace("intervals", "intervals of the direct share")],
        description=f"{title}. {basis}. {words.told(rows, '{name}, {kind}: {count}, {percent}')}",
    )


def _pieces(rows: pd.DataFrame) -> Any:
    shown = [("name", "Party"), ("kind", "Kind"), ("count", "Statements"), ("percent", "Share"),
             ("interval", "95% interval"), ("of_articles", "Articles it speaks in"), ("note", "Note")]  # fmt: skip
    bars = alt.Chart(rows[rows["value"] > 0]).mark_bar(height=THICK, **marks.EDGE)
    axis = marks.share_axis("share of the party's statements")
    return bars.encode(
        x=alt.X("start:Q", scale=alt.Scale(domain=[0, 1]), axis=axis),
        x2=alt.X2("stop"),
        y=marks.rows_axis(rows),
        color=alt.Color("tint:N", scale=None),
        tooltip=words.tooltips(*shown),
    )


def _legend(kinds: list[str]) -> Any:
    """The strengths in grey, for no party; the marks themselves are not seen."""
    scale = alt.Scale(domain=kinds, range=[words.laid_on(theme.INK, STRENGTH[kind]) for kind in kinds])
    legend = alt.Legend(symbolOpacity=1, symbolStrokeWidth=0.5, symbolStrokeColor=theme.INK)
    nowhere = alt.Chart(pd.DataFrame({"kind": kinds})).mark_square(opacity=0)
    return nowhere.encode(fill=alt.Fill("kind:N", scale=scale, legend=legend))
