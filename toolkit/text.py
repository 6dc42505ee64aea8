"""Paragraphs and words of a text, counted in one way by every room.

Pure functions over a string; no dependencies. Offsets are code points, half open.
"""

import re
from collections.abc import Iterable

# Every character at which str.splitlines breaks a line, so that no reader disagrees about what a line is.
LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"

# Text wrapped by a program has lines of 50 to 100 characters or so, which differ by no more than a long word.
_NARROWEST, _WIDEST, _RAGGED = 45, 110, 25

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
"""The name of a month as news prints it, as a pattern: whole or shortened."""

_PARAGRAPH = re.compile(rf"[^{LINE_BREAKS}]+")
# A letter may carry combining marks (U+0300 to U+036F); an apostrophe, a hyphen or a soft hyphen joins two pieces; a
# point or comma joins digits.
_PIECE = r"\w[\w\u0300-\u036f]*"
_WORD = re.compile(rf"{_PIECE}(?:(?:['\u2019\u02bc\-\u2010\u2011\u00ad]|(?<=\d)[.,](?=\d)){_PIECE})*")


def paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Paragraphs are what stands between line breaks, trimmed of white space, in order and never empty.

    A run of line breaks (`\n`, `\r\n`, `\r`, form feed, U+2028 and the others at which `str.splitlines` breaks) is
    one boundary. Lines that were only wrapped at a width are one paragraph, as in plain-text mail and archives.
    Returns (start, end) pairs, code points, half open.

    >>> paragraphs("Talks ended.\n\n  Nobody spoke. ")
    [(0, 12), (16, 29)]
    """
    found: list[tuple[int, int]] = []
    for block in _blocks(text):
        if _is_wrapped(text, block):
            found.append((block[0][0], block[-1][1]))
        else:
            found += block
    return found


def _blocks(text: str) -> list[list[tuple[int, int]]]:
    """Lines with something on them, trimmed, in groups that no empty line divides."""
    blocks: list[list[tuple[int, int]]] = []
    last = -1
    for line in _PARAGRAPH.finditer(text):
        printed = line.group()
        start = line.start() + len(printed) - len(printed.lstrip())
        end = line.end() - len(printed) + len(printed.rstrip())
        gap = text[last:start] if last >= 0 else ""
        empty = gap.replace("\r\n", "\n").count("\n") + sum(gap.count(mark) for mark in LINE_BREAKS[2:]) > 1
        if start < end:
            if not blocks or empty:
                blocks.append([])
            blocks[-1].append((start, end))
            last = end
    return blocks


def _is_wrapped(text: str, block: list[tuple[int, int]]) -> bool:
    """Whether the lines of a block are one paragraph wrapped at a width: even lengths, and sentences that run over."""
    if len(block) < 3:
        return False
    lengths = [end - start for start, end in block[:-1]]
    widest = max(lengths)
    if not _NARROWEST <= widest <= _WIDEST or min(lengths) < widest - _RAGGED:
        return False
    running = sum(text[start].islower() for start, _ in block[1:])
    return 3 * running >= len(block) - 1


def words(text: str) -> list[tuple[int, int]]:
    """A word is a run of letters, digits and combining marks, with the apostrophes and hyphens inside it.

    `don’t`, `two-state` and `1,400` are one word each; a dash or punctuation alone is none. Returns (start, end) pairs,
    code points, half open, in order.

    >>> words("At least 1,400—he said.")
    [(0, 2), (3, 8), (9, 14), (15, 17), (18, 22)]
    """
    return [match.span() for match in _WORD.finditer(text)]


def count_words(text: str, *, without: Iterable[tuple[int, int]] = ()) -> int:
    """The number of words of `text` that do not begin inside one of the spans `without`.

    A whole number, 0 or more. `without` holds (start, end) pairs in any order; they may overlap.

    >>> count_words("BEIJING: China’s minister spoke.", without=[(0, 8)])
    3
    """
    left_out = sorted(without)
    total, place, reach = 0, 0, 0
    for start, _ in words(text):
        while place < len(left_out) and left_out[place][0] <= start:
            reach = max(reach, left_out[place][1])
            place += 1
        total += start >= reach
    return total
