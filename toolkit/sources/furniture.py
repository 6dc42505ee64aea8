"""Teasers, captions and credits: lines, and pieces of lines, that belong to the page and not to the story."""

import re
from functools import cache

from toolkit.sources.datelines import date_line
from toolkit.sources.lines import MAX_HEADLINE_WORDS, Line
from toolkit.sources.names import only_names
from toolkit.sources.phrases import alternatives, pattern

# More headlines in a row than a page puts into one box: beyond them it is the story that lacks its stops.
MAX_TEASERS = 10
# A label before a sentence of more words than these begins a paragraph of the story.
_MAX_LABELLED = 20
_MAX_CAPTION = 80
# Credits of agencies stand in the last paragraphs.
_TAIL = 5
# A credit at the end of a paragraph lies within so many characters.
_ENDING = 300
_RIGHTS = re.compile(r"[\s(\[]*(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:19|20)\d\d", re.IGNORECASE)
_REPORTED = re.compile(
    r"[(\[](?:(?:additional\s+)?reporting|writing|editing|compiled|edited|with\s+(?:agency\s+)?inputs?)\b[^()\[\]]*[)\]]\.?$",
    re.IGNORECASE,
)
_SHOUTED = re.compile(
    r"(?<=[.!?”’\"'])\s+((?:ALSO READ|READ ALSO|READ MORE|SEE ALSO|READ|WATCH|RELATED)\s*[:|]\s*\S.*)$"
)
_PICTURED = re.compile(r"/|photo|image|picture|file|handout|getty|via", re.IGNORECASE)


def furniture(page: list[Line]) -> dict[int, tuple[str, int]]:
    """Index of a line to its kind (teaser, caption or credit) and the index of the last line of its block.

    A heading such as "Related:" alone in its line takes with it the headline-like lines after it, at most
    `MAX_TEASERS`; the first line that is a sentence or a quotation ends the block.
    """
    found: dict[int, tuple[str, int]] = {}
    place = 0
    while place < len(page):
        last = place
        kind = _kind(page[place], from_end=len(page) - place, first=place == 0)
        if kind == "teaser" and pattern("teaser", "block").fullmatch(page[place].text):
            last = _block_end(page, place)
        if kind:
            found[place] = (kind, last)
        place = last + 1
    return found


def inside(line: Line, *, last: bool) -> list[tuple[int, int, str]]:
    """Start, end and kind of furniture inside a line of the story: bracketed teasers, and credits at its end.

    Offsets count from the beginning of the text. `last` says that no line of the story follows.
    """
    spans = [(match.start(), match.end(), "teaser") for match in _bracketed().finditer(line.text)]
    if match := _SHOUTED.search(line.text):
        teaser = Line(0, 0, match[1])
        if teaser.headline_like:
            spans.append((match.start(1), match.end(1), "teaser"))
    ending = max(0, len(line.text) - _ENDING)
    signed = _signed().search(line.text, ending) if last else None
    if match := _REPORTED.search(line.text, ending) or signed:
        spans.append((match.start(), match.end(), "credit"))
    return [
        (
            line.start + start + _blank(line.text[start:end]),
            line.start + start + len(line.text[start:end].rstrip()),
            kind,
        )
        for start, end, kind in spans
    ]


def photographer(line: Line) -> int:
    """Where, inside a caption, the credit of the picture begins ("Photo: Ann Ray"); its length when there is none."""
    match = _pictured_by().search(line.text)
    return match.start(1) if match else len(line.text)


def _blank(printed: str) -> int:
    return len(printed) - len(printed.lstrip())


def _kind(line: Line, *, from_end: int, first: bool) -> str:
    """The kind of furniture that a whole line is, empty when it is none. `from_end` is 1 for the last line."""
    if date_line(line.text):
        return ""
    if _is_teaser(line, first=first):
        return "teaser"
    if _is_caption(line):
        return "caption"
    return "credit" if _is_credit(line, from_end) else ""


