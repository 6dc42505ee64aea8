"""Laws of `toolkit.text`: paragraphs and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import text as prose

PRINTED = st.text(alphabet=st.sampled_from("aé\u0301ابא🙂 \t\n\r\f\u2028\u00a0.,-’'1"), max_size=60)


@given(PRINTED)
def test_paragraphs_lie_in_the_text_in_order_and_trimmed(text):
    """Every paragraph is trimmed, begins after the one before it, and holds a line break only when it was wrapped."""
    reach = 0
    for start, end in prose.paragraphs(text):
        assert reach <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        broken = set(text[start:end]) & set(prose.LINE_BREAKS)
        assert not broken or end - start > 2 * 20
        reach = end


WRAPPED = """The minister said on Monday that the talks with the neighbouring
state had ended without a result, and that no further meeting was
planned before the end of the year.

“We have nothing more to say,” she told reporters as she left the
building by a side door, followed by two aides who carried boxes of
papers.
"""


def test_lines_that_were_only_wrapped_are_one_paragraph():
    """Lines of even length whose sentences run over are one paragraph, and empty lines divide them."""
    assert [WRAPPED[start:end].rsplit(maxsplit=1)[-1] for start, end in prose.paragraphs(WRAPPED)] == [
        "year.",
        "papers.",
    ]


def test_headlines_one_a_line_are_not_taken_for_wrapped_text():
    """Lines that each begin with a capital stay apart, however even their length."""
    lines = ["Israel bombards Gaza as the war spreads to more fronts", "Minister Mora to pay a rare visit ahead of the long trip",
             "Hamas releases two women, and Washington advises caution"]  # fmt: skip
    assert len(prose.paragraphs("\n".join(lines))) == 3


@given(PRINTED)
def test_paragraphs_lose_nothing_but_white_space(text):
    """What no paragraph holds is white space."""
    held = {place for start, end in prose.paragraphs(text) for place in range(start, end)}
    assert all(letter.isspace() for place, letter in enumerate(text) if place not in held)


def test_line_breaks_are_those_of_splitlines():
    """A character breaks a paragraph exactly when str.splitlines breaks at it."""
    breaking = {chr(code) for code in range(0x3000) if len(f"a{chr(code)}b".splitlines()) == 2}
    assert breaking == set(prose.LINE_BREAKS)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\n\n\n", "\f", "\u2028", "\u2029", "\n \n"])
def test_every_sort_of_line_break_divides(line_break):
    """Two lines are two paragraphs whatever line break stands between them."""
    text = f"Talks ended.{line_break}Nobody spoke."
    assert [text[start:end] for start, end in prose.paragraphs(text)] == ["Talks ended.", "Nobody spoke."]


@pytest.mark.parametrize(
    "word", ["don’t", "don't", "two-state", "Hamas-run", "1,400", "3.5", "cafe\u0301", "Oct7", "a"]
)
def test_a_joined_word_is_one_word(word):
    """Inner apostrophes, hyphens, combining marks and the marks inside numbers do not divide a word."""
    assert prose.words(word) == [(0, len(word))]


@pytest.mark.parametrize(
    ("text", "number"), [("", 0), ("— … “”", 0), ("war—peace", 2), ("1,400, he said", 3), ("’tis", 1)]
)
def test_punctuation_alone_is_no_word(text, number):
    """Dashes and quotation marks are no words and end one."""
    assert prose.count_words(text) == number


@given(PRINTED, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_counted_words_begin_outside_what_is_left_out(text, spans):
    """The count equals that of words whose first letter lies in no span left out, however the spans overlap."""
    outside = [start for start, _ in prose.words(text) if not any(first <= start < last for first, last in spans)]
    assert prose.count_words(text, without=spans) == len(outside)
