"""A saved record: a folder with one Parquet file a table and `provenance.json`."""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from toolkit import tables
from toolkit.errors import RecordError, unwritable
from toolkit.record.uncollected import uncollected
from toolkit.tables.shape import LIST

FORMAT = 1
"""The version of this layout; a folder of a higher one was written by a newer Counterpoint."""

ABOUT = "provenance.json"
_MARK = "counterpoint_record"

_MASKED: Mapping[str, Any] = {
    "Int64": pd.arrays.IntegerArray,
    "Float64": pd.arrays.FloatingArray,
    "boolean": pd.arrays.BooleanArray,
}
_SPAN = [("start", pa.int64()), ("end", pa.int64())]
_LISTS = {
    "marks": pa.list_(pa.struct([*_SPAN, ("kind", pa.string())])),
    "repairs": pa.list_(pa.struct([*_SPAN, ("original", pa.string())])),
    "spans": pa.list_(pa.list_(pa.int64())),
    "speakers": pa.list_(pa.string()),
    "speaker_parties": pa.list_(pa.string()),
}


def save(
    path: Path,
    frames: Mapping[str, pd.DataFrame],
    about: Mapping[str, Any],
    *,
    home: Path | None = None,
    also: Callable[[Path], object] | None = None,
) -> Path:
    """The folder `path` holds the tables whole, or is left as it was; `also` may add files to it.

    Raises RecordError when `path` is something else than a saved record or an empty folder, or cannot be written.
    """

    def fill(fresh: Path) -> None:
        for name, table in frames.items():
            write_parquet(table, name, fresh / file_name(name))
        write_about(fresh, {name: len(table) for name, table in frames.items()}, about, home=home_from(path, home))
        if also is not None:
            also(fresh)

    return whole(path, fill)


def whole(path: Path, fill: Callable[[Path], object]) -> Path:
    """The folder `path` holds what `fill` writes into a folder, or is left as it was.

    Everything is written to a folder beside it first, which then takes its name; what a run that was killed left there
    is taken away. Raises RecordError when `path` is something else than a saved record or an empty folder, or cannot
    be written.
    """
    path = path.absolute()
    refuse_foreign(path)
    fresh, old = (path.with_name(f".{path.name}.{os.getpid()}.{end}") for end in ("part", "old"))
    try:
        _sweep(path)
        fresh.mkdir(parents=True)
        fill(fresh)
        if path.exists():
            path.rename(old)
        fresh.rename(path)
    except OSError as error:
        raise unwritable(path, error, kind=RecordError) from error
    finally:
        if old.exists() and not path.exists():
            old.rename(path)
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return path


