"""Which column of a table holds what: named by the analyst, told by its name, or by what its cells hold."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple

import pandas as pd

from toolkit.errors import SourceError
from toolkit.sources.column_content import OUTWEIGHS, REPORT_WORDS, Content
from toolkit.sources.column_dates import ORDERS
from toolkit.sources.column_names import FIELDS, OTHER_DAYS, OTHER_URLS, SHORT, plain, rank

DATES = "dates"
"""The key of a mapping that says how 3/4/2023 is read: "dmy", the day first, or "mdy", the month first."""

SAMPLE = 300
"""Rows of a table that are looked at to tell its columns by what they hold."""

Columns = Mapping[str, tuple[str, ...]]
_KNOWN = f"{', '.join(FIELDS)}, and {DATES} with one of {', '.join(ORDERS)}"
_NOT_BY_CONTENT = {"text": SHORT, "published": OTHER_DAYS, "url": OTHER_URLS}
# So many of the first names of the text can mean nothing else; "article" may be a number.
_MEANT = 7
# More columns are not listed in a message.
_SHOWN = 12
_seen: ContextVar[list["Table"] | None] = ContextVar("tables", default=None)
_chosen: ContextVar[Columns] = ContextVar("columns", default=MappingProxyType({}))


class Guess(NamedTuple):
    """Where a field of an article stands in a table: the column's name and place, counted from 0, and why."""

    column: str
    place: int
    reason: str


class Table(NamedTuple):
    """What one table was read as: its columns, which of them hold what, and how many of its dates are two days."""

    names: tuple[str, ...]
    found: Mapping[str, Guess]
    doubtful: int


def guess_columns(
    header: pd.DataFrame | Sequence[Any], rows: Iterable[Sequence[Any]] = (), *, columns: Any = None
) -> dict[str, Guess]:
    """Every field has one column at most, each column one field, and each says why: a doubtful one has none.

    `header` holds the names of the columns and `rows` some rows below it, or `header` is a frame. Keys are of `FIELDS`.
    What `columns` names comes first (see `as_columns`); then the names in a dozen languages and spellings, as long as
    the cells can be what the name says; then the cells: the one column of web addresses, the one of dates, the one with
    by far the longest text. A column of summaries or comments is never taken for the text, one of days of updating or
    access never for the day of publication. Raises SourceError where `columns` names a text that is not there.

    >>> guess_columns(["Überschrift", "Fecha", "Volltext", "page"])["published"]
    Guess(column='Fecha', place=1, reason='its name')
    """
    if isinstance(header, pd.DataFrame):
        sample = header.head(SAMPLE)
        header, rows = list(header.columns), list(sample.itertuples(index=False))
    names, cells = [str(name) for name in header], list(islice(rows, SAMPLE))
    content = [Content([row[place] for row in cells if place < len(row)]) for place in range(len(names))]
    wanted = as_columns(columns)
    found = _named_by_analyst(names, wanted)
    left = [field for field in FIELDS if field not in found and wanted.get(field) != ()]
    for field in left:
        if guess := _by_name(field, names, content, _taken(found)):
            found[field] = guess
    for field in ("url", "published", "text"):
        if field in left and (guess := _by_content(field, names, content, found)):
            found[field] = guess
    return {field: found[field] for field in FIELDS if field in found}


def as_columns(given: Any) -> Columns:
    """A mapping of columns as it is kept: a field of `FIELDS` to the names of columns, of which the first there counts.

    `given` maps fields to one name or several, or is the same in words, "text=Body,published=Datum"; an empty name says
    that the field is not to be read. `dates` says how 3/4/2023 is read. Raises SourceError for another field, and for
    what is no mapping.

    >>> as_columns({"text": "Body", "published": ["Datum", "Date"], "outlet": "", "dates": "dmy"})
    {'text': ('Body',), 'published': ('Datum', 'Date'), 'outlet': (), 'dates': ('dmy',)}
    """
    if given is None:
        return {}
    if isinstance(given, str):
        given = _as_mapping(given)
    if not isinstance(given, Mapping):
        raise _unusable(f"columns cannot be taken from {type(given).__name__} {repr(given)[:60]}")
    kept: dict[str, tuple[str, ...]] = {}
    for field, names in given.items():
        if field not in (*FIELDS, DATES):
            raise _unusable(f"{repr(field)[:60]} is nothing that a column tells of an article")
        several = [names] if isinstance(names, str) or not isinstance(names, Iterable) else list(names)
        kept[field] = tuple(str(name).strip() for name in several if name is not None and str(name).strip())
    if DATES in kept and (len(kept[DATES]) != 1 or kept[DATES][0] not in ORDERS):
        raise _unusable(f"{DATES} cannot be {given[DATES]!r}")
    return kept


