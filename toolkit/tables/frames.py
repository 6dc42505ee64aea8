"""Make and check frames that keep a contract.

pandas 3 drops columns and dtypes of a frame without rows, so an empty table is made here and nowhere else.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from toolkit.errors import ContractError, CounterpointError
from toolkit.tables.contracts import contract
from toolkit.tables.shape import DATE, LIST, TEXT, TRUTH, WHOLE, Column, Contract

# The type of Python that the values of a column have which need no mending.
_PLAIN = {TEXT: str, WHOLE: int, TRUTH: bool}


def empty(name: str) -> pd.DataFrame:
    """A frame of table `name` without rows keeps every column and dtype of the contract.

    >>> len(empty("STATEMENTS"))
    0
    >>> str(empty("STATEMENTS")["start"].dtype)
    'Int64'
    """
    return _template(name).copy()


@lru_cache(maxsize=64)
def _template(name: str) -> pd.DataFrame:
    return frame(name, [])


def frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows given as mappings become a frame of table `name`; what a row leaves out takes the column's default.

    Defaults: empty string for text, an empty list for lists, missing for numbers, dates and truth values.
    Raises ContractError for a key that is no column of the table.

    >>> table = frame("MENTIONS", [{"mention_id": "m0", "text": "Beijing", "start": 0, "end": 7}])
    >>> table.loc[0, "party"], int(table.loc[0, "end"])
    ('', 7)
    """
    law = contract(name)
    kept = list(rows)
    known = set(law.names)
    if not known.issuperset(set[str]().union(*kept)):
        strange = next(sorted(set(row) - known) for row in kept if not row.keys() <= known)
        raise ContractError(
            f"{name} has no column {strange[0]!r}",
            works=", ".join(law.names),
            step="correct the key, or add the column to the contract",
        )
    return pd.DataFrame({column.name: _series(column, kept) for column in law.columns}, columns=law.names)


def refilled(
    name: str, table: pd.DataFrame, rows: Sequence[Mapping[str, Any]], columns: Collection[str]
) -> pd.DataFrame:
    """Table `name` again, with what `rows` say in place of `columns`; `rows` are its own, in its order.

    The other columns are taken over, which costs a fraction of making them, where the table keeps its contract; else
    it is made from `rows` as `frame` makes it.

    >>> table = frame("MENTIONS", [{"mention_id": "m0", "party": "China"}])
    >>> refilled("MENTIONS", table, [{"party": "Mali"}], {"party"}).loc[0, ["mention_id", "party"]].tolist()
    ['m0', 'Mali']
    """
    law = contract(name)
    if table.columns.tolist() != law.names or not all(_is_kept(table[one.name], one) for one in law.columns):
        return frame(name, rows)
    own = table.reset_index(drop=True)
    # Lists are copied: nobody may change them in both tables at once.
    anew = {one.name for one in law.columns if one.name in columns or one.dtype == LIST}
    filled = {one.name: _series(one, rows) if one.name in anew else own[one.name] for one in law.columns}
    return pd.DataFrame(filled, columns=law.names)


def _is_kept(values: "pd.Series[Any]", column: Column) -> bool:
    """Whether a column has its type, and in text nothing missing."""
    return str(values.dtype) == column.dtype and not (column.dtype == TEXT and values.hasnans)


def rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Every row of a table is a mapping from the names of its columns, as text, to its values, in order.

    >>> rows(frame("FIGURES", [{"figure_id": "f0"}]))[0]["figure_id"]
    'f0'
    """
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def among(column: "pd.Series[Any]", values: Iterable[Any]) -> "pd.Series[bool]":
    """Which values of a column are among these, as `Series.isin` says; for a column of text many times as fast.

    One truth value a row, with the index of the column.

    >>> among(pd.Series(["a", "b"]), {"b", "c"}).tolist()
    [False, True]
    """
    # A column of text that is backed by Arrow makes an object of Arrow of every value that it is asked for one by one.
    wanted = values.tolist() if isinstance(values, pd.Series) else list(values)
    found = pd.Series(column.to_numpy(dtype=object), dtype="object").isin(wanted)
    return pd.Series(found.to_numpy(), index=column.index, dtype=bool)


def _series(column: Column, rows: Sequence[Mapping[str, Any]]) -> "pd.Series[Any]":
    name = column.name
    told = [row.get(name) for row in rows]
    plain = _PLAIN.get(column.dtype)
    if plain is None:
        values = [_value(column, value) for value in told]
    else:
        # Most values of most tables are of one type or left out: these need no second look.
        blank = _value(column, None)
        values = [
            value if type(value) is plain else blank if value is None else _value(column, value) for value in told
        ]
    return pd.Series(values, dtype=column.dtype, name=column.name)


def _value(column: Column, value: Any) -> Any:
    if column.dtype == LIST:
        return list(value) if value is not None else []
    missing = value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))
    if column.dtype == TEXT:
        return "" if missing else str(value)
    if column.dtype == TRUTH:
        return pd.NA if missing else bool(value)
    if missing:
        return pd.NaT if column.dtype == DATE else pd.NA
    return value


def check(table: pd.DataFrame, name: str, *, texts: Mapping[str, str] | None = None) -> pd.DataFrame:
    """A frame that keeps the contract of table `name` comes back unchanged; any other raises ContractError.

    Checked are columns, dtypes, the key (unique and filled), and closed sets of values. With `texts`, a mapping of
    article_id to text, every span is compared with the article: `text[start:end]` must equal the words beside it.

    >>> len(check(empty("FIGURES"), "FIGURES"))
    0
    """
    law = contract(name)
    _check_columns(table, law)
    _check_key(table, law)
    for column in law.columns:
        _check_values(table, law, column)
    if texts is not None:
        _check_spans(table, law, texts)
    return table


def verify(
    frames: Mapping[str, pd.DataFrame], articles: pd.DataFrame, *, kind: type[CounterpointError] = ContractError
) -> None:
    """Every span of every table is found verbatim in its article, or an error says which is not.

    `frames` are tables under the names of their contracts; those that are not about articles are passed over. Raises
    ContractError for a table that does not keep its contract, `kind` for a row whose article is not there.

    >>> verify({"FIGURES": empty("FIGURES")}, empty("ARTICLES"))
    """
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    for name, table in frames.items():
        if "article_id" not in contract(name).names:
            continue
        if "article_id" in table.columns and (strange := sorted(set(table["article_id"]) - set(texts))):
            raise kind(
                f"{name} speaks of the article {strange[0]!r}, which is not there",
                works="rows of the articles that lie beside them",
                step="add the article, or leave its rows out; rows that Counterpoint made are a fault to report",
            )
        check(table, name, texts=texts)


def _check_columns(table: pd.DataFrame, law: Contract) -> None:
    found = list(table.columns)
    if lost := [column for column in law.names if column not in found]:
        raise ContractError(
            f"{law.name} lacks the column {lost[0]!r}",
            works=", ".join(law.names),
            step="make the frame with tables.frame, which fills every column",
        )
    for column, dtype in law.dtypes.items():
        if str(table[column].dtype) != dtype:
            raise ContractError(
                f"{law.name}.{column} has the dtype {table[column].dtype}",
                works=f"the dtype {dtype}",
                step="make the frame with tables.frame, or cast the column",
            )


def _check_key(table: pd.DataFrame, law: Contract) -> None:
    key = table[law.key]
    if len(found := set(key.tolist())) == len(key) and "" not in found:
        return
    repeated = key[key.duplicated() | (key == "")]
    if len(repeated):
        raise ContractError(
            f"{law.name}.{law.key} holds {repeated.iloc[0]!r} more than once or empty",
            works="a key of its own for every row",
            step="give each row its own key",
        )


def _check_values(table: pd.DataFrame, law: Contract, column: Column) -> None:
    if not column.values:
        return
    strange = sorted(set(table[column.name].unique()) - {*column.values, ""})
    if strange:
        raise ContractError(
            f"{law.name}.{column.name} holds {strange[0]!r}",
            works=", ".join(column.values),
            step="use one of these values, or leave it empty",
        )


def _check_spans(table: pd.DataFrame, law: Contract, texts: Mapping[str, str]) -> None:
    for span in law.spans:
        there = table[table[span.text] != ""]
        own = there["article_id"]
        articles = own if not span.article else there[span.article].where(there[span.article] != "", own)
        for article, words, start, end in zip(
            articles, there[span.text], there[span.start], there[span.end], strict=True
        ):
            printed = "" if pd.isna(start) or article not in texts else texts[article][start:end]
            _compare(law, span.text, words, printed)
    if "spans" in law.names:
        for article, words, pieces in zip(table["article_id"], table["content"], table["spans"], strict=True):
            _compare(law, "content", words, " ".join(texts[article][start:end] for start, end in pieces))


def _compare(law: Contract, column: str, words: str, printed: str) -> None:
    if words != printed:
        raise ContractError(
            f"{law.name}.{column} says {words!r} where the article says {printed!r}",
            works="words cut from the article at the offsets beside them",
            step="cut the words with text[start:end]",
        )
