"""Cues: the verbs of `cues.csv` where they tell that somebody said or thought something.

A cue is dropped where nothing is attributed: inside a quotation, denied ("did not say"), only possible ("may say"),
or without anybody who could be its source ("is believed to").
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from spacy.tokens import Token

from toolkit.language.lexicons import CueEntry, cues, phrasal_cues
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
