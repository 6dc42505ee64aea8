"""A saved record of any size, written while its tables come piece by piece."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from toolkit import clock, tables
from toolkit.record import store
from toolkit.record.colours import Heard
from toolkit.record.merging import refusals
from toolkit.record.record import PARTS

ROWS = 5_000
"""Rows that are written at a time; so many of each table are in memory."""


def save_pieces(
    path: str | Path,
    pieces: Iterable[Mapping[str, pd.DataFrame]],
    provenance: Mapping[str, Any],
    *,
    home: Path | None = None,
    about: Mapping[str, Any] | None = None,
) -> Path:
    """The folder `path` holds a record as `Record.save` writes it, or is left as it was; `load` gives it back.

    Each piece holds tables of some articles, under the names of their contracts, and they follow each other as the
    rows of the record do. The counts are added to the provenance. The same rows give the same files, however they are
    cut into pieces. `about` holds what else stands beside the tables, such as `party_colours`. Raises RecordError as
    `store.whole`, ContractError for a table that does not keep its contract.
    """
    path = Path(path)

    def fill(fresh: Path) -> None:
        heard, refused, counts = Heard(), [tables.empty("REFUSED")], {}
        sheets = {name: Sheet(name, fresh / store.file_name(name)) for name in PARTS.values()}
        try:
            for piece in pieces:
                heard.add(piece)
                if len(piece.get("REFUSED", ())):
                    refused.append(piece["REFUSED"])
                for name, table in piece.items():
                    if name in sheets and name != "REFUSED":
                        sheets[name].add(table)
            sheets["REFUSED"].add(refusals(refused))
        finally:
            for name, sheet in sheets.items():
                counts[name] = sheet.close()
        told = {"provenance": {**provenance, "counts": counts}, "parties": list(heard.order()), **(about or {})}
        store.write_about(fresh, counts, told, home=store.home_from(path, home))

    return store.whole(path, fill)


class Sheet:
    """Holds the file of one table while it is written, and the rows that are not written yet, as Arrow has them."""

    def __init__(self, name: str, file: Path) -> None:
        nothing = store.as_arrow(tables.empty(name), name)
        self._name, self._waiting, self._rows = name, [nothing], 0
        self._writer = pq.ParquetWriter(file, nothing.schema, compression="zstd")

    def add(self, table: pd.DataFrame) -> None:
        """Rows that follow those before; they are checked against the contract of the table."""
        if not len(table):
            return
        self._waiting.append(store.as_arrow(tables.check(table, self._name), self._name))
        if sum(map(len, self._waiting)) >= ROWS:
            waiting = pa.concat_tables(self._waiting)
            whole = len(waiting) // ROWS * ROWS
            for first in range(0, whole, ROWS):
                self._write(waiting.slice(first, ROWS))
            self._waiting = [waiting.slice(whole)]

    def close(self) -> int:
        """Write what is waiting and close the file; returns the number of rows."""
        waiting = pa.concat_tables(self._waiting)
        if len(waiting):
            self._write(waiting)
        self._writer.close()
        return self._rows

    def _write(self, rows: pa.Table) -> None:
        with clock.timed("writing"):
            # In one piece, so that the file is the same in whatever pieces the rows came.
            self._writer.write_table(rows.combine_chunks())
        self._rows += len(rows)
