"""The sides of a clause of harm: the words of who does it, and the noun of who or what is harmed."""

from collections.abc import Iterator

from spacy.tokens import Token

from toolkit.language.harm_facts import CARRIERS
from toolkit.language.harm_voice import antecedent, by_phrase, gap_of, object_of, own_subject, shared_object, voice_of
from toolkit.language.harm_words import Entry, entry_of, is_abstract, is_headline, needed, people, sort_of
from toolkit.language.lexicons import cues
from toolkit.language.subjects import is_passive

_BY_MEANS = {"in", "by", "during", "after", "from"}
# Nouns of a nominal whose possessor suffers it ("the mayor's murder"); of the others he does it ("Norland's raid").
_SUFFERED = "of"
_THROUGH = {"cause", "inflict"}  # their object is the harm itself: "caused the death of a cyclist"
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_ADJACENT = 2  # words from the verb of saying to one whose subject a headline drops
_DEEPEST = 5  # verbs up a chain of clauses, as far as a subject is looked for
_UNNAMED = {"it", "this", "that", "which", "who", "whom", "what", "whoever", "whatever"}
_BEFORE = {"amod", "compound", "poss", "nmod", "case", "punct", "npadvmod", "advmod"}
_DROPPED = {"det", "nummod", "predet", "quantmod", "advmod", "punct"}
_QUANTITIES = {"more", "less", "least", "most", "some", "about", "around", "nearly", "almost", "over", "up", "several"}


def agent_tokens(harm: Token) -> list[Token]:
    """The words of the one who does the harm, in order; empty when the clause names none.

    For a clause without one a nominal of harm beside it may name the agent: "killed in Israeli bombardments".
    """
    voice = voice_of(harm)
    if entry_of(harm) is None:
        return []
    if voice == "nominal":
        return _owner(harm)
    if voice in {"short passive", "intransitive"}:
        return _means(harm)
    noun = by_phrase(harm) if voice == "passive with by" else _active_agent(harm)
    if noun is None or (noun.pos_ == "PRON" and noun.lower_ in _UNNAMED):
        return []
    return _named(noun)


def _active_agent(verb: Token) -> Token | None:
    if verb.pos_ != "VERB":
        return verb.nbor(-1)
    noun = _doer(verb)
    if noun is None or own_subject(verb) is not None:
        return noun
    # What a colon begins has a subject of its own; "men, said to be rebels, killed" joins nothing to what went before.
    above = verb.head
    called = (
        above.lemma_.lower() in cues() and own_subject(above) is None and all(w.dep_ != "cc" for w in above.children)
    )
    apart = any(word.text == ":" for word in verb.doc[min(noun.i, verb.i) + 1 : max(noun.i, verb.i)])
    return None if apart or (verb.dep_ == "conj" and called) else noun


def _doer(verb: Token, depth: int = 0) -> Token | None:
    """The noun that does what an active verb tells, through coordination, participles and relative clauses."""
    own, above = own_subject(verb), verb.head
    if own is not None:
        return by_phrase(verb) if own.dep_ == "nsubjpass" and is_passive(verb) else antecedent(own, verb)
    if depth > _DEEPEST or above == verb:
        return None
    if verb.dep_ in {"acl", "relcl"} and above.pos_ not in {"VERB", "AUX"}:
        return _qualified(verb, above)
    if verb.dep_ == "ccomp" and verb.tag_ in _FINITE and verb.i > above.i + _ADJACENT:
        return None  # "confirmed that men … killed"; but a headline drops a subject: "Army says killed 3"
    if verb.dep_ in {"pcomp", "xcomp", "ccomp"}:
        return _controller(above.head if verb.dep_ == "pcomp" else above, verb, depth + 1)
    if verb.dep_ == "advcl":
        above = _main(above, verb)
    return _subject_of(above, depth + 1) if verb.dep_ in {"conj", "dep", "parataxis", "advcl"} else None


