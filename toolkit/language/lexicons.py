"""The lexicons of `toolkit/data` in the shapes the rules of this wing look things up in, read once."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from toolkit import data
from toolkit.errors import CounterpointError


@dataclass(frozen=True)
class CueEntry:
    """One cue of `cues.csv`: its class, its stance, what it takes as content, its prepositions, the act it does."""

    cue: str
    cue_class: str
    stance: str
    takes: frozenset[str]
    preps: frozenset[str]
    act: str


@dataclass(frozen=True)
class SourceNoun:
    """One noun of `source_nouns.csv` in one of its sorts: role, body, document, count, media, stance or title."""

    noun: str
    sort: str
    speaker_type: str
    gender: str


@lru_cache(maxsize=1)
def cues() -> dict[str, CueEntry]:
    """Cue lemma (phrasal cues with their particle) to its entry."""
    return {
        row["cue"]: CueEntry(
            row["cue"],
            row["cue_class"],
            row["stance"],
            frozenset(row["takes"].split()),
            frozenset(row["preps"].split()),
            row["act"],
        )
        for row in data.lexicon("cues").to_dict("records")
    }


@lru_cache(maxsize=1)
def cue_words() -> dict[str, CueEntry]:
    """Lemma of a word that only the tagger takes for a cue ("criticism", "eager") to its entry; it takes nothing."""
    return {
        row["word"]: CueEntry(row["word"], row["cue_class"], row["stance"], frozenset(), frozenset(), row["act"])
        for row in data.lexicon("cue_words").to_dict("records")
    }


@lru_cache(maxsize=1)
def phrasal_cues() -> dict[str, tuple[str, ...]]:
    """Verb lemma to the particles or words that make a phrasal cue with it: `call` to `for`, `on`, `upon`."""
    found: dict[str, tuple[str, ...]] = {}
    for cue in cues():
        verb, _, rest = cue.partition(" ")
        if rest:
            found[verb] = (*found.get(verb, ()), rest)
    return found


@lru_cache(maxsize=1)
def source_nouns() -> dict[str, dict[str, SourceNoun]]:
    """Lower-case noun to its entries by sort."""
    found: dict[str, dict[str, SourceNoun]] = defaultdict(dict)
    for row in data.lexicon("source_nouns").to_dict("records"):
        noun, sort = row["noun"], row["sort"]
        found[noun.lower()][sort] = SourceNoun(noun, sort, row["speaker_type"], row["gender"])
    return dict(found)


@lru_cache(maxsize=50_000)
def noun_of(word: str, *sorts: str) -> SourceNoun | None:
    """The entry of a word in the first of `sorts` that has it, or None; "vice-chair" has that of its last part."""
    entries = source_nouns().get(word.lower()) or source_nouns().get(word.lower().rsplit("-", maxsplit=1)[-1])
    if entries is None:
        return None
    return next((entries[sort] for sort in sorts if sort in entries), None)


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Given name in small letters, without accents, to the gender of most who bear it, empty where both do."""
    return {row["name"]: row["gender"] for row in data.lexicon("given_names").to_dict("records")}


@lru_cache(maxsize=1)
def person_nouns() -> dict[str, str]:
    """Noun that can only be somebody, in small letters ("rookie"), to the gender it tells, mostly empty."""
    return {row["noun"]: row["gender"] for row in data.lexicon("person_nouns").to_dict("records")}


@lru_cache(maxsize=1)
def party_words() -> frozenset[str]:
    """What one member of a political party is called: Republican, Democrat."""
    return frozenset(word.split()[-1] for word in data.lexicon("party_labels")["word"] if not word.isupper())


@lru_cache(maxsize=16)
def table(name: str, key: str, value: str) -> dict[str, str]:
    """Two columns of a lexicon as a mapping; raises CounterpointError when `key` does not tell rows apart."""
    frame = data.lexicon(name)
    twice = frame[key][frame[key].duplicated()]
    if len(twice):
        raise CounterpointError(
            f"the lexicon {name!r} has {twice.iloc[0]!r} more than once in its column {key!r}",
            works="a column that tells every row apart",
            step="remove one of the rows, or look it up by more than one column",
        )
    return dict(zip(frame[key], frame[value], strict=True))


@lru_cache(maxsize=4)
def by_part_of_speech(name: str, value: str) -> dict[tuple[str, str], str]:
    """A lexicon with the columns `lemma` and `pos` as a mapping from both to the column `value`."""
    rows = data.lexicon(name).to_dict("records")
    return {(row["lemma"], row["pos"]): row[value] for row in rows}
