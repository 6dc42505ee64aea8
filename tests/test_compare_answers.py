"""Laws of accusations and answers: who accuses whom, who gets to answer, and whom nobody asked."""

from typing import Any

import pandas as pd
import pytest
from compare_tables import articles_of, copied
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from toolkit import tables
from toolkit.compare import accusations, answer_rates, answered, unanswered

few = settings(max_examples=15)  # each example makes one or two tables, some 20 ms
NAMES = ("Blue", "Green", "Red")

# statement, article, party, act, target, content, cue
CALLS = (
    ("s0", "a0", "Red", "accuse", "Blue", "Blue of shelling the port", "accused"),
    ("s1", "a0", "Blue", "deny", "", "the charge", "denied"),
    ("s2", "a0", "Red", "condemn", "Blue", "the shelling", "condemned"),
    ("s3", "a1", "Blue", "accuse", "Red", "Red of lying", "accused"),
    ("s4", "a1", "Green", "assert", "", "both lie", "replied"),
    ("s5", "a1", "Red", "demand", "Blue", "Blue to leave", "urged"),
    ("s6", "a2", "Green", "accuse", "", "somebody of theft", "accused"),
    ("s7", "a2", "Red", "accuse", "Blue", "Blue of theft", "blamed"),
)
# answer, what it answers, sentences between, chance
REPLIES = (("s1", "s0", 2, 0.9), ("s4", "s3", 1, 0.7))


def calls() -> pd.DataFrame:
    """Three articles in which Red, Blue and Green accuse one another."""
    names = ("statement_id", "article_id", "party", "act", "target_party", "content", "cue")
    return tables.frame("STATEMENTS", [dict(zip(names, row, strict=True)) for row in CALLS])


def replies_of(*rows: tuple[str, str, int, float]) -> pd.DataFrame:
    """REPLIES, each of an answer, what it answers, the distance and the chance."""
    names = ("statement_id", "answers_id", "distance", "confidence")
    return tables.frame(
        "REPLIES", [{"reply_id": f"{row[0]}>{row[1]}", **dict(zip(names, row, strict=True))} for row in rows]
    )


