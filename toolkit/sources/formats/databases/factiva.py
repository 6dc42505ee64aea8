"""Factiva: articles with a code before each field (HD, PD, LP, TD), and the layout that is made for reading."""

import re
from collections.abc import Sequence

from toolkit.sources.formats.databases.parts import (
    COPYRIGHT,
    Article,
    Layout,
    author,
    between,
    folded,
    is_day,
    is_page,
    whole,
)
from toolkit.sources.names import is_author

# "Document HARBP00020250304el3400001" ends each article: letters of the source, then figures and letters.
_END = re.compile(
    r"^[ \t]*(?:AN\b[ \t|]*)?Document[ \t]+(?P<number>)(?P<total>)"
    r"[A-Za-z]{1,10}(?=[A-Za-z0-9]*\d{4})[A-Za-z0-9]{6,40}[ \t|]*\r?$",
    re.MULTILINE,
)
_TOLD = re.compile(r"^[ \t]*(?:Results Found|Total Results)[ \t|:]*([\d,]{1,9})", re.MULTILINE | re.IGNORECASE)
_NAMES = {
    "SE": "Section", "HD": "Headline", "CR": "Credit", "BY": "Byline", "WC": "Words", "PD": "Date", "ET": "Time",
    "SN": "Outlet", "SC": "Source code", "ED": "Edition", "PG": "Page", "VOL": "Volume", "LA": "Language",
    "CY": "Copyright", "CX": "Correction", "LP": "Lead", "TD": "Text", "CLM": "Column", "NGC": "Newspaper group",
    "GC": "Group code", "ART": "Graphic", "CT": "Contact", "RF": "Reference", "CO": "Companies", "IN": "Industries",
    "NS": "Subjects", "RE": "Regions", "IPC": "Codes", "IPD": "Descriptors", "PUB": "Publisher", "AN": "Document",
    "DLN": "Dateline",
}  # fmt: skip
_BODY = ("LP", "TD")
_BEHIND = frozenset(("ART", "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN"))
_CODES = "|".join(sorted(_NAMES, key=len, reverse=True))
# A code stands alone in its line, or a tab, a bar or two blanks follow it: "IN the end" begins a sentence.
_FIELD = re.compile(rf"[ ]?(?P<code>{_CODES})(?:[ ]*[\t|][ \t|]*|[ ]{{2,}}|[ ]*(?=[\r\n]|\Z))(?P<value>.*)", re.DOTALL)
_HD = re.compile(r"^ ?HD(?:[ \t]*\||[ \t]|\r?$)", re.MULTILINE)
_WORD_LINE = re.compile(r"^[ \t]*[\d,.]{1,9} words[ \t]*\r?$", re.MULTILINE)
_WORDS = re.compile(r"[\d,.]{1,9} words")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[AP]M)?(?:\s?[A-Z]{2,5})?", re.IGNORECASE)
_CODE = re.compile(r"[A-Z0-9]{2,8}")
# Between the count of words and the copyright stand day, time, outlet, code, edition, page and language.
_MOST_FACTS = 12
_MOST_HEADLINES = 4


def _is_factiva(text: str) -> bool:
    return "Document" in text and bool(_END.search(text)) and bool(_HD.search(text) or _WORD_LINE.search(text))


def _told(text: str) -> int:
    found = _TOLD.search(text)
    return whole(found[1]) if found else 0


def _read(text: str) -> Article | None:
    """An article in the one layout or the other, None for a list of headlines or the summary of the search."""
    ended = bool(_END.search(text))
    lines = text.splitlines(keepends=True)
    if _HD.search(text):
        return _coded(lines, ended=ended)
    return _shown(lines, ended=ended)


def _coded(lines: list[str], *, ended: bool) -> Article | None:
    places = _fields(lines)
    values = {code: _value(lines, place, stop) for code, place, stop in places}
    body = "\n\n".join(words for code in _BODY if (words := values.get(code, "")))
    facts = [(_NAMES[code], values[code]) for code, _, _ in places if code not in ("HD", "BY", "PD", "SN", *_BODY)]
    return Article(
        title=folded(values.get("HD", "")),
        body=body,
        outlet=folded(values.get("SN", "")),
        author=author(values.get("BY", "")),
        date=folded(values.get("PD", "")),
        left_out=tuple((name, value) for name, value in facts if value.strip()),
        length=whole(values.get("WC", "")),
        ended=ended,
    )


def _fields(lines: list[str]) -> list[tuple[str, int, int]]:
    """The code of every field, its line, and the line after its last; behind the text only codes of the tail count."""
    found: list[tuple[str, int]] = []
    reached = ""
    for place, line in enumerate(lines):
        match = _FIELD.fullmatch(line) or _loose(line, reached)
        if match is None:
            continue
        code = match["code"]
        behind = code in _BEHIND
        if (
            (reached in _BODY and not behind and code != "TD")
            or (not reached and code in _BEHIND)
            or _seen(found, code)
        ):
            continue
        found.append((code, place))
        reached = code if code in _BODY or behind else reached
    ends = [place for _, place in found[1:]] + [len(lines)]
    return [(code, place, end) for (code, place), end in zip(found, ends, strict=True)]


