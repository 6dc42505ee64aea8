import doctest

import pytest
from attribution_tools import analysed, articles, plain, rows, said, told
from hypothesis import given, settings
from hypothesis import strategies as st

import toolkit.language.analysis
from toolkit import claims, language, parties
from toolkit.errors import ModelError
from toolkit.tables import frame

MORA = "Ines Mora"
PAY, STAY = "the company would pay the fine", "the bridge would stay open"

PLACES = [
    ("direct", "“The company would pay the fine,” Ines Mora said."),
    ("direct", "“The company would pay the fine,” said Ines Mora."),
    ("direct", "Ines Mora said: “The company would pay the fine.”"),
    ("direct", "Ines Mora said “the company would pay the fine”."),
    ("direct", "“The company would pay,” Ines Mora said, “the fine.”"),
    ("direct", "“The company,” Ines Mora said, “would pay the fine.”"),
    ("direct", "“The company would pay the fine,” Ines Mora told reporters on Monday."),
    ("direct", "“The company would pay the fine,” according to Ines Mora."),
    ("mixed", "Ines Mora said the company would “pay the fine”."),
    ("mixed", "Ines Mora said “the company” would pay the fine."),
    ("mixed", "The company would “pay the fine”, Ines Mora said."),
    ("mixed", "The company would “pay the fine”, according to Ines Mora."),
    ("indirect", "Ines Mora said the company would pay the fine."),
    ("indirect", "Ines Mora said that the company would pay the fine."),
    ("indirect", "The company would pay the fine, Ines Mora said."),
    ("indirect", "The company would pay the fine, said Ines Mora."),
    ("indirect", "The company, Ines Mora said, would pay the fine."),
    ("indirect", "The company would pay the fine, according to Ines Mora."),
    ("indirect", "According to Ines Mora, the company would pay the fine."),
    ("indirect", "On Monday, Ines Mora said the company would pay the fine."),
    ("indirect", "Asked by reporters, Ines Mora said the company would pay the fine."),
]


@pytest.mark.parametrize(("kind", "text"), PLACES)
def test_the_cue_may_stand_anywhere(kind, text):
    """Before, after, inverted, in between or as "according to": the same words have the same speaker."""
    assert told(text) == [(kind, MORA, PAY)]


@pytest.mark.slow
@given(
    speaker=st.sampled_from([MORA, "Tom Reid", "the company", "the police", "Israeli officials", "China"]),
    verb=st.sampled_from(["said", "argued", "claimed", "insisted", "announced", "explained", "noted", "confirmed"]),
    clause=st.sampled_from(
        [STAY, "the talks had failed", "nobody was hurt in the fire", "the price of bread will rise"]
    ),
    form=st.sampled_from(["{S} {v} {c}.", "{S} {v} that {c}.", "{C}, {s} {v}.", "“{C},” {s} {v}.", "{S} {v}: “{C}.”"]),
)
def test_every_neutral_cue_is_read_alike(speaker, verb, clause, form):
    """Whoever speaks, whatever the verb, before or after: one statement with all its words and no others."""
    words = {"S": speaker[0].upper() + speaker[1:], "C": clause[0].upper() + clause[1:]}
    found = said(form.format(s=speaker, v=verb, c=clause, **words))
    assert [(row["cue"], plain(row["content"])) for row in found] == [(verb, clause)]
    assert found[0]["kind"] == ("direct" if "“" in form else "indirect")
    assert found[0]["speaker"] in {speaker, speaker.removeprefix("the "), "China (government)"}


SHARED = [
    (f"Ines Mora said {PAY} and added that {STAY}.", [PAY, STAY]),
    (f"Ines Mora said {PAY}, but insisted that {STAY}.", [PAY, STAY]),
    (f"Ines Mora apologised for the delay and said {STAY}.", ["for the delay", STAY]),
    (
        "Ines Mora denied that the fine was unpaid and accused Tom Reid of lying.",
        ["the fine was unpaid", "tom reid of lying"],
    ),
    (f"Ines Mora smiled, sat down and said {STAY}.", [STAY]),
]


@pytest.mark.parametrize(("text", "contents"), SHARED)
def test_coordinated_cues_share_their_speaker(text, contents):
    """A subject that is printed once speaks for every cue joined to it; each cue has a statement of its own."""
    assert [(speaker, words) for _, speaker, words in told(text)] == [(MORA, words) for words in contents]


def test_a_joined_clause_is_no_statement_of_its_own():
    """One cue with two clauses is one statement."""
    assert told(f"Ines Mora said {PAY} and that {STAY}.") == [("indirect", MORA, f"{PAY} and that {STAY}")]


REFUSALS = [
    "Ines Mora would not say whether the company would pay.",
    "Ines Mora could not explain why the company would pay.",
    "Ines Mora is not saying when the company would pay.",
]


