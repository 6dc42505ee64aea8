"""What the cells of a column hold: words, addresses, days, names, languages."""

import re
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from toolkit.sources.column_dates import looks_like_day
from toolkit.sources.languages import code_of
from toolkit.text import count_words

# So great a share of the filled cells must be of one kind to say that the column is.
MOST = 0.8
# Half of the cells of a column of reports have so many words or more; those of teasers and comments seldom do.
REPORT_WORDS = 40
# A column beside it with so many times the words holds the reports rather than the one that is named so.
OUTWEIGHS = 4
_URL = re.compile(r"(?:https?://|www\.)[^\s]+\Z", re.IGNORECASE)
# What spreadsheets and databases write into an empty cell, or where a formula has failed.
_NOTHING = re.compile(
    r"nan|nat|none|null|n/?a|<na>|#(?:n/?a|ref!|value!|name\?|div/0!|num!|null!)|-|\\n", re.IGNORECASE
)
_MEASURED = 20_000  # characters of a cell whose words are counted


def words_of(cell: Any) -> str:
    """A cell as text without white space around it; empty for one that holds nothing, or a sign for nothing.

    >>> words_of(" Talks end "), words_of(None), words_of("#N/A")
    ('Talks end', '', '')
    """
    if cell is None or (isinstance(cell, float) and cell != cell):  # noqa: PLR0124  only a missing number differs
        return ""
    printed = str(cell).strip()
    return "" if len(printed) < 9 and _NOTHING.fullmatch(printed) else printed


@dataclass(frozen=True)
class Content:
    """What a sample of the cells of one column says of the column; empty cells are left aside."""

    cells: Sequence[Any]

    @cached_property
    def filled(self) -> list[Any]:
        """The cells that hold something."""
        return [cell for cell in self.cells if words_of(cell)]

    @cached_property
    def words(self) -> float:
        """Words in the middle cell, 0 for an empty column."""
        counts = [count_words(words_of(cell)[:_MEASURED]) for cell in self.filled if isinstance(cell, str)]
        return statistics.median(counts) if counts else 0.0

    def share(self, test: Callable[[Any], bool]) -> float:
        """The share of the filled cells that pass a test."""
        return sum(map(test, self.filled)) / len(self.filled) if self.filled else 0.0

    @cached_property
    def urls(self) -> float:
        """The share of cells that are web addresses."""
        return self.share(is_url)

    @cached_property
    def days(self) -> float:
        """The share of cells that are dates."""
        return self.share(looks_like_day)

    def fits(self, field: str) -> bool:
        """Whether the cells can be what a name says they are; an empty column can be anything."""
        return not self.filled or _FITS[field](self)

    def is_kind(self, field: str) -> str:
        """What shows that these are a field's cells though no name says so; empty where nothing does."""
        return _KINDS[field](self) if self.filled and field in _KINDS else ""


def is_url(cell: Any) -> bool:
    """Whether a cell is a web address and nothing else.

    >>> is_url("https://example.org/a"), is_url("see https://example.org/a")
    (True, False)
    """
    return isinstance(cell, str) and _URL.match(cell.strip()) is not None


def _lettered(cell: Any) -> bool:
    return any(letter.isalpha() for letter in words_of(cell)[:200])


_FITS: Mapping[str, Callable[[Content], bool]] = {
    "text": lambda one: one.share(_lettered) > 0 and one.urls < MOST and one.days < MOST,
    "title": lambda one: one.share(_lettered) > 0 and one.urls < MOST and one.words <= 2 * REPORT_WORDS,
    "outlet": lambda one: one.share(_lettered) > 0 and one.urls < MOST and one.words <= REPORT_WORDS / 2,
    "author": lambda one: one.share(_lettered) > 0 and one.urls < MOST and one.words <= REPORT_WORDS,
    "published": lambda one: one.days > 0,
    "url": lambda one: one.urls > 0,
    "language": lambda one: one.share(lambda cell: bool(code_of(words_of(cell)))) >= MOST,
}


def _text(one: Content) -> str:
    return f"its cells are the longest, {one.words:.0f} words in the middle" if one.words >= REPORT_WORDS else ""


# Only what cannot well be anything else: a short text may be a headline, a section or a place.
_KINDS: Mapping[str, Callable[[Content], str]] = {
    "text": _text,
    "published": lambda one: "its cells are dates" if one.days >= MOST else "",
    "url": lambda one: "its cells are web addresses" if one.urls >= MOST else "",
}
