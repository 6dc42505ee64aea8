"""What only the whole corpus tells: one name for each speaker, evidence from other articles, and the analyst's word."""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Any

from toolkit import data
from toolkit.errors import PartyError
from toolkit.parties.choice import Override, Parties
from toolkit.parties.evidence import Judge
from toolkit.parties.people import Key, People, Voice, people
from toolkit.parties.verdicts import Verdict

Row = dict[str, Any]
WEAK = {"home state", "state told of", "name"}
"""Rules that another article's evidence is stronger than."""

_APPOSITION = re.compile(r",\s+((?:an?|the|its|his|her)\s+[^,.;:\n]{3,70}|[a-z][^,.;:\n]{3,70})[,.;]")
_WORD, _LONG = re.compile(r"\w+"), re.compile(r"[a-z]{4,}")
_PLAIN = {
    "said", "says", "told", "that", "this", "they", "their", "with", "from", "have", "were", "which", "who", "whose",
    "when", "where", "after", "before", "while", "also", "been", "will", "would", "could", "only", "than", "then",
}  # fmt: skip


@dataclass(frozen=True)
class Settled:
    """What the corpus and the analyst decide of the speakers of some articles, over what their own article says.

    `names` leads from (article, name there) to the name in the corpus, for names that change; `verdicts` from the same
    to the party that holds; `shown` from a name in the corpus to the party that holds in every article with that name.
    """

    names: Mapping[Key, str]
    verdicts: Mapping[Key, Verdict]
    shown: Mapping[str, Verdict]


