"""What a panel works out before a correction is saved: which words are meant, and which party."""

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from toolkit import parties as belonging
from toolkit import record as verbs
from toolkit.errors import CounterpointError, RefusedWarning
from toolkit.panels.rows import choosable
from toolkit.record import UNASSIGNED, Record

Span = tuple[int, int]


def meant(text: str, selection: Mapping[str, int]) -> Span | None:
    """What is selected in a text, without white space at its ends; None for nothing.

    >>> meant("He said no.", {"start": 2, "end": 8}), meant("He said no.", {})
    ((3, 7), None)
    """
    start, end = selection.get("start", 0), selection.get("end", 0)
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    return (start, end) if start < end else None


def with_piece(text: str, spans: Sequence[Sequence[int]], piece: Span) -> list[Span]:
    """The pieces with one more, in order; those that overlap, or have only white space between them, become one.

    >>> with_piece("We won, he said, today. Yes.", [(0, 6)], (17, 23))
    [(0, 6), (17, 23)]
    >>> with_piece("We won, he said, today. Yes.", [(17, 23), (0, 6)], (24, 28))
    [(0, 6), (17, 28)]
    """
    found: list[Span] = []
    for start, end in sorted([*((int(low), int(high)) for low, high in spans), piece]):
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def with_party(record: Record, party: str, work: Callable[[Record], Record]) -> Record:
    """What `work` makes of a record, and a party that no list has yet is written to `parties.yaml` once that is saved.

    Raises PartyError for a name that cannot be a party, and what `work` raises; then nothing is written. A party that
    could not be written draws a RefusedWarning.
    """
    if party in ("", UNASSIGNED, *choosable(record)):
        return work(record)
    known = belonging.as_mapping(verbs.parties_of(record))
    belonging.load_parties({**known, "parties": {**known["parties"], party: {}}})
    done = work(replace(record, parties=(*record.parties, party)))
    try:
        return verbs.add_party(done, party)
    except CounterpointError as error:
        message = f"The correction is saved, and the party {party!r} is not in the list of parties: {error}"
        warnings.warn(message, RefusedWarning, stacklevel=2)
        return done
