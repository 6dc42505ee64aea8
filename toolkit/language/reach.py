"""How far a content reaches where tagger and parse break it off: at "as" behind an object, at "to", at "until"."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from toolkit.language.drafts import Draft, Stretch
from toolkit.language.reading import Paragraph, Reading

# "Dismissed that as “premature”": what is named, and what it is called, are one content.
_NAMED_AS = {
    "brand", "condemn", "decry", "denounce", "deride", "describe", "dismiss", "hail", "mock", "reject", "ridicule",
    "rubbish", "slam", "portray", "characterise", "characterize",
}  # fmt: skip
_OBJECT = re.compile(
    r"\s(?:that|this|it|him|her|them|(?:the|his|her|its|their|an?)\s(?:[\w’'-]+\s){0,3}[\w’'-]+)\sas\s"
)
_AS = re.compile(r"\sas\s(?:[“‘\"][^“”‘\"\n]{2,200}[”’\"]|(?:an?\s|the\s)?[\w’'-]+(?:\s[\w’'-]+){0,5}(?=[.,;\n]|$))")
# What a denied or demanded thing is to, or between: "denied any link to the vote".
_TIED = {"to", "between", "with", "of", "over", "about", "behind"}
_TIED_ACTS = {"deny", "decline", "demand"}
_SHORT = 5
# No content ends with a word that waits for a noun or a clause.
_DANGLING = re.compile(r"(?:\s+(?:the|a|an|and|or|but|his|her|their|its))+$", re.IGNORECASE)
_OFFERED = re.compile(
    r"^(?:the|that|this|his|her|its|their|any|an?|such)\s(?:[\w’'-]+\s){0,3}"
    r"(?:offers?|requests?|demands?|ideas?|proposals?|invitations?|appeals?|plans?|calls?|deals?|money|terms|formula)\b"
)
_UNTIL = {"until", "unless"}
_LEFT_OVER = re.compile(r"\s+(?:until|unless|because|since|after)$")
_STOP = re.compile(r"[,;:.“”\"\n]")


def whole(draft: Draft, text: str) -> list[Stretch]:
    """The pieces of a draft, reaching to the end of their phrase, and none to a bare "until"."""
    pieces = _reaching(draft, text)
    return [(start, start + len(_LEFT_OVER.sub("", text[start:end]))) for start, end in pieces]


def _reaching(draft: Draft, text: str) -> list[Stretch]:
    """The pieces of a draft, the last or the first of them reaching to the end of its phrase."""
    if draft.cue is None or draft.cue_span is None or not draft.pieces or draft.cue_span[1] > draft.start:
        return draft.pieces
    start, end = draft.pieces[0]
    if draft.cue.entry.cue.split(" ")[0] in _NAMED_AS:
        if _OBJECT.fullmatch(text, draft.cue_span[1], start) is not None:
            return [(draft.cue_span[1] + 1, end), *draft.pieces[1:]]
        called = _AS.match(text, draft.end) if draft.start - draft.cue_span[1] == 1 else None
        if called is not None and " as " not in text[start : draft.end]:
            return [*draft.pieces[:-1], (draft.pieces[-1][0], called.end())]
    behind = _behind(draft, draft.paragraph)
    stop = _goes_to(draft, behind, text) if behind is not None else None
    return draft.pieces if stop is None else [*draft.pieces[:-1], (draft.pieces[-1][0], stop)]


def _behind(draft: Draft, paragraph: Paragraph) -> Token | None:
    """The word right behind the content, after one space."""
    place = draft.end + 1
    return next((word for word in paragraph.doc if paragraph.at(word) == place), None)


def _goes_to(draft: Draft, word: Token, text: str) -> int | None:
    """Where a phrase ends that the word behind a content opens, if it belongs to the content."""
    words = text[draft.start : draft.end].split()
    tied = (
        draft.cue is not None
        and draft.cue.entry.act in _TIED_ACTS
        and word.lower_ in _TIED
        and word.pos_ in {"ADP", "PART"}
        and len(words) < _SHORT
        and words[0].lower() not in {"that", "to"}
    )
    waits = word.lower_ in _UNTIL and words[0].lower() in {"to", "that"}
    if not (tied or waits):
        return None
    last = word.right_edge if tied else (word.head if word.dep_ in {"mark", "prep"} else word).right_edge
    low, high = draft.end, draft.paragraph.at(last) + len(last.text)
    stop = _STOP.search(text, low, high)
    return stop.start() if stop is not None else high


def snap(reading: Reading, content: tuple[Stretch, ...]) -> Iterator[Stretch]:
    """Stretches that take quotations whole: one that reaches into a quotation by most of its words takes all of it."""
    for start, end in content:
        low, high = start, start + len(_DANGLING.sub("", reading.text[start:end]))
        for quote in reading.quotes_in(start, end):
            inside = min(end, quote.inner_end) - max(start, quote.inner_start)
            if quote.closed and 5 * inside >= 4 * (quote.inner_end - quote.inner_start):
                low, high = min(low, quote.start), max(high, quote.end)
        yield low, high


def turns_down(draft: Draft) -> bool:
    """Whether an offer, a request or an idea is turned down: that is said by the cue alone."""
    declined = draft.cue is not None and draft.cue.entry.act == "decline"
    return declined and _OFFERED.search(draft.paragraph.printed(*draft.pieces[0])) is not None
