"""Accusations and answers: who accuses whom, and whether the accused gets to answer in the same report."""

import pandas as pd

from toolkit.compare.intervals import korn_graubard
from toolkit.compare.units import clusters, counted, innermost
from toolkit.record import UNASSIGNED

CALLING = ("accuse", "condemn", "demand", "threaten")
AIMED = {
    "party": "str",
    "target_party": "str",
    "act": "str",
    "n": "Float64",
    "articles": "Int64",
    "statements": "object",
}
ANSWERED = {
    "statement_id": "str", "article_id": "str", "party": "str", "target_party": "str", "act": "str", "content": "str",
    "answered": "boolean", "by_target": "boolean", "answer_id": "str", "answer_party": "str", "answer": "str",
    "verb": "str", "distance": "Int64", "confidence": "Float64",
}  # fmt: skip


def accusations(statements: pd.DataFrame, *, acts: tuple[str, ...] = ("accuse", "condemn")) -> pd.DataFrame:
    """Who aims which act at whom, counted over innermost statements; what is aimed at nobody known is left out.

    One row is one party, one target and one act: `party` (`(unassigned)` where the speaker has none), `target_party`,
    `act`, `n` (statements; two who speak at once have half each), `articles`, `statements` (a list of ids, in order).
    Most first. A party can be its own target only where two who speak at once accuse each other.

    >>> from toolkit.tables import frame
    >>> row = {"statement_id": "s0", "article_id": "a0", "party": "Red", "act": "accuse", "target_party": "Blue"}
    >>> accusations(frame("STATEMENTS", [row]))[["party", "target_party", "n"]].values.tolist()
    [['Red', 'Blue', 1.0]]
    """
    heard = counted(statements)
    heard = heard[heard["act"].isin(acts) & (heard["target_party"] != "")]
    keys = ["party", "target_party", "act"]
    table = heard.groupby(keys, as_index=False).agg(
        n=("weight", "sum"),
        articles=("article_id", "nunique"),
        statements=("statement_id", lambda ids: list(dict.fromkeys(ids))),
    )
    table = table.sort_values(["n", *keys], ascending=[False, True, True, True])
    return table[list(AIMED)].astype(AIMED).reset_index(drop=True)


def answered(
    statements: pd.DataFrame, replies: pd.DataFrame, *, acts: tuple[str, ...] = CALLING, least: float = 0.0
) -> pd.DataFrame:
    """Every accusation, condemnation, demand and threat has one row that says whether its report prints an answer.

    One row is one innermost statement with one of `acts`: `statement_id`, `article_id`, `party`, `target_party`, `act`,
    `content`, `answered`, `by_target` (whether the answer is the target's own; missing where the target is not known),
    and of the surest answer `answer_id`, `answer_party`, `answer` (its words), `verb` (its cue), `distance` (sentences
    between the two) and `confidence`; these are empty where there is none. Replies under `least` are left out.

    What the extractor did not see as an answer reads as none: see `docs/quality.md` for how often that is.

    >>> from toolkit.tables import empty, frame
    >>> told = frame("STATEMENTS", [{"statement_id": "s0", "act": "accuse", "target_party": "Blue"}])
    >>> answered(told, empty("REPLIES"))["answered"].tolist()
    [False]
    """
    inner = innermost(statements)
    called = inner[inner["act"].isin(acts)]
    there = replies["statement_id"].isin(statements["statement_id"])
    kept = replies[there & (replies["confidence"].fillna(1.0) >= least)]
    first = kept.sort_values("confidence", ascending=False, kind="stable").drop_duplicates("answers_id")
    told = first.merge(
        statements[["statement_id", "party", "speaker_parties", "content", "cue"]],
        on="statement_id",
        suffixes=("_r", ""),
    )
    told = told.rename(
        columns={"statement_id": "answer_id", "party": "answer_party", "content": "answer", "cue": "verb"}
    )
    columns = ["answers_id", "answer_id", "answer_party", "speaker_parties", "answer", "verb", "distance", "confidence"]
    table = called[["statement_id", "article_id", "party", "target_party", "act", "content"]].merge(
        told[columns], left_on="statement_id", right_on="answers_id", how="left"
    )
    table["answered"] = table["answer_id"].notna()
    sides = zip(table["answer_party"], table["speaker_parties"], table["target_party"], strict=True)
    own = [target == party or (isinstance(several, list) and target in several) for party, several, target in sides]
    same = pd.Series(own, index=table.index, dtype="boolean").where(table["answered"])
    table["by_target"] = same.where(table["target_party"] != "")
    words = ["answer_id", "answer_party", "answer", "verb"]
    table[words] = table[words].fillna("")
    return table[list(ANSWERED)].astype(ANSWERED).reset_index(drop=True)


def answer_rates(
    statements: pd.DataFrame,
    replies: pd.DataFrame,
    *,
    articles: pd.DataFrame | None = None,
    least: float = 0.0,
    found: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """For each party that is accused or condemned, the share of it that the party answers in the same report.

    One row is one target: `target_party`, `n` (answered by it), `total` (accusations and condemnations aimed at it),
    `value` (n / total, 0 to 1), `low` and `high` (95 %, as in `intervals.korn_graubard`; missing under five articles),
    `articles`, `of_articles`, `note`. Most accused first. Accusations whose target is not known are left out. Where
    the `statements` are a selection, give as `found` what `answered` tells of all statements of these articles: else an
    accusation whose answer was left out reads as one without an answer.

    >>> from toolkit.tables import empty, frame
    >>> told = frame("STATEMENTS", [{"statement_id": "s0", "act": "accuse", "target_party": "Blue"}])
    >>> answer_rates(told, empty("REPLIES"))[["target_party", "n", "total"]].values.tolist()
    [['Blue', 0.0, 1.0]]
    """
    acts = ("accuse", "condemn")
    table = answered(statements, replies, acts=acts, least=least) if found is None else found
    chosen = table["act"].isin(acts) & table["statement_id"].isin(statements["statement_id"])
    table = table[chosen & (table["target_party"] != "")].reset_index(drop=True)
    table["cluster"] = clusters(table, articles)
    rows = []
    for party, group in table.groupby("target_party"):
        own = group["by_target"].fillna(value=False).astype(float)
        parts = pd.DataFrame({"answered": own, "not": 1.0 - own})
        rows.append(
            korn_graubard(parts, cluster=group["cluster"], article=group["article_id"])
            .iloc[[0]]
            .assign(target_party=party)
        )
    if not rows:
        none = korn_graubard(pd.DataFrame({"answered": [1.0]}), cluster=pd.Series(["a"])).iloc[:0]
        return none.assign(target_party=pd.Series(dtype="str"))[["target_party", *none.columns]].reset_index(drop=True)
    found = pd.concat(rows).sort_values(["total", "target_party"], ascending=[False, True])
    return found[["target_party", *[name for name in found.columns if name != "target_party"]]].reset_index(drop=True)


def unanswered(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of `answered` that are aimed at a known party and have no answer of anybody."""
    aimed = (table["target_party"] != "") & (table["target_party"] != UNASSIGNED)
    return table[aimed & ~table["answered"]].reset_index(drop=True)
