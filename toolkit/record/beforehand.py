"""What stands before a record: the paths of a corpus, and the mapping of columns that is kept beside it."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit import sources
from toolkit.record import sidecar

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
_COLUMNS = "columns"  # the mapping of columns, beside the corpus


def preview(paths: Paths | pd.DataFrame, *, columns: Any = None, limit: int = 20, save: bool = False) -> pd.DataFrame:
    """What `read` would make of the same paths, article by article, and what it would refuse, without extracting.

    One row is one article or one refusal; its columns and `attrs` are written at `toolkit.sources.preview`. With `save`
    the mapping of the columns is kept as `.counterpoint/columns.json` beside the corpus, and `read` uses it. Raises
    SourceError for `columns` that are none, RecordError where the mapping cannot be kept.
    """
    several, corpus = given(paths)
    wanted = columns_of(corpus, columns)
    shown = sources.preview(several, columns=wanted, limit=limit)
    if save:
        sidecar.write(sidecar.home_of(corpus), "", _COLUMNS, sources.mapping_of(shown))
    return shown


def given(paths: Any) -> tuple[Any, list[str]]:
    """What the reader is given, and the paths of the corpus that are there."""
    if isinstance(paths, pd.DataFrame):
        return paths, []
    listed = several(paths)
    return listed, [str(Path(path).absolute()) for path in listed if there(path)]


def columns_of(corpus: list[str], columns: Any) -> dict[str, Any]:
    """Which column holds what: as it is said, and where nothing is said, as it was kept beside these paths."""
    kept = sources.as_columns(sidecar.read(sidecar.home_of(corpus), "", _COLUMNS))
    return {**kept, **sources.as_columns(columns)}


def several(paths: Paths) -> list[Any]:
    """One path or several as a list; what is no path at all is left for the reader to refuse with its reason."""
    return [paths] if isinstance(paths, str | os.PathLike) or not isinstance(paths, Iterable) else list(paths)


def there(path: Any) -> bool:
    """Whether this is a path, and something lies at it."""
    return isinstance(path, str | os.PathLike) and Path(path).exists()
