"""For which body an office holder speaks where his own words do not say it: the one told of just before.

"Beijing hit back. “…,” foreign ministry spokesperson Tang said": the chain of the text ties the office to the state.
"""

import re

from spacy.tokens import Token

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
# What is somebody's own, and who works for one person: "her office", "the last of her letters", "his deputy".
_OWN = re.compile(r"^(?:his|her)\s|\sof\s(?:his|her)\s[\w-]+$", re.IGNORECASE)
_OF_ONE = {
    "aide", "adviser", "advisor", "agent", "assistant", "attorney", "barrister", "counsel", "deputy", "lawyer",
    "representative", "secretary", "solicitor", "spokesman", "spokesperson", "spokeswoman",
}  # fmt: skip
_PLACED = re.compile(r"\s*(?:In|From|At)\s")
# Who holds an office of a town or region, and none of the state that was heard before.
_LOCAL = {"governor", "mayor", "councillor", "prefect", "sheriff", "legislator", "lawmaker", "senator"}
# What somebody files, and what is said of it next.
_FILED = re.compile(
    r"\b(?:in|by) (?:an?|its|their|his|her) (?:[\w-]+ ){0,2}"
    r"(?:complaint|lawsuit|suit|petition|letter|motion|filing|appeal|memo|statement|release)\b|\bsued\b|"
    r"\bfiled (?:an?|its|their|his|her) (?:[\w-]+ ){0,3}(?:complaint|lawsuit|suit|petition|motion|appeal)\b"
)
# Words for a state that only point back to it: "the country's top negotiator".
_POINTING = {"country", "nation", "kingdom", "republic", "state", "government"}
_ANYWHERE = {"ministry", "army", "military", "navy", "government", "cabinet", "delegation", "parliament", "office"}

Mention = tuple[int, int, str, Member]


def chain(speakers: Speakers, member: Member | None, phrase: Phrase, paragraph: Paragraph) -> None:
    """Tie an office holder without a country or body to the one told of just before.

    "Its", in the mention or behind the name, points to the last body; without it only a government or a body with
    a spokesman can be meant, and only one of the same paragraph, or the only one of the paragraph before.
    """
    if member is None or _is_of_one(speakers, member, phrase, paragraph) or phrase.head.lemma_.lower() in BESIDE:
        return  # "its rival", "its customers": beside the body, and no voice of it
    pointing = phrase.text.lower().startswith(("its ", "their ")) or points_back(speakers.reading, phrase.end)
    pointing = pointing and "counterpart" not in phrase.roles
    if not pointing and (_has_place_of_its_own(speakers, phrase) or member.roles & _LOCAL):
        return
    mouth = bool(set(phrase.roles) & _MOUTHS)
    tied = any(not _is_generic(body.text) for body in member.bodies) and not pointing
    if tied or not (pointing or mouth or member.offices & _CHAINED):
        return
    for start, end, text, other in _candidates(speakers, member, phrase, paragraph, pointing=pointing):
        if pointing or mouth or other.name.endswith("(government)"):
            # "Its commissioner, Kagiso Modise of Botswana": the pronoun tells more than where he is from.
            member.bodies.append(Body("pronoun" if pointing else "role chain", start, end, text))
            return
    spoken = _spoken_for(speakers, phrase, paragraph) if pointing else None
    if spoken is not None:
        member.bodies.append(spoken)
        return
    if mouth and not phrase.plural:
        last = _heard_before(speakers, phrase, paragraph)
        if last is not None:
            member.bodies.append(last)
            return
    if mouth:
        seats = [name for name in speakers.names if paragraph.start <= name.start < phrase.start]
        seats = [name for name in seats if name.form.form in {"body", "seat"}]
        member.bodies += [Body("role chain", name.start, name.end, name.text) for name in seats[-1:]]


