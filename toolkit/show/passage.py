"""What was said, in the paragraph it stands in, as plain values: for pages and panels to draw as they need."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from toolkit import text

AROUND = 400  # code points of a long paragraph shown before and after what was said
_BREAK = re.compile(f"[{text.LINE_BREAKS}]")


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
    begin = first - len(_BREAK.split(words[max(0, first - AROUND) : first])[-1])
    finish = last + len(_BREAK.split(words[last : last + AROUND])[0])
    cuts = sorted({begin, finish, *(place for _, start, end in roles for place in (start, end))})
    found = [
        Piece(words[start:end], next((role for role, from_, to in roles if from_ <= start and end <= to), ""))
        for start, end in pairwise(cuts)
    ]
    before = begin > 0 and words[begin - 1] not in text.LINE_BREAKS
    after = finish < len(words) and words[finish] not in text.LINE_BREAKS
    return (*([Piece("… ")] if before else []), *found, *([Piece(" …")] if after else []))
