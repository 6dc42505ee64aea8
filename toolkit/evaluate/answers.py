"""What an analyst wrote into a sample: read row by row, and never guessed at."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.evaluate.sample import SEPARATOR
from toolkit.evaluate.standoff import EvaluateError
from toolkit.record import UNASSIGNED
from toolkit.tables import rows as rows_of

NEEDED = ("what", "party", "right", "true_party", "missed", "article_id", "statement_id", "stratum", "weight")
_YES = frozenset(("yes", "y", "true", "1", "1.0"))
_NO = frozenset(("no", "n", "false", "0", "0.0", "none"))

Numbers = NDArray[np.float64]
Voices = dict[str, float]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """One row that somebody has checked: how many voices of each party were found, and how many are there.

    For a passage nothing is `found`, and `there` counts the statements that were missed. `weight` says for how many
    rows it stands, those that nobody checked included.
    """

    statement_id: str
    article_id: str
    cluster: str
    weight: float
    found: Voices
    there: Voices


@dataclass(frozen=True)
class Answers:
    """All answers: of statements and of passages; how many statements they stand for; the strata without answers."""

    statements: list[Answer]
    passages: list[Answer]
    statements_in_all: float
    unchecked: list[str]


def read_answers(sample: pd.DataFrame, *, parties: Iterable[str] = ()) -> Answers:
    """A row without an answer counts on neither side, and its weight goes to those of its stratum that have one.

    `sample` is a frame of `validate`, filled in; after a spreadsheet its cells may be text, and a weight may have a
    comma. `parties` names those that may be meant besides the ones in the sample. Capitals do not matter. Raises
    EvaluateError for a frame that is no sample and for answers that cannot be read, with the line of the sheet.
    """
    if lost := [name for name in NEEDED if name not in sample.columns]:
        raise EvaluateError(
            f"the sample lacks the column {lost[0]!r}",
            works=", ".join(NEEDED),
            step="give the sample of validate() with all its columns",
        )
    told = [{name: _cell(value) for name, value in row.items()} for row in rows_of(sample)]
    names = [part for row in told for part in _parts(row["party"])]
    known = {name.casefold(): name for name in (*parties, *names, UNASSIGNED) if name}
    read: list[tuple[str, float, Answer | None]] = []
    faults: list[tuple[int, EvaluateError]] = []
    for line, row in enumerate(told, start=2):
        try:
            read.append((f"{row['what']}: {row['stratum']}", _weight(row), _answer(row, known)))
        except EvaluateError as error:
            faults.append((line, error))
    if faults:
        raise _faulty(faults)
    return _weighed(read)


def _cell(value: Any) -> str:
    return "" if pd.isna(value) else str(value).strip()


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(SEPARATOR) if part.strip()]


def _weight(row: Row) -> float:
    try:
        weight = float(row["weight"].replace(",", "."))
    except ValueError:
        weight = float("nan")
    if not 1 - 1e-6 <= weight < float("inf"):
        raise EvaluateError(f"the weight {row['weight']!r} cannot be read", works="1 or more", step="put it back")
    return weight


def _answer(row: Row, known: Mapping[str, str]) -> Answer | None:
    """The answer of one row, or None where there is none."""
    reader = _READERS.get(row["what"])
    if reader is None:
        raise EvaluateError(
            f"{row['what']!r} cannot be checked", works=" or ".join(_READERS), step="put the column what back"
        )
    voices = reader(row, known)
    if voices is None:
        return None
    cluster = row.get("cluster") or row["article_id"]
    return Answer(row["statement_id"], row["article_id"], cluster, 0.0, *voices)


def _statement(row: Row, known: Mapping[str, str]) -> tuple[Voices, Voices] | None:
    _empty(row, "missed", "a statement")
    right, other = row["right"].casefold(), row["true_party"]
    if right not in _YES | _NO | {""}:
        raise EvaluateError(f"right is {row['right']!r}", works="yes, no, or nothing", step="write one of these")
    if other and right not in _YES:
        raise EvaluateError(
            f"right is {row['right']!r} and true_party is {other!r}",
            works="yes with the party that is true, or no without one",
            step="write yes if somebody is quoted there and only the party is wrong, else clear true_party",
        )
    if not right:
        return None
    found = _shared(_parts(row["party"]) or [UNASSIGNED])
    if right in _NO:
        return found, {}
    return found, _shared(_named("true_party", other, known)) if other else found


def _passage(row: Row, known: Mapping[str, str]) -> tuple[Voices, Voices] | None:
    _empty(row, "right", "a passage")
    _empty(row, "true_party", "a passage")
    missed = row["missed"]
    if not missed:
        return None
    voices: Voices = {}
    for party in [] if missed.casefold() in _NO else _named("missed", missed, known):
        voices[party] = voices.get(party, 0.0) + 1
    return {}, voices


_READERS: dict[str, Callable[[Row, Mapping[str, str]], tuple[Voices, Voices] | None]] = {
    "statement": _statement,
    "passage": _passage,
}


def _empty(row: Row, column: str, what: str) -> None:
    if row[column]:
        raise EvaluateError(
            f"{column} is {row[column]!r} for {what}",
            works="right and true_party for a statement, missed for a passage",
            step=f"clear {column}, or move the answer to the row it belongs to",
        )


def _named(column: str, cell: str, known: Mapping[str, str]) -> list[str]:
    parts = _parts(cell)
    if strange := [part for part in parts if part.casefold() not in known]:
        raise EvaluateError(
            f"{column} names {strange[0]!r}, which is no party of this sample",
            works=f"{'no, or ' if column == 'missed' else ''}{', '.join(sorted(known.values()))}, with ; between",
            step="correct the spelling, or name a further party in parties=",
        )
    return [known[part.casefold()] for part in parts]


def _shared(parties: list[str]) -> Voices:
    """One statement, shared out among those who speak."""
    voices: Voices = {}
    for party in parties:
        voices[party] = voices.get(party, 0.0) + 1 / len(parties)
    return voices


def _faulty(faults: list[tuple[int, EvaluateError]]) -> EvaluateError:
    line, first = faults[0]
    others = ", ".join(str(number) for number, _ in faults[1:])
    more = f" (lines that cannot be read either: {others})" if others else ""
    return EvaluateError(f"line {line} of the sample: {first.problem}{more}", works=first.works, step=first.step)


def _weighed(read: list[tuple[str, float, Answer | None]]) -> Answers:
    """Each stratum has the same weight as it was drawn with, on the shoulders of the rows that were checked."""
    drawn: dict[str, float] = {}
    answered: dict[str, int] = {}
    for stratum, weight, answer in read:
        drawn[stratum] = drawn.get(stratum, 0.0) + weight
        answered[stratum] = answered.get(stratum, 0) + (answer is not None)
    given: dict[str, list[Answer]] = {name: [] for name in _READERS}
    for stratum, _, answer in read:
        if answer is not None:
            weight = drawn[stratum] / answered[stratum]
            given[stratum.partition(": ")[0]].append(replace(answer, weight=weight))
    statements = {name: weight for name, weight in drawn.items() if name.startswith("statement: ")}
    unchecked = [name.partition(": ")[2] for name in sorted(statements) if not answered[name]]
    return Answers(given["statement"], given["passage"], sum(statements.values()), unchecked)


def not_enough(answers: Answers) -> str:
    """Why nothing can be said of all that is there, in a sentence; empty where something can."""
    if answers.unchecked:
        return f"Too little was checked: no statement of {', '.join(answers.unchecked)}."
    return "" if answers.passages else "Too little was checked: no passage was read, so nobody knows what was missed."


def matrix(voices: Iterable[Voices], parties: list[str]) -> Numbers:
    """One row an answer, one column a party: its voices.

    >>> matrix([{"Red": 1.0}, {}], ["Blue", "Red"]).tolist()
    [[0.0, 1.0], [0.0, 0.0]]
    """
    rows = [[one.get(party, 0.0) for party in parties] for one in voices]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(parties))
