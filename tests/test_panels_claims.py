"""The panel of claims: controls, query, view and choice of issues say the same, and nothing is swallowed."""

from dataclasses import replace
from datetime import date

import pytest
from small import small_record

from toolkit import compare
from toolkit.panels import View, saved_view, what_each_side_claims
from toolkit.record import Query

NAME = "3_what_each_side_claims"


@pytest.fixture
def panel(housed_record):
    """A panel on the small record, which can save."""
    return what_each_side_claims(housed_record)


@pytest.fixture
def split(panel):
    """The same with an issue made of the statements that say "ship"."""
    panel.fresh.value, panel.words.value = "ships", "ship, harbour"
    panel.split.click()
    return panel


def test_it_opens_with_everything(panel):
    """Without anything saved all innermost statements on all issues are shown, and no figures."""
    assert (panel.query, panel.view) == (Query(), View())
    assert panel.summary.value == "10 of 10 statements on all issues: all statements; all outlets"
    assert panel.measure.value == "no figures"
    assert len(panel.reading.items) == 10
    assert panel.problem.value == ""


def test_controls_write_query_and_view(split):
    """Whatever is chosen, ticked or dated is in the query or the view at once, and kept."""
    split.parties.value = ["Sudria"]
    split.acts.value = ["deny", "promise"]
    split.since.value = date(2024, 3, 1)
    split.measure.value = "killed"
    assert split.query == Query(parties=("Sudria",), acts=("deny", "promise"), since="2024-03-01")
    assert split.view == View("ships", "killed")
    assert split._record.saved_query(NAME) == split.query
    assert saved_view(split._record) == split.view


def test_it_opens_as_it_was_left(split):
    """Another panel on the same corpus has the same query, view and issues."""
    split.parties.value = ["Norland"]
    again = what_each_side_claims(split._record)
    assert (again.query, again.view, again.choice) == (split.query, split.view, split.choice)
    assert again.issue.value == "ships"
    assert again.summary.value == split.summary.value


def test_an_issue_of_words_holds_their_statements(split):
    """An issue made of words holds the statements that have one, and the panel shows it at once."""
    ids = set(split.found.loc[split.found["issue"] == "ships", "statement_id"])
    assert ids == {"s0", "s10"}
    assert split.view.issue == "ships"
    assert split.summary.value.startswith("2 of 10 statements on ships")
    assert len(split.reading.items) == 2


def test_renaming_and_taking_it_back(split):
    """A new name is for the chosen issue and is kept; "as found" takes every name and word back."""
    split.fresh.value = "the sea"
    split.rename.click()
    assert split.view.issue == "the sea"
    assert set(compare.kept_issues(split._record).moved.values()) == {"the sea"}
    split.undo.click()
    assert compare.kept_issues(split._record) == compare.IssueChoice()
    assert split.view.issue == ""


def test_what_cannot_be_decided_is_said(panel):
    """Renaming without an issue, and an issue without words or without statements, change nothing and say why."""
    panel.fresh.value = "x"
    panel.rename.click()
    assert panel.problem.value.startswith("The issues stay as they are: no issue is chosen")
    panel.split.click()
    assert "cannot be made of the words ()" in panel.problem.value
    panel.words.value = "zeppelin"
    panel.split.click()
    assert "no statement has the words 'zeppelin'" in panel.problem.value
    assert panel.choice == compare.IssueChoice()


def test_days_in_the_wrong_order_are_said(panel):
    """A first day after the last one changes nothing and is told."""
    panel.until.value = date(2024, 1, 1)
    panel.since.value = date(2024, 2, 1)
    assert "since" in panel.problem.value
    assert panel.query.since == ""


def test_the_reset_shows_everything(split):
    """One button clears query and view and leaves the names of issues."""
    split.parties.value = ["Sudria"]
    split.reset.click()
    assert (split.query, split.view) == (Query(), View())
    assert "ships" in set(split.found["issue"])


def test_without_a_home_it_goes_on_and_says_so():
    """On a record that cannot save the panel works and says that the choice is not kept."""
    panel = what_each_side_claims(replace(small_record(), home=None))
    panel.parties.value = ["Sudria"]
    assert panel.problem.value.startswith("This choice is not saved")
    assert "by Sudria" in panel.summary.value


def test_a_copy_without_python_says_what_it_was_left_at(split):
    """In a rendered copy the panel is one sentence."""
    assert "statements on ships" in split._repr_mimebundle_()["text/html"]


def test_the_table_is_the_board(panel):
    """The rows of the panel's table are the heard cells of the claim board."""
    board = compare.claim_board(panel._record.statements, panel.found, articles=panel._record.articles)
    rows = [(row[0], row[1], row[-1]) for row in panel.cells.table["rows"]]
    heard = board[board["heard"]]
    assert rows == list(zip(heard["issue"], heard["party"], heard["claim"], strict=True))


def test_who_was_not_chosen_is_not_called_silent(panel):
    """With a party chosen the board has cells of that party alone: nobody looked for what the others say."""
    panel.parties.value = ["Sudria"]
    assert set(panel._board["party"]) == {"Sudria"}


def test_a_click_on_an_issue_chooses_it_and_another_lets_it_go(split):
    """A click in the board chooses the issue, the same click again shows all issues, and other words choose nothing."""
    split.reset.click()
    for turn, issue in enumerate(("ships", "", "ships", "")):
        split.chart.clicked = {"value": "ships", "turn": turn}
        assert split.view.issue == issue
    split.chart.clicked = {"value": "no such issue", "turn": 9}
    assert split.view.issue == ""
