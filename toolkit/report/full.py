"""An article in full, its statements and named parties marked in its own words and reachable by a link."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape

from toolkit.record import Record
from toolkit.show.passage import label
from toolkit.text import paragraphs


@dataclass(frozen=True)
class Article:
    """One article in full: its id in the tables, its label, its language, and its text as escaped HTML."""

    article_id: str
    label: str
    language: str
    html: Markup


@dataclass(frozen=True)
class Place:
    """One span of an article, the id that a link to it names, and the class that it is drawn with."""

    start: int
    end: int
    anchor: str
    role: str


def articles(record: Record) -> tuple[Article, ...]:
    """Every article of a record in full, in the order of the record.

    Statements are found at `#s-ID`, mentions at `#m-ID`, figures at `#f-ID`.
    """
    said = dict(tuple(record.statements.groupby("article_id")))
    named = dict(tuple(record.mentions.groupby("article_id")))
    counted = dict(tuple(record.figures.groupby("article_id")))
    found = []
    for row in record.articles.to_dict("records"):
        key = row["article_id"]
        spots = [
            *_statements(said.get(key)),
            *_spots(named.get(key), "mention"),
            *_spots(counted.get(key), "figure"),
            *_marks(row),
        ]
        found.append(Article(key, label(row), row["language"], marked(row["text"], spots)))
    return tuple(found)


def _statements(table: Any) -> list[Place]:
    rows = [] if table is None else table.to_dict("records")
    return [Place(start, end, f"s-{row['statement_id']}", "content") for row in rows for start, end in row["spans"]]


def _spots(table: Any, what: str) -> list[Place]:
    """The places of a table whose key is `WHAT_id`, under the first letter of what they are."""
    rows = [] if table is None else table.to_dict("records")
    return [Place(int(row["start"]), int(row["end"]), f"{what[0]}-{row[f'{what}_id']}", what) for row in rows]


def _marks(row: Mapping[Any, Any]) -> list[Place]:
    """Boilerplate, drawn quietly; it has no id, since nothing is counted from it."""
    return [Place(mark["start"], mark["end"], "", "aside") for mark in row["marks"] if mark["kind"] != "headline"]


def marked(text: str, places: list[Place]) -> Markup:
    """The text in paragraphs, every character of it escaped and none added, with the places marked.

    Places may nest, touch and overlap. The first piece of a place carries its id, and every piece of it names it in
    `data-of`, so that a script can find them all.

    >>> marked("Stop <now>!", [Place(5, 10, "s-s0", "content")])
    Markup('<p>Stop <mark id="s-s0" class="content" data-of="s-s0">&lt;now&gt;</mark>!</p>')
    """
    cuts = {place.start for place in places} | {place.end for place in places}
    taken: set[str] = set()
    parts = []
    for begin, finish in paragraphs(text):
        inside = sorted({begin, finish, *(cut for cut in cuts if begin < cut < finish)})
        here = [place for place in places if place.start < finish and place.end > begin]
        pieces = [_piece(text[start:end], _over(here, start, end), taken) for start, end in pairwise(inside)]
        parts.append(Markup("<p>{}</p>").format(Markup().join(pieces)))
    return Markup("\n").join(parts)


def _over(places: list[Place], start: int, end: int) -> list[Place]:
    """The places that cover a piece, the shortest first, so that it becomes the innermost element."""
    return sorted((one for one in places if one.start <= start and end <= one.end), key=lambda one: one.end - one.start)


def _piece(words: str, places: list[Place], taken: set[str]) -> Markup:
    html = escape(words)
    for place in places:
        tag = "mark" if place.role == "content" else "span"
        name = Markup(' id="{}"').format(place.anchor) if place.anchor and place.anchor not in taken else Markup()
        of = Markup(' data-of="{}"').format(place.anchor) if place.anchor else Markup()
        taken.add(place.anchor)
        html = Markup('<{tag}{name} class="{role}"{of}>{html}</{tag}>').format(
            tag=tag, name=name, role=place.role, of=of, html=html
        )
    return html
