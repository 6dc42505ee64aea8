"""What scoring gives: plain counts, which can be added up, and every difference in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Count(NamedTuple):
    """How many of the judged were right."""

    right: int
    judged: int

    def __str__(self) -> str:
        return f"{self.right} of {self.judged}"


@dataclass(frozen=True)
class Score:
    """What an extractor got right on one report or several: plain counts, and every difference in words.

    `gold`, `found` and `extra` count statements: coded by hand, matched one to one, and predicted without a match;
    `gold_figures`, `found_figures` and `extra_figures` likewise. `parts` counts, over the matched rows, what was
    right: kind, cue, speaker_name, speaker_mention, speaker_type, party (where the gold has one), unassigned (where it
    has none), party_given (where the prediction has one), addressee, addressee_party, via, parent, act, target; for
    figures the same with `figure_` before the column, and figure_bounds (low, high and bound at once); then `traps`
    (statements and sources that must not be taken, and were not), `figure_traps` and replies, reply_extra where replies were scored.
    """

    gold: int = 0
    found: int = 0
    extra: int = 0
    gold_figures: int = 0
    found_figures: int = 0
    extra_figures: int = 0
    parts: Mapping[str, Count] = field(default_factory=dict)
    differences: tuple[str, ...] = ()

    def rate(self, part: str) -> float:
        """Right divided by judged, 0 to 1; missing (nan) where nothing was judged."""
        count = self.parts.get(part, Count(0, 0))
        return count.right / count.judged if count.judged else float("nan")

    def __str__(self) -> str:
        lines = [
            f"statements: {self.found} of {self.gold} found, {self.extra} extra",
            f"figures: {self.found_figures} of {self.gold_figures} found, {self.extra_figures} extra",
        ]
        return "\n".join(lines + [f"{part}: {count}" for part, count in self.parts.items()])


def total(scores: Iterable[Score]) -> Score:
    """The sum of several scores; their differences follow one another."""
    kept = list(scores)
    parts: dict[str, Count] = {}
    for score_ in kept:
        for part, count in score_.parts.items():
            right, judged = parts.get(part, Count(0, 0))
            parts[part] = Count(right + count.right, judged + count.judged)
    names = ("gold", "found", "extra", "gold_figures", "found_figures", "extra_figures")
    sums = {name: sum(getattr(score_, name) for score_ in kept) for name in names}
    return Score(**sums, parts=parts, differences=tuple(line for score_ in kept for line in score_.differences))


class Sheet:
    """Counts and differences while one report is scored."""

    def __init__(self, report: str) -> None:
        self.report = report
        self.counts: dict[str, list[int]] = {}
        self.differences: list[str] = []

    def say(self, line: str) -> None:
        self.differences.append(f"{self.report} {line}")

    def judge(self, row: str, part: str, *, right: bool, gold: object, found: object) -> None:
        count = self.counts.setdefault(part, [0, 0])
        count[0] += right
        count[1] += 1
        if not right:
            self.say(f"{row} {part}: gold {gold!r}, found {found!r}")

    def parts(self) -> dict[str, Count]:
        return {part: Count(*count) for part, count in self.counts.items()}
