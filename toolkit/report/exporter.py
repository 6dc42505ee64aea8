"""One executed notebook becomes one section of the page, by an nbconvert template of this package."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import mistune
from jinja2 import FileSystemLoader
from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode
from traitlets.config import Config

from toolkit.report import vega
from toolkit.report.clean import Link, clean

TEMPLATES = Path(__file__).parent / "templates"
CHARTS = tuple(f"application/vnd.vegalite.v{version}+json" for version in (6, 5))
LIVE = "live"  # the tag of cells that are of no use to whoever reads a page, such as where files are brought in
# The first of these that an output has is shown. A live widget is none of them: its place takes what it says in words.
SHOWN = [*CHARTS, "text/html", "image/svg+xml", "image/png", "text/markdown", "text/plain"]


@dataclass(frozen=True)
class Heading:
    """A place in the page: its level (2 to 6), its words, and the id that a link to it names."""

    level: int
    words: str
    anchor: str


@dataclass(frozen=True)
class Section:
    """One notebook as HTML, with its headings in order and the number of charts in it."""

    name: str
    html: Markup
    headings: tuple[Heading, ...]
    charts: int


def section(notebook: NotebookNode, name: str, links: Mapping[str, Link], *, asked: str = "") -> Section:
    """An executed notebook becomes one section; ids in it begin with its `name`, made fit for an id.

    `links` maps the name of a party, or the id of a row, to where its words are in the page. Prose is rendered with
    raw HTML escaped, code is folded, charts are a still picture with their specification beside it, tables are cleaned.
    Every figure says what was `asked`, the notebook's query in words. Cells tagged `live` are left out.
    """
    exporter = _SectionExporter(name, links)
    kept = [cell for cell in notebook.cells if LIVE not in cell.metadata.get("tags", [])]
    shown = NotebookNode({**notebook, "cells": kept})  # type: ignore[no-untyped-call]
    html, _ = exporter.from_notebook_node(shown, resources={"asked": asked})
    made = Markup(html)  # noqa: S704  # the template escapes whatever it is given
    return Section(name, made, tuple(exporter.prose.headings), exporter.charts)


def anchor(words: str) -> str:
    """Words made fit for an id: lower case letters, digits and hyphens.

    >>> anchor("Who is heard? (all)")
    'who-is-heard-all'
    """
    return re.sub(r"[\W_]+", "-", words.casefold()).strip("-") or "part"


class _Prose(mistune.HTMLRenderer):
    """Markdown with its headings one level down, because the page has its own first heading, and no raw HTML."""

    def __init__(self, name: str) -> None:
        super().__init__(escape=True)
        self._name = anchor(name)
        self.headings: list[Heading] = []

    def heading(self, text: str, level: int, **_: Any) -> str:
        words = re.sub(r"<[^>]*>", "", text)
        place = f"{self._name}-{len(self.headings)}-{anchor(words)}"
        found = Heading(min(level + 1, 6), str(Markup(words).unescape()), place)  # noqa: S704  # unescaped at once
        self.headings.append(found)
        return f'<h{found.level} id="{place}">{text}</h{found.level}>\n'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return text if not url.startswith("data:image/") else super().image(text, url, title)


class _SectionExporter(TemplateExporter):
    """The exporter of one notebook: everything is escaped unless a filter of this module made it."""

    file_extension = ".html"
    output_mimetype = "text/html"

    def __init__(self, name: str, links: Mapping[str, Link]) -> None:
        self.prose = _Prose(name)
        self.charts = 0
        self._name = anchor(name)
        markdown = mistune.create_markdown(renderer=self.prose, plugins=["table"])
        super().__init__(  # type: ignore[no-untyped-call]
            config=Config({"NbConvertBase": {"display_data_priority": SHOWN}}),
            extra_loaders=[FileSystemLoader(TEMPLATES)],
            template_paths=[],
            template_file="section.html.j2",
            filters={
                "prose": lambda text: Markup(markdown(text)),  # noqa: S704  # raw HTML in it is escaped
                "cleaned": lambda html: Markup(clean(html, links)),  # noqa: S704  # that is its purpose
                "chart": partial(_chart, self),
                "picture": lambda svg: Markup(vega.still(svg, f"{self.next_chart()}-")),  # noqa: S704  # as in a chart
                "plain": _plain,
            },
        )

    def _create_environment(self) -> Any:
        environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.autoescape = True
        return environment

    def next_chart(self) -> str:
        """The id of the next chart of this notebook."""
        self.charts += 1
        return f"{self._name}-chart-{self.charts}"


def _chart(exporter: _SectionExporter, data: Mapping[str, Any]) -> dict[str, Any]:
    """What the template needs for one chart."""
    spec = next(data[kind] for kind in CHARTS if kind in data)
    name = exporter.next_chart()
    svg = data.get("image/svg+xml") or vega.picture(spec)
    return {
        "id": name,
        "words": _words(spec),
        "still": Markup(vega.still(svg, f"{name}-")),  # noqa: S704  # only what Vega draws is left in it
        "spec": Markup(vega.json_block(spec)),  # noqa: S704  # no sign of HTML is left in it
    }


def _words(spec: Mapping[str, Any]) -> str:
    """What a chart shows, in words, for a reader who cannot see it."""
    title = spec.get("title", "")
    text = spec.get("description") or (title.get("text", "") if isinstance(title, Mapping) else title)
    return " ".join(text) if isinstance(text, list) else str(text or "A chart")


def _plain(text: str) -> str:
    """Text of a terminal without its colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)
