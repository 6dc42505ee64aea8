"""What stands beside a name and leads to an analyst's party: a family's surname, a description, the party told of."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from toolkit.parties.choice import Parties
from toolkit.parties.verdicts import MARKS, paragraph_above

Row = dict[str, Any]

_FAMILY = re.compile(
    r"^(?:the )?(?:family of (?:[A-Z][\w’'-]+ )*(?P<of>[A-Z][\w’'-]+)|(?P<own>[A-Z][\w’'-]+)(?:[’']s)? family)$"
)
_KIN = (
    r"(?:[\w-]+\s){0,2}(?:mother|father|parents?|sisters?|brothers?|siblings|sons?|daughters?|children|wife|husband|"
    r"widow|widower|relatives|family|loved ones)\b"
)
_OWN_KIN = re.compile(rf"^(?:[Hh]is|[Hh]er)\s{_KIN}")
_LEFT = re.compile(
    r"\b(?:[Bb]ereaved|[Ff]amilies|[Ff]amily|[Rr]elatives|[Vv]ictims|[Ss]urvivors|[Pp]laintiffs|[Pp]arents)\b"
)
_LOST = re.compile(
    rf",?\s(?:\d\d,\s)?(?P<lost>(?:whose\s{_KIN}[^.;\n“”\"]{{0,90}}?\b(?:died|dead|death|killed|drowned|perished|lost|buried|"
    rf"lived|missing|vanished|disappeared|stillborn|was\s\d\d?)\b|"
    rf"who\s(?:also\s)?(?:lost|buried|is mourning)\s(?:his|her|their)\s{_KIN}))"
)
_NO_KIN = re.compile(r"[^.\n]{0,40}\b(?:no relation|not related|unrelated|no relative)\b")
# A description and a comma right before a name: "the county attorney, Hollis Vann".
_BEFORE = re.compile(r"(?:the|The|its|Its|their|Their)\s(?P<words>[^,.;:—–()“”\"\n]{3,60}),\s$")
# An office with a capital only because it opens its sentence, right before a name: "Returning officer Hassan Warsame".
_OPENING = re.compile(
    r"(?:^|[.?!\n][”’\"]?\s)(?:But |And )?(?P<role>[A-Z][a-z-]+(?:\s[a-z-]+){0,3})\s(?:(?<=of mission\s)Ambassador\s)?$"
)
# Offices of a body, which whoever holds one holds for the body just told of; a trade or a rank is of nobody.
_OF_BODY = {
    "chair", "chairman", "chairwoman", "chairperson", "chief", "executive", "director", "president", "secretary",
    "secretary-general", "treasurer", "convener", "convenor", "organiser", "organizer", "leader", "manager", "officer",
    "spokesman", "spokeswoman", "spokesperson", "head", "commissioner", "coordinator", "captain", "coach",
}  # fmt: skip
# Nouns that fit any body and so point to the one just told of.
_ANY_BODY = {
    "body", "branch", "business", "campaign", "chapter", "charity", "company", "firm", "group", "local", "lodge",
    "movement", "organisation", "organization",
}  # fmt: skip
# An officer before a name, with nothing else: "Finance director Ana Mora".
_OFFICER = re.compile(r"(?:[Tt]he )?(?P<role>[A-Z]?[a-z-]+(?: [a-z-]+){0,3}) (?=[A-Z])")
_PLANS = re.compile(
    r"(?:that )?(?P<who>[^“”\"\n]{3,60}?)\s(?:would|will|won’t|plans? to|planned to|intends? to|intended to)\s"
)
_AMONG = re.compile(
    r"(?<=[.?!”’\"] )(?:One of them|Among them(?: (?:is|was))?|Another of them),?\s(?:[\w.’-]+\s){0,4}$"
)
_ITS = re.compile(r"(?:Its|Their)\s(?:[\w’-]+\s){0,3}?[a-z-]+")
_HELD_BY = re.compile(r"\b(?P<who>[A-Z][\w’'-]*?)-(?:controlled|run|held|installed|appointed)\b")
# "Yevgeny Laptev, whom Moscow has installed as governor there".
_PUT_BY = re.compile(r",\swhom\s(?P<who>[A-Z][\w’'-]*)\s(?:has\s|had\s)?(?:installed|appointed|named|chosen|picked)\b")
# What only somebody accused denies or pleads to.
_CHARGES = re.compile(
    r"\b(?:counts?|charges?) of\b|\bnot guilty\b|^(?:all|both|the) (?:\w+ )?(?:counts|charges)\b|"
    r"^(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+) of\b|\b\d+ (?:counts|charges)\b"
)
# Who holds a seat for a party: "Sen. Ann Lee", "Ann Lee, the MP for Leeds East".
_SEATED = re.compile(r"\b(?:Sen|Rep|Senator|Representative|MP|MSP|MEP|TD|Leader|Whip|Congress(?:man|woman)|lawmaker)\b")
# What tells of a party's own state, where `word` is one of it.
_STATE_OF = (
    r"\b(?:not (?:every|all)(?: \w+)? {word}s?|{word}s? (?:are|were|is) (?:\w+ )?(?:split|divided|torn|uneasy|united)|"
    r"{word} (?:benches|ranks|backbench\w*))\b"
)
_PLEADS = re.compile(
    r"\b(?P<name>[A-Z][\w’-]+)(?:, \d\d,)?(?:,? of [^.;:\n“”\"]{3,60},)?\s"
    r"(?P<words>(?:has |have |had )?(?:pleaded|pleads|entered a plea of)\s(?:not guilty|guilty)|"
    r"(?:denies|denied|is charged with|stands accused of|is accused of)\s(?:\w+\s)?"
    r"(?:counts?|charges?|murder|manslaughter|fraud|bribery|corruption|theft|assault|causing))\b"
)
_NOT_NOW = re.compile(r"\b(?:former|ex|retired|rival|shadow)\b", re.IGNORECASE)


def surnames_in(mentions: Mapping[str, list[Row]]) -> dict[str, str]:
    """Who of a report can be named by surname alone, each with the surname: people with names."""
    people = [speaker for speaker, rows in mentions.items() if rows[0]["person"] and rows[0]["named"]]
    found = {speaker: speaker.rsplit(maxsplit=1)[-1] for speaker in people}
    return {speaker: surname for speaker, surname in found.items() if len(surname) > 2}


def family_names(parties: Parties) -> dict[str, str]:
    """The surnames of the families among the parties, each with its party: "Pruitt family", "family of Ana Mora".

    >>> family_names(Parties({"Family": ("Pruitt family",), "County": ("Okatee County",)}))
    {'Pruitt': 'Family'}
    """
    found: dict[str, str] = {}
    for party, aliases in parties.aliases.items():
        for alias in aliases:
            match = _FAMILY.match(alias)
            if match is not None:
                found[match["of"] or match["own"]] = party
    return found


def bereaved_side(parties: Parties) -> str:
    """The only party that is those whom deaths or harm have left behind: "bereaved families", "the relatives".

    >>> bereaved_side(Parties({"Families": ("Oakley Families Group",), "Trust": ("the trust",)}))
    'Families'
    """
    found = {party for party, names in parties.aliases.items() if any(_LEFT.search(name) for name in names)}
    return next(iter(found)) if len(found) == 1 else ""


def by_loss(row: Row, text: str) -> tuple[int, int] | None:
    """The place of the words behind a name that tell of a death among its bearer's kin: "whose son died at 19"."""
    if not (row["person"] and row["rule"] in {"name", "surname"}):
        return None
    lost = _LOST.match(text, int(row["end"]))
    return lost.span("lost") if lost is not None else None