def _qualified(verb: Token, noun: Token) -> Token | None:
    """Who does what a participle says of a noun: "gunmen killing villagers"; of an abstract noun its possessor."""
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and object_of(verb) is not None:
        # No participle of a passive has an object: it is the verb of the noun that begins the clause.
        while noun.dep_ in {"pobj", "prep", "compound", "acl"}:
            noun = noun.head
        return noun
    return noun if verb.tag_ != "VBN" and not is_abstract(noun) else _possessor(noun)


def _possessor(noun: Token) -> Token | None:
    return next((child for child in noun.children if child.dep_ == "poss"), None)


def _controller(above: Token, verb: Token, depth: int) -> Token | None:
    """Who does what an infinitive or gerund tells: the one accused of it, the one who began it."""
    if above.pos_ not in {"VERB", "AUX"}:
        return _possessor(above) or (_subject_of(above.head, depth) if above.head.pos_ in {"VERB", "AUX"} else None)
    at = verb.head if verb.dep_ == "pcomp" else verb
    aimed = verb.dep_ != "pcomp" or at.lower_ in {"of", "for", "with", "from", "over"}
    told = next((child for child in above.children if child.dep_ == "dobj" and child.i < verb.i), None)
    if told is not None and aimed and not is_abstract(told):
        return told
    passive = next((child for child in above.children if child.dep_ == "nsubjpass"), None)
    return antecedent(passive, above) if passive is not None else _subject_of(above, depth)


def _main(above: Token, verb: Token) -> Token:
    """The verb that a participle goes with: after "…, killing 17, he said" that of what he said."""
    while above.lemma_.lower() in cues():
        told = [child for child in above.children if child.dep_ in {"ccomp", "parataxis"} and child.i < verb.i]
        if not told:
            break
        above = told[0]
    return above


def _subject_of(verb: Token, depth: int) -> Token | None:
    """The subject of another verb; who did what follows from a passive of harm is who did the harm."""
    own = own_subject(verb)
    if own is not None and own.dep_ == "nsubjpass":
        return by_phrase(verb) if sort_of(verb) else antecedent(own, verb)
    return _doer(verb, depth)


def _means(harm: Token) -> list[Token]:
    """What somebody was killed in, where it is somebody's: "in Israeli bombardments"; two passives may share it."""
    for child in harm.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in _BY_MEANS:
            for inner in child.children:
                owner = _owner(inner) if inner.dep_ == "pobj" and _is_force(inner) else []
                if owner:
                    return list(inner.doc[min(owner[0].i, inner.i) : max(owner[-1].i, inner.i) + 1])
    after = (child for child in harm.children if child.dep_ == "conj" and child.i > harm.i and sort_of(child))
    other = next(after, None)
    bare = other is not None and not any(child.dep_ in {"prep", "agent"} for child in harm.children)
    return _means(other) if other is not None and bare else []


def _is_force(noun: Token) -> bool:
    return sort_of(noun) == "nominal" or (noun.pos_ == "NOUN" and noun.lemma_ in {"fire", "crackdown", "bombardment"})


def _named(noun: Token) -> list[Token]:
    """The words of a noun phrase without determiners and numbers, with "of …" and "from …" and what "and" joins."""
    if noun.pos_ == "NUM" and not any(child.dep_ == "prep" and child.lower_ == "of" for child in noun.children):
        return []
    low, high = noun.i, noun.i
    inside = {word.i for child in noun.lefts if child.dep_ in _BEFORE for word in child.subtree}
    while low - 1 in inside:
        low -= 1
    while low < noun.i and _is_dropped(noun.doc[low]):
        low += 1
    for child in noun.rights:
        preps = {"of", "from", "by"} if _is_force(noun) else {"of", "from"}
        tied = child.dep_ == "prep" and child.lower_ in preps and child.i == high + 1
        if tied and not any(inner.ent_type_ in {"DATE", "TIME"} for inner in child.children):
            high = max(word.i for word in _plain(child))
    return list(noun.doc[low : high + 1])


