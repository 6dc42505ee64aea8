"""Laws of names: how far they reach, and which later or earlier words mean the same speaker."""

import pytest
from attribution_tools import heard

NAMES = [
    ("The Minister of Justice, Ms Harriet Akello Odongo, said it was over.", "Harriet Akello Odongo"),
    ("Superintendent of Police Ritwika Sahoo-Dev said it was over.", "Ritwika Sahoo-Dev"),
    ("Imran Sadiq KC, for the Serious Fraud Office, said it was over.", "Imran Sadiq"),
    ("The Railway Signal Staffs’ Association (RSSA) said it was over.", "Railway Signal Staffs’ Association"),
    ("Its minister, Noh Ki-tae, said it was over.", "Noh Ki-tae"),
    ("A lawyer for Audenne, Tom Reid of Stroud, said it was over.", "Tom Reid"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_name_is_whole_and_without_office(text, name):
    """Offices, honours and places around a name are no part of it; hyphens and possessives inside it are."""
    assert heard(text) == [name]


LATE = [
    ("The Norwegian head of the mission said it was ill.\n\n“I have sat by worse beds,” Ingrid Aasland said. Ms Aasland left.",
     ["Ingrid Aasland", "Ingrid Aasland"]),
    ("Lotte Bruggeman has seen it before. In 2009 the former captain led a walkout. “We got nothing,” she said.",
     ["Lotte Bruggeman"]),
    ("Callum Raine accused the firm of lying.\n\n“They hoped we would sleep,” the 22-year-old said.",
     ["Callum Raine", "Callum Raine"]),
    ("The first witness, Maureen Oakshott, lost it all.\n\n“He knew the name of my dog,” she said.",
     ["Maureen Oakshott"]),
    ("Home Secretary Zubaida Channa said it was over. Asked why, she replied that it was late.",
     ["Zubaida Channa", "Zubaida Channa"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), LATE)
def test_a_description_and_the_name_beside_it_are_one_speaker(text, names):
    """A description leads to the name printed just before or just behind it, and "she" to whom the text is about."""
    assert heard(text) == names


def test_nobody_named_inside_a_quotation_is_meant_by_a_pronoun_outside_it():
    """Whom a quotation names is not whom the reporter's next pronoun means."""
    text = "Ada Lund does. “I remember that Lotte Bruggeman asked us first,” she said."
    assert heard(text) == ["Ada Lund"]
