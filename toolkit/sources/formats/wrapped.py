"""Lines as printed become paragraphs; words broken at the end of a line are joined, with a map back to the print."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from toolkit.sources.formats.gutters import Block, Run
from toolkit.sources.repair import Repair

HYPHENS = "-\u2010"
_WORDS = re.compile(r"[^\W_]+(?:[-\u2010’'][^\W_]+)*")
_LAST = re.compile(rf"(?<![-\u2010])\b([^\W_]+(?:[’'][^\W_]+)*)[{HYPHENS}]\Z")
_FIRST = re.compile(r"[^\W_]+")
# Before these a hyphen is part of the word: it was there before the line was broken.
_KEEPS = frozenset((
    "all", "anti", "co", "counter", "cross", "ex", "half", "mid", "multi", "neo", "non", "one", "post", "pre", "pro",
    "quasi", "self", "semi", "so", "then", "two", "three", "four", "five", "six", "ten", "vice", "well",
))  # fmt: skip
_STOPPED = re.compile(r"[.!?:;…][”’\"')\]]*\Z")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")


@dataclass(frozen=True)
class Unwrapped:
    """The text of a document, an empty line between paragraphs, and what was changed in it."""

    text: str
    repairs: list[Repair]
    joined: int
    kept: int


def unwrapped(printed: Sequence[Block]) -> Unwrapped:
    r"""Lines of one paragraph are joined by a space, paragraphs by an empty line; nothing else is put in or out.

    A paragraph ends where the distance, the size of the letters or the indent says so, or where the next word would
    have fitted. A word broken at a hyphen is joined, unless a capital or figure stands there, a prefix such as "ex"
    comes before, the document prints the compound elsewhere, or both parts and never the whole: then the hyphen is
    kept. Joined words and the letters of ligatures are in `repairs`; line breaks are layout and are not.

    >>> lines = Block((Run(0, 90, 24, 10, "The talks were interna-"), Run(0, 40, 12, 10, "tional again.")))
    >>> unwrapped([lines]).text, unwrapped([lines]).repairs
    ('The talks were international again.', [{'start': 21, 'end': 22, 'original': 'a-\n'}])
    """
    paragraphs = list(_paragraphs(printed))
    words, compounds = _vocabulary(paragraphs)
    pieces: list[str] = []
    repairs: list[Repair] = []
    length = joined = kept = 0

    def put(text: str, original: str | None = None) -> None:
        nonlocal length
        if original is not None:
            repairs.append({"start": length, "end": length + len(text), "original": original})
        pieces.append(text)
        length += len(text)

    for number, lines in enumerate(paragraphs):
        put("\n\n" if number else "")
        for place, line in enumerate(lines):
            following = lines[place + 1] if place + 1 < len(lines) else ""
            verdict = _verdict(line, following, words, compounds)
            joined += verdict == "join"
            kept += verdict == "keep"
            body = line[:-2] if verdict == "join" else line
            reach = 0
            for found in _LIGATURE.finditer(body):
                put(body[reach : found.start()])
                put(_LIGATURES[found.group()], found.group())
                reach = found.end()
            put(body[reach:])
            if verdict == "join":
                put(line[-2], f"{line[-2:]}\n")
            elif following and verdict != "keep":
                put(" ")
    return Unwrapped("".join(pieces), repairs, joined, kept)


def _vocabulary(paragraphs: Iterable[Sequence[str]]) -> tuple[set[str], set[str]]:
    """The whole words of the document in small letters, without the pieces at broken ends, and those with hyphens."""
    words: set[str] = set()
    for lines in paragraphs:
        broken = False
        for line in lines:
            found = [word.casefold().replace("\u2010", "-") for word in _WORDS.findall(line)]
            ends = line.endswith(tuple(HYPHENS))
            words.update(found[1 if broken else 0 : len(found) - 1 if ends else len(found)])
            broken = ends
    return words, {word for word in words if "-" in word}


def _verdict(line: str, following: str, words: set[str], compounds: set[str]) -> str:
    """Whether the word at a broken end is to "join" or to "keep" its hyphen; empty where no word is broken."""
    before, after = _LAST.search(line), _FIRST.match(following)
    if not (before and after):
        return "keep" if following and line.endswith(tuple(HYPHENS)) and line[-2:-1].strip() else ""
    left, right = before[1].casefold(), after.group().casefold()
    if not after.group()[0].islower() or left[-1].isdigit() or left in _KEEPS or f"{left}-{right}" in compounds:
        return "keep"
    if left + right in words:
        return "join"
    return "keep" if left in words and right in words and min(len(left), len(right)) > 2 else "join"


def _paragraphs(printed: Sequence[Block]) -> Iterator[list[str]]:
    leading = _leading(printed)
    lines: list[str] = []
    last: tuple[Run, Block] | None = None
    for block in printed:
        for line in block.lines:
            if last and _ends(last[0], last[1], line, block, leading):
                yield lines
                lines = []
            lines.append(line.text.strip())
            last = (line, block)
    if lines:
        yield lines


def _leading(printed: Sequence[Block]) -> float:
    """The distance between two lines of the document, in sizes of the type."""
    gaps = [
        (above.bottom - below.bottom) / max(above.size, 1.0)
        for block in printed
        for above, below in zip(block.lines, block.lines[1:], strict=False)
        if _alike(above, below)
    ]
    return min(max(median(gaps), 0.8), 2.6) if gaps else 1.3


def _alike(above: Run, below: Run) -> bool:
    return abs(above.size - below.size) <= 0.08 * max(above.size, below.size)


def _ends(above: Run, before: Block, below: Run, block: Block, leading: float) -> bool:
    """Whether a paragraph ends between two lines that follow each other."""
    if not _alike(above, below):
        return True
    if above.text.endswith(tuple(HYPHENS)) and below.text[:1].islower():
        return False
    room = before.right - above.right
    stopped = _STOPPED.search(above.text) is not None
    if before is not block:
        # On the next column or page it goes on where the sentence does.
        return stopped or below.text[:1] in '“"‘•–-' or room > 0.3 * (before.right - before.left)
    em = max(above.size, 1.0)
    if above.bottom - below.bottom > (leading + 0.35) * em:
        return True
    letters = (below.right - below.left) / max(len(below.text), 1)
    fits = room > letters * (len(below.text.split(" ", 1)[0]) + 1.5)
    if below.left - block.left > 0.7 * em and above.left - block.left < 0.7 * em and (stopped or fits):
        return True
    return fits and (stopped or room > 0.3 * (block.right - block.left))
