"""One workbook, a sheet a table; what does not fit in a cell is told in a sheet of notes."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from toolkit import tables
from toolkit.errors import RecordError
from toolkit.export import cells, files
from toolkit.record import Record

CELL = 32_767
"""The most a cell can hold, in UTF-16 units, which is how the format counts."""

ROWS = 1_048_575
"""The most rows a sheet can hold under its header."""

_BOLD = Font(bold=True)
# Signs that the XML inside the file cannot hold; the carriage return it would turn into a line feed.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def write(record: Record, out: Path) -> Path:
    """The workbook has a sheet `about`, one for each table, and a sheet `notes` that lists every cell that was changed.

    Text is always text: a cell that begins with = + - or @ stays as printed and is never run as a formula. Offsets
    stay true, since signs that the format cannot hold are replaced one for one. Text longer than a cell can hold is
    cut, and noted. Dates are ISO text. Raises RecordError for a table longer than a sheet, or a file that cannot be
    written.
    """
    for name, table in record.tables().items():
        if len(table) > ROWS:
            raise RecordError(
                f"{name} has {len(table)} rows",
                works=f"at most {ROWS} rows in a sheet; a folder or .jsonl holds any number",
                step="choose another format, or select fewer articles",
            )
    book = Workbook(write_only=True)
    notes = _fill(book, "about", ["what", "how"], _about(record))
    for name, table in record.tables().items():
        columns = tables.contract(name).names
        lines = [[cells.flat(row[column]) for column in columns] for row in cells.rows(table, name)]
        notes += _fill(book, name.lower(), columns, lines)
    _fill(book, "notes", ["sheet", "row", "column", "what was done"], notes)
    with files.whole(out) as fresh:
        book.save(fresh)
    return out


def _about(record: Record) -> list[list[str]]:
    return [
        ["what this is", "statements and figures that Counterpoint found in news articles"],
        *([f"one row of {name.lower()}", tables.contract(name).row] for name in record.tables()),
        ["offsets", "count code points into the text of the article, from 0, half open"],
        ["cells with lists", "hold JSON text"],
        ["notes", "the last sheet lists every cell that could not be kept as it was"],
        *([f"provenance: {key}", json.dumps(value, ensure_ascii=False)] for key, value in record.provenance.items()),
    ]


def _fill(book: Workbook, title: str, header: list[str], lines: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """One sheet is written under its frozen header; what had to be changed in it comes back as lines of notes."""
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(lines) + 1}"
    sheet.append([_cell(sheet, name, bold=True) for name in header])
    notes: list[list[Any]] = []
    for number, line in enumerate(lines, start=2):
        fitted = [fit(value) for value in line]
        sheet.append([_cell(sheet, value) for value, _ in fitted])
        pairs = zip(header, fitted, strict=True)
        notes += [[title, number, column, change] for column, (_, changes) in pairs for change in changes]
    return notes


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
    short = text.encode("utf-16-le")[: 2 * CELL].decode("utf-16-le", "ignore")
    if len(short) < len(text):
        changes.append(f"cut after {len(short)} of {len(text)} code points")
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
