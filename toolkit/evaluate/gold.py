"""Articles coded by hand, from a folder of text files and standoff."""

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.evaluate.standoff import EvaluateError, read_standoff
from toolkit.tables import frame
from toolkit.text import count_words

METADATA = "metadata.tsv"
COLUMNS = ("article_id", "attribution_id", "source", "cue", "content")

Row = dict[str, Any]


@dataclass(frozen=True)
class Gold:
    """What coders marked, with the articles as they had them before them.

    `articles` is an ARTICLES frame whose `text` is the untouched file and whose `article_id` is its name without
    `.txt`. `attributions` has one row for each coded attribution: `article_id`, `attribution_id` (both str), `source`,
    `cue`, `content` (lists of [start, end], code points, half open). `publishers` gives the publisher of an article
    where it is known, `coders` the number of people who coded it. `refused` is a REFUSED frame.
    """

    articles: pd.DataFrame
    attributions: pd.DataFrame
    publishers: Mapping[str, str] = field(default_factory=dict)
    coders: Mapping[str, int] = field(default_factory=dict)
    refused: pd.DataFrame = field(default_factory=lambda: frame("REFUSED", []))


def read_gold(folder: str | PathLike[str]) -> Gold:
    r"""Every text of the folder is among the articles, or set aside with its reason.

    `folder` holds `text/NAME.txt` and `attributions/NAME_CODER.ann` (the layout of PolNeAR, Newell, Margolin and Ruths
    2018), or NAME.txt and NAME.ann side by side. Where several coded an article, the first by file name counts.
    Publishers are looked up in `metadata.tsv` (columns `filename`, `publisher`) in the folder or the one above; nothing
    is guessed from names. What is set aside stands in `refused` with the file and line at fault. Raises EvaluateError
    when there is no such folder or no article is left.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.txt").write_text("Mora said no.")
    ...     _ = Path(folder, "a.ann").write_text("T1\tContent 10 12\tno\nE1\tAttribution:T1 Content:T1\n")
    ...     print(read_gold(folder).attributions.values.tolist())
    [['a', 'E1', [], [], [[10, 12]]]]
    """
    texts, codings = _places(Path(folder))
    refused: list[Row] = []
    publishers = _publishers(Path(folder), refused)
    of_text = _coders(texts, codings, refused)
    articles: list[Row] = []
    attributions: list[Row] = []
    for name, files in of_text.items():
        text = _decoded(texts[name], refused)
        coded = None if text is None else _coded(name, text, files[0], refused)
        if text is not None and coded is not None:
            articles.append(_article(name, text, texts[name], publishers.get(name, "")))
            attributions += coded
    if not articles:
        raise _nothing(Path(folder), refused)
    read = [row["article_id"] for row in articles]
    return Gold(
        frame("ARTICLES", articles),
        pd.DataFrame(attributions, columns=list(COLUMNS)).astype({"article_id": "str", "attribution_id": "str"}),
        publishers={name: publishers[name] for name in read if name in publishers},
        coders={name: len(of_text[name]) for name in read},
        refused=frame("REFUSED", refused),
    )


def _places(folder: Path) -> tuple[dict[str, Path], list[Path]]:
    """The texts by name and the files of standoff, each in the order of their names."""
    if not folder.is_dir():
        raise EvaluateError(
            f"{folder} is no folder", works="a folder with coded articles", step="correct the path of the folder"
        )
    apart = (folder / "text").is_dir()
    texts = _files(folder / "text" if apart else folder, ".txt")
    if not texts:
        inside = ", ".join(child.name for child in sorted(folder.iterdir()) if (child / "text").is_dir())
        raise EvaluateError(
            f"{folder} holds no text",
            works="NAME.txt and NAME.ann in one folder, or in its folders text and attributions",
            step=f"choose one of the folders in it: {inside}"
            if inside
            else "check the path, and that the texts lie there",
        )
    return {path.stem: path for path in texts}, _files(folder / "attributions" if apart else folder, ".ann")


def _files(folder: Path, suffix: str) -> list[Path]:
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(
        path
        for path in found
        if path.suffix == suffix and not path.name.startswith(".") and path.stem.casefold() != "readme"
    )


def _coders(texts: Mapping[str, Path], codings: list[Path], refused: list[Row]) -> dict[str, list[Path]]:
    """The files of standoff of each text that has any: NAME.ann and NAME_CODER.ann, where CODER has no underscore."""
    of_text: dict[str, list[Path]] = {name: [] for name in texts}
    for path in codings:
        name = path.stem if path.stem in of_text else path.stem.rpartition("_")[0]
        if name in of_text:
            of_text[name].append(path)
        else:
            reason = f"there is no text {path.stem}.txt for it"
            _refuse(
                refused, path, reason, "NAME.txt for NAME.ann or NAME_CODER.ann", "put the text that was coded there"
            )
    for name, files in of_text.items():
        if not files:
            reason = f"there is no {name}.ann and no {name}_CODER.ann for it"
            _refuse(refused, texts[name], reason, "an .ann file, empty where nothing was found", "put the coding there")
    return {name: files for name, files in of_text.items() if files}


def _decoded(path: Path, refused: list[Row]) -> str | None:
    """The file as text, its line breaks untouched, since offsets count them."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse(refused, path, f"byte {error.start} is no UTF-8", "text in UTF-8", "save the file as UTF-8 again")
    except OSError as error:
        _refuse(refused, path, f"it cannot be read: {error.strerror}", "a file you may read", "correct its rights")
    return None


def _coded(name: str, text: str, path: Path, refused: list[Row]) -> list[Row] | None:
    coding = _decoded(path, refused)
    if coding is None:
        return None
    try:
        return [{"article_id": name, **row} for row in read_standoff(coding, text)]
    except EvaluateError as error:
        _refuse(refused, path, error.problem, error.works, error.step)
        return None


def _article(name: str, text: str, path: Path, publisher: str) -> Row:
    return {
        "article_id": name,
        "outlet": publisher,
        "text": text,
        "words": count_words(text),
        "source": path.as_posix(),
        "source_sha256": hashlib.sha256(text.encode("utf-8")).hexdigest(),
    }


def _publishers(folder: Path, refused: list[Row]) -> dict[str, str]:
    """Who published each article, from the nearest metadata there are; none is taken from a name of a file."""
    near = [place / METADATA for place in (folder, folder.absolute().parent) if (place / METADATA).is_file()]
    told = _decoded(near[0], refused) if near else None
    if told is None:
        return {}
    header, *lines = csv.reader(told.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if not {"filename", "publisher"} <= set(header):
        reason = f"it has the columns {', '.join(header)}"
        _refuse(refused, near[0], reason, "the columns filename and publisher", "name the columns in the first line")
        return {}
    name, publisher = header.index("filename"), header.index("publisher")
    rows = [line for line in lines if len(line) > max(name, publisher)]
    return {line[name].removesuffix(".txt"): line[publisher] for line in rows if line[publisher]}


def _refuse(refused: list[Row], path: Path, reason: str, works: str, step: str) -> None:
    refused.append({"source": path.as_posix(), "reason": reason, "works": works, "step": step})


def _nothing(folder: Path, refused: list[Row]) -> EvaluateError:
    first = refused[0]
    return EvaluateError(
        f"no article of {folder} could be read: {first['source']}: {first['reason']}",
        works=first["works"],
        step=first["step"],
    )
