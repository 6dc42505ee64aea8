"""Which of two states a minister without a country is of, and where a word only tells a place."""

import pytest
from attribution_tools import judged


def parties(text, *, sides=None):
    """The party of every statement, in order."""
    return [row["party"] for row in judged(text, sides=sides)]


OPENING = "Norway will tax Icelandic fish from May, it said on Monday, and accused Iceland of dumping.\n\n"


@pytest.mark.parametrize(
    "told",
    [
        "Finance Minister Sara Lind called on Norway to show its sums.",
        "Fisheries Minister Sara Lind accused the Norwegian government of bad faith.",
    ],
)
def test_who_turns_to_the_report_s_own_state_speaks_for_the_other(told):
    """A minister who demands something of the state that the report opens with is not its minister."""
    assert parties(OPENING + told)[-1] == "Iceland"


def test_who_answers_the_report_s_own_state_speaks_for_the_other():
    """A minister who counters what a voice of one state said is the other one's."""
    text = (
        OPENING
        + "A Norwegian official said the quays were empty.\n\n“They are full,” Trade Minister Sara Lind countered."
    )
    assert parties(text)[-1] == "Iceland"


def test_a_kingdom_has_no_president():
    """An office that the report's own state does not have is the other state's, or nobody's."""
    assert parties(OPENING + "President Sara Lind said it was over.")[-1] == "Iceland"
    assert parties("Norway will tax fish, it said.\n\nPresident Sara Lind said it was over.")[-1] == ""


def test_talks_in_a_capital_make_no_report_of_its_state():
    """Where two meet in the capital of a third, an office without a country is not the third one's."""
    text = (
        "Chad’s government and rebels blamed each other on Friday as talks went on in the Togolese capital.\n\n"
        "Defence Minister Ali Moussa denied it."
    )
    assert parties(text)[-1] == "Chad"


def test_a_headline_without_verbs_hides_no_state_that_opens_the_report():
    """The state that speaks in the first sentence is the report's own, whatever two states its headline names."""
    text = "Malawi, Tanzania trade blame\n\nMalawi accused Tanzania on Monday of firing.\n\nForeign Minister Grace Phiri said no."
    marks = (("headline", "Malawi, Tanzania trade blame"),)
    assert judged(text, marks=marks)[-1]["party"] == "Malawi"


def test_a_place_before_a_ministry_counts_before_the_ministry_at_home():
    """In "In Tehran, Foreign Ministry spokesman X" the ministry is not the one that the report told of before."""
    text = (
        "Lebanon’s government said on Monday that it was over. The Foreign Ministry said no more.\n\n"
        "In Tehran, Foreign Ministry spokesman Reza Najafi condemned the attack."
    )
    assert parties(text)[-1] == "Iran"


@pytest.mark.parametrize(
    ("words", "party"), [("The Health Ministry in Juba", "South Sudan"), ("The Thai Navy", "Thailand")]
)
def test_a_state_in_the_words_of_an_office_is_its_own(words, party):
    """A state that stands in an office's own words, or right behind them, comes before any told of earlier."""
    assert parties(f"Kenyan officials said three were hurt. {words} has denied it.")[-1] == party


def test_a_commissioner_of_a_field_is_the_union_s_once_it_was_told_of():
    """A trade commissioner in a report that tells of the European Commission is the Union's, a police commissioner is not."""
    text = "The European Commission urged calm.\n\n“No,” {} Anna Wit said in Brussels."
    assert parties(text.format("Trade Commissioner"))[-1] == "European Union"
    assert parties(text.format("Police Commissioner"))[-1] == ""


def test_its_envoy_behind_a_cue_is_of_the_state_that_opens_what_is_told():
    """In "Brazil has asked for talks, according to its ambassador" the ambassador is Brazil's."""
    text = "Canada will tax steel, it said.\n\nBrazil has asked for talks, according to its ambassador in Geneva, Ruy Serta."
    assert parties(text)[-1] == "Brazil"


def test_where_somebody_is_tells_no_party():
    """A party's name behind "in" tells a place, but not behind an office."""
    sides = {"Nation": ["Nahkwa River First Nation"], "Ontario": ["Ontario government"]}
    found = parties(
        "A fisherman in northern Ontario said it was late.\n\nOfficials in Ontario said it was not.", sides=sides
    )
    assert found == ["", "Ontario"]


def test_players_of_a_club_are_the_players_where_these_are_a_party():
    """Of "players of the Rovers" the players are meant where they have a party of their own, and else the club."""
    text = "Players of the Bath Rovers said they would not play."
    club, players = {"Club": ["Bath Rovers"]}, {"Players": ["Rovers players"]}
    assert parties(text, sides=club | players) == ["Players"]
    assert parties(text, sides=club) == ["Club"]
