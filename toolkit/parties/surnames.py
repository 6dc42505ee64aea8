"""People among the analyst's aliases whom a report knows by their surnames: "Amundsen", "Mora's office"."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from anyascii import anyascii

from toolkit import data
from toolkit.parties.choice import Parties

Row = dict[str, Any]
_TITLE = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Gov|Sen|Rep|Chief|Alhaji|Hajia|President|Mayor|Premier|Justice|Judge|Cllr|"
    r"Prof|Professor|General|Gen|Colonel|Col|Senator|Governor|Councillor)\.?"
)


def surnames_of(parties: Parties, mentions: Mapping[str, list[Row]]) -> dict[str, str]:
    """The surnames of the people among the aliases that nobody else of the article bears, each with the party."""
    found: dict[str, str] = {}
    people = {speaker for speaker, rows in mentions.items() if rows[0]["person"]}
    for party, aliases in parties.aliases.items():
        for alias in aliases:
            words = alias.split()
            surname = words[-1]
            others = {one for one in people if " " in one and one.split()[-1] == surname and one != alias}
            if len(words) in {2, 3} and not others and (alias in people or _is_alone(words, people)):
                found[surname] = party
    return found


def _is_alone(words: list[str], people: set[str]) -> bool:
    """Whether a report knows who bears a personal alias by the surname alone: "Amundsen" for "Lyle Amundsen"."""
    first, *_, last = words
    personal = anyascii(first).lower() in _given_names() or _TITLE.fullmatch(first) is not None
    # No list has every given name; two capitalised words that no lexicon knows are somebody's too.
    personal = personal or (len(words) == 2 and first.istitle() and not {first.lower(), last.lower()} & _nouns())
    return personal and last in people


def by_own_surname(speaker: str, rows: list[Row], surnames: Mapping[str, str]) -> tuple[str, int, int] | None:
    """The party of a person whom the report calls by the surname of an alias alone, with the place of the name."""
    if speaker not in surnames or not rows or not rows[0]["person"]:
        return None
    named = next((row for row in rows if row["text"].endswith(speaker)), None)
    if named is None:
        return None
    end = int(named["start"]) + len(named["text"])
    return surnames[speaker], end - len(speaker), end


def by_tied_surname(row: Row, surnames: Mapping[str, str]) -> tuple[str, int, int] | None:
    """The party of whom somebody works for, by the surname in the tie: "Maldonado-Reyes' office", "an aide to Mora"."""
    if row["affiliation_rule"] in {"", "itself", "nationality"}:
        return None
    for surname, party in surnames.items():
        found = re.search(rf"(?<![\w-]){re.escape(surname)}(?![\w-])", row["affiliation"])
        if found is not None:
            start = int(row["affiliation_start"])
            return party, start + found.start(), start + found.end()
    return None


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    return frozenset(data.lexicon("source_nouns")["noun"].str.lower())


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    return frozenset(data.lexicon("given_names")["name"])
