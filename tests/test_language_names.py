"""The laws of names: where an entry of the gazetteer is named, and where its words mean somebody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_tools import reading_of, rows_of, tables_of

from toolkit import data
from toolkit.language.names import by_words, find_names

# Sentence, and for each name its words, entry, form, and whether it can stand for a government or body there.
NAMED = [
    ("Beijing said it would pay.", [("Beijing", "CN", "capital", True)]),
    ("The talks in Beijing ended.", [("Beijing", "CN", "capital", False)]),
    ("He flew to Washington.", [("Washington", "US", "capital", False)]),
    ("Washington said it would pay.", [("Washington", "US", "capital", True)]),
    ("In Tehran, Tehran said no.", [("Tehran", "IR", "capital", False), ("Tehran", "IR", "capital", True)]),
    ("China's envoy met the Israelis.", [("China", "CN", "name", True), ("Israelis", "IL", "demonym", False)]),
    ("China’s envoy left.", [("China", "CN", "name", True)]),
    ("The Russian envoy met Ukrainian envoys.", [("Russian", "RU", "adjective", False), ("Ukrainian", "UA", "adjective", False)]),
    ("The US and the UK agreed.", [("US", "US", "acronym", True), ("UK", "GB", "acronym", True)]),
    ("The United States of America agreed.", [("United States of America", "US", "name", True)]),
    ("The U.N. said no.", [("U.N.", "un", "acronym", True)]),
    ("NATO's chief and Nato’s envoy left.", [("NATO", "nato", "acronym", True), ("Nato", "nato", "acronym", True)]),
    ("The EU and the European Union agreed.", [("EU", "eu", "acronym", True), ("European Union", "eu", "name", True)]),
    ("The Pentagon and the Kremlin said no.", [("Pentagon", "US.pentagon", "seat", True), ("Kremlin", "RU.kremlin", "seat", True)]),
    ("The Gaza health ministry said no.", [("Gaza health ministry", "PS.gaza-health", "body", True)]),
    ("Gaza’s Hamas-run health ministry said no.", [("Gaza’s Hamas-run health ministry", "PS.gaza-health", "body", True)]),
    ("Israel's army, Israel and Israelis.", [("Israel's army", "IL.idf", "body", True), ("Israel", "IL", "name", True), ("Israelis", "IL", "demonym", False)]),
    ("Côte d’Ivoire said it would pay.", [("Côte d’Ivoire", "CI", "name", True)]),
    ("Côte d'Ivoire said it would pay.", [("Côte d'Ivoire", "CI", "name", True)]),
    ("Jordan Hale met Jordan's king.", [("Jordan", "JO", "name", True)]),
    ("China-Israel talks", [("China", "CN", "name", True), ("Israel", "IL", "name", True)]),
    ("“China” said", [("China", "CN", "name", True)]),
    ("🙂China🙂", [("China", "CN", "name", True)]),
    ("Congo said it would pay.", [("Congo", "CD", "short", True)]),
    ("The WHO said it would pay.", [("WHO", "un.who", "acronym", True)]),
]  # fmt: skip


def names_of(text, **other):
    """Words, entry, form and standing of each name of a text, in order."""
    return [(row["text"], row["entry"], row["form"], row["speaks"]) for row in rows_of("NAMES", text, **other)]


@pytest.mark.parametrize(("text", "found"), NAMED, ids=[case[0] for case in NAMED])
def test_an_entry_is_named_where_its_form_is_printed(text, found):
    """Each printed form gives its entry, its form, and whether its words can speak there, once and in order."""
    assert names_of(text) == found


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("New Mexico voted on Monday.", "new-mexico"),
        ("The South China Sea is calm.", "south-china-sea"),
        ("Latin American leaders met.", "latin-america"),
        ("The Paris accord holds.", "paris-agreement"),
    ],
)
def test_the_longest_name_covers_the_shorter_one_inside_it(text, entry):
    """A longer name keeps the shorter name inside it from being read, and does not speak."""
    assert [(found, speaks) for _, found, _, speaks in names_of(text)] == [(entry, False)]


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan said he would pay.",
        "George Washington was a general.",
        "Chad Smith said he would pay.",
        "They ate turkey.",
        "He told us that he would pay.",
        "WHO is to blame?",
        "china and israel",
        "Georgia voted on Monday.",
        "Nobody spoke.",
        "",
    ],
)
def test_people_common_words_and_doubtful_names_are_left_out(text):
    """A name inside a person's name, a word of the language, small letters and a text without a default are no name."""
    assert names_of(text) == []


