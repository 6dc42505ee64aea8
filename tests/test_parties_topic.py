"""Parties told by what a report says beside a speaker: the state of a party, a charge, who holds a body, an adjective."""

import pytest
from attribution_tools import judged, labelled, rows

US = {"parties": {"Democrats": ["House Democrats", "Senate Democrats"], "Republicans": ["House Republicans"]}}
COURT = {"parties": {"Prosecution": ["the prosecution"], "Defence": ["the defence", "Victor Stone"]}}


def last(text, sides=None):
    """The party of the last statement of a text."""
    return judged(text, sides=sides)[-1]["party"]


DIVIDED = [
    ("Democrats are split, too. Sen. Ann Lee of Mesa said her district had no bank.", "Democrats"),
    ("But not every Democrat is eager. Sen. Ann Lee, who is up for reelection, urged the agency to wait.", "Democrats"),
    ("Democrats oppose the bill. Sen. Ann Lee, who wrote it, said it was fair.", ""),
    ("Democrats are split, and Republicans are divided. Sen. Ann Lee said it was fair.", ""),
    ("Democrats are split, too. Ann Lee, a baker, said it was dear.", ""),
]


@pytest.mark.parametrize(("text", "party"), DIVIDED)
def test_a_lawmaker_belongs_where_the_paragraph_tells_of_one_partys_state(text, party):
    """After a sentence on the mood inside one party a lawmaker is of it; a baker is not, nor anybody after its claim."""
    assert last(text, US) == party


CHARGED = [
    ("Ada Lund, 49, denied two counts of fraud.", "Defence"),
    ("Ada Lund denied two counts of fraud. Paul Reid, representing Ada Lund, accused the police of haste.", "Defence"),
    ("Ada Lund denied the claim.", ""),
]


@pytest.mark.parametrize(("text", "party"), CHARGED)
def test_who_denies_a_charge_is_of_the_defence(text, party):
    """Who denies counts is accused, and so is of the defence with whoever represents her; to deny a claim is not that."""
    assert last(text, COURT) == party


def test_nobody_is_of_a_defence_that_the_analyst_did_not_name():
    """Without a party called the defence a denied charge gives no party."""
    assert last("Ada Lund, 49, denied two counts of fraud.") == ""


HELD = [
    ("At least 12 died, according to the Asmara-controlled health authority in the town.", "Eritrea"),
    ("Kabar, the Kyrgyz state agency, said that six had died.", "Kyrgyzstan"),
    ("A Department for Transport spokesperson said it was for the firms.", "United Kingdom"),
    ("At least 12 died, according to the volunteer-controlled health authority in the town.", ""),
]


@pytest.mark.parametrize(("text", "party"), HELD)
def test_a_body_is_of_the_state_that_runs_it(text, party):
    """Who controls a body, whose state agency it is, and which state alone has a department of that name, tell its party."""
    assert last(text) == party


def test_a_pronoun_tells_more_than_where_somebody_is_from():
    """Its commissioner is of the body told of before, whatever country follows his name."""
    text = "The African Union appealed for calm. Its commissioner for peace, Kato Modise of Botswana, said he would send an envoy."
    assert last(text) == "African Union"


def test_an_adjective_leads_to_its_body():
    """Tribal leaders are of the tribe among the aliases, and their lawyer is too."""
    sides = {"parties": {"Band": ["Elk Creek Band", "the tribe"], "Mine": ["Norvik Copper"]}}
    text = "Tribal leaders dispute that. Their attorney, Naomi Field, said the offer came late."
    assert [row["party"] for row in judged(text, sides=sides)] == ["Band", "Band"]


def test_its_director_is_of_whom_the_spokesman_spoke_for():
    """Behind the statement of an unnamed spokesman "its" points to the body he spoke for."""
    sides = {"parties": {"Council": ["Slane County Council"], "Residents": ["residents"]}}
    text = (
        "A spokesperson for Slane County Council said it would wait. Its head of planning, Ada Lund, said it was old."
    )
    assert [row["party"] for row in judged(text, sides=sides)] == ["Council", "Council"]


def test_a_cut_name_still_finds_its_alias():
    """An alias that a mention ends inside of is in the mention, though the parse cut the name there."""
    sides = {"parties": {"Peasants": ["settlement 12 de Mayo"], "Company": ["Norvik"]}}
    text = "The leaders of the settlement 12 de Mayo denounced that the huts were burned."
    assert last(text, sides) == "Peasants"


def test_where_a_mission_sits_is_not_whose_it_is():
    """A mission of one body in the capital of a state is of the body."""
    assert last("The United Nations mission in Kabul said that 18 had died.") == "United Nations"
    assert last("The foreign ministry in Seoul said that talks would go on.") == "South Korea"


def test_who_counts_the_dead_accuses_nobody():
    """To put a number at so many asserts it, also where those counted were killed by somebody."""
    (row,) = rows(labelled("Norway put the number of Chilean sailors killed at 12.")["STATEMENTS"])
    assert (row["act"], row["target_party"]) == ("assert", "")
