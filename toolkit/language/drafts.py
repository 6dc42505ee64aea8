"""A draft of one attribution, before its speaker is resolved: what `attribution` finds and `statements` finishes."""

import re
from dataclasses import dataclass, field

from spacy.tokens import Token

from toolkit.language.cues import Cue
from toolkit.language.reading import Paragraph, Reading

Stretch = tuple[int, int]
_JOINT = re.compile(r"\s(?:and|but|or|while)$")
# "asked not to be named", "that her name be withheld" tell of the sourcing, not of anything said.
_UNNAMED = re.compile(
    r"(?:not )?to be (?:named|identified|quoted)\b|(?:not )?(?:be )?(?:named|identified|quoted)(?: by name)?$"
    r"|(?:that )?(?:his|her|their|its) (?:\w+ )?(?:names?|identit(?:y|ies)) (?:not )?(?:to )?be \w+"
    r"|(?:not )?to (?:print|use|publish|give|reveal|disclose) (?:his|her|their) (?:\w+ )?names?$",
    re.IGNORECASE,
)
# "Tells a different story", "remembers it differently", "begs to differ": no words are given to anybody.
_IDIOM = re.compile(
    r"(?:(?:a|quite a|the) (?:\w+ )?(?:different|other)|another) (?:story|tale|version|picture|account|tune)$"
    r"|(?:it|things|events|that|this) (?:\w+ )?differently$|to differ$|\w+ reasons$",
    re.IGNORECASE,
)
# A quotation that ends a sentence, before the next one begins without a mark.
_CLOSED = re.compile(r"[.?!][”\"]\s+(?=[A-Z])")
_LOOSE = " \t\u00a0,;:—–-\n\r"


@dataclass
class Draft:
    """One attribution in the making; stretches are offsets into the article."""

    paragraph: Paragraph
    pieces: list[Stretch]
    cue: Cue | None = None
    cue_span: Stretch | None = None
    source: Token | None = None
    addressee: Token | None = None
    via: Stretch | None = None
    relays: tuple[Token, ...] = ()
    follows: "Draft | None" = None
    confidence: float = 0.9
    parent: "Draft | None" = None
    quoted: bool = field(default=False)
    learned: bool = field(default=False)

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.pieces[-1][1]

    @property
    def extent(self) -> Stretch:
        """From the first to the last word of content and cue together."""
        low, high = self.cue_span or self.pieces[0]
        return min(low, self.start), max(high, self.end)

    @property
    def answers(self) -> bool:
        """Whether the cue itself answers what somebody said: "denied it" needs no further words."""
        return self.cue is not None and self.cue.entry.act in {"deny", "concede"}

    def holds(self, start: int, end: int) -> bool:
        """Whether one piece of the content holds the stretch."""
        return any(low <= start and end <= high for low, high in self.pieces)


def shared(some: list[Stretch], others: list[Stretch]) -> int:
    """How many code points two lists of stretches have in common.

    >>> shared([(0, 5)], [(3, 9), (20, 30)])
    2
    """
    return sum(max(0, min(end, high) - max(start, low)) for start, end in some for low, high in others)


def size(pieces: list[Stretch]) -> int:
    """How many code points the pieces hold together.

    >>> size([(0, 5), (7, 9)])
    7
    """
    return sum(end - start for start, end in pieces)


def tells_of_sourcing(draft: Draft) -> bool:
    """Whether somebody only asks to stay unnamed, or the words are an idiom that holds nothing said."""
    words = draft.paragraph.printed(*draft.pieces[0]) if draft.pieces else ""
    return not draft.quoted and (_UNNAMED.match(words) or _IDIOM.match(words)) is not None


def in_its_sentence(draft: Draft, reading: Reading) -> list[Stretch]:
    """The content less a sentence before it that ends in a quotation, which the parser takes for one with it.

    "He was glad of “a good day.” It rained, Mora said": she said that it rained.
    """
    kept = []
    for start, end in draft.pieces:
        before = draft.cue_span is not None and end <= draft.cue_span[0]
        closed = [match.end() for match in _CLOSED.finditer(reading.text, start, end)] if before else []
        kept.append(
            (closed[-1], end) if closed and start not in {quote.start for quote in reading.quotes} else (start, end)
        )
    return kept


def tidy(reading: Reading, pieces: list[Stretch]) -> list[Stretch]:
    """Pieces in order, joined where they touch, without loose punctuation at their edges; empty ones are dropped."""
    text = reading.text
    merged: list[Stretch] = []
    for start, end in sorted(pieces):
        if merged and (start <= merged[-1][1] or not text[merged[-1][1] : start].strip(" \u00a0")):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    trimmed = [_trim(text, start, end) for start, end in merged]
    return [(start, end) for start, end in trimmed if any(mark.isalnum() for mark in text[start:end])]


def _trim(text: str, start: int, end: int) -> Stretch:
    while start < end and (text[start] in _LOOSE or text[start] in ".)"):
        start += 1
    while end > start and (text[end - 1] in _LOOSE or text[end - 1] == "("):
        end -= 1
    joint = _JOINT.search(text[start:end])
    if joint is not None:
        return _trim(text, start, start + joint.start())
    # A full stop ends the sentence, not the content; inside quotation marks it is part of what was quoted.
    if end > start and text[end - 1] == "." and not text[:end].endswith((".”", "...")) and not _abbreviation(text, end):
        end -= 1
    return start, end


def _abbreviation(text: str, end: int) -> bool:
    return end >= 4 and text[end - 3] == "." and text[end - 2].isalpha()
