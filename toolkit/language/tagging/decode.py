"""Probabilities of pieces to attributions: every word says one thing of one cue, a source may serve several cues."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.language.tagging.pieces import Pieces

Array = NDArray[np.float64]
Run = tuple[int, int]


@dataclass(frozen=True)
class Limits:
    """The thresholds of decoding, each a probability; `hole` counts words."""

    cue: float = 0.3
    content: float = 0.5
    source: float = 0.2
    kept: float = 0.5
    hole: int = 2


@dataclass(frozen=True)
class Tagged:
    """What the network says of one paragraph: candidates of cues, and for each the roles of the pieces."""

    pieces: Pieces
    cues: list[Run]
    believed: Array
    valid: Array
    source: Array
    content: Array


@dataclass(frozen=True)
class Found:
    """One attribution by the network; stretches are runs of word numbers."""

    cue: Run
    source: Run | None
    content: list[Run]
    features: tuple[float, ...]


def by_word(pieces: Pieces, values: Array) -> Array:
    """Means over the pieces of each word; the last axis counts pieces, then words."""
    starts = np.flatnonzero(np.diff(pieces.words, prepend=-2))
    counts = np.diff(starts, append=len(pieces))
    return np.asarray(np.add.reduceat(values, starts, axis=-1) / counts)


def runs_of(held: NDArray[np.bool_]) -> list[Run]:
    """Runs of True as (first, end).

    >>> runs_of(np.array([True, True, False, True]))
    [(0, 2), (3, 4)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[0], held.astype(np.int8), [0]])))
    return [(int(first), int(end)) for first, end in edges.reshape(-1, 2)]


def candidates(pieces: Pieces, believed: Array, limits: Limits) -> list[Run]:
    """Runs of pieces that may be a cue: whole words whose mean probability reaches the limit."""
    if not len(pieces):
        return []
    words = by_word(pieces, believed) >= limits.cue
    return runs_of(words[pieces.word_numbers()])


def decode(tagged: Tagged, limits: Limits) -> list[Found]:
    """The attributions of a paragraph, in order of their cues; weak ones are left out before words are shared out."""
    if not tagged.cues:
        return []
    source, content = by_word(tagged.pieces, tagged.source), by_word(tagged.pieces, tagged.content)
    numbers = tagged.pieces.word_numbers()
    cues = [(int(numbers[first]), int(numbers[end - 1]) + 1) for first, end in tagged.cues]
    standing = [place for place in range(len(cues)) if tagged.valid[place] >= limits.kept]
    best = content[standing].max(axis=0, initial=0.0)
    found = []
    for place in standing:
        held = (content[place] >= limits.content) & (content[place] >= best)
        held[slice(*cues[place])] = False
        held = _filled(held, cues[place], limits.hole)
        if not held.any():
            continue
        run = _source(source[place] * ~held, cues[place], limits.source)
        features = (
            float(tagged.believed[place]),
            float(tagged.valid[place]),
            float(content[place][held].mean()),
            float(source[place][slice(*run)].mean()) if run else 0.0,
        )
        found.append(Found(cues[place], run, runs_of(held), features))
    return found


def _filled(held: NDArray[np.bool_], cue: Run, hole: int) -> NDArray[np.bool_]:
    """Content with its small holes filled, the cue's own words excepted."""
    filled = held.copy()
    for first, end in runs_of(~held):
        inside = first > 0 and end < len(held)
        if inside and end - first <= hole and not (first < cue[1] and cue[0] < end):
            filled[first:end] = True
    return filled


def _source(chance: Array, cue: Run, least: float) -> Run | None:
    """The run of words with the greatest mass of being the source."""
    runs = [(first, end) for first, end in runs_of(chance >= least) if not (first < cue[1] and cue[0] < end)]
    return max(runs, key=lambda run: float(chance[slice(*run)].sum()), default=None)
