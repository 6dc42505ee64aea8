"""Laws of resampled intervals and of differences, by hand, by a second way to compute, and over simulated corpora."""

import numpy as np
import pandas as pd
import pytest

from toolkit import tables
from toolkit.compare import CompareError, difference, differences
from toolkit.compare.difference import recovered
from toolkit.compare.resampling import FEWEST, RESAMPLES, percentiles, ratios


def corpus(articles: int, random: np.random.Generator, *, apart: float = 0.0) -> pd.DataFrame:
    """Statements of Red and Blue whose articles differ in how directly they quote: .3 on average, Red `apart` more."""
    rows = []
    for article in range(articles):
        taste = random.beta(0.3 * 4, 0.7 * 4)
        for party, share in (("Red", min(taste + apart, 1.0)), ("Blue", taste)):
            for _ in range(1 + random.poisson(2)):
                kind = "direct" if random.random() < share else "indirect"
                rows.append({"article_id": f"a{article}", "party": party, "kind": kind})
    return tables.frame("STATEMENTS", [{"statement_id": f"s{n}"} | row for n, row in enumerate(rows)])


def one_group(above: pd.Series, cluster: pd.Series) -> pd.DataFrame:
    """What each unit has on average, of units that are all of one group."""
    return ratios(above, above * 0 + 1, group=pd.Series(["x"] * len(above)), cluster=cluster.astype("str"))


def test_a_ratio_is_of_sums_not_a_mean_of_ratios() -> None:
    """Articles with more statements weigh more: 6 words in 2 statements and 1 in 1 are 7 / 3 a statement."""
    words = pd.Series([2.0, 4.0, 1.0])
    table = one_group(words, pd.Series(["a", "a", "b"]))
    assert table[["n", "total", "articles"]].values.tolist() == [[7.0, 3.0, 2]]
    assert table.loc["x", "value"] == pytest.approx(7 / 3)


def test_few_articles_draw_no_resampled_interval() -> None:
    """Under twenty articles there is no percentile interval, and the note says how many there are."""
    for articles, there in ((FEWEST - 1, False), (FEWEST, True)):
        row = one_group(pd.Series(np.arange(float(articles))), pd.Series(range(articles))).iloc[0]
        assert bool(pd.notna(row["low"])) == there
        assert (row["note"] == "") == there


def test_percentiles_agree_with_resampling_one_by_one() -> None:
    """The limits are the percentiles of means of articles drawn with replacement, as a plain loop gives them."""
    values = np.random.default_rng(4).gamma(2.0, size=40)
    low, high = percentiles(values[:, None], lambda draws: draws / 40)
    random = np.random.default_rng(5)
    means = [random.choice(values, size=40).mean() for _ in range(RESAMPLES)]
    assert (low[0], high[0]) == pytest.approx(tuple(np.quantile(means, [0.025, 0.975])), abs=0.05)


def test_the_same_corpus_gives_the_same_limits() -> None:
    """The draws are fixed, and do not depend on the order of the statements."""
    words, cluster = pd.Series(np.arange(60.0)), pd.Series([n % 30 for n in range(60)])
    once, turned = one_group(words, cluster), one_group(words[::-1], cluster[::-1])
    pd.testing.assert_frame_equal(once, turned)


def test_limits_of_a_difference_by_hand() -> None:
    """Independent limits are joined by Pythagoras, and what goes wholly together leaves no doubt but the difference."""
    assert recovered((0.5, 0.4, 0.6), (0.3, 0.1, 0.4)) == pytest.approx((0.2 - 0.02**0.5, 0.2 + 0.05**0.5))
    assert recovered((0.5, 0.4, 0.6), (0.3, 0.2, 0.4), correlation=1.0) == pytest.approx((0.2, 0.2))
    assert recovered((0.5, 0.4, 0.6), (0.3, 0.2, 0.4), correlation=-1.0) == pytest.approx((0.0, 0.4))


def test_a_difference_turned_round_is_its_negative() -> None:
    """Red against Blue is Blue against Red with the sign turned, and the odds ratio inverted."""
    table = corpus(12, np.random.default_rng(3), apart=0.3)
    one = difference(table, ("Red", "Blue"), of={"kind": "direct"}).iloc[0]
    other = difference(table, ("Blue", "Red"), of={"kind": "direct"}).iloc[0]
    assert (one["value"], one["low"], one["high"]) == pytest.approx((-other["value"], -other["high"], -other["low"]))
    assert one["odds_ratio"] == pytest.approx(1 / other["odds_ratio"])
    assert (one["odds_low"], one["odds_high"]) == pytest.approx((1 / other["odds_high"], 1 / other["odds_low"]))


