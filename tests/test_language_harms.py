"""The laws of clauses of harm: who is said to have harmed whom, and how the clause is built."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_tools import reading_of, rows_of, tables_of

from toolkit.data import lexicon
from toolkit.language.harms import agent_tokens, is_harmful, voice_of
from toolkit.tables.values import VOICES

# Sentence, word of harm, voice, agent, victims.
CLAUSES = [
    ("Rebels killed 12 villagers.", "killed", "active", "Rebels", "12 villagers"),
    ("The army bombed the port.", "bombed", "active", "army", "the port"),
    ("Jets hit the port.", "hit", "active", "Jets", "the port"),
    ("They killed ten people.", "killed", "active", "They", "ten people"),
    ("Rebels kidnapped two aid workers.", "kidnapped", "active", "Rebels", "two aid workers"),
    ("Police shot a man dead.", "shot", "active", "Police", "a man"),
    ("Police beat protesters.", "beat", "active", "Police", "protesters"),
    ("Troops stormed the port.", "stormed", "active", "Troops", "the port"),
    ("The fire damaged ten homes.", "damaged", "active", "fire", "ten homes"),
    ("Soldiers who killed villagers were tried.", "killed", "active", "Soldiers", "villagers"),
    ("The blast that killed ten people was loud.", "killed", "active", "blast", "ten people"),
    ("It killed ten people.", "killed", "active", "", "ten people"),
    ("This killed ten people.", "killed", "active", "", "ten people"),
    ("12 villagers were killed by rebels.", "killed", "passive with by", "rebels", "12 villagers"),
    ("Villagers who were killed by rebels were farmers.", "killed", "passive with by", "rebels", "Villagers"),
    ("The port was shelled by rebels.", "shelled", "passive with by", "rebels", "The port"),
    ("The port was hit by jets.", "hit", "passive with by", "jets", "The port"),
    ("A man was shot dead by police.", "shot", "passive with by", "police", "A man"),
    ("Homes destroyed by the army were rebuilt.", "destroyed", "passive with by", "army", "Homes"),
    ("12 villagers were killed.", "killed", "short passive", "", "12 villagers"),
    ("The men killed were farmers.", "killed", "short passive", "", "The men"),
    ("The ship was sunk.", "sunk", "short passive", "", "The ship"),
    ("Ten people were burnt.", "burnt", "short passive", "", "Ten people"),
    ("Three soldiers died.", "died", "intransitive", "", "Three soldiers"),
    ("Ten people drowned.", "drowned", "intransitive", "", "Ten people"),
    ("The bridge collapsed.", "collapsed", "intransitive", "", "The bridge"),
    ("The attack on the port was long.", "attack", "nominal", "", "the port"),
    ("The attacks against villagers went on.", "attacks", "nominal", "", "villagers"),
    ("The bombing of the port was long.", "bombing", "nominal", "", "the port"),
    ("The killing of the mayor was condemned.", "killing", "nominal", "", "the mayor"),
    ("The assault on the port lasted days.", "assault", "nominal", "", "the port"),
    ("Russian strikes on Kyiv continued.", "strikes", "nominal", "Russian", "Kyiv"),
    ("Russia's invasion of Ukraine failed.", "invasion", "nominal", "Russia", "Ukraine"),
    ("The invasion of Norland by Sudria failed.", "invasion", "nominal", "Sudria", "Norland"),
]  # fmt: skip

NO_HARM = [
    "Workers went on strike.",
    "The shell landed in the port.",
    "The wounded soldiers left.",
    "The killed soldiers left.",
    "The strike was long.",
    "The minister said that the talks went on.",
    "The raid was postponed.",
    "Nobody spoke.",
]


def harms_of(text):
    """The rows of HARMS of a text."""
    return rows_of("HARMS", text)


@pytest.mark.parametrize(("text", "word", "voice", "agent", "victims"), CLAUSES, ids=[case[0] for case in CLAUSES])
def test_a_clause_of_harm_tells_who_did_what_to_whom(text, word, voice, agent, victims):
    """One clause of harm is one row with its word, its voice, and the agent and victims it prints, or none."""
    (row,) = harms_of(text)
    assert (row["harm_word"], row["voice"]) == (word, voice)
    assert (row["agent"], row["victims"]) == (agent, victims)


@pytest.mark.parametrize("text", NO_HARM)
def test_a_word_of_harm_alone_is_no_clause_of_harm(text):
    """An attribute, a noun without side or victim, a thing of the same name and a figure of speech are no clause."""
    assert harms_of(text) == []


def test_every_voice_has_its_cases():
    """The hand-worked clauses cover every voice of the contract."""
    assert {case[2] for case in CLAUSES} == set(VOICES)


@pytest.mark.parametrize(
    "row", [row for row in lexicon("harms").to_dict("records") if row["sort"] == "intransitive"], ids=lambda row: row["lemma"]
)  # fmt: skip
def test_an_intransitive_word_names_no_agent(row):
    """Those who die of something are victims, and no clause of dying has an agent."""
    past = {"die": "died", "collapse": "collapsed"}.get(row["lemma"], f"{row['lemma']}ed")
    (found,) = harms_of(f"Ten soldiers {past} there.")
    assert (found["voice"], found["agent"], found["victims"]) == ("intransitive", "", "Ten soldiers")


# Verbs that are no nouns too; without "rape", whose participle the model's lemmatizer takes for another verb's.
TRANSITIVE = set(lexicon("harms").query("pos == 'VERB' and sort == 'transitive'")["lemma"])
VERBS = sorted(TRANSITIVE - set(lexicon("harms").query("pos == 'NOUN'")["lemma"]) - {"rape"})
IRREGULAR = {"slay": "slain", "shoot": "shot", "hit": "hit", "beat": "beaten", "sink": "sunk", "behead": "beheaded"}
DOUBLED = {"ram": "rammed", "stab": "stabbed", "kidnap": "kidnapped", "expel": "expelled", "gas": "gassed"}


def participle(lemma):
    """The past participle of a verb of the lexicon."""
    regular = lemma + ("d" if lemma.endswith("e") else "ed")
    return {**IRREGULAR, **DOUBLED}.get(lemma, regular)


@pytest.mark.parametrize("lemma", VERBS)
def test_a_passive_never_makes_its_subject_the_agent(lemma):
    """In a passive of any transitive verb of harm the subject is harmed and only "by" names the one who did it."""
    (long,) = harms_of(f"Ten soldiers were {participle(lemma)} by rebels.")
    (short,) = harms_of(f"Ten soldiers were {participle(lemma)} on Monday.")
    assert (long["harm_lemma"], long["voice"], long["agent"]) == (lemma, "passive with by", "rebels")
    assert (short["harm_lemma"], short["voice"], short["agent"]) == (lemma, "short passive", "")
    assert long["victims"] == short["victims"] == "Ten soldiers"


def test_a_nominal_beside_a_passive_names_the_agent():
    """What somebody was "killed in" is the agent of the passive, and its own side is the agent of the nominal."""
    killed, bombardments = harms_of("30 people were killed in Israeli bombardments.")
    assert (killed["voice"], killed["agent"]) == ("short passive", "Israeli bombardments")
    assert (bombardments["voice"], bombardments["agent"]) == ("nominal", "Israeli")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("He said rebels had killed ten people.", True),
        ("“Rebels killed ten people,” the mayor said.", True),
        ("The army denied killing the mayor.", True),
        ("Rebels killed ten people.", False),
        ("Rebels killed ten people. The mayor said he was sad.", False),
    ],
)
def test_a_clause_of_harm_belongs_to_the_statement_that_holds_it(text, held):
    """A clause inside a statement carries that statement's id; in narration it carries none."""
    tables = tables_of(text)
    (row,) = tables["HARMS"].to_dict("records")
    assert (row["statement_id"] != "") is held
    assert not held or row["statement_id"] in set(tables["STATEMENTS"]["statement_id"])


