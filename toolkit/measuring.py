"""Measures the extraction on articles that were coded by hand, and says the figures in lines for a reader."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit import engine, evaluate, language
from toolkit.engine import Progress
from toolkit.evaluate import EvaluateError, Gold
from toolkit.export.cells import guard
from toolkit.export.files import whole

_HEADINGS = {
    "all": "all",
    "directness": "by directness (direct: half or more of the words in quotation marks; shares can pass 1)",
    "kind": "by kind (direct: all words in quotation marks; mixed: some; indirect: none)",
    "publisher": "by publisher",
}
_WIDTH = 34


@dataclass(frozen=True)
class Measured:
    """One run of the extraction over coded articles.

    `gold` is what was coded, `statements` a STATEMENTS frame of what was found, `scores` and `calibration` the tables
    of `toolkit.evaluate`, `refused` a REFUSED frame of what could not be read or analysed, `is_outer` whether only
    statements that no other holds were measured.
    """

    gold: Gold
    statements: pd.DataFrame
    scores: pd.DataFrame
    calibration: pd.DataFrame
    refused: pd.DataFrame
    is_outer: bool = False


def measure(
    folder: str | PathLike[str],
    *,
    model: str = language.DEFAULT_MODEL,
    rules: bool = False,
    outer_only: bool = False,
    progress: Progress | None = None,
) -> Measured:
    """Every coded article is analysed as the coders had it, and measured also where nothing is found in it.

    `folder` is read by `evaluate.read_gold`. With `rules` attributions are found by rules alone. With `outer_only`
    statements that another holds are left out. `progress` is called with the articles done and the number of all.
    Raises EvaluateError where nothing can be read, ModelError for a model that cannot be used.
    """
    gold = evaluate.read_gold(folder)
    found = engine.run(gold.articles, model=model, rules=rules, progress=progress)
    statements = found["STATEMENTS"]
    return Measured(
        gold,
        statements,
        scores=evaluate.score(gold, statements, outer_only=outer_only),
        calibration=evaluate.calibration(gold, statements, outer_only=outer_only),
        refused=pd.concat([gold.refused, found["REFUSED"]], ignore_index=True),
        is_outer=outer_only,
    )


def check(out: str | None, predictions: str | None) -> None:
    """Both names are such that something can be written there; so a long run need not be waited for to learn it.

    Raises EvaluateError for a name with another ending than .csv (`out`) or .jsonl (`predictions`), or of a folder.
    """
    for name, suffix in ((out, ".csv"), (predictions, ".jsonl")):
        if name is not None and (Path(name).suffix.lower() != suffix or Path(name).is_dir()):
            raise EvaluateError(
                f"{name!r} is no name for this file",
                works=f"a name that ends in {suffix} and is not taken by a folder",
                step="choose another name",
            )


def write(measured: Measured, *, out: str | None = None, predictions: str | None = None) -> list[Path]:
    """What is asked for is written whole or not at all: the scores as CSV, the found statements as JSON lines.

    The CSV has the columns of `evaluate.score`, in UTF-8 with a byte order mark; the JSON lines are those of
    `evaluate.predictions`, which the scorer of PolNeAR reads. Returns the paths. Raises RecordError where nothing can
    be written.
    """
    written = []
    if out is not None:
        table = measured.scores.assign(subset=[guard(name) for name in measured.scores["subset"]])
        with whole(Path(out).absolute()) as fresh:
            table.to_csv(fresh, index=False, encoding="utf-8-sig")
        written.append(Path(out))
    if predictions is not None:
        documents = evaluate.predictions(measured.gold, measured.statements, outer_only=measured.is_outer)
        with whole(Path(predictions).absolute()) as fresh:
            fresh.write_text("".join(f"{json.dumps(one)}\n" for one in documents), encoding="utf-8")
        written.append(Path(predictions))
    return written


def lines(measured: Measured) -> Iterator[str]:
    """The measures stand in lines for a reader, each share with the counts it was made of."""
    yield from _about(measured)
    shares = f"{'':{_WIDTH}}{'precision':>10}{'recall':>8}{'F1':>7}{'95 % by article':>18}"
    counts = f"{'coded':>8}{'found':>8}{'right':>8}"
    for subset_kind, heading in _HEADINGS.items():
        table = measured.scores[measured.scores["subset_kind"] == subset_kind]
        if len(table):
            yield ""
            yield heading
            yield shares + counts
            yield from (_line(row, subset_kind) for row in table.to_dict("records"))
    yield ""
    yield from _calibrated(measured.calibration)


def _about(measured: Measured) -> Iterator[str]:
    several = sum(count > 1 for count in measured.gold.coders.values())
    whom = "the first by file name counts"
    yield f"{_many(len(measured.gold.articles), 'article')}, {several} coded by more than one person ({whom})"
    held = (
        "statements that another holds left out" if measured.is_outer else "statements that another holds counted too"
    )
    nested = int((measured.statements["parent_id"] != "").sum())
    yield (
        f"{_many(len(measured.gold.attributions), 'attribution')} coded, "
        f"{_many(len(measured.statements), 'statement')} found, {nested} of them held by another ({held})"
    )


def _line(row: dict[Any, Any], subset_kind: str) -> str:
    name = row["measure"] if subset_kind == "all" else f"{row['subset']}: {row['measure']}"
    span = "-" if pd.isna(row["f1_low"]) else f"{row['f1_low']:.3f} to {row['f1_high']:.3f}"
    shares = f"{row['precision']:>10.3f}{row['recall']:>8.3f}{row['f1']:>7.3f}{span:>18}"
    return f"  {name:{_WIDTH - 2}}{shares}{row['gold']:>8}{row['found']:>8}{row['right']:>8}"


def _calibrated(table: pd.DataFrame) -> Iterator[str]:
    error = evaluate.expected_calibration_error(table)
    if math.isnan(error):
        yield "confidence: no statement has one"
        return
    yield f"confidence against statements with the right source: expected calibration error {error:.3f}"
    yield f"{'':{_WIDTH}}{'n':>10}{'mean confidence':>18}{'share right':>14}"
    for row in table[table["n"] > 0].to_dict("records"):
        name = f"{row['low']:.1f} to {row['high']:.1f}"
        yield f"  {name:{_WIDTH - 2}}{row['n']:>10}{row['confidence']:>18.3f}{row['right']:>14.3f}"


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
