"""Charts that are drawn in the browser and tell Python what was clicked; nothing is fetched from a network."""

from functools import cache
from typing import Any

import anywidget
import traitlets

from toolkit.charts.render import program, specification
from toolkit.panels.views import ASSETS


class LiveChart(anywidget.AnyWidget):
    """A chart of `charts`, and what was clicked in it.

    `spec` is the chart as Vega-Lite, empty for none; `field` names the column of its rows that a click tells. `clicked`
    is a mapping with `value`, what that column holds where the click was, and `turn`, which counts the clicks, so that
    the same thing can be clicked twice. Make one with `live_chart`, which brings the program that draws.
    """

    _css = (ASSETS / "chart.css").read_text(encoding="utf-8")
    spec: Any = traitlets.Dict().tag(sync=True)
    field = traitlets.Unicode("name").tag(sync=True)
    clicked: Any = traitlets.Dict().tag(sync=True)

    def show(self, chart: Any) -> None:
        """Another chart is drawn."""
        self.spec = specification(chart)


def live_chart(*, field: str = "name") -> LiveChart:
    """A place for a chart; `field` is the column that a click tells."""
    return _program()(field=field)


@cache
def _program() -> type[LiveChart]:
    """The widget with the program that draws, made when it is first needed."""
    own = (ASSETS / "chart.js").read_text(encoding="utf-8")
    return type("LiveChart", (LiveChart,), {"_esm": f"{program()}\n{own}", "__doc__": LiveChart.__doc__})
