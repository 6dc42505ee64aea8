"""Laws of the renderer: charts that show without a network, and as pictures where no script runs."""

import json
import xml.etree.ElementTree as ET

import altair as alt
import pandas as pd
import pytest
from nbformat.v4 import new_output

from toolkit import charts
from toolkit.charts import render, words
from toolkit.record.colours import PALETTE


@pytest.fixture
def chart() -> alt.Chart:
    """A chart of one bar."""
    rows = pd.DataFrame({"party": ["Red"], "n": [3]})
    return alt.Chart(rows).mark_bar().encode(x="n:Q", y="party:N").properties(title="Red", description="Red has 3.")


def test_a_chart_has_three_forms(chart: alt.Chart, no_network: None) -> None:
    """A shown chart carries a specification JupyterLab knows, an SVG picture and its description."""
    charts.enable()
    forms = chart._repr_mimebundle_()
    forms = forms[0] if isinstance(forms, tuple) else forms
    assert set(forms) == {"application/vnd.vegalite.v5+json", "image/svg+xml", "text/plain"}
    assert forms["text/plain"] == "Red has 3."
    assert ET.fromstring(forms["image/svg+xml"]).tag.endswith("svg")
    assert "/v5" in forms["application/vnd.vegalite.v5+json"]["$schema"]


def test_notebooks_take_the_forms(chart: alt.Chart) -> None:
    """The forms fit into a notebook as they are."""
    forms = render.bundle(chart.to_dict())
    assert new_output("display_data", data=forms)["data"]["image/svg+xml"].startswith("<svg")
    assert json.loads(json.dumps(forms)) == forms


def test_enabling_twice_changes_nothing(chart: alt.Chart) -> None:
    """A second call of enable leaves everything as the first left it."""
    charts.enable()
    names = alt.renderers.names()
    charts.enable()
    assert alt.renderers.names() == names
    assert alt.renderers.active == "counterpoint"


def test_the_specification_is_left_alone(chart: alt.Chart) -> None:
    """Rendering changes nothing in the specification it is given."""
    spec = chart.to_dict()
    before = json.dumps(spec)
    render.bundle(spec)
    assert json.dumps(spec) == before


def test_a_chart_without_words_still_has_some() -> None:
    """A chart without a description is described by its title, and one without both is called a chart."""
    bare = alt.Chart(pd.DataFrame({"n": [1]})).mark_point().encode(x="n:Q")
    assert render.bundle(bare.to_dict())["text/plain"] == "A chart."
    assert render.bundle(bare.properties(title="Ones").to_dict())["text/plain"] == "Ones"


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.0, "0%"), (0.004, "<1%"), (0.005, "<1%"), (0.5, "50%"), (0.994, "99%"), (0.996, ">99%"), (1.0, "100%")],
)
def test_shares_are_never_rounded_to_none_or_all(value: float, written: str) -> None:
    """A share is written as whole per cent, and only none is 0% and only all is 100%."""
    assert words.percent(value) == written


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = ((one / 12.92) if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("strength", [1.0, 0.55, 0.18])
@pytest.mark.parametrize("colour", PALETTE)
def test_numbers_on_colours_can_be_read(colour: str, strength: float) -> None:
    """A number in a bar has a contrast of at least 4 to 1 with the colour it is written on."""
    tint = words.laid_on(colour, strength)
    light, dark = sorted((luminance(tint), luminance(words.ink_on(tint))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4


def test_a_live_chart_is_the_chart(chart: alt.Chart) -> None:
    """What a live view draws has the marks, encodings and rows of the chart itself."""
    quick, checked = render.specification(chart), chart.to_dict()
    assert {key: value for key, value in quick.items() if key not in ("datasets", "data")} == {
        key: value for key, value in checked.items() if key not in ("datasets", "data")
    }
    assert [*quick["datasets"].values()] == [*checked["datasets"].values()]
