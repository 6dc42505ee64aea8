"""What the words right behind a name say of whom its bearer speaks for: "Ana Mora, who heads the union, said".

The parse often loses such words; they are read from the text, up to the next comma.
"""

import re
from collections.abc import Iterator

from toolkit.language.lexicons import noun_of
from toolkit.language.phrases import BESIDE, Body
from toolkit.language.reading import Reading

_HONOURS = r"(?: (?:KC|QC|SC|MP|MEP|MSP|MBE|OBE|PhD|MD|Jr\.?|Sr\.?))?(?: \([^)\n]{1,30}\))?"
_BEHIND = re.compile(
    rf"{_HONOURS},\s+(?:\d\d,\s+)?(?P<words>(?:[^,.;:—–()“”\"\n]|(?<=[A-Z])\.(?=[A-Z]\.|['’ ])){{3,120}})"
)
_FOR = re.compile(
    r"(?:for|of|from|at|with|defending|prosecuting|(?:who\s+)?(?:representing|represents|(?:acting|appearing|speaking|acts|appears|appeared)\s+for)|"
    r"on behalf of)\s+(?P<body>.+)",
    re.DOTALL,
)
_NEXT = re.compile(
    r",\s(?:(?:Mr|Mrs|Ms|Miss|Dr|Chief|Sir|Dame|Prof)\.?\s)?[A-Z][\w’-]+(?:\s[A-Z][\w’-]+){1,2},?\s"
    r"(?:said|says|told|has|had|testified)\b"
)
_VERBS = (
    r"leads?|led|heads?|headed|runs?|run|chairs?|chaired|represents?|represented|speaks?\s+for|works?\s+for|manages?|"
    r"directs?|owns?|coordinates?|oversees?|administers?|negotiates?\s+for|serves?\s+(?:on|as)|sits?\s+on|handles?\s+[\w\s-]{1,40}?\s+for|"
    r"organi[sz]es?\s+(?:for|with)|campaigns?\s+(?:for|with)|lobbies\s+for|volunteers?\s+(?:for|with|at)|belongs?\s+to|"
    r"(?:co-?)?founded|set\s+up|(?:helped|helps)\s+(?:to\s+)?(?:found|start|set\s+up|organi[sz]e|run|lead|launch)|"
    r"keeps\s+the\s+(?:books|accounts)\s+(?:of|for)|is\s+(?:a\s+)?(?:member|part)\s+of|"
    r"is\s+(?:also\s+)?(?:the\s+|an?\s+)?(?=\w+\s+(?:of|for))"
)
_SERVES = re.compile(rf"who\s+(?:also\s+|now\s+|has\s+|have\s+)?(?:{_VERBS})\s*(?P<body>.+)", re.DOTALL)
_AND_SERVES = re.compile(rf"who\s.*?\band\s+(?:also\s+|now\s+)?(?:{_VERBS})\s*(?P<body>.+)", re.DOTALL)
# "who represents 640 workers as president of Local 88"
_AS = re.compile(
    r"who\s.*?\bas\s+(?:the\s+|an?\s+|its\s+)?(?P<office>[\w\s-]{2,40}?)\s+(?:of|for|at)\s+(?P<body>.+)", re.DOTALL
)
_ALSO = re.compile(
    r"who\s.*?\band\s+(?:is|was)\s+(?:the\s+|an?\s+|its\s+)?(?P<office>[\w\s-]{2,40}?)\s+(?:of|for|at)\s+(?P<body>.+)",
    re.DOTALL,
)
_ALSO_OWNED = re.compile(
    r"who\s.*?\band\s+(?:is|was)\s+(?:the\s+)?(?P<body>[\w&-]+(?:\s[\w&-]+){0,4})[’']s?\s+(?P<office>[\w\s-]{3,40})",
    re.DOTALL,
)
# No determiner stands inside the words for an office: "accused the Crown of …" is none.
_OFFICE = r"(?P<office>(?:(?!the\b|an?\b|of\b|for\b)[\w’-]+\s){0,5}?(?!the\b)[\w-]+)"
_OF = re.compile(
    rf"(?:(?:the|an?|its|their)\s+)?{_OFFICE}\s+(?:of|for|at|with|from|representing|defending|advising|"
    r"(?:acting|appearing|speaking|working|lobbying)\s+for|employed\s+by)\s+(?P<body>.+)",
    re.DOTALL,
)
_OWNED = re.compile(r"(?:the\s+)?(?P<body>[\w&-]+(?:\s[\w&-]+){0,5})[’'](?:s\s+|\s+(?<=s[’'] ))(?P<office>[\w\s-]+)$")
_BEFORE = re.compile(
    r"(?:[a-z’-]+\s){0,4}(?P<body>[A-Z][\w&’-]*(?:\s[A-Z][\w&’-]*)*)\s(?P<office>[a-z][\w-]*(?:\s[a-z][\w-]*){0,3})$"
)
_NO_MORE = re.compile(
    r"\b(?:former|formerly|ex|retired|then|late|once|until|no longer|not|n’t|unrelated)\b", re.IGNORECASE
)
_POINTS = re.compile(r"^(?:its|their)\b|\b(?:of|for|heads|leads|runs|chairs|represents) (?:its|their)\b", re.IGNORECASE)
# Who acts for the one told of before: "Daniel Okonjo, of Yarra Legal, who acts for it free of charge".
_ACTS = re.compile(r"(?:,[^,.\n“”\"]{3,50})?, who (?:acts|appears|speaks|works) for (?:it|them)\b")
# A clause in which the body is only an adjunct: "the union leader who was hurt at Norvik".
_CLAUSE = re.compile(
    r"\s(?:who|which|that|whose|when|after|before|as|while|said|says|told|together\swith|alongside|and\s(?:is|was|has|had)|[a-z]+ing)\s.*$",
    re.DOTALL,
)

