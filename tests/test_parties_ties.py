"""Laws of what ties a speaker to a party besides the party's own words."""

import doctest
import importlib

import pytest
from attribution_tools import judged
from hypothesis import given
from hypothesis import strategies as st

from toolkit.parties import Parties
from toolkit.parties.sides import sides_of

SIDES = {"Union": ["Northern Dockers’ Union", "harbour strikers"], "Company": ["Norvik Shipping", "port regulator"]}


def test_examples():
    """The examples in the docstrings of the room of sides hold."""
    assert doctest.testmod(importlib.import_module("toolkit.parties.sides")).failed == 0


BEHIND = [
    ("Tom Reid, who runs Norvik Shipping in the north, said it was over.", "Company"),
    ("Tom Reid, the lawyer who negotiates for the Northern Dockers’ Union from exile, said it was over.", "Union"),
    ("Tom Reid KC, for Norvik Shipping, said it was over.", "Company"),
    ("Tom Reid, representing Norvik Shipping, said it was over.", "Company"),
    ("Tom Reid, 52, a spokesman for Norvik Shipping, said it was over.", "Company"),
    ("Tom Reid, the union’s attorney, said it was over.", "Union"),
    ("Tom Reid, a former director of Norvik Shipping, said it was over.", ""),
    ("Tom Reid, who once ran Norvik Shipping, said it was over.", ""),
    ("Tom Reid, a longtime critic of Norvik Shipping, said it was over.", ""),
    ("Tom Reid, a rival of Norvik Shipping, said it was over.", ""),
    ("Tom Reid, who is not related to the union president, said it was over.", ""),
]


@pytest.mark.parametrize(("text", "party"), BEHIND)
def test_words_behind_a_name_tie_it_to_whom_it_speaks_for(text, party):
    """An employer, client or office behind the name decides; what is over, and who stands against it, does not."""
    assert [row["party"] for row in judged(text, sides=SIDES)] == [party]


HEADS = [
    ("The strikers said it was over.", "Union"),
    ("The regulator said it was over.", "Company"),
    ("The regulator’s lawyer, Tom Reid, said it was over.", "Company"),
    ("The former regulator said it was over.", ""),
    ("The Alder regulator said it was over.", ""),
]


@pytest.mark.parametrize(("text", "party"), HEADS)
def test_the_noun_of_an_alias_is_enough_in_a_description(text, party):
    """Those of the only alias with that noun are "the strikers", unless another name or "former" stands before it."""
    assert [row["party"] for row in judged(text, sides=SIDES)] == [party]


