"""Whom a description means by its place beside a name: "a lawyer for Norvik, Ana Mora", "the former captain"."""

import re

from toolkit.language.cast import Cast
from toolkit.language.lexicons import noun_of
from toolkit.language.member import Member, left_office
from toolkit.language.name_words import is_somebody
from toolkit.language.naming import given_name
from toolkit.language.phrases import Phrase

_PAST = re.compile(r"\b(?:former|ex)\b")
_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}(?=,| of | from | at )")
_AGED = re.compile(r"\b\d\d?-year-old\b")


def behind(cast: Cast, text: str, phrase: Phrase) -> Member | None:
    """The person whose name stands right behind a description: "a lawyer for Audenne, Priya Rao of Stroud"."""
    one_of = phrase.head.lower_ == "one" and " of " in phrase.text  # "one of the customers, Ana Mora"
    if not (phrase.roles or one_of) or phrase.plural or text[phrase.end : phrase.end + 2] != ", ":
        return None
    place = phrase.end + 2
    people = [one for one in cast.members if one.person and one.named]
    known = next((one for one in people if any(start == place for start, *_ in one.mentions)), None)
    name = _NAME.match(text, place)
    if known is not None or name is None or given_name(name.group()) is None:
        return known
    return cast.by_name(name.group()) or cast.add(Member(name.group(), "person", named=True, person=True))


def is_human_noun(phrase: Phrase) -> bool:
    """Whether a noun that no lexicon has can only be somebody: its end tells, and it is said of one by "the"."""
    noun = phrase.head.lemma_.lower()
    known = noun_of(noun, "body", "document", "count", "media", "stance", "role")
    once = _PAST.search(phrase.text.lower()) is not None  # "the former Treasury mandarin"
    return known is None and not phrase.plural and not phrase.name and (once or is_somebody(noun))


def _opened_by(cast: Cast, phrase: Phrase) -> Member | None:
    """Who opens the paragraph by a bare name, where a quotation alone stands before his office.

    "Ana Mora remembers it differently. “We have the signatures,” Norvik’s head of planning tells me."
    """
    begin = cast.paragraphs[cast.paragraph_of(phrase.start)]
    quoted = any(begin < low and phrase.start - 3 < high <= phrase.start for low, high in cast.quoted)
    here = [one for one in cast.members if any(begin <= place < phrase.start for place, *_ in one.mentions)]
    new = [one for one in here if min(place for place, *_ in one.mentions) == begin and (begin, False) in one.subjects]
    alone = quoted and len(here) == 1 and len(new) == 1 and new[0].person and new[0].named
    return new[0] if alone and not new[0].roles and not new[0].bodies else None


def just_named(cast: Cast, phrase: Phrase, other: Member | None, last_heard: Member | None) -> Member | None:
    """The person named just before of whom nothing is told yet: "Ana Mora saw it …. the former captain said".

    Named in the same paragraph, or in the one before where the description opens its paragraph or tells an age.
    """
    aged = _AGED.search(phrase.text) is not None or is_human_noun(phrase)
    body = noun_of(phrase.head.lemma_, "body") is not None
    definite = phrase.text.lower().startswith("the ") and not phrase.plural
    if not definite and phrase.roles and any(tie.rule == "possessive" for tie in phrase.bodies):
        return _opened_by(cast, phrase)
    if not (phrase.roles or aged) or body or not definite:
        return None
    here = cast.paragraph_of(phrase.start)
    begin = cast.paragraphs[here]
    # "“…,” the Minister said" opens its paragraph too.
    opens = begin == phrase.start or any(low <= begin and phrase.start - high < 4 for low, high in cast.quoted)
    reach = 1 if aged or opens else 0
    people = [one for one in cast.members if one.person and one.named and not one.plural and one is not other]
    places = [(cast.named_before(one, phrase.start), one) for one in people]
    near = [pair for pair in places if pair[0] >= 0 and here - cast.paragraph_of(pair[0]) <= reach]
    last = max(near, key=lambda pair: pair[0], default=(0, None))[1]
    if (
        phrase.bodies
        and last is not last_heard
        and last is not None
        and cast.paragraph_of(cast.named_before(last, phrase.start)) < here
    ):
        return None  # "the head of the officers' union" is nobody who was only told of above
    past = _PAST.search(phrase.text) is not None
    if last is None or past or _AGED.search(phrase.text.split(" ")[1]) or not (last.roles and phrase.roles):
        return last
    # Two offices are of one person where nobody else is told of: "Ferreby, counsel …. ‘…,’ the barrister asked".
    others = [
        one for one in cast.members if one.person and one is not last and cast.named_before(one, phrase.start) >= 0
    ]
    since = [one for one in others if cast.named_before(one, phrase.start) >= cast.paragraphs[max(0, here - reach)]]
    held = [one for one in others if set(phrase.roles) & one.roles and not left_office(phrase, one)]
    return last if not since and not held and not phrase.bodies else None
