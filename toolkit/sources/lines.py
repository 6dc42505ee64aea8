"""Lines of a printed page: which are sentences of a story, and which read like a headline.

A line is a paragraph; in a text that is wrapped at a fixed width, it is a block between empty lines.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from toolkit.text import LINE_BREAKS, count_words, paragraphs

# A headline is rarely longer; a paragraph of a story is rarely shorter and without a closing stop.
MAX_HEADLINE_WORDS = 25
# A text is wrapped when at least so many of its line breaks, and so great a share, fall inside a sentence.
_WRAPPED_BREAKS, _WRAPPED_SHARE = 3, 0.3

_TOLD = re.compile(r"\w")
_BREAK = re.compile(rf"\r\n|[{LINE_BREAKS}]")
# "It was late. (AFP)" is a sentence.
_BRACKETED_END = re.compile(r"[(\[][^()\[\]]{0,200}[)\]]\Z")
_CLOSERS = "”’\"')]»\u00a0 "
_OPEN_DOUBLE, _CLOSE_DOUBLE = '“"«„', '”"»'


@dataclass(frozen=True)
class Line:
    """One line of a page, trimmed and not empty: where it stands in the text, and what it says."""

    start: int
    end: int
    text: str

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return count_words(self.text)

    @cached_property
    def quoted(self) -> bool:
        """Whether it begins with a double quotation mark."""
        return self.text[0] in _OPEN_DOUBLE

    @cached_property
    def quotation(self) -> bool:
        """Whether it is one quotation from end to end, or opens one that it does not close."""
        inner = self.text.rstrip(".,;!?…")[1:]
        closings = [place for place, letter in enumerate(inner) if letter in _CLOSE_DOUBLE]
        return self.quoted and (not closings or closings[0] == len(inner) - 1)

    @cached_property
    def sentence(self) -> bool:
        """Whether it ends as a sentence of a story ends: with a stop, or with a mark that more must follow."""
        bracketed = _BRACKETED_END.search(self.text, max(0, len(self.text) - 210))
        bare = (self.text[: bracketed.start()] if bracketed and bracketed.start() else self.text).rstrip(_CLOSERS)
        if not bare or bare.endswith(("...", "…")):
            return False
        if bare[-1] in ".,;:":
            return True
        return bare[-1] in "?!" and (self.text[-1] in _CLOSERS or self.words > MAX_HEADLINE_WORDS)

    @cached_property
    def headline_like(self) -> bool:
        """Whether it is short, begins like a headline, has no closing stop, and is no quotation."""
        begins = not self.text[0].islower()
        return begins and 0 < self.words <= MAX_HEADLINE_WORDS and not self.sentence and not self.quotation


def lines(text: str) -> list[Line]:
    r"""Every line is trimmed and holds a letter or digit; they stand in the order of the text.

    >>> [line.text for line in lines("One.\n\nTwo.")]
    ['One.', 'Two.']
    """
    found = [Line(start, end, text[start:end]) for start, end in paragraphs(text) if _TOLD.search(text, start, end)]
    if not _wrapped(text, found):
        return found
    blocks: list[tuple[int, int]] = []
    for line in found:
        if blocks and len(_BREAK.findall(text[blocks[-1][1] : line.start])) == 1:
            blocks[-1] = (blocks[-1][0], line.end)
        else:
            blocks.append((line.start, line.end))
    return [Line(start, end, text[start:end]) for start, end in blocks]


def _wrapped(text: str, found: list[Line]) -> bool:
    inside = 0
    for one, other in pairwise(found):
        single = len(_BREAK.findall(text[one.end : other.start])) == 1
        inside += single and not one.sentence and other.text[0].islower()
    return inside >= _WRAPPED_BREAKS and inside >= _WRAPPED_SHARE * (len(found) - 1)
