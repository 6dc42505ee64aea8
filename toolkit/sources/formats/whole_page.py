"""Pages that a browser saved as one file (MHTML): the page inside, read as any saved page."""

import email
import email.policy
import re
from dataclasses import replace
from email.message import Message

from toolkit.errors import SourceError
from toolkit.sources.formats.document import Document
from toolkit.sources.formats.page import read_page
from toolkit.sources.formats.warc import recoded

_PAGES = ("text/html", "application/xhtml+xml")
# A page has a frame or two; what nests deeper is made to.
_MOST_PARTS = 20_000
_BOUNDARY = re.compile(rb"^--", re.MULTILINE)
_WORKS = "a page that a browser saved as one file (.mht, .mhtml), with one article in it"


def read_whole_page(data: bytes) -> list[Document]:
    r"""The first page in the file is one document, as `read_page` gives it; `url` is the address it was saved from.

    Frames, pictures and styles beside it are left out. Raises SourceError for a file without a page, and what
    `read_page` raises.

    >>> head = "Snapshot-Content-Location: https://example.org/1\nContent-Type: text/html; charset=utf-8\n\n"
    >>> page = "<title>Pier</title><h1>Pier</h1><article><p>The pier was closed today.</p></article>"
    >>> read_whole_page((head + page).encode())[0].url
    'https://example.org/1'
    """
    page, address = _page(data)
    if page is None:
        raise SourceError(
            "the file holds no web page", works=_WORKS, step="open it in a browser and save the page again, as HTML"
        )
    content = page.get_payload(decode=True)
    found = content if isinstance(content, bytes) else b""
    charset = str(page.get_param("charset") or "")
    told = recoded(found, charset) if charset else None
    (document,) = read_page(found if told is None else told)
    return [replace(document, url=address or document.url)]


def _page(data: bytes) -> tuple[Message | None, str]:
    """The part that is the page, and where it was saved from."""
    if len(_BOUNDARY.findall(data)) > _MOST_PARTS:
        raise SourceError(
            "the file has too many parts for one page",
            works=_WORKS,
            step="open it in a browser and save the page again, as HTML",
        )
    try:
        whole = email.message_from_bytes(data, policy=email.policy.compat32)
        page = next((part for part in whole.walk() if part.get_content_type() in _PAGES), None)
    except (RecursionError, ValueError, LookupError, AttributeError) as error:
        raise SourceError(
            f"the file is damaged: {str(error)[:200] or type(error).__name__}",
            works=_WORKS,
            step="open it in a browser and save the page again, as HTML",
        ) from error
    here = "" if page is None else str(page.get("Content-Location", ""))
    address = str(whole.get("Snapshot-Content-Location", "")) or here
    return page, address.strip() if address.strip().startswith(("http://", "https://")) else ""
