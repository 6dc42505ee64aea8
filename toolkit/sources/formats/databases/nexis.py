"""Nexis Uni and LexisNexis: the deliveries of today, and those of the older Academic interface."""

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.sources.formats.databases.parts import (
    COPYRIGHT,
    LONGEST_FIELD,
    Article,
    Layout,
    author,
    between,
    folded,
    is_day,
    is_page,
    is_sentence,
    whole,
)  # fmt: skip

_OLD_MARK = re.compile(
    r"^[ \t]*(?:Document[ \t]+)?(?P<number>\d{1,6})[ \t]+of[ \t]+(?P<total>\d{1,6})[ \t]+DOCUMENTS?[ \t]*\r?$",
    re.MULTILINE,
)
_END = re.compile(r"^[ \t]*End of Document[ \t]*\r?$(?P<number>)(?P<total>)", re.MULTILINE)
_TOLD = re.compile(
    r"^[ \t]*(?:Total[ \t]+)?Documents?[ \t]*(?::[ \t]*(\d{1,6})|\((\d{1,6})\))[ \t]*\r?$", re.MULTILINE | re.IGNORECASE
)
# Fields before the body and behind it; the older interface prints them in capitals.
_HEAD = (
    "Section", "Length", "Byline", "Headline", "Dateline", "Highlight", "Correction", "Series", "Distribution",
    "Type", "Column", "Correction-Date",
)  # fmt: skip
_TAIL = (
    "Load-Date", "Language", "Publication-Type", "Pub-Type", "Document-Type", "Journal-Code", "Graphic", "URL",
    "Subject", "Industry", "Geographic", "Organization", "Company", "Person", "Country", "State", "City", "Ticker",
    "Notes", "Acc-No", "Classification",
)  # fmt: skip
# One of these alone tells that the body is over; the others do so when fields follow them.
_STRONG = frozenset(("load-date", "language", "publication-type", "pub-type", "graphic", "document-type"))
_HEADINGS = frozenset(("graphic", "classification"))
_NAMES = sorted({form for name in _HEAD + _TAIL for form in (name, name.upper())}, key=len, reverse=True)
_FIELD = re.compile(rf"[ \t]*(?P<name>{'|'.join(_NAMES)}):(?:\s+(?P<value>.*))?", re.DOTALL)
_NEW_FIELD = re.compile(r"^[ \t]*(?:Load-Date:|Length:|Body[ \t]*\r?$)", re.MULTILINE)
_IN_COLUMNS = frozenset(("Headline", "Byline", "Url"))
_HEAD_NAMES = frozenset(name.lower() for name in _HEAD)
# What a delivery prints once, before its first article, and at its foot.
_COVER = re.compile(
    r"(?:User Name|Date and Time|Job Number|Client/Matter|Search Terms|Search Type|Narrowed by)\s*[:=].*"
    r"|Narrowed by:?|Content Type(?:\s+Narrowed by)?|(?:News\s+)?-None-|.*About LexisNexis.*"
    r"|(?:Total )?Documents? ?(?:\(\d+\)|: ?\d+)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\d{1,4}\.\s+(.*)")
_RIGHTS = re.compile(r"all rights reserved\.?", re.IGNORECASE)
# A copyright line closes the article when no more lines with words follow it.
_CLOSING = 3
_LONGEST_TITLE = 3

_Fields = list[tuple[str, str]]


def _is_old(text: str) -> bool:
    fields = ("LENGTH:", "LOAD-DATE:", "BYLINE:", "HEADLINE:", "SECTION:")
    return any(name in text for name in fields) and bool(_OLD_MARK.search(text))


def _is_new(text: str) -> bool:
    return "End of Document" in text and bool(_END.search(text)) and bool(_NEW_FIELD.search(text))


def _told(text: str) -> int:
    found = _TOLD.search(text)
    return int(found[1] or found[2]) if found else 0


def _told_by_mark(text: str) -> int:
    return max((int(mark["total"]) for mark in _OLD_MARK.finditer(text)), default=0)


def _read_old(text: str) -> Article | None:
    """Outlet and day, fields in capitals, body, fields, copyright.

    The title is the field HEADLINE or, in the last years of the interface, stands between the day and the fields.
    """
    return _article(_OLD_MARK.sub("", text, count=1).splitlines(keepends=True), old=True)


