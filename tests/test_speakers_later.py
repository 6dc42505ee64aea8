"""Laws of speakers that a report names only later, or has only told of: leads, unions, ministries, groups."""

import doctest
import importlib

import pytest
from attribution_tools import heard, judged


@pytest.mark.parametrize("room", ["named_later", "printed", "member"])
def test_examples(room):
    """The examples in the docstrings of these rooms hold."""
    assert doctest.testmod(importlib.import_module(f"toolkit.language.{room}")).failed == 0


LEADS = [
    (("A teacher has told a court how she hid under a desk when a gunman walked in.\n\n"
     "Maria Holt, 34, said she counted eleven shots."), "Maria Holt"),
    (("The owner of a glassworks has threatened to shut its last furnace.\n\n"
     "In a letter to staff, Marl Bank Glass said it could not be kept alight."), "Marl Bank Glass"),
    (("Dockers voted to go on with the strike after the Danish operator rejected a second man on every crane.\n\n"
     "The operator, Skagen Terminals, said it was sorry."), "Skagen Terminals"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), LEADS)
def test_who_is_only_described_in_the_lead_is_named_by_the_paragraph_behind(text, name):
    """A first paragraph that describes its speaker means the one whom the second names."""
    assert name in heard(text)[:2]


NOT_THEM = [
    ("The mother of a murdered boy has told how she forgives the killer.\n\nDarren Smith, 34, denies murder.", "Darren Smith"),
    ("A judge has told a killer that he will die in jail.\n\nJohn Smith, 34, said he was sorry.", "John Smith"),
    ("A German carmaker has threatened to close its plant.\n\nThe Welsh Government said it would not be blackmailed.",
     "Welsh Government"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), NOT_THEM)
def test_who_is_tried_or_of_another_sort_is_not_the_one_described(text, name):
    """The accused is not the mother, the man who is told is not the judge, a government is no carmaker."""
    assert heard(text)[0] != name


def test_an_official_in_passing_is_not_named_by_the_next_paragraph():
    """An unnamed official of a body is one of many, and not the analyst whom the next paragraph names."""
    text = (
        "A White House official said the talks were watched.\n\n"
        "Corvane moves one package in eight, said Priya Venk, who follows shippers for Holt Marbury."
    )
    assert heard(text) == ["White House official", "Priya Venk"]


TOLD = [
    ("The Association of Plant Scientists fears the worst. Up to 240 posts were in danger, the union warned.",
     "Association of Plant Scientists"),
    ("They held the road, demanding that Tamarack Copper, the mine’s owner, leave. The company denies it.", "Tamarack Copper"),
    (("Austria expelled an envoy. The bugs were fitted by a contractor of the Slovak interior ministry. "
     "The ministry said that it had paid the firm."), "Slovakia interior ministry"),
    ("Two officials at the Commerce Ministry in New Delhi said India was tired. One of them said it was over.",
     "official at the Commerce Ministry in New Delhi"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), TOLD)
def test_a_noun_means_the_body_told_of_before(text, name):
    """A noun as "the union", "the company" or "the ministry" leads to a body that only others spoke of."""
    assert heard(text)[-1] == name


def test_an_aid_group_is_no_armed_group():
    """Words before "group" that tell of help or trade lead to the charity, and not to the fighters named above."""
    text = (
        "The Syrian Democratic Forces said it was over. Some 8,200 people fled, the Norwegian Refugee Council estimated. "
        "“Families sleep in a school,” said Inga Tress, the aid group’s director."
    )
    assert judged(text)[-1]["party"] == "Norwegian Refugee Council"


def test_a_name_behind_a_body_of_an_office_is_whole():
    """Whoever is "Leader of the Opposition" is a person, so that Ms Khattak is not the man of that surname."""
    text = (
        "Leader of the Opposition Nighat Khattak said it was bad. She demanded an inquiry.\n\n"
        "Mr Afridi said the mills belonged to a cousin of Ms Khattak.\n\n"
        "Chief Minister Sher Zaman Khattak accused his rivals of greed. He promised a subsidy."
    )
    assert heard(text)[-2:] == ["Sher Zaman Khattak"] * 2


def test_a_group_with_a_purpose_in_its_name_is_a_body():
    """A name as "Parents for Clear Shelves, the group that …" is one body, and "its founder" is of it."""
    text = (
        "Parents for Clear Shelves, the group that challenged the titles, praised the vote as “a victory”. "
        "Its founder, Misty Rourke, said it was over."
    )
    assert heard(text)[0] == "Parents for Clear Shelves"
    sides = {"Parents": ["Parents for Clear Shelves"], "Board": ["the board"]}
    assert judged(text, sides=sides)[-1]["party"] == "Parents"