def _sweep(path: Path) -> None:
    """Take away, and put back, what processes left beside `path` that are no more."""
    for left in path.parent.glob(f".{path.name}.*.*"):
        number, _, end = left.name.removeprefix(f".{path.name}.").partition(".")
        if not number.isdigit() or end not in {"part", "old"} or _is_alive(int(number)):
            continue
        if end == "old" and not path.exists():
            left.rename(path)
        else:
            shutil.rmtree(left, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def home_from(path: Path, home: Path | None) -> str | None:
    """The folder of decisions as it is written into a saved record: as it is reached from there."""
    return None if home is None else os.path.relpath(home, path.absolute())


def write_about(folder: Path, rows: Mapping[str, int], about: Mapping[str, Any], *, home: str | None) -> None:
    """Beside the tables stands how many rows they have, and what is to be known about them."""
    words = json.dumps({_MARK: FORMAT, "rows": dict(rows), **about, "home": home}, ensure_ascii=False, indent=2)
    (folder / ABOUT).write_text(words + "\n", encoding="utf-8")


def about(path: Path) -> tuple[dict[str, Any], Path | None]:
    """What is written about the saved record at `path`, and the folder of decisions if it is there.

    Every table was found to be there, with its columns and as many rows as were saved; their values are checked when
    they are read (`read_whole`). Raises RecordError for a folder that is missing, is no saved record, is incomplete, or
    was written by a newer version.
    """
    told = _about(path)
    for name, rows in told.get("rows", {}).items():
        _check_foot(path / file_name(name), name, rows)
    home = None if told.get("home") is None else Path(os.path.normpath(path.absolute() / told["home"]))
    return told, home if home is not None and home.parent.is_dir() else None


def _check_foot(file: Path, name: str, rows: int) -> None:
    try:
        foot = pq.ParquetFile(file)
    except (OSError, pa.ArrowException) as error:
        raise incomplete(file, str(error).splitlines()[0]) from error
    with foot:
        if lost := [column for column in tables.contract(name).names if column not in foot.schema_arrow.names]:
            raise incomplete(file, f"it lacks the column {lost[0]!r}")
        if foot.metadata.num_rows != rows:
            raise incomplete(file, f"it has {foot.metadata.num_rows} rows where {rows} were saved")


def is_saved(path: Path) -> bool:
    """Whether the folder `path` says of itself that it is a saved record, of whatever version."""
    try:
        return _MARK in json.loads((path / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return False


def file_name(name: str) -> str:
    """The Parquet file of table `name`.

    >>> file_name("STATEMENTS")
    'statements.parquet'
    """
    return f"{name.lower()}.parquet"


def write_parquet(table: pd.DataFrame, name: str, file: Path) -> None:
    """The frame of table `name` as Parquet, list columns as lists of Parquet.

    Raises RecordError for a list column whose values have another shape than the contract says.
    """
    pq.write_table(as_arrow(table, name), file, compression="zstd")


def as_arrow(table: pd.DataFrame, name: str) -> pa.Table:
    """The frame of table `name` as Arrow has it; raises RecordError as `write_parquet`."""
    law = tables.contract(name)
    return pa.table({column: _arrow(table[column], column, law.dtypes[column]) for column in law.names})


def _arrow(series: "pd.Series[Any]", column: str, dtype: str) -> pa.Array:
    if dtype != LIST:
        return pa.Array.from_pandas(series)
    values = series.tolist()
    try:
        array = pa.array(values, type=_LISTS[column])
    except (pa.ArrowException, TypeError, ValueError) as error:
        raise _misshapen(column, str(error)) from error
    if array.to_pylist() != [_plain(value) for value in values]:
        raise _misshapen(column, "some of it would be lost")
    return array


def _plain(value: Any) -> Any:
    """Tuples as lists, which is how they come back."""
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def read_parquet(file: Path, name: str, *, only: pc.Expression | None = None) -> pd.DataFrame:
    """The frame of table `name` with every value as it was written; raises RecordError for a damaged file.

    With `only`, those rows alone for which it holds; the others are never held in memory.
    """
    law = tables.contract(name)
    try:
        found = pq.read_table(file, filters=only)
        if lost := [column for column in law.names if column not in found.column_names]:
            raise incomplete(file, f"it lacks the column {lost[0]!r}")
        with uncollected():
            return pd.DataFrame({column.name: _series(found[column.name], column.dtype) for column in law.columns})
    except (OSError, pa.ArrowException) as error:
        raise incomplete(file, str(error).splitlines()[0]) from error


def read_whole(file: Path, name: str, rows: int) -> pd.DataFrame:
    """The frame of table `name`, once it was found to have so many rows and to keep its contract."""
    table = read_parquet(file, name)
    if len(table) != rows:
        raise incomplete(file, f"it has {len(table)} rows where {rows} were saved")
    return tables.check(table, name)


def _series(values: pa.ChunkedArray, dtype: str) -> "pd.Series[Any]":
    if dtype in _MASKED:
        # With a mask of its own: the direct way turns whole numbers with gaps into floating point.
        flat = values.combine_chunks()
        plain = flat.fill_null(pa.scalar(0).cast(flat.type)).to_numpy(zero_copy_only=False)
        return pd.Series(_MASKED[dtype](plain, flat.is_null().to_numpy(zero_copy_only=False)), dtype=dtype)
    if dtype == LIST:
        return pd.Series(values.to_pylist(), dtype=dtype)  # plain lists, where the direct way gives arrays
    return pd.Series(values.to_pandas(), dtype=dtype)


def _about(path: Path) -> dict[str, Any]:
    if not path.is_dir():
        raise RecordError(
            f"there is no folder {path}", works="a folder that Record.save wrote", step="correct the path"
        )
    if not (path / ABOUT).exists():
        raise _foreign(path, f"it holds no {ABOUT}")
    try:
        about = json.loads((path / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise incomplete(path / ABOUT, str(error)) from error
    if not isinstance(about, dict) or _MARK not in about:
        raise _foreign(path, f"its {ABOUT} is not of a saved record")
    if about[_MARK] != FORMAT:
        raise RecordError(
            f"{path} is written in layout {about[_MARK]!r}",
            works=f"layout {FORMAT}, the one this version of Counterpoint knows",
            step="update Counterpoint, or extract the record again",
        )
    return about


def refuse_foreign(path: Path) -> None:
    """Nothing but a saved record or an empty folder may be replaced; raises RecordError for anything else."""
    is_empty = path.is_dir() and not any(path.iterdir())
    if path.exists() and not is_empty and not is_saved(path):
        raise RecordError(
            f"{path} holds something else than a saved record, so it is not replaced",
            works="a path where nothing is yet, or a saved record",
            step="choose another name",
        )


def _foreign(path: Path, reason: str) -> RecordError:
    return RecordError(
        f"{path} is not a saved record: {reason}",
        works="a folder that Record.save wrote",
        step="choose that folder, or use toolkit.open_corpus to read news articles",
    )


def incomplete(file: Path, reason: str) -> RecordError:
    """The error for a file of a saved record that is missing, cut off or damaged."""
    return RecordError(
        f"{file} cannot be read whole: {reason}",
        works="the files as Record.save wrote them",
        step="copy the folder again from where it is complete, or extract and save the record again",
    )


def _misshapen(column: str, reason: str) -> RecordError:
    return RecordError(
        f"the column {column!r} cannot be saved: {reason}",
        works=f"values of the shape {_LISTS[column]}",
        step="make the values as the contract of the table says",
    )
