"""Which of two states that a report tells of a minister without a country is of: the report's own, or the other one.

"Canada will impose a duty. … “Not one job came to Brazil,” the finance secretary countered and called on Canada to show
proof." The state that somebody answers, or turns to, or that has no such office, is not his.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from toolkit import data
from toolkit.parties.holders import has_no_country
from toolkit.parties.setting import Setting, state_of
from toolkit.parties.verdicts import told_behind

Row = dict[str, Any]
# "Called on Canada", "accused the Canadian government": whom a cue turns to stands right behind it.
_TURNS_TO = 40
_PRESIDENT = re.compile(r"(?:^|\s)(?:Vice[- ])?President\s[A-Z]")
_PREMIER = re.compile(r"\b[Pp]rime [Mm]inister\b")
# One force for a whole country, by a word for those who speak for it.
_POLICE = re.compile(
    r"^(?:the |a )?(?:[\w-]+ ){0,3}?(?:police|gendarm\w+)(?:$| (?:spokes\w+|commissioner|commander|chief|officials?|"
    r"inspector|superintendent|headquarters|sources?)\b)|"
    r"\b(?:commander|commissioner|chief|head|inspector[- ]general|spokes\w+) (?:of|for) (?:the )?(?:[\w-]+ ){0,2}?"
    r"(?:police|gendarm\w+)\b",
    re.IGNORECASE,
)
# The field of a ministry or of who heads one.
_FIELD = re.compile(r"\b(?P<field>[A-Za-z]{4,}) (?:[Mm]inister|[Mm]inistry|[Ss]ecretary)\b")
_NO_FIELD = {"prime", "deputy", "vice", "junior", "general", "state", "press", "cabinet", "chief", "former"}
_REGION = re.compile(r"\b(?:governor|Gov\.)(?!-|['’])", re.IGNORECASE)
# Whose governors are elected against each other, and speak for no state as a whole.
_UNIONS = {"US", "NG", "MX", "BR"}
# What somebody else has just said: "dismissed the threat".
_SAID = re.compile(
    r"[“‘\"]?(?:the|that|this|those)\s(?:speech|remarks?|words|threat|statement|claim|charge|accusation|allegation|offer|demand|"
    r"comments?|pledge)\b|(?:it|that|this|them)\sas\b",
    re.IGNORECASE,
)
_MARK = re.compile(r"[.,;:“”\"]")


def own_state(
    rows: Sequence[Row], setting: Setting, statements: Sequence[Row], party_of: Callable[[str], str], name: str
) -> Row | None:
    """The report's own state for an office without a country, unless what its holder says makes it the other one's.

    `rows` are the mentions of the holder, `statements` all of the report, `party_of` gives the party of a speaker, and
    `name` is the party of the report's own state. None where the report has no state of its own, or one without such
    an office while no other state is told of.
    """
    home = setting.home_of(list(rows), list(statements))
    if home is None or home is not setting.home:
        return home
    lacking = lacks_office(state_of(home["entry"]), rows)
    rival = setting.rival()
    if rival is None or lacks_office(state_of(rival["entry"]), rows):
        return None if lacking else home
    own = [row for row in statements if row["speaker"] == rows[0]["speaker"]]
    opposed = any(_turns_to(row, setting, home) or _answers(row, statements, party_of, name) for row in own)
    opposed = opposed or _is_answered(own, statements, party_of, name)
    return rival if lacking or opposed else home


def state_of_region(rows: Sequence[Row], setting: Setting) -> Row | None:
    """The state of a region's governor in a report of two states: its own, or that told of last for a governor "there".

    Of the governors of a union of states within one country this says nothing.
    """
    if setting.home is None:
        return None
    held = [match for row in rows if row["rule"] != "pronoun" and (match := _REGION.search(row["text"]))]
    if not held or setting.rival() is None:
        return None
    there = [row for row in rows if setting.text[int(row["end"]) : int(row["end"]) + 7] == " there,"]
    there += [row for row in rows if re.search(r"\bthere\b", row["text"])]
    if there:
        before = [name for name in setting.all if name["start"] < there[0]["start"]]
        return before[-1] if before else None
    # "…, the regional governor said. Moscow denied it": a state that is named only later is no reading of his.
    known = setting.home["start"] < rows[0]["start"] and state_of(setting.home["entry"]) not in _UNIONS
    return setting.home if known else None


def state_of_field(words: str, start: int, setting: Setting) -> Row | None:
    """The state whose same ministry the report has named: "Morocco's trade ministry", then "Trade Minister Mora"."""
    held = _FIELD.search(words)
    if held is None or held["field"].lower() in _NO_FIELD:
        return None
    field = rf"{held['field']}\s(?:and\s[\w-]+\s)?(?:ministry|minister|department|secretary)\b"
    same = re.compile(rf"(?:['’]s)?\s(?:[\w-]+\s){{0,3}}?{field}", re.IGNORECASE)
    told = [name for name in setting.all if name["start"] < start and same.match(setting.text, int(name["end"]))]
    return told[-1] if told else None


def state_seated(rows: Sequence[Row], setting: Setting) -> Row | None:
    """The state in whose capital an office without a country speaks: "In Ottawa, the lands minister"."""
    held = (row for row in rows if has_no_country(row, setting.text))
    return next(filter(None, (setting.seated(int(row["start"])) for row in held)), None)


def is_national_police(row: Row, setting: Setting) -> bool:
    """Whether somebody speaks for the one police force of the report's own state: "Police Commissioner Bo Lund"."""
    if setting.home is None or row["rule"] == "pronoun":
        return False
    told = told_behind(row, setting.text)
    words = [row["text"], told[0] if told is not None else ""]
    return any(map(_POLICE.search, words)) and not lacks_office(state_of(setting.home["entry"]), [row])


