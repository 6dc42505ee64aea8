"""How far a content reaches, and words that are nobody's."""

import pytest
from attribution_tools import said


def contents(text):
    """The content of every statement, in order."""
    return [row["content"] for row in said(text)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Mora dismissed that as “premature”.", "that as “premature”"),
        ("Mora rubbished the plan as “moonshine”.", "the plan as “moonshine”"),
        ("Mora denied any tie to the strike.", "any tie to the strike"),
        ("The families have refused to take the money until the file is opened.", "to take the money until the file is opened"),
        ("Mora said that shots had been fired, the last of them at noon.", "that shots had been fired, the last of them at noon"),
    ],
)  # fmt: skip
def test_a_content_reaches_to_the_end_of_its_phrase(text, content):
    """What a thing is called, what it is tied to and until when is a part of what is said of it."""
    assert contents(text) == [content]


def test_that_which_is_dismissed_is_the_reporter_s_word():
    """In "dismissed that as “premature”" one word is not quoted: the statement is mixed."""
    assert [row["kind"] for row in said("Mora dismissed that as “premature”.")] == ["mixed"]


def test_an_offer_turned_down_is_a_statement():
    """Who turns down an offer has said so, and who turns down a street has not."""
    assert contents("Mr Lund turned down the offer, and insisted on a vote.")[:1] == ["the offer"]
    assert contents("Mr Lund turned down the street.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The letter tells a different story.",
        "The mayor remembers it differently.",
        "Ana Mora begged to differ.",
        "Bo Lund called for a vote at noon without saying who was to blame.",
        "A driver, who begged us not to print his name, drove on.",
    ],
)
def test_an_idiom_of_the_reporter_is_nobody_s_statement(text):
    """Words by which a reporter turns from one side to the other hold nothing that anybody said."""
    told = {"a different story", "it differently", "to differ", "who was to blame", "to print his name"}
    assert not told & set(contents(text))


def test_no_content_ends_with_a_word_that_waits():
    """A content never ends with the "until" of a clause that was left behind."""
    found = contents("The group has called for dredging to stop until an inquiry reports.")
    assert found
    assert not found[0].endswith("until")
