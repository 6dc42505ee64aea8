"""Units and bounds: the words beside a number that tell what it is in and whether it is a least, a most, about."""

from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from toolkit.language.lexicons import table
from toolkit.language.quantities import Number, currency_signs


def with_unit(doc: Doc, number: Number) -> Number:
    """The number with the currency sign before it or the unit after it."""
    units, measures = table("units", "text", "unit"), table("units", "text", "measure")
    sign = doc[number.first - 1].text if number.first > 0 else ""
    stop = sign == "." and number.first > 1 and f"{doc[number.first - 2].text}." in units  # "Rs. 1,450 crore"
    if stop:
        name = f"{doc[number.first - 2].text}."
        return replace(number, first=number.first - 2, unit=units[name], measure=measures[name])
    if sign in units and sign in currency_signs() and (len(sign) > 1 or not sign.isalpha()):
        return replace(number, first=number.first - 1, unit=units[sign], measure=measures[sign])
    inner = next((token.text for token in doc[number.first : number.last + 1] if token.text in currency_signs()), "")
    if inner:
        return replace(number, unit=units[inner], measure=measures[inner])
    for size in (2, 1):
        after = doc[number.last + 1 : number.last + 1 + size]
        if len(after) != size:
            continue
        for words in _as_units(after):
            if words in units and words not in currency_signs():
                return replace(number, last=number.last + size, unit=units[words], measure=measures[words])
    return number


def _as_units(words: Span) -> list[str]:
    """The forms a unit may be listed under: "per cent", "percentage point", "dollar" of "US dollars"."""
    last = words[-1].lemma_.lower()
    if len(words) == 1:
        return [last, words[-1].lower_]
    plain = [f"{words[0].lower_} {ending}" for ending in (words[-1].lower_, last)]
    return [*plain, last] if words[0].text[0].isupper() else plain


def bounded(doc: Doc, number: Number) -> Number:
    """The number with the words that bound it, before or after, taken in."""
    bounds = table("bounds", "words", "bound")
    after = table("bounds", "words", "note")
    longest = max(len(words.split()) for words in bounds)
    for size in range(min(longest, number.first), 0, -1):
        words = " ".join(token.lower_ for token in doc[number.first - size : number.first])
        if words in bounds and not after[words] and not _is_verb_particle(doc[number.first - size], words):
            return _apply(replace(number, first=number.first - size), bounds[words], number.first - size, size)
    for size in range(longest, 0, -1):
        following = doc[number.last + 1 : number.last + 1 + size]
        words = " ".join(token.lower_ for token in following)
        if len(following) == size and words in bounds and after[words]:
            return _apply(replace(number, last=number.last + size), bounds[words], number.last + 1, size)
    return number


def _is_verb_particle(token: Token, words: str) -> bool:
    """Whether "over" or "about" belongs to the verb: "took over 12 villages" keeps its number unbounded."""
    return words in {"over", "about", "under", "above", "below"} and token.dep_ == "prt"


def _apply(number: Number, bound: str, place: int, size: int) -> Number:
    words = (place, place + size - 1)
    open_ended = bound in {"≤", "<", "≥", ">"} and number.words is None  # "no more than 40 or 50"
    if number.bound == "vague" or (number.bound == "range" and not open_ended):
        return replace(number, words=words)
    low = None if bound in {"≤", "<"} else number.low
    high = None if bound in {"≥", ">"} else number.high
    return replace(number, low=low, high=high, bound=bound, words=words)
