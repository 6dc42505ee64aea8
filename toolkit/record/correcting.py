"""What a coder decides about a statement: saved at once, at work at once, and taken back at will."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from toolkit import tables
from toolkit.errors import RecordError
from toolkit.quotes import quotations
from toolkit.record.amending import log_of, whole, whose, with_one
from toolkit.record.anchoring import anchored, quoted
from toolkit.record.blind import is_blind
from toolkit.record.corrections import ANALYST, Correction, Quote, append, made, standing
from toolkit.record.deciding import parties_of
from toolkit.record.query import UNASSIGNED
from toolkit.record.record import Record
from toolkit.record.working import Row, Working, rows_at
from toolkit.tables.values import ACTS, KINDS
from toolkit.text import paragraphs

CHANGES = ("party", "speaker", "kind", "act", "target_party", "spans", "speaker_span", "cue_span")
"""What a coder may say of a statement."""


def correct(record: Record, statement_id: str, *, who: str = ANALYST, why: str = "", **changes: Any) -> Record:
    """The statement is as the coder says, here at once and in every later run on the same corpus.

    `changes` are any of `party` and `target_party` (a party of the record, or the empty string for none), `speaker` (a
    name), `kind`, `act`, `spans` (pairs of offsets, in order), and `speaker_span` and `cue_span` (one pair each: the
    words of the source and of the cue). Where `spans` come without `kind`, the quotation marks decide it; where
    `speaker` comes without `party`, the party is the one that the corpus has for that name, unless a coder gave the
    statement a party. Returns the record with every correction replayed. Raises RecordError for a statement, field or
    value that is not there, for words that another statement has already, and where nothing can be written; then
    nothing has changed.
    """
    row, text, source = _statement(record, statement_id)
    after = _after(record, row, text, changes)
    before = {name: value_now(row, text, name) for name in after}
    fresh = {name for name, value in after.items() if value != before[name]}
    # A party that stays as it is must be told where it would otherwise follow from the speaker.
    after = {name: value for name, value in after.items() if name in fresh or (name == "party" and "speaker" in fresh)}
    if not after:
        raise RecordError(
            f"the statement {statement_id!r} is so already",
            works="another value for one of " + ", ".join(CHANGES),
            step="call accept to keep that it was looked at",
        )
    if "spans" in after:
        work = Working(record.tables(), {})
        work.take([row["article_id"]])
        _alone(work, row["article_id"], after["spans"], but=statement_id)
    before = {name: before[name] for name in after}
    return kept(record, made_about("change", who, row, text, source, why=why, before=before, after=after))


def accept(record: Record, statement_id: str, *, who: str = ANALYST, why: str = "") -> Record:
    """The statement was looked at and is right: nothing in the tables changes, and `reviewed` lists it.

    Raises RecordError for a statement that is not there, and where nothing can be written.
    """
    row, text, source = _statement(record, statement_id)
    return kept(record, made_about("accept", who, row, text, source, why=why))


def reject(record: Record, statement_id: str, *, who: str = ANALYST, why: str = "") -> Record:
    """The statement is none: it is left out here and in every later run, and what it held goes to who holds it now.

    Its figures, clauses of harm and mentions belong to the statement around it, or to the reporter; statements inside
    it have its parent; its replies are gone. Raises RecordError as `accept` does.
    """
    row, text, source = _statement(record, statement_id)
    return kept(record, made_about("reject", who, row, text, source, why=why))


def add_statement(
    record: Record, article_id: str, spans: Iterable[Sequence[int]], *, who: str = ANALYST, why: str = "", **fields: Any
) -> Record:
    """A statement that was missed is in the record, here at once and in every later run.

    `spans` are pairs of offsets into the article's text, in order: the pieces of the content. `fields` are those that
    `correct` takes; `act` is "assert" where it is not given, `kind` comes from the quotation marks, the party from the
    speaker. Its id is made of article and place as all are, its confidence is 1. Raises RecordError for an article,
    field or value that is not there, for a statement that is there already, and where nothing can be written.
    """
    if strange := [name for name in fields if name not in CHANGES or name == "spans"]:
        raise _unknown_field(strange[0])
    text, source = article_of(whole(record), article_id)
    work = Working(record.tables(), {})
    work.take([article_id])
    row: Row = {"article_id": article_id, "cue_start": None, "cue_end": None}
    after = _after(record, row, text, {"act": "assert", **fields, "spans": spans})
    pieces = _alone(work, article_id, after["spans"])
    if record.uncorrected is not None and "STATEMENTS" in record.uncorrected.frames:
        # An id that a rejected statement had is not given again.
        work.rows |= {key: {} for key in record.uncorrected.frames["STATEMENTS"]["statement_id"]}
    anchor = anchored(article_id, source, text, pieces, after.get("cue"))
    name = work.name_for(article_id, pieces)
    return kept(record, made("add", who, statement=name, anchor=anchor, after=after, why=why))


def undo(record: Record, *, who: str = ANALYST, correction: str | None = None, why: str = "") -> Record:
    """A correction of the coder is taken back, and the tables are what they would be had it never been made.

    It is the last one that still holds, or the one with the id `correction`; to take back an undo brings back what it
    took. The line itself stays in the log. Raises RecordError where there is none, and where nothing can be written.
    """
    stand = standing(log_of(whole(record), who=who))
    wanted = [one for one in stand if (one.what != "undo" if correction is None else one.id == correction)]
    if not wanted:
        named = "there is nothing to take back" if correction is None else f"no correction {correction!r} holds"
        ids = ", ".join(f"{one.id} ({one.what})" for one in stand[-5:])
        raise RecordError(
            f"{named} in the log of {who!r}",
            works=ids or "a coder with corrections",
            step="look at toolkit.record.corrections_of(record.home)",
        )
    last = wanted[-1]
    return kept(record, made("undo", who, of=last.id, statement=last.statement, why=why))


def kept(record: Record, correction: Correction) -> Record:
    """Save a correction and replay all that the record shows; only a coder who would see it may save one."""
    only = whose(record)
    if only is None and is_blind(correction.who):
        raise RecordError(
            f"{correction.who!r} works blind, and this record shows what others decided",
            works=f"toolkit.record.corrected(record, who={correction.who!r})[0]",
            step="correct that record, or choose a name that does not begin with blind-",
        )
    if only is not None and correction.who != only:
        raise RecordError(
            f"this record has the corrections of {only!r} alone, and {correction.who!r} would not see their own",
            works=f"who={only!r}",
            step=f"say who={only!r}, or correct a record that has the corrections of {correction.who!r}",
        )
    append(record.home, correction)
    return with_one(record, correction)


def made_about(what: str, who: str, row: Row, text: str, source: str, **parts: Any) -> Correction:
    """A new correction of a statement, anchored where its words stand now."""
    anchor = anchored(row["article_id"], source, text, row["spans"], value_now(row, text, "cue"))
    return made(what, who, statement=row["statement_id"], anchor=anchor, **parts)


def article_of(record: Record, article_id: str) -> tuple[str, str]:
    """Text and source of an article."""
    articles = record.articles
    there = np.flatnonzero(articles["article_id"] == article_id)
    if not len(there):
        raise RecordError(
            f"there is no article {article_id!r} in this record",
            works="an article_id of record.articles",
            step="look the article up there",
        )
    place = int(there[0])
    return str(articles["text"].iloc[place]), str(articles["source"].iloc[place])


def _statement(record: Record, statement_id: str) -> tuple[Row, str, str]:
    """A statement as it is, with the text and the source of its article."""
    statements = whole(record).statements
    there = np.flatnonzero(statements["statement_id"] == statement_id)
    if not len(there):
        raise RecordError(
            f"there is no statement {statement_id!r} in this record",
            works="a statement_id of record.statements",
            step="look it up there; a statement that was rejected comes back with undo",
        )
    row = rows_at(statements.iloc[there], [0], tables.contract("STATEMENTS").names)[0]
    return (row, *article_of(record, row["article_id"]))


def value_now(row: Row, text: str, name: str) -> Any:
    """What a field of a correction is in a statement as it stands."""
    if name == "spans":
        return [quoted(text, low, high) for low, high in row["spans"]]
    if name in ("cue", "speaker_mention"):
        low, high = (row[f"{name.removesuffix('_mention')}_{end}"] for end in ("start", "end"))
        return None if low is None else quoted(text, low, high)
    return row[name]


def _after(record: Record, row: Row, text: str, changes: Mapping[str, Any]) -> Row:
    """The fields that a coder's words set, each found to be possible, with those that follow from them."""
    after: Row = {}
    for name, value in changes.items():
        if name not in CHANGES:
            raise _unknown_field(name)
        if name in ("party", "target_party"):
            after[name] = _party(record, value)
        elif name in ("kind", "act"):
            after[name] = _one_of(name, value, KINDS if name == "kind" else ACTS)
        elif name == "speaker":
            after |= _speaker(record, value, row["article_id"])
        elif name == "spans":
            after["spans"] = _spans(value, text)
        elif name == "cue_span":
            after |= _cue(record, *_spans([value], text))
        else:
            after["speaker_mention"] = _spans([value], text)[0]
    if "spans" in after and "kind" not in after:
        after["kind"] = _kind(text, after["spans"])
    return after