def _spoken_for(speakers: Speakers, phrase: Phrase, paragraph: Paragraph) -> Body | None:
    """For whom the unnamed one spoke who was heard last here: "A spokesman for the port said …. Its head"."""
    here = [one for start, one in speakers.heard if paragraph.start <= start < phrase.start]
    bodies = here[-1].bodies if here and here[-1].person and not here[-1].named else []
    return next((Body("pronoun", body.start, body.end, body.text) for body in bodies if body.rule == "employer"), None)


def _has_place_of_its_own(speakers: Speakers, phrase: Phrase) -> bool:
    """Whether an office is placed or tied by its own sentence: "In Ankara, Minister X", "X, who speaks for"."""
    text = speakers.reading.text
    start = max(text.rfind(mark, 0, phrase.start) for mark in (". ", "\n", "” ", '" ')) + 1
    placed = any(
        _PLACED.fullmatch(text[start : name.start]) and name.form.form in {"capital", "name"}
        for name in speakers.names
        if start <= name.start < phrase.start
    )
    return placed or any(True for _ in behind(speakers.reading, phrase.end))


def _is_of_one(speakers: Speakers, member: Member, phrase: Phrase, paragraph: Paragraph) -> bool:
    """Whether somebody or something is one person's, or a paper that was just filed; then it is tied to that one."""
    if _OWN.search(phrase.text) and (not member.person or set(phrase.roles) & _OF_ONE):
        _of_person(speakers, member, phrase.start)
        return True
    return member.speaker_type == "document" and _filed_by(speakers, member, phrase, paragraph)


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


def _filed_by(speakers: Speakers, member: Member, phrase: Phrase, paragraph: Paragraph) -> bool:
    """Tie "the filing" to the one who spoke by it before in its paragraph: "In a complaint, the union accused …"."""
    above = speakers.cast.paragraphs[max(0, speakers.cast.paragraph_of(phrase.start) - 1)]
    here = [one for one in speakers.heard if paragraph.start <= one[0] < phrase.start]
    heard = here or [one for one in speakers.heard if above <= one[0] < phrase.start][-1:]
    text = speakers.reading.text[above : phrase.start].lower()
    if not heard or not phrase.text.lower().startswith("the ") or not _FILED.search(text):
        return False
    where = [found for found in heard[0][1].mentions if found[0] == heard[0][0]]
    member.bodies += [Body("role chain", *found[:3]) for found in where[:1]]
    return bool(where)


def _of_person(speakers: Speakers, member: Member, place: int) -> None:
    """Tie "her office" to the person heard last."""
    people = [one for one in speakers.heard if one[1].person and one[1] is not member]
    owner = next((one for one in reversed(people) if one[0] < place), None)
    # Whoever the paragraph has told of since is nearer: "Whether Amundsen leans on them …. His press secretary".
    named = [one for one in speakers.cast.members if one.person and one.named and one is not member]
    last = max(named, key=lambda one: speakers.cast.named_before(one, place), default=None)
    told = speakers.cast.named_before(last, place) if last is not None else -1
    here = speakers.cast.paragraph_of
    if last is not None and told >= 0 and here(told) == here(place) and (owner is None or told > owner[0]):
        owner = (told, last)
    where = [found for found in owner[1].mentions if found[0] == owner[0]] if owner is not None else []
    member.bodies += [Body("role chain", *found[:3]) for found in where[:1]]


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
    return sorted(found, key=lambda one: (one[0] in heard, one[0]), reverse=True)


def _alone_before(speakers: Speakers, place: int, but: Member) -> list[Mention]:
    """The body of state that is the only one told of in the paragraph before: "Beijing hit back within hours."."""
    here = speakers.cast.paragraph_of(place)
    told = _told_of(speakers, place, _CHAIN, but, many=False)
    found = [one for one in told if speakers.cast.paragraph_of(one[0]) == here - 1]
    states = {
        name.form.entry
        for name in speakers.names
        if speakers.cast.paragraph_of(name.start) == here - 1 and name.form.form not in {"adjective", "demonym"}
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
