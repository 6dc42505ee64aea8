"""Laws of `boilerplate.csv`: every row is well formed, has its use, and cannot swallow a sentence of a story."""

import pytest

from toolkit.data import lexicon
from toolkit.sources import marks
from toolkit.sources.phrases import pattern, phrases

TABLE = lexicon("boilerplate")
FORMS = {
    "teaser": {"block", "label", "genre", "starts", "line"},
    "caption": {"label", "starts", "names"},
    "credit": {"names", "starts", "line"},
    "byline": {"names"},
    "dateline": {"label", "not"},
    "agency": {"name", "picture"},
    "place": {"name"},
}


def test_every_row_has_its_columns_filled_and_a_known_form():
    """One row is a kind, a form that this kind has, words without spaces around them, and a note; none comes twice."""
    assert TABLE.columns.tolist() == ["kind", "form", "words", "note"]
    assert (TABLE != "").all().all()
    assert {kind: set(rows["form"]) for kind, rows in TABLE.groupby("kind")} == FORMS
    assert (TABLE["words"] == TABLE["words"].str.strip()).all()
    assert not TABLE.duplicated(["kind", "form", "words"]).any()


def test_apostrophes_are_straight():
    """The file holds the straight apostrophe only; every shape of it is matched."""
    assert not TABLE["words"].str.contains("[’‘`]").any()


@pytest.mark.parametrize("words", phrases("teaser", "block"))
def test_every_heading_marks_itself_and_no_sentence(words):
    """Every heading is a teaser alone in its line, with or without a colon, and nothing when a sentence begins with it."""
    text = f"The minister left.\n{words.capitalize()}:\nIt was late."
    assert [mark["kind"] for mark in marks(text)] == ["teaser"]
    assert marks(f"The minister left.\n{words.capitalize()} the mayor said it was late.\nIt was late.") == []


@pytest.mark.parametrize(
    ("kind", "form"), [(kind, form) for kind in ("teaser", "credit") for form in ("line", "starts")]
)
def test_every_line_is_marked_in_capitals_too(kind, form):
    """Every phrase of a line is matched in small letters and in capitals."""
    for words in phrases(kind, form):
        assert pattern(kind, form).match(words)
        assert pattern(kind, form).match(words.upper())
