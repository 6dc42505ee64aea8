"""The analyst's parties as a value: aliases, members, overrides, and where they are found in some words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from toolkit import data

_SHORTEST = 2  # letters: initials are longer
_FIRST = {"The", "A", "An", "Its", "Their", "Both", "This", "his", "its", "this"}
_SHORT = re.compile(r" \(([A-Z][\w-]{1,11})\)")
_CAPITALS = re.compile(r"[A-Z]{4,}(?=\s[a-z])")


def _plain(text: str) -> str:
    """The text with straight apostrophes; `translate` takes many times as long for a whole report."""
    return text.replace("’", "'").replace("‘", "'").replace("ʼ", "'")


@dataclass(frozen=True)
class Member:
    """Somebody, or another party, who belongs to a party from the day `since` to the day `until`, both included."""

    name: str
    since: date | None = None
    until: date | None = None

    @property
    def dated(self) -> bool:
        """Whether the membership has a beginning or an end."""
        return self.since is not None or self.until is not None

    def holds(self, day: date | None) -> bool:
        """Whether the membership holds on a day; on an unknown day only one without dates does.

        >>> Member("Ines Mora", until=date(2024, 5, 1)).holds(date(2024, 5, 2))
        False
        """
        if day is None:
            return not self.dated
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Override:
    """The analyst's word that a speaker is of a party (of none: the empty string), everywhere or in one article."""

    speaker: str
    party: str
    article: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Parties:
    """Parties the analyst named: their aliases and members, answers to contested memberships, and what they overrule.

    `gazetteer` tells whether the gazetteer's parties count too.
    """

    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    gazetteer: bool = True
    colours: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, tuple[Member, ...]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()

    def on(self, day: date | None) -> "Parties":
        """The same parties as they are on a day: whoever is a member then is found like an alias.

        >>> Parties({"Union": ("Union",)}, members={"Union": (Member("Ines Mora"),)}).on(None).find("Ms Ines Mora")
        ('Union', 3, 12)
        """
        if not self.members:
            return self
        found = {
            party: (
                *aliases,
                *(one.name for one in self.members.get(party, ()) if one.holds(day) and one.name not in self.aliases),
            )
            for party, aliases in self.aliases.items()
        }
        return replace(self, aliases={party: tuple(dict.fromkeys(names)) for party, names in found.items()})

    def outermost(self, party: str, day: date | None) -> str:
        """The party that `party` is a member of on a day, followed to the last one; itself where it is of none.

        >>> blocs = Parties({"Axis": ("Axis",)}, members={"Axis": (Member("Norland"),)})
        >>> blocs.outermost("Norland", None), blocs.outermost("Sudria", None)
        ('Axis', 'Sudria')
        """
        for outer, members in self.members.items():
            if outer != party and any(one.name == party and one.holds(day) for one in members):
                return self.outermost(outer, day)
        return party

    def find(self, text: str) -> tuple[str, int, int] | None:
        """The party whose alias stands in `text`, with its place; the longest alias wins, then the first place.

        An alias that a hyphen ties to another word names somebody else: "anti-Union", "Union-run".

        >>> Parties({"Union": ("dockers", "NDU")}).find("The dockers' leader")
        ('Union', 4, 11)
        """
        if not self.aliases:
            return None
        plain = _plain(text)
        found = self._longest(plain)
        opened = _CAPITALS.match(plain) if found is None else None
        # "PARENTS in Kilbarry": some papers open a report in capitals.
        return self._longest(opened.group().capitalize() + plain[opened.end() :]) if opened is not None else found

    def _longest(self, plain: str) -> tuple[str, int, int] | None:
        best: tuple[int, int, str, int, int] | None = None
        for party, aliases in self.aliases.items():
            for alias in aliases:
                match = _pattern(alias, alone=True).search(plain)
                if match is not None and not _is_others(alias, plain, match.start()):
                    key = (-len(alias), match.start(), party, match.start(), match.end())
                    best = min(best, key) if best is not None else key
        return (best[2], best[3], best[4]) if best is not None else None

    def acronyms(self, text: str) -> dict[str, str]:
        """The short forms that `text` introduces in brackets behind an alias, each with the party it means.

        >>> Parties({"Union": ("Northern Dockers' Union",)}).acronyms("the Northern Dockers' Union (NDU)")
        {'NDU': 'Union'}
        """
        plain = _plain(text)
        taken = {alias.casefold() for aliases in self.aliases.values() for alias in aliases}
        found: dict[str, str] = {}
        for party, aliases in self.aliases.items():
            ends = [match.end() for alias in aliases for match in _pattern(alias).finditer(plain)]
            short = [match.group(1) for end in ends if (match := _SHORT.match(plain, end)) is not None]
            found |= {word: party for word in short if word.casefold() not in taken}
        return found

    def short_names(self, text: str) -> dict[str, str]:
        """The names of firms without what kind of firm they are, where `text` has them alone, each with its party.

        >>> Parties({"Founder": ("Fellside Holdings",)}).short_names("a retort from Fellside")
        {'Fellside': 'Founder'}
        """
        plain = _plain(text)
        words = [word for names in self.aliases.values() for name in names for word in name.split()]
        found: dict[str, str] = self._initials(plain)
        for party, names in self.aliases.items():
            for name in names:
                lead, _, kind = name.rpartition(" ")
                own = len(lead) > 3 and kind in _firm_nouns() and words.count(lead.split()[0]) == 1
                if own and not data.gazetteer().by_text(lead) and _stands_alone(lead, plain):
                    found[lead] = party
        return found

    def _initials(self, plain: str) -> dict[str, str]:
        """The initials of names of three words and more, where a text has them and they mean one party only."""
        taken = {alias for names in self.aliases.values() for alias in names}
        owners: dict[str, set[str]] = {}
        for party, names in self.aliases.items():
            for name in names:
                short = "".join(word[0] for word in name.split() if word[0].isupper())
                if len(short) > _SHORTEST and short not in taken and re.search(rf"\b{short}\b", plain):
                    owners.setdefault(short, set()).add(party)
        known = {short for short in owners if data.gazetteer().by_text(short)}
        return {short: next(iter(found)) for short, found in owners.items() if len(found) == 1 and short not in known}

    def part(self, text: str) -> tuple[str, int, int] | None:
        """The party of which `text` has several words of an alias in a row, and no other party has: "Park Service".

        >>> Parties({"State": ("National Park Service",)}).part("Park Service Director")
        ('State', 0, 12)
        """
        found: dict[str, tuple[int, int]] = {}
        for party, aliases in self.aliases.items():
            for alias in aliases:
                words = _plain(alias).split()
                # The last word tells what it is: "Madhya Pradesh" is no part that means its government.
                runs = [words[low:] for low in range(1, len(words) - 1)]
                for run in sorted(runs, key=len, reverse=True):
                    if len(run) < len(words) and all(word[0].isupper() for word in run):
                        match = _pattern(" ".join(run), alone=True).search(_plain(text))
                        if match is not None:
                            found.setdefault(party, (match.start(), match.end()))
                            break
        if len(found) != 1:
            return None
        party, (start, end) = next(iter(found.items()))
        return party, start, end

    def with_aliases(self, more: Mapping[str, str]) -> "Parties":
        """The same parties with other aliases, given as alias to party.

        >>> Parties({"Union": ("Union",)}).with_aliases({"NDU": "Union"}).aliases
        {'Union': ('Union', 'NDU')}
        """
        if not more:
            return self
        added = {party: [alias for alias, owner in more.items() if owner == party] for party in self.aliases}
        return replace(self, aliases={party: (*names, *added[party]) for party, names in self.aliases.items()})

    def everywhere(self, text: str) -> list[tuple[str, int, int]]:
        """Every place where an alias stands, longest first where two overlap, as (party, start, end) in order."""
        plain = _plain(text)
        found = [
            (match.start(), match.end(), party)
            for party, aliases in self.aliases.items()
            for alias in aliases
            for match in _pattern(alias).finditer(plain)
        ]
        kept: list[tuple[int, int, str]] = []
        for start, end, party in sorted(found, key=lambda place: (place[0] - place[1], place[0])):
            if all(end <= low or start >= high for low, high, _ in kept):
                kept.append((start, end, party))
        return [(party, start, end) for start, end, party in sorted(kept)]


