"""A name that comes late: who was told of by an office alone is named by the next name of which nothing is told."""

import re

from toolkit.language.member import Member
from toolkit.language.named_later import OF_A_CASE, is_tried
from toolkit.language.phrases import Phrase
from toolkit.language.speakers import Speakers

_NEAR = 600  # code points
_DEFINITE = re.compile(r"(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s|[A-Z][\w’'-]+[’']s\s")
# Who is only called a source is not named a paragraph later.
_SOURCE = re.compile(r"\bsources?$", re.IGNORECASE)
# Who does not want to be named is not named next.
_NAMELESS = re.compile(
    r"[^.\n]{0,40}\b(?:not (?:to )?be named|not give (?:his|her) name|anonym|on (?:the )?condition|declined to be|"
    r"names? (?:to )?be (?:withheld|kept)|with(?:held|hold) (?:his|her) name)"
)
# A name that words behind it describe names nobody told of before: ", who runs the bar", ", 34,".
_TOLD_BEHIND = re.compile(r",\s(?:who|whose|an?|the)\b")
_HEADS = re.compile(r",\swho\s(?:now\s|also\s)?(?:runs|heads|chairs|leads|represents|speaks|works|edits|owns a)\b")


# Unnamed voices of a body, of which it has many.
_PASSING = {"official", "officer", "adviser", "diplomat", "employee"}


def introduce(speakers: Speakers, member: Member, phrase: Phrase) -> Member:
    """A bare name heard for the first time names the one heard just before by a definite description alone.

    "Poland's energy minister has blamed sabotage …. ‘It was not the wind,’ Halina Mora said."
    """
    people = [one for one in speakers.heard if one[1].person or one[1].plural]
    people = sorted([*people, *_told_of_here(speakers, phrase.start)], key=lambda one: one[0])
    place, last = people[-1] if people else (0, None)
    described = member.roles and not (last is not None and member.roles <= last.roles)
    far = _TOLD_BEHIND.match(speakers.reading.text, phrase.end) is not None and not _goes_on(
        speakers, place, phrase.start
    )
    # Who heads something of his own is not the one told of in another paragraph.
    here = speakers.cast.paragraph_of
    far = far or (_HEADS.match(speakers.reading.text, phrase.end) is not None and here(place) != here(phrase.start))
    lead = last is not None and _opens_report(speakers, last, place, phrase.start)
    far = far and not lead
    bare = member.named and member.person and not described and not member.bodies and not far
    before = [start for start, *_ in member.mentions if speakers.reading.headline_end <= start < phrase.start]
    if not bare or len(member.words()) < 2 or phrase.pronoun or before or last is None:
        return member
    near = phrase.start - place <= _NEAR
    if any(_NAMELESS.match(speakers.reading.text, end) for _, end, *_ in last.mentions):
        return member
    elsewhere = _is_one_of_many(last) and here(place) != here(phrase.start)
    if last.named or last.plural or not last.person or not near or elsewhere:
        return member
    if not (_is_definite(last) or lead) or _SOURCE.search(min(last.mentions)[2]):
        return member
    other = {last.gender, member.gender or member.given} == {"m", "f"} or is_tried(speakers.reading.text, phrase.end)
    other = other or bool(last.roles & OF_A_CASE)  # "A judge has told a killer …. Bo Lund, 34, said"
    if {last.gender, member.gender} == {"m", "f"} or (lead and other):
        return member
    last.name, last.named, last.speaker_type = member.name, True, member.speaker_type
    last.mentions += member.mentions
    last.gender = last.gender or member.gender
    speakers.cast.members.remove(member)
    return last


def _told_of_here(speakers: Speakers, place: int) -> list[tuple[int, Member]]:
    """Who is told of by an office alone in the paragraph of a place: "The Kilrannoch manager was not persuaded"."""
    here = speakers.cast.paragraph_of(place)
    found = [one for one in speakers.cast.members if one.person and not one.named and one.roles]
    places = [(one.last_before(place), one) for one in found]
    return [(start, one) for start, one in places if start >= 0 and speakers.cast.paragraph_of(start) == here]


def _goes_on(speakers: Speakers, place: int, start: int) -> bool:
    """Whether a name follows on a description: in its paragraph, or in the next before anything is quoted there."""
    here = speakers.cast.paragraph_of(start)
    begin = speakers.cast.paragraphs[here]
    said = any(begin <= low < start for low, _ in speakers.cast.quoted)
    return speakers.cast.paragraph_of(place) == here or (speakers.cast.paragraph_of(place) == here - 1 and not said)


def _opens_report(speakers: Speakers, last: Member, place: int, start: int) -> bool:
    """Whether somebody unnamed opens the report, and the name comes in the next paragraph: "A former aide … told"."""
    paragraphs = [begin for begin in speakers.cast.paragraphs if begin >= speakers.reading.headline_end]
    here = speakers.cast.paragraph_of
    first = min((start for start, *_ in last.mentions), default=-1)
    lead = bool(paragraphs) and here(place) == here(paragraphs[0]) and first - paragraphs[0] < 4
    if not lead or here(start) != here(place) + 1:
        return False
    named = any(
        one.named and one.person and one is not last and 0 <= speakers.cast.named_before(one, start) >= first
        for one in speakers.cast.members
    )
    return not named


def _is_one_of_many(member: Member) -> bool:
    """Whether somebody is first told of as one whose name does not matter: "a spokesman for the ministry"."""
    first = min(member.mentions, default=None)
    return (
        first is not None
        and first[2].lower().startswith(("a ", "an "))
        and any(role.startswith("spokes") or role in _PASSING for role in member.roles)
    )


def _is_definite(member: Member) -> bool:
    """Whether the first words for somebody point to a single known one: "the head of", "Poland's minister"."""
    first = min(member.mentions, default=None)
    tied = any(body.rule not in {"role chain", "pronoun"} for body in member.bodies)
    return first is not None and (tied or _DEFINITE.match(first[2]) is not None)
