"""The layout of a report: which spans are headline, byline, dateline, caption, teaser or credit.

Spans are marked and never deleted. What is in doubt is left unmarked: a line of furniture counted as story costs
little, a sentence of the story counted as furniture loses what somebody said.
"""

import re
from typing import TypedDict

from toolkit.sources.datelines import date_line, dateline, imprint, is_outlet
from toolkit.sources.furniture import furniture, inside, photographer
from toolkit.sources.lines import MAX_HEADLINE_WORDS, Line, lines
from toolkit.sources.names import is_author, only_names
from toolkit.sources.phrases import pattern

# Bylines, date lines and datelines stand among the first lines.
_HEAD = 6
_LONGEST_BYLINE = 200
_MOST_NAMES = 8
_SEGMENT = re.compile(r"\s*[|•·]\s*")


class Mark(TypedDict):
    """One span of the page's own words: `text[start:end]`, and which of tables.values.MARKS it is."""

    start: int
    end: int
    kind: str


def marks(text: str, *, titled: bool = False) -> list[Mark]:
    r"""Marks are sorted, never overlap, and begin and end with a printed character.

    Headline: the first line, when it is short, a story follows, and no stop closes it or a byline stands under it; with
    `titled`, the first line whatever it is. Byline: "By" and names among the first lines, or names alone beside a line
    of outlet and date. Dateline: place, day and agency at the head of the story, up to but not including its first
    word, and lines that hold a date alone or with the outlet. Teaser, caption, credit: see `furniture`.

    >>> [(mark["kind"], mark["end"]) for mark in marks("Talks end\n\nBEIJING: China’s minister spoke.")]
    [('headline', 9), ('dateline', 19)]
    """
    page = lines(text)
    found: list[tuple[int, int, str]] = []
    taken: set[int] = set()
    first = page[:1] if titled else []
    found += [(line.start, line.end, "headline") for line in first]
    taken.update(range(len(first)))
    for place, (kind, last) in furniture(page).items():
        if place in taken:
            continue
        start, end = page[place].start, page[last].end
        pictured = start + photographer(page[place]) if kind == "caption" else end
        found += [(start, start + len(text[start:pictured].rstrip()), kind), (pictured, end, "credit")]
        taken.update(range(place, last + 1))
    for place, kind in _head(page, taken).items():
        found.append((page[place].start, page[place].end, kind))
        taken.add(place)
    story = [line for place, line in enumerate(page) if place not in taken]
    found += _opening(story)
    for line in story:
        found += inside(line, last=line is story[-1])
    return _without_overlap(found)


def _head(page: list[Line], taken: set[int]) -> dict[int, str]:
    """The kind of each of the first lines that is a byline, a line of dates or the headline."""
    open_lines = [place for place in range(len(page)) if place not in taken]
    found = {}
    for place in open_lines[:_HEAD]:
        if is_byline(page[place].text):
            found[place] = "byline"
        elif date_line(page[place].text) or imprint(page[place].text):
            found[place] = "dateline"
    signed_by = [place for place in open_lines[1:_HEAD] if place not in found and _names_alone(page[place])]
    for place in signed_by:
        if "dateline" in (found.get(place - 1), found.get(place + 1)):
            found[place] = "dateline" if is_outlet(page[place].text) else "byline"
    first, rest = open_lines[:1], open_lines[1:]
    signed = rest[:1] != [] and rest[0] in found
    if first and first[0] not in found and _is_headline(page[first[0]], signed=signed):
        follows = (page[place] for place in rest if place not in found)
        if any(line.sentence or line.quotation for line in follows):
            found[first[0]] = "headline"
    return found


def is_byline(printed: str) -> bool:
    """Whether a line says who wrote the report and nothing else: "By" and names, and perhaps a date after a bar.

    >>> is_byline("By Ann Ray | 24 October 2023"), is_byline("By Tuesday, the army had left")
    (True, False)
    """
    if len(printed) > _LONGEST_BYLINE:
        return False
    first, *others = _SEGMENT.split(printed)
    by = pattern("byline", "names").match(first)
    return by is not None and is_author(first[by.end() :]) and all(_beside_author(other) for other in others)


def _names_alone(line: Line) -> bool:
    return not line.sentence and line.words <= _MOST_NAMES and is_author(line.text) and only_names(line.text)


def _beside_author(printed: str) -> bool:
    return bool(date_line(printed)) or is_author(printed) or len(printed.split()) <= 2


def _is_headline(line: Line, *, signed: bool) -> bool:
    """Whether a first line is the headline; `signed`: a byline or a date follows, so that a stop does not matter."""
    opening = dateline(line.text)
    # With an agency, or with nothing after it, a dateline is no headline that happens to name a place.
    short = line.headline_like or (signed and line.words <= MAX_HEADLINE_WORDS and not line.quotation)
    if not short or inside(line, last=False):
        return False
    return not (opening and (opening.agency or opening.length == len(line.text)))


def _opening(story: list[Line]) -> list[tuple[int, int, str]]:
    """The dateline of the story: in its first sentence, or in a line before that."""
    for line in story[:_HEAD]:
        if opening := dateline(line.text):
            return [(line.start, line.start + opening.length, "dateline")]
        if line.sentence:
            break
    return []


def _without_overlap(spans: list[tuple[int, int, str]]) -> list[Mark]:
    kept: list[Mark] = []
    for start, end, kind in sorted(spans):
        if start < end and (not kept or kept[-1]["end"] <= start):
            kept.append({"start": start, "end": end, "kind": kind})
    return kept
