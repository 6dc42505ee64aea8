"""Whom "who" tells of where the parse hangs its clause on a place or body that only tells where he belongs."""

from spacy.tokens import Token

from toolkit.language.lexicons import noun_of

_THINGS = {"GPE", "LOC", "ORG", "FAC", "DATE", "EVENT"}


def of_whom(pronoun: Token, noun: Token) -> Token:
    """The person that a relative clause is about: of "Ana Mora of Norvik Partners, who thinks" not the firm, but Mora.

    `noun` is what the parse ties the clause to; it comes back unchanged for "which", and where nobody else is there.
    """
    if pronoun.lower_ != "who":
        return noun
    found = noun
    while not _is_somebody(found):
        above = found.head
        if found.dep_ == "pobj" and above.dep_ == "prep":
            found = above.head
        elif found.dep_ in {"appos", "compound"} and above.i < found.i:
            found = above
        else:
            return noun
    # "Ana Mora, a fellow at a school in Lima, who" is about Mora.
    while found.dep_ == "appos" and found.head.i < found.i and found.head.ent_type_ == "PERSON":
        found = found.head
    return found


def _is_somebody(noun: Token) -> bool:
    """Whether a noun is of one or several people, whom "who" may tell of."""
    if noun.ent_type_ == "PERSON" or noun_of(noun.lemma_, "role") is not None:
        return True
    plural = noun.tag_ == "NNS" or (noun.ent_type_ == "NORP" and noun.tag_ == "NNPS")
    named = noun.pos_ == "PROPN" and noun.ent_type_ not in _THINGS and noun.dep_ != "pobj"
    return (plural or named) and noun.ent_type_ not in _THINGS
