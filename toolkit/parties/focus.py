"""Whom an officer without a body speaks for: the party that the report tells of just before him.

"The council rejected the criticism. …, director of services Ana Mora said": only where they stand ties her to it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from toolkit import data
from toolkit.parties.chambers import label_told, party_of_it
from toolkit.parties.choice import Parties
from toolkit.parties.near import (
    party_among,
    party_divided,
    party_opened,
    party_pointed_at,
    party_pointed_back,
    party_told_for,
    told_of_another,
)
from toolkit.parties.setting import is_office
from toolkit.parties.verdicts import MARKS, Verdict, paragraph_above

Row = dict[str, Any]
Place = tuple[str, int, int]
RULE = "party told of before"

_QUOTED = re.compile(r"[“‘\"][^”\"]*?(?:”|’(?!\w)|\")[,.]?")
# "KQLN reached out to Norvik. In an email on Monday, a spokesman called it …"
_IN_WRITING = re.compile(
    r"(?<=[.?!] )(?:In|By|Through)\s(?:an?|the)\s(?:[\w-]+\s){0,3}?"
    r"(?:email|e-mail|statement|letter|text|message|post|note)\b"
    r"[^.\n]{0,40},\s$"
)
_BARE_MOUTH = re.compile(r"(?:a|the|its|their)\s(?:[a-z]+\s)?spokes(?:man|woman|person)", re.IGNORECASE)
# Those who run a body or speak for it, by the word right before a name or right behind it.
_HELD = (
    r"(?:chair(?:man|woman|person)?|president|vice[- ]president|secretary|treasurer|director|chief|boss|manager|head|"
    r"leader|founder|co-?founder|owner|organi[sz]er|coordinator|convenor|convener|executive|officer|spokes(?:man|woman|person)|"
    r"superintendent|trustee|partner|captain|coach|administrator|commissioner|inspector-general|(?P<law>lawyer|attorney|"
    r"solicitor|counsel))"
)
_BEFORE = re.compile(
    rf"(?:^|[.?!,”’\"]\s|\s)(?P<words>(?:(?:[Tt]he|[Ii]ts|[Tt]heir)\s)?(?:[a-z][\w-]*\s){{0,3}}{_HELD}(?:\sof\s[a-z]+)?),?\s"
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Prof|Chief|Alhaji|Cllr)\.?\s)*$",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf",\s(?:\d\d,\s)?(?P<words>(?:the|its|their)\s(?:[a-z][\w-]*\s){{0,3}}{_HELD})(?=[,.])")
# Offices of states and trades of no body; who held an office once.
_OF_STATE = re.compile(
    r"\b(?:minister|secretary of state|state|police|prime|press|presidential|cabinet|general of|attorney general|"
    r"inspector|ambassador|envoy|former|ex|retired|shadow|opposition|deputy prime|rival|local|union rep|church|choir|"
    r"store|shop|pub|cafe|café|farm|ferry|ship|boat|tug|trawler|estate)\b",
    re.IGNORECASE,
)
_TITLES = r"(?:(?:[A-Z][\w’-]*\.?|retired|veteran|former)\s(?:[a-z]+\s)?){0,3}$"
# What points back to the body told of: "its founder, Ana Mora", "led by Ana Mora", "Ana Mora, who chairs it".
_POINTS_TO = re.compile(
    rf"(?:\b(?:[Ii]ts|[Tt]heir|whose)\s(?:[a-z][\w-]*\s){{0,3}}{_HELD},\s|"
    rf"\b{_HELD.replace('?P<law>', '?:')}\sof\s(?:its|their)\s(?:[a-z][\w-]*\s){{0,2}}[a-z]+,\s|"
    rf"\b(?:led|headed|chaired|founded|fronted|run)\sby\s(?:the\s)?){_TITLES}",
)
_POINTS_FROM = re.compile(
    r",\s(?:[^,.;\n“”\"]{3,50}\s)?who\s(?:now\s|also\s)?(?:chairs|leads|heads|runs|represents|founded)\sit\b|"
    rf",\s(?:\d\d,\s)?(?:its|their)\s(?:[a-z][\w-]*\s){{0,3}}{_HELD.replace('?P<law>', '?:')}(?=[,.])"
)
_OFFICE = re.compile(rf"(?:['’]s?)?\s(?:[a-z][\w-]*\s){{0,2}}{_HELD},?\s(?:[A-Z][\w’-]*\.?\s){{0,2}}")
_NO_STATES = {"intergovernmental", "political group", "armed group", "ngo"}
_WORD = 30  # code points in which the word before a name ends
_PART = re.compile(r"[A-Z][a-z]+\s$")
_PAST = re.compile(r"\b(?:former|ex|retired)[\s-]$", re.IGNORECASE)
_SENTENCE = re.compile(r"[.?!][”’\"]?\s+")


@dataclass(frozen=True)
class Scene:
    """One report as its parties stand in it: aliases, aliases and nouns, who said what, and who is mentioned."""

    text: str
    places: list[Place]
    told: list[Place]
    statements: list[Row]
    mentions: Mapping[str, list[Row]]


def by_bodies(rows: list[Row], names: list[Row], scene: Scene, party_of: Callable[[str], str]) -> Verdict | None:
    """The body of the gazetteer that words beside a name point back to, or the party that a lawmaker is labelled with.

    `names` are the names of the gazetteer in the report, `party_of` gives the party of an entry.
    """
    if any(_points(row, scene.text) >= 0 for row in rows):
        own = [name for name in names if data.gazetteer().entry(name["entry"]).kind in _NO_STATES]
        # "Christian Democrats" are none of the Democrats.
        whole = [one for one in own if not _PART.search(scene.text, max(0, one["start"] - _WORD), int(one["start"]))]
        places = [(party_of(name["entry"]), int(name["start"]), int(name["end"])) for name in whole]
        found = by_pointing(rows, replace(scene, places=places, told=[place for place in places if place[0]]))
        if found is not None:
            return found
    label = next(filter(None, (label_told(row, scene.text) for row in rows)), None)
    return Verdict(party_of(label[0]), "label", label[1], label[2]) if label is not None else None


def by_nearness(rows: list[Row], scene: Scene, parties: Parties, members: Mapping[str, str]) -> Verdict | None:
    """A spokesman of nobody named is of the only party that his paragraph has named: "a retort from Fellside"."""
    for row in rows:
        near = party_among(row, scene.text, scene.told) or party_told_for(row, scene.statements, parties)
        near = near or party_pointed_back(row, scene.text, scene.told)
        near = near or party_divided(row, scene.text, members) or _of_party(row, scene)
        if near is not None:
            return Verdict(near[0], RULE, near[1], near[2])
    for row in rows:
        search = party_pointed_at if row["affiliation"] else party_opened
        opened = search(row, scene.text, scene.told) or _of_mouth(row, scene)
        if opened is not None:
            return Verdict(opened[0], RULE, opened[1], opened[2])
    found = next(filter(None, (_beside(row, scene) for row in rows)), None)
    if found is not None:
        return Verdict(found[0], "alias before the office", found[1], found[2])
    found = next(filter(None, (_in_focus(row, scene) for row in rows)), None)
    pointed = by_pointing(rows, scene)
    return pointed or (Verdict(found[0], RULE, found[1], found[2]) if found is not None else None)


def by_pointing(rows: list[Row], scene: Scene) -> Verdict | None:
    """The party of the body that words beside a name point back to: "its founder, Ana Mora"."""
    found = next(filter(None, (_pointed_to(row, scene) for row in rows)), None)
    return Verdict(found[0], RULE, found[1], found[2]) if found is not None else None


def _beside(row: Row, scene: Scene) -> Place | None:
    """The party whose name in small letters stands before an office and a name: "works council chair Ana Mora"."""
    if not (row["person"] and row["named"] and row["rule"] == "name"):
        return None
    name = int(row["start"]) + max(0, row["text"].find(row["local_name"]))
    near = [place for place in scene.places if name - 50 < place[2] < name]
    near = [place for place in near if _OFFICE.fullmatch(scene.text, place[2], name)]
    past = (
        _OF_STATE.search(scene.text[place[2] : name]) or _PAST.search(scene.text, max(0, place[1] - _WORD), place[1])
        for place in near
    )
    return next((place for place, held in zip(near, past, strict=True) if held is None), None)


def _of_party(row: Row, scene: Scene) -> Place | None:
    """The party told of last for "the party's whip", unless the words before told of another body since."""
    found = party_of_it(row, scene.text, scene.told)
    start = int(row["affiliation_start"]) if found is not None else 0
    return None if found is None or told_of_another(start, scene.mentions, scene.text, scene.told) else found


def _of_mouth(row: Row, scene: Scene) -> Place | None:
    """The only party told of right before "a spokesman", with nothing else told between the two."""
    if row["named"] or not _BARE_MOUTH.fullmatch(row["text"]) or row["affiliation"]:
        return None
    begin = scene.text.rfind("\n", 0, int(row["start"])) + 1
    told = [
        place for place in scene.places if paragraph_above(scene.text, int(row["start"])) <= place[1] < row["start"]
    ]
    before = [place for place in told if place[1] >= begin] or told
    if len({place[0] for place in before}) != 1:
        return None
    # Between the party and its spokesman nothing is told but what is quoted.
    between = _QUOTED.sub(" ", _less_told(row["speaker"], before[-1][2], int(row["start"]), scene))
    between = _IN_WRITING.sub(" ", between)
    return before[-1] if not re.search(r"[.?!]\s+\w|\n\s*\w", between.rstrip(" ")) else None


def _less_told(speaker: str, start: int, end: int, scene: Scene) -> str:
    """The words between two places without those that the speaker is told to have said."""
    spans = [piece for one in scene.statements if one["speaker"] == speaker for piece in one["spans"]]
    told = {place for low, high in spans for place in range(low, high)}
    return "".join(" " if place in told else scene.text[place] for place in range(start, end))


def _points(row: Row, text: str) -> int:
    """Where the words begin that point from a name back to a body, or -1: "its founder, Ana Mora"."""
    tied = row["affiliation"] not in {"", "it"}  # "who chairs it"
    if tied or not (row["person"] and row["named"] and row["rule"] in {"name", "surname"}):
        return -1
    name = int(row["start"]) + max(0, row["text"].find(row["local_name"]))
    before = _POINTS_TO.search(text, max(text.rfind("\n", 0, name) + 1, name - 90), name)
    if before is not None:
        return before.start()
    return name if _POINTS_FROM.match(text, name + len(row["local_name"])) is not None else -1


def _pointed_to(row: Row, scene: Scene) -> Place | None:
    """The party of the body that "its founder, Ana Mora" points to: the last of the sentence, else the subject above.

    Where the paragraph names none and opens with a quotation, the only one of the paragraph above.
    """
    place = _points(row, scene.text)
    if place < 0:
        return None
    line = scene.text.rfind("\n", 0, place) + 1
    here = [one for one in _narrated(scene) if line <= one[1] < place]
    if not here and scene.text[line : line + 1] in MARKS:
        above = [one for one in _narrated(scene) if paragraph_above(scene.text, place) <= one[1] < line]
        return above[-1] if len({one[0] for one in above}) == 1 else None
    ends = [line, *(match.end() for match in _SENTENCE.finditer(scene.text, line, place))]
    same = [one for one in here if one[1] >= ends[-1]]
    if same or not here:
        return same[-1] if same else None
    return next(one for one in here if one[1] >= max(end for end in ends if end <= here[-1][1]))


def _narrated(scene: Scene) -> list[Place]:
    """Where parties stand in the words of the reporter."""
    spans = [piece for one in scene.statements for piece in one["spans"]]
    return [place for place in scene.told if not any(low <= place[1] < high for low, high in spans)]


def _in_focus(row: Row, scene: Scene) -> Place | None:
    """The party in focus for an officer whom no words tie to a body: the only one of his paragraph, or of that above.

    That above counts where a quotation opens his; of a lawyer only his own does.
    """
    if row["affiliation"] or not (row["person"] and row["named"] and row["rule"] == "name"):
        return None
    name = int(row["start"]) + max(0, row["text"].find(row["local_name"]))
    line = scene.text.rfind("\n", 0, name) + 1
    before = _BEFORE.search(scene.text, max(line, name - 70), name)
    held = before or _BEHIND.match(scene.text, name + len(row["local_name"]))
    if held is None or _OF_STATE.search(held["words"]) or is_office(held["words"]):
        return None
    narrated = _narrated(scene)
    here = [place for place in narrated if line <= place[1] < held.start("words")]
    opens = scene.text[line : line + 1] in MARKS and not held["law"]
    near = here or [place for place in narrated if opens and paragraph_above(scene.text, name) <= place[1] < line]
    if len({place[0] for place in near}) != 1 or told_of_another(name, scene.mentions, scene.text, scene.told):
        return None
    return near[-1]
