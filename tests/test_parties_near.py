"""Laws of what stands beside a name: a family's surname, a description before it, an office that opens its sentence."""

import doctest

import pytest
from attribution_tools import judged

from toolkit.language import name_words
from toolkit.parties import near, sides

SIDES = {
    "Family": ["Pruitt family"],
    "County": ["Okatee County", "Ministry of Forests"],
    "Union": ["Northern Dockers’ Union"],
}
BESIDE = [
    ("Earline Pruitt, 61, said it was over.", "Family"),
    ("Ann Lee, the lawyer who represents Pruitt’s mother and sister, said it was over.", "Family"),
    ("His family said it was over.", "Family"),
    ("Earline Pruitt, who is not related to the dead man, said it was over.", ""),
    ("They asked the county attorney, Ann Lee. “It is over,” Lee said.", "County"),
    ("The forests minister said it was over.", "County"),
    ("They asked the former county attorney, Ann Lee. “It is over,” Lee said.", ""),
    ("The Northern Dockers’ Union stood by its count. General secretary Ann Lee said it was over.", "Union"),
    ("The Northern Dockers’ Union stood by its count. Retired teacher Ann Lee said it was over.", ""),
    ("The Northern Dockers’ Union met Okatee County. General secretary Ann Lee said it was over.", ""),
    ("Members of the Northern Dockers’ Union came. The group’s treasurer, Ann Lee, said it was over.", "Union"),
    ("One deckhand came. The group’s treasurer, Ann Lee, said it was over.", ""),
]


@pytest.mark.parametrize(("text", "party"), BESIDE)
def test_words_beside_a_name_lead_to_the_one_party_they_can_mean(text, party):
    """A surname, a description or the body just told of decides where one party fits; denied kin and trades do not."""
    assert judged(text, sides=SIDES)[-1]["party"] == party


MEANT = [
    ("Ann Lee won. “It is over,” said the MP-elect, a retired runner.", "Ann Lee"),
    ("Ann Lee played the whole night. “It is over,” the rookie said.", "Ann Lee"),
    ("Ann Lee chairs the board. The former Treasury mandarin said it was over.", "Ann Lee"),
    ("Childminder Beth Orrell said it was over.", "Beth Orrell"),
    ("UPA secretary-general Beatrice Nasimiyu said it was over.", "Beatrice Nasimiyu"),
]


@pytest.mark.parametrize(("text", "name"), MEANT)
def test_a_noun_that_can_only_be_somebody_means_whoever_was_just_named(text, name):
    """Trades, prizes and "the former …" lead to a person, and are no part of the name."""
    assert [row["speaker"] for row in judged(text)][-1] == name


def test_examples():
    """The examples in the docstrings hold."""
    assert doctest.testmod(near).failed == doctest.testmod(sides).failed == doctest.testmod(name_words).failed == 0
