"""What a corrected record keeps of how it was, so that every correction can be taken back exactly."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.record import store
from toolkit.record.corrections import Correction

_FILE = "corrections.jsonl"


@dataclass(frozen=True)
class Uncorrected:
    """The tables that corrections changed, as they were; the log that was replayed; and whose it was, None for all.

    `frames` are under the names of their contracts; a table that is not there was not changed. The log holds every
    line, also those that were taken back. `placed` tells at which statement each correction that holds was placed, and
    `orphans` those that found no place, with the reason; None where the log was not replayed here.
    """

    frames: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    log: tuple[Correction, ...] = ()
    who: str | None = None
    placed: Mapping[str, str] | None = None
    orphans: tuple[tuple[Correction, str], ...] = ()

    def bare(self) -> "Uncorrected":
        """The log alone, for other tables in which it is to be replayed."""
        return Uncorrected(log=self.log, who=self.who)

    def about(self) -> dict[str, Any]:
        """What stands about it in the `provenance.json` of a saved record."""
        return {"rows": {name: len(table) for name, table in self.frames.items()}, "who": self.who}

    def save(self, folder: Path) -> None:
        """The folder of a saved record holds the tables, one Parquet file each, and the log."""
        for name, table in self.frames.items():
            store.write_parquet(table, name, folder / _file_name(name))
        words = "".join(one.write() + "\n" for one in self.log)
        (folder / _FILE).write_bytes(words.encode("utf-8", errors="backslashreplace"))


def load_uncorrected(folder: Path, about: Mapping[str, Any]) -> Uncorrected:
    """What was saved in a folder; raises RecordError for a file that is missing or damaged."""
    kept = {name: store.read_whole(folder / _file_name(name), name, rows) for name, rows in about["rows"].items()}
    file = folder / _FILE
    try:
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]
        log = tuple(Correction.read(line, line["who"]) for line in lines)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise store.incomplete(file, str(error)) from error
    return Uncorrected(kept, log, about.get("who"))


def _file_name(name: str) -> str:
    return f"uncorrected_{store.file_name(name)}"
