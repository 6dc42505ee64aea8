"""What only the whole corpus tells: one name for each speaker, evidence from other articles, and the analyst's word."""

import difflib
import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from toolkit import data
from toolkit.errors import PartyError
from toolkit.parties.choice import Parties
from toolkit.parties.evidence import Judge
from toolkit.parties.people import Key, Voice, join
from toolkit.parties.verdicts import Verdict

Row = dict[str, Any]
WEAK = {"home state", "state told of", "name"}
"""Rules that another article's evidence is stronger than."""

_APPOSITION = re.compile(r",\s+((?:an?|the|its|his|her)\s+[^,.;:\n]{3,70}|[a-z][^,.;:\n]{3,70})[,.;]")
_PLAIN = {
    "said", "says", "told", "that", "this", "they", "their", "with", "from", "have", "were", "which", "who", "whose",
    "when", "where", "after", "before", "while", "also", "been", "will", "would", "could", "only", "than", "then",
}  # fmt: skip


def short_forms(parties: Parties, texts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The acronyms of the analyst's parties that hold in each article, by its id, each with its party.

    An acronym that one article introduces holds in the others too, unless they introduce it for themselves or two
    articles give it to two parties.
    """
    if not parties.aliases:
        return {}
    own = {key: parties.acronyms(text) for key, text in texts.items()}
    owners: dict[str, set[str]] = defaultdict(set)
    for found in own.values():
        for short, party in found.items():
            owners[short].add(party)
    sure = {short: next(iter(found)) for short, found in owners.items() if len(found) == 1}
    return {
        key: {short: party for short, party in sure.items() if f"({short})" not in text}
        | own[key]
        | parties.short_names(text)
        for key, text in texts.items()
    }


def settle(judges: Mapping[str, Judge], texts: Mapping[str, str], parties: Parties) -> dict[Key, str]:
    """Every speaker has its name in the corpus, and its party where only the analyst or another article tells it.

    Fills the judges and returns (article, name there) to the name in the corpus, for the names that change.
    """
    check_overrides(parties)
    word = {(one.speaker, one.article): Verdict(one.party, "override") for one in parties.overrides}
    for article, judge in judges.items():
        for speaker in judge.mentions:
            given = word.get((speaker, article), word.get((speaker, "")))
            if given is not None:
                judge.settle(speaker, given)
    voices = [
        _voice(article, speaker, judge, texts[article])
        for article, judge in judges.items()
        for speaker, rows in judge.mentions.items()
        if rows[0]["named"]
    ]
    names = join(voices, members=[one.name for several in parties.members.values() for one in several])
    # A membership with dates holds on them only, whatever articles of other days say.
    dated = {one.name for several in parties.members.values() for one in several if one.dated}
    _by_the_corpus(judges, [voice for voice in voices if voice.name not in dated], names)
    for (article, speaker), name in names.items():
        given = word.get((speaker, article), word.get((name, article), word.get((speaker, ""), word.get((name, "")))))
        if given is not None:
            judges[article].settle(speaker, given)
    _by_any_name(judges, names, word)
    return names


def _by_any_name(judges: Mapping[str, Judge], names: Mapping[Key, str], word: Mapping[Key, Verdict]) -> None:
    """An override holds under whichever of a speaker's names the analyst knew it by."""
    shown = defaultdict(set)
    for (_, speaker), name in names.items():
        shown[name].add(speaker)
    for name, known_as in shown.items():
        for speaker in sorted(known_as):
            given = word.get((speaker, ""))
            if given is None or (name, "") in word:
                continue
            for article, judge in judges.items():
                if name in judge.mentions and (name, article) not in word:
                    judge.settle(name, given)


def _voice(article: str, speaker: str, judge: Judge, text: str) -> Voice:
    rows = judge.mentions[speaker]
    verdict = judge.of(speaker)
    forms = data.gazetteer().by_text(speaker)
    entry = forms[0].entry if forms and forms[0].default else ""
    party = "" if verdict.rule in WEAK else verdict.party
    return Voice(article, speaker, bool(rows[0]["person"]), party, _described(rows, speaker, text), entry)


def _described(rows: list[Row], name: str, text: str) -> frozenset[str]:
    """The words that tell what somebody is: those printed with the name, and those between commas behind it."""
    printed = [row["text"] for row in rows if row["rule"] != "pronoun"]
    for row in rows:
        if row["rule"] in {"name", "surname"}:
            behind = _APPOSITION.match(text, row["end"])
            printed += [behind.group(1)] if behind is not None else []
    own = set(re.findall(r"\w+", name.lower()))
    words = {word for words in printed for word in re.findall(r"[a-z]{4,}", words.lower())}
    return frozenset(words - own - _PLAIN)


def _by_the_corpus(judges: Mapping[str, Judge], voices: list[Voice], names: Mapping[Key, str]) -> None:
    """Who is without a party in one article has the one that all others give, unless it is described as another."""
    held: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        held[names.get((voice.article, voice.name), voice.name)].append(voice)
    for together in held.values():
        sure = [voice for voice in together if voice.party]
        if not sure or len({voice.party for voice in sure}) > 1:
            continue
        told = frozenset[str]().union(*(voice.described for voice in sure))
        for voice in together:
            if not voice.party and (not voice.described or voice.described & told):
                first = min(sure, key=lambda one: (one.article != voice.article, one.article))
                judges[voice.article].settle(voice.name, _elsewhere(first, judges[first.article], voice.article))


def _elsewhere(known: Voice, judge: Judge, article: str) -> Verdict:
    found = judge.of(known.name)
    if known.article == article:
        return found
    return Verdict(found.party, f"another article: {found.rule}", found.start, found.end, known.article)


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
