"""What lies in a zip or tar archive, entry by entry: its name, its size, why it can't be had, and how to get it."""

import bz2
import gzip
import io
import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, Protocol

from toolkit.errors import SourceError
from toolkit.sources.signatures import mistaken

# All that is ever unpacked from one archive, and with it the longest time that one may take.
MAX_UNPACKED = 1_000_000_000
# Text packs to a tenth, seldom to a fiftieth. What grows further, past the first fifty million bytes, is made to.
MAX_GROWTH = 100
_UNSUSPECTED = 50_000_000
# The list of contents of twenty thousand members with long names is half as large.
_MAX_DIRECTORY = 8_000_000
_END, _END64, _LOCATOR64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_READ_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
# The flag that says that a name is UTF-8, and that of a password.
_UTF8, _LOCKED = 0x800, 0x1
_OFFICE = "[Content_Types].xml"
_AGAIN = "make or download the archive again, or unpack it with another program and give the folder"
_WORKS = "a whole zip or tar archive"


@dataclass(frozen=True)
class Entry:
    """One regular file of an archive, or what stands in its place; `fetch` gives its bytes, in the order of entries."""

    name: str
    size: int
    fetch: Callable[[], bytes]
    barred: SourceError | None = None


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


def damaged(error: BaseException) -> SourceError:
    """The error for an archive or a member that cannot be unpacked."""
    return SourceError(
        f"it is damaged or cut off: {str(error)[:200] or type(error).__name__}", works=_WORKS, step=_AGAIN
    )


def zip_entries(stream: BinaryIO) -> Iterator[Entry]:
    """The entries of a zip archive, without its folders; nothing is unpacked before it is fetched."""
    head = stream.read(4)
    if head[:4] not in (b"PK\x03\x04", _END):
        raise mistaken(head + stream.read(1024), "a ZIP archive", _WORKS)
    _check_directory(stream)
    with zipfile.ZipFile(stream) as archive:
        infos = archive.infolist()
        if any(info.filename == _OFFICE for info in infos):
            raise SourceError(
                "the archive is an office document",
                works="Word files under .docx, Excel workbooks under .xlsx",
                step="give the file the suffix of its format",
            )
        # A page comes before the folder of pictures that a browser has saved beside it.
        for info in sorted(infos, key=lambda info: "_files/" in info.filename):
            if not info.is_dir():
                yield Entry(_name(info), info.file_size, partial(_unzipped, archive, info), _barred(info))


def _unzipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as part:
        # The module stops at the size that the list of contents says, whatever the packed bytes unpack to.
        return part.read()


