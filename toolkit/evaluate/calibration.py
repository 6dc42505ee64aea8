"""Whether a statement that is called sure is right as often as it is called sure."""

import numpy as np
import pandas as pd

from toolkit.evaluate.gold import Gold
from toolkit.evaluate.pairing import judge
from toolkit.evaluate.standoff import EvaluateError

BINS = 10


def calibration(gold: Gold, statements: pd.DataFrame, *, outer_only: bool = False) -> pd.DataFrame:
    """Every found statement with a confidence is in exactly one of ten bins of equal width.

    One row is one bin: `low` and `high` (its limits, 0 to 1; `low` belongs to it, `high` to the next, and 1 to the
    last), `n` (Int64, found statements), `confidence` (their mean) and `right` (share of them that are paired with a
    coded attribution and have the right source, as `score` counts it; both 0 to 1, missing where `n` is 0). The limits
    and shares are Float64. Statements without confidence are left out. Reliability by bins: DeGroot and Fienberg 1983;
    Niculescu-Mizil and Caruana 2005.

    Raises EvaluateError for a confidence outside 0 to 1, and the errors of `score`.

    >>> from toolkit.tables import frame
    >>> columns = ["article_id", "attribution_id", "source", "cue", "content"]
    >>> gold = Gold(frame("ARTICLES", [{"article_id": "a", "text": "No."}]), pd.DataFrame([], columns=columns))
    >>> row = {"statement_id": "s", "article_id": "a", "spans": [[0, 2]], "confidence": 0.25}
    >>> calibration(gold, frame("STATEMENTS", [row])).loc[2, ["confidence", "right"]].tolist()
    [0.25, 0.0]
    """
    judged = judge(gold, statements, outer_only=outer_only)
    right = [{pair.found for pair in article.pairs if pair.sourced} for article in judged]
    sure = [
        (unit.confidence, float(nth in hits))
        for article, hits in zip(judged, right, strict=True)
        for nth, unit in enumerate(article.found)
        if not np.isnan(unit.confidence)
    ]
    table = pd.DataFrame(sure, columns=["confidence", "right"], dtype="Float64")
    if len(strange := table.loc[~table["confidence"].between(0, 1), "confidence"]):
        raise EvaluateError(
            f"a statement has the confidence {strange.iloc[0]}", works="0 to 1", step="correct the column confidence"
        )
    # Limits are compared, not multiplied, so that rounding moves no confidence over the limit that it stands on.
    limits = np.arange(1, BINS) / BINS
    table["bin"] = np.searchsorted(limits, table["confidence"].to_numpy(dtype=np.float64), side="right")
    means = table.groupby("bin")[["confidence", "right"]].mean().reindex(range(BINS))
    result = pd.DataFrame({"low": np.arange(BINS) / BINS, "high": np.arange(1, BINS + 1) / BINS}, dtype="Float64")
    result["n"] = table["bin"].value_counts().reindex(range(BINS), fill_value=0).astype("Int64")
    return result.join(means.astype("Float64"))


def expected_calibration_error(table: pd.DataFrame) -> float:
    """The distance of confidence from the share that is right, averaged over the statements: 0 is best, 1 is worst.

    `table` is that of `calibration`. Not a number where no statement has a confidence. Naeini, Cooper and Hauskrecht
    2015. It says whether the confidences can be taken at their word, not whether the statements are good.

    >>> bins = {"n": [3, 1, 0], "confidence": [0.5, 0.9, None], "right": [0.5, 0.5, None]}
    >>> round(expected_calibration_error(pd.DataFrame(bins)), 3)
    0.1
    """
    filled = table[table["n"] > 0]
    if filled.empty:
        return float("nan")
    apart = (filled["confidence"] - filled["right"]).abs() * filled["n"]
    return float(apart.sum() / filled["n"].sum())
