"""Laws of the agreement between coders, with the published example of Krippendorff 2011 and figures worked out by hand."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from evaluate_tools import made, small_gold, statement, texts
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from toolkit.evaluate import EvaluateError, agreement, disagreements, krippendorff_alpha
from toolkit.evaluate.alpha import LEVELS
from toolkit.tables import empty, frame

few = settings(max_examples=25, deadline=None)
# Krippendorff 2011, part C: four observers, twelve units, some not rated.
PUBLISHED = pd.DataFrame(
    {
        "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    }
)
ratings = st.lists(
    st.lists(st.one_of(st.none(), st.integers(1, 4)), min_size=3, max_size=3), min_size=1, max_size=12
).map(lambda rows: pd.DataFrame(rows, columns=["A", "B", "C"], dtype="Int64"))


def slow_alpha(frame_of, level):
    """Alpha by its definition, pair by pair, without any matrix: an independent computation."""
    units = [[int(value) for value in row if not pd.isna(value)] for row in frame_of.to_numpy(dtype=object)]
    units = [unit for unit in units if len(unit) > 1]
    pool = [value for unit in units for value in unit]

    def apart(one, other):
        if level == "nominal":
            return float(one != other)
        if level == "interval":
            return float((one - other) ** 2)
        low, high = min(one, other), max(one, other)
        ranks = sum(pool.count(value) for value in range(low, high + 1))
        return (ranks - (pool.count(low) + pool.count(high)) / 2) ** 2

    observed = sum(sum(apart(one, other) for one, other in permutations(unit, 2)) / (len(unit) - 1) for unit in units)
    chance = sum(apart(one, other) for one, other in permutations(pool, 2))
    return 1 - observed / (chance / (len(pool) - 1)) if chance else float("nan")


@pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_the_published_example(level, alpha) -> None:
    """The worked example of Krippendorff 2011 comes out as it is printed, at every level."""
    assert round(krippendorff_alpha(PUBLISHED, level=level), 3) == alpha


@few
@given(ratings, st.sampled_from(LEVELS))
def test_alpha_by_its_definition(rated, level) -> None:
    """The matrix of coincidences gives what counting every pair gives."""
    assert krippendorff_alpha(rated, level=level) == pytest.approx(slow_alpha(rated, level), nan_ok=True)


@few
@given(ratings, st.permutations(["A", "B", "C"]), st.randoms(use_true_random=False), st.sampled_from(LEVELS))
def test_neither_coders_nor_units_have_an_order(rated, coders, shuffle, level) -> None:
    """Coders in any order, units in any order: the same alpha."""
    order = list(range(len(rated)))
    shuffle.shuffle(order)
    turned = krippendorff_alpha(rated.iloc[order][list(coders)], level=level)
    assert turned == pytest.approx(krippendorff_alpha(rated, level=level), nan_ok=True)


@few
@given(ratings, st.permutations([1, 2, 3, 4]))
def test_names_of_values_mean_nothing(rated, names) -> None:
    """Values under other names give the same nominal alpha; ordinal alpha stays where their order does."""
    renamed = rated.map(lambda value: value if pd.isna(value) else f"value {names[int(value) - 1]}")
    assert krippendorff_alpha(renamed) == pytest.approx(krippendorff_alpha(rated), nan_ok=True)
    stretched = rated.map(lambda value: value if pd.isna(value) else int(value) ** 3)
    assert krippendorff_alpha(stretched, level="ordinal") == pytest.approx(
        krippendorff_alpha(rated, level="ordinal"), nan_ok=True
    )


@few
@given(st.lists(st.integers(1, 4), min_size=2, max_size=9), st.sampled_from(LEVELS))
def test_perfect_agreement_is_one(values, level) -> None:
    """Coders who say the same have an alpha of 1, as soon as they say two different things."""
    assume(len(set(values)) > 1)
    assert krippendorff_alpha(pd.DataFrame({"A": values, "B": values}), level=level) == 1


@few
@given(ratings)
def test_units_rated_once_count_for_nothing(rated) -> None:
    """A unit that one coder rated changes nothing."""
    alone = pd.DataFrame({"A": [4, 9], "B": [None, None], "C": [None, None]}, dtype="Int64")
    more = pd.concat([rated, alone], ignore_index=True)
    assert krippendorff_alpha(more) == pytest.approx(krippendorff_alpha(rated), nan_ok=True)


def test_without_variation_there_is_no_alpha() -> None:
    """One value for everything, or nothing rated twice, is no number rather than 1 or 0."""
    assert np.isnan(krippendorff_alpha(pd.DataFrame({"A": ["x", "x"], "B": ["x", "x"]})))
    assert np.isnan(krippendorff_alpha(pd.DataFrame({"A": ["x", None], "B": [None, "y"]})))


def test_what_cannot_be_rated_is_refused() -> None:
    """A level that does not exist, and words where ranks are needed, are named."""
    with pytest.raises(EvaluateError, match=r"no level 'ratio'.*nominal, ordinal, interval"):
        krippendorff_alpha(PUBLISHED, level="ratio")
    with pytest.raises(EvaluateError, match=r"'low', which is no number.*rank"):
        krippendorff_alpha(pd.DataFrame({"A": ["low"], "B": ["1"]}), level="ordinal")


def told(key: str, article: str, words: str, party: str, **other) -> dict:
    """One row of STATEMENTS with its words, whoever said them."""
    return statement(article, words) | {"statement_id": key, "party": party, **other, "content": words}


def first_coder() -> list[dict]:
    """Five statements in three articles."""
    return [
        told("a1", "ferry", "The ferry to Lunt will not sail before Friday", "Red", kind="indirect", act="assert"),
        told("a2", "ferry", "engine is broken", "Red", kind="indirect", act="assert", speaker="Tilda Vane"),
        told("a3", "bridge", '"We saw cracks,"', "Blue", kind="direct", act="assert", speaker="Ines Dorn"),
        told("a4", "bridge", "heavy lorries caused the damage", "Red", kind="indirect", act="assert"),
        told("a5", "market", "to return by autumn", "Red", kind="indirect", act="assert"),
    ]


def second_coder() -> list[dict]:
    """The same with a shorter content, another party, another act, one statement missing and one more."""
    one, two, three, four, _ = (row | {"statement_id": f"b{nth}"} for nth, row in enumerate(first_coder(), start=1))
    shorter = told("b1", "ferry", "to Lunt will not sail before Friday", "Red", kind="indirect", act="assert")
    more = told("b5", "market", "after two years", "Red", kind="indirect")
    return [one | shorter, two | {"party": "Blue"}, three, four | {"act": "accuse"}, more]


def both() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Both coders and what they read."""
    return frame("STATEMENTS", first_coder()), frame("STATEMENTS", second_coder()), small_gold().articles


