"""For which body an office holder speaks where his own words do not say it: the one told of just before.

"Beijing hit back. “…,” foreign ministry spokesperson Tang said": the chain of the text ties the office to the state.
"""

import re

from spacy.tokens import Token

from toolkit import data
from toolkit.language.belongings import is_of_one
from toolkit.language.lexicons import noun_of
from toolkit.language.member import Member
from toolkit.language.names import Name, by_words
from toolkit.language.phrases import BESIDE, Body, Phrase, noun_phrase
from toolkit.language.reading import Paragraph
from toolkit.language.speakers import Speakers
from toolkit.language.ties import behind, points_back

# Offices that speak for the state, and roles that speak for whatever body was just heard.
_CHAINED = {"government", "military"}
_MOUTHS = {"spokesman", "spokeswoman", "spokesperson", "official", "source"}
_ENVOYS = {"ambassador", "envoy"}
_CHAIN = 600  # code points
# Who runs a body, and is introduced without it where it was just heard.
_OFFICERS = (
    "managing director", "chief executive", "general secretary", "finance director", "chairman", "chairwoman", "chair ",
    "general manager", "chief operating", "chief financial", "executive director", "secretary-general", "ceo",
)  # fmt: skip
_PLACED = re.compile(r"\s*(?:In|From|At)\s")
# What stands between what is told and the mouth that tells it.
_GAP = re.compile(r"[\s,”’\"]{0,2}|[,”’\"]*\s(?:according to|said|says)\s")
# Who holds an office of a town or region, and none of the state that was heard before.
_LOCAL = {"governor", "mayor", "councillor", "prefect", "sheriff", "legislator", "lawmaker", "senator"}
# Words for a state that only point back to it: "the country's top negotiator".
_POINTING = {"country", "nation", "kingdom", "republic", "state", "government"}
_LANDS = {"state", "territory"}
_ANYWHERE = {"ministry", "army", "military", "navy", "government", "cabinet", "delegation", "parliament", "office"}

Mention = tuple[int, int, str, Member]


def chain(speakers: Speakers, member: Member | None, phrase: Phrase, paragraph: Paragraph) -> None:
    """Tie an office holder without a country or body to the one told of just before.

    "Its", in the mention or behind the name, points to the last body; without it only a government or a body with
    a spokesman can be meant, and only one of the same paragraph, or the only one of the paragraph before.
    """
    if member is None or is_of_one(speakers, member, phrase) or phrase.head.lemma_.lower() in BESIDE:
        return  # "its rival", "its customers": beside the body, and no voice of it
    pointing = phrase.text.lower().startswith(("its ", "their ")) or points_back(speakers.reading, phrase.end)
    pointing = pointing and "counterpart" not in phrase.roles
    mouth = _is_mouth(phrase)
    if not pointing and (
        _has_place_of_its_own(speakers, member, phrase) or member.roles & _LOCAL or _is_tied_behind(speakers, member)
    ):
        return
    tied = any(_is_known(speakers, member, body) for body in member.bodies)
    tied = tied and not pointing
    officer = bool(phrase.name) and not mouth and f"{phrase.core.lower()} ".startswith(_OFFICERS)
    if tied or not (pointing or mouth or officer or member.offices & _CHAINED):
        return
    body = _told_first(speakers, phrase, paragraph) if pointing else None
    body = body or (_officered(speakers, phrase, paragraph) if officer else None)
    body = body or _nearest(speakers, member, phrase, paragraph, pointing=pointing)
    if body is None and pointing:
        body = _spoken_for(speakers, phrase, paragraph)
    if body is None and mouth:
        body = (None if phrase.plural else _heard_before(speakers, phrase, paragraph)) or _seat(
            speakers, phrase, paragraph
        )
    member.bodies += [body] if body is not None else []


def _is_mouth(phrase: Phrase) -> bool:
    return bool(set(phrase.roles) & _MOUTHS) or phrase.core.lower().startswith("press secretary")


