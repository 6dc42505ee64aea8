"""Intervals for shares of statements that come in articles: who shares an article is not asked independently.

Pure functions over numbers; what is counted is the caller's business.
"""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

FEWEST_ARTICLES = 5
FEWEST_HEARD = 3
_ROUNDING = 1e-20  # of a variance of shares

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
    weights = parts.to_numpy(dtype=np.float64)
    codes, names = pd.factorize(cluster.to_numpy())
    table = np.zeros((len(names), parts.shape[1]))
    np.add.at(table, codes, weights)
    heard, total = table.sum(axis=0), float(table.sum())
    low, high = np.full(len(heard), np.nan), np.full(len(heard), np.nan)
    spoken = table[table.sum(axis=1) > 0]
    spoken_in = len(spoken)
    if spoken_in >= FEWEST_ARTICLES:
        copies = _copies(codes, codes if article is None else article.to_numpy())
        effective = _effective(table, weights.sum(axis=1), codes, copies=copies, level=level)
        low, high = clopper_pearson(heard / total * effective, effective, level=level)
    value = heard / total if total else np.full(len(heard), np.nan)
    shares = {"n": heard, "total": np.full(len(heard), total), "value": value, "low": low, "high": high}
    counts = {"articles": (table > 0).sum(axis=0), "of_articles": np.full(len(heard), spoken_in)}
    columns: dict[str, Any] = {name: pd.array(values, dtype="Float64") for name, values in shares.items()}
    columns |= {name: pd.array(values, dtype="Int64") for name, values in counts.items()}
    notes = [_note(spoken_in, thin=thin) for thin in _thin(spoken)]
    return pd.DataFrame({**columns, "note": pd.array(notes, dtype="str")}, index=parts.columns)


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


def _copies(codes: NDArray[np.intp], articles: NDArray[Any]) -> Numbers:
    """For each cluster, how many articles with statements it joins: copies must not count as more evidence."""
    distinct = pd.DataFrame({"cluster": codes, "article": articles}).drop_duplicates()
    return np.bincount(distinct["cluster"].to_numpy()).astype(np.float64)


def _effective(table: Numbers, sizes: Numbers, codes: NDArray[np.intp], *, copies: Numbers, level: float) -> Numbers:
    """The effective number of units behind each share; `table` is clusters by groups."""
    clusters, total = table[table.sum(axis=1) > 0], table.sum()
    count, weight = len(clusters), clusters.sum(axis=1)
    share = clusters.sum(axis=0) / total
    residual = (clusters - np.outer(weight, share)) / total
    variance = count / (count - 1) * (residual**2).sum(axis=0)
    units = float(total**2 / (copies[codes] * sizes**2).sum())
    effective = effective_size(share, variance, units=units, clusters=count, level=level)
    alike = float(total**2 / (weight**2).sum())
    effective[_thin(clusters)] = np.minimum(effective, alike)[_thin(clusters)]
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


def _thin(clusters: Numbers) -> NDArray[np.bool_]:
    """Whether a group is heard in too few clusters, or all others are, to see how clusters vary."""
    others = clusters < clusters.sum(axis=1, keepdims=True) * (1 - 1e-9)
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
