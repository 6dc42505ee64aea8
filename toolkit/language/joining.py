"""Quotations joined to statements: by the parse, by the cue beside them, or by the speaker they go on with."""

import re
from functools import lru_cache

from spacy.tokens import Token

from toolkit.language.drafts import Draft, Stretch, tidy
from toolkit.language.frames import is_human
from toolkit.language.lexicons import source_nouns
from toolkit.language.reading import Paragraph, Reading
from toolkit.quotes import Quote

_LABEL = 5  # words; a longer stretch before a colon is more than the name of a speaker
_SUBHEAD = 6  # words; a line in marks, without a stop, is a heading between paragraphs
_SCARE = 4  # words; a shorter quotation without a cue is the reporter's own distance


@lru_cache(maxsize=1)
def _sentence_end() -> re.Pattern[str]:
    """The end of a sentence and the start of the next; the stop after a title or an initial ends none."""
    titles = sorted(noun.capitalize() for noun, sorts in source_nouns().items() if "title" in sorts)
    spared = "".join(f"(?<!\\b{re.escape(title)})" for title in titles)
    return re.compile(rf"{spared}(?<!\b[A-Z])[.!?…][”\"’')]*\s+[“\"‘'(]?[A-Z]")


def join_quotes(paragraph: Paragraph, reading: Reading, here: list[Draft], before: list[Draft]) -> None:
    """Give every quotation of the paragraph to a draft of `here`, or make it one; `before` are those read so far."""
    low, high = paragraph.start, paragraph.start + len(paragraph.parsed)
    for quote in reading.quotes_in(low, high):
        stretch = _reach(quote, here, reading)
        holder = _governing(stretch, here)
        if holder is None and _is_title(reading.text[stretch[0] : stretch[1]]):
            continue
        holder = holder or _beside(stretch, here, reading)
        if holder is not None:
            stretch = _with_object(stretch, holder)
            holder.pieces = tidy(reading, [*holder.pieces, stretch])
            holder.quoted = True
            continue
        new = _alone(stretch, paragraph, reading, [*before, *(draft for draft in here if draft.pieces)])
        if new is not None and new not in here and new not in before:
            here.append(new)


def _with_object(stretch: Stretch, holder: Draft) -> Stretch:
    """The quotation with what it is said of: "dubbed the plan “child care by lottery”"."""
    if holder.cue is None or "predicate" not in holder.cue.entry.takes or holder.pieces:
        return stretch
    verb = holder.cue.verb
    named = [child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i]
    start = min([holder.paragraph.at(child.left_edge) for child in named], default=stretch[0])
    return min(start, stretch[0]), stretch[1]


def _is_title(quoted: str) -> bool:
    """Whether a quotation is the name of a book, a song or a programme: every longer word has a capital."""
    words = re.findall(r"[^\W\d_]+", quoted)
    longer = [word for word in words if len(word) > 3]
    if quoted.rstrip("”\"’'").endswith(("!", "?")):
        return False
    return 1 < len(words) <= 8 and len(longer) > 1 and all(word[0].isupper() for word in longer)


def _reach(quote: Quote, here: list[Draft], reading: Reading) -> Stretch:
    """The quotation with its marks; one that is never closed ends with its sentence, or before the cue after it."""
    if quote.closed or quote.continues or quote.end - quote.inner_end > 0:
        return quote.start, quote.end
    ends = [match.start() + 1 for match in _sentence_end().finditer(reading.text, quote.start, quote.end)]
    held = [draft.end for draft in here for start, end in draft.pieces if start <= quote.inner_start < end]
    return quote.start, min([*(end for end in held if end > quote.inner_start), *ends, quote.end])


def _governing(stretch: Stretch, here: list[Draft]) -> Draft | None:
    """The draft whose content in the parse shares most with the quotation."""
    start, end = stretch
    shared = [(sum(max(0, min(end, high) - max(start, low)) for low, high in draft.pieces), draft) for draft in here]
    best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] > 0 else None


def _beside(stretch: Stretch, here: list[Draft], reading: Reading) -> Draft | None:
    """The draft whose cue stands next to the quotation, after it or before it."""
    start, end = stretch
    near: list[tuple[int, Draft]] = []
    for draft in here:
        if draft.cue is None or draft.cue_span is None or "quote" not in draft.cue.entry.takes:
            continue
        low, high = draft.cue_span
        gap = reading.text[end:low] if low >= end else reading.text[high:start]
        if _sentence_end().search(gap) or gap.count(" ") > 14 or any(mark in gap for mark in '“”"'):
            continue
        if low >= end and not _answers_after(reading.text, end, gap):
            continue
        if high <= start and draft.pieces and not gap.rstrip(" “‘\"'").endswith((",", ":")):
            continue
        near.append((len(gap), draft))
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _answers_after(text: str, end: int, gap: str) -> bool:
    """Whether the words after a quotation go on with its cue: a comma, a question mark or the cue at once."""
    inside = text[:end].rstrip("”\"’'")[-1:]
    return inside in ",?!—–…" or gap.lstrip().startswith((",", "—", "–", "-")) or gap.count(" ") <= 4


