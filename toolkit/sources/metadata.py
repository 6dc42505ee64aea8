"""What a report says about itself: title, author, day and outlet, each only where it is printed."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.sources.datelines import date_line, dateline, imprint, is_outlet
from toolkit.sources.layout import Mark
from toolkit.sources.phrases import alternatives, pattern

_SEGMENT = re.compile(r"\s*[|•·]\s*")
_CHANGED = re.compile(r"updat|modif", re.IGNORECASE)


@dataclass(frozen=True)
class About:
    """Title, author, day and outlet of a report, empty or None where it prints none, and where each came from.

    `notes` says of each field by its name where its value was printed.
    """

    title: str = ""
    author: str = ""
    published: dt.date | None = None
    outlet: str = ""
    notes: dict[str, str] = field(default_factory=dict)


def about(text: str, found: Sequence[Mark]) -> About:
    """Nothing is made up: each value is a printed span of `text` that a mark covers.

    The day is taken from a line of dates or a dateline with a full year, never from the day the file was read or
    written; a day of updating is no day of publication. The outlet is an agency named in the dateline or in a credit.

    >>> about("LONDON, Oct 3, 2023 (Reuters) - Talks ended.", [{"start": 0, "end": 31, "kind": "dateline"}]).outlet
    'Reuters'
    """
    printed = [(mark["kind"], text[mark["start"] : mark["end"]]) for mark in found]
    title = next((words for kind, words in printed if kind == "headline"), "")
    author = next((_author(words) for kind, words in printed if kind == "byline"), "")
    published, day_note = _published(printed)
    outlet, outlet_note = _outlet(printed)
    notes = {
        "title": "title from the headline line" if title else "",
        "author": "author from the byline" if author else "",
        "published": day_note,
        "outlet": outlet_note,
    }
    return About(title, author, published, outlet, {name: note for name, note in notes.items() if note})


def _author(byline: str) -> str:
    first = _SEGMENT.split(byline)[0]
    by = pattern("byline", "names").match(first)
    return first[by.end() if by else 0 :].strip(" :,.")


def _published(printed: list[tuple[str, str]]) -> tuple[dt.date | None, str]:
    changed = ""
    for kind, words in printed:
        if kind not in ("byline", "dateline"):
            continue
        segments = [words] if kind == "dateline" else _SEGMENT.split(words)
        for word, day in (stamp for segment in segments for stamp in date_line(segment)):
            if day and not _CHANGED.search(word):
                return day, "day of publication from the line that prints it"
            changed = changed or (f"only a day of updating is printed: {day}" if day else "")
        if kind == "dateline" and (named := imprint(words)):
            return named[1], "day of publication from the line that prints it"
        if kind == "dateline" and (opening := dateline(words)) and opening.published:
            return opening.published, "day of publication from the dateline"
    return None, changed


def _outlet(printed: list[tuple[str, str]]) -> tuple[str, str]:
    for kind, words in printed:
        if kind == "dateline" and (opening := dateline(words)) and opening.agency:
            return opening.agency, "outlet from the dateline"
        if kind == "dateline" and (named := imprint(words)):
            return named[0], "outlet from the line that prints it"
        if kind == "dateline" and is_outlet(words):
            return words, "outlet from the line that prints it"
    for kind, words in printed:
        if kind == "credit" and (agency := _owner(words)):
            return agency, "outlet from the credit line"
    return "", ""


def _owner(credit: str) -> str:
    """The agency a credit names as owner; those whose inputs or reporters are thanked are not the outlet."""
    agency = alternatives("agency", "name")
    owned = rf"(?:©|\(c\)|[Cc]opyright)[\s\d(c)©]*({agency})|[\s(\[–—-]*(?:[Ss]ources?:\s*)?({agency})[\s)\].]*\Z"
    match = re.match(owned, credit)
    return (match[1] or match[2]) if match else ""
