"""Records with named fields, such as JSON and Parquet hold, as the rows of one table."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from toolkit.errors import SourceError
from toolkit.sources.column_content import words_of
from toolkit.sources.columns import SAMPLE
from toolkit.sources.formats.document import Document, SetAside
from toolkit.sources.formats.heading import Heading
from toolkit.sources.formats.table import documents

# Fields inside fields, and fields of one record, beyond which a record is no article.
_DEEPEST, MOST_FIELDS = 6, 2_000
# Parts of a text with so many words or more are its paragraphs; shorter ones are a list of names.
_PARAGRAPH_WORDS = 8

Record = Mapping[str, Any]


def record_documents(
    records: Iterable[tuple[str, Record | SourceError]], *, note: str = ""
) -> list[Document | SetAside]:
    """Each record, named by its member, is one article or set aside; a field inside another is named `outer.inner`.

    The columns are the fields of all records in the order in which they come; a record that lacks one has it empty.
    Lists of words become one cell, paragraphs with an empty line between. A record that could not be told comes as the
    error that says why. Raises SourceError where no field holds the text.

    >>> record = {"source": {"name": "The Wire"}, "body": ["Talks ended."]}
    >>> record_documents([("line 1", record)])[0].outlet
    'The Wire'
    """
    flat: list[tuple[str, dict[str, Any] | SourceError]] = []
    names: dict[str, None] = {}
    for member, record in records:
        cells = record if isinstance(record, SourceError) else flattened(record)
        flat.append((member, cells))
        # A field that only a late record has is not needed to tell the columns.
        if not isinstance(cells, SourceError) and (len(names) < MOST_FIELDS or len(flat) < SAMPLE):
            names |= dict.fromkeys(list(cells)[:MOST_FIELDS])
    if flat and all(isinstance(cells, SourceError) for _, cells in flat):
        return [SetAside(member, cells) for member, cells in flat if isinstance(cells, SourceError)]
    columns = list(names)
    head = Heading(tuple(columns), 0, "", 0)
    rows = [
        (member, cells if isinstance(cells, SourceError) else [cells.get(name) for name in columns])
        for member, cells in flat
    ]
    return documents(rows, head, note=note)


def flattened(record: Record) -> dict[str, Any]:
    """The fields of a record by their names, those inside others as `outer.inner`; lists become one cell of words.

    >>> flattened({"title": "Talks", "by": ["Ann Ray", "Bo Lin"], "source": {"id": 3}})
    {'title': 'Talks', 'by': 'Ann Ray, Bo Lin', 'source.id': 3}
    """
    found: dict[str, Any] = {}
    waiting: list[tuple[str, Any, int]] = [("", record, 0)]
    while waiting and len(found) < MOST_FIELDS:
        name, value, depth = waiting.pop()
        if isinstance(value, Mapping) and depth < _DEEPEST:
            inner = [(f"{name}.{key}" if name else str(key), one, depth + 1) for key, one in value.items()]
            waiting += reversed(inner[:MOST_FIELDS])
        elif isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray):
            found[name] = _joined(value)
        elif not isinstance(value, Mapping):
            found[name] = value
    return found


def _joined(values: Sequence[Any]) -> str:
    parts = [words_of(_said(value)) for value in values]
    parts = [part for part in parts if part]
    paragraphs = any(len(part.split()) >= _PARAGRAPH_WORDS for part in parts)
    return ("\n\n" if paragraphs else ", ").join(parts)


def _said(value: Any) -> Any:
    """Of a record within a list, the one of its fields that says it: a name or a text."""
    if not isinstance(value, Mapping):
        return None if isinstance(value, list) else value
    return next((value[key] for key in ("text", "name", "title", "value") if isinstance(value.get(key), str)), None)
