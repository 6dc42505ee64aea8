"""Intervals for shares of statements that come in articles: who shares an article is not asked independently.

Pure functions over numbers; what is counted is the caller's business.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

FEWEST_ARTICLES = 5
FEWEST_HEARD = 3
_ROUNDING = 1e-20  # of a variance of shares
_DTYPES = MappingProxyType({"articles": "Int64", "of_articles": "Int64", "note": "str"})

Numbers = NDArray[np.float64]


def korn_graubard(
    parts: pd.DataFrame,
    *,
    cluster: "pd.Series[Any]",
    article: "pd.Series[Any] | None" = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """The share of each column of `parts` comes with an interval that takes statements of one article as alike.

    `parts` holds one row for each unit (statement) and one column for each group; a cell is the weight of that unit
    in that group, 0 or more. `cluster` gives the article of each unit after copies were joined, `article` the one
    before, so that a copy adds nothing to the interval. One row of the result is one column of `parts`, in its order:
    `n` (its weight), `total` (all weight), `value` (n / total, 0 to 1), `low` and `high` (0 to 1, missing under five
    clusters), `articles` (clusters with weight in the group), `of_articles` (clusters with any) and `note`.

    The method is that of Korn and Graubard (1998): exact limits of Clopper and Pearson (1934) for a binomial of the
    effective size, which is p(1 - p) over the linearised variance between clusters, times the squared ratio of the t
    quantiles of units - 1 and clusters - 1 degrees of freedom, and never more than the number of units. Where fewer
    than three clusters have the group, or fewer than three anything else (so also for a share of 0 or 1), there is no
    variance to go by, and the most cautious design effect is taken: all units of a cluster are alike (Kish 1965).
    It is no interval for a census: it answers for articles like these, drawn independently.

    >>> parts = pd.DataFrame({"a": [1.0] * 6, "b": [0.0] * 6})
    >>> korn_graubard(parts, cluster=pd.Series(list("uvwxyz")))[["value", "low", "high"]].round(3).values.tolist()
    [[1.0, 0.541, 1.0], [0.0, 0.0, 0.459]]
    """
    codes = pd.factorize(cluster.to_numpy())[0]
    before = codes if article is None else pd.factorize(article.to_numpy())[0]
    weights = parts.to_numpy(dtype=np.float64)
    return as_table([limits(weights, weights.sum(axis=1), codes, before, level=level)]).set_index(parts.columns)


def limits(
    weights: Numbers, whole: Numbers, clusters: NDArray[np.intp], articles: NDArray[np.intp], *, level: float = 0.95
) -> dict[str, NDArray[Any]]:
    """The columns of `korn_graubard`, each as an array with one entry a group: for many shares one after the other.

    `weights` is units by groups and `whole` the weight of each unit in all, of which the groups may leave a part out or
    count it twice; `clusters` and `articles` are numbers from 0, one a unit, not all of which need occur.

    >>> found = limits(np.ones((6, 1)), np.ones(6), np.arange(6), np.arange(6))
    >>> found["value"].tolist(), found["low"].round(3).tolist()
    ([1.0], [0.541])
    """
    names, codes = np.unique(clusters, return_inverse=True)
    summed = [np.bincount(codes, column, minlength=len(names)) for column in weights.T]
    table = np.column_stack(summed).astype(np.float64) if summed else np.zeros((len(names), 0))
    size = np.bincount(codes, whole, minlength=len(names)).astype(np.float64)
    heard, total, spoken = table.sum(axis=0), float(size.sum()), size > 0
    spoken_in, thin = int(spoken.sum()), _thin(table[spoken], size[spoken])
    low, high = np.full(len(heard), np.nan), np.full(len(heard), np.nan)
    if spoken_in >= FEWEST_ARTICLES:
        units = float(total**2 / (_copies(codes, articles)[codes] * whole**2).sum())
        effective = _effective(table[spoken], size[spoken], units=units, thin=thin, level=level)
        low, high = clopper_pearson(heard / total * effective, effective, level=level)
    value = heard / total if total else np.full(len(heard), np.nan)
    return {
        "n": heard, "total": np.full(len(heard), total), "value": value,
        "low": low, "high": high, "articles": (table > 0).sum(axis=0), "of_articles": np.full(len(heard), spoken_in),
        "note": np.array([_note(spoken_in, thin=bool(one)) for one in thin], dtype=object),
    }  # fmt: skip


def as_table(found: Sequence[Mapping[str, NDArray[Any]]]) -> pd.DataFrame:
    """What `limits` gave, of one group of shares after the other, as one table with the columns of `korn_graubard`.

    >>> as_table([limits(np.ones((1, 1)), np.ones(1), np.arange(1), np.arange(1))])["n"].tolist()
    [1.0]
    """
    joined = {name: np.concatenate([one[name] for one in found]) for name in found[0]}
    return pd.DataFrame(joined).astype({name: _DTYPES.get(name, "Float64") for name in joined})


def clopper_pearson(successes: Numbers, size: Numbers, *, level: float = 0.95) -> tuple[Numbers, Numbers]:
    """The limits hold the true share at least `level` of the time, for a binomial of any size, whole or not.

    Both arrays have one entry for each share; the limits are between 0 and 1. Clopper and Pearson (1934).

    >>> low, high = clopper_pearson(np.array([0.0, 3.0]), np.array([10.0, 10.0]))
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.0, 0.0667], [0.3085, 0.6525])
    """
    tail = (1 - level) / 2
    failures = np.maximum(size - successes, 0)
    with np.errstate(all="ignore"):
        low = special.betaincinv(successes, failures + 1, tail)
        high = special.betaincinv(successes + 1, failures, 1 - tail)
    return np.where(successes <= 0, 0.0, low), np.where(failures <= 0, 1.0, high)


def _copies(codes: NDArray[np.intp], articles: NDArray[np.intp]) -> Numbers:
    """For each cluster, how many articles with statements it joins: copies must not count as more evidence."""
    width = int(articles.max()) + 1
    return np.bincount(np.unique(codes * width + articles) // width).astype(np.float64)


def _effective(clusters: Numbers, size: Numbers, *, units: float, thin: NDArray[np.bool_], level: float) -> Numbers:
    """The effective number of units behind each share; `clusters` is clusters by groups, `size` all weight of each."""
    count, total = len(clusters), size.sum()
    share = clusters.sum(axis=0) / total
    residual = (clusters - np.outer(size, share)) / total
    variance = count / (count - 1) * (residual**2).sum(axis=0)
    effective = effective_size(share, variance, units=units, clusters=count, level=level)
    alike = float(total**2 / (size**2).sum())
    effective[thin] = np.minimum(effective, alike)[thin]
    return effective


def effective_size(share: Numbers, variance: Numbers, *, units: float, clusters: int, level: float = 0.95) -> Numbers:
    """As many independent units would know a share as well as these clusters do, and never more than there are units.

    `share` and `variance` (that of the share between two or more `clusters`) have one entry for each share; `units` is
    the number that was asked. Korn and Graubard (1998): p(1 - p) over the variance, times the squared ratio of the t
    quantiles of units - 1 and clusters - 1 degrees of freedom. Where the variance is 0, `units`.

    >>> effective_size(np.array([0.5, 0.5]), np.array([0.025, 0.0]), units=100, clusters=20).round(2).tolist()
    [8.99, 100.0]
    """
    tail = (1 - level) / 2
    # More units than clusters is the rule; weights that differ much can turn it round, and then nothing is gained.
    penalty = (special.stdtrit(max(units - 1, clusters - 1), tail) / special.stdtrit(clusters - 1, tail)) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.fmin(share * (1 - share) / variance * penalty, units)
    # Thirds do not add up to a whole to the last digit: what is left of a share of 1, and its variance, are rounding.
    return np.asarray(np.where(variance < _ROUNDING, units, np.maximum(found, 0.0)), dtype=np.float64)


def _thin(clusters: Numbers, size: Numbers) -> NDArray[np.bool_]:
    """Whether a group is heard in too few clusters, or all others are, to see how clusters vary."""
    others = clusters < size[:, None] * (1 - 1e-9)
    fewer = np.minimum((clusters > 0).sum(axis=0), others.sum(axis=0))
    return np.asarray(fewer < FEWEST_HEARD, dtype=np.bool_)


def _note(articles: int, *, thin: bool) -> str:
    if articles < FEWEST_ARTICLES:
        where = "1 article" if articles == 1 else f"{articles} articles"
        return f"No interval is given: the statements stand in {where}, and it takes at least {FEWEST_ARTICLES}."
    if thin:
        return (
            f"Fewer than {FEWEST_HEARD} articles differ from the rest here, too few to see how articles vary, "
            "so the interval takes all statements of an article as one."
        )
    return ""
