"""A paragraph as the tagger reads it: word pieces with their places, and where each stands to the quotation marks.

Quotation marks of every style become one, so that the style can't change what is found.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from toolkit.quotes import quotations
from toolkit.text import paragraphs

Numbers = NDArray[np.int64]
Stretch = tuple[int, int]
# The encoder reads 512 pieces at most, with one mark at each end.
LONGEST = 400
OUTSIDE, INSIDE, MARK = 0, 1, 2
_CURLY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "—": "-", "–": "-"})
_SENTENCE_END = re.compile(r"[.!?…][\"')\]]*\s+(?=\S)")


@dataclass(frozen=True)
class Pieces:
    """Word pieces of one stretch: ids, article offsets, the number of the word of each, and its quotation state."""

    ids: Numbers
    starts: Numbers
    ends: Numbers
    words: Numbers
    states: Numbers

    def __len__(self) -> int:
        return len(self.ids)

    def word_numbers(self) -> Numbers:
        """For each piece the place of its word among the words, from 0."""
        return np.unique(self.words, return_inverse=True)[1].astype(np.int64)

    def stretch(self, run: tuple[int, int]) -> Stretch:
        """Offsets of a run of words."""
        numbers = self.word_numbers()
        held = (numbers >= run[0]) & (numbers < run[1])
        return int(self.starts[held][0]), int(self.ends[held][-1])


def plain(text: str, low: int, high: int, marks: Iterable[tuple[Stretch, Stretch]]) -> str:
    """The stretch with every mark of `marks` (opening, closing) as a straight double one; no letter moves.

    >>> plain("He said ‘no’.", 0, 13, [((8, 9), (11, 12))])
    'He said "no".'
    """
    letters = list(text[low:high].translate(_CURLY))
    for mark in marks:
        for start, end in mark:
            for place in range(max(start, low), min(end, high)):
                letters[place - low] = '"' if place == start else " "
    return "".join(letters)


def chunks(text: str, low: int, high: int, tokenizer: Tokenizer) -> list[Stretch]:
    """The stretch in parts that the encoder can read whole, cut at ends of sentences where there are any."""
    if len(tokenizer.encode(text[low:high], add_special_tokens=False).ids) <= LONGEST:
        return [(low, high)]
    ends = [match.end() for match in _SENTENCE_END.finditer(text, low, high)]
    middle = (low + high) // 2
    spaces = [match.end() for match in re.finditer(r"\s", text[low:high])]
    cut = min(ends or [low + end for end in spaces] or [middle], key=lambda place: abs(place - middle))
    if not low < cut < high:
        cut = middle
    return [*chunks(text, low, cut, tokenizer), *chunks(text, cut, high, tokenizer)]


def pieces_of(text: str, stretch: Stretch, marks: list[tuple[Stretch, Stretch]], tokenizer: Tokenizer) -> Pieces:
    """Word pieces of one stretch of the article; `marks` are the places of its opening and closing marks."""
    low, high = stretch
    read = tokenizer.encode(plain(text, low, high, marks), add_special_tokens=False)
    offsets = np.array(read.offsets, dtype=np.int64).reshape(-1, 2) + low
    states = np.zeros(len(read.ids), dtype=np.int64)
    for opening, closing in marks:
        inside = (offsets[:, 0] >= opening[1]) & (offsets[:, 1] <= closing[0])
        states[inside] = INSIDE
        for start, end in (opening, closing):
            states[(offsets[:, 0] < end) & (offsets[:, 1] > start)] = MARK
    words = np.array([-1 if word is None else word for word in read.word_ids], dtype=np.int64)
    return Pieces(np.array(read.ids, dtype=np.int64), offsets[:, 0], offsets[:, 1], words, states)


def pieces_in(text: str, tokenizer: Tokenizer) -> Iterator[Pieces]:
    """Word pieces of every paragraph of a text, in order; a paragraph too long for the encoder comes in parts."""
    stretches = paragraphs(text)
    quotes = quotations(text, stretches)
    marks = [((quote.start, quote.inner_start), (quote.inner_end, quote.end)) for quote in quotes]
    for low, high in stretches:
        here = [mark for mark in marks if mark[0][0] < high and mark[1][1] > low]
        for part in chunks(text, low, high, tokenizer):
            yield pieces_of(text, part, here, tokenizer)
