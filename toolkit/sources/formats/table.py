"""Tables of articles: which column holds what, and what each row gives."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.errors import SourceError
from toolkit.sources.dates import parse
from toolkit.sources.formats.document import Document, SetAside, titled

# The names under which tables of news keep each field, in small letters; the first that a table has is taken.
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "full text", "fulltext", "article text", "body", "article body", "content", "article", "story"),
    "title": ("title", "headline", "article title", "heading"),
    "outlet": ("outlet", "source", "publisher", "newspaper", "publication", "source name", "medium", "paper"),
    "published": (
        "published", "date", "publication date", "date of publication", "published date", "publish date",
        "date published", "published at", "published on", "pub date", "pubdate", "datetime", "day",
    ),
    "author": ("author", "authors", "byline", "writer", "journalist"),
    "url": ("url", "link", "address", "web address"),
}  # fmt: skip
_KNOWN = "text (or body, content, article), title, outlet, published, author, url"
# More columns are not listed in a message.
_SHOWN = 12
# Excel keeps no more characters in one cell, and cuts a longer text without a word.
_FULL_CELL = 32_767

Cells = Sequence[Any]


@dataclass(frozen=True)
class Header:
    """Where each known field of a table stands, how many columns there are, and those that are not read, in words."""

    places: Mapping[str, int]
    width: int
    unread: str


def header(cells: Cells) -> Header:
    """The columns of a table by their names, in any case and under common synonyms; "text" must be among them.

    Raises SourceError for a first row that names no column of text, with the columns that it has.

    >>> header(["Headline", "BODY", "page"]).places
    {'text': 1, 'title': 0}
    """
    names = [_plain(cell) for cell in cells]
    places: dict[str, int] = {}
    for field, synonyms in NAMES.items():
        found = next((names.index(name) for name in synonyms if name in names), None)
        if found is not None:
            places[field] = found
    if "text" not in places:
        raise SourceError(
            f"the table has no column of text; its first row holds {_listed(cells)}",
            works=f"a first row with the names of the columns: {_KNOWN}",
            step="put the names into the first row, one to each column, without merged cells or a title above them",
        )
    others = [place for place in range(len(names)) if place not in places.values()]
    unread = _listed([cells[place] if names[place] else f"column {place + 1}" for place in others]) if others else ""
    return Header(places, len(names), f"columns not read: {unread}" if unread else "")


def documents(
    rows: Iterable[tuple[str, Cells | SourceError]], head: Header, *, note: str = ""
) -> list[Document | SetAside]:
    """Each row, named by its member, is one article or set aside; a row without anything in it is passed over.

    A row whose cells could not be told comes as the error that says why.

    >>> [row.text for row in documents([("row 2", ["Talks ended."]), ("row 3", [None])], header(["text"]))]
    ['Talks ended.']
    """
    found: list[Document | SetAside] = []
    for member, cells in rows:
        if isinstance(cells, SourceError):
            found.append(SetAside(member, cells))
            continue
        if not any(_words(cell) for cell in cells):
            continue
        try:
            found.append(_document(member, cells, head, note))
        except SourceError as error:
            found.append(SetAside(member, error))
    return found


def _document(member: str, cells: Cells, head: Header, note: str) -> Document:
    beyond = [cell for cell in cells[head.width :] if _words(cell)]
    if len(cells) < head.width or beyond:
        raise SourceError(
            f"the row has {len(cells)} cells and the first row has {head.width}",
            works="as many cells in each row as columns; text with line breaks or the delimiter in quotation marks",
            step="open the table in a spreadsheet, mend the row, and save it again",
        )
    text = _words(cells[head.places["text"]])
    if not any(letter.isalnum() for letter in text):
        raise SourceError(
            "the row has no text" if not text else f"the row has no words in its text: {text[:20]!r}",
            works="a row with the report in its column of text",
            step="fill the cell, or delete the row",
        )
    values = {field: " ".join(_words(cells[place]).split()) for field, place in head.places.items()}
    day, doubt = _day(cells[head.places["published"]]) if "published" in head.places else ("", "")
    title = values.get("title", "")
    cut = f"the cell is full ({_FULL_CELL:,} characters): its end may be cut" if len(text) == _FULL_CELL else ""
    return Document(
        titled(title, text),
        note="; ".join(part for part in (note, head.unread, doubt, cut) if part),
        member=member,
        title=title,
        outlet=values.get("outlet", ""),
        author=values.get("author", ""),
        published=day,
        url=values.get("url", ""),
    )


def _day(cell: Any) -> tuple[str, str]:
    """The ISO day of a cell, and a note when it holds something that tells no day without doubt."""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat(), ""
    if isinstance(cell, dt.date):
        return cell.isoformat(), ""
    printed = _words(cell).strip()
    if day := parse(printed):
        return day.isoformat(), ""
    return "", f"the date {printed[:40]!r} tells no day without doubt and was left out" if printed else ""


def _words(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()


def _plain(cell: Any) -> str:
    return " ".join(_words(cell).casefold().replace("_", " ").replace("-", " ").rstrip(":").split())


def _listed(cells: Cells) -> str:
    filled = [repr(_words(cell)[:40]) for cell in cells if _words(cell)]
    empty = len(cells) - len(filled)
    more = f" and {len(filled) - _SHOWN} more" if len(filled) > _SHOWN else ""
    blank = f" beside {empty} empty cell{'s' if empty > 1 else ''}" if empty else ""
    return (", ".join(filled[:_SHOWN]) or "nothing") + more + blank
