"""How a corpus is to be analysed, and the team that does it: one for all steps of a run."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from toolkit.engine.analysing import Analyse
from toolkit.engine.choosing import HERE, Share, sharing
from toolkit.engine.fingerprint import of_run


@dataclass(frozen=True)
class Asked:
    """How a corpus is to be analysed, and by which engine; see `running.run`."""

    model: str
    rules: bool = False
    engine: str = HERE
    analyse: Analyse | None = None

    @property
    def run(self) -> str:
        """The word under which what is found is kept."""
        by = "" if self.analyse is None else getattr(self.analyse, "__qualname__", type(self.analyse).__qualname__)
        return of_run(model=self.model, rules=self.rules, analyse=by)


@dataclass(frozen=True)
class Team:
    """Holds what was asked for, and the way to share its work out; `team` makes one and ends it."""

    asked: Asked
    share: Share


@contextmanager
def team(asked: Asked) -> Iterator[Team]:
    """The team of the engine that was asked for, which ends with the block; see `choosing.sharing`.

    Its processes start in the background: the earlier the block begins, the less anybody waits for them. Raises
    EngineError for an engine that there is none of.

    >>> with team(Asked("any")) as here:
    ...     here.asked.engine
    'here'
    """
    with sharing(asked.engine) as share:
        yield Team(asked, share)
