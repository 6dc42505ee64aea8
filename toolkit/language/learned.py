"""Attributions of the tagger beside those of the rules: one draft each, in the stretches that the marks allow.

The tagger says what is attributed and how far it reaches; the rules keep what marks prove (a quotation with its
speaker), what stands inside somebody's words, and the grammar around a cue (addressee, relay).
"""

import re
from dataclasses import replace

from spacy.tokens import Span

from toolkit.language.according import ACCORDING
from toolkit.language.cues import Cue, is_put_off, is_withheld, left_open
from toolkit.language.drafts import Draft, Stretch, shared, size, tells_of_sourcing, tidy
from toolkit.language.frames import addressee_of, is_human
from toolkit.language.lexicons import CueEntry, cue_words, cues, noun_of, phrasal_cues
from toolkit.language.phrases import noun_phrase
from toolkit.language.reach import snap, turns_down, whole
from toolkit.language.reading import Paragraph, Reading
from toolkit.language.sources import head_of, is_description, names_source, nearer, offers_sum, settle, span_of
from toolkit.language.tagging.outcome import Attribution

_SMALL = {"the", "a", "an", "and", "or", "but", "of", "to", "in", "on", "for", "at", "by", "his", "her", "their", "its"}
_WAITING = re.compile(r"\b(?:after|before|because|since|unless|until|if|when|while|as|that|which|who|than|to|of|with)$")
# "Warnings were given, the last of them at noon": what goes on with the same thing.
_ASIDE = re.compile(r",\s(?:the\s(?:last|first|latest|largest|worst|most)|most|many|some|all|half|none|several)\b")
# A report that mentions or puts a number tells something by it.
_COUNT = re.compile(r"\d")
_PUT = {"ask", "press", "question", "challenge"}
UNLISTED = CueEntry("", "thought", "neutral", frozenset(), frozenset(), "assert")
# A mark that stands for the cue, as the colon after a speaker's name.
SPOKEN = replace(UNLISTED, cue_class="speech")
# How sure a draft is that only the rules see: proven by marks, inside another, by its cue alone. Set by hand, for the
# corpus has too few of the first and the last to measure, and codes none of the second.
_PROVEN, _INNER, _RULED = 0.7, 0.6, 0.4
_SURE, _LIKELY = 0.8, 0.5


def together(reading: Reading, ruled: list[Draft]) -> list[Draft]:
    """The drafts of the rules and of the tagger as one list; each attribution of the tagger stands in one draft."""
    found: list[Draft] = []
    left = list(ruled)
    for paragraph in reading.paragraphs:
        told = [_moved(one, paragraph.start) for one in paragraph.doc._.attributions]
        for one in told:
            twin = _twin(one, left)
            if twin is not None:
                left.remove(twin)
            elif _is_relay(one, [*left, *found]):
                continue
            proven = twin is not None and twin.source is not None
            draft = _updated(twin, one, paragraph) if twin is not None else _new(one, paragraph)
            if not proven and not _holds_up(draft, paragraph):
                continue
            draft.pieces = _pieces(reading, twin, one, told)
            draft.pieces = tidy(reading, whole(draft, reading.text))
            settle(draft, paragraph)
            draft.quoted = any(reading.quotes_in(*piece) for piece in draft.pieces)
            found.append(draft)
    found = [draft for draft in found if draft.pieces]
    both = [*found, *(draft for draft in left if _stands(draft, found))]
    return [draft for draft in both if not (tells_of_sourcing(draft) or _is_unsaid(draft))]


def _is_unsaid(draft: Draft) -> bool:
    """Whether the cue tells what somebody did not say: "without saying who was to blame"."""
    verb = draft.cue.verb if draft.cue is not None else None
    return verb is not None and verb.dep_ == "pcomp" and verb.head.lower_ == "without"


def _pieces(reading: Reading, twin: Draft | None, one: Attribution, told: list[Attribution]) -> list[Stretch]:
    """The content: that of the tagger, or of the rules where the tagger took the cue or the one spoken to for content.

    What the rules give to the same cue by its marks, and the tagger to nobody, stays with it.
    """
    snapped = tidy(reading, list(snap(reading, one.content)))
    snapped = [piece for piece in snapped if not _is_scrap(reading, piece, alone=len(snapped) == 1)]
    behind = re.search(r"\sas$", reading.text[slice(*one.cue)]) is not None and one.cue[1] <= reading.headline_end
    if behind and any(end <= one.cue[0] for _, end in snapped):
        snapped = [
            piece for piece in snapped if piece[1] <= one.cue[0]
        ]  # "Wall was cracking, union says as toll hits 16"
    if twin is None:
        return snapped
    if twin.cue is not None and twin.cue.entry is ACCORDING and twin.pieces and not reading.quotes_in(*one.content[0]):
        # "Some live there. Most cannot leave, according to Mora": she speaks for her own sentence.
        snapped = [(max(start, twin.start), end) for start, end in snapped if end > twin.start] or snapped
    if all(_is_scrap(reading, piece, alone=True) for piece in twin.pieces):
        return snapped
    swallowed = shared(twin.pieces, [one.cue]) > 0  # a cue of the tagger that runs on: "said Mora had said"
    if swallowed or _spoken_to(twin, snapped) or _goes_on(reading, twin, snapped):
        return twin.pieces
    spare = [piece for piece in twin.pieces if twin.quoted and _free(piece, told)]
    return tidy(reading, [*snapped, *spare])


