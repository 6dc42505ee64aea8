"""Names of bodies that hold more than proper nouns, as the tagger or the model marks them whole."""

from functools import lru_cache

from spacy.tokens import Doc, Token

from toolkit.language.extent import sources_in
from toolkit.language.lexicons import given_names, noun_of
from toolkit.language.names import by_words
from toolkit.language.reading import entity_at
from toolkit.language.titles import DETERMINERS, is_title

_SMALL = {"of", "for", "and", "the"}


def source_name(head: Token) -> list[Token]:
    """The source where the tagger takes capitalised words alone for one: "Hands Off Harrow", which parses badly."""
    for place, (start, end) in enumerate(sources_in(head.doc)):
        if start <= head.idx < end:
            return [*found] if head in (found := _source_names(head.doc)[place]) else []
    return []


# A paragraph is asked for each of its names, one after the other.
@lru_cache(maxsize=8)
def _source_names(doc: Doc) -> list[list[Token]]:
    """For each source that the tagger found, its words where they are a name that the tagger alone tells."""
    return [_source_words(doc, *source) for source in sources_in(doc)]


def _source_words(doc: Doc, start: int, end: int) -> list[Token]:
    found = doc.char_span(start, end)
    words = list(found) if found is not None else []
    comma = next((place for place, word in enumerate(words) if word.text == ","), len(words))
    words = words[:comma]
    if not 1 < len(words) < 7 or words[0].lower_ in _SMALL:
        return []
    capital = all(word.text[0].isupper() or word.lower_ in _SMALL for word in words)
    if not capital or all(word.pos_ in {"PROPN", "NOUN"} or word.lower_ in _SMALL for word in words):
        return []
    office = any(is_title(word) or word.ent_type_ in {"PERSON", "NORP", "GPE"} for word in words)
    return [] if office else words


def entity_name(head: Token) -> list[Token]:
    """The words of an organisation's name that holds more than proper nouns: "Competition and Markets Authority"."""
    first, last = entity_at(head)
    if is_motto(head.doc, first, last):
        return list(head.doc[first:last])
    if head.ent_type_ != "ORG":
        return []
    words = [word for place in range(first, last) if (word := head.doc[place]).lower_ not in DETERMINERS]
    while words and words[-1].pos_ == "ADP":  # the model breaks off: "Patriotic Front of" Bwito
        after = words[-1].nbor(1) if words[-1].i + 1 < len(head.doc) else None
        words = [*words, after] if after is not None and after.pos_ == "PROPN" else words[:-1]
    joined = any(word.pos_ in {"CCONJ", "ADP"} for word in words)
    owned = any(word.tag_ == "POS" for word in words)
    whole = joined and not owned and words[0].text[0].isupper() and not is_title(words[0])
    return words if whole or (owned and _is_of_place(words)) else []


def _is_of_place(words: list[Token]) -> bool:
    """Whether a possessive only opens the name of a body, as one of a place does: "Coster’s Slip Conservancy"."""
    mark = next(place for place, word in enumerate(words) if word.tag_ == "POS")
    owner, rest = words[:mark], words[mark + 1 :]
    known = by_words(" ".join(word.text for word in owner)) or noun_of(owner[-1].lemma_, "body", "role", "title")
    plain = mark == 1 and len(rest) > 1 and all(word.text.istitle() for word in (*owner, *rest))
    return plain and known is None and not {owner[0].lower_, rest[0].lower_} & given_names().keys()


def is_motto(doc: Doc, first: int, last: int) -> bool:
    """Whether a name is of a campaign, as the "our" in it tells: "Save Our Norvik Pool", taken for a person.

    The name goes from the word at `first` to the one before `last`.
    """
    inner = range(first + 1, last - 1)
    return any(doc[place].tag_ == "PRP$" and doc[place].text.istitle() for place in inner)
