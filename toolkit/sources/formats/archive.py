"""Archives: zip and tar files are read member by member, in memory, one at a time; nothing is written to disk."""

import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from toolkit.errors import SourceError
from toolkit.sources.aside import tells_no_story
from toolkit.sources.formats.document import SetAside
from toolkit.sources.formats.packed import ARCHIVES, MAX_UNPACKED, Entry, damaged

# An archive of so many reports takes a working day to read; what makes more is no archive of reports.
MAX_MEMBERS = 20_000
_LONGEST_NAME = 300
# What the modules for archives raise when they meet damage; a password too, where its flag is not set.
_DAMAGE = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, struct.error, OSError, EOFError, ValueError, RuntimeError,
    OverflowError, IndexError, MemoryError,
)  # fmt: skip
_OUTSIDE = re.compile(r"\A(?:/|[A-Za-z]:)|(?:\A|/)\.\.(?:/|\Z)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
_SPLIT = "split the archive into several"


@dataclass(frozen=True)
class Member:
    """One file in an archive: its name there, behind that of the inner archive if it lies in one, and its bytes."""

    member: str
    data: bytes


@dataclass
class _Allowance:
    """What one archive, with those inside it, may still give."""

    limit: int
    readable: Callable[[str], object]
    members: int
    unpacked: int


def members(
    stream: BinaryIO, suffix: str, *, limit: int, readable: Callable[[str], object]
) -> Iterator[Member | SetAside]:
    """Each file of an archive comes once, or is set aside with its reason and stops no other.

    `suffix` is one of ARCHIVES; `readable` is asked of every name and raises SourceError for one that is not read. An
    archive inside is opened, one inside that is not. Set aside are members of more than `limit` bytes, with a password,
    of names that lead out of the archive or come twice, links, and whatever is damaged; after `MAX_MEMBERS` members or
    `MAX_UNPACKED` bytes the archive ends with a refusal. Passed over are folders, what `tells_no_story`,
    and the folder that a browser has saved beside a page before it.

    >>> import io, zipfile
    >>> with zipfile.ZipFile(kept := io.BytesIO(), "w") as archive:
    ...     archive.writestr("a/talks.txt", "Talks ended.")
    >>> [found.member for found in members(kept, ".zip", limit=100, readable=str)]
    ['a/talks.txt']
    """
    stream.seek(0)
    empty = True
    for found in _walk(stream, suffix, _Allowance(limit, readable, MAX_MEMBERS, MAX_UNPACKED), ""):
        empty = False
        yield found
    if empty:
        yield SetAside(
            "",
            SourceError(
                "the archive holds no report",
                works="an archive with files in it; README and hidden files are no reports",
                step="look into it with another program, or remove it",
            ),
        )


def _walk(stream: BinaryIO, suffix: str, left: _Allowance, outer: str) -> Iterator[Member | SetAside]:
    seen: set[str] = set()
    try:
        for entry in ARCHIVES[suffix](stream):
            name = entry.name.replace("\\", "/").removeprefix("./")
            if _passed_over(name, seen):
                continue
            place = f"{outer}, {_printable(name)}" if outer else _printable(name)
            left.members -= 1
            if left.members < 0:
                yield SetAside(place, _too_many())
                return
            try:
                _check(entry, name, seen, left)
                seen.add(name)
                yield from _content(entry, name, place, left, nested=bool(outer))
            except SourceError as error:
                yield SetAside(place, error)
            except _DAMAGE as error:
                yield SetAside(place, damaged(error))
            if left.unpacked <= 0 or left.members < 0:
                return
    except SourceError as error:
        yield SetAside(outer, error)
    except _DAMAGE as error:
        yield SetAside(outer, _broken_off(error, seen))


def _content(entry: Entry, name: str, place: str, left: _Allowance, *, nested: bool) -> Iterator[Member | SetAside]:
    inner = archive_suffix(name)
    if inner and nested:
        raise SourceError(
            "it is an archive in an archive in an archive",
            works="archives in an archive, with no other inside",
            step="unpack the outer archive, and give the folder",
        )
    if not inner:
        left.readable(name.rpartition("/")[2])
    left.unpacked -= entry.size
    if left.unpacked <= 0:
        raise SourceError(
            f"here the archive unpacks to more than {MAX_UNPACKED:,} bytes: neither this nor anything after it is read",
            works=f"archives of at most {MAX_UNPACKED:,} bytes when unpacked",
            step=_SPLIT,
        )
    data = entry.fetch()
    if inner:
        yield from _walk(BytesIO(data), inner, left, place)
    else:
        yield Member(place, data)


def archive_suffix(name: str) -> str:
    """The suffix of a name among those of archives, empty when it is none.

    >>> archive_suffix("Reports.TAR.GZ"), archive_suffix("talks.txt")
    ('.tar.gz', '')
    """
    return next((suffix for suffix in ARCHIVES if name.lower().endswith(suffix)), "")


def _check(entry: Entry, name: str, seen: set[str], left: _Allowance) -> None:
    """Raise the reason for which a member is not read, if there is one."""
    if "\0" in name or _OUTSIDE.search(name) or not name:
        raise SourceError(
            "its name leads out of the archive",
            works="names of files inside the archive",
            step="check where the archive comes from; unpack it with care, and give the folder",
        )
    if entry.barred:
        raise entry.barred
    if name in seen:
        raise SourceError(
            "another member has the same name, and was read",
            works="one file for each name",
            step="unpack the archive, look at both, and give the folder",
        )
    if entry.size > left.limit:
        raise SourceError(
            f"it unpacks to {entry.size:,} bytes",
            works=f"members of at most {left.limit:,} bytes",
            step="take it out of the archive, split it into one file for each report, and give the folder",
        )


def _passed_over(name: str, seen: set[str]) -> bool:
    """Whether a member is no article: a hidden one, one that tells of others, or what a browser saved beside a page."""
    *folders, last = name.split("/")
    if last == "..":
        return False
    hidden = any(part.startswith(".") and part.strip(".") for part in folders) or "__MACOSX" in folders
    page, saved, _ = name.partition("_files/")
    return hidden or tells_no_story(last) or bool(saved and seen & {f"{page}.html", f"{page}.htm"})


def _printable(name: str) -> str:
    """A name as it can be stored and shown: without control characters, and not without end."""
    shown = _CONTROL.sub(lambda match: match.group().encode("unicode_escape").decode("ascii"), name)
    return shown if len(shown) <= _LONGEST_NAME else shown[: _LONGEST_NAME - 1] + "…"


def _too_many() -> SourceError:
    return SourceError(
        f"the archive holds more than {MAX_MEMBERS:,} members: neither this nor anything after it is read",
        works=f"archives of at most {MAX_MEMBERS:,} members",
        step=_SPLIT,
    )


def _broken_off(error: BaseException, seen: set[str]) -> SourceError:
    found = damaged(error)
    after = f"; {len(seen)} members before it were read" if seen else ""
    return SourceError(found.problem + after, works=found.works, step=found.step)
