"""Laws of what is said about doubt: the intervals of the measures, and whether confidences can be taken at their word."""

from dataclasses import replace

import pandas as pd
import pytest
from evaluate_tools import gold_of, imperfect, itself, made, small_gold, table
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from toolkit.evaluate import EvaluateError, Gold, calibration, expected_calibration_error, score
from toolkit.tables import frame


def many(copies: int) -> tuple[Gold, pd.DataFrame]:
    """Copies of one article with two attributions, of which the first `copy` is missed by every second copy."""
    text = "The pier is open, Hale said. The pier is safe, Dorn said."
    names = [f"a{nth:02}" for nth in range(copies)]
    spans = [[0, 16], [29, 45]]
    gold = gold_of([(name, [span], []) for name in names for span in spans])
    rows = [made(name, [span], []) for nth, name in enumerate(names) for span in spans[nth % 2 :]]
    articles = frame("ARTICLES", [{"article_id": name, "text": text} for name in names])
    return replace(gold, articles=articles, publishers={}), table(rows)


def test_intervals_are_repeatable_and_hold_the_point() -> None:
    """One seed gives one table; another gives other limits; the limits enclose F1 and come closer with more articles."""
    gold, statements = many(12)
    scores = score(gold, statements)
    row, wider = scores.iloc[1], score(*many(6)).iloc[1]
    assert_frame_equal(scores, score(gold, statements))
    assert not all(score(*many(40), seed=seed).equals(score(*many(40))) for seed in range(1, 9))
    assert row["f1_low"] < row["f1"] < row["f1_high"]
    assert row["f1_high"] - row["f1_low"] < wider["f1_high"] - wider["f1_low"]


def test_articles_that_are_alike_leave_no_doubt() -> None:
    """Where every article has the same share, so has every resample."""
    gold, _ = many(6)
    scores = score(gold, itself(gold))
    assert scores.loc[0, ["f1_low", "f1", "f1_high"]].tolist() == [1, 1, 1]


def test_under_five_articles_there_is_no_interval() -> None:
    """Four articles are too few to see how articles vary, and so are more of which four have anything to count."""
    assert score(*many(4))["f1_low"].isna().all()
    assert score(*many(5)).loc[0, "f1_low"] > 0
    gold, statements = many(9)
    few = replace(gold, attributions=gold.attributions.head(8))
    assert score(few, statements[statements["article_id"] < "a04"])["f1_low"].isna().all()


def test_calibration_worked_out_by_hand() -> None:
    """Seven statements fall in four bins, two of them right; the error is 3.1 of 7."""
    bins = calibration(small_gold(), imperfect())
    filled = bins[bins["n"] > 0]
    assert filled[["low", "n"]].values.tolist() == [[0.3, 1], [0.5, 1], [0.7, 2], [0.9, 3]]
    assert filled["confidence"].tolist() == pytest.approx([0.3, 0.55, 0.7, 0.95])
    assert filled["right"].tolist() == pytest.approx([0, 0, 1 / 2, 1 / 3])
    assert expected_calibration_error(bins) == pytest.approx(3.1 / 7)


@given(st.lists(st.floats(0, 1), max_size=8))
def test_every_confidence_is_in_one_bin(confidences) -> None:
    """The bins hold every statement once, and the mean of a bin lies between its limits."""
    rows = [made("ferry", [[0, 5]], [], confidence=confidence) for confidence in confidences]
    bins = calibration(small_gold(), table(rows))
    filled = bins[bins["n"] > 0]
    assert (len(bins), int(bins["n"].sum())) == (10, len(confidences))
    assert ((filled["confidence"] >= filled["low"] - 1e-9) & (filled["confidence"] <= filled["high"] + 1e-9)).all()


def test_confidences_that_are_none() -> None:
    """Without confidences the error is not a number; one over 1 is named."""
    bins = calibration(small_gold(), table([made("ferry", [[0, 5]], [])]))
    assert str(expected_calibration_error(bins)) == "nan"
    with pytest.raises(EvaluateError, match=r"the confidence 1\.5"):
        calibration(small_gold(), table([made("ferry", [[0, 5]], [], confidence=1.5)]))
