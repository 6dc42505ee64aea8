"""What only the corpus tells: one name for one person, evidence of other articles, and the analyst's word."""

import doctest
from itertools import permutations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit
from toolkit.errors import PartyError
from toolkit.parties import Override, Parties, corpus, people, spelling
from toolkit.parties.people import Voice, join
from toolkit.record import as_articles

SAME = [
    ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ("Wang Yi", "Yi Wang"),
    ("Benjamin Netanyahu", "Benjamin B. Netanyahu"),
    ("Mohammed bin Salman", "Muhammad bin Salman"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("Muammar Gaddafi", "Muammar Qaddafi"),
    ("Siobhán O’Neill", "Siobhan O'Neill"),
    ("Mohammed al-Sudani", "Mohammed Sudani"),
]
OTHERS = [
    ("Jon Smith", "Joan Smith"),
    ("Maria Lopez", "Mario Lopez"),
    ("Daniel Kovac", "Daniela Kovac"),
    ("Carla Pruitt", "Ray Pruitt"),
    ("Anna Hansen", "Anna Jansen"),
    ("Wang Yi", "Wang Wenbin"),
    ("Erik Lund", "Erika Lund"),
]


def name_of(one, other, **more):
    """The name of the second of two people of one party, in another article."""
    first = Voice("a", one, True, "Norland", **more)
    return join([first, first, Voice("b", other, True, "Norland")]).get(("b", other), other)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_are_one_person(one, other):
    """Accents, order, a middle letter and transliterations of one sound make no other person."""
    found = join([Voice("a", one, True, "Norland"), Voice("b", other, True, "Norland")])
    assert len(found) == 1
    assert set(found.values()) <= {one, other}


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_people_who_share_a_surname_stay_apart(one, other):
    """Two who share a surname, and even a party, are two."""
    assert join([Voice("a", one, True, "Norland"), Voice("b", other, True, "Norland")]) == {}


def test_nobody_is_of_two_parties_by_being_joined():
    """Names that mean people of different parties are not brought together, however alike."""
    assert join([Voice("a", "José Díaz", True, "Red"), Voice("b", "Jose Diaz", True, "Blue")]) == {}


@pytest.mark.parametrize("alone", ["Mora", "I. Mora"])
def test_a_surname_alone_means_the_only_one_who_bears_it(alone):
    """A surname or an initial leads to one person where there is one, and to nobody where there are two."""
    known = Voice("a", "Ines Mora", True, "Union", frozenset({"president"}))
    assert join([known, Voice("b", alone, True)])["b", alone] == "Ines Mora"
    assert join([known, Voice("c", "Ida Mora", True, "Company"), Voice("b", alone, True)]) == {}


def test_a_bystander_is_not_taken_for_an_official_by_a_surname():
    """Who is described as something else is somebody else."""
    known = Voice("a", "John Smith", True, "United Kingdom", frozenset({"minister"}))
    assert join([known, Voice("b", "Smith", True, described=frozenset({"shopkeeper"}))]) == {}


def test_an_acronym_means_the_only_body_that_it_can_spell():
    """A body has its full name under its acronym too, unless two bodies have the same one."""
    full, short = Voice("a", "Northern Dockers' Union", False), Voice("b", "NDU", False)
    assert join([full, short]) == {("b", "NDU"): "Northern Dockers' Union"}
    assert join([full, short, Voice("c", "National Drivers' Union", False)]) == {}


def test_the_analysts_spelling_is_the_name():
    """A name of the party file is the one that is shown, whatever the articles have more often."""
    heard = [Voice(one, "Recep Tayyip Erdogan", True, "Turkey") for one in "abc"]
    found = join(heard, members=["Recep Tayyip Erdoğan"])
    assert set(found.values()) == {"Recep Tayyip Erdoğan"}


VOICES = st.builds(
    Voice,
    st.sampled_from("abcd"),
    st.sampled_from(["Ines Mora", "Ida Mora", "Mora", "I. Mora", "Inès Mora", "Mora Ines", "Bo Lund", "Lund"]),
    st.just(True),
    st.sampled_from(["", "Red", "Blue"]),
)


@given(st.lists(VOICES, max_size=8, unique_by=lambda voice: (voice.article, voice.name)), st.randoms())
def test_the_order_of_articles_changes_nothing(voices, chance):
    """Whatever order the articles come in, everybody has the same name."""
    mixed = list(voices)
    chance.shuffle(mixed)
    assert join(mixed) == join(voices)


TEXTS = {
    "first": "Ines Mora, head of the Dockers' Union, said talks would go on.\n\nTom Hale, head of sales at Norvik Shipping, said clients were angry.",
    "second": "Tom Hale said the strike was a mistake. Officials said it was over.",
    "third": "Mora said on Monday that the dockers had won. Tom Hale, a shopkeeper in Porth, said he was glad.",
}
SIDES = {"Union": ["Dockers' Union"], "Company": ["Norvik Shipping"]}


def extracted(order=("first", "second", "third"), sides=None, overrides=()):
    """The record of the texts in an order of articles."""
    rows = [{"article_id": key, "text": TEXTS[key]} for key in order]
    parties = toolkit.parties.load_parties(sides or SIDES)
    parties = Parties(parties.aliases, overrides=tuple(overrides))
    return toolkit.extract(as_articles(pd.DataFrame(rows))[0], parties=parties)


def told(record):
    """Who has which party by which rule, article by article, in an order of its own."""
    columns = ["article_id", "speaker", "party", "party_rule", "party_evidence", "party_evidence_article"]
    return sorted(record.statements[columns].values.tolist())


def test_an_article_can_tell_the_party_of_a_speaker_in_another():
    """Evidence of another article counts where the speaker's own has none, and says where it stands."""
    rows = {(row[0], row[1]): row[2:] for row in told(extracted())}
    assert rows["second", "Tom Hale"] == [
        "Company",
        "another article: alias in the employer",
        "Norvik Shipping",
        "first",
    ]
    assert rows["third", "Ines Mora"][0] == "Union"
    assert rows["second", "Officials"] == ["", "", "", ""]


def test_a_namesake_who_is_described_as_another_keeps_no_party():
    """A shopkeeper is not the head of sales because both are called Tom Hale."""
    assert [row[2] for row in told(extracted()) if row[:2] == ["third", "Tom Hale"]] == [""]


def test_parties_do_not_depend_on_the_order_of_the_articles():
    """Every order of the articles gives the same speakers, parties, rules and evidence."""
    first = told(extracted())
    assert all(told(extracted(order)) == first for order in permutations(TEXTS))


def test_overrides_come_first_and_hold_in_any_order():
    """The analyst's word beats every rule, in all articles or in one, under any of a speaker's names."""
    word = [Override("Ines Mora", "Company"), Override("Tom Hale", ""), Override("Officials", "Union", "second")]
    for order in permutations(TEXTS):
        rows = {(row[0], row[1]): row[2:4] for row in told(extracted(order, overrides=word))}
        assert rows["first", "Ines Mora"] == rows["third", "Ines Mora"] == ["Company", "override"]
        assert rows["first", "Tom Hale"] == rows["second", "Tom Hale"] == ["", "override"]
        assert rows["second", "Officials"] == ["Union", "override"]


def test_a_party_that_nobody_named_is_refused_with_its_line():
    """An override to an unknown party is most often misspelt, and says so."""
    with pytest.raises(PartyError, match=r"'Onion', which is no party.*Union"):
        extracted(overrides=[Override("Tom Hale", "Onion", line=7)])


def test_members_are_found_by_their_names_and_dates():
    """A member speaks for the party on its days only, and is named in MENTIONS."""
    sides = {"parties": {"Union": {"members": [{"name": "Ines Mora", "until": "2024-05-01"}]}}}
    rows = [
        {"article_id": day, "published": day, "text": "Ines Mora said talks would go on."}
        for day in ("2024-05-01", "2024-05-02")
    ]
    record = toolkit.extract(pd.DataFrame(rows), parties=sides)
    assert record.statements["party"].tolist() == ["Union", ""]
    assert set(record.mentions.loc[record.mentions["party"] == "Union", "name"]) == {"Ines Mora"}


def test_an_inner_party_counts_as_the_outer_one():
    """A state that is a member of a bloc speaks for the bloc, with the words that tell it."""
    record = toolkit.extract(
        pd.DataFrame([{"text": "China's foreign minister, Wang Yi, said talks would go on."}]),
        parties={"parties": {"Bloc": {"members": ["China"]}}},
    )
    assert record.statements["party"].tolist() == ["Bloc"]
    assert record.statements["party_evidence"].tolist() == ["China"]


@pytest.mark.parametrize("module", [corpus, people, spelling])
def test_examples_run(module):
    """Every example in the docstrings gives what it says."""
    assert doctest.testmod(module).failed == 0
