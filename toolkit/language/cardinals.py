"""Cardinal numbers in digits and words: "1,400", "three hundred and fifty thousand", "half a million", "NZ$45m"."""

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from toolkit.language.lexicons import table
from toolkit.language.quantities import Number, currency_signs, values

_DIGITS = re.compile(r"^(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,15})(?:\.\d+)?$")
_GLUED = re.compile(
    r"^([^\d\s]{0,4})(\d[\d,]*(?:\.\d+)?)-?(m|mn|bn|k|tn|thousand|million|billion|trillion|crore|lakh)?(\+)?$",
    re.IGNORECASE,
)
_COUNTED = {12.0, 100.0}  # a dozen and a hundred multiply what stands before them and are counted on
_SPELT = 3  # letters; "m" and "bn" stand after digits only
_NARROW = {"\u00a0", "\u202f", "\u2009"}


def cardinal_at(doc: Doc, place: int, *, joined: bool = True) -> Number | None:
    """The cardinal number that begins at `place`, or None; `scale` is the magnitude it ends with.

    Where it is not `joined`, "and" is left to what stands around it: "between one hundred and two hundred".
    """
    return halved_at(doc, place) or _glued(doc, place) or _counted(doc, place, joined=joined)


def _value(doc: Doc, place: int, *sorts: str) -> float | None:
    """The value of a number word of one of these sorts at `place`, or None."""
    if place >= len(doc):
        return None
    word = doc[place].lower_
    if len(word) < _SPELT + 1 and place and not doc[place - 1].whitespace_:
        word = word.removesuffix(".")  # "£6m." at the end of a paragraph
    value, sort = values().get(word, (0.0, ""))
    return value if sort in sorts else None


def halved_at(doc: Doc, place: int) -> Number | None:
    """Parts of a magnitude: "half a million", "a quarter of a million", "half a dozen"."""
    start = place + 1 if doc[place].lower_ in {"a", "an", "one"} else place
    part = _value(doc, start, "fraction")
    if part is None:
        return None
    at = start + 1
    while at < len(doc) and doc[at].lower_ in {"of", "a", "an"} and at <= start + 2:
        at += 1
    scale = _value(doc, at, "magnitude")
    if scale is None or at == start + 1 or len(doc[at].text) < _SPELT:
        return None
    return Number(place, at, part * scale, part * scale, scale=scale)


def _glued(doc: Doc, place: int) -> Number | None:
    """A number written in one with its sign or magnitude: "3m", "NZ$45", "12+"."""
    match = _GLUED.match(doc[place].text)
    if match is None or _DIGITS.match(doc[place].text) or not _DIGITS.match(match.group(2)):
        return None
    sign, digits, letter, more = match.groups()
    if (sign and sign not in currency_signs()) or not (sign or letter or more):
        return None
    whole_digits, last = (digits, place) if letter or more else _groups(doc, place, digits)
    if len(sign) == 1 and sign.isalpha() and not (letter or len(whole_digits) >= _SPELT or _scaled(doc, place)):
        return None  # "N1", a road; "N47.5 million" is money
    scale = values()[letter.lower()][0] if letter else 1.0
    value = float(whole_digits.replace(",", "")) * scale
    if sign and last > place:
        units, measures = table("units", "text", "unit"), table("units", "text", "measure")
        return Number(place, last, value, value, unit=units[sign], measure=measures[sign], scale=scale)
    number = Number(place, place, value, None if more else value, "≥" if more else "=", scale=scale)
    if not sign:
        return number
    units, measures = table("units", "text", "unit"), table("units", "text", "measure")
    whole = _counted(doc, place, given=value) if not letter else number
    return Number(
        place, whole.last if whole else place, whole.low if whole else value, whole.high if whole else value,
        unit=units[sign], measure=measures[sign], scale=whole.scale if whole else scale,
    )  # fmt: skip


def _scaled(doc: Doc, place: int) -> bool:
    """Whether a magnitude follows: "R5 million"."""
    return _value(doc, place + 1, "magnitude") is not None


