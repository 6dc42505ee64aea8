"""Datelines: the place, day and agency at the head of a report, in the styles of several agencies."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from toolkit.data import gazetteer, lexicon
from toolkit.sources.dates import DATE, TIME, TIME_FIRST, parse
from toolkit.sources.phrases import alternatives, phrases

# A dateline ends within so many characters; a dash or colon further on belongs to the story.
_REACH = 120
_LONGEST_STAMP = 200
_MAX_PLACE_WORDS = 5
_MAX_AGENCY_WORDS = 3
_SHORTEST = 6
# "Sofia: I was there" is a turn in a conversation.
_FIRST_PERSON = re.compile(r"[“‘\"']?(?:I|We|My|Our|You|Yes|No)\b")
_CLOSING = re.compile(r"\s*(?P<dash>—|–|--|-)(?=[\s“‘\"']|$)|(?<=\S)(?P<tight>—)(?=\S)|(?P<colon>:)(?=\s|$)")
_BRACKETED = r"\s*[(\[](?P<agency>[^()\[\]]{2,40})[)\]]"
_HEAD = re.compile(rf"(?P<place>[^()\d:]*?)(?:(?:^|[,.]\s*|\s)(?P<date>{DATE}))?(?:{_BRACKETED})?")
_SLASHED = re.compile(rf"(?P<place>[^()\d:/]+?)[,.]\s*(?P<date>{DATE})\.?\s*/(?P<agency>[^/]{{2,40}})/\.?(?=\s|$)")
_UNDASHED = re.compile(rf"(?P<place>[^()\d:]+?)(?:,\s*(?P<date>{DATE}))?{_BRACKETED}(?=\s+[A-Z“‘\"]|\s*$)")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?)?(?:\s?[A-Z]{2,5})?", re.IGNORECASE)
_SMALL = frozenset((
    "of", "the", "on", "in", "near", "and", "de", "la", "el", "al", "du", "da", "le", "at", "aboard", "province",
    "state", "district", "county", "region",
))  # fmt: skip
_SEGMENTS = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+(?=[A-Z])|\s+/\s+")


@dataclass(frozen=True)
class Dateline:
    """How far a dateline reaches from the beginning of its line, and what it says."""

    length: int
    agency: str = ""
    published: dt.date | None = None


def dateline(printed: str) -> Dateline | None:
    """The dateline at the beginning of a line, up to but not including the first word of the story; None without one.

    A place is taken when the lexicon knows it, when a date or an agency stands beside it, or when it is printed in
    capitals before a dash and is no other name of the gazetteer. Capitals before a colon that no lexicon knows are
    rather a label, or a speaker in a transcript.

    >>> dateline("KYIV, Oct 3 (AFP) — Troops left.").length, dateline("China: we will respond") is None
    (19, True)
    """
    head = printed[:_REACH]
    for closing in _CLOSING.finditer(head):
        before = head[: closing.start()].strip()
        match = _HEAD.fullmatch(before)
        if match and (found := _read(match, closing)) and (found.agency or before.isupper() or _begins(head, closing)):
            return found
    for form in (_SLASHED, _UNDASHED):
        if (match := form.match(head)) and _is_agency(match["agency"]) and _capitals(match["place"].strip(" ,.")):
            return Dateline(match.end(), match["agency"], parse(match["date"] or ""))
    return None


def date_line(printed: str) -> list[tuple[str, dt.date | None]]:
    """The dates of a line that holds nothing else, each with the word before it in small letters; else nothing.

    Beside a date, a bar or a stroke may set off a time of day or an agency.

    >>> date_line("Published: 24 Oct 2023 | Updated 25 Oct 2023")
    [('published', datetime.date(2023, 10, 24)), ('updated', datetime.date(2023, 10, 25))]
    """
    found: list[tuple[str, dt.date | None]] = []
    if len(printed) > _LONGEST_STAMP:
        return found
    for segment in _SEGMENTS.split(printed.strip()):
        if match := _stamp().fullmatch(segment):
            found.append(((match["word"] or "").lower(), parse(match["date"])))
        elif not found or not (_is_agency(segment) or _CLOCK.fullmatch(segment)):
            return []
    return found


def imprint(printed: str) -> tuple[str, dt.date] | None:
    """The outlet and day of a line that names both and nothing else; None where a place stands before the day.

    >>> imprint("The Harbour Post, Tuesday 4 March 2025, 09:20")
    ('The Harbour Post', datetime.date(2025, 3, 4))
    >>> imprint("London, 4 March 2025") is None
    True
    """
    found = _imprint().fullmatch(printed.strip()) if len(printed) <= _LONGEST_STAMP else None
    day = parse(found["date"]) if found else None
    if found is None or day is None:
        return None
    outlet = found["outlet"].strip()
    return (
        (outlet, day) if is_outlet(outlet) or (" " in outlet and _place_like(outlet) and not _known(outlet)) else None
    )


def is_outlet(printed: str) -> bool:
    """Whether capitalised words alone are the name of an outlet: an agency, or a title that begins with "The".

    >>> is_outlet("The Harbour Post"), is_outlet("Ann Ray"), is_outlet("The Hague")
    (True, False, False)
    """
    return _is_agency(printed) or (printed.startswith("The ") and _place_like(printed) and not _known(printed))


@cache
def _imprint() -> re.Pattern[str]:
    return re.compile(rf"(?P<outlet>[^\W\d_][^\d:;|]{{2,60}}?)\s*[,|•·–—]\s*(?P<date>{DATE}){TIME}?\.?")


@cache
def _stamp() -> re.Pattern[str]:
    words = alternatives("dateline", "label")
    return re.compile(rf"(?:(?P<word>{words})\s*:?\s*)?{TIME_FIRST}?(?P<date>{DATE}){TIME}?\.?", re.IGNORECASE)


def _begins(head: str, closing: re.Match[str]) -> bool:
    """Whether a story begins after the closing mark: with a capital, not between two dashes, not as somebody's turn."""
    rest = head[closing.end() :].lstrip()
    paired = bool(closing["dash"]) and f" {closing['dash']} " in rest
    if closing["colon"] and _FIRST_PERSON.match(rest):
        return False
    return not rest or (not paired and (rest[0].isupper() or rest[0] in "“‘\"'0123456789"))


