"""HTML of outputs, made fit for the page."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.report.clean import Link, clean

HOSTILE = [
    "<script>window.pwned=1</script>",
    "<SCRIPT SRC=//x></SCRIPT>",
    "<img src=x onerror=window.pwned=1>",
    '<img src="https://example.org/x.png">',
    "<svg onload=window.pwned=1></svg>",
    "<svg><script>window.pwned=1</script></svg>",
    '<a href="javascript:window.pwned=1">x</a>',
    '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
    '<meta http-equiv="refresh" content="0;url=https://example.org">',
    '<form action="https://example.org"><button>x</button></form>',
    '<p style="background:url(https://example.org)">x</p>',
    "<!--><script>window.pwned=1</script>-->",
    "<scr<script>ipt>window.pwned=1</script>",
    "<base href='https://example.org'>",
    "<link rel=stylesheet href=https://example.org>",
    "<style>@import 'https://example.org'</style>",
    "<math><mtext></p><img src=x onerror=window.pwned=1></mtext></math>",
    "<details open ontoggle=window.pwned=1>x</details>",
]


class _Seen(HTMLParser):
    """The elements and attributes of some HTML, and its text."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.words = [], [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.words += data


def assert_harmless(html):
    """Nothing in some HTML runs, fetches, sends or has an id."""
    seen = _Seen(html)
    assert not {"script", "style", "iframe", "meta", "base", "link", "form", "object", "embed"} & set(seen.tags)
    for name, value in seen.attributes:
        assert not name.startswith("on")
        assert name not in ("srcdoc", "action", "id")
        assert name != "style" or re.fullmatch(r"[a-z-]*color:\s*#[0-9A-Fa-f]+", value)
        assert name not in ("href", "src") or value.startswith(("#", "data:image/"))


@pytest.mark.parametrize("html", HOSTILE)
def test_hostile_html_is_left_without_what_runs_or_fetches(html):
    """Nothing that runs, fetches, sends or steers the page is left of hostile HTML."""
    assert_harmless(clean(html, {}))


@given(st.lists(st.sampled_from([*HOSTILE, "<", ">", '"', "'", "&", "text", "<p", "</p>", "<td>", "/"]), max_size=8))
def test_any_mixture_of_hostile_html_is_harmless(pieces):
    """However hostile pieces are put together, what is left is harmless."""
    assert_harmless(clean("".join(pieces), {"text": Link("party-text", "text")}))


@given(st.text())
def test_escaped_words_come_back_as_they_were(words):
    """Escaped words read the same after cleaning."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    cleaned = _Seen(clean(f"<p>{escaped}</p>", {})).words
    # An HTML parser may read a lone carriage return or a zero character as something else; words hold neither.
    if not set(words) & set("\r\0"):
        assert cleaned == words


def test_a_cell_that_names_a_party_leads_to_its_statements():
    """A cell that says exactly the name of a party becomes a link; one that says more does not."""
    html = clean(
        "<table><tr><th>party</th><th>target party</th><th>n</th></tr>"
        "<tr><th>A &amp; B</th><td>A &amp; B say</td><td>2</td></tr></table>",
        {"A & B": Link("party-a-b", "A & B")},
    )
    assert '<th><a href="#party-a-b">A &amp; B</a></th>' in html
    assert "<td>A &amp; B say</td><td>2</td>" in html


def test_words_of_an_article_lead_to_no_party():
    """A content, or any cell of a column without parties, that has the words of a party's name stays words."""
    link = {"Finland": Link("party-finland", "Finland")}
    heads = ("party", "content", "party evidence", "target_party", "given by", "word")
    table = "".join(f"<th>{head}</th>" for head in heads), "<td>Finland</td>" * len(heads)
    html = clean(f"<table><tr>{table[0]}</tr><tr>{table[1]}</tr></table>{'<table><tr><td>x</td></tr></table>'}", link)
    cells = html.split("<tr>")[2].split("</td>")
    assert [head for head, cell in zip(heads, cells, strict=False) if "<a " in cell] == [
        "party", "target_party", "given by",
    ]  # fmt: skip
    assert clean("<table><tr><td>Finland</td></tr></table>", link).count("<a ") == 0


def test_tables_keep_their_captions_and_scopes():
    """A table keeps what helps to read it: caption, scope, spans of columns, classes."""
    html = '<table class="wide"><caption>Shares</caption><tr><th scope="col" colspan="2">Party</th></tr></table>'
    assert clean(html, {}) == html


def test_colours_are_all_that_is_left_of_a_style():
    """The colours of a style stay; what could cover the page or fetch from elsewhere does not."""
    html = '<mark style="background-color:#C7E0EE;position:fixed;color:#222222;border-color:url(x)">x</mark>'
    assert clean(html, {}) == '<mark style="background-color:#C7E0EE;color:#222222">x</mark>'


def test_links_within_the_page_stay():
    """A link to a place in the page stays a link; one that leaves the page loses its address."""
    assert clean('<a href="#s-s0">here</a>', {}) == '<a href="#s-s0">here</a>'
    assert clean('<a href="https://example.org">there</a>', {}) == "<a>there</a>"


def test_an_element_that_is_never_closed_hides_the_rest():
    """A script that never ends takes the rest with it rather than letting any of it through."""
    assert clean("<p>a</p><script>b", {}) == "<p>a</p>"
