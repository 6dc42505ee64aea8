"""Laws of the days of figures: read on the day of their article, and on no other."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import tables
from toolkit.claims.dates import dated, day_of

FRIDAY = dt.date(2025, 3, 7)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Friday", "2025-03-07"),
        ("Thursday’s", "2025-03-06"),
        ("Saturday", "2025-03-01"),
        ("early on Wednesday", "2025-03-05"),
        ("yesterday", "2025-03-06"),
        ("last night", "2025-03-06"),
        ("this morning", "2025-03-07"),
        ("March 5", "2025-03-05"),
        ("Oct 7", "2024-10-07"),
        ("Oct. 7", "2024-10-07"),
        ("7 October 2023", "2023-10-07"),
        ("Oct 7, 2023", "2023-10-07"),
        ("Monday 3 March", "2025-03-03"),
        ("2025-03-01", "2025-03-01"),
        ("October", ""),
        ("the first day", ""),
        ("2019", ""),
        ("this year", ""),
    ],
)
def test_days_as_news_prints_them(words, day):
    """What a report of 7 March 2025 prints names the day that its readers understand, or none."""
    assert day_of(words, FRIDAY) == day


@pytest.mark.parametrize("words", ["Friday", "yesterday", "Oct 7", "this morning", ""])
def test_without_the_day_of_the_article_nothing_is_guessed(words):
    """In an article without a day only a full date names one."""
    assert day_of(words, None) == ""
    assert day_of("7 October 2023", None) == "2023-10-07"


@given(st.dates(dt.date(1900, 1, 8), dt.date(2100, 1, 1)), st.sampled_from(WEEKDAYS))
def test_a_weekday_is_the_last_one(published, weekday):
    """A bare weekday is that weekday, and lies at most six days before the article."""
    day = dt.date.fromisoformat(day_of(weekday, published))
    assert WEEKDAYS[day.weekday()] == weekday
    assert 0 <= (published - day).days <= 6


def test_printed_words_stay_beside_the_day():
    """The columns that are read change, what was printed does not, and what names no day stays as printed."""
    news = tables.frame("ARTICLES", [{"article_id": "a", "published": pd.Timestamp(FRIDAY)}, {"article_id": "b"}])
    told = tables.frame(
        "FIGURES",
        [{"article_id": key, "as_of": "Friday", "since": "May", "date_words": "Friday"} for key in ("a", "b")],
    )
    found = dated(told, news)
    assert found["as_of"].tolist() == ["2025-03-07", "Friday"]
    assert found["since"].tolist() == ["May", "May"]
    assert found["date_words"].tolist() == ["Friday", "Friday"]
    assert found.dtypes.to_dict() == told.dtypes.to_dict()
