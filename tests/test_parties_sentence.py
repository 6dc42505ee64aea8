"""Laws of what the sentence around a name, and the one before it, say of whom its bearer speaks for."""

import doctest
import importlib

import pytest
from attribution_tools import judged, labelled, rows

SIDES = {
    "Union": ["Northern Dockers’ Union", "the union"],
    "Company": ["Norvik Shipping", "Norvik", "the company"],
    "Families": ["bereaved families"],
    "Tenants": ["council tenants"],
    "Mayor": ["Gov. Lyle Amundsen"],
    "Orlen": ["Orlen government"],
}


@pytest.mark.parametrize("module", ["near", "surnames", "sides", "setting", "verdicts", "holders"])
def test_examples(module):
    """The examples in the docstrings of the rooms of evidence hold."""
    assert doctest.testmod(importlib.import_module(f"toolkit.parties.{module}")).failed == 0


TIED = [
    ("Speaking for the union, Ana Mora said it was over.", "Union"),
    ("For Norvik Shipping, Ana Mora KC replied that it was over.", "Company"),
    ("Opening the case for Norvik Shipping, Ana Mora KC said it was over.", "Company"),
    ("For months, Ana Mora said, it was over.", ""),
    ("The union has hired Ana Mora, a maritime barrister, who said it was over.", "Union"),
    ("The union has sued Ana Mora, a maritime barrister, who said it was over.", ""),
    ("Norvik’s counsel, Ana Mora, said it was over.", "Company"),
    ("Norvik’s former counsel, Ana Mora, said it was over.", ""),
    ("Ana Mora, who drives a van and sits on the board of the Northern Dockers’ Union, said it was over.", "Union"),
    ("Ana Mora, who represents 640 people as president of the Northern Dockers’ Union, said it was over.", "Union"),
    ("Ana Mora, who helped start the Northern Dockers’ Union, said it was over.", "Union"),
    ("Norvik will appeal, its harbour director said.", "Company"),
    ("Amundsen was asked in Billings. “It is over,” he said.", "Mayor"),
    ("Ana Mora, whose son died there, said it was over.", "Families"),
    ("Ana Mora, whose son works there, said it was over.", ""),
    ("Ana Mora, who lost her husband in the fire, said it was over.", "Families"),
    ("Ana Mora, a tenant from the third floor, said it was over.", "Tenants"),
    ("Ana Mora, a baker from the third floor, said it was over.", ""),
    ("Orlen Finance Minister Ana Mora said it was over.", "Orlen"),
    ("Finance director Ana Mora said Norvik would repay the loan.", "Company"),
    ("Programme director Ana Mora said Norvik would repay the loan.", "Company"),
    ("Programme director Ana Mora said Norvik had lied to the court.", ""),
    ("According to Ana Mora, the union had lied.", ""),
]


@pytest.mark.parametrize(("text", "party"), TIED)
def test_a_sentence_ties_the_one_it_names(text, party):
    """Whom somebody speaks, acts or mourns for is told before or behind the name; what is no tie gives no party."""
    assert [row["party"] for row in judged(text, sides=SIDES)][-1] == party


BEFORE = [
    ("Norvik denied it. Nobody would be moved, a spokeswoman said.", "Company"),
    ("The union has 400 members. Their president, Ana Mora, said it was over.", "Union"),
    ("Four of the council tenants had signed. One of them, Ana Mora, said it was over.", "Tenants"),
    ("The union handed over a letter. The letter says it is over.", "Union"),
]


@pytest.mark.parametrize(("text", "party"), BEFORE)
def test_the_sentence_before_tells_of_whom_a_mention_is(text, party):
    """A spokeswoman without a body, one of several and a paper are of the party that the sentence before tells of."""
    assert judged(text, sides=SIDES)[-1]["party"] == party


TRIAL = {"Prosecution": ["prosecutors"], "Defence": ["the defence"]}


def test_whoever_is_told_to_plead_is_the_defence():
    """A defendant whom the reporter lets plead is of the defence, and so is his lawyer."""
    text = "Reid, 47, has pleaded not guilty. “I never saw it,” Tom Reid said. His lawyer, Ana Mora, said it was over."
    assert {row["party"] for row in judged(text, sides=TRIAL)} == {"Defence"}


STATES = [
    ("Chile recalled its envoy from La Paz on Tuesday.\n\nForeign Minister Ana Mora said it was over.", "Chile"),
    ("Chile seized a boat from Peru on Tuesday.\n\nForeign Minister Ana Mora said it was over.", ""),
    ("At U.N. headquarters, deputy spokesman Tom Reid said it was over.", "United Nations"),
    ("Speaking on behalf of the European Union, Belgium’s Ana Mora said it was over.", "European Union"),
    ("India called for calm. It was over, its foreign ministry said.", "India"),
    ("Taiwan accused China of ramming a boat.\n\nCoast guard spokeswoman Ana Mora said it was over.", "Taiwan"),
]


@pytest.mark.parametrize(("text", "party"), STATES)
def test_an_office_without_a_country_is_of_the_state_that_speaks(text, party):
    """The state that opens a report by dealing with another needs no name again; one that shoots may not be meant."""
    assert judged(text)[-1]["party"] == party


NAMED = [
    ("The herder, who gave his name as Issouf, said it was over.", "Issouf"),
    ("A spokesman, who calls himself Commander Jo, said it was over.", "Jo"),
    ("According to estate agent Ana Mora, it was over.", "Ana Mora"),
    ("A lawyer for Norvik, Priyanka Venkataraghavan of Stroud, said it was over.", "Priyanka Venkataraghavan"),
    ("The Energy and Mines Ministry said it was over.", "Energy and Mines Ministry"),
    ("Mora refused. “It is over,” she replied.", "Mora"),
]


@pytest.mark.parametrize(("text", "speaker"), NAMED)
def test_a_name_is_taken_whole_and_from_where_it_stands(text, speaker):
    """A name given late, behind an office or with a list inside is the speaker's."""
    assert rows(labelled(text)["STATEMENTS"])[-1]["speaker"] == speaker
