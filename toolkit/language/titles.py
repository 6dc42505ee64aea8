"""Words before a name that are no part of it, and words that only look so: titles, trades, offices, calls."""

import re
from functools import lru_cache

from spacy.tokens import Token

from toolkit.language.lexicons import given_names, noun_of, person_nouns

DETERMINERS = {"the", "a", "an", "this", "that", "these", "those", "both", "his", "her", "its", "their", "our", "my"}
# What ends so, and speaks, is a person: "the oboist", "the signatory", "the librarian", "the Emporia Republican".
_HUMAN = re.compile(r"(?:ist|er|or|ian|ant|man|woman|ess|eer|ster|ary|ory|ican|crat|eran|ive|mate|nik)$", re.IGNORECASE)

# Titles that are given names too.
_GIVEN = {"Dean", "Duke", "Earl"}
# "Sher", "Amir" are names.
_SHORTEST = 4


def is_title(word: Token) -> bool:
    """Whether a word is a title or role printed before a name: "Foreign Minister", "Mr", "spokesman"."""
    text = word.text
    sort = _sort_of(text, word.lemma_)
    if sort == "title":
        return text not in _GIVEN or not _is_given(word)
    if not sort or word.tag_ == "VBG":
        return word.lower_ in {"foreign", "prime", "defence", "defense", "vice", "deputy", "general", "chief", "former"}
    return True


# Asked of every word before a name, mostly the same ones.
@lru_cache(maxsize=20_000)
def _sort_of(text: str, lemma: str) -> str:
    """Whether the lexicon has a word as a "title" or else as a "role"; empty where as none of them."""
    if noun_of(text.rstrip("."), "title") is not None:
        return "title"
    return "" if noun_of(lemma, "role") is None and noun_of(text, "role") is None else "role"


def _is_given(word: Token) -> bool:
    """Whether a title is somebody's given name, as where one more name follows it alone: "Earl Mora, 71, a farmer"."""
    if word.i + 2 >= len(word.doc):
        return False
    last, behind = word.nbor(1), word.nbor(2)
    alone = word.i == 0 or word.nbor(-1).lower_ != "the"
    return alone and last.pos_ == "PROPN" and behind.text == ","


@lru_cache(maxsize=20_000)
def is_somebody(noun: str) -> bool:
    """Whether a noun in small letters is of people only, by the lexicon or by its end: "rookie", "mp-elect", "oboist".

    >>> is_somebody("rookie"), is_somebody("librarian"), is_somebody("pipeline")
    (True, True, False)
    """
    ends = len(noun) > _SHORTEST and _HUMAN.search(noun) is not None
    return noun in person_nouns() or noun.rsplit("-", maxsplit=1)[-1] == "elect" or ends


def behind_office(run: list[Token], head: Token) -> list[Token]:
    """The name behind the field of an office, which the run took in: "Minister of State for Public Works Ana Mora"."""
    doc, place = head.doc, run[0].i - 1
    while place > 1 and _names_field(doc[place]) and run[0].i - place < 5:
        place -= 1
    if len(run) < 3 or place < 1 or doc[place].lower_ not in {"of", "for"}:
        return run
    of_state = doc[place - 1].lower_ == "state" and place > 2 and doc[place - 2].lower_ == "of"
    if not is_title(doc[place - 3] if of_state else doc[place - 1]):
        return run
    known = [word.ent_type_ == "PERSON" and word.ent_iob_ == "B" for word in run]
    begins = next((at for at in range(1, len(run) - 1) if known[at] or run[at].lower_ in given_names()), 0)
    # Who is the subject himself has a name; the last word but one begins it where nothing else tells.
    return run[begins or (-2 if head.dep_ in {"nsubj", "nsubjpass"} else 0) :]


def _names_field(word: Token) -> bool:
    """Whether a word can stand inside the field of an office: "Water Resources and Sanitation"."""
    return (word.pos_ == "PROPN" and not is_title(word)) or word.lower_ == "and"


def is_call(word: Token) -> bool:
    """Whether an imperative opens the name of a campaign that is the subject of its sentence: "Save Norvik Pool"."""
    whole = word.ent_type_ == "ORG" and word.i + 1 < len(word.doc) and word.nbor(1).ent_iob_ == "I"
    named = word.tag_ == "VB" and word.text.istitle() and bool(word.is_sent_start)
    return named and (word.dep_ in {"csubj", "nsubj"} or (whole and word.dep_ == "compound"))
