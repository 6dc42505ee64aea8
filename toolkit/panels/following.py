"""What every panel that edits a query does: follow it, say what went wrong, and leave a sentence in a copy."""

import warnings
from collections.abc import Callable
from html import escape
from typing import Any, TypeVar

import ipywidgets as widgets

from toolkit.charts.render import unchecked
from toolkit.errors import RefusedWarning
from toolkit.panels.views import Words

T = TypeVar("T")


def heeding(problem: Words, work: Callable[[], T]) -> T:
    """What `work` gives; what it had to refuse, such as a line of a log that cannot be read, is said in `problem`."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", RefusedWarning)
        done = work()
    for one in dict.fromkeys(str(one.message) for one in caught):
        if one not in problem.value:
            problem.value = f"{problem.value} {one}".strip()
    return done


class Following(widgets.VBox):  # type: ignore[misc]
    """A panel whose controls and views are made anew from what it holds, by `_set_controls` and `_draw`.

    While it follows, `_following` is true, so that controls that are set are not taken for controls that were moved.
    """

    problem: Words
    summary: Words
    _following = False

    def _set_controls(self) -> None:
        raise NotImplementedError

    def _draw(self) -> None:
        raise NotImplementedError

    def _follow(self) -> None:
        """Controls and views follow what the panel holds."""
        self._drawing(self._set_controls, self._draw)

    def _drawing(self, *works: Callable[[], None]) -> None:
        """What draws the panel is done; an error is shown in the panel, and then raised."""
        self._following = True
        try:
            with unchecked():
                for work in works:
                    work()
        except Exception as error:
            self.problem.value = f"The panel could not be drawn: {type(error).__name__}: {error}"
            raise
        finally:
            self._following = False

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """The live panel, and for a copy without Python the words of what it was left with."""
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        words = f"The panel is live in JupyterLab only. It was left at {self.summary.value}."
        return {**bundle, "text/plain": words, "text/html": f"<p><em>{escape(words)}</em></p>"}
