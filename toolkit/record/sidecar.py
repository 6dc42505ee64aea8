"""The one reader and writer of `.counterpoint/`, the folder where everything an analyst decides is kept."""

import errno
import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from toolkit.errors import RecordError, unwritable

FOLDER = ".counterpoint"
_LOG = ".jsonl"
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
        raise _unwritable(file, error) from error
    return file


def _unwritable(file: Path, error: OSError) -> RecordError:
    return unwritable(
        file,
        error,
        kind=RecordError,
        works="a corpus folder that you may write to",
        step="copy the corpus to a folder of your own, or change the folder's permissions",
    )


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


def logs(home: Path | None, section: str) -> list[str]:
    """The names of the logs in a section, in the order of the alphabet; none is an empty list."""
    if home is None:
        return []
    names = (file.stem for file in (home / section).glob(f"*{_LOG}"))
    return sorted(name for name in names if _SAFE.fullmatch(name))


def read_lines(home: Path | None, section: str, name: str) -> list[str]:
    """The lines of a log, without their line breaks; bytes that are no UTF-8 are replaced. None kept is no line.

    Raises RecordError for a name that is no safe file name, and for a file that cannot be opened, which it names.
    """
    file = _file(home, section, name, _LOG)
    if file is None or not file.exists():
        return []
    try:
        words = file.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError as error:
        raise RecordError(
            f"{file} cannot be read: {error.strerror or error}",
            works="a file that you may read",
            step="change its permissions, or move it away to start afresh",
        ) from error
    # Not splitlines: the words of an article may hold any of the other characters at which it breaks.
    return words.split("\n")


def append_line(home: Path | None, section: str, name: str, line: str) -> Path:
    """`line` is the last line of a log, and on disk, when this returns; what stood there before is not touched.

    Two programs may append at the same time. Where the last line was cut off by a power cut, the new one begins on a
    line of its own. Raises RecordError when there is no folder to keep it in, or when it cannot be written to.
    """
    file = _file(home, section, name, _LOG)
    if file is None:
        raise _no_home(name)
    # Half of a surrogate pair, which no file of UTF-8 holds, is written as JSON writes it.
    words = line.encode("utf-8", errors="backslashreplace") + b"\n"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # One unbuffered write at the end of the file, which the system does not mix with that of another program.
        with file.open("a+b", buffering=0) as log:
            log.seek(max(0, log.seek(0, os.SEEK_END) - 1))
            words = (b"" if log.read(1) in (b"", b"\n") else b"\n") + words
            written = log.write(words)
            os.fsync(log.fileno())
    except OSError as error:
        raise _unwritable(file, error) from error
    if written != len(words):
        raise _unwritable(file, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    return file


def party_file(home: Path | None) -> Path | None:
    """The analyst's parties for the corpus, the file `parties.yaml`, where they wrote one; else None."""
    file = None if home is None else home / "parties.yaml"
    return file if file is not None and file.is_file() else None


def _file(home: Path | None, section: str, name: str, suffix: str = ".json") -> Path | None:
    if not _SAFE.fullmatch(name):
        raise RecordError(
            f"{name!r} cannot be the name of a file",
            works="letters, digits, spaces, _ and -, 80 at most, a letter or digit first",
            step="choose another name",
        )
    return None if home is None else home / section / f"{name}{suffix}"
