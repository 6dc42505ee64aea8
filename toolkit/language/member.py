"""One possible speaker of an article, and what can be told of him by what the article says."""

from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Token

from toolkit.language.lexicons import noun_of
from toolkit.language.phrases import Body, Phrase
from toolkit.language.reading import last_sentence

_RANKS = {"shadow", "deputy", "vice", "assistant", "former", "opposition"}
# Words before an office that tell no field.
_OFFICE_WORDS = {
    "acting", "cabinet", "chief", "federal", "general", "interim", "junior", "new", "prime", "provincial", "regional",
    "senior", "state", "then", "union",
}  # fmt: skip


@lru_cache(maxsize=20_000)
def split_name(name: str) -> tuple[str, ...]:
    """The words of a name, in lower case."""
    return tuple(name.lower().split())


@dataclass(eq=False)
class Member:
    """One possible speaker of the article, with its mentions and what ties it to a body."""

    name: str
    speaker_type: str
    named: bool
    person: bool = False
    plural: bool = False
    gender: str = ""
    likely: str = ""
    given: str = ""
    listener: bool = False
    roles: set[str] = field(default_factory=set)
    cores: set[str] = field(default_factory=set)
    bodies: list[Body] = field(default_factory=list)
    mentions: list[tuple[int, int, str, str]] = field(default_factory=list)
    offices: set[str] = field(default_factory=set)
    # Where a sentence tells of the member, and whether it closes its paragraph.
    subjects: list[tuple[int, bool]] = field(default_factory=list)

    def words(self) -> tuple[str, ...]:
        """The words of the name, in lower case."""
        return split_name(self.name)

    def last_before(self, place: int) -> int:
        """Where the member was last mentioned before `place`, or -1."""
        return max((start for start, *_ in self.mentions if start < place), default=-1)

    def learn(self, phrase: Phrase, rule: str) -> None:
        """Keep a mention and what it says about the member."""
        self.mentions.append((phrase.start, phrase.end, phrase.text, rule))
        if phrase.head.dep_ in {"nsubj", "nsubjpass"} and phrase.head.head.dep_ in {"ROOT", "conj"}:
            self.subjects.append((phrase.start, phrase.head.i >= last_sentence(phrase.head.doc)))
        self.roles.update(phrase.roles)
        self.offices |= offices_of(phrase)
        if phrase.core:
            self.cores.add(phrase.core.lower())
        # "Stratacast, the company that holds the licence": later "the company".
        apposed = [child for child in phrase.head.children if child.dep_ == "appos"]
        self.cores |= {child.lemma_.lower() for child in apposed}
        self.cores |= {_with_rank(child) for child in apposed}
        known = {(body.start, body.end) for body in self.bodies} if phrase.bodies else set()
        self.bodies += [body for body in phrase.bodies if (body.start, body.end) not in known]


def _with_rank(noun: Token) -> str:
    """A noun with the words of rank and field before it: "deputy spokesperson"."""
    before = [word.lower_ for word in noun.lefts if word.dep_ in {"compound", "amod"} and not word.ent_type_]
    return " ".join([*before, noun.lower_])


def is_firm(member: Member) -> bool:
    """Whether a body may be a firm by its name: no noun for another sort of body ends it ("Averill Group" may)."""
    last = member.words()[-1]
    return (noun_of(last, "body") is None or noun_of(last, "firm") is not None) and last not in {
        "executive",
        "ombudsman",
    }


def left_office(phrase: Phrase, member: Member) -> bool:
    """Whether the member held the office once, and the description is of somebody who holds it: "the minister"."""
    held = [core.split() for core in member.cores if set(phrase.roles) & set(core.split())]
    return bool(held) and "former" not in phrase.text.lower() and all("former" in core for core in held)


def other_rank(phrase: Phrase, member: Member) -> bool:
    """Whether the description is of a deputy or shadow and the member is none: "the shadow transport secretary"."""
    rank = _RANKS & set(phrase.core.lower().split())
    return bool(rank) and not any(rank <= set(core.split()) for core in member.cores)


def other_field(phrase: Phrase, member: Member) -> bool:
    """Whether the description is of a minister for something else: "the marine minister", no environment secretary."""
    wanted = _field_of(phrase.core.lower())
    held = [field for core in member.cores if (field := _field_of(core))]
    return bool(wanted and held) and not any(wanted & field for field in held)


def other_ministry(core: str, name: str) -> bool:
    """Whether words for a ministry tell another field than a ministry's name does.

    >>> other_ministry("foreign ministry", "Interior Ministry"), other_ministry("ministry", "Interior Ministry")
    (True, False)
    """
    wanted = set(core.lower().replace("defense", "defence").split()[:-1])
    return bool(wanted) and not wanted & set(name.lower().replace("defense", "defence").split())


def _field_of(core: str) -> set[str]:
    """The words for the field of a minister in words for an office; empty where none is told."""
    *before, office = core.replace("defense", "defence").replace("labor", "labour").split() or [""]
    return set(before) - _RANKS - _OFFICE_WORDS if office in {"minister", "secretary", "commissioner"} else set()


def offices_of(phrase: Phrase) -> set[str]:
    """The sorts of office or body that the phrase names: a foreign minister is of the government."""
    entries = [noun_of(role, "role") for role in phrase.roles]
    if not phrase.name:
        entries.append(noun_of(phrase.head.lemma_, "body"))
    return {entry.speaker_type for entry in entries if entry is not None}


def related(one: set[str], other: set[str]) -> bool:
    """Whether two sets of words for bodies share a body: "china" and "chinese" share the first four letters."""
    return any(
        left == right or (len(left) > 3 and len(right) > 3 and left[:4] == right[:4]) for left in one for right in other
    )


def latest(members: list[Member], place: int) -> Member | None:
    """The member mentioned last before `place`; else the one mentioned first after it."""
    if not members:
        return None
    before = [member for member in members if member.last_before(place) >= 0]
    if before:
        return max(before, key=lambda member: member.last_before(place))
    return min(members, key=lambda member: min((start for start, *_ in member.mentions), default=place))
