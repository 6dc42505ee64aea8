"""One file a format, and the registry of their readers.

A further format is one further file with a reader function, and one line here.
"""

from collections.abc import Callable, Mapping

from toolkit.sources.formats.document import Document
from toolkit.sources.formats.plain import read_plain

Reader = Callable[[bytes], list[Document]]

# Suffix in small letters to the function that makes documents of a file's bytes.
READERS: Mapping[str, Reader] = {".txt": read_plain, ".text": read_plain}

__all__ = ["READERS", "Document", "Reader", "read_plain"]
