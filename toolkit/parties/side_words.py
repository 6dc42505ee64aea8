"""The words by which an analyst's parties can be meant, made from their aliases: members, ministries, parts."""

import re
from collections import defaultdict
from functools import lru_cache

from toolkit import data

# What stands in the name of a ministry is its field: "the mine" is none of the Energy and Mines Ministry.
_FIELDED = {"ministry", "department"}
_GOVERNMENT = re.compile(r"(?:the )?(?P<of>[A-Z][\w.’' -]*?)(?:[’']s)? (?:[Ss]tate )?[Gg]overnment")
# Levels of government that an adjective tells.
_LEVELS = {"federal", "provincial", "state", "national", "regional", "central"}
_HELD = (
    r"[Mm]inister|[Pp]remier|[Tt]reasurer|[Cc]hief [Ss]ecretary|[Gg]overnor|[Cc]abinet|[Mm]inistry|"
    r"[Aa]ttorney[- ][Gg]eneral"
)
_MINISTRY = re.compile(r"(?:the )?(?:[A-Z]\w+ )?(?:Ministry|Department) (?:of|for) (?:the )?(?P<field>[A-Z]\w+)")
_OWN_MINISTRY = re.compile(
    r"(?:the )?(?:(?:Union|Federal|National) )?(?P<field>[A-Z][\w-]+(?: (?:and )?[A-Z][\w-]+){0,3}) "
    r"(?:Ministry|Department)"
)
POSSESSIVE = re.compile(r"['’]s?$")


def members(aliases: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, str]:
    """What one member of a political party among the aliases is called, each with the party: "Democrat", "Labour"."""
    found = {}
    for word in data.lexicon("party_labels")["word"]:
        forms = {word, f"{word}s", f"{word}ic"}
        owners = {party for party, names in aliases for name in names if forms & set(name.split())}
        if len(owners) == 1 and not word.isupper():
            found[word] = next(iter(owners))
    return found


def ones(aliases: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, str]:
    """What one of those is called whom an alias ends with as many, in small letters, each with the only such party."""
    owners: dict[str, set[str]] = defaultdict(set)
    for party, names in aliases:
        for name in names:
            last = name.split()[-1]
            if last.islower() and singular(last) != last:
                owners[singular(last)].add(party)
    return {noun: next(iter(found)) for noun, found in owners.items() if len(found) == 1}


def governments(aliases: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The offices of governments among the aliases that are those of a part of a state: "Delhi government"."""
    found = []
    for party, names in aliases:
        for match in filter(None, map(_GOVERNMENT.fullmatch, names)):
            words = rf"(?<![\w-]){re.escape(match['of'])}(?:['’]s)?\s(?:[\w-]+\s){{0,4}}?(?:{_HELD})\b"
            found.append((re.compile(words), party))
            if match["of"].lower() in _LEVELS:
                held = rf"(?<![\w-]){match['of']}\s(?:[\w-]+\s){{0,2}}?(?:officials?|spokes\w+|{_HELD})\b"
                found.append((re.compile(held, re.IGNORECASE), party))
    return tuple(found)


def ministries(aliases: tuple[tuple[str, tuple[str, ...]], ...]) -> list[tuple[re.Pattern[str], str]]:
    """What a ministry among the aliases is also called, and who heads it: "the forests minister"."""
    found = []
    for party, names in aliases:
        for match in filter(None, map(_MINISTRY.fullmatch, names)):
            word = re.escape(singular(match["field"]))
            words = (
                rf"(?<![\w-])(?:{word}s?\s(?:state\s)?(?:minister|secretary|ministry|department)|"
                rf"(?:minister|secretary)\s(?:of\sstate\s)?(?:of|for)\s(?:the\s)?{word}s?)\b"
            )
            found.append((re.compile(words, re.IGNORECASE), party))
        for match in filter(None, map(_OWN_MINISTRY.fullmatch, names)):
            held = r"(?:officials?|ministry|spokes\w+|sources?|department|(?:state\s)?minister|(?:under)?secretary)"
            words = rf"(?<![\w-]){re.escape(match['field'])}\s{held}\b|\b(?:under)?secretary\sof\s{match['field']}\b"
            found.append((re.compile(words, re.IGNORECASE), party))
    return found


def inner(aliases: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, tuple[str, frozenset[str]]]:
    """The words inside the names of bodies that only one party's names have, each with the party and all its words."""
    owners: dict[str, set[str]] = defaultdict(set)
    words: dict[str, set[str]] = defaultdict(set)
    for party, names in aliases:
        for name in names:
            parts = [POSSESSIVE.sub("", word.lower()) for word in name.split()]
            body = singular(parts[-1]) in nouns() - _FIELDED and len(parts) > 1 and name[0].isupper()
            for part in parts:
                owners[singular(part)].add(party)
                if body and len(part) > 4:
                    words[singular(part)] |= set(parts)
    return {
        word: (next(iter(owners[word])), frozenset(parts)) for word, parts in words.items() if len(owners[word]) == 1
    }


def labels(aliases: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, str]:
    """The words and short marks by which reports label a member of a political party, each with its party."""
    found: dict[str, str] = {}
    for party, names in aliases:
        for name in names:
            single = " " not in name and name[0].isupper() and name.endswith("s") and len(name) > 4
            found |= {name: party} | ({name[:-1]: party} if single else {})
            if name.endswith(" Party"):
                found.setdefault(name.removesuffix(" Party"), party)
    for row in data.lexicon("party_labels").to_dict("records"):
        owners = {party for name, party in found.items() if name.split(" ")[0] == row["word"].split(" ")[0]}
        if len(owners) == 1:
            found.setdefault(row["label"], next(iter(owners)))
    return found


@lru_cache(maxsize=1)
def nouns() -> frozenset[str]:
    """Nouns of bodies, offices and sides, in small letters."""
    rows = data.lexicon("source_nouns").to_dict("records")
    more = {row["side"] for row in data.lexicon("role_sides").to_dict("records")}
    known = {row["noun"].lower() for row in rows if row["sort"] in {"body", "role", "suffix", "media"}}
    return frozenset(known | more | {"family"})


def singular(word: str) -> str:
    """A noun without the ending of a plural or of an owner."""
    plain = POSSESSIVE.sub("", word.lower())
    if plain.endswith("men") and len(plain) > len("omen"):
        return f"{plain[:-2]}an"
    return plain[:-1] if plain.endswith("s") and not plain.endswith("ss") and len(plain) > 3 else plain
