"""Whom an office, a label, a shortened name or a bare spokesman is of, told by the report around it."""

import doctest

import pytest
from attribution_tools import judged

from toolkit.language import meant, naming
from toolkit.parties import Parties, choice, named, setting

PLACE = "OSLO, Norway (Invented) - "
TOLD = [
    (PLACE + "The defence ministry said two drones had crossed the border.", "Norway"),
    (PLACE + "Russian jets crossed the border twice, the defence ministry said.", "Norway"),
    ("Norway and Sweden met on Monday.\n\nIn Stockholm, the foreign ministry said talks would go on.", "Sweden"),
    ("Norway and Sweden met on Monday.\n\nDefence Minister Ann Lee told reporters in Stockholm that it was over.", "Sweden"),
    ("Norway and Sweden met on Monday.\n\nSweden offered help. Prime Minister Ann Lee said it would come soon.", "Sweden"),
    ("Sweden will close its border to Norwegian fish, its trade ministry said.", "Sweden"),
    ("Norway and Sweden met on Monday.\n\nNorway’s Coastal Border Service said it had seen nothing.", "Norway"),
    ("Norway and Sweden met on Monday.\n\nThe Norwegian Salmon Growers Federation said prices would fall.", ""),
    ("Norway and Sweden met on Monday.\n\nA regional court in Norway ruled that the fine was lawful.", ""),
    ("Norway and Sweden met on Monday.\n\nNorwegian opposition leader Bo Lund said it was a mistake.", ""),
    ("Norway and Sweden met on Monday.\n\nThe former defence minister, Bo Lund, said it was a mistake.", ""),
    ("The shop sold Swiss cheese. The minister said it was early.", ""),
    ("NATO ministers meet on Friday. Secretary General Ann Lee said the alliance would wait.", "NATO"),
    ("European Council President Ann Lee tried to save the text. The Dane said that all were ready.", "European Union"),
    ("Ann Lee, the Finnish diplomat who runs the U.N.’s office in the region, said it could be mended.", "United Nations"),
    ("Ann Lee, the British head of the UN refugee agency, said it could be mended.", "United Nations"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "party"), TOLD)
def test_an_office_is_of_the_state_or_body_that_the_report_tells_of_there(text, party):
    """Place, topic and employer decide, in this order of nearness; a nationality, a court or an opponent does not."""
    marks = [("dateline", PLACE)] if text.startswith(PLACE) else ()
    assert judged(text, marks=marks)[-1]["party"] == party


HALL = {"Republicans": ["Republicans"], "Democrats": ["Democrats"], "Liberals": ["Liberal Party"]}
LABELS = [
    ("Sen. Ann Lee, R-Willcox, said the bill was good.", "Republicans"),
    ("Rep. Ann Lee (D-Ariz.) said the bill was good.", "Democrats"),
    ("Gov. Ann Lee, a Democrat, said the bill was good.", "Democrats"),
    ("Ann Lee, the committee’s top Democrat, said the bill was good.", "Democrats"),
    ("Ann Lee said the bill was good. The Montana Republican, who farms, said it would pass.", "Republicans"),
    ("The Liberal said the bill was good.", "Liberals"),
    ("Ann Lee, a professor, said the bill was good.", ""),
    ("Ann Lee, D-Day historian, said the bill was good.", ""),
]


@pytest.mark.parametrize(("text", "party"), LABELS)
def test_lawmakers_are_of_the_party_that_they_are_labelled_with(text, party):
    """A label behind a name or in a description counts where the analyst named its party."""
    assert judged(text, sides=HALL)[-1]["party"] == party


STRIKE = {
    "Union": ["Harbour Families for Pay"],
    "Company": ["Norvik Shipping", "Ines Mora-Lund"],
    "Park": ["National Park Service"],
}
SHORT = [
    ("Harbour Families for Pay said it was late.", "Union"),
    ("Park Service Director Ann Lee said it was late.", "Park"),
    ("That drew a retort from Norvik. “It is late,” a spokesman said.", "Company"),
    ("Mora-Lund’s office was brief. Ines Mora-Lund said it was late. An aide to Mora-Lund said it was early.", "Company"),
    ("The paper, published in May by Norvik Shipping, says that it was late.", "Company"),
    ("The paper, published in May by a museum, says that it was late.", ""),
    ("Ann Lee, who has two dogs and is secretary of Harbour Families for Pay, said it was late.", "Union"),
    ("Lee chairs Harbour Families for Pay. Ann Lee said it was late.", "Union"),
    ("Ann Lee, a former cook who heads Harbour Families for Pay, said it was late.", "Union"),
    ("Ann Lee, a former head of Harbour Families for Pay, said it was late.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "party"), SHORT)
def test_names_that_a_report_shortens_lead_to_their_party(text, party):
    """Part of an alias, a firm without its kind, and whoever heads or speaks for one of them."""
    assert judged(text, sides=STRIKE)[-1]["party"] == party


LATE = [
    ("The Kilrannoch manager was not persuaded. “It is a lawnmower,” Sandy McIlwraith said.", "Sandy McIlwraith"),
    ("In Oslo, the Danish envoy who drafted it asked for time. “It is a newborn,” Tove Worm said.", "Tove Worm"),
    ("A grocer who gave his name only as Samir said it was late.", "Samir"),
    ("Ann Lee, counsel to the inquiry, read it out. “Is it yours?” the barrister asked.", "Ann Lee"),
    ("One doctor, who asked not to be named, said it was late.\n\nAnn Lee, who founded the choir, said it was early.", "Ann Lee"),
    ("Headteacher Mr Gareth Pugh said it was late.", "Gareth Pugh"),
    ("Archibald “Baldy” Strachan said it was late.", "Archibald “Baldy” Strachan"),
    ("Leader of the Opposition Umang Rajput said it was late.", "Umang Rajput"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), LATE)
def test_a_name_that_comes_late_or_dressed_up_is_the_speakers(text, name):
    """Whoever is told of by an office alone is named by what follows, and titles and nicknames belong where they do."""
    assert judged(text)[-1]["speaker"] == name


ROBUST = [
    ("Ms. Ana Puckett said no. Kyle Puckett said yes. “It is church,” Ms. Puckett said.", "Ana Puckett"),
    ("Carla Mora met Peter Lund. She said it was late.", "Carla Mora"),
    ("Carla Mora met Peter Lund. He said it was late.", "Peter Lund"),
    ("Democrats fought Republicans, who called the bill a gift.", "Republicans"),
    ("The board met. Norvik Shipping said it would pay. It said so twice.", "Norvik Shipping"),
]


@pytest.mark.parametrize(("text", "name"), ROBUST)
def test_two_who_could_be_meant_are_told_apart(text, name):
    """Title, gender and number, and the noun before a relative clause, tell who is meant."""
    assert judged(text)[-1]["speaker"] == name


def test_a_country_in_what_is_said_is_not_who_says_it():
    """A state that is spoken about, or the place of the report, is no speaker."""
    rows = judged(PLACE + "“Russia has lost, and China knows it,” said Ann Lee, a florist.")
    assert [(row["speaker"], row["party"]) for row in rows] == [("Ann Lee", "")]


@pytest.mark.parametrize("module", [choice, named, naming, setting, meant])
def test_examples_run(module):
    """Every example in the docstrings gives what it says."""
    assert doctest.testmod(module).failed == 0


def test_a_part_of_two_aliases_means_neither():
    """Words that two parties share are no evidence."""
    sides = Parties({"A": ("National Park Service",), "B": ("State Park Service",)})
    assert sides.part("the Park Service") is None
