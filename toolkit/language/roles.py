"""The office that a noun names, the name beside it, and what stands in apposition to it."""

from spacy.tokens import Token

from toolkit.language.lexicons import noun_of
from toolkit.language.name_words import name_words
from toolkit.language.reading import entity_of
from toolkit.language.titles import is_title

# Titles as they are printed, and the offices they are short for.
_SHORT = {
    "prof": "professor", "sgt": "sergeant", "gen": "general", "col": "colonel", "capt": "captain", "lt": "lieutenant",
    "sen": "senator", "rep": "representative", "gov": "governor", "cllr": "councillor", "insp": "inspector",
    "supt": "superintendent", "det": "detective", "amb": "ambassador",
}  # fmt: skip
_FAR = 9  # words from an office to the name behind its place


def role_of(word: Token) -> str:
    """The role a word names, empty when none; a prime minister is not "the minister"."""
    role = word.lemma_.lower().rstrip(".")
    role = _SHORT.get(role, role)
    if role == "minister" and word.i > 0 and word.doc[word.i - 1].lower_ == "prime":
        return "prime minister"
    if role == "attorney" and word.i > 0 and word.doc[word.i - 1].lower_ in {"district", "prosecuting", "state's"}:
        return "prosecutor"
    return role if noun_of(role, "role") is not None else ""


def apposed(head: Token) -> list[Token]:
    """What stands in apposition; a name behind the second of two offices is of that one, whatever the parse says.

    "Peru's envoy and Qatar's minister, Ana Mora": Mora is the minister; "the chairman and governor, Ana Mora" is both.
    """
    found = [_before_bracket(child) for child in head.children if child.dep_ == "appos"]
    others = [
        word for word in head.conjuncts if role_of(word) and any(one.dep_ in {"poss", "det"} for one in word.children)
    ]
    if not others or not role_of(head):
        return found
    tied = [child for word in (head, *others) for child in word.children if child.dep_ == "appos"]
    return [child for child in tied if max((w.i for w in (head, *others) if w.i < child.i), default=head.i) == head.i]


def _before_bracket(noun: Token) -> Token:
    """The name that the parse hangs on the honour or acronym in brackets behind it: "the counsel, Ana Mora (SAN),"."""
    name = noun.nbor(-2) if noun.i > 1 and noun.nbor(-1).text == "(" else noun
    return name if name.pos_ == "PROPN" and name.head == noun else noun


def named_behind(head: Token) -> list[Token]:
    """The name that an office and its place stand before: "Superintendent of Police Ana Mora"."""
    doc, place = head.doc, head.i + 1
    if place < len(doc) and doc[place].dep_ == "prep":
        # "US ambassador to the UN Ana Mora": the parse may take place and name for one.
        while place < len(doc) and place < head.i + _FAR and doc[place].pos_ in {"PROPN", "ADP", "DET", "CCONJ"}:
            person = entity_of(doc[place]) if doc[place].ent_type_ == "PERSON" else None
            if person is not None and person.start == place:
                if len(person) > 1 and doc[place - 1].pos_ == "PROPN" and not _is_served(head, doc[place - 1]):
                    return list(person)
                break
            place += 1
    for prep in head.children:
        for noun in prep.children if prep.dep_ == "prep" and prep.i == head.i + 1 else ():
            found = name_words(noun) if noun.dep_ == "pobj" else []
            owned = found and found[0].i > prep.i + 1 and found[0].nbor(-1).pos_ == "PROPN"
            if owned and _is_served(head, found[0].nbor(-1)):
                return []
            if owned and len(found) > 1 and noun_of(found[-1].lemma_, "body", "suffix", "media") is None:
                return found
    return []


def called(head: Token) -> list[Token]:
    """The name right behind the noun of a body, whatever the parse makes of it: "The charity Aid Now said"."""
    doc, place = head.doc, head.i + 1
    if noun_of(head.lemma_, "body") is None or head.pos_ != "NOUN" or head.dep_ not in {"nsubj", "nsubjpass"}:
        return []
    while place < len(doc) and _is_named(doc[place]) and doc[place].ent_type_ not in {"DATE", "TIME"}:
        place += 1
    run = list(doc[head.i + 1 : place])
    # "The charity Ana Mora runs said": the verb behind the name must be that of the noun.
    named = len(run) > 1 or (bool(run) and run[0].pos_ == "PROPN")
    return run if named and place < len(doc) and head.head.i in {place, place + 1} else []


def _is_named(word: Token) -> bool:
    """Whether a word can stand in the name of a body: it has a capital, or joins two that have."""
    joint = word.text == "&" and word.i + 1 < len(word.doc)
    return word.text.istitle() or (joint and word.nbor(1).text.istitle())


def _is_served(head: Token, title: Token) -> bool:
    """Whether a title behind an office is of the one who is served: "a spokeswoman for Gov. Ana Mora"."""
    between = head.doc[head.i + 2 : title.i + 1]
    return len(between) > 0 and all(is_title(word) for word in between)
