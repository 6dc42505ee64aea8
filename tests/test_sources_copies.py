"""Laws of near copies: what counts as the same report under another headline."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.sources import read
from toolkit.sources.copies import LEAST_SHARED, copies
from toolkit.sources.run_index import FORMULA, RunIndex

PARAGRAPHS = [
    f"on the {day} of the month {who} told reporters that the {what} would be paid in full before the year was out "
    f"and that nobody in the {where} had been asked to leave the land on which their houses stood"
    for day, who, what, where in [
        ("first", "the mayor", "debt", "valley"), ("second", "a farmer", "rent", "village"),
        ("third", "the judge", "fine", "district"), ("fourth", "a nurse", "wage", "harbour"),
        ("fifth", "the bishop", "tithe", "parish"), ("sixth", "a clerk", "tax", "county"),
        ("seventh", "the coach", "fee", "league"), ("eighth", "a driver", "toll", "pass"),
    ]
]  # fmt: skip
OTHER = " ".join(f"word{number}" for number in range(200))
WORDS = st.lists(st.sampled_from([f"w{number}" for number in range(40)]), max_size=60).map(" ".join)


def test_a_copy_that_lost_its_last_paragraph_is_a_copy():
    """A report of whose words all stand in an earlier one copies it."""
    assert copies([" ".join(PARAGRAPHS), OTHER, " ".join(PARAGRAPHS[:7])]) == {2: 0}


def test_an_update_that_keeps_half_is_a_report_of_its_own():
    """A report that shares half of its paragraphs with an earlier one is no copy."""
    fresh = [
        paragraph.replace("told", "warned").replace(" and ", " or ").replace("the ", "that ")
        for paragraph in PARAGRAPHS
    ]
    assert copies([" ".join(PARAGRAPHS), " ".join(PARAGRAPHS[:4] + fresh[4:])]) == {}


def test_copies_of_a_copy_name_the_first():
    """Three prints of one report are one report and two copies of it."""
    whole = " ".join(PARAGRAPHS)
    assert copies([whole, whole + " it said", whole + " it added"]) == {1: 0, 2: 0}


@pytest.mark.parametrize("story", ["", "too short"])
def test_stories_too_short_to_compare_are_no_copies(story):
    """A story of fewer words than one run is the copy of nothing."""
    assert copies([story, story]) == {}


@given(st.lists(WORDS, max_size=8))
@settings(max_examples=60, deadline=None)
def test_a_copy_names_an_earlier_report_that_is_none(stories):
    """What is copied stands before its copy and copies nothing itself."""
    found = copies(stories)
    assert all(first < copy and first not in found for copy, first in found.items())


def test_least_shared_is_where_the_law_turns():
    """Just above the least share of runs two reports are one, well below they are two."""
    base = [f"word{number}" for number in range(104)]  # 100 runs of five words

    # Words changed one after another break one run each, and four more at the seam.
    def changed(count):
        return " ".join(base[: 104 - count] + [f"new{number}" for number in range(count)])

    few, many = round(100 * (1 - LEAST_SHARED)) - 4, round(100 * (1 - LEAST_SHARED)) + 10
    assert copies([" ".join(base), changed(few)]) == {1: 0}
    assert copies([" ".join(base), changed(many)]) == {}


@given(st.lists(st.frozensets(st.integers(0, 30), max_size=8), max_size=12), st.integers(1, 20))
@settings(max_examples=60, deadline=None)
def test_the_index_counts_as_sets_do(stories, fresh):
    """Whenever the index sorts what is new among the old, the runs that two stories share are counted right."""
    index = RunIndex(fresh=fresh)
    for place, runs in enumerate(stories):
        shared = {other: len(runs & earlier) for other, earlier in enumerate(stories[:place]) if runs & earlier}
        assert dict(index.near(runs)) == shared
        index.add(place, runs)


def test_a_formula_makes_nobody_near():
    """A run that stands in hundreds of stories makes no two of them near, and others still do."""
    index = RunIndex(fresh=100)
    for place in range(FORMULA + 1):
        index.add(place, [1, 100 + place])
    assert dict(index.near([1, 107])) == {7: 1}


def test_the_earliest_day_is_the_article(tmp_path):
    """Of two prints of one report the one of the earlier day is the article, whatever the names of the files."""
    body = "\n\n".join(f"{paragraph[0].upper()}{paragraph[1:]}." for paragraph in PARAGRAPHS)
    (tmp_path / "a.txt").write_text(f"Debt to be paid\n\nThe Harbour Post, 5 March 2025\n\n{body}", encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        f"Mayor promises all\n\nThe Wire, 4 March 2025\n\n{body}\n\nHe left.", encoding="utf-8"
    )
    articles = read(tmp_path).set_index("title")
    assert articles.loc["Debt to be paid", "duplicate_of"] == articles.loc["Mayor promises all", "article_id"]
    assert articles.loc["Mayor promises all", "duplicate_of"] == ""
