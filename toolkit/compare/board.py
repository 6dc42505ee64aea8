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
    sizes = heard.groupby("issue")["weight"].sum()
    order = sorted(sizes.index, key=lambda issue: (issue == NO_ISSUE, -sizes[issue], issue))
    cells = dict(list(heard.groupby(["issue", "party"])))
    rows = [_cell(issue, party, cells.get((issue, party)), most) for issue in order for party in names]
    return pd.DataFrame(rows, columns=list(DTYPES)).astype(DTYPES)


def _cell(issue: str, party: str, rows: pd.DataFrame | None, most: int) -> dict[str, object]:
    if rows is None:
        return dict(zip(DTYPES, (issue, party, False, 0.0, 0, "", NOT_HEARD, "", []), strict=True))
    near = rows.sort_values(["closeness", "statement_id"], ascending=[False, True])
    acts = rows.groupby("act")["weight"].sum().sort_values(ascending=False, kind="stable")
    told = ", ".join(f"{weight:g} {SIGNS.get(str(act), str(act))}" for act, weight in acts.items() if act)
    first = near.iloc[0]
    values = (
        issue, party, True, float(rows["weight"].sum()), int(rows["cluster"].nunique()), told, first["content"],
        first["statement_id"], list(near["statement_id"].unique()[:most]),
    )  # fmt: skip
    return dict(zip(DTYPES, values, strict=True))


def unheard(board: pd.DataFrame) -> pd.DataFrame:
    """The silent cells of a board: which party is not heard on which issue, the unassigned left out.

    One row is one silent cell: `issue`, `party`.
    """
    silent = board[~board["heard"] & (board["party"] != UNASSIGNED) & (board["issue"] != NO_ISSUE)]
    return silent[["issue", "party"]].reset_index(drop=True)
