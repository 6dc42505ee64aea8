"""Files become ARTICLES one after the other, however many they are: only what tells copies apart is held in memory."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, overload

import pandas as pd

from toolkit.sources.columns import using
from toolkit.sources.finding import Found, Paths, Refusal, find
from toolkit.sources.reading import name_duplicates, nothing_read, rows_of_files, warn_of
from toolkit.tables import frame

Row = dict[str, Any]

CHUNK = 200
"""Articles that are put away together."""


class Park(Protocol):
    """Where articles lie between being read and being compared with each other."""

    def clear(self) -> None:
        """Nothing is put away yet."""

    def park(self, articles: pd.DataFrame, stories: Sequence[str]) -> None:
        """Put some more articles away, with the words by which copies are found."""

    def parked_stories(self, places: Sequence[int]) -> list[str]:
        """The stories at some places, in the order of `places`."""

    def parked(self) -> Iterator[pd.DataFrame]:
        """The articles in the order in which they were put away, some at a time."""


@dataclass(frozen=True)
class Streamed:
    """Articles that were read and put away: gone through, they come as frames of ARTICLES, some at a time.

    `refused` lists what was set aside, `undated` the ids of articles without a day, `articles` says how many there are.
    """

    articles: int
    refused: list[Refusal]
    undated: list[str]
    _park: Park
    _changes: dict[int, Row] = field(default_factory=dict)

    def __iter__(self) -> Iterator[pd.DataFrame]:
        place = 0
        for chunk in self._park.parked():
            changed = [(row, self._changes[place + row]) for row in range(len(chunk)) if place + row in self._changes]
            place += len(chunk)
            yield _with(chunk, changed)


def stream(paths: Paths, park: Park, *, columns: Any = None, found: Found | None = None) -> Streamed:
    """The articles of the paths, the same that `reading.read` gives, in the same order, with the same warnings.

    They are put into `park` as they are read. `found` is what `find` gave for the paths, where they were walked before.
    Raises SourceError when no article can be read, and for `columns` that are none.
    """
    park.clear()
    files, refused = find(paths) if found is None else found
    waiting: list[Row] = []
    light: list[Row] = []
    with using(columns):
        for row in rows_of_files(files, refused):
            light.append(_light(row, len(light)))
            waiting.append(row)
            if len(waiting) == CHUNK:
                _put(park, waiting)
                waiting = []
    _put(park, waiting)
    if not light:
        raise nothing_read(paths, refused)
    warn_of(refused)
    before = [row["article_id"] for row in light]
    name_duplicates(light, stories=lambda places: _Stories(park, places))
    changes = {
        row["place"]: {name: row[name] for name in ("article_id", "duplicate_of", "notes")}
        for row, earlier in zip(light, before, strict=True)
        if row["duplicate_of"] or row["article_id"] != earlier
    }
    undated = [row["article_id"] for row in light if row["published"] is None]
    return Streamed(len(light), refused, undated, park, changes)


def _light(row: Row, place: int) -> Row:
    """What is needed of an article to tell whether it repeats another."""
    kept = {name: row[name] for name in ("article_id", "published", "source", "own")}
    return {**kept, "place": place, "story": _digest(row["story"]), "notes": "", "duplicate_of": ""}


def _digest(story: str) -> str:
    return hashlib.sha256(story.encode("utf-8", "surrogatepass")).hexdigest() if story else ""


def _put(park: Park, rows: list[Row]) -> None:
    if rows:
        articles = frame("ARTICLES", [{key: row[key] for key in row if key not in ("story", "own")} for row in rows])
        park.park(articles, [row["story"] for row in rows])


def _with(chunk: pd.DataFrame, changed: list[tuple[int, Row]]) -> pd.DataFrame:
    if not changed:
        return chunk
    made = chunk.copy()
    for row, new in changed:
        notes = "; ".join(filter(None, [str(made["notes"].iloc[row]), new["notes"]]))
        for name, value in {**new, "notes": notes}.items():
            made.loc[made.index[row], name] = value
    return made


class _Stories(Sequence[str]):
    """The stories at some places, fetched when they are looked at."""

    def __init__(self, park: Park, places: Sequence[int]) -> None:
        self._park, self._places = park, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return self._park.parked_stories(self._places[at])
        return self._park.parked_stories([self._places[at]])[0]

    def __iter__(self) -> Iterator[str]:
        for low in range(0, len(self), CHUNK):
            yield from self[low : low + CHUNK]