def many(times: int) -> tuple[pd.DataFrame, ...]:
    """The same `times` over, each time in articles of their own."""
    rounds = [[], [], []]
    for nth in range(times):
        for kept, one in zip(rounds, both(), strict=True):
            ids = [name for name in ("article_id", "statement_id") if name in one]
            kept.append(one.assign(**{name: f"{nth:02} " + one[name] for name in ids}))
    return tuple(pd.concat(kept, ignore_index=True) for kept in rounds)


def measures(compared: pd.DataFrame, column: str = "value") -> dict[str, float]:
    """A column by the name of the measure."""
    return dict(zip(compared["measure"], compared[column], strict=True))


def test_figures_worked_out_by_hand() -> None:
    """Four pairs of five and five statements; parties Red 5 and Blue 3 with one apart; 9 of 99 words apart."""
    found = agreement(*both())
    assert measures(found) == pytest.approx(
        {
            "span F1": 2 * 4 / 10,
            "alpha kind": 1,
            "alpha speaker": 1,
            "alpha party": 1 - 7 * 2 / (64 - 25 - 9),
            "alpha act": 1 - 7 * 2 / (64 - 49 - 1),
            # 24 and 21 words inside; 2 + 4 + 3 of them by one coder only.
            "alpha words": 1 - 197 * 18 / (198**2 - 45**2 - 153**2),
        }
    )
    assert list(found["n"]) == [6, 4, 4, 4, 4, 99]
    assert list(found["articles"]) == [3, 2, 2, 2, 2, 3]


def test_disagreements_worked_out_by_hand() -> None:
    """Every difference is a row with both values, both contents and the place; a shorter content alone is none."""
    found = disagreements(*both())
    shown = ["article_id", "what", "first_id", "second_id", "first_value", "second_value"]
    assert found[shown].values.tolist() == [
        ["bridge", "act", "a4", "b4", "assert", "accuse"],
        ["ferry", "party", "a2", "b2", "Red", "Blue"],
        ["market", "statement", "", "b5", "no", "yes"],
        ["market", "statement", "a5", "", "yes", "no"],
    ]
    for row in found.itertuples():
        words = row.first_content or row.second_content
        assert texts()[row.article_id][row.start : row.end] == words
    assert found.loc[3, ["first_content", "second_content"]].tolist() == ["to return by autumn", ""]


