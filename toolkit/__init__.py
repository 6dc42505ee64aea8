"""Compare how each party to a dispute is quoted in the news, and what each side claims.

The front door. Everything is imported when it is first used, so that `import toolkit` costs next to nothing:

- `read(paths)` gives the articles, `extract(articles)` the Record of who said what in them; `preview(paths)` shows
  what would be read and what refused, and `collapse` leaves out reports that repeat another.
- `open_corpus(path)` does both, or loads the Record when it was saved there before; `load(path)` only loads.
- `suggest_parties(record)` proposes the sides of a dispute and `write_parties` writes them as a file to edit;
  `overrule`, `reassign` and `under` decide parties anew, without reading anything again.
- `accept`, `reject`, `correct` and `add_statement` keep what a coder says of a statement; `undo` takes it back.
- `demo()` gives a folder with invented reports to try all this on.
- `Record` holds the tables, `Query` says which part of them is meant.

The rooms behind it have doors of their own, imported when they are first used too: `toolkit.compare`,
`toolkit.charts`, `toolkit.show`, `toolkit.panels`, `toolkit.report`, `toolkit.export`, `toolkit.evaluate`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.demonstration import demo
    from toolkit.record import (
        Query,
        Record,
        accept,
        add_statement,
        collapse,
        correct,
        load,
        overrule,
        reassign,
        reject,
        under,
        undo,
    )
    from toolkit.record.beforehand import preview
    from toolkit.workflow import extract, open_corpus, read, suggest_parties, write_parties

    __version__: str

__all__ = [
    "Query",
    "Record",
    "__version__",
    "accept",
    "add_statement",
    "collapse",
    "correct",
    "demo",
    "extract",
    "load",
    "open_corpus",
    "overrule",
    "preview",
    "read",
    "reassign",
    "reject",
    "suggest_parties",
    "under",
    "undo",
    "write_parties",
]

_ROOMS = {
    "Query": "toolkit.record",
    "Record": "toolkit.record",
    "accept": "toolkit.record",
    "add_statement": "toolkit.record",
    "collapse": "toolkit.record",
    "correct": "toolkit.record",
    "demo": "toolkit.demonstration",
    "load": "toolkit.record",
    "overrule": "toolkit.record",
    "reassign": "toolkit.record",
    "reject": "toolkit.record",
    "under": "toolkit.record",
    "undo": "toolkit.record",
    "extract": "toolkit.workflow",
    "open_corpus": "toolkit.workflow",
    "preview": "toolkit.record.beforehand",
    "read": "toolkit.workflow",
    "suggest_parties": "toolkit.workflow",
    "write_parties": "toolkit.workflow",
}
_DOORS = ("charts", "compare", "evaluate", "export", "panels", "report", "show")


def __getattr__(name: str) -> Any:
    """A public name is imported from its room when it is first asked for."""
    if name == "__version__":
        return import_module("toolkit.version").version()
    if name in _DOORS:
        return import_module(f"toolkit.{name}")
    if name not in _ROOMS:
        raise AttributeError(f"toolkit has no {name!r}; it has {', '.join(__all__)}")
    value = getattr(import_module(_ROOMS[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, whether they were used yet or not."""
    return sorted({*globals(), *__all__, *_DOORS})
