"""Who makes a statement, in words: the same in every card and every page."""

from collections.abc import Mapping
from typing import Any

from toolkit.record import UNASSIGNED


def speaker(row: Mapping[Any, Any]) -> str:
    """All who speak, by their resolved names, else as printed, else that no source is named.

    >>> speaker({"speakers": ["Ann", "Bo"], "speaker": "", "speaker_mention": "both"})
    'Ann and Bo'
    """
    return str(" and ".join(row["speakers"]) or row["speaker"] or row["speaker_mention"] or "(source not named)")


def parties(row: Mapping[Any, Any]) -> tuple[str, ...]:
    """The parties of all who speak, each once, `(unassigned)` for those that have none.

    >>> parties({"speakers": ["Ann", "Bo"], "speaker_parties": ["Red", ""], "party": ""})
    ('Red', '(unassigned)')
    """
    several = row["speaker_parties"] if len(row["speakers"]) > 1 else []
    return tuple(dict.fromkeys(party or UNASSIGNED for party in several or [row["party"]]))
