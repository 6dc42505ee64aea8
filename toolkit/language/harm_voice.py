"""The voice of a clause of harm, with the subject, object and "by" phrase that it is read from."""

from spacy.tokens import Token

from toolkit.language.harm_words import entry_of, is_headline, sort_of
from toolkit.language.lexicons import noun_of
from toolkit.language.subjects import agent_of, is_passive

# Who counts kills nobody: "killed, by the hospital's count"; nor do a manner and a place.
_NO_AGENTS = {"accident", "mistake", "hand", "chance", "count", "reckoning", "hundred", "dozen", "score", "thousand"}
_RELATIVE = {"who", "whom", "which", "that"}


def voice_of(harm: Token) -> str:
    """active, passive with by, short passive, intransitive or nominal."""
    entry = entry_of(harm)
    if entry is None:
        return "active"
    if entry.sort in {"nominal", "intransitive"}:
        return entry.sort
    if harm.pos_ == "ADJ" or _is_participle(harm):
        return "passive with by" if by_phrase(harm) is not None else "short passive"
    if entry.sort == "ergative" and object_of(harm) is None:
        return "intransitive"
    return "active"


def _is_participle(verb: Token) -> bool:
    """Whether a verb is a passive, with an auxiliary or without one; a past tense with an object never is."""
    if is_passive(verb):
        return True
    perfect = any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)
    if perfect or verb.tag_ not in {"VBN", "VBD"}:
        return False
    shared = verb.dep_ == "conj" and verb.head.pos_ == "VERB" and own_subject(verb) is None
    if shared and not _is_participle(verb.head):
        return False
    return object_of(verb) is None and not gap_of(verb) and (verb.tag_ == "VBN" or _is_reduced(verb))


def _is_reduced(verb: Token) -> bool:
    """Whether a word tagged as a past tense is a participle: in a headline, or after a passive with a number alone."""
    subject = own_subject(verb)
    if subject is None or subject.lower_ in _RELATIVE or sort_of(verb) != "transitive" or shared_object(verb):
        return False
    headline = verb.dep_ in {"ROOT", "ccomp", "conj"} and is_headline(verb)
    if verb.dep_ == "csubj":
        # "The man shot dead was a farmer", which parses as a clause for a subject
        return True
    number = subject.pos_ == "NUM" and verb.dep_ == "conj" and is_passive(verb.head)
    return (headline and subject.pos_ != "PRON") or number


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on the verb itself."""
    return max((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), default=None, key=_place)


def _place(word: Token) -> int:
    return word.i


def object_of(verb: Token) -> Token | None:
    """The object of the verb itself; of a noun that stands for a verb the noun behind it."""
    if verb.pos_ not in {"VERB", "AUX"}:
        after = verb.nbor(1)
        if after.tag_[:2] not in {"NN", "CD"}:
            return None
        return after.head if after.dep_ in {"compound", "nummod"} and after.head != verb else after
    found = [child for child in verb.children if child.dep_ in {"dobj", "dative"} and child.i > verb.i]
    named = [child for child in found if child.ent_type_ not in {"DATE", "TIME", "PERCENT"}]
    return named[0] if named else None


def shared_object(verb: Token) -> Token | None:
    """The object that two verbs share: "attacked and killed two farmers"."""
    after = [child for child in verb.children if child.dep_ == "conj" and child.pos_ == "VERB"]
    for other in after:
        between = verb.doc[verb.i + 1 : other.i]
        if own_subject(other) is None and all(word.dep_ in {"cc", "advmod", "punct"} for word in between):
            return object_of(other) or shared_object(other)
    return None


def gap_of(verb: Token) -> Token | None:
    """The noun that a relative clause tells the object of: "the boy that the dog mauled"."""
    subject = own_subject(verb)
    if verb.dep_ != "relcl" or subject is None or subject.dep_ == "nsubjpass" or subject.lower_ in _RELATIVE:
        return None
    return verb.head if sort_of(verb) in {"transitive", "ergative"} and not _whose(subject) else None


def _whose(noun: Token) -> bool:
    return any(child.lower_ == "whose" for child in noun.children)


def antecedent(noun: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for, else the noun itself."""
    while noun.lower_ in _RELATIVE and verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    return verb.head if noun.lower_ in _RELATIVE and verb.dep_ == "relcl" else noun


def by_phrase(verb: Token) -> Token | None:
    """The noun after "by" that names who or what did it; one that counts, dates or tells how names nobody."""
    noun = agent_of(verb)
    if noun is None or noun.ent_type_ in {"DATE", "TIME", "CARDINAL", "PERCENT"} or noun.lemma_.lower() in _NO_AGENTS:
        return None
    return None if noun_of(noun.lemma_, "count") is not None else noun
