"""Finding the words of a correction again in a text that has changed."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from small import HARBOUR

from toolkit.record.anchoring import anchored, is_same_source, moved, places, quoted

CHARGE = HARBOUR.index("the charge")
ANCHOR = anchored("harbour", "harbour.txt", HARBOUR, [[CHARGE, CHARGE + 10]], None)
SPANS = st.tuples(st.integers(0, len(HARBOUR) - 1), st.integers(1, 60))


@given(SPANS)
def test_an_unchanged_text_has_everything_at_its_place(span):
    """In the text it was made from an anchor is found where it was, whatever it holds."""
    start, end = span[0], min(len(HARBOUR), sum(span))
    assert places(anchored("a", "", HARBOUR, [[start, end]], None), HARBOUR) == [start]


@given(SPANS, st.text(alphabet="ab \n", max_size=80))
def test_what_comes_before_moves_it(span, before):
    """Words put before the text move an anchor by their length, or leave it without a place."""
    start, end = span[0], min(len(HARBOUR), sum(span))
    assume(end - start > 2)
    found = places(anchored("a", "", HARBOUR, [[start, end]], None), before + HARBOUR)
    assert found in ([start + len(before)], [])
    assert found or end - start < 20


@given(st.text(alphabet="the charge.", max_size=60))
def test_other_words_are_not_it(text):
    """A text without the words and without their context has no place for them."""
    assert places(ANCHOR, text) == []


def test_words_without_their_context_are_not_it():
    """The same few words in another sentence are others."""
    assert places(ANCHOR, "He led the charge. " * 3) == []


def test_half_of_the_context_is_enough():
    """The words are found when the text after them was rewritten, and when the text before them was."""
    before, after = HARBOUR[:CHARGE], HARBOUR[CHARGE + 10 :]
    assert places(ANCHOR, before + "the charge and went home.") == [CHARGE]
    assert places(ANCHOR, "It was he who denied the charge" + after) == [len("It was he who denied ")]


def test_a_doubled_text_is_ambiguous():
    """Words that stand twice with the same context, and not where they were, have two places."""
    assert len(places(ANCHOR, "New: " + HARBOUR + HARBOUR)) == 2


def test_the_better_context_wins():
    """Of two places the one with all of the context is taken, not the one with some of it."""
    other = "The envoy of Westria spoke.\n\nSudria denied the charge, again. "
    assert places(ANCHOR, other + HARBOUR) == [len(other) + CHARGE]


@pytest.mark.parametrize(
    ("text", "by", "found"),
    [
        ("He said no.", 0, [(3, 7)]),
        ("Now he said no.", 4, [(7, 11)]),
        ("He quietly said no.", 0, [(11, 15)]),
        ("He said that she said no.", 2, None),
        ("He told us no.", 0, None),
        ("He told us no.", -9, None),
    ],
)
def test_words_beside_the_content(text, by, found):
    """The cue of a moved content is at its place, at the only place near it, or nowhere."""
    assert moved([quoted("He said no.", 3, 7)], text, by) == found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("one.txt", "one.txt", True), ("one.txt", "news/one.txt", True), ("/x/news/one.txt", "news/one.txt", True),
        ("one.txt", "none.txt", False), ("a/one.txt", "b/one.txt", False), ("", "one.txt", False), ("", "", True),
        ("table.csv, row 3", "x/table.csv, row 3", True), ("table.csv, row 3", "table.csv, row 4", False),
    ],
)  # fmt: skip
def test_one_file_from_two_folders(one, other, same):
    """A file is the same when it was read from its own folder or from one above it, and else another."""
    assert is_same_source(one, other) is is_same_source(other, one) is same
