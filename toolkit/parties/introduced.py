"""What a report calls a party when it introduces it: "Save Our Shore, a residents' group", and then "the group"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from toolkit import data

Row = dict[str, Any]

_BEHIND = re.compile(
    r"(?:\s\([A-Z][\w-]{1,8}\))?,\s(?:an?|the|one of the)\s(?:[\w’'.-]+\s){0,5}?(?P<noun>[a-z]+)"
    r"(?=[,.;]|\s(?:that|which|in|of|based|representing|with|for|from|behind|whose|running|trying|fighting)\b)"
)
# "The campaign group Save Our Shore", "a developer, Harbour Point"
_BEFORE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s(?:[\w’'-]+\s){0,4}?(?P<noun>[a-z]+),?\s$")

_NOUN = re.compile(r"(?:^(?:[Tt]he\s)|\s(?:for|of|at|from|with|in)\sthe\s)(?P<noun>[a-z]+)(?:$|(?=['’]s?\s))")


def introduced(text: str, places: Iterable[tuple[str, int, int]]) -> dict[str, str]:
    """Noun of a body to the only party that the report introduces by it.

    `places` are those of the parties' names, as (party, start, end).

    >>> introduced("Save Our Shore, a residents' group, sued.", [("Residents", 0, 14)])
    {'group': 'Residents'}
    """
    found: dict[str, set[str]] = defaultdict(set)
    here: list[int] = []
    for party, start, end in places:
        if not text[start:end][:1].isupper():
            continue
        for match in (_BEHIND.match(text, end), _BEFORE.search(text, max(0, start - 60), start)):
            if match is not None and match["noun"] in _bodies():
                found[match["noun"]].add(party)
                here.append(match.start("noun"))
    only = {noun: next(iter(owners)) for noun, owners in found.items() if len(owners) == 1}
    return {noun: party for noun, party in only.items() if not _others(text, noun, here)}


def called(row: Row, nouns: Mapping[str, str], text: str) -> tuple[str, int, int] | None:
    """The party by whose noun a mention or a tie is told, with the place: "the group", "a lawyer for the group"."""
    found = _NOUN.search(row["text"]) if row["rule"] != "pronoun" and not row["named"] else None
    if found is not None and found["noun"] in nouns:
        start = int(row["start"])
        return nouns[found["noun"]], start + found.start("noun"), start + found.end("noun")
    words = row["affiliation"]
    if words in nouns and text[max(0, int(row["affiliation_start"]) - 4) :][:4].lower() == "the ":
        return nouns[words], int(row["affiliation_start"]), int(row["affiliation_end"])
    return None


def _others(text: str, noun: str, here: list[int]) -> bool:
    """Whether the report tells of another body of that sort."""
    between = r"(?:(?!(?:the|its|their|his|her)\b)[\w’'-]+\s){0,5}?"
    some = re.compile(rf"\b(?:[Aa]n?|[Aa]nother|[Oo]ther|[Tt]wo|[Tt]hree)\s{between}(?P<noun>{noun}s?)\b")
    return any(match.start("noun") not in here for match in some.finditer(text))


@lru_cache(maxsize=1)
def _bodies() -> frozenset[str]:
    rows = data.lexicon("source_nouns").to_dict("records")
    return frozenset(row["noun"].lower() for row in rows if row["sort"] == "body")
