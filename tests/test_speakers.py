import pytest
from attribution_tools import analysed, heard, rows, said
from hypothesis import given, settings
from hypothesis import strategies as st

SAME = [
    ("Ines Mora said the bridge was safe. Mora said it would stay open.", "Ines Mora"),
    ("Ms Mora said the bridge was safe. Ines Mora said it would stay open.", "Ines Mora"),
    ("Foreign Minister Ines Mora said it was safe. The foreign minister said it was open.", "Ines Mora"),
    ("Ines Mora, the mayor of Alder, said it was safe. The mayor said it was open.", "Ines Mora"),
    ("The mayor of Alder, Ines Mora, said it was safe. Mayor Mora said it was open.", "Ines Mora"),
    ("President Ada Lund said it was safe. The president said it was open. Lund said it was new.", "Ada Lund"),
    ("Dr Ines Mora said the bridge was safe. Dr. Mora said it would stay open.", "Ines Mora"),
    ("“It is safe,” Ines Mora said. “It is open,” added Mora.", "Ines Mora"),
    ("Ines Mora said the bridge was safe. INES MORA said it was open.", "Ines Mora"),
    ("Ines Mora said it was safe.\n\nThe night was quiet.\n\nMora said it was open.", "Ines Mora"),
    ("China said the talks would go on. Beijing said they were useful.", "China (government)"),
    ("Beijing said the talks would go on. The Chinese government said they were useful.", "China (government)"),
    ("Washington said the talks would go on. The US said they were useful.", "United States (government)"),
    ("Gaza’s health ministry said 12 died. The health ministry in Gaza said 3 were hurt.", "Gaza health ministry"),
    ("Calder Ferries said it was safe. Calder said it was open. The company said it was new.", "Calder Ferries"),
    ("The Dock and Seafarers’ Union (DSU) said it was safe. The DSU said it was open.", "Dock and Seafarers’ Union"),
    ("Hamas said the talks would go on. Hamas said they were useful.", "Hamas"),
]


@pytest.mark.parametrize(("text", "name"), SAME)
def test_one_speaker_has_one_name(text, name):
    """Surname, title, office, capital, acronym and short form lead to the fullest name that is printed."""
    assert set(heard(text)) == {name}


METONYMS = [
    ("Beijing", "China (government)"), ("China", "China (government)"), ("Washington", "United States (government)"),
    ("The United States", "United States (government)"), ("Tehran", "Iran (government)"),
    ("The Iranian government", "Iran (government)"), ("Iran’s government", "Iran (government)"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "name"), METONYMS)
def test_a_state_speaks_as_its_government(words, name):
    """A state, its capital and its government are one named speaker, of the type government."""
    (row,) = said(f"{words} said the talks would go on.")
    assert (row["speaker"], row["speaker_type"], row["named"]) == (name, "government", True)


INSTITUTIONS = [
    ("Gaza’s health ministry", "Gaza health ministry", "government"),
    ("Gaza’s Hamas-run health ministry", "Gaza health ministry", "government"),
    ("Mali’s army", "Malian armed forces", "military"),
    ("Mali’s defence ministry", "Mali defence ministry", "government"),
    ("Chile’s energy ministry", "Chile energy ministry", "government"),
    ("The Chilean energy ministry", "Chile energy ministry", "government"),
]


@pytest.mark.parametrize(("words", "name", "kind"), INSTITUTIONS)
def test_an_institution_has_its_owners_name(words, name, kind):
    """A ministry or an army is called after its state, whatever stands between."""
    (row,) = said(f"{words} said the talks would go on.")
    assert (row["speaker"], row["speaker_type"], row["named"]) == (name, kind, True)


def test_who_runs_a_source_is_a_qualifier():
    """Words that say who runs a source are kept beside it as printed."""
    (row,) = said("Gaza’s Hamas-run health ministry said 12 people were killed.")
    assert row["qualifier"] == "Hamas-run"


