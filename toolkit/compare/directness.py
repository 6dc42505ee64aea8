"""Directness: who is quoted in their own words, and who is paraphrased."""

import pandas as pd

from toolkit.compare.intervals import within
from toolkit.compare.units import counted
from toolkit.tables.values import KINDS


def directness(statements: pd.DataFrame, *, by: str = "party", articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """The shares of direct, mixed and indirect statements of each party sum to 1, each with its denominator.

    One row is one party and one kind, three rows a party, most heard first, `(unassigned)` last: `party` (named as
    `by`), `kind` (direct: the content is in quotation marks; mixed: part of it; indirect: none), `n` (innermost
    statements of that kind), `total` (of the party), `value` (n / total, 0 to 1), `low` and `high` (95 %, missing under
    five articles), `articles` (in which the party is heard in that way), `of_articles` (in which it is heard), `note`.

    Semino and Short 2004; Pareti et al. 2013. The interval is that of `intervals.korn_graubard`. Words in quotation
    marks are the reporter's choice: directness is no measure of truth, nor of how faithful a paraphrase is. Statements
    without a kind get a row `(none)`.

    Raises CompareError for a `by` that does not exist.

    >>> from toolkit.tables import frame
    >>> table = frame("STATEMENTS", [{"statement_id": "s0", "party": "Red", "kind": "mixed"}])
    >>> directness(table)[["party", "kind", "n", "total"]].values.tolist()
    [['Red', 'direct', 0.0, 1.0], ['Red', 'mixed', 1.0, 1.0], ['Red', 'indirect', 0.0, 1.0]]
    """
    return within(counted(statements, articles, by=by, also=["kind"]), column="kind", groups=KINDS, by=by)
