"""Running heads: headers, footers and page numbers, which are repeated on the pages and are no part of the story."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from toolkit.sources.formats.gutters import Run, rows

# Only so many rows at the top and at the foot are looked at, within so great a part of the page, and apart from the
# lines of the text by such a distance, in sizes of the type.
_ROWS = 3
_MARGIN = 0.17
_APART = 1.7
# How far the same head may move from page to page, in points.
_SWAY = 8.0
# Left and right pages have heads of their own, and the first page has often none.
_LEAST_SHARE = 1 / 3
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page|p\.)\s*\d+(?:\s*(?:of|/)\s*\d+)?|[-–—]\s*\d+\s*[-–—]|\d+\s*/\s*\d+", re.IGNORECASE)
# What browsers print around a page: the day and hour and its title above it, its address and the number below.
_BROWSER_HEAD = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d\d(?:\s?[AP]M)?\b.*", re.IGNORECASE)
_BROWSER_FOOT = re.compile(r"(https?://\S+)\s+\d+\s*/\s*\d+")

Page = tuple[Sequence[Run], float]


def without_running_heads(pages: Sequence[Page]) -> tuple[list[list[Run]], dict[str, int]]:
    """The runs of every page without what is repeated in its margins, and how often each such line was left out.

    A page is its runs and its height. A row among the first or last three, apart from the text, is left out when the
    same words, figures set aside, stand at the same height on a third of the pages and on two at least; and also what
    says of itself that it is a page number, or that a browser printed it. In what is said, a figure is "#". A page that
    holds nothing else keeps it.

    >>> heads = [([Run(0, 50, 800, 9, "The Wire"), Run(0, 99, 400, 9, words)], 842.0) for words in ("One.", "Two.")]
    >>> without_running_heads(heads)[1]
    {'The Wire': 2}
    """
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    candidates = [_margins(page) for page in pages]
    for number, found in enumerate(candidates):
        for words, row in found:
            places[words].append((number, row[0].bottom))
    repeated = {
        words: middle for words, seen in places.items() if (middle := _same_height(seen, len(pages))) is not None
    }
    browser = bool(printed_address(pages))
    kept: list[list[Run]] = []
    left: dict[str, int] = defaultdict(int)
    for (runs, _), found in zip(pages, candidates, strict=True):
        out = {
            id(run): words
            for words, row in found
            for run in row
            if (words in repeated and abs(row[0].bottom - repeated[words]) <= _SWAY)
            or _of_the_printer(row, browser=browser)
        }
        rest = [run for run in runs if id(run) not in out]
        kept.append(rest or list(runs))
        for words in dict.fromkeys(out.values()) if rest else ():
            left[words] += 1
    return kept, dict(left)


def printed_address(pages: Sequence[Page]) -> str:
    """The address that a browser has printed below a page, empty where there is none or it was cut."""
    feet = (_BROWSER_FOOT.fullmatch(_text(row)) for page in pages for _, row in _margins(page))
    return next((foot[1] for foot in feet if foot and "…" not in foot[1]), "")


def _of_the_printer(row: Sequence[Run], *, browser: bool) -> bool:
    words = _text(row)
    printed = _PAGE_NUMBER.fullmatch(words) or _BROWSER_FOOT.fullmatch(words)
    return bool(printed or (browser and _BROWSER_HEAD.fullmatch(words)))


def _margins(page: Page) -> list[tuple[str, list[Run]]]:
    runs, height = page
    found = rows(runs)
    top = _outside(found, [row[0].bottom > (1 - _MARGIN) * height for row in found])
    rest = found[top:][::-1]
    foot = _outside(rest, [row[0].bottom < _MARGIN * height for row in rest])
    near = found[:top] + (found[-foot:] if foot else [])
    return [(_NUMBER.sub("#", _text(row)), row) for row in near]


def _outside(found: Sequence[list[Run]], in_margin: Sequence[bool]) -> int:
    """How many rows, from the edge of the page inwards, stand in its margin and apart from the row after them."""
    outside = 0
    for count, row in enumerate(found[:_ROWS], start=1):
        if not in_margin[count - 1]:
            break
        after = found[count] if count < len(found) else None
        if after is None or abs(row[0].bottom - after[0].bottom) > _APART * max(row[0].size, after[0].size):
            outside = count
    return outside


def _text(row: Sequence[Run]) -> str:
    return " ".join(" ".join(run.text for run in row).split())


def _same_height(seen: Sequence[tuple[int, float]], pages: int) -> float | None:
    """The height at which the words stand on enough pages, None when they do not."""
    middle = median(bottom for _, bottom in seen)
    near = {number for number, bottom in seen if abs(bottom - middle) <= _SWAY}
    return middle if len(near) >= max(2, math.ceil(pages * _LEAST_SHARE)) else None
