"""Laws of the claim board and of contrast: who says what on which issue, and where two parties agree and differ."""

import pandas as pd
import pytest
from compare_tables import PARTIES, articles_of, copied, statement_tables
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from toolkit import tables
from toolkit.compare import CompareError, claim_board, contrast, innermost, unheard, voice_share, voices
from toolkit.compare.board import NOT_HEARD
from toolkit.compare.issues import NO_ISSUE

few = settings(max_examples=15)  # each example makes a board, some 20 ms

# statement, article, party, act, content, issue, closeness
BOARD = (
    ("s0", "a0", "Red", "assert", "Water is dirty", "water", 0.5),
    ("s1", "a1", "Red", "deny", "Water is clean", "water", 0.9),
    ("s2", "a1", "Red", "assert", "Water smells", "water", 0.7),
    ("s3", "a0", "Blue", "demand", "Wages must rise", "wages", 0.8),
    ("s4", "a0", "", "assert", "It snows", NO_ISSUE, 0.0),
    ("s5", "a1", "Blue", "assert", "It rains", NO_ISSUE, 0.0),
)


def example() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Six statements on two issues and none, one of them by nobody known, and a seventh by Red and Blue at once."""
    rows = [dict(zip(("statement_id", "article_id", "party", "act", "content"), row[:5], strict=True)) for row in BOARD]
    both = {"statement_id": "s6", "article_id": "a1", "speakers": ["Ann", "Bo"], "speaker_parties": ["Red", "Blue"],
            "act": "promise", "content": "Wages will rise"}  # fmt: skip
    of = [{"statement_id": row[0], "issue": row[5], "closeness": row[6]} for row in BOARD]
    of.append({"statement_id": "s6", "issue": "wages", "closeness": 0.9})
    return tables.frame("STATEMENTS", [*rows, both]), pd.DataFrame(of)


@st.composite
def boards(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Random statements, each of some issue and somewhat close to it."""
    statements = draw(statement_tables())
    statements["content"] = [f"words of {key}" for key in statements["statement_id"]]
    rows = [
        (key, draw(st.sampled_from(("pay", "water", NO_ISSUE))), draw(st.sampled_from((0.2, 0.5, 1.0))))
        for key in statements["statement_id"]
    ]
    return statements, pd.DataFrame(rows, columns=["statement_id", "issue", "closeness"])


def test_board_by_hand() -> None:
    """Each cell has its number, its acts, the nearest claim and its evidence, the nearest first."""
    # Red has 3 + 1/2 statements, Blue 2 + 1/2; water has 3, wages 1 + 1 and so come second.
    columns = ["issue", "party", "n", "articles", "acts", "claim", "evidence"]
    assert claim_board(*example())[columns].values.tolist() == [
        ["water", "Red", 3.0, 2, "2 asserts, 1 denies", "Water is clean", ["s1", "s2", "s0"]],
        ["water", "Blue", 0.0, 0, "", NOT_HEARD, []],
        ["water", "(unassigned)", 0.0, 0, "", NOT_HEARD, []],
        ["wages", "Red", 0.5, 1, "0.5 promises", "Wages will rise", ["s6"]],
        ["wages", "Blue", 1.5, 2, "1 demands, 0.5 promises", "Wages will rise", ["s6", "s3"]],
        ["wages", "(unassigned)", 0.0, 0, "", NOT_HEARD, []],
        [NO_ISSUE, "Red", 0.0, 0, "", NOT_HEARD, []],
        [NO_ISSUE, "Blue", 1.0, 1, "1 asserts", "It rains", ["s5"]],
        [NO_ISSUE, "(unassigned)", 1.0, 1, "1 asserts", "It snows", ["s4"]],
    ]


def test_silent_cells_by_hand() -> None:
    """The silent cells are those of known parties on issues that were found."""
    board = claim_board(*example(), parties=["Green"])
    assert unheard(board).values.tolist() == [["water", "Blue"], ["water", "Green"], ["wages", "Green"]]


@few
@given(boards())
def test_cells_hold_what_is_printed(given_tables) -> None:
    """A claim is the verbatim content of its statement, and all evidence of a cell is by its party on its issue."""
    statements, of = given_tables
    content = statements.set_index("statement_id")["content"]
    told = voices(innermost(statements)).merge(of, on="statement_id").replace({"party": {"": "(unassigned)"}})
    kept = set(zip(told["statement_id"], told["party"], told["issue"], strict=True))
    for cell in claim_board(statements, of).to_dict("records"):
        assert {(key, cell["party"], cell["issue"]) for key in cell["evidence"]} <= kept
        assert cell["heard"] == bool(cell["evidence"])
        assert cell["claim"] == (content[cell["evidence"][0]] if cell["heard"] else NOT_HEARD)


@few
@given(boards())
def test_cells_sum_to_the_statements(given_tables) -> None:
    """The cells of a party sum to its statements, and all cells to all innermost statements."""
    statements, of = given_tables
    board = claim_board(statements, of)
    heard = voice_share(statements).set_index("party")["n"]
    assert (board.groupby("party")["n"].sum() - heard).abs().max() < 1e-9
    assert board["n"].sum() == pytest.approx(len(innermost(statements)))


@few
@given(boards())
def test_every_issue_has_a_cell_for_every_party(given_tables) -> None:
    """Each issue has one cell for each party that is heard or named, and the unheard are the cells without evidence."""
    board = claim_board(*given_tables, parties=PARTIES)
    pairs = list(zip(board["issue"], board["party"], strict=True))
    assert len(set(pairs)) == len(pairs) == board["issue"].nunique() * len(PARTIES)
    silent = {(cell["issue"], cell["party"]) for cell in board.to_dict("records") if not cell["evidence"]}
    expected = {(issue, party) for issue, party in silent if issue != NO_ISSUE and party != "(unassigned)"}
    assert set(unheard(board).itertuples(index=False, name=None)) == expected


