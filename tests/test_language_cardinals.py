"""Numbers of several words: magnitudes, halves, ranges that share one, and what only looks like a number."""

import pandas as pd
import pytest
from language_tools import rows_of

CASES = [
    ("Two to three thousand people fled.", 2000, 3000, "range"),
    ("20 to 30 thousand people fled.", 20_000, 30_000, "range"),
    ("They spent $1.9-2.1 billion on it.", 1.9e9, 2.1e9, "range"),
    ("Several hundred people fled.", 300, 900, "vague"),
    ("A few dozen people died.", 36, 108, "vague"),
    ("A couple of thousand people fled.", 2000, 2000, "vague"),
    ("Half a million people fled.", 500_000, 500_000, "="),
    ("Half a dozen people died.", 6, 6, "="),
    ("A quarter of a million people fled.", 250_000, 250_000, "="),
    ("A million and a half people fled.", 1_500_000, 1_500_000, "="),
    ("Three hundred and fifty thousand people fled.", 350_000, 350_000, "="),
    ("They paid five thousand two hundred dollars.", 5200, 5200, "="),
    ("Two million three hundred thousand people fled.", 2_300_000, 2_300_000, "="),
    ("One hundred twenty people died.", 120, 120, "="),
    ("Twenty-five people died.", 25, 25, "="),
    ("1\u00a0400 people died.", 1400, 1400, "="),
    ("4 600 people died.", 4600, 4600, "="),
    ("They paid R50 000 for it.", 50_000, 50_000, "="),
    ("They paid 1 250 000 rand for it.", 1_250_000, 1_250_000, "="),
    ("Two or three people died.", 2, 3, "range"),
    ("Between one hundred and two hundred people died.", 100, 200, "range"),
    ("12+ people died.", 12, None, "≥"),
    ("Rebels killed 12 or more", 12, None, "≥"),
    ("One out of every five homes burned.", 20, 20, "="),
    ("1948 people died.", 1948, 1948, "="),
    ("More than 1500 died.", 1500, None, ">"),
    ("They took 10-15 hostages.", 10, 15, "range"),
    ("One soldier was killed.", 1, 1, "="),
    ("He paid NZ$45 for it.", 45, 45, "="),
    ("It cost 1.9 billion US dollars.", 1.9e9, 1.9e9, "="),
    ("Support fell 3 percentage points.", 3, 3, "="),
    ("On Tuesday 12 people died.", 12, 12, "="),
]


@pytest.mark.parametrize(("words", "low", "high", "bound"), CASES)
def test_a_number_of_several_words_is_one_number(words, low, high, bound):
    """Magnitudes, halves and joints make one number, with the ends and the bound that a reader understands."""
    [row] = rows_of("FIGURES", words)
    ends = [None if pd.isna(row[end]) else row[end] for end in ("low", "high")]
    assert (ends, row["bound"]) == ([low, high], bound)


@pytest.mark.parametrize(
    "words",
    ["Gate No. 7 was shut.", "She turned 30 in May.", "World War 2 ended.", "He was born in 1948.", "In May 2020 they left.",
     "They waited two days.", "Call 020 7946 0000 today.", "The war lasted from 1998 to 2000."],
)  # fmt: skip
def test_what_names_or_dates_is_no_figure(words):
    """Names with a number, years, ages, telephone numbers and plain lengths of time are left out."""
    assert rows_of("FIGURES", words) == []


def test_before_and_after_are_two_numbers():
    """What rose from one number to another is no range between them."""
    rows = rows_of("FIGURES", "Prices rose from $3 to $5.")
    assert [(row["low"], row["high"]) for row in rows] == [(3, 3), (5, 5)]


def test_a_verb_and_a_noun_of_one_spelling_both_measure():
    """A lexicon row for the noun does not hide the one for the verb: "arrested" measures arrests."""
    assert rows_of("FIGURES", "Police arrested 40 people.")[0]["measure"] == "arrested"
    assert rows_of("HARMS", "Rebels attacked the village.")[0]["voice"] == "active"


def test_harm_that_is_denied_is_no_harm():
    """Who says that somebody did not kill accuses nobody of killing."""
    assert rows_of("HARMS", "Israel did not kill the mayor, Iran said.") == []
    assert rows_of("HARMS", "Nobody was killed.") == []
