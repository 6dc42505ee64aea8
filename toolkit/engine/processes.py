"""Work shared out to several processes of this machine, of which any may die."""

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from typing import Any, TypeVar

from loky.process_executor import ProcessPoolExecutor

from toolkit.engine.batches import Batch
from toolkit.engine.choosing import Share
from toolkit.engine.waiting import Queue
from toolkit.errors import EngineError

Result = TypeVar("Result")

ONE_CORE = {"COUNTERPOINT_ONE_CORE": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""What tells a process that others work beside it, so that it starts no threads that would only wait for a core."""

AHEAD = 2
"""Batches that a process has at hand: one that it works on, and the next."""


@contextmanager
def processes(workers: int) -> Iterator[Share]:
    """So many processes start while the block goes on and end with it; see `choosing.sharing`.

    Each stands by itself (loky, which imports no script of the caller's), so that one that dies takes only its own
    batch along. Where none can be started, EngineError is raised when the first batch is given.
    """
    with ExitStack() as stack:
        seats = [stack.enter_context(closing(Seat())) for _ in range(workers)]
        yield partial(_shared, seats)


def _shared(
    seats: "Sequence[Seat]",
    work: Callable[[Batch], Result],
    batches: Iterable[Batch],
    lost: Callable[[Batch, EngineError], Result],
    /,
) -> Iterator[tuple[Batch, Result]]:
    queue = Queue(batches)
    try:
        while True:
            for seat in seats:
                while len(seat.jobs) < AHEAD and (batch := queue.take()) is not None:
                    seat.give(work, batch)
            first = {seat.jobs[0][0]: seat for seat in seats if seat.jobs}
            if not first:
                return
            for future in wait(first, return_when=FIRST_COMPLETED).done:
                yield from _done(first[future], queue, lost)
    finally:
        for seat in seats:
            if seat.jobs:  # the step was given up in the middle
                seat.close()


def _done(seat: "Seat", queue: Queue, lost: Callable[[Batch, EngineError], Result]) -> Iterator[tuple[Batch, Result]]:
    future, batch = seat.jobs.popleft()
    try:
        found = future.result()
    except BrokenExecutor:
        beside = [waiting for _, waiting in seat.jobs]
        seat.close()
        seat.open()
        yield from queue.lose(batch, beside, lost)
    else:
        yield batch, found


class Seat:
    """Holds one process and the batches that it was given."""

    def __init__(self) -> None:
        self.jobs: deque[tuple[Future[Any], Batch]] = deque()
        self._pool: Any = None
        self.open()

    def open(self) -> None:
        """A process starts, and nobody waits for it."""
        self._pool = ProcessPoolExecutor(
            max_workers=1, initializer=_begin, initargs=(os.getpid(),), timeout=None, env=ONE_CORE
        )
        try:
            self._begun: Future[int] = self._pool.submit(os.getpid)
        except (BrokenExecutor, OSError) as error:
            raise self._unstarted(error) from error

    def give(self, work: Callable[[Batch], Any], batch: Batch) -> None:
        """The process works on the batch after those it has; a process that died meanwhile says so at the first one.

        Raises EngineError where no process could be started.
        """
        if self._pool is None:
            self.open()
        try:
            self._begun.result()
        except (BrokenExecutor, OSError) as error:
            raise self._unstarted(error) from error
        try:
            self.jobs.append((self._pool.submit(work, batch), batch))
        except BrokenExecutor as error:
            broken: Future[Any] = Future()
            broken.set_exception(error)
            self.jobs.append((broken, batch))

    def close(self) -> None:
        """The process ends, in the middle of its work if it has any; another one starts when it is needed."""
        self.jobs.clear()
        if self._pool is not None:
            self._pool.shutdown(wait=True, kill_workers=True)
            self._pool = None

    def _unstarted(self, error: Exception) -> EngineError:
        self.close()
        return EngineError(
            f"no process can be started: {error}",
            works="a system that lets a program start others",
            step="leave engine= out, which works in one process, or free some memory",
        )


def _begin(parent: int) -> None:
    # The analyst who stops the run stops the parent, which ends its processes; and none outlives its parent, which is
    # named by the parent itself: it may have died before this process could look who it is.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, args=(parent,), daemon=True).start()


def _end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