PRONOUNS = [
    ("Ines Mora said the bridge was safe. She said it would stay open.", ["Ines Mora", "Ines Mora"]),
    (
        "Ms Ines Mora said it was safe. Mr Tom Reid said it was not. She said nobody was hurt.",
        ["Ines Mora", "Tom Reid", "Ines Mora"],
    ),
    (
        "Ms Ines Mora said it was safe. Mr Tom Reid said it was not. He said nobody was hurt.",
        ["Ines Mora", "Tom Reid", "Tom Reid"],
    ),
    (
        "Ms Ines Mora said it was safe. Ms Ada Lund said it was not. She said nobody was hurt.",
        ["Ines Mora", "Ada Lund", "Ada Lund"],
    ),
    ("“It is safe,” Mr Tom Reid said.\n\n“It is open,” he said.", ["Tom Reid", "Tom Reid"]),
    ("Washington said the talks would go on. It said they were useful.", ["United States (government)"] * 2),
]


@pytest.mark.parametrize(("text", "names"), PRONOUNS)
def test_pronouns_mean_who_fits_and_spoke_last(text, names):
    """He, she and it mean the one heard last whose gender and kind they fit."""
    assert heard(text) == names


@pytest.mark.parametrize("pronoun", ["He", "She", "It", "They"])
def test_a_pronoun_without_anybody_stays_open(pronoun):
    """A pronoun that nobody printed before can mean is a speaker without a name."""
    (row,) = said(f"{pronoun} said the bridge was safe.")
    assert (row["speaker"], bool(row["named"]), row["speaker_mention"]) == ("", False, pronoun)


def test_a_state_is_no_he():
    """He and she are never a state or a body, and it is never a person."""
    assert heard("Mr Tom Reid said it was safe. China said it was not. He said nobody was hurt.")[2] == "Tom Reid"
    assert (
        heard("China said it was safe. Mr Tom Reid said it was not. It said nobody was hurt.")[2]
        == "China (government)"
    )


ADDRESSED = [
    "Ms Ines Mora told Ms Ada Lund that she would pay. “I am glad,” she said.",
    "Mr Tom Reid was there. Ms Ada Lund spoke. Mr Tom Reid told her that the port was closed.",
    "Ines Mora told Ada Lund the bridge was safe.",
    "Ada Lund was glad. Ines Mora told her the bridge was safe.",
]


@pytest.mark.parametrize("text", ADDRESSED)
def test_nobody_speaks_to_themselves(text):
    """The one spoken to is never the one who speaks in the same statement."""
    found = [row for row in said(text) if row["addressee"]]
    assert found
    assert all(row["addressee"] != row["speaker"] for row in found)


def test_namesakes_stay_apart():
    """Two people who share a surname are told apart by first name and by title."""
    text = (
        "Mr Paul Mora said the bridge was safe. Ms Ines Mora said it was not. "
        "Mr Mora said it would stay open. Ms Mora said it would fall. Paul Mora said it was new."
    )
    assert heard(text) == ["Paul Mora", "Ines Mora", "Paul Mora", "Ines Mora", "Paul Mora"]


def test_a_namesake_is_not_the_other_side():
    """A surname beside somebody of the same surname means the other of the two."""
    (row,) = said("Paul Mora and Ines Mora met. Paul Mora told Ines Mora the bridge was safe.")
    assert (row["speaker"], row["addressee"]) == ("Paul Mora", "Ines Mora")


COUNTERPARTS = [
    "Chinese Foreign Minister Wang Yi told his Israeli counterpart Eli Cohen that the talks would go on.",
    "Israeli Foreign Minister Eli Cohen landed. China’s Foreign Minister Wang Yi told his Israeli counterpart it was new.",
    "Wang Yi, China’s foreign minister, told his Israeli counterpart it was new. Israeli Foreign Minister Eli Cohen left.",
]


@pytest.mark.parametrize("text", COUNTERPARTS)
def test_a_counterpart_is_who_holds_the_same_office(text):
    """A counterpart is the office holder of the named side, printed before or after."""
    (row,) = said(text)
    assert (row["speaker"], row["addressee"]) == ("Wang Yi", "Eli Cohen")


def test_an_unknown_counterpart_keeps_its_words():
    """A counterpart whom the article never names keeps the words it was printed with."""
    (row,) = said("Chinese Foreign Minister Wang Yi told his Israeli counterpart the talks would go on.")
    assert (row["speaker"], row["addressee"]) == ("Wang Yi", "Israeli counterpart")


