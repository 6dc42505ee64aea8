"""Source types and anonymity: what sort of sources are heard, whether they have a name, and how varied they are."""

import numpy as np
import pandas as pd

from toolkit.compare.intervals import within
from toolkit.compare.resampling import Numbers, note, percentiles, sums, typed
from toolkit.compare.units import counted, ordered
from toolkit.tables.values import SPEAKER_TYPES

NAMED = ("named", "not named")


def source_types(statements: pd.DataFrame, *, by: str = "party", articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """The shares of the types of source within each party sum to 1, each with its denominator.

    One row is one party and one type, most heard first, `(unassigned)` last: `party` (named as `by`), `speaker_type`
    (person, government, military, organisation, document, group, unnamed official, witness, media; a row `(none)`
    where a statement has none), `n`, `total`, `value` (n / total, 0 to 1), `low`, `high`, `articles`, `of_articles`,
    `note`, as in `directness`. Sigal 1973. The type tells how a source is written of, not what it knows.

    Raises CompareError for a `by` that does not exist.

    >>> from toolkit.tables import frame
    >>> table = source_types(frame("STATEMENTS", [{"statement_id": "s0", "party": "Red", "speaker_type": "witness"}]))
    >>> table.loc[table["n"] > 0, ["party", "speaker_type", "n"]].values.tolist()
    [['Red', 'witness', 1.0]]
    """
    return within(counted(statements, articles, by=by), column="speaker_type", groups=SPEAKER_TYPES, by=by)


def anonymity(statements: pd.DataFrame, *, by: str = "party", articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """The shares of statements of sources with and without a name sum to 1 within each party.

    One row is one party and one of `named` and `not named` in the column `source`; the other columns as in
    `source_types`. Named is whom a reader could look up: a person, or a body by its name; "officials" and "a senior
    diplomat" are not. A source that is not named may be protected, unknown, or not thought worth a name.

    Raises CompareError for a `by` that does not exist.

    >>> from toolkit.tables import frame
    >>> table = anonymity(frame("STATEMENTS", [{"statement_id": "s0", "party": "Red", "named": False}]))
    >>> table[["source", "n"]].values.tolist()
    [['named', 0.0], ['not named', 1.0]]
    """
    heard = counted(statements, articles, by=by)
    known = heard["named"].astype("boolean")
    heard["source"] = pd.Series(np.where(known.fillna(value=False), *NAMED), index=heard.index, dtype="str")
    heard["source"] = heard["source"].where(known.notna(), "").astype("str")
    return within(heard, column="source", groups=NAMED, by=by)


def evenness(statements: pd.DataFrame, *, by: str = "party", articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """How evenly the statements of each party are spread over the types of source: 0 for one type, 1 for all alike.

    One row is one party (named as `by`): `n` and `total` (statements), `entropy` (H = -sum p ln p, in nats), `value`
    (H / ln K, 0 to 1, over the K = 9 types there are), `low`, `high` (percentile interval over articles from 20
    articles on), `articles`, `of_articles`, `note`. Statements without a type are left out. Shannon 1948; Pielou 1966.
    With few statements the evenness reads too low: compare parties that are heard about as often.

    Raises CompareError for a `by` that does not exist.

    >>> from toolkit.tables import frame
    >>> rows = [{"statement_id": f"s{n}", "party": "Red", "speaker_type": t} for n, t in enumerate(SPEAKER_TYPES)]
    >>> evenness(frame("STATEMENTS", rows))["value"].round(6).tolist()
    [1.0]
    """
    heard = counted(statements, articles, by=by)
    heard = heard[heard["speaker_type"] != ""]
    rows = []
    for name in ordered(heard, by):
        own = heard[heard[by] == name]
        table = sums(_indicators(own), own["cluster"])
        low, high = percentiles(table, lambda draws: _entropy(draws) / np.log(len(SPEAKER_TYPES)))
        entropy = float(_entropy(table.sum(axis=0, keepdims=True))[0, 0])
        total = float(table.sum())
        value = entropy / np.log(len(SPEAKER_TYPES))
        rows.append((name, total, total, entropy, value, low[0], high[0], len(table), len(table), note(len(table))))
    columns = [by, "n", "total", "entropy", "value", "low", "high", "articles", "of_articles", "note"]
    return typed(pd.DataFrame(rows, columns=columns), (by,)).astype({"entropy": "Float64"})


def _indicators(own: pd.DataFrame) -> Numbers:
    """The weight of each voice in the column of its type."""
    types = own["speaker_type"].to_numpy()[:, None] == np.array(SPEAKER_TYPES)
    return np.asarray(types * own["weight"].to_numpy(dtype=np.float64)[:, None], dtype=np.float64)


def _entropy(draws: Numbers) -> Numbers:
    """The entropy of each row, in nats; a row without weight has none."""
    total = draws.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = draws / total
        terms = np.where(share > 0, share * np.log(share), 0.0)
    return np.where(total > 0, -terms.sum(axis=1, keepdims=True) + 0.0, np.nan)
