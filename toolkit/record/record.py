"""The tables of one run, kept together with where they came from."""

import json
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

import pandas as pd

from toolkit import tables
from toolkit.errors import RecordError, RefusedWarning
from toolkit.record import colours, select, sidecar, store, voices
from toolkit.record.query import UNASSIGNED, Query
from toolkit.record.uncorrected import Uncorrected

PARTS = MappingProxyType(
    {
        "articles": "ARTICLES",
        "statements": "STATEMENTS",
        "figures": "FIGURES",
        "mentions": "MENTIONS",
        "harms": "HARMS",
        "replies": "REPLIES",
        "speakers": "SPEAKERS",
        "names": "NAMES",
        "refused": "REFUSED",
    }
)
"""The tables of a Record: the name of each as an attribute, and the name of its contract."""


KEPT = 3
"""Selections that a record keeps at hand."""


@dataclass(frozen=True, eq=False, repr=False)
class Record:
    """A Record only holds: tables that keep their contracts, and the provenance that says how they were made.

    `articles` to `refused` are frames, one contract each; a table that is left out is an empty one. `provenance` is a
    plain mapping of what JSON can hold. `home` is the folder beside the corpus where decisions are kept, or None.
    `parties` lists every party, most heard first, `(unassigned)` last; a selection keeps the list of the whole
    record, so that colours and legends stay as they are. `party_colours` are the colours that the analyst chose.
    `uncorrected` holds what corrections changed, as it was, and the log of them; None where none were replayed.

    Raises ContractError for a table that does not keep its contract, RecordError for a provenance that is no JSON and
    for a colour that is not written as #rrggbb.

    >>> Record(tables.frame("ARTICLES", [{"article_id": "a0", "text": "No one spoke."}]))
    Record(1 article, 0 statements, 0 figures, 0 parties, 0 refused)
    """

    articles: pd.DataFrame
    statements: pd.DataFrame = field(default_factory=partial(tables.empty, "STATEMENTS"))
    figures: pd.DataFrame = field(default_factory=partial(tables.empty, "FIGURES"))
    mentions: pd.DataFrame = field(default_factory=partial(tables.empty, "MENTIONS"))
    harms: pd.DataFrame = field(default_factory=partial(tables.empty, "HARMS"))
    replies: pd.DataFrame = field(default_factory=partial(tables.empty, "REPLIES"))
    speakers: pd.DataFrame = field(default_factory=partial(tables.empty, "SPEAKERS"))
    names: pd.DataFrame = field(default_factory=partial(tables.empty, "NAMES"))
    refused: pd.DataFrame = field(default_factory=partial(tables.empty, "REFUSED"))
    provenance: dict[str, Any] = field(default_factory=dict)
    home: Path | None = None
    parties: tuple[str, ...] = ()
    party_colours: Mapping[str, str] = field(default_factory=dict)
    uncorrected: Uncorrected | None = None

    def __post_init__(self) -> None:
        for name, table in self.tables().items():
            tables.check(table, name)
        object.__setattr__(self, "provenance", _as_json(self.provenance))
        object.__setattr__(self, "home", None if self.home is None else Path(self.home))
        object.__setattr__(self, "party_colours", colours.checked(self.party_colours))
        known = dict.fromkeys([*self.parties, *colours.party_order(self.tables())])
        object.__setattr__(self, "parties", tuple(sorted(known, key=lambda party: party == UNASSIGNED)))

    def __repr__(self) -> str:
        counts = [
            _counted(self._size("articles"), "article"),
            _counted(self._size("statements"), "statement"),
            _counted(self._size("figures"), "figure"),
            _counted(len([party for party in self.parties if party != UNASSIGNED]), "party"),
            f"{self._size('refused')} refused",
        ]
        return f"Record({', '.join(counts)})"

    def _size(self, part: str) -> int:
        return len(getattr(self, part))

    @classmethod
    def from_tables(cls, frames: Mapping[str, pd.DataFrame], **other: Any) -> Self:
        """A Record of frames under the names of their contracts; tables of other names are left out.

        `other` may hold provenance, home, parties, party_colours and uncorrected.
        """
        parts: dict[str, Any] = {part: frames[name] for part, name in PARTS.items() if name in frames}
        return cls(**parts, **other)

    def tables(self) -> dict[str, pd.DataFrame]:
        """The frames under the names of their contracts, in the order of the attributes."""
        return {name: getattr(self, part) for part, name in PARTS.items()}

    @property
    def colours(self) -> dict[str, str]:
        """The colour of each party, the same in every selection; see `toolkit.record.colours.colours`."""
        return colours.colours(self.parties, self.party_colours)

    @cached_property
    def innermost(self) -> pd.DataFrame:
        """The statements that hold no other statement of this record: what shares count, relayed words once."""
        return voices.innermost(self.statements).reset_index(drop=True)

    def verify(self) -> Self:
        """The same Record, once every span of every table was found verbatim in its article.

        Raises ContractError for the first words that differ, RecordError for a row whose article is not there.
        """
        tables.verify(self.tables(), self.articles, kind=RecordError)
        return self

    def select(self, query: Query) -> Self:
        """The part of this Record that the query asks for; what is kept is kept unchanged.

        What each table keeps is written at `toolkit.record.select.select`. The query is added to the provenance under
        `selections`. A party that this record does not know draws a RefusedWarning, since it is most often misspelt.
        """
        if strange := [party for party in query.parties if party not in (*self.parties, UNASSIGNED)]:
            known = ", ".join(self.parties) or "none"
            message = f"no party {strange[0]!r} in this record, so nothing is selected for it; there are: {known}"
            warnings.warn(message, RefusedWarning, stacklevel=2)
        if query == Query():
            return self
        if query not in self._selected:
            for old in list(self._selected)[: 1 - KEPT]:
                del self._selected[old]
            self._selected[query] = self._part(query)
        return self._selected[query]

    @cached_property
    def _selected(self) -> dict[Query, Self]:
        """The parts that were asked for last: a panel asks for the same one several times in a row."""
        return {}

    def _part(self, query: Query) -> Self:
        frames = select.select(self.tables(), query)
        # Rows that are kept as they were keep the contract that the whole record kept: it is not read once more.
        parts = {part: frames[name] for part, name in PARTS.items()} | self._asked(query)
        part = object.__new__(type(self))
        vars(part).update({one.name: getattr(self, one.name) for one in fields(self) if one.name not in parts} | parts)
        return part

    def _asked(self, query: Query) -> dict[str, Any]:
        """What a selection has beside its tables."""
        asked = [*self.provenance.get("selections", []), query.to_dict()]
        parts: dict[str, Any] = {"provenance": _as_json({**self.provenance, "selections": asked})}
        if self.uncorrected is not None:
            # How the part was before is not known; what was corrected is, for whoever decides parties anew.
            parts["uncorrected"] = self.uncorrected.bare()
        return parts

    def save(self, path: str | Path, *, also: Callable[[Path], object] | None = None) -> Path:
        """The folder `path` holds this Record whole, or is left as it was; `load` gives it back.

        One Parquet file a table, and `provenance.json`. `also` is called with the folder while nobody sees it yet, and
        may add files of its own. Raises RecordError rather than replace a folder that is not a saved record.
        """
        about = {
            "provenance": self.provenance,
            "parties": list(self.parties),
            "party_colours": dict(self.party_colours),
        }
        kept = self.uncorrected
        if kept is None:
            return store.save(Path(path), self.tables(), about, home=self.home, also=also)

        def both(folder: Path) -> None:
            kept.save(folder)
            if also is not None:
                also(folder)

        return store.save(Path(path), self.tables(), {**about, "uncorrected": kept.about()}, home=self.home, also=both)

    def save_query(self, name: str, query: Query) -> Path:
        """The query is kept as `.counterpoint/queries/NAME.json` beside the corpus; an earlier one is replaced."""
        return sidecar.write(self.home, "queries", name, query.to_dict())

    def saved_query(self, name: str) -> Query:
        """The query kept under `name`, or the query for everything when none was kept."""
        kept = sidecar.read(self.home, "queries", name)
        return Query() if kept is None else Query.from_dict(kept)


def before_corrections(record: Record) -> dict[str, pd.DataFrame]:
    """The tables of a record as they were before any correction, under the names of their contracts."""
    return record.tables() | dict(record.uncorrected.frames if record.uncorrected is not None else {})


def _counted(number: int, noun: str) -> str:
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number} {noun if number == 1 else plural}"


def _as_json(provenance: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of its own, so that nobody can change the past of a frozen Record."""
    try:
        copy: dict[str, Any] = json.loads(json.dumps(dict(provenance)))
    except (TypeError, ValueError) as error:
        raise RecordError(
            f"the provenance cannot be kept: {error}",
            works="text, numbers, truth values, and lists and mappings of them",
            step="write paths and dates as text",
        ) from error
    return copy
