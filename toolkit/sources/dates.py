"""Dates as news prints them, and which of them tell a day without doubt."""

import datetime as dt
import re

from toolkit.text import MONTH

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_YEAR = r"(?:18|19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"

# One date, with or without weekday and year.
DATE = (
    rf"(?:{_WEEKDAY},?\s+)?"
    rf"(?:{MONTH}\s+{_DAY}(?!\d)(?:,?\s+{_YEAR})?|{_DAY}\s+(?:of\s+)?{MONTH}(?:,?\s+{_YEAR})?"
    rf"|{_YEAR}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]{_YEAR})"
)
# What may follow a date in a line of its own: a time of day with its zone.
TIME = (
    r"(?:(?:T|,?\s+(?:at\s+|-\s+)?)\d{1,2}(?:[:.]\d\d){0,2}(?:\.\d+)?\s?(?:[ap]\.?m\.?)?"
    r"\s?(?:\(?(?:Z|[A-Z]{2,5}|[+-]\d\d:?\d\d)\)?)?)"
)
# The same before a date.
TIME_FIRST = r"(?:\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,4})?,?\s+(?:on\s+)?)"
_NAMED = re.compile(
    rf"(?:(?P<first>{MONTH})\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?:of\s+)?(?:(?P<last>{MONTH}),?\s+)?(?P<year>{_YEAR})",
    re.IGNORECASE,
)
_ISO = re.compile(rf"({_YEAR})-(\d\d)-(\d\d)")
_NUMBERS = re.compile(rf"(\d{{1,2}})[/.](\d{{1,2}})[/.]({_YEAR})")


def parse(printed: str) -> dt.date | None:
    """The day that a printed date names, or None when it leaves the year open or day and month in doubt.

    `3/4/2023` is March to some and April to others: it gives None. `24/10/2023` can be read in one way only.

    >>> parse("Tuesday, Oct. 24, 2023"), parse("Oct 24"), parse("3/4/2023")
    (datetime.date(2023, 10, 24), None, None)
    """
    if iso := _ISO.search(printed):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := _NUMBERS.search(printed):
        one, other, year = (int(number) for number in numbers.groups())
        if one == other or one > 12:
            return _day(year, other, one)
        return _day(year, one, other) if other > 12 else None
    named = _NAMED.search(printed)
    if named and (month := named["first"] or named["last"]):
        return _day(int(named["year"]), _MONTHS.index(month[:3].lower()) + 1, int(named["day"]))
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
