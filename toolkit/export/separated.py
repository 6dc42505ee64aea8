"""CSV that spreadsheets open without being told how, cells that no spreadsheet runs or cuts, and what was cut."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from toolkit import tables
from toolkit.export import about, cells, checking, files, walking
from toolkit.record import Record

_ARTICLE = [key for key in walking.OF_ARTICLE if key != "article_id"]
HEADER = (*tables.contract("STATEMENTS").names, *(f"article_{key}" for key in _ARTICLE))
"""The columns of the one file: those of STATEMENTS, then title, outlet, date, address and file of the article."""

NOTES = ("table", "line", "column", "what was done")
"""The columns of a list of what was cut; `line` counts from 1, which is the header."""


def write(record: Record, out: Path) -> Path:
    """Every line is one statement with its article; one file that a spreadsheet opens as it is.

    The columns are those of STATEMENTS and `article_title`, `article_outlet`, `article_published`, `article_url`,
    `article_source`. UTF-8 with a byte order mark, lists as JSON text, text guarded against being run as a formula
    (`cells.guard`), no cell longer than a spreadsheet holds. What had to be cut stands in `NAME.csv.provenance.json`
    beside it, with how the statements were made. Raises RecordError when a file cannot be written.
    """
    notes: list[list[Any]] = []
    lines = [fitted(row, HEADER, notes, ("statements", number)) for number, row in enumerate(_rows(record), start=2)]
    told = {**about.made(record, "csv"), "cut": [dict(zip(NOTES, note, strict=True)) for note in notes]}
    with files.told(out, told) as fresh:
        save(fresh, HEADER, lines)
        checking.same(out, {"statements": count(fresh)}, {"statements": len(record.statements)})
    return out


def _rows(record: Record) -> Iterator[dict[str, Any]]:
    articles = {row["article_id"]: row for row in cells.rows(record.articles, "ARTICLES")}
    for row in cells.rows(record.statements, "STATEMENTS"):
        article = articles.get(row["article_id"], {})
        yield row | {f"article_{key}": article.get(key) for key in _ARTICLE}


def fitted(row: dict[str, Any], header: Iterable[str], notes: list[list[Any]], place: tuple[str, int]) -> list[Any]:
    """The cells of a line as they are written; `notes` gets a line for each that was cut, with its `place`.

    >>> notes = []
    >>> fitted({"speaker": "=1+1", "spans": [[0, 7]]}, ["speaker", "spans"], notes, ("statements", 2)), notes
    (["'=1+1", '[[0, 7]]'], [])
    """
    cut = []
    for column in header:
        value = cells.flat(row[column])
        if isinstance(value, str):
            value, change = cells.cut(cells.guard(value))
            if change:
                notes.append([*place, column, change])
        cut.append(value)
    return cut


def save(file: Path, header: Iterable[str], lines: Iterable[Sequence[object]]) -> None:
    """The file holds the header and the lines, as CSV in UTF-8 with a byte order mark."""
    # The mark at the beginning tells spreadsheets that the file is UTF-8; without it they guess.
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(lines)


def count(file: Path) -> int:
    """The rows under the header of a CSV file."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return sum(1 for _ in csv.reader(stream)) - 1


def read(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV file as mappings of what stands in its cells."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))
