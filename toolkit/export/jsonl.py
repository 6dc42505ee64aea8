"""One line a statement, with its article and its figures, for tools that read line by line."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from toolkit.export import cells, files
from toolkit.record import Record

_OF_ARTICLE = ("article_id", "title", "outlet", "published", "url", "source")


def write(record: Record, out: Path) -> Path:
    """Every line is one statement as a JSON object, and all lines have the same keys.

    The keys are the columns of STATEMENTS, `article` (its id, title, outlet, date, address and file) and `figures`
    (the rows of FIGURES that the statement holds). So that the lines are all of one kind, what belongs to no statement
    stands in a second file beside it, `NAME.provenance.json`: the provenance and the figures in the reporter's own
    words. Missing values are null. Raises RecordError when a file cannot be written.
    """
    articles = {row["article_id"]: row for row in cells.rows(record.articles, "ARTICLES")}
    figures = defaultdict(list)
    for row in cells.rows(record.figures, "FIGURES"):
        figures[row["statement_id"]].append(row)
    statements = cells.rows(record.statements, "STATEMENTS")
    held = {statement["statement_id"] for statement in statements}
    beside: dict[str, Any] = {
        "provenance": record.provenance,
        "lines": len(statements),
        "figures_without_statement": [row for key, some in figures.items() if key not in held for row in some],
    }
    with files.whole(out) as fresh, files.whole(out.with_suffix(".provenance.json")) as fresh_beside:
        fresh_beside.write_text(_json(beside, indent=2) + "\n", encoding="utf-8")
        with fresh.open("w", encoding="utf-8", newline="\n") as stream:
            for statement in statements:
                article = articles.get(statement["article_id"], {})
                about = {key: article.get(key) for key in _OF_ARTICLE}
                found = figures[statement["statement_id"]]
                stream.write(_json({**statement, "article": about, "figures": found}) + "\n")
    return out


def _json(value: Any, *, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
