"""Exports of news databases: one file with many articles, in the layouts of Nexis, Factiva and ProQuest.

A layout is known by two signs at least, so that a report which happens to print one of them stays a report.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.errors import SourceError
from toolkit.sources.decoding import decode
from toolkit.sources.formats.databases import factiva, nexis, proquest
from toolkit.sources.formats.databases.parts import Article, Layout, document
from toolkit.sources.formats.document import Document, SetAside
from toolkit.sources.formats.fragment import text_of_html
from toolkit.text import count_words

LAYOUTS: tuple[Layout, ...] = (nexis.OLD, nexis.NEW, factiva.LAYOUT, proquest.LAYOUT)
# What belongs to no article and has fewer words is a cover, a ruler or a foot.
_REST = 60
_MATTER = re.compile(
    r"(?:Bibliography|Search Summary|Table of contents|Download Request|Report Information|Headlines?|Text\b.{0,9}\|"
    r")",
    re.IGNORECASE,
)
# A line of a list, or of a summary that names and tells.
_LISTED = re.compile(r"\s*(?:\d{1,6}[.)]\s|[\w /]{2,30}(?::|\t|\|| {2,})\s*\S)")
_SHOWN = 12
# Numbers that a file may tell; a greater one is no count.
_MOST_NUMBERS = 100_000


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    layout: Layout
    number: int


@dataclass(frozen=True)
class _Piece:
    """A stretch with the layout whose mark opens or closes it, None for neither; `closed`: the next mark ends it."""

    start: int
    end: int
    layout: Layout | None
    number: int = 0
    closed: bool = False


# Bytes without which a page is no export; they cost less than the page itself.
_HINT = re.compile(rb"Document\s+[A-Za-z]{1,10}\d|End of Document|\d of \d+ DOCUMENTS?|ProQuest")
Reader = Callable[[bytes], Sequence[Document | SetAside]]
_Found = tuple[Article, Layout, int]


def articles_of(text: str, note: str = "") -> list[Document | SetAside] | None:
    r"""The articles of a database export in the order of the file, None when the text is no such export.

    Each is named "document 3 of 120"; its text is title and body as printed, what else the export prints of it stands
    in the columns or in the note. When the file tells of more or fewer articles than were found, the note of the first
    says so, and what is missing is set aside. `note` says how the text was decoded; it goes before every note.

    >>> export = "HD  Talks end\nSN  The Post\nLP  Nobody spoke.\nAN  Document POST000020250304el34\n"
    >>> [(one.member, one.outlet, one.text) for one in articles_of(export)]
    [('document 1', 'The Post', 'Talks end\n\nNobody spoke.')]
    >>> articles_of("Talks end\n\nNobody spoke.") is None
    True
    """
    if "\r" in text and "\n" not in text:
        # Line ends of old Macintoshes.
        text = text.replace("\r", "\n")
    known = [layout for layout in LAYOUTS if layout.known(text)]
    if not known:
        return None
    found: list[_Found] = []
    strays: list[SetAside] = []
    for piece in _pieces(text, known):
        words = text[piece.start : piece.end]
        layout = piece.layout or _open_layout(words, known)
        article = layout.article(words) if layout else None
        if layout and article:
            # Where the text is the last field, a ruler ends the article.
            whole = replace(article, ended=article.ended or (piece.closed and layout is proquest.LAYOUT))
            found.append((whole, layout, piece.number))
        elif not _is_matter(words):
            strays.append(_stray(words))
    if not found:
        return None
    totals = {layout.name: layout.total(text) for layout in known}
    return _documents(found, totals, note) + strays


def exported(reader: Reader) -> Reader:
    """The reader of a format whose files may be exports: such a document gives its articles, any other itself."""

    def read(data: bytes) -> list[Document | SetAside]:
        found: list[Document | SetAside] = []
        for one in reader(data):
            articles = articles_of(one.text, one.note) if isinstance(one, Document) else None
            found += [one] if articles is None else articles
        return found

    return read


def exported_page(reader: Reader) -> Reader:
    """As `exported`, for web pages: an export is known by the lines of the whole page, not by the story in it."""

    def read(data: bytes) -> Sequence[Document | SetAside]:
        if _HINT.search(data):
            text, note = decode(data, page=True)
            articles = articles_of(text_of_html(text), note)
            if articles is not None:
                return articles
        return reader(data)

    return read


def _pieces(text: str, known: Sequence[Layout]) -> list[_Piece]:
    """The file cut at every mark; where one article's mark opens and another's closes a stretch, that is cut in two."""
    marks = sorted(
        (
            _Mark(match.start(), match.end(), layout, int(match["number"] or 0))
            for layout in known
            for match in layout.mark.finditer(text)
        ),
        key=lambda mark: mark.start,
    )
    pieces: list[_Piece] = []
    opened: _Mark | None = None
    reach = 0
    for mark in marks:
        if mark.layout.begins:
            pieces.append(replace(_opened(reach, mark.start, opened), closed=True))
            opened, reach = mark, mark.start
            continue
        if opened:
            length = opened.layout.length_of(text[reach : mark.start])
            if length:
                pieces.append(_opened(reach, reach + length, opened))
            reach += length
        pieces.append(_Piece(reach, mark.end, mark.layout))
        opened, reach = None, mark.end
    pieces.append(_opened(reach, len(text), opened))
    return [piece for piece in pieces if piece.start < piece.end]


def _opened(start: int, end: int, opened: _Mark | None) -> _Piece:
    return _Piece(start, end, opened.layout, opened.number) if opened else _Piece(start, end, None)


def _open_layout(words: str, known: Sequence[Layout]) -> Layout | None:
    """The layout of an article whose end is cut off."""
    return next((layout for layout in known if not layout.begins and layout.article(words)), None)


def _documents(found: Sequence[_Found], totals: Mapping[str, int], note: str) -> list[Document | SetAside]:
    """The articles in the order of the file, with their numbers, and what the file tells of and does not hold."""
    made: list[Document | SetAside] = []
    counts = Counter(layout.name for _, layout, _ in found)
    numbered = {name: [number for _, layout, number in found if layout.name == name] for name in counts}
    first: set[str] = set()
    missing: list[SetAside] = []
    for order, (article, layout, number) in enumerate(found, start=1):
        numbers, total = numbered[layout.name], totals[layout.name]
        trusted = all(numbers) and len(set(numbers)) == len(numbers)
        member = f"document {number if trusted and len(counts) == 1 else order}"
        if total and len(counts) == 1:
            member += f" of {total:,}"
        told = f"{layout.name} export"
        if layout.name not in first:
            first.add(layout.name)
            if total and total != counts[layout.name]:
                told += f" that tells of {total:,} articles, of which {counts[layout.name]:,} were found"
                missing.append(_missing(layout.name, total, counts[layout.name], numbers if trusted else []))
        made.append(document(article, member, "; ".join(part for part in (note, told) if part)))
    return [*made, *missing]


def _missing(name: str, total: int, count: int, numbers: Sequence[int]) -> SetAside:
    gone = sorted(set(range(1, min(total, _MOST_NUMBERS) + 1)) - set(numbers)) if numbers else []
    which = f": {_runs(gone)} are not in it" if gone else ""
    return SetAside(
        f"the whole {name} export",
        SourceError(
            f"the file tells of {total:,} articles and {count:,} were found{which}",
            works="an export that holds as many articles as it tells",
            step="compare it with the database; if the others lie in another file of the delivery, read that file too",
        ),
    )


def _runs(numbers: Sequence[int]) -> str:
    """Numbers in a row as "3 to 7".

    >>> _runs([1, 3, 4, 5])
    '1, 3 to 5'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [f"{one}" if one == last else f"{one} to {last}" for one, last in runs[:_SHOWN]]
    return ", ".join(shown) + (f" and {len(runs) - _SHOWN} more runs" if len(runs) > _SHOWN else "")


def _is_matter(words: str) -> bool:
    """Whether a stretch without an article is a cover, a list, a summary or a foot, and no lost text."""
    lines = [line for line in words.splitlines() if line.strip()]
    listed = sum(bool(_LISTED.match(line)) for line in lines)
    return count_words(words) <= _REST or bool(_MATTER.match(words.lstrip("_ \t\r\n"))) or 2 * listed >= len(lines)


def _stray(words: str) -> SetAside:
    shown = " ".join(words.split()[:8])
    return SetAside(
        f"the words from {shown!r}",
        SourceError(
            f"{count_words(words):,} words of the export belong to no article whose beginning and end are marked",
            works="an export as the database wrote it, not cut and not edited",
            step="export it again, or save these words as a file of their own",
        ),
    )