@pytest.mark.parametrize("text", REFUSALS)
def test_a_refused_answer_is_a_statement_of_declining(text):
    """Who would not answer a question is told with that question, and never as one who claims it."""
    article = frame("ARTICLES", [{"article_id": "a", "text": text}])
    found = claims.label(parties.assign(language.analyse(article), article), article)["STATEMENTS"]
    assert found[["speaker", "act"]].values.tolist() == [["Ines Mora", "decline"]]


NOTHING = [
    "Ines Mora did not say the company would pay.",
    "Ines Mora has never said the company would pay.",
    "Ines Mora never told reporters that the company would pay.",
    "Ines Mora did not say whether the company would pay.",
    "Nobody would say whether the company would pay.",
    "Ines Mora may say the company will pay.",
    "Ines Mora could say the company would pay.",
    "Ines Mora should say the company would pay.",
    "If Ines Mora says the company will pay, the strike will end.",
    "Unless Ines Mora says the company will pay, the strike will go on.",
    "Ines Mora refrained from saying the company would pay.",
    "Ines Mora avoided saying who would pay.",
    "No one said the company would pay.",
    "Neither Ines Mora nor Tom Reid said the company would pay.",
    "Nobody said the company would pay.",
    "The so-called “friends” of the harbour left.",
    "The “peace ship” left the harbour on Monday.",
    "The banner read nothing, and the crowd went home.",
    "Her novel “The Long Harbour Road” sold well.",
    "Ines Mora crossed the bridge and went home.",
    "It rained. The talks had failed.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_nobody_said_is_no_statement(text):
    """Cues that are denied, only possible or without a source, titles and scare quotes attribute nothing."""
    assert told(text) == []


@pytest.mark.parametrize("text", ["It was said that the company would pay.", "It is believed that the dam is unsafe."])
def test_what_is_said_by_nobody_has_no_speaker(text):
    """An attribution without a source stays visible, and is given to nobody."""
    (row,) = said(text)
    assert (row["speaker"], row["speaker_mention"]) == ("", "")


@pytest.mark.parametrize("verb", ["declined", "refused"])
def test_a_refusal_to_speak_is_told(verb):
    """Who declines is heard declining, and nothing else is put into their mouth."""
    assert told(f"Ines Mora {verb} to comment.") == [("indirect", MORA, "to comment")]


RELAYS = [
    ("“The bridge will close,” Ines Mora said, according to a ministry readout.", "according to a ministry readout"),
    ("Ines Mora said the bridge would close, according to a transcript.", "according to a transcript"),
    ("State radio quoted Ines Mora as saying the bridge would close.", "State radio quoted"),
]


@pytest.mark.parametrize(("text", "via"), RELAYS)
def test_a_document_beside_a_cue_passes_on(text, via):
    """A document or a medium that passes words on is their relay, not their speaker."""
    (row,) = said(text)
    assert (row["speaker"], row["via"], row["parent_id"]) == (MORA, via, "")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The audit said the bridge was unsafe.", "audit"),
        ("According to an audit, the bridge was unsafe.", "audit"),
        ("The ministry said in a statement that the bridge was unsafe.", "ministry"),
        ("In a statement, the ministry said the bridge was unsafe.", "ministry"),
        ("The ministry issued a statement saying the bridge was unsafe.", "ministry"),
    ],
)
def test_a_document_speaks_only_where_nobody_else_does(text, speaker):
    """A document is a source where its author is not printed; else the author is."""
    assert [(name, words) for _, name, words in told(text)] == [(speaker, "the bridge was unsafe")]


NESTED = [
    "Tom Reid said Ines Mora had told him the bridge would close.",
    "Ines Mora told Ada Lund the bridge would close, Tom Reid said.",
    "Tom Reid said that Ines Mora said the bridge would close.",
    "“Ines Mora,” Tom Reid said, “was wrong.” Tom Reid said Ines Mora had said the bridge would close.",
]


@pytest.mark.parametrize("text", NESTED)
def test_a_statement_inside_another(text):
    """The inner statement names the outer one as its parent and its words as the relay; the outer one holds it."""
    found = said(text)
    inner = next(row for row in found if row["parent_id"])
    outer = next(row for row in found if row["statement_id"] == inner["parent_id"])
    assert (inner["speaker"], outer["speaker"]) == (MORA, "Tom Reid")
    assert plain(inner["content"]) == "the bridge would close"
    assert "Tom Reid said" in inner["via"]
    assert outer["holds"]
    assert not inner["holds"]
    assert any(start <= inner["start"] and inner["end"] <= end for start, end in outer["spans"])


