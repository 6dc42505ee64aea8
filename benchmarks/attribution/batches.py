"""Batches of paragraphs for training: like lengths together, names and marks varied, so that neither is learned."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from attribution.corpus import NONE, Sample
from torch import Tensor

from toolkit.language.tagging.pieces import MARK, OUTSIDE
from toolkit.language.tagging.windows import CLS, PAD, SEP, ask


@dataclass
class Batch:
    """Tensors of some paragraphs, one a row, a piece at each end added."""

    ids: Tensor
    states: Tensor
    mask: Tensor
    flat: Tensor
    samples: list[Sample]


def epoch(found: list[Sample], *, pieces: int, seed: int, names: "Names | None") -> Iterator[list[Sample]]:
    """Lists of samples of about `pieces` pieces; half of the paragraphs without a cue are left out, anew each time."""
    chance = random.Random(seed)
    kept = [one for one in found if len(one.pieces) > 2 and (one.cues or chance.random() < 0.5)]
    if names is not None:
        kept = [names.varied(one, chance) for one in kept]
    kept.sort(key=lambda one: len(one.pieces) + chance.random() * 8)
    groups: list[list[Sample]] = [[]]
    for one in kept:
        longest = max([len(one.pieces), *(len(other.pieces) for other in groups[-1])]) + 2
        if groups[-1] and longest * (len(groups[-1]) + 1) > pieces:
            groups.append([])
        groups[-1].append(one)
    chance.shuffle(groups)
    yield from groups


def batch(group: list[Sample]) -> Batch:
    """The tensors of a group."""
    length = max(len(one.pieces) for one in group) + 2
    ids = np.full((len(group), length), PAD, dtype=np.int64)
    states = np.zeros((len(group), length), dtype=np.int64)
    mask = np.zeros((len(group), length), dtype=np.float32)
    flat = np.full((len(group), length), -100, dtype=np.int64)
    for row, one in enumerate(group):
        end = len(one.pieces) + 1
        ids[row, : end + 1] = [CLS, *one.pieces.ids, SEP]
        states[row, 1:end] = one.pieces.states
        mask[row, : end + 1] = 1
        flat[row, 1:end] = one.flat
    return Batch(*(torch.from_numpy(part) for part in (ids, states, mask, flat)), group)


@dataclass
class Conditioned:
    """Tensors of some cues, one a row: paragraph, places, marks, distances, mask, roles, and whether it is a cue."""

    rows: Tensor
    places: Tensor
    marks: Tensor
    distances: Tensor
    mask: Tensor
    roles: Tensor
    valid: Tensor


def conditioned(cues: list[tuple[int, tuple[int, int], np.ndarray | None]], lengths: list[int]) -> Conditioned:
    """Each cue is (row, (first, end), roles or None for a false one); places count the piece added at the front."""
    asked = ask([(row, run) for row, run, _ in cues], lengths)
    mask = (np.arange(asked.places.shape[1]) < asked.lengths[:, None]).astype(np.float32)
    roles = np.full(asked.places.shape, -100, dtype=np.int64)
    for number, (row, _, wanted) in enumerate(cues):
        held = asked.places[number, : asked.lengths[number]]
        inside = (held > 0) & (held <= lengths[row])
        labels = np.full(lengths[row] + 2, NONE) if wanted is None else np.concatenate([[NONE], wanted, [NONE]])
        roles[number, : len(held)][inside] = labels[held[inside]]
    valid = np.array([wanted is not None for _, _, wanted in cues], dtype=np.float32)
    parts = (asked.rows, asked.places, asked.marks, asked.distances, mask, roles, valid)
    return Conditioned(*(torch.from_numpy(part) for part in parts))


class Names:
    """Names of the corpus exchanged for others: who speaks must be told by the sentence, not by being a candidate."""

    def __init__(self, known: dict[str, int], common: list[str], others: list[str]) -> None:
        self.common = [known[name] for name in common if name in known]
        self.others = [known[name] for name in others if name in known]

    def varied(self, one: Sample, chance: random.Random) -> Sample:
        """The sample, in three of ten cases with other names, and now and then without its marks or its last stop."""
        ids, states = one.pieces.ids, one.pieces.states
        if chance.random() < 0.3:
            changed = {name: chance.choice(self.others) for name in self.common}
            ids = np.array([changed.get(int(number), int(number)) for number in ids], dtype=np.int64)
        if chance.random() < 0.04 and (states == MARK).any():
            kept = states != MARK
            return _less(one, ids, np.full(len(ids), OUTSIDE), kept)
        if chance.random() < 0.05 and len(ids) > 4:
            kept = np.arange(len(ids)) < len(ids) - 1
            return _less(one, ids, states, kept)
        pieces = type(one.pieces)(ids, one.pieces.starts, one.pieces.ends, one.pieces.words, states)
        return Sample(one.doc, pieces, one.flat, one.cues, one.roles)


def _less(one: Sample, ids: np.ndarray, states: np.ndarray, kept: np.ndarray) -> Sample:
    old = one.pieces
    pieces = type(old)(ids[kept], old.starts[kept], old.ends[kept], old.words[kept], states[kept])
    moved = np.concatenate([[0], np.cumsum(kept)])
    found = [((int(moved[a]), int(moved[b])), roles[kept]) for (a, b), roles in zip(one.cues, one.roles, strict=True)]
    found = [(cue, roles) for cue, roles in found if cue[1] > cue[0]]
    return Sample(one.doc, pieces, one.flat[kept], [cue for cue, _ in found], [roles for _, roles in found])
