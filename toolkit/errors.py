"""Every error says the bad value, what would have worked, and the next step.

One base class, so that a script can catch everything Counterpoint refuses with one `except`, and one shape of
message, so that an analyst who never reads a traceback still knows what to do.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeVar


class CounterpointError(Exception):
    """The message of an error names the bad value, what would have worked, and the next step.

    Parameters are plain sentences without a final stop; they are kept as attributes, so that a table of refusals can
    show them in columns of their own.

    >>> error = CounterpointError("'kindd' is not a column", works="kind, act", step="correct the spelling")
    >>> print(error)
    'kindd' is not a column. What works: kind, act. Next: correct the spelling.
    """

    def __init__(self, problem: str, *, works: str, step: str) -> None:
        self.problem = problem
        self.works = works
        self.step = step
        super().__init__(f"{problem}. What works: {works}. Next: {step}.")

    def __reduce__(self) -> tuple[Callable[..., "CounterpointError"], tuple[str, str, str]]:
        # So that an error that another process raised is the same here.
        return partial(_again, type(self)), (self.problem, self.works, self.step)


def _again(kind: type[CounterpointError], problem: str, works: str, step: str) -> CounterpointError:
    return kind(problem, works=works, step=step)


class ContractError(CounterpointError):
    """A table does not keep its contract."""


class SourceError(CounterpointError):
    """A file or folder cannot be read as articles."""


class PartyError(CounterpointError):
    """A party file or mapping cannot be used."""


class ModelError(CounterpointError):
    """The language model asked for is not there or does not fit."""


class EngineError(CounterpointError):
    """Work cannot be shared out as asked, or the store that keeps it cannot be used."""


class RecordError(CounterpointError):
    """A saved record, a query or a decision cannot be read or written."""


class ReportError(CounterpointError):
    """A notebook could not be executed or turned into a page."""


class RefusedWarning(UserWarning):
    """One input was set aside with its reason; the rest went on."""


E = TypeVar("E", bound=CounterpointError)


def unwritable(place: object, error: OSError, *, kind: type[E], works: str = "", step: str = "") -> E:
    """The error of this `kind` for a file or folder that the system does not let be written, with what it says.

    `works` and `step` are what a folder needs, where nothing else is said.

    >>> told = unwritable("a/b.csv", OSError(28, "No space left on device"), kind=RecordError)
    >>> told.problem, told.step
    ('a/b.csv cannot be written: No space left on device', 'choose another folder')
    """
    return kind(
        f"{place} cannot be written: {error.strerror or error}",
        works=works or "a folder that you may write to, on a disk with room",
        step=step or "choose another folder",
    )
