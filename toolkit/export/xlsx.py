"""One workbook, a sheet a table; what does not fit in a cell is told in a sheet of notes."""

import json
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.hyperlink import Hyperlink

from toolkit import tables
from toolkit.errors import RecordError
from toolkit.export import about, cells, checking, files
from toolkit.record import Record

ROWS = 1_048_575
"""The most rows a sheet can hold under its header."""

LINKS = 65_530
"""The most links a sheet can hold."""

_NARROW, _WIDE, _LOOKED_AT = 9, 60, 200  # widths of columns, in signs, and the rows that decide them
_BOLD, _LINK = Font(bold=True), Font(color="0563C1", underline="single")
# Signs that the XML inside the file cannot hold; the carriage return it would turn into a line feed.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def write(record: Record, out: Path) -> Path:
    """The workbook has a sheet `about`, one for each table, and a sheet `notes` that lists every cell that was changed.

    Text is always text: a cell that begins with = + - or @ stays as printed and is never run as a formula. Offsets
    stay true, since signs that the format cannot hold are replaced one for one. Text longer than a cell can hold is
    cut, and noted. Dates are ISO text. An article_id leads to its article. Raises
    RecordError for a table longer than a sheet, or a file that cannot be written.
    """
    for name, table in record.tables().items():
        if len(table) > ROWS:
            raise RecordError(
                f"{name} has {len(table)} rows",
                works=f"at most {ROWS} rows in a sheet; a folder or .jsonl holds any number",
                step="choose another format, or select fewer articles",
            )
    book = Workbook(write_only=True)
    made = about.made(record, "excel")
    notes = _fill(book, "about", ["what", "how"], _about(record, made))
    lines_of = {key: line for line, key in enumerate(record.articles["article_id"], start=2)}
    for name, table in record.tables().items():
        columns = tables.contract(name).names
        lines = [[cells.flat(row[column]) for column in columns] for row in cells.rows(table, name)]
        links = lines_of if name != "ARTICLES" and "article_id" in columns and len(lines) <= LINKS else {}
        notes += _fill(book, name.lower(), columns, lines, links=links)
        if name == "STATEMENTS" and len(lines) > LINKS:
            notes.append(["statements", "", "article_id", f"no links, since a sheet can hold {LINKS}"])
    _fill(book, "notes", ["sheet", "row", "column", "what was done"], notes)
    with files.whole(out) as fresh:
        book.save(fresh)
        checking.same(out, _counts(fresh, book.sheetnames), {**made["counts"], "notes": len(notes)})
    return out


def _about(record: Record, made: dict[str, Any]) -> list[list[Any]]:
    return [
        ["what this is", "statements and figures that Counterpoint found in news articles"],
        ["written by", made["exported_with"]],
        *([f"one row of {name.lower()}", tables.contract(name).row] for name in record.tables()),
        *([f"rows of {name}", count] for name, count in made["counts"].items()),
        ["offsets", "count code points into the text of the article, from 0, half open"],
        ["cells with lists", "hold JSON text"],
        ["article_id", "leads to the article in its sheet"],
        ["notes", "the last sheet lists every cell that could not be kept as it was"],
        *([f"provenance: {key}", json.dumps(value, ensure_ascii=False)] for key, value in record.provenance.items()),
    ]


def _fill(
    book: Workbook,
    title: str,
    header: list[str],
    lines: Sequence[Sequence[Any]],
    *,
    links: dict[str, int] | None = None,
) -> list[list[Any]]:
    """One sheet is written under its frozen header; what had to be changed in it comes back as lines of notes.

    `links` maps an article_id to its line in the sheet of articles.
    """
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(lines) + 1}"
    for place, name in enumerate(header):
        sheet.column_dimensions[get_column_letter(place + 1)].width = _width(name, [line[place] for line in lines])
    sheet.append([_cell(sheet, name, bold=True) for name in header])
    notes: list[list[Any]] = []
    linked = header.index("article_id") if links else None
    for number, line in enumerate(lines, start=2):
        fitted = [fit(value) for value in line]
        row = [_cell(sheet, value) for value, _ in fitted]
        if links and linked is not None and line[linked] in links:
            at = f"{get_column_letter(linked + 1)}{number}"
            row[linked] = _link(sheet, row[linked], at, links[line[linked]])
        sheet.append(row)
        pairs = zip(header, fitted, strict=True)
        notes += [[title, number, column, change] for column, (_, changes) in pairs for change in changes]
    return notes


def _width(name: str, column: Sequence[Any]) -> int:
    """Wide enough for the name with its button and for most of what stands below it, and never wider than a page."""
    longest = max((len(str(value)) for value in column[:_LOOKED_AT] if value is not None), default=0)
    return min(_WIDE, max(_NARROW, len(name) + 4, longest + 2))


def _link(sheet: WriteOnlyWorksheet, value: Any, place: str, line: int) -> Any:
    cell = value if isinstance(value, Cell) else WriteOnlyCell(sheet, value=value)
    link = Hyperlink(ref=place, location=f"articles!A{line}", display=None)
    cell.hyperlink = link
    link.ref = place  # the cell does not know its place before it is written
    cell.data_type, cell.font = "s", _LINK
    return cell


def _counts(file: Path, titles: list[str]) -> dict[str, int]:
    """The rows under the header of each sheet, counted in the file; `about` is left out."""
    found = {}
    with zipfile.ZipFile(file) as package:
        for number, title in enumerate(titles, start=1):
            with package.open(f"xl/worksheets/sheet{number}.xml") as stream:
                found[title] = _marks(stream, b"<row ") - 1
    return {title: count for title, count in found.items() if title != "about"}


def _marks(stream: IO[bytes], mark: bytes) -> int:
    """How often the mark stands in the stream, read in blocks."""
    count, rest = 0, b""
    while block := stream.read(1 << 20):
        rest += block
        count += rest.count(mark)
        rest = rest[-len(mark) + 1 :]
    return count


def fit(value: Any) -> tuple[Any, list[str]]:
    """A value that a cell can hold, and what had to be done to it.

    >>> fit("=1+1"), fit(7)
    (('=1+1', []), (7, []))
    >>> fit("a" * 40_000)[1]
    ['cut after 32767 of 40000 code points']
    """
    if not isinstance(value, str):
        return value, []
    changes = []
    text, replaced = _UNFIT.subn("\N{REPLACEMENT CHARACTER}", value)
    if replaced:
        changes.append(f"{replaced} signs that a workbook cannot hold were replaced, one for one")
    short, cut = cells.cut(text)
    if cut:
        changes.append(cut)
    return short, changes


def _cell(sheet: WriteOnlyWorksheet, value: Any, *, bold: bool = False) -> Any:
    """The value itself where openpyxl reads it rightly, which is faster; else a cell that says what it is."""
    # openpyxl takes text that begins with = for a formula and #N/A for an error; both are words here. The quote prefix
    # keeps words that look like a formula what they are when somebody edits the cell.
    is_risky = isinstance(value, str) and cells.guard(value) != value
    is_words = is_risky or (isinstance(value, str) and value.startswith("#"))
    if not (bold or is_words):
        return value
    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type, cell.quotePrefix = "s", is_risky
    if bold:
        cell.font = _BOLD
    return cell
