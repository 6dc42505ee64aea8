"""At whom an act is aimed, where the words for him are no name."""

import pytest
from attribution_tools import judged

SIDES = {"Union": ["Dock Workers’ Union", "Ana Mora"], "Company": ["Norvik Shipping Ltd", "Norvik", "Bo Lund"]}


def target(text, *, sides=None):
    """The target of the last statement."""
    return judged(text, sides=sides)[-1]["target_party"]


@pytest.mark.parametrize(
    "told",
    [
        "Ana Mora of the Dock Workers’ Union accused the company of lying.",
        "Bo Lund said it was late. Ana Mora of the Dock Workers’ Union accused him of lying.",
        "Ana Mora of the Dock Workers’ Union demanded that the company pay by Friday.",
    ],
)
def test_a_noun_or_a_pronoun_leads_to_the_target(told):
    """The only firm, the man named last and the subject of a demand are whom the act is aimed at."""
    assert target(told, sides=SIDES) == "Company"


def test_who_speaks_of_himself_is_aimed_at_by_nobody():
    """In "warned it would strike" the pronoun is the speaker."""
    assert target("Norvik said it was late. The Dock Workers’ Union warned it would strike.", sides=SIDES) == ""


def test_a_neighbour_is_the_other_of_two_states():
    """Where a report opens with two states, "its neighbour" is the one that does not speak."""
    assert target("Norway on Monday expelled Iceland’s envoy, accusing its neighbour of spying.") == "Iceland"


def test_the_president_is_the_one_who_was_introduced_so():
    """A role alone means the only person who was introduced with it."""
    sides = {"Government": ["Ramiro Vera"], "Opposition": ["Civic Front"]}
    text = "President Ramiro Vera said it was late.\n\nThe Civic Front accused the president of lying."
    assert target(text, sides=sides) == "Government"


def test_the_rebels_are_the_only_armed_group_of_a_report():
    """Whoever accuses the rebels accuses the one armed group that the report names."""
    text = "The rebel Arakan Army said it was late.\n\nMyanmar’s army accused the rebels of firing first."
    assert target(text) == "Arakan Army"


@pytest.mark.parametrize("firm", ["the London-listed company", "its Canadian owner"])
def test_where_a_firm_is_from_is_no_target(firm):
    """An adjective of a country before a word for a firm aims at no state."""
    assert target(f"The fishermen accused {firm} of lying.") == ""


def test_a_target_is_named_behind_its_description():
    """The name behind a description and a comma is whom an accusation is aimed at."""
    sides = {"App": ["Lumen Pay"], "Cloud": ["Corvane Systems"]}
    text = "Lumen Pay blamed its cloud provider, Corvane Systems, for leaving a door open."
    assert [row["target_party"] for row in judged(text, sides=sides)] == ["Cloud"]


def test_a_target_is_called_as_when_it_speaks():
    """Words by which one speaker alone is called mean that one."""
    sides = {"Fund": ["Sorrel Ridge Capital"], "Brand": ["Norvik Brands"]}
    text = (
        "Sorrel Ridge Capital said on Monday it would buy. In a letter, the fund said it would seek five seats.\n\n"
        "Norvik Brands described the fund as “a renter”."
    )
    assert judged(text, sides=sides)[-1]["target_party"] == "Fund"
