"""Charts that show in JupyterLab without a network, and as a picture where no script runs."""

import json
from functools import cache
from typing import Any

import altair as alt
import vl_convert

NAME = "counterpoint"
MIMETYPE = "application/vnd.vegalite.v5+json"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
DRAWN_WITH = "6.4"  # of the versions that vl-convert holds; the charts of this room draw alike in 5.8 and 6.4


def enable() -> None:
    """Every Altair chart shown from now on carries its live form and a still picture, and asks nothing of a network.

    Registers a renderer called `counterpoint` and chooses it; a second call changes nothing. Altair's own forms fail
    here: nbclient refuses the MIME type of version 6, and the HTML form loads its scripts from outside.

    >>> enable()
    >>> alt.renderers.active
    'counterpoint'
    """
    if NAME not in alt.renderers.names():
        alt.renderers.register(NAME, bundle)
    alt.renderers.enable(NAME)


@cache
def program() -> str:
    """What draws charts, as one script that assigns `window.vegaEmbed` and asks nothing of a network.

    Putting it together takes a second or so; it is done once, when it is first needed.
    """
    return str(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", DRAWN_WITH))


def specification(chart: Any) -> dict[str, Any]:
    """A chart of this room as Vega-Lite, not held against the schema again: what a live view draws, in half the time.

    >>> specification(alt.Chart().mark_bar())["mark"]["type"]
    'bar'
    """
    # The schema is a check of what is written in this room, and its tests make it for every chart.
    return dict(chart.to_dict(validate=False))


def bundle(spec: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A chart in three forms by MIME type: for JupyterLab to draw, as SVG, and as its description in words.

    `spec` is a Vega-Lite specification, as `chart.to_dict()` gives it; it is not changed. JupyterLab draws what comes
    under the MIME type of version 5, and says so of a specification that names another version: so the copy names 5.
    """
    title = spec.get("title")
    words = spec.get("description") or (title.get("text", "") if isinstance(title, dict) else title)
    return {
        MIMETYPE: {**spec, "$schema": SCHEMA},
        "image/svg+xml": vl_convert.vegalite_to_svg(json.dumps(spec), vl_version=DRAWN_WITH),
        "text/plain": str(words or "A chart."),
    }
