"""The batches that are still to be done, with those that were lost and are tried again."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from toolkit.engine.batches import Batch
from toolkit.engine.choosing import died
from toolkit.errors import EngineError

Result = TypeVar("Result")


class Queue:
    """Holds what is to be done: first what was lost, article by article, then the batches as they come."""

    def __init__(self, batches: Iterable[Batch]) -> None:
        self._given = iter(batches)
        self._again: deque[Batch] = deque()

    def take(self) -> Batch | None:
        """The next batch, or None when there is none."""
        return self._again.popleft() if self._again else next(self._given, None)

    def lose(
        self, batch: Batch, beside: Sequence[Batch], lost: Callable[[Batch, EngineError], Result]
    ) -> list[tuple[Batch, Result]]:
        """A process died at `batch`, and took those `beside` along; what is to be said at once about it.

        Those beside are done again as they are, the batch article by article, and a single article once more; one that
        was tried before is lost.
        """
        self._again.extendleft(reversed(beside))
        if len(batch) > 1:
            self._again.extendleft(reversed(batch.alone()))
        elif not batch.tried:
            self._again.appendleft(replace(batch, tried=True))
        else:
            return [(batch, lost(batch, died(batch)))]
        return []
