"""Laws of issues: what statements are about, how the issues are named, and that the analyst comes first."""

import numpy as np
import pandas as pd
import pytest
from compare_tables import statement_tables
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from toolkit import tables
from toolkit.compare import CompareError, IssueChoice, innermost, issues
from toolkit.compare.issues import NO_ISSUE
from toolkit.compare.terms import names_in, printed_forms, stem, stems, weighed

few = settings(max_examples=15)  # each example finds issues once or twice, some 10 ms
WATER = ("River water floods fields", "Dirty river water floods", "The river water rose")
PAY = ("Wages fell after strikes", "Strikes over wages and pay", "The union wants pay and wages")
PHRASES = ("dirty river water", "river water floods", "wages and strikes", "union strikes wages", "army village", "")


def told(*contents: str, **other: str) -> pd.DataFrame:
    """STATEMENTS with one row for each content: s00, s01 and so on."""
    rows = [{"statement_id": f"s{place:02}", "content": content, **other} for place, content in enumerate(contents)]
    return tables.frame("STATEMENTS", rows)


said = st.lists(st.sampled_from(PHRASES), max_size=12).map(lambda contents: told(*contents))


def grouped(table: pd.DataFrame) -> dict[str, list[str]]:
    """The statements of each issue."""
    return {str(issue): list(rows) for issue, rows in table.groupby("issue")["statement_id"]}


def test_shared_words_make_an_issue() -> None:
    """Statements on water and statements on pay are two issues, each named by its own most telling words."""
    # "river" and "water" stand in three statements and "floods" in two, "wages" in three, "pay" and "strikes" in two; a
    # word of one statement alone, as "dirty" or "union", ties nothing together and names nothing.
    found = grouped(issues(told(*WATER, *PAY), number=2))
    assert sorted(found.values()) == [["s00", "s01", "s02"], ["s03", "s04", "s05"]]
    water, pay = sorted(found, key=lambda name: found[name])
    assert set(water.split(", ")) == {"river", "water", "floods"}
    assert set(pay.split(", ")) == {"wages", "pay", "strikes"}


@few
@given(statement_tables())
def test_every_innermost_statement_has_one_row(statements: pd.DataFrame) -> None:
    """Each innermost statement has exactly one row, and so at most one issue; statements that hold others have none."""
    statements["content"] = [PHRASES[place % len(PHRASES)] for place in range(len(statements))]
    assert list(issues(statements)["statement_id"]) == sorted(innermost(statements)["statement_id"])


