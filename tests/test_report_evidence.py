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
from toolkit.show import passage
from toolkit.text import paragraphs

TAGS = re.compile(r"<[^>]*>")
HOSTILE = "<script>window.pwned=1</script><img src=x onerror=window.pwned=1>"


def words_of(html):
    return unescape(TAGS.sub("", html))


@pytest.fixture
def listed():
    return evidence.voices(small_record(), unsure=0.55)


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


def test_pieces_are_the_words_of_the_article(listed):
    """Joined, the pieces of a statement are a stretch of its article; the marked ones are its content."""
    record = small_record()
    texts = dict(zip(record.articles["article_id"], record.articles["text"], strict=True))
    contents = dict(zip(record.statements["statement_id"], record.statements["content"], strict=True))
    for item in (one for voice in listed for one in voice.statements):
        assert "".join(piece.words for piece in item.pieces) in texts[item.article_id]
        assert " ".join(piece.words for piece in item.pieces if piece.role == "content") == contents[item.statement_id]


def test_a_long_paragraph_is_cut_and_says_so():
    """Far from the statement a long paragraph is cut, with … where words are missing."""
    text = "a " * 2000 + "Lind said no." + " b" * 2000
    start = text.index("Lind")
    row = {"spans": [[start + 10, start + 12]], "cue": "said", "cue_start": start + 5, "cue_end": start + 9,
           "speaker_mention": "Lind", "speaker_start": start, "speaker_end": start + 4}  # fmt: skip
    pieces = passage.pieces(text, row)
    assert pieces[0].words == "… "
    assert pieces[-1].words == " …"
    assert sum(len(piece.words) for piece in pieces) < 2 * passage.AROUND + 30
    assert [piece.words for piece in pieces if piece.role] == ["Lind", "said", "no"]


def test_why_a_party_was_given_stands_with_the_statement(listed):
    """A statement carries the rule and the words that decided its party, and what else was decided."""
    first = listed[0].statements[0]
    assert dict(first.facts)["Party decided by"] == "named: “Norland's”"
    assert dict(first.facts)["Aimed at"] == "Sudria"
    assert dict(listed[0].statements[1].facts)["Said to"] == "the envoy of Westria (Westria)"


def test_statements_of_low_confidence_are_marked(listed):
    """A confidence below the limit is marked; one on the other side is not."""
    marked = {one.statement_id for voice in listed for one in voice.statements if one.low_confidence}
    assert marked == {"s5"}


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


@given(st.text(alphabet="ab <>&\"'\n\u2028𝄞é", max_size=60), st.data())
def test_the_marked_article_is_the_articles_own_words(text, data):
    """Whatever is marked, the paragraphs read as they were: nothing added, nothing lost, everything escaped."""
    place = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = data.draw(st.lists(place, max_size=6))
    places = [
        full.Place(start, end, f"s-{number}", "content") for number, (start, end) in enumerate(spans) if start < end
    ]
    html = full.marked(text, places)
    expected = [text[start:end] for start, end in paragraphs(text)]
    assert [words_of(one) for one in re.findall(r"<p>(.*?)</p>", html, flags=re.DOTALL)] == expected


@given(st.data())
def test_every_place_marks_its_own_words(data):
    """The pieces that name a place are, joined, the words of that place."""
    text = "One two three four five six."
    place = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = [pair for pair in data.draw(st.lists(place, max_size=5)) if pair[0] < pair[1]]
    html = str(full.marked(text, [full.Place(a, b, f"s-{number}", "content") for number, (a, b) in enumerate(spans)]))
    for number, (start, end) in enumerate(spans):
        pieces = html.split(f'data-of="s-{number}">')[1:]
        innermost = "".join(_inside(piece) for piece in pieces)
        assert innermost == text[start:end]
        assert html.count(f'id="s-{number}"') == 1


def _inside(html):
    """The words of the element whose content begins here."""
    depth, words = 0, ""
    for part in re.split(r"(<[^>]*>)", html):
        if part.startswith("</"):
            if depth == 0:
                return words
            depth -= 1
        elif part.startswith("<"):
            depth += 1
        else:
            words += part
    return words


def test_statements_and_mentions_can_be_reached_in_their_article():
    """Each statement has the id s-ID and each mention the id m-ID in the article it stands in."""
    record = small_record()
    pages = {page.article_id: str(page.html) for page in full.articles(record)}
    for row in record.statements.to_dict("records"):
        assert pages[row["article_id"]].count(f'id="s-{row["statement_id"]}"') == 1
    for row in record.mentions.to_dict("records"):
        assert pages[row["article_id"]].count(f'id="m-{row["mention_id"]}"') == 1


def test_boilerplate_is_set_aside_and_not_left_out():
    """A teaser is drawn quietly, word for word."""
    page = full.articles(small_record())[0]
    assert '<span class="aside">Read more: ten quiet harbours</span>' in page.html
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
