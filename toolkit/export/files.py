"""Files that are written whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.errors import RecordError


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
        raise RecordError(
            f"{path} cannot be written: {error.strerror or error}",
            works="a name of a file in a folder that you may write to, not open in another program",
            step="close the file where it is open, or choose another name",
        ) from error
    finally:
        fresh.unlink(missing_ok=True)