def agreed(acronyms: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The acronyms that hold in the whole corpus, each with its party: those that all articles give to one party.

    `acronyms` holds for each article what it introduces (`Parties.acronyms`).

    >>> agreed([{"NSU": "Union"}, {"NSU": "Union", "PC": "Company"}, {"PC": "Council"}])
    {'NSU': 'Union'}
    """
    owners: dict[str, set[str]] = defaultdict(set)
    for found in acronyms:
        for short, party in found.items():
            owners[short].add(party)
    return {short: next(iter(found)) for short, found in owners.items() if len(found) == 1}


def short_forms(parties: Parties, text: str, sure: Mapping[str, str]) -> dict[str, str]:
    """The acronyms and short names of the analyst's parties that hold in an article, each with its party.

    An acronym that another article introduces (`sure`, see `agreed`) holds too, unless this one introduces it itself.
    """
    if not parties.aliases:
        return {}
    elsewhere = {short: party for short, party in sure.items() if f"({short})" not in text}
    return elsewhere | parties.acronyms(text) | parties.short_names(text)


def voices_of(article: str, judge: Judge, text: str, parties: Parties) -> list[Voice]:
    """The named speakers of an article, once the analyst's word on them was taken."""
    word = _word(parties.overrides)
    for speaker in judge.mentions:
        given = word.get((speaker, article), word.get((speaker, "")))
        if given is not None:
            judge.settle(speaker, given)
    return [_voice(article, speaker, judge, text) for speaker, rows in judge.mentions.items() if rows[0]["named"]]


def settle(voices: Iterable[Voice], parties: Parties) -> "Corpus":
    """Every speaker has its name in the corpus, and its party where only the analyst or another article tells it.

    `voices`, those of an article one after the other, is gone through several times and never held as a whole: it may
    lie on disk. Raises PartyError for an override to a party that nobody named.
    """
    check_overrides(parties)
    word = _word(parties.overrides)
    found = people(voices, members=[one.name for several in parties.members.values() for one in several])
    # A membership with dates holds on them only, whatever articles of other days say.
    dated = {one.name for several in parties.members.values() for one in several if one.dated}
    return Corpus(found, _known(voices, found, without=dated), dated, word, _by_any_name(voices, found, word))


@dataclass(frozen=True)
class Corpus:
    """Holds what all voices together tell of each person and body; names, and nothing for each article."""

    people: People
    known: "Mapping[str, _Told]"
    dated: set[str]
    word: Mapping[Key, Verdict]
    shown: Mapping[str, Verdict]

    def settled(self, voices: Iterable[Voice]) -> Settled:
        """What is decided of some of the voices that the corpus was made from: all those of some articles."""
        names: dict[Key, str] = {}
        verdicts: dict[Key, Verdict] = {}
        for article, several in groupby(voices, key=lambda voice: voice.article):
            here = list(several)
            own = {voice.name: self.people.name(voice) for voice in here}
            names |= {(article, name): other for name, other in own.items() if other != name}
            verdicts |= self._by_the_corpus(article, [one for one in here if one.name not in self.dated], own)
        for (article, speaker), name in names.items():
            asked = (speaker, article), (name, article), (speaker, ""), (name, "")
            given = next((self.word[key] for key in asked if key in self.word), None)
            if given is not None:
                verdicts[article, speaker] = given
        return Settled(names, verdicts, self.shown)

    def _by_the_corpus(self, article: str, here: list[Voice], names: Mapping[str, str]) -> dict[Key, Verdict]:
        """Who is without a party in an article has the one that all others give, unless it is described as another."""
        own = {names[voice.name]: voice for voice in reversed(here) if voice.party}
        found = {}
        for voice in here:
            one = self.known.get(names[voice.name])
            if voice.party or one is None or len(one.parties) > 1:
                continue
            if not voice.described or voice.described & one.described:
                found[article, voice.name] = _elsewhere(own.get(names[voice.name], one.first), article)
        return found


def apply(settled: Settled, article: str, judge: Judge, parties: Parties) -> dict[str, str]:
    """The judge of an article knows what was settled; returns the names there that change, with those of the corpus."""
    word = _word(parties.overrides)
    renamed = {}
    for speaker in judge.mentions:
        given = settled.verdicts.get((article, speaker))
        if given is not None:
            judge.settle(speaker, given)
        if (article, speaker) in settled.names:
            renamed[speaker] = settled.names[article, speaker]
    for name in judge.mentions:
        if name in settled.shown and (name, article) not in word:
            judge.settle(name, settled.shown[name])
    return renamed


@lru_cache(maxsize=4)  # asked for at every article
def _word(overrides: tuple[Override, ...]) -> Mapping[Key, Verdict]:
    """What the analyst says of a speaker, in one article or in all."""
    return {(one.speaker, one.article): Verdict(one.party, "override") for one in overrides}


def _by_any_name(voices: Iterable[Voice], found: People, word: Mapping[Key, Verdict]) -> dict[str, Verdict]:
    """An override holds under whichever of a speaker's names the analyst knew it by."""
    known_as = defaultdict(set)
    for voice in voices if word else ():
        if (voice.name, "") in word and (name := found.name(voice)) != voice.name:
            known_as[name].add(voice.name)
    return {name: word[max(speakers), ""] for name, speakers in known_as.items() if (name, "") not in word}


def _voice(article: str, speaker: str, judge: Judge, text: str) -> Voice:
    rows = judge.mentions[speaker]
    verdict = judge.of(speaker)
    forms = data.gazetteer().by_text(speaker)
    entry = forms[0].entry if forms and forms[0].default else ""
    party = "" if verdict.rule in WEAK else verdict.party
    described = _described(rows, speaker, text)
    told = (verdict.rule, verdict.start, verdict.end) if party else ("", None, None)
    return Voice(article, speaker, bool(rows[0]["person"]), party, described, entry, *told)


def _described(rows: list[Row], name: str, text: str) -> frozenset[str]:
    """The words that tell what somebody is: those printed with the name, and those between commas behind it."""
    printed = [row["text"] for row in rows if row["rule"] != "pronoun"]
    for row in rows:
        if row["rule"] in {"name", "surname"}:
            behind = _APPOSITION.match(text, row["end"])
            printed += [behind.group(1)] if behind is not None else []
    own = set(_WORD.findall(name.lower()))
    words = {word for words in printed for word in _LONG.findall(words.lower())}
    return frozenset(words - own - _PLAIN)


@dataclass
class _Told:
    """What is known of one person or body: the parties it has, the first voice with one, and what describes it."""

    first: Voice
    parties: set[str] = field(default_factory=set)
    described: set[str] = field(default_factory=set)


def _known(voices: Iterable[Voice], found: People, *, without: set[str]) -> dict[str, _Told]:
    """What is known of everybody of whom some article tells the party, by the name in the corpus."""
    known: dict[str, _Told] = {}
    for voice in voices:
        if voice.party and voice.name not in without:
            told = known.setdefault(found.name(voice), _Told(voice))
            told.parties.add(voice.party)
            told.described |= voice.described
            told.first = min(told.first, voice, key=lambda one: one.article)
    return known


def _elsewhere(known: Voice, article: str) -> Verdict:
    if known.article == article:
        return Verdict(known.party, known.rule, known.start, known.end)
    return Verdict(known.party, f"another article: {known.rule}", known.start, known.end, known.article)


def check_overrides(parties: Parties) -> None:
    """Raises PartyError, with the line, for an override to a party that nobody named: it is most often misspelt."""
    known = {*parties.aliases, ""} | (set(data.gazetteer().entries["name"]) if parties.gazetteer else set())
    for one in parties.overrides:
        if one.party not in known:
            where = f"line {one.line} of the party file" if one.line else "an override"
            near = difflib.get_close_matches(one.party, known - {""}, n=3) or sorted(parties.aliases)
            raise PartyError(
                f"{where} gives {one.speaker!r} to {one.party!r}, which is no party",
                works=", ".join(near) or "a party that is named under `parties`",
                step=f"name {one.party!r} under `parties`, or correct its spelling",
            )
