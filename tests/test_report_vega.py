"""Charts inside the page: pictures and specifications."""

import json
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import ReportError
from toolkit.report import vega

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def spec(party):
    """A chart of one bar."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.4.0.json",
        "data": {"values": [{"party": party, "n": 3}]},
        "mark": {"type": "bar", "clip": True},
        "encoding": {"x": {"field": "n", "type": "quantitative"}, "y": {"field": "party", "type": "nominal"}},
    }


@given(JSON)
def test_json_reads_back_the_same_and_holds_no_sign_of_html(value):
    """JSON inside the page reads back as it was, and cannot end the element it stands in."""
    text = vega.json_block(value)
    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029")


@pytest.mark.parametrize("inside", [
    "<script>window.pwned=1</script>", "<style>@import 'x'</style>", "<foreignObject><b/></foreignObject>",
    '<image href="https://example.org/x.png"/>', '<a href="javascript:x()"><text>t</text></a>',
    '<a xlink:href="https://example.org"><text>t</text></a>', '<g onclick="x()"/>', '<animate attributeName="href"/>',
    '<path fill="url(https://example.org/#a)"/>',
])  # fmt: skip
def test_a_picture_holds_only_what_vega_draws(inside):
    """Scripts, styles, foreign objects, handlers and links that leave the page are left out of a picture."""
    still = vega.still(SVG.format(inside), "c-")
    assert not any(
        word in still for word in ("script", "style", "foreign", "image", "example.org", "onclick", "animate")
    )


def test_links_within_the_page_stay_in_a_picture():
    """A mark that links to a place in the page keeps its link."""
    assert "#party-china" in vega.still(SVG.format('<a xlink:href="#party-china"><text>China</text></a>'), "c-")


def test_ids_of_two_pictures_do_not_clash():
    """Clips of a picture get names of their own, and what refers to them follows."""
    inside = '<defs><clipPath id="clip0"><rect/></clipPath></defs><g clip-path="url(#clip0)"/>'
    still = vega.still(SVG.format(inside), "c1-")
    assert 'id="c1-clip0"' in still
    assert "url(#c1-clip0)" in still


def test_what_is_no_svg_is_refused():
    """A picture that cannot be read raises an error that says what works."""
    with pytest.raises(ReportError, match="no SVG"):
        vega.still("<svg", "c-")


@pytest.mark.slow
def test_a_hostile_name_is_words_in_a_picture():
    """A party called like a script is drawn as words."""
    still = vega.still(vega.picture(spec("<script>window.pwned=1</script>")), "c-")
    root = ET.fromstring(still)
    assert not root.findall(".//{http://www.w3.org/2000/svg}script")
    assert "window.pwned" in "".join(root.itertext())


@pytest.mark.slow
def test_the_bundle_can_stand_in_a_script_element():
    """The one script of Vega neither ends its element nor opens a comment, and is made once."""
    script = vega.bundle()
    assert "</script" not in script.lower()
    assert "<!--" not in script
    assert "window.vegaEmbed" in script
    assert vega.bundle() is script
