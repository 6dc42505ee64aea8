"""Drafts become rows of STATEMENTS and SPEAKERS: every stretch with its words, every source with its name."""

import re
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Token

from toolkit.language.attribution import attributions
from toolkit.language.cues import Cue
from toolkit.language.drafts import Draft
from toolkit.language.frames import is_human
from toolkit.language.introductions import introduce
from toolkit.language.meant import RELATIVE, meant
from toolkit.language.member import Member
from toolkit.language.offices import chain, passed_on
from toolkit.language.phrases import Phrase, noun_phrase
from toolkit.language.reading import Paragraph, Reading
from toolkit.language.sources import comes_after
from toolkit.language.speakers import Speakers
from toolkit.language.voices import voices
from toolkit.text import words

Row = dict[str, Any]
# Words that open an indirect content without being part of what was said, when the rest is all quoted.
_OPENERS = {"that", "whether", "if", "as", "to", "of", "by", "with", "for", "about", "on", "and", "but", "the", "a"}


_POINTED = re.compile(r"(?:that|this)\sas\s")
# What somebody else has said: "denied the allegation".
_CHARGE = re.compile(r"(?:the|that|this)\s(?:allegation|accusation|charge|claim|suggestion)s?\b", re.IGNORECASE)
_ANSWERS = {"reply", "respond", "answer", "retort", "counter", "shoot back"}


@dataclass
class Told:
    """One draft with its speakers resolved, and the id it has as a row."""

    draft: Draft
    mention: tuple[int, int] | None
    members: list[Member]
    addressee: tuple[Phrase, Member | None] | None
    qualifier: tuple[int, int] | None
    statement_id: str = ""
    row: Row = field(default_factory=dict)


def holder_of(start: int, end: int, told: list[Told]) -> Told | None:
    """The innermost statement that holds the stretch, or None in narration."""
    holding = [one for one in told if one.draft.holds(start, end)]
    return min(holding, key=lambda one: one.draft.end - one.draft.start, default=None)


def tell(reading: Reading) -> tuple[list[Told], Speakers]:
    """Every statement of the article with its speaker resolved in the order of the text."""
    speakers = Speakers(reading)
    drafts = attributions(reading)
    told: dict[int, Told] = {}
    events: list[tuple[int, Draft | None, tuple[Token, Paragraph] | None]] = [
        (_heard_at(draft), draft, None) for draft in drafts
    ]
    events += [(place, None, subject) for place, subject in _subjects(reading, drafts)]
    for _, draft, subject in sorted(events, key=lambda event: event[0]):
        if draft is not None:
            told[id(draft)] = _resolve(draft, speakers, told)
        elif subject is not None:
            _tell_of(speakers, *subject)
    found = [told[id(draft)] for draft in drafts]
    _number(reading, found)
    holders = {id(draft.parent) for draft in drafts if draft.parent is not None}
    for place, one in enumerate(found):
        one.row = _row(reading, one, place, told) | {"holds": id(one.draft) in holders}
    return found, speakers


def _tell_of(speakers: Speakers, noun: Token, paragraph: Paragraph) -> None:
    """Resolve who is only told of; "its founder" is tied to the body just before, for his name may come later."""
    phrase, member = speakers.resolve(meant(noun), paragraph)
    if phrase.text.lower().startswith(("its ", "their ")) and phrase.roles:
        chain(speakers, member, phrase, paragraph)


def _subjects(reading: Reading, drafts: list[Draft]) -> list[tuple[int, tuple[Token, Paragraph]]]:
    """Subjects of sentences that can be meant by a later pronoun, though they say nothing themselves."""
    sources = {(draft.source.doc, draft.source.i) for draft in drafts if draft.source is not None}
    return [
        (paragraph.at(word), (word, paragraph))
        for paragraph in reading.paragraphs
        for word in paragraph.doc
        if word.dep_ in {"nsubj", "nsubjpass"}
        and "ROOT" in {word.head.dep_, word.head.head.dep_ if word.head.dep_ == "auxpass" else ""}
        and word.pos_ in {"PROPN", "NOUN"}
        and (word.doc, word.i) not in sources
        and is_human(word)
    ]


def _heard_at(draft: Draft) -> int:
    """Where a reader learns who speaks; a source is resolved from what stands before it."""
    if draft.source is not None:
        return draft.paragraph.start + draft.source.idx if draft.cue_span is None else draft.cue_span[0]
    return draft.start


