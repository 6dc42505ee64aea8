"""Laws of what an analyst decides on issues: it is kept beside the corpus, and comes before what is found."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import tables
from toolkit.compare import (
    CompareError,
    IssueChoice,
    decided,
    issues,
    keep_issues,
    kept_issues,
    renamed,
    split_by,
)  # fmt: skip
from toolkit.compare.issues import NO_ISSUE
from toolkit.errors import RecordError

SAID = ("The wells ran dry", "The river is low", "Dry wells and a low river", "Wages must rise", "No wages were paid")
FOUND = pd.DataFrame(
    {"statement_id": [f"s{place}" for place in range(5)], "issue": ["river", "river", NO_ISSUE, "wages", "wages"],
     "closeness": 0.5, "by": "found"}
)  # fmt: skip
words = st.text("abc ", min_size=1, max_size=6)
choices = st.builds(
    IssueChoice, words=st.dictionaries(words, st.lists(words, max_size=3).map(tuple), max_size=3),
    moved=st.dictionaries(words, words, max_size=3), names=st.dictionaries(words, words, max_size=3),
)  # fmt: skip


def told() -> pd.DataFrame:
    """Five statements on wells, a river and wages."""
    return tables.frame("STATEMENTS", [{"statement_id": f"s{place}", "content": one} for place, one in enumerate(SAID)])


def laid(choice: IssueChoice) -> list[str]:
    """The issues of the five under a choice."""
    return decided(FOUND, told(), choice)["issue"].tolist()


@given(choices)
def test_a_choice_comes_back_as_it_was_kept(tmp_path_factory, choice):
    """What is kept beside the corpus is what was decided, and replaces what was kept before."""
    from small import small_record  # noqa: PLC0415

    record = replace(small_record(), home=tmp_path_factory.mktemp("corpus") / ".counterpoint")
    assert kept_issues(record) == IssueChoice()
    keep_issues(record, IssueChoice(names={"a": "b"}))
    keep_issues(record, choice)
    assert kept_issues(record) == choice


def test_a_damaged_file_is_named(housed_record):
    """A file that holds something else is refused by name."""
    file = keep_issues(housed_record, IssueChoice())
    file.write_text("[1]", encoding="utf-8")
    with pytest.raises(RecordError, match=r"choice\.json"):
        kept_issues(housed_record)


def test_a_new_name_is_for_all_statements_of_the_issue():
    """A renamed issue keeps its statements, and what is found under the old name goes with them."""
    choice = renamed(IssueChoice(), FOUND, "river", " the  river Lisk ")
    assert laid(choice) == ["the river Lisk", "the river Lisk", NO_ISSUE, "wages", "wages"]
    later = FOUND.assign(issue="river")
    assert set(decided(later, told(), choice)["issue"]) == {"the river Lisk"}


def test_a_name_that_is_there_merges():
    """Two issues with one name are one, and can be renamed together again."""
    merged = renamed(IssueChoice(), FOUND, "river", "wages")
    assert laid(merged) == ["wages", "wages", NO_ISSUE, "wages", "wages"]
    again = renamed(merged, decided(FOUND, told(), merged), "wages", "life")
    assert laid(again) == ["life", "life", NO_ISSUE, "life", "life"]


def test_words_make_an_issue():
    """Statements with a word, in any form, or with a phrase are of the issue made of it; words in between break it."""
    assert laid(split_by(IssueChoice(), "wells", ["well"])) == ["wells", "river", "wells", "wages", "wages"]
    assert laid(split_by(IssueChoice(), "low", ["low river"])) == ["river", "river", "low", "wages", "wages"]


def test_what_was_moved_by_hand_stays():
    """A statement that was moved is of that issue, whatever its words."""
    choice = split_by(IssueChoice(moved={"s0": "harvest"}), "wells", ["wells"])
    assert laid(choice)[0] == "harvest"


@pytest.mark.parametrize(
    ("decide", "wrong"),
    [
        (lambda: renamed(IssueChoice(), FOUND, "rivers", "x"), "no issue 'rivers'"),
        (lambda: renamed(IssueChoice(), FOUND, "river", "  "), "'' cannot be the name"),
        (lambda: renamed(IssueChoice(), FOUND, NO_ISSUE, "x"), "no issue"),
        (lambda: split_by(IssueChoice(), "", ["well"]), "an issue ''"),
        (lambda: split_by(IssueChoice(), "wells", ["", " "]), "of the words"),
    ],
)
def test_what_cannot_be_decided_is_told(decide, wrong):
    """A missing issue, name or word is refused with what would have worked."""
    with pytest.raises(CompareError, match=wrong):
        decide()


def test_deciding_later_is_deciding_at_once():
    """A choice laid over what was found gives what finding with the choice gives."""
    choice = IssueChoice(words={"wells": ("wells",)}, moved={"s4": "pay"})
    pd.testing.assert_frame_equal(decided(issues(told()), told(), choice), issues(told(), choice=choice))
