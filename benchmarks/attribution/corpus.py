"""PolNeAR's folder as training data: paragraphs in word pieces with the labels of cue, source and content."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from toolkit.language.tagging.pieces import Pieces, pieces_in

CUE, SOURCE, CONTENT = 1, 3, 5
FLAT = 7
NONE, IS_SOURCE, IS_CONTENT = 0, 1, 2


@dataclass
class Sample:
    """One paragraph: its pieces, one flat label a piece, and for each cue its place and one role a piece."""

    doc: str
    pieces: Pieces
    flat: np.ndarray
    cues: list[tuple[int, int]] = field(default_factory=list)
    roles: list[np.ndarray] = field(default_factory=list)


def articles(folder: Path) -> Iterator[tuple[str, str, list[dict[str, list[tuple[int, int]]]]]]:
    """Name, text and attributions of every article of a split (brat standoff), of the first coder of several."""
    for path in sorted((folder / "text").glob("*.txt")):
        coded = sorted(p for p in (folder / "attributions").glob("*.ann") if p.name.startswith(path.stem + "_"))
        coded = [p for p in coded if len(p.stem) == len(path.stem) + 5]
        if coded:
            with path.open(encoding="utf-8", newline="") as file:
                yield path.stem, file.read(), brat(coded[0])


def brat(path: Path) -> list[dict[str, list[tuple[int, int]]]]:
    """The attributions of one file: spans of source, cue and content."""
    spans: dict[str, list[tuple[int, int]]] = {}
    events = []
    with path.open(encoding="utf-8", newline="") as file:
        for line in file:
            parts = line.rstrip("\r\n").split("\t")
            if line.startswith("T") and len(parts) > 1:
                places = parts[1].split(" ", 1)[1]
                spans[parts[0]] = [(int(a), int(b)) for a, b in (p.split(" ") for p in places.split(";"))]
            elif line.startswith("E"):
                events.append([part.split(":") for part in parts[1].split()])
    found = []
    for event in events:
        one: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
        for role, name in event:
            key = role.rstrip("0123456789").lower()
            if key in one:
                one[key] += spans.get(name, [])
        found.append(one)
    return [one for one in found if one["content"]]


def data_hash(folder: Path) -> str:
    """One hash of every file of a split, by name and content."""
    seen = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            seen.update(path.relative_to(folder).as_posix().encode())
            seen.update(path.read_bytes())
    return seen.hexdigest()


def samples(folder: Path, tokenizer: Tokenizer) -> list[Sample]:
    """Every paragraph of a split."""
    found = []
    for name, text, attributions in articles(folder):
        found += [_labelled(name, pieces, attributions) for pieces in pieces_in(text, tokenizer)]
    return found


def _labelled(name: str, pieces: Pieces, attributions: list[dict[str, list[tuple[int, int]]]]) -> Sample:
    flat = np.zeros(len(pieces), dtype=np.int64)
    sample = Sample(name, pieces, flat)
    for one in attributions:
        held = {role: _held(pieces, spans) for role, spans in one.items()}
        for role, tag in (("content", CONTENT), ("source", SOURCE), ("cue", CUE)):
            flat[held[role]] = tag + 1
            starts = held[role] & ~np.concatenate([[False], held[role][:-1]])
            flat[starts] = tag
        places = np.flatnonzero(held["cue"])
        if len(places):
            roles = np.zeros(len(pieces), dtype=np.int64)
            roles[held["content"]] = IS_CONTENT
            roles[held["source"]] = IS_SOURCE
            sample.cues.append((int(places[0]), int(places[-1]) + 1))
            sample.roles.append(roles)
    return sample


def _held(pieces: Pieces, spans: list[tuple[int, int]]) -> np.ndarray:
    held = np.zeros(len(pieces), dtype=bool)
    for start, end in spans:
        held |= (pieces.starts < end) & (pieces.ends > start)
    return held


def split(found: list[Sample], held_out: int, seed: int) -> tuple[list[Sample], list[Sample]]:
    """The samples in two, by article: for training, and `held_out` articles for thresholds and calibration."""
    names = sorted({one.doc for one in found})
    random.Random(seed).shuffle(names)
    kept = set(names[:held_out])
    return [one for one in found if one.doc not in kept], [one for one in found if one.doc in kept]
