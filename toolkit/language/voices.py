"""The nouns of those who speak: one, or several who speak together."""

from spacy.tokens import Token

from toolkit.language.lexicons import noun_of
from toolkit.language.meant import RELATIVE, meant


def _together(noun: Token, other: Token) -> bool:
    """Whether two coordinated nouns speak as two: both are names or bodies, joined by "and"."""
    chain = [noun, *noun.conjuncts]
    joined = any(child.dep_ == "cc" and child.lower_ == "and" for link in chain for child in link.children)
    return joined and other.i > noun.i and other.pos_ in {"PROPN", "NOUN"}


def voices(noun: Token) -> list[Token]:
    """The nouns of those who speak: one, or several who speak together."""
    source = noun if noun.tag_ in RELATIVE else meant(noun)
    listed = _apposed(source)
    if len(listed) > 1:
        return listed
    together = [meant(_owned(other)) for other in source.conjuncts if _together(source, other)]
    return [source, *together, *_beside_place(source)]


def _apposed(noun: Token) -> list[Token]:
    """The names behind an office of several: "foreign ministers Ana Mora of Chile and Bo Lund of Norway"."""
    if noun.tag_ != "NNS" or noun_of(noun.lemma_, "role") is None:
        return []
    first = next((child for child in noun.children if child.dep_ == "appos" and child.ent_type_ == "PERSON"), None)
    return [first, *(other for other in first.conjuncts if other.pos_ == "PROPN")] if first is not None else []


def _owned(noun: Token) -> Token:
    """Of a state with "'s", where the parse joins it to another source, the one who speaks for it."""
    own = noun.i + 2 < len(noun.doc) and noun.nbor(1).tag_ == "POS"
    behind = noun.doc[noun.i + 2 : noun.i + 7] if own else ()
    return next((word for word in behind if word.pos_ == "NOUN" and noun_of(word.lemma_, "role") is not None), noun)


def _beside_place(noun: Token) -> list[Token]:
    """Who speaks with somebody, where the parse joins the two through a country: "Ann Lee of Britain and Bo Lund"."""
    places = [
        place
        for prep in noun.children
        if prep.dep_ == "prep" and prep.lower_ in {"of", "from"}
        for place in prep.children
        if place.ent_type_ in {"GPE", "LOC"}
    ]
    others = [other for place in places for other in place.conjuncts]
    return [other for other in others if other.pos_ == "PROPN" and other.ent_type_ not in {"GPE", "LOC"}]