@pytest.mark.parametrize("preposition", ["in", "at", "from", "near", "to", "into", "across", "via"])
def test_a_capital_after_a_preposition_of_place_does_not_speak(preposition):
    """A capital where something happened speaks for nobody; the same words as a subject can."""
    (found,) = names_of(f"The talks {preposition} Beijing ended.")
    assert found == ("Beijing", "CN", "capital", False)


def test_a_state_speaks_also_after_a_preposition():
    """Only cities and territories become mere places: a state after "in" is still the state."""
    assert names_of("The talks in China ended.") == [("China", "CN", "name", True)]


def test_boilerplate_holds_no_names():
    """A name in a dateline, caption or teaser is not reported; a name in the headline is."""
    text = "China to pay\n\nBEIJING (Wire) - Israel was told.\n\nRead more: Iran votes"
    marks = [
        {"start": 0, "end": 12, "kind": "headline"},
        {"start": 14, "end": 30, "kind": "dateline"},
        {"start": text.index("Read"), "end": len(text), "kind": "teaser"},
    ]
    assert [found[1] for found in names_of(text, marks=marks)] == ["CN", "IL"]
    assert "IR" in [found[1] for found in names_of(text)]


def test_rows_are_the_names_the_reading_gives():
    """NAMES holds each name of the reading once, with its place in its id."""
    text = "Beijing said no. Israel's army left China."
    found = find_names(reading_of(text))
    rows = rows_of("NAMES", text)
    assert [(one.start, one.end, one.text) for one in found] == [
        (row["start"], row["end"], row["text"]) for row in rows
    ]
    assert [row["name_id"] for row in rows] == [f"a0-n{one.start}-{one.end}" for one in found]


@pytest.mark.parametrize(
    ("words", "entry"),
    [("China", "CN"), ("the Kremlin", "RU.kremlin"), ("The United States", "US"), ("Beijing", "CN"), ("the EU", "eu"), ("Côte d’Ivoire", "CI")],
)  # fmt: skip
def test_words_are_looked_up_with_or_without_an_article(words, entry):
    """Words that are a printed form mean its entry, an article before them or not."""
    assert by_words(words).entry == entry


@pytest.mark.parametrize("words", ["", "the", "nobody", "china", "Georgia", "a China"])
def test_words_that_mean_no_entry_by_themselves_give_none(words):
    """Words that are no printed form, or whose reading needs other evidence, mean no entry."""
    assert by_words(words) is None


FORMS = data.gazetteer().forms
PRINTED = sorted(set(FORMS.loc[FORMS["form"].isin(["name", "body", "acronym", "capital", "adjective"]), "text"]))
ODD = ["", "🙂", "e\u0301 ", "שלום ", "<b>", "\u00a0", "“", "(", "the ", "\n\n", "— ", "Mr. "]


@pytest.mark.slow
@given(st.lists(st.tuples(st.sampled_from(ODD), st.sampled_from(PRINTED)), min_size=1, max_size=8))
def test_names_are_printed_forms_of_their_entries_and_never_overlap(parts):
    """Every name is a printed form of its entry, stands where it says, overlaps no other, and speaks only if its form can."""
    text = " and ".join(odd + words for odd, words in parts) + " met."
    last = 0
    for row in tables_of(text)["NAMES"].to_dict("records"):
        assert last <= row["start"] < row["end"]
        last = row["end"]
        meant = [
            form
            for form in data.gazetteer().by_text(row["text"])
            if (form.entry, form.form) == (row["entry"], row["form"])
        ]
        assert meant
        assert meant[0].default
        assert meant[0].metonym or not row["speaks"]
