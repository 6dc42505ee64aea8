"""Whom a sentence tells of: sources and pronouns found by the subject, not by whoever stands nearest."""

import pytest
from attribution_tools import heard, said

QUESTIONED = [
    ("Ines Mora told the court she was tired. Questioned by Ada Lund, she admitted that the gate was open.",
     ["Ines Mora", "Ines Mora"]),
    (("Ines Mora told the court she was tired. Under questioning by the bank’s lawyer, Ada Lund, she admitted that "
     "the gate was open."), ["Ines Mora", "Ines Mora"]),
    ("Led in evidence by his counsel, Mr Paul Reid, Victor Stone said the gate was open.", ["Victor Stone"]),
    ("Cross-examined by Miss Lund, Mrs Mora, 61, agreed that the gate was open.", ["Mora"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), QUESTIONED)
def test_who_asks_is_not_who_answers(text, names):
    """Whoever is named behind "by" in the opening of a sentence is the other side of the talk, and never its subject."""
    assert heard(text) == names


def test_who_signs_for_somebody_may_be_meant():
    """Only an opening that tells of questioning bars a name: the author of a letter may be its subject."""
    assert heard("In a letter by Ines Mora, she said the gate was open.") == ["Ines Mora"]


LISTENERS = [
    "Victor Stone said the tanks were dry. In a message, he begged the harbour’s chief engineer to “send anything”.",
    "Victor Stone said the tanks were dry. He warned the minister that the wards would close.",
]


@pytest.mark.parametrize("text", LISTENERS)
def test_an_office_spoken_to_is_not_the_one_who_speaks(text):
    """Beside "he" or "she" an office without a name is somebody else than the one heard last."""
    assert set(heard(text)) == {"Victor Stone"}
    assert said(text)[1]["addressee"] != "Victor Stone"


CLAUSES = [
    ("Norway, whose premier is due in Ankara on Friday, offered to mediate.", "Norway (government)"),
    ("Chile, which had pushed for the inquiry, said the terms were “a minimum”.", "Chile (government)"),
    ("Calder Ferries, which has sailed between the islands for years, said the pier was safe.", "Calder Ferries"),
]


@pytest.mark.parametrize(("text", "name"), CLAUSES)
def test_a_relative_clause_lends_no_source(text, name):
    """Whoever a clause with "which" or "whose" tells of speaks, and no word inside that clause."""
    assert heard(text) == [name]


CITING = [
    ("The harbour daily Kelda Post, citing a senior port official, reported that two ships had left.",
     "senior port official", "The harbour daily Kelda Post"),
    ("State television reported, citing rescue workers in Alder, that two ships had left.",
     "rescue workers in Alder", "State television reported"),
    ("Two ships had left, the weekly Kelda Post has reported, citing court papers.",
     "court papers", "the weekly Kelda Post has reported"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "via"), CITING)
def test_a_medium_that_cites_passes_on(text, name, via):
    """Whom a paper or a station cites is the source, and the paper the relay."""
    (row,) = said(text)
    assert (row["speaker"], row["via"]) == (name, via)


SINCE = [
    (("An official, who asked not to be named, said the pier was safe. Ines Mora, a diver, doubts that. “I have seen "
     "the piles,” she said."), "Ines Mora"),
    (("“I can’t blame them,” said Keira Lund, 52, a nurse. Her neighbour, a cook who gave his name only as Sam, was less "
     "forgiving. “They get more than me,” he said."), "Sam"),
    (("A spokesperson for the port said it would wait. Its head of planning, Ines Mora, was less guarded at a meeting, "
     "when she told members that the pier was old."), "Ines Mora"),
    ("Paul Reid said the pier was safe. Victor Stone was asked about it. “No comment,” he said.", "Victor Stone"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), SINCE)
def test_a_pronoun_means_of_whom_was_told_since(text, name):
    """Of whom a sentence tells after the last statement is meant by the pronoun behind it, where he fits."""
    assert heard(text)[-1] == name


KEPT = [
    ("“We will sue,” Ines Mora said. Ada Lund left early. “It is over,” she added.", "Ines Mora"),
    ("“We will sue,” Ines Mora said. Victor Stone left early. “It is over,” she said.", "Ines Mora"),
    ("“We will sue,” Ines Mora said. She praised Ada Lund. “It is over,” she said.", "Ines Mora"),
]


@pytest.mark.parametrize(("text", "name"), KEPT)
def test_who_was_heard_last_goes_on(text, name):
    """Who adds, and who alone fits, stays the one heard last; somebody who is only an object changes nothing."""
    assert heard(text)[-1] == name


def test_the_last_sentence_of_a_paragraph_leads_to_the_next():
    """Of whom the last sentence above tells is meant, though others were named there before."""
    text = (
        "Ada Lund said the pier was safe.\n\nThe report found that Paul Reid had slipped on the stairs. The coroner, "
        "Victor Stone, brought no charge.\n\n“A fall is not a crime,” he said."
    )
    assert heard(text)[-1] == "Victor Stone"


def test_whom_a_statement_tells_of_is_not_its_speaker():
    """A name inside what is said is not meant by the "he said" that stands in it."""
    text = (
        "His lawyer, Paul Reid, said it was a mistake. Mr Stone had told police that the sums were loans, he said, and "
        "had paid most of them back."
    )
    assert heard(text)[1] == "Paul Reid"


def test_a_body_before_a_name_is_no_part_of_it():
    """Behind "leader of the opposition" the name begins, and a pronoun finds its bearer."""
    text = (
        "The minister, Victor Stone, said the fee would stay.\n\nThe remark drew fire from Leader of the Opposition "
        "Ines Mora. “It is a tax on bread,” she said."
    )
    assert heard(text)[-1] == "Ines Mora"


PASSED_ON = [
    ("Victor Stone spoke on Monday. “The port is safe,” the Kelda Post quoted him as saying.",
     "“The port is safe,”", "Victor Stone"),
    ("Victor Stone spoke on Monday. The Kelda Post quoted Stone as saying that the port would open.",
     "that the port would open", "Victor Stone"),
    ("State radio quoted the mayor as telling councillors that the port would open.", "that the port would open", "mayor"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content", "speaker"), PASSED_ON)
def test_a_paper_that_quotes_somebody_passes_on(text, content, speaker):
    """Who is quoted "as saying" speaks, the paper passes it on, and these words are no part of what was said."""
    row = said(text)[-1]
    assert (row["content"], row["speaker"]) == (content, speaker)
    assert "quoted" in row["via"]
