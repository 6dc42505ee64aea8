"""Formats that are known and not read: why, and what to do instead."""

from collections.abc import Mapping

from toolkit.errors import SourceError

_WORD = (
    "Word files (.docx), rich text (.rtf), PDF or plain text",
    "open it in Word or LibreOffice and save it as .docx",
)
_UNPACK = ("zip and tar archives (.zip, .tar, .tar.gz, .tgz, .tar.bz2)", "unpack it, and give the folder")
_OCR = (
    "text, or a PDF with a layer of text",
    "run a text recognition program (OCR) on it, and save what it reads as text",
)

# Suffix to what the file is in words, what works, and the next step.
UNREAD: Mapping[str, tuple[str, str, str]] = {
    ".doc": ("files of old Word versions (.doc)", *_WORD),
    ".docm": ("Word files with macros (.docm)", *_WORD),
    ".dot": ("templates of Word", *_WORD),
    ".dotx": ("templates of Word", *_WORD),
    ".odt": ("OpenDocument texts (.odt)", *_WORD),
    ".pages": ("documents of Pages", *_WORD),
    ".wpd": ("documents of WordPerfect", *_WORD),
    **dict.fromkeys((".7z", ".rar", ".gz", ".bz2", ".xz"), ("archives and packed files of this kind", *_UNPACK)),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".webp"), ("pictures", *_OCR)),
}


def unread(suffix: str, readable: str) -> SourceError:
    """The error for a file whose suffix names no format that is read; `readable` lists those that are.

    >>> print(unread(".doc", ".docx, .txt").step)
    open it in Word or LibreOffice and save it as .docx
    """
    if suffix in UNREAD:
        what, works, step = UNREAD[suffix]
        return SourceError(f"{what} are not read", works=works, step=step)
    return SourceError(
        f"files that end in {suffix!r} are not read" if suffix else "a file without a suffix is not read",
        works=f"files that end in {readable}",
        step="save the report as plain text or as a web page, or move the file out of the folder if it is none",
    )
