"""A folder that people and programs can read: CSV and Parquet, the provenance, and what everything means."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from toolkit import tables
from toolkit.export import cells
from toolkit.record import Record

README = "README.txt"
CODEBOOK = "columns.csv"

_ABOUT = """What Counterpoint found in {articles} news articles and wrote to this folder.

Each table is here twice: as .csv for spreadsheets and statistics programs, and as .parquet, which keeps every value as
it was. toolkit.load reads this folder back. columns.csv says what each column means, provenance.json how and from what
the tables were made.

One row of each table
{rows}

How to read the CSV files
- They are UTF-8 with a byte order mark, with commas between cells and a header.
- Offsets (start, end and the like) count code points into the column "text" of articles.csv, from 0, half open.
- Cells with lists hold JSON text, as [[12, 40]].
- A cell of text that a spreadsheet could take for a formula (it begins with = + - @, a full-width form of these, a tab
  or a line break) has one apostrophe put in front. To have the words as printed, take off the first sign of every cell
  that begins with apostrophes followed by one of these, before you count offsets. The .parquet files hold the words as
  printed.
- An empty cell is an empty text or a missing value.
"""


def write(record: Record, out: Path) -> Path:
    """The folder holds every table twice (CSV, Parquet), `provenance.json`, `columns.csv` and `README.txt`.

    It is a saved record as well: `toolkit.load` gives the Record back. Text in CSV files is guarded against being run
    as a formula in a way that can be undone, see `cells.guard`. Raises RecordError rather than replace a folder that
    is not a saved record.
    """
    return record.save(out, also=lambda fresh: _add(record, fresh))


def _add(record: Record, folder: Path) -> None:
    for name, table in record.tables().items():
        columns = tables.contract(name).names
        lines = [[_cell(row[column]) for column in columns] for row in cells.rows(table, name)]
        _write_csv(folder / f"{name.lower()}.csv", columns, lines)
    meanings = [
        [name.lower(), column.name, column.dtype, column.meaning, "; ".join(column.values)]
        for name in record.tables()
        for column in tables.contract(name).columns
    ]
    _write_csv(folder / CODEBOOK, ["table", "column", "dtype", "meaning", "values"], meanings)
    found = "\n".join(
        f"- {name.lower()} ({len(table)}): {tables.contract(name).row}" for name, table in record.tables().items()
    )
    words = _ABOUT.format(articles=len(record.articles), rows=found)
    (folder / README).write_text(words, encoding="utf-8")


def _cell(value: object) -> object:
    flat = cells.flat(value)
    return cells.guard(flat) if isinstance(flat, str) else flat


def _write_csv(file: Path, header: list[str], lines: Iterable[Sequence[object]]) -> None:
    # The mark at the beginning tells spreadsheets that the file is UTF-8; without it they guess.
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(lines)
