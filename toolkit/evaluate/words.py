"""The words that a measure counts, and which of them stand in quotation marks or inside a span."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# These two and the list below define the measure; other rooms count words in a way of their own (`toolkit.text`).
_WORD = re.compile(r"[0-9A-Za-z]+(?:[’'][A-Za-z]+)?|[$%£€]")
_MARK = re.compile(r"[\"“”]|''|``")
HOLLOW = frozenset(
    ("a", "an", "and", "at", "by", "for", "her", "his", "in", "its", "mr", "mrs", "ms", "of", "on", "or", "s", "the",
     "their", "to")
)  # fmt: skip
"""Words that tell nobody apart: a source that is found by one of these alone is not found."""


@dataclass(frozen=True)
class Words:
    """The words of one text by their places: where each starts and ends, which are hollow, which stand in marks."""

    starts: Sequence[int]
    ends: Sequence[int]
    hollow: frozenset[int]
    marked: frozenset[int]

    def within(self, spans: Iterable[Sequence[int]]) -> frozenset[int]:
        """The numbers of the words that share at least one character with one of the spans, [start, end] each."""
        return frozenset(
            place
            for start, end in spans
            for place in range(bisect_right(self.ends, start), bisect_left(self.starts, end))
        )


def words_of(text: str) -> Words:
    """A word is a run of ASCII letters and digits, with an apostrophe and letters after it, or a sign of currency or %.

    A word stands in marks when a quotation holds all of it. Quotations are sought line by line: “ opens one, even
    inside another, a straight mark opens or closes, and one that is never closed runs to the end of its line.

    >>> found = words_of("“We will pay,” the minister’s aide said.")
    >>> len(found.starts), sorted(found.marked), sorted(found.hollow)
    (7, [0, 1, 2], [3])
    """
    printed = list(_WORD.finditer(text))
    starts, ends = [word.start() for word in printed], [word.end() for word in printed]
    marked = (
        place
        for start, end in _quotations(text)
        for place in range(bisect_left(starts, start), bisect_right(ends, end))
    )
    hollow = (place for place, word in enumerate(printed) if word.group().lower() in HOLLOW)
    return Words(starts, ends, frozenset(hollow), frozenset(marked))


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for line in text.split("\n"):
        opened = -1
        for mark in _MARK.finditer(line):
            if mark.group() == "“" or (opened < 0 and mark.group() != "”"):
                opened = mark.start()
            elif opened >= 0:
                yield begin + opened, begin + mark.end()
                opened = -1
        if opened >= 0:
            yield begin + opened, begin + len(line)
        begin += len(line) + 1