@dataclass
class _Sum:
    """A number in the making: what stands under finished magnitudes, and what is being counted now."""

    total: float = 0.0
    current: float | None = None
    scale: float = 1.0
    before: str = ""
    joined: bool = True

    def take(self, kind: str, value: float) -> bool:
        """Add one part; False where it does not go on with this number."""
        if kind != "magnitude":
            self.current = value if self.current is None else self.current + value
            self.before = kind
            return True
        if self.current is None or (self.total and value >= self.scale):
            return False
        if value in _COUNTED:
            self.current *= value
            self.before = "hundred"
            return True
        self.total, self.current = self.total + self.current * value, None
        self.scale, self.before = value, "scaled"
        return True

    @property
    def value(self) -> float:
        """What the parts add up to."""
        return self.total + (self.current or 0.0)


def _counted(doc: Doc, place: int, *, given: float | None = None, joined: bool = True) -> Number | None:
    """Digits or words with their magnitudes, each smaller than the one before: "five thousand two hundred"."""
    found = _Sum(current=given, before="digits" if given is not None else "", joined=joined)
    at = place if given is None else place + 1
    if given is None and doc[place].lower_ in {"a", "an"} and _value(doc, place + 1, "magnitude") is not None:
        if len(doc[place + 1].text) < _SPELT:
            return None
        found, at = _Sum(current=1.0, before="article", joined=joined), place + 1
    while at < len(doc):
        step = _more(doc, at, found) if found.before == "scaled" else _step(doc, at, found)
        if step is None or not found.take(step[0], step[1]):
            break
        at = step[2] + 1
    if found.before in {"", "article"}:
        return None
    return Number(place, at - 1, found.value, found.value, scale=found.scale)


def _step(doc: Doc, at: int, found: _Sum) -> tuple[str, float, int] | None:
    """The next part of a number: its kind, its value, and the last token it takes; None where the number ends."""
    if _DIGITS.match(doc[at].text) and found.current is None:
        return _spaced(doc, at)
    scale = _value(doc, at, "magnitude")
    if scale is not None and found.before:
        return "magnitude", scale, at
    joint = doc[at].lower_
    if joint == "-" and found.before == "ten" and (_value(doc, at + 1, "unit") or 0) in range(1, 10):
        return _word(doc, at + 1)
    if joint == "and" and found.before == "hundred" and found.joined:
        return _word(doc, at + 1)
    step = _word(doc, at)
    fits = found.before in {"", "hundred"} or (found.before == "ten" and step is not None and 0 < step[1] < 10)
    return step if fits else None


def _word(doc: Doc, at: int) -> tuple[str, float, int] | None:
    """A number word below a hundred at `at`."""
    for sort in ("ten", "unit"):
        value = _value(doc, at, sort)
        if value is not None:
            return sort, value, at
    return None


def _spaced(doc: Doc, at: int) -> tuple[str, float, int]:
    """Digits, with groups of three after spaces taken in: "1 400", "4 600"."""
    digits, last = _groups(doc, at, doc[at].text)
    return "digits", float(digits.replace(",", "")), last


def _groups(doc: Doc, at: int, digits: str) -> tuple[str, int]:
    """The digits with the groups of three that follow behind a narrow or a plain space, and the last token taken."""
    last = at
    # "On June 5 600 people came": the day is no part of the number.
    dated = at > 0 and doc[at - 1].lower_.rstrip(".") in table("number_labels", "word", "sort")
    if len(digits) > _SPELT:
        return digits, last
    while len(digits) <= 12:
        narrow = last + 2 < len(doc) and doc[last + 1].text in _NARROW
        after = last + 2 if narrow else last + 1
        near = narrow or (after < len(doc) and doc[last].whitespace_ == " " and not dated)
        if after >= len(doc) or not near or not re.fullmatch(r"\d{3}", doc[after].text):
            break
        digits, last = digits + doc[after].text, after
    return digits, last


def _more(doc: Doc, at: int, found: _Sum) -> tuple[str, float, int] | None:
    """What goes on after a magnitude: another one, a smaller number, or "and a half"."""
    higher = _value(doc, at, "magnitude")
    if higher is not None and higher not in _COUNTED and len(doc[at].text) >= _SPELT:
        # "hundred thousand million" and "lakh crore": the magnitudes multiply.
        found.current, found.total = found.total, 0.0
        return "magnitude", higher, at
    start = at + 1 if doc[at].lower_ == "and" and found.joined else at
    if start > at and start + 1 < len(doc) and doc[start].lower_ == "a":
        part = _value(doc, start + 1, "fraction")
        return ("unit", part * found.scale, start + 1) if part is not None else None
    return _word(doc, start) if start < len(doc) and found.scale > max(_COUNTED) else None
