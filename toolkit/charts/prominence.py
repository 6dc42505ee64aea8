"""The chart of prominence: where in their articles the statements of each party stand, from the top to the end."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from toolkit.charts import marks, theme, words

PARTS = 40  # of an article: finer is not seen
THICK = 16  # pixels of a strip
FAINTEST = 0.18  # of the colour of a part with one statement where another has very many


def prominence(table: pd.DataFrame, *, colours: Mapping[str, str], most: int = 16) -> Any:
    """Each party of `compare.positions` is a strip from the top of an article to its end, dark where it is heard most.

    The strip has `PARTS` parts; each is as strong as the party's statements that begin in it, beside the fullest part
    of the same party. The line marks the middle statement. The `most` most heard parties are drawn. Returns an Altair
    chart.

    >>> from toolkit.compare import positions
    >>> from toolkit.tables import frame
    >>> table = positions(frame("STATEMENTS", [{"statement_id": "s0", "party": "Red", "prominence": 0.5}]))
    >>> prominence(table, colours={}).title.subtitle
    ['1 statement; the line marks the middle one of each party']
    """
    title = "Where in the articles each party is heard"
    known = table[table["prominence"].notna()]
    if known.empty:
        return theme.nothing(title)
    by = str(table.columns[0])
    parties = list(dict.fromkeys(known[by]))
    shown = known[known[by].isin(parties[:most])]
    lines = [f"{words.counted(float(known['weight'].sum()), 'statement')}; the line marks the middle one of each party"]
    lines += [f"drawn are the {most} parties that are heard most"] if len(parties) > most else []
    parts, middles = _parts(shown, by, colours), _middles(shown, by)
    told = words.told(middles, "{name}: the middle one of {count} stands {place} down")
    return theme.finished(
        alt.layer(_strips(parts), *_lines(middles, parts)).properties(
            width=theme.WIDTH, height=theme.heights(parts["who"])
        ),
        title=title,
        subtitle=lines,
        description=f"{title}. {'; '.join(lines)}. {told}",
    )


def _parts(shown: pd.DataFrame, by: str, colours: Mapping[str, str]) -> pd.DataFrame:
    """One row is one part of the strip of one party."""
    down = 1 - shown["prominence"].astype(float)
    part = (down * PARTS).astype(int).clip(0, PARTS - 1)
    names = list(dict.fromkeys(shown[by]))
    rows = shown.assign(part=part, n=shown["weight"].astype(float)).groupby([by, "part"], as_index=False)["n"].sum()
    rows = rows.loc[rows[by].map(names.index).sort_values(kind="stable").index].reset_index(drop=True)
    fullest = rows.groupby(by)["n"].transform("max")
    return pd.DataFrame({
        "name": rows[by], "who": [words.wrapped(name) for name in rows[by]],
        "fill": [colours.get(name, theme.GREY) for name in rows[by]],
        "start": rows["part"] / PARTS, "stop": (rows["part"] + 1) / PARTS,
        "strength": FAINTEST + (1 - FAINTEST) * rows["n"] / fullest,
        "count": [words.number(n) for n in rows["n"]],
        "place": [f"{words.percent(p / PARTS)} to {words.percent((p + 1) / PARTS)} down" for p in rows["part"]],
    })  # fmt: skip


def _middles(shown: pd.DataFrame, by: str) -> pd.DataFrame:
    """The weighted median of each party, counted from the top."""
    rows = []
    for name, own in shown.groupby(by, sort=False):
        ordered = own.assign(down=1 - own["prominence"].astype(float)).sort_values("down")
        weight = ordered["weight"].astype(float)
        middle = ordered["down"].to_numpy()[int((weight.cumsum() >= weight.sum() / 2).to_numpy().argmax())]
        rows.append({"name": str(name), "who": words.wrapped(str(name)), "middle": float(middle),
                     "count": words.number(float(weight.sum())), "place": words.percent(float(middle))})  # fmt: skip
    return pd.DataFrame(rows)


def _strips(parts: pd.DataFrame) -> Any:
    axis = alt.Axis(
        title="place in the article", values=[0, 0.25, 0.5, 0.75, 1],
        labelExpr="datum.value == 0 ? 'top' : datum.value == 1 ? 'end' : format(datum.value, '.0%')",
    )  # fmt: skip
    bars = alt.Chart(parts).mark_bar(height=THICK)
    return bars.encode(
        x=alt.X("start:Q", scale=alt.Scale(domain=[0, 1]), axis=axis),
        x2=alt.X2("stop"),
        y=marks.rows_axis(parts),
        color=alt.Color("fill:N", scale=None),
        opacity=alt.Opacity("strength:Q", scale=None),
        tooltip=words.tooltips(("name", "Party"), ("count", "Statements"), ("place", "Begin")),
    )


def _lines(middles: pd.DataFrame, parts: pd.DataFrame) -> list[Any]:
    """A dark line with a pale edge, to be seen on any colour; and beside each strip its statements."""
    y = marks.rows_axis(parts)
    edge = alt.Chart(middles).mark_tick(color=theme.PAPER, thickness=5, size=THICK + 8, opacity=0.9)
    line = alt.Chart(middles).mark_tick(color=theme.INK, thickness=2, size=THICK + 8)
    drawn = [mark.encode(x=alt.X("middle:Q"), y=y) for mark in (edge, line)]
    beside = alt.Chart(middles).mark_text(align="left", dx=9, color=theme.SOFT)
    return [*drawn, beside.encode(x=alt.XDatum(1), y=y, text=alt.Text("count:N"))]
