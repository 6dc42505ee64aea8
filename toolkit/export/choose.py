"""The name of the file, or the format that is asked for, says how the tables are written."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from toolkit.errors import RecordError
from toolkit.export import (
    annotations,
    bibliography,
    brat,
    conll,
    dna,
    files,
    folder,
    jsonl,
    parquet,
    qdpx,
    refi,
    separated,
    xlsx,
)
from toolkit.record import Record, store


@dataclass(frozen=True)
class Format:
    """A format: the end of the names of its files, empty for a folder; what it is; and who writes it."""

    suffix: str
    what: str
    write: Callable[[Record, Path], Path]


FORMATS: MappingProxyType[str, Format] = MappingProxyType(
    {
        "tables": Format("", "a folder of CSV and Parquet files, which toolkit.load reads", folder.write),
        "excel": Format(".xlsx", "a workbook, a sheet a table", xlsx.write),
        "csv": Format(".csv", "a line a statement, for spreadsheets", separated.write),
        "parquet": Format(".parquet", "a row a statement, for pandas, R and DuckDB", parquet.write),
        "jsonl": Format(".jsonl", "a line of JSON a statement", jsonl.write),
        "brat": Format("", "a folder of texts and standoff, for annotators", brat.write),
        "conll": Format(".conll", "a line a token, statements as IOB columns", conll.write),
        "qdc": Format(".qdc", "the codebook, for NVivo, MAXQDA, ATLAS.ti (REFI-QDA)", refi.write),
        "qdpx": Format(".qdpx", "texts and codings, for NVivo, MAXQDA, ATLAS.ti (REFI-QDA)", qdpx.write),
        "dna": Format("", "a folder for Discourse Network Analyzer", dna.write),
        "annotations": Format(".jsonld", "W3C Web Annotation", annotations.write),
        "bibtex": Format(".bib", "the articles as references, BibTeX", bibliography.bibtex),
        "csl": Format(".csl.json", "the articles as references, CSL-JSON for Zotero and pandoc", bibliography.csl),
        "ris": Format(".ris", "the articles as references, RIS for EndNote and Citavi", bibliography.ris),
    }
)
"""Name to format. A name without suffix means `tables` unless another format is asked for."""


def write(record: Record, out: str | Path, *, format: str | None = None) -> Path:  # noqa: A002 - the word for it
    """The Record is written whole to `out`, or `out` is left as it was; what was written was read back and counted.

    `format` is a name in `FORMATS`; left out, the suffix of `out` chooses: none for a folder of CSV and Parquet files,
    `.xlsx`, `.csv`, `.parquet`, `.jsonl`, `.conll`, `.qdc`, `.qdpx`, `.jsonld`, `.bib`, `.csl.json`, `.ris`. The
    folders `brat` and `dna` are chosen by name. Every export says which version of the toolkit, models, lexicons and
    parameters made it. Returns the path. Raises RecordError for an unknown format, where nothing can be written, and
    where the counts of the export differ from those of the record.

    >>> from tempfile import TemporaryDirectory
    >>> from toolkit import tables
    >>> record = Record(tables.frame("ARTICLES", [{"article_id": "a0", "title": "Talks stall", "text": "No."}]))
    >>> with TemporaryDirectory() as place:
    ...     print(write(record, Path(place, "articles.bib")).name)
    articles.bib
    """
    path = check(out, format=format)
    return FORMATS[_name(path, format)].write(record, path)


def check(out: str | Path, *, format: str | None = None) -> Path:  # noqa: A002 - the word for it
    """The absolute path of `out`, once it is sure that it has a format and that nothing else would be replaced.

    Raises RecordError otherwise, so that a long extraction need not be waited for to learn it.
    """
    path = Path(out).absolute()
    name = _name(path, format)
    if name == "tables":
        store.refuse_foreign(path)
    elif not FORMATS[name].suffix:
        files.refuse_taken(path)
    elif path.is_dir():
        raise RecordError(
            f"{path} is a folder, so it is not replaced by a file",
            works="a name that is not taken by a folder",
            step="choose another name",
        )
    return path


def _name(path: Path, asked: str | None) -> str:
    """The name of the format; raises RecordError for one that is none, and for a suffix that means another."""
    if asked is not None and asked not in FORMATS:
        raise RecordError(
            f"{asked!r} is no format of this package", works=", ".join(FORMATS), step="use one of these names"
        )
    meant = [name for name, one in FORMATS.items() if one.suffix and path.name.lower().endswith(one.suffix)]
    if asked is not None:
        if meant and asked not in meant:
            raise RecordError(
                f"{path.name!r} is a name for {meant[0]}, and {asked} was asked for",
                works=f"a name that ends in {FORMATS[asked].suffix}" if FORMATS[asked].suffix else "a name of a folder",
                step="choose another name, or leave out the format",
            )
        return asked
    if not meant and path.suffix:
        suffixes = [one.suffix for one in FORMATS.values() if one.suffix]
        raise RecordError(
            f"{path.name!r} ends in {path.suffix!r}, which is no format of this package",
            works=f"a name without a suffix for a folder of CSV and Parquet files, {', '.join(suffixes[:-1])}, or "
            f"{suffixes[-1]}",
            step="choose one of these names, or ask for brat or dna by name",
        )
    return meant[0] if meant else "tables"