def _last_named(row: Row, text: str, families: Mapping[str, str]) -> tuple[str, int, int] | None:
    """The family of the person whom the paragraph named last before "his sister", with the place of the surname."""
    line = text.rfind("\n", 0, int(row["start"])) + 1
    names = list(re.finditer(r"\b[A-Z][\w’'-]+\s(?P<last>[A-Z][\w-]+)", text[line : int(row["start"])]))
    last = names[-1] if names else None
    if last is None or last["last"] not in families:
        return None
    return families[last["last"]], line + last.start("last"), line + last.end("last")


def by_family(families: Mapping[str, str], speaker: str, rows: list[Row], text: str) -> tuple[str, int, int] | None:
    """The family that a person's surname tells, with the place of the surname; not where the report denies the tie."""
    for row in rows:
        for surname, party in families.items():
            for column, begin in (("text", "start"), ("affiliation", "affiliation_start")):
                # "Ballard’s mother and sister", and who represents them
                found = re.search(rf"\b{re.escape(surname)}(?:[’']s?)?\s{_KIN}", row[column] or "")
                if found is not None:
                    return party, int(row[begin]) + found.start(), int(row[begin]) + found.end()
        kin = _OWN_KIN.match(row["text"]) if row["rule"] != "pronoun" else None
        last = _last_named(row, text, families) if kin is not None else None
        if last is not None:
            return last
    surname = speaker.rsplit(maxsplit=1)[-1]
    if surname not in families or " " not in speaker:
        return None
    for row in rows:
        place = row["text"].rfind(surname)
        if row["person"] and row["rule"] in {"name", "surname"} and place >= 0:
            if _NO_KIN.match(text, int(row["end"])):
                return None
            start = int(row["start"]) + place
            return families[surname], start, start + len(surname)
    return None


