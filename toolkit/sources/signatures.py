"""What the first bytes of a file say it is, whatever its name says."""

import re
from typing import NamedTuple

from toolkit.errors import SourceError

_SAVE = "open it in the program it comes from and save it as .docx or as plain text"
_UNPACK = "unpack it, and give the folder"


class Held(NamedTuple):
    """What a file holds, in words with their article, and the next step for somebody who gave it a false name."""

    name: str
    step: str


# The beginnings by which each is known. Some stand before others that they begin with.
_BEGINNINGS: tuple[tuple[bytes, Held], ...] = (
    (b"{\\rtf", Held("a rich text (RTF) file", "give the file the suffix .rtf")),
    (b"\x1f\x8b", Held("what gzip has packed", "give a packed tar archive the suffix .tar.gz; unpack anything else")),
    (b"BZh", Held("what bzip2 has packed", "give a packed tar archive the suffix .tar.bz2; unpack anything else")),
    (b"\xfd7zXZ\x00", Held("what xz has packed", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Held("a 7z archive", _UNPACK)),
    (b"Rar!\x1a", Held("a RAR archive", _UNPACK)),
    (b"\x89PNG\r\n", Held("a picture", "run a text recognition program (OCR) on it, and save what it reads as text")),
    (b"\xff\xd8\xff", Held("a picture", "run a text recognition program (OCR) on it, and save what it reads as text")),
    (b"MZ", Held("a program", "remove it from the folder: it is never opened here")),
    (b"\x7fELF", Held("a program", "remove it from the folder: it is never opened here")),
)
_PAGE = Held("a web page", "give the file the suffix .html, under which web pages are read")
_XML = Held("an XML file", _SAVE)
_PDF = Held("a PDF", "give the file the suffix .pdf")
_TAR = Held("a tar archive", "give the file the suffix .tar")
_ZIP = Held("a ZIP archive", "give the file the suffix .zip")
# What the parts of a ZIP archive make of it.
_PACKAGES = (
    (b"word/document.xml", Held("a Word file", "give the file the suffix .docx")),
    (b"xl/workbook.xml", Held("an Excel workbook", "give the file the suffix .xlsx")),
    (b"opendocument.text", Held("an OpenDocument text", _SAVE)),
    (b"opendocument", Held("an OpenDocument file", _SAVE)),
    (b"ppt/presentation.xml", Held("a set of slides", _SAVE)),
)
_OLD = Held("an old office document", _SAVE)
_LOCKED = Held(
    "an office document that a password protects",
    "open it with its password, take the password off (File, Info), and save it again",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WEB = re.compile(rb"<!doctype\s+html|<html", re.IGNORECASE)
# A PDF may have some bytes before its beginning, but a text that only tells of one has other words there.
_PDF_HEAD = re.compile(rb"\A(?:\xef\xbb\xbf)?[\s\x00]{0,1000}%PDF-\d")


def held(data: bytes) -> Held | None:
    """What the bytes hold, by the signs of their format; None for text, and for all that is not known.

    >>> held(b"%PDF-1.7 ...").name, held(b"Talks end")
    ('a PDF', None)
    """
    if _PDF_HEAD.match(data):
        return _PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((what for part, what in _PACKAGES if part in data), _ZIP)
    if data.startswith(_OLE[:4]):
        return _LOCKED if _ENCRYPTED in data else _OLD
    for beginning, what in _BEGINNINGS:
        if data.startswith(beginning):
            return what
    if data[257:262] == b"ustar":
        return _TAR
    head = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    return _PAGE if _WEB.match(head) else _XML if head.lower().startswith(b"<?xml") else None


def mistaken(data: bytes, meant: str, works: str) -> SourceError:
    """The error for a file that is not what its suffix says; `meant` is that in words, such as "a PDF".

    >>> print(mistaken(b"Talks end", "a PDF", "a PDF with text in it").problem)
    the file is not a PDF: it holds something else, or is damaged
    """
    what = held(data)
    if what is None or what.name == meant:
        return SourceError(
            f"the file is not {meant}: it holds something else, or is damaged",
            works=works,
            step="open it in the program it comes from to see whether it is whole, and save it again",
        )
    return SourceError(f"the file holds {what.name}, not {meant}", works=works, step=what.step)
