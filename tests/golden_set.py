"""The golden reports: read them, make tables from them by hand, score an extractor on them.

The format and the conventions are in tests/golden/README.md; no label was made by, or after looking at, an extractor.

    reports = load_all()
    tables = gold_record(reports)                # ARTICLES, STATEMENTS, FIGURES, REPLIES as coded by hand
    scores = [score(report, statements, figures) for report in reports]
    print(total(scores))                         # counts; `total(scores).differences` says each difference
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pandas as pd
from golden_reader import load, load_all
from golden_report import UNJUDGED, Golden, GoldFigure, GoldStatement, Words
from golden_score import Count, Score, total
from golden_scorer import score

from toolkit.tables import frame

__all__ = [
    "UNJUDGED", "Count", "GoldFigure", "GoldStatement", "Golden", "Score", "Words", "gold_record", "load", "load_all",
    "score", "total",
]  # fmt: skip


def gold_record(reports: Golden | Iterable[Golden]) -> dict[str, pd.DataFrame]:
    """The tables ARTICLES, STATEMENTS, FIGURES and REPLIES hold what was coded by hand and keep their contracts.

    The id of an article is the report's id, the id of a statement `report/s1`, of a figure `report/f1`. Columns
    that are not coded by hand (cue class, confidence, dates as ISO) keep their defaults. Where several values are
    accepted the first one is written; what is not judged stays empty.
    """
    reports = [reports] if isinstance(reports, Golden) else list(reports)
    return {
        "ARTICLES": frame("ARTICLES", [_article(report) for report in reports]),
        "STATEMENTS": frame("STATEMENTS", [row for report in reports for row in _statements(report)]),
        "FIGURES": frame("FIGURES", [row for report in reports for row in _figures(report)]),
        "REPLIES": frame("REPLIES", [row for report in reports for row in _replies(report)]),
    }


def _article(report: Golden) -> dict[str, Any]:
    return {
        "article_id": report.id,
        "title": report.title,
        "outlet": report.outlet,
        "published": datetime.fromisoformat(report.published) if report.published else None,
        "language": "en",
        "text": report.text,
        "words": len(report.text.split()),
        "marks": [{"start": start, "end": end, "kind": kind} for kind, (start, end) in report.marks],
        "source": f"tests/golden/{report.file}",
    }


def _span(name: str, words: Words) -> dict[str, Any]:
    stem = name.removesuffix("_mention")
    return {name: words.text, f"{stem}_start": words.start, f"{stem}_end": words.end}


def _first(values: tuple[str, ...]) -> str:
    return "" if UNJUDGED in values else values[0]


def _statements(report: Golden) -> Iterable[dict[str, Any]]:
    headlines = [span for kind, span in report.marks if kind == "headline"]
    for order, gold in enumerate(sorted(report.statements, key=lambda statement: statement.pieces[0].start or 0)):
        start, end = gold.pieces[0].start or 0, gold.pieces[-1].end or 0
        joint = len(gold.names) > 1
        agreed = _first(gold.parties) if len(set(gold.parties)) == 1 else ""
        yield {
            "statement_id": f"{report.id}/{gold.id}",
            "article_id": report.id,
            "order": order,
            "kind": _first((gold.kind,)),
            "content": gold.content,
            "spans": [list(piece.span) for piece in gold.pieces if piece.span],
            "start": start,
            "end": end,
            **_span("cue", gold.cue),
            **_span("speaker_mention", gold.speaker),
            "speaker": " and ".join(gold.names) if joint else _first(gold.names),
            "speaker_type": _first(gold.speaker_type),
            "speakers": list(gold.names) if joint else [],
            "speaker_parties": list(gold.parties) if joint else [],
            "party": agreed,
            **_span("addressee_mention", gold.addressee),
            "addressee": gold.addressee_name,
            "addressee_party": gold.addressee_party,
            **_span("via", gold.via),
            "act": _first(gold.acts),
            "target_party": _first(gold.target_party),
            "parent_id": f"{report.id}/{gold.parent}" if gold.parent else "",
            "in_headline": any(first <= start < last for first, last in headlines),
            "prominence": 1 - start / len(report.text),
        }


def _figures(report: Golden) -> Iterable[dict[str, Any]]:
    for number, gold in enumerate(report.figures, 1):
        labels = ("measure", "victim_party", "victim_class", "victim_class_extent", "agent_party", "scope", "standing")
        spans = ("bound_words", "victims", "agent", "date_words", "place", "source_qualifier")
        row: dict[str, Any] = {
            "figure_id": f"{report.id}/f{number}",
            "article_id": report.id,
            "statement_id": f"{report.id}/{gold.statement}" if gold.statement else "",
            "start": gold.words.start,
            "end": gold.words.end,
            "verbatim": gold.words.text,
            "low": gold.low,
            "high": gold.high,
            "bound": "" if gold.bound == UNJUDGED else gold.bound,
            "speaker": gold.speaker,
            "party": gold.party,
        }
        for column in spans:
            row |= _span(column, getattr(gold, column))
        for column in labels:
            row[column] = _first(getattr(gold, column))
        yield row


def _replies(report: Golden) -> Iterable[dict[str, Any]]:
    for number, reply in enumerate(report.replies, 1):
        yield {
            "reply_id": f"{report.id}/r{number}",
            "article_id": report.id,
            "statement_id": f"{report.id}/{reply.answer}",
            "answers_id": f"{report.id}/{reply.answers[0]}",
        }