def party_pointed_at(row: Row, text: str, places: list[tuple[str, int, int]]) -> tuple[str, int, int] | None:
    """The only party told of before in the paragraph, where somebody is tied to "the group" or "the firm" alone."""
    if row["affiliation"].lower() not in _ANY_BODY or row["affiliation_rule"] == "itself":
        return None
    begin = text.rfind("\n", 0, int(row["start"])) + 1
    before = [place for place in places if begin <= place[1] < row["start"]]
    if not before and text[begin : begin + 1] in MARKS:
        # A quotation opens the paragraph: the body is told of in the one above.
        before = [place for place in places if paragraph_above(text, begin) <= place[1] < begin]
    return before[-1] if len({place[0] for place in before}) == 1 else None


def told_before(row: Row, text: str) -> tuple[str, int] | None:
    """The words between a determiner and the comma before a name, with their place: "the county attorney, Ana Mora"."""
    if row["rule"] not in {"name", "surname"} or not row["person"]:
        return None
    start = int(row["start"])
    match = _BEFORE.search(text, max(0, start - 80), start)
    if match is None or _NOT_NOW.search(match["words"]):
        return None
    return match["words"], match.start("words")


def party_opened(row: Row, text: str, places: list[tuple[str, int, int]]) -> tuple[str, int, int] | None:
    """The only party that the paragraph told of before an office that opens a sentence and names no body.

    "The commission has stood by the outcome. Returning officer Hassan Warsame explained"
    """
    start = int(row["start"]) if row["rule"] == "name" and row["person"] else -1
    # The mention may begin with the office, or right behind it.
    whole = text[start : start + len(row["text"])] if start >= 0 else ""
    name = start + whole.rfind(row["local_name"]) if row["local_name"] in whole else -1
    if name < 0:
        return None
    begin = text.rfind("\n", 0, name) + 1
    match = _OPENING.search(text, max(begin - 1, name - 60), name)
    office = match["role"].removesuffix(" of mission").split()[-1].lower() if match is not None else ""
    if match is None or office not in _OF_BODY or _NOT_NOW.search(match["role"]):
        return None
    before = [place for place in places if begin <= place[1] < match.start("role")]
    return before[-1] if len({place[0] for place in before}) == 1 else None


def party_told_for(row: Row, statements: list[Row], parties: Parties) -> tuple[str, int, int] | None:
    """The party whose plans an officer without a body tells: "Finance director Ana Mora said Norvik would repay it".

    Only plans count, for of what another one did anybody may tell; and no party that has a person's name.
    """
    held = _OFFICER.match(row["text"]) if row["rule"] == "name" and row["person"] and not row["affiliation"] else None
    if held is None or held["role"].split()[-1].lower() not in _OF_BODY or _NOT_NOW.search(held["role"]):
        return None
    for one in statements:
        plans = _PLANS.match(one["content"]) if one["speaker"] == row["speaker"] else None
        found = parties.find(plans["who"]) if plans is not None else None
        if found is not None and plans is not None:
            start = int(one["start"]) + plans.start("who")
            return found[0], start + found[1], start + found[2]
    return None


