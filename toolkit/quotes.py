"""Quotation marks are facts: where a quotation opens and closes, by the marks alone.

Read are curly, straight, ``TeX'' and angle marks, double and single; an apostrophe is none. A paragraph resets
everything: a mark that is missing spoils its own paragraph only. Quotations inside quotations are not reported.
"""

import re
from dataclasses import dataclass

_MARK = re.compile(r"``|''|[“”„«»\"‘’']")
_SINGLE = {"‘", "'"}
_DOUBLE = {"“", "„", "«", "``"}
# Keyboards and editors mix the forms: a straight mark may be closed by a curly one and the other way round.
_CLOSED_BY = {
    "“": ("”", '"'), '"': ('"', "”"), "„": ("“", "”"), "«": ("»",), "``": ("''",), "‘": ("’", "'"), "'": ("'", "’"),
}  # fmt: skip
_CLOSERS = {"”", "»", "''"}
_OPENERS_AT_START = ("“", "„", "«", "``", '"', "‘", "'")
# Words that begin with an apostrophe, not with a mark.
_ELISIONS = re.compile(r"['‘’](?:\d0s|\d\ds?|em|tis|twas|til|cause|n|round|bout)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*\s+(?=\S)")


@dataclass(frozen=True)
class Quote:
    """One quotation: `start` and `end` with its marks, `inner` without; `closed` when both marks are there."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True
    continues: bool = False


def quotations(text: str, paragraphs: list[tuple[int, int]]) -> list[Quote]:
    """Every outermost quotation of the text, in order; offsets are code points into `text`.

    A quotation whose closing mark is missing ends with its paragraph; it `continues` when the next paragraph opens
    with a mark again. A closing mark without an opening one closes a quotation that began with its sentence.

    >>> [(q.start, q.end) for q in quotations("He said ‘no’, didn’t he?", [(0, 24)])]
    [(8, 12)]
    """
    found: list[Quote] = []
    for number, (start, end) in enumerate(paragraphs):
        following = text[slice(*paragraphs[number + 1])] if number + 1 < len(paragraphs) else ""
        found.extend(_in_paragraph(text, start, end, following=following))
    return found


def _in_paragraph(text: str, start: int, end: int, *, following: str) -> list[Quote]:
    marks = [match for match in _MARK.finditer(text, start, end) if not _is_apostrophe(text, match, start, end)]
    found: list[Quote] = []
    place = 0
    while place < len(marks):
        mark = marks[place]
        opened = _opens(text, mark, start, end)
        if not opened and mark.group() in {*_CLOSERS, '"'}:
            found += _stray(text, mark, start, found)
        if not opened:
            place += 1
            continue
        closing = _closing(text, marks, place, end)
        runs_on = following.startswith(mark.group()) and mark.start() == start
        if closing is None and mark.group() in _SINGLE and not runs_on:
            place += 1
            continue
        if closing is None:
            # A line in single marks below a quotation in double ones is a subheading.
            same = (following[:1] in _SINGLE) == (mark.group() in _SINGLE)
            goes_on = same and following.startswith(_OPENERS_AT_START)
            found.append(Quote(mark.start(), end, mark.end(), end, closed=False, continues=goes_on))
            break
        shut = marks[closing]
        found.append(Quote(mark.start(), shut.end(), mark.end(), shut.start()))
        place = closing + 1
    return found


def _is_apostrophe(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    if mark.group() not in {"'", "’", "‘"}:
        return False
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    inside_word = before.isalnum() and after.isalnum()
    return inside_word or bool(_ELISIONS.match(text, mark.start(), end) and not before.isalnum())


def _opens(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    kind = mark.group()
    if kind in _DOUBLE:
        return True
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    free = before.isspace() or before in "([{—–-‘“/\u00a0" or mark.start() == start
    if kind in {"”", "»", "''"}:
        # A closing mark used to open, as some keyboards do: only at the edge of a word, and when another follows.
        return free and not after.isspace() and kind in text[mark.end() : end]
    if kind == "’":
        return False
    return free and not after.isspace()


def _closing(text: str, marks: list[re.Match[str]], place: int, end: int) -> int | None:
    """The place in `marks` of the mark that closes the one at `place`, or None."""
    opening = marks[place].group()
    single = opening in _SINGLE
    wanted = _CLOSED_BY.get(opening, (opening,))
    possible: list[int] = []
    for later in range(place + 1, len(marks)):
        mark = marks[later]
        if single and mark.group() == opening and _opens(text, mark, marks[place].start(), end) and possible:
            break
        if mark.group() not in wanted:
            continue
        if mark.group() == '"' and opening == "“" and _opens(text, mark, marks[place].start(), end):
            continue
        if single and text[mark.start() - 1].isspace():
            continue
        if not single:
            return later
        possible.append(later)
    for later in possible:
        if not _plural_possessive(text, marks[later], end) or later == possible[-1]:
            return later
    return None


def _plural_possessive(text: str, mark: re.Match[str], end: int) -> bool:
    following = text[mark.end() : min(end, mark.end() + 2)]
    return text[mark.start() - 1] in "sS" and len(following) == 2 and following[0] == " " and following[1].islower()


def _stray(text: str, mark: re.Match[str], start: int, found: list[Quote]) -> list[Quote]:
    """A quotation that began with its sentence, for a closing mark without an opening one.

    None after digits (12" is inches), and none where its sentence has a quotation already.
    """
    floor = max([start, *(quote.end for quote in found[-1:])])
    ends = [match.end() for match in _SENTENCE_END.finditer(text, floor, mark.start())]
    begin = ends[-1] if ends else floor
    if (found and begin == floor) or text[max(start, mark.start() - 1)].isdigit():
        return []
    while begin < mark.start() and text[begin].isspace():
        begin += 1
    return [Quote(begin, mark.end(), begin, mark.start(), closed=False)]
