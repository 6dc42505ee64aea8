"""The words of harm: which word tells of harm, with which other words, and what can't be harmed."""

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from toolkit import data


@dataclass(frozen=True)
class Entry:
    """One word of `harms.csv`: its lemma, its sort, and the words of which one must hang on it."""

    lemma: str
    sort: str
    needs: frozenset[str]


@lru_cache(maxsize=1)
def _entries() -> dict[tuple[str, str], Entry]:
    rows = data.lexicon("harms").to_dict("records")
    return {
        (row["lemma"], row["pos"]): Entry(row["lemma"], row["sort"], frozenset(row["needs"].split())) for row in rows
    }


@lru_cache(maxsize=1)
def _unharmed() -> frozenset[str]:
    return frozenset(data.lexicon("unharmed")["noun"])


def is_abstract(noun: Token) -> bool:
    """Whether a noun is one of `unharmed.csv`, which nothing can wound or burn: a deal, sales, a reputation."""
    return noun.ent_type_ in {"PERCENT", "MONEY"} or (
        noun.pos_ == "NOUN" and not noun.ent_type_ and noun.lemma_.lower() in _unharmed()
    )


def entry_of(token: Token) -> Entry | None:
    """The entry of a word of harm in its own part of speech and with the words it needs, or None."""
    found = _entries().get((token.lemma_.lower(), token.pos_)) or _misread(token)
    if token.tag_ == "VBG" and _is_noun_like(token):
        found = _entries().get((token.lower_, "NOUN"))
    elif found is None and token.pos_ in {"ADJ", "NOUN", "ADV", "PROPN"}:
        found = _entries().get((token.lower_, "ADJ")) or _mistaken(token)
    if found is None or (found.sort != "nominal" and found.needs and needed(token, found) is None):
        return None
    return found


def sort_of(token: Token) -> str:
    """The sort of a word of harm, empty for every other word."""
    entry = entry_of(token)
    return entry.sort if entry is not None else ""


def _misread(token: Token) -> Entry | None:
    """The verb of which the model strips too much: "raped" is no form of "rap"."""
    ending = {"VBD": 1, "VBN": 1, "VBG": 3}.get(token.tag_)
    stem = token.lower_[:-ending] if ending else ""
    return _entries().get((stem + ("e" if ending == 3 else ""), "VERB")) if stem and token.pos_ == "VERB" else None


def _is_noun_like(verb: Token) -> bool:
    """Whether a word in -ing is a noun: "the burning of 42 huts"."""
    behind = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    return behind is not None and behind.lower_ == "of" and not any(child.dep_ == "dobj" for child in verb.children)


def _mistaken(token: Token) -> Entry | None:
    """The verb that a headline has between two nouns and the model takes for a noun: "Earthquake flattens villages"."""
    first, last = token.i == token.sent.start, token.i + 1 >= len(token.doc)
    if token.tag_ not in {"NNS", "NNPS"} or first or last or (token.lemma_.lower(), "NOUN") in _entries():
        return None
    found = _entries().get((token.lemma_.lower(), "VERB"))
    if found is None or found.needs or token.nbor(-1).tag_ not in {"NN", "NNS", "NNP", "UH"}:
        return None
    follows = {"NN", "CD"} if found.sort == "transitive" else {"IN"}
    return found if token.nbor(1).tag_[:2] in follows else None


def needed(verb: Token, entry: Entry) -> Token | None:
    """The word that makes a verb one of harm: "life" of "lost his life", "dead" of "left three dead"."""
    near = [child for child in verb.children if not (child.dep_ == "prep" and child.lower_ == "for")]
    deep = [inner for child in near for inner in child.children]
    for word in sorted([*near, *deep], key=lambda word: word.i):
        behind = word.i > verb.i or word.dep_ in {"nsubjpass", "dobj"} or word.head.dep_ == "nsubjpass"
        if behind and entry.needs & {word.lemma_.lower(), word.lower_} and not _is_count(word):
            return word
    return None


def _is_count(word: Token) -> bool:
    """Whether an adjective stands for people: "the dead", "its wounded"."""
    return word.lower_ in {"dead", "injured", "wounded"} and any(child.dep_ in {"det", "poss"} for child in word.lefts)


@lru_cache(maxsize=1)
def people() -> frozenset[str]:
    """Nouns for people, of `victim_nouns.csv`, and "police"."""
    return frozenset(data.lexicon("victim_nouns")["lemma"]) | {"police", "army", "settler", "mob", "terrorist"}


def is_headline(word: Token) -> bool:
    """Whether a word stands in a line without a full stop, as headlines are."""
    return word.sent.text.rstrip()[-1:] not in {".", "!", "?", "”", '"', ":", ";"}
