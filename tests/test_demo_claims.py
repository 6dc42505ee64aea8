"""What is found in the demonstration corpus, beside what its manifest says is true."""

import pytest
from demo_manifest import Manifest

import toolkit
from toolkit import compare

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def manifest():
    """The manifest over a record of the corpus."""
    return Manifest(toolkit.open_corpus(toolkit.demo()))


def test_few_pairs_of_figures_are_called_wrongly_and_none_a_conflict(manifest):
    """Of the pairs that the manifest does not call a conflict none is called one, and two in three are told rightly."""
    table = compare.pairs(manifest.record.figures, articles=manifest.record.articles)
    told = {frozenset((row.figure_a, row.figure_b)): row.outcome for row in table.itertuples()}
    pairs = [(told.get(frozenset(ids), "not comparable"), outcome) for *ids, outcome in manifest.figures() if all(ids)]
    assert [pair for pair in pairs if pair[0] == "conflict" and pair[1] != "conflict"] == []
    right = sum(outcome.startswith(found) for found, outcome in pairs)
    assert len(pairs) >= 24
    assert right >= 18


def test_most_answers_that_are_told_outright_are_found(manifest):
    """Of the answers in the report of their accusation three in five are linked to it, or more."""
    replies = manifest.record.replies
    linked = set(zip(replies["answers_id"], replies["statement_id"], strict=True))
    pairs = manifest.answers()
    assert len(pairs) == 20
    assert sum(pair in linked for pair in pairs) >= 13


def test_answers_in_other_reports_are_among_the_candidates(manifest):
    """The late answers that the manifest tells of are among what may answer in other reports."""
    record = manifest.record
    table = compare.later_answers(record.statements, record.articles)
    candidates = set(zip(table["statement_id"], table["answer_id"], strict=True))
    pairs = manifest.late_answers()
    assert len(pairs) == 4
    assert sum(pair in candidates for pair in pairs) >= 3


def test_nobody_who_is_never_heard_has_a_claim_on_a_toll(manifest):
    """The pickers are talked about in a dozen reports and have no statement; the board says that they are not heard."""
    record = manifest.record
    board = compare.claim_board(record.statements, compare.issues(record.statements), parties=record.parties)
    assert "Seasonal pickers" in set(record.parties)
    assert not board.loc[board["party"] == "Seasonal pickers", "heard"].any()
    assert set(compare.unheard(board)["party"]) >= {"Seasonal pickers"}


def test_copies_fill_one_cell_once(manifest):
    """A wire report and its two copies are one article in every cell."""
    record = manifest.record
    board = compare.claim_board(record.statements, compare.issues(record.statements), articles=record.articles)
    copied = {row.duplicate_of for row in record.articles.itertuples() if row.duplicate_of}
    assert len(copied) == 1
    alone = compare.claim_board(record.statements, compare.issues(record.statements))
    assert (board["articles"] <= alone["articles"]).all()
    assert (board["articles"] < alone["articles"]).any()
