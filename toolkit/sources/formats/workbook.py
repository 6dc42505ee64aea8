"""Excel workbooks: one row of a sheet is one article."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from toolkit.errors import SourceError
from toolkit.sources.column_content import words_of
from toolkit.sources.formats.document import Document, SetAside
from toolkit.sources.formats.heading import SEARCHED, Cells, heading
from toolkit.sources.formats.table import documents

# Twenty million bytes of a zip archive can unpack to twenty thousand million; the text of a whole archive is less
# than this.
MAX_UNPACKED = 200_000_000
# A sheet of Excel has no more rows; of its 16,384 columns a table of reports uses a few.
MAX_ROWS, MAX_COLUMNS = 1_048_576, 500
_WORKS = "an Excel workbook (.xlsx) whose sheets have the names of the columns in one of their first rows"
_SAVE = "open it in a spreadsheet and save it as .xlsx, or as CSV, again"
# Excel writes a carriage return inside a cell so.
_RETURN = "_x000D_"
_MERGED = re.compile(rb"<(?:\w{1,20}:)?mergeCell\s[^>]{0,80}?ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\"")
# Merged cells that are looked at, and the longest words that are meant for all of them: a report is meant once.
_MOST_MERGED, _LONGEST_MERGED = 10_000, 200
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read_workbook(data: bytes) -> list[Document | SetAside]:
    """One row of a sheet is one article, named "sheet 'Reports' row 2" and on, as Excel counts.

    Every sheet that holds anything is read; one without a column of text is set aside with the columns it has. The
    names of the columns stand in one of the first rows, or in two whose cells are merged; few words in merged cells
    below them go for all their rows, a long text for the first. A formula counts with the value that was saved with it:
    nothing is evaluated, no macro run, no link followed. Raises SourceError for what is no workbook, and for one that
    says that it unpacks to more than `MAX_UNPACKED` bytes.

    >>> read_workbook(b"PK no workbook")
    Traceback (most recent call last):
    toolkit.errors.SourceError: the file is no Excel workbook, or a damaged one: File is not a zip file. What works: \
an Excel workbook (.xlsx) whose sheets have the names of the columns in one of their first rows. Next: open it in a \
spreadsheet and save it as .xlsx, or as CSV, again.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive)
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            found = [one for sheet in book.worksheets for one in _sheet(sheet, _merged(archive, sheet))]
    except SourceError:
        raise
    except Exception as error:
        reason = f"{error or type(error).__name__}"
        raise SourceError(
            f"the file is no Excel workbook, or a damaged one: {reason[:200]}", works=_WORKS, step=_SAVE
        ) from error
    if not found:
        raise SourceError("the workbook is empty", works=_WORKS, step="fill a sheet, or remove the file")
    return found


def _check(archive: zipfile.ZipFile) -> None:
    """Raise SourceError before anything is unpacked for a bomb, and for XML that declares what it will expand to."""
    unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > MAX_UNPACKED:
        raise SourceError(
            f"the workbook unpacks to {unpacked:,} bytes",
            works=f"a workbook of at most {MAX_UNPACKED:,} bytes when unpacked",
            step="split it into several workbooks, or save its sheets as CSV",
        )
    for part in archive.infolist():
        with archive.open(part) as stream:
            if _DECLARED.search(stream.read(4096)):
                raise SourceError(
                    f"its part {part.filename[:80]!r} declares entities, which no spreadsheet writes",
                    works=_WORKS,
                    step=_SAVE,
                )


def _sheet(sheet: Any, merged: Sequence["_Range"]) -> list[Document | SetAside]:
    # What a workbook says of the size of a sheet is often wrong, and openpyxl would stop there.
    sheet.reset_dimensions()
    name = f"sheet {sheet.title!r}"
    rows = list(_rows(sheet))
    if not any(map(any, rows)):
        return []
    head = heading(_spread([list(row) for row in rows[:SEARCHED]], merged))
    down = [one for one in merged if one.left == one.right and one.top > head.before]
    below = _spread(rows, down)[head.before :]
    named = enumerate(below, start=head.before + 1)
    try:
        return documents([(f"{name} row {number}", _fitted(row, len(head.names))) for number, row in named], head)
    except SourceError as error:
        return [SetAside(name, error)]


def _rows(sheet: Any) -> Iterator[list[Any]]:
    """The cells of each row up to the last that holds something."""
    for row in islice(sheet.iter_rows(values_only=True, max_row=MAX_ROWS, max_col=MAX_COLUMNS), MAX_ROWS):
        last = next((place for place in range(len(row), 0, -1) if row[place - 1] is not None), 0)
        yield [cell.replace(_RETURN, "") if isinstance(cell, str) else cell for cell in row[:last]]


class _Range(NamedTuple):
    """Merged cells: rows counted from 1, columns from 0, both ends among them."""

    top: int
    left: int
    bottom: int
    right: int


def _merged(archive: zipfile.ZipFile, sheet: Any) -> list[_Range]:
    """The merged cells of a sheet, which openpyxl does not tell when it reads a workbook row by row."""
    part = str(getattr(sheet, "_worksheet_path", ""))
    if part not in archive.namelist():
        return []
    with archive.open(part) as stream:
        data = stream.read()
    found = islice(_MERGED.finditer(data, max(0, data.rfind(b"sheetData>"))), _MOST_MERGED)
    sides = [(column_index_from_string(one[i].decode()) - 1, int(one[i + 1])) for one in found for i in (1, 3)]
    return [
        _Range(top, left, bottom, right)
        for (left, top), (right, bottom) in zip(sides[::2], sides[1::2], strict=True)
        if right < MAX_COLUMNS
    ]


def _spread(rows: list[list[Any]], merged: Sequence[_Range]) -> list[list[Any]]:
    """The rows with the words of merged cells in all of them; long words stay where they are."""
    for one in merged:
        first = rows[one.top - 1] if 0 < one.top <= len(rows) else []
        value = first[one.left] if one.left < len(first) else None
        if not words_of(value) or len(words_of(value)) > _LONGEST_MERGED:
            continue
        for number in range(one.top - 1, min(one.bottom, len(rows))):
            row = _fitted(rows[number], one.right + 1)
            meant = [value if cell is None else cell for cell in row[one.left : one.right + 1]]
            rows[number] = [*row[: one.left], *meant, *row[one.right + 1 :]]
    return rows


def _fitted(cells: Cells, width: int) -> list[Any]:
    """A workbook writes no empty cells at the end of a row."""
    return [*cells, *[None] * (width - len(cells))]
