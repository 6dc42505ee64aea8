"""Laws of parties where the analyst names bodies only, and the report ties people to them by where they stand."""

import doctest
import importlib

import pytest
from attribution_tools import judged

WATER = {"Company": ["Halden Compute"], "City": ["the city", "Pella City Council"], "Residents": ["Keep Cutter Creek"]}
SHORE = {
    "Residents": ["Knock Residents’ Association"],
    "Developer": ["Lackan Renewables"],
    "Council": ["Leitrim County Council", "the council"],
}
TRIAL = {"Prosecution": ["the prosecution"], "Defence": ["the defence"]}


def last_party(text, sides=None):
    """The party of the last statement of a text."""
    return judged(text, sides=sides)[-1]["party"]


@pytest.mark.parametrize("room", ["close_to", "firms", "focus", "holders", "sides", "choice"])
def test_examples(room):
    """The examples in the docstrings of these rooms hold."""
    assert doctest.testmod(importlib.import_module(f"toolkit.parties.{room}")).failed == 0


FOCUS = [
    ("Halden Compute wants more water. In a slideshow, project manager Tom Lind said most would be recycled.", WATER, "Company"),
    ("The council rejected the criticism. Its plan was read twice, director of services Ana Noone said.", SHORE, "Council"),
    ("Lackan Renewables will build it.\n\n“We knocked on every door,” community manager Ana Noone said.", SHORE, "Developer"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sides", "party"), FOCUS)
def test_an_officer_without_a_body_is_of_the_only_party_in_focus(text, sides, party):
    """Who is told by an office alone speaks for the one party that his paragraph, or that above a quotation, tells of."""
    assert last_party(text, sides) == party


APART = [
    "Lackan Renewables met Leitrim County Council. In a slideshow, project manager Tom Lind said it was over.",
    "The council rejected it. The business secretary, Ana Noone, said it was over.",
    "The council rejected it. Former director Ana Noone said it was over.",
    "The council rejected it.\n\nThe pub was full. Landlord and bar manager Ana Noone said it was over.",
]


@pytest.mark.parametrize("text", APART)
def test_two_parties_a_state_office_or_a_past_one_leave_an_officer_unassigned(text):
    """Where several parties are told of, or the office is a state's, a past one or another house's, nothing decides."""
    assert last_party(text, SHORE) == ""


POINTED = [
    ("Leitrim County Council voted no. “It was read,” said its chief executive, retired vet Ana Noone.", "Council"),
    ("Knock Residents’ Association, led by Ana Noone, was there. Noone said it was over.", "Residents"),
    ("Knock Residents’ Association met. Ana Noone, who chairs it, said it was over.", "Residents"),
    ("Knock Residents’ Association, whose chair, Ana Noone, met us, is tired. Noone said it was over.", "Residents"),
]


@pytest.mark.parametrize(("text", "party"), POINTED)
def test_words_that_point_back_to_a_body_tie_a_name_to_it(text, party):
    """Words as "its founder", "led by", "whose chair" and "who chairs it" are of the body told of before."""
    assert last_party(text, SHORE) == party


CLOSE = [
    ("The developer’s Lackan Renewables sued. A source close to Lackan Renewables said it was over.", "Developer"),
    ("Leitrim County Council met. An adviser to the council said it was over.", "Council"),
    ("Leitrim County Council met. Critics of the council said it was over.", ""),
]


@pytest.mark.parametrize(("text", "party"), CLOSE)
def test_who_stands_close_to_a_side_speaks_for_it_and_its_critics_do_not(text, party):
    """Aides, allies and sources close to a side are of it; those beside or against it are not."""
    assert last_party(text, SHORE) == party


def test_an_ally_of_a_person_is_of_the_persons_party():
    """Whoever is close to somebody speaks for that one's side, who is known by the surname."""
    text = "Ana Farrant-Hale, the council’s leader, was late. An ally of Farrant-Hale hit back, saying it was over."
    assert last_party(text, {**SHORE, "Council": ["the council", "Ana Farrant-Hale"]}) == "Council"


BAR = [
    ("Opening the case at Leeds Crown Court, Ana Voss KC said he poured petrol through a hatch.", "Prosecution"),
    ("Bo Lund KC, defending, said his client owed less.", "Defence"),
    ("Bo Lund, 58, of Saltmarsh Row, denies manslaughter. Lund said he was asleep.", "Defence"),
    ("Opening the trial of Bo Lund, 52, advocate Ana Voss SC said the contract was a gift.", "Prosecution"),
]


@pytest.mark.parametrize(("text", "party"), BAR)
def test_a_lawyer_is_of_the_side_he_opens_or_defends(text, party):
    """Who opens the case is of the prosecution; who defends, or denies the charge, of the defence."""
    assert last_party(text, TRIAL) == party


FIRM = {"Corvane Express": ["Corvane"], "Handlers": ["United Parcel Handlers Union"]}


def test_the_chief_of_a_firm_is_of_the_only_party_that_can_be_one():
    """A chief executive without a company is of the one party that the names of the others leave."""
    text = "The talks went on.\n\nOn a call, Chief Executive Bo Rehm said a strike would cost $240 million."
    assert last_party(text, FIRM) == "Corvane Express"
    two = {**FIRM, "Norvik Air": ["Norvik"]}
    assert last_party(text, two) == ""


CALLED = [
    ("The Association of Plant Scientists fears it. Up to 240 posts were in danger, the union warned.", "Scientists"),
    ("They held the road, demanding that Tamarack Copper, the mine’s owner, leave. The company denies it.", "Tamarack"),
]


@pytest.mark.parametrize(("text", "party"), CALLED)
def test_a_body_that_was_only_told_of_is_meant_by_its_noun(text, party):
    """A body called "the union" may be an association, and "the company" one that others only spoke of."""
    assert (
        last_party(text, {"Scientists": ["Association of Plant Scientists"], "Tamarack": ["Tamarack Copper"]}) == party
    )


STATES = [
    ("ASUNCION, April 3 (AP) - Paraguay’s government will not yield.\n\nPolice Commissioner Bo Vera said 31 were hurt.", "Paraguay"),
    ("OTTAWA (AP) - Canada’s government will not yield.\n\nPolice Commissioner Bo Vera said 31 were hurt.", ""),
    ("The head of China’s largest union said it was over.", ""),
    ("Izmail was hit. Bo Laptev, whom Moscow has installed as governor there, put the dead at six.", "Russia"),
    (("RABAT - Turkey said it would sue Morocco.\n\nThe levy is legal, according to Morocco’s industry ministry.\n\n"
     "“We repair the lock,” Industry Minister Ana Benh told lawmakers."), "Morocco"),
    ("Tajik state television quoted Bo Mahm, secretary of the country’s Security Council, as saying it was over.", "Tajikistan"),
    ("Sen. Ann Lee, R-Idaho, said it was over.", "Republican Party"),
    ("Mayor Ann Lee, a Republican, said it was over.", ""),
    ("Observers from the Organization of American States came. “Doubt grows,” said the head of the mission, Ana Quiro.",
     "Organization of American States"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "party"), STATES)
def test_offices_and_labels_without_the_analysts_word(text, party):
    """One national force, a ministry named before, who installed somebody, a lawmaker's label; no firm or union of a land."""
    assert last_party(text) == party


def test_a_federal_minister_in_the_capital_is_of_no_province():
    """Where the analyst's government is a province's, who speaks in the capital of the state is of the state."""
    text = (
        "THUNDER BAY, Ont. — Ontario said it had consulted.\n\n"
        "In Ottawa, Lands Minister Ana Roy urged talks.\n\nPremier Bo Cole said it was legal."
    )
    sides = {"Ontario": ["Ontario government"], "Nation": ["Nahkwa First Nation"]}
    assert [row["party"] for row in judged(text, sides=sides)] == ["Ontario", "Canada", "Ontario"]


def test_initials_of_a_name_mean_its_party():
    """Where the report prints the initials of an alias and nobody else's, they are the party's."""
    sides = {"Mahaz": ["Pakistan Awami Mahaz"], "Jamhoor": ["Qaumi Jamhoor Party"]}
    assert last_party("Sources in the PAM said the leadership was divided.", sides) == "Mahaz"
