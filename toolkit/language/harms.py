"""Clauses of harm: who is said to have killed, wounded or destroyed whom, and how the clause is built.

A participle is not a passive (Pullum 2003): the voice is read from the auxiliary and the agent phrase.
"""

from typing import Any

from spacy.tokens import Token

from toolkit.language.cues import agent_of, is_passive, subject_of
from toolkit.language.lexicons import by_part_of_speech
from toolkit.language.phrases import noun_phrase
from toolkit.language.reading import Paragraph, Reading
from toolkit.language.statements import Told, holder_of

Row = dict[str, Any]
_BY_MEANS = {"in", "by", "during", "after", "from"}


def find_harms(reading: Reading, told: list[Told]) -> list[Row]:
    """Rows of HARMS for every clause of harm of the article's read paragraphs."""
    return [
        _row(reading, paragraph, token, told)
        for paragraph in reading.paragraphs
        for token in paragraph.doc
        if _is_harm(token)
    ]


def _sort(token: Token) -> str:
    sorts = by_part_of_speech("harms", "sort")
    return sorts.get((token.lemma_.lower(), token.pos_), "")


def is_harmful(token: Token) -> bool:
    """Whether a word is one of the lexicon of harm."""
    return bool(_sort(token))


def _is_harm(token: Token) -> bool:
    sort = _sort(token)
    if sort == "nominal":
        return bool(_nominal_agent(token) or _victim(token))
    return bool(sort) and token.dep_ not in {"amod", "compound"} and not _denied(token)


def _denied(verb: Token) -> bool:
    """Whether the clause says that it did not happen: "did not kill", "nobody was killed"."""
    subjects = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    nobody = {word.lower_ for subject in subjects for word in (subject, *subject.lefts)}
    return any(child.dep_ == "neg" for child in verb.children) or bool(nobody & {"nobody", "no", "none", "neither"})


def _row(reading: Reading, paragraph: Paragraph, harm: Token, told: list[Told]) -> Row:
    words = [token for token in harm.subtree if token.sent == harm.sent]
    start, end = paragraph.span(words[0], words[-1])
    place, stop = paragraph.span(harm, harm)
    holder = holder_of(place, stop, told)
    row: Row = {
        "harm_id": f"{reading.article_id}-h{place}-{stop}",
        "article_id": reading.article_id,
        "statement_id": holder.statement_id if holder is not None else "",
        "start": start,
        "end": end,
        "clause": reading.text[start:end],
        "harm_lemma": harm.lemma_.lower(),
        "voice": voice_of(harm),
    }
    row |= reading.columns("harm_word", (place, stop))
    agent = agent_tokens(harm)
    if agent:
        row |= reading.columns("agent", paragraph.span(agent[0], agent[-1]))
    victim = _victim(harm)
    if victim is not None:
        phrase = noun_phrase(victim, paragraph)
        row |= reading.columns("victims", (phrase.start, phrase.end))
    return row


def voice_of(harm: Token) -> str:
    """active, passive with by, short passive, intransitive or nominal."""
    sort = _sort(harm)
    if sort in {"nominal", "intransitive"}:
        return sort
    if is_passive(harm) or (
        harm.tag_ == "VBN" and harm.dep_ in {"acl", "relcl", "conj", "advcl"} and not _own_subject(harm)
    ):
        return "passive with by" if agent_of(harm) is not None else "short passive"
    return "active"


def _own_subject(verb: Token) -> bool:
    return any(child.dep_ == "nsubj" for child in verb.children)


def agent_tokens(harm: Token) -> list[Token]:
    """The words of the one who does the harm, in order; empty when the clause names none.

    For a passive without "by" a nominal of harm beside it may name the agent: "killed in Israeli bombardments".
    """
    voice = voice_of(harm)
    if voice == "nominal":
        return _nominal_agent(harm)
    noun = agent_of(harm) if voice.startswith(("passive", "short")) else None
    if voice == "active":
        noun = subject_of(harm)
    if noun is not None:
        return [] if noun.pos_ == "PRON" and noun.lower_ in {"it", "this", "that", "which"} else _simple(noun)
    for child in harm.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in _BY_MEANS:
            for inner in child.children:
                if inner.dep_ == "pobj" and _sort(inner) == "nominal" and _nominal_agent(inner):
                    owner = _nominal_agent(inner)
                    return list(inner.doc[owner[0].i : inner.i + 1])
    return []


def _simple(noun: Token) -> list[Token]:
    if noun.pos_ == "NUM":
        return []
    low = noun.i
    while low > 0 and noun.doc[low - 1].head == noun and noun.doc[low - 1].dep_ in {"compound", "amod", "poss", "nmod"}:
        low -= 1
    return list(noun.doc[low : noun.i + 1])


def _nominal_agent(noun: Token) -> list[Token]:
    """The side a nominal of harm belongs to: "Israeli bombardments", "attacks by the group"."""
    for child in noun.children:
        if (
            child.i < noun.i
            and child.ent_type_ in {"NORP", "GPE", "ORG"}
            and child.dep_ in {"amod", "compound", "poss"}
        ):
            return [child]
        if child.dep_ == "prep" and child.lower_ == "by":
            return next((_simple(inner) for inner in child.children if inner.dep_ == "pobj"), [])
    return []


def _victim(harm: Token) -> Token | None:
    voice = voice_of(harm)
    if voice == "nominal":
        preps = [child for child in harm.children if child.dep_ == "prep" and child.lower_ in {"of", "on", "against"}]
        return next((noun for prep in preps for noun in prep.children if noun.dep_ == "pobj"), None)
    if voice == "active":
        return next((child for child in harm.children if child.dep_ == "dobj"), None)
    if voice == "intransitive":
        return next((child for child in harm.children if child.dep_ == "nsubj"), None)
    own = next((child for child in harm.children if child.dep_ == "nsubjpass"), None)
    if own is not None:
        return own.head.head if own.lower_ in {"who", "which", "that"} and harm.dep_ == "relcl" else own
    return harm.head if harm.dep_ in {"acl", "relcl"} else None
