"""One name for one person or body across the articles of a corpus, and never for two who only share a surname."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from toolkit.parties.spelling import alike, initials, parts, same_sound, sound

Key = tuple[str, str]


@dataclass(frozen=True)
class Voice:
    """One speaker of one article: the name it has there, its party if any, and the words that describe it.

    `entry` is the key of the gazetteer's entry that the name is a form of, where it is one; `rule`, `start` and `end`
    say what decided the party there.
    """

    article: str
    name: str
    person: bool
    party: str = ""
    described: frozenset[str] = frozenset()
    entry: str = ""
    rule: str = ""
    start: int | None = None
    end: int | None = None


@dataclass
class Known:
    """What the corpus tells of those who bear a name, or of a group of names."""

    person: bool
    given: bool = False
    articles: int = 0
    parties: set[str] = field(default_factory=set)
    described: set[str] = field(default_factory=set)
    entries: set[str] = field(default_factory=set)

    def with_all(self, other: "Known") -> "Known":
        """Everything that is known of the two."""
        return Known(
            self.person,
            self.given or other.given,
            self.articles + other.articles,
            self.parties | other.parties,
            self.described | other.described,
            self.entries | other.entries,
        )


def join(voices: Iterable[Voice], *, members: Iterable[str] = ()) -> dict[Key, str]:
    """Every voice has one name for the one person or body it is, the same in whatever order the articles come.

    Returns (article, name in the article) to the name in the corpus, for those whose name changes; see `people`.

    >>> here = [Voice("a", "Wang Yi", True, "China"), Voice("b", "Wang", True, "China")]
    >>> join(here)
    {('b', 'Wang'): 'Wang Yi'}
    >>> join([*here, Voice("c", "Wang Wenbin", True, "China")])
    {}
    """
    known = people(voices, members=members)
    names = ((voice, known.name(voice)) for voice in voices)
    return {(voice.article, voice.name): name for voice, name in names if name != voice.name}


def people(voices: Iterable[Voice], *, members: Iterable[str] = ()) -> "People":
    """Who there is in a corpus, from all its voices, one for each speaker of an article, which are gone through once.

    Joined are: the same words in another order, with or without accents or a middle name; other spellings of one sound,
    where party or description agree; initials, surnames alone and acronyms, where exactly one in the corpus fits and
    nothing speaks against it. Two of different parties are never joined. The name is the one that the analyst's file
    gives (`members`), else for a person that of most articles and for a body the fullest.
    """
    known = {name: Known(len(name.split()) > 1, given=True) for name in members}
    for voice in voices:
        one = known.setdefault(voice.name, Known(voice.person))
        one.articles += 1
        one.parties |= {voice.party} - {""}
        one.described |= voice.described
        one.entries |= {voice.entry} - {""}
    groups = Groups(known)
    _join_people(groups, sorted(name for name, one in known.items() if one.person and _is_full(name)))
    _join_bodies(groups, sorted(name for name, one in known.items() if not one.person))
    return People(groups, _by_word(groups))


@dataclass(frozen=True)
class People:
    """Holds the names of a corpus that mean one and the same, and which people bear a surname."""

    groups: "Groups"
    surnames: Mapping[str, set[str]]

    def name(self, voice: Voice) -> str:
        """The name in the corpus of one of the voices it was made from."""
        if voice.person and not _is_full(voice.name):
            return _meant(voice, self.surnames, self.groups)
        return self.groups.name(voice.name)


class Groups:
    """Names that mean one and the same, brought together step by step."""

    def __init__(self, known: dict[str, Known]) -> None:
        self.known = known
        self.merged = dict(known)
        self._above: dict[str, str] = {}
        self._inside: dict[str, list[str]] = {name: [name] for name in known}
        self._shown: dict[str, str] = {}

    def root(self, name: str) -> str:
        """The name under which the group is kept."""
        while name in self._above:
            name = self._above[name]
        return name

    def join(self, one: str, other: str) -> None:
        """Bring two together, unless they then were of two parties."""
        first, second = sorted((self.root(one), self.root(other)))
        if first == second:
            return
        both = self.merged[first].with_all(self.merged[second])
        if len(both.parties) < 2:
            self._above[second] = first
            self.merged[first] = both
            self._inside[first] += self._inside.pop(second)

    def name(self, one: str) -> str:
        """The name that the group of `one` is shown by, once all are brought together."""
        root = self.root(one)
        if root not in self._shown:
            self._shown[root] = min(self._inside[root], key=self._rank)
        return self._shown[root]

    def _rank(self, name: str) -> tuple[bool, int, int, int, str]:
        known = self.known[name]
        counts = -known.articles, -len(parts(name))
        first, second = counts if known.person else counts[::-1]
        return not known.given, first, second, -len(name), name


def _is_full(name: str) -> bool:
    """Whether a name has a word of its own beside the surname: "Ann Lee", not "Lee" and not "A. Lee"."""
    return any(len(word) > 1 for word in parts(name)[:-1])


def _join_people(groups: Groups, names: list[str]) -> None:
    blocks: dict[str, list[str]] = defaultdict(list)
    for name in names:
        words = parts(name)
        for key in {sound(words[-1])[:2].replace("g", "k"), " ".join(sorted(words))}:
            blocks[key].append(name)
    for block in blocks.values():
        for one, other in combinations(block, 2):
            if _is_same(one, other, groups.known):
                groups.join(one, other)


def _is_same(one: str, other: str, known: dict[str, Known]) -> bool:
    first, second = parts(one), parts(other)
    if len(first) == len(second) and sorted(first) == sorted(second):
        return True
    # A middle name or its letter, which one of the two leaves out.
    ends = first[0] == second[0] and first[-1] == second[-1]
    if ends and (set(first) <= set(second) or set(second) <= set(first)):
        return True
    agree = known[one].parties & known[other].parties or known[one].described & known[other].described
    if not agree or len(first) != len(second):
        return False
    if all(same_sound(*pair) for pair in zip(first, second, strict=True)):
        return True
    return first[:-1] == second[:-1] and alike(first[-1], second[-1])


def _join_bodies(groups: Groups, names: list[str]) -> None:
    same: dict[tuple[str, ...], str] = {}
    entries: dict[str, str] = {}
    short = defaultdict(set)
    for name in names:
        groups.join(name, same.setdefault(parts(name), name))
        for entry in sorted(groups.known[name].entries):
            groups.join(name, entries.setdefault(entry, name))
        if len(name.split()) > 2:
            short[initials(name)].add(name)
    for name in names:
        fitting = short[name] if name.isupper() and len(name) > 2 else set()
        if len({groups.root(one) for one in fitting}) == 1:
            groups.join(name, min(fitting))


def _by_word(groups: Groups) -> dict[str, set[str]]:
    """Which people of the corpus bear a surname, one name for each group.

    In some languages the surname stands first: "Wang" may be Wang Yi. So the first of two words counts too.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for name, one in groups.known.items():
        words = parts(name)
        if one.person and _is_full(name):
            for word in {words[-1], words[0] if len(words) == 2 else words[-1]}:
                found[word].add(groups.root(name))
    return found


def _meant(voice: Voice, surnames: Mapping[str, set[str]], groups: Groups) -> str:
    """The one whom a surname alone, or with initials, can only mean; else the name as it is."""
    *letters, surname = parts(voice.name) or ("",)
    fitting = [root for root in surnames.get(surname, ()) if not letters or _fits(letters, root)]
    if len(fitting) != 1:
        return voice.name
    one = groups.merged[fitting[0]]
    if voice.party and one.parties:
        is_one = voice.party in one.parties
    else:
        # Nobody is taken for an official on a surname alone: what describes the two must agree, or nothing describes.
        is_one = bool(voice.described & one.described) or (
            not voice.described and not voice.party and bool(one.parties)
        )
    last = parts(fitting[0])[-1] == surname
    is_one = is_one and (last or bool(voice.party))
    return groups.name(fitting[0]) if is_one else voice.name


def _fits(letters: list[str], name: str) -> bool:
    """Whether the initials are those of the name."""
    words = parts(name)[:-1]
    return len(words) >= 1 and all(word.startswith(letter) for letter, word in zip(letters, words, strict=False))
