"""Laws of what is shown: the words are the article's own, nothing in them runs, and each fact stands beside its reason."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import HARBOUR, TALKS

from toolkit import show, tables
from toolkit.errors import RecordError
from toolkit.record import Query, Record
from toolkit.show import html
from toolkit.show.spans import runs

BAD = "<script>alert(1)</script><img src=x onerror=alert(2)>\"quoted\" & 'single' \u202eעברית e\u0301 👩‍👩‍👧 \r\n"


class Reader(HTMLParser):
    """Reads a page as a browser does: the elements, their attributes, and the text inside each class."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[str, str]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.elements.append((tag, dict(attrs)))
        self.inside.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        """An element ends; every one ends in the order in which it began."""
        assert self.inside.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Words stand in the elements that are open."""
        self.texts.append((tuple(name for _, names in self.inside for name in names.split()), data))

    def text(self, name: str) -> str:
        """The text inside elements of this class."""
        return "".join(words for names, words in self.texts if name in names)

    def tags(self) -> set[str]:
        """The names of all elements."""
        return {tag for tag, _ in self.elements}


def hostile(text: str = BAD) -> Record:
    """A record whose every word of text is hostile."""
    words = dict.fromkeys(
        ("speaker_mention", "speaker", "party", "cue", "addressee", "qualifier", "via", "party_rule"), text
    )
    spans = {
        f"{name}_{end}": 0 if end == "start" else len(text)
        for name in ("speaker", "cue", "qualifier", "via")
        for end in ("start", "end")
    }
    rows = [{"statement_id": text, "article_id": text, "content": text, "spans": [[0, len(text)]], "start": 0,
             "end": len(text), "kind": "direct", **words, **spans}]  # fmt: skip
    articles = [{"article_id": text, "text": text, "title": text, "outlet": text}]
    return Record.from_tables(
        {"ARTICLES": tables.frame("ARTICLES", articles), "STATEMENTS": tables.frame("STATEMENTS", rows)}
    )


def everything(record: Record) -> list[str]:
    """Every output of this room for a record, as HTML."""
    keys = list(record.statements["statement_id"])
    pages = [show.article(record, key) for key in record.articles["article_id"]]
    return [
        one._repr_html_() for one in (*(show.statement(record, key) for key in keys), show.statements(record), *pages)
    ]


def test_runs_are_cut_where_spans_begin_and_end() -> None:
    """Each run is covered by the same spans throughout, also where spans overlap, nest, touch or repeat."""
    found = runs("abcdefgh", [(1, 4), (3, 6), (3, 6), (6, 7)])
    assert [(run.words, run.spans) for run in found] == [
        ("a", ()), ("bc", (0,)), ("d", (0, 1, 2)), ("ef", (1, 2)), ("g", (3,)), ("h", ()),
    ]  # fmt: skip


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40)), max_size=8))
def test_joined_runs_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    """Whatever the spans, the runs joined are the text, none is empty, and each character has the spans that cover it."""
    found = runs(text, spans)
    assert "".join(run.words for run in found) == text
    assert all(run.words for run in found)
    for run in found:
        for place in range(run.start, run.end):
            covering = tuple(number for number, (start, end) in enumerate(spans) if start <= place < end)
            assert covering == run.spans


def test_a_card_marks_content_cue_and_source(small_record: Record) -> None:
    """In its paragraph, the content, the cue and the source of a statement are marked and named by a title."""
    page = Reader(show.statement(small_record, "s1")._repr_html_())
    assert page.text("cp-content") == small_record.statements.set_index("statement_id").loc["s1", "content"]
    assert (page.text("cp-cue"), page.text("cp-speaker")) == ("told", "Lind")
    titles = {attributes.get("class"): attributes.get("title") for tag, attributes in page.elements if tag == "mark"}
    assert titles["cp-content"] == "what was said"
    assert titles["cp-speaker"] == "the source as printed"


def test_a_card_has_the_sentences_around() -> None:
    """The sentence before the paragraph and the sentence after it stand beside it, and no more of either."""
    text = "One came. Two went.\n\nAnn said it rained.\n\nThree stayed. Four slept."
    start = text.index("it rained")
    rows = [{"statement_id": "s0", "article_id": "a", "content": "it rained", "spans": [[start, start + 9]],
             "start": start, "end": start + 9}]  # fmt: skip
    record = Record.from_tables({"ARTICLES": tables.frame("ARTICLES", [{"article_id": "a", "text": text}]),
                                 "STATEMENTS": tables.frame("STATEMENTS", rows)})  # fmt: skip
    card = show.statement(record, "s0")
    assert (card.before, card.after) == ("Two went.", "Three stayed.")
    assert "".join(piece.words for piece in card.pieces) == "Ann said it rained."


def test_a_card_says_why(small_record: Record) -> None:
    """The rule and the words that decided the party, the addressee, the relay and the place stand in the card."""
    facts = dict(show.statement(small_record, "s1").facts)
    assert facts["Party decided by"] == "named: “Norland's”"
    assert facts["Said to"] == "the envoy of Westria (Westria)"
    assert dict(show.statement(small_record, "s8").facts)["Passed on by"] == "a readout of her ministry"
    assert dict(show.statement(small_record, "s10").facts)["Held by the statement"] == "s9"
    row = small_record.statements.set_index("statement_id").loc["s1"]
    assert show.statement(small_record, "s1").place == f"harbour[{row['start']}:{row['end']}]"
    assert show.statement(small_record, "s1").where.endswith("Harbour Post · 2024-03-05")


def test_a_card_in_plain_text(small_record: Record) -> None:
    """In plain text what was said stands between angle marks, each piece of it."""
    text = str(show.statement(small_record, "s3"))
    assert len(re.findall("«[^»]+»", text)) == 2
    assert text.startswith("Oto Brack · Sudria · direct · deny\n")


def test_two_who_speak_at_once_are_both_named(small_record: Record) -> None:
    """A statement of two parties shows both, and stands under both with its id there once."""
    card = show.statement(small_record, "s7")
    assert card.parties == ("Norland", "Sudria")
    page = show.statements(small_record)._repr_html_()
    assert page.count('id="s-s7"') == 1
    assert page.count("the talks would go on</mark>") == 2


def test_statements_stand_under_their_parties(small_record: Record) -> None:
    """All innermost statements are shown, under their parties in the order of the record, each with its id."""
    cards = show.statements(small_record)
    assert [(party, number) for party, _, number, _ in cards.groups] == [
        ("Norland", 5),
        ("Sudria", 4),
        ("(unassigned)", 2),
    ]
    page = Reader(cards._repr_html_())
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {f"s-{key}" for key in small_record.innermost["statement_id"]} == {
        one for one in ids if one.startswith("s-")
    }
    assert "p-Norland" in ids


def test_a_limit_is_said(small_record: Record) -> None:
    """With a limit no more cards are made, and the first line says how many there are."""
    cards = show.statements(small_record, limit=3)
    assert (cards.shown, cards.total) == (3, 10)
    assert sum(len(group[-1]) for group in cards.groups) <= 4  # one of the three may stand under two parties
    assert str(cards).startswith("10 statements; the first 3 are shown\n")
    assert show.statements(small_record, limit=0).shown == 0
    assert "first" not in str(show.statements(small_record)).splitlines()[0]


def test_nothing_to_show_is_said(small_record: Record) -> None:
    """A selection without statements shows that there are none, and articles without any show their text."""
    none = small_record.select(Query(text="nobody said this"))
    assert str(show.statements(none)) == "0 statements"
    assert "0 statements" in show.statements(none)._repr_html_()
    page = show.article(none, "talks")
    assert page.text == TALKS
    assert "nobody is heard" in str(page)


@pytest.mark.parametrize(
    ("verb", "wrong", "works"), [(show.statement, "s99", "s0, s1"), (show.article, "tulks", "harbour, talks")]
)
def test_unknown_ids_are_refused(small_record: Record, verb, wrong: str, works: str) -> None:
    """An id that the record does not hold is refused by name, with some that it holds."""
    with pytest.raises(RecordError, match=wrong) as error:
        verb(small_record, wrong)
    assert works in error.value.works


def test_an_article_is_shown_whole(small_record: Record) -> None:
    """The text of a page is the text of the article, in its value and in its HTML."""
    for key, text in (("harbour", HARBOUR), ("talks", TALKS)):
        page = show.article(small_record, key)
        assert page.text == text
        assert Reader(page._repr_html_()).text("cp-text") == text


def test_an_article_in_the_colours_of_its_parties(small_record: Record) -> None:
    """Each statement has the colour of its party and the line of its kind; an inner statement has its own."""
    stretches = {stretch.words: stretch for stretch in show.article(small_record, "talks").stretches}
    outer, inner = stretches["Sudria had promised that "], stretches["no ship would be stopped"]
    assert (outer.party, outer.colour) == ("Norland", small_record.colours["Norland"])
    assert (inner.party, inner.colour) == ("Sudria", small_record.colours["Sudria"])
    assert inner.told == "Sudria (Sudria), indirect, promise; Ada Lind (Norland), indirect, assert"
    page = Reader(show.article(small_record, "talks")._repr_html_())
    assert page.text("cp-direct").startswith("solid: direct“The fire must stop now,")


def test_figures_and_boilerplate_are_marked(small_record: Record) -> None:
    """Figures are underlined, boilerplate is grey, and the headline is neither."""
    stretches = show.article(small_record, "harbour").stretches
    assert [stretch.words for stretch in stretches if stretch.figure] == ["At least 12", "around 300"]
    assert [stretch.words for stretch in stretches if stretch.aside] == ["Read more: ten quiet harbours"]


def test_who_is_heard_is_counted_as_the_shares_count(small_record: Record) -> None:
    """Beside an article stands each party with its innermost statements, halves of two who speak at once as one each."""
    assert [(party, number) for party, _, number in show.article(small_record, "talks").parties] == [
        ("Norland", 2),
        ("Sudria", 2),
        ("(unassigned)", 1),
    ]


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_no_character_is_changed(data: st.DataObject) -> None:
    """Whatever the text and the spans, the HTML of an article reads as the text, character for character."""
    pieces = st.one_of(
        st.text(max_size=8),
        st.sampled_from([BAD, "<b>", "&amp;", "👩‍👩‍👧", "e\u0301", "שלום", "\r\n", "\r", "\n", "]]>", "<!--"]),
    )
    text = "".join(data.draw(st.lists(pieces, min_size=1, max_size=6))) or "x"
    spot = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spots = [spot_ for spot_ in data.draw(st.lists(spot, max_size=6)) if spot_[0] < spot_[1]]
    rows = [
        {"statement_id": f"s{number}", "article_id": "a", "content": text[start:end], "spans": [[start, end]],
         "start": start, "end": end, "kind": ("direct", "mixed", "indirect")[number % 3], "party": "Red"}
        for number, (start, end) in enumerate(spots)
    ]  # fmt: skip
    marks = [{"start": start, "end": end, "kind": "teaser"} for start, end in spots[:2]]
    record = Record.from_tables({
        "ARTICLES": tables.frame("ARTICLES", [{"article_id": "a", "text": text, "marks": marks}]),
        "STATEMENTS": tables.frame("STATEMENTS", rows),
    })  # fmt: skip
    page = show.article(record, "a")
    assert page.text == text
    reader = Reader(page._repr_html_())
    assert reader.text("cp-text") == text
    assert "\r" not in page._repr_html_()  # a browser would turn it into a line feed
    assert reader.tags() <= {"div", "style", "h3", "p", "span"}
    for row in rows:
        assert Reader(show.statement(record, row["statement_id"])._repr_html_()).tags() <= CARD_TAGS


CARD_TAGS = {"div", "style", "section", "p", "strong", "span", "blockquote", "mark", "dl", "dt", "dd", "code", "h3"}


def test_hostile_words_stay_words() -> None:
    """Markup in text, names, ids and outlets is shown as words: no element, handler or link comes of it."""
    for page in everything(hostile()):
        reader = Reader(page)
        assert reader.tags() <= CARD_TAGS
        for _, attributes in reader.elements:
            assert set(attributes) <= {"class", "style", "title", "id", "dir"}
        assert "<script" not in page
        assert "<img" not in page
        assert "javascript:" not in page


def test_quotes_do_not_leave_an_attribute() -> None:
    """A quotation mark in a title or an id does not end the attribute."""
    page = Reader(show.article(hostile('x" onmouseover="alert(1)'), 'x" onmouseover="alert(1)')._repr_html_())
    titles = [attributes["title"] for _, attributes in page.elements if "title" in attributes]
    assert titles == ['x" onmouseover="alert(1) (x" onmouseover="alert(1)), direct']
    assert not any("onmouseover" in attributes for _, attributes in page.elements)


def test_nothing_is_fetched_and_nothing_runs(small_record: Record) -> None:
    """What is shown holds no script, no handler, no link and no address."""
    for page in everything(small_record):
        assert not re.search(r"<script|<link|<iframe|<a |\son\w+=|https?:|url\(|@import", page)


def test_the_style_touches_nothing_else() -> None:
    """Every rule of the style names a class of this room, so that the rest of a notebook stays as it is."""
    rules = re.findall(r"([^{}]+)\{", html.style().removeprefix("<style>"))
    assert len(rules) > 10
    for rule in rules:
        assert all(one.strip().startswith(".cp-") for one in rule.split(","))


def test_words_on_colours_are_dark_on_pale(small_record: Record) -> None:
    """Every coloured ground is pale and has dark words on it, so that it reads in a light and in a dark page."""
    for page in everything(small_record):
        for _, attributes in Reader(page).elements:
            style = attributes.get("style") or ""
            if "background-color" in style:
                ground = re.search(r"background-color:(#\w{6})", style)[1]
                assert min(int(ground[place : place + 2], 16) for place in (1, 3, 5)) >= 0.75 * 255
                assert f"color:{html.INK}" in style


def test_shown_again_is_the_same(small_record: Record) -> None:
    """The same record is shown in the same way, and showing changes nothing in it."""
    before = small_record.statements.copy(deep=True)
    assert everything(small_record) == everything(small_record)
    assert small_record.statements.equals(before)
