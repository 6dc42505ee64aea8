"""How the tables were made, in the words that every exported file carries."""

from typing import Any

from toolkit.record import Record
from toolkit.version import version

_KEPT = ("toolkit", "made_at", "model", "attribution", "data", "parameters", "selections", "invented")


def made(record: Record, name: str) -> dict[str, Any]:
    """What made the statements: version of the toolkit, models, hashes of the lexicons, parameters, and the counts.

    `name` is the name of the format. Paths of the analyst's machine are left out, since a file is given away. Keys:
    `format`, `exported_with` (the version that wrote the file), `counts` (rows of each table), `corrections` (lines of
    their log, where one was replayed), and of the provenance `toolkit`, `made_at`, `model`, `attribution`, `data`,
    `parameters`, `parties` (the hash of the party file), `selections`.

    >>> from toolkit import tables
    >>> made(Record(tables.frame("ARTICLES", [{"article_id": "a0", "text": "No."}])), "brat")["counts"]["articles"]
    1
    """
    kept = {key: record.provenance[key] for key in _KEPT if key in record.provenance}
    parties = record.provenance.get("parties")
    if isinstance(parties, dict) and "sha256" in parties:
        kept["parties"] = {"sha256": parties["sha256"]}
    if record.uncorrected is not None:
        kept["corrections"] = len(record.uncorrected.log)
    return {"format": name, "exported_with": f"Counterpoint {version()}", **kept, "counts": counts(record)}


def counts(record: Record) -> dict[str, int]:
    """The rows of every table by its name in small letters: what an exported file has to hold."""
    return {name.lower(): len(table) for name, table in record.tables().items()}
