"""Whose a figure is: the statement that counts, offers or mentions it, and nobody else's."""

import pytest
from attribution_tools import analysed, rows


def figures(text):
    """The verbatim words and the speaker of every figure of a text."""
    return [(row["verbatim"], row["speaker"]) for row in rows(analysed(text)["FIGURES"])]


GIVEN = [
    ("The refugee agency, which puts the number of displaced at more than 12,000, appealed for calm.",
     ("more than 12,000", "refugee agency")),
    ("The mission put the number of villagers killed since Sunday at no fewer than 18.",
     ("no fewer than 18", "mission")),
    ("A departmental briefing from May puts the share at 61 per cent.", ("61 per cent", "departmental briefing")),
    ("Calder Ferries is offering 3.2 per cent and a payment of £500.", ("3.2 per cent", "Calder Ferries")),
    ("Calder Ferries offered £20,000 to each family.", ("£20,000", "Calder Ferries")),
    ("The relief agency said up to 8,000 people had fled the town, two out of three of them children.",
     ("two out of three", "relief agency")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure"), GIVEN)
def test_who_counts_or_offers_gives_the_figure(text, figure):
    """A number is of whoever puts a count at it, offers it as a sum, or adds it to his statement behind a comma."""
    assert figure in figures(text)


OWN = [
    ("The board put off a decision on a $2.3 billion plant.", "$2.3 billion"),
    ("Some 150 families live there. Most cannot leave, according to Ines Mora.", "Some 150"),
]


@pytest.mark.parametrize(("text", "number"), OWN)
def test_a_figure_told_in_narration_is_of_nobody(text, number):
    """A number that no statement holds is the reporter's own."""
    assert (number, "") in figures(text)


def test_what_a_headline_adds_is_not_told():
    """Behind "as" a headline goes on with news of its own."""
    text = "Bosses ‘knew wall was cracking’, union alleges as toll hits 16\n\nThe union met on Friday."
    found = rows(analysed(text, marks=[("headline", text.split("\n", maxsplit=1)[0])])["FIGURES"])
    assert [(row["verbatim"], row["speaker"]) for row in found] == [("16", "")]
