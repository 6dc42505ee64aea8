"""A small table as static HTML and as plain text."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import small_record

from toolkit import compare
from toolkit.show import table

HOSTILE = "<script>window.pwned=1</script>"


@pytest.mark.parametrize(("values", "written"), [
    ([7.0, 4.5, 12000.0], ["7", "4.5", "12,000"]),
    ([True, False], ["yes", "no"]),
    ([pd.Timestamp("2024-03-05 18:30"), pd.NaT], ["2024-03-05", "–"]),
    ([None, "a"], ["–", "a"]),
    ([["a", "b"], []], ["a, b", ""]),
])  # fmt: skip
def test_values_are_written_as_a_reader_writes_them(values, written):
    """Whole numbers have no decimals, truth is yes or no, dates are days, what is missing is a dash."""
    shown = table(pd.DataFrame({"first": values}), "Trial")
    assert [row[0] for row in shown.rows] == written


@pytest.mark.parametrize(
    ("share", "written"), [(0.0, "0%"), (0.001, "<1%"), (0.45, "45%"), (0.999, ">99%"), (1.0, "100%")]
)
def test_a_share_is_never_rounded_to_nothing_or_to_all(share, written):
    """A share that is not nothing is not 0%, and one that is not all is not 100%."""
    assert table(pd.DataFrame({"party": ["Red"], "value": [share]}), "Shares").rows == (("Red", written),)


def test_low_and_high_of_figures_are_no_shares():
    """Without a column `value`, `low` and `high` are numbers as they are."""
    assert table(pd.DataFrame({"low": [1400.0], "high": [None]}), "Figures").rows == (("1,400", "–"),)


def test_a_note_that_is_the_same_everywhere_is_written_once():
    """One note for all rows stands below the table; notes that differ stay a column."""
    shares = compare.voice_share(small_record().statements)
    shown = table(shares, "Shares")
    assert shown.note == shares["note"].iloc[0]
    assert "note" not in shown.columns
    shares["note"] = ["a", "b", "c"]
    assert "note" in table(shares, "Shares").columns


def test_a_table_without_rows_says_so():
    """An empty table is a sentence, in both forms."""
    shown = table(pd.DataFrame({"party": []}), "Shares")
    assert str(shown) == "Shares: none"
    assert shown._repr_html_() == '<p class="cp-none">Shares: none.</p>'


def test_the_html_has_a_caption_and_scopes():
    """Captions and the scope of headers are there for readers who listen."""
    html = table(pd.DataFrame({"party": ["Red"], "of_articles": [2]}), "Shares")._repr_html_()
    assert "<caption>Shares</caption>" in html
    assert '<th scope="col" class="cp-number">of articles</th>' in html
    assert '<th scope="row">Red</th><td class="cp-number">2</td>' in html


def test_hostile_words_are_words():
    """Markup in captions, names of columns, cells and notes is escaped."""
    frame = pd.DataFrame({HOSTILE: [HOSTILE, HOSTILE], "note": [HOSTILE, HOSTILE]})
    html = table(frame, HOSTILE)._repr_html_()
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 5


@given(st.lists(st.tuples(st.text(), st.floats(allow_nan=False, allow_infinity=False)), min_size=1))
def test_every_row_and_word_is_shown(rows):
    """Nothing is cut: each row has its line, each text its own words."""
    shown = table(pd.DataFrame(rows, columns=["words", "number"]), "Trial")
    assert [row[0] for row in shown.rows] == [words for words, _ in rows]


def test_plain_text_is_aligned():
    """In plain text numbers stand to the right and words to the left."""
    shown = table(pd.DataFrame({"party": ["Red", "Long name"], "n": [10, 5]}), "Shares")
    assert str(shown).splitlines() == ["Shares", "party      count", "Red           10", "Long name      5"]


def test_only_shares_are_written_in_per_cent():
    """Where a table tells several measures apart, a mean and an alpha are written as numbers, a share in per cent."""
    rows = {"measure": ["words a statement", "share of words", "alpha party"], "value": [7.25, 0.5, 0.81]}
    shown = table(pd.DataFrame(rows), "Words")
    assert [row[1] for row in shown.rows] == ["7.25", "50%", "0.81"]
    assert shown.columns == ("measure", "value")
    assert table(pd.DataFrame({"party": ["Red"], "entropy": [0.5], "value": [0.25]}), "x").rows[0][2] == "0.25"
    assert table(pd.DataFrame({"party": ["Red"], "value": [0.25]}), "x").columns == ("party", "share")


def test_a_row_without_a_name_and_a_day_that_stays_together():
    """A heading is never empty, and a column of days is marked, so that no day is broken at its hyphens."""
    days = pd.DataFrame({"speaker": [""], "published": [pd.Timestamp("2025-03-08")]})
    html = table(days, "Days")._repr_html_()
    assert '<th scope="row">–</th><td class="cp-day">2025-03-08</td>' in html
