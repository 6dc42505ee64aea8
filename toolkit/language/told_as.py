"""What a report calls a body when it names it: "Brightwater Foods, the ready-meal maker", then "the maker"."""

import re
from dataclasses import dataclass

from toolkit.language.lexicons import noun_of

_STEM = 4  # letters that two words of one kind share: "food" and "Foods"
# It begins with the capital and looks back from there, since so it is found fastest.
_NAME = r"(?P<name>[A-Z](?<!\w[A-Z])[\w’'&-]*(?: (?:(?:of|for|and|the) )*[A-Z][\w’'&-]*){0,5})(?: \([A-Z][\w-]{1,8}\))?"
_AS = re.compile(
    rf"{_NAME}, (?:the|an?|one of the|its) (?P<words>(?:[\w’'-]+ ){{0,5}}?)(?P<noun>[a-z][\w-]*)"
    r"(?=[,.;]| (?:that|which|whose|in|of|at|on|based|behind|with|for|to|from)\b)"
)
_OPENERS = re.compile(r"^(?:The|A|An|In|At|For|But|And|By|On|From|Of|Its|Their) ")


@dataclass(frozen=True)
class ToldAs:
    """A body's name, the noun it is told as, the words before that noun, and where."""

    name: str
    noun: str
    words: frozenset[str]
    start: int


def told_as(text: str) -> list[ToldAs]:
    """Every body that the text names and describes at once, in order.

    >>> [(one.name, one.noun) for one in told_as("An offer for Brightwater Foods, the ready-meal maker, was made.")]
    [('Brightwater Foods', 'maker')]
    """
    found = []
    for match in _AS.finditer(text):
        if noun_of(match["noun"], "body") is not None and noun_of(match["noun"], "role") is None:
            name = _OPENERS.sub("", match["name"])
            words = frozenset(word.lower() for word in match["words"].split())
            found.append(ToldAs(name, match["noun"], words, match.start()))
    return found


def named_by(described: str, place: int, told: list[ToldAs], names: list[str]) -> str:
    """The only name that the words of a description lead to, empty where none or several do.

    `described` is the description without its article, its noun last; `names` are bodies that the report names.
    """
    *before, noun = described.lower().split() or [""]
    words = {word for word in before if len(word) >= _STEM}
    if not words:
        return ""
    alike = [one for one in told if one.noun == noun and one.start < place and words & one.words]
    found = {one.name for one in alike}
    if not found:
        stems = {word[:_STEM] for word in words}
        found = {name for name in names if stems & {word[:_STEM].lower() for word in name.split()}}
    return next(iter(found)) if len(found) == 1 else ""
