"""Attributions of an article by rules: cues in the parse, quotations by their marks, and the two brought together.

The parse says what a cue governs; the marks say what was quoted. Where they disagree the marks win: a quotation with a
cue beside it always becomes part of a statement.
"""

from spacy.tokens import Token

from toolkit.language.according import find_according
from toolkit.language.cues import find_cues, quoted_words
from toolkit.language.drafts import Draft, in_its_sentence, tidy
from toolkit.language.frames import addressee_of, content_of, is_human
from toolkit.language.headlines import by_its_grammar
from toolkit.language.joining import join_quotes
from toolkit.language.learned import together
from toolkit.language.lexicons import noun_of
from toolkit.language.nesting import nest
from toolkit.language.reading import Paragraph, Reading
from toolkit.language.sources import behind, is_one, outside, relay_span
from toolkit.language.subjects import subject_of

_POINTING = {"it", "that", "this", "so", "them", "him", "her", "what", "these", "those", "as", "much", "nothing", "yes"}
_ANSWERED = {"it", "that", "this", "them", "these", "those"}
_SAID_OF = {"think", "believe", "allege", "suspect", "deem", "consider", "suppose", "understand", "report"}
_NO_SOURCE = {"who", "which", "what", "you", "i", "we", "one", "someone", "somebody", "nobody", "everyone", "anyone",
              "us", "me", "there"}  # fmt: skip


def attributions(reading: Reading) -> list[Draft]:
    """Every attribution of the article, in order of place, with parents set."""
    found = _by_rules(reading)
    if reading.tagged:
        found = together(reading, found)
    found = by_its_grammar(reading, found)
    for draft in found:
        draft.pieces = in_its_sentence(draft, reading)
    told = [draft for draft in found if _says_something(draft, reading) and not _is_told_of(draft, reading)]
    return nest(reading, [draft for draft in told if draft.learned or _has_source(draft)])


def _by_rules(reading: Reading) -> list[Draft]:
    """Every attribution that the cues and the marks give."""
    found: list[Draft] = []
    pending: Draft | None = None
    for paragraph in reading.paragraphs:
        here = _by_cues(paragraph, reading)
        here += find_according(paragraph, reading, here)
        _announce(paragraph, reading, pending, here)
        join_quotes(paragraph, reading, here, found)
        last = here[-1] if here and not here[-1].pieces else None
        pending = last if paragraph.parsed.rstrip().endswith(":") else None
        found += [draft for draft in here if draft.pieces]
    for draft in found:
        draft.pieces = tidy(reading, draft.pieces)
    return found


def _says_something(draft: Draft, reading: Reading) -> bool:
    """Whether the content has words of its own, or points to those that it denies or concedes: "Coyle denied it"."""
    words = " ".join(reading.text[start:end] for start, end in draft.pieces).lower().split()
    answered = draft.answers and any(word in _ANSWERED for word in words)
    return (draft.quoted and bool(words)) or answered or any(word not in _POINTING for word in words)


def _is_told_of(draft: Draft, reading: Reading) -> bool:
    """Whether the source is who something is said of: "a group blamed for two attacks", "men thought to be armed"."""
    if draft.cue is None or draft.source is None or draft.quoted:
        return False
    verb = draft.cue.verb
    if verb.lemma_.lower() in _SAID_OF and reading.text[draft.start : draft.end].startswith("to "):
        return True  # nobody thinks to be somebody else: "arsonists thought to belong to the group"
    of_whom = draft.cue.entry.act in {"accuse", "condemn", "praise"} or verb.lemma_.lower() in _SAID_OF
    return of_whom and verb.tag_ == "VBN" and verb.dep_ == "acl" and draft.source == verb.head


def _announce(paragraph: Paragraph, reading: Reading, pending: Draft | None, here: list[Draft]) -> None:
    """Give the quotation that opens a paragraph to the cue that announced it: "Mora said:" and then, below, "…"."""
    opening = [quote for quote in reading.quotes if quote.start == paragraph.start]
    if pending is not None and opening:
        pending.pieces, pending.quoted = [(opening[0].start, opening[0].end)], True
        here.insert(0, pending)


def _by_cues(paragraph: Paragraph, reading: Reading) -> list[Draft]:
    drafts = []
    quoted = quoted_words(paragraph, reading)
    for cue in find_cues(paragraph, quoted):
        if cue.verb.tag_ == "VBG" and cue.entry.cue in {"cite", "quote"}:
            continue  # names the source behind another cue, see `sources`
        runs = content_of(cue, quoted)
        pieces = [paragraph.span(paragraph.doc[first], paragraph.doc[last]) for first, last in runs]
        words = sorted(cue.words, key=lambda word: word.i)
        span = paragraph.span(words[0], words[-1])
        source, relay = behind(outside(subject_of(cue.verb), cue.verb, quoted), cue.verb)
        draft = Draft(paragraph, tidy(reading, pieces), cue, span, source, addressee_of(cue))
        if relay is not None:
            told = cue.verb.head.head if relay.head == cue.verb.head.head else cue.verb
            draft.via = relay_span(relay, told, source or told, paragraph)
            draft.relays = (relay,)
        drafts.append(draft)
    return drafts


def _has_source(draft: Draft) -> bool:
    source = draft.source
    if source is None:
        return draft.follows is not None
    if is_one(source):
        return True
    if source.lower_ in _NO_SOURCE or source.ent_type_ in {"DATE", "TIME", "CARDINAL"} or source.pos_ == "VERB":
        return False
    return draft.quoted or _suits(draft, source)


def _suits(draft: Draft, source: Token) -> bool:
    """Whether a source can do what its cue tells: only people think, only people and documents show."""
    if draft.cue is None:
        return True
    if draft.cue.entry.cue_class == "evidence":
        return source.pos_ == "PROPN" or noun_of(source.lemma_, "document", "count", "role", "body") is not None
    if draft.cue.entry.cue_class == "thought" or not {"clause"} & draft.cue.entry.takes:
        return is_human(source) or (draft.cue.entry.cue == "put" and noun_of(source.lemma_, "document") is not None)
    return source.lower_ not in {"this", "that", "which", "what"}
