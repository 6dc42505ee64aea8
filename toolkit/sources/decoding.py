"""Bytes become text: the encoding that is marked, or else UTF-8, or else a guess that is named.

What comes out is the decoded original; `repair` mends it afterwards.
"""

import codecs
import re

from charset_normalizer import from_bytes

from toolkit.errors import SourceError
from toolkit.sources.signatures import held

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# White space and the end-of-file mark of old systems are no sign of a binary file.
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
# Control characters never belong to prose: three may be slips, one in a hundred bytes is another kind of file.
MAX_CONTROLS = 3
MAX_CONTROL_SHARE = 0.01
# How much of a file is looked at to see that every other byte is a NUL, as in UTF-16 without a mark.
_SAMPLE = 4096
# In windows-1252 read rightly, no capital with an accent follows a small letter, and no symbol stands between letters.
_IMPLAUSIBLE = re.compile(
    r"[a-zß-öø-ÿ][ŠŽŸÀ-ÖØ-Þ]|[A-Za-zß-öø-ÿ][¢£¤¥¦§¨¬¯°±²³µ¶¸¹º»¼½¾¿×÷ƒˆ˜†‡‰•›„‚€™š]+[a-z]|[\x80-\x9f]"
)
# No language of Western Europe has more accents, but for a few words: such letters are Cyrillic or Greek misread.
_MAX_ACCENTED, _FEW = 0.3, 5
# What decoding with surrogateescape gives for each byte that is not UTF-8.
_STRAY = re.compile("[\udc80-\udcff]")
_SAVE = "save the file as plain text in UTF-8"
# Where a page says how it is encoded, and the encodings that pages are written in besides UTF-8. By the rules of the
# web, Latin-1 and ASCII mean windows-1252.
_DECLARED = re.compile(
    rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|^\s*<\?xml[^>]{1,100}?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_HEAD_OF_PAGE = 8192
_PAGE_ENCODINGS = re.compile(
    r"(?:windows-|cp)125\d|iso-?8859-?\d\d?|koi8-[ru]|mac-?roman|shift_?jis|euc-(?:jp|kr)|gb(?:k|2312|18030)|big5",
    re.IGNORECASE,
)
_MEANS_1252 = ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii")


def decode(data: bytes, *, page: bool = False) -> tuple[str, str]:
    """The text of the bytes and a note on how they were read; the note is empty when they are plain UTF-8.

    Tried in turn: a byte order mark; UTF-16 without a mark; UTF-8; UTF-8 with stray bytes of windows-1252;
    windows-1252 when that gives plausible words; the best guess of charset-normalizer. For a `page`, a web page, what
    it says of its own encoding comes after UTF-8. Raises SourceError for a file of another format under a false name,
    for control characters beyond `MAX_CONTROL_SHARE`, and when nothing fits.

    >>> decode("“Déjà vu”".encode("cp1252"))
    ('“Déjà vu”', 'read as windows-1252, a guess from its letters')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    _refuse_foreign(data, page=page)
    if wide := _wide(data):
        return _strict(data, wide), f"read as {wide}, a guess: every other byte is empty"
    _refuse_controls(data)
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return (_declared(data) if page else None) or _not_utf8(data)


def _declared(data: bytes) -> tuple[str, str] | None:
    """The text in the encoding that a page says it is in, None where it says none or does not keep its word."""
    found = _DECLARED.search(data[:_HEAD_OF_PAGE])
    name = (found[1] or found[2]).decode("ascii", errors="replace").lower() if found else ""
    if name not in _MEANS_1252 and not _PAGE_ENCODINGS.fullmatch(name):
        return None
    encoding = "windows-1252" if name in _MEANS_1252 else name
    try:
        return data.decode(encoding), f"read as {encoding}, as the page says"
    except (UnicodeDecodeError, LookupError):
        return None


def _marked(data: bytes, encoding: str) -> tuple[str, str]:
    text = _strict(data, encoding)
    _refuse_controls(text.encode("utf-8"))
    return text, f"read as {encoding}, as its byte order mark says"


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"byte {error.start} does not fit {encoding}, the encoding the file seems to be in",
            works="plain text in UTF-8, UTF-16 or windows-1252",
            step=_SAVE,
        ) from error


def _refuse_foreign(data: bytes, *, page: bool) -> None:
    what = held(data)
    # A page may be XHTML, which begins as XML does. Words of a text may be the letters with which a program begins.
    marked = what is not None and (data.lstrip()[:1] in (b"%", b"{", b"<") or _CONTROLS.search(data[:_SAMPLE]))
    if what is None or not marked or (page and data.lstrip()[:1] == b"<"):
        return
    raise SourceError(
        f"the file holds {what.name}, not {'a web page' if page else 'plain text'}",
        works="a web page under .html or .htm" if page else "plain text under .txt, .text, .csv or .tsv",
        step=what.step,
    )


def _refuse_controls(data: bytes) -> None:
    found = len(_CONTROLS.findall(data))
    if b"\x00" in data or (found > MAX_CONTROLS and found > MAX_CONTROL_SHARE * len(data)):
        raise SourceError(
            f"the file is binary: {found} of its {len(data)} bytes are control characters",
            works="plain text",
            step="check that the file is the article itself, and " + _SAVE,
        )


def _wide(data: bytes) -> str:
    """UTF-16 without a mark, by its NULs: nine in ten of one half of the bytes and hardly any of the other."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or len(data) % 2 or b"\x00" not in sample:
        return ""
    even, odd = sample[::2].count(0) / len(sample[::2]), sample[1::2].count(0) / len(sample[1::2])
    if odd > 0.9 and even < 0.01:
        return "utf-16-le"
    return "utf-16-be" if even > 0.9 and odd < 0.01 else ""


def _not_utf8(data: bytes) -> tuple[str, str]:
    escaped = data.decode("utf-8", errors="surrogateescape")
    stray = len(_STRAY.findall(escaped))
    intact = sum(not letter.isascii() for letter in escaped) - stray
    if intact and (cut := _cut_letter(data)):
        return data[:-cut].decode("utf-8") + "\ufffd", "the file ends inside a letter: the last letter is lost"
    if intact >= stray:
        mixed = _STRAY.sub(lambda byte: _western(ord(byte.group()) - 0xDC00), escaped)
        return mixed, f"read as utf-8 with {stray} stray bytes of windows-1252"
    western = data.decode("cp1252", errors="replace")
    if _plausible(western):
        return western, "read as windows-1252, a guess from its letters"
    return _guessed(data)


def _cut_letter(data: bytes) -> int:
    """How many bytes at the end belong to a letter that is cut off, 0 when the damage lies elsewhere."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return len(data) - error.start if error.reason == "unexpected end of data" else 0
    return 0


def _western(byte: int) -> str:
    """The character of a byte in windows-1252, or in Latin-1 where windows-1252 has none."""
    return bytes([byte]).decode("cp1252", errors="ignore") or chr(byte)


def _plausible(western: str) -> bool:
    """Whether a text reads as windows-1252: no byte left over, few accents, and none in a place where none belongs."""
    letters = sum(letter.isalpha() for letter in western)
    accented = sum(letter.isalpha() and not letter.isascii() for letter in western)
    return (
        "\ufffd" not in western and accented <= max(_FEW, letters * _MAX_ACCENTED) and not _IMPLAUSIBLE.search(western)
    )


def _guessed(data: bytes) -> tuple[str, str]:
    best = from_bytes(data).best()
    if best is None:
        raise SourceError(
            "no encoding was found in which the file reads as text",
            works="plain text in UTF-8, UTF-16 or windows-1252",
            step=_SAVE,
        )
    return str(best), f"read as {best.encoding}, a guess of charset-normalizer: check its quotation marks and accents"
