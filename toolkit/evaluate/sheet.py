"""A sample as a file that a spreadsheet opens and saves: written once, read however it was saved."""

import csv
import io
from os import PathLike
from pathlib import Path

import pandas as pd

from toolkit.errors import unwritable
from toolkit.evaluate.answers import NEEDED
from toolkit.evaluate.standoff import EvaluateError

_PROSE = ("passage", "content", "cue", "speaker", "found")
_FORMULA = tuple(
    "=+-@\t\r\n＝＋－＠"
)  # what a spreadsheet takes for the beginning of a formula, or strips before it looks
_DELIMITERS = ",;\t"


def write_sample(sample: pd.DataFrame, path: str | PathLike[str]) -> Path:
    """A new CSV file holds the sample, and one that is there already is never replaced: it may hold answers.

    `sample` is a frame of `validate`. UTF-8 with a byte order mark, commas, one header line; what a spreadsheet could
    take for a formula gets an apostrophe in front, in the columns of prose only. Fill in `right`, `true_party` and
    `missed` as `validate` says, save as CSV, and read it with `read_sample`. Raises EvaluateError where the file is
    there already or cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = write_sample(pd.DataFrame({name: ["x"] for name in NEEDED}), Path(folder, "sample.csv"))
    ...     print(read_sample(path).loc[0, "party"])
    x
    """
    safe = sample.copy()
    for name in (name for name in _PROSE if name in safe):
        safe[name] = [f"'{cell}" if cell.lstrip("'")[:1] in _FORMULA else cell for cell in safe[name]]
    file = Path(path)
    try:
        with file.open("x", encoding="utf-8-sig", newline="") as out:
            safe.to_csv(out, index=False, lineterminator="\n")
    except FileExistsError as error:
        raise EvaluateError(
            f"{file} is there already", works="a name where there is no file", step="choose another name"
        ) from error
    except OSError as error:
        raise unwritable(file, error, kind=EvaluateError) from error
    return file


def read_sample(path: str | PathLike[str]) -> pd.DataFrame:
    """Every cell comes back as the text it is: no answer turns into a number or gets lost on the way.

    `path` is a CSV file of `write_sample`, saved again by a spreadsheet: with commas, semicolons or tabs, in UTF-8,
    UTF-16 or Windows-1252. All columns are str, empty where a cell is. Raises EvaluateError where there is no such
    file, or where it is no sample.
    """
    file = Path(path)
    try:
        words = _decoded(file.read_bytes())
    except OSError as error:
        raise EvaluateError(
            f"{file} cannot be read: {error.strerror or error}",
            works="a CSV file of write_sample",
            step="correct the path",
        ) from error
    header = words.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    rows = list(csv.reader(io.StringIO(words, newline=""), delimiter=delimiter))
    columns = rows[0] if rows else []
    if lost := [name for name in NEEDED if name not in columns]:
        raise EvaluateError(
            f"{file} lacks the column {lost[0]!r}",
            works=", ".join(NEEDED),
            step="save the sheet as CSV with its header line",
        )
    filled = [(row + [""] * len(columns))[: len(columns)] for row in rows[1:] if any(row)]
    return pd.DataFrame(filled, columns=columns, dtype="str")


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