def _home(draft: Draft, noun: Token, reading: Reading) -> Paragraph:
    if noun.doc is draft.paragraph.doc:
        return draft.paragraph
    return next(paragraph for paragraph in reading.paragraphs if paragraph.doc is noun.doc)


def _resolve(draft: Draft, speakers: Speakers, told: dict[int, Told]) -> Told:
    reading = speakers.reading
    speakers.cast.told = draft.pieces
    if draft.source is None:
        before = told.get(id(draft.follows)) if draft.follows is not None else None
        members = list(before.members) if before is not None else []
        _remember(speakers, draft.start, members)
        heard = speakers.resolve(draft.addressee, draft.paragraph) if draft.addressee is not None else None
        return Told(draft, None, members, heard, None)
    home = _home(draft, draft.source, reading)
    listener = None
    if draft.addressee is not None and not comes_after(draft.addressee, draft.source, home):
        listener = speakers.resolve(draft.addressee, home)
    nouns = voices(draft.source)
    phrases: list[Phrase] = []
    members = []
    across = _other_side(draft, speakers, listener[1] if listener is not None else None)
    across = None if listener is None and _goes_on(nouns[0], across, told, home) else across
    for noun in nouns:
        phrase, member = speakers.resolve(meant(noun), home, other=across)
        # A relative pronoun stays the mention: who is meant stands before it.
        phrase = noun_phrase(noun, home) if noun.tag_ in RELATIVE else phrase
        phrases.append(phrase)
        if member is not None:
            member = introduce(speakers, member, phrase)
        members += [member] if member is not None and member not in members else []
    if nouns[0].lower_ == "they" and members and members[0] in speakers.joint:
        members = speakers.joint  # "They also called for": both who spoke last
    _is_told(draft, listener[1] if listener is not None else None)
    if draft.addressee is not None and listener is None:
        listener = speakers.resolve(draft.addressee, home, other=members[0] if members else None)
    elif listener is not None and draft.addressee is not None and "counterpart" in listener[0].roles:
        listener = listener[0], speakers.counterpart(listener[0], members[0] if members else None)
    mention = (min(phrase.start for phrase in phrases), max(phrase.end for phrase in phrases))
    if members and draft.cue is not None and draft.cue.entry.cue == "testify":
        members[0].roles.add("witness")
    chain(speakers, members[0] if members else None, phrases[0], home)
    for relay in draft.relays:
        passed_on(members[0] if members else None, relay, home)
    _remember(speakers, mention[0], members)
    return Told(draft, mention, members, listener, phrases[0].qualifier)


def _other_side(draft: Draft, speakers: Speakers, listener: Member | None) -> Member | None:
    """Who cannot be the speaker: the one who is spoken to; of a reply the one who was heard last."""
    answers = draft.cue is not None and draft.cue.entry.cue in _ANSWERS and not _was_asked(draft.cue)
    charged = draft.cue is not None and draft.cue.entry.act == "deny"
    answers = answers or (charged and _CHARGE.match(speakers.reading.text, draft.start) is not None)
    return speakers.heard[-1][1] if listener is None and answers and speakers.heard else listener


def _goes_on(noun: Token, across: Member | None, told: dict[int, Told], home: Paragraph) -> bool:
    """Whether "she replied" goes on with the only one heard in its paragraph: "Mora refused. “No,” she replied".

    Who asked, or spoke to another, is answered by that one.
    """
    place = home.at(noun)
    here = [one for one in told.values() if home.start <= one.draft.start < place]
    asked = any(one.draft.cue is not None and one.draft.cue.entry.act == "question" for one in here)
    asked = asked or any(one.addressee is not None for one in here)
    heard = [member for one in here for member in one.members]
    return noun.lower_ in {"he", "she"} and not asked and bool(heard) and all(member is across for member in heard)


def _is_told(draft: Draft, member: Member | None) -> None:
    """Mark who is first met as a listener: "told the Courier" names a paper, not one of those who are told of."""
    told = draft.cue is not None and draft.cue.entry.cue == "tell"
    if told and member is not None and not member.person and len(member.mentions) == 1:
        member.listener = True


def _was_asked(cue: Cue) -> bool:
    """Whether the one who answers was asked in the same sentence: "Asked why, she replied that …" goes on with her."""
    return any(child.dep_ == "advcl" and child.tag_ == "VBN" and child.i < cue.verb.i for child in cue.verb.children)


