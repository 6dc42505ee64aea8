"""Who speaks for which side of a trial, by the words beside a name: "Opening the case, Ana Mora KC said"."""

import re
from typing import Any

from toolkit.parties.sides import Sides

Row = dict[str, Any]
_SILK = r"(?:\s\(?(?:KC|QC|SC|SAN|BL)\)?)?"
_OPENS = re.compile(
    r"(?:^|[.?!\n][”’\"]?\s)(?:Opening|Closing|Outlining|Prosecuting|Summing up)\s(?:the\s)?(?:\w+\s)?"
    r"(?:case|trial|prosecution)\b[^.;\n“”\"]{0,110}$"
)
_SPEAKS = re.compile(r"\s\(?(?:KC|QC|SC|SAN|BL)\b|\s(?:said|told|argued|alleged|described|claimed|suggested)\b")
_PROSECUTES = re.compile(
    rf"{_SILK},?\s(?:who is\s)?(?:prosecuting\b|"
    r"(?:for|representing)\sthe\s(?:prosecution|Crown|[Ss]tate|Director of Public))"
)
_DEFENDS = re.compile(rf"{_SILK},?\s(?:who is\s)?(?:defending\b(?!\s[A-Z])|(?:for|representing)\sthe\sdefen[cs]e\b)")
_STATE = re.compile(r"\bU\.?S\.? [Aa]ttorney\b")


def side_at_bar(row: Row, sides: Sides, text: str) -> tuple[str, int, int] | None:
    """The analyst's party that a lawyer speaks for in court, with the place of the words that tell it; or None."""
    if not row["person"] or row["rule"] not in {"name", "surname"}:
        return None
    start, end = int(row["start"]), int(row["end"])
    opens = _OPENS.search(text, max(0, start - 150), start) if _SPEAKS.match(text, end) else None
    state = _STATE.search(row["text"])
    if state is not None:
        return _found(sides.by_role(row["text"]), start, end)
    against = _PROSECUTES.match(text, end)
    if opens is not None or against is not None:
        found = opens or against
        return _found(sides.by_role("the prosecutor"), *(found.span() if found is not None else (start, end)))
    defends = _DEFENDS.match(text, end)
    if defends is None:
        return None
    return _found(sides.by_role("defence counsel") or sides.by_role("defense counsel"), *defends.span())


def _found(party: str, start: int, end: int) -> tuple[str, int, int] | None:
    return (party, start, end) if party else None
