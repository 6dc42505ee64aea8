"""What a noun phrase says of the one it names: a person or a body, of which sort, of which gender."""

import re
from functools import lru_cache

from anyascii import anyascii
from spacy.tokens import Token

from toolkit.language.entity_names import is_motto
from toolkit.language.lexicons import given_names, noun_of
from toolkit.language.member import Member
from toolkit.language.name_words import joins
from toolkit.language.phrases import Phrase
from toolkit.language.reading import entity_at, text_of
from toolkit.language.titles import is_title

ARTICLE = re.compile(
    r"^(?:the|a|an|his|her|its|their|our|both|some|several|many|one(?! of)|two|three|other)\s+", re.IGNORECASE
)


_PRONOUN = re.compile(r"\b(?:(he|his|him)|(she|her))\b")
_ROLE_BEFORE = re.compile(r"\b(?:the|its|their|his|her|whose)\s(?:[\w’-]+\s){0,3}?([a-z]+),\s$")
_AT = re.compile(
    r"(?:['’]s|\b(?:the|The|in|near|outside|around|at|"
    r"(?:came|comes|flew|travelled|returned|arrived|moved|drove) (?:from|to)))\s$"
)
_FROM = re.compile(r"\b(?:in|near|outside|around|at|from)\s$")


def likely_gender(text: str, end: int) -> str:
    """The gender of the first pronoun soon behind a name, "m" or "f": a hint where two people share a surname."""
    match = _PRONOUN.search(text, end, end + 150)
    if match is None:
        return ""
    return "m" if match.group(1) else "f"


def role_before(text: str, start: int) -> set[str]:
    """The role in a description right before a name: "the envoy, Luo Jianping"."""
    match = _ROLE_BEFORE.search(text, max(0, start - 60), start)
    if match is None or noun_of(match.group(1), "role") is None:
        return set()
    return {"prime minister"} if match.group().endswith("prime minister, ") else {match.group(1)}


def heads_name(token: Token) -> bool:
    """Whether a token is the last word of a personal name, by its label or by a title before it."""
    doc, at, last = token.doc, token.i, token.head.i
    before_another = token.dep_ == "compound" and at < last < at + 4
    before_another = before_another and all(doc[place].pos_ == "PROPN" for place in range(at, last + 1))
    before_another = before_another or token.lower_.endswith(("smen", "rmen", "people", "children"))  # "Fishermen's"
    if token.pos_ != "PROPN" or before_another or joins(doc[at + 1] if at + 1 < len(doc) else token):
        return False
    if token.ent_type_ == "ORG" and any(child.dep_ == "poss" for child in token.children):
        return doc[at - 1].pos_ == "PROPN" and noun_of(token.lemma_, "body", "media", "suffix") is None
    if is_motto(doc, *entity_at(token)):
        return False
    place = at - 1
    while place > 0 and doc[place].pos_ == "PROPN" and not is_title(doc[place]) and at - place < 4:
        place -= 1
    if at - place > 1 and _is_called(token):
        return False
    whole = text_of(doc, place + 1, at) if at - place > 1 else ""
    first, _, rest = whole.partition(" ")
    # "Leader of the Opposition Ana Mora": the name begins behind the body.
    if whole and given_name(rest if noun_of(first, "body") is not None else whole) is not None:
        return True
    return token.ent_type_ == "PERSON" or (place >= 0 and doc[place].pos_ == "PROPN" and is_title(doc[place]))


def stands_alone(token: Token) -> bool:
    """Whether no other word of a name, and no label of a place, stands at a token."""
    beside = [token.doc[place] for place in (token.i - 1, token.i + 1) if 0 <= place < len(token.doc)]
    return token.ent_type_ in {"", "PERSON", "ORG"} and not any(
        word.pos_ == "PROPN" or word.text == "-" for word in beside
    )


@lru_cache(maxsize=20_000)
def given_name(name: str) -> str | None:
    """The likely gender of who bears a full name that begins with a given name, empty where it may be either.

    None where the name does not begin with one, or ends with a noun for a body: "Carla Foods".
    """
    first, *rest = name.split()
    plain = anyascii(first.split("-")[0]).lower()
    if not rest or plain not in given_names() or noun_of(rest[-1], "body", "media", "suffix") is not None:
        return None
    return given_names()[plain]


def is_place(name: str, text: str) -> bool:
    """Whether a name that the model takes for a person's is only ever where something is: "in Rajagiriya".

    >>> is_place("Kyoto", "Hoshino, who came from Kyoto for a year"), is_place("Mora", "in Mora’s house, Mora said")
    (True, False)
    """
    if " " in name and given_name(name):
        return False
    before, place, found = _FROM if " " in name else _AT, text.find(name), False
    while place >= 0:
        end = place + len(name)
        whole = not (_is_inner(text, place - 1) or _is_inner(text, end))
        if whole and (not before.search(text, max(0, place - 24), place) or text.startswith(("’", "'"), end)):
            return False  # one mention that is no place is enough; most names stop here
        found, place = found or whole, text.find(name, end)
    return found