UNNAMED = [
    ("A senior official", "senior official", "unnamed official"),
    ("Israeli officials", "Israeli officials", "unnamed official"),
    ("Two people familiar with the matter", "people familiar with the matter", "unnamed official"),
    ("An audit", "audit", "document"),
    ("The auditor’s draft", "auditor’s draft", "document"),
    ("Israelis", "Israelis", "group"),
    ("The Israelis", "Israelis", "group"),
    ("Two Palestinians", "Palestinians", "group"),
]


@pytest.mark.parametrize(("words", "name", "kind"), UNNAMED)
def test_who_has_no_name_keeps_the_printed_words(words, name, kind):
    """Unnamed officials, documents and nationals keep their words without article; nationals are people, no state."""
    (row,) = said(f"{words} said the bridge was unsafe.")
    assert (row["speaker"], row["speaker_type"], bool(row["named"])) == (name, kind, False)


REPLIES = [
    (
        "Mr Tom Reid asked whether it was safe. Mr Paul Lund was there. He replied that it was.",
        ["Tom Reid", "Paul Lund"],
    ),
    ("Tom Reid told Paul Lund the bridge would fall. He replied that it was safe.", ["Tom Reid", "Paul Lund"]),
    ("“Is it safe?” Ines Mora asked. “It is,” Tom Reid replied.", ["Ines Mora", "Tom Reid"]),
    ("Ines Mora asked whether the bridge was safe. He replied that it was.", ["Ines Mora", ""]),
]


@pytest.mark.parametrize(("text", "names"), REPLIES)
def test_replies_are_somebody_elses_words(text, names):
    """Whoever replies is not the one who was heard just before."""
    assert heard(text) == names


TOGETHER = [
    ("Ines Mora and Tom Reid said the bridge was safe.", ["Ines Mora", "Tom Reid"]),
    ("China and Israel said the talks would go on.", ["China (government)", "Israel (government)"]),
    ("“It is safe,” Ines Mora and Tom Reid said.", ["Ines Mora", "Tom Reid"]),
    ("According to Ines Mora and Tom Reid, the bridge was safe.", ["Ines Mora", "Tom Reid"]),
]


@pytest.mark.parametrize(("text", "names"), TOGETHER)
def test_several_speak_at_once(text, names):
    """Who speaks together is one statement with each name; one who speaks alone has no list."""
    (row,) = said(text)
    assert row["speakers"] == names
    assert row["speaker"] == " and ".join(names)


def test_one_who_speaks_alone_has_no_list():
    """The list of speakers is empty where one speaks, also where two are named."""
    for text in (
        "Ines Mora said it was safe.",
        "Ines Mora of Reid and Lund said it was safe.",
        "Ines Mora told Tom Reid so.",
    ):
        assert [row["speakers"] for row in said(text)] in ([[]], [])


NAMES = st.sampled_from(["Ines Mora", "Tom Reid", "Ada Lund", "Omar Haddad"])


@settings(max_examples=20)
@given(st.lists(NAMES, min_size=1, max_size=6), st.sampled_from(["\n\n", " "]))
def test_full_names_are_never_mixed_up(names, between):
    """Whoever is printed with a full name speaks, in any order and number."""
    assert heard(between.join(f"{name} said the bridge was safe." for name in names)) == names


@settings(max_examples=20)
@given(st.lists(NAMES, min_size=1, max_size=5), NAMES)
def test_a_surname_means_its_bearer(names, last):
    """After any speakers a surname alone means the one who bears it."""
    text = " ".join(f"{name} said the bridge was safe." for name in [*names, last])
    assert heard(f"{text}\n\n{last.split()[1]} said it would stay open.")[-1] == last


@pytest.mark.slow
@settings(max_examples=15)
@given(st.lists(st.sampled_from([text for text, _ in SAME] + COUNTERPARTS + ADDRESSED), min_size=1, max_size=3))
def test_every_speaker_stands_in_the_table_of_speakers(texts):
    """Each named speaker and addressee of a statement has rows of its own, at its mention and with a rule."""
    found = analysed("\n\n".join(texts))
    known = {row["speaker"] for row in rows(found["SPEAKERS"])}
    assert all(row["rule"] for row in rows(found["SPEAKERS"]))
    for row in rows(found["STATEMENTS"]):
        assert {*(row["speakers"] or [row["speaker"]]), row["addressee"]} - {""} <= known
