"""The grammar of numbers and the words that bound them, over the tokens of one paragraph.

Read are digits and words, magnitudes ("3m", "two million"), ranges ("60 to 90", "between five and six"), vague words
("dozens"), shares ("one in five", "40 per cent") and bounds before or after ("at least", "or more"). Dates, ages,
ordinals, times, scores, names with a number and house numbers are not numbers of anything and are left out.
"""

import re
from dataclasses import replace

from spacy.tokens import Doc

from toolkit.language.bounds import bounded, with_unit
from toolkit.language.labels import is_label
from toolkit.language.lexicons import table
from toolkit.language.quantities import Number, currency_signs, vague, values

_DIGITS = re.compile(r"^\d{1,3}(?:,\d{2,3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$")
_GLUED = re.compile(r"^(\d[\d,]*(?:\.\d+)?)(m|mn|bn|k|tn|pc)$", re.IGNORECASE)
_RANGE = re.compile(r"^(\d[\d,]*)[-–](\d[\d,]*)$")


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
        if not is_label(doc, number):
            found.append(bounded(doc, with_unit(doc, number)))
        place = number.last + 1
    return found


def _plain_at(doc: Doc, place: int) -> Number | None:
    """A number in digits or words, with its magnitudes: "1,400", "two hundred and ten", "3.2 million"."""
    token = doc[place]
    glued = _GLUED.match(token.text)
    if glued is not None and glued.group(2).lower() != "pc":
        value = float(glued.group(1).replace(",", "")) * values()[glued.group(2).lower()][0]
        return Number(place, place, value, value)
    if _DIGITS.match(token.text):
        value = float(token.text.replace(",", ""))
        return _magnified(doc, place, place, value)
    word = token.lower_
    if word in values() and values()[word][1] in {"unit", "ten"}:
        return _in_words(doc, place)
    article = word in {"a", "an"} and place + 1 < len(doc) and doc[place + 1].lower_ in {"dozen", "hundred", "thousand",
                                                                                     "million", "billion"}  # fmt: skip
    return _magnified(doc, place, place, 1.0) if article else None


def _in_words(doc: Doc, place: int) -> Number:
    total, last = 0.0, place
    while last < len(doc):
        word = doc[last].lower_
        sort = values().get(word, (0.0, ""))[1]
        joins = word == "-" and last + 1 < len(doc) and values().get(doc[last + 1].lower_, (0, ""))[1] == "unit"
        if sort in {"unit", "ten"}:
            total += values()[word][0]
        elif not joins:
            break
        last += 1
    return _magnified(doc, place, last - 1, total)


def _magnified(doc: Doc, first: int, last: int, value: float) -> Number:
    while last + 1 < len(doc):
        word = doc[last + 1].lower_
        entry = values().get(word, (0.0, ""))
        if entry[1] != "magnitude":
            break
        value, last = value * entry[0], last + 1
    if last + 2 < len(doc) and last > first and doc[last + 1].lower_ == "and":
        rest = _plain_at(doc, last + 2)
        if rest is not None and rest.low is not None and rest.low < 100 <= value:
            value, last = value + rest.low, rest.last
    return Number(first, last, value, value)


def _vague_at(doc: Doc, place: int) -> Number | None:
    for words in sorted(vague(), key=len, reverse=True):
        if tuple(token.lower_ for token in doc[place : place + len(words)]) == words:
            low, high = vague()[words]
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
    count = 1.0 if words[0] in {"a", "one"} else values().get(words[0], (0.0, ""))[0]
    value, sort = values().get(words[size - 1].removesuffix("s"), (0.0, ""))
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
    opener = doc[place].lower_ in {"between", "from"}
    start = _after_currency(doc, place + 1) if opener else place
    low = _plain_at(doc, start) if start < len(doc) else None
    low = _past_unit(doc, low) if low is not None and low.last + 2 < len(doc) else None
    if low is None or low.last + 2 >= len(doc):
        return None
    if doc[low.last + 1].lower_ not in ({"and", "to"} if opener else {"to", "-", "–"}):
        return None
    high = _plain_at(doc, _after_currency(doc, low.last + 2))
    return _between(place, low, high, opener=opener) if high is not None else None


def _between(place: int, low: Number, high: Number, *, opener: bool) -> Number | None:
    """The range of two numbers; "two to three million" gives its magnitude to both ends."""
    if low.low is None or high.high is None:
        return None
    apart = high.high / low.low if low.low else 0
    shared = apart > 10**5 and high.high >= 10**6 and low.first == low.last
    least = low.low * 10**6 if shared else low.low
    if least >= high.high:
        return None
    return Number(place, high.last, least, high.high, "range", (place, place) if opener else None)


def _past_unit(doc: Doc, low: Number) -> Number:
    """The first end with its unit taken in, where both ends print it: "18 percent and 25 percent"."""
    word = doc[low.last + 1].lower_
    known = table("units", "text", "unit")
    return replace(low, last=low.last + 1) if word in known and doc[low.last + 2].lower_ in {"and", "to"} else low


def _after_currency(doc: Doc, place: int) -> int:
    return place + 1 if place < len(doc) - 1 and doc[place].text in currency_signs() else place
