"""What every reader gives: the decoded text of one article, what the file says of it, and what was set aside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.errors import SourceError
from toolkit.sources.repair import Repair


@dataclass(frozen=True)
class Document:
    """The text of one article as decoded, before repair; a file may hold several.

    `member` names the part of the file, empty when the file is the article; `note` says what the reader guessed or left
    out. The other fields are what the file states beside the text, empty where it states nothing: they go before what
    the text itself prints. `published` is an ISO day. With a `title`, the first line of `text` is that title.

    `guesses` holds values of these fields that are worth something only where neither the file nor the text states
    one, each a pair: the value, and in words where it came from. `repairs` says what the reader itself changed in the
    text of the format, such as words broken at the end of a line; offsets are code points into `text`. `language` is an
    ISO 639-1 code.
    """

    text: str
    note: str = ""
    member: str = ""
    title: str = ""
    outlet: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    guesses: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    repairs: Sequence[Repair] = ()
    language: str = ""


@dataclass(frozen=True)
class SetAside:
    """One part of a file that gives no article, and why; the other parts go on."""

    member: str
    error: SourceError


def titled(title: str, body: str) -> str:
    r"""The title is the first line of an article, once, whether the body prints it or not.

    >>> titled("Talks end", "Nobody spoke."), titled("Talks end", "Talks end\nNobody spoke.")
    ('Talks end\n\nNobody spoke.', 'Talks end\nNobody spoke.')
    """
    first = body.lstrip().splitlines()[:1]
    if not title or [" ".join(line.split()) for line in first] == [title]:
        return body.lstrip() if title else body
    return f"{title}\n\n{body}"
