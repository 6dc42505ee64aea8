"""One look for every chart: fonts, sizes and colours, titles, and what is drawn when there is nothing to draw."""

from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt
import pandas as pd

WIDTH = 560
STEP = 30  # least height of one row in pixels
LINE_HEIGHT = 15  # of a name that stands on several lines
INK = "#222222"
SOFT = "#595959"  # still 7 : 1 on the paper
LINE = "#D9D9D9"
PAPER = "#FFFFFF"
GREY = "#8A8A8A"

# A sheet of white paper, not a transparent one: the colours of the parties keep their contrast on it, and a chart reads
# the same in a light and in a dark notebook.
CONFIG: dict[str, Any] = {
    "background": PAPER,
    "padding": 14,
    "font": "Helvetica Neue, Arial, DejaVu Sans, sans-serif",
    "view": {"stroke": None},
    "title": {
        "anchor": "start", "frame": "group", "fontSize": 16, "fontWeight": 600, "color": INK, "offset": 12,
        "subtitleFontSize": 12.5, "subtitleColor": SOFT, "subtitlePadding": 5, "subtitleLineHeight": 17,
    },
    "axis": {
        "labelFontSize": 12.5, "labelColor": INK, "labelLimit": 0, "titleFontSize": 12, "titleFontWeight": "normal",
        "titleColor": SOFT, "titlePadding": 8, "domain": False, "ticks": False, "gridColor": LINE, "labelPadding": 8,
        "tickCount": 6,
    },
    "axisY": {"grid": False, "labelLineHeight": LINE_HEIGHT},
    "legend": {
        "orient": "top", "direction": "horizontal", "title": None, "labelFontSize": 12, "labelColor": INK,
        "labelLimit": 0, "symbolType": "square", "symbolSize": 120, "offset": 8, "columnPadding": 14,
    },
    "header": {"labelFontSize": 13, "labelFontWeight": 600, "labelColor": INK, "labelLimit": 0, "title": None},
    "scale": {"barBandPaddingInner": 0.32},
    "text": {"fontSize": 12, "color": INK},
    "concat": {"spacing": 12},
}  # fmt: skip


_LOOK = alt.Config(**CONFIG)


def heights(names: Iterable[str], least: int = STEP) -> Any:
    """Rows are high enough for the name with the most lines, so that names never run into each other."""
    lines = max((name.count("\n") + 1 for name in names), default=1)
    return alt.Step(max(least, lines * LINE_HEIGHT + 8))


def heading(words: str) -> Any:
    """The title of one part of a chart, above its left edge, on as many lines as it has."""
    return alt.TitleParams(words.split("\n"), fontSize=13, offset=6)


def sized(chart: Any, names: Iterable[str], least: int = STEP) -> Any:
    """A chart of layers gets the width of this room, and a height for its rows, whose `names` are given."""
    # Set, not asked for by `properties`, which would copy all layers once more.
    chart.width, chart.height = WIDTH, heights(names, least)
    return chart


def finished(chart: Any, *, title: str, subtitle: Sequence[str], description: str) -> Any:
    """A chart leaves this room with its title, the finding's terms below it, a description, and the one look.

    `description` is for who cannot see the chart: it says every value in words.
    """
    # Set, not asked for by `properties` and `configure`, as in `sized`.
    chart.title = alt.TitleParams(title, subtitle=list(subtitle))
    chart.description = description
    chart.config = _LOOK
    return chart


def nothing(title: str, what: str = "statements") -> Any:
    """In place of a chart without rows stands a sentence that says so."""
    words = f"No {what} match this query."
    mark = alt.Chart(pd.DataFrame({"words": [words]})).mark_text(align="left", fontSize=14, color=SOFT)
    drawn = mark.encode(x=alt.value(0), text=alt.Text("words:N")).properties(width=WIDTH, height=STEP)
    return finished(drawn, title=title, subtitle=[], description=f"{title}. {words}")
