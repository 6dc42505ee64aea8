"""The only firm among an analyst's parties, which reports call by any word for a firm: "the firm", "management"."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from toolkit import data

# Words by which a report means the firm that it is about, or those who run it.
_CALLED = re.compile(
    r"(?:the\s|its\s)?(?:(?P<of>[\w-]+)\s)?(?:firm|company|business|employers?|management|bosses|managers|executives)",
    re.IGNORECASE,
)
_TRADING = {"ltd", "limited", "plc", "inc", "corp", "corporation", "ag", "gmbh", "llc", "holdings", "sa", "nv", "pty"}
_PLAIN = {"senior", "top", "company", "local", ""}


@lru_cache(maxsize=64)
def _only_firm(aliases: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[str, frozenset[str]]:
    found = {}
    for party, names in aliases:
        words = [word.lower().rstrip(".") for name in names for word in name.split()]
        lasts = {name.lower().split()[-1].rstrip(".") for name in names if name.split()}
        if lasts & _nouns() or set(words) & _TRADING:
            found[party] = frozenset(words)
    return next(iter(found.items())) if len(found) == 1 else ("", frozenset())


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    rows = data.lexicon("source_nouns").to_dict("records")
    # A group may be of any sort.
    return frozenset(row["noun"] for row in rows if row["sort"] == "firm") - {"group"}


def firm_called(text: str, aliases: Mapping[str, Iterable[str]]) -> str:
    """The party that is meant by a word for a firm, where only one of the parties is one; else empty.

    >>> firm_called("The firm", {"NLR": ("Northern Line Rail", "the operator"), "Union": ("the union",)})
    'NLR'
    """
    match = _CALLED.fullmatch(text.strip())
    if match is None:
        return ""
    party, words = _only_firm(tuple((name, tuple(others)) for name, others in aliases.items()))
    return party if (match["of"] or "").lower() in words | _PLAIN else ""
