"""Laws of answers and of whom an accusation is aimed at, from the words of invented reports."""

import math

import pytest
from attribution_tools import articles, judged, labelled, rows, verbatim
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import claims, language, parties
from toolkit.claims import replies
from toolkit.claims.reply_features import candidates, told

SIDES = {"Lima": ["Lima"], "Quito": ["Quito"], "Army": ["the army"], "Water": ["Ministry of Water"]}
ACCUSED = "Lima accused Quito of shelling the village."
DENIED = "Quito denied the charge."


def linked(text: str) -> list[tuple[str, str]]:
    """For each answer of a text the words of the answer and of what it answers."""
    found = labelled(text, sides=SIDES)
    words = {row["statement_id"]: row["content"] for row in rows(found["STATEMENTS"])}
    return [(words[row["statement_id"]], words[row["answers_id"]]) for row in rows(found["REPLIES"])]


ANSWERS = [
    (f"{ACCUSED} Quito called the allegation absurd.", "the allegation absurd"),
    (f"{ACCUSED} {DENIED}", "the charge"),
    (f"{ACCUSED} “That is a lie,” Quito said.", "“That is a lie,”"),
    (f"{ACCUSED} The harvest was good. {DENIED}", "the charge"),
    (f"{ACCUSED} Lima said the dead were buried. {DENIED}", "the charge"),
    (f"Lima said the harvest was good. {ACCUSED} {DENIED}", "the charge"),
]


@pytest.mark.parametrize(("text", "answer"), ANSWERS)
def test_the_accused_answers(text, answer):
    """A denial or a rejoinder of the accused is the one answer, and it answers the accusation."""
    assert linked(text) == [(answer, "Quito of shelling the village")]


@pytest.mark.parametrize(
    "text",
    ["", "The harvest was good.", ACCUSED, f"{ACCUSED} Quito declined to comment.", f"{DENIED} {ACCUSED}", f"{ACCUSED} Lima denied the charge.",
     "Lima said the harvest was good. Quito said the roads were dry."],
)  # fmt: skip
def test_no_answer_where_nothing_calls_for_one(text):
    """Without an accusation before it, or by the accuser itself, a statement answers nothing."""
    assert linked(text) == []


def test_answers_do_not_cross_articles():
    """A denial in another article answers nothing."""
    assert len(labelled(ACCUSED, DENIED, sides=SIDES)["REPLIES"]) == 0


@pytest.mark.parametrize("between", [0, 1, 2])
def test_distance_counts_sentences(between):
    """The distance of an answer is 1 in the next sentence and grows by 1 with each sentence between."""
    text = " ".join([ACCUSED, *["The harvest was good."] * between, DENIED])
    (row,) = rows(labelled(text, sides=SIDES)["REPLIES"])
    assert (row["distance"], row["cue"]) == (between + 1, "denied")


SENTENCES = (
    ACCUSED, DENIED, "The harvest was good.", "“Who shelled the village?” the army asked.",
    "The army rejected the claim.",
    "“That is a lie,” Quito said.", "Lima demanded that the army leave the village.", "The army refused to leave.",
)  # fmt: skip
reports = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=7).map(" ".join)


@pytest.mark.slow
@settings(max_examples=15)
@given(reports)
def test_answers_look_back(text):
    """A statement answers at most one earlier statement of its article, never itself, with a chance that is high enough."""
    found = labelled(text, sides=SIDES)
    start = {row["statement_id"]: row["start"] for row in rows(found["STATEMENTS"])}
    assert found["REPLIES"]["statement_id"].is_unique
    for row in rows(found["REPLIES"]):
        assert start[row["answers_id"]] < start[row["statement_id"]]
        assert replies.LEAST <= row["confidence"] <= 1
        assert row["distance"] >= 1


@pytest.mark.slow
@settings(max_examples=15)
@given(reports)
def test_what_speaks_for_an_answer_lies_between_0_and_1(text):
    """Every feature of every candidate lies between 0 and 1 and has a weight."""
    held = told(rows(labelled(text, sides=SIDES)["STATEMENTS"]), text, {}, {})
    known = set(replies._weights()) - {replies.INTERCEPT}
    for place in range(len(held)):
        found = candidates(held, place)
        assert all(set(one) == known for _, one in found)
        assert all(0 <= value <= 1 for _, one in found for value in one.values())


def test_six_statements_back_and_no_further():
    """A statement is tried as an answer to each of the six before it, and to none before those."""
    text = " ".join(["Lima said the harvest was good."] * 8)
    held = told(rows(labelled(text, sides=SIDES)["STATEMENTS"]), text, {}, {})
    assert [len(candidates(held, place)) for place in range(8)] == [0, 1, 2, 3, 4, 5, 6, 6]


