"""Work shared out to a Dask cluster, on this machine or on others."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib.util import find_spec
from typing import Any, TypeVar

from toolkit.engine.batches import Batch
from toolkit.engine.choosing import Share
from toolkit.engine.fingerprint import installation
from toolkit.engine.waiting import Queue
from toolkit.errors import EngineError

Result = TypeVar("Result")

AHEAD = 2
"""Batches for each worker that wait at the cluster; more would only fill its memory."""

_SECONDS = 30  # a scheduler that has not answered by then is not there
_NEEDED = ("distributed", "dask")


@contextmanager
def cluster(address: str | None, *, workers: int) -> Iterator[Share]:
    """The workers of a cluster share what the block gives them; see `choosing.sharing`.

    Without `address` a scheduler and so many workers are started on this machine, each a process of its own, and end
    with the block. A batch whose worker dies is given to another one by Dask, and counts as lost after three. Raises
    EngineError where Dask is not installed, no scheduler answers, or a worker has another Counterpoint than this
    process.
    """
    if any(find_spec(name) is None for name in _NEEDED):
        raise EngineError(
            "Dask is not installed", works="the packages dask and distributed",
            step="pip install 'counterpoint-toolkit[cluster]'",
        )  # fmt: skip
    with ExitStack() as stack:
        yield partial(_shared, stack.enter_context(_client(address, workers, stack)))


def _shared(
    client: Any,
    work: Callable[[Batch], Result],
    batches: Iterable[Batch],
    lost: Callable[[Batch, EngineError], Result],
    /,
) -> Iterator[tuple[Batch, Result]]:
    from distributed import as_completed  # noqa: PLC0415 - a second, that only those pay who ask for it

    queue = Queue(batches)
    there = partial(_there, work, installation())
    held: dict[str, tuple[Any, Batch]] = {}
    done = as_completed(loop=client.loop)

    def give() -> None:
        room = AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
        while len(held) < room and (batch := queue.take()) is not None:
            future = client.submit(there, batch, pure=False)
            held[future.key] = future, batch
            done.add(future)

    try:
        give()
        for future in done:
            _, batch = held.pop(future.key)
            yield from _done(future, batch, queue, lost)
            give()
    finally:
        if held:  # the step was given up in the middle
            client.cancel([future for future, _ in held.values()])


def _done(
    future: Any, batch: Batch, queue: Queue, lost: Callable[[Batch, EngineError], Result]
) -> Iterator[tuple[Batch, Result]]:
    from distributed import CancelledError, KilledWorker  # noqa: PLC0415

    try:
        found = future.result()
    except KilledWorker:
        yield from queue.lose(batch, [], lost)
    except CancelledError as error:
        raise EngineError(
            "the scheduler of the cluster is gone",
            works="a scheduler that runs until the work is done",
            step="start it again and say the same once more: with a store, what was done is kept",
        ) from error
    else:
        yield batch, found


def _client(address: str | None, workers: int, stack: ExitStack) -> Any:
    from distributed import Client  # noqa: PLC0415
    from distributed.deploy.subprocess import SubprocessCluster  # noqa: PLC0415

    try:
        if address is None:
            # Processes of their own that import no script of the caller's.
            cluster = SubprocessCluster(
                n_workers=workers,
                threads_per_worker=1,
                silence_logs=logging.CRITICAL,
                scheduler_kwargs={"dashboard": False},  # no page of it is served to the network
                worker_kwargs={"dashboard": False},
            )
            address = stack.enter_context(cluster).scheduler_address
        client = Client(address, timeout=_SECONDS, set_as_default=False)
        client.wait_for_workers(1, timeout=_SECONDS)
    except (OSError, TimeoutError, ValueError, RuntimeError) as error:
        raise EngineError(
            f"no Dask cluster answers at {address or 'this machine'}: {error}",
            works="dask://host:port with the address of a running scheduler that has workers",
            step="start `dask scheduler` and `dask worker`, and give the address that the scheduler tells",
        ) from error
    return client


def _there(work: Callable[[Batch], Result], wanted: str, batch: Batch) -> Result:
    """The work on a batch, once the worker was found to have the same Counterpoint as the one who asks."""
    if (found := installation()) != wanted:
        raise EngineError(
            f"a worker has another Counterpoint, or other packages below it ({found}), than this process ({wanted})",
            works="the same versions on every machine, so that the result is the same wherever it is made",
            step="install the same requirements there, and restart the worker",
        )
    return work(batch)