def test_the_clause_holds_its_words():
    """The word of harm stands inside the clause that is printed for it."""
    found = rows_of("HARMS", "\n\n".join(case[0] for case in CLAUSES))
    assert len(found) >= len(CLAUSES)
    for row in found:
        assert row["start"] <= row["harm_word_start"] < row["harm_word_end"] <= row["end"]
        assert row["harm_word"] in row["clause"]


def test_an_id_belongs_to_a_place():
    """The same article gives the same ids, and two clauses of one sentence have ids of their own."""
    text = "Rebels killed ten people and burned the port."
    first, second = harms_of(text)
    assert first["harm_id"] != second["harm_id"]
    assert [row["harm_id"] for row in harms_of(text)] == [first["harm_id"], second["harm_id"]]


def test_a_word_is_harmful_in_its_own_part_of_speech_only():
    """A verb of the lexicon is harmful as a verb; other words are never harmful, have no agent and read as active."""
    doc = reading_of("Rebels bombed the quiet port.").paragraphs[0].doc
    assert [token.text for token in doc if is_harmful(token)] == ["bombed"]
    assert voice_of(doc[1]) == "active"
    assert [token.text for token in agent_tokens(doc[1])] == ["Rebels"]
    assert agent_tokens(doc[4]) == []


def test_boilerplate_is_not_read_for_harm():
    """A clause of harm in a caption or teaser is no clause of the story."""
    text = "Rebels killed ten people.\n\nRead more: Jets bombed the port."
    marks = [{"start": 27, "end": len(text), "kind": "teaser"}]
    assert [row["harm_word"] for row in harms_of(text)] == ["killed", "bombed"]
    assert [row["harm_word"] for row in rows_of("HARMS", text, marks=marks)] == ["killed"]


ODD = ["", "🙂 ", "e\u0301te\u0301 ", "שלום ", "<b>", "a\u00a0\u2003b ", "\u200f", "𝄞", "“", "’ ", "(", "—"]


@pytest.mark.slow
@given(
    st.lists(st.tuples(st.sampled_from(ODD), st.sampled_from(CLAUSES)), min_size=1, max_size=4), st.sampled_from(ODD)
)
def test_clauses_are_verbatim_whatever_stands_around_them(parts, last):
    """Every span of every clause is cut from the article, also beside markup, other scripts and broken marks."""
    text = " ".join(f"{odd}{case[0]}" for odd, case in parts) + last
    for row in tables_of(text)["HARMS"].to_dict("records"):
        assert text[row["start"] : row["end"]] == row["clause"]
        assert row["voice"] in VOICES
        assert row["harm_lemma"] in set(lexicon("harms")["lemma"])
        assert not row["agent"] or row["voice"] != "intransitive"
