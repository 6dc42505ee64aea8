"""The grammar of numbers and the words that bound them, over the tokens of one paragraph.

Read are digits and words, magnitudes ("3m", "two million"), ranges ("60 to 90", "between five and six"), vague words
("dozens"), shares ("one in five", "40 per cent") and bounds before or after ("at least", "or more"). Dates, ages,
ordinals, times, scores, names with a number and house numbers are not numbers of anything and are left out.
"""

import re
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Doc

from toolkit.language.bounds import bounded, with_unit
from toolkit.language.cardinals import cardinal_at, halved_at
from toolkit.language.labels import is_label
from toolkit.language.lexicons import table
from toolkit.language.quantities import Number, currency_signs, vague, values

_RANGE = re.compile(r"^([^\d\s]{0,3})(\d[\d,]*(?:\.\d+)?)[-–](\d[\d,]*(?:\.\d+)?)(m|mn|bn|k|tn)?$")


def find_numbers(doc: Doc) -> list[Number]:
    """Every number of the paragraph that may be a figure, in order, bounds and units read."""
    found: list[Number] = []
    place = 0
    while place < len(doc):
        if not _may_open(doc[place].lower_):
            place += 1
            continue
        number = (
            halved_at(doc, place)
            or _fraction_at(doc, place)
            or _vague_at(doc, place)
            or _share_at(doc, place)
            or _range_at(doc, place)
            or cardinal_at(doc, place)
        )
        if number is None:
            place += 1
            continue
        if not is_label(doc, number):
            found.append(bounded(doc, with_unit(doc, number)))
        place = number.last + 1
    return found


@lru_cache(maxsize=4096)
def _may_open(word: str) -> bool:
    """Whether a number can begin with the word: most words are passed over without a look at the grammar."""
    if any(mark.isdigit() for mark in word):
        return True
    openers = {"half", "a", "an", "one", "between", "from", *values(), *(words[0] for words in vague())}
    return word in openers or word.split("-", maxsplit=1)[0] in openers or word in currency_signs()


def _vague_at(doc: Doc, place: int) -> Number | None:
    """Vague words, with the magnitude after them: "dozens", "several hundred", "a couple of thousand"."""
    for words in sorted(vague(), key=len, reverse=True):
        if tuple(token.lower_ for token in doc[place : place + len(words)]) != words:
            continue
        low, high = vague()[words]
        last = place + len(words) - 1
        after = last + 2 if last + 1 < len(doc) and doc[last + 1].lower_ == "of" else last + 1
        word = doc[after].lower_ if after < len(doc) else ""
        scale, sort = values().get(word, (1.0, ""))
        if sort != "magnitude" or len(word) < 3:
            return Number(place, last, low, high, "vague")
        ends = [end * scale if end is not None else None for end in (low, high)]
        return Number(place, after, ends[0], ends[1], "vague")
    return None


def _share_at(doc: Doc, place: int) -> Number | None:
    """Shares: "one in five", "nine out of ten"."""
    first = cardinal_at(doc, place)
    if first is None or first.low is None or first.last + 2 >= len(doc):
        return None
    after = [token.lower_ for token in doc[first.last + 1 : first.last + 3]]
    step = 2 if after == ["out", "of"] else 1 if after[:1] == ["in"] else 0
    step += step == 2 and first.last + 4 < len(doc) and doc[first.last + 3].lower_ == "every"
    second = cardinal_at(doc, first.last + 1 + step) if step and first.last + 1 + step < len(doc) else None
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
    """Two ends: "between 60 and 90", "from five to six", "60 to 90", "two or three", "10-15"."""
    glued = _RANGE.match(doc[place].text)
    if glued is not None:
        return _glued_range(doc, place, glued)
    opener = doc[place].lower_ if doc[place].lower_ in {"between", "from"} else ""
    if opener == "from" and _is_change(doc, place):
        return None
    start = _after_currency(doc, place + 1) if opener else place
    low = cardinal_at(doc, start, joined=opener != "between") if start < len(doc) else None
    low = _past_unit(doc, low) if low is not None and low.last + 2 < len(doc) else None
    if low is None or low.last + 2 >= len(doc):
        return None
    joints = {"between": {"and"}, "from": {"to"}, "": {"to", "-", "–", "or"}}[opener]
    if doc[low.last + 1].lower_ not in joints or (not opener and _is_change(doc, place)):
        return None
    high = cardinal_at(doc, _after_currency(doc, low.last + 2))
    return _between(place, low, high, opener=bool(opener)) if high is not None else None


def _glued_range(doc: Doc, place: int, glued: re.Match[str]) -> Number | None:
    sign, first, second, letter = glued.groups()
    if sign and sign not in currency_signs():
        return None
    after = doc[place + 1].lower_ if place + 1 < len(doc) else ""
    scale, sort = values().get(letter.lower() if letter else after, (1.0, ""))
    scale = scale if sort == "magnitude" else 1.0
    ends = [float(part.replace(",", "")) * scale for part in (first, second)]
    last = place + (sort == "magnitude" and not letter)
    return Number(place, last, ends[0], ends[1], "range", scale=scale) if ends[0] < ends[1] else None


def _is_change(doc: Doc, place: int) -> bool:
    """Whether two numbers are before and after: "rose from 12 to 40" is no range."""
    labels = table("number_labels", "word", "sort")
    before = doc[max(0, place - 4) : place]
    return any(labels.get(token.lemma_.lower()) == "change" for token in before)


def _between(place: int, low: Number, high: Number, *, opener: bool) -> Number | None:
    """The range of two numbers; "two to three million" gives its magnitude to both ends."""
    if low.low is None or high.high is None:
        return None
    shared = low.scale == 1 < high.scale and low.low <= high.high / high.scale
    least = low.low * high.scale if shared else low.low
    if least >= high.high:
        return None
    unit, measure = high.unit or low.unit, high.measure or low.measure
    words = (place, place) if opener else None
    return Number(place, high.last, least, high.high, "range", words, unit, measure, high.scale)


def _past_unit(doc: Doc, low: Number) -> Number:
    """The first end with its unit taken in, where both ends print it: "18 percent and 25 percent"."""
    word = doc[low.last + 1].lower_
    known = table("units", "text", "unit")
    return replace(low, last=low.last + 1) if word in known and doc[low.last + 2].lower_ in {"and", "to"} else low


def _after_currency(doc: Doc, place: int) -> int:
    return place + 1 if place < len(doc) - 1 and doc[place].text in currency_signs() else place
