"""One line a statement, with its article and its figures, for tools that read line by line."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from toolkit.export import about, cells, checking, files, walking
from toolkit.record import Record


def write(record: Record, out: Path) -> Path:
    """Every line is one statement as a JSON object, and all lines have the same keys.

    The keys are the columns of STATEMENTS, `article` (its id, title, outlet, date, address and file) and `figures`
    (the rows of FIGURES that the statement holds). So that the lines are all of one kind, what belongs to no statement
    stands in a second file beside it, `NAME.jsonl.provenance.json`: the provenance and the figures in the reporter's
    own words. Missing values are null. Raises RecordError when a file cannot be written.
    """
    articles = {row["article_id"]: row for row in cells.rows(record.articles, "ARTICLES")}
    figures = defaultdict(list)
    for row in cells.rows(record.figures, "FIGURES"):
        figures[row["statement_id"]].append(row)
    statements = cells.rows(record.statements, "STATEMENTS")
    held = {statement["statement_id"] for statement in statements}
    beside: dict[str, Any] = {
        **about.made(record, "jsonl"),
        "provenance": record.provenance,
        "lines": len(statements),
        "figures_without_statement": [row for key, some in figures.items() if key not in held for row in some],
    }
    with files.told(out, beside) as fresh:
        with fresh.open("w", encoding="utf-8", newline="\n") as stream:
            for statement in statements:
                article = articles.get(statement["article_id"], {})
                of_article = {key: article.get(key) for key in walking.OF_ARTICLE}
                found = figures[statement["statement_id"]]
                stream.write(cells.line({**statement, "article": of_article, "figures": found}) + "\n")
        due = {"statements": len(record.statements), "figures": len(record.figures)}
        checking.same(out, _counts(fresh, len(beside["figures_without_statement"])), due)
    return out


def _counts(file: Path, apart: int) -> dict[str, int]:
    """The statements and figures of a written file, and the figures that stand apart from it."""
    with file.open(encoding="utf-8", newline="\n") as stream:
        figures = [len(json.loads(line)["figures"]) for line in stream]
    return {"statements": len(figures), "figures": sum(figures) + apart}