def _alone(work: Working, article_id: str, quotes: Sequence[Quote], *, but: str = "") -> list[list[int]]:
    """The spans of a content that no other statement has; two with the same words would count what is said twice."""
    pieces = [[quote.start, quote.end] for quote in quotes]
    twin = work.twin_of(article_id, pieces, but=but)
    if twin is not None:
        raise RecordError(
            f"the statement {twin['statement_id']!r} has just this content",
            works="words that no statement has yet",
            step="call correct to change that one" + (", and reject this one where it is the same" if but else ""),
        )
    return pieces


def _unknown_field(name: str) -> RecordError:
    return RecordError(
        f"a statement cannot be corrected in {name!r}", works=", ".join(CHANGES), step="use one of these names"
    )


def _one_of(name: str, value: Any, allowed: Sequence[str]) -> str:
    if value not in allowed:
        raise RecordError(f"{value!r} is no {name}", works=", ".join(allowed), step="use one of these")
    return str(value)


def _party(record: Record, value: Any) -> str:
    known = dict.fromkeys([*record.parties, *parties_of(record).aliases])
    party = "" if value in ("", UNASSIGNED) else value
    if party and party not in known:
        raise RecordError(
            f"{value!r} is no party of this record",
            works=", ".join(known) + ", or the empty string for none",
            step="call toolkit.record.add_party to have a new one",
        )
    return str(party)


