"""The subject of a verb: who does what it tells, through coordination, participles, relative clauses and passives."""

from spacy.tokens import Token

from toolkit.language.lexicons import cues, noun_of
from toolkit.language.relative import of_whom


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive: a participle with a passive auxiliary or subject."""
    return any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)


def agent_of(verb: Token) -> Token | None:
    """The noun after "by" of a passive, or None."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
    return None


def subject_of(verb: Token, *, depth: int = 0) -> Token | None:
    """The noun that does what the verb tells, through coordination, participles and relative clauses; or None.

    For a passive it is the agent: "was told by the minister".
    """
    if depth > 6:
        return None
    own = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass", "csubj"}), None)
    if own is None and verb.tag_ == "VBN" and verb.dep_ in {"advcl", "acl"} and inverted(verb) is None:
        return agent_of(verb)
    beside = _beside(verb) if own is None else None
    if beside is not None:
        return beside
    if is_passive(verb) and not (own is not None and own.dep_ == "nsubj"):
        return agent_of(verb)
    if own is not None and own.dep_ != "csubj":
        return _antecedent(own, verb)
    return _inherited(verb, depth)


def _beside(verb: Token) -> Token | None:
    """The source next to a cue that the parse gives no subject."""
    after = inverted(verb)
    if after is None and verb.tag_ in {"VBD", "VBZ", "VBP"} and verb.dep_ != "parataxis":
        return _named_before(verb)
    return after


def inverted(verb: Token) -> Token | None:
    """The source after a cue that closes its sentence: "“It is over,” warned the board.", which parses as an object."""
    if verb.i == verb.sent.start or verb.tag_ not in {"VBD", "VBZ", "VBN"}:
        return None
    if verb.nbor(-1).text not in {",", "”", "’", '"', "'", "''", "»", "?", "!"}:
        return None
    if any(child.dep_ in {"aux", "auxpass", "neg"} for child in verb.children):
        return None
    entry = cues().get(verb.lemma_.lower())
    if entry is None or not {"clause", "quote"} & entry.takes or "pair" in entry.takes:
        return None
    noun = next((child for child in verb.children if child.dep_ == "dobj" and child.left_edge.i == verb.i + 1), None)
    if noun is None or any(not word.is_punct for word in verb.sent if word.i > noun.right_edge.i):
        return None
    speaks = noun.pos_ == "PROPN" or noun_of(noun.lemma_, "role", "body", "media") is not None
    told = any(word.pos_ in {"VERB", "AUX"} for word in verb.sent if word.i < verb.i)
    return noun if speaks and told else None


def _named_before(verb: Token) -> Token | None:
    """The person named right before the cue where the parse ties the name elsewhere: "…, Dee Marchbanks, said"."""
    place = verb.i - 1
    while place > 0 and (verb.doc[place].text == "," or verb.doc[place].pos_ == "ADV"):
        place -= 1
    found = verb.doc[place] if place >= 0 else None
    if found is None or found.sent != verb.sent or found.ent_type_ != "PERSON" or found.pos_ != "PROPN":
        return None
    return found if verb.doc[verb.i - 1].text == "," or found.dep_ in {"nsubj", "appos"} else None


def _antecedent(subject: Token, verb: Token) -> Token:
    """The noun that "who" or "which" stands for, else the subject itself."""
    if subject.tag_ in {"WP", "WDT"} or subject.lower_ == "that":
        above = verb
        while above.dep_ == "conj":
            above = above.head
        if above.dep_ == "relcl":
            return of_whom(subject, above.head)
    return subject


def _inherited(verb: Token, depth: int) -> Token | None:
    above = verb.head
    if above == verb:
        return None
    if verb.dep_ == "conj":
        return _finite(above, verb, depth)
    if verb.dep_ in {"acl", "relcl"} and above.pos_ in {"NOUN", "PROPN", "PRON"}:
        return _subject_before(above, verb, depth) if verb.tag_ == "VBG" else None
    if verb.dep_ == "pcomp":
        return _quoted_as(above.head, depth)
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.doc[verb.i - 1].text == ",":
        # "said it would pay, adding that": who adds is who said it, however the parse ties the participle.
        while above.dep_ in {"ccomp", "conj"} and above.head.lemma_.lower() in cues():
            above = above.head
    if verb.dep_ in {"advcl", "xcomp", "ccomp", "dep", "parataxis"} and above.pos_ in {"VERB", "AUX"}:
        return subject_of(above, depth=depth + 1) or _passive_subject(above)
    return None


def _subject_before(noun: Token, verb: Token, depth: int) -> Token | None:
    """Who tells by a participle behind a comma that the parse hangs on an object: "sued the mayor, accusing him"."""
    above = noun
    while above.dep_ in {"dobj", "conj", "appos"} and above.pos_ in {"NOUN", "PROPN"}:
        above = above.head
    apart = verb.nbor(-1).text == "," and above.pos_ == "VERB"
    return (subject_of(above, depth=depth + 1) or noun) if apart else noun


def _finite(above: Token, verb: Token, depth: int) -> Token | None:
    """Of a coordinated verb the subject of the verb before; a past tense is never coordinated with an infinitive.

    A cue coordinated with what another cue tells goes on with the teller: "said it was safe and offered to help".
    """
    if verb.tag_ == "VBD" and above.dep_ == "ccomp" and above.head.lemma_.lower() in cues():
        return subject_of(above.head, depth=depth + 1)
    while verb.tag_ in {"VBD", "VBZ"} and above.tag_ == "VB" and above.head != above and above.head.pos_ == "VERB":
        above = above.head
    return subject_of(above, depth=depth + 1) or _passive_subject(above)


def _quoted_as(above: Token, depth: int) -> Token | None:
    """The subject of "was quoted as saying" or of "opened by saying"."""
    if above.pos_ not in {"VERB", "AUX"}:
        return None
    if above.lemma_.lower() == "quote" and not is_passive(above):
        return next((child for child in above.children if child.dep_ == "dobj"), None)
    passive = _passive_subject(above)
    if passive is None and is_passive(above) and above.dep_ == "conj":
        passive = subject_of(above.head, depth=depth + 1) or _passive_subject(above.head)
    return passive or subject_of(above, depth=depth + 1)


def _passive_subject(verb: Token) -> Token | None:
    found = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    return _antecedent(found, verb) if found is not None else None
