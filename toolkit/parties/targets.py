"""At whom an accusation, a condemnation or praise is aimed: the object of its cue, or the subject of what is said."""

import re
from functools import lru_cache
from typing import Any

from toolkit import data
from toolkit.parties.evidence import Judge
from toolkit.parties.firms import firm_called
from toolkit.parties.setting import is_office
from toolkit.parties.told_bodies import group_told

Row = dict[str, Any]
# The acts that are aimed at somebody whom the cue itself takes as its object.
_AIMED = {"accuse", "condemn", "praise", "threaten"}
_OPEN = re.compile(r"^[“”‘’\"'\s]*(?:that\s)?[“‘\"']?")
# Where the words for the one who is aimed at end.
_ENDS = re.compile(
    r"[,;:.“”\"]|\s(?:of|for|as|over|to|who|which|that|had|has|have|was|were|is|are|would|could|must|should|did|does|[a-z]+ed)\s"
)
_APPOSED = re.compile(
    r",\s(?P<name>[A-Z][\w’'&.-]*(?:\s(?:(?:of|for|and)\s)?[A-Z][\w’'&.-]*){0,5})(?:,|\s(?:of|for|as)\b)"
)
_LONGEST = 70
_NEIGHBOUR = re.compile(r"(?:its|their)\s(?:[\w-]+\s){0,2}neighbou?rs?\b")
# Of "accused him of lying" somebody is meant who was named before; "warned it would pay" tells of the speaker.
_PRONOUN = re.compile(r"(?:(?P<one>him|her)|them|it)\s(?:of|for|as)\b")
_OF_NO_STATE = {"owner", "company", "firm", "group", "giant", "parent", "bank", "maker", "investor", "club"}
_ROLE = re.compile(r"^[Tt]he\s(?P<role>[a-z]+)$")
# How far back a pronoun is followed, in code points.
_NEAR = 500


@lru_cache(maxsize=1)
def _cues() -> dict[str, str]:
    rows = data.lexicon("cues").to_dict("records")
    return {row["cue"]: row["act"] for row in rows}


def target_of(row: Row, judge: Judge, *, told: str = "") -> str:
    """The party that a statement is aimed at; `told` is the party of its addressee, who else comes first.

    An accusation is aimed at its object or at nobody; a demand may name whom it is for: "demanded that the union go".
    """
    act = _cues().get(row["cue_lemma"])
    found = _object(row, judge) if act in _AIMED else ""
    return found if found or told or act == "accuse" else _told_of(row, judge)


def _object(row: Row, judge: Judge) -> str:
    """The party of the words that an aimed cue begins its content with: "accused the front of mining the road".

    Those words may be somebody who is heard in the report, a surname, an alias or its noun, a name of the gazetteer, or
    an office of the state told of there. Empty where none of it leads to a party other than the speaker's own.
    """
    if not row["spans"]:
        return ""
    text, begin = judge.setting.text, int(row["spans"][0][0])
    begin += len(_OPEN.match(text[begin : begin + 12]).group())  # type: ignore[union-attr]
    stop = _ENDS.search(text, begin, begin + _LONGEST)
    end = stop.start() if stop is not None else min(begin + _LONGEST, int(row["spans"][-1][1]))
    named = judge.of_words(begin, end, text[begin:end])
    whole = named.party if (named.start, named.end) == (begin, end) else ""
    found = whole or _of_mention(judge, text[begin:end]) or _of_somebody(judge, begin, end)
    found = found or judge.of_listener(begin, end) or _of_apposed(judge, end)
    # "The London-listed company", "its Canadian owner": none of a state.
    behind = text[named.end : end] if named.end is not None else ""
    tied = behind.startswith("-") or (behind.strip() in _OF_NO_STATE and named.rule in {"adjective", "demonym"})
    found = found or firm_called(text[begin:end], judge.parties.aliases)
    found = found or ("" if tied else named.party) or _of_office(judge, begin, end) or _pointed_at(row, judge, begin)
    found = found or _of_rebels(judge, begin, end)
    return "" if found == row["party"] else found


def _of_mention(judge: Judge, words: str) -> str:
    """The party of the only one whom the report calls by just these words: "the fund", "the minister"."""
    wanted = words.strip().lower()
    called = {
        speaker
        for speaker, rows in judge.mentions.items()
        if any(row["rule"] != "pronoun" and row["text"].lower() == wanted for row in rows)
    }
    return judge.of(called.pop()).party if wanted.startswith("the ") and len(called) == 1 else ""


def _of_apposed(judge: Judge, end: int) -> str:
    """The party of the name behind a description and a comma: "blamed its cloud provider, Corvane Systems, for"."""
    match = _APPOSED.match(judge.setting.text, end)
    if match is None:
        return ""
    start, stop = match.span("name")
    return judge.of_words(start, stop, match["name"]).party or _of_somebody(judge, start, stop)


