"""Whom a description means by its place beside a name: "a lawyer for Norvik, Ana Mora", "the former captain"."""

import re

from toolkit.language.cast import Cast
from toolkit.language.lexicons import noun_of
from toolkit.language.member import Member, left_office
from toolkit.language.names import by_words
from toolkit.language.naming import given_name
from toolkit.language.phrases import Phrase
from toolkit.language.reading import text_of
from toolkit.language.titles import is_somebody

_PAST = re.compile(r"\b(?:former|ex)\b")
_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}(?=,| of | from | at | \()")
_WORD = re.compile(r"([A-Z][a-z]+)\.? ")
# Who has children, and nothing else is told of him: "the dad-of-two".
_PARENT = re.compile(r"(?:dad|mum|mom|mother|father|gran|grandmother|grandfather)[- ]of[- ][a-z]+")
_AGED = re.compile(r"\b\d\d?-year-old\b")

# "Mora, 31, of Norvik, denies murdering", "Mora is charged with fraud".
_CHARGED = re.compile(
    r"\b(?P<name>[A-Z][\w’-]+)(?:, \d\d,)?(?:, (?:of|from) [^,.\n]{2,40},)?\s(?:"
    r"(?:denies|denied|has denied|had denied)\s(?:the\s)?(?:murder|manslaughter|fraud|theft|arson|assault|all|both|one|"
    r"two|three|causing|charge|wrong)\w*|(?:has\s|had\s)?(?:pleaded|pleads)\s|"
    r"(?:is|was|stands)\s(?:charged|accused|on trial)\b)"
)

_CALLED_SO = re.compile(
    r"[^.“”\"\n]{0,60}?\b(?:gave (?:his|her|their) name(?: only)? as|(?:be )?called(?: only)?|known(?: only)? as|"
    r"(?:goes|went) by(?: the name(?: of)?)?|(?:identified|calls|called|named) (?:him|her)self(?: only)?(?: as)?|"
    r"(?:identif|describ)(?:ied|ying|ed|ing) (?:him|her)self as (?:its|the|a) (?:[\w’'-]+ ){0,3}?spokes\w+,) "
    r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
)

# "Israeli officials", "officials at the Commerce Ministry": several, and where they are; "dozens of …" are no sort.
_MANY = re.compile(r"(?P<one>(?:(?! of )[^,])*?\w)s(?P<where>(?: (?:at|in|from|for|with) [^,]*)?)")
_NAMED_SO = re.compile(
    r",?(?: an?(?: [\w-]+){1,4},?)? (?:named|called) (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})\b"
)


def behind(cast: Cast, text: str, phrase: Phrase) -> Member | None:
    """The person whose name stands right behind a description: "a lawyer for Audenne, Priya Rao of Stroud"."""
    one_of = phrase.head.lower_ == "one" and " of " in phrase.text  # "one of the customers, Ana Mora"
    somebody = bool(phrase.roles) or one_of or is_human_noun(phrase)
    if not somebody or phrase.plural or text[phrase.end : phrase.end + 2] != ", ":
        return None
    first = phrase.end + 2
    place = _after_titles(text, first)
    people = [one for one in cast.members if one.person and one.named]
    known = next((one for one in people if any(start in {first, place} for start, *_ in one.mentions)), None)
    name = _NAME.match(text, place)
    if known is not None or name is None or not (given_name(name.group()) or _is_strange(cast, phrase, name.group())):
        return known
    return cast.by_name(name.group()) or cast.add(Member(name.group(), "person", named=True, person=True))


def charged(
    cast: Cast, text: str, phrase: Phrase, other: Member | None, heard: list[tuple[int, Member]]
) -> Member | None:
    """The body named last since `other` accused it: "Reid alleged that Norvik had lied. The company denied that"."""
    firm = noun_of(phrase.head.lemma_, "firm") is not None and phrase.text.lower().startswith("the ")
    if other is None or not firm or not heard:
        return None
    words = text[max((place for place, one in heard if one is other), default=phrase.start) : phrase.start]
    bodies = [one for one in cast.members if one.named and not one.person and one is not other]
    places = [(words.rfind(one.name.split()[0]), one) for one in bodies]
    return max((pair for pair in places if pair[0] >= 0), key=lambda pair: pair[0], default=(0, None))[1]


def accused(cast: Cast, text: str, phrase: Phrase) -> Member | None:
    """The only one of whom the report tells that he is charged: "Mora denies murder. … From the dock the defendant"."""
    if phrase.head.lemma_.lower() not in {"defendant", "accused"} or phrase.plural:
        return None
    charged_names = {match["name"] for match in _CHARGED.finditer(text)}
    found = [one for one in cast.members if one.person and one.named and one.name.split()[-1] in charged_names]
    return found[0] if len(found) == 1 else None


def _after_titles(text: str, place: int) -> int:
    """Where a name begins behind the titles at a place: "Hon. Ana Mora"."""
    word = _WORD.match(text, place)
    while word is not None and noun_of(word.group(1), "title") is not None:
        place = word.end()
        word = _WORD.match(text, place)
    return place


def _is_strange(cast: Cast, phrase: Phrase, name: str) -> bool:
    """Whether two capitalised words behind somebody's office can only be his name, though no list has it."""
    first, *_, last = name.split()
    noun = noun_of(last, "body", "media", "suffix", "document", "role", "title") or noun_of(
        first, "body", "role", "title"
    )
    known = by_words(name) or by_words(first) or by_words(last)
    return bool(phrase.roles) and noun is None and known is None and name not in {*cast.organisations, *cast.firms}


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


def _is_parent(phrase: Phrase) -> bool:
    doc, at = phrase.head.doc, phrase.head.i
    definite = phrase.text.lower().startswith("the ")
    return definite and _PARENT.match(text_of(doc, at, min(at + 4, len(doc) - 1))) is not None


def just_named(cast: Cast, phrase: Phrase, other: Member | None, last_heard: Member | None) -> Member | None:
    """The person named just before of whom nothing is told yet: "Ana Mora saw it …. the former captain said".

    Named in the same paragraph, or in the one before where the description opens its paragraph or tells an age.
    """
    if _is_parent(phrase):
        return last_heard if last_heard is not None and last_heard.person else None
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
    # Of whom the paragraph tells comes before who is only mentioned: "Reid, who sits with Mora, …. The veteran said".
    topics = [
        (place, one)
        for _, one in near
        for place, _ in one.subjects
        if begin <= place < phrase.start and cast.in_narration(place)
    ]
    last = max(topics or near, key=lambda pair: pair[0], default=(0, None))[1]
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


def one_of(cast: Cast, phrase: Phrase, heard: list[tuple[int, Member]]) -> Member | None:
    """One of several unnamed who were heard just before: "Two officials said …. One of them feared"."""
    words = phrase.text.lower()
    if words not in {"one of them", "the other", "another", "the second", "one"}:
        return None
    here = [one for start, one in heard if cast.paragraph_of(start) == cast.paragraph_of(phrase.start)]
    several = next((one for one in reversed(here) if one.plural and not one.named), None)
    many = _MANY.fullmatch(several.name) if several is not None else None
    if several is None or many is None:
        return None
    name = many["one"] + many["where"]
    single = Member(name, several.speaker_type, named=False, person=True, roles=several.roles, bodies=several.bodies)
    return cast.by_name(name) or cast.add(single)


def called_behind(text: str, end: int) -> str:
    """The name by which somebody described wants to be called: "a grocer who gave his name only as Samir".

    >>> called_behind("a grocer who gave his name only as Samir.", 8)
    'Samir'
    """
    match = _CALLED_SO.match(text, end) or _NAMED_SO.match(text, end)
    words = match["name"].split() if match is not None else []
    while len(words) > 1 and noun_of(words[0], "title", "role") is not None:
        words = words[1:]  # "who calls himself Commander Jo"
    return " ".join(words)
