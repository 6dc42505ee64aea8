"""Pronouns of sources: whom "he", "she", "it" and "they" mean, by number, kind, gender and who spoke last."""

from toolkit.language.cast import Cast, Member
from toolkit.language.phrases import Phrase

_GENDER = {"he": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
_PLURAL = {"they", "them"}
_NEAR = 1200  # code points; further back a pronoun is not resolved


def antecedent(
    phrase: Phrase, cast: Cast, heard: list[tuple[int, Member]], other: Member | None = None
) -> Member | None:
    """The member a pronoun means: the one heard last who fits, else the one named last who fits; or None.

    `other` is on the other side of the talk and cannot be meant: in "Mora told Reid that …" neither is both.
    """
    place = phrase.start
    subject = _sentence_subject(phrase, cast)
    if subject is not None and subject is not other and _fits(phrase.pronoun or "he", subject):
        return subject
    near = [(start, member) for start, member in heard if start < place and place - start < _NEAR]
    for _, member in reversed(near):
        if member is not other and _fits(phrase.pronoun or "he", member):
            return member
    fitting = [member for member in cast.members if member is not other and _fits(phrase.pronoun or "he", member)]
    before = [
        member for member in fitting if member.last_before(place) >= 0 and place - member.last_before(place) < _NEAR
    ]
    return max(before, key=lambda member: member.last_before(place), default=None)


def _sentence_subject(phrase: Phrase, cast: Cast) -> Member | None:
    """The person who is the subject of the sentence, named before the pronoun: "Mora handed in a list she said was"."""
    if phrase.pronoun not in _GENDER:
        return None
    shift = phrase.start - phrase.head.idx
    subjects = [word for word in phrase.head.sent if word.dep_ in {"nsubj", "nsubjpass"} and word.i < phrase.head.i]
    for word in subjects:
        place = word.idx + shift
        for member in cast.members:
            if member.person and any(start <= place < end for start, end, *_ in member.mentions):
                return member
    return None


def _fits(pronoun: str, member: Member) -> bool:
    if pronoun in _GENDER:
        return member.person and not member.plural and member.gender in {"", _GENDER[pronoun]}
    if pronoun in _PLURAL:
        return member.plural or not member.person
    return not member.person and not member.plural
