"""Laws of the measures against coded articles, with figures worked out by hand and those of PolNeAR's scorer."""

import random
from dataclasses import replace

import pandas as pd
import pytest
from evaluate_tools import (
    CORPUS,
    FOLDER,
    NAMES,
    SCORER,
    counts,
    gold_of,
    imperfect,
    itself,
    made,
    scorer,
    shares,
    small_gold,
    table,
    texts,
)
from hypothesis import assume, given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from toolkit.errors import ContractError
from toolkit.evaluate import EvaluateError, Gold, calibration, predictions, read_gold, score
from toolkit.evaluate.words import words_of
from toolkit.tables import empty

NEVER_RISE = ("words", "statements", "exact")  # the source may: who is left is paired anew
with_scorer = pytest.mark.skipif(not SCORER.exists(), reason="PolNeAR's scorer does not lie beside the project")
with_corpus = pytest.mark.skipif(not CORPUS.exists(), reason="PolNeAR does not lie beside the project")
# The scorer leaves its files to be closed by the garbage collector.
leaky = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


@st.composite
def some_rows(draw, *, least=0):
    """Attributions with content and source anywhere in the three articles."""
    rows = []
    for _ in range(draw(st.integers(least, 7))):
        article = draw(st.sampled_from(sorted(texts())))
        place = st.integers(0, len(texts()[article]) - 1)
        content = [sorted([draw(place), draw(place)]) for _ in range(draw(st.integers(1, 2)))]
        source = [sorted([draw(place), draw(place)])] if draw(st.booleans()) else []
        rows.append((article, content, source))
    return rows


def found_of(rows):
    """Statements for the same sort of rows."""
    return table([made(*row) for row in rows])


def reference(gold, statements):
    """What PolNeAR's scorer says about the lines that `predictions` gives it."""
    coded = {name: (text, []) for name, text in zip(gold.articles["article_id"], gold.articles["text"], strict=True)}
    for row in gold.attributions.to_dict("records"):
        coded[row["article_id"]][1].append({role: row[role] for role in ("content", "source", "cue")})
    return scorer().evaluate(coded, {one["doc"]: one["attributions"] for one in predictions(gold, statements)})


def assert_same(scores, told):
    """Six rows of scores are what the scorer told."""
    for key, name in NAMES.items():
        assert shares(scores, *key) == pytest.approx(told[name], abs=5e-4), key


def test_figures_worked_out_by_hand() -> None:
    """Of 42 coded words 27 are among 33 found; of 8 attributions 4 are found by 7 statements, 2 exactly, 2 whole."""
    scores = score(small_gold(), imperfect())
    assert counts(scores, "words", "all", "all") == (42, 33, 27)
    assert counts(scores, "statements", "all", "all") == (8, 7, 4)
    assert counts(scores, "exact", "all", "all") == (8, 7, 2)
    assert counts(scores, "with right source", "all", "all") == (8, 7, 2)
    assert shares(scores, "words", "all", "all") == pytest.approx((27 / 33, 27 / 42, 54 / 75))
    assert shares(scores, "statements", "all", "all") == pytest.approx((4 / 7, 4 / 8, 8 / 15))
    assert shares(scores, "exact", "all", "all") == pytest.approx((2 / 7, 2 / 8, 4 / 15))


def test_subsets_worked_out_by_hand() -> None:
    """Half of the words in marks make a direct one; a found kind is that of its partner; publishers are those known."""
    scores = score(small_gold(), imperfect())
    expected = {
        ("statements", "directness", "direct"): (3, 3, 1),
        ("statements", "directness", "indirect"): (5, 4, 3),
        ("with right source", "directness", "indirect"): (5, 4, 1),
        ("statements", "kind", "direct"): (2, 2, 1),
        ("statements", "kind", "mixed"): (1, 1, 0),
        ("statements", "kind", "indirect"): (5, 4, 3),
        ("words", "kind", "direct"): (11, 6, 6),
        ("words", "kind", "mixed"): (5, 2, 2),
        ("words", "kind", "indirect"): (26, 25, 19),
        ("statements", "publisher", "Lunt Courier"): (4, 3, 2),
        ("statements", "publisher", "Wem Herald"): (3, 2, 1),
        ("statements", "publisher", "(unknown)"): (1, 2, 1),
    }
    assert {key: counts(scores, *key) for key in expected} == expected


def test_no_publisher_is_guessed() -> None:
    """Where no publisher is known there is no row of publishers."""
    scores = score(replace(small_gold(), publishers={}), imperfect())
    assert set(scores["subset_kind"]) == {"all", "directness", "kind"}


def test_held_statements_can_be_left_out() -> None:
    """With outer_only a statement that another holds is not found, by any measure."""
    scores = score(small_gold(), imperfect(), outer_only=True)
    assert counts(scores, "words", "all", "all") == (42, 30, 27)
    assert counts(scores, "statements", "all", "all") == (8, 6, 4)
    assert int(calibration(small_gold(), imperfect(), outer_only=True)["n"].sum()) == 6
    assert sum(len(one["attributions"]) for one in predictions(small_gold(), imperfect(), outer_only=True)) == 6


