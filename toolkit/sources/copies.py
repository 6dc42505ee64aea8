"""Copies: reports that tell the same story in the same words under another headline or byline."""

import zlib
from collections.abc import Sequence

from toolkit.sources.run_index import RunIndex

# Runs of so many words are compared: a shared run of five is hardly ever chance, and a changed word breaks only five.
SHINGLE = 5
# So great a share of the runs of the shorter report must stand in the other. An update that keeps a third of its
# paragraphs is a report of its own; a copy that lost its last paragraphs is none.
LEAST_SHARED = 0.8
# Every fourth run, the same in all reports, chosen by its hash, finds the reports that are worth comparing.
_EVERY = 4
_COMPARED = 5


def copies(stories: Sequence[str]) -> dict[int, int]:
    """Each copy, by its place in `stories`, and the first of those before it that it copies.

    A story is the words of a report in small letters, without headline and byline. Two are one when they share
    `LEAST_SHARED` or more of the five-word runs of the shorter (containment, Broder 1997).

    >>> told = "the mayor said on friday that the bridge would stay closed until the inquiry had ended"
    >>> copies([told, "nothing else of any kind was said by anybody", told + " in may"])
    {2: 0}
    """
    index = RunIndex()
    found: dict[int, int] = {}
    for place, story in enumerate(stories):
        runs = _runs(story)
        looked = [run for run in runs if run % _EVERY == 0]
        near = sorted(index.near(looked).items(), key=lambda one: (-one[1], one[0]))[:_COMPARED]
        copied = next((one for one in sorted(dict(near)) if _shared(runs, _runs(stories[one])) >= LEAST_SHARED), None)
        if copied is not None:
            found[place] = copied
            continue
        index.add(place, looked)
    return found


def _runs(story: str) -> frozenset[int]:
    words = story.split()
    return frozenset(zlib.crc32(" ".join(words[at : at + SHINGLE]).encode()) for at in range(len(words) - SHINGLE + 1))


def _shared(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / min(len(one), len(other))
