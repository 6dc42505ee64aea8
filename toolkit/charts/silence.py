"""The chart of silence: how often each is named, spoken to and heard, with the silent ones marked."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from toolkit.charts import marks, theme, words

COLUMNS = {
    "heard": "heard",
    "spoken_to": "spoken to",
    "spoken_about": "spoken about",
    "narrated": "in narration",
    "mentions": "named in all",
}
LEVELS = {"party": "Parties", "speaker": "Persons and bodies"}
HALO: dict[str, Any] = {"fontWeight": 700, "stroke": theme.PAPER, "strokeWidth": 6, "color": theme.PAPER}
LARGEST = 620  # area of the largest dot in square pixels


def silence(table: pd.DataFrame, *, colours: Mapping[str, str], most: int = 25) -> Any:
    """Each row of `compare.silence` is one line of dots: heard, spoken to, spoken about, narrated, named in all.

    The area of a dot is its number, written in or beside it. Who is never heard has the word "never" instead of a dot.
    Of parties and of persons the first `most` are drawn, and the chart says how many there are of each. Returns an
    Altair chart.

    >>> from toolkit.compare import silence as named
    >>> from toolkit.tables import empty, frame
    >>> mentions = frame("MENTIONS", [{"mention_id": "m0", "name": "Red", "party": "Red"}])
    >>> silence(named(mentions, empty("STATEMENTS")), colours={}).title.subtitle
    ['1 of 1 party is never heard']
    """
    title = "Who is named, and who is heard"
    if table.empty:
        return theme.nothing(title, "names")
    lines = [_silent(table[table["level"] == level], level) for level in LEVELS if (table["level"] == level).any()]
    shown = table.groupby("level", sort=False).head(most)
    if len(shown) < len(table):
        lines.append(f"drawn are the first {most} of each, the silent first, then those named most")
    cells = _cells(shown, colours)
    panels = [_panel(cells[cells["level"] == level], level) for level in dict.fromkeys(cells["level"])]
    sentence = "{name}: heard {heard}, spoken to {spoken_to}, spoken about {spoken_about}, named {mentions} times"
    return theme.finished(
        alt.vconcat(*panels, spacing=16).resolve_scale(y="independent", size="shared"),
        title=title,
        subtitle=["; ".join(lines[:2]), *lines[2:]],
        description=f"{title}. {'; '.join(lines)}. {words.told(shown, sentence)}",
    )


def _silent(rows: pd.DataFrame, level: str) -> str:
    one, many = ("party", "parties") if level == "party" else ("person or body", "persons or bodies")
    silent = int(rows["silent"].sum())
    verb = "is" if silent == 1 else "are"
    return f"{silent} of {words.counted(len(rows), one, many)} {verb} never heard"


def _cells(table: pd.DataFrame, colours: Mapping[str, str]) -> pd.DataFrame:
    """One row a dot: the name, the column, the number and how it is written."""
    rows = table.assign(
        who=[words.wrapped(name) for name in table["name"]],
        fill=[colours.get(party, theme.GREY) for party in table["party"]],
        belongs=table["party"].replace("", "(unassigned)"),
    )
    cells = rows.melt(
        ["name", "who", "level", "belongs", "fill", "silent", "articles"], list(COLUMNS), "column", "number"
    )
    cells["number"] = cells["number"].astype("float64")
    cells["column"] = cells["column"].map(COLUMNS)
    cells["silent"] = cells["silent"].astype("bool")
    cells["never"] = cells["silent"] & (cells["column"] == COLUMNS["heard"])
    cells["written"] = [words.number(number) if number else "" for number in cells["number"]]
    cells.loc[cells["never"], "written"] = "never"
    return cells.astype({"articles": "int64"})


def _panel(cells: pd.DataFrame, level: str) -> Any:
    axis = alt.Axis(orient="top", labelAngle=0, title=None, labelColor=theme.SOFT)
    x = alt.X("column:N", scale=alt.Scale(domain=list(COLUMNS.values())), axis=axis)
    y = marks.rows_axis(cells)
    shown = [("name", "Name"), ("belongs", "Party"), ("column", "Is"), ("number", "Times"), ("articles", "Articles")]
    dots = alt.Chart(cells[cells["number"] > 0]).mark_circle(opacity=0.95, **marks.EDGE).encode(
        x=x, y=y, color=alt.Color("fill:N", scale=None), tooltip=words.tooltips(*shown),
        size=alt.Size("number:Q", scale=alt.Scale(range=[0, LARGEST], zero=True), legend=None),
    )  # fmt: skip
    lines = alt.Chart(cells).mark_rule(color=theme.LINE).encode(y=y)
    beside = alt.Chart(cells[(cells["written"] != "") & ~cells["never"]]).mark_text(align="left", dx=17)
    silent = alt.Chart(cells[cells["never"]])
    never = [silent.mark_text(**HALO), silent.mark_text(fontWeight=700, color="#A3001B")]
    layers = [lines, dots, *(mark.encode(x=x, y=y, text=alt.Text("written:N")) for mark in (beside, *never))]
    size = {"width": theme.WIDTH, "height": theme.heights(cells["who"])}
    return alt.layer(*layers).properties(**size, title=theme.heading(LEVELS[level]))
