"""Words that lead to an analyst's party without being one of its aliases: "the rebels", "the prosecutor"."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from toolkit import data
from toolkit.parties import side_words
from toolkit.parties.choice import Parties
from toolkit.parties.side_words import POSSESSIVE, singular
from toolkit.parties.verdicts import OUTSIDE

_START = re.compile(r"^(?:(?:the|its|their|both|that|this)\s+|(?:his|her)\s+(?=family\b))", re.IGNORECASE)
# What follows the noun that a phrase is about.
_BEHIND = re.compile(r"\s+(?:of|for|in|at|from|with|on|who|which|and|near|outside|inside)\s.*$|[,(].*$", re.DOTALL)
_OWNER = re.compile(r"((?:the\s+)?[\w -]+?)(?:['’]s|(?<=s)['’])\s", re.IGNORECASE)
# ", R-Mesa", " (D-Ariz.)", " (Lab, Leeds East)", ", a Republican": where a lawmaker belongs.
_LABELS = (
    re.compile(r"(?:,| \()\s?([A-Z][A-Za-z]{0,3})-[A-Z][\w.’']*(?: [A-Z][\w.’']*){0,2}[,).]"),
    re.compile(r" \(([A-Z][\w’' -]{1,40}?)[,)]"),
    re.compile(
        r"(?: \([A-Z][\w.]{0,6}\))?(?: of [A-Z][\w. -]{2,30})?, (?:an?|the) (?:[\w’'-]+ ){0,3}?([A-Z]\w+)\b(?! [A-Z])"
    ),
)
_DEFINITE = re.compile(r"\b[Tt]he [a-z]+\b(?! [a-z]+(?:er|or|man|ist)\b)(?!-)")
# "Officials in his own ministry": the body that a phrase ends with.
_INSIDE = re.compile(r"\s(?:of|in|at|for|from|with|inside)\s(?:the|his|her|its|their)(?:\sown)?\s(?P<body>[a-z]+)$")
_OF = re.compile(r"\s+(?:of|for|in|at|from|with|on)\s.*$|[,(].*$", re.DOTALL)
_THEIRS = re.compile(r"(?:their|his|her|its)\s", re.IGNORECASE)
# What belongs to a body, told by an adjective: "tribal leaders".
_ADJECTIVES = {"tribal": "tribe", "municipal": "municipality", "parliamentary": "parliament", "diocesan": "diocese"}
# Words before a noun that do not make it another's.
_PLAIN = {"main", "local", "own", "whole", "entire", "senior", "top", "many", "some", "all", "few", "several", "other"}
# Those who run a body, or work for it.
_OF_A_BODY = {"staff", "bosses", "chiefs", "leadership", "management", "leaders", "officials", "executives", "lawyers"}
_SITES = {
    "hospital",
    "school",
    "university",
    "college",
    "clinic",
    "airport",
    "port",
    "mine",
    "mill",
    "factory",
    "plant",
}
_OF_PEOPLE = {"union", "association", "guild", "federation", "alliance", "students", "faculty"}
# Offices of the government of a part of a state, which need no name where only one such government is a party.
_OF_A_PART = re.compile(r"^(?:the )?Premier\b|\b[Pp]rovincial (?:officials?|government|ministers?|[\w-]+ minister)\b")
# Offices of a state or a parliament, whatever word stands before them.
SEATED = re.compile(r"(?:senators?|representatives?|lawmakers?|legislators?|ministers?|secretary)\b", re.IGNORECASE)
# Somebody of another side, or of no side any more.
_NOT_NOW = re.compile(r"\b(?:former|shadow|retired|ex|then|late|rival|opposition|private)\b", re.IGNORECASE)
# An office of the whole state, where the analyst's government may be that of a part.
_ABOVE = re.compile(r"\b(?:federal|union home|union minister)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Sides:
    """The nouns and the roles that can mean only one of the parties an analyst named."""

    heads: dict[str, tuple[str, frozenset[str]]]
    roles: tuple[tuple[re.Pattern[str], str], ...]
    labels: dict[str, str]
    inner: dict[str, tuple[str, frozenset[str]]]
    members: dict[str, str]
    governments: tuple[tuple[re.Pattern[str], str], ...]
    ones: dict[str, str]

    def by_government(self, text: str) -> tuple[str, int, int] | None:
        """The party that is the government which an office is named with, with the place of the words.

        >>> sides_of(Parties({"Delhi": ("Delhi government",)})).by_government("Delhi Finance Minister Ana Mora")
        ('Delhi', 0, 22)
        """
        found = [(party, *match.span()) for pattern, party in self.governments if (match := pattern.search(text))]
        parts = {party for _, party in self.governments}
        head = _OF_A_PART.search(text) if len(parts) == 1 and not found else None
        found = [(next(iter(parts)), *head.span())] if head is not None else found
        return None if not found or _NOT_NOW.search(text) else found[0]

    def of_one(self, noun: str) -> str:
        """The party that an alias in small letters describes by what its people are: a tenant is of "the tenants".

        >>> sides_of(Parties({"Tenants": ("council tenants",)})).of_one("tenant")
        'Tenants'
        """
        return self.ones.get(noun.lower(), "")

    def by_head(self, text: str) -> str:
        """The party that a definite description means by its noun: "the rebels" where an alias is "Ennedi rebels".

        Empty where two parties share the noun, and where words before it tell of another ("the Lima union").

        >>> sides_of(Parties({"FLE": ("Ennedi rebels",), "Chad": ("the army",)})).by_head("The rebels")
        'FLE'
        """
        words = _BEHIND.sub("", _START.sub("", text.strip())).split()
        if not words or _NOT_NOW.search(text):
            return ""
        noun = singular(words[-1])
        # Of a campaign are campaigners, of a strike strikers.
        forms = [noun, f"{noun}er", f"{noun}r"]
        party, known = next((self.heads[form] for form in forms if form in self.heads), ("", frozenset()))
        if (
            not party
            and words[-1].islower()
            and (words[-1] != noun or text.lower().startswith(("the ", "its ", "their ")))
        ):
            # "the symphony" of the Rainy Bay Symphony Association, "doctors" of the Hospital Doctors' Association
            # "Their attorney" is none of the attorney's office.
            others = noun in _offices() and _THEIRS.match(text.strip()) is not None
            party, known = self.inner.get(noun, ("", frozenset())) if not others else ("", frozenset())
        strange = [word for word in words[:-1] if POSSESSIVE.sub("", word.lower()) not in known | _PLAIN]
        return "" if strange else party

    def has_rulers(self) -> bool:
        """Whether one of the parties is a government, or its police.

        >>> sides_of(Parties({"Government": ("the government",)})).has_rulers()
        True
        """
        return bool(self.by_head("the government") or self.by_head("the police"))

    def by_compound(self, text: str) -> str:
        """The party whose noun stands right before an office: "the county attorney" where an alias is "Okatee County".

        >>> sides_of(Parties({"County": ("Okatee County",)})).by_compound("the county attorney")
        'County'
        """
        inside = _INSIDE.search(text.strip())
        if inside is not None and OUTSIDE.search(text.strip()[: inside.start("body")]):
            return ""  # "critics of the council"
        if inside is not None:
            return self.by_head(f"the {inside['body']}")
        words = _BEHIND.sub("", _START.sub("", text.strip())).split()
        office = len(words) > 1 and (singular(words[-1]) in _offices() or words[-1].lower() in _OF_A_BODY)
        # "City officials said": a capital for its place.
        before = [
            _ADJECTIVES.get(word.lower(), word.lower() if not place else word) for place, word in enumerate(words[:-1])
        ]
        if office and SEATED.match(words[-1]):
            return ""  # a state senator is none of the State University, a transport secretary of no transport union
        # "Hospital bosses" of the Hospitals Trust.
        inner = {word: one for word, one in self.inner.items() if word in _SITES and not one[1] & _OF_PEOPLE}
        known = {**inner, **self.heads}
        found = {known[word][0] for word in before if word in known} if office else set()
        return next(iter(found)) if len(found) == 1 and not _NOT_NOW.search(text) else ""

    def by_owner(self, text: str) -> str:
        """The party whose noun owns what is named: "the front's political office" where an alias is "Sobat front"."""
        owner = _OWNER.match(text.strip())
        return self.by_head(owner.group(1)) if owner is not None else ""

    def nouns_in(self, text: str) -> list[tuple[str, int, int]]:
        """Every place where "the" and a noun of one party stand, as (party, start, end) in order: "the board".

        >>> sides_of(Parties({"County": ("the county board",)})).nouns_in("The board is split.")
        [('County', 0, 9)]
        """
        if not self.heads and not self.inner:
            return []
        found = [(self.by_head(match.group()), *match.span()) for match in _DEFINITE.finditer(text)]
        return [place for place in found if place[0]]

    def by_label(self, behind: str) -> tuple[str, int, int] | None:
        """The political party that the words behind a lawmaker's name tell, with their place: ", R-Mesa, said".

        >>> sides_of(Parties({"GOP": ("Republicans",)})).by_label(", R-Willcox, who chairs")
        ('GOP', 2, 3)
        """
        for pattern in _LABELS:
            found = pattern.match(behind)
            if found is not None and found.group(1) in self.labels:
                return self.labels[found.group(1)], found.start(1), found.end(1)
        return None

    def by_role(self, text: str) -> str:
        """The party that an office or role stands for: a minister for the party called a government.

        >>> sides_of(Parties({"State": ("the prosecution",), "Defence": ("the defence",)})).by_role("the prosecutor")
        'State'
        """
        if _NOT_NOW.search(text) or _ABOVE.search(text):
            return ""
        return next((party for pattern, party in self.roles if pattern.search(text)), "")


@lru_cache(maxsize=64)
def sides_of_aliases(aliases: tuple[tuple[str, tuple[str, ...]], ...]) -> Sides:
    """The sides for aliases as pairs; see `sides_of`."""
    owners: dict[str, set[str]] = defaultdict(set)
    words: dict[str, set[str]] = defaultdict(set)
    nouns = side_words.nouns()
    for party, names in aliases:
        for name in names:
            # "and" joins two words of a name: the authority is the Competition and Markets Authority.
            before = (_BEHIND if name.islower() else _OF).sub("", name).split()
            head = singular(before[-1]) if before else ""
            # A personal name has no noun at its end; a name in small letters is a description.
            if head in nouns or name.islower() or name.lower().startswith("the "):
                owners[head].add(party)
                words[head] |= {POSSESSIVE.sub("", word.lower()) for word in name.split()}
    heads = {head: (next(iter(found)), frozenset(words[head])) for head, found in owners.items() if len(found) == 1}
    roles = [
        (
            re.compile(rf"(?<![\w-]){re.escape(row['role'])}(?![\w-]|['’]s(?! office))", re.IGNORECASE),
            heads[row["side"]][0],
        )
        for row in data.lexicon("role_sides").to_dict("records")
        if row["side"] in heads
    ]
    return Sides(
        heads,
        (*roles, *side_words.ministries(aliases)),
        side_words.labels(aliases),
        side_words.inner(aliases),
        side_words.members(aliases),
        side_words.governments(aliases),
        side_words.ones(aliases),
    )


def sides_of(parties: Parties) -> Sides:
    """The nouns and roles of the analyst's parties."""
    return sides_of_aliases(tuple((party, tuple(names)) for party, names in parties.aliases.items()))


@lru_cache(maxsize=1)
def _offices() -> frozenset[str]:
    rows = data.lexicon("source_nouns").to_dict("records")
    return frozenset(row["noun"].lower() for row in rows if row["sort"] == "role")