def _is_others(alias: str, plain: str, start: int) -> bool:
    """Whether an alias that is a common noun means somebody else's: "the transport workers' union" for "Union"."""
    if " " in alias or alias.lower() not in _common_nouns():
        return False
    if not plain[start].islower():
        # "The Police Federation" is none of the party "Police".
        after = plain[start + len(alias) :].split()[:1]
        return bool(after) and after[0].istitle() and after[0].lower() in _common_bodies()
    before = plain[:start].split()[-1:]
    return bool(before) and (before[0].rstrip("'").endswith("s") or before[0][0].isupper()) and before[0] not in _FIRST


@lru_cache(maxsize=1)
def _common_bodies() -> frozenset[str]:
    rows = data.lexicon("source_nouns")
    return frozenset(rows.loc[rows["sort"].isin(["body", "suffix"]), "noun"].str.lower())


@lru_cache(maxsize=1)
def _common_nouns() -> frozenset[str]:
    rows = data.lexicon("source_nouns")
    return frozenset(rows.loc[rows["sort"].isin(["body", "role"]), "noun"].str.lower())


def _stands_alone(name: str, text: str) -> bool:
    """Whether a name is printed by itself, and nowhere as somebody's surname."""
    before = [
        re.search(r"(\w*)\W*$", text[: match.start()])
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-]| [A-Z])", text)
    ]
    first = [match.group(1) for match in before if match is not None]
    return bool(first) and not any(word[:1].isupper() and word not in _FIRST for word in first)


