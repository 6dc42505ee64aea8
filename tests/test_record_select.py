import warnings

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import small_record as by_hand

from toolkit import tables
from toolkit.errors import RefusedWarning
from toolkit.record import UNASSIGNED, Query
from toolkit.record.select import select
from toolkit.tables.values import ACTS, KINDS

WHOLE = by_hand()


def ids(record, part="statements", key="statement_id"):
    """The keys of one table of a record, in order."""
    return list(getattr(record, part)[key])


def chosen(**parts):
    """The statements of the whole record that a query of these parts keeps."""
    return ids(WHOLE.select(Query(**parts)))


@pytest.mark.parametrize(
    ("parts", "kept"),
    [
        ({"parties": ("Sudria",)}, ["s2", "s3", "s7", "s10"]),
        ({"parties": (UNASSIGNED,)}, ["s5", "s6"]),
        ({"parties": ("", "Sudria")}, ["s2", "s3", "s5", "s6", "s7", "s10"]),
        ({"kinds": ("direct",)}, ["s1", "s3", "s8"]),
        ({"kinds": ("direct", "mixed")}, ["s0", "s1", "s3", "s8"]),
        ({"acts": ("deny",)}, ["s2", "s3"]),
        ({"cue_classes": ("writing",)}, ["s7"]),
        ({"speakers": ("Ada Lind",)}, ["s0", "s1", "s8", "s9"]),
        ({"speakers": ("Norland",)}, ["s7"]),
        ({"outlets": ("The Meridian",)}, ["s6", "s7", "s8", "s9", "s10"]),
        ({"articles": ("harbour",), "kinds": ("direct",)}, ["s1", "s3"]),
        ({"min_confidence": 0.6}, ["s0", "s1", "s2", "s3", "s4", "s6", "s7", "s8", "s9", "s10"]),
        ({"text": "SHELLS"}, ["s1"]),
        ({"text": "norlandic officials"}, ["s4"]),
        ({"text": 'on porth," "and'}, ["s3"]),
        ({"parties": ("Norland",), "kinds": ("direct",), "text": "fire"}, ["s8"]),
    ],
)
def test_statements(parts, kept):
    """Each part of a query keeps the statements that a reader of the articles would keep."""
    assert chosen(**parts) == kept


@pytest.mark.parametrize(
    ("since", "until", "kept"),
    [
        ("", "", ["harbour", "talks"]),
        ("2024-03-05", "", ["harbour"]),
        ("", "2024-03-05", ["harbour"]),
        ("2024-03-05", "2024-03-05", ["harbour"]),
        ("2024-03-06", "", []),
        ("", "2024-03-04", []),
    ],
)
def test_dates(since, until, kept):
    """Both days count as inside, the hour of publication does not matter, and an unknown date is never inside."""
    assert ids(WHOLE.select(Query(since=since, until=until)), "articles", "article_id") == kept


def test_parts_that_limit_articles_limit_every_table():
    """After a choice of articles no table holds a row of another article, and every row of the chosen is there."""
    part = WHOLE.select(Query(articles=("talks",)))
    for name, table in part.tables().items():
        whole = WHOLE.tables()[name]
        if "article_id" in table.columns:
            assert len(table) == (whole["article_id"] == "talks").sum()
            assert set(table["article_id"]) <= {"talks"}
    assert ids(part, "refused", "source") == ["scan.pdf"]


def test_silence_is_not_limited_by_statements():
    """Who is named and what harm is told of does not depend on which statements are chosen."""
    part = WHOLE.select(Query(parties=("Norland",), kinds=("direct",)))
    assert len(part.mentions) == len(WHOLE.mentions)
    assert len(part.harms) == len(WHOLE.harms)
    assert len(part.speakers) == len(WHOLE.speakers)


@pytest.mark.parametrize(
    ("parts", "kept"),
    [
        ({"parties": ("Norland",)}, ["f0", "f1"]),
        ({"parties": ("Sudria",)}, []),
        ({"parties": (UNASSIGNED,)}, ["f2"]),
        ({"parties": (UNASSIGNED,), "kinds": ("direct", "indirect")}, []),
        ({"kinds": ("direct",)}, ["f0"]),
        ({"outlets": ("The Meridian",)}, ["f2"]),
    ],
)
def test_figures_follow_their_statement(parts, kept):
    """A figure goes with its statement; the reporter's own only with its party, and with no other limit."""
    assert ids(WHOLE.select(Query(**parts)), "figures", "figure_id") == kept


