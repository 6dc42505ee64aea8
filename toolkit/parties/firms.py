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
# Offices of firms alone, and one that hospitals, charities and councils have too.
_OFFICER = re.compile(
    r"(?:[Tt]he\s|[Ii]ts\s)?(?:[Gg]roup\s|[Dd]eputy\s)?(?:[Cc]hief\s(?:[Oo]perating|[Ff]inancial|[Cc]ommercial|[Tt]echnology)\s"
    r"[Oo]fficer|[Mm]anaging\s[Dd]irector|[Ff]inance\s[Dd]irector|COO|CFO|(?P<any>[Cc]hief\s[Ee]xecutive(?:\s[Oo]fficer)?|CEO))"
    r"(?=\s[A-Z]|$)"
)
_LED_SO = {"trust", "hospital", "hospitals", "charity", "council", "club", "nhs", "board", "authority", "federation"}
# Of a body of many by its name: "Basin Landholders".
_MANY = re.compile(
    r"(?:holders|owners|growers|workers|users|riders|fishers|farmers|parents|patients|players|neighbou?rs)$"
)
_TRADING = {"ltd", "limited", "plc", "inc", "corp", "corporation", "ag", "gmbh", "llc", "holdings", "sa", "nv", "pty"}
_PLAIN = {"senior", "top", "company", "local", ""}

Aliases = tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=64)
def _only_firm(aliases: Aliases) -> tuple[str, frozenset[str]]:
    """The only party that is a firm by its name, else the only one that can be; with the words of its names."""
    firms, open_ = {}, {}
    for party, names in aliases:
        words = [word.lower().rstrip(".") for name in names for word in name.split()]
        lasts = {name.lower().split()[-1].rstrip(".") for name in names if name.split()}
        if lasts & _nouns("firm") or set(words) & _TRADING:
            firms[party] = frozenset(words)
        elif names and not any(map(_is_other, names)):
            open_[party] = frozenset(words)
    found = firms or open_
    return next(iter(found.items())) if len(found) == 1 else ("", frozenset())


def _is_other(name: str) -> bool:
    """Whether a name is a state's, somebody's, or that of a body which is no firm: "Dockers' Union", "the tenants"."""
    words = [word.lower().strip("'’") for word in name.split()]
    known = data.gazetteer().by_text(name) or not name[:1].isupper()
    several = words[-1].endswith("s") and (words[-1][:-1] in _nouns("role", "witness") or _MANY.search(words[-1]))
    party = bool({*words} & _parties())
    return bool(known or several or party) or bool({*words} & (_nouns("body") - _nouns("firm")))


@lru_cache(maxsize=8)
def _nouns(*sorts: str) -> frozenset[str]:
    rows = data.lexicon("source_nouns").to_dict("records")
    # A group may be of any sort.
    return frozenset(row["noun"].lower() for row in rows if row["sort"] in sorts) - {"group"}


@lru_cache(maxsize=1)
def _parties() -> frozenset[str]:
    return frozenset(word.lower().split()[0] for word in data.lexicon("party_labels")["word"])


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


def firm_led(text: str, aliases: Mapping[str, Iterable[str]]) -> str:
    """The party of an officer of a firm whom no words tie to one: "Chief Operating Officer Ana Mora"; else empty.

    >>> firm_led("Chief Executive Ana Mora", {"Corvane Express": ("Corvane",), "Union": ("the union",)})
    'Corvane Express'
    """
    match = _OFFICER.match(text)
    named = tuple((name, tuple(others)) for name, others in aliases.items())
    words = {word.lower() for _, names in named for name in names for word in name.split()}
    if match is None or (match["any"] and words & _LED_SO):
        return ""
    return _only_firm(named)[0]
