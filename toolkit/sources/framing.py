"""A frame becomes documents, as a table that lies in a file does: one row is one article."""

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from toolkit.errors import SourceError
from toolkit.sources.formats.document import Document, SetAside
from toolkit.sources.formats.records import Record, record_documents


def frame_documents(frame: pd.DataFrame) -> list[Document | SetAside]:
    """Each row is one article, named "row LABEL" by the index of the frame, or set aside; nothing of it is changed.

    Of columns with one name, the second is `name (2)`. Raises SourceError where no column holds the text.

    >>> frame_documents(pd.DataFrame({"headline": ["Talks end"], "body": ["Nobody spoke."]}))[0].member
    'row 0'
    """
    if frame.empty:
        raise SourceError("the frame has no rows", works="one report a row", step="check how the frame was made")
    return record_documents(_records(frame))


def _records(frame: pd.DataFrame) -> Iterator[tuple[str, Record]]:
    names = _named(frame)
    for label, row in zip(frame.index, frame.itertuples(index=False, name=None), strict=True):
        yield f"row {label}", dict(zip(names, row, strict=True))


def _named(frame: pd.DataFrame) -> list[str]:
    seen: Counter[str] = Counter()
    names = []
    for label in frame.columns:
        name = ".".join(map(str, label)) if isinstance(label, tuple) else str(label)
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names
