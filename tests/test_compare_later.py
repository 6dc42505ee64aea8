"""Laws of later answers: candidates of the accused, in other reports, that share words, and nothing else."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import tables
from toolkit.compare import later_answers

NEWS = tables.frame(
    "ARTICLES",
    [{"article_id": key, "published": pd.Timestamp(f"2025-03-{day}")} for key, day in (("a", 10), ("b", 13), ("c", 28))]
    + [{"article_id": "copy", "published": pd.Timestamp("2025-03-13"), "duplicate_of": "b"}, {"article_id": "undated"}],
)  # fmt: skip
CALL = {"statement_id": "s0", "article_id": "a", "party": "Red", "act": "accuse", "target_party": "Blue",
        "content": "Blue of lending its helicopter"}  # fmt: skip
ANSWER = {
    "statement_id": "s1",
    "article_id": "b",
    "party": "Blue",
    "act": "assert",
    "content": "the helicopter never left",
}


def found(*answers: dict[str, Any], call: dict[str, Any] = CALL, **options: Any) -> list[str]:
    """The ids of the candidates for one accusation among these statements."""
    rows = [call, *({**ANSWER, "statement_id": f"s{place + 1}", **own} for place, own in enumerate(answers))]
    return later_answers(tables.frame("STATEMENTS", rows), NEWS, **options)["answer_id"].tolist()


@pytest.mark.parametrize(
    ("other", "there"),
    [
        ({}, True),
        ({"article_id": "a"}, False),  # the same report has its own measure
        ({"party": "Green"}, False),  # somebody else
        ({"content": "the harvest was good"}, False),  # other words
        ({"article_id": "copy"}, False),  # a copy of another report
        ({"article_id": "undated"}, False),
        ({"speakers": ["Ann", "Bo"], "speaker_parties": ["Green", "Blue"], "party": ""}, True),
    ],
)
def test_what_is_a_candidate(other, there):
    """A candidate is said by the target, alone or with others, in another dated report, with words in common."""
    assert found(other) == (["s1"] if there else [])


def test_nothing_before_the_accusation_answers_it():
    """What the accused said in an earlier report is no candidate."""
    assert found({"article_id": "a"}, call={**CALL, "article_id": "b"}) == []


def test_days_bound_the_search():
    """Candidates lie at most so many days behind the accusation."""
    assert found({"article_id": "c"}, within=18) == ["s1"]
    assert found({"article_id": "c"}, within=17) == []


def test_the_likest_first_and_denials_before_their_equals():
    """Candidates stand by likeness; of two that are equally like, a denial comes first; no more than asked for."""
    answers = (
        {"content": "a helicopter and a bridge"},
        {"content": "the helicopter"},
        {"content": "helicopter", "act": "deny"},
    )
    assert found(*answers) == ["s3", "s2", "s1"]
    assert found(*answers, most=1) == ["s3"]


@pytest.mark.parametrize("call", [{**CALL, "act": "assert"}, {**CALL, "target_party": ""}])
def test_only_what_calls_for_an_answer_of_somebody_has_candidates(call):
    """An assertion, and an accusation of nobody known, have none."""
    assert found({}, call=call) == []


def test_nothing_in_nothing_out():
    """Without statements the table is empty and keeps its columns and dtypes."""
    none = later_answers(tables.empty("STATEMENTS"), NEWS)
    some = later_answers(tables.frame("STATEMENTS", [CALL, ANSWER]), NEWS)
    assert none.dtypes.to_dict() == some.dtypes.to_dict()
    assert (none.empty, len(some)) == (True, 1)


words = st.lists(st.sampled_from(("helicopter", "bridge", "pumps", "river")), min_size=1, max_size=4).map(" ".join)


@settings(max_examples=20)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(("Red", "Blue", "")), words), max_size=8))
def test_every_candidate_keeps_the_law(said):
    """Whatever is said: another report, not before, by the target, likeness from 0.1 to 1, at most three each."""
    rows = [{**ANSWER, "statement_id": f"s{place + 1}", "article_id": key, "party": party, "content": content}
            for place, (key, party, content) in enumerate(said)]  # fmt: skip
    table = later_answers(tables.frame("STATEMENTS", [{**CALL, "content": "helicopter bridge"}, *rows]), NEWS)
    told = {row["statement_id"]: row for row in rows}
    assert len(table) <= 3
    for row in table.to_dict("records"):
        answer = told[row["answer_id"]]
        assert (answer["party"], answer["article_id"] != "a", 0.1 <= row["likeness"] <= 1) == ("Blue", True, True)
        assert row["days"] == {"b": 3, "c": 18}[answer["article_id"]]
