"""Replies: which statement answers which, within one article, and how sure that is."""

import math
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from toolkit import data
from toolkit.claims.reply_features import SENTENCE, candidates, told
from toolkit.tables import frame
from toolkit.tables import rows as rows_of

Row = dict[str, Any]
# From here on a statement counts as an answer. Lower, more are found and more are wrong; `docs/quality.md` has both.
LEAST = 0.6
INTERCEPT = "(nothing is answered)"


def link(tables: Mapping[str, pd.DataFrame], articles: pd.DataFrame, *, least: float = LEAST) -> pd.DataFrame:
    """A statement answers at most one earlier one of its article, and only where the chance is at least `least`.

    `tables` holds STATEMENTS, with acts and parties, and MENTIONS. Returns REPLIES: one row is one answer, with the
    statement it answers, the sentences between them, and `confidence`, the chance that it is an answer at all. `cue`
    is the answer's own.

    The choice among the statements before it, or none of them, is a conditional logit (McFadden 1974): each candidate
    has the weights of its features (`reply_weights.csv`) added up, "none" has the intercept taken off.

    >>> from toolkit.tables import empty
    >>> names = ("STATEMENTS", "MENTIONS")
    >>> len(link({name: empty(name) for name in names}, empty("ARTICLES")))
    0
    """
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    named: dict[str, set[str]] = defaultdict(set)
    mentions = tables["MENTIONS"]
    inside = mentions[mentions["role"] == "inside a statement"]
    for statement, party in zip(inside["statement_id"], inside["party"], strict=True):
        named[statement].add(party)
    rows = []
    for article, group in tables["STATEMENTS"].groupby("article_id", sort=False):
        rows += _answers(told(rows_of(group), texts[str(article)], named), texts[str(article)], least)
    return frame("REPLIES", rows)


def chances(features: list[dict[str, float]]) -> list[float]:
    """The chance that each candidate is the one that is answered; what they lack to 1 is that none of them is.

    >>> chances([])
    []
    """
    weights = _weights()
    scores = [weights[INTERCEPT] + sum(weights[name] * value for name, value in one.items()) for one in features]
    most = max([0.0, *scores])
    powers = [math.exp(score - most) for score in scores]
    whole = sum(powers) + math.exp(-most)
    return [power / whole for power in powers]


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in data.lexicon("reply_weights").to_dict("records")}


def _answers(rows: list[Row], text: str, least: float) -> list[Row]:
    found = []
    for place, row in enumerate(rows):
        chosen = chances(candidates(rows, place))
        if not chosen or sum(chosen) < least:
            continue
        # Candidates stand nearest first.
        asked = rows[place - 1 - max(range(len(chosen)), key=chosen.__getitem__)]
        if _nested(row, asked):
            continue
        between = text[min(asked["end"], row["start"]) : row["start"]]
        found.append(
            {
                "reply_id": f"{row['statement_id']}>{asked['statement_id']}",
                "article_id": row["article_id"],
                "statement_id": row["statement_id"],
                "answers_id": asked["statement_id"],
                "distance": len(SENTENCE.findall(between)),
                "cue": row["cue"],
                "cue_start": row["cue_start"],
                "cue_end": row["cue_end"],
                "confidence": round(sum(chosen), 3),
            }
        )
    return found


def _nested(one: Row, other: Row) -> bool:
    """Whether one of the two stands inside the other: who passes on words does not answer them."""
    return bool(one["parent_id"] == other["statement_id"] or other["parent_id"] == one["statement_id"])
