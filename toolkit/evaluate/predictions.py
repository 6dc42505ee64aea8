"""Found statements in the form that scorers of PolNeAR read."""

from typing import TypedDict

import pandas as pd

from toolkit.evaluate.gold import Gold
from toolkit.evaluate.pairing import scored, span_of

Spans = list[list[int]]


class Prediction(TypedDict):
    """One found statement; offsets count code points of the coded text."""

    content: Spans
    source: Spans
    cue: Spans
    speaker: str


class Document(TypedDict):
    """What was found in one article."""

    doc: str
    attributions: list[Prediction]


def predictions(gold: Gold, statements: pd.DataFrame, *, outer_only: bool = False) -> list[Document]:
    """Every coded article comes once, by the order of their ids, with the statements that `score` would measure.

    Each is a mapping that JSON can hold, one line of a JSON lines file: `doc` (the article's id) and `attributions`,
    each with `content`, `source` and `cue` (lists of [start, end]) and `speaker` (the source resolved to a name).
    Parameters and errors as in `score`.

    >>> from toolkit.tables import frame
    >>> columns = ["article_id", "attribution_id", "source", "cue", "content"]
    >>> gold = Gold(frame("ARTICLES", [{"article_id": "a", "text": "No."}]), pd.DataFrame([], columns=columns))
    >>> predictions(gold, frame("STATEMENTS", [{"statement_id": "s", "article_id": "a", "spans": [[0, 2]]}]))
    [{'doc': 'a', 'attributions': [{'content': [[0, 2]], 'source': [], 'cue': [], 'speaker': ''}]}]
    """
    documents: dict[str, list[Prediction]] = {name: [] for name in sorted(gold.articles["article_id"])}
    for row in scored(gold, statements, outer_only=outer_only).to_dict("records"):
        printed = {str(column): value for column, value in row.items()}
        documents[printed["article_id"]].append(
            {
                "content": [[int(start), int(end)] for start, end in printed["spans"]],
                "source": span_of(printed, "speaker"),
                "cue": span_of(printed, "cue"),
                "speaker": printed["speaker"],
            }
        )
    return [{"doc": name, "attributions": found} for name, found in documents.items()]
