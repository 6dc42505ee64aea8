"""Act quality: how often the act that is found for a statement is the one that coders gave it."""

from pathlib import Path

import pandas as pd
from scipy import stats

from toolkit import data

DTYPES = {
    "act": "str", "coded": "Int64", "found": "Int64", "precision": "Float64", "recall": "Float64",
    "precision_low": "Float64", "precision_high": "Float64",
}  # fmt: skip


def act_quality(*, folder: Path = data.FOLDER) -> pd.DataFrame:
    """Every act has the share of it that was found rightly on coded reports, so that nobody reads it as certain.

    One row is one act, in the order of the contract: `act`, `coded` and `found` (statements that coders gave it, and
    that the extractor did), `precision` (of those found, how many were right; 0 to 1, missing where none was found),
    `recall` (of those coded, how many were found so; 0 to 1, missing where none was coded), `precision_low` and
    `precision_high` (95 %, missing with `precision`). Counted over the statements of the golden reports that were
    found at all; where coders accepted several acts, any of them is right. `folder` holds `act_quality.csv`.

    The interval is Wilson's (1927), for statements drawn one by one; those of one report are more alike than that. The
    rules were mended on the same reports, so a new report will get somewhat less.

    >>> act_quality()["act"].head(3).tolist()
    ['assert', 'deny', 'accuse']
    """
    counts = data.lexicon("act_quality", folder=folder)
    rows = [
        _row(act, int(coded), int(found), int(right))
        for act, coded, found, right in zip(*(counts[name] for name in ("act", "coded", "found", "right")), strict=True)
    ]
    return pd.DataFrame(rows, columns=list(DTYPES)).astype(DTYPES)


def _row(act: str, coded: int, found: int, right: int) -> tuple[object, ...]:
    precision, recall = right / found if found else pd.NA, right / coded if coded else pd.NA
    if not found:
        return act, coded, found, precision, recall, pd.NA, pd.NA
    limits = stats.binomtest(right, found).proportion_ci(confidence_level=0.95, method="wilson")
    return act, coded, found, precision, recall, limits.low, limits.high