def test_words_in_marks_hold_no_statement():
    """What a quotation tells of other speakers is the speaker's own and no row of its own."""
    assert told("“Tom told me the talks had failed,” Ines Mora said.") == [
        ("direct", MORA, "tom told me the talks had failed")
    ]


ADDRESSED = [
    ("Ines Mora told Tom Reid the bridge would close.", "Tom Reid"),
    ("“The bridge will close,” Ines Mora told Tom Reid.", "Tom Reid"),
    ("Ines Mora urged Tom Reid to close the bridge.", "Tom Reid"),
    ("Ines Mora called on China to close the port.", "China (government)"),
    ("Ines Mora said to Tom Reid that the bridge would close.", "Tom Reid"),
    ("Ines Mora wrote in a letter to Tom Reid that the bridge would close.", "Tom Reid"),
    ("Ines Mora accused Tom Reid of closing the bridge.", ""),
    ("Ines Mora said the bridge would close.", ""),
]


@pytest.mark.parametrize(("text", "addressee"), ADDRESSED)
def test_who_is_spoken_to(text, addressee):
    """The one spoken to is the addressee, never a part of the content; the one spoken about is none."""
    (row,) = said(text)
    assert (row["speaker"], row["addressee"]) == (MORA, addressee)
    assert bool(row["addressee_mention"]) == bool(addressee)
    if addressee:
        assert not any(start <= row["addressee_start"] < end for start, end in row["spans"])


REPORTS = [text for _, text in PLACES] + NOTHING + NESTED + [text for text, _ in (*SHARED, *RELAYS, *ADDRESSED)]


@pytest.mark.slow
@settings(max_examples=15)
@given(st.lists(st.sampled_from(REPORTS), min_size=1, max_size=6))
def test_rows_stand_in_order_under_ids_of_their_own(paragraphs):
    """Ids are unique and the same in every run; rows are numbered in the order of the text; a parent is in its article."""
    first, second = (rows(analysed("\n".join(paragraphs))["STATEMENTS"]) for _ in range(2))
    assert [row["statement_id"] for row in first] == [row["statement_id"] for row in second]
    ids = {row["statement_id"] for row in first}
    assert len(ids) == len(first)
    assert [row["order"] for row in first] == list(range(len(first)))
    assert [row["start"] for row in first] == sorted(row["start"] for row in first)
    assert {row["parent_id"] for row in first} <= ids | {""}
    assert all(0 <= row["prominence"] <= 1 and 0 < row["confidence"] <= 1 for row in first)
    assert all(
        low < high <= low2
        for row in first
        for (low, high), (low2, _) in zip(row["spans"], row["spans"][1:], strict=False)
    )


@pytest.mark.slow
@settings(max_examples=10)
@given(st.lists(st.sampled_from(REPORTS), min_size=2, max_size=4))
def test_an_article_is_analysed_by_itself(texts):
    """The rows of an article are the same beside any neighbours and in any order."""
    together = analysed(*texts)
    for number, text in enumerate(texts):
        alone = language.analyse(articles(*[""] * number, text))
        for name, table in together.items():
            assert rows(table[table["article_id"] == f"a{number}"]) == rows(alone[name])


def test_nothing_comes_of_nothing():
    """Articles without words give empty tables that keep their contracts."""
    assert all(table.empty for table in analysed("", "   ", "\n\n", "“”", "…", "said").values())


def test_a_model_that_is_not_installed():
    """A model that is not there is an error that names it and says what to install."""
    with pytest.raises(ModelError, match=r"no_such_model.*pip install no-such-model"):
        language.analyse(articles("Ines Mora said yes."), model="no_such_model")


def test_examples_run():
    """Every example in the docstrings of the door gives what it says."""
    assert doctest.testmod(toolkit.language.analysis).failed == 0


def test_a_quotation_below_the_colon_that_announces_it_belongs_to_its_cue():
    """A cue whose sentence ends with a colon owns the quotation that opens the next paragraph."""
    (row,) = said("Ines Mora said on Monday:\n“We will pay.”")
    assert (row["speaker"], row["kind"], row["content"]) == ("Ines Mora", "direct", "“We will pay.”")


def test_a_content_does_not_end_with_the_conjunction_after_it():
    """What is denied ends before the "and" that leads on to the next cue."""
    rows = said("Ines Mora denied the fine was unpaid and accused Lima of lying.")
    assert [row["content"] for row in rows] == ["the fine was unpaid", "Lima of lying"]


@pytest.mark.parametrize(
    "text",
    ["The masked group blamed for two attacks did not come.", "Arsonists thought to belong to the gang burned a pump."],
)
def test_who_is_told_of_is_no_source(text):
    """Somebody of whom something is said or thought, in a participle, says nothing by it."""
    assert analysed(text)["STATEMENTS"].empty
