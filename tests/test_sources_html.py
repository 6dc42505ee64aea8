"""Laws of the reader of web pages."""

import pytest

from toolkit.errors import SourceError
from toolkit.sources import read, read_all
from toolkit.sources.formats import read_page

STORY = [
    "The harbour master said on Monday that the pier would stay closed until the divers had finished their work.",
    "“Nobody goes out there before I have seen the piles myself,” she told a meeting of the boat owners.",
    "The owners’ association accused the council of having known about the rotten piles since the autumn.",
    "A spokesman for the council denied that, and said that a survey had been ordered within a week.",
]
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pier closed | The Harbour Post</title>
{head}</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport and weather</a></li></ul></nav>
<main><article><h1>Pier stays closed</h1>{story}</article></main>
<aside><h2>Read next</h2><ul><li><a href="/x">Ten gardens you must see</a></li></ul></aside>
<footer>All rights reserved. Cookies.</footer><script>var secret = "said the script";</script></body></html>"""
META = (
    '<meta property="og:site_name" content="The Harbour Post"><meta name="author" content="Ann Ray">'
    '<meta property="article:published_time" content="2025-03-04T09:20:00Z">'
    '<link rel="canonical" href="https://post.example/pier">'
)
LINKED = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Pier stays closed", '
    '"datePublished": "2025-03-04", "author": {"@type": "Person", "name": "Ann Ray"}, '
    '"publisher": {"@type": "Organization", "name": "The Harbour Post"}}</script>'
)


def page(head="", story=STORY):
    """A page of one story, with the furniture of a newspaper around it."""
    return PAGE.format(head=head, story="".join(f"<p>{words}</p>" for words in story)).encode()


def test_a_page_is_its_headline_and_the_paragraphs_of_its_story():
    """Nothing but headline and story is kept, each paragraph whole and in order."""
    assert read_page(page())[0].text.split("\n\n") == ["Pier stays closed", *STORY]


@pytest.mark.parametrize("head", [META, LINKED], ids=["meta", "json-ld"])
def test_what_the_head_states_is_known(head):
    """Outlet, author and day are read from meta elements and from JSON-LD."""
    found = read_page(page(head))[0]
    assert (found.outlet, found.author, found.published) == ("The Harbour Post", "Ann Ray", "2025-03-04")


def test_a_day_that_is_not_stated_is_not_guessed():
    """A page without a stated day has none, whatever numbers its story holds."""
    story = [*STORY, "The pier was built in 1911 and repaired on 12 May 1998, at a cost of 20250304 crowns."]
    assert read_page(page(story=story))[0].published == ""


def test_entities_and_inline_marks_leave_the_words():
    """Entities are read and inline elements leave no gap in a word and join no two."""
    story = [
        STORY[0],
        "“Rocks &amp; <em>sand</em>,” s<b>ai</b>d <a href='/r'>Ann Ray</a>, who owns a boat there.",
        *STORY[2:],
    ]
    assert "“Rocks & sand,” said Ann Ray, who owns" in read_page(page(story=story))[0].text


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_the_encoding_is_found(encoding):
    """A page is read in the encoding it is in: its mark, UTF-8, or what it says of itself."""
    printed = page().decode().replace('charset="utf-8"', f'charset="{encoding}"')
    assert STORY[1] in read_page(printed.encode(encoding))[0].text


@pytest.mark.parametrize("data", [b"<html></html>", b"<html><body><nav>News</nav></body></html>", b"<"])
def test_a_page_without_a_story_is_refused(data):
    """A page that holds no paragraphs is set aside, with what would have worked."""
    with pytest.raises(SourceError, match=r"What works: a saved page of one article"):
        read_page(data)


def test_the_headline_of_the_page_is_marked_and_no_story(tmp_path):
    """The headline that the page states is marked, even when it closes with a stop, and the rest is story."""
    (tmp_path / "pier.html").write_bytes(page(META).replace(b"<h1>Pier stays closed</h1>", b"<h1>Pier closed.</h1>"))
    row = read(tmp_path).loc[0]
    assert [(mark["kind"], row["text"][mark["start"] : mark["end"]]) for mark in row["marks"]] == [
        ("headline", "Pier closed.")
    ]
    assert "title, outlet, author, published from the file" in row["notes"]


def test_a_bad_page_stops_nothing(tmp_path):
    """One page without a story is refused by name, and the others are read."""
    (tmp_path / "bad.html").write_bytes(b"<html></html>")
    (tmp_path / "good.htm").write_bytes(page())
    articles, refused = read_all(tmp_path)
    assert (len(articles), [source.rsplit("/", 1)[-1] for source in refused["source"]]) == (1, ["bad.html"])