# What a sentence says of its subject: "Kettlewell chairs the families' group".
_HEADS = re.compile(
    r"(?:,\s[^,.;“”\"\n]{3,40},)?\s(?:now\s|also\s)?(?:chairs|heads|leads|represents|speaks\sfor|negotiates\sfor|belongs\sto|works\sfor|"
    r"campaigns\sfor|runs|is\s(?:the\s|an?\s)?(?:chief\sexecutive|chair(?:man|woman)?|president|director|leader|head|secretary|"
    r"spokes(?:man|woman|person)|coordinator|founder)\s(?:of|for|at))\s(?P<body>[^,.;:—–()“”\"\n]{3,80})"
)
# "Ashworth, 58, is one of 40-odd tenants who have handed back their keys"
_ONE_OF = re.compile(
    r"(?:,\s\d\d,)?\s(?:is|was)\s(?:one\sof|among)\s(?:(?:the|some|about|more\sthan|[\d,]+(?:-odd)?|[a-z]+ty?)\s){0,3}"
    r"(?P<body>[a-z]+s)\b(?=\swho|\s(?:in|at|on|of)|[,.])"
)
# "Kestrel Lane’s front man is Stian Aukland"
_IS_ITS = re.compile(
    r"(?P<body>[A-Z][\w&-]*(?: [A-Z][\w&-]*){0,4})['’]s? (?P<office>(?:[a-z][\w-]* ){0,3}[a-z][\w-]*) is "
    r"(?:[A-Z][\w.’-]* )*$"
)
# Capitalised words right before a name, with what may stand between them.
_RUN = re.compile(r"(?:[A-Z][\w&’'-]*\.?\s(?:(?:of|for|and)\s)?){2,6}$")
# A body with its acronym right before an office and a name: "Dockers’ Union (DU) Secretary-General Ana Mora".
_ACRONYM_BEFORE = re.compile(
    r"(?P<body>[A-Z][\w&’'-]*(?:\s(?:(?:of|for|and|the)\s)?[A-Z][\w&’'-]*){1,7}) \([A-Z][\w-]{1,8}\)\s$"
)
_WORD = re.compile(r"[\w’-]+")
_OPENS = re.compile(r"(?:^|[.?!\n“”\"]\s?)$")
_FIRST_WORD = re.compile(r"[A-Za-z]+")
# An office in small letters between a body and a name: "UPA secretary-general Beatrice Mora".
_OFFICE_BEFORE = re.compile(
    r"(?P<body>[A-Z][\w&’'-]*(?:\s[A-Z][\w&’'-]*){0,4})\s(?P<office>(?:[a-z]{2,}(?:-[a-z]+)*\s){1,4})$"
)
# From where somebody works is not for whom: "the front's office from a flat in Nairobi".
_ADJUNCT = re.compile(r"\s(?:from|in|at|out of)\s(?:an?|his|her|their)\s.*$", re.DOTALL)


def behind(reading: Reading, end: int) -> Iterator[Body]:
    """The words behind a name that ends at `end` which tie its bearer to a body: an employer, a client, an office."""
    match = _described(reading, end)
    if match is None:
        return
    words, start = match["words"], match.start("words")
    served = _SERVES.search(words)
    clause = _ADJUNCT.sub("", words[served.start() :]) if served is not None else ""
    if served is not None and _NO_MORE.search(words) and not _NO_MORE.search(clause):
        # "the former champion who heads the riders' association"
        yield _employer(start + served.start("body"), served["body"])
    if _NO_MORE.search(words):
        return
    held = _AS.match(words)
    if held is not None and _has_role(held["office"]):
        yield _employer(start + held.start("body"), held["body"])
    tie = _FOR.match(words) or _SERVES.match(words) or _AND_SERVES.match(words)
    if tie is not None:
        yield _employer(start + tie.start("body"), tie["body"])
        return
    if served is not None and not _has_role(words[: served.start()]):
        # "a veteran of the paint shop who sits on the union's committee": what somebody does counts before what he was.
        yield _employer(start + served.start("body"), served["body"])
    owner = _ALSO_OWNED.match(words)
    if owner is not None and _has_role(owner["office"]):
        yield _employer(start + owner.start("body"), owner["body"])
        return
    also = _ALSO.match(words)
    if also is not None and _has_role(also["office"]):
        yield _employer(start + also.start("body"), also["body"])
        return
    inner = _SERVES.search(words)
    held = inner if inner is not None and _has_role(words[: inner.start()]) else _office(words)
    if held is not None:
        yield _employer(start + held.start("body"), held["body"])