def _as_mapping(words: str) -> dict[str, str]:
    """A name may hold a comma, or the sign =, as long as no field follows."""
    parts = re.split(rf",\s*(?=(?:{'|'.join((*FIELDS, DATES))})\s*=)", words.strip())
    pairs = [part.partition("=") for part in parts]
    if strange := next((part for part, sign, _ in pairs if not sign), ""):
        raise _unusable(f"{strange[:60]!r} names no column")
    return {field.strip(): name.strip() for field, _, name in pairs if field.strip()}


@contextmanager
def using(columns: Any) -> Iterator[list[Table]]:
    """Every table that is read inside, in archives too, is read with these columns, and is told in the list.

    Raises what `as_columns` raises.

    >>> with using({"text": "Wortlaut"}):
    ...     chosen()
    {'text': ('Wortlaut',)}
    """
    seen: list[Table] = []
    tokens = _chosen.set(as_columns(columns)), _seen.set(seen)
    try:
        yield seen
    finally:
        _chosen.reset(tokens[0])
        _seen.reset(tokens[1])


def chosen() -> Columns:
    """The columns that the analyst named for what is being read, empty where none were."""
    return _chosen.get()


def tell(table: Table) -> None:
    """A reader says what it read a table as, to whoever reads inside `using`."""
    seen = _seen.get()
    if seen is not None:
        seen.append(table)


def listed(names: Sequence[Any]) -> str:
    """The names of columns for a message, those that are empty only counted.

    >>> listed(["title", "", "price"])
    "'title', 'price' beside 1 empty cell"
    """
    filled = [repr(str(name).strip()[:40]) for name in names if name is not None and str(name).strip()]
    empty = len(names) - len(filled)
    more = f" and {len(filled) - _SHOWN} more" if len(filled) > _SHOWN else ""
    blank = f" beside {empty} empty cell{'s' if empty > 1 else ''}" if empty else ""
    return (", ".join(filled[:_SHOWN]) or "nothing") + more + blank


def _unusable(problem: str) -> SourceError:
    return SourceError(
        problem, works=_KNOWN, step='write columns={"text": "Body", "published": "Datum", "dates": "dmy"}'
    )


def _named_by_analyst(names: Sequence[str], wanted: Columns) -> dict[str, Guess]:
    places = {plain(name): place for place, name in reversed(list(enumerate(names)))}
    exact = {name: place for place, name in reversed(list(enumerate(names)))}
    found = {}
    for field, several in wanted.items():
        there = [exact.get(name, places.get(plain(name))) for name in several if field != DATES]
        place = next((one for one in there if one is not None), None)
        if place is not None:
            found[field] = Guess(names[place], place, "you named it")
    if wanted.get("text") and "text" not in found:
        raise SourceError(
            f"the table has no column {' or '.join(map(repr, wanted['text']))}; its columns are {listed(names)}",
            works="the name of a column that the table has",
            step='name the column of this table too, as in columns={"text": ["Body", "Volltext"]}',
        )
    return found


def _taken(found: Mapping[str, Guess]) -> set[int]:
    return {guess.place for guess in found.values()}


def _by_name(field: str, names: Sequence[str], content: Sequence[Content], taken: set[int]) -> Guess | None:
    ranked = [(rank(field, name), place) for place, name in enumerate(names) if place not in taken]
    named = [(order, place) for order, place in ranked if order is not None]
    fitting = [one for one in named if content[one[1]].fits(field)]
    if field == "text" and not fitting:
        # Such a column is meant for reports even where its cells are none: each row says so.
        fitting = [one for one in named if one[0] < _MEANT]
    if not fitting:
        return None
    first = min(fitting)[0]
    # Of columns of one name, the one that is filled and has most words.
    place = max((place for order, place in fitting if order == first), key=lambda place: content[place].words)
    return Guess(names[place], place, "its name")


def _by_content(
    field: str, names: Sequence[str], content: Sequence[Content], found: Mapping[str, Guess]
) -> Guess | None:
    """The one column that can be nothing else; for the text also against a name, where another outweighs it."""
    now = found.get(field)
    if now and (field != "text" or now.reason != "its name"):
        return None
    taken = _taken(found)
    able = [
        place
        for place, name in enumerate(names)
        if place not in taken and not _NOT_BY_CONTENT[field].search(plain(name)) and content[place].is_kind(field)
    ]
    if field != "text":
        return Guess(names[able[0]], able[0], content[able[0]].is_kind(field)) if len(able) == 1 else None
    able.sort(key=lambda place: -content[place].words)
    if not able or content[able[0]].words < _outweighed(able, now, content):
        return None
    beside = f"; those of {now.column!r} have {content[now.place].words:.0f}" if now else ""
    return Guess(names[able[0]], able[0], content[able[0]].is_kind(field) + beside)


def _outweighed(able: Sequence[int], now: Guess | None, content: Sequence[Content]) -> float:
    """How many words the longest column must have to be the text: far more than the named one, or twice the next."""
    if now:
        return OUTWEIGHS * content[now.place].words
    return 2 * content[able[1]].words if len(able) > 1 else REPORT_WORDS
