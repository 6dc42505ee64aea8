"""Names that the words around them show to be a person's or a body's, whatever the model takes them for."""

import re

from toolkit.language.lexicons import noun_of
from toolkit.language.name_words import HONOURS, PARTICLES
from toolkit.language.naming import ARTICLE, given_name
from toolkit.language.reading import Reading
from toolkit.language.titles import is_somebody

_POSSESSED = re.compile(r"['’]s ")
# "Met executives of Norvik Water 11 times".
_COUNTED = re.compile(r"\s\d[\d,.]*$")
_SMALL = rf"(?:(?:{'|'.join(sorted(PARTICLES))}) ){{0,2}}"
# A capital that no letter stands before; the pattern begins with the capital, since so it is found fastest.
_CAPITAL = r"[A-Z](?<!\w[A-Z])"
_FULL = re.compile(rf"(?P<name>{_CAPITAL}[\w’'-]+(?: {_SMALL}[A-Z][\w’'-]+){{1,3}})(?P<age>, \d\d,|, who )?")
_TOLD = re.compile(r", (?:the|an?|its|their|his|her) (?:[\w’-]+ ){0,3}?(?P<role>[a-z]+)\b")
# Without an article: "Ana Mora, regional secretary of the Rail Guild".
_BARE_TOLD = re.compile(r", (?:[a-z’-]+ ){0,3}?(?P<role>[a-z]+) (?:of|at|for|with) (?:the )?[A-Z]")
_TRADE = re.compile(r", an? (?:[\w’-]+ ){0,3}?(?P<noun>[a-z]+)(?=,| (?:appointed|from|at|who|of|in|and|with|by)\b)")
_IS_BODY = re.compile(
    rf"(?P<name>{_CAPITAL}[\w’'-]+(?: (?:(?:for|against) )?[A-Z][\w’'-]+){{0,3}}), (?:the|an?|one of the) "
    r"(?:[\w’'.-]+ ){0,5}?(?P<noun>[a-z]+)"
    r"(?=,| (?:that|which|behind|of|in|at|whose|with|for|to|founded|run|led|based|set|representing|backed)\b)"
)
# People are told of with "who": "Sowerby Tate, which resigned in June".
_WHICH = re.compile(
    rf"(?P<name>{_CAPITAL}[\w’'&-]+(?: [A-Z][\w’'&-]+){{0,2}}), which (?:is|was|has|had|[a-z]+(?:s|ed))\b"
)
# Firms make statements; people give interviews and answer the telephone.
_HEARD = re.compile(
    r" (?:said|says|told [^.,\n]{3,40}|added|recalled) (?:in an interview|by (?:tele)?phone|at a news conference)"
)
_WHO = re.compile(r", (?:the|an?|one of the) [^,.;:“”\n]{3,60}? who\b")
# Words that begin a sentence, and so have a capital before a name.
_NO_NAME = {
    "After", "And", "As", "At", "Before", "But", "By", "For", "From", "If", "In", "Inside", "Near", "On", "Outside",
    "Since", "So", "The", "Under", "Until", "When", "While", "Yet",
}  # fmt: skip
_CALLED = re.compile(r"\b(?P<role>[a-z]+)(?: (?:for|of|at) [^,.;\n]{2,40})?, $")
_CIVIL = r"(?:Mr|Mrs|Ms|Miss|Madame?|Dr|Sir|Dame|Lord|Lady|Prof|Professor)\.? "


def organisations(reading: Reading) -> list[str]:
    """Names of two or more words that the model mostly takes for organisations, without article.

    A headline in capitals runs a name and its verb together, so that what stands there must stand in the body too.
    """
    labels: dict[str, list[str]] = {}
    body = reading.text[reading.headline_end :]
    for paragraph in reading.paragraphs:
        for entity in paragraph.doc.ents:
            words = paragraph.parsed[entity.start_char : entity.end_char] if entity.end - entity.start > 1 else ""
            if " " not in words.strip():
                continue
            name = ARTICLE.sub("", words).split(" (")[0].removesuffix("’s").removesuffix("'s")
            plain = _COUNTED.sub("", name)
            if plain != name and re.search(rf"{re.escape(plain)}(?!\w|\s\d)", body):
                name = plain  # "met executives of Norvik Water 11 times"
            if not paragraph.headline or name in body:
                labels.setdefault(name, []).append(entity.label_)
    titled = {name for name in labels if noun_of(name.split()[0], "title", "role") is not None}
    return [
        name
        for name, found in labels.items()
        if " " in name
        and given_name(name) is None
        and name not in titled
        and name[0].isupper()
        and not _POSSESSED.search(name)
        and (found.count("ORG") > len(found) / 2 or noun_of(name.rsplit(maxsplit=1)[-1], "suffix") is not None)
    ]


def personal_names(reading: Reading) -> set[str]:
    """Full names that the words around them show to be a person's, whatever the model takes them for.

    By an age or "who" behind the name, a role and a comma before it, or the surname with a civil title elsewhere.
    """
    text, found = reading.text, set()
    titled = set(re.findall(_CIVIL + _SMALL + r"([A-Z][\w’'-]+)", text))
    for match in _FULL.finditer(text):
        name = match["name"].removesuffix("’s").removesuffix("'s")
        first, _, rest = name.partition(" ")
        last = rest.rsplit(maxsplit=1)[-1]
        behind = " " in rest and text.startswith(" of the ", match.start() - 8)
        if behind and noun_of(first, "body") is not None:
            name, first = rest, rest.split()[0]  # "Leader of the Opposition Ana Mora"
        honoured = last in HONOURS and name.count(" ") > 1
        if honoured:
            name = name.removesuffix(f" {last}")
        if noun_of(last, "body", "media", "suffix") is not None or noun_of(first, "title", "role") is not None:
            continue
        if first not in _NO_NAME and (honoured or match["age"] or last in titled or _is_told(text, *match.span())):
            found.add(name)
    return found


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether the words beside a name tell that its bearer is heard or what he is: "the envoy, Ana Mora"."""
    if _HEARD.match(text, end) is not None or _WHO.match(text, end) is not None:
        return True
    told = _CALLED.search(text, max(0, start - 70), start), _TOLD.match(text, end) or _BARE_TOLD.match(text, end)
    if any(one is not None and noun_of(one["role"], "role") is not None for one in told):
        return True
    trade = _TRADE.match(text, end)
    return trade is not None and is_somebody(trade["noun"]) and noun_of(trade["noun"], "body") is None


def firm_names(reading: Reading) -> set[str]:
    """Names that the report itself says are of a firm or another body: "Keldstrom, the Swedish sensor maker"."""
    found = set()
    for match in _IS_BODY.finditer(reading.text):
        if noun_of(match["noun"], "body") is not None and noun_of(match["noun"], "role") is None:
            found.add(match["name"])
    found |= {match["name"] for match in _WHICH.finditer(reading.text)}
    return found
