"""The chart over time: what each outlet prints of each party, week by week."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from toolkit.charts import marks, theme, words
from toolkit.compare.units import UNKNOWN
from toolkit.record import UNASSIGNED

OTHERS = "(other parties)"
TALL, LEAST, MOST = 74, 14, 64  # pixels of one outlet's strip, and of one column


def timeline(table: pd.DataFrame, *, colours: Mapping[str, str], parties: int = 6, most: int = 8) -> Any:
    """Each outlet of `compare.timeline` is a strip of columns, one a week, cut into the statements of each party.

    The height is the number of statements, on one scale for all outlets; the parties past the first `parties` are drawn
    as one, the `most` outlets with most statements are drawn. Articles without a date are left out, and counted below
    the title. Returns an Altair chart.

    >>> from toolkit.compare import timeline as weeks
    >>> from toolkit.tables import empty
    >>> timeline(weeks(empty("STATEMENTS"), empty("ARTICLES")), colours={}).title.text
    'Who is heard when, by outlet'
    """
    outlet, time, by = (str(name) for name in table.columns[:3])
    title = f"Who is heard when, by {outlet.replace('_', ' ')}"
    dated = table[table[time] != UNKNOWN]
    if dated.empty:
        return theme.nothing(title, "dated statements")
    rows, lines = _kept(dated, outlet, by, parties=parties, most=most)
    undated = float(table.loc[table[time] == UNKNOWN, "n"].sum())
    lines[0] = f"{words.counted(float(dated['n'].sum()), 'statement')} by {time}" + lines[0]
    lines += [f"{words.counted(undated, 'statement')} of articles without a date left out"] if undated else []
    names = list(dict.fromkeys(rows.sort_values("place")["name"]))
    fills = [theme.LINE if name == OTHERS else colours.get(name, theme.GREY) for name in names]
    strips = _strips(rows, time, alt.Scale(domain=names, range=fills))
    told = words.told(rows, "{who}, {when}, {name}: {count}")
    return theme.finished(strips, title=title, subtitle=lines, description=f"{title}. {'; '.join(lines)}. {told}")


def _kept(dated: pd.DataFrame, outlet: str, by: str, *, parties: int, most: int) -> tuple[pd.DataFrame, list[str]]:
    """The outlets and parties that are drawn, the others as one, and what is to be said of it."""
    sums = dated.groupby(by)["n"].sum().sort_values(ascending=False, kind="stable")
    known = sorted(sums.index[:parties], key=lambda name: (name == UNASSIGNED, list(sums.index).index(name)))
    outlets = list(dict.fromkeys(dated[outlet]))
    shown = dated[dated[outlet].isin(outlets[:most])]
    rows = shown.assign(name=[name if name in known else OTHERS for name in shown[by]], who=shown[outlet])
    time = str(dated.columns[1])
    rows = rows.groupby(["who", time, "name"], as_index=False, sort=False).agg(n=("n", "sum"), total=("total", "first"))
    rows["place"] = [known.index(name) if name in known else len(known) for name in rows["name"]]
    rows["n"], rows["count"] = rows["n"].astype(float), [words.number(n) for n in rows["n"]]
    rows["of"], rows["when"] = [words.number(n) for n in rows["total"]], rows[time]
    more = f"; drawn are the {most} outlets with most statements" if len(outlets) > most else ""
    return rows.drop(columns="total"), [more]


def _strips(rows: pd.DataFrame, time: str, scale: Any) -> Any:
    weeks = sorted(rows["when"].unique())
    step = max(LEAST, min(MOST, theme.WIDTH // len(weeks)))
    # So many labels as fit: a date takes some 70 pixels.
    every = -(-72 // step)
    kept = "[" + ",".join(f"'{week}'" for week in weeks[::every]) + "]"
    axis = alt.Axis(title=f"{time} from" if time == "week" else time, labelAngle=0,
                    labelExpr=f"indexof({kept}, datum.label) >= 0 ? datum.label : ''")  # fmt: skip
    outlets = list(dict.fromkeys(rows["who"]))
    shown = [
        ("who", "Outlet"),
        ("when", time.capitalize()),
        ("name", "Party"),
        ("count", "Statements"),
        ("of", "of all"),
    ]
    strips = []
    for place, outlet in enumerate(outlets):
        last = place == len(outlets) - 1
        own = alt.Chart(rows[rows["who"] == outlet]).mark_bar(**marks.EDGE).encode(
            x=alt.X("when:N", scale=alt.Scale(domain=weeks), axis=axis if last else None),
            y=alt.Y("n:Q", stack=True, title=None, axis=alt.Axis(tickCount=3, grid=True)),
            color=alt.Color("name:N", scale=scale, legend=alt.Legend(columns=3)),
            order=alt.Order("place:Q"),
            tooltip=words.tooltips(*shown),
        )  # fmt: skip
        strips.append(own.properties(width=step * len(weeks), height=TALL, title=theme.heading(outlet)))
    return alt.vconcat(*strips, spacing=10).resolve_scale(y="shared", x="shared")
