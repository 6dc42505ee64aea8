"""Charts inside one page: the still picture that needs no script, and what a script needs to bring it to life."""

import json
import re
import xml.etree.ElementTree as ET
from functools import cache
from typing import Any

import vl_convert

from toolkit.charts.render import DRAWN_WITH, program
from toolkit.errors import ReportError

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
# What Vega draws. Anything else in a picture is left out, so that no picture can carry a script or fetch a file.
_DRAWN = frozenset(
    ("svg", "g", "path", "rect", "line", "circle", "ellipse", "polygon", "polyline", "text", "tspan", "defs",
     "clipPath", "linearGradient", "radialGradient", "stop", "title", "desc", "a")
)  # fmt: skip
_OUTSIDE = re.compile(r"javascript:|url\s*\(\s*(?!#)", re.IGNORECASE)
# What a still picture has no use for: it is one picture to a screen reader, which gets its label and the tables beside.
_LEFT_OUT = ("role", "class", "font-family", "pointer-events")
_LONG = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


@cache
def bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script that assigns `window.vegaEmbed` and asks nothing of a network."""
    return closed(program())


def closed(script: str) -> str:
    """A script that can stand inside a script element: nothing in it ends the element or opens a comment."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def json_block(value: Any) -> str:
    r"""JSON that can stand inside a script element: no `<`, `>` or `&` is left in it, and it reads back the same.

    >>> json_block({"party": "</script>"})
    '{"party":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def picture(spec: dict[str, Any]) -> str:
    """The chart as SVG, drawn here and now."""
    return str(vl_convert.vegalite_to_svg(json.dumps(spec), vl_version=DRAWN_WITH))


def still(svg: str, prefix: str) -> str:
    """An SVG picture comes back with what Vega draws and nothing else, its ids beginning with `prefix`.

    Scripts, styles, event handlers, foreign objects, pictures inside the picture and links that leave the page are
    left out; ids are made the page's own, because two pictures of Vega name their clips alike. So are the typeface,
    which is the page's, names for screen readers, since the picture as a whole has one, and decimals that nobody sees.
    Raises ReportError for a text that is no SVG.

    >>> still('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>y()</script></svg>', "c1-")
    '<svg xmlns="http://www.w3.org/2000/svg" />'
    """
    try:
        root = ET.fromstring(svg)  # noqa: S314  # drawn by Vega on this machine; the parser fetches nothing
    except ET.ParseError as error:
        raise ReportError(
            f"a chart's picture is no SVG ({error})",
            works="the SVG that vl-convert draws",
            step="run the notebook again",
        ) from error
    _clean(root, prefix)
    ET.register_namespace("", _SVG)
    return ET.tostring(root, encoding="unicode")


def _is_left_out(name: str, value: str) -> bool:
    if name.lower().startswith(("on", "aria-")) or name in _LEFT_OUT:
        return True
    return (name, value) == ("opacity", "1") or _OUTSIDE.search(value) is not None


def _clean(element: ET.Element, prefix: str) -> None:
    for name, value in list(element.attrib.items()):
        if name in {_XLINK, "href"}:
            if not value.startswith("#"):
                del element.attrib[name]
        elif _is_left_out(name, value):
            del element.attrib[name]
        elif name == "id":
            element.set(name, prefix + value)
        else:
            shorter = _LONG.sub(lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), value)
            element.set(name, _REFERENCE.sub(lambda match: f"url(#{prefix}{match[1]})", shorter))
    for child in list(element):
        space, _, tag = str(child.tag).removeprefix("{").rpartition("}")
        if space == _SVG and tag in _DRAWN:
            _clean(child, prefix)
        else:
            element.remove(child)
