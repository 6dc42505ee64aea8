"""The noun that a source's word stands for, where the parse or a relative clause leads past it."""

import re

from spacy.tokens import Token

from toolkit.language.frames import is_human
from toolkit.language.relative import of_whom
from toolkit.language.titles import is_call, is_title

RELATIVE = {"WP", "WDT"}
_PLACED = {"in", "at", "from", "outside", "near"}
# First parts of words that the tokenizer cuts at a hyphen: "68-year-old".
_SPLIT = {"year"}
# Words between a body and the name of its officer.
_LONGEST = 9
_LABEL = re.compile(r"[A-Z][A-Za-z]{0,3}")


def meant(noun: Token) -> Token:
    """The noun itself, or the one it stands for: "who" for whom it tells of, "In Oslo, the envoy" for the envoy."""
    if noun.tag_ in RELATIVE:
        return _antecedent(noun)
    if noun.i + 2 < len(noun.doc) and noun.nbor(1).text == "-" and noun.lower_ in _SPLIT:
        return noun.nbor(2)
    if noun.ent_type_ == "PERSON" and is_title(noun):
        return _last_of_name(noun)  # "Attorney-at-Law Ana Mora", where the parse takes the title for the subject
    labelled = _named_later(noun) or _labelled(noun) or _called(noun)
    if labelled is not None:
        return labelled
    apposed = next((child for child in noun.children if child.dep_ == "appos" and child.i > noun.i), None)
    if apposed is None or noun.ent_type_ not in {"GPE", "LOC", "ORG", "PERSON", "NORP"}:
        return noun
    first = noun.left_edge
    placed = first.i > first.sent.start and first.nbor(-1).lower_ in _PLACED and first.nbor(-1).i == first.sent.start
    owns = noun.i + 1 < len(noun.doc) and noun.nbor(1).tag_ == "POS"
    there = placed and noun.ent_type_ in {"GPE", "LOC", "ORG"}
    return apposed if there or owns or _is_officer(noun, apposed) else noun


def _is_officer(body: Token, person: Token) -> bool:
    """Whether an office and a name follow a body without a comma: "Dockers’ Union (DU) Secretary-General Ana Mora"."""
    words = body.doc[body.i + 1 : person.i]
    plain = len(words) < _LONGEST and all(word.text != "," for word in words)
    return person.ent_type_ == "PERSON" and plain and any(map(is_title, words))


def _named_later(noun: Token) -> Token | None:
    """The name that the parse ties to the same preposition: "estate" in "According to estate agent Ana Mora"."""
    if noun.dep_ != "pobj" or noun.pos_ != "NOUN":
        return None
    later = next((word for word in noun.head.children if word.dep_ == "pobj" and word.i > noun.i), None)
    if later is None or later.ent_type_ != "PERSON":
        return None
    between = noun.doc[noun.i : later.i]
    return later if all(word.pos_ in {"NOUN", "PROPN", "ADJ"} for word in between) else None


def _called(noun: Token) -> Token | None:
    """The last word of a name whose first, an imperative, the parse takes for the subject: "Save Norvik Pool"."""
    if not is_call(noun):
        return None
    return next((child for child in noun.children if child.dep_ == "dobj"), None) or _last_of_name(noun)


def _last_of_name(first: Token) -> Token:
    """The last word of the name that a title opens."""
    last = first
    while last.i + 1 < len(last.doc) and last.nbor(1).ent_iob_ == "I" and last.nbor(1).pos_ == "PROPN":
        last = last.nbor(1)
    return last


def _antecedent(pronoun: Token) -> Token:
    """Whom a relative pronoun tells of; where that is a thing, the first subject of the sentence."""
    clause = next((word for word in (pronoun, *pronoun.ancestors) if word.dep_ == "relcl"), None)
    if clause is None:
        return pronoun
    found = of_whom(pronoun, clause.head)
    if pronoun.lower_ != "who" or is_human(found) or found.ent_type_ == "PERSON":
        return found
    subjects = [word for word in pronoun.sent if word.dep_ == "nsubj" and word.i < pronoun.i and is_human(word)]
    return subjects[0] if subjects else pronoun


def _labelled(noun: Token) -> Token | None:
    """The lawmaker behind whose name a party and a place are printed: "Joyce Tanner, D-Window Rock,"."""
    words = [word for word in noun.doc[max(0, noun.i - 4) : noun.i] if word.text == "-" and not word.whitespace_]
    for hyphen in words:
        label = hyphen.nbor(-1)
        opens = label.i > 1 and label.nbor(-1).text in {",", "("}
        if opens and not label.whitespace_ and _LABEL.fullmatch(label.text) and label.nbor(-2).pos_ == "PROPN":
            return label.nbor(-2)
    return None
