"""PDF: the words of the pages in reading order, as pdfium finds them, in a process of its own."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from toolkit.errors import SourceError
from toolkit.sources.formats.apart import apart
from toolkit.sources.formats.document import Document, SetAside
from toolkit.sources.formats.gutters import Run, blocks
from toolkit.sources.formats.running import printed_address, without_running_heads
from toolkit.sources.formats.wrapped import Unwrapped, unwrapped
from toolkit.sources.signatures import held, mistaken

MAX_PAGES = 2_000
# More than the longest text that is read, so that the refusal can say how long it is.
MAX_LETTERS = 1_200_000
_WORKS = "a PDF with a layer of text, without a password"
_PRINT = "open it in a viewer, print it into a new PDF or save its text, and read that"
_OCR = "run a text recognition program (OCR) on it, which puts a layer of text behind the pictures"
# A scanned page may bear a stamp or a number; fewer words to a page than this are no report.
_LEAST_WORDS = 8
_MOST_UNKNOWN = 0.2
# Between two words there is less than this, in sizes of the type, and between two columns more.
_GAP = 1.0
_WRONG_PASSWORD, _UNKNOWN_LOCK = 4, 5
_PICTURE = 3
# With these pdfium says that a hyphen ends a line.
_BROKEN = (0x2, 0xFFFE)
_BLANKS = re.compile(r"[ \t]+")
_DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_NO_TITLE = re.compile(r"(?:untitled|title|document\d*|microsoft \w+ - .*|.*\.\w{2,5}|\W*|https?:.*)", re.IGNORECASE)


def read_pdf(data: bytes) -> list[Document | SetAside]:
    """A PDF is one document: its paragraphs in reading order, an empty line between.

    Columns are read one after the other (`gutters.blocks`); headers, footers and page numbers that the pages repeat are
    left out and said (`running`); lines become paragraphs and broken words are joined, with the map back
    (`wrapped.unwrapped`). The address is that which a browser printed below the pages. Title and author from the
    properties of the file are guesses of last resort; the day on which it was made is said and never taken for the day
    of publication. Raises SourceError for what is no PDF, for one with a password, with pictures of pages only, or with
    letters that say not what they are, and for one that pdfium cannot read in time.
    """
    what = held(data)
    if what is None or what.name != "a PDF":
        raise mistaken(data, "a PDF", _WORKS)
    return apart(data)


def inside(data: bytes) -> list[Document]:
    """What `read_pdf` gives, read in this process: pdfium may crash on a damaged file, and take the process with it."""
    import pypdfium2  # noqa: PLC0415  it loads a library, in the helping process only

    try:
        with pypdfium2.PdfDocument(data) as pdf:
            return [_document(pdf)]
    except pypdfium2.PdfiumError as error:
        raise _refused(error) from error


def _refused(error: Exception) -> SourceError:
    if getattr(error, "err_code", None) in (_WRONG_PASSWORD, _UNKNOWN_LOCK):
        return SourceError(
            "a password protects the PDF",
            works=_WORKS,
            step="open it with its password in a viewer, print it into a new PDF, and read that",
        )
    return SourceError(f"the PDF is damaged: {str(error)[:200]}", works="a whole PDF", step=_PRINT)


def _document(pdf: Any) -> Document:
    if len(pdf) > MAX_PAGES:
        raise SourceError(
            f"the PDF has {len(pdf):,} pages", works=f"at most {MAX_PAGES:,} pages", step="split it into single reports"
        )
    pages, pictured, letters = [], 0, 0
    for number in range(len(pdf)):
        page = pdf[number]
        runs = list(_runs(page))
        letters += sum(len(run.text) for run in runs)
        if letters > MAX_LETTERS:
            raise SourceError(
                f"the PDF holds more than {MAX_LETTERS:,} letters",
                works="one report for each file",
                step="split it into one file for each report",
            )
        pictured += not runs and any(True for _ in page.get_objects(filter=[_PICTURE], max_depth=2))
        pages.append((runs, _height(page)))
        page.close()
    words = sum(len(run.text.split()) for runs, _ in pages for run in runs)
    without = [number for number, (runs, _) in enumerate(pages, start=1) if not runs]
    _check_letters(words, pictured, pages)
    kept, left = without_running_heads(pages)
    found = unwrapped([block for runs in kept for block in blocks(runs)])
    guesses, made = _properties(pdf.get_metadata_dict())
    if address := printed_address(pages):
        guesses["url"] = (address, "url from the foot of the pages, where a browser printed it")
    notes = [_said(left), _empty(without), _hyphens(found), made]
    return Document(found.text, note="; ".join(filter(None, notes)), guesses=guesses, repairs=tuple(found.repairs))


def _check_letters(words: int, pictured: int, pages: Sequence[tuple[Sequence[Run], float]]) -> None:
    letters = [letter for runs, _ in pages for run in runs for letter in run.text if not letter.isspace()]
    unknown = letters.count("\ufffd")
    if pictured and words < _LEAST_WORDS * len(pages):
        raise SourceError(
            f"{pictured} of its {len(pages)} pages are pictures of a page, without a layer of text",
            works=_WORKS,
            step=_OCR,
        )
    if not words:
        raise SourceError("its pages hold no text", works=_WORKS, step=_OCR)
    if unknown > _MOST_UNKNOWN * len(letters):
        raise SourceError(
            f"{unknown:,} of its {len(letters):,} letters do not say which letters they are", works=_WORKS, step=_OCR
        )


def _runs(page: Any) -> Iterator[Run]:
    """The words of a page in the order of the file, divided where the line ends or a wide gap follows."""
    from pypdfium2 import raw  # noqa: PLC0415

    layer = page.get_textpage()
    turn, (width, height) = page.get_rotation(), page.get_size()
    box = raw.FS_RECTF()
    text, start, end, base, size = "", 0.0, 0.0, 0.0, 0.0
    for place in range(raw.FPDFText_CountChars(layer)):
        code = raw.FPDFText_GetUnicode(layer, place)
        letter = _letter(code)
        if letter in "\r\n" or raw.FPDFText_IsGenerated(layer, place) == 1:
            text += " " if text and not text.endswith(" ") and letter not in "\r\n" else ""
            if letter in "\r\n" and text:
                yield Run(start, end, base, size, _tidy(text))
                text = ""
            continue
        raw.FPDFText_GetLooseCharBox(layer, place, box)
        x, y, reach = _turned(box, turn, width, height)
        new = raw.FPDFText_GetFontSize(layer, place) or 1.0
        high = abs(box.top - box.bottom) if turn in (0, 180) else abs(box.right - box.left)
        # Some programs set letters of size 1 and enlarge the page: the box tells what is printed.
        new = high / 1.15 if high and not 0.5 < high / new < 3 else new
        if text and (abs(y - base) > 0.6 * size or x - end > _GAP * size or x < end - 2 * size):
            yield Run(start, end, base, size, _tidy(text))
            text = ""
        if not text:
            if letter.isspace():
                continue
            start, base, size, end = x, y, new, reach
        text += letter
        end = max(end, reach) if not letter.isspace() else end
        if code in _BROKEN:
            yield Run(start, end, base, size, _tidy(text))
            text = ""
    if text.strip():
        yield Run(start, end, base, size, _tidy(text))
    layer.close()


def _tidy(text: str) -> str:
    """Words at any distance with one blank between; other spaces, such as those that allow no break, stay."""
    return _BLANKS.sub(" ", text).strip(" ")


def _letter(code: int) -> str:
    """The letter of a code of pdfium; codes without a meaning are U+FFFD."""
    if code in _BROKEN:
        return "-"
    if not 0 < code <= 0x10FFFF:
        return "\ufffd"
    letter = chr(code)
    known = letter in "\t\r\n\u00ad" or unicodedata.category(letter) not in ("Cc", "Co", "Cn", "Cs")
    return letter if known else "\ufffd"


def _turned(box: Any, turn: int, width: float, height: float) -> tuple[float, float, float]:
    """Left, bottom and right of a box on the page as it is seen, which may be turned by quarters."""
    if turn == 90:
        return box.bottom, height - box.right, box.top
    if turn == 180:
        return width - box.right, height - box.top, width - box.left
    if turn == 270:
        return width - box.top, box.left, width - box.bottom
    return box.left, box.bottom, box.right


def _height(page: Any) -> float:
    return float(page.get_height()) or 1.0


def _properties(stated: dict[str, str]) -> tuple[dict[str, tuple[str, str]], str]:
    """Title and author, which are often those of another file or program, and when the file was made, in words."""
    title, author = (" ".join(stated.get(name, "").split()) for name in ("Title", "Author"))
    guesses = {}
    if title and not _NO_TITLE.fullmatch(title):
        guesses["title"] = (title[:300], "title from the properties of the PDF, a last guess")
    if author and "\\" not in author:
        guesses["author"] = (author[:200].replace(";", ","), "author from the properties of the PDF, a last guess")
    day = _DAY.match(stated.get("CreationDate", ""))
    if day is None:
        return guesses, ""
    made = "-".join(day.groups())
    return guesses, f"the PDF says that it was made on {made}, which need not be the day of publication"


def _said(left: dict[str, int]) -> str:
    shown = ", ".join(f"{words[:60]!r}" for words in list(left)[:4])
    lines = sum(left.values())
    return f"{lines} line{'s' if lines > 1 else ''} at the edges of the pages left out: {shown}" if left else ""


def _empty(without: Sequence[int]) -> str:
    shown = ", ".join(map(str, without[:10])) + (" and more" if len(without) > 10 else "")
    return f"no text on page {shown}" if without else ""


def _hyphens(found: Unwrapped) -> str:
    parts = (
        [f"{found.joined} word{'s' if found.joined > 1 else ''} broken at the end of a line joined"]
        if found.joined
        else []
    )
    return "; ".join(parts + ([f"{found.kept} hyphen{'s' if found.kept > 1 else ''} there kept"] if found.kept else []))
