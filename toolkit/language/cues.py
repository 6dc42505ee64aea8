"""Cues: the verbs of `cues.csv` where they tell that somebody said or thought something.

A cue is dropped where nothing is attributed: inside a quotation, denied ("did not say"), only possible ("may say"),
or without anybody who could be its source ("is believed to").
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from spacy.tokens import Token

from toolkit.language.lexicons import CueEntry, cues, noun_of, phrasal_cues
from toolkit.language.reading import Paragraph, Reading

_DOUBTFUL = {"may", "might", "could", "should", "must", "can", "ca"}
# Verbs under which an infinitive cue is still an act of saying: "went on to say", "hastened to add".
_CARRIERS = {"go", "continue", "hasten", "proceed", "begin", "rush", "appear", "seem", "use", "have", "take", "come"}
_WITHHELD = {"refrain", "avoid", "stop", "fail", "decline", "refuse", "hesitate", "forget", "neglect"}
_CONDITION = {"if", "unless", "whether", "lest"}
_REFUSING = {"would", "wo", "will", "could", "can", "ca"}
# What opens a question that was left open: "would not say when", "has not explained why".
_OPEN = re.compile(r"(?:whether|if|when|where|why|how|who|whom|whose|what|which)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Cue:
    """One cue in one paragraph: the verb, the words that make it up, and its entry in the lexicon."""

    verb: Token
    words: tuple[Token, ...]
    entry: CueEntry


def quoted_words(paragraph: Paragraph, reading: Reading) -> frozenset[int]:
    """The places of the words of the paragraph that stand in quotation marks."""
    starts = [paragraph.at(word) for word in paragraph.doc]
    quotes = reading.quotes_in(paragraph.start, paragraph.start + len(paragraph.text))
    return frozenset(
        place
        for quote in quotes
        for place in range(bisect_left(starts, quote.inner_start), bisect_left(starts, quote.inner_end))
    )


def find_cues(paragraph: Paragraph, quoted: frozenset[int]) -> list[Cue]:
    """Every cue of the paragraph outside of the `quoted` words that can attribute something, in order."""
    found = []
    for token in paragraph.doc:
        if not token.tag_.startswith("VB") or token.dep_ in {"aux", "auxpass", "amod", "compound"}:
            continue
        cue = _entry(token) if token.i not in quoted else None
        if cue is None:
            continue
        clauses = [child for child in token.children if child.dep_ == "ccomp" and child.i > token.i]
        opened = [left_open(cue, token.doc[one.left_edge.i : one.right_edge.i + 1].text) for one in clauses]
        if any(opened) or _attributes(cue, quoted):
            found.append(next(filter(None, opened), cue))
    return found


def left_open(cue: Cue, content: str) -> Cue | None:
    """The cue as one of declining, where somebody refused an answer: "would not say when it would report".

    Such words give nobody a claim. "Did not say when" is no refusal, and what a denied cue denies of a claim ("would
    not say that it had failed") stays untold.
    """
    plain = cue.entry.cue_class == "speech" and "clause" in cue.entry.takes and _OPEN.match(content)
    auxiliaries = {child.lower_ for child in cue.verb.children if child.dep_ == "aux"}
    refuses = bool(auxiliaries & _REFUSING) or (cue.verb.tag_ == "VBG" and bool(auxiliaries))
    if not plain or not refuses or not _is_denied(cue.verb):
        return None
    subjects = [child for child in cue.verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    if any(_is_nobody(subject) for subject in subjects):
        return None
    entry = replace(cue.entry, cue=f"not {cue.entry.cue}", stance="illocutionary", act="decline")
    return replace(cue, entry=entry)


def _is_denied(verb: Token) -> bool:
    """Whether a "not" belongs to the verb itself: before it, or right behind a form of "be" or "have"."""
    return any(
        child.dep_ == "neg" and (child.i < verb.i or (verb.pos_ == "AUX" and child.i == verb.i + 1))
        for child in verb.children
    )


def _entry(verb: Token) -> Cue | None:
    lemma = verb.lemma_.lower()
    for rest in phrasal_cues().get(lemma, ()):
        joined = [word for word in verb.doc[verb.i + 1 : verb.i + 5] if word.lower_ == rest and word.head == verb]
        if joined:
            return Cue(verb, (verb, joined[0]), cues()[f"{lemma} {rest}"])
    return Cue(verb, (verb,), cues()[lemma]) if lemma in cues() and not is_put_off(verb) else None


def is_put_off(verb: Token) -> bool:
    """Whether a particle makes another verb of one that can tell something: "put off", "called off"."""
    return verb.lemma_ in {"put", "call"} and any(word.dep_ == "prt" and word.lower_ == "off" for word in verb.children)


def _attributes(cue: Cue, quoted: frozenset[int]) -> bool:
    """Whether the cue tells of something said; words in quotation marks say nothing about the cue."""
    verb = cue.verb
    children = [child for child in verb.children if child.i not in quoted]
    if any(child.lower_ in _CONDITION and child.dep_ == "mark" for child in children):
        return False
    thought = cue.entry.cue_class == "thought"
    if any(child.dep_ in {"nsubj", "nsubjpass"} and _is_nobody(child) for child in children):
        return False
    if _is_of_few(cue):
        return False
    auxiliaries = {child.lower_ for child in children if child.dep_ == "aux"}
    if _is_denied(verb) and not thought:
        return False
    if auxiliaries & _DOUBTFUL:
        return False
    return not ("to" in auxiliaries and not _carried(verb)) and not _withheld(verb)


def is_withheld(cue: Cue) -> bool:
    """Whether the words around a cue say that nothing was said: "has not responded", "made no comment"."""
    verb = cue.verb
    children = list(verb.children)
    if any(child.lower_ in _CONDITION and child.dep_ == "mark" for child in children):
        return True
    if any(child.dep_ in {"nsubj", "nsubjpass"} and _is_nobody(child) for child in children):
        return True
    if _is_of_few(cue):
        return True
    none = any(child.lower_ == "no" and child.dep_ == "det" for word in cue.words for child in word.children)
    thought = cue.entry.cue_class == "thought"
    denied = _is_denied(verb) or any(child.dep_ == "aux" and child.lower_ in _DOUBTFUL for child in children)
    return ((denied or none) and not thought) or _withheld(verb)


def _is_nobody(subject: Token) -> bool:
    """Whether the subject says that none did it: "neither side", "no official", "nobody"."""
    words = {subject.lower_, *(child.lower_ for child in subject.children if child.i < subject.i)}
    return bool(words & {"neither", "nobody", "none", "no"})


def _is_of_few(cue: Cue) -> bool:
    """Whether few have an attitude to a thing: "few wanted to talk"; "few experts believe it will rain" tells more."""
    tells = any(child.dep_ in {"ccomp", "oprd", "pcomp"} for word in cue.words for child in word.children)
    verb = cue.verb
    carriers = [*verb.children, *(verb.head.children if verb.dep_ == "xcomp" else ())]
    return not tells and any(child.dep_ == "nsubj" and _are_few(child) for child in carriers)


def _are_few(subject: Token) -> bool:
    """Whether the subject says that most did not: "few", "not everyone"."""
    words = {subject.lower_, *(child.lower_ for child in subject.children if child.i < subject.i)}
    every = "not" in words and bool(words & {"every", "everyone", "everybody", "all"})
    return every or ("few" in words and not words & {"a", "quite", "the"})


def _carried(verb: Token) -> bool:
    """Whether an infinitive cue tells of something said: "went on to say", "wrote to complain that"."""
    if verb.dep_ == "conj":
        return _carried(verb.head)
    if verb.dep_ == "advcl":
        return any(child.dep_ == "ccomp" for child in verb.children)
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _CARRIERS


def _withheld(verb: Token) -> bool:
    """Whether the cue hangs on a verb of not doing it: "refrained from condemning"."""
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    return verb.dep_ in {"pcomp", "xcomp"} and above.lemma_.lower() in _WITHHELD


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
            return above.head
    return subject


def _inherited(verb: Token, depth: int) -> Token | None:
    above = verb.head
    if above == verb:
        return None
    if verb.dep_ == "conj":
        return _finite(above, verb, depth)
    if verb.dep_ in {"acl", "relcl"} and above.pos_ in {"NOUN", "PROPN", "PRON"}:
        return above if verb.tag_ == "VBG" else None
    if verb.dep_ == "pcomp":
        return _quoted_as(above.head, depth)
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.doc[verb.i - 1].text == ",":
        # "said it would pay, adding that": who adds is who said it, however the parse ties the participle.
        while above.dep_ in {"ccomp", "conj"} and above.head.lemma_.lower() in cues():
            above = above.head
    if verb.dep_ in {"advcl", "xcomp", "ccomp", "dep", "parataxis"} and above.pos_ in {"VERB", "AUX"}:
        return subject_of(above, depth=depth + 1) or _passive_subject(above)
    return None


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