@few
@given(said, st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(statements: pd.DataFrame, random) -> None:
    """The same statements in another order, or asked for again, have the same issues under the same names."""
    order = random.sample(range(len(statements)), len(statements))
    assert_frame_equal(issues(statements), issues(statements.iloc[order]))


@few
@given(said)
def test_names_are_words_of_the_statements(statements: pd.DataFrame) -> None:
    """Every word in the name of an issue is printed in some statement, and there are at most three."""
    printed = set(" ".join(statements["content"]).split())
    for name in set(issues(statements)["issue"]) - {NO_ISSUE}:
        assert set(name.split(", ")) <= printed
        assert name.count(",") <= 2


@few
@given(said)
def test_closeness_is_a_share(statements: pd.DataFrame) -> None:
    """Closeness lies between 0 and 1 but for rounding, and is 0 exactly where a statement has no issue."""
    table = issues(statements)
    assert table["closeness"].between(0, 1 + 1e-12).all()
    assert ((table["closeness"] == 0) == (table["issue"] == NO_ISSUE)).all()


def test_names_of_who_speaks_are_no_issue() -> None:
    """Statements that share nothing but the names of parties and persons have no issue."""
    table = issues(
        told("Lind paid wages", "Norland has rivers", "Lind and Norland wait", party="Norland", speaker="Lind")
    )
    assert grouped(table) == {NO_ISSUE: ["s00", "s01", "s02"]}
    assert names_in(told("", party="Norland", speaker="Ada Lind")) == {"norland", "ada", "lind"}


# Of n statements the root of 2n/3 is looked for: 24 give 4, and 600 would give 20 and so give 16; 3 would give 1 and
# so give 2.
@pytest.mark.parametrize(("topics", "each", "number"), [(8, 3, 4), (40, 15, 16), (1, 3, 2)])
def test_number_of_issues_keeps_its_bounds(topics, each, number) -> None:
    """Without a number there are at most as many issues as the root of two thirds of the statements, 2 to 16."""
    words = [f"{chr(97 + topic // 8) * 3}{chr(97 + topic % 8) * 3}" for topic in range(topics)]
    table = issues(told(*[f"{word}one {word}two" for word in words] * each))
    assert 1 <= table["issue"].nunique() <= number
    assert len(table) == topics * each


@pytest.mark.parametrize("contents", [(), ("",), ("Water is dirty",), ("Water is dirty", "Wages fell"), ("It is",) * 3])
@pytest.mark.parametrize("number", [0, 1, 5])
def test_nothing_in_common_is_no_issue(contents, number) -> None:
    """Where no telling word stands in two statements, or there are none, nothing is found and nothing breaks."""
    table = issues(told(*contents), number=number)
    assert list(table["issue"]) == [NO_ISSUE] * len(contents)
    assert table.dtypes.to_dict() == issues(told(*WATER)).dtypes.to_dict()


def test_the_analyst_comes_first() -> None:
    """A statement moved by hand stays there, one with a word of an issue goes to the first such, the rest is found."""
    choice = IssueChoice(words={"pay": ("wage", "pay"), "unrest": ("strike",)}, moved={"s05": "labour law"})
    table = issues(told(*WATER, *PAY), number=2, choice=choice).set_index("statement_id")
    assert table.loc["s03":, ["issue", "closeness", "by"]].values.tolist() == [
        ["pay", 1.0, "words"],  # "wages" and "strikes": the first issue counts
        ["pay", 1.0, "words"],
        ["labour law", 1.0, "hand"],  # its words say "pay", the hand decides
    ]
    assert set(table.loc[:"s02", "by"]) == {"found"}


def test_two_issues_under_one_name_are_merged() -> None:
    """A found issue has the name that the analyst gives it, and two with one name are one."""
    statements = told(*WATER, *PAY, "Army shells village", "Village hides from army")
    before = grouped(issues(statements, number=3))
    one, two, army = sorted(before, key=lambda name: before[name])
    after = grouped(issues(statements, number=3, choice=IssueChoice(names={one: "daily life", two: "daily life"})))
    assert after == {"daily life": [f"s0{place}" for place in range(6)], army: ["s06", "s07"]}


def test_negative_number_is_refused() -> None:
    """A negative number is refused by its value, with what works instead."""
    with pytest.raises(CompareError, match="-2") as error:
        issues(told(*WATER), number=-2)
    assert "1 and more" in error.value.works


FORMS = [("strikes", "strike"), ("parties", "party"), ("losses", "loss"), ("walked", "walk"), ("burning", "burn"),
         ("union’s", "union"), ("crisis", "crisis"), ("virus", "virus"), ("bed", "bed"), ("ring", "ring")]  # fmt: skip


@pytest.mark.parametrize(("word", "meant"), FORMS)
def test_forms_of_a_word_meet(word, meant) -> None:
    """Endings of number and tense fall off, and what only looks like one stays."""
    assert stem(word) == meant


def test_printed_forms_are_the_commonest() -> None:
    """A stem is printed in its commonest form, of equals in the first by the alphabet, and plain words are no stems."""
    forms = printed_forms(["Strikes and strikes", "The strike", "walked, walks"])
    assert (forms["strike"], forms["walk"]) == ("strikes", "walked")
    assert stems("The strikes, they said, would go on in 2024") == ["strike"]


def test_weights_by_hand() -> None:
    """A text is a row of length 1, in which a word weighs more that is told more often and in fewer texts."""
    # "water" stands in both of 2 texts: idf ln(3/3) + 1 = 1; "dirt" in one: ln(3/2) + 1 = 1.4055. Told twice, "dirt"
    # has 1 + ln 2 = 1.6931. Row 0 is (1.6931 * 1.4055, 1) = (2.3797, 1) over its length 2.5813; row 1 is (0, 1).
    weights, terms = weighed(["dirt dirt water", "water"])
    assert terms == ["dirt", "water"]
    np.testing.assert_allclose(weights.toarray(), [[0.9219, 0.3874], [0, 1]], atol=1e-4)
    assert weighed(["dirt dirt water", "water"], least=2)[1] == ["water"]
    assert weighed(["dirt dirt water", "water"], without=frozenset({"water"}))[1] == ["dirt"]


@few
@given(said)
def test_no_word_names_two_issues(statements: pd.DataFrame) -> None:
    """The words of the names of issues are all different."""
    names = set(issues(statements)["issue"]) - {NO_ISSUE}
    words = [word for name in names for word in name.split(", ")]
    assert len(words) == len(set(words))