def _officered(speakers: Speakers, phrase: Phrase, paragraph: Paragraph) -> Body | None:
    """The only body heard in the paragraph before an officer: "Norvik may close. “…,” managing director Mora said"."""
    # "“We built it,” chair Ana Mora said": a quotation opens the paragraph, and the body was heard in the one above.
    opens = any(paragraph.start == low and high + 3 > phrase.start for low, high in speakers.cast.quoted)
    begin = speakers.cast.paragraphs[max(0, speakers.cast.paragraph_of(phrase.start) - opens)]
    heard = [(start, one) for start, one in speakers.heard if begin <= start < phrase.start]
    bodies = [(start, one) for start, one in heard if not (one.person or one.plural or one.speaker_type == "document")]
    if not bodies or len({id(one) for _, one in heard}) != 1:
        return None
    start, last = bodies[-1]
    return next((Body("role chain", *found[:3]) for found in last.mentions if found[0] == start), None)


def _nearest(
    speakers: Speakers, member: Member, phrase: Phrase, paragraph: Paragraph, *, pointing: bool
) -> Body | None:
    """The likeliest of the bodies told of before; a government's office holder is of a government only."""
    for start, end, text, other in _candidates(speakers, member, phrase, paragraph, pointing=pointing):
        if pointing or _is_mouth(phrase) or other.name.endswith("(government)"):
            # "Its commissioner, Kagiso Modise of Botswana": the pronoun tells more than where he is from.
            return Body("pronoun" if pointing else "role chain", start, end, text)
    return None


def _seat(speakers: Speakers, phrase: Phrase, paragraph: Paragraph) -> Body | None:
    """The seat or body of state that the paragraph named last before a spokesman: "At the Pentagon, a spokesman"."""
    seats = [name for name in speakers.names if paragraph.start <= name.start < phrase.start]
    seats = [name for name in seats if name.form.form in {"body", "seat"}]
    return Body("role chain", seats[-1].start, seats[-1].end, seats[-1].text) if seats else None


def _is_tied_behind(speakers: Speakers, member: Member) -> bool:
    """Whether the words behind one of the member's names tie him to a body that is not any state's."""
    ends = [end for _, end, _, rule in member.mentions if rule == "name"]
    return any(_is_known(speakers, member, body) for end in ends for body in behind(speakers.reading, end))


def _is_known(speakers: Speakers, member: Member, body: Body) -> bool:
    """Whether words for a body tell which one it is: neither one that every state has nor an office's field."""
    return not (_is_generic(body.text) or _is_field(speakers, member, body))


def _told_first(speakers: Speakers, phrase: Phrase, paragraph: Paragraph) -> Body | None:
    """The body that opens what is told, where its mouth stands behind: "Norvik will appeal, (says) its head"."""
    low, high = speakers.cast.told[0] if len(speakers.cast.told) == 1 else (0, 0)
    beside = _GAP.fullmatch(speakers.reading.text[high : phrase.start]) if 0 < high <= phrase.start else None
    if not (phrase.text.lower().startswith(("its ", "their ")) and beside is not None and paragraph.start <= low):
        return None
    subject = next(
        (
            word
            for word in paragraph.doc
            if low <= paragraph.at(word) < high and word.dep_ in {"nsubj", "nsubjpass"} and word.pos_ != "PRON"
        ),
        None,
    )
    if subject is None or not subject.left_edge.is_sent_start or subject.ent_type_ == "PERSON":
        return None
    told = noun_phrase(subject, paragraph)
    named = told.name and not told.roles
    if told.pronoun or not (named or noun_of(subject.lemma_, "body") is not None):
        return None
    return Body("pronoun", told.start, told.end, told.text)


def _spoken_for(speakers: Speakers, phrase: Phrase, paragraph: Paragraph) -> Body | None:
    """For whom the unnamed one spoke who was heard last here: "A spokesman for the port said …. Its head"."""
    here = [one for start, one in speakers.heard if paragraph.start <= start < phrase.start]
    bodies = here[-1].bodies if here and here[-1].person and not here[-1].named else []
    return next((Body("pronoun", body.start, body.end, body.text) for body in bodies if body.rule == "employer"), None)


