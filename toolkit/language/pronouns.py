"""Pronouns of sources: whom "he", "she", "it" and "they" mean, by number, kind, gender and who spoke last."""

from toolkit.language.cast import Cast
from toolkit.language.member import Member
from toolkit.language.phrases import Phrase
from toolkit.language.sources import asked_by

_GENDER = {"he": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
_PLURAL = {"they", "them"}
_OPEN = {"source", "official", "insider", "aide", "adviser", "advisor", "employee", "resident", "witness", "diplomat"}
_GOES_ON = {"add", "continue", "go"}
_NEAR = 1200  # code points; further back a pronoun is not resolved


def antecedent(
    phrase: Phrase, cast: Cast, heard: list[tuple[int, Member]], other: Member | None = None
) -> Member | None:
    """The member a pronoun means: the one heard last who fits, else the one named last who fits; or None.

    `other` is on the other side of the talk and cannot be meant: in "Mora told Reid that …" neither is both.
    """
    place = phrase.start
    subject = _sentence_subject(phrase, cast)
    if subject is not None and subject is not other and _fits(phrase.pronoun, subject):
        return subject
    if phrase.pronoun == "who":
        people = [one for one in cast.members if (one.person or one.plural) and one is not other]
        last_named = max(people, key=lambda member: cast.named_before(member, place), default=None)
        return last_named if last_named is not None and cast.named_before(last_named, place) >= 0 else None
    near = [one for one in heard if one[0] < place and place - one[0] < _NEAR and not cast.is_told(one[0])]
    barred = [other, *_askers(phrase, cast)]
    fitting = [member for member in cast.members if member not in barred and _fits(phrase.pronoun, member)]
    found = _nearest(phrase, cast, near, fitting)
    sex = _GENDER.get(phrase.pronoun, "")
    if found is None or not sex or found.gender or {found.given, sex} != {"m", "f"}:
        return found
    if cast.named_before(found, place) < phrase.start - phrase.head.idx + phrase.head.sent.start_char:
        # Whom a given name makes unlikely is meant only where nobody is who is likelier.
        above = cast.paragraphs[max(0, cast.paragraph_of(place) - 1)]
        others = [one for one in fitting if one is not found and cast.named_before(one, place) >= above]
        likely = [one for one in others if sex in {one.gender, one.given}]
        open_to = [one for one in others if found.given not in {one.gender, one.given}]
        return _nearest(phrase, cast, near, likely) or _nearest(phrase, cast, near, open_to) or found
    return found


def _askers(phrase: Phrase, cast: Cast) -> list[Member]:
    """Who questions the one a pronoun means: "Under cross-examination by Mora, she acknowledged" is not Mora."""
    by = asked_by(phrase.head)
    if by is None:
        return []
    low = phrase.start - phrase.head.idx + by.idx
    return [one for one in cast.members if any(low < start < phrase.start for start, *_ in one.mentions)]


def _nearest(phrase: Phrase, cast: Cast, near: list[tuple[int, Member]], fitting: list[Member]) -> Member | None:
    """Of those who fit, the one heard last, or named since in the paragraph of the pronoun."""
    place = phrase.start
    last = next((member for _, member in reversed(near) if member in fitting), None)
    named_at = [cast.named_before(member, place) for member in fitting]
    latest_at = max(named_at, default=-1)
    if latest_at < max(0, place - _NEAR):
        return last
    named = fitting[named_at.index(latest_at)]
    if last is None:
        return named
    # Who was heard last is meant, unless somebody was named since, in the paragraph of the pronoun.
    said = max(start for start, member in near if member is last)
    begin = phrase.start - phrase.head.idx
    if said >= begin:
        return _told_of_since(phrase, fitting, cast, said) or last
    return named if latest_at >= begin else _topic(fitting, cast, said, begin) or last


def _told_of_since(phrase: Phrase, fitting: list[Member], cast: Cast, said: int) -> Member | None:
    """Of whom a sentence tells between the one heard last and the pronoun: "Mora, a vet, is not so sure. …, she said".

    Who adds goes on with what was heard: "“We will sue.” Reid left early. “It is over,” she added."
    """
    if phrase.head.head.lemma_.lower() in _GOES_ON:
        return None
    sentence = phrase.start - phrase.head.idx + phrase.head.sent.start_char
    since = [
        (place, one)
        for one in fitting
        for place, _ in one.subjects
        if said < place < sentence and cast.in_narration(place)
    ]
    return max(since, key=lambda pair: pair[0], default=(0, None))[1]


def _topic(fitting: list[Member], cast: Cast, said: int, begin: int) -> Member | None:
    """Whom the paragraph before is about where nobody who fits was heard in it.

    The one of whom its last sentence tells, else the one named first there.
    """
    before = cast.paragraph_of(begin) - 1
    if before < 0 or cast.paragraph_of(said) >= before:
        return None
    start = cast.paragraphs[before]
    closing = [
        (place, member)
        for member in fitting
        for place, closes in member.subjects
        if closes and start <= place < begin and cast.in_narration(place)
    ]
    if closing:
        return max(closing, key=lambda one: one[0])[1]
    here = [
        (place, member)
        for member in fitting
        for place, *_ in member.mentions
        if start <= place < begin and cast.in_narration(place)
    ]
    return min(here, key=lambda one: one[0], default=(0, None))[1]


def _sentence_subject(phrase: Phrase, cast: Cast) -> Member | None:
    """The person who is the subject of the sentence, named before the pronoun: "Mora handed in a list she said was"."""
    if phrase.pronoun not in _GENDER:
        return None
    shift = phrase.start - phrase.head.idx
    above = list(phrase.head.ancestors)
    if len(above) < 2 or any(word.dep_ == "parataxis" for word in above):
        return None
    # The parse may hang a subject on the auxiliary.
    verbs = {*above[1:], *(child for word in above[1:] for child in word.children if child.dep_ in {"aux", "auxpass"})}
    subjects = [word for word in phrase.head.sent if word.dep_ in {"nsubj", "nsubjpass"} and word.head in verbs]
    for word in subjects:
        places = [near.idx + shift for near in (word, *word.children) if near is word or near.dep_ == "appos"]
        for member in cast.members:
            if not member.person or any(cast.is_told(place) for place in places):
                continue  # "Reid had paid, he said" is not Reid's own word
            if any(start <= place < end for start, end, *_ in member.mentions for place in places):
                return member
    return None


def _is_neutral(member: Member) -> bool:
    """Whether words that leave the gender open lead on to "they": "a council spokesperson", "a Whitehall source"."""
    open_ = any(core.endswith("person") or core.split()[-1] in _OPEN for core in member.cores if core)
    return not member.named and not member.gender and not member.plural and open_


def _fits(pronoun: str, member: Member) -> bool:
    if pronoun in _GENDER:
        return member.person and not member.plural and member.gender in {"", _GENDER[pronoun]}
    if not pronoun:  # "the Briton": a person of either gender
        return member.person and not member.plural
    if pronoun in _PLURAL:
        return member.plural or not member.person or _is_neutral(member)
    return not member.person and not member.plural
