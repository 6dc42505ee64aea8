"""For Discourse Network Analyzer (Leifeld): the documents as texts and the statements as a table of its variables.

DNA reads documents from text files through its own window. It has no import of statements from a table, and its
database (.dna, SQLite) is private to each of its versions, with passwords of coders inside, so none is written here.
The table has the variables of the statement type that DNA comes with, for whoever adds statements by a script, or makes
the networks from the table itself.
"""

import json
import re
from pathlib import Path
from typing import Any

from toolkit.export import about, cells, checking, files, separated, walking
from toolkit.export.walking import Row
from toolkit.record import Record

COLUMNS = (
    "person", "organization", "concept", "agreement", "date", "text", "document", "start", "end", "start_utf16",
    "end_utf16", "statement_id", "party", "act", "target_party", "answers", "holds",
)  # fmt: skip
_PERSONS = ("person", "witness", "unnamed official")

_README = """What Counterpoint found, for Discourse Network Analyzer (DNA).

documents/       one text file for each article, DATE--OUTLET--NAME.txt. In DNA: import text files from this folder; its
                 patterns for file names can take date, outlet and name apart at the two hyphens. 0000-00-00 stands for
                 an unknown date.
documents.csv    title, outlet, author, date and address of each file
statements.csv   one line for each statement and speaker
about.json       how the statements were made

DNA does not read statements from a table. statements.csv is for a script that adds them, or for building networks in R
or Python at once. Its columns:

person           who speaks, where the speaker is one human being
organization     the party of the speaker; without one, the speaker where it is a body; else empty
concept          what is done by speaking, and to whom: "accuse Sudria". Concepts in the sense of DNA (policies, claims)
                 are a coder's work; take these as a beginning.
agreement        0 for a denial that answers another statement: it stands under the concept of that one. Else 1.
date             of publication
text             the words of the statement
document         the file in documents/
start, end       where the statement begins and ends in the document, code points, half open
start_utf16, end_utf16   the same in UTF-16 units, which is how DNA and Java count
statement_id, party, act, target_party, answers, holds   as Counterpoint has them; a statement that holds another is
                 passed on by it, so leave lines with holds = True out of a network, or words are counted twice

Counts: {articles} articles, {statements} statements, {lines} lines. Cells that a spreadsheet could run have one
apostrophe put in front.
"""


def write(record: Record, out: Path) -> Path:
    """The folder holds every article as a text file, and one line for every statement and each who speaks it.

    Files: `documents/`, `documents.csv`, `statements.csv`, `about.json` and a README that says what each column means
    and what DNA can import. Raises RecordError for a folder that holds something, or cannot be written.
    """
    lines = list(_statements(record))
    made = about.made(record, "dna")
    names = file_names(record)
    notes: list[list[Any]] = []
    with files.whole_folder(out) as fresh:
        (fresh / "documents").mkdir()
        titles = ("document", "article_id", "title", "outlet", "author", "published", "url")
        documents: list[list[Any]] = []
        for article, _ in walking.by_article(record):
            name = names[article["article_id"]]
            (fresh / "documents" / name).write_bytes(article["text"].encode("utf-8"))
            row = {**article, "document": name}
            documents.append(separated.fitted(row, titles, notes, ("documents", len(documents) + 2)))
        separated.save(fresh / "documents.csv", titles, documents)
        fitted = [separated.fitted(row, COLUMNS, notes, ("statements", n)) for n, row in enumerate(lines, start=2)]
        separated.save(fresh / "statements.csv", COLUMNS, fitted)
        cut = [dict(zip(separated.NOTES, note, strict=True)) for note in notes]
        told = json.dumps({**made, "cut": cut}, ensure_ascii=False, indent=2)
        (fresh / "about.json").write_text(told + "\n", encoding="utf-8")
        told = _README.format(articles=len(names), statements=len(record.statements), lines=len(lines))
        (fresh / "README.txt").write_text(told, encoding="utf-8")
        checking.same(out, _counts(fresh), _due(record))
    return out


def file_names(record: Record) -> dict[str, str]:
    """The name of the text file of each article: date, outlet and name of the article, parted by two hyphens."""
    rows = [article for article, _ in walking.by_article(record)]
    stems = walking.file_names([row["article_id"] for row in rows])
    outlets = {row["outlet"]: "-".join(re.findall(r"[^\W_]+", row["outlet"]))[:40] for row in rows}
    return {
        row["article_id"]: f"{(row['published'] or '0000-00-00')[:10]}--{outlets[row['outlet']] or 'unknown'}"
        f"--{stems[row['article_id']]}.txt"
        for row in rows
    }


def _statements(record: Record) -> list[Row]:
    names = file_names(record)
    answered = dict(zip(record.replies["statement_id"], record.replies["answers_id"], strict=True))
    by_id = {row["statement_id"]: row for row in cells.rows(record.statements, "STATEMENTS")}
    lines = []
    for article, statements in walking.by_article(record):
        text = article["text"]
        for row in statements:
            answers = by_id.get(answered.get(row["statement_id"], ""))
            denies = answers is not None and row["act"] == "deny"
            start, end = row["start"] or 0, row["end"] or 0
            lines += [
                {
                    **row, **_who(row, speaker, party), "party": party, "date": (article["published"] or "")[:10],
                    "concept": _concept(answers if answers is not None and denies else row),
                    "agreement": 0 if denies else 1, "text": row["content"], "document": names[article["article_id"]],
                    "start_utf16": _units(text[:start]), "end_utf16": _units(text[:end]),
                    "answers": "" if answers is None else answers["statement_id"],
                }
                for speaker, party in _speakers(row)
            ]  # fmt: skip
    return lines


def _speakers(row: Row) -> list[tuple[str, str]]:
    """Who speaks, each with its party."""
    if not row["speakers"]:
        return [(row["speaker"], row["party"])]
    parties = [*row["speaker_parties"], *[""] * len(row["speakers"])]
    return list(zip(row["speakers"], parties, strict=False))


def _who(row: Row, speaker: str, party: str) -> dict[str, str]:
    is_person = row["speaker_type"] in _PERSONS
    return {"person": speaker if is_person else "", "organization": party or ("" if is_person else speaker)}


def _concept(row: Row) -> str:
    return " ".join(word for word in (row["act"], row["target_party"]) if word)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _due(record: Record) -> dict[str, int]:
    rows = cells.rows(record.statements, "STATEMENTS")
    return {
        "articles": len(record.articles),
        "statements": len(rows),
        "lines": sum(len(_speakers(row)) for row in rows),
    }


def _counts(folder: Path) -> dict[str, int]:
    rows = separated.read(folder / "statements.csv")
    return {
        "articles": sum(1 for _ in (folder / "documents").glob("*.txt")),
        "statements": len({row["statement_id"] for row in rows}),
        "lines": len(rows),
    }
