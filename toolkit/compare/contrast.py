"""Contrast: what two parties say on one issue, where it is most alike and most apart, with the words that differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from toolkit.compare.terms import names_in, printed_forms, stems, weighed
from toolkit.compare.units import CompareError, counted, ordered
from toolkit.record import UNASSIGNED

DTYPES = {
    "issue": "str", "side": "str", "statement_a": "str", "statement_b": "str", "content_a": "str", "content_b": "str",
    "act_a": "str", "act_b": "str", "likeness": "Float64", "both": "object", "only_a": "object", "only_b": "object",
}  # fmt: skip
_REFUSING = {"deny", "decline"}


def contrast(
    statements: pd.DataFrame, issues: pd.DataFrame, between: Sequence[str] = (), *, issue: str = "", most: int = 3
) -> pd.DataFrame:
    """For each issue on which both are heard, the pairs of statements that agree most and that differ most.

    One row is one pair: `issue`, `side` ("agree" or "differ"), `statement_a` (of the first party of `between`) and
    `statement_b` (of the second), their words as printed (`content_a`, `content_b`) and acts, `likeness` (cosine of
    TF-IDF weights, 0 to 1), `both`, `only_a`, `only_b` (lists of telling words, as printed: shared and apart). Pairs
    that agree share words and neither denies what the other asserts; pairs that differ are those where one denies and
    the other asserts on shared words, then those that share least. Up to `most` of each; a statement stands in one pair
    of each sort. With `issue` only that one. Left out, `between` are the two parties heard most; without two there is
    no pair. Likeness of words is no likeness of meaning: read the pair.

    Raises CompareError for a party that makes no statement, or an issue that is not among those found.

    >>> from toolkit.tables import frame
    >>> rows = [{"statement_id": "a", "party": "Red", "content": "The water is safe"},
    ...         {"statement_id": "b", "party": "Blue", "content": "The water is poison"}]
    >>> of = pd.DataFrame({"statement_id": ["a", "b"], "issue": ["water", "water"]})
    >>> contrast(frame("STATEMENTS", rows), of, ("Red", "Blue")).loc[0, ["both", "only_a", "only_b"]].tolist()
    [['water'], ['safe'], ['poison']]
    """
    heard = counted(statements).merge(issues[["statement_id", "issue"]], on="statement_id")
    if not between:
        named = [party for party in ordered(heard, "party") if party != UNASSIGNED]
        between = named[:2] if len(named) > 1 else ()
    for party in between:
        if party not in set(heard["party"]):
            raise CompareError(
                f"{party!r} makes no statement here",
                works=", ".join(sorted(set(heard["party"]))),
                step="name two of these parties",
            )
    if issue and issue not in set(heard["issue"]):
        raise CompareError(
            f"there is no issue {issue!r}", works=", ".join(sorted(set(heard["issue"]))), step="name one of these"
        )
    heard = heard[heard["issue"] == issue] if issue else heard
    told = _Words(names_in(statements), printed_forms(heard["content"]))
    rows: list[dict[str, Any]] = []
    for name, group in heard.groupby("issue", sort=True):
        sides = [group[group["party"] == party] for party in between]
        if len(sides) == 2 and all(len(side) for side in sides):
            rows += [{"issue": name} | row for row in _pairs(sides[0], sides[1], told, most)]
    return pd.DataFrame(rows, columns=list(DTYPES)).astype(DTYPES)


@dataclass(frozen=True)
class _Words:
    """What is left out of the words that are compared, and how the others are printed."""

    without: frozenset[str]
    forms: Mapping[str, str]

    def of(self, content: str) -> dict[str, str]:
        """The telling stems of a content, in order, with the forms they are printed in."""
        return {one: self.forms.get(one, one) for one in stems(content, self.without)}


def _pairs(a: pd.DataFrame, b: pd.DataFrame, told: _Words, most: int) -> list[dict[str, Any]]:
    weights, _ = weighed([*a["content"], *b["content"]], without=told.without)
    like = np.zeros((len(a), len(b)))
    if weights.shape[1]:
        like = np.asarray((weights[: len(a)] @ weights[len(a) :].T).todense())
    refuses = [[act in _REFUSING for act in side["act"]] for side in (a, b)]
    against = np.not_equal.outer(np.array(refuses[0], dtype=bool), np.array(refuses[1], dtype=bool))
    # A statement of both together is no pair.
    own = np.equal.outer(a["statement_id"].to_numpy(dtype=object), b["statement_id"].to_numpy(dtype=object))
    agree = np.where(against | own, -1.0, like)
    # Who denies what the other asserts, in the same words, differs most; then who shares fewest words.
    differ = np.where(own, -1.0, np.where(against & (like > 0), 1.0 + like, 1.0 - like))
    found: list[dict[str, Any]] = []
    for side, scores, least in (("agree", agree, 0.0), ("differ", differ, -1.0)):
        for left, right in _best(scores, most, least):
            row = _row(a.iloc[left], b.iloc[right], told)
            found.append({"side": side, "likeness": round(float(like[left, right]), 3)} | row)
    return found


def _best(scores: Any, most: int, least: float) -> list[tuple[int, int]]:
    """The places of the highest scores above `least`, each row and each column once."""
    order = sorted(product(range(scores.shape[0]), range(scores.shape[1])), key=lambda place: (-scores[place], place))
    rows: set[int] = set()
    columns: set[int] = set()
    found: list[tuple[int, int]] = []
    for left, right in order:
        if len(found) == most or scores[left, right] <= least:
            break
        if left not in rows and right not in columns:
            found.append((left, right))
            rows.add(left)
            columns.add(right)
    return found


def _row(a: "pd.Series[Any]", b: "pd.Series[Any]", told: _Words) -> dict[str, Any]:
    left, right = told.of(a["content"]), told.of(b["content"])
    return {
        "statement_a": a["statement_id"], "statement_b": b["statement_id"],
        "content_a": a["content"], "content_b": b["content"], "act_a": a["act"], "act_b": b["act"],
        "both": [form for one, form in left.items() if one in right],
        "only_a": [form for one, form in left.items() if one not in right],
        "only_b": [form for one, form in right.items() if one not in left],
    }  # fmt: skip
