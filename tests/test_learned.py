"""The laws of rules and tagger together: what the tagger adds, and what the rules do not let it tell."""

import pytest
from attribution_tools import articles, plain, said

from toolkit import language
from toolkit.language.lexicons import cue_words


def told(text):
    """Speaker, cue and content of the statements of a text."""
    return [(row["speaker"], row["cue"], plain(row["content"])) for row in said(text)]


@pytest.mark.parametrize(
    "text",
    [
        "China has refrained from explicitly condemning Hamas for the attacks.",
        "The ministry has not responded to requests for comment.",
        "Officials, who asked not to be named, left the room.",
        "A foreman, who asked that his name be withheld because he fears for his job, left the room.",
        "Not everyone on Maple Terrace is against the plan.",
        "Few wanted to talk about the strike.",
        "The company made no comment on the claim.",
        "Ines Mora has not said whether she will resign.",
        "The board could say more next week.",
    ],
)
def test_what_was_not_said_is_not_told(text):
    """A cue that is denied, withheld or only possible tells nothing, whatever the tagger believes."""
    assert told(text) == []


def test_a_question_put_to_somebody_is_not_theirs():
    """What somebody was asked is not what they said."""
    text = "Asked whether the truce was dead, a diplomat in Beirut said: “It is on life support.”"
    assert [words for _, _, words in told(text)] == ["it is on life support"]


def test_who_passes_on_makes_no_second_statement():
    """A readout that passes a statement on is its relay, not another speaker of the same words."""
    (row,) = said("“All sides must stop,” Ines Mora told Tom Reid, according to a ministry readout.")
    assert (row["speaker"], row["via"]) == ("Ines Mora", "according to a ministry readout")


@pytest.mark.parametrize("verb", ["urged", "asked", "ordered"])
def test_who_is_spoken_to_is_not_what_is_said(verb):
    """The one who is told to do something is the addressee."""
    (row,) = said(f"Ines Mora {verb} Tom Reid to close the bridge.")
    assert (plain(row["content"]), row["addressee"]) == ("to close the bridge", "Tom Reid")


def test_a_headline_is_left_alone_on_weak_grounds():
    """A headline that says who did what is no statement."""
    text = "Border clash reopens jungle dispute\n\nTwo soldiers died on Monday."
    assert (
        len(language.analyse(articles(text, marks=[("headline", text.split("\n", maxsplit=1)[0])]))["STATEMENTS"]) == 0
    )


def test_an_attitude_is_told_as_thought():
    """Wishes and beliefs are told, and their class tells them from speech."""
    rows = said("The union wants higher pay. The mayor said it was too late. Residents fear that the dam will break.")
    assert [row["cue_class"] for row in rows] == ["thought", "speech", "thought"]


def test_rules_alone_tell_less():
    """By rules alone only what cues and marks prove is told."""
    text = "Experts are divided. “We will pay,” Ines Mora said. Her critics voiced anger over the delay of the vote."
    both = language.analyse(articles(text))["STATEMENTS"]
    rules = language.analyse(articles(text), rules=True)["STATEMENTS"]
    assert set(rules["content"]) <= set(both["content"])
    assert "“We will pay,”" in set(rules["content"])


def test_words_of_the_tagger_take_nothing():
    """An entry of the tagger's words gives the rules nothing to find."""
    assert not any(entry.takes or entry.preps for entry in cue_words().values())


def test_a_sentence_that_ends_in_a_quotation_is_not_of_who_speaks_in_the_next():
    """The words of the sentence before stay out of what the next one tells."""
    rows = said("Ellen Price called it “a good day.” The truce would hold, Ines Mora said.")
    assert [row["content"] for row in rows if row["speaker"] == "Ines Mora"] == ["The truce would hold"]
