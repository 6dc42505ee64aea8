"""Files and folders that are written whole or not at all."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from toolkit.errors import RecordError, unwritable


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """What is written to the path given inside takes the place of `path` at the end, or is thrown away on an error.

    Raises RecordError when `path` is a folder or cannot be written.
    """
    fresh = path.with_name(f".{path.stem}.{os.getpid()}.part{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield fresh
        fresh.replace(path)
    except OSError as error:
        raise unwritable(
            path,
            error,
            kind=RecordError,
            works="a name of a file in a folder that you may write to, not open in another program",
            step="close the file where it is open, or choose another name",
        ) from error
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def told(path: Path, about: dict[str, Any]) -> Iterator[Path]:
    """As `whole`, with a second file beside it, `NAME.SUFFIX.provenance.json`, for formats without room for `about`."""
    # The file itself takes its name first: where it cannot, the one beside it stays true to what is there.
    with whole(path.with_name(f"{path.name}.provenance.json")) as beside, whole(path) as fresh:
        beside.write_text(json.dumps(about, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        yield fresh


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """What is written to the folder given inside becomes the folder `path` at the end, or is thrown away on an error.

    Raises RecordError when something is there already, an empty folder aside, or nothing can be written.
    """
    refuse_taken(path)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        fresh.mkdir(parents=True)
        yield fresh
        if path.exists():
            path.rmdir()
        fresh.rename(path)
    except OSError as error:
        raise unwritable(path, error, kind=RecordError) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def refuse_taken(path: Path) -> None:
    """Raise RecordError where `path` holds something: what people changed in it is never replaced."""
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise RecordError(
            f"{path} is there already, and what is in it may have been worked on, so it is not replaced",
            works="a path where nothing is yet, or an empty folder",
            step="choose another name, or move it away",
        )