def _is_inner(text: str, place: int) -> bool:
    """Whether the mark at a place belongs to a word."""
    return 0 <= place < len(text) and (text[place].isalnum() or text[place] in "-_")


def person(phrase: Phrase) -> Member:
    """A new person of the cast under the name in the phrase."""
    return Member(phrase.name, role_type(phrase, "person"), named=True, person=True, gender=gender_of(phrase))


def organisation(name: str, phrase: Phrase) -> Member:
    """A new organisation of the cast; its sort is told by its last noun."""
    kind = noun_of(phrase.head.lemma_, "body") or noun_of(name.rsplit(maxsplit=1)[-1], "body", "media")
    return Member(name, kind.speaker_type if kind is not None else "organisation", named=True)


def is_personal(phrase: Phrase) -> bool:
    """Whether a name is a person's: by title or label, and without an article or a body noun."""
    head = phrase.head
    if noun_of(head.lemma_, "body", "media", "suffix") is not None or _is_thing(head):
        return False
    if phrase.titles or phrase.roles:
        return True
    if _is_called(head) or any(
        child.dep_ == "appos" and noun_of(child.lemma_, "body") is not None for child in head.children
    ):
        return False  # "Tallgrass CarbonLink, the Omaha company behind the project"
    given = given_name(phrase.name) is not None
    # "The Ana Mora" may be a ship; "the Opposition Ana Mora" is its leader.
    article = phrase.text.lower().startswith("the ") and not (given and not phrase.text[4:].startswith(phrase.name))
    if article or phrase.name.isupper():
        return False
    if given:
        return True
    return head.ent_type_ in {"PERSON", ""} or (head.ent_type_ in {"ORG", "GPE"} and len(phrase.name.split()) == 1)


def is_document(noun: Token) -> bool:
    """Whether a noun is a document and not also an office or a body."""
    return noun_of(noun.lemma_, "document") is not None and noun_of(noun.lemma_, "role", "body") is None


def _is_called(head: Token) -> bool:
    """Whether the noun of a body stands right before a name: "aid group Delta Relief Bridge"."""
    before = [child for child in head.children if child.dep_ == "compound" and child.pos_ == "NOUN"]
    # A broker or a developer may be somebody.
    kinds = [child.lemma_ for child in before if not child.lemma_.endswith(("er", "or"))]
    return any(noun_of(kind, "body") is not None for kind in kinds)


def _is_thing(head: Token) -> bool:
    """Whether a clause goes on about a body: with "which", or as of several: "Kelda Rovers, who employ seven"."""
    clauses = [child for child in head.children if child.dep_ == "relcl"]
    which = any(word.lower_ == "which" for child in clauses for word in child.children)
    several = any(
        child.tag_ == "VBP" and any(word.lower_ == "who" and word.dep_ == "nsubj" for word in child.children)
        for child in clauses
    )
    return which or (several and not any(child.dep_ == "conj" for child in head.children))


def role_type(phrase: Phrase, default: str = "organisation") -> str:
    """The speaker type that the office or noun of a phrase tells, else `default`."""
    for role in phrase.roles:
        entry = noun_of(role, "role")
        if entry is not None:
            # Someone who is named is a person, whatever the office; an office alone tells what sort of source it is.
            return "person" if default == "person" else entry.speaker_type
    if default == "person":
        return default
    entry = noun_of(phrase.head.lemma_, "body", "media", "count", "document")
    if entry is not None:
        return entry.speaker_type
    return "group" if phrase.plural else default


def gender_of(phrase: Phrase) -> str:
    """Gender as "m" or "f", where a title or role of the phrase tells it, else empty."""
    return _gender_told((*phrase.titles, *phrase.roles))


@lru_cache(maxsize=20_000)
def _gender_told(words: tuple[str, ...]) -> str:
    for word in words:
        entry = noun_of(word.rstrip("."), "title") or noun_of(word, "role")
        if entry is not None and entry.gender:
            return entry.gender
    return ""


def issuer_of(phrase: Phrase) -> Token | None:
    """Whose count or stance it is: "the latest toll from the health ministry", "Beijing's position"."""
    if noun_of(phrase.head.lemma_, "count", "stance") is None:
        return None
    for child in phrase.head.children:
        if child.dep_ == "prep" and child.lower_ in {"from", "by", "of"}:
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
        if child.dep_ == "poss" and child.pos_ in {"PROPN", "NOUN"}:
            return child
    return None


def bare(text: str) -> str:
    """The words without a leading article, possessive pronoun or small count."""
    return ARTICLE.sub("", text)
