from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import tables
from toolkit.errors import SourceError
from toolkit.record import as_articles


def one(**columns):
    """The article that a frame with one row of these columns becomes."""
    articles, refused = as_articles(pd.DataFrame([columns]))
    assert len(refused) == 0
    return articles.loc[0]


def test_articles_come_back_as_they_are(small_record):
    """An ARTICLES frame is taken over unchanged."""
    articles, refused = as_articles(small_record.articles)
    pd.testing.assert_frame_equal(articles, small_record.articles)
    assert len(refused) == 0


def test_refusals_of_the_reader_are_kept(small_record):
    """What the reader set aside is listed in REFUSED, and no longer hangs on the frame."""
    frame = small_record.articles.copy()
    frame.attrs["refused"] = small_record.refused.to_dict("records")
    articles, refused = as_articles(frame)
    pd.testing.assert_frame_equal(refused, small_record.refused)
    assert articles.attrs == {}


def test_a_filtered_frame_starts_anew(small_record):
    """Rows that were chosen from a frame of articles are numbered from 0 again."""
    frame = small_record.articles[small_record.articles["article_id"] == "talks"]
    assert as_articles(frame)[0].index.tolist() == [0]


def test_a_column_of_texts_is_enough():
    """A frame with texts alone is filled: an id, the words, a source that names the row."""
    articles, refused = as_articles(pd.DataFrame({"text": ["Norland said yes.", "Sudria said no."]}))
    tables.check(articles, "ARTICLES")
    assert articles["words"].tolist() == [3, 3]
    assert articles["source"].tolist() == ["row 0", "row 1"]
    assert articles["article_id"].is_unique
    assert len(refused) == 0


def test_ids_do_not_depend_on_the_other_rows():
    """An article keeps its id when other rows of its frame are left out."""
    frame = pd.DataFrame({"text": ["Norland said yes.", "Sudria said no."]})
    whole, part = as_articles(frame)[0], as_articles(frame[1:])[0]
    assert part.loc[0, "article_id"] == whole.loc[1, "article_id"]


def test_what_is_given_is_kept():
    """Columns that an article has are kept as they are given."""
    article = one(text="Yes.", article_id="mine", outlet="The Meridian", title="T", source="a.csv", url=None)
    assert article[["article_id", "outlet", "title", "source", "url"]].tolist() == [
        "mine",
        "The Meridian",
        "T",
        "a.csv",
        "",
    ]


def test_marks_that_are_lists_are_kept():
    """Lists are kept as lists; text in their place is not taken apart into letters."""
    marks = [{"start": 0, "end": 1, "kind": "headline"}]
    assert one(text="Yes.", marks=marks)["marks"] == marks
    assert one(text="Yes.", marks="[]")["marks"] == []


def test_columns_left_out_are_told():
    """A column that no article has is named in the notes."""
    assert one(text="Yes.", section="world", notes="scanned")["notes"] == "scanned; columns left out: section"


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ("2024-03-05", "2024-03-05"),
        ("2024-03-05T18:30", "2024-03-05T18:30"),
        ("2024-03-05T23:30:00-05:00", "2024-03-06T04:30"),
        (date(2024, 3, 5), "2024-03-05"),
        (datetime(2024, 3, 5, 18, tzinfo=UTC), "2024-03-05T18:00"),
        (pd.Timestamp("2024-03-05"), "2024-03-05"),
    ],
)
def test_dates(given, published):
    """ISO dates and dates of Python and pandas are understood, in universal time."""
    assert one(text="Yes.", published=given)["published"] == pd.Timestamp(published)


def test_doubtful_dates_are_left_out_and_told():
    """A date that could be two days is left out, and the notes say so."""
    article = one(text="Yes.", published="05/03/2024")
    assert pd.isna(article["published"])
    assert article["notes"] == "published '05/03/2024' is no ISO date and was left out"


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NaT, ""])
def test_missing_dates(missing):
    """A missing date is missing, and nothing needs to be told."""
    article = one(text="Yes.", published=missing)
    assert pd.isna(article["published"])
    assert article["notes"] == ""


@pytest.mark.parametrize("text", ["", "  \n", None, float("nan"), 7])
def test_rows_without_text_are_refused(text):
    """A row without text is set aside with its place, and the others go on."""
    articles, refused = as_articles(pd.DataFrame({"text": ["Yes.", text]}))
    assert len(articles) == 1
    assert refused[["source", "reason"]].to_numpy().tolist() == [["row 1", "it has no text"]]


def test_repeated_ids_are_refused():
    """The second row with the same id is set aside by name; the first is kept."""
    frame = pd.DataFrame({"article_id": ["a", "a"], "text": ["Yes.", "No."], "source": ["1", "2"]})
    articles, refused = as_articles(frame)
    assert articles["text"].tolist() == ["Yes."]
    assert refused["reason"].tolist() == ["another row has the article_id 'a'"]


def test_a_frame_without_texts():
    """A frame without the column is refused with the columns it has, and how to rename one."""
    with pytest.raises(SourceError, match=r"there are: body, day.*rename"):
        as_articles(pd.DataFrame({"body": ["Yes."], "day": [1]}))


@pytest.mark.parametrize("thing", ["articles/", ["a.txt"], None, 7, {"text": ["Yes."]}])
def test_other_things(thing):
    """Anything but a frame is refused with the advice to call toolkit.read."""
    with pytest.raises(SourceError, match=r"call toolkit\.read"):
        as_articles(thing)


@given(st.lists(st.text(max_size=10), max_size=4))
def test_every_row_is_an_article_or_refused(texts):
    """No row is lost and no text is changed."""
    articles, refused = as_articles(pd.DataFrame({"text": pd.Series(texts, dtype=object)}))
    assert len(articles) + len(refused) == len(texts)
    assert articles["text"].tolist() == [text for text in texts if text.strip()]
