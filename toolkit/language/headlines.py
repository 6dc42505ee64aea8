"""Attributions of a headline by its own grammar, which the parser of running text does not know.

A headline leaves out articles and auxiliaries and closes on its source: "Homes ‘will flood’, says union as vote looms",
"Nurse ‘ignored alarms’, jury hears", "PM: ‘No deal’".
"""

import re

from spacy.tokens import Token

from toolkit.language.cues import Cue
from toolkit.language.drafts import Draft, tidy
from toolkit.language.frames import is_human
from toolkit.language.lexicons import cues, noun_of
from toolkit.language.reading import Paragraph, Reading

_CUES = r"(?:says?|warns?|claims?|insists?|admits?|finds?|suggests?|argues?|believes?|reveals?|vows?|urges?|fears?)"
_LAST = r"(?:[\w’'.&-]+ ){0,4}?[\w’'.&-]+"
# What follows the source tells when or why, and is the paper's.
_REST = r"(?: (?:as|after|amid|ahead of|over|in|at|on|following|despite|while|when|before|during|since) .*)?"
_BACKWARDS = re.compile(rf"(?P<content>.+), (?P<cue>{_CUES}) (?P<source>{_LAST}){_REST}$")
# Somebody who is not named was heard there; the court said nothing.
_HEARD = re.compile(rf"(?P<content>.+), (?P<where>(?:the )?{_LAST}) (?P<cue>told|hears|heard|is told)$")
_LABEL = re.compile(r"(?P<source>[A-Z][\w’'.-]*(?: [\w’'.-]+){0,3}): (?P<content>[‘“'\"].+)$")
_LISTENS = frozenset({"court", "jury", "inquiry", "inquest", "tribunal", "hearing", "trial", "committee", "panel"})
_CONFIDENCE = 0.8


def by_its_grammar(reading: Reading, found: list[Draft]) -> list[Draft]:
    """The same drafts, those of a headline put right where its words follow one of the grammars of headlines."""
    for paragraph in reading.paragraphs:
        if paragraph.headline:
            told = _read(paragraph, reading)
            if told is not None:
                found = [told, *(draft for draft in found if draft.paragraph is not paragraph)]
    return found


def _read(paragraph: Paragraph, reading: Reading) -> Draft | None:
    text = paragraph.text.strip()
    match = _BACKWARDS.match(text) or _HEARD.match(text) or _LABEL.match(text)
    if match is None:
        return None
    groups = match.groupdict()
    cue = _word(paragraph, match, "cue") if "cue" in groups else None
    if "where" in groups:
        place = _word(paragraph, match, "where")
        if place is None or cue is None or not _is_forum(place):
            return None
        told = _draft(paragraph, reading, match, cue)
        told.addressee = place
        return told
    source = _word(paragraph, match, "source")
    if source is None or not (cue is not None or _can_speak(source)):
        return None
    told = _draft(paragraph, reading, match, cue)
    told.source = source
    return told


def _can_speak(source: Token) -> bool:
    """Whether a label before a colon is somebody: "Mora", "PM", but not "Analysis"."""
    return is_human(source) or (source.text.isupper() and 1 < len(source) < len("LIVE"))


def _is_forum(place: Token) -> bool:
    return place.lower_ in _LISTENS or noun_of(place.lower_, "body", "role") is not None


def _word(paragraph: Paragraph, match: re.Match[str], group: str) -> Token | None:
    """The last word of a group of the match."""
    span = paragraph.doc.char_span(match.start(group), match.end(group), alignment_mode="expand")
    return span[-1] if span is not None else None


def _draft(paragraph: Paragraph, reading: Reading, match: re.Match[str], cue: Token | None) -> Draft:
    """The content and the cue; whose they are is for the caller to say."""
    start, end = (paragraph.start + place for place in match.span("content"))
    pieces = tidy(reading, [(start, end)])
    entry = cues().get(_lemma(cue)) if cue is not None else None
    said = Cue(cue, (cue,), entry) if cue is not None and entry is not None else None
    span = paragraph.span(cue, cue) if cue is not None else None
    draft = Draft(paragraph, pieces, said, span, confidence=_CONFIDENCE, learned=True)
    draft.quoted = any(reading.quotes_in(*piece) for piece in pieces)
    return draft


def _lemma(cue: Token) -> str:
    word = cue.lower_
    return {"told": "tell", "hears": "hear", "heard": "hear"}.get(word, word.removesuffix("s"))
