"""Exports of news databases that were printed to a PDF, whose lines no longer tell where an article ends."""

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.errors import SourceError
from toolkit.sources.formats.document import Document, SetAside

# For each database the signs that stand once an article (one may have been left out as the head of a page), and
# one that shows that it is no report which happens to print another.
_SIGNS: tuple[tuple[str, tuple[re.Pattern[str], ...], re.Pattern[str]], ...] = (
    (
        "Nexis Uni",
        (re.compile(r"\bEnd of Document\b"), re.compile(r"\bLength:\s*\d+\s*words")),
        re.compile(r"\bLoad-Date:|\bSection:.{0,200}\bLength:", re.DOTALL),
    ),
    (
        "LexisNexis",
        (re.compile(r"\b\d+ of \d+ DOCUMENTS?\b"), re.compile(r"\bLENGTH:\s*\d+\s*words")),
        re.compile(r"\bLOAD-DATE:|\bHEADLINE:|\bBYLINE:"),
    ),
    (
        "Factiva",
        (re.compile(r"\bDocument [A-Z]{2,10}0*\d{8}e[a-z\d]{6,}"),),
        re.compile(r"\b\d+ words\b|\bFactiva\b"),
    ),
    (
        "ProQuest",
        (re.compile(r"\bProQuest document ID:?\s*\d+", re.IGNORECASE),),
        re.compile(r"\bFull text:|\bPublication (?:title|info):", re.IGNORECASE),
    ),
)


def told_apart(found: Sequence[Document | SetAside]) -> Sequence[Document | SetAside]:
    """The documents of a PDF as they are; raises SourceError where one of them is several articles of a database.

    Where it is one article, the note says whose export it is, since lines of the export stand in its text.

    >>> printed = "Talks end. Length: 90 words Body They ended. Load-Date: March 5, 2025 End of Document"
    >>> told_apart([Document(printed)])[0].note
    'an export of Nexis Uni, whose lines about the article stand in its text'
    """
    return [_told(one) if isinstance(one, Document) else one for one in found]


def _told(document: Document) -> Document:
    for name, signs, also in _SIGNS:
        number = max(len(sign.findall(document.text)) for sign in signs)
        if not number or not also.search(document.text):
            continue
        if number > 1:
            raise SourceError(
                f"the PDF is an export of {name} with {number} articles, and its lines do not tell where one ends",
                works=f"the same export of {name} as Word (.docx), rich text (.rtf) or plain text",
                step=f"export these articles from {name} again, as Word or rich text",
            )
        note = f"an export of {name}, whose lines about the article stand in its text"
        return replace(document, note="; ".join(filter(None, [document.note, note])))
    return document
