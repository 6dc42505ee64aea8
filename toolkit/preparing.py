"""What is decided before the work of hours begins: the parties, the folder of decisions, what the provenance says."""

import hashlib
import json
import os
import platform
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit import data, language
from toolkit import parties as belonging
from toolkit.engine import Asked
from toolkit.errors import RefusedWarning
from toolkit.record import colours, corrections_of, home_of, sidecar
from toolkit.version import version


@dataclass(frozen=True)
class Prepared:
    """What a record is made with: the parties; and its provenance, home, party_colours and early refusals."""

    parties: belonging.Parties
    about: Mapping[str, Any]

    @property
    def home(self) -> Path | None:
        """The folder of decisions beside the corpus, or None where nothing is to be written there."""
        home: Path | None = self.about.get("home")
        return home


def prepared(
    attrs: Mapping[str, Any], undated: Sequence[str], refused: pd.DataFrame, asked: Asked, *, parties: Any
) -> Prepared:
    """Everything is checked that can be before any article is analysed, and the provenance is written.

    `attrs` tells of the articles: corpus, columns, copies; `undated` are the ids of those without a day. Raises
    PartyError for parties that cannot be used, RecordError for their colours and for a log of corrections that cannot
    be opened, ModelError for a model that cannot be used. Memberships with dates and articles without draw a warning.
    """
    corpus = [str(path) for path in attrs.get("corpus", [])]
    home = home_of(corpus)
    chosen, about_parties = _parties(parties, home)
    _warn_of_dates(chosen, undated)
    drawn = colours.checked(chosen.colours)
    kept = written_to(home)
    _openable(kept)
    provenance = {
        "toolkit": version(),
        "python": platform.python_version(),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "model": language.model_card(asked.model, rules=asked.rules),
        "attribution": language.attribution_card(rules=asked.rules),
        "data": data.hashes(),
        "parties": about_parties,
        "corpus": corpus,
        "columns": dict(attrs.get("columns", {})),
        "copies": dict(attrs.get("copies", {})),
        "parameters": {"model": asked.model, "rules": asked.rules, "parties": about_parties.get("sha256", "")},
    }
    return Prepared(chosen, {"provenance": provenance, "home": kept, "party_colours": drawn, "refused": refused})


def written_to(home: Path | None) -> Path | None:
    """The folder of decisions, or None where nothing is to be written there.

    What an analyst decides on the demonstration corpus is not written into the installation: they work on a copy.
    """
    return None if home is not None and home.parent == data.DEMO else home


def _openable(home: Path | None) -> None:
    """Raise what the log of corrections would raise, before the work of hours and not after it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RefusedWarning)  # told when it is replayed
        corrections_of(home)


def _parties(given: Any, home: Path | None) -> tuple[belonging.Parties, dict[str, Any]]:
    """The parties to use, and what the provenance says about them.

    What the analyst overruled beside the corpus holds with other parties too, and comes first.
    """
    file = sidecar.party_file(home)
    chosen, about = _named(file if given is None else given)
    if file is not None and given is not None:
        early = belonging.load_parties(file).overrides
        said = {(one.speaker, one.article) for one in early}
        late = (one for one in chosen.overrides if (one.speaker, one.article) not in said)
        chosen = replace(chosen, overrides=(*early, *late))
    return chosen, {**about, "content": belonging.as_mapping(chosen)}


def _named(source: Any) -> tuple[belonging.Parties, dict[str, str]]:
    if source is None:
        return belonging.Parties(), {"from": "the gazetteer alone"}
    if isinstance(source, belonging.Parties):
        chosen, origin, words = source, "a value of toolkit.parties", repr(source).encode()
    else:
        chosen = belonging.load_parties(source)
        is_file = isinstance(source, str | os.PathLike)
        origin = str(Path(source).absolute()) if is_file else "a mapping"
        words = Path(source).read_bytes() if is_file else json.dumps(source, sort_keys=True, default=str).encode()
    return chosen, {"from": origin, "sha256": hashlib.sha256(words).hexdigest()}


def _warn_of_dates(chosen: belonging.Parties, unknown: Sequence[str]) -> None:
    """Tell of memberships with dates that cannot hold in articles without one."""
    dated = [one.name for several in chosen.members.values() for one in several if one.dated]
    if dated and len(unknown):
        message = (
            f"the membership of {dated[0]!r} has dates, and {len(unknown)} articles have none, such as "
            f"{unknown[0]!r}: there it does not hold"
        )
        warnings.warn(message, RefusedWarning, stacklevel=4)
