"""The trained network in use: pieces in, probabilities of cues and roles out, the same whatever stands in the batch."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from toolkit.language.tagging.decode import Limits, Tagged, candidates
from toolkit.language.tagging.pieces import Pieces
from toolkit.language.tagging.windows import CLS, PAD, SEP, ask

Floats = NDArray[np.float64]
_SLOW = ["SkipLayerNormFusion"]  # joined, sum and normalisation take seven times as long as one by one
_BATCH = 2_048  # pieces; more gains nothing and costs memory
_CUE, _SOURCE, _CONTENT = slice(1, 3), 1, 2


class Tagger:
    """The two graphs and their tokenizer; `tag` is the one thing they do."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        # One thread: the parser works beside it on another core, and sums keep their order.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self._encoder, self._roles = (
            onnxruntime.InferenceSession(
                str(folder / name), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW
            )
            for name in ("encoder.onnx", "roles.onnx")
        )

    def tag(self, stretches: list[Pieces], limits: Limits) -> list[Tagged]:
        """One Tagged for each stretch, in order; rows of like length are run together."""
        found: dict[int, Tagged] = {}
        for group in _groups(stretches):
            found |= zip(group, self._tag([stretches[place] for place in group], limits), strict=True)
        return [found[place] for place in range(len(stretches))]

    def _tag(self, group: list[Pieces], limits: Limits) -> list[Tagged]:
        hidden, logits = self._encoder.run(None, _rows(group))
        chance = _softmax(logits)[:, :, _CUE].sum(axis=-1)
        believed = [chance[row, 1 : len(one) + 1] for row, one in enumerate(group)]
        runs = [candidates(one, seen, limits) for one, seen in zip(group, believed, strict=True)]
        cues = [(row, run) for row, own in enumerate(runs) for run in own]
        told = self._ask(cues, hidden, [len(one) for one in group]) if cues else iter(())
        return [_tagged(*row, told) for row in zip(group, believed, runs, strict=True)]

    def _ask(
        self, cues: list[tuple[int, tuple[int, int]]], hidden: NDArray[np.float32], sizes: list[int]
    ) -> Iterator[tuple[float, Floats]]:
        """For each cue whether it is one, and the chance of each piece of its paragraph to be source or content."""
        asked = ask(cues, sizes)
        room = max(1, _BATCH // asked.places.shape[1])
        for first in range(0, len(cues), room):
            part = slice(first, first + room)
            inputs = {
                "hidden": hidden[asked.rows[part, None], asked.places[part]],
                "marks": asked.marks[part],
                "distances": asked.distances[part],
                "lengths": asked.lengths[part].astype(np.int32),
            }
            roles, valid = self._roles.run(None, inputs)
            chances, marked = _softmax(roles), asked.marks[part] == 1
            for number, (row, _) in enumerate(cues[part]):
                size = int(asked.lengths[part][number])
                whole = np.zeros((2, sizes[row] + 2))
                whole[:, asked.places[part][number][:size]] = chances[number, :size, _SOURCE : _CONTENT + 1].T
                logit = float(valid[number, :, 0][marked[number]].mean())
                yield 1 / (1 + np.exp(-logit)), whole[:, 1:-1]


def _groups(stretches: list[Pieces]) -> Iterator[list[int]]:
    """Places of stretches of like length, as many as a batch holds; an empty stretch stands alone."""
    group: list[int] = []
    for place in sorted(range(len(stretches)), key=lambda place: len(stretches[place])):
        if group and (len(stretches[place]) + 2) * (len(group) + 1) > _BATCH:
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def _rows(group: list[Pieces]) -> dict[str, Any]:
    length = max(len(one) for one in group) + 2
    ids = np.full((len(group), length), PAD, dtype=np.int64)
    states = np.zeros((len(group), length), dtype=np.int64)
    for row, one in enumerate(group):
        ids[row, : len(one) + 2] = [CLS, *one.ids, SEP]
        states[row, 1 : len(one) + 1] = one.states
    lengths = np.array([len(one) + 2 for one in group], dtype=np.int32)
    return {"ids": ids, "states_of": states, "lengths": lengths}


def _softmax(logits: NDArray[np.float32]) -> Floats:
    wide = logits.astype(np.float64)
    raised = np.exp(wide - wide.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def _tagged(
    pieces: Pieces, believed: Floats, runs: list[tuple[int, int]], told: Iterator[tuple[float, Floats]]
) -> Tagged:
    answers = [next(told) for _ in runs]
    roles = np.array([answer for _, answer in answers]).reshape(len(runs), 2, len(pieces))
    seen = np.array([believed[slice(*run)].mean() for run in runs])
    return Tagged(pieces, runs, seen, np.array([valid for valid, _ in answers]), roles[:, 0], roles[:, 1])


def weights_folder() -> Path:
    """Where the weights lie in the package."""
    return Path(str(resources.files("toolkit.language.tagging"))) / "weights"


@lru_cache(maxsize=1)
def load_tagger() -> Tagger | None:
    """The tagger with the weights of the package, loaded once; None where the package has none."""
    folder = weights_folder()
    return Tagger(folder) if (folder / "encoder.onnx").exists() else None


@lru_cache(maxsize=1)
def weights_hash() -> str:
    """One hash of the files of the weights, by name and content."""
    seen = hashlib.sha256()
    for path in sorted(weights_folder().iterdir()):
        seen.update(path.name.encode())
        seen.update(path.read_bytes())
    return seen.hexdigest()