def _remember(speakers: Speakers, place: int, members: list[Member]) -> None:
    speakers.joint = members if len(members) > 1 else []
    speakers.heard += [(place, member) for member in reversed(members)]


def _number(reading: Reading, found: list[Told]) -> None:
    taken: set[str] = set()
    for one in found:
        name = base = f"{reading.article_id}-s{one.draft.start}-{one.draft.end}"
        count = 2
        while name in taken:
            name, count = f"{base}-{count}", count + 1
        taken.add(name)
        one.statement_id = name


def _row(reading: Reading, one: Told, place: int, told: dict[int, Told]) -> Row:
    draft = one.draft
    draft.pieces = _less_opener(reading, draft.pieces)
    parent = told.get(id(draft.parent)) if draft.parent is not None else None
    row: Row = {
        "statement_id": one.statement_id,
        "article_id": reading.article_id,
        "order": place,
        "kind": kind_of(reading, draft.pieces),
        "content": " ".join(reading.text[start:end] for start, end in draft.pieces),
        "spans": [list(piece) for piece in draft.pieces],
        "start": draft.start,
        "end": draft.end,
        "parent_id": parent.statement_id if parent is not None else "",
        "in_headline": draft.start < reading.headline_end,
        "in_lead": _in_lead(reading, draft.start),
        "prominence": 1 - draft.start / max(1, len(reading.text)),
        "confidence": _confidence(one),
    }
    row |= reading.columns("cue", draft.cue_span) | reading.columns("via", draft.via)
    row |= reading.columns("speaker_mention", one.mention) | reading.columns("qualifier", one.qualifier)
    if draft.cue is not None:
        entry = draft.cue.entry
        row |= {"cue_lemma": entry.cue, "cue_class": entry.cue_class, "cue_stance": entry.stance}
    else:
        row |= {"cue_class": "speech", "cue_stance": "neutral"}
    return row | _who(one) | _to_whom(reading, one)


def _who(one: Told) -> Row:
    if not one.members:
        return {"speaker": "", "named": False, "speaker_type": ""}
    first = one.members[0]
    together = [member.name for member in one.members] if len(one.members) > 1 else []
    return {
        "speaker": " and ".join(member.name for member in one.members),
        "speakers": together,
        "speaker_type": first.speaker_type,
        "named": first.named,
    }


def _to_whom(reading: Reading, one: Told) -> Row:
    if one.addressee is None:
        return {}
    phrase, member = one.addressee
    row = reading.columns("addressee_mention", (phrase.start, phrase.end))
    return row | {"addressee": member.name if member is not None else ""}


def kind_of(reading: Reading, pieces: list[tuple[int, int]]) -> str:
    """Direct when every word of the pieces is in quotation marks, indirect when none is, mixed between.

    Connecting words before the first mark ("stressed that “…”") do not make a quotation mixed.
    """
    quoted = plain = 0
    for start, end in pieces:
        quotes = reading.quotes_in(start, end)
        for low, high in words(reading.text[start:end]):
            inside = any(quote.inner_start <= start + low < quote.inner_end for quote in quotes)
            quoted += inside
            plain += not inside and reading.text[start + low : start + high].lower() not in _OPENERS
        # "Dismissed that as “premature”": here "that" is what is dismissed.
        plain += _POINTED.match(reading.text, start, end) is not None
    if not quoted:
        return "indirect"
    return "mixed" if plain else "direct"


def _less_opener(reading: Reading, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A direct content begins with its mark, not with the "that" before it."""
    start, end = pieces[0]
    marks = [quote.start for quote in reading.quotes_in(start, end)]
    if not marks or marks[0] <= start or kind_of(reading, pieces) != "direct":
        return pieces
    return [(marks[0], end), *pieces[1:]]


def _in_lead(reading: Reading, start: int) -> bool:
    body = [paragraph for paragraph in reading.paragraphs if not paragraph.headline]
    return bool(body) and body[0].start <= start < body[0].start + len(body[0].doc.text)


def _confidence(one: Told) -> float:
    """How sure the rules are: less without a cue, without a resolved speaker, for thoughts and lone objects."""
    value = one.draft.confidence
    if one.draft.learned:
        return value
    if not one.members:
        value -= 0.2
    entry = one.draft.cue.entry if one.draft.cue is not None else None
    if entry is not None and entry.cue_class == "thought":
        value -= 0.2
    elif entry is not None and not one.draft.quoted and "clause" not in entry.takes:
        value -= 0.15
    return round(max(0.1, value), 2)