def _is_teaser(line: Line, *, first: bool) -> bool:
    if any(pattern("teaser", form).fullmatch(line.text) for form in ("block", "line")):
        return True
    spoken = any(mark in line.text for mark in '“”"')
    genre = None if first else pattern("teaser", "genre").match(line.text)
    if label := pattern("teaser", "label").match(line.text) or genre:
        following = line.text[label.end() :].lstrip()
        told = line.sentence and (spoken or line.words > _MAX_LABELLED or following[:1].islower())
        return not told and line.words <= MAX_HEADLINE_WORDS + _MAX_LABELLED
    return bool(pattern("teaser", "starts").match(line.text)) and not spoken


def _is_caption(line: Line) -> bool:
    if line.words > _MAX_CAPTION or line.quoted:
        return False
    if pattern("caption", "label").match(line.text) or pattern("caption", "starts").match(line.text):
        return True
    names = pattern("caption", "names").match(line.text)
    if names and only_names(line.text[names.end() :].strip(" :)].")):
        return True
    if _pictured_by().search(line.text):
        return not any(mark in line.text for mark in '“”"')
    credited = _credited().search(line.text)
    return bool(credited and _PICTURED.search(credited.group()))


def _is_credit(line: Line, from_end: int) -> bool:
    if any(pattern("credit", "line").fullmatch(part) for part in (line.text, line.text.rstrip("."))):
        return True
    if pattern("credit", "starts").match(line.text) or _RIGHTS.match(line.text):
        return True
    if names := pattern("credit", "names").match(line.text):
        return only_names(line.text[names.end() :].strip(" :)]."))
    return from_end <= _TAIL and bool(_agency_line().fullmatch(line.text))


def _block_end(page: list[Line], heading: int) -> int:
    last = heading
    for place in range(heading + 1, min(len(page), heading + 1 + MAX_TEASERS)):
        line = page[place]
        following = page[place + 1] if place + 1 < len(page) else None
        goes_on = following is not None and following.text[0].islower()
        if not line.headline_like or line.quoted or goes_on:
            break
        last = place
    return last


@cache
def _bracketed() -> re.Pattern[str]:
    label = f"{alternatives('teaser', 'label')}|{alternatives('teaser', 'genre')}"
    return re.compile(rf"[(\[](?=[A-Z])(?i:{label})\s*[:|]\s*[A-Z\d‘“'\"][^()\[\]\n]{{3,200}}[)\]]")


@cache
def _credited() -> re.Pattern[str]:
    """A picture credit at the end of a line: in brackets, or after a slash."""
    agency = _any_agency()
    # A photographer before the slash: "AFP/Reuters" is a credit of the report.
    named = rf"(?:(?<!\w)(?!(?:{agency})\s?/)[\w.]+\s?/\s?|\bvia )"
    return re.compile(rf"[(\[][^()\[\]]*\b(?:{agency})[^()\[\]]*[)\]]\.?$|{named}(?:{agency})\.?$")


@cache
def _pictured_by() -> re.Pattern[str]:
    """A picture credit after the sentence of a caption: a label and no more than a few names."""
    label = alternatives("caption", "label")
    return re.compile(rf"[.!?)]\s+((?i:{label})(?i:\s+by)?\s*:\s*[A-Z][^.:;]{{1,60}}\.?)$")


@cache
def _agency_line() -> re.Pattern[str]:
    agency = _any_agency()
    return re.compile(rf"[\s(\[–—-]*(?:{agency})(?:\s*[/,&]\s*(?:{agency}))*[\s)\].]*")


def _any_agency() -> str:
    return f"{alternatives('agency', 'name')}|{alternatives('agency', 'picture')}"


@cache
def _signed() -> re.Pattern[str]:
    """An agency's name after the last sentence of a report."""
    agency = alternatives("agency", "name")
    return re.compile(rf"(?<=[.!?”’\"'])\s*[(\[–—-]*\s*(?:{agency})(?:\s*[/,]\s*(?:{agency}))*\s*[)\]]?\.?$")
