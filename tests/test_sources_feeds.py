"""Laws of feeds. Every entry is invented; no feed of an outlet was copied."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import SourceError
from toolkit.sources import read_all
from toolkit.sources.formats import Document, SetAside, read_feed
from toolkit.sources.formats.feed import MAX_FEED

STORY = (
    "<p>The harbour master said on Monday that the pier would stay closed.</p><figure><img src='x.jpg'/><figcaption>The pier."
    "</figcaption></figure><p>“Nobody goes out there,” she told the owners &amp; their lawyers.</p><script>said('it')</script>"
)
WORDS = "The harbour master said on Monday that the pier would stay closed.\n\n“Nobody goes out there,” she told the owners & their lawyers."


def rss(items, *, head=""):
    """A feed of RSS 2.0 with a channel of an invented outlet."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Harbour Post</title><link>https://post.example/</link>'
        f"{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
    )


FULL = (
    "<title>Pier &amp; quay stay closed</title><link>https://post.example/pier</link><dc:creator>Ann Ray</dc:creator>"
    "<pubDate>Tue, 04 Mar 2025 23:30:00 -0500</pubDate><description>A teaser.</description>"
    f"<content:encoded><![CDATA[{STORY}]]></content:encoded>"
)
TEASER = "<title>Ferry crews end strike</title><description>The crews went back to work on Wednesday.</description>"
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Eland Evening Star</title>
<entry><title type="html">Mill &lt;i&gt;fire&lt;/i&gt; was set</title><link rel="alternate" href="https://star.example/mill"/>
<author><name>Ivo Sand</name></author>{dates}<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The fire was set, said
 the <b>prosecutor</b>.</p><p>The owner denied it.</p></div></content></entry></feed>"""


def one(feed):
    """The only entry of a feed."""
    [found] = read_feed(feed.encode())
    return found


def test_an_entry_with_its_text():
    """The text is what the feed gives in full, without scripts and captions; title, author, day and address are stated."""
    found = one(rss([FULL]))
    assert found == Document(
        f"Pier & quay stay closed\n\n{WORDS}", member="entry 1", title="Pier & quay stay closed", author="Ann Ray", published="2025-03-04",
        url="https://post.example/pier", guesses={"outlet": ("The Harbour Post", "outlet from the title of the feed")},
    )  # fmt: skip


def test_a_summary_alone_may_be_a_teaser():
    """An entry that gives its summary alone is read, and the note says that it may be a teaser."""
    found = one(rss([TEASER]))
    assert found.text == "Ferry crews end strike\n\nThe crews went back to work on Wednesday."
    assert "summary of 8 words alone: it may be a teaser" in found.note


def test_a_text_that_breaks_off_may_be_a_teaser():
    """A text that ends in three points may be a teaser, and the note says so."""
    broken = FULL.replace("lawyers.</p>", "lawyers [&hellip;]</p>")
    assert "breaks off" in one(rss([broken])).note
    assert "breaks off" not in one(rss([FULL])).note


def test_an_atom_feed():
    """Entries of Atom are read as those of RSS, marked-up titles and texts in their words."""
    found = one(ATOM.format(dates="<published>2025-01-30T08:00:00Z</published><updated>2025-02-01T08:00:00Z</updated>"))
    assert (found.title, found.author, found.published, found.url) == (
        "Mill fire was set", "Ivo Sand", "2025-01-30", "https://star.example/mill",
    )  # fmt: skip
    assert found.text == "Mill fire was set\n\nThe fire was set, said the prosecutor.\n\nThe owner denied it."


def test_a_day_of_updating_is_no_day_of_publication():
    """An entry that states only when it was updated has no day, and the note says so."""
    found = one(ATOM.format(dates="<updated>2025-02-01T08:00:00Z</updated>"))
    assert found.published == ""
    assert "only a day of updating" in found.note


def test_an_empty_day_is_no_day_of_updating():
    """An entry whose day of publication is empty has no day, and the note tells of no day of updating."""
    found = one(rss([FULL.replace("Tue, 04 Mar 2025 23:30:00 -0500", " ")]))
    assert found.published == ""
    assert "updating" not in found.note


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Tue, 04 Mar 2025 23:30:00 -0500", "2025-03-04"), ("2025-03-04T23:30:00+01:00", "2025-03-04"), ("4 March 2025", "2025-03-04"),
        ("March 4, 2025", "2025-03-04"), ("yesterday", ""), ("3/4/2025", ""),
    ],
)  # fmt: skip
def test_the_day_as_printed(printed, day):
    """The day is the one that is printed, in its own time zone; one in doubt is left out with a note."""
    found = one(rss([FULL.replace("Tue, 04 Mar 2025 23:30:00 -0500", printed)]))
    assert found.published == day
    assert ("tells no day without doubt" in found.note) == (not day)


def test_an_entry_without_text_is_set_aside():
    """An entry with a title alone is set aside by its number, and the others are read."""
    found = read_feed(rss([FULL, "<title>Only a title</title>", TEASER]).encode())
    assert [type(entry) for entry in found] == [Document, SetAside, Document]
    assert found[1].member == "entry 2"
    assert "Only a title" in found[1].error.problem


def test_the_source_of_an_entry_is_its_outlet():
    """In a feed that gathers others, the outlet is what the entry names as its source."""
    assert (
        one(rss([FULL + '<source url="https://star.example/">Eland Evening Star</source>'])).outlet
        == "Eland Evening Star"
    )


def test_windows_1252():
    """A feed in another encoding is read as it says of itself."""
    data = rss([FULL]).replace("UTF-8", "windows-1252").encode("cp1252")
    [found] = read_feed(data)
    assert WORDS in found.text
    assert "windows-1252" in found.note


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY file SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE rss SYSTEM "http://evil.example/x.dtd" [ <!ENTITY % x SYSTEM "http://evil.example/y"> %x; ]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(head, encoding, no_network):
    """A feed that declares entities is refused before anything is expanded or fetched, in any encoding."""
    with pytest.raises(SourceError, match="declares entities"):
        read_feed(rss([FULL], head=head).encode(encoding))


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("data", [b"/etc/hostname", b"http://post.example/feed", b"file:///etc/hostname"])
def test_bytes_are_no_address(data):
    """Bytes that name a file or an address are refused as no feed, and nothing is opened."""
    with pytest.raises(SourceError, match="no feed"):
        read_feed(data)


@pytest.mark.usefixtures("no_network")
def test_a_feed_fetches_nothing():
    """Links, pictures and declarations of a feed lead to no connection."""
    head = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.example/rss-0.91.dtd"><?xml-stylesheet href="http://x.example/s.xsl"?>'
    assert one(rss([FULL], head=head)).published == "2025-03-04"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no feed"), (b"<html><p>A page</p></html>", "no feed"), (rss([]).encode(), "no entries"),
        (b"<rss>" + b" " * MAX_FEED, "4,000,005 bytes"), (b"\x00\x01\x02\x03" * 9, "binary"), (b"%PDF-1.7", "PDF"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_refused(data, reason):
    """What is no feed, an empty one and one that is too large are refused with what works."""
    with pytest.raises(SourceError, match=reason) as refused:
        read_feed(data)
    assert refused.value.works
    assert refused.value.step


def test_a_feed_that_is_cut():
    """Of a feed that is cut the entries before the cut are read, and the notes say that it is damaged."""
    whole = rss([FULL, FULL, FULL])
    found = read_feed(whole[: whole.rindex("<content:encoded>") + 60].encode())
    assert [entry.text.count("Nobody goes out") for entry in found[:2]] == [1, 1]
    assert all("damaged" in entry.note for entry in found if isinstance(entry, Document))


def test_a_feed_in_a_corpus(tmp_path):
    """Read from a folder, entries carry file and number, and the outlet is a guess that the note names."""
    (tmp_path / "post.rss").write_text(rss([FULL, "<title>Nothing</title>"]), encoding="utf-8")
    articles, refused = read_all(tmp_path)
    row = articles.iloc[0]
    assert row["source"].endswith("post.rss, entry 1")
    assert row["outlet"] == "The Harbour Post"
    assert "outlet from the title of the feed" in row["notes"]
    assert row["published"].date() == dt.date(2025, 3, 4)
    assert refused.loc[0, "source"].endswith("post.rss, entry 2")


@st.composite
def damaged(draw):
    """A feed with pieces cut out, doubled or replaced."""
    text = draw(st.sampled_from([rss([FULL, TEASER]), ATOM.format(dates="<published>2025-01-30</published>")]))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 80)))
        piece = draw(
            st.sampled_from(["", "<", "&#0;", "<![CDATA[", "]]>", "<item>", "</entry>", "&lt;p&gt;", text[start:end]])
            | st.text(max_size=6)
        )
        text = text[:start] + piece + text[end:]
    return text.encode("utf-8", "replace")


def check(data):
    """Whatever the bytes, they give documents and set-asides or a SourceError."""
    try:
        found = read_feed(data)
    except SourceError as error:
        assert error.problem  # noqa: PT017
        return
    assert found
    assert all(
        entry.text.strip() and entry.text.startswith(entry.title) for entry in found if isinstance(entry, Document)
    )


@given(damaged() | st.binary(max_size=200) | st.binary(max_size=200).map(lambda data: b"<rss><channel><item>" + data))
@settings(max_examples=80)
def test_damaged_feeds(data):
    """Damaged feeds and any bytes raise nothing but a refusal."""
    check(data)


@pytest.mark.slow
@given(damaged() | st.binary(max_size=400).map(lambda data: b"<rss><channel><item>" + data))
@settings(max_examples=1500)
def test_damaged_feeds_for_long(data):
    """The same for many more."""
    check(data)
