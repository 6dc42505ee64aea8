"""Parquet tables: one row is one article."""

import io
from collections.abc import Iterator

from toolkit.errors import SourceError
from toolkit.sources.formats.document import Document, SetAside
from toolkit.sources.formats.records import Record, record_documents

# A dictionary of few words can stand for a text in each of a million rows: so much text is taken from one file.
MAX_UNPACKED = 200_000_000
MAX_ROWS = 1_000_000
# Rows in memory beside those that were read.
_BATCH = 64
_LIMIT = 50_000_000  # bytes of one string, and parts of one list, in what the file says of itself
_WORKS = "a Parquet file with one report a row, as pandas writes it"


def read_parquet(data: bytes) -> list[Document | SetAside]:
    """One row of a Parquet file is one article, named "row 1" and on, as a frame of it counts from 1.

    A column inside another is named `outer.inner`; a list of words is one cell. Raises SourceError for what is no
    Parquet file, for one of more than `MAX_ROWS` rows, for one that unpacks to more than `MAX_UNPACKED` bytes, and
    where no column holds the text. Nothing that a file may hold besides its table is run.

    >>> read_parquet(b"PAR1 no table PAR1")
    Traceback (most recent call last):
    toolkit.errors.SourceError: the file is no Parquet table, or a damaged one: ...
    """
    return record_documents(_rows(data))


def _rows(data: bytes) -> Iterator[tuple[str, Record | SourceError]]:
    import pyarrow.parquet as pq  # noqa: PLC0415  a tenth of a second that most corpora do not need

    try:
        file = pq.ParquetFile(io.BytesIO(data), thrift_string_size_limit=_LIMIT, thrift_container_size_limit=_LIMIT)
        about = file.metadata
        stated = sum(about.row_group(group).total_byte_size for group in range(about.num_row_groups))
        _check(about.num_rows, stated)
        taken, number = 0, 0
        for batch in file.iter_batches(_BATCH):
            taken += batch.nbytes
            _check(number, taken)
            for record in batch.to_pylist():
                number += 1
                yield f"row {number}", record
    except SourceError:
        raise
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise SourceError(
            f"the file is no Parquet table, or a damaged one: {reason[:200]}",
            works=_WORKS,
            step="write the table again from the program it comes from",
        ) from error


def _check(rows: int, size: int) -> None:
    if rows > MAX_ROWS or size > MAX_UNPACKED:
        much = f"{rows:,} rows" if rows > MAX_ROWS else f"{size:,} bytes when unpacked"
        raise SourceError(
            f"the table has {much}",
            works=f"at most {MAX_ROWS:,} rows and {MAX_UNPACKED:,} bytes when unpacked",
            step="split it into several files",
        )