def _spans(value: Any, text: str) -> list[Quote]:
    """Pairs of offsets as quotes: in order, inside the text, each with something to read."""
    try:
        pairs = [(int(low), int(high)) for low, high in value]
    except (TypeError, ValueError):
        pairs = []
    ordered = all(high <= low for (_, high), (low, _) in pairwise(pairs))
    inside = all(0 <= low < high <= len(text) for low, high in pairs)
    if not pairs or not ordered or not inside or not all(any(map(str.isalnum, text[a:b])) for a, b in pairs):
        raise RecordError(
            f"{value!r} are no places of words in the article",
            works=f"pairs of start and end, in order, from 0 to {len(text)}, each around a word",
            step="take the offsets of what was marked in ARTICLES.text",
        )
    return [quoted(text, low, high) for low, high in pairs]


def _speaker(record: Record, name: Any, article_id: str) -> Row:
    """A speaker with what the corpus knows of that name: in this article first."""
    name = " ".join(str(name).split())
    speakers = record.speakers[record.speakers["speaker"] == name] if name else record.speakers.iloc[:0]
    here = speakers[speakers["article_id"] == article_id]
    known = here if len(here) else speakers
    sort = str(known["speaker_type"].iloc[0]) if len(known) else ""
    # Nobody is not named; of a name that no article has it is not known what it is.
    named = (bool(known["named"].fillna(value=False).any()) if len(known) else None) if name else False
    return {"speaker": name, "speaker_type": sort, "named": named}


def _cue(record: Record, quote: Quote) -> Row:
    """A cue with the lemma, class and stance that most statements of the record with the same words have."""
    statements = record.statements
    same = statements[statements["cue"].str.casefold() == quote.exact.casefold()]
    common = same.groupby(["cue_lemma", "cue_class", "cue_stance"]).size().sort_values(kind="stable")
    lemma, sort, stance = common.index[-1] if len(common) else (quote.exact.casefold(), "speech", "neutral")
    return {"cue": quote, "cue_lemma": str(lemma), "cue_class": str(sort), "cue_stance": str(stance)}


def _kind(text: str, spans: Sequence[Quote]) -> str:
    """The kind that the quotation marks tell, by the rule of the language room."""
    # Imported when it is needed: the room loads spaCy, and a saved record is corrected without it.
    from toolkit.language.reading import Reading  # noqa: PLC0415
    from toolkit.language.statements import kind_of  # noqa: PLC0415

    reading = Reading("", text, None, (), tuple(quotations(text, paragraphs(text))), 0)
    return kind_of(reading, [(quote.start, quote.end) for quote in spans])
