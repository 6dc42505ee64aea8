"""One file a format, and the registry of their readers.

A further format is one further file with a reader function, and one line here. A reader gives a Document for each
article and a SetAside for each part of the file that gives none; it raises SourceError when the whole file gives none.
"""

from collections.abc import Callable, Mapping, Sequence

from toolkit.sources.formats.document import Document, SetAside
from toolkit.sources.formats.page import read_page
from toolkit.sources.formats.plain import read_plain
from toolkit.sources.formats.separated import read_csv, read_tsv
from toolkit.sources.formats.workbook import read_workbook

Reader = Callable[[bytes], Sequence[Document | SetAside]]

# Suffix in small letters to the function that makes documents of a file's bytes.
READERS: Mapping[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".html": read_page,
    ".htm": read_page,
    ".csv": read_csv,
    ".tsv": read_tsv,
    ".xlsx": read_workbook,
}

__all__ = [
    "READERS",
    "Document",
    "Reader",
    "SetAside",
    "read_csv",
    "read_page",
    "read_plain",
    "read_tsv",
    "read_workbook",
]
