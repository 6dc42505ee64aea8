"""At whom an accusation, a condemnation or praise is aimed: the object of its cue, or the subject of what is said."""

import re
from functools import lru_cache
from typing import Any

from toolkit import data
from toolkit.parties.evidence import Judge
from toolkit.parties.setting import is_office

Row = dict[str, Any]
# The acts that are aimed at somebody whom the cue itself takes as its object.
_AIMED = {"accuse", "condemn", "praise", "threaten"}
_OPEN = re.compile(r"^[“”‘’\"'\s]*(?:that\s)?[“‘\"']?")
# Where the words for the one who is aimed at end.
_ENDS = re.compile(
    r"[,;:.“”\"]|\s(?:of|for|as|over|to|who|which|that|had|has|have|was|were|is|are|would|could|must|should|did|does|[a-z]+ed)\s"
)
_LONGEST = 70


@lru_cache(maxsize=1)
def _cues() -> dict[str, str]:
    rows = data.lexicon("cues").to_dict("records")
    return {row["cue"]: row["act"] for row in rows}


def target_of(row: Row, judge: Judge) -> str:
    """The party of the words that an aimed cue begins its content with: "accused the front of mining the road".

    Those words may be somebody who is heard in the report, a surname, an alias or its noun, a name of the gazetteer, or
    an office of the state told of there. Empty where none of it leads to a party other than the speaker's own.
    """
    if _cues().get(row["cue_lemma"]) not in _AIMED or not row["spans"]:
        return ""
    text, begin = judge.setting.text, int(row["spans"][0][0])
    begin += len(_OPEN.match(text[begin : begin + 12]).group())  # type: ignore[union-attr]
    stop = _ENDS.search(text, begin, begin + _LONGEST)
    end = stop.start() if stop is not None else min(begin + _LONGEST, int(row["spans"][-1][1]))
    named = judge.of_words(begin, end, text[begin:end])
    whole = named.party if (named.start, named.end) == (begin, end) else ""
    found = whole or _of_somebody(judge, begin, end) or judge.of_listener(begin, end)
    found = found or named.party or _of_office(judge, begin, end)
    return "" if found == row["party"] else found


def _of_somebody(judge: Judge, begin: int, end: int) -> str:
    """The party of who is named there, by a mention or by the surname alone."""
    words = judge.setting.text[begin:end]
    for speaker, rows in judge.mentions.items():
        there = any(begin <= row["start"] and row["end"] <= end and row["rule"] != "pronoun" for row in rows)
        surname = speaker.split()[-1] if rows[0]["person"] and rows[0]["named"] else ""
        if there or (len(surname) > 2 and re.search(rf"\b{re.escape(surname)}\b", words)):
            party = judge.of(speaker).party
            if party:
                return party
    return ""


def _of_office(judge: Judge, begin: int, end: int) -> str:
    """The state whose government or forces are meant without its name: "government troops"."""
    words = judge.setting.text[begin:end]
    if not judge.parties.gazetteer or not is_office(words):
        return ""
    place = judge.setting.near(begin, words) or judge.setting.home
    return judge.party_of(place["entry"]) if place is not None else ""