def test_copies_are_one_article_on_the_board() -> None:
    """A copy of every article, marked as such, changes no number of articles."""
    statements, of = example()
    again = copied(statements)
    marked = pd.concat([of, of.assign(statement_id="copy of " + of["statement_id"])])
    twice = claim_board(again, marked, articles=articles_of(again))
    assert list(twice["articles"]) == list(claim_board(statements, of)["articles"])
    assert twice["n"].sum() == 14


def test_no_statements_no_cells() -> None:
    """Without statements there are no cells and no silent ones, and the columns keep their dtypes."""
    statements, of = example()
    board = claim_board(tables.empty("STATEMENTS"), of.iloc[:0])
    assert len(board) == len(unheard(board)) == 0
    assert board.dtypes.to_dict() == claim_board(statements, of).dtypes.to_dict()


CONTRAST = (
    ("r0", "Red", "assert", "The river water is safe"),
    ("r1", "Red", "assert", "Wages were paid"),
    ("b0", "Blue", "assert", "Wages were late"),
    ("b1", "Blue", "deny", "that the river water was safe"),
    ("g0", "Green", "assert", "Wages were late"),
)


def opposed() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Red and Blue on water, where Blue denies what Red asserts, and on wages; Green on wages alone. One issue."""
    rows = [dict(zip(("statement_id", "party", "act", "content"), row, strict=True)) for row in CONTRAST]
    return tables.frame("STATEMENTS", rows), pd.DataFrame(
        {"statement_id": [row[0] for row in CONTRAST], "issue": "town"}
    )


def test_contrast_by_hand() -> None:
    """Shared words agree, shared words under a denial differ most, and the words of each side stand beside them."""
    # Of 4 texts "wage" stands in 2, idf ln(5/3) + 1 = 1.5108; "paid" and "late" in one, ln(5/2) + 1 = 1.9163. The
    # cosine of (wage, paid) and (wage, late) is 1.5108² / (1.5108² + 1.9163²) = 2.2826 / 5.9548 = 0.383.
    columns = ["side", "statement_a", "statement_b", "likeness", "both", "only_a", "only_b"]
    found = contrast(*opposed(), ("Red", "Blue"))[columns].values.tolist()
    assert found == [
        ["agree", "r1", "b0", 0.383, ["wages"], ["paid"], ["late"]],
        ["differ", "r0", "b1", 1.0, ["river", "water", "safe"], [], []],
        ["differ", "r1", "b0", 0.383, ["wages"], ["paid"], ["late"]],
    ]
    assert found[:2] == contrast(*opposed(), ("Red", "Blue"), most=1)[columns].values.tolist()


def test_contrast_the_other_way_round() -> None:
    """Two parties in the other order have the same pairs with their sides exchanged."""
    there, back = contrast(*opposed(), ("Red", "Blue")), contrast(*opposed(), ("Blue", "Red"))
    exchanged = {
        name: name[:-1] + {"a": "b", "b": "a"}[name[-1]] for name in there.columns if name[-2:] in ("_a", "_b")
    }
    assert_frame_equal(back.rename(columns=exchanged)[list(there.columns)], there)


def test_no_pair_where_one_side_is_silent() -> None:
    """An issue on which only one of the two is heard has no pairs."""
    statements, of = opposed()
    of["issue"] = ["water", "wages", "wages", "water", "wages"]
    assert list(contrast(statements, of, ("Red", "Green"))["issue"].unique()) == ["wages"]
    assert len(contrast(statements, of, ("Red", "Green"), issue="water")) == 0


@few
@given(boards())
def test_a_statement_is_in_one_pair_of_each_sort(given_tables) -> None:
    """In each sort of pair of an issue, a statement of one speaker stands once, on the side of its own party."""
    statements, of = given_tables
    alone = statements[[len(names) < 2 for names in statements["speakers"]]]
    alone = pd.concat(
        [alone, tables.frame("STATEMENTS", [{"statement_id": party, "party": party} for party in PARTIES])]
    )
    of = pd.concat([of, pd.DataFrame({"statement_id": PARTIES, "issue": "pay"})])
    found = contrast(alone, of, ("Red", "Blue"))
    party = alone.set_index("statement_id")["party"]
    for column, side in (("statement_a", "Red"), ("statement_b", "Blue")):
        assert not found.duplicated(["issue", "side", column]).any()
        assert set(found[column].map(party)) == {side}


@pytest.mark.parametrize(
    ("between", "issue", "wrong", "works"),
    [(("Red", "Pink"), "", "'Pink'", "Blue, Green, Red"), (("Red", "Blue"), "tax", "'tax'", "town")],
)
def test_contrast_of_what_is_not_there_is_refused(between, issue, wrong, works) -> None:
    """A party that says nothing and an issue that was not found are refused by name, with those there are."""
    with pytest.raises(CompareError, match=wrong) as error:
        contrast(*opposed(), between, issue=issue)
    assert error.value.works == works
    assert error.value.step.startswith("name ")


def test_a_statement_of_both_is_no_pair() -> None:
    """What two parties say together is not set against itself, and stands once in the evidence of each."""
    together = {"speakers": ["A", "B"], "speaker_parties": ["Red", "Blue"]}
    statements = tables.frame("STATEMENTS", [{"statement_id": "rb", "content": "the water is safe", **together}])
    of = pd.DataFrame({"statement_id": ["rb"], "issue": ["water"], "closeness": [1.0]})
    assert contrast(statements, of, ("Red", "Blue")).empty
    board = claim_board(statements, of)
    assert board[board["heard"]]["evidence"].tolist() == [["rb"], ["rb"]]
