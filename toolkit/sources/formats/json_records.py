"""JSON lines, a JSON array, or an object that holds one: one record is one article."""

import json
import re
from collections.abc import Iterator
from typing import Any

from toolkit.errors import SourceError
from toolkit.sources.decoding_rows import decode_rows
from toolkit.sources.formats.document import Document, SetAside
from toolkit.sources.formats.records import Record, record_documents

_WORKS = 'one record a line, as in {"title": "Talks end", "text": "Nobody spoke."}, or an array of such records'
_EXPORT = "export the records again, or mend them in an editor"
_SPACE = re.compile(r"[\s,]*")
# Arrays of records lie so deep inside the object that a news service answers with.
_DEEPEST = 3
# A line that is no JSON is shown as far as this.
_SHOWN = 40

Found = Iterator[tuple[str, Record | SourceError]]


def read_json_lines(data: bytes) -> list[Document | SetAside]:
    r"""One record of JSON a line is one article, named "line 1" and on; a damaged line is set aside alone.

    Fields inside others are named `outer.inner`. A file that is one array or one object is read as by `read_json`.
    Raises SourceError where no field holds the text, and for bytes that are no text.

    >>> [type(one).__name__ for one in read_json_lines(b'{"text": "He left."}\n{"text": "Sh\n')]
    ['Document', 'SetAside']
    """
    text, note = decode_rows(data)
    # Not splitlines: a string of JSON may hold any of the other characters at which it breaks.
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not lines:
        raise _empty()
    if not any(line.lstrip().startswith("{") and isinstance(_parsed(line), dict) for _, line in lines[:50]):
        return _whole(text, note)
    return record_documents(((f"line {number}", _record(line)) for number, line in lines), note=note)


def read_json(data: bytes) -> list[Document | SetAside]:
    r"""Each record of a JSON array is one article, named "record 1" and on; so are those of an array in an object.

    Of an object, such as a news service answers with, the longest array of records in it is read, else the object is
    one article. Where an array is damaged, the records before the damage are read and the rest is set aside. A file of
    JSON lines is read as such. Raises SourceError as `read_json_lines` does.

    >>> [one.text for one in read_json(b'{"articles": [{"title": "Talks end", "content": "Nobody spoke."}]}')]
    ['Talks end\n\nNobody spoke.']
    """
    text, note = decode_rows(data)
    if not text.strip():
        raise _empty()
    if text.lstrip().startswith("{") and isinstance(_parsed(text), SourceError):
        return read_json_lines(data)
    return _whole(text, note)


def _whole(text: str, note: str) -> list[Document | SetAside]:
    if text.lstrip().startswith("["):
        return record_documents(_items(text), note=note)
    value = _parsed(text)
    if isinstance(value, SourceError):
        raise value
    records = _longest(value)
    if records is not None:
        named = ((f"record {number}", _as_record(one)) for number, one in enumerate(records, start=1))
        return record_documents(named, note=note)
    if not isinstance(value, dict):
        raise SourceError(f"the file holds no records but {str(value)[:_SHOWN]!r}", works=_WORKS, step=_EXPORT)
    return record_documents([("record 1", value)], note=note)


def _items(text: str) -> Found:
    """The records of an array, one by one, so that those before a damaged one are kept."""
    decoder = json.JSONDecoder()
    at, number = text.index("[") + 1, 0
    while True:
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]  # matches the empty string too
        if text[at : at + 1] == "]":
            return
        number += 1
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield f"record {number} and what follows", _damaged(text[at:], error)
            return
        yield f"record {number}", _as_record(value)


def _record(line: str) -> Record | SourceError:
    value = _parsed(line)
    return value if isinstance(value, SourceError) else _as_record(value)


def _as_record(value: Any) -> Record | SourceError:
    if isinstance(value, dict):
        return value
    return SourceError(f"it is no record but {str(value)[:_SHOWN]!r}", works=_WORKS, step=_EXPORT)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        return _damaged(text, error)


def _damaged(text: str, error: Exception) -> SourceError:
    reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
    return SourceError(
        f"it is no JSON, or damaged: {reason[:120]}; it begins {text.strip()[:_SHOWN]!r}", works=_WORKS, step=_EXPORT
    )


def _longest(value: Any, depth: int = 0) -> list[Any] | None:
    """The longest array of records in an object."""
    if isinstance(value, list):
        return value if any(isinstance(one, dict) for one in value) else None
    if not isinstance(value, dict) or depth >= _DEEPEST:
        return None
    found = [one for one in (_longest(inner, depth + 1) for inner in value.values()) if one is not None]
    return max(found, key=len, default=None)


def _empty() -> SourceError:
    return SourceError("the file is empty", works=_WORKS, step="export the records again, or remove the file")
