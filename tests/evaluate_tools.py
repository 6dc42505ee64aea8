"""Coded articles, statements made up for them, and the scorer of PolNeAR where it lies beside the project."""

import importlib.util
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd

from toolkit.evaluate import Gold, read_gold
from toolkit.tables import frame

ROOT = Path(__file__).parents[1]
FOLDER = Path(__file__).parent / "evaluate_gold"
CORPUS = ROOT.parent / "shared" / "polnear"
SCORER = ROOT.parent / "shared" / "tools" / "score_polnear.py"
NAMES = {
    ("words", "all", "all"): "content_tok",
    ("statements", "all", "all"): "rel@.5",
    ("exact", "all", "all"): "rel_exact",
    ("with right source", "all", "all"): "full@.5",
    ("statements", "directness", "direct"): "rel@.5 direct",
    ("statements", "directness", "indirect"): "rel@.5 indirect",
}
"""Rows of `score` and what PolNeAR's scorer calls them."""


@cache
def small_gold() -> Gold:
    """The three invented articles."""
    return read_gold(FOLDER)


@cache
def texts() -> dict[str, str]:
    """Their texts by id."""
    articles = small_gold().articles
    return dict(zip(articles["article_id"], articles["text"], strict=True))


@cache
def scorer():
    """PolNeAR's scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_polnear", SCORER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def statement(article: str, content: list[str] | str, source: str = "", **other) -> dict:
    """One row of STATEMENTS: the pieces of content and the source are looked up in the article."""
    text = texts()[article]
    pieces = [content] if isinstance(content, str) else content
    spans = [[text.index(piece), text.index(piece) + len(piece)] for piece in pieces]
    return made(article, spans, [[text.index(source), text.index(source) + len(source)]] if source else [], **other)


def made(article: str, spans: list[list[int]], source: list[list[int]], **other) -> dict:
    """One row of STATEMENTS from offsets; of the source the first piece, since statements have one."""
    start, end = source[0] if source else (None, None)
    return {"article_id": article, "spans": spans, "speaker_start": start, "speaker_end": end, **other}


def gold_of(rows: list[tuple]) -> Gold:
    """Gold with these attributions (article, content, source) in the three articles."""
    coded = [(article, f"E{nth}", source, [], content) for nth, (article, content, source) in enumerate(rows)]
    columns = ["article_id", "attribution_id", "source", "cue", "content"]
    return replace(small_gold(), attributions=pd.DataFrame(coded, columns=columns))


def table(rows: list[dict]) -> pd.DataFrame:
    """A STATEMENTS frame, with ids and places by the order of the rows."""
    return frame("STATEMENTS", [{"statement_id": f"s{nth:05}", "order": nth, **row} for nth, row in enumerate(rows)])


def itself(gold: Gold) -> pd.DataFrame:
    """What was coded, as if it had been found."""
    coded = gold.attributions.to_dict("records")
    return table([made(row["article_id"], row["content"], row["source"], confidence=1.0) for row in coded])


def imperfect() -> pd.DataFrame:
    """Seven statements with every sort of fault; what the measures make of them is worked out in test_evaluate.py."""
    return table(
        [
            # Every word of the content, but of the source only a hollow one.
            statement("ferry", "The ferry to Lunt will not sail before Friday", "the", confidence=0.9),
            # Three of four words.
            statement("ferry", "engine is broken", "Tilda Vane", confidence=0.95),
            # Two of five words: too few.
            statement("ferry", "that “nobody", "Mayor Corin Hale", confidence=0.55),
            # One piece of two, three of seven words: too few.
            statement("bridge", '"We saw cracks,"', "Ines Dorn", confidence=0.7),
            # Three words too many: six of nine.
            statement("bridge", "dispute the claim that heavy lorries caused the damage", "council", confidence=0.7),
            # Every word, with a source where none was coded.
            statement("market", "to return by autumn", "Traders", confidence=0.3),
            # Coded by nobody, and held by another.
            statement("market", "after two years", confidence=1.0, parent_id="s00005"),
        ]
    )


def shares(scores: pd.DataFrame, *key: str) -> tuple[float, ...]:
    """Precision, recall and F1 of one row of scores."""
    row = scores[(scores[["measure", "subset_kind", "subset"]] == list(key)).all(axis=1)].iloc[0]
    return tuple(float(row[column]) for column in ("precision", "recall", "f1"))


def counts(scores: pd.DataFrame, *key: str) -> tuple[int, ...]:
    """How much was coded, found and right in one row of scores."""
    row = scores[(scores[["measure", "subset_kind", "subset"]] == list(key)).all(axis=1)].iloc[0]
    return tuple(int(row[column]) for column in ("gold", "found", "right"))