def _is_dropped(word: Token) -> bool:
    return word.dep_ in _DROPPED or word.pos_ == "NUM" or word.tag_ == "PRP$" or word.lower_ in _QUANTITIES


def _plain(top: Token) -> Iterator[Token]:
    """The words under a word without clauses, appositions and what commas part."""
    yield top
    for child in top.children:
        if child.dep_ not in {"relcl", "acl", "appos", "advcl", "punct"}:
            yield from _plain(child)


def _owner(noun: Token) -> list[Token]:
    """The side a nominal of harm belongs to: "Israeli bombardments", "attacks by the group", or who carries it out."""
    entry = entry_of(noun)
    behind = noun.doc[noun.i + 1 : noun.i + 2]
    for child in (*noun.children, *(word for word in behind if word.head in noun.ancestors)):
        if child.dep_ in {"prep", "agent"} and child.lower_ == "by":
            done = next((inner for inner in child.children if inner.dep_ == "pobj"), None)
            if done is not None and done.ent_type_ not in {"DATE", "TIME"}:
                return _named(done)
    for child in noun.lefts:
        dated = child.ent_type_ in {"DATE", "TIME"} or child.tag_ == "PRP$" or child.lower_ == "whose"
        suffers = entry is not None and _SUFFERED in entry.needs and _prepositional(noun, entry) is None
        if child.dep_ == "poss" and not dated and not suffers:
            return _named(child)
        if child.dep_ in {"amod", "compound"} and (_is_side(child) or _is_people(child)):
            return _named(child)
    carrier = noun.head if noun.dep_ == "dobj" and noun.head.lemma_ in CARRIERS else None
    done = _doer(carrier) if carrier is not None else None
    if done is None and noun.dep_ == "nsubjpass" and noun.head.lemma_ in CARRIERS:
        done = by_phrase(noun.head)
    return _named(done) if done is not None and done.lower_ not in _UNNAMED else []


def _is_side(word: Token) -> bool:
    """Whether a word before a nominal names its side: "Israeli", "US", "Hamas"; of "Kabul attack" it is the place."""
    place = word.ent_type_ == "GPE" and not word.text.replace(".", "").isupper()
    capital = word.pos_ == "ADJ" and word.text[0].isupper()
    return capital or (word.ent_type_ in {"NORP", "GPE", "ORG"} and not place)


def _is_people(noun: Token) -> bool:
    """Whether a common noun before a nominal tells who does it: "police killings", "rebel attack"."""
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in people()


def _prepositional(noun: Token, entry: Entry) -> Token | None:
    """Whom the preposition of a nominal leads to, wherever the parse ties it: "strikes on the airfield"."""
    ties = [child for child in noun.children if child.dep_ == "prep"]
    ties += [prep for tie in ties for inner in tie.children for prep in inner.children if prep.dep_ == "prep"]
    behind = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    ties += [behind] if behind is not None and behind.dep_ == "prep" and behind.head in noun.ancestors else []
    for tie in ties:
        for found in tie.children if tie.lower_ in entry.needs else ():
            if found.dep_ == "pobj" and found.ent_type_ not in {"DATE", "TIME"}:
                return found
    return None


def victim_of(harm: Token) -> Token | None:
    """The noun of who or what is harmed; None where the clause names nobody."""
    entry, voice = entry_of(harm), voice_of(harm)
    if entry is None:
        return None
    if voice == "nominal":
        return _prepositional(harm, entry) or _suffering(harm, entry)
    found = _by_needed(harm, entry) if entry.needs and voice == "active" else None
    if found is not None or entry.lemma in _THROUGH or (entry.lemma == "set" and _names_fire(harm, entry)):
        return found
    if voice == "active":
        return object_of(harm) or shared_object(harm) or gap_of(harm)
    return _sufferer(harm)


