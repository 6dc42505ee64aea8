"""Tables as text, with commas, semicolons, tabs or bars between the cells: one row is one article."""

import csv
import io
from collections.abc import Iterator, Sequence

from toolkit.errors import SourceError
from toolkit.sources.decoding import decode
from toolkit.sources.formats.document import Document, SetAside
from toolkit.sources.formats.table import Header, documents, header

_DELIMITERS = ",;\t|"
# No cell of a file that may be read is longer; the limit of the csv module holds for a whole process, so it is set
# back.
_LONGEST_CELL = 100_000_000
# A line after the last one: when it does not come back as a row of its own, a quotation mark was never closed.
_END = "end of the table"
_EXPORT = "export the table again from the program it comes from, or mend the row in an editor"


def read_csv(data: bytes) -> list[Document | SetAside]:
    r"""One row of a CSV file is one article, named "row 2" and on, as a spreadsheet counts: the header is row 1.

    The delimiter is the one of comma, semicolon, tab and bar with which the first row names a column of text. Raises
    SourceError when none does, and for bytes that are no text. A row that cannot be read is set aside alone.

    >>> [one.member for one in read_csv(b"title;text\nTalks end;Nobody spoke.\n")]
    ['row 2']
    """
    return _read(data, _DELIMITERS)


def read_tsv(data: bytes) -> list[Document | SetAside]:
    r"""As `read_csv`, where a tab is tried first.

    >>> read_tsv(b"title\ttext\nTalks end\tNobody spoke, he said.\n")[0].text
    'Talks end\n\nNobody spoke, he said.'
    """
    return _read(data, "\t,;|")


def _read(data: bytes, delimiters: str) -> list[Document | SetAside]:
    text, note = decode(data)
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
    if first is None:
        raise SourceError(
            "the table is empty",
            works="a first row with the names of the columns, and one row for each report",
            step="export the table again, or remove the file",
        )
    delimiter, head = _header(lines[first:], delimiters)
    rows = [(f"row {number}", row) for number, row in enumerate(_split(lines[first:], delimiter), start=first + 1)]
    return documents(rows[1:], head, note=note)


def _header(lines: Sequence[str], delimiters: str) -> tuple[str, Header]:
    """The delimiter with which the first row names a column of text, and the most of the known columns."""
    firsts = {mark: next(csv.reader(lines, delimiter=mark)) for mark in delimiters}
    found: list[tuple[str, Header]] = []
    for mark, cells in firsts.items():
        try:
            found.append((mark, header(cells)))
        except SourceError:
            continue
    # Without any, the refusal shows the columns as the delimiter gives them that finds most.
    return max(found, key=lambda one: len(one[1].places)) if found else ("", header(max(firsts.values(), key=len)))


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
