"""Intervals for what is no share: the articles are drawn anew many times, and the measure is taken of each draw."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.compare.intervals import COLUMNS

RESAMPLES = 2000
FEWEST = 20
"""Articles under which no interval is drawn: with fewer a percentile interval is far too narrow (see `MEASURES`)."""
SEED = 20231024
_CHUNK = 250  # resamples worked on at once, so that memory stays flat

Numbers = NDArray[np.float64]
Statistic = Callable[[Numbers], Numbers]


def sums(values: Numbers, cluster: "pd.Series[Any]") -> Numbers:
    """The columns of `values` summed within each cluster, clusters in the order of their names.

    `values` is units by columns; the result is clusters by columns, float64.

    >>> sums(np.array([[1.0], [2.0], [4.0]]), pd.Series(["b", "a", "b"])).tolist()
    [[2.0], [5.0]]
    """
    codes, names = pd.factorize(cluster.to_numpy(), sort=True)
    table = np.zeros((len(names), values.shape[1]))
    np.add.at(table, codes, values)
    return table


def percentiles(table: Numbers, statistic: Statistic, *, level: float = 0.95, seed: int = SEED) -> tuple[Any, Any]:
    """The limits between which the middle `level` of the resampled values lie, one pair for each value.

    `table` is clusters by columns (sums within each article); `statistic` takes an array of draws by columns and gives
    draws by values. `RESAMPLES` times as many clusters as there are are drawn with replacement, always the same draws
    for the same number of clusters and the same `seed`. A draw that holds nothing of a value (not a number) is left
    out of that value's limits. Both limits are missing (not a number) under `FEWEST` clusters.

    Percentile bootstrap of clusters: Efron and Tibshirani 1993; Field and Welsh 2007.

    >>> low, high = percentiles(np.ones((30, 1)), lambda draws: draws / 30)
    >>> float(low[0]), float(high[0])
    (1.0, 1.0)
    """
    clusters = len(table)
    width = statistic(table.sum(axis=0, keepdims=True)).shape[1]
    if clusters < FEWEST:
        return np.full(width, np.nan), np.full(width, np.nan)
    generator = np.random.default_rng(seed)
    drawn = []
    for _ in range(0, RESAMPLES, _CHUNK):
        picked = generator.integers(0, clusters, size=(_CHUNK, clusters))
        flat = (picked + clusters * np.arange(_CHUNK)[:, None]).ravel()
        times = np.bincount(flat, minlength=_CHUNK * clusters).reshape(_CHUNK, clusters)
        drawn.append(statistic(times @ table))
    values = np.concatenate(drawn)
    empty = np.isnan(values).all(axis=0)
    tail = (1 - level) / 2
    low, high = np.nanquantile(np.where(empty, 0.0, values), [tail, 1 - tail], axis=0)
    return np.where(empty, np.nan, low), np.where(empty, np.nan, high)


def ratios(
    parts: pd.DataFrame, wholes: pd.DataFrame, *, cluster: "pd.Series[Any]", level: float = 0.95
) -> pd.DataFrame:
    """Each column of `parts` over the same column of `wholes`, with an interval that knows which articles they are of.

    Both hold one row a unit (statement) and one column a group; `cluster` gives the article of each unit after copies
    were joined. One row of the result is one column, in order: `n` (sum of the parts), `total` (sum of the wholes),
    `value` (n / total, missing where there is nothing to divide by), `low` and `high` (see `percentiles`), `articles`
    (clusters with something of the part), `of_articles` (with something of the whole), `note`.

    >>> one = pd.DataFrame({"Red": [2.0, 4.0]})
    >>> ratios(one, one * 0 + 1, cluster=pd.Series(["a", "b"]))[["n", "total", "value"]].values.tolist()
    [[6.0, 2.0, 3.0]]
    """
    groups = parts.shape[1]
    both = np.hstack([parts.to_numpy(dtype=np.float64), wholes.to_numpy(dtype=np.float64)])
    table = sums(both, cluster)
    above, below = table[:, :groups], table[:, groups:]
    rows = []
    for group in range(groups):
        spoken = below[:, group] > 0
        pair = np.column_stack([above[spoken, group], below[spoken, group]])
        low, high = percentiles(pair, _quotient, level=level)
        n, total = pair.sum(axis=0)
        value = n / total if total else np.nan
        clusters = int(spoken.sum())
        rows.append((n, total, value, low[0], high[0], int((pair[:, 0] > 0).sum()), clusters, note(clusters)))
    return typed(pd.DataFrame(rows, columns=list(COLUMNS), index=parts.columns))


def _quotient(draws: Numbers) -> Numbers:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(draws[:, 1:] > 0, draws[:, :1] / draws[:, 1:], np.nan)


def note(articles: int) -> str:
    """Why there is no interval; empty where there is one.

    >>> note(1)
    'No interval is given: the statements stand in 1 article, and it takes at least 20.'
    """
    if articles >= FEWEST:
        return ""
    where = "1 article" if articles == 1 else f"{articles} articles"
    return f"No interval is given: the statements stand in {where}, and it takes at least {FEWEST}."


def typed(table: pd.DataFrame, text: Sequence[str] = ()) -> pd.DataFrame:
    """The columns of a table of values have the dtypes of `intervals.empty_shares`; `text` are those of its groups."""
    dtypes: dict[str, Any] = dict.fromkeys(text, "str") | dict.fromkeys(COLUMNS[:5], "Float64")
    dtypes |= {"articles": "Int64", "of_articles": "Int64", "note": "str"}
    return table.astype({name: dtype for name, dtype in dtypes.items() if name in table.columns})
