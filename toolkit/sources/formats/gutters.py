"""The reading order of a printed page: its columns, one after the other, and the lines of each from top to bottom."""

from collections.abc import Sequence
from dataclasses import dataclass

# A column has three lines or more: less is a heading beside a date, or a row of a table.
_LEAST_LINES = 3
# Columns are wider than eight letters; what is narrower are numbers and marks before the items of a list.
_LEAST_WIDTH = 6.0
# The gutter between columns, in sizes of the type.
_GUTTER = 0.8


@dataclass(frozen=True)
class Run:
    """Words printed beside each other, without a wide gap: where they stand, in points from the lower left corner."""

    left: float
    right: float
    bottom: float
    size: float
    text: str


@dataclass(frozen=True)
class Block:
    """One column, or what stands above, between or below columns: its lines from top to bottom."""

    lines: tuple[Run, ...]

    @property
    def left(self) -> float:
        """The left edge of most of its lines."""
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        """The right edge of its longest line."""
        return max(line.right for line in self.lines)


def rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs on one height are one row, from left to right; rows from top to bottom.

    >>> [[run.text for run in row] for row in rows([Run(50, 60, 9, 10, "b"), Run(10, 20, 10, 10, "a")])]
    [['a', 'b']]
    """
    found: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -run.bottom):
        if found and found[-1][0].bottom - run.bottom < 0.4 * max(1.0, run.size):
            found[-1].append(run)
        else:
            found.append([run])
    return [sorted(row, key=lambda run: run.left) for row in found]


def blocks(runs: Sequence[Run]) -> list[Block]:
    """Every run stands in one block; blocks are in reading order: columns from left to right, what spans them between.

    A stretch of rows through which one gutter runs, with `_LEAST_LINES` or more on either side, is columns. Method: the
    recursive cut of Nagy and Seth (1984), gutters before gaps.
    """
    found: list[Block] = []
    plain: list[list[Run]] = []
    page = rows(runs)
    place = 0
    while place < len(page):
        end, gutter = _columned(page[place:])
        if gutter is None:
            plain.append(page[place])
            place += 1
            continue
        found += _block(plain)
        plain = []
        held = [run for row in page[place : place + end] for run in row]
        found += blocks([run for run in held if run.right <= gutter])
        found += blocks([run for run in held if run.right > gutter])
        place += end
    return found + _block(plain)


def _block(plain: Sequence[list[Run]]) -> list[Block]:
    return [Block(tuple(_joined(row) for row in plain))] if plain else []


def _joined(row: list[Run]) -> Run:
    first, last = row[0], row[-1]
    text = " ".join(run.text for run in row)
    return Run(first.left, max(last.right, first.right), first.bottom, max(run.size for run in row), text)


def _columned(page: Sequence[list[Run]]) -> tuple[int, float | None]:
    """How many of the first rows one gutter divides, and where it is; None where there is none."""
    left = min(run.left for row in page for run in row)
    right = max(run.right for row in page for run in row)
    # Where nothing stands, as far as the rows have been seen.
    free = [(float("-inf"), float("inf"))]
    count, gutter = 0, None
    for seen, row in enumerate(page, start=1):
        free = [part for gap in free for part in _without(gap, row)]
        within = [gap for gap in free if gap[0] < right and gap[1] > left]
        closed = [gap for gap in within if gap[0] > float("-inf") and gap[1] < float("inf")]
        widest = max(closed, key=lambda gap: gap[1] - gap[0], default=None)
        if widest and _divides(widest, page[:seen]):
            count, gutter = seen, (widest[0] + widest[1]) / 2
        elif gutter is not None or not within:
            break
    return count, gutter


def _without(gap: tuple[float, float], row: list[Run]) -> list[tuple[float, float]]:
    """What is left of a gap when the runs of a row are taken out, without what is too narrow for a gutter."""
    left, right = gap
    found = []
    for run in row:
        if run.right <= left or run.left >= right:
            continue
        if run.left - left >= _GUTTER * run.size:
            found.append((left, run.left))
        left = run.right
    if right - left >= _GUTTER * max((run.size for run in row), default=1.0):
        found.append((left, right))
    return found


def _divides(gutter: tuple[float, float], page: Sequence[list[Run]]) -> bool:
    middle = (gutter[0] + gutter[1]) / 2
    runs = [run for row in page for run in row]
    for side in ([run for run in runs if run.right <= middle], [run for run in runs if run.left >= middle]):
        if len(side) < _LEAST_LINES:
            return False
        if max(run.right - run.left for run in side) < _LEAST_WIDTH * side[0].size:
            return False
    return True
