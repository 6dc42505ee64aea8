"""The chart of figures: every number with its bound, its words and who says so, one row each."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from toolkit.charts import marks, theme, words

OWN = "(the report itself)"
NEAR = 0.1  # "around" is drawn as far as FIGURES lets it reach
LONGEST = 42  # characters of a label on one line
LEFT_OUT = (">", "<")
ZERO = "datum.value === 0 ? '0' : datum.label"
# A full dot is a number that counts itself, a hollow one is left out ("more than"); arrows are open ends.
POINTS: dict[str, dict[str, Any]] = {
    "full": {"shape": "circle", "filled": True},
    "hollow": {"shape": "circle", "filled": False, "fill": theme.PAPER, "strokeWidth": 2.5},
    "opens": {"shape": "triangle-right", "filled": True},
    "begins": {"shape": "triangle-left", "filled": True},
}
TIPS = (
    ("verbatim", "As printed"), ("victims", "Who"), ("said_by", "Says"), ("party_named", "Party"),
    ("agent", "By whom"), ("scope", "Scope"), ("date_words", "When"), ("place", "Where"),
    ("standing", "Standing"), ("article_id", "Article"),
)  # fmt: skip


def figures(table: pd.DataFrame, *, colours: Mapping[str, str], most: int = 30) -> Any:
    """Each row of `compare.figures_side_by_side` is one line: a dot for a number, a bar for a range, an arrow if open.

    "At least" and "more than" run to an arrow on the right, "up to" and "fewer than" from one on the left; the dot is
    hollow where the number itself is left out. "Around" has a pale bar of 10 % to each side; dashes are words such as
    "dozens". Each measure has its own scale. Rows beside each other need not count the same thing. The first `most` of
    each measure are drawn, and the chart says so where there are more. Returns an Altair chart.

    >>> from toolkit.compare import figures_side_by_side
    >>> from toolkit.tables import frame
    >>> rows = [{"figure_id": "f0", "article_id": "a0", "measure": "killed", "low": 3.0, "high": 3.0, "bound": "="}]
    >>> figures(figures_side_by_side(frame("FIGURES", rows)), colours={}).title.subtitle[0]
    '1 figure in 1 article'
    """
    title = "Figures side by side"
    if table.empty:
        return theme.nothing(title, "figures")
    basis = [f"{words.counted(len(table), 'figure')} in {words.counted(table['article_id'].nunique(), 'article')}"]
    shown = table.groupby("measure", sort=False).head(most)
    if len(shown) < len(table):
        basis.append(f"drawn are the first {most} of each measure")
    basis.append("figures beside each other need not count the same people, place or time")
    rows = _prepared(shown, colours)
    colour = _colour(rows)
    panels = [_panel(rows[rows["measure"] == measure], measure, colour) for measure in dict.fromkeys(rows["measure"])]
    sentence = "{said_by}: {verbatim} {victims} ({measure})"
    return theme.finished(
        alt.vconcat(*panels, spacing=18).resolve_scale(x="independent", y="independent"),
        title=title,
        subtitle=basis,
        description=f"{title}. {'; '.join(basis)}. {words.told(rows, sentence)}",
    )


def _prepared(table: pd.DataFrame, colours: Mapping[str, str]) -> pd.DataFrame:
    rows = table.reset_index(drop=True).astype({"low": "float64", "high": "float64"})
    party = rows["party"].replace("", OWN)
    rows["fill"] = [theme.INK if name == OWN else colours.get(name, theme.GREY) for name in party]
    speaker = rows["speaker"].where(rows["speaker"] != "", party)
    qualifier = ("“" + rows["source_qualifier"] + "” ").where(rows["source_qualifier"] != "", "")
    rows["said_by"] = qualifier + speaker
    dated = rows["day"] if "day" in rows.columns else pd.Series("", index=rows.index)
    below = rows["said_by"] + (" · " + dated).where(dated != "", "")
    what = (rows["verbatim"] + " " + rows["victims"]).str.strip()
    labels = [
        f"{words.wrapped(one, LONGEST)}\n{words.wrapped(other, LONGEST)}"
        for one, other in zip(what, below, strict=True)
    ]
    # Two rows may say the same; a mark that nobody sees keeps them apart.
    rows["who"] = [label + "\u200b" * labels[:place].count(label) for place, label in enumerate(labels)]
    rows["party_named"] = party
    return pd.concat([rows, _ends(rows)], axis=1)


def _colour(rows: pd.DataFrame) -> Any:
    """The parties with their colours, in a legend: a row names its speaker."""
    parties = rows.drop_duplicates("party_named")
    scale = alt.Scale(domain=list(parties["party_named"]), range=list(parties["fill"]))
    return alt.Color("party_named:N", scale=scale, legend=alt.Legend(symbolOpacity=1, columns=4))


def _ends(rows: pd.DataFrame) -> pd.DataFrame:
    """Where each line begins and stops: open ends reach past the largest number of their measure."""
    largest = rows[["low", "high"]].max(axis=1).groupby(rows["measure"]).transform("max")
    far = (largest * 1.18).where(largest > 0, 1.0)
    near = rows["bound"] == "≈"
    low = rows["low"].fillna(0.0).where(~near, rows["low"] * (1 - NEAR))
    high = rows["high"].fillna(far).where(~near, rows["high"] * (1 + NEAR))
    read = rows["low"].notna() | rows["high"].notna()
    one = rows["low"].isna() | rows["high"].isna()
    edge = rows["low"].fillna(rows["high"]).where(one | (rows["low"] == rows["high"]))
    return pd.DataFrame({
        "least": low.where(read), "greatest": high.where(read), "far": far,
        "full": edge.where(~rows["bound"].isin(LEFT_OUT)), "hollow": edge.where(rows["bound"].isin(LEFT_OUT)),
        "opens": high.where(rows["high"].isna() & read), "begins": low.where(rows["low"].isna() & read),
    })  # fmt: skip


def _panel(rows: pd.DataFrame, measure: str, colour: Any) -> Any:
    domain = alt.Scale(domain=[0, float(rows["far"].max())], nice=False)
    axis = alt.Axis(format="~s" if rows["far"].max() >= 100_000 else ",~f", labelExpr=ZERO)
    x, y = alt.X("least:Q", title=None, scale=domain, axis=axis), marks.rows_axis(rows)
    line = {"y": y, "color": colour, "tooltip": words.tooltips(*TIPS)}
    vague, near = rows["bound"] == "vague", rows["bound"] == "≈"
    layers = [
        alt.Chart(rows[~vague & ~near]).mark_rule(strokeWidth=4).encode(x=x, x2=alt.X2("greatest"), **line),
        alt.Chart(rows[vague]).mark_rule(strokeWidth=4, strokeDash=[5, 4]).encode(x=x, x2=alt.X2("greatest"), **line),
        alt.Chart(rows[near]).mark_rule(strokeWidth=12, opacity=0.35).encode(x=x, x2=alt.X2("greatest"), **line),
        *(_points(rows, column, **look).encode(**line) for column, look in POINTS.items()),
        alt.Chart(rows[rows["least"].isna()])
        .mark_text(align="left", fontStyle="italic", color=theme.SOFT)
        .encode(x=alt.XDatum(0), y=y, text=alt.value("the words give no number")),
    ]
    size = {"width": theme.WIDTH, "height": theme.heights(rows["who"], 44)}
    return alt.layer(*layers).properties(**size, title=theme.heading(measure or "(no measure)"))


def _points(rows: pd.DataFrame, column: str, **look: Any) -> Any:
    mark = alt.Chart(rows[rows[column].notna()]).mark_point(size=110, opacity=1, **look)
    return mark.encode(x=alt.X(f"{column}:Q"))