def lacks_office(state: str, rows: Sequence[Row]) -> bool:
    """Whether a state has no such office: "President Ana Mora" is not of a kingdom, police of no federation."""
    held = {"president": _PRESIDENT, "prime minister": _PREMIER, "national police": _POLICE}
    absent = [held[office] for office in _absent().get(state, ())]
    return any(pattern.search(row["text"]) for pattern in absent for row in rows)


@lru_cache(maxsize=1)
def _absent() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in data.lexicon("absent_offices").to_dict("records"):
        found[row["entry"]] = (*found.get(row["entry"], ()), row["office"])
    return found


@lru_cache(maxsize=1)
def _answering() -> frozenset[str]:
    words = data.lexicon("reply_words").to_dict("records")
    return frozenset(row["words"] for row in words if row["sort"] in {"answer", "denial"})


def _turns_to(row: Row, setting: Setting, home: Row) -> bool:
    """Whether a statement is turned to a state, which stands right behind its cue: "called on Canada to pay"."""
    if row["cue_end"] is None or not row["spans"]:
        return False
    low = int(row["cue_end"])
    between = setting.text[low : low + _TURNS_TO]
    stop = _MARK.search(between)
    high = low + (stop.start() if stop is not None else len(between))
    told = [name for name in setting.all if low <= name["start"] < high]
    aimed = row["cue_lemma"] in _aimed()
    return aimed and bool(told) and state_of(told[0]["entry"]) == state_of(home["entry"])


@lru_cache(maxsize=1)
def _aimed() -> frozenset[str]:
    rows = data.lexicon("cues").to_dict("records")
    return frozenset(row["cue"] for row in rows if row["act"] in {"accuse", "condemn", "demand", "threaten"})


def _is_answered(own: Sequence[Row], statements: Sequence[Row], party_of: Callable[[str], str], name: str) -> bool:
    """Whether the statement right after one's own rejects it, and is of the state `name`: "called the speech …"."""
    for row in own:
        later = [one for one in statements if one["start"] > row["end"] and one["speaker"] not in {"", row["speaker"]}]
        after = min(later, key=lambda one: one["start"], default=None)
        said = after is not None and _SAID.match(after["content"]) is not None
        if after is not None and said and after["cue_lemma"] in _against() and party_of(after["speaker"]) == name:
            return True
    return False


@lru_cache(maxsize=1)
def _against() -> frozenset[str]:
    rows = data.lexicon("cues").to_dict("records")
    # "Called the speech a threat"
    judging = {row["cue"] for row in rows if row["act"] in {"condemn", "deny"} or "predicate" in row["takes"]}
    return _answering() | judging


def _answers(row: Row, statements: Sequence[Row], party_of: Callable[[str], str], name: str) -> bool:
    """Whether a statement answers the one before it, and that one is of the state called `name`."""
    if row["cue_lemma"] not in _answering():
        return False
    before = [one for one in statements if one["start"] < row["start"] and one["speaker"] not in {"", row["speaker"]}]
    return bool(before) and party_of(max(before, key=lambda one: one["start"])["speaker"]) == name
