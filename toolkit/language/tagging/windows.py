"""What the second tagger is asked for each cue: a stretch of its paragraph, with the cue marked and distances to it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Run = tuple[int, int]
CLS, SEP, PAD = 101, 102, 0
WINDOW = 192
FAR = 40
THIS_CUE, OTHER_CUE = 1, 2


@dataclass(frozen=True)
class Asked:
    """Some cues, one a row: the paragraph of each, and for each place of its window the piece, the mark, the distance.

    `places` count from the piece added before the paragraph; `lengths` is how much of each row is filled.
    """

    rows: Numbers
    places: Numbers
    marks: Numbers
    distances: Numbers
    lengths: Numbers


def ask(cues: list[tuple[int, Run]], sizes: list[int]) -> Asked:
    """The windows of cues given as (paragraph, run of pieces); `sizes` counts the pieces of each paragraph."""
    width = min(WINDOW, max(sizes[row] for row, _ in cues) + 2)
    places, marks, distances = (np.zeros((len(cues), width), dtype=np.int64) for _ in range(3))
    lengths = np.zeros(len(cues), dtype=np.int64)
    beside: dict[int, list[Run]] = {}
    for row, run in cues:
        beside.setdefault(row, []).append(run)
    for number, (row, (first, end)) in enumerate(cues):
        whole = sizes[row] + 2
        begin = 0 if whole <= width else min(max(0, (first + end) // 2 + 1 - width // 2), whole - width)
        held = np.arange(begin, min(whole, begin + width))
        size = lengths[number] = len(held)
        places[number, :size] = held
        for low, high in beside[row]:
            marks[number, :size][(held > low) & (held <= high)] = OTHER_CUE
        marks[number, :size][(held > first) & (held <= end)] = THIS_CUE
        away = np.where(held <= first, held - first - 1, np.where(held > end, held - end, 0))
        distances[number, :size] = np.clip(away, -FAR, FAR) + FAR
    rows = np.array([row for row, _ in cues], dtype=np.int64)
    return Asked(rows, places, marks, distances, lengths)
