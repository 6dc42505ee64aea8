"""The one reader and writer of `.counterpoint/`, the folder where everything an analyst decides is kept."""

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from toolkit.errors import RecordError

FOLDER = ".counterpoint"
_SAFE = re.compile(r"\w[\w \-]{0,79}")


def home_of(paths: Iterable[str | os.PathLike[str]]) -> Path | None:
    """The decisions on a corpus lie in its own folder; those on several paths in the folder that they share.

    A file counts as the folder it lies in. None where there is no path, or where the paths share no folder but the
    root of the file system.

    >>> home_of([]) is None
    True
    """
    folders = [path if path.is_dir() else path.parent for path in (Path(one).absolute() for one in paths)]
    if not folders:
        return None
    try:
        shared = Path(os.path.commonpath(folders))
    except ValueError:  # the paths lie on different drives
        return None
    if len(set(folders)) > 1 and shared == Path(shared.anchor):
        return None
    return shared / FOLDER


def read(home: Path | None, section: str, name: str) -> Any | None:
    """What was kept under `name` comes back as it was; None when nothing was kept.

    Raises RecordError for a name that is no safe file name, and for a damaged file, which it names.
    """
    file = _file(home, section, name)
    if file is None or not file.exists():
        return None
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RecordError(
            f"{file} cannot be read: {error}",
            works="a file of JSON text, as Counterpoint wrote it",
            step=f"mend {file.name} in an editor, or move it away to start afresh",
        ) from error


def write(home: Path | None, section: str, name: str, value: Any) -> Path:
    """`value` is kept under `name` whole or not at all; an earlier value is replaced.

    Raises RecordError when there is no folder to keep it in, or when the folder cannot be written to.
    """
    file = _file(home, section, name)
    if file is None:
        raise _no_home(name)
    return _replace(file, json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n")


def _no_home(name: str) -> RecordError:
    return RecordError(
        f"{name!r} cannot be kept: this record has no folder beside a corpus",
        works="a record that was read from files, or one with home set",
        step="give the record a home, as in dataclasses.replace(record, home=Path('my corpus/.counterpoint'))",
    )


def _replace(file: Path, words: str) -> Path:
    """Write beside the file first, so that nobody ever reads half of it."""
    fresh = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(words, encoding="utf-8")
        fresh.replace(file)
    except OSError as error:
        raise RecordError(
            f"{file} cannot be written: {error.strerror or error}",
            works="a corpus folder that you may write to",
            step="copy the corpus to a folder of your own, or change the folder's permissions",
        ) from error
    return file


def names(home: Path | None, section: str) -> list[str]:
    """The names under which something was kept, in the order of the alphabet; none is an empty list."""
    if home is None:
        return []
    return sorted(file.stem for file in (home / section).glob("*.json") if not file.name.startswith("."))


def carry(home: Path | None, target: Path | None, *sections: str) -> None:
    """Everything kept in these sections at `home` is kept at `target` too."""
    for section in sections:
        for name in names(home, section):
            write(target, section, name, read(home, section, name))


def write_text(home: Path | None, name: str, words: str) -> Path:
    """A file of the analyst's own, such as `parties.yaml`, holds `words` whole or stays as it was.

    Raises RecordError when there is no folder to keep it in, or when the folder cannot be written to.
    """
    if home is None:
        raise _no_home(name)
    return _replace(home / name, words)


def party_file(home: Path | None) -> Path | None:
    """The analyst's parties for the corpus, the file `parties.yaml`, where they wrote one; else None."""
    file = None if home is None else home / "parties.yaml"
    return file if file is not None and file.is_file() else None


def _file(home: Path | None, section: str, name: str) -> Path | None:
    if not _SAFE.fullmatch(name):
        raise RecordError(
            f"{name!r} cannot be the name of a file",
            works="letters, digits, spaces, _ and -, 80 at most, a letter or digit first",
            step="choose another name",
        )
    return None if home is None else home / section / f"{name}.json"