OTHERS = [
    "Ana Mora of the transport workers’ union in Lima said it was over.",
    "Tom Reid, a lawyer for families suing Norvik Shipping, said it was over.",
    "Tom Reid, whose brother works for Norvik Shipping, said it was over.",
    "Tom Reid, a passenger on a Norvik Shipping ferry, said it was over.",
    "Tom Reid, who works at a café near Norvik Shipping, said it was over.",
    "The rival union said it was over.",
    "A shopkeeper near the union office said it was over.",
    "The minister’s critic Ana Mora said it was over.",
    "The defence ministry said it was over.",
    "Norvik Shipping is angry. Its rival, Calder Lines, said it was over.",
    "Norvik Shipping is angry. Its customers said it was over.",
    "At the White House, reporter Ann Lee said it was over.",
    "Ann Lee, a UN worker’s widow, said it was over.",
    "Ana Mora, who fled Syria in 2015, said it was over.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_who_stands_beside_a_party_does_not_belong_to_it(text):
    """Opponents, customers, kin, another body of the same kind and who is only near are of no party."""
    sides = {
        "Union": ["the union"],
        "Company": ["Norvik Shipping"],
        "Government": ["the government", "Labour Ministry"],
    }
    assert [row["party"] for row in judged(text, sides=sides)] == [""]


def test_a_noun_that_two_parties_share_decides_nothing():
    """Where aliases of two parties end with one noun, the noun alone means neither."""
    sides = {"North": ["northern union"], "South": ["southern union"]}
    assert [row["party"] for row in judged("The union said it was over.", sides=sides)] == [""]


ROLES = [
    ("Prosecutor Ines Mora said it was over.", "State"),
    ("The defendant said it was over.", "Defence"),
    ("Former prosecutor Ines Mora said it was over.", ""),
    ("Judge Ines Mora said it was over.", ""),
]


@pytest.mark.parametrize(("text", "party"), ROLES)
def test_an_office_stands_for_the_side_that_it_serves(text, party):
    """A prosecutor is of the prosecution, a defendant of the defence, a judge of neither."""
    sides = {"State": ["the prosecution"], "Defence": ["the defence"]}
    assert [row["party"] for row in judged(text, sides=sides)] == [party]


def test_a_party_called_government_is_the_state_at_home_and_no_other():
    """The seat of the report's own state speaks for the analyst's party of that name; another state stays itself."""
    sides = {"Government": ["the cabinet"]}
    assert [row["party"] for row in judged("Washington said it was over.", sides=sides)] == ["Government"]
    abroad = "Norway will vote on Monday. The rest waits.\n\nOslo is quiet.\n\nWashington said it was over."
    assert [row["party"] for row in judged(abroad, sides=sides)] == ["United States"]


def test_an_acronym_that_the_report_introduces_is_an_alias():
    """Short forms in brackets behind an alias belong to its party in that report."""
    text = "The Northern Dockers’ Union (NDU) met. “It is over,” NDU secretary Tom Reid said."
    assert [row["party"] for row in judged(text, sides=SIDES)] == ["Union"]


HOME = [
    ("Chad’s government met on Friday.\n\nThe army said 19 fighters were killed.", "Chad"),
    ("Chad and Libya met on Friday.\n\nThe army said 19 fighters were killed.", ""),
    ("Chad’s government met on Friday.\n\nA farmer said 19 fighters were killed.", ""),
]


@pytest.mark.parametrize(("text", "party"), HOME)
def test_an_office_of_state_is_of_the_only_state_that_the_report_opens_with(text, party):
    """One state in the opening has "the army"; where two are named, or for no office, nothing is taken."""
    assert [row["party"] for row in judged(text)] == [party]


CHAINS = [
    ("Beijing hit back within hours.\n\n“It is ours,” foreign ministry spokesperson Tang Weiqi said.", "China"),
    ("Seoul summoned China’s ambassador.\n\n“I listened,” the envoy, Luo Jianping, told reporters.", "China"),
    ("Singapore urged calm.\n\n“Enough,” its foreign minister, Arvind Menon, said.", "Singapore"),
]


@pytest.mark.parametrize(("text", "party"), CHAINS)
def test_an_office_without_a_state_is_of_the_one_told_of_just_before(text, party):
    """Ministries, envoys and "its minister" belong to the state that the text has just named."""
    assert judged(text)[-1]["party"] == party


MEMBERS = [
    ("Republican senator Ann Lee said it was over.", ""),
    ("Republican leader Ann Lee said it was over.", "Republican Party"),
]


@pytest.mark.parametrize(("text", "party"), MEMBERS)
def test_a_member_of_a_political_party_does_not_speak_for_it(text, party):
    """A party of politics speaks through its leaders and spokespeople; an MP of it speaks for himself."""
    assert [row["party"] for row in judged(text)] == [party]


@given(st.text(max_size=60))
def test_any_words_have_one_party_or_none(words):
    """Whatever words a report holds, a description means one of the analyst's parties or none."""
    sides = sides_of(Parties({"A": ("the miners",), "B": ("mine owners", "the prosecution")}))
    assert sides.by_head(words) in {"A", "B", ""}
    assert sides.by_role(words) in {"A", "B", ""}
