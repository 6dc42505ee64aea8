"""What was said, in the paragraph it stands in, as plain values: for pages and panels to draw as they need."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pandas as pd

from toolkit import text

AROUND = 400  # code points of a long paragraph shown before and after what was said


@dataclass(frozen=True)
class Piece:
    """A piece of an article's own words, and what it is: `content`, `cue`, `speaker`, or nothing."""

    words: str
    role: str = ""


def label(article: Mapping[Any, Any]) -> str:
    """An article in one line: its headline or first words, its outlet and its date, as far as they are known."""
    title = article["title"] or " ".join(article["text"].split()[:9]) + " …"
    date = "" if pd.isna(article["published"]) else f"{article['published']:%Y-%m-%d}"
    return " · ".join(part for part in (title, article["outlet"], date) if part)


def pieces(words: str, row: Mapping[Any, Any]) -> tuple[Piece, ...]:
    """The paragraphs a statement stands in, cut where its content, its cue and its source begin and end.

    Joined, the pieces are the article's own words without a change, but for `…` where a long paragraph is cut.
    """
    roles = [("content", start, end) for start, end in row["spans"]]
    for role, column in (("cue", "cue"), ("speaker", "speaker_mention")):
        if row[column]:
            roles.append((role, int(row[f"{role}_start"]), int(row[f"{role}_end"])))
    first, last = min(start for _, start, _ in roles), max(end for _, _, end in roles)
    begin, finish = _paragraphs(words, first, last)
    before, after = first - begin > AROUND, finish - last > AROUND
    begin, finish = max(begin, first - AROUND), min(finish, last + AROUND)
    cuts = sorted({begin, finish, *(place for _, start, end in roles for place in (start, end))})
    found = [
        Piece(words[start:end], next((role for role, from_, to in roles if from_ <= start and end <= to), ""))
        for start, end in pairwise(cuts)
    ]
    return (*([Piece("… ")] if before else []), *found, *([Piece(" …")] if after else []))


def _paragraphs(words: str, first: int, last: int) -> tuple[int, int]:
    """Where the paragraph that holds `first` begins, and where the one that holds `last` ends."""
    starts, ends = _bounds(words)
    opening, closing = bisect_right(starts, first), bisect_left(ends, last)
    return (starts[opening - 1] if opening else first), (ends[closing] if closing < len(ends) else last)


@lru_cache(maxsize=4)  # the statements of one article come one after another
def _bounds(words: str) -> tuple[list[int], list[int]]:
    around = text.paragraphs(words)
    return [start for start, _ in around], [end for _, end in around]