def _is_scrap(reading: Reading, piece: Stretch, *, alone: bool) -> bool:
    """Whether a stretch holds small words only, as a determiner that was left behind, or a lone word beside others."""
    words = re.findall(r"\w+", reading.text[slice(*piece)])
    lone = len(words) == 1 and not alone and not reading.quotes_in(*piece)
    return lone or all(word.lower() in _SMALL for word in words)


def _goes_on(reading: Reading, twin: Draft, tagged: list[Stretch]) -> bool:
    """Whether the tagger breaks off at a word that waits for more, and the rules go on: "…, particularly after"."""
    if len(twin.pieces) != 1 or not tagged or shared(twin.pieces, tagged) < size(tagged):
        return False
    broken = _WAITING.search(reading.text[tagged[-1][0] : tagged[-1][1]]) is not None
    broken = broken or _ASIDE.match(reading.text, tagged[-1][1]) is not None
    return broken and twin.end > tagged[-1][1] and size(twin.pieces) < 2 * size(tagged)


def _spoken_to(draft: Draft, tagged: list[Stretch]) -> bool:
    """Whether the tagger takes the one who is spoken to for a part of what is said: "urged Lima to leave"."""
    if draft.cue is None or not draft.pieces or not tagged:
        return False
    takes = "addressee" in draft.cue.entry.takes
    spoken_to = [child for child in draft.cue.verb.children if takes and child.dep_ in {"dobj", "dative"}]
    if draft.addressee is not None and draft.addressee.doc is draft.paragraph.doc:
        spoken_to.append(draft.addressee)
    places = [draft.paragraph.at(noun) for noun in spoken_to]
    ends_alike = tagged[-1][1] == draft.end and tagged[0][0] < draft.start
    return ends_alike and any(tagged[0][0] <= place < draft.start for place in places)


def _is_relay(one: Attribution, drafts: list[Draft]) -> bool:
    """Whether the attribution is what passes another one on: ", according to a readout" behind "Wang told Cohen"."""
    relays = [draft for draft in drafts if draft.via is not None and shared([draft.via], [one.cue])]
    return any(shared(draft.pieces, list(one.content)) for draft in relays)


def _holds_up(draft: Draft, paragraph: Paragraph) -> bool:
    """Whether what only the tagger sees can be told.

    Not of a cue that is denied, and not on weak grounds in a headline or of a cue that no lexicon knows.
    """
    if paragraph.headline and draft.confidence < _SURE:
        return False
    if draft.cue is None or names_source(draft.cue) or any(map(is_put_off, draft.cue.words)):
        return draft.cue is None
    if draft.cue.entry.cue_class == UNLISTED.cue_class and not _is_listed(draft.cue) and draft.confidence < _LIKELY:
        return False
    if draft.cue.entry is SPOKEN and draft.source is not None and not _can_head(draft):
        return False
    opened = left_open(draft.cue, paragraph.printed(*draft.pieces[0])) if draft.pieces else None
    draft.cue = opened or draft.cue
    return opened is not None or not (is_withheld(draft.cue) or _is_put_to(draft.cue))


def _can_head(draft: Draft) -> bool:
    """Whether the word before a colon can be a source: a person or body, or a document of which the tagger is sure."""
    source = draft.source
    if source is None or is_human(source):
        return source is not None
    return draft.confidence >= _SURE and noun_of(source.lemma_, "document", "count") is not None


def _is_put_to(cue: Cue) -> bool:
    """Whether the cue tells what was put to the one named after it: "Asked whether he would go, Reid said …"."""
    verb = cue.verb
    helped = any(child.dep_ in {"aux", "auxpass"} for child in verb.children)
    return (
        verb.tag_ == "VBN" and verb.dep_ == "advcl" and not helped and bool(_PUT & {word.lemma_ for word in cue.words})
    )


def _is_listed(cue: Cue) -> bool:
    """Whether any lexicon knows the cue."""
    return cue.entry.cue in cues() or cue.entry.cue in cue_words()


def _moved(one: Attribution, by: int) -> Attribution:
    """The attribution with offsets into the article."""
    source = (one.source[0] + by, one.source[1] + by) if one.source is not None else None
    content = tuple((start + by, end + by) for start, end in one.content)
    return Attribution((one.cue[0] + by, one.cue[1] + by), source, content, one.confidence)


def _twin(one: Attribution, drafts: list[Draft]) -> Draft | None:
    """The draft of the rules that tells the same: by its cue, or by half of its content."""
    for draft in drafts:
        if draft.cue_span is not None and shared([draft.cue_span], [one.cue]):
            return draft
    for draft in drafts:
        if 2 * shared(draft.pieces, list(one.content)) >= max(size(draft.pieces), size(list(one.content))):
            return draft
    return None