def _loose(line: str, reached: str) -> re.Match[str] | None:
    """Before the text, one blank is enough between code and value."""
    return re.match(rf" ?(?P<code>{_CODES}) (?P<value>\S.*)", line) if not reached else None


def _seen(found: list[tuple[str, int]], code: str) -> bool:
    return any(code == one for one, _ in found)


def _value(lines: list[str], place: int, stop: int) -> str:
    match = _FIELD.fullmatch(lines[place]) or re.match(rf" ?(?P<code>{_CODES}) (?P<value>[\s\S]*)", lines[place])
    first = match["value"] if match else ""
    # A bar ends a cell where the export was a table.
    return between([first, *lines[place + 1 : stop]], 0, stop - place).strip().rstrip("|").rstrip()


def _shown(lines: list[str], *, ended: bool) -> Article | None:
    filled = [place for place, line in enumerate(lines) if line.strip() and not is_page(line)]
    printed = [folded(lines[place]) for place in filled]
    anchor = next((order for order, line in enumerate(printed) if _WORDS.fullmatch(line)), None)
    if anchor is None or anchor == 0:
        return None
    section, title, writer, doubts = _above(printed[max(0, anchor - _MOST_HEADLINES) : anchor])
    facts, last = _facts(printed[anchor + 1 : anchor + 1 + _MOST_FACTS])
    first = anchor + 1 + last
    end = next(
        (order for order in range(first, len(printed)) if _END.fullmatch(lines[filled[order]].rstrip("\r\n"))),
        len(filled),
    )
    stop, publisher = _publisher(printed, first, end, facts)
    left = [("Section", section), ("Words", printed[anchor]), *facts, ("Publisher", publisher)]
    if end < len(filled):
        left.append(("Document", printed[end].removeprefix("Document ")))
    return Article(
        title=title,
        body=between(lines, filled[first], filled[stop] if stop < len(filled) else len(lines)) if first < stop else "",
        outlet=dict(facts).get("Outlet", ""),
        author=author(writer),
        date=dict(facts).get("Date", ""),
        left_out=tuple((name, value) for name, value in left if value and name not in ("Outlet", "Date")),
        length=whole(printed[anchor]),
        ended=ended,
        doubts=doubts,
    )


def _above(lines: Sequence[str]) -> tuple[str, str, str, tuple[str, ...]]:
    """Section, title and author of the lines above the count of words, and what was guessed."""
    *before, last = lines
    by = last.lower().startswith("by ")
    if by and before:
        return (before[0] if len(before) > 1 else "", " ".join(before[1:] if len(before) > 1 else before), last, ())
    if not before:
        return "", last, "", ()
    if is_author(last) and len(last.split()) <= 6:
        doubt = ("author from the line under the title",)
        return (before[0] if len(before) > 1 else "", " ".join(before[1:] if len(before) > 1 else before), last, doubt)
    return before[0], " ".join([*before[1:], last]), "", ("the line above the title is taken for a section",)


def _facts(lines: Sequence[str]) -> tuple[list[tuple[str, str]], int]:
    """What stands between the count of words and the text, by name, and how many lines it takes up."""
    rights = next((order for order, line in enumerate(lines) if COPYRIGHT.fullmatch(line)), None)
    found: list[tuple[str, str]] = []
    order = 0
    for order, line in enumerate(lines if rights is None else lines[:rights]):
        names = {name for name, _ in found}
        if "Date" not in names and is_day(line):
            found.append(("Date", line))
        elif _CLOCK.fullmatch(line):
            found.append(("Time", line))
        elif "Date" in names and "Outlet" not in names:
            found.append(("Outlet", line))
        elif "Outlet" in names and "Source code" not in names and _CODE.fullmatch(line):
            found.append(("Source code", line))
        elif rights is None and "Source code" in names and len(line.split()) > 3:
            return found, order
        else:
            found.append(("Language" if line.isalpha() and line.istitle() else "Page", line))
    if rights is None:
        return found, order + 1 if lines else 0
    return [*found, ("Copyright", lines[rights])], rights + 1


def _publisher(printed: list[str], first: int, end: int, facts: list[tuple[str, str]]) -> tuple[int, str]:
    """The line where the text ends: before a last line that names the owner whom the copyright names."""
    owner = " ".join(value for name, value in facts if name in ("Copyright", "Outlet")).casefold()
    last = printed[end - 1] if end - 1 > first else ""
    if last and len(last.split()) <= 8 and last.rstrip(".").casefold() in owner:
        return end - 1, last
    return end, ""


LAYOUT = Layout("Factiva", _is_factiva, _END, _read, _told)
