"""The shape of a contract: columns, spans, and short ways to write them down."""

from dataclasses import dataclass, field

TEXT, WHOLE, REAL, TRUTH, LIST, DATE = "str", "Int64", "Float64", "boolean", "object", "datetime64[us]"


@dataclass(frozen=True)
class Column:
    """One column: its name, its pandas dtype, what it means, and the closed set of its values if it has one."""

    name: str
    dtype: str
    meaning: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Span:
    """Three columns that belong together: `text` is what the article says from `start` to `end`.

    The article is that of the row, or where the column `article` is filled the one that it names.
    """

    text: str
    start: str
    end: str
    article: str = ""


@dataclass(frozen=True)
class Contract:
    """What one row of a table is, its columns in order, its key, and which of its columns are verbatim spans."""

    name: str
    row: str
    key: str
    columns: tuple[Column, ...]
    spans: tuple[Span, ...] = field(default=())

    @property
    def names(self) -> list[str]:
        """The column names, in order."""
        return [column.name for column in self.columns]

    @property
    def dtypes(self) -> dict[str, str]:
        """Column name to pandas dtype, in order."""
        return {column.name: column.dtype for column in self.columns}


def text(name: str, meaning: str, values: tuple[str, ...] = ()) -> Column:
    """A column of text."""
    return Column(name, TEXT, meaning, values)


def span(name: str, meaning: str) -> tuple[Column, Column, Column]:
    """A verbatim column and the two columns of its offsets."""
    stem = name.removesuffix("_mention")
    start = Column(f"{stem}_start", WHOLE, f"where `{name}` begins, code points into the article's text")
    return text(name, meaning), start, Column(f"{stem}_end", WHOLE, f"where `{name}` ends, half open")


def beside(name: str, *, article: str = "") -> Span:
    """The span of a verbatim column whose offsets are named after its stem."""
    stem = name.removesuffix("_mention")
    return Span(name, f"{stem}_start", f"{stem}_end", article)