def _free(piece: Stretch, told: list[Attribution]) -> bool:
    """Whether the tagger gives nothing of the piece to anybody."""
    return not any(shared([piece], list(one.content)) for one in told)


def _updated(draft: Draft, one: Attribution, paragraph: Paragraph) -> Draft:
    """The draft of the rules with the stretches and the source of the tagger."""
    draft.confidence, draft.learned = one.confidence, True
    if draft.cue is None and draft.cue_span is None:
        # A quotation that the rules found without its cue.
        words = span_of(one.cue, paragraph.doc, paragraph.start)
        draft.cue = _cue(words) if words is not None else None
    draft.cue_span = draft.cue_span or one.cue
    if one.source is None or draft.source is None:
        draft.source = draft.source or head_of(one.source, paragraph)
        return draft
    if draft.source.doc is paragraph.doc:
        phrase = noun_phrase(draft.source, paragraph)
        first = head_of(one.source, paragraph)
        # Where the tagger takes a verb inside what was said for the cue, its source is none either.
        apart = draft.quoted and shared(draft.pieces, [one.cue]) > 0
        if (
            first is not None
            and first.i < draft.source.i
            and is_description(first, draft.source, one.source, paragraph)
        ):
            draft.source = first
        elif not (apart or shared([(phrase.start, phrase.end)], [one.source]) or draft.relays):
            draft.source = nearer(draft, head_of(one.source, paragraph)) or draft.source
    return draft


def _new(one: Attribution, paragraph: Paragraph) -> Draft:
    """A draft for what only the tagger sees."""
    words = span_of(one.cue, paragraph.doc, paragraph.start)
    cue = _cue(words) if words is not None else None
    source = head_of(one.source, paragraph)
    addressee = addressee_of(cue) if cue is not None and source is not None else None
    inside = addressee is not None and shared([paragraph.span(addressee, addressee)], [*one.content]) > 0
    if inside or addressee == source:
        addressee = None
    return Draft(
        paragraph, list(one.content), cue, one.cue, source, addressee, confidence=one.confidence, learned=True
    )  # fmt: skip


def _cue(words: Span) -> Cue:
    """The cue with its entry: a verb of the rules, a word of `cue_words.csv`, or else none of either.

    A cue that no lexicon knows is counted as thought: mostly an attitude, and never sure to be something said.
    """
    verbs = [word for word in words if word.pos_ in {"VERB", "AUX"} and not is_put_off(word)]
    for verb in reversed(verbs):
        lemma = verb.lemma_.lower()
        for rest in phrasal_cues().get(lemma, ()):
            if any(word.lower_ == rest for word in words):
                return Cue(verb, tuple(words), cues()[f"{lemma} {rest}"])
        if lemma in cues():
            return Cue(verb, tuple(words), cues()[lemma])
    if words.text.lower().startswith("according"):
        return Cue(words.root, tuple(words), ACCORDING)
    for word in reversed(words):
        if word.lemma_.lower() in cue_words():
            return Cue(word, tuple(words), cue_words()[word.lemma_.lower()])
    head = words.root
    said = not any(word.is_alpha for word in words)
    return Cue(head, tuple(words), SPOKEN if said else replace(UNLISTED, cue=head.lemma_.lower()))


def _stands(draft: Draft, found: list[Draft]) -> bool:
    """Whether a draft of the rules stands though the tagger does not see it.

    It does where somebody else is told to have said it inside a found content, where marks prove it, or where somebody
    who can speak says more than a bare object, or denies it; never where the tagger gives its words to somebody else.
    """
    inside = [other for other in found if draft.cue_span is not None and other.holds(*draft.cue_span)]
    if inside:
        draft.confidence = min(draft.confidence, _INNER)
        return _speaks_inside(draft)
    if any(shared(draft.pieces, other.pieces) for other in found):
        return False
    draft.confidence = min(draft.confidence, _PROVEN if draft.quoted else _RULED)
    if draft.quoted or draft.cue is None or draft.source is None:
        return draft.quoted
    bare = draft.cue.entry.takes & {"pair", "predicate"} or _tells_clause(draft, "xcomp") or offers_sum(draft.cue)
    counted = bool(_COUNT.search(draft.paragraph.printed(*draft.pieces[0])))
    source = is_human(draft.source) or (counted and noun_of(draft.source.lemma_, "document") is not None)
    bare = bare or (counted and not is_human(draft.source)) or turns_down(draft)
    return bool(bare or draft.answers) and source and draft.cue.entry.cue_class == "speech"


def _speaks_inside(draft: Draft) -> bool:
    """Whether an attribution inside somebody's words tells what another said: a noun, and a clause or quotation."""
    if draft.cue is None or draft.source is None or draft.source.pos_ == "PRON":
        return False
    return (draft.quoted or _tells_clause(draft)) and draft.cue.entry.cue_class != "thought"


def _tells_clause(draft: Draft, *others: str) -> bool:
    """Whether the cue has a whole clause (or one of `others`) as its object, or is an "according to" beside one."""
    if draft.cue is None:
        return False
    return draft.cue.entry is ACCORDING or any(word.dep_ in {"ccomp", *others} for word in draft.cue.verb.children)
