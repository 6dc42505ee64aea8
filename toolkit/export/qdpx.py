"""The project of REFI-QDA: the articles as plain texts, with every statement coded."""

import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path

from toolkit.export import checking, files, refi, walking
from toolkit.export.refi import Code, guid
from toolkit.export.walking import Row
from toolkit.record import Record

PROJECT = "urn:QDA-XML:project:1.0"

_VARIABLES = {"article_id": "Text", "outlet": "Text", "author": "Text", "url": "Text", "published": "DateTime"}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same record gives the same bytes
_USER = guid("user", "Counterpoint")


def write(record: Record, out: Path) -> Path:
    """Every article is a text source, and every piece of a content, cue or source one selection of its text.

    The pieces of a content carry the codes of their role, of the kind, the act and the parties of the statement, cues
    and sources that of their role. The description of a selection names statement, piece and speaker; outlet, byline,
    date and address are variables of the source. The texts lie in `sources/` as they were read, in UTF-8. Raises
    RecordError when the file cannot be written.
    """
    when = refi.moment(record)
    root = ET.Element("Project", {
        "xmlns": PROJECT, "name": refi.fit(out.stem), "origin": refi.origin(record), "creatingUserGUID": _USER,
        **({"creationDateTime": when} if when else {}),
    })  # fmt: skip
    ET.SubElement(ET.SubElement(root, "Users"), "User", {"guid": _USER, "name": "Counterpoint", "id": "CP"})
    ET.SubElement(root, "CodeBook").append(refi.codes(record, "qdpx"))
    variables = ET.SubElement(root, "Variables")
    for name, sort in _VARIABLES.items():
        ET.SubElement(variables, "Variable", {"guid": guid("variable", name), "name": name, "typeOfVariable": sort})
    with files.whole(out) as fresh:
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as package:
            sources = ET.Element("Sources")
            for article, statements in walking.by_article(record):
                key = guid("article", article["article_id"])
                _store(package, f"sources/{key}.txt", article["text"].encode("utf-8"))
                sources.append(_source(article, statements, key, when))
            if len(sources):
                root.append(sources)
            _store(package, "project.qde", refi.as_bytes(root))
        checking.same(out, _counts(fresh), _due(record))
    return out


def _store(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    package.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)


def _source(article: Row, statements: list[Row], key: str, when: str | None) -> ET.Element:
    source = ET.Element("TextSource", {
        "guid": key, "name": refi.fit(article["title"] or article["article_id"]), "plainTextPath": f"internal://{key}.txt",
        **_by(when),
    })  # fmt: skip
    for statement in statements:
        source.extend(_selections(article["text"], statement, when))
    for name, sort in _VARIABLES.items():
        if article[name]:
            value = ET.SubElement(source, "VariableValue")
            ET.SubElement(value, "VariableRef", {"targetGUID": guid("variable", name)})
            ET.SubElement(value, f"{sort}Value").text = refi.fit(article[name])
    return source


def _selections(text: str, statement: Row, when: str | None) -> Iterator[ET.Element]:
    """One selection for each piece of content, cue and source of a statement."""
    whole = [Code("Kind", statement["kind"]), Code("Act", statement["act"])]
    whole += [Code("Party", party) for party in walking.parties(statement)]
    for role in refi.ROLES:
        places = walking.places(statement, role)
        given = [Code("Role", role), *(code for code in whole if role == "content" and code.name)]
        for number, (start, end) in enumerate(places, start=1):
            key = guid("selection", statement["statement_id"], role, number)
            words = " ".join(text[start:end].split())
            made = ET.Element("PlainTextSelection", {
                "guid": key, "name": refi.fit(words[:80]), "startPosition": str(start), "endPosition": str(end),
                **_by(when),
            })  # fmt: skip
            told = (
                f"{role} {number} of {len(places)} of statement {statement['statement_id']} by {statement['speaker']}"
            )
            ET.SubElement(made, "Description").text = refi.fit(told)
            for code in given:
                coding = ET.SubElement(made, "Coding", {"guid": guid("coding", key, code.guid), **_by(when)})
                ET.SubElement(coding, "CodeRef", {"targetGUID": code.guid})
            yield made


def _by(when: str | None) -> dict[str, str]:
    return {"creatingUser": _USER, **({"creationDateTime": when} if when else {})}


def _due(record: Record) -> dict[str, int]:
    """What the project has to hold."""
    return {
        "articles": len(record.articles),
        "texts": len(record.articles),
        "codes": len(refi.book(record)),
        **{role: walking.pieces(record, role) for role in refi.ROLES},
    }


def _counts(file: Path) -> dict[str, int]:
    """What a written project holds; the pieces of a role are counted by the code of the role."""
    inside = {f"{{{PROJECT}}}{name}": name for name in ("TextSource", "Code", "CodeRef")}
    roles = {Code("Role", role).guid: role for role in refi.ROLES}
    counts = {"articles": 0, "texts": 0, "codes": 0, **dict.fromkeys(refi.ROLES, 0)}
    with zipfile.ZipFile(file) as package:
        counts["texts"] = sum(name.startswith("sources/") for name in package.namelist())
        with package.open("project.qde") as stream:
            for _, element in ET.iterparse(stream):  # noqa: S314 - what was written above
                match inside.get(element.tag):
                    case "TextSource":
                        counts["articles"] += 1
                        element.clear()
                    case "Code":
                        counts["codes"] += element.get("isCodable") == "true"
                    case "CodeRef" if element.get("targetGUID") in roles:
                        counts[roles[element.attrib["targetGUID"]]] += 1
    return counts
