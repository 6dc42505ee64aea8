"""What printed forms mean: a table written by hand against the gazetteer, and the laws of looking a text up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import data
from toolkit.errors import CounterpointError

# Printed form, form, entry: what a reader of the news takes each to mean.
SPOT = [
    ("Beijing", "capital", "CN"), ("Chinese", "demonym", "CN"), ("PLA", "acronym", "CN.pla"),
    ("Taipei", "capital", "TW"), ("Taiwanese", "adjective", "TW"), ("Pyongyang", "capital", "KP"),
    ("South Koreans", "demonym", "KR"), ("Nigerien", "adjective", "NE"), ("Nigeriens", "demonym", "NE"),
    ("Nigerian", "adjective", "NG"), ("Niamey", "capital", "NE"), ("Abuja", "capital", "NG"),
    ("Kinshasa", "capital", "CD"), ("Brazzaville", "capital", "CG"), ("DR Congo", "name", "CD"),
    ("Bissau-Guinean", "adjective", "GW"), ("Conakry", "capital", "GN"), ("Malabo", "capital", "GQ"),
    ("Port Moresby", "capital", "PG"), ("Santo Domingo", "capital", "DO"), ("Roseau", "capital", "DM"),
    ("Gitega", "capital", "BI"), ("Dodoma", "capital", "TZ"), ("Astana", "capital", "KZ"),
    ("Yamoussoukro", "capital", "CI"), ("Abidjan", "seat", "CI"), ("Côte d’Ivoire", "name", "CI"),
    ("Sri Jayawardenepura Kotte", "capital", "LK"), ("La Paz", "seat", "BO"), ("Sucre", "capital", "BO"),
    ("Pretoria", "capital", "ZA"), ("Cape Town", "capital", "ZA"), ("Bloemfontein", "capital", "ZA"),
    ("Swaziland", "name", "SZ"), ("Burma", "name", "MM"), ("Naypyidaw", "capital", "MM"),
    ("Türkiye", "name", "TR"), ("Turks", "demonym", "TR"), ("Holland", "name", "NL"), ("Danes", "demonym", "DK"),
    ("Danish", "adjective", "DK"), ("Spaniard", "demonym", "ES"), ("Poles", "demonym", "PL"),
    ("Britons", "demonym", "GB"), ("British", "adjective", "GB"), ("Britain", "short", "GB"),
    ("U.S.", "acronym", "US"), ("Foggy Bottom", "seat", "US.state"), ("Pentagon", "seat", "US.pentagon"),
    ("Downing Street", "seat", "GB.pm"), ("Kremlin", "seat", "RU.kremlin"), ("Quai d’Orsay", "seat", "FR.quai"),
    ("Bundeswehr", "body", "DE.bundeswehr"), ("IDF", "acronym", "IL.idf"), ("IRGC", "acronym", "IR.irgc"),
    ("Palestinians", "demonym", "PS"), ("Ramallah", "seat", "PS"), ("Gazans", "demonym", "gaza"),
    ("Gaza’s Hamas-run health ministry", "body", "PS.gaza-health"), ("Ansar Allah", "name", "houthis"),
    ("Houthis", "demonym", "houthis"), ("Daesh", "acronym", "islamic-state"), ("U.N.", "acronym", "un"),
    ("UNRWA", "acronym", "un.unrwa"), ("Brussels", "seat", "eu"), ("Nato", "acronym", "nato"),
    ("RSF", "acronym", "rsf-sudan"), ("MSF", "acronym", "msf"), ("AFP", "acronym", "afp"), ("Xinhua", "name", "xinhua"),
]  # fmt: skip

PARTIES = [
    ("US.pentagon", "US"), ("IL.idf", "IL"), ("un.who", "un"), ("eu.commission", "eu"), ("PS.gaza-health", "hamas"),
    ("PS.pa", "PS"), ("hamas.qassam", "hamas"), ("hezbollah", "hezbollah"), ("wagner", "wagner"), ("TW", "TW"),
    ("crimea", "crimea"), ("gaza", "PS"), ("jerusalem", "jerusalem"), ("taliban", "taliban"), ("MM.junta", "MM"),
    ("xinhua", "xinhua"), ("scotland", "scotland"), ("england", "GB"), ("new-mexico", ""),
]  # fmt: skip


@pytest.fixture(scope="module")
def places() -> data.Gazetteer:
    """The gazetteer of the toolkit."""
    return data.gazetteer()


@pytest.mark.parametrize(("text", "form", "entry"), SPOT)
def test_printed_forms_mean_what_a_reader_takes_them_to_mean(places, text, form, entry):
    """The default reading of a printed form is the entry that a reader of the news expects."""
    assert [found.entry for found in places.by_text(text) if found.form == form and found.default] == [entry]


@pytest.mark.parametrize(("entry", "party"), PARTIES)
def test_entries_speak_for_the_expected_party(places, entry, party):
    """The party of an entry is the one an analyst expects unless the study says otherwise."""
    assert places.party_of(entry) == party


@pytest.mark.parametrize(
    "text",
    [
        "Georgia",
        "Korea",
        "Korean",
        "PA",
        "Victoria",
        "Kingston",
        "Georgetown",
        "San José",
        "The Hague",
        "Supreme Court",
    ],
)
def test_doubtful_texts_are_not_taken_without_evidence(places, text):
    """A text that could as well be something else has no default reading and says so."""
    forms = places.by_text(text)
    assert forms
    assert not any(form.default for form in forms)
    assert all(form.ambiguous for form in forms)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Jordan", "person name"), ("Chad", "person name"), ("Washington", "US state"), ("Turkey", "common word"),
        ("Congo", "other entry"), ("Guinea", "part of a longer name"), ("Niger", "other place"), ("IS", "common word"),
        ("Lebanon", "other place"), ("China", "common word"), ("Dominican", "other entry"), ("US", "common word"),
        ("Santiago", "person name"), ("Tel Aviv", "contested"), ("Jerusalem", "contested"), ("Senate", "generic body"),
    ],
)  # fmt: skip
def test_known_traps_are_flagged(places, text, flag):
    """A form that is known to mislead says what else it can be."""
    assert any(flag in form.ambiguous for form in places.by_text(text))


@pytest.mark.parametrize("city", ["Vienna", "Geneva", "New York", "Tel Aviv", "Amsterdam", "Sanaa"])
def test_cities_that_are_no_sign_of_a_government_are_no_metonyms(places, city):
    """A city where others meet, or whose holder is disputed, never speaks for a government."""
    assert not any(form.metonym for form in places.by_text(city))


@pytest.mark.parametrize("text", ["Beijing", "Kremlin", "Downing Street", "Foggy Bottom", "China", "U.S.", "Kyiv"])
def test_names_capitals_and_seats_are_metonyms(places, text):
    """Country names, capitals and seats of power can stand for those who govern."""
    assert any(form.metonym and form.default for form in places.by_text(text))


@pytest.mark.parametrize(
    ("longer", "shorter"),
    [
        ("New Mexico", "Mexico"), ("Latin American", "American"), ("South China Sea", "China"), ("Niger Delta", "Niger"),
        ("Gulf of Oman", "Oman"), ("New South Wales", "Wales"), ("New England", "England"), ("Indian Ocean", "Indian"),
        ("Islamic Republic of Mauritania", "Islamic Republic"), ("Washington Post", "Washington"),
    ],
)  # fmt: skip
def test_a_longer_name_keeps_a_shorter_one_from_being_read(places, longer, shorter):
    """A name that contains another entry's name has a row of its own, with another party."""
    outer = {places.party_of(form.entry) for form in places.by_text(longer)}
    inner = {places.party_of(form.entry) for form in places.by_text(shorter)}
    assert outer
    assert outer.isdisjoint(inner)


