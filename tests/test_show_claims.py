"""Laws of the board and the ledger: the words are the article's own, nothing runs, and silence is said."""

import re

import pandas as pd
import pytest
from test_show import BAD, Reader

from toolkit import compare, show, tables
from toolkit.compare.board import NOT_HEARD
from toolkit.record import Record
from toolkit.show.ledger import NO_ANSWER


def replied(record: Record) -> pd.DataFrame:
    """REPLIES in which the denial of Sudria answers what Norland said of it."""
    return tables.frame(
        "REPLIES",
        [{"reply_id": "r0", "article_id": "harbour", "statement_id": "s2", "answers_id": "s1", "distance": 1}],
    )


def board_of(record: Record) -> show.Board:
    """The board of a record with one issue for all of its statements."""
    found = pd.DataFrame({"statement_id": record.statements["statement_id"], "issue": "the harbour", "closeness": 1.0})
    return show.board(compare.claim_board(record.statements, found, parties=["Westria"]), record)


def test_a_cell_holds_what_was_said_and_who_is_not_heard(small_record):
    """Every claim is a statement verbatim with its speaker and article, and a silent party is named as not heard."""
    ((issue, cells, silent),) = board_of(small_record).issues
    assert (issue, silent) == ("the harbour", ("Westria",))
    contents = dict(zip(small_record.statements["statement_id"], small_record.statements["content"], strict=True))
    claims = [claim for cell in cells for claim in cell.claims]
    assert all(claim.content == contents[claim.statement_id] and claim.where for claim in claims)
    assert [cell.party for cell in cells] == ["Norland", "Sudria", "(unassigned)"]  # 4.5, 3.5 and 2 statements
    page = Reader(board_of(small_record)._repr_html_())
    assert f"{NOT_HEARD}: Westria" in page.text("cp-board")
    assert "and 1.5 more" in page.text("cp-board")
    assert str(board_of(small_record)).startswith("THE HARBOUR\n  Norland (2 accuses, 1 asserts")


def test_every_claim_leads_to_its_statement(small_record):
    """The link of a claim names the place where `show.statements` and a page have the statement."""
    page = Reader(board_of(small_record)._repr_html_())
    links = [values["href"] for tag, values in page.elements if tag == "a"]
    assert links
    assert all(re.fullmatch(r"#s-s\d+", link or "") for link in links)


def test_the_ledger_has_both_sides(small_record):
    """An accusation stands with its answer and the verb of it, or with the words that none was found."""
    table = compare.answered(small_record.statements, replied(small_record))
    entries = {one.statement_id: one for one in show.ledger(table, small_record).entries}
    assert (entries["s1"].answer, entries["s1"].verb, entries["s1"].distance) == (
        "the charge",
        "denied",
        "in the next sentence",
    )
    assert (entries["s0"].answer_id, entries["s0"].answer_party) == ("", "")
    page = Reader(show.ledger(table, small_record)._repr_html_())
    assert page.text("cp-answer").count(NO_ANSWER) == sum(not one.answer_id for one in entries.values())
    assert NO_ANSWER in str(show.ledger(table, small_record))


@pytest.mark.parametrize("text", [BAD])
def test_hostile_words_are_words(small_record, text):
    """Markup in contents, speakers and parties is written as text in board and ledger."""
    statements = small_record.statements.assign(content=text, speaker=text, party=text, target_party=text)
    statements["spans"] = [[[0, 1]]] * len(statements)
    record = Record.from_tables({**small_record.tables(), "STATEMENTS": statements})
    found = pd.DataFrame({"statement_id": statements["statement_id"], "issue": text, "closeness": 1.0})
    board = show.board(compare.claim_board(statements, found), record)._repr_html_()
    ledger = show.ledger(compare.answered(statements, replied(record)), record)._repr_html_()
    for html in (board, ledger):
        assert Reader(html).tags() <= {"div", "style", "h4", "section", "p", "span", "em", "blockquote", "a"}
        assert "<script" not in html


def test_nothing_said_is_told(small_record):
    """Without statements board and ledger say so."""
    none = tables.empty("STATEMENTS")
    found = pd.DataFrame({"statement_id": pd.Series(dtype="str"), "issue": pd.Series(dtype="str"), "closeness": []})
    assert "No statements match" in show.board(compare.claim_board(none, found), small_record)._repr_html_()
    empty = compare.answered(none, tables.empty("REPLIES"))
    assert "No accusations match" in show.ledger(empty, small_record)._repr_html_()
    assert str(show.ledger(empty, small_record)).startswith("No accusations")
