"""Laws of who is meant: by a relative pronoun, behind a place or an office, by a description, after a charge."""

import pytest
from attribution_tools import heard, said

RELATIVE = [
    ("“It is over,” said Ana Mora, a fellow at the Karst Institute, a think tank in Bucharest, who predicted that they would deal.", "Ana Mora"),
    ("“Both are right,” said Ines Toll of Reid Partners, who put the odds at 60%.", "Ines Toll"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), RELATIVE)
def test_who_is_a_person_and_no_place_or_firm_beside_one(text, name):
    """A clause with "who" tells of the person, whatever place or body stands between."""
    assert heard(text) == [name, name]


PLACED = [
    ("In Stara Luka, beekeeper Halina Prus, 58, said she had seen it.", "Halina Prus"),
    ("In Moose Hollow, one of the last villages on diesel, store owner Abel Reid, 58, said the lights went out.", "Abel Reid"),
    ("The council candidate of the Reform Party (RP) in Sunday's vote in Arun State, Chief Tomas Bello, has rejected the result.",
     "Tomas Bello"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), PLACED)
def test_the_one_named_last_before_the_cue_speaks_and_not_the_place(text, name):
    """Words for a place that open the sentence, or stand inside an office, are no source."""
    assert heard(text) == [name]


def test_a_company_denies_what_another_alleged():
    """After a charge "the company" is the one charged, and not the one that brought it."""
    text = (
        "Sorrel Foods said it would grow.\n\nPalin Brands said it would wait.\n\n"
        "In a filing, Palin Brands alleged that Sorrel had moved the date. The company denied the allegation."
    )
    assert heard(text)[-1] == "Sorrel Foods"


def test_ministers_for_different_fields_are_different_people():
    """A description that tells another field than the minister named before is of somebody else."""
    text = (
        "“Threats do not breed fish,” said the environment secretary, Oliver Tran, in the chamber.\n\n"
        "Ireland's marine minister conceded that it would hurt."
    )
    assert heard(text)[-1] != "Oliver Tran"


def test_an_unnamed_spokesperson_who_was_just_heard_goes_on():
    """By "the spokesperson" the one heard last is meant, though another one was named further up."""
    text = (
        "“Malaysia must answer,” Vietnamese foreign ministry spokesperson Tran Lan said.\n\n"
        "A U.S. State Department spokesperson said Washington was concerned. The spokesperson declined to say more."
    )
    assert heard(text)[-1] == "U.S. State Department spokesperson"


def test_the_defendant_is_who_is_charged():
    """By "the defendant" the only one is meant of whom the report tells that he denies a crime."""
    text = (
        "Callum Drey, 31, denies murdering a neighbour. Beth Lowe said she had heard a shot.\n\n"
        "From the dock the defendant called out: “Not true.”"
    )
    assert heard(text)[-1] == "Callum Drey"


NAMES = [
    ("The charity Children First said it had taken 400 calls.", "Children First"),
    ("Hattie Stone said no. The campaign group Save Our Lower Field said it would sue.", "Save Our Lower Field"),
    ("Agent Rafael Mendez, who represents 31 players, said no.", "Rafael Mendez"),
    ("Earl Stowe, 71, a farmer, testified that he had lost it all.", "Earl Stowe"),
    ("Sutton's, which makes biscuits, said production would end.", "Sutton's"),
    ("The Lake Karan Justice Network, a rights group, called for an inquiry.", "Lake Karan Justice Network"),
    ("Line Workers' Brotherhood Local 2081 said it would strike.", "Line Workers' Brotherhood Local 2081"),
    ("Dock Workers Union (DWU) Secretary-General Boniface Okello told a rally that it was not enough.", "Boniface Okello"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_names_keep_what_is_theirs_and_no_trade_before_them(text, name):
    """Campaigns, charities, locals and people have their names whole, without what they are."""
    assert heard(text)[-1] == name


def test_a_headline_in_capitals_makes_no_name():
    """Name and verb of a headline in capitals, run together, are nobody's name in the body."""
    headline = "Norvik Point Steps Up Fight for Board"
    text = f"{headline}\n\nNorvik Point Capital said on Monday it would go. Norvik Point said so twice."
    assert not any("Steps" in row["speaker"] for row in said(text, marks=[("headline", headline)]))
