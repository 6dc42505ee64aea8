"""A statement as two coders have it, and the corrections that make one coder's what the other's is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from toolkit import tables
from toolkit.errors import RecordError
from toolkit.record.amending import corrected, log_of, whole
from toolkit.record.anchoring import anchored
from toolkit.record.correcting import made_about, value_now
from toolkit.record.corrections import FIELDS, Correction, holding, made
from toolkit.record.narrowing import narrowed
from toolkit.record.record import Record, before_corrections
from toolkit.record.replay import Replayed, replay
from toolkit.record.voices import value_of
from toolkit.record.working import Row, rows_at

PARTS = {
    "words": ("spans",),
    "cue": ("cue", "cue_lemma", "cue_class", "cue_stance"),
    "speaker": ("speaker", "speaker_type", "named", "speaker_mention"),
    "party": ("party",),
    "kind": ("kind",),
    "act": ("act", "target_party"),
}
"""What of a statement can be taken from another coder, and the fields that go with it."""
STATEMENT = "statement"

Lines = Sequence[Correction]


@dataclass(frozen=True)
class Apart:
    """What two coders differ in: the ids of a statement with the first and with the second, empty for who has none.

    `parts` are those of PARTS that are meant.
    """

    mine: str
    theirs: str
    parts: Sequence[str] = tuple(PARTS)


@dataclass(frozen=True)
class Both:
    """A statement as a coder has it and as another does, None for who has none, and the article it stands in.

    `record` has the corrections of the coder and of nobody else; `parts` are those that are to be settled.
    """

    record: Record
    who: str
    other: str
    mine: Row | None
    theirs: Row | None
    text: str
    source: str
    parts: Sequence[str]

    @property
    def differs(self) -> dict[str, str]:
        """What they differ in, of the parts, and what the other has; of a statement its words, empty for none."""
        if self.mine is None or self.theirs is None:
            return {STATEMENT: told(self.theirs, "words") if self.theirs is not None else ""}
        pairs = {name: (told(self.mine, name), told(self.theirs, name)) for name in self.parts}
        return {name: theirs for name, (mine, theirs) in pairs.items() if mine != theirs}

    def done(self, lines: Lines = ()) -> Replayed:
        """The coder's corrections replayed, with some more."""
        log = [*log_of(self.record, who=self.who), *lines]
        return replay(before_corrections(self.record), holding(log))


def told(row: Row, name: str) -> str:
    """What a statement has of a part, in words."""
    return str(row["content" if name == "words" else name]) if name in ("words", "cue") else value_of(row, name)


def both_of(record: Record, statement: str | Apart, who: str, other: str) -> Both:
    """A statement of two coders; a mere id is that of both, or of the one who has it. Raises RecordError."""
    if who == other:
        raise RecordError(
            f"{who!r} cannot settle anything with themselves", works="two coders", step="name the other coder"
        )
    apart = Apart(statement, statement) if isinstance(statement, str) else statement
    if strange := [name for name in apart.parts if name not in PARTS]:
        raise RecordError(
            f"a statement has no part {strange[0]!r} to settle", works=", ".join(PARTS), step="use one of these names"
        )
    near = _around(whole(record), apart, (who, other))
    ours, others = (corrected(near, who=coder)[0] for coder in (who, other))
    mine, theirs = _row(ours.statements, apart.mine), _row(others.statements, apart.theirs)
    if mine is None and theirs is None:
        raise RecordError(
            f"neither {who!r} nor {other!r} has the statement {apart.mine or apart.theirs!r}",
            works="first_id or second_id of toolkit.evaluate.open_disagreements",
            step="list the disagreements anew",
        )
    article = (mine or theirs or {})["article_id"]
    place = int(np.flatnonzero(record.articles["article_id"] == article)[0])
    text, source = (str(record.articles[name].iloc[place]) for name in ("text", "source"))
    return Both(ours, who, other, mine, theirs, text, source, tuple(apart.parts))


def _around(record: Record, apart: Apart, coders: Sequence[str]) -> Record:
    """The record of the articles that a statement may stand in: all, where it is not known from its id."""
    keys = {apart.mine, apart.theirs} - {""}
    table = before_corrections(record)["STATEMENTS"]
    there = table[table["statement_id"].isin(keys)]
    places = dict(zip(there["statement_id"], there["article_id"], strict=True))
    for one in (line for coder in coders for line in log_of(record, who=coder)):
        if one.statement in keys and one.what == "add" and one.anchor is not None:
            places.setdefault(one.statement, one.anchor.article_id)
    known = set(record.articles["article_id"])
    return narrowed(record, places.values()) if keys == places.keys() and {*places.values()} <= known else record


