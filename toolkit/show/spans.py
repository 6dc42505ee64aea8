"""A text cut into runs where spans begin and end, so that spans that nest or overlap can be drawn without nesting."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """A piece of a text, from `start` to `end`, and the places in the list of spans of those that cover it."""

    start: int
    end: int
    words: str
    spans: tuple[int, ...]


def runs(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Run, ...]:
    """Joined, the runs are the text; each is covered by the same spans from its first to its last character.

    `spans` are pairs of start and end, code points, half open, in any order; they may nest, overlap and repeat. What
    lies outside the text, and a span that is empty, is left out.

    >>> [(run.words, run.spans) for run in runs("abcdef", [(0, 4), (2, 6)])]
    [('ab', (0,)), ('cd', (0, 1)), ('ef', (1,))]
    """
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for place, (start, end) in enumerate(spans):
        first, last = max(start, 0), min(end, len(text))
        if first < last:
            begins.setdefault(first, []).append(place)
            ends.setdefault(last, []).append(place)
    found: list[Run] = []
    over: set[int] = set()
    start = 0
    for cut in sorted({*begins, *ends, len(text)}):
        if cut > start:
            found.append(Run(start, cut, text[start:cut], tuple(sorted(over))))
        over = over.difference(ends.get(cut, ())).union(begins.get(cut, ()))
        start = cut
    return tuple(found)
