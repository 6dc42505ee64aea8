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
    above: "pd.Series[float]",
    below: "pd.Series[float]",
    *,
    group: "pd.Series[str]",
    cluster: "pd.Series[str]",
) -> pd.DataFrame:
    """For each group the sum of `above` over the sum of `below`, with an interval that knows the articles.

    The four have one entry a unit (statement or voice): two numbers, the group it counts for, and its article after
    copies were joined. One row of the result is one group, in the order in which they first come: `n` (sum above),
    `total` (sum below), `value` (n / total, missing where there is nothing to divide by), `low` and `high` (95 %, see
    `percentiles`; missing under `FEWEST` articles of the group), `articles` (with something above), `of_articles` (with
    something below), `note`. All articles are drawn anew together, as they stand side by side.

    >>> ones = pd.Series([1.0, 1.0])
    >>> table = ratios(ones * [2, 4], ones, group=pd.Series(["Red", "Red"]), cluster=pd.Series(["a", "b"]))
    >>> table[["n", "total", "value"]].values.tolist()
    [[6.0, 2.0, 3.0]]
    """
    units = pd.DataFrame({
        "group": group.to_numpy(), "cluster": cluster.to_numpy(),
        "above": above.to_numpy(dtype=np.float64), "below": below.to_numpy(dtype=np.float64),
    })  # fmt: skip
    summed = units.groupby(["group", "cluster"], sort=False).sum().reset_index()
    names = list(dict.fromkeys(units["group"]))
    counts = summed.assign(articles=summed["above"] > 0, of_articles=summed["below"] > 0)
    table = counts.groupby("group")[["above", "below", "articles", "of_articles"]].sum().reindex(names)
    table = table.rename(columns={"above": "n", "below": "total"})
    table["value"] = (table["n"] / table["total"]).where(table["total"] > 0)
    table[["low", "high"]] = np.nan
    sure = table.index[table["of_articles"] >= FEWEST]
    if len(sure):
        table.loc[sure, ["low", "high"]] = _limits(summed[summed["group"].isin(sure)], list(sure))
    table["note"] = [note(int(articles)) for articles in table["of_articles"]]
    return typed(table[list(COLUMNS)])


def _limits(summed: pd.DataFrame, names: list[str]) -> Numbers:
    """Low and high of each of these groups."""
    tables = [
        summed.pivot(index="cluster", columns="group", values=column).fillna(0.0).sort_index()[names]
        for column in ("above", "below")
    ]
    both = np.hstack([table.to_numpy(dtype=np.float64) for table in tables])

    def quotients(draws: Numbers) -> Numbers:
        above, below = draws[:, : len(names)], draws[:, len(names) :]
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(below > 0, above / below, np.nan)

    return np.column_stack(percentiles(both, quotients))


def note(articles: int) -> str:
    """Why there is no interval; empty where there is one.

    >>> note(1)
    'No interval is given: the statements stand in 1 article, and it takes at least 20.'
    """
    if articles >= FEWEST:
        return ""
    where = "1 article" if articles == 1 else f"{articles} articles"
    return f"No interval is given: the statements stand in {where}, and it takes at least {FEWEST}."


def told_apart(
    tables: Sequence[pd.DataFrame], *, by: str, groups: Sequence[str], measures: Sequence[str]
) -> pd.DataFrame:
    """Tables of several measures as one: groups in their order, and within each the measures in theirs.

    Each table has the columns `by`, `measure` and those of `intervals.empty_shares`; so has the result, which keeps
    them and their dtypes without a table too.

    >>> told_apart([], by="party", groups=[], measures=[]).columns.tolist()[:3]
    ['party', 'measure', 'n']
    """
    columns = [by, "measure", *COLUMNS]
    none = pd.DataFrame({name: pd.Series(dtype="object") for name in columns})
    table = pd.concat([typed(one, (by, "measure"))[columns] for one in tables] or [none], ignore_index=True)
    ranks = {name: place for place, name in enumerate(groups)}
    places = pd.DataFrame({"who": table[by].map(ranks), "what": [measures.index(one) for one in table["measure"]]})
    return typed(table.loc[places.sort_values(["who", "what"]).index].reset_index(drop=True), (by, "measure"))


def typed(table: pd.DataFrame, text: Sequence[str] = ()) -> pd.DataFrame:
    """The columns of a table of values have the dtypes of `intervals.empty_shares`; `text` are those of its groups."""
    dtypes: dict[str, Any] = dict.fromkeys(text, "str") | dict.fromkeys(COLUMNS[:5], "Float64")
    dtypes |= {"articles": "Int64", "of_articles": "Int64", "note": "str"}
    return table.astype({name: dtype for name, dtype in dtypes.items() if name in table.columns})
