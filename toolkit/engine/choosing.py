"""Which engine does the work: this process, several processes, or a Dask cluster."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol, TypeVar

from toolkit.engine.batches import Batch
from toolkit.errors import EngineError

Result = TypeVar("Result")

HERE = "here"
_PROCESSES = re.compile(r"processes(?::(\d+))?")
_CLUSTER = re.compile(r"dask(?::(\d+)|(://\S+:\d+))?")


class Share(Protocol):
    """Does some work on every batch, and says what came of each."""

    def __call__(
        self,
        work: Callable[[Batch], Result],
        batches: Iterable[Batch],
        lost: Callable[[Batch, EngineError], Result],
        /,
    ) -> Iterator[tuple[Batch, Result]]:
        """Each batch with its result as soon as there is one, in no certain order; one step at a time.

        A batch during which a process died is tried again article by article; of what is lost twice, `lost` says what
        is to be said.
        """


def sharing(engine: str) -> AbstractContextManager[Share]:
    """The engine of that name as a block: one team is started for it, shares all steps of a run, and ends with it.

    "here" is this process; "processes" are as many as there are cores, "processes:4" four, which start while the block
    goes on; "dask" is a cluster of Dask workers on this machine, "dask:4" one of four, and "dask://host:port" the
    scheduler of another one. Raises EngineError for another name, and where no cluster answers.

    >>> from toolkit.tables import empty
    >>> with sharing("here") as share:
    ...     [found for _, found in share(len, [Batch(0, empty("ARTICLES"))], lambda *_: -1)]
    [0]
    >>> sharing("thread")
    Traceback (most recent call last):
    toolkit.errors.EngineError: there is no engine 'thread'. What works: here, processes, processes:4, dask, dask:4 or \
dask://host:port. Next: choose one of these.
    """
    if engine == HERE:
        return nullcontext(_here)
    if found := _PROCESSES.fullmatch(engine):
        from toolkit.engine.processes import processes  # noqa: PLC0415 - what another engine needs is not loaded

        return processes(_number(found.group(1)))
    if found := _CLUSTER.fullmatch(engine):
        from toolkit.engine.cluster import cluster  # noqa: PLC0415

        address = f"tcp{found.group(2)}" if found.group(2) else None
        return cluster(address, workers=_number(found.group(1)))
    raise EngineError(
        f"there is no engine {engine!r}",
        works="here, processes, processes:4, dask, dask:4 or dask://host:port",
        step="choose one of these",
    )


def _number(asked: str | None) -> int:
    return max(
        1,
        int(asked)
        if asked
        else len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count() or 1,
    )


def _here(
    work: Callable[[Batch], Result],
    batches: Iterable[Batch],
    lost: Callable[[Batch, EngineError], Result],  # noqa: ARG001 - who dies with this process says nothing any more
    /,
) -> Iterator[tuple[Batch, Result]]:
    for batch in batches:
        yield batch, work(batch)


def died(batch: Batch) -> EngineError:
    """The reason why an article is set aside whose process died twice."""
    name = batch.articles["article_id"].iloc[0]
    return EngineError(
        f"the process that analysed {name!r} died, twice",
        works="articles that are analysed within the memory of the machine",
        step="look into the text; if it is a report, report this as a fault, else leave it out",
    )