@lru_cache(maxsize=1)
def _firm_nouns() -> frozenset[str]:
    rows = data.lexicon("source_nouns")
    kinds, bodies = (set(rows.loc[rows["sort"] == sort, "noun"]) for sort in ("suffix", "body"))
    return frozenset(kind for kind in kinds if kind.lower() not in bodies)


# Who is no longer of a body, or stands against it, is not meant by its name.
_NOT_OF = "".join(f"(?<!{word})" for word in ("shadow ", "former ", "rival ", "anti-", "ex-"))


def _either(word: str, alias: str) -> str:
    """A word as a pattern; an office in a description may be one or several: "attorneys general"."""
    lead = word if alias[1:].split(" ", maxsplit=1)[0] != word else alias.split(" ", maxsplit=1)[0]
    single = lead.removesuffix("s")
    if alias.islower() and single != lead and single in _roles():
        return re.escape(word.removesuffix("s")) + "s?"
    return re.escape(word)


@lru_cache(maxsize=1)
def _roles() -> frozenset[str]:
    rows = data.lexicon("source_nouns")
    return frozenset(rows.loc[rows["sort"] == "role", "noun"])


@lru_cache(maxsize=4096)
def _pattern(alias: str, *, alone: bool = False) -> re.Pattern[str]:
    """The alias as whole words; capitals matter where the alias has some, but not on its first letter.

    A word may stand in the possessive: "the UK's competition regulator" is the "UK competition regulator".
    """
    plain = _plain(alias)
    flags = re.IGNORECASE if alias.islower() else 0
    first = f"[{re.escape(plain[0].lower())}{re.escape(plain[0].upper())}]"
    rest = r"(?:'s)? ".join(_either(word, plain) for word in plain[1:].split(" "))
    before, after = (rf"(?<![\w-]){_NOT_OF}", r"(?!-?\w)") if alone else (r"(?<!\w)", r"(?!\w)")
    return re.compile(f"{before}{first}{rest}{after}", flags)
