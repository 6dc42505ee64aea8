"""Cells that hold a piece of a web page, as databases of articles and services on the web give them."""

import html
import re

from toolkit.sources.formats.fragment import text_of_html
from toolkit.sources.repair import Repair

TAKEN_OUT = "tags of a web page taken out"
# Tags that no prose has; "<b>" alone could be a sign between two words.
_TAGS = re.compile(
    r"</(?:p|div|span|li|ul|ol|strong|em|b|i|a|h[1-6]|blockquote|figure|td|tr|table)\s*>|<(?:br|p|div)\b[^<>]*>",
    re.IGNORECASE,
)
# What a browser sets as lines of its own; in a cell without these the line breaks that are typed are those of the text.
_BLOCKS = re.compile(r"<(?:p|div|li|h[1-6]|blockquote|td|tr)\b", re.IGNORECASE)
_TYPED = re.compile(r"(<br\b[^<>]*>)?[ \t]*\r?\n", re.IGNORECASE)
# "&amp;" and its like; a name that is none, as in "AT&T;", is left as it is.
_NAMED = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def flat(cell: str) -> tuple[str, str]:
    r"""The words of a cell as a browser would set them, and a note; a cell without tags as it is.

    >>> flat("<p>“No &amp; never,” he said.</p><p>She left.</p>")
    ('“No & never,” he said.\n\nShe left.', 'tags of a web page taken out')
    >>> flat("He said that 3 < 4 and 5 > 4.")
    ('He said that 3 < 4 and 5 > 4.', '')
    """
    if not _TAGS.search(cell):
        return cell, ""
    words = text_of_html(cell if _BLOCKS.search(cell) else _TYPED.sub("<br>", cell))
    return (words, TAKEN_OUT) if words else (cell, "")


def named_signs(words: str) -> tuple[str, list[Repair]]:
    """The words with signs for their names in HTML, and what stood there, as repairs.

    >>> named_signs("&quot;No,&quot; said AT&T;.")[0]
    '"No," said AT&T;.'
    """
    pieces: list[str] = []
    repairs: list[Repair] = []
    reach = length = 0
    for found in _NAMED.finditer(words):
        sign = html.unescape(found[0])
        if sign == found[0]:
            continue
        before = words[reach : found.start()]
        pieces += [before, sign]
        length += len(before) + len(sign)
        repairs.append(Repair(start=length - len(sign), end=length, original=found[0]))
        reach = found.end()
    return "".join([*pieces, words[reach:]]), repairs
