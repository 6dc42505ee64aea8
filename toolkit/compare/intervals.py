"""The table of shares that carries intervals; how they are made stands in `toolkit.intervals`."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.compare.units import ordered
from toolkit.intervals import korn_graubard

__all__ = ["COLUMNS", "NONE", "empty_shares", "korn_graubard", "share_of", "shares", "within"]

NONE = "(none)"
COLUMNS = ("n", "total", "value", "low", "high", "articles", "of_articles", "note")


def shares(voices: pd.DataFrame, *, column: str, groups: Sequence[str]) -> pd.DataFrame:
    """The shares of the values of `column` sum to 1, each with its denominator and its interval.

    `voices` are rows of `units.counted`; `groups` are the values in the order wanted, a value that nobody has included.
    One row is one group: `column`, then `n`, `total`, `value`, `low`, `high`, `articles`, `of_articles`, `note` as in
    `korn_graubard`. Voices without weight add nothing; where no weight is left there are no rows.

    >>> from toolkit.compare.units import counted
    >>> from toolkit.tables import frame
    >>> table = frame("STATEMENTS", [{"statement_id": "s0", "article_id": "a0", "kind": "direct"}])
    >>> shares(counted(table), column="kind", groups=["direct", "mixed"])[["kind", "n", "value"]].values.tolist()
    [['direct', 1.0, 1.0], ['mixed', 0.0, 0.0]]
    """
    spoken = voices[voices["weight"] > 0]
    if spoken.empty:
        return empty_shares(column)
    unit, _ = pd.factorize(spoken["statement_id"].to_numpy(dtype=object))
    first = np.flatnonzero(~pd.Series(unit).duplicated().to_numpy())
    parts = np.zeros((len(first), len(groups)))
    place = pd.Categorical(spoken[column], categories=list(groups)).codes
    known = place >= 0
    weight = spoken["weight"].to_numpy(dtype=np.float64)
    np.add.at(parts, (unit[known], place[known]), weight[known])
    about = spoken.iloc[first]
    table = pd.DataFrame(parts, index=about.index, columns=list(groups))
    result = korn_graubard(table, cluster=about["cluster"], article=about["article_id"])
    return result.rename_axis(column).reset_index().astype({column: "str"})


def share_of(voices: pd.DataFrame, there: "pd.Series[bool]") -> pd.DataFrame:
    """The share of the voices that are `there`, against all that are not, with its interval.

    `voices` are rows of `units.counted`, `there` has a truth value for each. One row, with the columns of
    `korn_graubard`; voices of one statement are units of their own.

    >>> from toolkit.compare.units import counted
    >>> from toolkit.tables import frame
    >>> heard = counted(frame("STATEMENTS", [{"statement_id": "s0"}, {"statement_id": "s1"}]))
    >>> share_of(heard, heard["statement_id"] == "s0")[["n", "total"]].values.tolist()
    [[1.0, 2.0]]
    """
    parts = pd.DataFrame({"there": voices["weight"].where(there, 0.0), "not": voices["weight"].where(~there, 0.0)})
    return korn_graubard(parts, cluster=voices["cluster"], article=voices["article_id"]).iloc[[0]]


def within(voices: pd.DataFrame, *, column: str, groups: Sequence[str], by: str) -> pd.DataFrame:
    """For each value of `by`, the shares of the values of `column` among its own voices sum to 1.

    `voices` are rows of `units.counted`. One row is one value of `by`, most heard first, and one of `groups`, in their
    order; then the columns of `shares`. An empty value of `column` gets a last row, `(none)`, where there is one.

    >>> from toolkit.compare.units import counted
    >>> from toolkit.tables import frame
    >>> table = frame("STATEMENTS", [{"statement_id": "s0", "party": "Red", "act": "deny"}])
    >>> within(counted(table), column="act", groups=["deny"], by="party")[["party", "act", "n"]].values.tolist()
    [['Red', 'deny', 1.0]]
    """
    # Cutting a table with fifty columns for every party is most of the work; six are needed.
    filled = voices[list(dict.fromkeys(["statement_id", "article_id", "cluster", "weight", by, column]))]
    filled = filled.assign(**{column: filled[column].replace("", NONE)})
    tables = [empty_shares(by, column)]
    for name in ordered(filled, by):
        own = filled[filled[by] == name]
        table = shares(own, column=column, groups=[*groups, NONE] if NONE in set(own[column]) else groups)
        table.insert(0, by, pd.Series([name] * len(table), dtype="str"))
        tables.append(table)
    return pd.concat(tables[1:] or tables, ignore_index=True)


def empty_shares(*columns: str) -> pd.DataFrame:
    """A table of shares without rows keeps its columns and their dtypes; `columns` are those of its groups.

    >>> list(empty_shares("party").columns)[:3]
    ['party', 'n', 'total']
    """
    dtypes = dict.fromkeys(columns, "str") | dict.fromkeys(COLUMNS[:5], "Float64")
    dtypes |= {"articles": "Int64", "of_articles": "Int64", "note": "str"}
    return pd.DataFrame({name: pd.Series([], dtype=dtype) for name, dtype in dtypes.items()})