def test_odds_ratio_by_hand() -> None:
    """Three of four against one of four: odds of 3 and of 1 / 3, a ratio of 9, a difference of a half."""
    rows = [("Red", "direct")] * 3 + [("Red", "mixed")] + [("Blue", "direct")] + [("Blue", "mixed")] * 3
    table = tables.frame(
        "STATEMENTS", [{"statement_id": f"s{n}", "party": p, "kind": k} for n, (p, k) in enumerate(rows)]
    )
    row = difference(table, ("Red", "Blue"), of={"kind": ("direct",)}).iloc[0]
    assert (row["value"], row["odds_ratio"], row["n"]) == (0.5, pytest.approx(9.0), 8.0)
    assert pd.isna(row["low"])
    assert row["note"] == "No interval is given: one of the two is heard in 1 article, and it takes at least 5."


def test_what_goes_together_is_told_apart_better() -> None:
    """The same two shares differ more surely where each article moves both alike than where articles have one each."""
    together = corpus(30, np.random.default_rng(1), apart=0.2)
    apart = together.assign(article_id=together["article_id"] + together["party"])
    widths = [
        row["high"] - row["low"]
        for row in (difference(table, ("Red", "Blue"), of={"kind": "direct"}).iloc[0] for table in (together, apart))
    ]
    assert widths[0] < widths[1] * 0.95


def test_every_two_of_the_most_heard_are_compared() -> None:
    """Three parties make three pairs, the unassigned none; one party alone makes none, and the columns stay."""
    table = corpus(6, np.random.default_rng(2))
    table.loc[table.index[:9], "party"] = ["Green"] * 4 + [""] * 5
    pairs = differences(table, of={"kind": "direct"})
    assert len(pairs) == 3
    assert "(unassigned)" not in {*pairs["first"], *pairs["second"]}
    for row in pairs.itertuples():
        alone = difference(table, (row.first, row.second), of={"kind": "direct"}).iloc[0]
        assert alone["value"] == pytest.approx(row.value)
    none = differences(table[table["party"] == "Red"])
    assert (len(none), none.dtypes.to_dict()) == (0, pairs.dtypes.to_dict())


@pytest.mark.parametrize("of", [{"colour": "red"}, {"kind": "direct", "act": "deny"}])
def test_what_cannot_be_compared_is_refused(of: dict[str, str]) -> None:
    """A share of a column that is not there, or of two columns, is refused with what would work."""
    with pytest.raises(CompareError, match="a share cannot be taken of") as error:
        difference(corpus(2, np.random.default_rng(1)), ("Red", "Blue"), of=of)
    assert '{"kind": "direct"}' in error.value.works


def test_an_unknown_party_is_refused() -> None:
    """A party that makes no statement cannot be compared, and those that do are named."""
    with pytest.raises(CompareError, match="'Green' makes no statement") as error:
        difference(corpus(2, np.random.default_rng(1)), ("Red", "Green"))
    assert "Blue" in error.value.works


@pytest.mark.slow
@pytest.mark.parametrize("articles", [5, 10, 20, 50])
@pytest.mark.parametrize("apart", [0.0, 0.3])
def test_a_difference_is_covered(articles: int, apart: float) -> None:
    """Over 500 corpora the 95 % interval of a difference holds the true one at least 92 times in a hundred."""
    random = np.random.default_rng(11)
    # What Red is apart on average: the taste of an article plus `apart`, cut at 1.
    tastes = random.beta(0.3 * 4, 0.7 * 4, 400_000)
    truth = float((np.minimum(tastes + apart, 1.0) - tastes).mean())
    held = 0
    for _ in range(500):
        row = difference(corpus(articles, random, apart=apart), ("Red", "Blue"), of={"kind": "direct"}).iloc[0]
        held += bool(row["low"] <= truth <= row["high"])
    assert held / 500 >= 0.92


@pytest.mark.slow
@pytest.mark.parametrize("articles", [20, 50])
def test_a_resampled_mean_is_covered(articles: int) -> None:
    """Over 500 corpora the percentile interval of words a statement holds the true mean about as often as it says."""
    random = np.random.default_rng(12)
    held = 0
    for _ in range(500):
        level = random.gamma(8.0, 1.0, articles)  # an article's own length of quotations, 8 words on average
        sizes = 1 + random.poisson(3, articles)
        cluster = pd.Series(np.repeat(np.arange(articles), sizes))
        row = one_group(pd.Series(random.poisson(np.repeat(level, sizes)).astype(float)), cluster).iloc[0]
        held += bool(row["low"] <= 8.0 <= row["high"])
    # A percentile interval is known to be a little too narrow with few clusters; 9 in 10 is what 20 articles give.
    assert held / 500 >= 0.90