def _name(info: zipfile.ZipInfo) -> str:
    """Names without the flag of UTF-8 are in it nevertheless, or in the old encoding of zip."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _barred(info: zipfile.ZipInfo) -> SourceError | None:
    if stat.S_ISLNK(info.external_attr >> 16):
        return _no_file("a link")
    if info.flag_bits & _LOCKED:
        return SourceError(
            "a password protects it",
            works="archives without a password",
            step="unpack the archive with its password, and give the folder",
        )
    if info.compress_type not in _READ_METHODS:
        return SourceError(
            f"it is packed by method {info.compress_type} of zip, which is not read",
            works="members that are stored, or packed by deflate or bzip2, as zip programs do by default",
            step="unpack the archive with another program, and give the folder",
        )
    return None


def _no_file(what: str) -> SourceError:
    return SourceError(
        f"it is {what}, which is not followed",
        works="regular files",
        step="put the file itself into the archive, or unpack it and give the folder",
    )


def _check_directory(stream: BinaryIO) -> None:
    """Refuse a list of contents that would fill the memory: it is read whole, before anything can be said of it."""
    size = stream.seek(0, io.SEEK_END)
    reach = min(size, 65_536 + 22 + 20 + 56)
    stream.seek(size - reach)
    tail = stream.read(reach)
    stream.seek(0)
    place = tail.rfind(_END)
    if place < 0 or len(tail) < place + 22:
        raise SourceError(
            "it is damaged or cut off: its list of contents, which stands at the end, is missing",
            works=_WORKS,
            step=_AGAIN,
        )
    listed = struct.unpack_from("<L", tail, place + 12)[0]
    wide = tail.rfind(_END64, 0, place)
    if tail[place - 20 : place].startswith(_LOCATOR64) and wide >= 0 and len(tail) >= wide + 48:
        listed = struct.unpack_from("<Q", tail, wide + 40)[0]
    if listed > _MAX_DIRECTORY:
        raise SourceError(
            f"its list of contents alone has {listed:,} bytes",
            works=f"a list of contents of at most {_MAX_DIRECTORY:,} bytes",
            step="split the archive into several",
        )


def tar_entries(stream: BinaryIO, unpack: Callable[[BinaryIO], _Readable] | None = None) -> Iterator[Entry]:
    """The entries of a tar archive, read from the front to the end and never back, each fetched before the next."""
    head = stream.read(1024)
    stream.seek(0)
    if unpack is None and head[257:262] != b"ustar" and (len(head) < 512 or not _sums_up(head)):
        raise mistaken(head, "a tar archive", _WORKS)
    inner: _Readable = unpack(stream) if unpack else stream
    with tarfile.open(fileobj=_Metered(inner, stream), mode="r|") as archive:  # type: ignore[call-overload]
        for info in archive:
            if info.isdir():
                continue
            barred = None if info.isreg() else _no_file(_kind(info))
            yield Entry(info.name, info.size, partial(_untarred, archive, info), barred)


def gzip_entries(stream: BinaryIO) -> Iterator[Entry]:
    """As `tar_entries`, of a tar archive that gzip has packed."""
    return _unpacking(stream, b"\x1f\x8b", lambda packed: gzip.GzipFile(fileobj=packed))


def bzip2_entries(stream: BinaryIO) -> Iterator[Entry]:
    """As `tar_entries`, of a tar archive that bzip2 has packed."""
    return _unpacking(stream, b"BZh", bz2.BZ2File)


def _unpacking(stream: BinaryIO, beginning: bytes, unpack: Callable[[BinaryIO], _Readable]) -> Iterator[Entry]:
    head = stream.read(1024)
    stream.seek(0)
    if not head.startswith(beginning):
        raise mistaken(head, "a packed tar archive", _WORKS)
    yield from tar_entries(stream, unpack)


def _untarred(archive: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    part = archive.extractfile(info)
    data = part.read() if part else b""
    if len(data) < info.size:
        raise EOFError(f"{len(data):,} of its {info.size:,} bytes are there")
    return data


def _kind(info: tarfile.TarInfo) -> str:
    return f"a link to {info.linkname[:100]!r}" if info.issym() or info.islnk() else "a device or pipe"


def _sums_up(head: bytes) -> bool:
    """Whether the first block is empty, or has the check sum of an old tar archive, which has no other mark."""
    if not head.strip(b"\0"):
        return True
    try:
        return tarfile.TarInfo.frombuf(head[:512], "utf-8", "surrogateescape").name != ""
    except tarfile.TarError:
        return False


class _Metered:
    """The bytes of a tar archive as they are unpacked; the archive ends with an error where it grows beyond reason."""

    def __init__(self, inner: _Readable, packed: BinaryIO) -> None:
        self._inner = inner
        self._packed = packed
        self._count = 0

    def read(self, size: int) -> bytes:
        data = self._inner.read(size)
        self._count += len(data)
        if self._count > _UNSUSPECTED and self._count > MAX_GROWTH * self._packed.tell():
            raise _endless(f"it unpacks to more than {MAX_GROWTH} times its size, and was stopped there")
        if self._count > MAX_UNPACKED:
            raise _endless(f"it unpacks to more than {MAX_UNPACKED:,} bytes, and was stopped there")
        return data


def _endless(problem: str) -> SourceError:
    return SourceError(
        problem,
        works=f"archives of reports, of at most {MAX_UNPACKED:,} bytes when unpacked",
        step="check where the archive comes from; split it into several if it holds so much",
    )


# Suffix in small letters to the function that lists an archive.
ARCHIVES: Mapping[str, Callable[[BinaryIO], Iterator[Entry]]] = {
    ".zip": zip_entries,
    ".tar": tar_entries,
    ".tar.gz": gzip_entries,
    ".tgz": gzip_entries,
    ".tar.bz2": bzip2_entries,
    ".tbz2": bzip2_entries,
}