def _has_place_of_its_own(speakers: Speakers, member: Member, phrase: Phrase) -> bool:
    """Whether an office is placed or tied by its own sentence: "In Ankara, Minister X", "X, who speaks for"."""
    text = speakers.reading.text
    start = max(text.rfind(mark, 0, phrase.start) for mark in (". ", "\n", "” ", '" ')) + 1
    placed = any(
        _PLACED.fullmatch(text[start : name.start]) and name.form.form in {"capital", "name"}
        for name in speakers.names
        if start <= name.start < phrase.start
    )
    return placed or any(_is_known(speakers, member, body) for body in behind(speakers.reading, phrase.end))


def _heard_before(speakers: Speakers, phrase: Phrase, paragraph: Paragraph) -> Body | None:
    """The body that spoke last in the paragraph before, where a spokesman opens the next: "the firm said. A spokesman".

    In the same paragraph, the one that the words name last: "a retort from Fellside. ‘…,’ a spokesman said".
    """
    inside = [body for body in _named_bodies(paragraph) if body.end <= phrase.start]
    if inside:
        between = _outside(speakers, inside[-1].end, phrase.start)
        return None if re.search(r"[.?!]\s+\w", between) else inside[-1]
    here = speakers.cast.paragraph_of(phrase.start)
    start, last = speakers.heard[-1] if speakers.heard else (-1, None)
    if last is None or last.person or last.plural or speakers.cast.paragraph_of(start) != here - 1:
        return None
    if re.search(r"[.?!][”’\"]?\s", _outside(speakers, paragraph.start, phrase.start)):
        return None
    return next((Body("role chain", *found[:3]) for found in last.mentions if found[0] == start), None)


def _outside(speakers: Speakers, start: int, end: int) -> str:
    """The words between two places that are not in quotation marks."""
    kept = list(speakers.reading.text[start:end])
    for low, high in speakers.cast.quoted:
        for place in range(max(low, start), min(high, end)):
            kept[place - start] = " "
    return "".join(kept)


def _named_bodies(paragraph: Paragraph) -> list[Body]:
    """The organisations that the model finds in a paragraph, where they act or are asked: no paper, no state."""
    found = []
    for entity in paragraph.doc.ents:
        if entity.label_ == "ORG" and entity.root.dep_ in {"nsubj", "nsubjpass", "pobj", "poss"}:
            start, end = paragraph.span(entity[0], entity[-1])
            if by_words(entity.text) is None and noun_of(entity.text.split()[-1], "media") is None:
                found.append(Body("role chain", start, end, paragraph.printed(start, end)))
    return found


def _candidates(
    speakers: Speakers, member: Member, phrase: Phrase, paragraph: Paragraph, *, pointing: bool
) -> list[Mention]:
    """The bodies that an office without one can belong to, the likeliest first."""
    opens = not re.search(r"[.?!]\s", speakers.reading.text[paragraph.start : phrase.start])
    reach = _CHAIN if pointing and opens else phrase.start - paragraph.start
    # "A spokesman" is of whoever spoke before; "a minister" and "two diplomats" may be anybody's.
    single = not phrase.plural and (not phrase.indefinite or bool(set(phrase.roles) & _MOUTHS))
    if phrase.text.lower() == "officials":  # of the office that the same paragraph has heard
        heard = [one for one in speakers.heard if paragraph.start <= one[0] < phrase.start]
        single = bool(heard) and not heard[0][1].person and heard[0][1].speaker_type in _CHAINED
    many = phrase.text.lower().startswith("their ")
    told = _told_of(speakers, phrase.start, reach, member, many=many) if pointing or single else []
    return told or (_alone_before(speakers, phrase.start, member) if single and opens else [])


def _is_field(speakers: Speakers, member: Member, body: Body) -> bool:
    """Whether the words behind an office of state are its field and no body: "Director General of Migration"."""
    if not member.offices & _CHAINED or by_words(body.text) is not None or not body.text[:1].isupper():
        return False
    words = body.text.split()
    known = any(noun_of(word, "body", "suffix", "media", "role") is not None for word in words)
    return not known and not speakers.cast.by_name(body.text) and body.text not in speakers.cast.organisations


