"""The days of one column: read by the whole column, because 3/4/2023 alone is two days."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from toolkit.sources.column_names import plain

ORDERS = ("dmy", "mdy")
"""What an analyst may say of 3/4/2023: the day first, or the month first."""

# The languages whose names of months are known; dateparser ships them from the Unicode locale data (CLDR).
_LANGUAGES = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "sv",
    "da",
    "nb",
    "fi",
    "pl",
    "cs",
    "tr",
    "ru",
    "uk",
    "id",
    "ro",
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_LONGEST = 80  # characters of a printed date, its time and zone included
_YEAR_FIRST = re.compile(r"(?<!\d)((?:18|19|20)\d\d)(?:[-/.])(\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:18|19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}(?:\.\d+)?Z?)?(?!\d)")
_CHINESE = re.compile(r"((?:18|19|20)\d\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_FIGURES = r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?"
_NUMBERS = re.compile(rf"(?<![\d./-]){_FIGURES}((?:18|19|20)\d\d)(?![\d/-])")
# Two figures of a year only where the cell begins with the date: 10.30.15 may be a time of day.
_SHORT_YEAR = re.compile(rf"{_FIGURES}(\d\d)(?![\d/.-])")
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_FILLER = frozenset(("de", "del", "of", "the", "den", "le", "el", "st", "nd", "rd", "th", "er", "di", "г"))
# Seconds and milliseconds since 1970, between 1990 and 2100; days since 1900 as a spreadsheet counts are left in doubt.
_SECONDS = range(631_152_000, 4_102_444_800)
# Two figures of a year: 70 and on are of the last century, as POSIX has it (69 there, for years that news can have).
_CENTURY_TURNS = 70


@dataclass(frozen=True)
class Days:
    """The days of a column: `days` an ISO day or "" for each cell, `notes` what is to be told of each.

    `order` is how its figures are read ("dmy", "mdy", "" where nothing tells), `reason` why, and `doubtful` counts the
    cells that hold a date which is two days.
    """

    days: tuple[str, ...]
    notes: tuple[str, ...]
    order: str
    reason: str
    doubtful: int


def days(cells: Sequence[Any], *, order: str = "") -> Days:
    """A day is told only where the column leaves no doubt; what is in doubt is missing and said.

    A cell may be a date, seconds or milliseconds since 1970, or text: year first, months by name in 18 languages, or
    figures such as 31/12/2023, in several styles within one column. Whether the day or the month stands first in
    figures is decided for each of the marks / . - by the column's own dates that can be read in one way only; `order`
    ("dmy" or "mdy") decides where these do not, or stand on both sides, and for years of two figures, which are never
    read without it. Where a spreadsheet has taken 3/4/2023 for a
    date and left 31/3/2023 as text, it may have changed day and month: these dates are in doubt too.

    >>> days(["3/4/2023", "31/3/2023", "Dec 31, 2023"]).days
    ('2023-04-03', '2023-03-31', '2023-12-31')
    >>> days(["3/4/2023"]).days, days(["3/4/2023"], order="mdy").days
    (('',), ('2023-03-04',))
    """
    read = [_read(cell) for cell in cells]
    orders = {mark: _order(read, mark) for mark in "/.-"}
    swapped = _may_be_swapped(read)
    found, notes, doubtful = [], [], 0
    for one in read:
        day, note = _decided(one, orders, order, swapped=swapped)
        doubtful += bool(note) and one.figures is not None
        found.append(day)
        notes.append(note)
    told = {decided for decided, _ in orders.values() if decided}
    used = told.pop() if len(told) == 1 else order if not told else ""
    reasons = [reason for _, reason in orders.values() if reason]
    return Days(tuple(found), tuple(notes), used, "; ".join(dict.fromkeys(reasons)), doubtful)


def looks_like_day(cell: Any) -> bool:
    """Whether a cell holds a date in any style, whichever of its figures is the month.

    >>> looks_like_day("3/4/2023"), looks_like_day("31. Dezember 2023"), looks_like_day("chapter 3")
    (True, True, False)
    """
    one = _read(cell)
    return bool(one.day) or one.figures is not None


@dataclass(frozen=True)
class _Read:
    """What one cell tells: a day, or three figures with their mark, of which the first two are in doubt."""

    printed: str = ""
    day: str = ""
    figures: tuple[int, int, int] | None = None
    mark: str = ""
    typed: bool = False
    short: bool = False
    note: str = ""


def _read(cell: Any) -> _Read:
    if isinstance(cell, dt.date):  # a datetime and a Timestamp are dates too
        day = _typed(cell)
        return _Read(str(cell) if day else "", day, typed=True)
    printed = "" if cell is None else str(cell).strip()
    if not printed or len(printed) > _LONGEST:
        return _Read(printed[:_LONGEST])
    if day := _year_first(printed) or _named(printed):
        return _Read(printed, day)
    if match := _NUMBERS.search(printed) or _SHORT_YEAR.match(printed):
        return _figures(printed, match)
    return _since_1970(printed)


def _year_first(printed: str) -> str:
    found = [pattern.search(printed) for pattern in (_YEAR_FIRST, _CHINESE)] + [_COMPACT.fullmatch(printed)]
    return next((day for match in found if match and (day := _iso(*map(int, match.groups())))), "")


def _typed(cell: dt.date) -> str:
    try:
        return f"{cell.year:04d}-{cell.month:02d}-{cell.day:02d}"
    except ValueError:  # a missing Timestamp
        return ""


def _figures(printed: str, match: re.Match[str]) -> _Read:
    one, other, year = int(match[1]), int(match[3]), int(match[4])
    short = year < 100
    if short:
        year += 1900 if year >= _CENTURY_TURNS else 2000
    if _iso(year, other, one) or _iso(year, one, other):
        note = f"the year {match[4]} read as {year}" if short else ""
        return _Read(printed, figures=(one, other, year), mark=match[2], short=short, note=note)
    return _Read(printed)


def _since_1970(printed: str) -> _Read:
    whole = printed.partition(".")[0]
    number = int(whole) if whole.isascii() and whole.isdigit() and len(whole) < 20 else 0
    seconds = number if number in _SECONDS else number // 1000
    if seconds not in _SECONDS:
        return _Read(printed)
    day = dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat()
    return _Read(printed, day, note="the day from seconds since 1970, in universal time")


def _named(printed: str) -> str:
    """The ISO day of "31. Dezember 2023", "Dec 31, 2023" and their like; empty for anything else."""
    words = [word for word in _WORDS.findall(printed) if word.lower() not in _FILLER]
    for place, word in enumerate(words):
        month = None if word.isdigit() else _months().get(plain(word))
        if month is None:
            continue
        before, after = words[place - 1 : place] if place else [], words[place + 1 : place + 3]
        if before and before[0].isdigit() and len(before[0]) <= 2 and after and _is_year(after[0]):
            return _iso(int(after[0]), month, int(before[0]))
        if len(after) == 2 and after[0].isdigit() and len(after[0]) <= 2 and _is_year(after[1]):
            return _iso(int(after[1]), month, int(after[0]))
        if place and _is_year(before[0]) and after and after[0].isdigit() and len(after[0]) <= 2:
            return _iso(int(before[0]), month, int(after[0]))
    return ""


@cache
def _months() -> Mapping[str, int]:
    """The names of the months that mean one month in all languages."""
    names: dict[str, set[int]] = {}
    for code in _LANGUAGES:
        info = import_module(f"dateparser.data.date_translation_data.{code}").info
        for number, month in enumerate(_MONTHS, start=1):
            for name in info.get(month, ()):
                names.setdefault(plain(name), set()).add(number)
    return {name: numbers.pop() for name, numbers in names.items() if len(numbers) == 1 and len(name) > 2}


def _is_year(word: str) -> bool:
    return bool(re.fullmatch(r"(?:18|19|20)[0-9]{2}", word))


def _iso(year: int, month: int, day: int) -> str:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _order(read: Sequence[_Read], mark: str) -> tuple[str, str]:
    """Which figure the month is among the dates with this mark, and what shows it; empty where nothing does."""
    # 23-12-31 may have its year first: a year of two figures shows nothing.
    figures = [one for one in read if one.figures is not None and one.mark == mark and not one.short]
    first = [one.printed for one in figures if one.figures and one.figures[0] > 12]
    second = [one.printed for one in figures if one.figures and one.figures[1] > 12]
    if first and second:
        return "", f"{first[0][:20]!r} and {second[0][:20]!r} stand in one column"
    if first:
        return "dmy", f"the day first, as in {first[0][:20]!r}"
    return ("mdy", f"the month first, as in {second[0][:20]!r}") if second else ("", "")


def _may_be_swapped(read: Sequence[_Read]) -> bool:
    """Whether a spreadsheet may have changed day and month: no date of it has a day past 12, and all text has."""
    typed = [one for one in read if one.typed and one.day]
    texts = [one.figures for one in read if one.figures is not None]
    return (
        bool(typed and texts)
        and all(int(one.day[8:]) <= 12 for one in typed)
        and all(max(a, b) > 12 for a, b, _ in texts)
    )


def _decided(one: _Read, orders: Mapping[str, tuple[str, str]], order: str, *, swapped: bool) -> tuple[str, str]:
    """The day of one cell and what is to be told of it."""
    shown = repr(one.printed[:40])
    if one.typed and swapped and one.day[5:7] != one.day[8:]:
        return "", (
            f"the date {shown} was left out: beside it stand dates as text whose day is past the 12th, as when a "
            "spreadsheet changes day and month"
        )
    if one.day:
        return one.day, one.note
    if one.figures is None:
        return "", f"the date {shown} tells no day without doubt and was left out" if one.printed else ""
    first, second, year = one.figures
    decided = order if one.short else orders[one.mark][0] or order
    if not one.short and (first > 12 or second > 12 or first == second):
        decided = "mdy" if second > 12 else "dmy"
    day = _iso(year, *((second, first) if decided == "dmy" else (first, second))) if decided else ""
    if day:
        return day, one.note
    why = "its year has two figures" if one.short else "nothing in its column says whether day or month stands first"
    told = 'say columns={"dates": "dmy"} or "mdy"'
    return "", f"the date {shown} tells no day without doubt and was left out: {why}; {told}"