def _described(reading: Reading, end: int) -> re.Match[str] | None:
    """The words between commas behind a name, unless they are those before the next one.

    "Before Judge Mora, the manager of Norvik, Mr Tom Reid, said"
    """
    match = _BEHIND.match(reading.text, end)
    return None if match is None or _NEXT.match(reading.text, match.end()) else match


def heads(reading: Reading, name: str) -> Iterator[Body]:
    """What the report says elsewhere that somebody heads: "Kettlewell chairs Penmarrow Families for Truth"."""
    first = reading.text.find(name)
    own = _IS_ITS.search(reading.text, max(0, first - 80), first) if first > 0 else None
    if own is not None and (_has_role(own["office"]) or own["office"].endswith("man")):
        yield Body("heads", own.start("body"), own.end("body"), own["body"])
    surname, place = name.rsplit(maxsplit=1)[-1], reading.text.find(name.rsplit(maxsplit=1)[-1])
    while place >= 0:
        found = _HEADS.match(reading.text, place + len(surname)) or _ONE_OF.match(reading.text, place + len(surname))
        if found is not None:
            tie = _employer(found.start("body"), found["body"])
            yield Body("heads", tie.start, tie.end, tie.text)
        place = reading.text.find(surname, place + 1)


def in_front(reading: Reading, start: int) -> Iterator[Body]:
    """The words printed right before a name, where they are an office: "Norwegian Coast Guard Cmdr. Eirik Lund"."""
    line = reading.text.rfind("\n", 0, start) + 1
    match = _RUN.search(reading.text, max(line, start - 90), start)
    if match is None:
        yield from _small_office(reading, max(line, start - 90), start)
        return
    if _NO_MORE.search(match[0]):
        return
    *held, last = match[0].split()
    if held and (noun_of(last.rstrip("."), "title", "role") is not None):
        end = match.start() + len(match[0].rstrip()) - len(last) - 1
        yield Body("employer", match.start(), end, reading.text[match.start() : end])


def after_acronym(reading: Reading, start: int) -> Iterator[Body]:
    """The body with its acronym right before a title and a name: "Dockers’ Union (DU) Secretary-General Ana Mora"."""
    own = _ACRONYM_BEFORE.search(reading.text, max(reading.text.rfind("\n", 0, start) + 1, start - 90), start)
    title = _FIRST_WORD.match(reading.text, start)
    if own is not None and title is not None and _has_role(title[0]):
        yield _employer(own.start("body"), own["body"])


def _small_office(reading: Reading, low: int, start: int) -> Iterator[Body]:
    """The body before an office in small letters that stands right before a name."""
    match = _OFFICE_BEFORE.search(reading.text, low, start)
    if match is None or _NO_MORE.search(match[0]) or set(match["office"].split()) & BESIDE:
        return
    opens = (
        " " not in match["body"] and _OPENS.search(reading.text[max(0, match.start() - 4) : match.start()]) is not None
    )
    if noun_of(match["office"].split()[-1].split("-")[0], "role") is not None and (
        match["body"].isupper() or not opens
    ):
        yield _employer(match.start("body"), match["body"])


def _office(words: str) -> re.Match[str] | None:
    """The body in "the board's attorney" or "chief negotiator for the union": words for an office, and whose."""
    for pattern in (_OF, _OWNED, _BEFORE):
        match = pattern.match(words)
        last = match["office"].split()[-1] if match is not None else ""
        if match is not None and _has_role(last) and last.lower() not in BESIDE:
            return match
    return None


def points_back(reading: Reading, end: int) -> bool:
    """Whether the words behind a name point to a body told before: ", its director", ", head of their office"."""
    match = _BEHIND.match(reading.text, end)
    if _ACTS.match(reading.text, end):
        return True
    if match is None or _NO_MORE.search(match["words"]):
        return False
    return _POINTS.search(match["words"]) is not None and _has_role(match["words"])


def _has_role(words: str) -> bool:
    return any(noun_of(word, "role") is not None for word in _WORD.findall(words.lower()))


def _employer(start: int, text: str) -> Body:
    kept = _ADJUNCT.sub("", _CLAUSE.sub("", text)).rstrip()
    shift = len(kept) - len(re.sub(r"^(?:the|a|an)\s+", "", kept))
    return Body("employer", start + shift, start + len(kept), kept[shift:])
