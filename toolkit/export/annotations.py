"""W3C Web Annotation: one annotation a statement, in JSON-LD.

After the Web Annotation Data Model (Sanderson, Ciccarese and Young, W3C Recommendation 2017).
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from toolkit.export import about, checking, files, refi, walking
from toolkit.export.walking import Row
from toolkit.record import Record

CONTEXT = ["http://www.w3.org/ns/anno.jsonld",
           {"madeWith": {"@id": "urn:counterpoint:madeWith", "@type": "@json"}}]  # fmt: skip
AROUND = 32
"""Code points before and after a piece that help to find it again."""

_TAGS = ("kind", "act", "speaker_type", "target_party")


def write(record: Record, out: Path) -> Path:
    """The file is a collection with one annotation for every statement, and one target for every piece of its content.

    The bodies of an annotation are tags, as `party: Norland`, and the name of the speaker. A target selects its piece
    by the words with what stands around them, and by position: code points into the text of the article as it was
    read, half open. Therefore `source` names that text, by a URN of its own, and `scope` the address it was published
    at. `madeWith` in the collection says how the statements were made. Raises RecordError when the file cannot be
    written.
    """
    found = [one for article, rows in walking.by_article(record) for row in rows for one in [_annotation(article, row)]]
    made = about.made(record, "annotations")
    key = f"urn:uuid:{refi.guid('collection', *(one['id'] for one in found))}"
    first = {"id": f"{key}#1", "type": "AnnotationPage", "partOf": key, "startIndex": 0, "items": found}
    whole = {
        "@context": CONTEXT, "id": key, "type": "AnnotationCollection", "label": "Statements found by Counterpoint",
        "madeWith": made, "total": len(found), "first": first,
    }  # fmt: skip
    with files.whole(out) as fresh:
        fresh.write_text(json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1) + "\n", encoding="utf-8")
        due = {"statements": len(record.statements), "pieces": walking.pieces(record, "content")}
        checking.same(out, _counts(fresh), due)
    return out


def _annotation(article: Row, statement: Row) -> dict[str, Any]:
    tags = [("party", party) for party in walking.parties(statement)]
    tags += [(name.replace("_", " "), statement[name]) for name in _TAGS if statement[name]]
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": f"{name}: {value}"} for name, value in tags]
    if statement["speaker"]:
        bodies.append({"type": "TextualBody", "purpose": "identifying", "value": statement["speaker"]})
    told = {"id": f"urn:uuid:{refi.guid('annotation', statement['statement_id'])}", "type": "Annotation",
            "motivation": "tagging", "generator": {"type": "Software", "name": "Counterpoint"}}  # fmt: skip
    return {**told, "body": bodies, "target": list(_targets(article, statement))}


def _targets(article: Row, statement: Row) -> Iterator[dict[str, Any]]:
    text, key = article["text"], f"urn:uuid:{refi.guid('article', article['article_id'])}"
    published = {"scope": article["url"]} if article["url"].startswith(("http://", "https://")) else {}
    for start, end in walking.places(statement, "content"):
        quoted = {
            "type": "TextQuoteSelector", "exact": text[start:end], "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        }  # fmt: skip
        placed = {"type": "TextPositionSelector", "start": start, "end": end}
        yield {"type": "SpecificResource", "source": key, **published, "selector": [quoted, placed]}


def _counts(file: Path) -> dict[str, int]:
    items = json.loads(file.read_text(encoding="utf-8"))["first"]["items"]
    return {"statements": len(items), "pieces": sum(len(item["target"]) for item in items)}
