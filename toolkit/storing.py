"""A corpus of any size becomes a saved record, through its store: resumed after a stop, and never whole in memory."""

import os
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import pandas as pd

from toolkit.engine import Progress, Shelf, Team, finished, keep
from toolkit.errors import EngineError
from toolkit.preparing import Prepared
from toolkit.record import Record, load, save_pieces
from toolkit.tables import empty

Store = str | os.PathLike[str] | bool | None

NAME = "store.duckdb"
LARGE = 500
"""Articles from which on a corpus is worked through a store unless it is said otherwise: some minutes of work."""


def file_of(store: Store, home: Path | None, articles: int) -> Path | None:
    """Where the store of a corpus lies, or None where it is to be worked on in memory.

    True is the file `store.duckdb` in `home`, the folder of decisions beside the corpus; None is the same for a large
    corpus whose folder can be written, and no store for any other; False is none. Raises EngineError for True without
    a folder, and for the name of a folder.

    >>> file_of("my.duckdb", None, 3).name, file_of(None, None, 10_000)
    ('my.duckdb', None)
    """
    if isinstance(store, bool) or store is None:
        if store is True and home is None:
            raise EngineError(
                "there is no folder beside this corpus to keep a store in",
                works="articles that toolkit.read read from files, or a store with a name",
                step='name the file, as in store="my corpus.duckdb"',
            )
        wanted = store is True or (store is None and articles >= LARGE and home is not None and _writable(home))
        return home / NAME if wanted and home is not None else None
    file = Path(store)
    if file.is_dir():
        raise EngineError(
            f"{file} is a folder", works="the name of a file for the store", step=f"say store={str(file / NAME)!r}"
        )
    return file


def _writable(home: Path) -> bool:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(home, os.W_OK)


def record_of(file: Path) -> Path:
    """The folder in which the record of a store lies.

    >>> record_of(Path("news/store.duckdb")).as_posix()
    'news/store.record'
    """
    return file.with_suffix(".record")


def through(
    shelf: Shelf, articles: Iterable[pd.DataFrame], team: Team, ready: Prepared, *, progress: Progress | None = None
) -> Record:
    """The Record of the articles, opened where it lies: beside the store, which knows what was done before.

    `articles` are frames of ARTICLES, which are gone through once. Raises EngineError and ModelError as `engine.keep`,
    PartyError for parties that cannot be used, RecordError where the record cannot be written.
    """
    keep(shelf, articles, team, progress=progress)
    pieces = finished(shelf, team, ready.parties)
    early = [{"REFUSED": ready.about.get("refused", empty("REFUSED"))}]
    kept = {"party_colours": dict(ready.about.get("party_colours", {}))}
    folder = record_of(shelf.file)
    save_pieces(folder, chain(early, pieces), ready.about["provenance"], home=ready.home, about=kept)
    shelf.finish()
    return load(folder, home=ready.home)
