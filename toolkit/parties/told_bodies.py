"""Which armed group or body of states a word of its own means: "the rebels", "the commission", "an alliance aide"."""

import re
from typing import Any

from toolkit import data
from toolkit.parties.verdicts import paragraph_above

Row = dict[str, Any]
# In a report that tells of the European Union "the commission" is the Union's, and so is who holds a field of it.
_UNION = "eu"
_OF_UNION = re.compile(
    r"^(?:the )?commission(?:$| (?:spokes\w+|officials?|sources?|president|vice[- ]president)\b)|"
    r"^(?:the |its )?(?:EU )?(?P<field>[\w-]+(?: and [\w-]+)?) commissioner\b",
    re.IGNORECASE,
)
# Commissioners of towns, states and other bodies.
_NOT_A_FIELD = {
    "police", "high", "deputy", "county", "city", "election", "electoral", "health", "league", "labor", "labour",
    "insurance", "information", "human rights", "state", "district", "district police", "county police", "fire",
}  # fmt: skip
# Offices and words of a body of states: "Secretary General Frans Hoekema", "an alliance official", "the bloc".
_OFSTATES = re.compile(
    r"^(?:the |an? |its )?(?:Secretary[- ]General\b|(?:senior )?alliance\b|bloc\b|(?:senior )?bloc )", re.IGNORECASE
)
# "The head of the mission", "the agency’s office": a body that the report has named, and only points to here.
_POINTED = re.compile(r"^(?:mission|delegation|agency)(?:['’]s\s(?:[\w-]+\s){0,2}?office\b.*)?$", re.IGNORECASE)
_REBELS = re.compile(
    r"^(?:(?:one|two|three|some|several|many) of )?(?:the |a |an )?"
    r"(?:rebels?|insurgents?|guerrillas?|militants?|fighters)\b",
    re.IGNORECASE,
)
# Who only says that he speaks for the group: "a man identifying himself as its spokesman".
_CLAIMS = re.compile(
    r"\s(?:who\s)?(?:identif|describ)(?:ied|ying|ed|ing)\s(?:him|her)self\sas\s(?:its|the\s(?:group|movement|rebels?)[’']s?)\s"
)


def group_told(rows: list[Row], names: list[Row], text: str, *, own_sides: bool) -> Row | None:
    """The only armed group that a report names, for "the rebels" or "a rebel spokesman".

    With `own_sides` the analyst named parties of his own, and only a group that the report itself calls so is meant.
    """
    words = [row["text"] for row in rows if row["rule"] != "pronoun"]
    # "A spokesperson for the rebels' regional command".
    words += [row["affiliation"] for row in rows if row.get("affiliation")]
    ends = [int(row["end"]) for row in rows if row["rule"] != "pronoun" and row.get("end")]
    claims = any(_CLAIMS.match(text, end) for end in ends)
    if not (claims or any(map(_REBELS.search, words))):
        return None
    told = [name for name in names if data.gazetteer().entry(name["entry"]).kind == "armed group"]
    parties = {data.gazetteer().party_of(name["entry"]) for name in told}
    before = [name for name in told if name["start"] < rows[0]["start"]]
    called = any(_REBELS.match(text, int(name["end"]) + 1) for name in told)
    return before[-1] if len(parties) == 1 and before and (called or not own_sides) else None


def commission_told(rows: list[Row], names: list[Row]) -> Row | None:
    """The European Union, told of before "the commission" or who holds a field of it: "the fisheries commissioner"."""
    for row in rows:
        held = _OF_UNION.search(row["text"]) if row["rule"] != "pronoun" else None
        if held is not None and (held["field"] or "").lower() not in _NOT_A_FIELD:
            before = [name for name in names if name["start"] < row["start"]]
            return next((name for name in before if data.gazetteer().party_of(name["entry"]) == _UNION), None)
    return None


def union_told(rows: list[Row], names: list[Row]) -> Row | None:
    """The body of states told of last before an office or a word of its own: "the alliance", "a bloc official"."""
    for row in rows:
        if row["rule"] == "pronoun" or not (_OFSTATES.search(row["text"]) or _OFSTATES.search(row["affiliation"])):
            continue
        before = [name for name in names if name["start"] < row["start"]]
        told = [name for name in before if name["form"] in {"name", "short", "acronym"}]
        told = [name for name in told if data.gazetteer().entry(name["entry"]).kind == "intergovernmental"]
        if told:
            return told[-1]
    return None


def mission_told(rows: list[Row], names: list[Row], text: str) -> Row | None:
    """The body of states named last, here or a paragraph above, for who heads "the mission" or "the agency"."""
    for row in rows:
        if row["affiliation_rule"] != "employer" or _POINTED.match(row["affiliation"]) is None:
            continue
        above = paragraph_above(text, int(row["start"]))
        told = [name for name in names if above <= name["start"] < row["start"]]
        told = [name for name in told if _stands_by_itself(name["entry"])]
        if told:
            return told[-1]
    return None


def _stands_by_itself(entry: str) -> bool:
    """Whether a body is of no single state: the World Food Programme, an aid agency."""
    party = data.gazetteer().party_of(entry)
    return bool(party) and data.gazetteer().entry(party).kind in {"intergovernmental", "ngo"}