def test_nothing_found() -> None:
    """Without statements every share is 0, and what was coded is still counted."""
    scores = score(small_gold(), empty("STATEMENTS"))
    assert counts(scores, "statements", "all", "all") == (8, 0, 0)
    assert shares(scores, "words", "all", "all") == (0, 0, 0)


def test_statements_of_other_articles_are_refused() -> None:
    """A statement of an article that was not coded is named, since it could be neither right nor wrong."""
    with pytest.raises(EvaluateError, match="'elsewhere', which was not coded"):
        score(small_gold(), table([{"article_id": "elsewhere"}]))
    with pytest.raises(ContractError, match="lacks the column"):
        score(small_gold(), pd.DataFrame({"article_id": ["ferry"]}))


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("“One two” three", 2),
        ('"One" two "three"', 2),
        ("“One “two” three", 1),  # opened anew: what came before is not held
        ("“One two\nthree", 2),  # never closed: to the end of the line
        ("One” two “three", 1),
        ("``One two'' three", 2),
        ("One 'two' three", 0),
    ],
)
def test_words_in_marks(text: str, marked: int) -> None:
    """A word is in marks when a quotation of its line holds it."""
    assert len(words_of(text).marked) == marked


@given(some_rows(least=1))
def test_the_coding_measured_against_itself_is_perfect(rows) -> None:
    """What is found as it was coded has precision, recall and F1 of 1 by every measure, in every subset that is there."""
    scores = score(gold_of(rows), found_of(rows))
    assume(scores["gold"].sum() > 0)
    there = scores[scores["gold"] + scores["found"] > 0]
    assert (there[["precision", "recall", "f1"]] == 1).all(axis=None)


@given(some_rows(), some_rows(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(coded, found, shuffle) -> None:
    """Statements and articles in any order give the same table."""
    gold, statements = gold_of(coded), found_of(found)
    order = list(range(len(statements)))
    shuffle.shuffle(order)
    turned = replace(gold, articles=gold.articles.iloc[::-1])
    assert_frame_equal(score(gold, statements), score(turned, statements.iloc[order]))


@given(some_rows(least=1), some_rows(least=1), st.data())
def test_finding_less_never_raises_recall(coded, found, data) -> None:
    """Without one of the statements no subset has more right words, pairs or exact pairs."""
    gold, statements = gold_of(coded), found_of(found)
    lost = data.draw(st.integers(0, len(found) - 1))
    keys = ["measure", "subset_kind", "subset"]
    less = score(gold, statements.drop(index=lost)).set_index(keys)["recall"]
    more = score(gold, statements).set_index(keys)["recall"]
    assert (less[list(NEVER_RISE)] <= more[list(NEVER_RISE)]).all()


@given(some_rows(), some_rows())
def test_shares_of_kinds_never_pass_one(coded, found) -> None:
    """Outside the rows of directness nothing is right that was not coded, and found, in its subset."""
    scores = score(gold_of(coded), found_of(found))
    kinds = scores[scores["subset_kind"] != "directness"]
    assert (kinds["right"] <= kinds[["gold", "found"]].min(axis=1)).all()


@with_scorer
@given(some_rows(), some_rows())
def test_any_statements_are_scored_as_polnear_does(coded, found) -> None:
    """Whatever is coded and found, the scorer of PolNeAR says the same."""
    gold, statements = gold_of(coded), found_of(found)
    assert_same(score(gold, statements), reference(gold, statements))


@leaky
@with_scorer
@pytest.mark.parametrize("statements", [imperfect(), itself(small_gold()), empty("STATEMENTS")])
def test_the_small_set_is_scored_as_polnear_does(statements) -> None:
    """The scorer of PolNeAR reads the same coding from the same files and says the same."""
    coded = scorer().load_gold(str(FOLDER.parent), FOLDER.name)
    found = {one["doc"]: one["attributions"] for one in predictions(small_gold(), statements)}
    assert_same(score(small_gold(), statements), scorer().evaluate(coded, found))


def damaged(gold: Gold) -> tuple[pd.DataFrame, dict]:
    """What was coded with a part of it dropped, moved, doubled or without source; as a frame and as PolNeAR's lines."""
    chance, rows, lines = random.Random(7), [], {}
    for row in gold.attributions.to_dict("records"):
        for _ in range(chance.choice([0, 1, 1, 1, 1, 2])):
            move = chance.choice([0, 0, 5, 20, -12])
            content = [[max(0, start + move), end + abs(move)] for start, end in row["content"]]
            source = [
                [start + chance.choice([0, 0, 9]), end + 9] for start, end in row["source"][: chance.choice([0, 1, 1])]
            ]
            rows.append(made(row["article_id"], content, source))
            lines.setdefault(row["article_id"], []).append({"content": content, "source": source})
    return table(rows), lines


@leaky
@with_scorer
@with_corpus
def test_polnear_is_scored_as_its_scorer_does() -> None:
    """On the corpus itself, with damage made by chance, the scorer of PolNeAR says the same, and the interval holds it."""
    gold = read_gold(CORPUS / "dev")
    statements, lines = damaged(gold)
    scores = score(gold, statements)
    assert len(gold.refused) == 0
    assert_same(scores, scorer().evaluate(scorer().load_gold(str(CORPUS), "dev"), lines))
    assert ((scores["f1_low"] <= scores["f1"]) & (scores["f1"] <= scores["f1_high"])).all()
