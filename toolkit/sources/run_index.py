"""In which stories a run of words stands, for as many stories as there are: eight bytes for each place it stands at."""

from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

FORMULA = 500
"""A run that stands in more stories than this is a formula of the trade and tells nothing of two of them."""

_FRESH = 200_000  # places that are kept in a dictionary, before they are sorted among the others


class RunIndex:
    """Holds the stories in which each run stands.

    >>> index = RunIndex()
    >>> index.add(0, [7, 8])
    >>> index.near([8, 9])
    Counter({0: 1})
    """

    def __init__(self, *, fresh: int = _FRESH) -> None:
        self._runs: NDArray[np.uint32] = np.empty(0, dtype=np.uint32)
        self._places: NDArray[np.uint32] = np.empty(0, dtype=np.uint32)
        self._fresh: dict[int, list[int]] = defaultdict(list)
        self._waiting, self._most = 0, fresh

    def add(self, place: int, runs: Iterable[int]) -> None:
        """The story with this number has these runs, each given once."""
        for run in runs:
            self._fresh[run].append(place)
            self._waiting += 1
        if self._waiting >= self._most:
            self._sort_in()

    def near(self, runs: Iterable[int]) -> "Counter[int]":
        """The stories that share some of these runs, with how many; formulas are passed over."""
        asked = np.fromiter(runs, dtype=np.uint32)
        low, high = (np.searchsorted(self._runs, asked, side) for side in ("left", "right"))
        found: Counter[int] = Counter()
        for run, first, last in zip(asked.tolist(), low.tolist(), high.tolist(), strict=True):
            fresh = self._fresh.get(run, ())
            if last - first + len(fresh) <= FORMULA:
                found.update(self._places[first:last].tolist())
                found.update(fresh)
        return found

    def _sort_in(self) -> None:
        runs = np.fromiter((run for run, places in self._fresh.items() for _ in places), dtype=np.uint32)
        places = np.fromiter((place for places in self._fresh.values() for place in places), dtype=np.uint32)
        together = np.concatenate([self._runs, runs])
        order = np.argsort(together, kind="stable")
        self._runs, self._places = together[order], np.concatenate([self._places, places])[order]
        self._fresh.clear()
        self._waiting = 0
