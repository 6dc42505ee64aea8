"""What was written is read back and counted before it takes its name."""

from collections.abc import Mapping
from pathlib import Path

from toolkit.errors import RecordError


def same(out: Path, found: Mapping[str, int], due: Mapping[str, int]) -> None:
    """Nothing, where the counts found in a file are those of the record; else RecordError, which names what differs.

    `found` and `due` map what is counted, such as `statements`, to how many there are.

    >>> same(Path("out.qdpx"), {"statements": 11}, {"statements": 11})
    """
    differ = [what for what in dict.fromkeys([*due, *found]) if found.get(what) != due.get(what)]
    if differ:
        told = ", ".join(f"{found.get(what, 0)} {what} where the record has {due.get(what, 0)}" for what in differ)
        raise RecordError(
            f"{out} was not written, since it would hold {told}",
            works="a record whose rows all belong to its articles, which record.verify() tells",
            step="call record.verify(), and if it finds nothing report this as a fault of Counterpoint",
        )
