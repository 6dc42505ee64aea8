"""The verdict on a speaker, and in which order the ties that lead to one are asked."""

import re
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
# The description between commas behind a name: ", the city attorney,", ", one of the three commissioners,".
_APPOSITION = re.compile(
    r",\s(?:\d\d,\s)?(?P<words>(?:(?:the|an?|one of|its|their)\s|(?:[a-z-]+\s){1,3}(?:of|for|at)\s|"
    r"[A-Z][\w.-]*(?:\s[A-Z][\w.-]*){0,2}['’]s\s)"
    r"[^,.;:—–()“”\"\n]{3,70}?)(?:[,.]| who\b| and an? )"
)
# "Norvik's former counsel" is no voice of Norvik.
NOT_OF = re.compile(
    r"[’']s?\s(?:(?:[\w-]+\s)?(?:former|ex|one-time|erstwhile|estranged)\b|"
    r"(?:[\w-]+\s){0,3}(?:shareholders?|investors?|creditors?|lenders?|bondholders?|customers?|suppliers?|rivals?|critics?|"
    r"competitors?|opponents?|accusers?|"
    r"neighbou?rs?|victims?|witness(?:es)?|partner|friends?|colleagues?|roommate|landlord|doctor)\b)"
)
# "Shareholders in Norvik", "critics of the council" stand beside it.
OUTSIDE = re.compile(
    r"\b(?:shareholders?|investors?|creditors?|lenders?|customers?|suppliers?|rivals?|critics?|competitors?|opponents?|"
    r"neighbou?rs?|victims?|enem(?:y|ies)|foes?)\s(?:in|of|to|for)\s(?:the\s)?$|"
    r"\b(?:former|ex|one-time|erstwhile|retired|chief)[\s-](?:the\s)?$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?:[\w’-]+\s){1,4}?(?:had|has|have|was|were|is|are|would|will|could|did|does|must|should|can|may|might)\s"
)
# Marks with which a paragraph that is a quotation opens.
MARKS = {"“", "‘", '"', "'"}
_TIES = {
    "heads": 0,
    "employer": 0,
    "possessive": 1,
    "pronoun": 1,
    "apposition": 2,
    "nationality": 3,
    "itself": 4,
    "role chain": 5,
}


@dataclass(frozen=True)
class Verdict:
    """A party, the rule that decided it, and where the deciding words stand; empty when nothing decides.

    `article` is filled where the words stand in another article than the speaker.
    """

    party: str = ""
    rule: str = ""
    start: int | None = None
    end: int | None = None
    article: str = ""


UNASSIGNED = Verdict()


def paragraph_above(text: str, place: int) -> int:
    r"""Where the paragraph above that of a place begins.

    >>> paragraph_above("One.\n\nTwo.\n\nThree.", 14)
    6
    """
    return text.rfind("\n", 0, max(0, text.rfind("\n\n", 0, place))) + 1


def told_behind(row: Row, text: str) -> tuple[str, int] | None:
    """The words between commas behind a name that tell what its bearer is, with their place."""
    if row["rule"] not in {"name", "surname"} or row["text"].lower().startswith("the "):
        return None
    behind = _APPOSITION.match(text, int(row["end"]))
    if behind is None or _CLAUSE.match(behind["words"]):
        return None  # "According to Mora, the ministry had postponed it."
    return behind["words"], behind.start("words")


def tie_order(row: Row) -> tuple[int, int]:
    """The order in which the ties of a speaker are asked: whom it works for before where it is from."""
    return _TIES.get(row["affiliation_rule"], 9), row["start"]
