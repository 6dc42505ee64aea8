"""What the tests of the language wing share: one article in, the rows of one table out, the model loaded once."""

from typing import Any

import pandas as pd
from spacy.tokens import Doc

from toolkit import tables
from toolkit.language import DEFAULT_MODEL, analyse, load_model
from toolkit.language.numbers import find_numbers
from toolkit.language.quantities import Number
from toolkit.language.reading import Reading, readings
from toolkit.quotes import Quote, quotations
from toolkit.text import paragraphs

Row = dict[str, Any]


def articles_of(*texts: str, **other: Any) -> pd.DataFrame:
    """ARTICLES with one row for each text: a0, a1 and so on."""
    return tables.frame(
        "ARTICLES", [{"article_id": f"a{place}", "text": text, **other} for place, text in enumerate(texts)]
    )


def tables_of(*texts: str, **other: Any) -> dict[str, pd.DataFrame]:
    """The tables of some texts, each checked against its contract and against the texts."""
    found = analyse(articles_of(*texts, **other))
    printed = {f"a{place}": text for place, text in enumerate(texts)}
    return {name: tables.check(table, name, texts=printed) for name, table in found.items()}


def rows_of(name: str, text: str, **other: Any) -> list[Row]:
    """The rows of one table of one text, missing values as None."""
    return [
        {str(key): None if not isinstance(value, list) and pd.isna(value) else value for key, value in row.items()}
        for row in tables_of(text, **other)[name].to_dict("records")
    ]


def reading_of(text: str, **other: Any) -> Reading:
    """One text as the rules read it."""
    return next(readings(articles_of(text, **other), load_model(DEFAULT_MODEL)))


def quotes_of(text: str) -> list[Quote]:
    """The quotations of a text in its own paragraphs."""
    return quotations(text, paragraphs(text))


def quoted(text: str) -> list[str]:
    """The words of each quotation, marks included."""
    return [text[quote.start : quote.end] for quote in quotes_of(text)]


def numbers_of(text: str) -> list[tuple[str, Number]]:
    """The numbers of a text after the parse, each with its words."""
    return [found for paragraph in reading_of(text).paragraphs for found in _with_words(paragraph.doc)]


def grammar_of(text: str) -> list[tuple[str, Number]]:
    """The numbers of a text by the grammar over its tokens alone: no tags, no parse, no entities."""
    return _with_words(load_model(DEFAULT_MODEL).make_doc(text))


def _with_words(doc: Doc) -> list[tuple[str, Number]]:
    return [(doc[number.first : number.last + 1].text, number) for number in find_numbers(doc)]
