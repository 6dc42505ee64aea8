"""Grids of dots: rows and columns, and in each cell a dot as large as its number."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from toolkit.charts import marks, theme, words

SMALLEST, LARGEST = 300, 820  # areas of dots in square pixels; a number fits into the smallest
CELL, DENSE, MANY = 52, 44, 9  # pixels between two columns, and between many
NARROW = 16  # characters of the name of a column on one line


def laid_out(table: pd.DataFrame, row: str, column: str, colours: Mapping[str, str]) -> pd.DataFrame:
    """The cells with the wrapped names of their rows and columns, colours, and the number in words."""
    counts = table["n" if "n" in table.columns else "number"].astype(float)
    return table.assign(
        who=[words.wrapped(str(name)) for name in table[row]],
        column=[words.wrapped(str(name), NARROW) for name in table[column]],
        fill=[colours.get(str(name), theme.GREY) for name in table[column]],
        row_fill=[colours.get(str(name), theme.GREY) for name in table[row]],
        written=[words.number(count) for count in counts],
    ).reset_index(drop=True)


def dots(rows: pd.DataFrame, tips: tuple[tuple[str, str], ...], *, picked: str = "", fill: str = "column") -> Any:
    """Dots in a grid, the number in each; rings where there is none."""
    columns = list(dict.fromkeys(rows["column"]))
    axis = alt.Axis(orient="top", labelAngle=-40, labelAlign="left", labelExpr="split(datum.label, '\\n')", title=None)
    place = {"x": alt.X("column:N", sort=columns, axis=axis), "y": marks.rows_axis(rows)}
    colour = alt.Color("row_fill:N" if fill == "row" else "fill:N", scale=None)
    size = alt.Size("number:Q", scale=alt.Scale(range=[SMALLEST, LARGEST], zero=False), legend=None)
    some, none = rows[rows["number"] > 0], rows[rows["number"] <= 0]
    rings = alt.Chart(none).mark_point(size=60, color=theme.LINE, strokeWidth=1.5).encode(**place)
    dots = alt.Chart(some).mark_circle(opacity=1, **marks.EDGE)
    dots = dots.encode(**place, color=colour, size=size, tooltip=words.tooltips(*tips))
    if picked:
        dots = dots.add_params(alt.selection_point(name="picked", fields=[picked]))
    inks = some["row_fill" if fill == "row" else "fill"].map(words.ink_on)
    texts = alt.Chart(some.assign(ink=inks)).mark_text(fontWeight=600)
    number = texts.encode(**place, text=alt.Text("written:N"), color=alt.Color("ink:N", scale=None),
                          size=alt.condition("length(datum.written) > 3", alt.value(9), alt.value(11)))  # fmt: skip
    layers = [rings, dots, number]
    return alt.layer(*layers).properties(
        width=alt.Step(CELL if len(columns) <= MANY else DENSE), height=theme.heights(rows["who"], 36)
    )
