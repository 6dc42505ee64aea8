"""Web archives (WARC): each page that a crawler was given is one article, read as a saved page."""

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from functools import partial
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader

from toolkit.errors import SourceError
from toolkit.sources.formats.document import Document, SetAside
from toolkit.sources.formats.page import read_page

# Archives are read record by record, so size costs time and no memory: this much is some ten thousand pages.
MAX_ARCHIVE, MAX_UNPACKED = 2_000_000_000, 4_000_000_000
# No page of a story is larger.
MAX_PAGE = 20_000_000
# Headers of an archive of that size have some million lines.
MAX_LINES = 20_000_000
_LONGEST_LINE = 65_536
_BLOCK = 65_536
_GZIP = b"\x1f\x8b"
_WORKS = "a web archive (.warc or .warc.gz) as crawlers and browsers write it"
_PAGES = ("text/html", "application/xhtml+xml")
# Records that tell of a crawl and hold nothing that was published.
_SILENT = frozenset(("warcinfo", "request", "metadata"))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,20})", re.IGNORECASE)
_ENCODINGS = re.compile(
    r"(?:windows-|cp)125\d|iso-?8859-?\d\d?|latin-?1|koi8-[ru]|shift_?jis|euc-(?:jp|kr)|gb(?:k|2312|18030)|big5",
    re.IGNORECASE,
)
# By the rules of the web, Latin-1 means windows-1252.
_SAME = {"iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252"}
_ADDRESS_SHOWN, _KINDS_SHOWN = 200, 6


class _Unpacked(io.RawIOBase):
    """The bytes of an archive, unpacked member by member and never more than a budget; `fault` says what went wrong."""

    def __init__(self, stream: BinaryIO, budget: int) -> None:
        self.fault = ""
        self._left = budget
        self._given = self._pieces(stream)
        self._waiting = self._tail = b""

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        while not self._waiting:
            piece = next(self._given, None)
            if piece is None:
                return 0
            self._waiting = piece
        count = min(len(target), len(self._waiting))
        target[:count] = self._waiting[:count]
        self._waiting = self._waiting[count:]
        return count

    def _pieces(self, stream: BinaryIO) -> Iterator[bytes]:
        stream.seek(0)
        packed = stream.read(len(_GZIP)) == _GZIP
        stream.seek(0)
        for piece in _gunzipped(stream) if packed else iter(partial(stream.read, _BLOCK), b""):
            if isinstance(piece, str):
                self.fault = piece
                return
            self._left -= len(piece)
            if self._left < 0:
                self.fault = f"the archive unpacks to more than {MAX_UNPACKED:,} bytes"
                return
            self._tail = (self._tail + piece)[-4:]
            yield piece
        if self._tail and not self._tail.endswith((b"\n\r\n", b"\n\n")):
            self.fault = "the archive is cut off: it does not end as a record ends"


class _Lines(BufferedReader):  # type: ignore[misc]
    """What warcio reads lines from, with bounds: it would gather a line of any length, and any number of them."""

    def __init__(self, stream: _Unpacked) -> None:
        super().__init__(io.BufferedReader(stream, _BLOCK), _BLOCK)
        self._lines = 0

    def readline(self, length: int | None = None) -> bytes:
        self._lines += 1
        if self._lines > MAX_LINES:
            raise ValueError(f"its headers have more than {MAX_LINES:,} lines")
        line: bytes = super().readline(_LONGEST_LINE if length is None else min(length, _LONGEST_LINE))
        if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            raise ValueError(f"a line of its headers has more than {_LONGEST_LINE:,} bytes")
        return line


def _gunzipped(stream: BinaryIO) -> Iterator[bytes | str]:
    """The members of a gzip file one after the other in blocks; a last piece in words says why it stops early."""
    rest = stream.read(_BLOCK)
    while rest:
        if not rest.startswith(_GZIP):
            yield "the archive goes on with bytes that are not packed as the rest is"
            return
        unpacker = zlib.decompressobj(wbits=31)
        try:
            while not unpacker.eof:
                if not rest:
                    yield "the archive is cut off in the middle"
                    return
                yield unpacker.decompress(rest, _BLOCK)
                rest = unpacker.unconsumed_tail or (b"" if unpacker.eof else stream.read(_BLOCK))
        except zlib.error as error:
            yield f"the archive is damaged: {error}"
            return
        rest = unpacker.unused_data
        rest += b"" if len(rest) >= len(_GZIP) else stream.read(_BLOCK)


def read_warc(data: bytes) -> list[Document | SetAside]:
    """As `stream_warc`, of the bytes of a file."""
    return list(stream_warc(io.BytesIO(data)))


def stream_warc(stream: BinaryIO) -> Iterator[Document | SetAside]:
    """Each response that is a web page is one article, named by its address; all other records are counted in one line.

    `url` is the address of the record, and the note says on which day it was captured, which is no day of publication.
    A record of a second visit holds no page of its own. A page that gives no article is set aside alone; what comes
    behind a cut or a damage is said. One page is in memory at a time; no more than `MAX_UNPACKED` bytes are unpacked,
    `MAX_PAGE` of one page. Raises SourceError when the file holds no record.
    """
    unpacked = _Unpacked(stream, MAX_UNPACKED)
    passed: Counter[str] = Counter()
    records = found = 0
    for record in _records(unpacked):
        if isinstance(record, str):
            unpacked.fault = unpacked.fault or record
            break
        records += 1
        for one in _article(record, passed):
            found += 1
            yield one
    if not records or (not found and not passed and unpacked.fault):
        raise SourceError(
            unpacked.fault or "the file holds no record of a web archive",
            works=_WORKS,
            step="check that the file is whole, and copy or record it again",
        )
    if passed:
        yield _passed(passed)
    if unpacked.fault:
        yield _cut(unpacked.fault, records)


