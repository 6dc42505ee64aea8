"""The statements behind the numbers, and the articles in full."""

import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import HARBOUR, small_record

from toolkit import compare, tables
from toolkit.report import evidence, full
from toolkit.show.pages import Stretch
from toolkit.text import paragraphs

TAGS = re.compile(r"<[^>]*>")
HOSTILE = "<script>window.pwned=1</script><img src=x onerror=window.pwned=1>"


def words_of(html):
    """The words of some HTML."""
    return unescape(TAGS.sub("", html))


@pytest.fixture
def listed():
    """The statements of the small record under their parties."""
    return evidence.voices(small_record())


def test_each_innermost_statement_stands_under_its_parties(listed):
    """Every innermost statement is listed, and only those; one of two parties stands under both."""
    found = {voice.party: [one.statement_id for one in voice.statements] for voice in listed}
    assert found == {
        "Norland": ["s0", "s1", "s4", "s7", "s8"],
        "Sudria": ["s2", "s3", "s7", "s10"],
        "(unassigned)": ["s5", "s6"],
    }


def test_the_statements_listed_are_those_that_shares_count(listed):
    """A list and the share beside it come from the same statements."""
    record = small_record()
    counted = compare.voices(compare.innermost(record.statements))
    for voice in listed:
        party = "" if voice.party == "(unassigned)" else voice.party
        assert set(counted["statement_id"][counted["party"] == party]) == {one.statement_id for one in voice.statements}


def test_statements_of_low_confidence_are_known():
    """A confidence below the limit is doubtful; one at it or above, and one that is not known, is not."""
    record = small_record()
    assert evidence.doubtful(record, below=0.55) == {"s5"}
    assert evidence.doubtful(record, below=0.5) == set()
    unknown = record.statements.assign(confidence=None).astype(record.statements.dtypes.to_dict())
    assert evidence.doubtful(replace(record, statements=unknown), below=0.5) == set()


@given(st.lists(st.text(min_size=1), unique=True))
def test_every_party_has_an_anchor_of_its_own(parties):
    """No two parties share an anchor, and no anchor holds a space or a sign of HTML."""
    found = evidence.anchors(parties)
    assert len(set(found.values())) == len(parties)
    assert not any(set(anchor) & set(" <>\"'&#%") for anchor in found.values())


def test_every_mention_is_listed_with_its_own_words():
    """Each mention stands under its party with the article's words around it, on one line."""
    record = small_record()
    found = evidence.named(record)
    assert {one.party: len(one.places) for one in found} == {"Norland": 3, "Sudria": 5, "Westria": 1}
    texts = "\n".join(record.articles["text"])
    for place in (place for one in found for place in one.places):
        assert place.before + place.words + place.after in texts
        assert "\n" not in place.before + place.after


@given(st.lists(st.text(alphabet="ab <>&\"'\n\u2028𝄞é", min_size=1), max_size=6), st.data())
def test_the_marked_article_is_the_articles_own_words(words, data):
    """However it is cut and wherever links lead, the article reads as it was: nothing added, lost or left unescaped."""
    text = "".join(words)
    looks = st.sampled_from([{}, {"colour": "#0072B2", "kind": "direct"}, {"aside": True}, {"figure": True}])
    stretches = tuple(Stretch(one, **data.draw(looks)) for one in words)
    places = data.draw(st.lists(st.integers(0, max(len(text) - 1, 0)), max_size=5)) if text else []
    spots = {place: [f"m-{place}"] for place in places}
    html = str(full.marked(stretches, spots))
    found = re.findall(r"<p>(.*?)</p>", html, flags=re.DOTALL)
    assert [words_of(one) for one in found] == [text[start:end] for start, end in paragraphs(text)]
    for place in spots:
        shown = any(start <= place < end for start, end in paragraphs(text))
        assert html.count(f'id="m-{place}"') == shown


def test_statements_mentions_and_figures_can_be_reached_in_their_article():
    """Each statement has the id s-ID, each mention m-ID and each figure f-ID in the article it stands in."""
    record = small_record()
    pages = {page.article_id: str(page.html) for page in full.articles(record)}
    for row in record.statements.to_dict("records"):
        assert pages[row["article_id"]].count(f'id="s-{row["statement_id"]}"') == 1
    for row in record.mentions.to_dict("records"):
        assert pages[row["article_id"]].count(f'id="m-{row["mention_id"]}"') == 1
    for row in record.figures.to_dict("records"):
        assert pages[row["article_id"]].count(f'id="f-{row["figure_id"]}"') == 1


def test_boilerplate_is_set_aside_and_not_left_out():
    """A teaser is drawn quietly, word for word."""
    page = full.articles(small_record())[0]
    assert '<span class="aside" title="teaser">Read more: ten quiet harbours</span>' in page.html
    assert words_of(str(page.html)) == "\n".join(HARBOUR[start:end] for start, end in paragraphs(HARBOUR))


def test_hostile_words_are_words():
    """Markup in a text, a title or an id is shown and never becomes part of the page."""
    row = {"article_id": 'a"><script>', "text": f"Lind said {HOSTILE} today.", "title": HOSTILE, "outlet": HOSTILE}
    record = replace(small_record(), articles=tables.frame("ARTICLES", [row]), statements=tables.empty("STATEMENTS"),
                     mentions=tables.empty("MENTIONS"))  # fmt: skip
    (page,) = full.articles(record)
    assert "<script" not in page.html
    assert "<img" not in page.html
    assert HOSTILE in words_of(str(page.html))
