"""Laws of the quality of acts: shares of hand-made counts, and what is missing where there is nothing to count."""

from math import sqrt
from pathlib import Path

import pandas as pd
import pytest

from toolkit import data
from toolkit.compare import act_quality
from toolkit.tables.values import ACTS

COUNTS = "act,coded,found,right\ndeny,16,10,8\naccuse,0,4,0\noffer,5,0,0\nquestion,0,0,0\n"


@pytest.fixture
def by_hand(tmp_path: Path) -> pd.DataFrame:
    """The table of four acts whose counts were written by hand."""
    (tmp_path / "act_quality.csv").write_text(COUNTS, encoding="utf-8")
    return act_quality(folder=tmp_path).set_index("act")


def test_shares_by_hand(by_hand: pd.DataFrame) -> None:
    """Of ten denials found eight are right, and of sixteen coded eight were found."""
    assert by_hand.loc["deny", ["coded", "found", "precision", "recall"]].tolist() == [16, 10, 0.8, 0.5]


def test_limits_are_those_of_wilson(by_hand: pd.DataFrame) -> None:
    """The limits of 8 in 10 are the middle (p + z²/2n) and its spread, both over 1 + z²/n (Wilson 1927)."""
    n, p, z = 10, 0.8, 1.959964
    middle, spread = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low, high = (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n)
    assert by_hand.loc["deny", ["precision_low", "precision_high"]].tolist() == pytest.approx([low, high], abs=1e-6)


def test_none_right_is_nought_and_not_missing(by_hand: pd.DataFrame) -> None:
    """An act that was found four times and never rightly has precision 0, between 0 and z²/(4 + z²)."""
    row = by_hand.loc["accuse", ["precision", "precision_low", "precision_high"]]
    assert row.tolist() == pytest.approx([0.0, 0.0, 3.841459 / 7.841459], abs=1e-6)


def test_nothing_to_count_is_missing(by_hand: pd.DataFrame) -> None:
    """Precision and its limits are missing where nothing was found, recall where nothing was coded."""
    missing = by_hand.isna()
    assert missing.loc["offer"].tolist() == [False, False, True, False, True, True]
    assert missing.loc["question"].tolist() == [False, False, True, True, True, True]
    assert missing.loc["accuse", "recall"]
    assert by_hand.loc["offer", "recall"] == 0.0


def test_the_counts_that_are_shipped_hang_together() -> None:
    """Every act of the contract has one row, in order; no more are right than were coded, or found; limits hold it."""
    counts = data.lexicon("act_quality").set_index("act").astype(int)
    assert (counts["right"] <= counts[["coded", "found"]].min(axis=1)).all()
    assert counts["coded"].sum() == counts["found"].sum()
    table = act_quality()
    assert table["act"].tolist() == list(ACTS)
    heard = table[table["found"] > 0]
    assert heard["precision"].between(heard["precision_low"], heard["precision_high"]).all()