def test_a_pair_stands_where_both_contents_lie() -> None:
    """The place of a disagreement on a pair holds the words of both coders."""
    first, second, articles = both()
    second.loc[0, "party"] = "Blue"
    row = disagreements(first, second, articles).iloc[1]
    assert texts()["ferry"][row["start"] : row["end"]] == "The ferry to Lunt will not sail before Friday"


def test_a_coder_agrees_with_himself() -> None:
    """The same statements twice: every measure is 1 and there is no disagreement."""
    first, _, articles = both()
    found = agreement(first, first, articles, columns=["kind", "party", "speaker"])
    assert list(found["value"]) == [1.0] * 5
    assert disagreements(first, first, articles).empty


def test_one_value_has_no_alpha_and_says_so() -> None:
    """Where all pairs have one act, alpha is missing and the note says why."""
    first, _, articles = both()
    row = agreement(first, first, articles, columns=["act"]).iloc[1]
    assert pd.isna(row["value"])
    assert row["note"] == "There is no alpha: all values are alike, and nobody can tell agreement from habit."


def test_nothing_coded() -> None:
    """Without statements there is nothing to compare but words outside, and tables keep their columns."""
    none = empty("STATEMENTS")
    found = agreement(none, none, small_gold().articles)
    assert list(found["n"]) == [0, 0, 0, 0, 0, 99]
    assert found["value"].isna().all()
    assert (found["note"] != "").all()
    assert list(disagreements(none, none, small_gold().articles).columns) == list(disagreements(*both()).columns)


def test_few_articles_have_no_interval_and_say_so() -> None:
    """Under five articles there is no interval; under twenty the note says that it is narrow; then it says nothing."""
    three = agreement(*both()).iloc[0]
    assert pd.isna(three["low"])
    assert (
        three["note"] == "No interval is given: there is something to compare in 3 articles, and it takes at least 5."
    )
    six, twenty_one = agreement(*many(2)).iloc[0], agreement(*many(7)).iloc[0]
    assert six["note"] == "With fewer than 20 articles it is rather too narrow."
    assert twenty_one["note"] == ""
    assert six["low"] <= twenty_one["low"] < 0.8 < twenty_one["high"] <= six["high"]


def test_articles_that_all_agree_have_no_interval() -> None:
    """Where all articles show the same, no limits are made up."""
    first, _, articles = many(2)
    row = agreement(first, first, articles).iloc[0]
    assert (row["value"], pd.isna(row["low"])) == (1, True)
    assert row["note"].startswith("No interval is given: all articles show the same")


def test_copies_count_once() -> None:
    """Articles that repeat one another are one article, and their number gives no interval."""
    first, second, articles = many(2)
    articles["duplicate_of"] = [
        name.replace("01 ", "00 ") if name.startswith("01") else "" for name in articles["article_id"]
    ]
    row = agreement(first, second, articles).iloc[0]
    assert (row["articles"], pd.isna(row["low"])) == (3, True)


def test_the_interval_is_the_percentile_bootstrap() -> None:
    """Limits are quantiles over draws of whole articles, computed here one draw after the other."""
    first, second, articles = many(7)
    row = agreement(first, second, articles).iloc[0]
    # Pairs and statements of one article after the other: bridge, ferry, market, seven times.
    pairs, counts = np.array([2, 2, 0] * 7), np.array([4, 4, 2] * 7)
    random = np.random.default_rng(3)
    drawn = []
    for _ in range(4000):
        picked = random.integers(0, 21, 21)
        drawn.append(2 * pairs[picked].sum() / counts[picked].sum())
    assert (row["low"], row["high"]) == pytest.approx(tuple(np.quantile(drawn, [0.025, 0.975])), abs=0.02)


