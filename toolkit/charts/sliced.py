"""The chart of voice shares that a reader can slice: by outlet, by kind, wherever no Python can count anew."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from toolkit.charts import marks, theme, words
from toolkit.compare.units import ALL

NOBODY = "(none)"
PALE = 0.3


def voice_slices(table: pd.DataFrame, *, colours: Mapping[str, str]) -> Any:
    """Each row of `compare.slices` of voice shares is a bar, of which those of one slice are shown at a time.

    Below the chart is one list for each column before the parties ("Outlet", "Kind"), and one of parties, which makes
    the bars of all others pale. Everything was counted beforehand, with the intervals of each slice: the lists work
    where no Python runs. A picture of it shows all statements. Returns an Altair chart.

    >>> from toolkit.compare import slices, voice_share
    >>> from toolkit.tables import frame
    >>> rows = [{"statement_id": "s0", "article_id": "a0", "party": "Red", "kind": "direct"}]
    >>> voice_slices(slices(voice_share, frame("STATEMENTS", rows), per=["kind"]), colours={}).title.text
    'Share of statements, slice by slice'
    """
    title = "Share of statements, slice by slice"
    if table.empty:
        return theme.nothing(title)
    per = [str(name) for name in table.columns[: list(table.columns).index("n") - 1]]
    rows = words.prepared(table.drop(columns=per), colours).assign(**{name: table[name] for name in per})
    rows["label"] = rows["percent"] + " · " + rows["count"]
    rows["reach"] = rows[["value", "high"]].max(axis=1)
    whole = rows[(rows[per] == ALL).all(axis=1)]
    chosen = [_list(name, rows) for name in per]
    party = _list("party", whole, first=NOBODY)
    kept = " && ".join(f"datum['{name}'] === slice_{name}" for name in per)
    layers = [_bars(rows, per), *marks.intervals(rows), _labels(rows)]
    drawn = alt.layer(*(layer.transform_filter(kept) for layer in layers))
    how = " and ".join(name.replace("_", " ") for name in per)
    counted = words.counted(float(whole["total"].iloc[0]), "statement")
    line = f"{counted}; choose {how} below, each slice was counted by itself; black lines are 95% intervals"
    return theme.finished(
        theme.sized(drawn.add_params(*chosen, party), rows["who"]),
        title=title,
        subtitle=[line],
        description=f"{title}. {line}. Of all: {words.told(whole, '{name}: {count}, {percent}')}",
    )


def _list(name: str, rows: pd.DataFrame, *, first: str = ALL) -> Any:
    """A list to choose from below the chart, `first` of which chooses nothing."""
    values = [first, *[value for value in dict.fromkeys(rows[name]) if value != first]]
    label = name.replace("_", " ").capitalize() + " "
    return alt.param(name=f"slice_{name}", value=first, bind=alt.binding_select(options=values, name=label))


def _bars(rows: pd.DataFrame, per: list[str]) -> Any:
    shown = [("name", "Party"), *((name, name.replace("_", " ").capitalize()) for name in per), ("count", "Statements"),
             ("percent", "Share"), ("interval", "95% interval"), ("articles", "Articles it speaks in"),
             ("of_articles", "of all articles"), ("note", "Note")]  # fmt: skip
    strength = f"slice_party === '{NOBODY}' || datum.name === slice_party ? 1 : {PALE}"
    bars = alt.Chart(rows).transform_calculate(strength=strength).mark_bar(cursor="pointer", **marks.EDGE)
    return bars.encode(
        x=alt.X(
            "value:Q",
            stack=None,
            scale=alt.Scale(domain=[0, 1]),
            axis=marks.share_axis("share of all statements of the slice"),
        ),
        y=marks.rows_axis(rows),
        color=alt.Color("fill:N", scale=None),
        opacity=alt.Opacity("strength:Q", scale=None),
        tooltip=words.tooltips(*shown),
    )


def _labels(rows: pd.DataFrame) -> Any:
    mark = alt.Chart(rows).mark_text(align="left", dx=9, color=theme.INK)
    return mark.encode(x=alt.X("reach:Q"), y=marks.rows_axis(rows), text=alt.Text("label:N"))
