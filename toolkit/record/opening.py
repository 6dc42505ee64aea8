"""A saved record, opened: its tables are read when they are first asked for, and of a selection only its own rows."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import pandas as pd
import pyarrow.compute as pc

from toolkit import tables
from toolkit.errors import RecordError
from toolkit.record import colours, select, store
from toolkit.record.query import UNASSIGNED, Query
from toolkit.record.record import PARTS, Record
from toolkit.record.uncorrected import load_uncorrected


class Opened(Record):
    """A Record whose tables lie in a folder until they are needed; in all else it is one like any other.

    A table is checked when it is read. Raises RecordError then for one that is damaged, and where another record was
    saved in the folder since, since rows of two records would make numbers of neither.
    """

    @classmethod
    def at(cls, folder: Path, about: Mapping[str, Any], home: Path | None) -> Self:
        """The saved record in a folder, with what is written about it (`store.about`)."""
        made = object.__new__(cls)
        kept = about.get("uncorrected")
        known = {
            "provenance": dict(about.get("provenance", {})),
            "home": home,
            "parties": tuple(about.get("parties", ())),
            "party_colours": colours.checked(about.get("party_colours", {})),
            "uncorrected": None if kept is None else load_uncorrected(folder, kept),
        }
        made.__dict__.update(known, _folder=folder, _rows=dict(about.get("rows", {})), _stamp=_stamp(folder))
        return made

    def __getattr__(self, part: str) -> Any:
        """A table, read from the folder when it is first asked for; of a selection its own rows alone."""
        if part not in PARTS or "_folder" not in self.__dict__:
            raise AttributeError(f"{type(self).__name__!r} has no {part!r}")
        self._check_place()
        name = PARTS[part]
        if self.__dict__.get("_query") is not None:
            table = self._rows_of(name)
        elif name in self._rows:
            table = store.read_whole(self._file(name), name, self._rows[name])
        else:
            table = tables.empty(name)
        self.__dict__[part] = table
        return table

    def _rows_of(self, name: str) -> pd.DataFrame:
        """The rows of a table that the query of this selection asks for."""
        query: Query = self._query
        others = query.limits_articles and name != "ARTICLES"
        ids = list(self.articles["article_id"]) if others else None
        frames = {name: self._whole.candidates(name, _of(query) if name == "ARTICLES" else _wanted(name, query, ids))}
        if others:
            frames["ARTICLES"] = self.articles
        if query.limits_statements and name in {"FIGURES", "REPLIES"}:
            frames["STATEMENTS"] = self.statements
        return select.select(frames, query)[name]

    def candidates(self, name: str, only: pc.Expression | None) -> pd.DataFrame:
        """The rows of a table for which `only` holds; all of them where the table was read before."""
        part = next(part for part, table in PARTS.items() if table == name)
        if part in self.__dict__ or name not in self._rows:
            return pd.DataFrame(getattr(self, part))
        self._check_place()
        return tables.check(store.read_parquet(self._file(name), name, only=only), name)

    def lies_there(self, part: str) -> bool:
        """Whether a table of the whole record was not read yet."""
        return part not in self.__dict__ and self.__dict__.get("_query") is None

    def _file(self, name: str) -> Path:
        return Path(self._folder) / store.file_name(name)

    def _check_place(self) -> None:
        if _stamp(self._folder) != self._stamp:
            raise RecordError(
                f"another record was saved in {self._folder} since this one was opened",
                works="the record that lies there now",
                step="open it again with toolkit.load",
            )

    def _size(self, part: str) -> int:
        rows = self.__dict__.get("_rows", {})
        return int(rows[PARTS[part]]) if self.lies_there(part) and PARTS[part] in rows else super()._size(part)

    def _part(self, query: Query) -> Self:
        if "_folder" not in self.__dict__ or self.__dict__.get("_query") is not None:
            return super()._part(query)
        self._check_place()
        made = object.__new__(type(self))
        about = {**self.__dict__, **self._asked(query), "_query": query, "_whole": self}
        made.__dict__.update(
            {name: value for name, value in about.items() if name not in {*PARTS, "_selected", "innermost"}}
        )
        return made


def load(path: str | Path, *, home: str | Path | None = None) -> Record:
    """The Record that was saved in the folder `path`, equal in every value; each table is read when it is needed.

    `home` names the folder of the analyst's decisions; left out, it is the one the record was saved with, as long as
    the corpus still lies where it lay, seen from the saved record. Raises RecordError for a folder that is missing,
    is no saved record, is incomplete, or was written by a newer version.
    """
    about, found = store.about(Path(path))
    return Opened.at(Path(path).absolute(), about, found if home is None else Path(home))


def having(record: Record, part: str, column: str, values: Iterable[str]) -> pd.DataFrame:
    """The rows of one table of a record, such as "statements", that have one of some values in a column, in order.

    Of a record that lies in a folder nothing else is read. `column` is one of text; the index counts from 0.

    >>> from toolkit.tables import frame
    >>> record = Record(frame("ARTICLES", [{"article_id": "a"}, {"article_id": "b"}]))
    >>> len(having(record, "articles", "article_id", ["b"]))
    1
    """
    wanted = list(values)
    if isinstance(record, Opened) and record.lies_there(part):
        return record.candidates(PARTS[part], _among(column, wanted))
    table: pd.DataFrame = getattr(record, part)
    # One value is what panels ask for most, and it is found several times as fast.
    found = table[column] == wanted[0] if len(wanted) == 1 else tables.among(table[column], wanted)
    return table[found].reset_index(drop=True)


def _stamp(folder: Path) -> tuple[int, int]:
    """What differs as soon as another record is saved in the folder."""
    try:
        about = (folder / store.ABOUT).stat()
    except OSError:
        return 0, 0
    return about.st_ino, about.st_mtime_ns


def _of(query: Query) -> pc.Expression | None:
    """Which rows of ARTICLES may be asked for; `select` looks at them more closely."""
    limits = []
    if query.outlets:
        limits.append(_among("outlet", query.outlets))
    if query.articles:
        limits.append(_among("article_id", query.articles))
    if query.since:
        limits.append(pc.field("published") >= pd.Timestamp(query.since))
    if query.until:
        limits.append(pc.field("published") < pd.Timestamp(query.until) + pd.Timedelta(days=1))
    return _all(limits)


def _wanted(name: str, query: Query, ids: list[str] | None) -> pc.Expression | None:
    """Which rows of a table may be asked for; `select` looks at them more closely."""
    limits = []
    if ids is not None and "article_id" in tables.contract(name).names:
        limits.append(_among("article_id", ids))
    if name == "STATEMENTS":
        for column, values in (("kind", query.kinds), ("act", query.acts), ("cue_class", query.cue_classes)):
            if values:
                limits.append(_among(column, values))
        several = pc.list_value_length(pc.field("speakers")) > 0
        if query.parties:
            stored = ["" if party == UNASSIGNED else party for party in query.parties]
            limits.append(_among("party", stored) | several)
        if query.speakers:
            limits.append(_among("speaker", query.speakers) | several)
    return _all(limits)


def _among(column: str, values: Sequence[str]) -> pc.Expression:
    # Of an empty list Arrow knows no type, and so not what it is compared with.
    return pc.field(column).isin(list(values)) if values else pc.scalar(value=False)


def _all(limits: list[pc.Expression]) -> pc.Expression | None:
    if not limits:
        return None
    first, *rest = limits
    for one in rest:
        first &= one
    return first
