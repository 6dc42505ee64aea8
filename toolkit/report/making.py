"""How a page was made: everything that somebody needs who wants to make it again, or to doubt it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from toolkit.record import Record
from toolkit.version import version

SHORT = 16  # digits of a SHA-256 that are shown
_STEPS = (
    "articles are read; statements, figures, mentions and clauses of harm are found, each verbatim in its article; "
    "parties are assigned; corrections by hand are made again; the notebooks run from top to bottom on all of it"
)
_AGAIN = (
    ", with the same version, the same party file, and the folder .counterpoint of the corpus, which holds the queries "
    "and the corrections"
)
_KEPT = ("model", "attribution", "parameters", "selections", "corrections")


@dataclass(frozen=True)
class Made:
    """Pairs of a name and words; the files whose content decides the numbers, with their hashes; parameters as JSON."""

    steps: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str, str], ...]
    parameters: str


def made(record: Record, notebooks: Sequence[Path], *, today: date, redact: int | None = None) -> Made:
    """How the page of `record` with `notebooks`, paths, was made. No path of this machine is in it."""
    about = record.provenance
    flag = "" if redact is None else f" --redact {redact}"
    steps = [
        ("Page written", f"{today.isoformat()} by Counterpoint {version()}"),
        ("Articles read", f"{_day(about)}by Counterpoint {about.get('toolkit', '(unknown version)')}{_python(about)}"),
        ("Steps", _STEPS),
        ("Corrections by hand", _corrections(about)),
        ("To make it again", f"toolkit report CORPUS --out page.html{flag}{_AGAIN}"),
    ]
    return Made(tuple(steps), _files(about, notebooks), _parameters(about))


def _day(about: Mapping[str, Any]) -> str:
    day = str(about.get("made_at", ""))[:10]
    return f"{day} " if day else ""


def _python(about: Mapping[str, Any]) -> str:
    return f" and Python {about['python']}" if about.get("python") else ""


def _corrections(about: Mapping[str, Any]) -> str:
    told = about.get("corrections")
    if not isinstance(told, Mapping) or not told.get("counts"):
        return "none"
    counts = ", ".join(f"{what} {number}" for what, number in told["counts"].items())
    return f"{counts}; the log has the SHA-256 {str(told['sha256'])[:SHORT]}"


def _files(about: Mapping[str, Any], notebooks: Sequence[Path]) -> tuple[tuple[str, str, str], ...]:
    """What each file is, its name, and the beginning of its SHA-256."""
    found = [("notebook", path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in notebooks]
    parties, tagger, lexicons = about.get("parties"), about.get("attribution"), about.get("data")
    if isinstance(parties, Mapping) and parties.get("sha256"):
        found.append(("party file", Path(str(parties.get("from", ""))).name, str(parties["sha256"])))
    if isinstance(tagger, Mapping) and tagger.get("weights"):
        found.append(("weights of the tagger", "", str(tagger["weights"])))
    if isinstance(lexicons, Mapping):
        found += [("lexicon", str(name), str(digest)) for name, digest in sorted(lexicons.items())]
    return tuple((what, name, digest[:SHORT]) for what, name, digest in found)


def _parameters(about: Mapping[str, Any]) -> str:
    kept = {key: about[key] for key in _KEPT if key in about}
    return json.dumps(kept, ensure_ascii=False, indent=1)