def _told_of(row: Row, judge: Judge) -> str:
    """The first party other than the speaker's own that the content means by a noun or a surname: "unless the board …".

    What a statement is aimed at where neither its cue nor a name tells: "demanded that the union end the strike".
    """
    text, found = judge.setting.text, []
    for start, end in row["spans"]:
        nouns = [(start + low, party) for party, low, _ in judge.named.sides.nouns_in(text[start:end])]
        people = [
            (int(one["start"]), judge.of(speaker).party)
            for speaker, rows in judge.mentions.items()
            for one in rows
            if start <= one["start"] < end and one["rule"] != "pronoun"
        ]
        found += [*nouns, *people, *_surnames(judge, start, end)]
    others = sorted(place for place in found if place[1] not in {"", row["party"]})
    return others[0][1] if others else ""


def _surnames(judge: Judge, start: int, end: int) -> list[tuple[int, str]]:
    """Where somebody who is heard elsewhere is named by surname, with his party."""
    words, found = judge.setting.text[start:end], []
    for speaker, surname in judge.surnames.items():
        # Most are not there at all, which is told faster without a pattern.
        places = _called(surname, words) if surname in words else []
        if places:
            found.append((start + places[-1].start(), judge.of(speaker).party))
    return found


def _called(surname: str, words: str) -> list[re.Match[str]]:
    """Where words name somebody by surname."""
    return list(re.finditer(rf"\b{re.escape(surname)}\b", words))


def _pointed_at(row: Row, judge: Judge, begin: int) -> str:
    """The other party that a pronoun or "its neighbour" at `begin` means: the last one named before the cue."""
    text, setting = judge.setting.text, judge.setting
    if _NEIGHBOUR.match(text, begin) is not None:
        own = next((name for name in setting.all if judge.party_of(name["entry"]) == row["party"]), None)
        rival = setting.rival()
        pair = [name for name in (setting.home, rival) if name is not None]
        others = [judge.party_of(name["entry"]) for name in pair]
        return next((party for party in others if party != row["party"]), "") if own and row["party"] in others else ""
    pronoun = _PRONOUN.match(text, begin)
    if pronoun is None:
        return ""
    low = max(0, begin - _NEAR)
    named = [place for place in _surnames(judge, low, begin) if place[1] != row["party"]]
    if pronoun["one"] is None:
        low = max(low, text.rfind("\n", 0, begin) + 1)
        named = [
            (int(name["start"]), judge.party_of(name["entry"])) for name in judge.names if low <= name["start"] < begin
        ]
        named += [(start, party) for party, start, _ in judge.named.told if low <= start < begin]
        named = [place for place in named if place[1] not in {"", row["party"]}]
    return max(named)[1] if named else ""


def _of_somebody(judge: Judge, begin: int, end: int) -> str:
    """The party of who is named there, by a mention or by the surname alone."""
    words = judge.setting.text[begin:end]
    for speaker, rows in judge.mentions.items():
        there = any(begin <= row["start"] and row["end"] <= end and row["rule"] != "pronoun" for row in rows)
        surname = judge.surnames.get(speaker, "")
        if there or (surname and surname in words and _called(surname, words)):
            party = judge.of(speaker).party
            if party:
                return party
    return _of_holder(judge, words)


def _of_holder(judge: Judge, words: str) -> str:
    """The party of the only one who is introduced with a role: "the president" after "President Ana Mora"."""
    role = _ROLE.match(words.strip())
    if role is None:
        return ""
    called = re.compile(rf"\b{re.escape(role['role'])}\b", re.IGNORECASE)
    held = {
        speaker
        for speaker, rows in judge.mentions.items()
        if rows[0]["person"] and any(called.search(row["text"]) for row in rows)
    }
    return judge.of(held.pop()).party if len(held) == 1 else ""


def _of_rebels(judge: Judge, begin: int, end: int) -> str:
    """The only armed group of the report, for "the rebels"."""
    row = {"text": judge.setting.text[begin:end], "rule": "collective", "start": begin}
    group = group_told([row], judge.names, judge.setting.text, own_sides=bool(judge.parties.aliases))
    return judge.party_of(group["entry"]) if group is not None and judge.parties.gazetteer else ""


def _of_office(judge: Judge, begin: int, end: int) -> str:
    """The state whose government or forces are meant without its name: "government troops"."""
    words = judge.setting.text[begin:end]
    if not judge.parties.gazetteer or not is_office(words):
        return ""
    place = judge.setting.near(begin, words) or judge.setting.home
    return judge.party_of(place["entry"]) if place is not None else ""
