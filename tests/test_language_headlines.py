"""The grammar of headlines: who is named behind the cue, who only listens, and who stands before a colon."""

import pytest

from toolkit import language
from toolkit.tables import frame

BODY = "\n\nThe two sides met on Monday in a hall by the harbour, and the talks went on for hours.\n"


def told(headline):
    """Speaker, addressee and content of the statements of a headline."""
    marks = [{"kind": "headline", "start": 0, "end": len(headline)}]
    articles = frame("ARTICLES", [{"article_id": "a", "text": headline + BODY, "marks": marks}])
    rows = language.analyse(articles)["STATEMENTS"].to_dict("records")
    return [(row["speaker"], row["addressee"], row["content"]) for row in rows]


@pytest.mark.parametrize(
    ("headline", "speaker", "content"),
    [
        ("Grey Mail ‘treats Saturday as a luxury’, says union as strikes loom", "union", "Grey Mail ‘treats Saturday as a luxury’"),
        ("Tram bosses ‘fiddling the rotas’, says union as strike enters third week", "union", "Tram bosses ‘fiddling the rotas’"),
        ("Bills to rise by a fifth, warns regulator", "regulator", "Bills to rise by a fifth"),
        ("Club ‘will not be sold’, insists owner after protests", "owner", "Club ‘will not be sold’"),
        ("PM: ‘No deal is better than this one’", "PM", "‘No deal is better than this one’"),
        ("Mora: “We will not pay”", "Mora", "“We will not pay”"),
    ],
)  # fmt: skip
def test_who_stands_behind_the_cue_or_before_a_colon_speaks(headline, speaker, content):
    """The source of a headline is the noun behind its cue, or the label before its quotation; what tells when is no content."""
    assert told(headline) == [(speaker, "", content)]


@pytest.mark.parametrize(
    ("headline", "listener"),
    [("Minister ‘misled’ parliament over ferry contract, inquiry told", "inquiry"), ("Nurse ‘ignored alarms’, jury hears", "jury")],
)  # fmt: skip
def test_who_hears_says_nothing(headline, listener):
    """A court that is told something is spoken to; who spoke is not printed."""
    ((speaker, addressee, _),) = told(headline)
    assert (speaker, addressee) == ("", listener)


@pytest.mark.parametrize("headline", ["Analysis: ‘No deal’ is no plan", "Live: “We will not pay” rally fills square"])
def test_a_label_that_is_nobody_speaks_for_nobody(headline):
    """The name of a column before a colon is no source."""
    assert all(speaker not in {"Analysis", "Live"} for speaker, _, _ in told(headline))


@pytest.mark.parametrize(
    "text",
    ["Jurors were told that the man had lied.", "The court heard that the man had lied.", "The mill “was never safe”, an inquest was told."],
)  # fmt: skip
def test_who_listens_in_the_text_is_no_source(text):
    """Who is told, and who hears, is no speaker in the running text either."""
    tables = language.analyse(
        frame("ARTICLES", [{"article_id": "a", "text": "The hearing began on Monday.\n\n" + text}])
    )
    assert set(tables["STATEMENTS"]["speaker"]) == {""}
