"""Feeds (RSS and Atom): each entry is one article, as far as the feed prints it."""

import datetime as dt
import io
import re
import time
from typing import Any

from toolkit.errors import SourceError
from toolkit.sources.dates import parse
from toolkit.sources.decoding import decode
from toolkit.sources.formats.document import Document, SetAside, titled
from toolkit.sources.formats.fragment import text_of_html
from toolkit.text import count_words

# A feed is some hundred kilobytes; the parser for damaged feeds takes seconds for each million bytes.
MAX_FEED = 4_000_000
_WORKS = "a feed (RSS or Atom) as a news site gives it"
_FEED = re.compile(r"<(?:[\w-]{1,20}:)?(?:rss|feed|RDF|rdf)[\s>/]", re.IGNORECASE)
_HEAD = 5_000
_ENTITY = re.compile(r"<!\s*(?:ENTITY|ELEMENT|ATTLIST|NOTATION)\b|<!\s*DOCTYPE[^>\[]{0,500}\[", re.IGNORECASE)
_DECLARED = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_MARKED_UP = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")
# What a feed prints of a story and closes so is the beginning of it.
_CUT = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|continue reading|read more)\W*\Z", re.IGNORECASE)
_ENDING = 60


def read_feed(data: bytes) -> list[Document | SetAside]:
    r"""Each entry of a feed is one article, named "entry 1" and on, in the order of the feed.

    Its text is what the feed gives in full (content:encoded, Atom's content); without that it is the summary, and the
    note says that it may be a teaser. Title, author, address and day of publication are those of the entry, the outlet
    is its source, else a guess from the title of the feed; a day of updating is no day of publication. An entry
    without words beside its title is set aside. Nothing is fetched. Raises SourceError for what is no feed, for one of
    more than `MAX_FEED` bytes, and for one that declares entities.

    >>> item = "<item><title>Talks end</title><description>Nobody spoke.</description></item>"
    >>> read_feed(f"<rss><channel><title>The Post</title>{item}</channel></rss>".encode())[0].text
    'Talks end\n\nNobody spoke.'
    """
    if len(data) > MAX_FEED:
        raise SourceError(
            f"the feed has {len(data):,} bytes", works=f"at most {MAX_FEED:,} bytes", step="split it into several files"
        )
    text, note = decode(data, page=True)
    if not _FEED.search(text[:_HEAD]):
        raise SourceError(
            "the file is no feed: it does not begin with rss, feed or RDF",
            works=_WORKS,
            step="save the feed itself; a web page is read under .html",
        )
    if _ENTITY.search(text):
        raise SourceError(
            "the feed declares entities, which could be expanded without end",
            works="a feed without declarations of its own, as news sites give it",
            step="check where the file comes from; feeds need no such declarations",
        )
    feed = _parsed(_DECLARED.sub("", text, count=1))
    outlet = _plain(feed.feed.get("title", ""))
    damaged = "the feed is damaged, and was read as far as its parts could be told" if feed.get("bozo") else ""
    if not feed.entries:
        raise SourceError(
            "the feed has no entries" + (", or is too damaged to tell them" if damaged else ""),
            works="a feed with entries (item or entry)",
            step="save the feed again, or remove the file",
        )
    before = "; ".join(part for part in (note, damaged) if part)
    return [_entry(entry, f"entry {number}", outlet, before) for number, entry in enumerate(feed.entries, start=1)]


def _parsed(text: str) -> Any:
    """The feed as feedparser tells its parts; from a stream, since it takes bytes for a path."""
    # Loaded here: it costs a tenth of a second, and most corpora hold no feed.
    import feedparser  # noqa: PLC0415

    try:
        return feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:
        raise SourceError(
            f"the feed cannot be taken apart: {str(error)[:200] or type(error).__name__}",
            works=_WORKS,
            step="save the feed again from the site",
        ) from error


def _entry(entry: Any, member: str, outlet: str, note: str) -> Document | SetAside:
    title = _plain(entry.get("title", ""))
    body, told = _body(entry)
    if not any(letter.isalnum() for letter in body):
        shown = f" ({title[:80]!r})" if title else ""
        return SetAside(
            member,
            SourceError(
                f"the entry has no text{shown}",
                works="a feed that prints its articles, or their summaries",
                step="save the page of the article instead",
            ),
        )
    source = _plain((entry.get("source") or {}).get("title", "")) or _plain(entry.get("publisher", ""))
    guesses = {"outlet": (outlet, "outlet from the title of the feed")} if outlet and not source else {}
    day, doubt = _day(entry)
    return Document(
        titled(title, body),
        note="; ".join(part for part in (note, told, doubt) if part),
        member=member,
        title=title,
        outlet=source,
        author=_plain(entry.get("author", "")),
        published=day,
        url=_address(entry),
        guesses=guesses,
    )


def _body(entry: Any) -> tuple[str, str]:
    """The longest text that the entry gives, and what it is."""
    full = [_words(part) for part in entry.get("content") or [] if isinstance(part, dict)]
    content = max(full, key=len, default="")
    summary = _words(entry.get("summary_detail") or {"value": entry.get("summary", "")})
    if content and len(content) >= len(summary):
        cut = "the text of the entry breaks off: it may be a teaser" if _CUT.search(content[-_ENDING:]) else ""
        return content, cut
    return summary, f"the feed gives a summary of {count_words(summary):,} words alone: it may be a teaser"


def _words(part: Any) -> str:
    value = str(part.get("value") or "")
    if part.get("type") == "text/plain" and not _MARKED_UP.search(value):
        return value.strip()
    return text_of_html(value, captions=False) if _MARKED_UP.search(value) else value.strip()


def _plain(value: Any) -> str:
    printed = str(value or "")
    return " ".join((text_of_html(printed) if _MARKED_UP.search(printed) else printed).split())


def _day(entry: Any) -> tuple[str, str]:
    """The day of publication as it is printed, in the time zone in which it is printed."""
    printed = str(entry.get("published") or "")
    if day := parse(printed):
        return day.isoformat(), ""
    moment = entry.get("published_parsed")
    if isinstance(moment, time.struct_time):
        try:
            return dt.date(*moment[:3]).isoformat(), ""
        except ValueError:
            pass
    if printed:
        return "", f"the date {printed[:40]!r} tells no day without doubt and was left out"
    # Asked as a dict: feedparser itself would give the day of publication for a missing day of updating.
    updated = dict.get(entry, "updated")
    return "", "only a day of updating is printed" if updated else ""


def _address(entry: Any) -> str:
    link = str(entry.get("link") or "").strip()
    return link if re.match(r"https?://", link, re.IGNORECASE) else ""