def _records(stream: _Unpacked) -> Iterator[Any]:
    """The records one after the other, and at last in words why no further can be read."""
    # warcio writes of damage to the terminal; here it is told in the refusals.
    try:
        with redirect_stderr(io.StringIO()):
            iterator = ArchiveIterator(io.BytesIO())
            iterator.reader = _Lines(stream)
        while True:
            with redirect_stderr(io.StringIO()):
                record = next(iterator, None)
            if record is None:
                return
            yield record
    except Exception as error:  # noqa: BLE001  damaged headers raise errors of every kind inside warcio
        yield f"a record cannot be read: {str(error).strip()[:200] or type(error).__name__}"


def _article(record: Any, passed: Counter[str]) -> list[Document | SetAside]:
    """The article of one record, or nothing and one more in `passed`."""
    kind = str(record.rec_type or "")
    if kind in _SILENT:
        return []
    if kind not in ("response", "resource"):
        passed["record of a second visit" if kind == "revisit" else f"record of the kind {kind[:20]!r}"] += 1
        return []
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    typed = (record.http_headers or record.rec_headers).get_header("Content-Type") or ""
    media = typed.split(";")[0].strip().lower()
    if not str(status).startswith("2"):
        passed[f"answer {str(status)[:3]}"] += 1
        return []
    if media not in _PAGES:
        passed[media[:40] or "record without a type"] += 1
        return []
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    member = address[:_ADDRESS_SHOWN] or "a page without an address"
    try:
        return [_read(record, typed, member, address)]
    except SourceError as error:
        return [SetAside(member, error)]


def _content(record: Any) -> tuple[bytes, str]:
    """The bytes of a page as the browser would have them, and a note when they are cut; never more than `MAX_PAGE`."""
    coded = (record.http_headers.get_header("Content-Encoding") or "").strip().lower() if record.http_headers else ""
    if coded and coded not in ("gzip", "x-gzip", "deflate", "identity", "utf-8"):
        raise SourceError(
            f"the page is packed as {coded[:20]!r}, which is not unpacked",
            works="pages that are packed as gzip or deflate, or not at all",
            step="open the archive in a player of web archives and save the page from there",
        )
    pieces: list[bytes] = []
    size = 0
    try:
        stream = record.content_stream()
        while piece := stream.read(_BLOCK):
            pieces.append(piece)
            size += len(piece)
            if size > MAX_PAGE:
                raise SourceError(
                    f"the page has more than {MAX_PAGE:,} bytes",
                    works=f"pages of at most {MAX_PAGE:,} bytes",
                    step="save the article alone from a player of web archives",
                )
    except (OSError, ValueError, EOFError, zlib.error) as error:
        raise SourceError(
            f"the page cannot be unpacked: {str(error)[:200] or type(error).__name__}",
            works=_WORKS,
            step="record the page again, or leave it out",
        ) from error
    short = getattr(record.raw_stream, "limit", 0) or 0
    cut = short > 0 or bool(record.rec_headers.get_header("WARC-Truncated"))
    return b"".join(pieces), "the page is cut off in the archive" if cut else ""


def _read(record: Any, typed: str, member: str, address: str) -> Document | SetAside:
    data, cut = _content(record)
    day = (record.rec_headers.get_header("WARC-Date") or "")[:10]
    charset = _CHARSET.search(typed)
    decoded = recoded(data, charset[1]) if charset else None
    document = read_page(data if decoded is None else decoded)[0]
    notes = [
        f"captured {day}" if day else "",
        f"read as {charset[1]}, as the server said" if charset and decoded is not None else "",
        cut,
        document.note,
    ]
    note = "; ".join(part for part in notes if part)
    return replace(document, member=member, url=address or document.url, note=note)


def recoded(data: bytes, charset: str) -> bytes | None:
    """A page in UTF-8 whose server tells of another encoding; None where it is UTF-8 already or does not fit."""
    if not _ENCODINGS.fullmatch(charset):
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(_SAME.get(charset.lower(), charset)).encode("utf-8")
        except (UnicodeError, LookupError):
            return None
    return None


def _passed(passed: Counter[str]) -> SetAside:
    listed = ", ".join(f"{count:,} × {kind}" for kind, count in passed.most_common(_KINDS_SHOWN))
    more = f" and {len(passed) - _KINDS_SHOWN} more kinds" if len(passed) > _KINDS_SHOWN else ""
    return SetAside(
        f"{passed.total():,} other records",
        SourceError(
            f"they hold no web page: {listed}{more}",
            works="answers of servers that hold a web page (text/html)",
            step="nothing needs to be done, unless an article lies in one of these kinds of files",
        ),
    )


def _cut(fault: str, records: int) -> SetAside:
    return SetAside(
        f"what follows record {records:,}",
        SourceError(fault, works=_WORKS, step="copy or record the archive again; what stands before was read"),
    )
