"""The days of figures, read on the day of their article."""

import datetime as dt
import re
from functools import lru_cache

import pandas as pd

from toolkit.text import MONTH

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_MONTH = re.compile(rf"\b{MONTH}(?!\w)", re.IGNORECASE)
_TODAY = re.compile(r"\b(?:today|this (?:morning|afternoon|evening)|tonight)\b", re.IGNORECASE)
_YESTERDAY = re.compile(r"\b(?:yesterday|last night)\b", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def dated(figures: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """`as_of` and `since` become ISO days where the article's own day tells which are meant, else stay as printed.

    A bare weekday is the last one up to the day of the article, that day included, as newspapers use it. A day of a
    month without a year is the last one up to it. Never is a day counted from the day of the reading.

    >>> from toolkit.tables import frame
    >>> news = frame("ARTICLES", [{"article_id": "a", "published": pd.Timestamp("2025-03-10")}])
    >>> told = frame("FIGURES", [{"article_id": "a", "as_of": "Friday"}, {"article_id": "a", "as_of": "Oct 7"}])
    >>> dated(told, news)["as_of"].tolist()
    ['2025-03-07', '2024-10-07']
    """
    known = articles.dropna(subset="published")
    base = {key: day.date() for key, day in zip(known["article_id"], known["published"], strict=True)}
    table = figures.copy()
    for column in ("as_of", "since"):
        pairs = zip(table["article_id"], table[column], strict=True)
        table[column] = [day_of(words, base.get(article)) or words for article, words in pairs]
    return table.astype(figures.dtypes.to_dict())


def day_of(words: str, published: dt.date | None) -> str:
    """The ISO day that printed words name in an article of a day, empty where they name none for certain.

    >>> day_of("last night", dt.date(2025, 3, 8)), day_of("7 October 2023", None), day_of("Friday", None)
    ('2025-03-07', '2023-10-07', '')
    """
    if not words or _ISO.fullmatch(words):
        return words
    if _MONTH.search(words) and re.search(r"\d", words):
        return _calendar(words, published)
    back = _days_back(words, published) if published is not None else None
    return "" if published is None or back is None else (published - dt.timedelta(days=back)).isoformat()


def _days_back(words: str, published: dt.date) -> int | None:
    if _TODAY.search(words):
        return 0
    if _YESTERDAY.search(words):
        return 1
    weekday = _WEEKDAY.search(words)
    return (published.weekday() - _WEEKDAYS.index(weekday[1].lower())) % 7 if weekday else None


@lru_cache(maxsize=4096)
def _calendar(words: str, published: dt.date | None) -> str:
    """A day of a month, with its year or in the last twelve months."""
    # Loaded here: it costs a fifth of a second, and most articles print no such day beside a figure.
    from dateparser import parse  # noqa: PLC0415

    bare = re.sub(r"\b(?:on|the|of|early|late|since|by)\b|['’]s\b", " ", _WEEKDAY.sub(" ", words))
    asked = {"REQUIRE_PARTS": ["day", "month", "year"]} if published is None else {"REQUIRE_PARTS": ["day", "month"]}
    base = dt.datetime.combine(published or dt.date(1, 1, 2), dt.time.max)
    settings = {**asked, "RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "DATE_ORDER": "DMY"}
    found = parse(" ".join(bare.split()), languages=["en"], settings=settings)
    return found.date().isoformat() if found is not None else ""