def nothing_between(both: Both) -> RecordError:
    """Two coders who have the same."""
    return RecordError(
        f"{both.who!r} and {both.other!r} do not differ in this",
        works="what toolkit.evaluate.open_disagreements lists",
        step="list the disagreements anew, or call accept to keep that it was looked at",
    )


def lines_for(both: Both, why: str) -> list[Correction]:
    """The lines after which the coder's statement is as the other has it, none of them kept yet.

    The last one says what was settled. Raises RecordError where there is nothing to take, and for what no correction
    can tell.
    """
    about = {"why": why, "adopted": both.other, "settled": both.differs}
    if both.mine is None:
        return _brought_in(both, about)
    if both.theirs is None:
        return [made_about("reject", both.who, both.mine, both.text, both.source, **about)]
    line = _change(both, both.mine, about)
    if line.what == "accept" and not both.differs:
        raise nothing_between(both)
    return _made_so(both, [line], about)


def _brought_in(both: Both, about: dict[str, Any]) -> list[Correction]:
    """What the coder rejected comes back, else it is added."""
    theirs = both.theirs or {}
    back = _taken_back(both, theirs["statement_id"], rejected=True)
    mine = _row(both.done(back).frames["STATEMENTS"], theirs["statement_id"]) if back else None
    if mine is not None:
        return _made_so(both, [*back, _change(both, mine, about)], about)
    table = both.record.statements
    own = table[table["article_id"] == theirs["article_id"]]
    if any(spans == theirs["spans"] for spans in own["spans"]):
        # It would be laid over a statement of the coder's own, which is another one of the other's.
        raise _not_as_theirs(both)
    after = {name: value_now(theirs, both.text, name) for name in FIELDS}
    anchor = anchored(theirs["article_id"], both.source, both.text, theirs["spans"], after["cue"])
    added = made("add", both.who, statement=theirs["statement_id"], anchor=anchor, after=after, **about)
    return _made_so(both, [added], about)


def _made_so(both: Both, lines: list[Correction], about: dict[str, Any]) -> list[Correction]:
    """The lines, once it is sure that they do what they should."""
    if _is_so(both, lines):
        return lines
    # Several speakers at once are told by the machine alone: they come back where nothing is said against them.
    key = lines[-1].statement
    back = [*lines[:-1], *_taken_back(both, key, rejected=False)]
    fresh = _row(both.done(back).frames["STATEMENTS"], key)
    lines = [*back, _change(both, fresh, about)] if fresh is not None else lines
    if not _is_so(both, lines):
        raise _not_as_theirs(both)
    return lines


def _not_as_theirs(both: Both) -> RecordError:
    return RecordError(
        f"the statement cannot be made as {both.other!r} has it: several speak at once, or its words are another's",
        works="a statement with one speaker, whose words no other has",
        step="correct the statement by hand, and uphold it with the reason",
    )


def _change(both: Both, now: Row, about: dict[str, Any]) -> Correction:
    """One line that sets what is not as wanted: the parts as the other has them, the rest as the coder had it."""
    wanted = {name for part in both.parts for name in PARTS[part]}
    own = both.mine if both.mine is not None else now
    then = {name: value_now((both.theirs if name in wanted else own) or own, both.text, name) for name in FIELDS}
    before = {name: value_now(now, both.text, name) for name in FIELDS}
    after = {name: value for name, value in then.items() if value != before[name]}
    if "speaker" in after:
        after["party"] = then["party"]  # else it would follow from the speaker
    parts = {"before": {name: before[name] for name in after}, "after": after, **about}
    return made_about("change" if after else "accept", both.who, now, both.text, both.source, **parts)


def _taken_back(both: Both, key: str, *, rejected: bool) -> list[Correction]:
    """Lines that take back what the coder decided about a statement: that it is none, or who speaks in it."""
    placed = both.done().placed
    own = [one for one in holding(log_of(both.record, who=both.who)) if placed.get(one.id) == key]
    lost = [one for one in own if (one.what == "reject" if rejected else one.after.keys() & {"speaker", "party"})]
    return [made("undo", both.who, of=one.id, statement=one.statement, adopted=both.other) for one in lost[::-1]]


def _is_so(both: Both, lines: Lines) -> bool:
    """Whether the coder's statement is as the other has it, in all the parts, with these lines in the log."""
    done = both.done(lines)
    row = _row(done.frames["STATEMENTS"], done.placed.get(lines[-1].id, ""))
    return row is not None and all(told(row, name) == told(both.theirs or {}, name) for name in both.parts)


def _row(statements: pd.DataFrame, key: str) -> Row | None:
    places = np.flatnonzero(statements["statement_id"] == key).tolist() if key else []
    return rows_at(statements, places, tables.contract("STATEMENTS").names)[0] if places else None
