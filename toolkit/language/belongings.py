"""What is one person's own: "her office", "his deputy", "the filing"; it speaks for whoever was told of before."""

import re

from toolkit.language.member import Member
from toolkit.language.phrases import Body, Phrase
from toolkit.language.speakers import Speakers

# What is somebody's own, and who works for one person: "her office", "the last of her letters", "his deputy".
_OWN = re.compile(r"^(?:his|her)\s|\sof\s(?:his|her)\s[\w-]+$", re.IGNORECASE)
_OF_ONE = {
    "aide", "adviser", "advisor", "agent", "assistant", "attorney", "barrister", "captain", "commissioner",
    "councillor", "counsel", "deputy", "lawyer", "minister", "representative", "secretary", "solicitor", "spokesman",
    "spokesperson", "spokeswoman",
}  # fmt: skip
# What somebody files, and what is said of it next.
_FILED = re.compile(
    r"\b(?:in|by) (?:an?|its|their|his|her) (?:[\w-]+ ){0,2}"
    r"(?:complaint|lawsuit|suit|petition|letter|motion|filing|appeal|memo|statement|release)\b|\bsued\b|"
    r"\bfiled (?:an?|its|their|his|her) (?:[\w-]+ ){0,3}(?:complaint|lawsuit|suit|petition|motion|appeal)\b"
)

_SUITS = ("complaint", "lawsuit", "suit", "petition")
_PUT_OUT = (
    r"(?:^|(?<=[.?!\n”’\"] )|(?<=\n))(?P<who>(?:The\s)?[A-Z][^.,;“”\"\n]{{1,60}}?)\s(?:has\s|had\s|also\s)*"
    r"(?:handed|sent|delivered|issued|published|released|wrote|circulated|posted|submitted)\s(?:over\s|out\s)?"
    r"(?:an?|its|their|his|her)\s(?:[\w-]+\s){{0,3}}?{noun}\b"
)


def is_of_one(speakers: Speakers, member: Member, phrase: Phrase) -> bool:
    """Whether somebody or something is one person's, or a paper that was just filed; then it is tied to that one."""
    if _OWN.search(phrase.text) and (not member.person or set(phrase.roles) & _OF_ONE):
        _of_person(speakers, member, phrase)
        return True
    if member.speaker_type != "document":
        return False
    if _filed_by(speakers, member, phrase):
        return True
    issuer = _issuer(speakers, phrase)
    member.bodies += [issuer] if issuer is not None else []
    return issuer is not None


def _filed_by(speakers: Speakers, member: Member, phrase: Phrase) -> bool:
    """Tie "the filing" to the one who spoke by it before in its paragraph: "In a complaint, the union accused …"."""
    noun, here = phrase.head.lemma_.lower(), speakers.cast.paragraph_of
    # A suit is the same throughout a report; any other paper is the one told of last.
    above = 0 if noun in _SUITS else speakers.cast.paragraphs[max(0, here(phrase.start) - 1)]
    words = speakers.reading.text[above : phrase.start].lower()
    filed = [one.start() + above for one in _FILED.finditer(words) if _is_it(noun, one.group())]
    if not filed or not phrase.text.lower().startswith("the "):
        return False
    # Of several who were heard, the one beside the words that tell of the filing.
    heard = [one for one in speakers.heard if one[0] < phrase.start and here(one[0]) == here(filed[-1])]
    if not heard:
        return False
    near = min(heard, key=lambda one: abs(one[0] - filed[-1]))
    where = [found for found in near[1].mentions if found[0] == near[0]]
    member.bodies += [Body("role chain", *found[:3]) for found in where[:1]]
    return bool(where)


def _is_it(noun: str, filed: str) -> bool:
    """Whether words that tell of a filing tell of this one: a suit where somebody sued, a letter where one was sent."""
    if noun in _SUITS:
        return "sued" in filed or any(one in filed for one in (*_SUITS, "filing"))
    return noun in filed or noun == "filing" or "sued" in filed


def _issuer(speakers: Speakers, phrase: Phrase) -> Body | None:
    """Who put out the paper that is told of next: "The ministry handed a note to the envoy. The note demands"."""
    noun = re.escape(phrase.head.text)
    begin = speakers.cast.paragraphs[max(0, speakers.cast.paragraph_of(phrase.start) - 1)]
    told = list(re.finditer(_PUT_OUT.format(noun=noun), speakers.reading.text[begin : phrase.start]))
    if not told or not phrase.text.lower().startswith("the "):
        return None
    words, start = told[-1]["who"], begin + told[-1].start("who")
    shift = len(words) - len(re.sub(r"^[Tt]he\s", "", words))
    return Body("role chain", start + shift, start + len(words), words[shift:])


def _of_person(speakers: Speakers, member: Member, phrase: Phrase) -> None:
    """Tie "her office" to the person heard last; "his" is never a woman's."""
    place = phrase.start
    strange = "f" if re.search(r"\bhis\b", phrase.text, re.IGNORECASE) else "m"
    fitting = [one for one in speakers.cast.members if one.person and one is not member and one.gender != strange]
    people = [one for one in speakers.heard if one[1] in fitting]
    owner = next((one for one in reversed(people) if one[0] < place), None)
    # Whoever the paragraph has told of since is nearer: "Whether Amundsen leans on them …. His press secretary".
    named = [one for one in fitting if one.named]
    last = max(named, key=lambda one: speakers.cast.named_before(one, place), default=None)
    told = speakers.cast.named_before(last, place) if last is not None else -1
    here = speakers.cast.paragraph_of
    if last is not None and told >= 0 and here(told) == here(place) and (owner is None or told > owner[0]):
        owner = (told, last)
    where = [found for found in owner[1].mentions if found[0] == owner[0]] if owner is not None else []
    member.bodies += [Body("role chain", *found[:3]) for found in where[:1]]
