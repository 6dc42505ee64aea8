"""Excel workbooks: one row of a sheet is one article."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook

from toolkit.errors import SourceError
from toolkit.sources.formats.document import Document, SetAside
from toolkit.sources.formats.table import Cells, documents, header

# Twenty million bytes of a zip archive can unpack to twenty thousand million; the text of a whole archive is less
# than this.
MAX_UNPACKED = 200_000_000
_WORKS = "an Excel workbook (.xlsx) whose sheets have the names of the columns in their first row"
_SAVE = "open it in a spreadsheet and save it as .xlsx, or as CSV, again"
# Excel writes a carriage return inside a cell so.
_RETURN = "_x000D_"


def read_workbook(data: bytes) -> list[Document | SetAside]:
    """One row of a sheet is one article, named "sheet 'Reports' row 2" and on, as Excel counts: the header is row 1.

    Every sheet that holds anything is read; one without a column of text is set aside with the columns it has. Raises
    SourceError for what is no workbook, and for one that says that it unpacks to more than `MAX_UNPACKED` bytes.

    >>> read_workbook(b"PK no workbook")
    Traceback (most recent call last):
    toolkit.errors.SourceError: the file is no Excel workbook, or a damaged one: File is not a zip file. What works: \
an Excel workbook (.xlsx) whose sheets have the names of the columns in their first row. Next: open it in a \
spreadsheet and save it as .xlsx, or as CSV, again.
    """
    _check_unpacked(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        found = [one for sheet in book.worksheets for one in _sheet(sheet)]
    except Exception as error:
        raise _damaged(error) from error
    if not found:
        raise SourceError("the workbook is empty", works=_WORKS, step="fill a sheet, or remove the file")
    return found


def _check_unpacked(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _damaged(error) from error
    if unpacked > MAX_UNPACKED:
        raise SourceError(
            f"the workbook unpacks to {unpacked:,} bytes",
            works=f"a workbook of at most {MAX_UNPACKED:,} bytes when unpacked",
            step="split it into several workbooks, or save its sheets as CSV",
        )


def _damaged(error: Exception) -> SourceError:
    reason = f"{error or type(error).__name__}"
    return SourceError(f"the file is no Excel workbook, or a damaged one: {reason[:200]}", works=_WORKS, step=_SAVE)


def _sheet(sheet: Any) -> list[Document | SetAside]:
    # What a workbook says of the size of a sheet is often wrong, and openpyxl would stop there.
    sheet.reset_dimensions()
    rows = _rows(sheet)
    name = f"sheet {sheet.title!r}"
    first = next(((number, cells) for number, cells in rows if any(cell is not None for cell in cells)), None)
    if first is None:
        return []
    cells = first[1]
    while cells and cells[-1] is None:
        cells = cells[:-1]
    try:
        head = header(cells)
    except SourceError as error:
        return [SetAside(name, error)]
    padded = ((f"{name} row {number}", _fitted(row, head.width)) for number, row in rows)
    return documents(padded, head)


def _rows(sheet: Any) -> Iterator[tuple[int, Cells]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        yield number, [cell.replace(_RETURN, "") if isinstance(cell, str) else cell for cell in row]


def _fitted(cells: Cells, width: int) -> Cells:
    """A workbook writes no empty cells at the end of a row."""
    return [*cells, *[None] * (width - len(cells))]
