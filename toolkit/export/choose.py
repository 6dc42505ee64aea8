"""The name of the file says in which format the tables are written."""

from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

from toolkit.errors import RecordError
from toolkit.export import folder, jsonl, xlsx
from toolkit.record import Record, store

FORMATS: MappingProxyType[str, Callable[[Record, Path], Path]] = MappingProxyType(
    {"": folder.write, ".xlsx": xlsx.write, ".jsonl": jsonl.write}
)
"""Suffix to writer; the empty suffix is a folder."""


def write(record: Record, out: str | Path) -> Path:
    """The Record is written whole to `out`, or `out` is left as it was; the suffix of `out` chooses the format.

    No suffix: a folder of CSV and Parquet files; `.xlsx`: a workbook; `.jsonl`: one line a statement. Returns the
    path. Raises RecordError for any other suffix, and where nothing can be written.
    """
    path = check(out)
    return FORMATS[path.suffix.lower()](record, path)


def check(out: str | Path) -> Path:
    """The absolute path of `out`, once it is sure that its suffix is a format and that nothing else would be replaced.

    Raises RecordError otherwise, so that a long extraction need not be waited for to learn it.
    """
    path = Path(out).absolute()
    if path.suffix.lower() not in FORMATS:
        raise RecordError(
            f"{path.name!r} ends in {path.suffix!r}, which is no format of this package",
            works="a name without a suffix for a folder of CSV and Parquet files, .xlsx, or .jsonl",
            step="choose one of these names",
        )
    if not path.suffix:
        store.refuse_foreign(path)
    elif path.is_dir():
        raise RecordError(
            f"{path} is a folder, so it is not replaced by a file",
            works="a name that is not taken by a folder",
            step="choose another name",
        )
    return path
