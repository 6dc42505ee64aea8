"""Web pages: the article of a page as trafilatura finds it, with what the page states about it."""

from typing import Any

from toolkit.errors import SourceError
from toolkit.sources.decoding import decode
from toolkit.sources.formats.document import Document, titled
from toolkit.sources.formats.slimming import slimmed
from toolkit.text import count_words

# A page without one paragraph of so many words is a list of links, or a frame that a script would fill.
_LEAST_WORDS = 5
# Only what the page states itself: the extensive search guesses a day from any figure that looks like one.
_DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}


def read_page(data: bytes) -> list[Document]:
    r"""A web page is one document: its headline, then the paragraphs of its story, an empty line between.

    Navigation, related links, readers' comments and scripts are left out, as trafilatura (Barbaresi 2021) tells them
    from the story; title, outlet, author, day and address are what the page states. The encoding is that of a
    byte order mark, UTF-8 where it fits, or what the page says, else a guess. Raises SourceError for a page without a
    story, and for one too long to be one (`slimmed`).

    >>> page = "<title>Talks end</title><h1>Talks end</h1><article><p>The talks &amp; the truce ended.</p></article>"
    >>> read_page(page.encode())[0].text
    'Talks end\n\nThe talks & the truce ended.'
    """
    text, note = decode(data, page=True)
    story = _story(slimmed(text))
    paragraphs = [line.strip() for line in (story.get("text") or "").splitlines() if line.strip()]
    title = _words(story.get("title"))
    body = [part for part in paragraphs if part != title]
    if max(map(count_words, body), default=0) < _LEAST_WORDS:
        raise SourceError(
            "the page holds no paragraphs of a story",
            works="a saved page of one article, with its text in it",
            step="open it in a browser, wait for the article, and save the page or its text again",
        )
    left = f"the article is {sum(map(count_words, body))} words of a web page"
    return [
        Document(
            titled(title, "\n\n".join(body)),
            note="; ".join(part for part in (note, left) if part),
            title=title,
            outlet=_words(story.get("sitename")),
            author=_words(story.get("author")).replace(";", ","),
            published=_words(story.get("date")),
            url=_words(story.get("url")),
        )
    ]


def _story(text: str) -> dict[str, Any]:
    # Loaded here: it costs a tenth of a second, and most corpora hold no web page.
    from trafilatura import bare_extraction  # noqa: PLC0415

    found = bare_extraction(
        text, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=dict(_DATES)
    )
    if found is None:
        return {}
    return found if isinstance(found, dict) else found.as_dict()


def _words(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
