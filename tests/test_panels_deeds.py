"""Pieces of a statement: whatever is selected, they stay in order, apart, and hold all the words they had."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from toolkit.panels.deeds import meant, with_piece


@given(text=st.text(alphabet="ab \n🦊", min_size=1, max_size=30), data=st.data())
def test_one_piece_more(text, data):
    """The pieces are in order and apart by words, and cover what they covered, the new one, and else only white space."""
    pairs = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda pair: pair[0] < pair[1])
    spans, piece = data.draw(st.lists(pairs, max_size=4)), data.draw(pairs)
    found = with_piece(text, spans, piece)
    assert all(text[end:start].strip() for (_, end), (start, _) in pairwise(found))
    covered = {place for start, end in found for place in range(start, end)}
    wanted = {place for start, end in [*spans, piece] for place in range(start, end)}
    assert wanted <= covered
    assert not "".join(text[place] for place in covered - wanted).strip()


@given(text=st.text(max_size=30), data=st.data())
def test_what_is_meant_has_no_white_space_at_its_ends(text, data):
    """The words meant are those selected, without white space around them; of white space alone, nothing is meant."""
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    span = meant(text, {"start": start, "end": end})
    assert ("" if span is None else text[slice(*span)]) == text[start:end].strip()
