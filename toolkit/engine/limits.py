"""How long a batch of articles may take."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from toolkit.errors import EngineError

SECONDS = 60.0
"""What any batch may take, and for each `SLOWEST` characters one second more."""

SLOWEST = 1_000
"""Characters a second that the slowest machine analyses; a usual one does ten times as many."""


@contextmanager
def time_limit(characters: int) -> Iterator[None]:
    """The block ends, or EngineError is raised in it once it took longer than texts of so many characters may.

    Only where the system has an alarm clock (not on Windows) and in the main thread of a process; elsewhere, as in the
    threads of a Dask worker, a block may take as long as it likes.

    >>> with time_limit(10):
    ...     print("done")
    done
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    seconds = SECONDS + characters / SLOWEST

    def late(_signal: int, _frame: FrameType | None) -> None:
        raise EngineError(
            f"its analysis took longer than {seconds:.0f} seconds",
            works=f"texts of which {SLOWEST:,} characters are analysed in a second or faster",
            step="look into the text for data or endless repetition; if it is a report, report this as a fault",
        )

    earlier = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, earlier)