def told_of_another(start: int, mentions: Mapping[str, list[Row]], text: str, told: list[tuple[str, int, int]]) -> bool:
    """Whether the paragraph told last of a body that is no party's: "The Liberals went on. …, the party's leader"."""
    begin = text.rfind("\n", 0, start) + 1
    rows = [row for found in mentions.values() for row in found if begin <= row["start"] < start]
    bodies = [row for row in rows if row["named"] and not row["person"] and row["rule"] != "pronoun"]
    last = max(bodies, key=lambda row: int(row["start"]), default=None)
    if last is None:
        return False
    place = int(last["start"])
    return not any(place <= low and high < start for _, low, high in told)


def party_among(row: Row, text: str, places: list[tuple[str, int, int]]) -> tuple[str, int, int] | None:
    """The only party of which the sentence before tells, where somebody is "One of them, Sen. Ana Mora"."""
    line = text.rfind("\n", 0, int(row["start"])) + 1
    among = _AMONG.search(text, line, int(row["start"])) if row["rule"] == "name" and row["person"] else None
    if among is None:
        return None
    ends = [match.end() for match in re.finditer(r"[.?!][”’\"]?\s", text[line : among.start() + 1])]
    begin = line + (ends[-2] if len(ends) > 1 else 0)
    before = [place for place in places if begin <= place[1] < among.start()]
    return before[-1] if len({place[0] for place in before}) == 1 else None


def party_pointed_back(row: Row, text: str, places: list[tuple[str, int, int]]) -> tuple[str, int, int] | None:
    """The party of the sentence right before "its manager, Ana Mora", where that tells of one party only."""
    start = int(row["start"])
    if _ITS.match(row["text"]) is None or not row["person"]:
        return None
    line = text.rfind("\n", 0, start) + 1
    ends = [match.end() for match in re.finditer(r"[.?!][”’\"]?\s", text[line:start])]
    if not ends or text[line + ends[-1] : start].strip('“‘" ') != "":
        return None  # it opens its sentence
    begin = line + (ends[-2] if len(ends) > 1 else 0)
    before = [place for place in places if begin <= place[1] < line + ends[-1]]
    return before[-1] if len({place[0] for place in before}) == 1 else None


def charged(statements: list[Row], people: Iterable[str] = (), text: str = "") -> dict[str, tuple[int, int]]:
    """Who denies counts or pleads not guilty, with the place of the words: "denies two counts of fraud".

    Also who is told to do so by the reporter: "Pike, 47, has pleaded not guilty".
    """
    found: dict[str, tuple[int, int]] = {}
    for row in statements:
        if row["cue_lemma"] in {"deny", "plead"} and _CHARGES.search(row["content"]):
            found.setdefault(row["speaker"], (int(row["start"]), int(row["end"])))
    pleading = {told["name"]: told.span("words") for told in _PLEADS.finditer(text)}
    for name in people if pleading else ():
        if name.split()[-1] in pleading:
            found.setdefault(name, pleading[name.split()[-1]])
    return found


def party_divided(row: Row, text: str, members: Mapping[str, str]) -> tuple[str, int, int] | None:
    """The political party whose inner state opens a lawmaker's paragraph: "Democrats are split, too. Sen. Ann Lee".

    `members` are the words for those of one party ("Democrat", "Labour"), each with the party.
    """
    begin, start = text.rfind("\n", 0, int(row["start"])) + 1, int(row["start"])
    first = re.search(r"[.?!][”’\"]?\s", text[begin:start])
    seat = _SEATED.search(row["text"]) or _SEATED.search(re.split(r"[.“\n]", text[int(row["end"]) :], maxsplit=1)[0])
    if first is None or seat is None or row["rule"] != "name" or not row["person"]:
        return None
    sentence, found = text[begin : begin + first.end()], []
    for word, party in members.items():
        inner = re.search(_STATE_OF.format(word=word), sentence, re.IGNORECASE)
        found += [(party, begin + inner.start(), begin + inner.end())] if inner is not None else []
    return found[0] if len({party for party, *_ in found}) == 1 else None


def holder_of(rows: list[Row], text: str) -> tuple[str, int] | None:
    """Who controls a body or put somebody into office, with the place: "the Asmara-controlled health authority"."""
    for row in rows:
        put = _PUT_BY.match(text, int(row["end"])) if row["rule"] != "pronoun" else None
        if put is not None:
            return put["who"], put.start("who")
        held = _HELD_BY.search(row["text"]) if "-" in row["text"] else None
        if held is not None:
            return held["who"], int(row["start"]) + held.start("who")
    return None
