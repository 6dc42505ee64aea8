"""The claim board: issues × parties, each cell with the words of that party on that issue, or "not heard on this"."""

from collections.abc import Iterable

import pandas as pd

from toolkit.compare.issues import NO_ISSUE
from toolkit.compare.units import counted, ordered
from toolkit.record import UNASSIGNED

NOT_HEARD = "not heard on this"
DTYPES = {
    "issue": "str", "party": "str", "heard": "boolean", "n": "Float64", "articles": "Int64", "acts": "str",
    "claim": "str", "statement_id": "str", "evidence": "object",
}  # fmt: skip
_CELL = ["issue", "party"]
# How a cell tells what is done there, by act.
SIGNS = {
    "assert": "asserts", "deny": "denies", "accuse": "accuses", "demand": "demands", "promise": "promises",
    "threaten": "threatens", "condemn": "condemns", "praise": "praises", "offer": "offers", "question": "asks",
    "decline": "declines to say", "concede": "concedes",
}  # fmt: skip


def claim_board(
    statements: pd.DataFrame,
    issues: pd.DataFrame,
    *,
    articles: pd.DataFrame | None = None,
    parties: Iterable[str] = (),
    most: int = 3,
) -> pd.DataFrame:
    """Every issue has a cell for every party, and a party that says nothing on it has one that says so.

    One row is one cell. `issue` and `party` (`(unassigned)` last), `heard` (whether the party says anything on it), `n`
    (statements; two who speak at once have half each), `articles` (in which it does; copies known from `articles` count
    once), `acts` ("2 asserts, 1 denies", most first), `claim` (the statement nearest to the middle of the issue, as
    printed; "not heard on this" in a silent cell), `statement_id` (of that one), `evidence` (a list of up to `most`
    statement ids, the nearest first). Issues stand by their number of statements, "(no issue)" last; parties by theirs.
    `issues` comes from `compare.issues`; `parties` names those who get cells even if they are never heard.

    A silent cell is silence in these reports on these words, and no refusal to speak.

    >>> from toolkit.compare import issues
    >>> from toolkit.tables import frame
    >>> said = {"Red": "Water is dirty", "Blue": "Wages are paid"}
    >>> rows = [{"statement_id": who, "party": who, "content": words} for who, words in said.items()]
    >>> told = frame("STATEMENTS", rows)
    >>> of = pd.DataFrame({"statement_id": ["Red", "Blue"], "issue": ["water", "wages"], "closeness": [1.0, 1.0]})
    >>> claim_board(told, of)[["issue", "party", "claim"]].values.tolist()[:2]
    [['wages', 'Blue', 'Wages are paid'], ['wages', 'Red', 'not heard on this']]
    """
    heard = counted(statements, articles).merge(issues[["statement_id", "issue", "closeness"]], on="statement_id")
    names = ordered(heard, "party", also=parties)
    sizes = heard.groupby("issue")["weight"].sum().to_dict()
    order = sorted(sizes, key=lambda issue: (issue == NO_ISSUE, -round(sizes[issue], 9), issue))
    every = pd.MultiIndex.from_product([order, names], names=_CELL)
    board = _cells(heard, most).reindex(every).reset_index()
    board["heard"] = board["n"].notna()
    silent = {"n": 0.0, "articles": 0, "acts": "", "claim": NOT_HEARD, "statement_id": ""}
    board = board.fillna(silent)
    board["evidence"] = [ids if isinstance(ids, list) else [] for ids in board["evidence"]]
    return board[list(DTYPES)].astype(DTYPES)


def _cells(heard: pd.DataFrame, most: int) -> pd.DataFrame:
    """One row is one cell that is heard, by issue and party; the statements nearest to the issue come first."""
    near = heard.sort_values(["closeness", "statement_id"], ascending=[False, True], kind="stable")
    cells = near.groupby(_CELL).agg(
        n=("weight", "sum"), articles=("cluster", "nunique"), claim=("content", "first"),
        statement_id=("statement_id", "first"), evidence=("statement_id", lambda ids: list(ids.unique()[:most])),
    )  # fmt: skip
    acts = heard[heard["act"] != ""].groupby([*_CELL, "act"])["weight"].sum().reset_index()
    acts = acts.sort_values("weight", ascending=False, kind="stable")
    acts["told"] = [
        f"{weight:g} {SIGNS.get(act, act)}" for weight, act in zip(acts["weight"], acts["act"], strict=True)
    ]
    told = acts.groupby(_CELL)["told"].agg(", ".join).astype("str")
    return cells.assign(acts=told.reindex(cells.index, fill_value=""))


def unheard(board: pd.DataFrame) -> pd.DataFrame:
    """The silent cells of a board: which party is not heard on which issue, the unassigned left out.

    One row is one silent cell: `issue`, `party`.
    """
    silent = board[~board["heard"] & (board["party"] != UNASSIGNED) & (board["issue"] != NO_ISSUE)]
    return silent[["issue", "party"]].reset_index(drop=True)
