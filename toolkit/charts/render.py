"""Charts that show in JupyterLab without a network, and as a picture where no script runs."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import altair as alt
import vl_convert
from altair.utils.schemapi import debug_mode

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


@contextmanager
def unchecked() -> Iterator[None]:
    """Charts are built without holding every piece against Altair's schema, which the tests of this room do for all.

    >>> with unchecked():
    ...     alt.Chart().mark_bar().to_dict(validate=False)["mark"]["type"]
    'bar'
    """
    with debug_mode(arg=False):
        yield


def specification(chart: Any) -> dict[str, Any]:
    """A chart of this room as Vega-Lite, its tables as they are: what a live view draws, in a third of the time.

    Altair looks through the table of every layer for what Vega cannot draw, and holds the whole against its schema. The
    tables of this room hold text, numbers, truth values and nothing else, and its tests check every chart.

    >>> specification(alt.Chart().mark_bar())["mark"]["type"]
    'bar'
    """
    _known()
    with alt.data_transformers.enable(NAME):
        return dict(chart.to_dict(validate=False))


@cache
def _known() -> None:
    """Altair is told once how tables are written: to ask it for what it knows looks through all that is installed."""
    alt.data_transformers.register(NAME, _values)


def _values(table: Any) -> dict[str, Any]:
    """The rows of a table as plain values; what is missing becomes null."""
    columns = {str(name): _plain(column) for name, column in table.items()}
    rows = zip(*columns.values(), strict=True)
    return {"values": [dict(zip(columns, row, strict=True)) for row in rows]}


def _plain(column: Any) -> list[Any]:
    values: list[Any] = column.tolist()
    missing = column.isna().to_numpy()
    return (
        [None if gone else one for one, gone in zip(values, missing.tolist(), strict=True)] if missing.any() else values
    )


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