def _read_new(text: str) -> Article | None:
    """Title, outlet, day, copyright, fields, Body, Graphic, Classification, End of Document."""
    found = _article(_END.sub("", text, count=1).splitlines(keepends=True), old=False)
    return None if found is None else replace(found, ended=bool(_END.search(text)))


def _article(lines: list[str], *, old: bool) -> Article | None:
    top, start = _head(lines)
    above = _blocks(lines[:top])
    if start is None or not above:
        return None
    stop = _stop(lines, start, old=old)
    fields = _fields(lines[top:start], going=old)
    title, outlet, date, others = _heading(above, old=old)
    named = dict(reversed(fields))
    behind = _fields(lines[stop:], going=True)
    return Article(
        title=folded(named.get("Headline", "")) or title,
        body=between(lines, start, stop),
        outlet=outlet,
        author=author(named.get("Byline", "")),
        date=date,
        url=next((folded(value) for name, value in behind if name == "Url"), ""),
        left_out=tuple(one for one in (*others, *fields, *behind) if one[0] not in _IN_COLUMNS),
        length=whole(named.get("Length", "")),
        ended=stop < len(lines),
    )


def _head(lines: list[str]) -> tuple[int, int | None]:
    """The line of the first field, and the line where the body begins; None where the lines hold no article."""
    top: int | None = None
    dated = going = False
    start: int | None = None
    for place, line in enumerate(lines):
        printed = line.strip()
        dated = dated or is_day(printed)
        if printed.rstrip(":").lower() == "body" and (top is not None or dated):
            return (place if top is None else top), place + 1
        field = _FIELD.fullmatch(line.rstrip("\r\n"))
        if field and field["name"].lower() in _HEAD_NAMES:
            top, start, going = (place if top is None else top), place + 1, field["name"].isupper()
        elif not printed or COPYRIGHT.fullmatch(printed) or _RIGHTS.fullmatch(printed) or is_page(printed):
            going = going and bool(printed)
        elif top is not None and not going:
            break
        elif top is not None:
            start = place + 1
    return (len(lines) if top is None else top), start


def _fields(lines: Sequence[str], *, going: bool) -> _Fields:
    """Names and values of the fields; with `going`, lines up to the next empty line belong to the field above them.

    The captions under Graphic and the lines of a copyright are told as such.
    """
    found: _Fields = []
    open_field = False
    for line in lines:
        printed = line.strip()
        field = _FIELD.fullmatch(line.rstrip("\r\n"))
        if field:
            found.append((field["name"].title(), field["value"] or ""))
            open_field = going
        elif printed.lower() in _HEADINGS:
            found.append((printed.title(), ""))
            open_field = printed.lower() == "graphic"
        elif printed.lower().rstrip(":") == "body" or is_page(printed) or _COVER.fullmatch(printed):
            continue
        elif COPYRIGHT.fullmatch(printed):
            found.append(("Copyright", printed))
            open_field = False
        elif printed and open_field and found:
            if len(found[-1][1]) > LONGEST_FIELD:
                continue
            found[-1] = (found[-1][0], f"{found[-1][1]} {printed}".strip())
        elif not printed and found and found[-1] != ("Graphic", ""):
            open_field = open_field and found[-1][0] == "Graphic"
    return [(name, value) for name, value in found if value]


def _blocks(lines: Sequence[str]) -> list[tuple[str, int]]:
    """Lines with words, each with the number of the block between empty lines in which it stands."""
    found: list[tuple[str, int]] = []
    block = 0
    for line in lines:
        if not line.strip():
            block += 1
        elif not is_page(line):
            found.append((folded(line), block))
    return found


