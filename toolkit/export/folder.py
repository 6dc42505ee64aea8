"""A folder that people and programs can read: CSV and Parquet, the provenance, and what everything means."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from toolkit import tables
from toolkit.export import about, cells, checking, separated
from toolkit.record import Record

README = "README.txt"
CODEBOOK = "columns.csv"
NOTES = "notes.csv"

_ABOUT = """What Counterpoint found in {articles} news articles and wrote to this folder.

Each table is here twice: as .csv for spreadsheets and statistics programs, and as .parquet, which keeps every value as
it was. toolkit.load reads this folder back. columns.csv says what each column means, provenance.json how and from what
the tables were made, which version of Counterpoint wrote this: {version}.

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
- No cell is longer than the 32,767 units a spreadsheet can hold. notes.csv lists each that was cut; the .parquet files
  hold it whole.
"""


def write(record: Record, out: Path) -> Path:
    """The folder holds every table twice (CSV, Parquet), `provenance.json`, `columns.csv` and `README.txt`.

    It is a saved record as well: `toolkit.load` gives the Record back. Text in CSV files is guarded against being run
    as a formula in a way that can be undone, see `cells.guard`. Raises RecordError rather than replace a folder that
    is not a saved record.
    """
    return record.save(out, also=lambda fresh: _add(record, fresh))


def _add(record: Record, folder: Path) -> None:
    notes: list[list[Any]] = []
    for name, table in record.tables().items():
        columns = tables.contract(name).names
        rows = enumerate(cells.rows(table, name), start=2)
        lines = [separated.fitted(row, columns, notes, (name.lower(), number)) for number, row in rows]
        separated.save(folder / f"{name.lower()}.csv", columns, lines)
    meanings = [
        [name.lower(), column.name, column.dtype, column.meaning, "; ".join(column.values)]
        for name in record.tables()
        for column in tables.contract(name).columns
    ]
    separated.save(folder / CODEBOOK, ["table", "column", "dtype", "meaning", "values"], meanings)
    separated.save(folder / NOTES, separated.NOTES, notes)
    found = "\n".join(
        f"- {name.lower()} ({len(table)}): {tables.contract(name).row}" for name, table in record.tables().items()
    )
    made = about.made(record, "tables")
    words = _ABOUT.format(articles=len(record.articles), rows=found, version=made["exported_with"])
    (folder / README).write_text(words, encoding="utf-8")
    due = made["counts"]
    checking.same(folder, {name: separated.count(folder / f"{name}.csv") for name in due}, due)
    checking.same(folder, {name: pq.read_metadata(folder / f"{name}.parquet").num_rows for name in due}, due)
