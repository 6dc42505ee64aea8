"""Sources named by a phrase, not by a verb: "according to …", "in the words of …".

A document or a medium named so beside a reporting verb is a relay of that statement; anybody else is a source.
"""

from spacy.tokens import Token

from toolkit.language.cues import Cue
from toolkit.language.drafts import Draft, Stretch, tidy
from toolkit.language.lexicons import CueEntry, noun_of
from toolkit.language.phrases import noun_phrase
from toolkit.language.reading import Paragraph, Reading

ACCORDING = CueEntry("according to", "speech", "neutral", frozenset({"clause", "quote"}), frozenset(), "assert")


def find_according(paragraph: Paragraph, reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Drafts for the phrases of the paragraph that name a source; a relay is written into the draft it passes on."""
    quoted = [(quote.inner_start, quote.inner_end) for quote in reading.quotes]
    found = []
    for token in paragraph.doc:
        phrase = _phrase(token)
        place = paragraph.at(token)
        if phrase is None or any(start <= place < end for start, end in quoted):
            continue
        words, source = phrase
        whole = (place, noun_phrase(source, paragraph).end)
        relayed = _relayed(token, source, drafts)
        if relayed is not None:
            relayed.via = relayed.via or whole
            relayed.relays = (*relayed.relays, source)
            continue
        cue_span = paragraph.span(words[0], words[-1])
        draft = Draft(paragraph, [], Cue(token, words, ACCORDING), cue_span, source)
        draft.pieces = tidy(reading, _rest_of_sentence(paragraph, token, whole))
        found.append(draft)
    return found


def _phrase(token: Token) -> tuple[tuple[Token, ...], Token] | None:
    """The words of the phrase and the noun it names, or None."""
    doc, place = token.doc, token.i
    following = [word.lower_ for word in doc[place : place + 4]]
    if following[:2] == ["according", "to"]:
        size = 2
    elif following == ["in", "the", "words", "of"]:
        size = 4
    else:
        return None
    words = tuple(doc[place : place + size])
    source = next((noun for noun in words[-1].children if noun.dep_ == "pobj"), None)
    return (words, source) if source is not None else None


def _relayed(token: Token, source: Token, drafts: list[Draft]) -> Draft | None:
    """The statement in the same sentence that a document or a medium passes on."""
    passes = noun_of(source.lemma_, "document", "media") or noun_of(source.text, "media")
    if passes is None or passes.sort not in {"document", "media"}:
        return None
    beside = [draft for draft in drafts if draft.pieces and draft.cue is not None and draft.cue.verb.sent == token.sent]
    return next((draft for draft in beside if draft.cue is not None and _main(draft.cue.verb, token)), None)


def _main(verb: Token, token: Token) -> bool:
    return verb.dep_ in {"ROOT", "parataxis"} or token.head == verb


def _rest_of_sentence(paragraph: Paragraph, token: Token, phrase: Stretch) -> list[Stretch]:
    sentence = token.sent
    low, high = paragraph.span(sentence[0], sentence[-1])
    start, end = phrase
    before = paragraph.parsed[low - paragraph.start : start - paragraph.start]
    if before.strip(" ,;—–-“”‘’\"'"):
        # A phrase that closes its clause speaks for what went before; what follows a comma may be new.
        return [(low, start)]
    return [(end, high)]
