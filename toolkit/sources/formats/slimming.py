"""What of a saved page is no text: pictures and fonts written into it as data, and the scripts that outweigh it."""

import re

from toolkit.errors import SourceError

# The story of a page is some kilobytes of markup; the time that a longer page takes grows faster than its length.
MAX_MARKUP = 4_000_000
# What is shorter costs nothing, and may state something of the article (JSON-LD).
_SHORT = 200_000
_DATA = re.compile(r"(data:[\w/+.;=-]{0,100},)[^\s\"'<>)]{1000,}", re.IGNORECASE)
_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "svg", "noscript", "template")}
_BLOCK = re.compile(rf"<({'|'.join(_ENDS)})(?=[\s>])[^>]*>", re.IGNORECASE)


def slimmed(text: str) -> str:
    """A page of `MAX_MARKUP` letters or less as it is; a longer one without data and long scripts, styles and drawings.

    Raises SourceError when more than `MAX_MARKUP` letters are left.

    >>> len(slimmed("<img src='data:image/png;base64," + "A" * 5_000_000 + "'><p>Talks ended.</p>"))
    53
    """
    if len(text) <= MAX_MARKUP:
        return text
    text = _without_blocks(_DATA.sub(r"\1", text))
    if len(text) > MAX_MARKUP:
        raise SourceError(
            f"the page is {len(text):,} letters of markup, without its pictures and scripts",
            works=f"a page of one article, of at most {MAX_MARKUP:,} letters",
            step="open it in a browser, and save the article alone, or its text",
        )
    return text


def _without_blocks(text: str) -> str:
    pieces, reach, inside = [], 0, 0
    for found in _BLOCK.finditer(text):
        if found.start() < inside:
            continue
        closing = _ENDS[found[1].lower()].search(text, found.end())
        inside = closing.start() if closing else len(text)
        if inside - found.end() > _SHORT:
            pieces.append(text[reach : found.end()])
            reach = inside
    return "".join([*pieces, text[reach:]])
