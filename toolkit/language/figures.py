"""Figures: what a number measures, of whom, by whom, where and when, read from the parse around it.

One row is one assertion of one number; rival numbers stay side by side. See FIGURES in the contracts.
"""

import re
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Span, Token

from toolkit.language.counted import doubts, subsets, victims
from toolkit.language.harm_sides import agent_tokens
from toolkit.language.harms import is_harmful
from toolkit.language.lexicons import by_part_of_speech, person_nouns, table
from toolkit.language.numbers import find_numbers
from toolkit.language.quantities import Number
from toolkit.language.reading import Paragraph, Reading
from toolkit.language.statements import Told, holder_of
from toolkit.tables.values import PEOPLE

Row = dict[str, Any]
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_PLACES = {"in", "across", "at", "near", "outside", "around", "along", "into", "on", "over"}
# A date that a calendar can place, unlike "the first day" or "this month".
_CALENDAR = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\b|yesterday|today|tonight|last night"
    r"|\bthis (?:morning|afternoon|evening)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april"
    r"|june|july|august|september|october|november|december",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Subject:
    """What is counted: its noun, the verb it hangs on, and what it measures."""

    noun: Token | None
    verb: Token | None
    measure: str


def find_figures(reading: Reading, told: list[Told]) -> list[Row]:
    """Rows of FIGURES for every number of the article's read paragraphs."""
    rows: list[Row] = []
    for paragraph in reading.paragraphs:
        for number in find_numbers(paragraph.doc):
            subject = _subject(number, paragraph)
            if subject is not None:
                rows.append(_row(reading, paragraph, number, subject, told))
    subsets(rows, reading)
    doubts(rows, reading)
    return rows


def _subject(number: Number, paragraph: Paragraph) -> _Subject | None:
    doc = paragraph.doc
    head = doc[number.first : number.last + 1].root
    noun = _counted(head, number)
    verb, measure = _measured(noun if noun is not None else head)
    if number.measure:
        return _Subject(noun, verb, number.measure)
    if noun is None and not measure and _is_toll(head):
        return _Subject(None, verb, "killed")
    stands_alone = head.dep_ in {"nsubj", "nsubjpass", "dobj"} or number.words is not None
    if noun is None and not measure and not stands_alone:
        return None
    return _Subject(noun, verb, measure or "other")


def _counted(head: Token, number: Number) -> Token | None:
    """The noun a number counts: "12 people", "dozens of people", "a total of 12 people"."""
    if head.dep_ in {"nummod", "quantmod", "amod", "det"} and head.head.pos_ in {"NOUN", "PROPN", "ADJ"}:
        return head.head
    if head.dep_ == "compound" and head.head.dep_ in {"nummod", "dobj", "pobj"} and head.head.pos_ in {"NOUN", "NUM"}:
        return head.head if head.head.pos_ == "NOUN" else _counted(head.head, number)
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i > number.last - 1:
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
    after = head.doc[number.last + 1] if number.last + 1 < len(head.doc) else None
    if after is not None and after.pos_ in {"NOUN", "PROPN"} and after.dep_ != "npadvmod":
        return after
    return None


def _is_toll(head: Token) -> bool:
    """Whether a number is the state of a toll: "the toll rose to 512", "put the number of dead at 88"."""
    if head.dep_ != "pobj" or head.head.lower_ not in {"to", "at", "from"}:
        return False
    words = {word.lower_ for word in head.head.head.subtree if word.i < head.i}
    return "toll" in words or bool(words & {"number", "tally", "count"} and words & {"dead", "deaths", "killed"})


def _measured(noun: Token) -> tuple[Token | None, str]:
    """The verb that tells what befell those counted, and the measure; the noun's own measure where it has one."""
    own = _measure_of(noun)
    verb = _verb_of(noun)
    if own:
        return verb, own
    for child in noun.children:
        found = _measure_for(child, noun) if child.dep_ in {"relcl", "acl", "amod"} else ""
        if found:
            return child, found
    near: Token | None = verb
    for _ in range(3):
        if near is None:
            break
        found = _measure_for(near, noun)
        if found:
            return near, found
        near = next((child for child in near.children if child.dep_ in {"acomp", "oprd", "attr", "xcomp"}), None)
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    return (verb, _measure_of(after)) if after is not None and after.pos_ == "ADJ" else (verb, "")


def _measure_for(token: Token, noun: Token) -> str:
    """What a word tells of those counted; some words only where people are: homes burn, and nobody is wounded."""
    pos = "VERB" if token.pos_ in {"VERB", "AUX"} else "ADJ"
    only = by_part_of_speech("measures", "note").get((token.lemma_.lower(), pos)) == "people only"
    word = noun.lemma_.lower()
    people = noun.pos_ == "PRON" or word in table("victim_nouns", "lemma", "victim_class") or word in person_nouns()
    return "" if only and not people else _measure_of(token)


def _measure_of(token: Token) -> str:
    measures = by_part_of_speech("measures", "measure")
    lemma = token.lemma_.lower()
    if token.pos_ in {"VERB", "AUX"}:
        return measures.get((lemma, "VERB"), "")
    if token.pos_ in {"NOUN", "PROPN", "ADJ"}:
        return measures.get((lemma, "NOUN"), "") or measures.get((lemma, "ADJ"), "")
    return ""


def _verb_of(noun: Token) -> Token | None:
    """The verb a noun depends on, through "including", apposition and "of"."""
    above = noun
    for _ in range(6):
        if above.head == above:
            return above if above.pos_ in {"VERB", "AUX"} else None
        above = above.head
        if above.pos_ in {"VERB", "AUX"} and above.lower_ not in {"including", "according"}:
            return above
    return None


