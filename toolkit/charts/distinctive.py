"""The chart of words that set a party apart: for each party the words it has beyond all others."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from toolkit.charts import marks, theme, words

HALF = 232  # pixels of one of two panels side by side
SURE = 0.05


def distinctive_words(table: pd.DataFrame, *, colours: Mapping[str, str], most: int = 8, parties: int = 6) -> Any:
    """Each party of `compare.distinctive_words` has a panel of its own: its `most` most telling words, longest first.

    The length of a bar is z. A bar is full where a word so telling would be rare by chance among all the party's words
    (`p_all` under 1 in 20), pale where it would not, or where too few articles say. Only words that lean to the party
    are drawn, of the first `parties` parties. Returns an Altair chart.

    >>> from toolkit.compare import distinctive_words as words_of
    >>> from toolkit.tables import empty
    >>> distinctive_words(words_of(empty("STATEMENTS")), colours={}).title.text
    'Words that set each party apart'
    """
    title = "Words that set each party apart"
    leaning = table[table["z"] > 0] if len(table) else table
    if leaning.empty:
        return theme.nothing(title, "words")
    by = str(table.columns[0])
    names = list(dict.fromkeys(leaning[by]))
    shown = leaning[leaning[by].isin(names[:parties])].groupby(by, sort=False).head(most)
    lines = [
        f"{words.counted(len(shown), 'word')}; numbers are times used by the party, and by all others",
        "longer: further from what chance would give; full: rare by chance (p < .05), pale: may be chance",
    ]
    rows = _prepared(shown, by, colours)
    reach = float(rows["z"].max()) * 1.02
    panels = [_panel(rows[rows["name"] == name], name, reach) for name in dict.fromkeys(rows["name"])]
    told = words.told(rows, "{name}: {word} ({n}, others {others})")
    return theme.finished(
        alt.concat(*panels, columns=2, spacing=26),
        title=title,
        subtitle=lines,
        description=f"{title}. {'; '.join(lines)}. {told}",
    )


def _prepared(shown: pd.DataFrame, by: str, colours: Mapping[str, str]) -> pd.DataFrame:
    sure = (shown["p_all"] < SURE).fillna(value=False)
    return pd.DataFrame({
        "name": shown[by], "who": [words.wrapped(str(word), 24) for word in shown["word"]], "word": shown["word"],
        "z": shown["z"].astype(float), "fill": [colours.get(str(name), theme.GREY) for name in shown[by]],
        "strength": sure.map({True: 1.0, False: 0.35}).astype(float),
        "n": [words.number(n) for n in shown["n"]], "others": [words.number(n) for n in shown["others"]],
        "label": [f"{words.number(n)} · {words.number(o)}" for n, o in zip(shown["n"], shown["others"], strict=True)],
        "articles": shown["articles"].astype(int),
        "chance": ["not known" if pd.isna(p) else f"{p:.3f}" for p in shown["p_all"]],
        "written": [f"{z:.2f}" for z in shown["z"]],
    }).reset_index(drop=True)  # fmt: skip


def _panel(rows: pd.DataFrame, name: str, reach: float) -> Any:
    y = marks.rows_axis(rows)
    x = alt.X("z:Q", scale=alt.Scale(domain=[0, reach], nice=False), axis=None)
    shown = [("word", "Word"), ("n", "Times by the party"), ("others", "By all others"), ("articles", "Articles"),
             ("written", "z"), ("chance", "p of any word")]  # fmt: skip
    bars = alt.Chart(rows).mark_bar(height=15, **marks.EDGE).encode(
        x=x, y=y, color=alt.Color("fill:N", scale=None), opacity=alt.Opacity("strength:Q", scale=None),
        tooltip=words.tooltips(*shown),
    )  # fmt: skip
    beside = alt.Chart(rows).mark_text(align="left", dx=6, color=theme.SOFT).encode(x=x, y=y, text=alt.Text("label:N"))
    size = {"width": HALF - 60, "height": alt.Step(24)}
    return alt.layer(bars, beside).properties(**size, title=theme.heading(words.wrapped(name)))