def test_a_look_up_does_not_mind_the_shape_of_the_apostrophe(places):
    """Typographic and straight apostrophes find the same forms."""
    assert places.by_text("N’Djamena") == places.by_text("N'Djamena") != []


@given(st.sampled_from(sorted(set(data.gazetteer().forms["text"]))))
def test_every_text_finds_its_rows_default_first(text):
    """Looking a text up gives every row that has it, and the default reading stands first."""
    found = data.gazetteer().by_text(text)
    forms = data.gazetteer().forms
    assert {(form.entry, form.form) for form in found} == set(
        forms.loc[forms["text"] == text, ["entry", "form"]].itertuples(index=False, name=None)
    )
    assert [form.default for form in found] == sorted((form.default for form in found), reverse=True)


@given(st.text())
def test_a_look_up_of_any_text_answers(text):
    """Any text has an answer, and every form in it carries that text."""
    assert all(
        form.text in {text, text.translate(str.maketrans("’‘ʼʻ`´", "''''''"))}
        for form in data.gazetteer().by_text(text)
    )


def test_a_look_up_minds_capitals_and_knows_nothing_by_half(places):
    """Other capitals or a part of a text find nothing."""
    assert places.by_text("turkey") == places.by_text("Beij") == places.by_text("") == []


def test_an_unknown_key_is_answered_with_near_ones(places):
    """The error for an unknown entry names the key and keys that are close to it."""
    with pytest.raises(CounterpointError, match="no entry 'hammas'") as caught:
        places.entry("hammas")
    assert "hamas" in caught.value.works
    with pytest.raises(CounterpointError, match=r"entries\.csv"):
        places.name("§§§")