def _alone(stretch: Stretch, paragraph: Paragraph, reading: Reading, drafts: list[Draft]) -> Draft | None:
    """A quotation without a cue: it goes on with the speaker before it, or belongs to its sentence, or is left."""
    start, end = stretch
    text = reading.text
    before = text[paragraph.start : start].rstrip()
    last = max(
        (draft for draft in drafts if draft.pieces and draft.extent[1] <= start),
        key=lambda draft: draft.extent[1],
        default=None,
    )
    opens_sentence = not before or before[-1] in ".!?”\"’'…"
    named = _dashed(stretch, paragraph, reading)
    if named is not None:
        return Draft(paragraph, [stretch], source=named, confidence=0.8, quoted=True)
    if opens_sentence and last is not None and last.paragraph.index >= paragraph.index - 1:
        return _continued(stretch, paragraph, reading, last)
    if before.endswith(":"):
        return _announced(stretch, paragraph)
    if len(text[start:end].split()) > _SCARE:
        return _in_sentence(stretch, paragraph)
    return None


def _continued(stretch: Stretch, paragraph: Paragraph, reading: Reading, last: Draft) -> Draft | None:
    open_quote = any(quote.continues and quote.start < last.end <= quote.end for quote in reading.quotes)
    if open_quote and last.paragraph.index == paragraph.index - 1:
        last.pieces = [*last.pieces, stretch]
        last.paragraph = paragraph
        return None
    gap = reading.text[last.extent[1] : stretch[0]]
    if last.paragraph.index == paragraph.index:
        if last.quoted and not _sentence_end().search(gap.strip() + " "):
            last.pieces = [*last.pieces, stretch]
            return None
        return Draft(paragraph, [stretch], follows=last, confidence=0.7, quoted=True)
    rest = paragraph.start + len(paragraph.parsed.rstrip())
    whole = stretch[0] <= paragraph.start + 1 and rest - stretch[1] <= 1
    words = reading.text[stretch[0] : stretch[1]].strip("“”‘’\"'")
    whole = whole and not (words[-1:].isalnum() and len(words.split()) <= _SUBHEAD)
    return Draft(paragraph, [stretch], follows=last, confidence=0.6, quoted=True) if whole else None


def _dashed(stretch: Stretch, paragraph: Paragraph, reading: Reading) -> Token | None:
    """The name after a dash that closes a paragraph: "It is over." — Ines Mora."""
    tail = reading.text[stretch[1] : paragraph.start + len(paragraph.parsed)]
    if not re.match(r"\s*[—―–-]\s*[A-Z][\w.’' -]{1,60}(?:,[^.]*)?\.?\s*$", tail):
        return None
    names = [word for word in paragraph.doc if paragraph.at(word) > stretch[1] and word.pos_ == "PROPN"]
    return next((word for word in names if word.head not in names), None)


def _announced(stretch: Stretch, paragraph: Paragraph) -> Draft | None:
    """A speaker named before a colon: the headline "Mora: ‘We will not pay’", or "His answer: ‘No.’"."""
    before = [word for word in paragraph.doc if paragraph.at(word) < stretch[0]]
    names = [word for word in before if word.pos_ in {"PROPN", "NOUN"}]
    if names:
        owner = next((child for child in names[-1].children if child.dep_ == "poss" and _is_owner(child)), None)
        if owner is not None and not paragraph.headline:
            return Draft(paragraph, [stretch], source=owner, confidence=0.7, quoted=True)
    if not names or not is_human(names[-1]):
        return None
    first = names[-1].sent.start if names[-1].sent.end > before[-1].i else before[-1].i
    label = [word for word in before if word.i >= first and not word.is_punct]
    alone = all(word.pos_ in {"PROPN", "NOUN", "DET", "ADJ"} for word in label) and len(label) <= _LABEL
    if not alone and not paragraph.headline:
        return None
    return Draft(paragraph, [stretch], source=names[-1], confidence=0.8, quoted=True)


def _is_owner(word: Token) -> bool:
    """Whether a possessive can be a speaker: "his", "Mora's"."""
    return word.lower_ in {"his", "her", "their"} or word.pos_ == "PROPN"


def _in_sentence(stretch: Stretch, paragraph: Paragraph) -> Draft | None:
    """A longer quotation inside a sentence without a cue belongs to the one the sentence is about."""
    inside = [word for word in paragraph.doc if stretch[0] <= paragraph.at(word) < stretch[1]]
    if not inside:
        return None
    root = inside[0].sent.root
    subject = next((child for child in root.children if child.dep_ == "nsubj"), None)
    if subject is None or subject in inside or not is_human(subject):
        return None
    return Draft(paragraph, [stretch], source=subject, confidence=0.4, quoted=True)
