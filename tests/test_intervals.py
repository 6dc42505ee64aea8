"""Laws of the intervals: what they say by hand, and how often they hold the truth."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from toolkit.compare.intervals import shares, within
from toolkit.compare.units import counted
from toolkit.intervals import clopper_pearson, korn_graubard
from toolkit.tables import empty


def parts_of(heard: list[int], sizes: list[int]) -> tuple[pd.DataFrame, pd.Series]:
    """One row a statement, in article after article, `heard` of `sizes` of them by the party."""
    rows = [float(place < said) for said, size in zip(heard, sizes, strict=True) for place in range(size)]
    cluster = pd.Series(np.repeat(np.arange(len(sizes)), sizes))
    return pd.DataFrame({"party": rows, "others": [1 - row for row in rows]}), cluster


def test_clopper_pearson_is_the_exact_binomial_interval() -> None:
    """For whole numbers the limits are those of the exact binomial test."""
    low, high = clopper_pearson(np.array([0.0, 4.0, 10.0]), np.array([10.0, 10.0, 10.0]))
    for place, heard in enumerate((0, 4, 10)):
        exact = stats.binomtest(heard, 10).proportion_ci(0.95, method="exact")
        assert (low[place], high[place]) == pytest.approx((exact.low, exact.high))


def test_effective_size_by_hand() -> None:
    """The interval is the exact one at the size that the spread between articles leaves."""
    parts, cluster = parts_of([4, 3, 1, 0, 2, 2], [4] * 6)
    row = korn_graubard(parts, cluster=cluster).loc["party"]
    # p = 12/24. Residuals of the articles, (heard - 4p)/24: 2, 1, -1, -2, 0, 0 over 24; their squares sum to 10/576.
    variance = 6 / 5 * 10 / 576
    size = 0.25 / variance * (stats.t.ppf(0.975, 23) / stats.t.ppf(0.975, 5)) ** 2
    low, high = clopper_pearson(np.array([size / 2]), np.array([size]))
    assert size == pytest.approx(7.771, abs=0.001)
    assert (row["value"], row["low"], row["high"]) == pytest.approx((0.5, low[0], high[0]))


def test_never_better_than_independent_statements() -> None:
    """Articles that are all alike do not make the interval narrower than as many independent statements would."""
    parts, cluster = parts_of([2] * 6, [4] * 6)
    row = korn_graubard(parts, cluster=cluster).loc["party"]
    low, high = clopper_pearson(np.array([12.0]), np.array([24.0]))
    assert (row["low"], row["high"]) == pytest.approx((low[0], high[0]))


def test_clusters_widen_the_interval() -> None:
    """The same statements in articles that speak with one voice give a wider interval than in mixed articles."""
    widths = []
    for heard in ([4, 4, 4, 0, 0, 0], [2, 3, 1, 2, 3, 1]):
        parts, cluster = parts_of(heard, [4] * 6)
        row = korn_graubard(parts, cluster=cluster).loc["party"]
        widths.append(row["high"] - row["low"])
    assert widths[0] > widths[1] + 0.3


def test_thin_evidence_is_taken_as_one_voice_an_article() -> None:
    """A party heard in fewer than three articles gets the interval of articles that speak with one voice each."""
    parts, cluster = parts_of([1, 0, 0, 0, 0, 0], [4] * 6)
    row = korn_graubard(parts, cluster=cluster).loc["party"]
    low, high = clopper_pearson(np.array([6 * 1 / 24]), np.array([6.0]))
    assert (row["low"], row["high"]) == pytest.approx((low[0], high[0]))
    assert row["note"].startswith("Fewer than 3 articles")


def test_thin_evidence_is_never_made_narrower() -> None:
    """Where the spread between articles already asks for a wider interval than that, the wider one is given."""
    parts, cluster = parts_of([3, 0, 0, 0, 0, 0], [4] * 6)
    row = korn_graubard(parts, cluster=cluster).loc["party"]
    low, high = clopper_pearson(np.array([6 * 3 / 24]), np.array([6.0]))
    assert row["low"] < low[0]
    assert row["high"] > high[0]


def test_other_levels() -> None:
    """A higher level gives a wider interval."""
    parts, cluster = parts_of([4, 3, 1, 0, 2, 2], [4] * 6)
    wide = korn_graubard(parts, cluster=cluster, level=0.99).loc["party"]
    narrow = korn_graubard(parts, cluster=cluster, level=0.8).loc["party"]
    assert wide["low"] < narrow["low"] < narrow["high"] < wide["high"]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5)), min_size=5, max_size=12))
def test_the_others_mirror_the_party(articles: list[tuple[int, int]]) -> None:
    """The interval of all others is one minus the interval of the party."""
    parts, cluster = parts_of([min(pair) for pair in articles], [size for _, size in articles])
    party, others = korn_graubard(parts, cluster=cluster).itertuples()
    assert (others.low, others.high) == pytest.approx((1 - party.high, 1 - party.low), abs=1e-6)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(1, 400), min_size=6, max_size=12))
def test_uneven_weights_stay_within_bounds(words: list[int]) -> None:
    """Statements of very different length give limits between 0 and 1 around the share."""
    parts = pd.DataFrame({"a": [float(n) if row % 2 else 0.0 for row, n in enumerate(words)]})
    parts["b"] = [0.0 if row % 2 else float(n) for row, n in enumerate(words)]
    table = korn_graubard(parts, cluster=pd.Series(range(len(words))))
    assert (table["low"] <= table["value"]).all()
    assert (table["value"] <= table["high"]).all()
    assert table[["low", "high"]].apply(lambda column: column.between(0, 1)).all(axis=None)


def test_no_voices_no_rows() -> None:
    """Tables of shares without voices are empty and keep their columns."""
    heard = counted(empty("STATEMENTS"))
    assert list(shares(heard, column="kind", groups=["direct"]).columns)[:2] == ["kind", "n"]
    assert list(within(heard, column="kind", groups=["direct"], by="party").columns)[:2] == ["party", "kind"]


@pytest.mark.slow
@pytest.mark.parametrize("articles", [5, 10, 20, 50])
@pytest.mark.parametrize(("share", "alike"), [(0.05, 0.4), (0.1, 0.2), (0.3, 0.2), (0.5, 0.4)])
def test_coverage(articles: int, share: float, alike: float) -> None:
    """In trials with articles drawn at random, 95 % intervals hold the true share at least 92 times in a hundred."""
    random = np.random.default_rng(20)
    spread = (1 - alike) / alike  # articles draw their own share from a beta distribution: alike is its correlation
    trials, held = 500, 0
    for _ in range(trials):
        sizes = 1 + random.poisson(6, articles)
        heard = random.binomial(sizes, random.beta(share * spread, (1 - share) * spread, articles))
        parts, cluster = parts_of(heard.tolist(), sizes.tolist())
        row = korn_graubard(parts, cluster=cluster).loc["party"]
        held += bool(row["low"] <= share <= row["high"])
    assert held / trials >= 0.92


def test_thirds_that_make_a_whole_are_a_whole() -> None:
    """A share of 1 that three thirds add up to has the interval of a share of 1, in whatever order they come."""
    third = pd.DataFrame({"a": [1 / 3] * 3 + [1.0] * 5, "b": [0.0] * 8})
    whole = pd.DataFrame({"a": [1.0] * 6, "b": [0.0] * 6})
    clusters = pd.Series(list("aaabcdef"))
    for order in ([0, 1, 2, 3, 4, 5, 6, 7], [7, 2, 5, 0, 3, 1, 6, 4]):
        found = korn_graubard(
            third.iloc[order].reset_index(drop=True), cluster=clusters.iloc[order].reset_index(drop=True)
        )
        expected = korn_graubard(whole, cluster=pd.Series(list("abcdef")))
        assert found["low"].tolist() == pytest.approx(expected["low"].tolist(), abs=1e-6)
        assert found["high"].tolist() == pytest.approx(expected["high"].tolist(), abs=1e-6)
