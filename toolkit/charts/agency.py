"""The chart of agency: how the harm of each party is told, from clauses that name an agent to clauses that hide it."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from toolkit.charts import marks, theme, words
from toolkit.compare.units import ALL

# From dark to pale: the less of the one who did it is seen, the paler. Told apart in grey and by colour-blind readers.
SHADES = {
    "active": "#54278F", "passive with by": "#756BB1", "short passive": "#9E9AC8", "intransitive": "#CBC9E2",
    "nominal": "#F2F0F7",
}  # fmt: skip
MEANING = {
    "active": "active: A killed B",
    "passive with by": "passive: B was killed by A",
    "short passive": "short passive: B was killed",
    "intransitive": "intransitive: B died",
    "nominal": "as a noun: the death of B",
}
NARROW = 0.045


def agency(table: pd.DataFrame, *, colours: Mapping[str, str]) -> Any:
    """Each party of `compare.agency` is one bar cut into the voices in which its harm is told; `(all)` is the baseline.

    Numbers in the pieces are clauses, the number beside a bar is all of the party's; dark pieces name who did it, the
    palest leave it out altogether. Returns an Altair chart.

    >>> from toolkit.compare import agency as shares
    >>> from toolkit.tables import frame
    >>> table = shares(frame("HARMS", [{"harm_id": "h0", "voice": "active", "victim_party": "Red"}]))
    >>> agency(table, colours={}).title.subtitle
    ['1 clause of harm; (all) is what is usual in these articles']
    """
    title = "How harm is told, by whose harm it is"
    if table.empty:
        return theme.nothing(title, "clauses of harm")
    if str(table.columns[0]) == "agent_party":
        title = "How harm is told, by who does it"
    rows = marks.stacked(words.prepared(table, colours))
    rows.loc[rows["name"] == ALL, "fill"] = theme.LINE
    rows["tint"] = [SHADES.get(voice, theme.PAPER) for voice in rows["voice"]]
    rows["meaning"] = [MEANING.get(voice, voice) for voice in rows["voice"]]
    total = float(rows.loc[rows["name"] == rows["name"].iloc[-1], "total"].iloc[0])
    line = f"{words.counted(total, 'clause')} of harm; (all) is what is usual in these articles"
    layers = [
        _legend(rows),
        _pieces(rows),
        marks.numbers(rows, least=NARROW, labels=False),
        marks.totals(rows, labels=False),
    ]
    bars = theme.sized(alt.layer(*layers), rows["who"])
    drawn = alt.hconcat(marks.chips(rows), bars, spacing=8)
    return theme.finished(
        drawn.resolve_scale(color="independent"),
        title=title,
        subtitle=[line],
        description=f"{title}. {line}. {words.told(rows[rows['n'] > 0], '{name}, {voice}: {count}, {percent}')}",
    )


def _pieces(rows: pd.DataFrame) -> Any:
    shown = [("name", "Party"), ("meaning", "Told as"), ("count", "Clauses"), ("percent", "Share"),
             ("interval", "95% interval"), ("of_articles", "In articles"), ("note", "Note")]  # fmt: skip
    bars = alt.Chart(rows[rows["value"] > 0]).mark_bar(**marks.EDGE)
    return bars.encode(
        x=alt.X("start:Q", scale=alt.Scale(domain=[0, 1]), axis=marks.share_axis("share of the clauses")),
        x2=alt.X2("stop"),
        y=marks.rows_axis(rows, labels=False),
        color=alt.Color("tint:N", scale=None),
        tooltip=words.tooltips(*shown),
    )


def _legend(rows: pd.DataFrame) -> Any:
    there = [voice for voice in SHADES if voice in set(rows["voice"])]
    scale = alt.Scale(domain=[MEANING[one] for one in there], range=[SHADES[one] for one in there])
    legend = alt.Legend(symbolOpacity=1, symbolStrokeWidth=0.5, symbolStrokeColor=theme.INK, columns=3)
    nowhere = alt.Chart(pd.DataFrame({"meaning": [MEANING[one] for one in there]})).mark_square(opacity=0)
    return nowhere.encode(fill=alt.Fill("meaning:N", scale=scale, legend=legend))