def _is_generic(words: str) -> bool:
    """Whether words for a body fit that of any state: "the country", "foreign ministry", "army"."""
    parts = words.lower().split()
    return words.lower() in _POINTING or (len(parts) < 3 and parts[-1] in _ANYWHERE and by_words(words) is None)


def _told_of(speakers: Speakers, place: int, reach: int, but: Member, *, many: bool) -> list[Mention]:
    """Bodies mentioned before a place, the last first; those that spoke come before those that are only named."""
    heard = {start for start, _ in speakers.heard}
    found = [
        (start, end, text, other)
        for other in speakers.cast.members
        if other is not but and not other.person and other.plural == many and other.speaker_type != "document"
        for start, end, text, rule in other.mentions
        if rule != "pronoun" and 0 < place - start <= reach
    ]
    before = _sentence_before(speakers, place)
    about = {
        start for *_, other in found for start, _ in other.subjects if 0 <= start - before[0] < 5 and start < before[1]
    }
    return sorted(found, key=lambda one: (one[0] in about, one[0] in heard, one[0]), reverse=True)


def _sentence_before(speakers: Speakers, place: int) -> tuple[int, int]:
    """The sentence right before the one of a place: whom it tells of is nearer than who was heard further up."""
    ends = [
        match.end() for match in re.finditer(r"[.?!][”’\"]?\s+", speakers.reading.text[max(0, place - _CHAIN) : place])
    ]
    shift = max(0, place - _CHAIN)
    return (shift + ends[-2], shift + ends[-1]) if len(ends) > 1 else (0, shift + ends[-1] if ends else 0)


def _alone_before(speakers: Speakers, place: int, but: Member) -> list[Mention]:
    """The body of state that is the only one told of in the paragraph before: "Beijing hit back within hours."."""
    here = speakers.cast.paragraph_of(place)
    told = _told_of(speakers, place, _CHAIN, but, many=False)
    found = [one for one in told if speakers.cast.paragraph_of(one[0]) == here - 1 and not one[3].listener]
    states = {
        name.form.entry
        for name in speakers.names
        if speakers.cast.paragraph_of(name.start) == here - 1
        and name.form.form not in {"adjective", "demonym"}
        and data.gazetteer().entry(name.form.entry).kind in _LANDS
    }
    alone = len({id(one[3]) for one in found}) == 1 and len(states) == 1
    return found if alone and found[0][3].speaker_type in _CHAINED else []


def of_office(speakers: Speakers, member: Member) -> Body | None:
    """The state whose office somebody holds, told elsewhere: "summoned China's ambassador", then "the envoy"."""
    if not member.roles & _ENVOYS or any(by_words(body.text) is not None for body in member.bodies):
        return None
    found: dict[str, Name] = {}
    for name in speakers.names:
        behind = re.match(r"(?:['’]s)?((?: [\w-]+){1,4})", speakers.reading.text[name.end : name.end + 60])
        words = behind.group(1).lower().split() if behind is not None else []
        if _ENVOYS & set(words) or "embassy" in words:
            found.setdefault(name.form.entry, name)
    told = list(found.values())
    return Body("role chain", told[0].start, told[0].end, told[0].text) if len(told) == 1 else None


def passed_on(member: Member | None, relay: Token, paragraph: Paragraph) -> None:
    """Tie an office holder without a country to the one whose medium quotes him: "Mali's state radio quoted"."""
    known = member is not None and any(by_words(body.text) is not None for body in member.bodies)
    if member is None or known or not member.offices & _CHAINED:
        return
    phrase = noun_phrase(relay, paragraph)
    for body in phrase.bodies:
        if by_words(body.text) is not None:
            member.bodies.append(Body("role chain", body.start, body.end, body.text))
    place = phrase.text.find(phrase.name) if phrase.name and by_words(phrase.name) is not None else -1
    if place >= 0:
        start = phrase.start + place
        member.bodies.append(Body("role chain", start, start + len(phrase.name), phrase.name))
