"""What the words in front of a name say of whom its bearer speaks for: "Speaking for the union, Ana Mora said".

Read from the text, since the parse ties such words to the verb; one sentence, from its beginning to the name.
"""

import re
from collections.abc import Iterator

from toolkit.language.lexicons import noun_of
from toolkit.language.names import by_words
from toolkit.language.phrases import BESIDE, Body
from toolkit.language.reading import Reading

_SENTENCE = re.compile(r"[.?!][”’\"]?\s+(?=[A-Z“‘\"])|\n+")
_NAMED = r"(?P<body>(?:the\s)?[^,.;:—–()“”\"\n]{2,60}?)"
# ", which had drafted the text," between the body and the name.
_ASIDE = r"(?:,\s(?:which|who|whose|an?|the)\s[^,.;“”\"\n]{3,80})?"
_OFFICE = r"(?:(?:[\w’-]+\s){0,4})"
_FOR = re.compile(
    r"(?:(?:Speaking|Appearing|Acting|Writing|Testifying)\s(?:for|on behalf of)|For|On behalf of|Representing|"
    r"(?:Opening|Closing|Prosecuting|Summing up)(?:\sthe\scase)?\s(?:for|on behalf of))\s"
    + _NAMED
    + _ASIDE
    + r",\s"
    + _OFFICE
    + r"$"
)
_AT = re.compile(
    r"(?:At|From)\s(?:the\s)?(?P<body>[A-Z][\w.&’'-]*(?:\s(?:of\s|for\s|and\s)?[A-Z][\w.&’'-]*){0,5}?)(?:[’']s?)?\s"
    r"headquarters(?:\sin\s[^,.\n]{2,40})?,\s" + _OFFICE + r"$"
)
# "Challis’s counsel, Ana Mora"
_OWNED = re.compile(
    r"(?P<body>(?:\bthe\s[a-z]+|[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*){0,4}))[’'](?:s\s|\s)(?P<office>(?:[\w-]+\s){0,4}?[\w-]+)(?P<comma>,?)\s"
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady)\.?\s)?$"
)
# "The association has hired solicitor Ana Mora"
_HIRED = re.compile(
    _NAMED + r"\s(?:(?:has|have|had|is|are|was|were)\s)?(?:since\s|now\s)?(?:hired|instructed|retained|engaged|"
    r"represented\s(?:in\scourt\s)?by|defended\sby)\s" + _OFFICE + r"$"
)
# "The US representative, Ana Mora"
_BEFORE = re.compile(
    r"\b[Tt]he\s(?P<body>[A-Z][\w.&’'-]*(?:\s[A-Z][\w.&’'-]*){0,4})\s(?P<office>(?:[a-z-]+\s){0,3}?[a-z-]+),\s"
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady)\.?\s)?$"
)
_NOT = re.compile(
    r"\b(?:former|ex|late|rival|unlike|against|example|instance|now|years?|months?|weeks?|days?)\b", re.IGNORECASE
)


def fronted(reading: Reading, start: int) -> Iterator[Body]:
    """The bodies that a sentence names before a name at `start` as those its bearer speaks or acts for."""
    text = reading.text
    line = text.rfind("\n", 0, start) + 1
    ends = [match.end() for match in _SENTENCE.finditer(text, line, start)]
    begin = max([line, *ends])
    for pattern, rule in ((_FOR, "employer"), (_AT, "employer"), (_HIRED, "employer")):
        found = pattern.match(text, begin, start)
        if found is not None and not _NOT.search(found["body"]) and _ends_at(text, found, start):
            yield _body(found, rule)
            return
    low = max(begin, start - 90)
    for pattern, rule, marks in ((_OWNED, "possessive", "’'"), (_BEFORE, "nationality", ",")):
        # Most words before a name have neither mark, which is told faster without a pattern.
        marked = any(text.find(mark, low, start) >= 0 for mark in marks)
        held = pattern.search(text, low, start) if marked else None
        if held is not None and _is_office(held["office"]) and not _NOT.search(held["office"]):
            form = by_words(held["body"])
            yield _body(held, "employer" if rule == "nationality" and form is None else rule)
            return


def _ends_at(text: str, found: re.Match[str], start: int) -> bool:
    """Whether nothing but an office in small words stands between what was found and the name."""
    last = text[found.end("body") : start].rsplit(",", maxsplit=1)[-1].split()
    return all(word[0].islower() or noun_of(word.rstrip("."), "title", "role") is not None for word in last[-4:])


def _is_office(words: str) -> bool:
    last = words.rsplit(maxsplit=1)[-1].lower()
    return noun_of(last, "role") is not None and last not in BESIDE


def _body(found: re.Match[str], rule: str) -> Body:
    """The body without its article."""
    words, start = found["body"], found.start("body")
    shift = len(words) - len(re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.IGNORECASE))
    return Body(rule, start + shift, found.end("body"), words[shift:])