def _read(match: re.Match[str], closing: re.Match[str]) -> Dateline | None:
    place, date, agency = match["place"].strip(" ,."), match["date"] or "", match["agency"] or ""
    if agency and not _is_agency(agency):
        # "(Oct 24)" holds a date; a name in brackets is an agency where place or date leave no doubt of a dateline.
        if not date and re.fullmatch(DATE, agency):
            date, agency = agency, ""
        elif not _unheard_agency(agency) or not (date or _known(place)) or not place:
            return None
    if not place:
        found = bool(agency)
    elif agency or date:
        found = _place_like(place)
    else:
        found = _known(place) or (_capitals(place) and bool(closing["dash"]))
    return Dateline(closing.end(), agency, parse(date)) if found else None


def _unheard_agency(printed: str) -> bool:
    words = printed.split()
    return len(words) <= _MAX_AGENCY_WORDS and all(word[0].isupper() for word in words)


def _is_agency(printed: str) -> bool:
    return all(part.strip() in phrases("agency", "name") for part in re.split(r"[/,]| and ", printed))


def _parts(place: str) -> list[str]:
    return [part.strip() for part in re.split(r",|/|\band\b", place)]


def _place_like(place: str) -> bool:
    """Whether every word is capitalised or joins such words, and no part is long."""
    parts = _parts(place)
    words = place.replace(",", " ").replace("/", " ").split()
    shaped = all(word[0].isupper() or word.lower() in _SMALL for word in words)
    return shaped and words[0][0].isupper() and all(0 < len(part.split()) <= _MAX_PLACE_WORDS for part in parts)


def _known(place: str) -> bool:
    return _place_like(place) and _parts(place)[0].casefold() in _places() if place else False


@cache
def _places() -> frozenset[str]:
    forms = lexicon("forms")
    capitals = forms.loc[forms["form"] == "capital", "text"]
    return frozenset(place.casefold() for place in (*phrases("place", "name"), *capitals))


def _capitals(place: str) -> bool:
    """A place printed in capitals: not a short word alone, which is rather an acronym, nor another known name."""
    first = _parts(place)[0]
    letters = sum(letter.isalpha() for letter in first)
    long_enough = letters >= _SHORTEST or (letters >= 3 and (len(first.split()) > 1 or "," in place))
    other = not _known(first) and (gazetteer().by_text(first) or gazetteer().by_text(first.title()))
    banned = other or first in phrases("dateline", "not") or "'S" in first.replace("’", "'")
    return first.isupper() and (long_enough or _known(first)) and not banned and _place_like(place)
