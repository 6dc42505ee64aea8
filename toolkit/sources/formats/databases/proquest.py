"""ProQuest: articles between rulers, with a name and a colon before each field."""

import re

from toolkit.sources.dates import DATE
from toolkit.sources.formats.databases.parts import (
    LONGEST_FIELD,
    Article,
    Layout,
    author,
    between,
    folded,
    is_sentence,
    whole,
)

_START = re.compile(
    r"^[ \t]*(?:Document[ \t]+(?P<number>\d{1,6})[ \t]+of[ \t]+(?P<total>\d{1,6})|_{20,})[ \t]*\r?$", re.MULTILINE
)
_NAMES = (
    "Title", "Alternate title", "Author", "Authors", "Correspondence author", "Publication title", "Publication info",
    "Publication date", "Publication year", "Publication subject", "Publication place", "First page", "Last page",
    "Page", "Pages", "Page count", "Number of pages", "Volume", "Issue", "Year", "Section", "Dateline", "Column",
    "Edition", "Publisher", "Place of publication", "Country of publication", "ISSN", "e-ISSN", "Source type",
    "Language of publication", "Language", "Document type", "Document feature", "DOI", "Accession number",
    "ProQuest document ID", "ProQuest document link", "Document URL", "Links", "Abstract", "Abstract (English)",
    "Full text", "Full Text", "Subject", "Location", "People", "Company / organization", "Company", "Classification",
    "Identifier / keyword", "Keywords", "Business indexing term", "Copyright", "Last updated", "Database", "Credit",
    "CREDIT", "Caption", "Illustration", "Text word count", "Word count", "Source attribution",
    "Additional information",
    "Online publication date", "Publication history", "Product name", "Industry", "Ticker",
)  # fmt: skip
_LONGEST_FIRST = "|".join(re.escape(name) for name in sorted(_NAMES, key=len, reverse=True))
_FIELD = re.compile(rf"(?P<name>{_LONGEST_FIRST}):(?:[ \t\u00a0]+(?P<value>.*)|[ \t\u00a0]*)", re.DOTALL)
_KNOWN = re.compile(
    r"^(?:Full text|Publication title|Publication info|ProQuest document ID|Document URL):",
    re.MULTILINE | re.IGNORECASE,
)
# These alone tell that the lines hold an article.
_TELLING = frozenset(
    ("full text", "publication title", "publication info", "proquest document id", "document url", "abstract")
)
# These never begin a paragraph of a story; their values may be sentences.
_CERTAIN = _TELLING | {"credit", "copyright", "title", "links", "proquest document link"}
_NONE = re.compile(r"(?:full text )?(?:is )?not available\.?|none\.?", re.IGNORECASE)
# The foot of the export.
_FOOT = re.compile(
    r"Bibliography|Citation style:.*|Contact us at:.*|Database copyright.*|Report Information from ProQuest.*"
)
_FIELD_SHARE = 2 / 3
_IN_COLUMNS = frozenset(
    ("title", "author", "authors", "publication title", "publication date", "document url", "full text")
)


def _is_proquest(text: str) -> bool:
    return "ProQuest" in text and bool(_START.search(text)) and bool(_KNOWN.search(text))


def _told(text: str) -> int:
    return max((int(mark["total"] or 0) for mark in _START.finditer(text)), default=0)


def _read(text: str) -> Article | None:
    """An article by its fields, None for the cover, the bibliography and what stands between rulers without fields."""
    lines = _START.sub("", text).splitlines(keepends=True)
    start = next((place for place, line in enumerate(lines) if _name(line) == "full text"), None)
    stop = _stop(lines, start) if start is not None else len(lines)
    before, after = lines[: len(lines) if start is None else start], lines[stop:]
    fields = [*_fields(before), *_fields(after)]
    named = {name.lower(): value for name, value in reversed(fields)}
    if start is None and not _TELLING & set(named):
        return None
    first = next((place for place, line in enumerate(before) if _name(line)), len(before))
    printed = [folded(line) for line in before[:first] if line.strip() and not _FOOT.fullmatch(line.strip())]
    outlet, date = _imprint(named.get("publication info", ""))
    body = "" if start is None else _body(lines, start, stop)
    return Article(
        title=folded(named.get("title", "")) or (printed[-1] if printed else ""),
        body="" if _NONE.fullmatch(folded(body)) else body,
        outlet=folded(named.get("publication title", "")) or outlet,
        author=author(named.get("author", "") or named.get("authors", "")),
        date=folded(named.get("publication date", "")) or date,
        url=folded(named.get("document url", "") or named.get("proquest document link", "")),
        left_out=tuple((name, value) for name, value in fields if value.strip() and name.lower() not in _IN_COLUMNS),
        length=whole(named.get("text word count", "") or named.get("word count", "")),
        ended=start is None or stop < len(lines),
    )


def _name(line: str) -> str:
    match = _FIELD.fullmatch(line.strip())
    return match["name"].lower() if match else ""


def _fields(lines: list[str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in lines:
        if match := _FIELD.fullmatch(line.strip()):
            found.append((match["name"], match["value"] or ""))
        elif found and line.strip() and len(found[-1][1]) <= LONGEST_FIELD and not _FOOT.fullmatch(line.strip()):
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
    return found


def _body(lines: list[str], start: int, stop: int) -> str:
    first = lines[start].lstrip()[len("Full text:") :].lstrip(" \t\u00a0")
    return between([first, *lines[start + 1 : stop]], 0, stop - start)


def _stop(lines: list[str], start: int) -> int:
    """The line of the first field behind the text, from which on two in three blocks are fields.

    A box of facts in the text, or a paragraph that happens to begin with the name of a field, is followed by the story.
    """
    heads = [
        place
        for place in range(start + 1, len(lines))
        if lines[place].strip() and (not lines[place - 1].strip() or _behind(lines[place]))
    ]
    is_field = [_behind(lines[place]) or bool(_FOOT.fullmatch(lines[place].strip())) for place in heads]
    fields = sum(is_field)
    for order, place in enumerate(heads):
        left = len(heads) - order
        certain = _name(lines[place]) in _CERTAIN or order + 1 == len(heads) or is_field[order + 1]
        if is_field[order] and certain and fields >= _FIELD_SHARE * left:
            return place
        fields -= is_field[order]
    return len(lines)


def _behind(line: str) -> bool:
    """Whether a line is a field that may stand behind the text."""
    match = _FIELD.fullmatch(line.strip())
    name = match["name"].lower() if match else ""
    return bool(name) and (name in _CERTAIN or not is_sentence((match and match["value"]) or ""))


def _imprint(printed: str) -> tuple[str, str]:
    """Outlet and day of "The Harbour Post ; Port City [Port City]. 04 Mar 2025: A.1."."""
    outlet = re.split(r"\s*[;\[]|,\s", folded(printed), maxsplit=1)[0]
    day = re.search(DATE, printed)
    return outlet, day.group() if day else ""


def _length(text: str) -> int:
    """How far an article reaches: up to the last of its fields."""
    lines = text.splitlines(keepends=True)
    found = [place for place, line in enumerate(lines) if _name(line)]
    return sum(map(len, lines[: found[-1] + 1])) if found else 0


LAYOUT = Layout("ProQuest", _is_proquest, _START, _read, _told, begins=True, length_of=_length)
