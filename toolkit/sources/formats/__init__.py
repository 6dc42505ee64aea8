"""One file a format, and the registry of their readers.

A further format is one further file with a reader function, and one line here. A reader gives a Document for each
article and a SetAside for each part of the file that gives none; it raises SourceError when the whole file gives none.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import BinaryIO

from toolkit.sources.formats.databases import exported, exported_page
from toolkit.sources.formats.databases.printed import told_apart
from toolkit.sources.formats.document import Document, SetAside
from toolkit.sources.formats.feed import read_feed
from toolkit.sources.formats.json_records import read_json, read_json_lines
from toolkit.sources.formats.packed import ARCHIVES
from toolkit.sources.formats.page import read_page
from toolkit.sources.formats.parquet import read_parquet
from toolkit.sources.formats.pdf import read_pdf
from toolkit.sources.formats.plain import read_plain
from toolkit.sources.formats.rtf import read_rtf
from toolkit.sources.formats.separated import read_csv, read_tsv
from toolkit.sources.formats.warc import MAX_ARCHIVE, read_warc, stream_warc
from toolkit.sources.formats.whole_page import read_whole_page
from toolkit.sources.formats.word import read_word
from toolkit.sources.formats.workbook import read_workbook

Reader = Callable[[bytes], Sequence[Document | SetAside]]

# Suffix in small letters to the function that makes documents of a file's bytes.
READERS: Mapping[str, Reader] = {
    ".txt": exported(read_plain),
    ".text": exported(read_plain),
    ".html": exported_page(read_page),
    ".htm": exported_page(read_page),
    ".mht": read_whole_page,
    ".mhtml": read_whole_page,
    ".csv": read_csv,
    ".tsv": read_tsv,
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".parquet": read_parquet,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json,
    ".pdf": lambda data: told_apart(read_pdf(data)),
    ".docx": exported(read_word),
    ".rtf": exported(read_rtf),
    ".warc": read_warc,
    ".warc.gz": read_warc,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
}

# Those whose files may be larger than memory, up to `MAX_ARCHIVE` bytes: read from an open file, a part at a time.
STREAMED: Mapping[str, Callable[[BinaryIO], Iterator[Document | SetAside]]] = {
    ".warc": stream_warc,
    ".warc.gz": stream_warc,
}


def suffix_of(name: str) -> str:
    """The part of a file's name that decides how it is read, in small letters; ".tar.gz" is one suffix.

    >>> suffix_of("Reports.TAR.GZ"), suffix_of("talks.v2.txt"), suffix_of("talks")
    ('.tar.gz', '.txt', '')
    """
    small = name.lower()
    known = [suffix for suffix in (*READERS, *ARCHIVES) if small.endswith(suffix)]
    return max(known, key=len) if known else PurePosixPath(small).suffix


__all__ = [
    "ARCHIVES",
    "MAX_ARCHIVE",
    "READERS",
    "STREAMED",
    "Document",
    "Reader",
    "SetAside",
    "read_csv",
    "read_feed",
    "read_json",
    "read_json_lines",
    "read_page",
    "read_parquet",
    "read_pdf",
    "read_plain",
    "read_rtf",
    "read_tsv",
    "read_warc",
    "read_whole_page",
    "read_word",
    "read_workbook",
    "suffix_of",
]
