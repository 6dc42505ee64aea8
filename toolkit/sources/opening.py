"""A path becomes the files that lie at it: the file itself, or the members of an archive, one after the other."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import SourceError
from toolkit.sources.finding import SUFFIXES, Refusal, refusal
from toolkit.sources.formats import ARCHIVES, MAX_ARCHIVE, READERS, STREAMED, Reader, suffix_of
from toolkit.sources.formats.archive import members
from toolkit.sources.formats.document import Document, SetAside
from toolkit.sources.unread import unread


@dataclass(frozen=True)
class File:
    """One file: `source` is where it lies, in words; `name` is its last part, with the suffix.

    It is in memory, as `data`, unless it is one that is read a part at a time, from `path`.
    """

    source: str
    name: str
    data: bytes = b""
    path: Path | None = None

    def sha256(self) -> str:
        """The SHA-256 of its bytes, as hex digits."""
        if self.path is None:
            return hashlib.sha256(self.data).hexdigest()
        with self.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def documents(self) -> Iterable[Document | SetAside]:
        """What its reader gives; raises SourceError for a file that its reader refuses as a whole."""
        if self.path is None:
            yield from reader_of(self.name)(self.data)
            return
        try:
            with self.path.open("rb") as stream:
                yield from STREAMED[suffix_of(self.name)](stream)
        except OSError as error:
            raise _closed(error) from error


def opened(path: Path, source: str, refused: list[Refusal], *, limit: int) -> Iterator[File]:
    """Each file at a path that can be had, one in memory at a time; what cannot goes to `refused` and stops no other.

    A file of more than `limit` bytes is refused; an archive may be larger, and no member of it. A web archive is not
    read into memory and may have `MAX_ARCHIVE` bytes.
    """
    suffix = suffix_of(path.name)
    try:
        if suffix not in ARCHIVES:
            reader_of(path.name)
            yield _streamed(path, source) if suffix in STREAMED else File(source, path.name, _bytes(path, limit))
            return
        with path.open("rb") as stream:
            for found in members(stream, suffix, limit=limit, readable=reader_of):
                place = f"{source}, {found.member}"
                if isinstance(found, SetAside):
                    refused.append(refusal(place if found.member else source, found.error))
                else:
                    yield File(place, found.member.rpartition("/")[2], found.data)
    except SourceError as error:
        refused.append(refusal(source, error))
    except OSError as error:
        refused.append(refusal(source, _closed(error)))


def reader_of(name: str) -> Reader:
    """The reader of a file by its suffix; raises SourceError for a suffix that is not read, with what to do instead."""
    suffix = suffix_of(name)
    if suffix not in READERS:
        raise unread(suffix, SUFFIXES)
    return READERS[suffix]


def _streamed(path: Path, source: str) -> File:
    with path.open("rb") as stream:  # so that one that may not be read is told now
        size = stream.seek(0, os.SEEK_END)
    if size > MAX_ARCHIVE:
        raise SourceError(
            f"the web archive has {size:,} bytes",
            works=f"web archives of at most {MAX_ARCHIVE:,} bytes",
            step="divide it between two records, as programs for web archives do, or record it in several",
        )
    return File(source, path.name, path=path)


def _bytes(path: Path, limit: int) -> bytes:
    with path.open("rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise SourceError(
            f"the file is larger than {limit:,} bytes",
            works="one report for each file",
            step="split it into one file for each report",
        )
    return data


def _closed(error: OSError) -> SourceError:
    return SourceError(
        f"it cannot be opened: {error.strerror or error}",
        works="a file that you may read",
        step="correct its rights, or copy it to a folder of yours",
    )