def _names_fire(verb: Token, entry: Entry) -> bool:
    """Whether a fire is what is set: "set fire to a mosque", and not "set a mosque on fire"."""
    word = needed(verb, entry)
    return word is not None and word.dep_ == "dobj" and word.lemma_ == "fire"


def _suffering(noun: Token, entry: Entry) -> Token | None:
    owner = _possessor(noun) if _SUFFERED in entry.needs else None
    return owner if owner is not None and owner.ent_type_ not in {"GPE", "NORP", "DATE", "TIME", "ORG"} else None


def _by_needed(verb: Token, entry: Entry) -> Token | None:
    """Whom a verb harms only together with another word: who is left dead, whose death is caused."""
    word = needed(verb, entry)
    if word is None:
        return None
    if entry.lemma == "leave":
        place = word.i - 1
        while place > verb.i and word.doc[place].pos_ in {"ADV", "CCONJ"}:
            place -= 1
        found = word.doc[place] if place > verb.i else None
        while found is not None and found.dep_ == "pobj" and found.head.i > verb.i:
            found = found.head.head
        return found
    if word.lemma_ in {"life", "fire"} or entry.lemma in _THROUGH:
        given = [child for child in verb.children if child.dep_ == "dative" and child.pos_ in {"NOUN", "PROPN", "PRON"}]
        preps = {"of", "to", "on"} if entry.lemma in _THROUGH else {"of", "to"}
        ties = [child for child in (*word.children, *verb.children) if child.lower_ in preps]
        given += [inner for tie in ties for inner in tie.children if inner.dep_ == "pobj"]
        return given[0] if given else word if word.lemma_ == "life" else None
    return next((child for child in word.lefts if child.dep_ in {"compound", "nsubj"}), None)


def _sufferer(harm: Token, depth: int = 0) -> Token | None:
    """The subject of a passive or an intransitive: its own, that of the verb it is joined to, or what it qualifies."""
    own, above = own_subject(harm), harm.head
    if harm.pos_ == "ADJ" and own is None:
        return _of_adjective(harm)
    if own is not None:
        return antecedent(own, harm)
    if harm.dep_ in {"acl", "relcl", "amod"}:
        return above
    if harm.dep_ == "pcomp" and above.head.pos_ in {"VERB", "AUX"} and depth < _DEEPEST:
        return _sufferer(above.head, depth + 1)
    if harm.dep_ in {"conj", "advcl", "xcomp", "dep"} and above.pos_ in {"VERB", "AUX"} and depth < _DEEPEST:
        told = next((child for child in above.children if child.dep_ == "dobj" and child.i < harm.i), None)
        return told if told is not None and harm.dep_ == "xcomp" else _sufferer(above, depth + 1)
    return _number_before(harm)


def _number_before(harm: Token) -> Token | None:
    """The number or noun right before a participle that the parse ties to nothing: "and 23 wounded"."""
    before = harm.nbor(-1) if harm.i > harm.sent.start else None
    if before is not None and before.pos_ in {"NUM", "NOUN", "PROPN"}:
        return before
    loose = (child for child in harm.lefts if child.dep_ in {"intj", "npadvmod", "dep", "meta"})
    return next((child for child in loose if child.is_alpha), None)


def _of_adjective(word: Token) -> Token | None:
    """Whom "dead" is said of: "three are dead", "was found dead", "17 dead in blaze"."""
    above = word.head
    if word.dep_ in {"acomp", "attr", "oprd", "xcomp", "advcl", "ccomp"} and above.pos_ in {"VERB", "AUX"}:
        told = next((child for child in above.children if child.dep_ == "dobj"), None)
        return told or _sufferer(above, _DEEPEST)
    found = _number_before(word) if is_headline(word) else None
    counted = found is not None and (found.pos_ == "NUM" or any(child.pos_ == "NUM" for child in found.children))
    return found if counted or word.dep_ == "ROOT" else None
