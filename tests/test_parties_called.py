"""What reports call a party when they do not name it, and who stands beside it."""

import doctest
import importlib

import pytest
from attribution_tools import judged

RAIL = {"Union": ["National Rail Union", "the union"], "Company": ["Northern Line Rail", "NLR", "the operator"]}
LEAD = "The National Rail Union met Northern Line Rail on Monday. The talks were short.\n\n"
FIRM = [
    ("The firm said it was over.", "Company"),
    ("Management said it was over.", "Company"),
    ("Rail bosses said it was over.", "Company"),
    ("A letter from the union to the operator said it was over.", "Union"),
    ("An engineering firm said it was over.", ""),
]


def last_party(text, sides):
    """The party of the last statement of a text."""
    return judged(text, sides=sides)[-1]["party"]


@pytest.mark.parametrize("room", ["firms", "introduced", "sides"])
def test_examples(room):
    """The examples in the docstrings of these rooms hold."""
    assert doctest.testmod(importlib.import_module(f"toolkit.parties.{room}")).failed == 0


@pytest.mark.parametrize(("text", "party"), FIRM)
def test_any_word_for_a_firm_means_the_only_firm_among_the_parties(text, party):
    """Words as "the firm", "management" and "bosses" are of the one party that is a firm; a letter is of who sent it."""
    assert last_party(LEAD + text, RAIL) == party


def test_with_two_firms_a_word_for_a_firm_means_neither():
    """Where two parties are firms, "management" is of none."""
    sides = {"Bidder": ["Kestrel Ltd"], "Target": ["Brightwater plc"]}
    assert last_party("Kestrel Ltd met Brightwater plc.\n\nManagement said it was over.", sides) == ""


SHORE = {
    "Residents": ["Save Our Shore"],
    "Developer": ["Harbor Point Partners"],
    "Council": ["the council", "the city"],
}
INTRO = "A tower by Harbor Point Partners met objections from Save Our Shore, a residents’ group.\n\n"


@pytest.mark.parametrize(("text", "party"), [
    ("The group’s lawyer, Amy Chu, said it was over.", "Residents"),
    ("A lawyer for the group said it was over.", "Residents"),
    ("City officials said it was over.", "Council"),
    ("Amy Chu, a lawyer representing Save Our Shore, said it was over.", "Residents"),
])  # fmt: skip
def test_the_noun_that_introduces_a_party_means_it(text, party):
    """What a report calls a party when it first names it, it may call it later; who works for a body is of it."""
    assert last_party(INTRO + text, SHORE) == party


def test_a_noun_that_introduces_another_body_too_means_nobody():
    """Where another group is told of, "the group" decides nothing."""
    more = INTRO + "A second group, Shore First, was for it.\n\nA lawyer for the group said it was over."
    assert last_party(more, SHORE) == ""


BID = {"Bidder": ["Kestrel Capital", "Kestrel"], "Target": ["Brightwater Foods", "Brightwater"]}
OFFER = "Kestrel Capital, the buyout firm, raised its offer for Brightwater Foods, the ready-meal maker, on Monday.\n\n"


@pytest.mark.parametrize(("text", "party"), [
    ("The buyout firm said it was over.", "Bidder"),
    ("The ready-meal maker said it was over.", "Target"),
    ("The food company said it was over.", "Target"),
    ("One of Brightwater’s biggest shareholders said it was over.", ""),
    ("A top-10 shareholder in Brightwater said it was over.", ""),
    ("Former Brightwater director Alan Shaw said it was over.", ""),
    ("Brightwater’s advisers said it was over.", "Target"),
])  # fmt: skip
def test_a_body_is_called_by_the_words_that_introduced_it(text, party):
    """The modifier of a description decides between two bodies; shareholders and former directors stand outside."""
    assert last_party(OFFER + text, BID) == party


def test_an_attorney_of_somebody_is_not_the_district_attorney():
    """An attorney told of as "his attorney" stays with whom the sentence tells of, and the prosecutor with the prosecution."""
    sides = {"Prosecution": ["prosecutors"], "Defense": ["the defense", "Trevor Haines"]}
    text = (
        "Trevor Haines has pleaded not guilty. His attorney said it was an accident.\n\n"
        "“He was told,” said Assistant District Attorney Lena Ortiz."
    )
    assert [row["party"] for row in judged(text, sides=sides)] == ["Defense", "Defense", "Prosecution"]


@pytest.mark.parametrize(
    "text", ["The families’ solicitor, Imran Khan, said it was over.", "The families' solicitor said it was over."]
)
def test_an_owner_in_the_plural_owns(text):
    """A curly mark behind a plural is an owner's, as a straight one is."""
    assert last_party("The inquiry began.\n\n" + text, {"Families": ["the families"]}) == "Families"


def test_a_body_whose_name_begins_with_that_of_a_party_is_none_of_it():
    """A federation of police officers is not the police."""
    assert last_party("The Police Federation said it was over.", {"Police": ["Northshire Police"]}) == ""
