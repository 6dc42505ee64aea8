"""What a mention and the words beside it tell of an office: whether its holder speaks for what it is named with."""

import re
from typing import Any

from toolkit.parties.near import told_before
from toolkit.parties.setting import is_office, is_state_body
from toolkit.parties.verdicts import told_behind

Row = dict[str, Any]
# Offices whose holder speaks for the state it is named with.
OFFICES = {"government", "military", "unnamed official"}
# Who speaks for the body it is named with.
_MOUTH = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|officials?|envoy|ambassador|negotiators?|delegat(?:es?|ion)|leaders?|chair\w*|"
    r"representatives?|secretary|president|colleague|counterpart)\b",
    re.IGNORECASE,
)
# Who stands against the government of a country does not speak for it.
OPPOSED = re.compile(r"\b(?:opposition|exiled|dissident|rebel|separatist|former|ex)\b", re.IGNORECASE)
_NOT_IN_OFFICE = re.compile(r"\b(?:former|shadow|retired|ex|opposition|rebel)\b", re.IGNORECASE)
_RANK = re.compile(
    r"^(?:the )?(?:(?:Lieutenant|Major|Brigadier|Vice|Rear|Lt\.?|Maj\.?|Brig\.?)[ -])?"
    r"(?:General|Gen\.?|Brigadier|Colonel|Col\.?|Commander|Cmdr\.?|Admiral|Commodore|Captain|Capt\.?|Major|Maj\.?)\s[A-Z]"
)
_COMMANDS = re.compile(
    r",\s(?:who\s(?:now\s|also\s)?(?:commands?|heads?|leads?|is in (?:charge|command) of|runs?)|(?:the\s)?commander of|"
    r"commanding)\s(?:the|a|an)\s(?:[\w’-]+\s){0,4}?(?:sector|brigade|region|zone|front|district|division|task force|"
    r"battalion|garrison|operation|regiment|squadron|fleet|base|command|corps)\b"
)
_HEADS_OWN = re.compile(r",\swho\s(?:heads|chairs|leads|runs)\s")


def is_mouth(row: Row, text: str) -> bool:
    """Whether somebody speaks for the body it is named with: "the Russian envoy", "the US representative, Ana Mora"."""
    before = told_before(row, text)
    return _MOUTH.search(row["text"]) is not None or (before is not None and _MOUTH.search(before[0]) is not None)


def holds_office(row: Row, text: str) -> bool:
    """Whether somebody holds an office of state, by its sort or by the body that the words behind the name tell."""
    told = told_behind(row, text)
    body = is_state_body(row["text"]) or (told is not None and is_state_body(told[0]))
    return body or bool({row["office"], row["speaker_type"]} & OFFICES)


def has_no_country(row: Row, text: str) -> bool:
    """Whether somebody holds, now, an office or a command that every state has, and no state is named with it."""
    told = told_behind(row, text)
    words = " / ".join([row["text"], row["affiliation"], told[0] if told is not None else ""])
    if row["rule"] == "pronoun" or _NOT_IN_OFFICE.search(words):
        return False
    commands = _RANK.match(row["text"]) is not None and _COMMANDS.match(text, int(row["end"])) is not None
    return is_office(words) or commands


def stands_bare(row: Row, text: str) -> bool:
    """Whether a person is named with a place alone: "Russia's Gennady Mora", and not as the head of something else."""
    bare = row["speaker_type"] == "person" and not row["office"] and row["rule"] in {"name", "surname"}
    tied = row["affiliation_rule"] in {"possessive", "employer"}
    return bare and tied and _HEADS_OWN.match(text, int(row["end"])) is None
