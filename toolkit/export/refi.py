"""REFI-QDA: the codebook (.qdc) and the project (.qdpx) that NVivo, MAXQDA, ATLAS.ti and others exchange.

Written after the REFI-QDA standard 1.5 (Evers et al., 2020, qdasoftware.org): XML in the namespaces
`urn:QDA-XML:codebook:1.0` and `urn:QDA-XML:project:1.0`. Positions count code points of the plain text, half open.
Every GUID is made from what it names (UUID version 5), so the same record gives the same file.
"""

import json
import re
import uuid
import xml.etree.ElementTree as ET
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.export import about, cells, checking, files, walking
from toolkit.record import Record
from toolkit.tables import contract
from toolkit.tables.values import ACTS, KINDS

CODEBOOK = "urn:QDA-XML:codebook:1.0"
ROLES = ("content", "cue", "source")

_OURS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:counterpoint:refi-qda")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MEANING = {
    "Role": "which part of a statement the words are",
    "Kind": {column.name: column.meaning for column in contract("STATEMENTS").columns}["kind"],
    "Act": {column.name: column.meaning for column in contract("STATEMENTS").columns}["act"],
    "Party": {column.name: column.meaning for column in contract("STATEMENTS").columns}["party"],
}


class Code(NamedTuple):
    """One code of the book: the group it stands in, its name, and its colour or an empty text."""

    group: str
    name: str
    colour: str = ""

    @property
    def guid(self) -> str:
        """The same for the same group and name."""
        return guid("code", self.group, self.name)


def write(record: Record, out: Path) -> Path:
    """The codebook holds a code for every role, kind, act and party, in four groups under one code `Counterpoint`.

    Only the codes in the groups can be given to text. The description of the first code says how the statements were
    made. Raises RecordError when the file cannot be written.
    """
    root = ET.Element("CodeBook", {"xmlns": CODEBOOK, "origin": origin(record)})
    root.append(codes(record, "codebook"))
    with files.whole(out) as fresh:
        fresh.write_bytes(as_bytes(root))
        found = ET.fromstring(fresh.read_bytes()).iter(f"{{{CODEBOOK}}}Code")  # noqa: S314 - what was written above
        checking.same(
            out, {"codes": sum(one.get("isCodable") == "true" for one in found)}, {"codes": len(book(record))}
        )
    return out


def book(record: Record) -> list[Code]:
    """Every code that can be given to text, in the order of the book.

    >>> from toolkit import tables
    >>> [code.name for code in book(Record(tables.empty("ARTICLES")))][:4]
    ['content', 'cue', 'source', 'direct']
    """
    colours = record.colours
    heard = {party for row in cells.rows(record.statements, "STATEMENTS") for party in walking.parties(row)}
    parties = [party for party in record.parties if party in heard]
    return [
        *(Code("Role", role) for role in ROLES),
        *(Code("Kind", kind) for kind in KINDS),
        *(Code("Act", act) for act in ACTS),
        *(Code("Party", party, colours[party]) for party in [*parties, *sorted(heard - set(parties))]),
    ]


def codes(record: Record, name: str) -> ET.Element:
    """The element `Codes` with everything in it; `name` is the name of the format, for the description."""
    whole = ET.Element("Codes")
    made = json.dumps(about.made(record, name), ensure_ascii=False)
    top = _code(whole, guid("code"), "Counterpoint", f"How these codes were given: {made}")
    groups = {group: _code(top, guid("code", group), group, meaning) for group, meaning in _MEANING.items()}
    for code in book(record):
        given = {"guid": code.guid, "name": fit(code.name), "isCodable": "true"}
        ET.SubElement(groups[code.group], "Code", given | ({"color": code.colour} if code.colour else {}))
    return whole


def _code(parent: ET.Element, key: str, name: str, description: str) -> ET.Element:
    made = ET.SubElement(parent, "Code", {"guid": key, "name": name, "isCodable": "false"})
    ET.SubElement(made, "Description").text = fit(description)
    return made


def guid(*names: Any) -> str:
    """The GUID of what these names name, the same every time.

    >>> guid("code", "Kind", "direct") == guid("code", "Kind", "direct"), guid("a", "bc") == guid("ab", "c")
    (True, False)
    """
    return str(uuid.uuid5(_OURS, json.dumps(names)))


def fit(text: str) -> str:
    """The text without signs that XML cannot hold, each replaced by one."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text).replace("\r", "\n")


def origin(record: Record) -> str:
    """The program that wrote the file, with its version."""
    return str(about.made(record, "")["exported_with"])


def moment(record: Record) -> str | None:
    """When the statements were made, None where no date is told."""
    told = str(record.provenance.get("made_at", ""))
    try:
        return datetime.fromisoformat(told).isoformat(timespec="seconds")
    except ValueError:
        return None


def as_bytes(root: ET.Element) -> bytes:
    """The document as a file holds it."""
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode").encode("utf-8") + b"\n"