@st.composite
def disputes(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Statements of up to eight articles by three parties or none, some aimed, each answered by up to one later one."""
    rows: list[dict[str, Any]] = [
        {"statement_id": f"s{number:02}", "article_id": f"a{draw(st.integers(0, 7))}", "content": f"words {number}",
         "party": draw(st.sampled_from(("", *NAMES))), "target_party": draw(st.sampled_from(("", *NAMES))),
         "act": draw(st.sampled_from(("accuse", "condemn", "demand", "deny", "assert")))}
        for number in range(draw(st.integers(2, 16)))
    ]  # fmt: skip
    pairs = draw(st.lists(st.tuples(st.integers(0, len(rows) - 1), st.integers(0, len(rows) - 1)), max_size=8))
    links = {max(pair): min(pair) for pair in pairs if pair[0] != pair[1]}
    chance = st.sampled_from((0.6, 0.75, 0.9))
    replies = replies_of(*[(f"s{late:02}", f"s{early:02}", 1, draw(chance)) for late, early in links.items()])
    return tables.frame("STATEMENTS", rows), replies


def renamed(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """The same table with other names of parties."""
    columns = [column for column in table.columns if column in {"party", "target_party", "answer_party"}]
    return table.assign(**{column: table[column].replace(names) for column in columns})


def test_accusations_by_hand() -> None:
    """Accusations and condemnations are counted by party, target and act, those aimed at nobody known left out."""
    # Red accuses Blue in a0 and a2 and condemns it in a0; Blue accuses Red in a1; Green accuses nobody known.
    assert accusations(calls()).values.tolist() == [
        ["Red", "Blue", "accuse", 2.0, 2, ["s0", "s7"]],
        ["Blue", "Red", "accuse", 1.0, 1, ["s3"]],
        ["Red", "Blue", "condemn", 1.0, 1, ["s2"]],
    ]


def test_two_accusers_are_two_halves() -> None:
    """Of an accusation by two at once each party has half, and who has none is unassigned."""
    row = {"statement_id": "s0", "article_id": "a0", "speakers": ["Ann", "Bo"], "speaker_parties": ["Red", ""],
           "act": "accuse", "target_party": "Blue"}  # fmt: skip
    found = accusations(tables.frame("STATEMENTS", [row]))
    assert found[["party", "n"]].values.tolist() == [["(unassigned)", 0.5], ["Red", 0.5]]


def test_answers_by_hand() -> None:
    """Every accusation, condemnation and demand has one row, with its answer and whether that is the target's own."""
    found = answered(calls(), replies_of(*REPLIES)).set_index("statement_id")
    assert list(found.index) == ["s0", "s2", "s3", "s5", "s6", "s7"]
    assert list(found.index[found["answered"]]) == ["s0", "s3"]
    columns = ["by_target", "answer_id", "answer_party", "answer", "verb", "distance", "confidence"]
    assert found.loc["s0", columns].tolist() == [True, "s1", "Blue", "the charge", "denied", 2, 0.9]
    assert found.loc["s3", columns].tolist() == [False, "s4", "Green", "both lie", "replied", 1, 0.7]
    assert found.loc["s2", ["answer_id", "answer_party", "answer", "verb"]].tolist() == [""] * 4
    assert pd.isna(found.loc["s6", "by_target"])


def test_rates_by_hand() -> None:
    """The rate of a party is the share of what is aimed at it that it answers itself."""
    # At Blue: accused in s0 (it denies), condemned in s2 and accused in s7 (no answer): 1 of 3, in 1 of 2 articles. At
    # Red: accused in s3, which Green answers: 0 of 1. The demand s5 is no accusation, s6 is aimed at nobody known.
    found = answer_rates(calls(), replies_of(*REPLIES))
    columns = ["target_party", "n", "total", "articles", "of_articles"]
    assert found[columns].values.tolist() == [["Blue", 1.0, 3.0, 1, 2], ["Red", 0.0, 1.0, 0, 1]]
    assert found["value"].tolist() == pytest.approx([1 / 3, 0])
    assert found[["low", "high"]].isna().all(axis=None)


def test_never_answering_is_not_certain() -> None:
    """A party that answers none of five reports has an interval that reaches above 0."""
    rows = [{"statement_id": f"s{row}", "article_id": f"a{row}", "act": "accuse", "target_party": "Red"}
            for row in range(5)]  # fmt: skip
    (found,) = answer_rates(tables.frame("STATEMENTS", rows), replies_of()).itertuples()
    # Clopper and Pearson's upper limit for 0 of 5 is 1 - 0.025 ** (1 / 5).
    assert (found.value, found.low) == (0, 0)
    assert found.high == pytest.approx(1 - 0.025**0.2)


def test_unanswered_by_hand() -> None:
    """What is aimed at a known party and answered by nobody is listed, and what has any answer is not."""
    found = unanswered(answered(calls(), replies_of(*REPLIES)))
    assert found[["statement_id", "target_party"]].values.tolist() == [["s2", "Blue"], ["s5", "Blue"], ["s7", "Blue"]]


def test_two_answers_count_once() -> None:
    """An accusation with two answers has one row, with the surer of them."""
    replies = replies_of(("s4", "s3", 1, 0.7), ("s5", "s3", 2, 0.8))
    found = answered(calls(), replies).set_index("statement_id")
    assert found.index.is_unique
    assert found.loc["s3", ["answer_id", "by_target"]].tolist() == ["s5", True]
    assert answer_rates(calls(), replies).set_index("target_party").loc["Red", ["n", "total"]].tolist() == [1, 1]


def test_unsure_answers_can_be_left_out() -> None:
    """An answer less sure than is asked for is none, and one just as sure stays."""
    found = answered(calls(), replies_of(*REPLIES), least=0.9).set_index("statement_id")["answered"]
    assert found[["s0", "s3"]].tolist() == [True, False]


@few
@given(disputes())
def test_each_call_is_answered_or_not(dispute) -> None:
    """Each call has one row; one aimed at a party is answered or among the unanswered, and the rates count it."""
    statements, replies = dispute
    found = answered(statements, replies)
    called = statements[statements["act"].isin({"accuse", "condemn", "demand"})]
    assert list(found["statement_id"]) == list(called["statement_id"])
    aimed, answers = called["target_party"] != "", called["statement_id"].isin(set(replies["answers_id"]))
    assert list(unanswered(found)["statement_id"]) == list(called.loc[aimed & ~answers, "statement_id"])
    rates = answer_rates(statements, replies)
    assert rates["total"].sum() == (aimed & (called["act"] != "demand")).sum() == accusations(statements)["n"].sum()
    assert ((rates["n"] >= 0) & (rates["n"] <= rates["total"])).all()


@settings(max_examples=8)  # each example makes six tables
@given(disputes(), st.permutations(NAMES))
def test_other_names_of_parties_permute_rows(dispute, names) -> None:
    """Giving parties other names changes the names in every table and nothing else."""
    statements, replies = dispute
    mapping = dict(zip(NAMES, names, strict=True))
    other = renamed(statements, mapping)
    assert_frame_equal(answered(other, replies), renamed(answered(statements, replies), mapping))
    for before, after in (
        (accusations(statements), accusations(other)),
        (answer_rates(statements, replies), answer_rates(other, replies)),
    ):
        keys = [column for column in ("party", "target_party", "act") if column in before.columns]
        expected = renamed(before, mapping).sort_values(keys, ignore_index=True)
        assert_frame_equal(after.sort_values(keys, ignore_index=True), expected)


def test_copies_are_no_other_articles() -> None:
    """A copy of every article, marked as such, leaves the rates and their numbers of articles as they were."""
    again = copied(calls())
    links = [(f"copy of {one}", f"copy of {other}", *rest) for one, other, *rest in REPLIES]
    once = answer_rates(calls(), replies_of(*REPLIES))
    twice = answer_rates(again, replies_of(*REPLIES, *links), articles=articles_of(again))
    columns = ["target_party", "value", "articles", "of_articles"]
    assert_frame_equal(twice[columns], once[columns])


def test_copies_narrow_no_interval() -> None:
    """Six reports that differ, each printed a second time as a marked copy, know a rate as well as the six alone."""
    told = [{"statement_id": f"s{row}", "article_id": f"a{row % 6}", "act": "accuse", "target_party": "Red",
             "party": "Blue"} for row in range(15)]  # fmt: skip
    told += [{"statement_id": f"r{row}", "article_id": f"a{row}", "party": "Red", "act": "deny"} for row in range(3)]
    once, links = tables.frame("STATEMENTS", told), [(f"r{row}", f"s{row}", 1, 0.9) for row in range(3)]
    again = copied(once)
    more = [(f"copy of {one}", f"copy of {other}", *rest) for one, other, *rest in links]
    rates = answer_rates(once, replies_of(*links))
    assert rates["low"].notna().all()
    twice = answer_rates(again, replies_of(*links, *more), articles=articles_of(again))
    shown = ["value", "low", "high", "articles", "of_articles", "note"]
    assert_frame_equal(twice[shown], rates[shown])


def test_nothing_said_nothing_answered() -> None:
    """Without statements no table has rows, and each keeps the dtypes that it has with them."""
    full, none = (calls(), replies_of(*REPLIES)), (tables.empty("STATEMENTS"), tables.empty("REPLIES"))
    for measure in (answered, answer_rates, lambda told, _: accusations(told)):
        assert len(measure(*none)) == 0
        assert measure(*none).dtypes.to_dict() == measure(*full).dtypes.to_dict()


def test_a_choice_of_accusers_takes_no_answer_away() -> None:
    """Where only some statements are chosen, their accusations are answered as they are among all."""
    every, replies = calls(), replies_of(*REPLIES)
    found = answered(every, replies)
    accusers = every[every["party"] == "Red"]
    table = answer_rates(accusers, replies, found=found)
    assert table[["target_party", "n", "total"]].values.tolist() == [["Blue", 1.0, 3.0]]
    assert_frame_equal(answer_rates(every, replies, found=found), answer_rates(every, replies))


def test_an_answer_that_is_not_among_the_statements_hides_no_other() -> None:
    """Of several answers the surest that is among the statements is shown."""
    table = answered(calls(), replies_of(("gone", "s0", 1, 0.99), *REPLIES)).set_index("statement_id")
    assert table.loc["s0", "answer_id"] == "s1"


def test_an_answer_of_two_is_an_answer_of_each() -> None:
    """An answer that the target gives together with another party is the target's own."""
    told = calls().set_index("statement_id", drop=False)
    told.at["s4", "speaker_parties"] = ["Green", "Red"]
    table = answered(told.reset_index(drop=True), replies_of(*REPLIES)).set_index("statement_id")
    assert table.loc["s3", "by_target"]