def test_chances_by_hand(monkeypatch):
    """The chance of a candidate is its power among those of all candidates and of none."""
    # The first candidate has e^(ln 6 - ln 2) = 3, the second e^(-ln 2) = 0.5, none of them 1: 3 / 4.5 and 0.5 / 4.5.
    weights = {replies.INTERCEPT: -math.log(2), "near": math.log(6)}
    monkeypatch.setattr(replies, "_weights", lambda: weights)
    assert replies.chances([{"near": 1.0}, {"near": 0.0}]) == pytest.approx([3 / 4.5, 0.5 / 4.5])
    assert replies.chances([]) == []


def test_asking_for_more_leaves_fewer():
    """With a higher least chance the answers are those of the lower one that reach it."""
    given_articles = articles(f"{ACCUSED} {DENIED} The army said the road was open. “That is a lie,” Quito said.")
    found = labelled(given_articles.loc[0, "text"], sides=SIDES)
    some = rows(replies.link(found, given_articles, least=0.02))
    few = rows(replies.link(found, given_articles, least=0.99))
    assert few == [row for row in some if row["confidence"] >= 0.99]
    assert 0 < len(few) < len(some)


def test_order_of_articles_does_not_matter():
    """The same articles in another order have the same answers, word for word, all verbatim."""
    given_articles = articles(*[text for text, _ in ANSWERS], "The harvest was good.")
    chosen = parties.load_parties(SIDES)
    tables_of = []
    for order in (given_articles, given_articles.iloc[::-1]):
        found = claims.label(parties.assign(language.analyse(order), order, chosen), order)
        verbatim(found, order)
        tables_of.append(sorted(rows(found["REPLIES"]), key=lambda row: row["reply_id"]))
    assert tables_of[0] == tables_of[1]
    assert len(tables_of[0]) == len(ANSWERS)


AIMED = [
    ("The minister accused the army of burning crops.", "accuse", "Army"),
    ("The water minister accused the army of burning crops.", "accuse", "Army"),
    ("Lima accused Quito’s mayor of burning crops.", "accuse", "Quito"),
    ("General Ann Lee of the army spoke. Lima accused Lee of burning crops.", "accuse", "Army"),
    ("Lima blamed the army for the fire.", "accuse", "Army"),
    ("Lima condemned Quito for burning crops.", "condemn", "Quito"),
    ("Lima praised Quito for opening the road.", "praise", "Quito"),
    ("Lima threatened the army with sanctions.", "threaten", "Army"),
    ("Lima accused the farmers of burning crops.", "accuse", ""),
    ("Lima accused Lima of burning crops.", "accuse", ""),
    # Whose crops burn is not whom it is aimed at.
    ("Lima accused the farmers of burning the crops of Quito.", "accuse", ""),
]


@pytest.mark.parametrize(("text", "act", "target"), AIMED)
def test_whom_an_aimed_cue_takes_as_its_object(text, act, target):
    """The target is the party, other than the speaker's own, of the words that an aimed cue takes as its object."""
    (row,) = judged(text, sides=SIDES)
    assert (row["act"], row["target_party"]) == (act, target)


DEEDS = [
    ("Quito had lied, Lima said.", "accuse", "Quito"),
    ("“Quito lied to us,” Lima said.", "accuse", "Quito"),
    ("“The army ignored the truce,” Lima said.", "accuse", "Army"),
    ("“The army honoured the truce,” Lima said.", "assert", ""),
    ("“Lima lied to us,” Lima said.", "assert", ""),
    ("“Quito lied to us,” a farmer said.", "assert", ""),
    ("“The road to the village is open but Quito lied to us,” Lima said.", "assert", ""),
]


@pytest.mark.parametrize(("text", "act", "target"), DEEDS)
def test_a_misdeed_of_another_party_accuses_it(text, act, target):
    """A party accuses another when its words begin with that party and a misdeed; own, unsided and late ones do not."""
    (row,) = judged(text, sides=SIDES)
    assert (row["act"], row["target_party"]) == (act, target)


def test_who_passes_on_words_does_not_answer_them():
    """A statement inside another is no answer to it, nor the outer to the inner."""
    found = labelled("Lima said that Quito had claimed that the village was empty.", sides=SIDES)
    assert len(found["STATEMENTS"]) == 2
    assert found["REPLIES"].empty


def test_a_denial_of_it_answers():
    """A denial that only points to what was said is a statement and answers it, over a new paragraph as well."""
    (row,) = rows(labelled(f"{ACCUSED}\n\nQuito denied it.", sides=SIDES)["REPLIES"])
    assert row["distance"] == 1


@pytest.mark.parametrize("text", ["Lima said Quito had lied.", "Quito had lied, Lima said."])
def test_blame_does_not_hang_on_where_the_speaker_stands(text):
    """A misdeed of another party is an accusation whether the speaker is printed before or behind it."""
    (row,) = rows(labelled(text, sides=SIDES)["STATEMENTS"])
    assert (row["act"], row["target_party"]) == ("accuse", "Quito")
