"""A record with the corrections of its coders: all of them but those who work blind, or those of one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from toolkit import tables
from toolkit.errors import RecordError
from toolkit.record.blind import is_meant
from toolkit.record.corrections import Correction, corrections_of, hash_of, holding, in_time
from toolkit.record.merging import refusals
from toolkit.record.record import PARTS, Record, before_corrections
from toolkit.record.replay import Replayed, replay
from toolkit.record.uncorrected import Uncorrected

ORPHANS = ("correction", "what", "who", "when", "why", "statement_id", "article_id", "source", "quote", "reason")
REVIEWED = ("statement_id", "what", "who", "when", "why")
# What a statement is listed with where one coder decided several things about it.
_WEIGHT = {"accept": 0, "change": 1, "add": 2, "reject": 3}
_SHOWN = 80


def corrected(record: Record, *, who: str | None = None) -> tuple[Record, pd.DataFrame]:
    """Every correction that holds is at work in the Record, at its own place, or is a row of the second frame.

    The corrections are those of `who`, or of all coders, in the order of time; the log beside the corpus is read anew,
    and what the record was corrected with before counts too. A coder whose name begins with `blind-` is left out unless
    it is `who`, so that a blind second pass changes nothing before it is adjudicated. Whatever was corrected before is
    replayed from the tables as they were, so nothing is applied twice. A correction finds its statement by the
    statement_id while the same content stands there, else by its words with what stands around them, in the same
    article or in one of the same file. Tables in which nothing changes are the same objects.

    One row of the second frame is one correction that found no place: `correction` (its id), `what`, `who`, `when` (ISO
    text), `why`, `statement_id`, `article_id`, `source` and `quote` as they were, and `reason`, all text. They are
    among `refused` too. `provenance["corrections"]` counts what was applied, and has the hash of the log.

    Raises RecordError for a selection, since corrections are of a whole record.

    >>> record = Record(tables.frame("ARTICLES", [{"article_id": "a0", "text": "No one spoke."}]))
    >>> len(corrected(record)[1])
    0
    """
    whole(record)
    log = log_of(record, who=who)
    if not log and who is None and record.uncorrected is None:
        return record, _listed([])
    before = before_corrections(record)
    done = replay(before, holding(log))
    frames = done.frames
    if done.orphans:
        frames["REFUSED"] = refusals([before["REFUSED"], _refused(done.orphans)])
    kept = {name: table for name, table in before.items() if frames[name] is not table}
    about = {key: value for key, value in record.provenance.items() if key != "corrections"}
    if log or who is not None:
        about["corrections"] = _about(done, log, who)
    past = Uncorrected(kept, log, who, done.placed, tuple(done.orphans)) if log or who is not None else None
    return replace(record, **_parts(frames), provenance=about, uncorrected=past), _listed(done.orphans)


def _parts(frames: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    return {part: frames[name] for part, name in PARTS.items()}


def with_one(record: Record, one: Correction) -> Record:
    """The Record with one more correction, which stands in the log already, as `corrected` would give it.

    Where nothing else was decided since, and no statement moves, only that one is applied: panels wait for it.
    """
    past = record.uncorrected
    light = one.what == "accept" or (one.what == "change" and not one.after.keys() & {"spans", "cue"})
    if past is None or past.placed is None or not light:
        return corrected(record, who=whose(record))[0]
    log = log_of(record, who=past.who)
    if log != (*past.log, one):
        return corrected(record, who=past.who)[0]
    done = replay(record.tables(), [one])
    if done.orphans:
        return corrected(record, who=past.who)[0]
    kept = {name: table for name, table in record.tables().items() if done.frames[name] is not table}
    counts = Counter(record.provenance["corrections"]["counts"]) + Counter([one.what] if one.id in done.placed else [])
    about = {**record.provenance["corrections"], "counts": dict(sorted(counts.items())), "sha256": hash_of(log)}
    return replace(
        record,
        **_parts(done.frames),
        provenance={**record.provenance, "corrections": about},
        uncorrected=replace(past, frames={**kept, **past.frames}, log=log, placed={**past.placed, **done.placed}),
    )


def log_of(record: Record, *, who: str | None) -> tuple[Correction, ...]:
    """The log beside the corpus of a record, with what the record keeps and the log has not.

    It is that of one coder, or of all but the blind. So nothing is lost where a saved record is read without the folder
    that its corrections lie in.
    """
    beside = corrections_of(record.home, who=who)
    known = {(one.who, one.id) for one in beside}
    own = () if record.uncorrected is None else record.uncorrected.log
    more = [one for one in own if is_meant(one.who, who) and (one.who, one.id) not in known]
    return in_time(sorted([*more, *beside], key=lambda one: one.when)) if more else beside


def whose(record: Record) -> str | None:
    """The coder whose corrections alone a record has, or None for all but the blind."""
    return None if record.uncorrected is None else record.uncorrected.who


def again(record: Record, kept: Uncorrected | None) -> Record:
    """The corrections that were at work in a record before its tables were made anew are at work in them again.

    What a selection leaves out is passed over.
    """
    if kept is None:
        return record
    if not is_part(record.provenance):
        return corrected(replace(record, uncorrected=kept.bare()), who=kept.who)[0]
    frames = replay(record.tables(), holding(kept.log), part=True).frames
    return replace(record, **_parts(frames), uncorrected=kept)


def is_part(provenance: Mapping[str, Any]) -> bool:
    """Whether a provenance is of a selection, or of records merged of which one was a selection."""
    return bool(provenance.get("selections")) or any(is_part(one) for one in provenance.get("merged", ()))


def whole(record: Record) -> Record:
    """The same record; raises RecordError for a selection, whose left-out statements could not follow."""
    if is_part(record.provenance):
        raise RecordError(
            "this is a selection of a record, and corrections are of the whole",
            works="the record that the selection was made from",
            step="correct that one, and select from what comes back",
        )
    return record


def coding(record: Record, *, who: str) -> pd.DataFrame:
    """STATEMENTS as one coder has them: what the machine found, with the corrections of this coder and of nobody else.

    Raises RecordError for a selection.
    """
    return corrected(record, who=who)[0].statements


def orphans(record: Record) -> pd.DataFrame:
    """The corrections of a record that found no place when they were replayed: the second frame of `corrected`.

    Nothing is replayed for it; a record whose corrections were not replayed here has none.

    >>> len(orphans(Record(tables.frame("ARTICLES", [{"article_id": "a0"}]))))
    0
    """
    return _listed([] if record.uncorrected is None else record.uncorrected.orphans)


def reviewed(record: Record) -> pd.DataFrame:
    """Every statement that a coder looked at stands once for each coder who did, with what they decided.

    One row is one statement and coder, in the order of time: `statement_id` (of a rejected one the id that it had),
    `what` (accept, change, add or reject: what weighs most where a coder decided several), `who`, `when` (datetime, in
    universal time), `why`. Corrections that were taken back or found no place are not listed. The coders are those
    whose corrections the record has. Raises RecordError for a selection.

    >>> list(reviewed(Record(tables.frame("ARTICLES", [{"article_id": "a0"}]))).columns)
    ['statement_id', 'what', 'who', 'when', 'why']
    """
    lines, past = log_of(whole(record), who=whose(record)), record.uncorrected
    log = holding(lines)
    if past is not None and past.placed is not None and past.log == lines:
        placed = past.placed
    else:
        placed = replay(before_corrections(record), log).placed if log else {}
    most: dict[tuple[str, str], Correction] = {}
    for one in log:
        key = (placed.get(one.id, ""), one.who)
        if key[0] and (key not in most or _WEIGHT[one.what] >= _WEIGHT[most[key].what]):
            most[key] = one
    ordered = sorted(most.items(), key=lambda item: item[1].when)
    rows = [(statement, one.what, who, one.when, one.why) for (statement, who), one in ordered]
    found = pd.DataFrame(rows, columns=list(REVIEWED), dtype="str")
    found["when"] = pd.to_datetime(found["when"], utc=True).dt.tz_localize(None).astype("datetime64[us]")
    return found


def _about(done: Replayed, log: Sequence[Correction], who: str | None) -> dict[str, Any]:
    counts = Counter(one.what for one in holding(log) if one.id in done.placed)
    return {"counts": dict(sorted(counts.items())), "orphans": len(done.orphans), "who": who, "sha256": hash_of(log)}


def _listed(orphans: Sequence[tuple[Correction, str]]) -> pd.DataFrame:
    rows = []
    for one, reason in orphans:
        anchor = one.anchor
        place = ("", "", "") if anchor is None else (anchor.article_id, anchor.source, anchor.quote.exact)
        rows.append((one.id, one.what, one.who, one.when, one.why, one.statement, *place, reason))
    return pd.DataFrame(rows, columns=list(ORPHANS), dtype="str")


def _refused(orphans: Sequence[tuple[Correction, str]]) -> pd.DataFrame:
    rows = []
    for one, reason in orphans:
        source, quote = ("", "") if one.anchor is None else (one.anchor.source, one.anchor.quote.exact)
        words = quote if len(quote) <= _SHOWN else quote[: _SHOWN - 1] + "…"
        rows.append({
            "source": f"{source}, correction {one.id} of {one.who}".removeprefix(", "),
            "reason": f"{one.what} of “{words}” found no place: {reason}",
            "works": "the same words with the same words around them, once, in the article or in one of the same file",
            "step": "correct the statement as it is now, or take the correction back with toolkit.undo",
        })  # fmt: skip
    return tables.frame("REFUSED", rows)
