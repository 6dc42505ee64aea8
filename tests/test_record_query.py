import json
from dataclasses import FrozenInstanceError, fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import RecordError
from toolkit.record import UNASSIGNED, Query
from toolkit.tables.values import ACTS, CUE_CLASSES, KINDS

NAMES = st.lists(st.text(max_size=8), max_size=3).map(tuple)
DAYS = st.sampled_from(["", "2023-10-07", "2024-02-29"])


def some(values):
    """Up to three of the values, as a tuple."""
    return st.lists(st.sampled_from(values), max_size=3).map(tuple)


QUERIES = st.builds(
    Query,
    parties=NAMES,
    kinds=some(KINDS),
    acts=some(ACTS),
    cue_classes=some(CUE_CLASSES),
    outlets=NAMES,
    articles=NAMES,
    speakers=NAMES,
    text=st.text(max_size=8),
    min_confidence=st.floats(0, 1),
    since=st.sampled_from(["", "2023-10-07"]),
    until=st.sampled_from(["", "2023-10-07", "2024-02-29"]),
)


@given(QUERIES)
def test_round_trip_through_json(query):
    """Any query comes back equal, with an equal hash, after it was written as JSON."""
    again = Query.from_dict(json.loads(json.dumps(query.to_dict())))
    assert again == query
    assert hash(again) == hash(query)


@given(QUERIES)
def test_describe_is_one_line_that_names_what_is_asked(query):
    """The description is one line, and names each party and each kind that is asked for."""
    line = query.describe()
    names = (*query.parties, *query.outlets, *query.articles, *query.speakers)
    assert "\n" not in line or any("\n" in name for name in names)
    assert all(value in line for value in (*query.parties, *query.kinds, *query.acts))


def test_empty_means_all():
    """A query without parts limits nothing and says so."""
    assert Query().describe() == "all statements; all outlets"
    assert not Query().limits_statements
    assert not Query().limits_articles


def test_description_in_full():
    """The description spells out every part in plain English."""
    query = Query(
        parties=("Israel", "China", ""),
        kinds=("direct",),
        acts=("accuse",),
        cue_classes=("speech", "writing"),
        outlets=("CNA", ""),
        articles=("a0",),
        speakers=("Wang Yi",),
        text="ceasefire",
        min_confidence=0.5,
        since="2023-10-01",
        until="2023-10-31",
    )
    assert query.describe() == (
        "statements by Israel, China or (unassigned) that are direct and are labelled accuse and have a cue of speech "
        "or writing and are given to Wang Yi and contain 'ceasefire' and have a confidence of at least 0.5; "
        "outlets: CNA or (unknown); articles: a0; published from 2023-10-01 until 2023-10-31, "
        "articles of unknown date left out"
    )


def test_description_of_one_limit_of_time():
    """With one date the description says that articles of unknown date are left out."""
    assert Query(until="2023-10-31").describe() == (
        "all statements; all outlets; published until 2023-10-31, articles of unknown date left out"
    )


def test_empty_party_is_written_unassigned():
    """The empty party and its written name are one and the same."""
    assert Query(parties=("", UNASSIGNED)) == Query(parties=(UNASSIGNED,))


def test_lists_and_single_words_become_tuples():
    """A list, and one word alone, are taken as the tuple they stand for; repeats count once."""
    assert Query(parties=["A", "B", "A"], kinds="direct") == Query(parties=("A", "B"), kinds=("direct",))


def test_frozen():
    """A query cannot be changed once it is made."""
    with pytest.raises(FrozenInstanceError):
        Query().text = "other"


def test_dates_are_written_in_one_way():
    """A date in another ISO form is kept as year-month-day."""
    assert Query(since="20231007").since == "2023-10-07"


@pytest.mark.parametrize(
    ("part", "value", "works"),
    [
        ("kinds", ("direkt",), "direct, mixed, indirect"),
        ("acts", ("say",), "assert, deny"),
        ("cue_classes", ("song",), "speech, writing"),
        ("parties", 7, "a list of names"),
        ("parties", (7,), "a list of names"),
        ("speakers", {"a": 1}, "a list of names"),
        ("text", 7, "a piece of text"),
        ("min_confidence", 1.5, "a number from 0 to 1"),
        ("min_confidence", float("nan"), "a number from 0 to 1"),
        ("min_confidence", True, "a number from 0 to 1"),
        ("min_confidence", "high", "a number from 0 to 1"),
        ("since", "last week", "2023-10-24"),
        ("until", date(2023, 10, 7), "2023-10-24"),
    ],
)
def test_wrong_values_are_named(part, value, works):
    """A value that is not allowed is refused by name, with what is allowed and which part to correct."""
    with pytest.raises(RecordError) as raised:
        Query.from_dict({part: value})
    assert works in raised.value.works
    assert part in raised.value.problem
    assert part in raised.value.step


def test_dates_in_the_wrong_order():
    """A beginning after the end is refused."""
    with pytest.raises(RecordError, match="not later than until, 2023-10-01"):
        Query(since="2023-10-07", until="2023-10-01")


def test_unknown_part_is_named():
    """An unknown key is refused by name, and every known one is listed."""
    with pytest.raises(RecordError, match="no part 'partys'") as raised:
        Query.from_dict({"partys": ["Israel"]})
    assert raised.value.works == ", ".join(field.name for field in fields(Query))


@pytest.mark.parametrize("value", [None, [], "direct", 3])
def test_only_mappings_are_read(value):
    """Anything that is no mapping is refused as a query."""
    with pytest.raises(RecordError, match="cannot be read from"):
        Query.from_dict(value)