def _heading(above: list[tuple[str, int]], *, old: bool) -> tuple[str, str, str, _Fields]:
    """Title, outlet and day, and what else stands above the fields: copyright and edition."""
    others: _Fields = [("Copyright", line) for line, _ in above if COPYRIGHT.fullmatch(line)][:1]
    listed = {folded(match[1]) for line, _ in above if (match := _LISTED.fullmatch(line))}
    kept = [
        (line, block)
        for line, block in above
        if not COPYRIGHT.fullmatch(line) and not _RIGHTS.fullmatch(line) and not _COVER.fullmatch(line)
    ]
    covered = len(kept) < len(above) - len(others) and bool(listed)
    days = [place for place, (line, _) in enumerate(kept) if is_day(line)]
    if not days:
        lines = [line for line, _ in kept] or [""]
        title, outlet = (lines[-1], lines[0]) if old else (lines[0], lines[1] if len(lines) > 1 else "")
        return ("" if old and len(lines) < 2 else title), outlet, "", others
    day = days[0] if old else days[-1]
    before, after = [line for line, _ in kept[:day]], kept[day + 1 :]
    outlet = before[-1] if before else ""
    if old:
        apart = [(line, block) for line, block in after if block != kept[day][1]]
        title = " ".join(line for line, block in apart if block == apart[-1][1])
        edition = [one for one in after if not apart or one[1] != apart[-1][1]]
    else:
        title, edition = _title(before[:-1], listed, covered=covered), after
    others += [("Edition", " ".join(line for line, _ in edition))] if edition else []
    return title, outlet, kept[day][0], others


def _title(lines: list[str], listed: set[str], *, covered: bool) -> str:
    """The lines above the outlet; under the list of a delivery the line that the list names, else the last one."""
    ends = [" ".join(lines[-count:]) for count in range(1, min(_LONGEST_TITLE, len(lines)) + 1)]
    if named := [end for end in ends if end in listed]:
        return named[0]
    if covered or len(lines) > _LONGEST_TITLE:
        return lines[-1] if lines else ""
    return ends[-1] if ends else ""


def _stop(lines: list[str], start: int, *, old: bool) -> int:
    """The line where the body ends: the first heading or field of the tail, or a copyright line near the end.

    A paragraph that happens to begin with the name of a field is followed by the story, a field by fields.
    """
    filled = [place for place in range(start, len(lines)) if lines[place].strip()]
    names = [_tail_name(lines[place].strip(), old=old) for place in filled]
    strong_ahead = False
    ahead = [False] * len(filled)
    for order in reversed(range(len(filled))):
        strong_ahead = strong_ahead or names[order] in _STRONG
        ahead[order] = strong_ahead
    for order, place in enumerate(filled):
        printed, name = lines[place].strip(), names[order]
        if name in _STRONG or printed.lower() in _HEADINGS:
            return place
        if COPYRIGHT.match(printed) and len(filled) - order <= _CLOSING and not _goes_on(lines, filled[order + 1 :]):
            return place
        alone = place == start or not lines[place - 1].strip()
        later = [one for one in filled[order + 1 : order + 2] if not lines[one - 1].strip()]
        fields_follow = not later or bool(names[order + 1]) or lines[later[0]].strip().lower() in _HEADINGS
        if name and alone and ahead[order] and fields_follow:
            return place
    return len(lines)


def _tail_name(line: str, *, old: bool) -> str:
    """The name of a field that stands behind a body, empty for other lines and for sentences.

    The older interface prints these names in capitals.
    """
    field = _FIELD.fullmatch(line)
    name = field["name"].lower() if field else ""
    if field is None or name in _HEAD_NAMES or (field["name"].isupper() != old and name != "url"):
        return ""
    certain = name in ("load-date", "graphic", "url")
    return name if certain or not is_sentence(field["value"] or "") else ""


def _goes_on(lines: Sequence[str], places: Sequence[int]) -> bool:
    return any(len(lines[place].split()) > 12 for place in places)


def _length(text: str) -> int:
    """How far an article of the older interface reaches: up to the fields and the copyright behind its body."""
    lines = text.splitlines(keepends=True)
    found = [place for place, line in enumerate(lines) if _tail_name(line.strip(), old=True) in _STRONG]
    if not found:
        return 0
    last = found[-1]
    for place in range(last + 1, min(last + 8, len(lines))):
        printed = lines[place].strip()
        if COPYRIGHT.match(printed) or _RIGHTS.fullmatch(printed):
            last = place
    return sum(map(len, lines[: last + 1]))


OLD = Layout("LexisNexis", _is_old, _OLD_MARK, _read_old, _told_by_mark, begins=True, length_of=_length)
NEW = Layout("Nexis Uni", _is_new, _END, _read_new, _told)
