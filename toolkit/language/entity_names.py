"""Names of bodies that hold more than proper nouns, as the tagger or the model marks them whole."""

from spacy.tokens import Span, Token

from toolkit.language.extent import told_in
from toolkit.language.lexicons import given_names, noun_of
from toolkit.language.names import by_words
from toolkit.language.reading import entity_of
from toolkit.language.titles import DETERMINERS, is_title


def source_name(head: Token) -> list[Token]:
    """The source where the tagger takes capitalised words alone for one: "Hands Off Harrow", which parses badly."""
    doc = head.doc
    for one in told_in(doc):
        if one.source is None or not one.source[0] <= head.idx < one.source[1]:
            continue
        found = doc.char_span(*one.source)
        comma = next((word.i for word in found if word.text == ","), found.end) if found is not None else 0
        words = doc[found.start : comma] if found is not None else doc[0:0]
        if not 1 < len(words) < 7 or head not in words:
            return []
        small = {"of", "for", "and", "the"}
        capital = all(word.text[0].isupper() or word.lower_ in small for word in words) and words[0].lower_ not in small
        plain = any(word.pos_ not in {"PROPN", "NOUN"} and word.lower_ not in small for word in words)
        office = any(is_title(word) or word.ent_type_ in {"PERSON", "NORP", "GPE"} for word in words)
        return list(words) if capital and plain and not office else []
    return []


def entity_name(head: Token) -> list[Token]:
    """The words of an organisation's name that holds more than proper nouns: "Competition and Markets Authority"."""
    entity = entity_of(head)
    if entity is not None and is_motto(entity):
        return list(entity)
    if entity is None or entity.label_ != "ORG":
        return []
    words = [word for word in entity if word.lower_ not in DETERMINERS]
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


def is_motto(entity: Span) -> bool:
    """Whether a name is of a campaign, as the "our" in it tells: "Save Our Norvik Pool", taken for a person."""
    inner = entity[1:-1] if len(entity) > 2 else ()
    return any(word.tag_ == "PRP$" and word.text.istitle() for word in inner)
