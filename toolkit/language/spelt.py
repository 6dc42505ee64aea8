"""Names that a report spells out: with their acronym in brackets behind them, or with a list inside them."""

import re
from functools import lru_cache

_PART = r"(?:[A-Z][\w’'&-]*|of|for|and|the)"
_ACRONYM = re.compile(rf"({_PART}(?: {_PART}){{1,7}}) \(([A-Z]{{2,8}})\)")
# What must be there at all; most paragraphs have neither, which is told faster so.
_BRACKET = re.compile(r" \([A-Z]{2,8}\)")
_LISTING = re.compile(r"(?:Ministry|Department|Office|Committee|Secretariat|Council) (?:of|for) [^,]{2,60}, [A-Z]")
# "The Ministry of Environment, Water and Agriculture": the comma ends no phrase there.
_LISTED = re.compile(
    r"\b(?:Ministry|Department|Office|Committee|Secretariat|Council) (?:of|for) (?:the )?"
    r"[A-Z][\w’-]+(?: [A-Z][\w’-]+)*(?:, [A-Z][\w’-]+(?: [A-Z][\w’-]+)*)+,? and [A-Z][\w’-]+(?: [A-Z][\w’-]+)*"
)


def acronyms(text: str) -> dict[str, str]:
    """Acronyms introduced in brackets, with the names they stand for: "Dock and Seafarers' Union (DSU)"."""
    matches = _ACRONYM.finditer(text) if _BRACKET.search(text) else ()
    found = {match.group(2): spelt_out(match.group(1), match.group(2)) for match in matches}
    return {acronym: name for acronym, name in found.items() if name}


def spelt_out(words: str, acronym: str) -> str:
    """The shortest end of `words` whose capitals spell the acronym: the name it stands for, or empty."""
    parts = words.split()
    for start in range(len(parts) - 1, -1, -1):
        tail = " ".join(parts[start:])
        if parts[start][0].isupper() and "".join(mark for mark in tail if mark.isupper()).endswith(acronym):
            return tail
        initials = "".join(part[0] for part in parts[start:] if part[0].isupper())
        if parts[start][0].isupper() and initials == acronym:
            return tail
        # Letters in the order of another language: "Popular Front of the Sahel (FPS)".
        if parts[start][0].isupper() and len(acronym) > 2 and sorted(initials) == sorted(acronym):
            return tail
    return ""


def listed_end(text: str, start: int, end: int) -> int:
    """Where a phrase ends that holds the name of a body with a list in it, else `end` itself.

    >>> words = "An official at the Ministry of Water, Power and Roads said"
    >>> words[: listed_end(words, 0, 36)]
    'An official at the Ministry of Water, Power and Roads'
    """
    # Searched anew only where there is any: from inside one list another may be read.
    found = next((one for one in _LISTED.finditer(text, start) if one.start() < end), None) if _lists(text) else None
    return max(end, found.end()) if found is not None else end


# A paragraph is asked for each of its phrases, one after the other.
@lru_cache(maxsize=8)
def _lists(text: str) -> tuple[tuple[int, int], ...]:
    """Where the names of bodies with a list in them stand."""
    return tuple(one.span() for one in _LISTED.finditer(text)) if _LISTING.search(text) else ()


@lru_cache(maxsize=8)
def _spelt(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where a name stands that an acronym behind it spells, and the name."""
    matches = _ACRONYM.finditer(text) if _BRACKET.search(text) else ()
    found = ((one.end(1), spelt_out(one.group(1), one.group(2))) for one in matches)
    return tuple((end - len(name), end, name) for end, name in found if name)


def whole_name(text: str, start: int, name: str) -> str:
    """The name that the words around a stretch of it spell: up to the acronym behind it, or with the list inside it.

    >>> words = "The Front for the Freedom of Arun (FFA) said"
    >>> whole_name(words, 4, "Front")
    'Front for the Freedom of Arun'
    """
    listed = next((text[low:high] for low, high in _lists(text) if low <= start < high), "")
    return listed or next((spelt for low, high, spelt in _spelt(text) if low <= start < high), name)