@pytest.mark.parametrize(
    ("parts", "kept"),
    [({"acts": ("accuse",)}, ["r0"]), ({"acts": ("deny",)}, ["r0"]), ({"acts": ("demand",)}, [])],
)
def test_replies_stay_with_either_end(parts, kept):
    """An answer is kept with the accusation as well as with the denial, so that answered is never read as unanswered."""
    assert ids(WHOLE.select(Query(**parts)), "replies", "reply_id") == kept


def test_quotation_marks_and_spaces_do_not_matter_to_text():
    """Straight marks find curly ones, and a plain space finds a line break or a no-break space."""
    rows = [{"statement_id": "s0", "content": "China’s\n“right”\N{NO-BREAK SPACE}to speak"}]
    frames = {"STATEMENTS": tables.frame("STATEMENTS", rows)}
    assert len(select(frames, Query(text='china\'s "right" to'))["STATEMENTS"]) == 1


def test_unknown_confidence_is_below_every_limit():
    """A statement of unknown confidence is kept only when no confidence is asked for."""
    frames = {"STATEMENTS": tables.frame("STATEMENTS", [{"statement_id": "s0"}])}
    assert len(select(frames, Query(min_confidence=0.1))["STATEMENTS"]) == 0
    assert len(select(frames, Query())["STATEMENTS"]) == 1


def test_everything_is_the_record_itself():
    """The empty query gives back the very same record."""
    assert WHOLE.select(Query()) is WHOLE


def test_selections_are_told_in_the_provenance():
    """What was asked for is added to the provenance, one query after another, and the whole record stays as it was."""
    first, second = Query(outlets=("Harbour Post",)), Query(kinds=("direct",))
    part = WHOLE.select(first).select(second)
    assert part.provenance["selections"] == [first.to_dict(), second.to_dict()]
    assert "selections" not in WHOLE.provenance


def test_a_misspelt_party_is_never_silent():
    """A party that the record does not know draws a warning that lists the parties there are."""
    with pytest.warns(RefusedWarning, match=r"no party 'Nordland'.*Norland, Sudria, Westria"):
        part = WHOLE.select(Query(parties=("Nordland",)))
    assert len(part.statements) == 0


def test_a_party_outside_a_selection_draws_no_warning():
    """A party of the whole record is no mistake in a part of it where it is not heard."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        part = WHOLE.select(Query(acts=("deny",))).select(Query(parties=("Westria",)))
    assert len(part.statements) == 0


STATEMENT_PARTS = st.fixed_dictionaries(
    {},
    optional={
        "parties": st.lists(st.sampled_from(["Norland", "Sudria", ""]), max_size=2).map(tuple),
        "kinds": st.lists(st.sampled_from(KINDS), max_size=2).map(tuple),
        "acts": st.lists(st.sampled_from(ACTS), max_size=4).map(tuple),
        "outlets": st.lists(st.sampled_from(["Harbour Post", "The Meridian"]), max_size=2).map(tuple),
        "min_confidence": st.sampled_from([0.0, 0.55, 0.95]),
        "text": st.sampled_from(["", "fire", "ß"]),
    },
)


@given(STATEMENT_PARTS)
def test_what_is_kept_is_kept_unchanged(parts):
    """Every table of a selection keeps its contract, in order, with rows equal to those of the whole."""
    part = WHOLE.select(Query(**parts))
    part.verify()
    for name, table in part.tables().items():
        key = tables.contract(name).key
        whole = WHOLE.tables()[name]
        same = whole[whole[key].isin(set(table[key]))].reset_index(drop=True)
        pd.testing.assert_frame_equal(table, same)


@given(STATEMENT_PARTS)
def test_selecting_twice_is_selecting_once(parts):
    """A query changes nothing in what it has already selected."""
    once = WHOLE.select(Query(**parts))
    twice = once.select(Query(**parts))
    for name, table in once.tables().items():
        pd.testing.assert_frame_equal(table, twice.tables()[name])


@given(STATEMENT_PARTS, STATEMENT_PARTS)
def test_order_of_selections_does_not_matter_to_statements(first, second):
    """Two queries in a row keep the same statements in either order."""
    one, other = Query(**first), Query(**second)
    assert ids(WHOLE.select(one).select(other)) == ids(WHOLE.select(other).select(one))