@st.composite
def coders(draw):
    """Two coders who mark runs of words in the three articles, none of them twice."""
    rows = []
    for coder in "ab":
        marked = draw(
            st.sets(st.tuples(st.sampled_from(sorted(texts())), st.integers(0, 11), st.integers(1, 5)), max_size=7)
        )
        for nth, (article, begin, length) in enumerate(sorted(marked)):
            words = [place for place, sign in enumerate(texts()[article]) if sign == " "]
            row = made(article, [[words[begin], words[begin + length]]], [])
            row |= {"statement_id": f"{coder}{nth}", "start": words[begin], "end": words[begin + length]}
            row |= {column: draw(st.sampled_from(values)) for column, values in VALUES.items()}
            rows.append((coder, row))
    return tuple(frame("STATEMENTS", [row for name, row in rows if name == coder]) for coder in "ab")


VALUES = {"party": ("Red", "Blue", ""), "act": ("assert", "deny"), "kind": ("direct", "indirect")}


@few
@given(coders())
def test_who_is_first_changes_nothing(pair) -> None:
    """Coders in the other order: the same agreement, and the same disagreements seen from the other side."""
    articles = small_gold().articles
    assert_frame_equal(agreement(*pair, articles), agreement(*pair[::-1], articles))
    there, back = disagreements(*pair, articles), disagreements(*pair[::-1], articles)
    swapped = {f"{one}_{what}": f"{other}_{what}" for what in ("id", "value", "content")
               for one, other in (("first", "second"), ("second", "first"))}  # fmt: skip
    order = ["article_id", "what", "first_id", "second_id"]
    turned = back.rename(columns=swapped)[list(there.columns)]
    assert_frame_equal(there.sort_values(order, ignore_index=True), turned.sort_values(order, ignore_index=True))


@few
@given(coders(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(pair, shuffle) -> None:
    """Statements and articles in any order give the same values."""
    order = list(range(len(pair[0])))
    shuffle.shuffle(order)
    turned = agreement(pair[0].iloc[order], pair[1], small_gold().articles.iloc[::-1])
    straight = agreement(*pair, small_gold().articles)
    assert_frame_equal(turned[["measure", "n", "value"]], straight[["measure", "n", "value"]])


@few
@given(coders())
def test_every_statement_is_told_of(pair) -> None:
    """Statements of one coder only are rows, all others are in pairs: F1 and disagreements tell the same story."""
    found = agreement(*pair, small_gold().articles).iloc[0]
    alone = int((disagreements(*pair, small_gold().articles)["what"] == "statement").sum())
    total = len(pair[0]) + len(pair[1])
    assert found["n"] - alone == (total - alone) / 2
    assert not total or found["value"] == pytest.approx((total - alone) / total)


@few
@given(coders(), st.data())
def test_alpha_of_a_column_is_krippendorffs(pair, data) -> None:
    """Over the same spans, the alpha of a column is that of the two columns as ratings."""
    first = pair[0]
    other = [data.draw(st.sampled_from(VALUES["party"])) for _ in range(len(first))]
    second = first.assign(party=pd.Series(other, index=first.index, dtype="str"))
    value = measures(agreement(first, second, small_gold().articles))["alpha party"]
    rated = krippendorff_alpha(pd.DataFrame({"A": first["party"], "B": second["party"]}))
    assert (None if pd.isna(value) else value) == (None if np.isnan(rated) else pytest.approx(rated))


def test_several_speakers_are_one_value() -> None:
    """Two who speak at once are compared together, whatever their order and their party column."""
    one = told("a", "ferry", "engine is broken", "", speakers=["Bo", "Ann"], speaker_parties=["Red", "Blue"])
    two = one | {"statement_id": "b", "party": "Red", "speakers": ["Ann", "Bo"], "speaker_parties": ["Blue", "Red"]}
    three = two | {"speaker_parties": ["Blue", ""]}
    articles = small_gold().articles
    assert disagreements(frame("STATEMENTS", [one]), frame("STATEMENTS", [two]), articles).empty
    row = disagreements(frame("STATEMENTS", [one]), frame("STATEMENTS", [three]), articles).iloc[0]
    assert row[["what", "first_value", "second_value"]].tolist() == ["party", "Blue; Red", "; Blue"]


def test_what_cannot_be_compared_is_refused() -> None:
    """A statement of an article that is not there, and a column that is none, are named."""
    first, second, articles = both()
    with pytest.raises(EvaluateError, match="'market', which is not among the articles that both coded"):
        agreement(first, second, articles[articles["article_id"] != "market"])
    with pytest.raises(EvaluateError, match="by 'start'"):
        disagreements(first, second, articles, columns=["start"])
