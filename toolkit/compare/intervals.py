"""The table of shares that carries intervals; how they are made stands in `toolkit.intervals`."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.compare.units import ordered
from toolkit.intervals import as_table, korn_graubard, limits

__all__ = [
    "COLUMNS",
    "NONE",
    "codes_in",
    "empty_shares",
    "korn_graubard",
    "share_of",
    "shares",
    "shares_having",
    "within",
]

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
    one = np.zeros(len(spoken), dtype=np.intp)
    [found] = _each(spoken, codes_in(spoken[column], groups), one, [len(groups)])
    return _named(as_table([found]), {column: list(groups)})


def _each(
    spoken: pd.DataFrame, place: NDArray[np.intp], of: NDArray[np.intp], widths: Sequence[int]
) -> list[dict[str, NDArray[Any]]]:
    """The shares of each of several sets of voices: `of` is the set of a voice, `place` its group there, -1 for none.

    The voices of one statement in one set are one unit. `widths` holds the number of groups of each set.
    """
    statement, cluster, article = (
        pd.factorize(spoken[name].to_numpy(dtype=object))[0] for name in ("statement_id", "cluster", "article_id")
    )
    weight = spoken["weight"].to_numpy(dtype=np.float64)
    _, first, unit = np.unique(of * (len(statement) + 1) + statement, return_index=True, return_inverse=True)
    width = max(widths)
    known = place >= 0
    cells = np.bincount(unit[known] * width + place[known], weight[known], minlength=len(first) * width)
    parts = cells.reshape(len(first), width).astype(np.float64)
    # Units are numbered set by set, so that each set is one stretch of them.
    ends = np.searchsorted(of[first], np.arange(len(widths) + 1))
    found = []
    for number, groups in enumerate(widths):
        own = slice(ends[number], ends[number + 1])
        mine = parts[own, :groups]
        found.append(limits(mine, mine.sum(axis=1), cluster[first[own]], article[first[own]]))
    return found


def codes_in(column: "pd.Series[Any]", groups: Sequence[str]) -> NDArray[np.intp]:
    """The place of each value among the groups, -1 for one that is not there.

    >>> codes_in(pd.Series(["b", "c"]), ["a", "b"]).tolist()
    [1, -1]
    """
    return pd.Index(list(groups), dtype="object").get_indexer(pd.Index(column.to_numpy(dtype=object)))


def _named(table: pd.DataFrame, names: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """The table with the columns of its groups before it."""
    return pd.concat(
        [pd.DataFrame({key: pd.Series(values, dtype="str") for key, values in names.items()}), table], axis=1
    )


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


def shares_having(voices: pd.DataFrame, having: Mapping[str, NDArray[np.bool_]], *, by: str, what: str) -> pd.DataFrame:
    """For each value of `by`, the share of its voices that have each of several marks; one may have any number of them.

    `voices` are rows of `units.counted`, `having` tells of each mark which voices have it. One row is one value of
    `by`, most heard first, and one mark, in their order, in the column `what`; then the columns of `korn_graubard`, as
    `share_of` gives them: voices of one statement are units of their own.

    >>> from toolkit.compare.units import counted
    >>> from toolkit.tables import frame
    >>> heard = counted(frame("STATEMENTS", [{"statement_id": "s0"}, {"statement_id": "s1"}]))
    >>> shares_having(heard, {"long": np.array([True, False])}, by="party", what="is")[["is", "n"]].values.tolist()
    [['long', 1.0]]
    """
    if voices.empty or not having:
        return empty_shares(by, what)
    names, weight = ordered(voices, by), voices["weight"].to_numpy(dtype=np.float64)
    cluster, article = (pd.factorize(voices[name].to_numpy(dtype=object))[0] for name in ("cluster", "article_id"))
    marks = np.column_stack([weight * there for there in having.values()])
    of, found = codes_in(voices[by], names), []
    for number in range(len(names)):
        own = np.flatnonzero(of == number)
        found.append(limits(marks[own], weight[own], cluster[own], article[own]))
    told = {by: np.repeat(np.array(names, dtype=object), len(having)).tolist(), what: list(having) * len(names)}
    return _named(as_table(found), told)


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
    spoken = voices[voices["weight"] > 0]
    if spoken.empty:
        return empty_shares(by, column)
    names, told = ordered(spoken, by), [*groups, NONE]
    of, place = codes_in(spoken[by], names), codes_in(spoken[column].replace("", NONE), told)
    without = set(of[place == len(groups)].tolist())
    widths = [len(groups) + (number in without) for number in range(len(names))]
    keys = {by: [name for name, width in zip(names, widths, strict=True) for _ in range(width)],
            column: [one for width in widths for one in told[:width]]}  # fmt: skip
    return _named(as_table(_each(spoken, place, of, widths)), keys)


def empty_shares(*columns: str) -> pd.DataFrame:
    """A table of shares without rows keeps its columns and their dtypes; `columns` are those of its groups.

    >>> list(empty_shares("party").columns)[:3]
    ['party', 'n', 'total']
    """
    dtypes = dict.fromkeys(columns, "str") | dict.fromkeys(COLUMNS[:5], "Float64")
    dtypes |= {"articles": "Int64", "of_articles": "Int64", "note": "str"}
    return pd.DataFrame({name: pd.Series([], dtype=dtype) for name, dtype in dtypes.items()})
