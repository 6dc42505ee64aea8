"""Where two coders differ about a statement: the decision of one is taken or upheld, and the log says against whom.

Everything is told in the coder's own log, as corrections that are replayed like all others. What a disagreement is,
`toolkit.evaluate` says; here it is a statement of one coder and a statement of another.
"""

import pandas as pd

from toolkit.errors import RecordError
from toolkit.record.amending import corrected, log_of, whole
from toolkit.record.correcting import kept, made_about, undo
from toolkit.record.corrections import ANALYST, Correction, holding, standing
from toolkit.record.record import Record, before_corrections
from toolkit.record.replay import replay
from toolkit.record.taking import Apart, both_of, lines_for, nothing_between

SETTLED = ("statement_id", "what", "decided", "theirs", "content", "when", "why")


def adopt(record: Record, statement: str | Apart, *, of: str, who: str = ANALYST, why: str = "") -> Record:
    """The statement is in the coding of `who` as `of` has it, here and in every later run, and the log says of whom.

    `statement` is a statement_id, of both coders or of the one who has it; or an `Apart`, where the two ids differ or
    only some parts are to be taken. What `of` changed or left as it was is taken over, what `of` rejected is rejected,
    what `of` added is added, and what `who` rejected comes back. Where other coders decided something too, what was
    said last counts, as always. Returns the record with every correction replayed.

    Raises RecordError for a statement that neither has, where there is nothing to take, for several speakers at once
    whom no correction can tell, and where nothing can be written; then nothing has changed.
    """
    for line in lines_for(both_of(whole(record), statement, who, of), why):
        record = kept(record, line)
    return record


def uphold(record: Record, statement: str | Apart, *, against: str, who: str = ANALYST, why: str = "") -> Record:
    """The statement stays as `who` has it, and what `against` has otherwise counts as settled, with the reason.

    It is a line that accepts the statement, or that there is none, and changes no table. It keeps what `against` has:
    should they decide otherwise later, the disagreement is open again. `statement` and errors as in `adopt`.
    """
    both = both_of(whole(record), statement, who, against)
    if not both.differs:
        raise nothing_between(both)
    row = both.mine if both.mine is not None else both.theirs or {}
    about = {"why": why, "against": against, "settled": both.differs}
    return kept(record, made_about("accept", who, row, both.text, both.source, **about))


def withdraw(record: Record, *, other: str, who: str = ANALYST, why: str = "") -> Record:
    """The last disagreement that `who` settled with `other` is open again, and the tables are as before it was.

    Raises RecordError where none is settled, and where nothing can be written.
    """
    log = log_of(whole(record), who=who)
    stand = {one.id for one in standing(log)}
    places = [place for place, one in enumerate(log) if one.id in stand and _is_settling(one, other)]
    if not places:
        raise RecordError(
            f"{who!r} has settled nothing with {other!r}",
            works="a coder with whom a disagreement was settled",
            step="look at toolkit.record.settled(record, other=...)",
        )
    first = last = places[-1]
    # What had to be taken back for it stands right before it.
    while first and log[first - 1].what == "undo" and log[first - 1].adopted == other and log[first - 1].id in stand:
        first -= 1
    for line in log[first : last + 1][::-1]:
        record = undo(record, who=who, correction=line.id, why=why)
    return record


def settled(record: Record, *, other: str, who: str = ANALYST) -> pd.DataFrame:
    """Everything that `who` settled with `other` and did not withdraw is told once, by what was decided last.

    One row is one thing they differed in, in the order of time: `statement_id` (as it was), `what` (statement, or one
    of words, cue, speaker, party, kind, act), `decided` (adopted or upheld), `theirs` (what `other` had; of a statement
    its words, empty for none), `content` (as printed), `when` (ISO text), `why`; all text.

    >>> from toolkit.tables import frame
    >>> settled(Record(frame("ARTICLES", [{"article_id": "a"}])), other="blind-anna").empty
    True
    """
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in holding(log_of(record, who=who)):
        if _is_settling(one, other):
            decided, words = "adopted" if one.adopted else "upheld", one.anchor.quote.exact if one.anchor else ""
            for what, theirs in one.settled.items():
                found.pop((one.statement, what), None)
                found[one.statement, what] = (one.statement, what, decided, theirs, words, one.when, one.why)
    return pd.DataFrame(list(found.values()), columns=list(SETTLED), dtype="str")


def upheld(record: Record, *, against: str, who: str = ANALYST) -> set[tuple[str, str, str, str]]:
    """What `who` upheld against another: (coder, statement_id in their coding, what, what the other had then).

    A statement that both have is told for both coders. Raises RecordError for a selection.
    """
    log = holding(log_of(whole(record), who=who))
    lines = [one for one in log if one.against == against]
    if not lines:
        return set()
    placed = {
        who: replay(before_corrections(record), log).placed,
        against: replay(corrected(record, who=against)[0].tables(), lines).placed,
    }
    return {
        (coder, there[one.id], what, theirs)
        for coder, there in placed.items()
        for one in lines
        if one.id in there
        for what, theirs in one.settled.items()
    }


def independent(record: Record, *, who: str) -> pd.DataFrame:
    """STATEMENTS as a coder had them before they settled anything with another: what agreement is measured on.

    Raises RecordError for a selection.
    """
    log = [one for one in log_of(whole(record), who=who) if not (one.adopted or one.against)]
    return replay(before_corrections(record), holding(log)).frames["STATEMENTS"]


def articles_decided(record: Record, *, who: str) -> tuple[str, ...]:
    """The articles in which a coder decided anything, in the order of the record; to accept is to decide.

    Raises RecordError for a selection.
    """
    before = before_corrections(whole(record))
    done = replay(before, holding(log_of(record, who=who)))
    places: dict[str, str] = {}
    for table in (before["STATEMENTS"], done.frames["STATEMENTS"]):
        places |= dict(zip(table["statement_id"], table["article_id"], strict=True))
    there = {places.get(key, "") for key in done.placed.values()}
    return tuple(article for article in record.articles["article_id"] if article in there)


def _is_settling(one: Correction, other: str) -> bool:
    return other in (one.adopted, one.against) and one.what != "undo"
