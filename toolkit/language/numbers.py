"""The grammar of numbers and the words that bound them, over the tokens of one paragraph.

Read are digits and words, magnitudes ("3m", "two million"), ranges ("60 to 90", "between five and six"), vague words
("dozens"), shares ("one in five", "40 per cent") and bounds before or after ("at least", "or more"). Dates, ages,
ordinals, times, scores, names with a number and house numbers are not numbers of anything and are left out.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Doc, Token

from toolkit import data
from toolkit.language.lexicons import table

_DIGITS = re.compile(r"^\d{1,3}(?:,\d{2,3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$")
_SCORE = re.compile(r"^\d{1,2}[-–]\d{1,2}$")
_GLUED = re.compile(r"^(\d[\d,]*(?:\.\d+)?)(m|mn|bn|k|tn|pc)$", re.IGNORECASE)
_RANGE = re.compile(r"^(\d[\d,]*)[-–](\d[\d,]*)$")
_CURRENCY = {"$", "€", "£", "¥", "₹", "₦", "US$", "C$", "A$", "NZ$", "HK$", "S$", "R$", "Rs", "Rs.", "KSh"}
_LASTING = {"minute", "hour", "day", "night", "week", "month", "year"}
_CLOCK = {"am", "pm", "a.m.", "p.m.", "o'clock", "o’clock", "gmt", "utc"}
_LABELS = {
    "resolution", "article", "section", "chapter", "page", "paragraph", "clause", "rule", "number", "no", "no.",
    "flight", "highway", "route", "room", "gate", "channel", "phase", "act", "bill", "order", "track", "platform", "court", "pier",
    "boeing", "airbus", "covid", "group", "version", "type", "mark", "level", "grade", "class", "radio",
}  # fmt: skip
_STREET = {"street", "road", "avenue", "lane", "square", "drive", "way", "boulevard", "st", "rd", "close", "terrace"}
_MONTHS = {
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
}  # fmt: skip


@dataclass(frozen=True)
class Number:
    """One number: its tokens (first, last, inclusive), its least and greatest value, its bound and bound words."""

    first: int
    last: int
    low: float | None
    high: float | None
    bound: str = "="
    words: tuple[int, int] | None = None
    unit: str = ""
    measure: str = ""


@lru_cache(maxsize=1)
def _values() -> dict[str, tuple[float, str]]:
    rows = data.lexicon("number_words").to_dict("records")
    return {row["word"]: (float(row["value"]), row["sort"]) for row in rows}


@lru_cache(maxsize=1)
def _vague() -> dict[tuple[str, ...], tuple[float | None, float | None]]:
    rows = data.lexicon("vague_numbers").to_dict("records")
    return {tuple(row["words"].split()): (_float(row["low"]), _float(row["high"])) for row in rows}


def _float(text: str) -> float | None:
    return float(text) if text else None


def find_numbers(doc: Doc) -> list[Number]:
    """Every number of the paragraph that may be a figure, in order, bounds and units read."""
    found: list[Number] = []
    place = 0
    while place < len(doc):
        number = (
            _fraction_at(doc, place)
            or _vague_at(doc, place)
            or _share_at(doc, place)
            or _range_at(doc, place)
            or _plain_at(doc, place)
        )
        if number is None:
            place += 1
            continue
        if not _is_label(doc, number):
            found.append(_bounded(doc, _with_unit(doc, number)))
        place = number.last + 1
    return found


def _plain_at(doc: Doc, place: int) -> Number | None:
    """A number in digits or words, with its magnitudes: "1,400", "two hundred and ten", "3.2 million"."""
    token = doc[place]
    glued = _GLUED.match(token.text)
    if glued is not None and glued.group(2).lower() != "pc":
        value = float(glued.group(1).replace(",", "")) * _values()[glued.group(2).lower()][0]
        return Number(place, place, value, value)
    if _DIGITS.match(token.text):
        value = float(token.text.replace(",", ""))
        return _magnified(doc, place, place, value)
    word = token.lower_
    if word in _values() and _values()[word][1] in {"unit", "ten"}:
        return _in_words(doc, place)
    article = word in {"a", "an"} and place + 1 < len(doc) and doc[place + 1].lower_ in {"dozen", "hundred", "thousand",
                                                                                     "million", "billion"}  # fmt: skip
    return _magnified(doc, place, place, 1.0) if article else None


def _in_words(doc: Doc, place: int) -> Number:
    total, last = 0.0, place
    while last < len(doc):
        word = doc[last].lower_
        sort = _values().get(word, (0.0, ""))[1]
        joins = word == "-" and last + 1 < len(doc) and _values().get(doc[last + 1].lower_, (0, ""))[1] == "unit"
        if sort in {"unit", "ten"}:
            total += _values()[word][0]
        elif not joins:
            break
        last += 1
    return _magnified(doc, place, last - 1, total)


def _magnified(doc: Doc, first: int, last: int, value: float) -> Number:
    while last + 1 < len(doc):
        word = doc[last + 1].lower_
        entry = _values().get(word, (0.0, ""))
        if entry[1] != "magnitude":
            break
        value, last = value * entry[0], last + 1
    if last + 2 < len(doc) and last > first and doc[last + 1].lower_ == "and":
        rest = _plain_at(doc, last + 2)
        if rest is not None and rest.low is not None and rest.low < 100 <= value:
            value, last = value + rest.low, rest.last
    return Number(first, last, value, value)


def _vague_at(doc: Doc, place: int) -> Number | None:
    for words in sorted(_vague(), key=len, reverse=True):
        if tuple(token.lower_ for token in doc[place : place + len(words)]) == words:
            low, high = _vague()[words]
            return Number(place, place + len(words) - 1, low, high, "vague")
    return None


def _share_at(doc: Doc, place: int) -> Number | None:
    """Shares: "one in five", "nine out of ten"."""
    first = _plain_at(doc, place)
    if first is None or first.low is None or first.last + 2 >= len(doc):
        return None
    after = [token.lower_ for token in doc[first.last + 1 : first.last + 3]]
    step = 2 if after == ["out", "of"] else 1 if after[:1] == ["in"] else 0
    second = _plain_at(doc, first.last + 1 + step) if step and first.last + 1 + step < len(doc) else None
    if second is None or not second.low or second.low <= first.low or second.low > 1000:
        return None
    share = round(100 * first.low / second.low, 2)
    return Number(place, second.last, share, share, "=", None, "%", "share")


def _fraction_at(doc: Doc, place: int) -> Number | None:
    """Parts of a whole in words, in per cent: "a third of", "three-quarters", "half of"."""
    words = [token.lower_ for token in doc[place : place + 4]]
    if words[:2] == ["half", "of"] or words[:3] == ["half", "of", "the"]:
        return Number(place, place, 50.0, 50.0, "=", None, "%", "share")
    size = 3 if words[1:2] == ["-"] else 2
    if len(words) < size:
        return None
    count = 1.0 if words[0] in {"a", "one"} else _values().get(words[0], (0.0, ""))[0]
    value, sort = _values().get(words[size - 1].removesuffix("s"), (0.0, ""))
    after = doc[place + size].lower_ if place + size < len(doc) else ""
    if sort != "fraction" or not count or after not in {"of", "the"}:
        return None
    share = round(100 * count * value, 2)
    return Number(place, place + size - 1, share, share, "=", None, "%", "share") if share <= 100 else None


def _range_at(doc: Doc, place: int) -> Number | None:
    """Two ends: "between 60 and 90", "from five to six", "60 to 90", "10-15"."""
    glued = _RANGE.match(doc[place].text)
    if glued is not None:
        ends = [float(part.replace(",", "")) for part in glued.groups()]
        return Number(place, place, ends[0], ends[1], "range") if ends[0] < ends[1] else None
    opener = doc[place].lower_ if doc[place].lower_ in {"between", "from"} else ""
    start = _after_currency(doc, place + 1) if opener else place
    low = _plain_at(doc, start) if start < len(doc) else None
    if low is None or low.low is None or low.last + 2 >= len(doc):
        return None
    low = _past_unit(doc, low)
    if low.last + 2 >= len(doc):
        return None
    joint = doc[low.last + 1].lower_
    if joint not in ({"and", "to"} if opener else {"to", "-", "–"}):
        return None
    high = _plain_at(doc, _after_currency(doc, low.last + 2))
    if high is None or high.high is None:
        return None
    scale = high.high / low.low if low.low and high.last > low.last + 2 and low.first == low.last else 1
    least = low.low * 10**6 if scale > 10**5 and high.high >= 10**6 else low.low
    if least >= high.high:
        return None
    words = (place, place) if opener else None
    return Number(place, high.last, least, high.high, "range", words)


def _past_unit(doc: Doc, low: Number) -> Number:
    """The first end with its unit taken in, where both ends print it: "18 percent and 25 percent"."""
    word = doc[low.last + 1].lower_
    known = table("units", "text", "unit")
    return replace(low, last=low.last + 1) if word in known and doc[low.last + 2].lower_ in {"and", "to"} else low


def _after_currency(doc: Doc, place: int) -> int:
    return place + 1 if place < len(doc) - 1 and doc[place].text in _CURRENCY else place


def _with_unit(doc: Doc, number: Number) -> Number:
    """The number with the currency sign before it or the unit after it."""
    units, measures = table("units", "text", "unit"), table("units", "text", "measure")
    if number.first > 0 and doc[number.first - 1].text in units and doc[number.first - 1].text in _CURRENCY:
        sign = doc[number.first - 1].text
        return replace(number, first=number.first - 1, unit=units[sign], measure=measures[sign])
    inner = next((token.text for token in doc[number.first : number.last + 1] if token.text in _CURRENCY), "")
    if inner:
        return replace(number, unit=units[inner], measure=measures[inner])
    for size in (2, 1):
        after = doc[number.last + 1 : number.last + 1 + size]
        words = " ".join(token.lower_ if size == 2 else token.lemma_.lower() for token in after)
        if len(after) == size and words in units and words not in _CURRENCY:
            return replace(number, last=number.last + size, unit=units[words], measure=measures[words])
    return number


def _bounded(doc: Doc, number: Number) -> Number:
    """The number with the words that bound it, before or after, taken in."""
    bounds = table("bounds", "words", "bound")
    after = table("bounds", "words", "note")
    longest = max(len(words.split()) for words in bounds)
    for size in range(min(longest, number.first), 0, -1):
        words = " ".join(token.lower_ for token in doc[number.first - size : number.first])
        if words in bounds and not after[words] and not _is_verb_particle(doc[number.first - size], words):
            return _apply(replace(number, first=number.first - size), bounds[words], number.first - size, size)
    for size in range(longest, 0, -1):
        words = " ".join(token.lower_ for token in doc[number.last + 1 : number.last + 1 + size])
        if words in bounds and after[words]:
            return _apply(replace(number, last=number.last + size), bounds[words], number.last + 1, size)
    return number


def _is_verb_particle(token: Token, words: str) -> bool:
    """Whether "over" or "about" belongs to the verb: "took over 12 villages" keeps its number unbounded."""
    return words in {"over", "about", "under", "above", "below"} and token.dep_ == "prt"


def _apply(number: Number, bound: str, place: int, size: int) -> Number:
    words = (place, place + size - 1)
    if number.bound in {"vague", "range"}:
        return replace(number, words=words)
    low = None if bound in {"≤", "<"} else number.low
    high = None if bound in {"≥", ">"} else number.high
    return replace(number, low=low, high=high, bound=bound, words=words)


def _is_label(doc: Doc, number: Number) -> bool:
    """Whether the number is a date, an age, a time, a score, a name or an address, not a number of something."""
    token = doc[number.first]
    before = doc[number.first - 1] if number.first else None
    after = doc[number.last + 1] if number.last + 1 < len(doc) else None
    return (
        _SCORE.match(token.text) is not None
        or _in_score(doc, number)
        or _is_date(doc, number)
        or _is_age(doc, number)
        or (before is not None and before.lower_ in _LABELS and token.text[0].isdigit())
        or (
            before is not None and before.text == "-" and doc[number.first - 1].idx > 0 and _tied(doc, number.first - 1)
        )
        or (after is not None and (after.lower_ in _CLOCK or after.text in {":", "th", "st", "nd", "rd"}))
        or (after is not None and after.text == "-" and after.idx == doc[number.last].idx + len(doc[number.last]))
        or _is_address(doc, number)
        or _is_pronoun(doc, number)
        or (number.bound == "range" and number.words is None and _is_score(doc, number))
    )


def _in_score(doc: Doc, number: Number) -> bool:
    """Whether the number is one side of a score: "2-1"."""
    for mark in (number.first - 1, number.last + 1):
        other = mark - 1 if mark < number.first else mark + 1
        if 0 <= other < len(doc) and doc[mark].text in {"-", "–"} and doc[other].text.isdigit():
            return doc[mark].idx + 1 in {doc[mark + 1].idx, doc[mark].idx + 1} and (number.high or 0) < 20
    return False


def _tied(doc: Doc, place: int) -> bool:
    """Whether the hyphen at `place` ties a number to a word before it: "F-16", "Covid-19"."""
    return place > 0 and doc[place].idx == doc[place - 1].idx + len(doc[place - 1]) and doc[place - 1].text[0].isalpha()


def _is_date(doc: Doc, number: Number) -> bool:
    token = doc[number.first]
    near = [doc[place].lower_.rstrip(".") for place in (number.first - 1, number.last + 1) if 0 <= place < len(doc)]
    year = number.first == number.last and bool(re.match(r"^(?:1[5-9]|20)\d\d$", token.text))
    if any(word in _MONTHS for word in near) and token.text[0].isdigit() and number.bound != "vague":
        return not (near[-1:] == ["may"] and doc[min(number.last + 1, len(doc) - 1)].pos_ in {"AUX", "VERB"})
    if year:
        follows = doc[number.last + 1] if number.last + 1 < len(doc) else None
        return token.ent_type_ == "DATE" or follows is None or follows.pos_ not in {"NOUN", "ADJ", "PROPN"}
    if token.ent_type_ in {"DATE", "TIME"} and number.last + 1 < len(doc):
        # A length of time is a figure only where words bound it: "up to ten days", not "two days later".
        lasting = doc[number.last + 1].lemma_.lower() in _LASTING
        return not (lasting and _bounded(doc, number).words is not None)
    return token.ent_type_ in {"DATE", "TIME", "ORDINAL"}


def _is_age(doc: Doc, number: Number) -> bool:
    """Ages: "Reid, 45, from Leeds", "aged 45", "45-year-old"."""
    last, first = number.last, number.first
    after = doc[last + 1].text if last + 1 < len(doc) else ""
    before = doc[first - 1] if first else None
    if before is None or first != last:
        return False
    between = before.text == "," and after in {",", ".", ")"} and first > 1 and doc[first - 2].pos_ == "PROPN"
    return between or before.lower_ in {"aged", "age"}


def _is_address(doc: Doc, number: Number) -> bool:
    following = doc[number.last + 1 : number.last + 4]
    capital = len(following) > 0 and following[0].text[0].isupper()
    return capital and any(token.lower_ in _STREET and token.text[0].isupper() for token in following)


def _is_pronoun(doc: Doc, number: Number) -> bool:
    """Whether "one" or "two" only points: "one of the", "the two sides", "no one"."""
    token = doc[number.first]
    if number.first != number.last or number.bound == "vague":
        return False
    if token.lower_ == "one":
        return True
    small = token.lower_ in _values() and (number.high or 0) <= 10
    before = doc[number.first - 1].lower_ if number.first else ""
    return small and before in {"the", "these", "those", "both", "his", "her", "its", "their", "all", "other"}


def _is_score(doc: Doc, number: Number) -> bool:
    return (number.high or 0) < 20 and "-" in doc[number.first].text + doc[min(number.first + 1, len(doc) - 1)].text
