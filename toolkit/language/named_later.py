"""Whom the first paragraph only describes and the second one names: "The owner of a glassworks …. Marl Glass said"."""

import re

from toolkit.language.cast import Cast
from toolkit.language.lexicons import noun_of, person_nouns
from toolkit.language.member import Member, is_firm
from toolkit.language.names import by_words
from toolkit.language.naming import gender_of, given_name
from toolkit.language.phrases import Phrase, noun_phrase
from toolkit.language.reading import Paragraph, Reading
from toolkit.language.titles import is_somebody

# A description with which a report opens: it points to nobody told of before.
_OPENS = re.compile(r"(?:an?|one of|the|its|their)\b", re.IGNORECASE)
# Words that make a description one of a firm: "the owner of a glassworks", "the company behind the bridge".
_OF_FIRM = re.compile(
    r"^(?:the (?:owners?|operators?|makers?|company|firm|business|group|developers?) (?:of|behind|that|which) |"
    r"(?:an?|one of) )",
    re.IGNORECASE,
)
# Whose words are told in passing, with others' lives in the second paragraph.
OF_A_CASE = {
    "judge",
    "magistrate",
    "coroner",
    "prosecutor",
    "lawyer",
    "solicitor",
    "barrister",
    "detective",
    "witness",
}
# Voices of a body of which it has many, and who are not named next.
_UNNAMED = {"source", "official", "diplomat", "insider", "adviser"}
# Of whom the paragraph behind tells because he is tried, not because he spoke.
_TRIED = re.compile(
    r"[^.\n]{0,60}?\b(?:denies|denied|pleaded|charged|accused|convicted|jailed|stabbed|murdered|killed)\b"
)
_AGE = re.compile(r", \d\d?,")
_LEAD_WORDS = 8


def named_later(cast: Cast, reading: Reading, phrase: Phrase, paragraph: Paragraph) -> Member | None:
    """The person or body that a description in the lead means, by who opens the paragraph behind; or None.

    Only for the first words of the lead, and for a body by its noun: "A First Nation …. The Ring Lake First Nation".
    """
    behind = _behind_lead(reading, paragraph)
    if behind is None or phrase.plural or phrase.name or _OPENS.match(phrase.text) is None:
        return None
    noun = phrase.head.lemma_.lower()
    if noun_of(noun, "document") is not None:
        return None
    told = _apposed(reading.text, noun, cast) or _ending_so(cast, reading.text, phrase, behind)
    if told:
        return cast.by_name(told) or cast.add(Member(told, "organisation", named=True))
    first = phrase.start == paragraph.start or paragraph.doc[0].i == phrase.head.left_edge.i
    if not first:
        return None
    body = noun_of(noun, "firm") is not None or _OF_FIRM.match(phrase.text) is not None
    somebody = bool(phrase.roles) or noun in person_nouns() or is_somebody(noun)
    person = _person(cast, reading.text, phrase, behind) if somebody else None
    return person or (_firm(cast, paragraph, behind) if body else None)


def _behind_lead(reading: Reading, paragraph: Paragraph) -> Paragraph | None:
    """The paragraph behind the lead, where `paragraph` is the lead."""
    told = [one for one in reading.paragraphs if not one.headline and len(one.doc) >= _LEAD_WORDS]
    return told[1] if len(told) > 1 and told[0] is paragraph else None


def is_tried(text: str, end: int) -> bool:
    """Whether the words behind a name tell that its bearer is tried, and so is not who spoke above.

    >>> is_tried("Bo Lund, 34, denies murder.", 7)
    True
    """
    return _TRIED.match(text, end) is not None


def _apposed(text: str, noun: str, cast: Cast) -> str:
    """The only body that the report names right behind the noun: "The operator, Skagen Terminals, said"."""
    if noun_of(noun, "body") is None or noun_of(noun, "role") is not None:
        return ""
    pattern = rf"\b[Tt]he (?:[\w-]+ )?{re.escape(noun)}, (?P<name>[A-Z][\w’'&-]+(?: [A-Z][\w’'&-]+){{0,4}}),"
    found = {match["name"] for match in re.finditer(pattern, text)} - cast.personal
    return next(iter(found)) if len(found) == 1 else ""


def _ending_so(cast: Cast, text: str, phrase: Phrase, behind: Paragraph) -> str:
    """The only body that ends with the words of the description and comes in with the next paragraph."""
    words = phrase.core.lower().split()
    noun = " ".join(words[-2:]) if phrase.head.text[:1].isupper() else phrase.head.lemma_.lower()
    if noun_of(phrase.head.lemma_, "body") is None or not phrase.indefinite:
        return ""
    names = [name for name in cast.organisations if name.lower().endswith(f" {noun}")]
    end = behind.start + len(behind.text)
    return names[0] if len(names) == 1 and behind.start <= text.find(names[0]) < end else ""


def _person(cast: Cast, text: str, phrase: Phrase, behind: Paragraph) -> Member | None:
    """Who opens the paragraph behind the lead by name, where the lead names nobody and no office tells another."""
    if set(phrase.roles) & (OF_A_CASE | _UNNAMED) or any(role.startswith("spokes") for role in phrase.roles):
        return None
    for member in cast.members:
        opening = [place for place in member.mentions if behind.start <= place[0] <= behind.start + 12]
        if not (member.person and member.named and " " in member.name and opening):
            continue
        first = min(start for start, *_ in member.mentions if start != phrase.start)  # the same words before
        start, end = opening[0][0], opening[0][1]
        subject = any(place == start for place, _ in member.subjects) or _AGE.match(text, end) is not None
        other = {gender_of(phrase), member.gender or member.given} == {"m", "f"}
        if first < behind.start or not subject or other or is_tried(text, end):
            return None
        return member if not member.roles or set(phrase.roles) & member.roles else None
    return None


def _firm(cast: Cast, lead: Paragraph, behind: Paragraph) -> Member | None:
    """The firm of which the first sentence behind the lead tells: "In a letter to staff, Marl Bank Glass said"."""
    sentence = next(iter(behind.doc.sents))
    subjects = [word for word in sentence if word.dep_ in {"nsubj", "nsubjpass"} and word.head.dep_ == "ROOT"]
    if len(subjects) != 1 or subjects[0].pos_ != "PROPN":
        return None
    name = noun_phrase(subjects[0], behind).name
    name = cast.organisation(name) or name
    known = name in cast.personal or given_name(name) is not None or by_words(name) is not None
    if " " not in name or known or name in lead.text or subjects[0].ent_type_ == "GPE":
        return None
    member = cast.by_name(name) or Member(name, "organisation", named=True)
    if member.person or not is_firm(member):
        return None
    return member if member in cast.members else cast.add(member)