def _row(reading: Reading, paragraph: Paragraph, number: Number, subject: _Subject, told: list[Told]) -> Row:
    doc = paragraph.doc
    start, end = paragraph.span(doc[number.first], doc[number.last])
    end -= reading.text[start:end].endswith("m.") or reading.text[start:end].endswith("bn.")
    holder = holder_of(start, end, told) or _trailed(reading, paragraph, number, told)
    row: Row = {
        "figure_id": f"{reading.article_id}-f{start}-{end}",
        "article_id": reading.article_id,
        "statement_id": holder.statement_id if holder is not None else "",
        "start": start,
        "end": end,
        "verbatim": reading.text[start:end],
        "low": number.low,
        "high": number.high,
        "bound": number.bound,
        "unit": number.unit or _unit(subject),
        "measure": subject.measure,
        "scope": _scope(subject, doc[number.first : number.last + 1].root, holder, reading),
        "standing": "denied" if holder is not None and _is_denial(holder) else "asserted",
        "confidence": 0.8 if subject.measure != "other" else 0.6,
    }
    if number.words is not None:
        row |= reading.columns("bound_words", paragraph.span(doc[number.words[0]], doc[number.words[1]]))
    if holder is not None and holder.members:
        row["speaker"] = holder.row.get("speaker", "")
        row |= reading.columns("source_qualifier", holder.qualifier)
    return row | _circumstances(reading, paragraph, number, subject)


def _trailed(reading: Reading, paragraph: Paragraph, number: Number, told: list[Told]) -> Told | None:
    """The statement whose sentence ends with the number as a mere addition: "…, two out of three of them children"."""
    first, sentence = paragraph.doc[number.first], paragraph.doc[number.first].sent
    rest = paragraph.doc[first.i : sentence.end]
    start = paragraph.at(first)
    if any(word.tag_ in _FINITE for word in rest):
        return None
    before = [one for one in told if paragraph.at(sentence[0]) <= one.draft.extent[0] and one.draft.end <= start]
    last = max(before, key=lambda one: one.draft.end, default=None)
    if last is None or last.draft.quoted or reading.text[last.draft.end : start].strip() != ",":
        return None
    return last


def _is_denial(holder: Told) -> bool:
    return holder.draft.cue is not None and holder.draft.cue.entry.act == "deny"


def _unit(subject: _Subject) -> str:
    """What is counted: people, where people are killed, wounded and so on; else the noun itself."""
    noun = subject.noun.lemma_.lower() if subject.noun is not None else ""
    return "people" if subject.measure in PEOPLE and noun not in {"family", "household"} else noun


def _scope(subject: _Subject, head: Token, holder: Told | None, reading: Reading) -> str:
    """Cumulative where the tense or the words count up to now; an incident where a harm is told as past."""
    if subject.measure not in PEOPLE:
        return ""
    verb = subject.verb
    if verb is not None:
        perfect = any(child.dep_ == "aux" and child.lower_ in {"have", "has"} for child in verb.children)
        since = any(child.lower_ in {"since", "far"} for child in verb.sent)
        if perfect or since or _after_toll(head):
            return "cumulative"
    source = reading.text[slice(*holder.mention)].lower() if holder is not None and holder.mention else ""
    return "cumulative" if "toll" in source or _is_toll(head) else "incident"


def _after_toll(head: Token) -> bool:
    """Whether the number follows "toll" in its sentence, with no comma between: "the toll is at least 12 people"."""
    before = [word for word in head.sent if word.i < head.i]
    tolls = [word.i for word in before if word.lower_ == "toll"]
    return bool(tolls) and not any(word.text in ",;" for word in before if word.i > tolls[-1])


def _circumstances(reading: Reading, paragraph: Paragraph, number: Number, subject: _Subject) -> Row:
    row: Row = {}
    noun, verb = subject.noun, subject.verb
    if subject.measure in PEOPLE:
        row |= victims(reading, paragraph, number.last, subject.noun, subject.verb)
    harmful = verb is not None and is_harmful(verb) and subject.measure in PEOPLE
    agent = agent_tokens(verb) if verb is not None and harmful else []
    if agent:
        row |= reading.columns("agent", paragraph.span(agent[0], agent[-1]))
    anchor = verb if verb is not None else noun
    if anchor is None:
        return row
    top = anchor
    while top.dep_ == "conj":
        top = top.head
    clause = set(top.subtree)
    dates = [
        ent
        for ent in paragraph.doc.ents
        if ent.label_ in {"DATE", "TIME"} and ent.root in clause and _CALENDAR.search(ent.text)
    ]
    if dates:
        nearest = min(dates, key=lambda ent: abs(ent.start - number.first))
        row |= reading.columns("date_words", paragraph.span(nearest[0], nearest[-1]))
        row["since" if _begins(nearest) else "as_of"] = row["date_words"]
    places = [ent for ent in paragraph.doc.ents if ent.label_ in {"GPE", "LOC", "FAC"} and _locates(ent.root, anchor)]
    if places:
        nearest = min(places, key=lambda ent: abs(ent.start - number.first))
        row |= reading.columns("place", paragraph.span(nearest[0], nearest[-1]))
    return row


def _begins(date: Span) -> bool:
    """Whether a count begins on a date: "since Friday", "since the fighting began on Friday"."""
    above = [date.root, *date.root.ancestors]
    clauses = (child for word in above for child in word.lefts if child.i < date.start and child.dep_ == "mark")
    return any(word.lower_ == "since" for word in (*above, *clauses))


def _locates(place: Token, anchor: Token) -> bool:
    """Whether a place is where the clause happens: the object of "in", "across", "near" that hangs on the verb."""
    prep = place.head
    holders = {anchor, anchor.head, *(child for child in anchor.children)}
    return place.dep_ == "pobj" and prep.lower_ in _PLACES and (prep.head in holders or prep.head.head == anchor)
