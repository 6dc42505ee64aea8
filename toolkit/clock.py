"""How long each room takes: nothing is measured unless somebody asks, and then by the clock on the wall."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")

# The measurement that runs, if one does: seconds by room, and for each room that is at work what others took meanwhile.
_running: list[dict[str, float]] = []
_inside: list[float] = []


@contextmanager
def measured() -> Iterator[dict[str, float]]:
    """Seconds by room, of what is done in the block, each second counted once: in the innermost room.

    Of one thread; what other threads and processes do meanwhile is in nobody's account.

    >>> with measured() as seconds:
    ...     with timed("reading"):
    ...         pass
    >>> list(seconds)
    ['reading']
    """
    seconds: dict[str, float] = {}
    _running.append(seconds)
    try:
        yield seconds
    finally:
        _running.pop()


@contextmanager
def timed(room: str) -> Iterator[None]:
    """What the block takes is of this room, where somebody measures."""
    if not _running:
        yield
        return
    start = time.perf_counter()
    _inside.append(0.0)
    try:
        yield
    finally:
        whole = time.perf_counter() - start
        own = whole - _inside.pop()
        if _inside:
            _inside[-1] += whole
        if _running:
            _running[-1][room] = _running[-1].get(room, 0.0) + own


def pulled(room: str, items: Iterable[Item]) -> Iterator[Item]:
    """The same items, the time that each takes to come being of this room.

    >>> list(pulled("parsing", "ab"))
    ['a', 'b']
    """
    coming = iter(items)
    while True:
        with timed(room):
            try:
                item = next(coming)
            except StopIteration:
                return
        yield item
