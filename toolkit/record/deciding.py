"""What the analyst decides about parties, at work on a record at once and kept beside the corpus for the next run."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from toolkit import claims
from toolkit import parties as belonging
from toolkit.errors import RecordError
from toolkit.parties import Override, Parties
from toolkit.record import sidecar
from toolkit.record.amending import again
from toolkit.record.record import PARTS, Record, before_corrections

FILE = "parties.yaml"


def parties_of(record: Record) -> Parties:
    """The analyst's parties that a record was made with, as they are kept in its provenance."""
    content = record.provenance.get("parties", {}).get("content")
    return belonging.load_parties(content) if content else Parties()


def reassign(record: Record, parties: Parties | Mapping[str, Any]) -> Record:
    """The same record under other parties: nothing is read again, and only parties, acts and mentions change.

    What coders corrected stays as they said.

    `parties` is what `toolkit.parties.load_parties` takes or gives. Raises PartyError as that does, and RecordError for
    a record whose names were not kept, since it could not be told what the gazetteer says.
    """
    chosen = parties if isinstance(parties, Parties) else belonging.load_parties(parties)
    if record.names.empty and record.provenance.get("counts", {}).get("NAMES", 0):
        raise RecordError(
            "this record does not hold the names that its texts were searched for",
            works="a record of toolkit.extract or toolkit.open_corpus",
            step="extract the articles again",
        )
    found = belonging.assign(before_corrections(record), record.articles, chosen)
    found = claims.label(found, record.articles)
    about = {**record.provenance.get("parties", {}), "content": belonging.as_mapping(chosen)}
    parts: dict[str, Any] = {part: found[name] for part, name in PARTS.items()}
    colours = {**record.party_colours, **chosen.colours}
    provenance = {**record.provenance, "parties": about}
    fresh = replace(record, **parts, parties=(), party_colours=colours, provenance=provenance, uncorrected=None)
    return again(fresh, record.uncorrected)


def under(record: Record, choices: Mapping[str, str]) -> Record:
    """The same record with other answers to contested memberships; those that are not named stay as they were.

    `choices` maps an entry of the gazetteer to one of its answers in `toolkit/data/choices.csv`, as
    `{"PS.gaza-health": "self"}`: is the ministry Hamas, or a party of its own? Raises PartyError for others.
    """
    chosen = parties_of(record)
    return reassign(record, belonging.as_mapping(chosen) | {"choices": {**chosen.choices, **choices}})


def add_party(record: Record, name: str) -> Record:
    """A party can be chosen that no file names yet: it is written to `.counterpoint/parties.yaml`, without aliases.

    Returns the record with the party among those of the analyst. Raises RecordError where nothing can be written.
    """
    chosen = parties_of(record)
    if name in chosen.aliases:
        return record
    content = belonging.as_mapping(chosen)
    fresh = belonging.load_parties(content | {"parties": {**content["parties"], name: {}}})
    changed = reassign(record, fresh)
    sidecar.write_text(record.home, FILE, belonging.with_party(_words(record), name))
    return changed


def _words(record: Record) -> str:
    file = sidecar.party_file(record.home)
    return "" if file is None else file.read_text(encoding="utf-8-sig")


def overrule(record: Record, speaker: str, party: str | None, *, article: str = "") -> Record:
    """A speaker has the party that the analyst says, here at once and in every later run on the same corpus.

    `party` is the name of a party, the empty string for none, or None to take an earlier override back. It holds in
    all articles, or in the one with the id `article`. The override is written to `.counterpoint/parties.yaml` beside
    the corpus, whose other lines and comments stay. Returns the record with its parties assigned anew. Raises
    PartyError for a party that is not known, and RecordError where nothing can be written; then nothing has changed.
    """
    override = Override(speaker, party or "", article)
    chosen = parties_of(record)
    kept = tuple(one for one in chosen.overrides if (one.speaker, one.article) != (speaker, article))
    changed = reassign(record, replace(chosen, overrides=kept if party is None else (*kept, override)))
    sidecar.write_text(record.home, FILE, belonging.overruled(_words(record), override, keep=party is not None))
    return changed
