"""Who speaks about whom: how often each party's statements name each other party."""

import pandas as pd

from toolkit.compare.intervals import shares_having
from toolkit.compare.resampling import typed
from toolkit.compare.units import counted
from toolkit.tables import among

COLUMNS = ["party", "about", "n", "total", "value", "low", "high", "articles", "of_articles", "note", "statements"]
INSIDE = ("target", "inside a statement")


def spoken_about(
    statements: pd.DataFrame, mentions: pd.DataFrame, *, articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Of the statements of each party, how many name each party, its own among them, or are aimed at it.

    One row is one party and one party it names: `party` (most heard first, `(unassigned)` last), `about` (most named
    first), `n` (innermost statements that name it once or more, or whose target it is; two who speak at once have half
    each), `total` (statements of the party), `value` (n / total, 0 to 1), `low`, `high` (95 %, missing under five
    articles), `articles`, `of_articles`, `note` as in `intervals.korn_graubard`, and `statements` (a list of ids). A
    statement may name several, so the values of one party need not sum to 1; pairs that never occur have no row.

    A party is named where MENTIONS has it inside the words of the statement, under any of its names; "they" is no name.

    >>> from toolkit.tables import frame
    >>> told = frame("STATEMENTS", [{"statement_id": "s0", "article_id": "a0", "party": "Red"}])
    >>> named = [{"mention_id": "m0", "statement_id": "s0", "party": "Blue", "role": "inside a statement"}]
    >>> spoken_about(told, frame("MENTIONS", named))[["party", "about", "n", "total"]].values.tolist()
    [['Red', 'Blue', 1.0, 1.0]]
    """
    heard = counted(statements, articles, also=[])
    inside = mentions[mentions["role"].isin(INSIDE) & (mentions["party"] != "") & (mentions["statement_id"] != "")]
    targets = statements[statements["target_party"] != ""]
    named = pd.concat(
        [inside[["statement_id", "party"]],
         targets[["statement_id", "target_party"]].rename(columns={"target_party": "party"})]
    ).drop_duplicates().rename(columns={"party": "about"})  # fmt: skip
    pairs = heard[["statement_id", "party", "weight"]].merge(named, on="statement_id")
    order = pairs.groupby("about")["weight"].sum().round(9)
    names = sorted(order.index, key=lambda name: (-order[name], name))
    ids = pairs.groupby("about")["statement_id"].agg(set)
    having = {name: among(heard["statement_id"], ids[name]).to_numpy() for name in names}
    told = shares_having(heard, having, by="party", what="about")
    told = told[(told["n"] > 0).to_numpy(dtype=bool)].reset_index(drop=True)
    by_pair = pairs.drop_duplicates(["statement_id", "party", "about"]).groupby(["party", "about"])["statement_id"]
    listed = {pair: list(own) for pair, own in by_pair}
    told["statements"] = pd.Series(
        [listed[pair] for pair in zip(told["party"], told["about"], strict=True)], index=told.index, dtype="object"
    )
    return typed(told[COLUMNS], ("party", "about"))
