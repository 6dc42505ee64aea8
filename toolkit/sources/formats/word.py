"""Word files (.docx): the text as it would be printed with all changes accepted."""

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from toolkit.errors import SourceError
from toolkit.sources.formats.document import Document, titled
from toolkit.sources.signatures import mistaken
from toolkit.text import count_words

# Twenty million bytes can unpack to twenty thousand million; a long report with its pictures is less than this.
MAX_UNPACKED = 200_000_000
# The parts that are text, of which the whole tree is built: some thirty bytes for each letter of the longest report.
MAX_XML = 40_000_000
_WORKS = "a Word file (.docx) with the report in it"
_SAVE = "open it in Word or LibreOffice, and save it as .docx again"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# What is in the file and no part of the text, each with its word for the note.
_GONE = {
    f"{_W}del": "deletion", f"{_W}moveFrom": "moved passage", f"{_W}commentReference": "comment",
    f"{_W}footnoteReference": "footnote", f"{_W}endnoteReference": "endnote",
}  # fmt: skip
_SIGNS = {
    f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011", f"{_W}softHyphen": "",
    f"{_W}sym": "\ufffd",
}  # fmt: skip
# Properties, codes of fields, deleted words and the copies of drawings that old programs need hold no words to print.
_PASSED_OVER = frozenset((
    f"{_W}pPr", f"{_W}rPr", f"{_W}instrText", f"{_W}delText", f"{_W}delInstrText", f"{_W}txbxContent", _FALLBACK,
))  # fmt: skip
_WRAPPERS = (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}moveTo", f"{_W}smartTag")
_HEADINGS = ("title", "heading 1")
# A title stands among the first paragraphs, below a label, a day or the name of the outlet at most.
_HEAD = 4
_MOST_WORDS_ABOVE = 8
# A table with longer cells is a layout, and no row of it a line.
_LONGEST_CELL = 80


class _Paragraph(NamedTuple):
    text: str
    style: str


def read_word(data: bytes) -> list[Document]:
    """A Word file is one document: its paragraphs, an empty line between, with tables and text boxes in their places.

    Tracked insertions are part of it; deletions, comments, footnotes, hidden words, headers and footers are not, and
    what was left out of the text is said. A heading among the first paragraphs is the title and comes first. A row of
    short cells is one line with tabs. Raises SourceError for what is no Word file, one with macros or a password, one
    that unpacks to more than `MAX_UNPACKED` bytes, and one whose XML declares entities.
    """
    if not data.startswith(b"PK\x03\x04"):
        raise mistaken(data, "a Word file", _WORKS)
    _check_package(data)
    # Loaded here: it costs a tenth of a second, and most corpora hold no Word file.
    import docx  # noqa: PLC0415

    left: Counter[str] = Counter()
    try:
        word = docx.Document(io.BytesIO(data))
        styles = {style.style_id: str(style.name or "").casefold() for style in word.styles}
        found = [part for part in _blocks(word.element.body, left) if part.text]
        stated = " ".join(str(word.core_properties.title or "").split())
    except Exception as error:
        raise _damaged(f"{str(error)[:200] or type(error).__name__}") from error
    place = _heading(found, styles)
    title = " ".join(found[place].text.split()) if place is not None else ""
    body = "\n\n".join(part.text for at, part in enumerate(found) if at != place)
    notes = [f"left out: {', '.join(_counted(left))}" if left else ""]
    notes += [f"the title stands below {place} other lines in the file" if place else ""]
    guesses = {"title": (stated, "title from the properties of the file, a last guess")} if stated else {}
    text = titled(title, body) if body else title
    return [Document(text, note="; ".join(filter(None, notes)), title=title, guesses=guesses)]


def _check_package(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "word/document.xml" not in names:
                raise mistaken(data, "a Word file", _WORKS)
            if "word/vbaProject.bin" in names:
                raise SourceError("the file holds macros", works="a Word file without macros (.docx)", step=_SAVE)
            unpacked = sum(part.file_size for part in parts)
            tree = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
            if unpacked > MAX_UNPACKED or tree > MAX_XML:
                raise SourceError(
                    f"the file unpacks to {unpacked:,} bytes, {tree:,} of them XML",
                    works=f"at most {MAX_UNPACKED:,} bytes when unpacked, {MAX_XML:,} of them XML",
                    step="split it into one file for each report",
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_entities(archive.read(part))
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, zlib.error) as error:
        raise _damaged(str(error)[:200]) from error


def _check_entities(part: bytes) -> None:
    """No program that writes Word files declares entities; whoever does means them to be expanded."""
    plain = part.replace(b"\x00", b"") if part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in part[:4] else part
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise SourceError(
            "its XML declares entities, which could be expanded without end",
            works="a Word file as Word or LibreOffice writes it",
            step="check where the file comes from; open it in LibreOffice and save it as plain text",
        )


def _damaged(reason: str) -> SourceError:
    return SourceError(f"the file is no Word file, or a damaged one: {reason}", works=_WORKS, step=_SAVE)


def _blocks(parent: Any, left: Counter[str]) -> Iterator[_Paragraph]:
    """The paragraphs below an element, in the order of the page."""
    for child in parent:
        if child.tag == f"{_W}p":
            style = child.find(f"{_W}pPr/{_W}pStyle")
            name = style.get(f"{_W}val", "") if style is not None else ""
            yield _Paragraph("".join(_words(child, left)).strip(), name)
            for box in child.iter(f"{_W}txbxContent"):
                if not any(above.tag in (_FALLBACK, f"{_W}txbxContent") for above in box.iterancestors()):
                    yield from _blocks(box, left)
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                if next(row.iterancestors(f"{_W}tbl")) is child:
                    yield from _row(row, left)
        elif child.tag in _WRAPPERS:
            yield from _blocks(child, left)


def _row(row: Any, left: Counter[str]) -> Iterator[_Paragraph]:
    if row.find(f"{_W}trPr/{_W}del") is not None:
        left["deletion"] += 1
        return
    cells = [
        [part for part in _blocks(cell, left) if part.text]
        for cell in row.iter(f"{_W}tc")
        if next(cell.iterancestors(f"{_W}tr")) is row
    ]
    filled = [cell for cell in cells if cell]
    if len(filled) > 1 and all(len(cell) == 1 and len(cell[0].text) <= _LONGEST_CELL for cell in filled):
        yield _Paragraph("\t".join(" ".join(cell[0].text.split()) for cell in filled), "")
        return
    for cell in filled:
        yield from cell


def _words(parent: Any, left: Counter[str]) -> Iterator[str]:
    for child in parent:
        tag = child.tag
        if tag in (f"{_W}t", _FORMULA):
            yield child.text or ""
        elif tag in _GONE:
            left[_GONE[tag]] += 1
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == f"{_W}r" and _hidden(child):
            left["hidden passage"] += 1
        elif tag not in _PASSED_OVER:
            yield from _words(child, left)


def _hidden(run: Any) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "true") not in ("0", "false", "off")


def _heading(found: list[_Paragraph], styles: dict[str, str]) -> int | None:
    """The place of the heading that is the title: a short one, with nothing but short lines above it."""
    for place, part in enumerate(found[:_HEAD]):
        if styles.get(part.style, "") in _HEADINGS:
            return place
        if count_words(part.text) > _MOST_WORDS_ABOVE:
            return None
    return None


def _counted(left: Counter[str]) -> list[str]:
    return [f"{number} {what}{'s' if number > 1 else ''}" for what, number in left.items()]
