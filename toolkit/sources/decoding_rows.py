"""The bytes of a table become text, line by line where its lines are in several encodings."""

import re

from toolkit.sources.decoding import MAX_CONTROL_SHARE, decode

_NUL = b"\x00"
# The sign that old systems put where a character is lost; it may stand in text, and NUL may not.
_SUBSTITUTE = b"\x1a"
_WIDE = re.compile(rb"\A(?:\xff\xfe|\xfe\xff|\x00\x00\xfe\xff)")
_SAMPLE = 4096


def decode_rows(data: bytes) -> tuple[str, str]:
    r"""As `decode`, for files that programs append to: a line that is no UTF-8 does not change how the others are read.

    NUL bytes, up to one in a hundred bytes, stay as they are and are told, so that the reader of a row decides.

    >>> decode_rows("title,text\nDéjà vu,“no”\n".encode() + "Fête,oui\n".encode("cp1252"))
    ('title,text\nDéjà vu,“no”\nFête,oui\n', '1 line of 3 read as windows-1252, a guess from its letters')
    """
    nul = data.count(_NUL)
    if nul and not _WIDE.match(data) and nul <= MAX_CONTROL_SHARE * len(data):
        text, note = _by_lines(data.rstrip(_SUBSTITUTE).replace(_NUL, _SUBSTITUTE))
        told = f"{nul} NUL byte{'s' if nul > 1 else ''} in the file"
        return text.replace(_SUBSTITUTE.decode(), "\0"), "; ".join(filter(None, (note, told)))
    return _by_lines(data)


def _by_lines(data: bytes) -> tuple[str, str]:
    if _WIDE.match(data) or _NUL in data or _is_utf8(data):
        return decode(data)
    lines = data.split(b"\n")
    strange = {place: line for place, line in enumerate(lines) if not _is_utf8(line)}
    guessed, note = decode(b"\n".join(strange.values()))
    apart = guessed.split("\n")
    # Where no line is UTF-8 but for plain letters, the file is of one encoding.
    if all(line.isascii() for place, line in enumerate(lines) if place not in strange) or len(apart) != len(strange):
        return decode(data)
    mended = dict(zip(strange, apart, strict=True))
    text = "\n".join(mended[place] if place in mended else line.decode("utf-8-sig") for place, line in enumerate(lines))
    few = "" if len(strange) == 1 else "s"
    return text, f"{len(strange)} line{few} of {len(lines) - (not lines[-1])} {note}"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
