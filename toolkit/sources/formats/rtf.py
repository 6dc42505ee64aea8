"""Rich text (RTF): the words of the text as striprtf finds them, without notes, comments and deleted words."""

import re
from collections.abc import Mapping

from striprtf.striprtf import font_table_group, rtf_to_text

from toolkit.errors import SourceError
from toolkit.sources.formats.document import Document
from toolkit.sources.signatures import mistaken

_WORKS = "a rich text file (.rtf) with the report in it"
_SAVE = "open it in Word or LibreOffice and save it as .docx"
# A picture is written as hexadecimal digits or as raw bytes; neither is text, and both are most of such a file.
_DIGITS = re.compile(r"[0-9a-fA-F\s]{400,}")
_RAW = re.compile(r"(?<!\\)\\bin(\d{1,9}) ?")
_PAGE_CODE = re.compile(r"\\ansicpg(\d{1,5})")
_TITLE = re.compile(r"\{\\title\s+([^{}]{1,300})\}")
# Where the properties of the file stand.
_HEAD = 50_000
# striprtf would write the address of a link into the text, and looks for it in time that grows with the square.
_FIELD = re.compile(r"(\{\\field)(?=\{)", re.IGNORECASE)
_FONT = re.compile(r"\\f(\d{1,6})(?!\d)[^;{}]{0,200}?\\fcharset(\d{1,3})(?!\d)")
# Escaped signs first, so that none is taken for the beginning of a word of the format.
_SWITCH = re.compile(r"\\[\\{}]|\\(v|deleted)([01]?)(?![A-Za-z0-9-])|\\(plain)(?![A-Za-z])|([{}])")
_WORD = re.compile(r"\\[a-z]{1,32}-?\d* ?|[{}]|\s")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# No program nests its groups so deep.
_DEEPEST = 1_000


def read_rtf(data: bytes) -> list[Document]:
    r"""A rich text file is one document: its paragraphs, an empty line between.

    Headers, footers, footnotes, comments, pictures, deleted words and hidden words are no part of it; what was left out
    of the text is said. The cells of a row stand in one line, with a tab between. The title from the properties of the
    file is a guess of last resort. Raises SourceError for what is no RTF.

    >>> read_rtf(rb"{\rtf1\ansi Talks end\par {\deleted Some}{\*\annotation No.} \'93Nobody\'94 spoke.\par}")[0].text
    'Talks end\n\n“Nobody” spoke.'
    """
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise mistaken(data, "a rich text (RTF) file", _WORKS)
    raw = _FIELD.sub(r"\1 ", _without_pictures(_letters(data)))
    raw, hidden = _without_hidden(_with_plain_fonts(raw))
    try:
        text = str(rtf_to_text(raw, errors="replace"))  # type: ignore[no-untyped-call]
    except Exception as error:
        raise _damaged(f"{str(error)[:200] or type(error).__name__}") from error
    # A letter beyond the first plane is written as two halves.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = [_line(line) for line in _CONTROLS.sub("", text).splitlines()]
    left = {
        "footnote": len(re.findall(r"\\footnote(?![a-z])", raw)),
        "comment": raw.count("{\\*\\annotation"),
        "deleted or hidden passage": hidden,
    }
    said = ", ".join(f"{number} {what}{'s' if number > 1 else ''}" for what, number in left.items() if number)
    body = "\n\n".join(line for line in lines if line)
    return [Document(body, note=f"left out: {said}" if said else "", guesses=_properties(raw))]


def _letters(data: bytes) -> str:
    """The file as letters: RTF is ASCII, but some programs write the letters of its code page as they are."""
    code = _PAGE_CODE.search(data[:4096].decode("latin-1"))
    try:
        return data.decode(f"cp{code[1]}" if code else "cp1252", errors="replace")
    except LookupError:
        return data.decode("cp1252", errors="replace")


def _without_pictures(raw: str) -> str:
    pieces, reach = [], 0
    for found in _RAW.finditer(raw):
        if found.start() >= reach:
            pieces.append(raw[reach : found.start()])
            reach = found.end() + int(found[1])
    pieces.append(raw[reach:])
    return _DIGITS.sub(" ", "".join(pieces))


def _with_plain_fonts(raw: str) -> str:
    """The table of fonts with nothing but what their letters are: the search of striprtf has no end in others."""
    table = str(font_table_group(raw))  # type: ignore[no-untyped-call]
    if not table:
        return raw
    fonts = "".join(f"{{\\f{font}\\fcharset{letters} x;}}\n" for font, letters in _FONT.findall(table))
    return raw.replace(table, f"{{\\fonttbl{fonts}}}", 1)


def _without_hidden(raw: str) -> tuple[str, int]:
    r"""Deleted and hidden words go into groups of their own that are marked to be ignored; how many hold words.

    Such words last from `\deleted` or `\v` to the end of their group, or to `\deleted0`, `\v0` or `\plain`.
    """
    pieces: list[str] = []
    reach = begun = passages = 0
    since: list[bool] = [False]
    body = raw.find("\\pard")

    def close(end: int) -> None:
        nonlocal reach, passages
        passages += begun > body >= 0 and _WORD.sub("", raw[begun:end]) != ""
        pieces.extend((raw[reach:end], "}"))
        reach = end
        since[-1] = False

    for found in _SWITCH.finditer(raw):
        switch, state, plain, brace = found.groups()
        if brace == "{":
            since.append(False)
        elif brace or plain or (switch and state == "0"):
            if since[-1]:
                close(found.start())
            if brace and len(since) > 1:
                since.pop()
        elif switch and not since[-1]:
            pieces += [raw[reach : found.start()], "{\\*"]
            reach, begun, since[-1] = found.start(), found.end(), True
        if len(since) > _DEEPEST:
            raise _damaged(f"its groups are nested more than {_DEEPEST:,} deep")
    return "".join([*pieces, raw[reach:]]), passages


def _line(line: str) -> str:
    """One line of the text; of a row of a table, the cells that hold something, a tab between."""
    if line.rstrip().endswith("|"):
        return "\t".join(cell.strip() for cell in line.split("|") if cell.strip())
    return line.replace("\u00ad", "").strip()


def _properties(raw: str) -> Mapping[str, tuple[str, str]]:
    found = _TITLE.search(raw[:_HEAD])
    title = " ".join(found[1].split()) if found else ""
    # A title with escaped letters is left alone: this is a last guess.
    return (
        {} if not title or "\\" in title else {"title": (title, "title from the properties of the file, a last guess")}
    )


def _damaged(reason: str) -> SourceError:
    return SourceError(f"the rich text is damaged: {reason}", works=_WORKS, step=_SAVE)
