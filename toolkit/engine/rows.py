"""Rows of tables as bytes, an article at a time, and back without a loss."""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from toolkit import tables
from toolkit.tables.shape import DATE

Row = dict[str, Any]


def encoded(found: Mapping[str, pd.DataFrame], articles: pd.DataFrame) -> list[bytes]:
    """For each article, in order, the rows that the tables hold of it.

    A row of REFUSED belongs to the first article with its source. What a column has by default is left out.

    >>> from toolkit.tables import frame
    >>> one = frame("ARTICLES", [{"article_id": "a0", "text": "Yes."}])
    >>> harms = frame("HARMS", [{"harm_id": "h", "article_id": "a0"}])
    >>> decoded(encoded({"HARMS": harms}, one))["HARMS"].loc[0, "harm_id"]
    'h'
    """
    keys = articles["article_id"].tolist()
    by_source = {source or key: key for key, source in reversed(list(zip(keys, articles["source"], strict=True)))}
    held: dict[str, dict[str, list[Row]]] = {key: {} for key in keys}
    for name, table in found.items():
        for row in plain(table, name):
            key = by_source.get(row["source"], keys[0]) if name == "REFUSED" else row["article_id"]
            held[key].setdefault(name, []).append(row)
    return [zlib.compress(words_of(held[key]).encode(), level=1) for key in keys]


def decoded(pieces: Iterable[bytes], names: Sequence[str] = ()) -> dict[str, pd.DataFrame]:
    """The tables of several articles, one below the other; those of `names` also where no article has a row."""
    rows: dict[str, list[Row]] = {name: [] for name in names}
    for piece in pieces:
        for name, own in read_words(zlib.decompress(piece)).items():
            rows.setdefault(name, []).extend(own)
    return {name: framed(name, own) for name, own in rows.items()}


def plain(table: pd.DataFrame, name: str) -> list[Row]:
    """The rows of a table as JSON can hold them, without what is there by default."""
    columns = {}
    for column in tables.contract(name).columns:
        values = table[column.name]
        told = values.astype(object).where(values.notna(), None).tolist()
        columns[column.name] = (
            [None if one is None else one.isoformat() for one in told] if column.dtype == DATE else told
        )
    return [
        {key: value for key, value in zip(columns, values, strict=True) if not _is_default(value)}
        for values in zip(*columns.values(), strict=True)
    ]


def framed(name: str, rows: Iterable[Row]) -> pd.DataFrame:
    """The frame of table `name` from rows as `plain` makes them."""
    dates = [column for column, dtype in tables.contract(name).dtypes.items() if dtype == DATE]
    told = [row | {date: pd.Timestamp(row[date]) for date in dates if date in row} for row in rows] if dates else rows
    return tables.frame(name, told)


def _is_default(value: Any) -> bool:
    return value is None or (isinstance(value, str | list | tuple) and not value)


def words_of(value: Any) -> str:
    """A value as JSON in one line, that every store can hold."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def read_words(words: str | bytes) -> Any:
    """The value that `words_of` wrote."""
    return json.loads(words)
