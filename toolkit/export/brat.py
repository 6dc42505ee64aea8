"""Brat standoff: a folder that annotators open in brat, INCEpTION and whatever else reads the format.

The format is that of Stenetorp et al. 2012; the layout of an attribution is that of PolNeAR (Newell, Margolin and Ruths
2018), so that `toolkit evaluate` reads the folder too. Offsets count code points, as brat does.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from toolkit.export import about, cells, checking, files, walking
from toolkit.export.walking import Places, Row
from toolkit.record import Record
from toolkit.tables.values import ACTS, KINDS

ABOUT = "about.json"

# A line of standoff ends where a reader sees the end of a line, so no piece of a span reaches over one.
_RUN = re.compile("[^\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]+")
_TYPE = {"content": "Content", "cue": "Cue", "source": "Source", "addressee": "Addressee", "via": "Via",
         "qualifier": "Qualifier"}  # fmt: skip

_CONFIG = """# Attributions that Counterpoint found: who is said to have said what.
[entities]
Content
Cue
Source
Addressee
Via
Qualifier

[relations]
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]
Attribution\tContent:Content, Cue?:Cue, Source?:Source, Addressee?:Addressee, Via?:Via, Qualifier?:Qualifier, \
Inside?:Attribution

[attributes]
Kind\tArg:Attribution, Value:{kinds}
Act\tArg:Attribution, Value:{acts}
Party\tArg:Attribution, Value:{parties}
"""


def write(record: Record, out: Path) -> Path:
    """The folder holds NAME.txt, the article as it was read, and NAME.ann, its statements, for every article.

    A statement is an event `Attribution` with the arguments Content, Cue, Source, Addressee, Via, Qualifier, each one
    span of as many pieces as it has, and Inside, the event that holds it; its trigger lies on the cue, or where none is
    printed on the content. Attributes: Kind, Act and Party (the first, where several speak), with signs that brat takes
    for no value as `_`. A note of each event is JSON: statement_id, speaker and parties as they are, confidence.
    `metadata.tsv` maps names to articles; `about.json` says how the statements were made, and which party each value
    stands for. Pieces never reach over a line break, as brat wants it. Raises RecordError for a folder that holds
    something, or cannot be written.
    """
    names = walking.file_names(record.articles["article_id"].tolist())
    values = party_values(record)
    made = about.made(record, "brat")
    with files.whole_folder(out) as fresh:
        lines = ["filename\tpublisher\tarticle_id\ttitle\tpublished\turl"]
        for article, statements in walking.by_article(record):
            name = names[article["article_id"]]
            _save(fresh / f"{name}.txt", article["text"])
            _save(fresh / f"{name}.ann", "".join(f"{line}\n" for line in _lines(article["text"], statements, values)))
            kept = [article[key] or "" for key in ("outlet", "article_id", "title", "published", "url")]
            lines.append("\t".join([f"{name}.txt", *(cells.bare(word) for word in kept)]))
        _save(fresh / "metadata.tsv", "\n".join(lines) + "\n")
        _save(fresh / "annotation.conf", _config(values))
        told = json.dumps({**made, "party_values": {v: k for k, v in values.items()}}, ensure_ascii=False, indent=2)
        _save(fresh / ABOUT, told + "\n")
        due = {"articles": len(record.articles), "statements": len(record.statements)}
        roles = walking.pieces(record, *walking.ROLES[1:])
        checking.same(out, _counts(fresh), {**due, "contents": due["statements"], "other spans": roles})
    return out


def party_values(record: Record) -> dict[str, str]:
    """A value of the attribute Party for every party, one word each and no two alike.

    >>> from toolkit import tables
    >>> rows = [{"statement_id": "s0", "party": "United States"}]
    >>> party_values(Record(tables.empty("ARTICLES"), tables.frame("STATEMENTS", rows)))
    {'United States': 'United_States'}
    """
    values: dict[str, str] = {}
    for row in cells.rows(record.statements, "STATEMENTS"):
        for party in walking.parties(row):
            if party not in values:
                value = stem = re.sub(r"\W+", "_", party).strip("_") or "party"
                number = 1
                while value in values.values():
                    number += 1
                    value = f"{stem}_{number}"
                values[party] = value
    return values


def _config(values: dict[str, str]) -> str:
    return _CONFIG.format(kinds="|".join(KINDS), acts="|".join(ACTS), parties="|".join(values.values()) or "none")


def _lines(text: str, statements: list[Row], values: dict[str, str]) -> Iterator[str]:
    """The lines of an .ann file: spans, then the event that ties them, its attributes and its note."""
    events = {statement["statement_id"]: f"E{n}" for n, statement in enumerate(statements, start=1)}
    spans = attributes = 0
    for statement in statements:
        event = events[statement["statement_id"]]
        arguments = []
        trigger = walking.places(statement, "cue") or walking.places(statement, "content")[:1]
        parts = [("Attribution", trigger), *((_TYPE[role], walking.places(statement, role)) for role in walking.ROLES)]
        for sort, where in parts:
            if pieces := _unbroken(text, where):
                spans += 1
                arguments.append(f"{sort}:T{spans}")
                offsets = ";".join(f"{start} {end}" for start, end in pieces)
                yield f"T{spans}\t{sort} {offsets}\t{' '.join(text[start:end] for start, end in pieces)}"
        if statement["parent_id"] in events:
            arguments.append(f"Inside:{events[statement['parent_id']]}")
        yield f"{event}\t{' '.join(arguments)}"
        held = [("Kind", statement["kind"]), ("Act", statement["act"])]
        for name, value in [*held, *(("Party", values[party]) for party in walking.parties(statement)[:1])]:
            if value:
                attributes += 1
                yield f"A{attributes}\t{name} {event} {value}"
        yield f"#{event[1:]}\tAnnotatorNotes {event}\t{cells.line(_note(statement))}"


def _note(statement: Row) -> dict[str, Any]:
    kept = {key: statement[key] for key in ("statement_id", "speaker", "speakers", "target_party", "confidence")}
    return {**kept, "parties": walking.parties(statement)}


def _unbroken(text: str, where: Places) -> Places:
    """The same places without what ends a line, so in more pieces where a place reaches over one."""
    return [(start + run.start(), start + run.end()) for start, end in where for run in _RUN.finditer(text[start:end])]


def _save(file: Path, words: str) -> None:
    file.write_bytes(words.encode("utf-8"))


def _counts(folder: Path) -> dict[str, int]:
    """What the folder holds, each span compared with the text it is cut from."""
    counts = {"articles": 0, "statements": 0, "contents": 0, "other spans": 0}
    for file in sorted(folder.glob("*.txt")):
        text = file.read_bytes().decode("utf-8")
        counts["articles"] += 1
        for line in file.with_suffix(".ann").read_bytes().decode("utf-8").split("\n"):
            if line.startswith("E"):
                counts["statements"] += 1
            elif line.startswith("T") and not line.split("\t")[1].startswith("Attribution "):
                _, sort, words = line.split("\t")
                ranges = [piece.split(" ") for piece in sort.partition(" ")[2].split(";")]
                is_true = words == " ".join(text[int(start) : int(end)] for start, end in ranges)
                counts["contents" if sort.startswith("Content ") else "other spans"] += is_true
    return counts
