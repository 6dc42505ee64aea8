"""The source of a cue: behind a document, behind a medium that quotes, outside the quotation."""

from spacy.tokens import Token

from toolkit.language.cues import subject_of
from toolkit.language.drafts import Draft
from toolkit.language.frames import is_human
from toolkit.language.lexicons import noun_of
from toolkit.language.phrases import noun_phrase
from toolkit.language.reading import Paragraph


def outside(subject: Token | None, verb: Token, quoted: frozenset[int]) -> Token | None:
    """The subject, unless it stands in a quotation: then the name after the verb, "…,’ said Maureen Siddaway"."""
    if subject is None or subject.doc is not verb.doc or subject.i not in quoted:
        return subject
    after = [word for word in verb.doc[verb.i + 1 : verb.i + 6] if word.pos_ == "PROPN" and word.i not in quoted]
    return next((word for word in after if word.head not in after), None)


def first_word(noun: Token, paragraph: Paragraph) -> Token:
    """The first word of the phrase of a noun."""
    start = noun_phrase(noun, paragraph).start
    return next(word for word in noun.doc if paragraph.at(word) == start)


def ordered(one: Token, other: Token) -> tuple[Token, Token]:
    """Two tokens in the order of the text."""
    return (one, other) if one.i <= other.i else (other, one)


def behind(noun: Token | None, verb: Token) -> tuple[Token | None, Token | None]:
    """The source behind a document or a medium, and the relay: "issued a statement saying", "Reuters, citing …"."""
    if noun is None:
        return None, None
    if noun_of(noun.lemma_, "document") is not None and noun.dep_ == "dobj":
        author = subject_of(noun.head)
        return (author if author is not None and is_human(author) else noun), None
    above = verb.head.head
    if verb.dep_ == "pcomp" and above.lemma_.lower() == "quote" and noun.dep_ == "dobj":
        return noun, subject_of(above)
    cited = _cited(verb)
    if cited is not None and (noun_of(noun.lemma_, "media") is not None or noun.ent_type_ == "ORG"):
        return cited, noun
    return noun, None


def _cited(verb: Token) -> Token | None:
    for word in verb.sent:
        near = verb in (word.head, word.head.head) or word.dep_ in {"acl", "advcl"}
        if word.lemma_.lower() in {"cite", "quote"} and word.tag_ == "VBG" and near:
            return next((noun for noun in word.children if noun.dep_ == "dobj" and is_human(noun)), None)
    return None


def nearer(draft: Draft, source: Token | None) -> Token | None:
    """The tagger's source, unless it stands in another sentence than the cue and the rules have a name beside it."""
    own, cue = draft.source, draft.cue
    if source is None or own is None or cue is None or not draft.quoted or own.pos_ != "PROPN":
        return source
    return own if own.head == cue.verb and source.sent != cue.verb.sent else source
