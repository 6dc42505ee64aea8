"""Replies: which statement answers which, within one article, and how sure that is."""

import math
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from operator import mul
from typing import Any

import pandas as pd

from toolkit import data
from toolkit.claims.reply_features import candidates, told
from toolkit.claims.reply_signs import SENTENCE, measures
from toolkit.tables import frame
from toolkit.tables import rows as rows_of

Row = dict[str, Any]
# From here on a statement counts as an answer. Lower, more are found and more are wrong; `docs/quality.md` has both.
LEAST = 0.65
INTERCEPT = "(nothing is answered)"


def link(tables: Mapping[str, pd.DataFrame], articles: pd.DataFrame, *, least: float = LEAST) -> pd.DataFrame:
    """A statement answers at most one earlier one of its article, and only where the chance is at least `least`.

    `tables` holds STATEMENTS, with acts and parties, MENTIONS and FIGURES. Returns REPLIES: one row is one answer, with
    the statement it answers, the sentences between them, and `confidence`, the chance that it is an answer at all.
    `cue` is the answer's own.

    The choice among the statements before it, or none of them, is a conditional logit (McFadden 1974): each candidate
    has the weights of its features (`reply_weights.csv`) added up, "none" has the intercept taken off.

    >>> from toolkit.tables import empty
    >>> names = ("STATEMENTS", "MENTIONS", "FIGURES")
    >>> len(link({name: empty(name) for name in names}, empty("ARTICLES")))
    0
    """
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    named: dict[str, set[str]] = defaultdict(set)
    mentions = tables["MENTIONS"]
    inside = mentions[mentions["role"] == "inside a statement"]
    for statement, party in zip(inside["statement_id"], inside["party"], strict=True):
        named[statement].add(party)
    measured = measures(rows_of(tables["FIGURES"]))
    articles_of: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(tables["STATEMENTS"]):
        articles_of[row["article_id"]].append(row)
    rows = []
    for article, group in articles_of.items():
        rows += _answers(told(group, texts[article], named, measured), texts[article], least)
    return frame("REPLIES", rows)


def chances(features: list[dict[str, float]]) -> list[float]:
    """The chance that each candidate is the one that is answered; what they lack to 1 is that none of them is.

    >>> chances([])
    []
    """
    if not features:
        return []
    weights, names = _weights(), list(features[0])
    vector = [weights[name] for name in names]
    scores = [weights[INTERCEPT] + sum(map(mul, map(one.__getitem__, names), vector)) for one in features]
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
        tried = candidates(rows, place)
        chosen = chances([features for _, features in tried])
        if not chosen or sum(chosen) < least:
            continue
        asked = rows[tried[max(range(len(chosen)), key=chosen.__getitem__)][0]]
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
