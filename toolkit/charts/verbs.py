"""The chart of reporting verbs: away from neutral to the left or to the right, and apart from both what is done."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from toolkit.charts import marks, theme, words

# Orange to purple, which colour-blind readers can tell apart; blue-green for acts, which are no degree of either.
SCALE = {"distancing": "#E08214", "neutral": "#D0D0D0", "endorsing": "#8073AC"}
APART = {"illocutionary": "#35978F", "(none)": "#F0F0F0"}
MEANING = {
    "distancing": "at a distance: claim, allege",
    "neutral": "neutral: say, tell",
    "endorsing": "vouched for: reveal, confirm",
    "illocutionary": "named as an act: warn, deny",
    "(none)": "not in the lexicon",
}
DIGIT = 8  # pixels that a digit takes: a piece narrower than its number has it on hover only


def reporting_verbs(table: pd.DataFrame, *, colours: Mapping[str, str]) -> Any:
    """Each party of `compare.reporting_verbs` is one bar that lies around the middle of its neutral verbs.

    Verbs that hold the content at a distance lie to the left, verbs that vouch for it to the right; verbs that name an
    act are no degree of either and have a bar of their own beside it. Numbers are statements, widths are shares of the
    party's statements. Returns an Altair chart.

    >>> from toolkit.compare import reporting_verbs as shares
    >>> from toolkit.tables import frame
    >>> table = shares(frame("STATEMENTS", [{"statement_id": "s0", "party": "Red", "cue_stance": "neutral"}]))
    >>> reporting_verbs(table, colours={}).title.text
    'Verbs that introduce each party'
    """
    title = "Verbs that introduce each party"
    if table.empty:
        return theme.nothing(title)
    rows = words.prepared(table, colours)
    rows["meaning"] = rows["stance"].map(MEANING)
    total = rows.drop_duplicates("name")["total"].sum()
    basis = f"{words.counted(total, 'statement')}; widths are shares of each party's statements, intervals on hover"
    parts = [_around_neutral(rows), _from_zero(rows)]
    # One scale for both parts: so many pixels for the whole of a party's statements.
    unit = (theme.WIDTH - 30) / sum(_reach(part)[1] - _reach(part)[0] for part in parts)
    panels = alt.hconcat(marks.chips(rows), *(_panel(part, rows, unit) for part in parts), spacing=16)
    return theme.finished(
        panels.resolve_scale(color="independent"),
        title=title,
        subtitle=[basis],
        description=f"{title}. {basis}. {words.told(rows, '{name}, {stance}: {count}, {percent}')}",
    )


def _around_neutral(rows: pd.DataFrame) -> pd.DataFrame:
    """Distancing ends and endorsing begins where the neutral piece, laid around 0, has its edges."""
    own = rows[rows["stance"].isin(SCALE)].copy()
    half = own["name"].map(own[own["stance"] == "neutral"].set_index("name")["value"]) / 2
    begins = {"distancing": -half - own["value"], "neutral": -half, "endorsing": half}
    own["start"] = sum(begins[stance].where(own["stance"] == stance, 0.0) for stance in begins)
    own["stop"] = own["start"] + own["value"]
    return own


def _from_zero(rows: pd.DataFrame) -> pd.DataFrame:
    return marks.stacked(rows[rows["stance"].isin(APART)])


def _reach(own: pd.DataFrame) -> tuple[float, float]:
    """From where to where the pieces reach, with room for a heading where there are few."""
    return min(own["start"].min(), 0.0), max(own["stop"].max(), 0.25)


def _panel(own: pd.DataFrame, rows: pd.DataFrame, unit: float) -> Any:
    first, last = _reach(own)
    scaled = "neutral" in set(own["stance"])
    tints = SCALE | {stance: tint for stance, tint in APART.items() if stance in set(rows["stance"])}
    colour = alt.Color(
        "meaning:N",
        scale=alt.Scale(domain=[MEANING[stance] for stance in tints], range=list(tints.values())),
        legend=alt.Legend(columns=2, symbolStrokeWidth=0.5, symbolStrokeColor=theme.INK) if scaled else None,
    )
    shown = [("name", "Party"), ("stance", "Verbs"), ("count", "Statements"), ("percent", "Share"),
             ("interval", "95% interval"), ("of_articles", "Articles it speaks in"), ("note", "Note")]  # fmt: skip
    place = alt.X("start:Q", scale=alt.Scale(domain=[first, last], nice=False), axis=None)
    y = marks.rows_axis(rows, labels=False)
    bars = alt.Chart(own[own["value"] > 0]).mark_bar(**marks.EDGE).encode(
        x=place, x2=alt.X2("stop"), y=y, color=colour, tooltip=words.tooltips(*shown)
    )  # fmt: skip
    own = own.assign(
        middle=(own["start"] + own["stop"]) / 2,
        written=[words.number(n) for n in own["n"]],
        ink=[
            words.ink_on(tints[stance]) if value else theme.INK
            for stance, value in zip(own["stance"], own["value"], strict=True)
        ],
    )
    wide = own[own["value"] * unit >= own["written"].str.len() * DIGIT + 4]
    text = alt.Color("ink:N", scale=None)
    numbers = (
        alt.Chart(wide)
        .mark_text(baseline="middle")
        .encode(x=alt.X("middle:Q"), y=y, text=alt.Text("written:N"), color=text)
    )
    return alt.layer(bars, numbers).properties(width=round(unit * (last - first)), height=theme.heights(rows["who"]))
