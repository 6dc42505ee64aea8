"""Laws of whole names: what belongs to the name of a speaker, and what only stands beside it."""

import pytest
from attribution_tools import heard, said

BRACKETS = [
    ("The chairman, Prof. Musa Adeleke-Bello (SAN), faulted the ruling.", "Musa Adeleke-Bello"),
    ("Dr. Priya Raman (MBE) said the ward would close.", "Priya Raman"),
    ("The National Front of the Kelda (FNK) said it had won.", "National Front of the Kelda"),
    ("The Movement for the Liberation of Arun (MLA) said it had won.", "Movement for the Liberation of Arun"),
]


@pytest.mark.parametrize(("text", "name"), BRACKETS)
def test_letters_in_brackets_are_no_part_of_the_name_before_them(text, name):
    """An honour or acronym in brackets leaves the name before it whole, in whatever order it takes its letters."""
    assert heard(text) == [name]


BODIES = [
    ("The Ministry of Agriculture, Water and Rural Affairs said no.", "Ministry of Agriculture, Water and Rural Affairs"),
    ("A spokeswoman for the Department for Culture, Media and Sport declined to comment.",
     "spokeswoman for the Department for Culture, Media and Sport"),
    ("The Diocese of Marlowick, which owns the hall, said it would be sold.", "Diocese of Marlowick"),
    ("The City of Ravendale said it would appeal.", "City of Ravendale"),
    ("Save Carrow Library, a campaign group, said no.", "Save Carrow Library"),
    ("Fix the Levee said the plan was unlawful.", "Fix the Levee"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), BODIES)
def test_the_name_of_a_body_is_whole(text, name):
    """A list, the place it is of, or an imperative at its head belongs to the name of a body."""
    assert heard(text) == [name]


TITLES = [
    ("“It is unsafe,” said Coun. Marisol Dent.", "Marisol Dent"),
    ("“The lake is ours,” said Elder Ruth Tomaseu.", "Ruth Tomaseu"),
    ("Minister of State for Rural Development Anil Kashyap said it was safe.", "Anil Kashyap"),
    ("Minister of Water Resources and Sanitation Joseph Utsev said it was safe.", "Joseph Utsev"),
    ("Commissioner for Public Works Idris Bello said it was safe.", "Idris Bello"),
    ("Senior Public Prosecutor Sukrat Lal Meena said it was wrong.", "Sukrat Lal Meena"),
    ("Mark Elder said it was safe.", "Mark Elder"),
]


@pytest.mark.parametrize(("text", "name"), TITLES)
def test_title_and_field_of_an_office_are_no_part_of_the_name(text, name):
    """A short title, and what an office is for, end where the name begins; a surname that is a title stays."""
    assert heard(text) == [name]


UNNAMED = [
    ("Teachers at four Hallmark schools on Tuesday accused the board of lying.", "Teachers at four Hallmark schools"),
    (
        "Students at the nearby Tawharanui College claim that it was locked.",
        "Students at the nearby Tawharanui College",
    ),
    ("“He will not sell,” a source close to Harrow-Dunne sneered.", "source close to Harrow-Dunne"),
    ("A spokeswoman for Gov. Ruth Cole declined to comment.", "spokeswoman for Gov. Ruth Cole"),
    ("A spokesman for Prime Minister Tom Reid said no.", "spokesman for Prime Minister Tom Reid"),
    ("The flood also damaged 40 homes, the council said, warning that more were at risk.", "council"),
]


@pytest.mark.parametrize(("text", "name"), UNNAMED)
def test_an_unnamed_source_is_called_by_its_own_words(text, name):
    """Neither the day, nor the cue, nor whom somebody speaks for makes or lengthens the name of a source."""
    assert set(heard(text)) == {name}


BESIDE = [
    "Its resident coordinator for Chad, Miguel Arrais, warned that food was short.",
    "An observer with the Kelda network, Hon. Miguel Arrais, said that food was short.",
    "“There were no arms,” retorted UNK spokesman Miguel Arrais by telephone.",
    "The governor of Kelda, Miguel Arrais, was quoted by the state-run Evening Star newspaper as saying food was short.",
    "Both figures rest on a map that “was drawn in a hurry,” said Miguel Arrais, who teaches law.",
]


@pytest.mark.parametrize("text", BESIDE)
def test_who_is_named_beside_an_office_or_behind_the_cue_speaks(text):
    """The name beside an office, behind the cue, or before the paper that quotes it is the name of the speaker."""
    assert heard(text) == ["Miguel Arrais"]


def test_who_quotes_a_speaker_passes_the_words_on():
    """A paper that somebody "was quoted by" is the relay, and its words are those of the one who is quoted."""
    (row,) = said("Ines Mora was quoted by the Kelda Post as saying that the dam would hold.")
    assert (row["speaker"], row["content"]) == ("Ines Mora", "that the dam would hold")
    assert row["via"] == "quoted by the Kelda Post"


MEANT = [
    ("All ministers said it was fair. A council spokesperson confirmed the date. They stressed the vote was binding.",
     ["All ministers", "council spokesperson", "council spokesperson"]),
    ("A police spokesperson said three had died. Nurses told a different story. They said nine had died.",
     ["police spokesperson", "Nurses"]),
    ("Two guards spoke to us. One, whose brother died, said the alarm had failed.", ["One"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), MEANT)
def test_they_and_one_are_who_was_told_of_last(text, names):
    """Words for an office that leave the gender open lead on to "they"; "one" of whom a clause tells is nobody else."""
    assert heard(text) == names


LATER = [
    ("Ray Stollard, national officer of the Rail Guild, urged the board to wait. “It is a trick,” he warned.",
     ["Ray Stollard", "Ray Stollard"]),
    ("The chairman of the club, Ngonzi Mbah, vowed to fight. She called for calm.", ["Ngonzi Mbah", "Ngonzi Mbah"]),
    ("Tom Reid said no. One, who would not give his name, admitted that he might. “I have debts,” he said.",
     ["Tom Reid", "One", "One"]),
    ("A spokesman for the Department for Transport declined to comment.\n\nGiles Hart, whose dog died, praised the board.",
     ["spokesman for the Department for Transport", "Giles Hart"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), LATER)
def test_a_later_pronoun_or_name_is_of_whom_it_can_be(text, names):
    """An office without article names a person, a chairman may be a woman, and nobody names a spokesman a paragraph on."""
    assert heard(text) == names


FORCES = [
    ("The Indonesian Navy said it had fired.", "Indonesia Navy"),
    ("The Russian Army said it had fired.", "Russian Armed Forces"),
    ("The Syrian National Army said it had fired.", "Syrian National Army"),
]


@pytest.mark.parametrize(("text", "name"), FORCES)
def test_a_force_with_capitals_is_its_states_own(text, name):
    """A force named by its state and one noun is that state's; one with a name of its own keeps that."""
    assert heard(text) == [name]
