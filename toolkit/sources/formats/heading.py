"""The row of a table that names its columns: the first, one below a title, or two that merged cells make one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.sources.column_content import is_url, words_of
from toolkit.sources.column_dates import looks_like_day
from toolkit.sources.column_names import FIELDS, plain, rank
from toolkit.sources.columns import DATES, chosen

SEARCHED = 20
"""The names of the columns stand in one of so many first rows."""

# No name of a column has so many characters.
_LONGEST_NAME = 100

Cells = Sequence[Any]


@dataclass(frozen=True)
class Heading:
    """The names of the columns, how many rows stand before the first report, and what is to be told of it.

    `fields` is how many known fields the names tell.
    """

    names: tuple[str, ...]
    before: int
    note: str
    fields: int


def heading(rows: Sequence[Cells]) -> Heading:
    """Of the first rows, the one whose names tell most of an article, the upper of equals; else the first filled one.

    Two rows are taken as one where the lower fills what merged cells leave empty in the upper, and both together tell
    more. Where no row holds names, and the first holds a report, a day or an address, the columns are named "column 1"
    and on. Names are trimmed; what stands to the right of the last name is none of the table.

    >>> heading([["Export of 2 May", None], ["Headline", "Body"], ["Talks end", "Nobody spoke."]])
    Heading(names=('Headline', 'Body'), before=2, note='the names of the columns stand in row 2', fields=2)
    """
    first = next((place for place, row in enumerate(rows) if any(map(words_of, row))), None)
    if first is None:
        return Heading((), len(rows), "", 0)
    # A row that tells two fields names columns, though one of its names be a day.
    told = [(_fields(row), place, row) for place, row in enumerate(rows[:SEARCHED])]
    found = [one for one in told if one[0] > 1 or _may_name(one[2])]
    fields, place, row = max(found, key=lambda one: (one[0], -one[1]), default=(0, first, rows[first]))
    double = _doubled(rows, fields)
    if double:
        row, place, fields = double
    if fields:
        where = f"rows {place} and {place + 1}" if double else f"row {place + 1}"
        below = "" if place == first else f"the names of the columns stand in {where}"
        return Heading(_names(row), place + 1, below, fields)
    if any(_is_value(cell) for cell in rows[first]):
        names = tuple(f"column {number}" for number in range(1, len(_trimmed(rows[first])) + 1))
        return Heading(names, first, "no row holds names of columns", 0)
    # A title above the table has one cell, and the row of names has several.
    several = (place for place, row in enumerate(rows[:SEARCHED]) if len(_trimmed(row)) > 1 and _may_name(row))
    place = next(several, first) if len(_trimmed(rows[first])) == 1 else first
    below = "" if place == first else f"the names of the columns stand in row {place + 1}"
    return Heading(_names(rows[place]), place + 1, below, 0)


def _fields(row: Cells) -> int:
    """How many fields the names of a row tell, those that the analyst named among them."""
    names = [name for name in _names(row) if name]
    wanted = chosen()
    told = {field for field in FIELDS if any(rank(field, name) is not None for name in names)}
    plainly = {plain(name) for name in names}
    told |= {field for field, several in wanted.items() if field != DATES and plainly & {plain(one) for one in several}}
    # One name is one field, whatever it can mean: "source" alone is no more than one.
    return min(len(told), len(plainly))


def _doubled(rows: Sequence[Cells], fields: int) -> tuple[list[str], int, int] | None:
    """Two rows as one, the place of the lower one, and the fields they tell, where these are more than `fields`."""
    best = None
    for place in range(1, min(len(rows), SEARCHED)):
        upper, lower = rows[place - 1], rows[place]
        if not (_may_name(upper) and _may_name(lower) and any(words_of(cell) for cell in upper)):
            continue
        width = max(len(upper), len(lower))
        low, high = (_padded([words_of(cell) for cell in row], width) for row in (lower, upper))
        names = [below or above for below, above in zip(low, high, strict=True)]
        # A row of reports has cells that are no names of anything.
        named = all(not below or any(rank(field, below) is not None for field in FIELDS) for below in low)
        if named and _fields(names) > fields:
            best, fields = (names, place, _fields(names)), _fields(names)
    return best


def _padded(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))


def _may_name(row: Cells) -> bool:
    return any(map(words_of, row)) and not any(_is_value(cell) for cell in row)


def _is_value(cell: Any) -> bool:
    """Whether a cell is a report, a day or an address, and no name of a column."""
    return len(words_of(cell)) > _LONGEST_NAME or is_url(cell) or looks_like_day(cell)


def _names(row: Cells) -> tuple[str, ...]:
    return tuple(" ".join(words_of(cell).split()) for cell in _trimmed(row))


def _trimmed(row: Cells) -> list[Any]:
    cells = list(row)
    while cells and not words_of(cells[-1]):
        cells.pop()
    return cells
