"""Where entries of the gazetteer are named in an article: longest form first, people of the same name left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.matcher import PhraseMatcher
from spacy.tokens import Span, Token
from spacy.vocab import Vocab

from toolkit import data
from toolkit.data import Form
from toolkit.language.reading import Paragraph, Reading, entity_at

_PLACE_PREPOSITIONS = {"in", "at", "from", "near", "outside", "around", "to", "through", "into", "across", "via", "off"}
_CITY_FORMS = {"capital"}
_OWN_FORMS = {"name", "short", "capital"}


@dataclass(frozen=True)
class Name:
    """One place where a gazetteer entry is named; `speaks` when the form can stand for its government or body."""

    start: int
    end: int
    text: str
    form: Form
    speaks: bool


@lru_cache(maxsize=2)
def _matcher(vocab: Vocab) -> PhraseMatcher:
    from spacy.lang.en import English  # noqa: PLC0415 - only the tokenizer, and only once

    tokenizer = English(vocab=vocab).tokenizer
    matcher = PhraseMatcher(vocab, attr="ORTH")
    texts = sorted(set(data.gazetteer().forms["text"]))
    both = [*texts, *(text.replace("'", "’") for text in texts if "'" in text)]
    matcher.add("form", [tokenizer(text) for text in both])
    return matcher


def prepare(vocab: Vocab) -> None:
    """The names of the gazetteer are words of a vocabulary, for good: said before a block whose words it lets go."""
    _matcher(vocab)


def find_names(reading: Reading) -> list[Name]:
    """Every gazetteer name of the article's read paragraphs, in order, without overlaps.

    A name that means nothing by itself means the only state of that name of which the article tells in other words too:
    "Georgia" beside "Tbilisi" or "Georgians".
    """
    left: list[tuple[Paragraph, Span]] = []
    found = [name for paragraph in reading.paragraphs for name in _in_paragraph(paragraph, left)]
    known = {name.form.entry for name in found}
    for paragraph, span in left:
        readings = [one for one in data.gazetteer().by_text(span.text) if one.entry in known and one.form in _OWN_FORMS]
        if len(readings) == 1 and data.gazetteer().entry(readings[0].entry).kind == "state":
            found.append(_name(paragraph, span, readings[0]))
    return sorted(found, key=lambda name: name.start) if left else found


def _name(paragraph: Paragraph, span: Span, form: Form) -> Name:
    start, end = paragraph.span(span[0], span[-1])
    return Name(start, end, paragraph.printed(start, end), form, form.metonym and not _is_place(span.root, form))


def _in_paragraph(paragraph: Paragraph, left: list[tuple[Paragraph, Span]]) -> Iterator[Name]:
    """The names of a paragraph; those that need other evidence are put into `left`."""
    spans = _matcher(paragraph.doc.vocab)(paragraph.doc, as_spans=True)
    taken = -1
    for span in sorted(spans, key=lambda found: (found.start, -found.end)):
        if span.start <= taken:
            continue
        person = _is_person(span)
        form = None if person else _meant(span)
        if not person:
            # A longer name that means nothing here still covers the shorter one inside it.
            taken = span.end - 1
        if form is not None:
            yield _name(paragraph, span, form)
        elif not person and span[0].ent_type_ in {"GPE", "LOC", "ORG"}:
            left.append((paragraph, span))


_OWN_WORDS = {"its", "his", "her", "their", "our", "national"}


def _meant(span: Span) -> Form | None:
    """The form that is meant by words that no person is called by, or None where nothing decides."""
    readings = data.gazetteer().by_text(span.text)
    if not readings:
        return None
    first = readings[0]
    known = span[0].ent_type_ in {"GPE", "NORP", "ORG", "LOC", "FAC"}
    if "common word" in first.ambiguous and not known:
        return None
    before = span.doc[span.start - 1] if span.start > 0 else None
    if first.entry.startswith("un.") and before is not None and (before.tag_ == "POS" or before.lower_ in _OWN_WORDS):
        return None  # "the country's Security Council"
    return first if first.default else None


def _is_person(span: Span) -> bool:
    """Whether the words belong to a longer personal name: "Jordan" in "Jordan Hale"."""
    doc, token = span.doc, span.doc[span.start]
    first, last = entity_at(token) if token.ent_type_ == "PERSON" else (0, 0)
    if last - first <= span.end - span.start or token.tag_ == "JJ":
        return False
    return all(doc[place].pos_ == "PROPN" for place in range(first, last))


def _is_place(token: Token, form: Form) -> bool:
    """Whether a city or territory is only where something happened: "in Geneva"."""
    place = form.form in _CITY_FORMS or data.gazetteer().entry(form.entry).kind == "territory"
    return place and token.dep_ == "pobj" and token.head.lower_ in _PLACE_PREPOSITIONS


@lru_cache(maxsize=20_000)
def by_words(words: str) -> Form | None:
    """The gazetteer's default reading of some words, with or without a leading article; None when it has none."""
    bare = words.removeprefix("the ").removeprefix("The ").strip()
    for text in (words, bare):
        readings = data.gazetteer().by_text(text)
        if readings and readings[0].default:
            return readings[0]
    return None
