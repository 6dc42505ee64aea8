"""Tables as text, with commas, semicolons, tabs or bars between the cells: one row is one article."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from toolkit.errors import SourceError
from toolkit.sources.columns import listed
from toolkit.sources.decoding_rows import decode_rows
from toolkit.sources.formats.document import Document, SetAside
from toolkit.sources.formats.heading import SEARCHED, Heading, heading
from toolkit.sources.formats.table import documents

_DELIMITERS = ",;\t|^~"
# No cell of a file that may be read is longer; the limit of the csv module holds for a whole process, so it is set
# back.
_LONGEST_CELL = 100_000_000
# A line after the last one: when it does not come back as a row of its own, a quotation mark was never closed.
_END = "end of the table"
_EXPORT = "export the table again from the program it comes from, or mend the row in an editor"
# Excel writes and reads a first line that names the delimiter.
_NAMED = re.compile(r"\"?sep=(.)\"?\s*\Z", re.IGNORECASE)
# Rows by which a delimiter is judged.
_JUDGED = SEARCHED + 80


def read_csv(data: bytes) -> list[Document | SetAside]:
    r"""One row of a CSV file is one article, named "row 2" and on, as a spreadsheet counts: the header is row 1.

    The delimiter is the one of comma, semicolon, tab, bar, ^ and ~ with which the names of the columns tell most and
    most rows have as many cells; a first line `sep=;` names it. Raises SourceError when none gives a column of text,
    when every row has other cells than the names, and for bytes that are no text. A row that cannot be read is set
    aside alone. Cells are never evaluated.

    >>> [one.member for one in read_csv(b"title;text\nTalks end;Nobody spoke.\n")]
    ['row 2']
    """
    return _read(data, _DELIMITERS)


def read_tsv(data: bytes) -> list[Document | SetAside]:
    r"""As `read_csv`, where a tab is tried first.

    >>> read_tsv(b"title\ttext\nTalks end\tNobody spoke, he said.\n")[0].text
    'Talks end\n\nNobody spoke, he said.'
    """
    return _read(data, "\t,;|^~")


def _read(data: bytes, delimiters: str) -> list[Document | SetAside]:
    text, note = decode_rows(data)
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        return _documents(list(io.StringIO(text, newline="")), delimiters, note)
    except csv.Error as error:
        raise SourceError(
            f"the table cannot be taken apart: {error}", works="a table as a spreadsheet exports it", step=_EXPORT
        ) from error
    finally:
        csv.field_size_limit(before)


def _documents(lines: Sequence[str], delimiters: str, note: str) -> list[Document | SetAside]:
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    named = _NAMED.match(lines[first]) if first is not None else None
    if first is not None and named:
        delimiters, first = named[1], first + 1
    if first is None or not any(line.strip() for line in lines[first:]):
        raise SourceError(
            "the table is empty",
            works="a first row with the names of the columns, and one row for each report",
            step="export the table again, or remove the file",
        )
    delimiter, head = _judged(lines[first:], delimiters)
    rows = [(f"row {number}", row) for number, row in enumerate(_split(lines[first:], delimiter), start=first + 1)]
    found = documents(rows[head.before :], head, note=note)
    if found and not any(isinstance(one, Document) for one in found):
        _refuse_other_delimiter(lines[first:], rows[head.before :], delimiter, head)
    return found


def _judged(lines: Sequence[str], delimiters: str) -> tuple[str, Heading]:
    """The delimiter with which the names of the columns tell most and most rows fit them, and these names."""
    judged: list[tuple[tuple[int, float, int], str, Heading]] = []
    for order, mark in enumerate(delimiters):
        try:
            rows = _first(lines, mark)
        except csv.Error:
            continue
        head = heading(rows[:SEARCHED])
        below = [row for row in rows[head.before :] if row]
        fitting = sum(len(row) == len(head.names) for row in below) / len(below) if below else 0.0
        # Without any name that is known, a table has the more columns the better it is taken apart.
        width = 0 if head.fields else min(len(head.names), 50) if fitting > 0.5 else 0
        judged.append(((head.fields, round(fitting, 2) + width, -order), mark, head))
    if not judged:
        raise csv.Error("no delimiter divides it")
    _, mark, head = max(judged, key=lambda one: one[0])
    return mark, head


def _first(lines: Sequence[str], mark: str) -> list[list[str]]:
    reader = csv.reader(lines, delimiter=mark)
    return [row for row, _ in zip(reader, range(_JUDGED), strict=False)]


def _split(lines: Sequence[str], delimiter: str) -> Iterator[list[str] | SourceError]:
    """The cells of every row, or why they are in doubt.

    A lenient reader says where a row ends, a strict one whether its quotation marks are right.
    """
    guarded = [*lines, _END]
    reader = csv.reader(guarded, delimiter=delimiter)
    reach = 0
    for cells in reader:
        raw = guarded[reach : reader.line_num]
        reach = reader.line_num
        if reach < len(guarded):
            yield _doubtful(raw, delimiter) or cells
        elif len(raw) > 1:
            yield SourceError(
                f"a quotation mark is never closed: the last {len(raw) - 1} lines of the file are one cell",
                works="cells whose quotation marks are closed, and doubled inside",
                step=_EXPORT,
            )


def _doubtful(raw: Sequence[str], delimiter: str) -> SourceError | None:
    try:
        list(csv.reader(raw, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return SourceError(
            f"the row cannot be taken apart: {error}",
            works='cells in quotation marks, with those inside doubled: "He said ""no"" to it"',
            step=_EXPORT,
        )
    return None


def _refuse_other_delimiter(
    lines: Sequence[str], rows: Sequence[tuple[str, list[str] | SourceError]], delimiter: str, head: Heading
) -> None:
    """Raise the error for a table whose names are divided by one mark and whose rows by another."""
    widths = {len(cells) for _, cells in rows if not isinstance(cells, SourceError) and cells}
    other = next(
        (
            mark
            for mark in _DELIMITERS
            if mark != delimiter and all(line.count(mark) >= len(head.names) - 1 for line in lines[head.before :][:3])
        ),
        "",
    )
    if len(head.names) > 1 and other and widths and len(head.names) not in widths:
        raise SourceError(
            f"the names of the columns ({listed(head.names)}) are divided by {delimiter!r} and the rows by {other!r}",
            works="one delimiter in all rows",
            step=f"replace the {delimiter!r} of the first row by {other!r} in an editor, or export the table again",
        )
