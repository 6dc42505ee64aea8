"""The store of one corpus: what was found in each article, kept batch by batch in one DuckDB file beside it.

A batch is kept whole or not at all, whatever becomes of the process; what was kept once is not analysed again, as long
as the article, the toolkit and what was asked of it are the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from toolkit import clock
from toolkit.engine.rows import framed, plain, read_words, words_of
from toolkit.errors import EngineError

LAYOUT = "counterpoint store 1"
CHUNK = 200
"""Articles that are fetched at a time."""

MEMORY, TIMES = 64, 20
"""Megabytes that the store may use, since the processes that analyse need them; and how many times the size of what is
put in together it may use beside them, so that long articles find room."""

KEPT_RUNS = 3
"""Ways to analyse (versions, rules) whose findings stay in the store, the latest ones."""

_TABLES = """
CREATE TABLE IF NOT EXISTS layout (name VARCHAR);
CREATE TABLE IF NOT EXISTS runs (run VARCHAR, used TIMESTAMP);
CREATE TABLE IF NOT EXISTS found (run VARCHAR, word VARCHAR, rows BLOB, refused BOOLEAN);
CREATE TABLE IF NOT EXISTS corpus (place BIGINT, article_id VARCHAR, word VARCHAR, row VARCHAR);
CREATE TABLE IF NOT EXISTS voices (place BIGINT, row VARCHAR);
CREATE TABLE IF NOT EXISTS parked (place BIGINT, row VARCHAR, story VARCHAR);
"""
_SETTINGS: dict[str, Any] = {
    "threads": 1, "autoinstall_known_extensions": False, "autoload_known_extensions": False,
}  # fmt: skip
_FOUND_BESIDE = """SELECT row, corpus.word, rows FROM corpus JOIN found ON found.word = corpus.word
    WHERE corpus.place BETWEEN $1 AND $2 AND found.run = $3"""
_CORPUS = pa.schema([("place", pa.int64()), ("article_id", pa.string()), ("word", pa.string()), ("row", pa.string())])
_FOUND = pa.schema([("run", pa.string()), ("word", pa.string()), ("rows", pa.binary()), ("refused", pa.bool_())])
_PARKED = pa.schema([("place", pa.int64()), ("row", pa.string()), ("story", pa.string())])
_VOICES = pa.schema([("place", pa.int64()), ("row", pa.string())])


class Shelf:
    """Holds the connection to a store; `opened` makes one and closes it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, file: Path) -> None:
        self._connection = connection
        self._parked = 0
        self._memory = MEMORY
        self.file = file

    def _ask(self, words: str, *values: Any) -> list[tuple[Any, ...]]:
        with _said(self.file):
            return self._connection.execute(words, values).fetchall()

    def _put(self, table: str, schema: pa.Schema, rows: Sequence[tuple[Any, ...]]) -> None:
        """Append the rows whole or not at all."""
        columns = list(zip(*rows, strict=True)) or [()] * len(schema)
        given = pa.table(
            [pa.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)], schema=schema
        )
        with _said(self.file):
            self._make_room(given.nbytes)
            self._connection.execute(f"INSERT INTO {table} SELECT * FROM given")  # noqa: S608 - a name of ours
        del given

    def _make_room(self, size: int) -> None:
        """The store may use as much memory as rows of so many bytes together ask for, and never less again."""
        wanted = MEMORY + TIMES * size // 1_000_000
        if wanted > self._memory:
            self._memory = wanted
            self._connection.execute(f"SET memory_limit = '{wanted}MB'")

    def park(self, articles: pd.DataFrame, stories: Sequence[str]) -> None:
        """Articles are put away until all are read, each with the words by which copies are found."""
        rows = [words_of(row) for row in plain(articles, "ARTICLES")]
        self._put("parked", _PARKED, list(zip(count(self._parked), rows, stories, strict=False)))
        self._parked += len(rows)

    def parked_stories(self, places: Sequence[int]) -> list[str]:
        """The stories of parked articles, in the order of `places`."""
        asked = "SELECT place, story FROM parked WHERE place BETWEEN ? AND ? AND list_contains(?, place)"
        found = dict(self._ask(asked, min(places), max(places), list(places))) if places else {}
        return [found[place] for place in places]

    def parked(self) -> Iterator[pd.DataFrame]:
        """The parked articles in the order in which they came, some at a time."""
        for first in range(0, self._parked, CHUNK):
            asked = "SELECT row FROM parked WHERE place BETWEEN ? AND ? ORDER BY place"
            yield framed("ARTICLES", [read_words(row) for (row,) in self._ask(asked, first, first + CHUNK - 1)])

    def clear(self) -> None:
        """No article is parked."""
        self._ask("DELETE FROM parked")
        self._parked = 0

    def begin(self, run: str) -> None:
        """A run of this kind begins: there is no corpus yet, and findings of kinds not used for long are dropped."""
        self._ask("BEGIN")
        self._ask("DELETE FROM corpus")
        self._ask("DELETE FROM voices")
        self._ask("DELETE FROM runs WHERE run = ?", run)
        self._ask("INSERT INTO runs VALUES (?, now())", run)
        late = "SELECT run FROM runs ORDER BY used DESC LIMIT ?"
        self._ask(f"DELETE FROM found WHERE run NOT IN ({late})", KEPT_RUNS)  # noqa: S608 - a constant
        self._ask(f"DELETE FROM runs WHERE run NOT IN ({late})", KEPT_RUNS)  # noqa: S608 - a constant
        self._ask("COMMIT")

    def put_articles(self, articles: pd.DataFrame, words: Sequence[str], *, first: int) -> None:
        """Articles, from the place `first` on, are of the corpus; each with its word (`fingerprint.of_articles`)."""
        rows = [words_of(row) for row in plain(articles, "ARTICLES")]
        places = range(first, first + len(articles))
        self._put("corpus", _CORPUS, list(zip(places, articles["article_id"], words, rows, strict=True)))

    def keep(self, run: str, words: Sequence[str], found: Sequence[bytes], *, refused: Sequence[bool]) -> None:
        """What was found in some articles is kept, for all of them or for none."""
        self._put("found", _FOUND, [(run, *row) for row in zip(words, found, refused, strict=True)])

    def put_voices(self, first: int, voices: Sequence[Any]) -> None:
        """The voices of some articles, in order, the first of which has the place `first`."""
        self._put("voices", _VOICES, [(first + number, words_of(one)) for number, one in voices])

    def missing(self, run: str) -> list[int]:
        """The places of the articles that were not analysed yet, in order."""
        known = "SELECT 1 FROM found WHERE run = ? AND found.word = corpus.word"
        asked = f"SELECT place FROM corpus WHERE NOT EXISTS ({known}) ORDER BY place"  # noqa: S608 - a constant
        return [place for (place,) in self._ask(asked, run)]

    def articles(self, places: Sequence[int]) -> tuple[pd.DataFrame, list[str]]:
        """The articles at some places, in order, with their words."""
        asked = "SELECT row, word FROM corpus WHERE place BETWEEN ? AND ? AND list_contains(?, place) ORDER BY place"
        found = self._ask(asked, min(places), max(places), list(places)) if places else []
        return framed("ARTICLES", [read_words(row) for row, _ in found]), [word for _, word in found]

    def spoil(self, run: str, word: str, rows: bytes) -> None:
        """In place of what was found in an article stands that it was set aside."""
        self._ask("BEGIN")
        self._ask("DELETE FROM found WHERE found.run = ? AND found.word = ?", run, word)
        self._ask("INSERT INTO found VALUES (?, ?, ?, true)", run, word, rows)
        self._ask("COMMIT")

    def chunks(self, run: str, *, size: int = CHUNK // 2) -> Iterator[tuple[int, pd.DataFrame, list[str], list[bytes]]]:
        """The corpus in its order: the first place, some articles, their words, and what was found in each."""
        self._ask(
            """CREATE OR REPLACE TEMP TABLE located AS SELECT place, min(found.rowid) AS spot
            FROM corpus JOIN found ON found.word = corpus.word WHERE run = ? GROUP BY place""", run,
        )  # fmt: skip
        [(total,)] = self._ask("SELECT count(*) FROM corpus")
        quick = f"{_FOUND_BESIDE} AND found.rowid BETWEEN $4 AND $5 ORDER BY corpus.place"
        for first in range(0, total, size):
            last = min(first + size, total) - 1
            # What was found together lies together, so that between the two rows there is little else.
            between = "SELECT min(spot), max(spot) FROM located WHERE place BETWEEN ? AND ?"
            [(low, high)] = self._ask(between, first, last)
            rows = self._ask(quick, first, last, run, low, high)
            if len(rows) <= last - first:  # the store was packed meanwhile, and its rows lie elsewhere
                rows = self._ask(f"{_FOUND_BESIDE} ORDER BY corpus.place", first, last, run)
            articles = framed("ARTICLES", [read_words(row) for row, *_ in rows])
            yield first, articles, [word for _, word, _ in rows], [bytes(found) for *_, found in rows]

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """The texts of articles, by their ids."""
        wanted = list(ids)
        found = self._ask("SELECT row FROM corpus WHERE list_contains(?, article_id)", wanted) if wanted else []
        told = [read_words(row) for (row,) in found]
        return {row["article_id"]: row["text"] for row in told}

    def voices(self, first: int = 0, size: int | None = None) -> Iterator[Any]:
        """The voices that were put of so many articles from the place `first` on, or of all, in their order."""
        [(last,)] = self._ask("SELECT coalesce(max(place), -1) FROM voices")
        last = last if size is None else first + size - 1
        asked = "SELECT row FROM voices WHERE place BETWEEN ? AND ? ORDER BY place, rowid"
        for low in range(first, last + 1, CHUNK):
            for (row,) in self._ask(asked, low, min(low + CHUNK - 1, last)):
                yield read_words(row)

    def finish(self) -> None:
        """The run is done: what was set aside is tried again by the next one."""
        self._ask("DELETE FROM found WHERE refused")
        self._ask("DELETE FROM voices")
        self.clear()
        self._ask("CHECKPOINT")


@contextmanager
def opened(file: Path) -> Iterator[Shelf]:
    """The store at `file`, made where there is none; nobody else has it open meanwhile.

    Raises EngineError where another run has it open, where it cannot be written, and for a file of another kind.
    """
    with _said(file):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _closed(file, error.strerror or str(error)) from error
        connection = duckdb.connect(str(file), config={**_SETTINGS, "memory_limit": f"{MEMORY}MB"})
    with closing(connection):
        shelf = Shelf(connection, file)
        _laid_out(shelf, connection)
        yield shelf


@contextmanager
def held() -> Iterator[Shelf]:
    """A store that lies in memory, for a corpus that does too, and is gone with the block."""
    with closing(duckdb.connect(":memory:", config={**_SETTINGS, "temp_directory": ""})) as connection:
        shelf = Shelf(connection, Path(":memory:"))
        _laid_out(shelf, connection)
        yield shelf


def _laid_out(shelf: Shelf, connection: duckdb.DuckDBPyConnection) -> None:
    with _said(shelf.file):
        there = {name for (name,) in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()}
        layout = connection.execute("SELECT name FROM layout").fetchall() if "layout" in there else []
        if there and layout != [(LAYOUT,)]:
            raise EngineError(
                f"{shelf.file} is no store of this Counterpoint",
                works=f"a file that it made itself, of the layout {LAYOUT!r}",
                step="name another file for the store, or move this one away",
            )
        if not there:
            connection.execute(f"BEGIN; {_TABLES} INSERT INTO layout VALUES ('{LAYOUT}'); COMMIT")  # noqa: S608


@contextmanager
def _said(file: Path) -> Iterator[None]:
    """What DuckDB raises becomes an error that says what can be done about it."""
    try:
        with clock.timed("store"):
            yield
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        if "conflicting lock" in reason.lower():
            raise EngineError(
                f"another run is at work on the store {file}",
                works="one run at a time on one store",
                step="wait until it is done or stop it, or name another store for this run",
            ) from error
        raise _closed(file, reason) from error


def _closed(file: Path, reason: str) -> EngineError:
    return EngineError(
        f"the store {file} cannot be used: {reason}",
        works="a file of Counterpoint's that you may write, on a disk with room",
        step="make room, or correct its rights, and say the same again: what was done is kept; or name another store",
    )
