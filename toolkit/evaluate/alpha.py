"""Krippendorff's alpha: how far coders agree beyond what chance would give them."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.evaluate.standoff import EvaluateError

LEVELS = ("nominal", "ordinal", "interval")

Numbers = NDArray[np.float64]


def krippendorff_alpha(ratings: pd.DataFrame, *, level: str = "nominal") -> float:
    """Perfect agreement gives 1, agreement as by chance about 0, and coders may leave out what they like.

    `ratings` has one row for each unit and one column for each coder; a missing cell is a unit that this coder did not
    rate, an empty string is a value like any other. `level` says how far two values are apart: `nominal` (0 or 1),
    `ordinal` (the ranks between them) or `interval` (their squared difference); the last two need numbers, for ordered
    names their ranks. Returns 1 minus observed over expected disagreement, at most 1 and below 0 where coders disagree
    more than chance. Not a number where no unit was rated twice, or where all values are alike: without variation
    nobody can tell agreement from habit. Krippendorff 2011, with its matrix of coincidences.

    Raises EvaluateError for another `level`, and for values that are no numbers where numbers are needed.

    >>> both = pd.DataFrame({"Ann": ["direct", "direct", "mixed"], "Bo": ["direct", "mixed", "mixed"]})
    >>> round(krippendorff_alpha(both), 3)
    0.444
    """
    if level not in LEVELS:
        raise EvaluateError(f"there is no level {level!r}", works=", ".join(LEVELS), step="use one of these")
    rated = ratings.notna().to_numpy()
    values = ratings.to_numpy(dtype=object)[rated]
    codes, names = pd.factorize(values if level == "nominal" else _numbers(values), sort=level != "nominal")
    counts = np.zeros((len(ratings), len(names)))
    np.add.at(counts, (rated.nonzero()[0], codes), 1.0)
    counts = counts[counts.sum(axis=1) > 1]
    met = _coincidences(counts)
    totals = met.sum(axis=0)
    apart = _distances(level, np.asarray(names), totals)
    expected = float(totals @ apart @ totals)
    return 1 - float((totals.sum() - 1) * (met * apart).sum()) / expected if expected > 0 else float("nan")


def _coincidences(counts: Numbers) -> Numbers:
    """How often each two values meet in a unit; a unit of m ratings adds m, whatever m is."""
    others = counts.sum(axis=1, keepdims=True) - 1
    pairs = counts.T @ (counts / others)
    return np.asarray(pairs - np.diag((counts / others).sum(axis=0)))


def _distances(level: str, names: NDArray[np.object_], totals: Numbers) -> Numbers:
    if level == "nominal":
        return 1 - np.eye(len(totals))
    places = np.cumsum(totals) - totals / 2 if level == "ordinal" else names.astype(np.float64)
    return np.asarray(np.subtract.outer(places, places) ** 2)


def _numbers(values: NDArray[np.object_]) -> Numbers:
    numbers = pd.to_numeric(pd.Series(values, dtype=object), errors="coerce").to_numpy(dtype=np.float64)
    if np.isnan(numbers).any():
        raise EvaluateError(
            f"a coder gave {values[np.isnan(numbers)][0]!r}, which is no number",
            works="numbers, for ordered names their ranks; or level='nominal'",
            step="give each value its rank, or choose the level nominal",
        )
    return numbers
