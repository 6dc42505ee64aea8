"""Paths become files to read; what is no article is passed over, what cannot be read is said."""

import difflib
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypedDict

from toolkit.errors import SourceError
from toolkit.sources.aside import tells_no_story
from toolkit.sources.formats import ARCHIVES, READERS

# A folder with more is most often a whole disk, named by mistake: nobody who only looks should wait for it.
MAX_FILES = 200_000
SUFFIXES = ", ".join([*READERS, *ARCHIVES])
Paths = str | Path | Iterable[str | Path]


class Refusal(TypedDict):
    """One input that was set aside: a row of REFUSED."""

    source: str
    reason: str
    works: str
    step: str


Found = tuple[list[Path], list[Refusal]]


def refusal(source: str, error: SourceError) -> Refusal:
    """The row of REFUSED that says why `source` was set aside."""
    return {"source": source, "reason": error.problem, "works": error.works, "step": error.step}


def printable(path: Path) -> str:
    r"""A path as text that can be stored: forward slashes, and bytes that are no UTF-8 written as `\xff`."""
    return os.fsencode(path.as_posix()).decode("utf-8", errors="backslashreplace")


def find(paths: Paths, *, most: int | None = None) -> Found:
    """Every path leads to files or to a refusal, each once: folders are walked in the order of their names.

    In a folder, README and MANIFEST files, whatever begins with a dot, the lock files of office programs and the folder
    of pictures that a browser saves beside a page are no articles and are passed over. A file that is named by itself
    is read whatever its name. Links to folders are not followed. Behind `most` files nothing more is looked for.
    """
    given = [paths] if isinstance(paths, str | bytes | os.PathLike) or not isinstance(paths, Iterable) else list(paths)
    files: dict[Path, Path] = {}
    refused: dict[str, Refusal] = {}
    for item in given:
        _find_one(item, files, refused, most=most)
    return list(files.values()), list(refused.values())


def _find_one(item: Any, files: dict[Path, Path], refused: dict[str, Refusal], *, most: int | None) -> None:
    waiting = []
    try:
        waiting.append(_path(item))
    except SourceError as error:
        refused[repr(item)] = refusal(repr(item), error)
    while waiting:
        path = waiting.pop()
        if most is not None and len(files) >= most:
            refused[printable(path)] = refusal(printable(path), _too_many(most))
            return
        try:
            if path.is_dir():
                waiting += reversed([child for child in _children(path) if not _passed_over(child, refused)])
            else:
                files.setdefault(_regular(path), path)
        except SourceError as error:
            refused[printable(path)] = refusal(printable(path), error)
        except (OSError, RuntimeError, ValueError) as error:
            refused[printable(path)] = refusal(printable(path), _unreachable(path, error))


def _path(item: Any) -> Path:
    if not isinstance(item, str | os.PathLike) or not os.fspath(item) or "\0" in os.fsdecode(item):
        raise SourceError(
            f"{item!r} is no path",
            works="a str or Path that names a file or folder",
            step="give the path of the folder that holds the reports",
        )
    return Path(os.fsdecode(item)).expanduser()


def _children(folder: Path) -> list[Path]:
    return sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name))


def _passed_over(path: Path, refused: dict[str, Refusal]) -> bool:
    """Whether a path met in a folder is no article, or a link that is not followed; the latter is refused."""
    if tells_no_story(path.name) or _beside_a_page(path):
        return True
    if not (path.is_symlink() and path.is_dir()):
        return False
    error = SourceError(
        f"it is a link to the folder {printable(path.readlink())!r}; links to folders are not followed",
        works="folders and files, and links to files",
        step="give the folder itself as a further path, if its reports are meant",
    )
    refused[printable(path)] = refusal(printable(path), error)
    return True


def _beside_a_page(path: Path) -> bool:
    """Whether a browser made this folder when it saved a page: "Talks end_files" beside "Talks end.html"."""
    page = path.name.removesuffix("_files")
    return (
        page != path.name and path.is_dir() and any(path.with_name(page + end).is_file() for end in (".html", ".htm"))
    )


def _regular(path: Path) -> Path:
    """The real place of a regular file; raises SourceError for anything else that lies at the path."""
    real = path.resolve(strict=True)
    if not stat.S_ISREG(real.stat().st_mode):
        raise SourceError(
            "it is neither a file nor a folder but a pipe, socket or device",
            works="regular files and folders",
            step="write what comes out of it to a .txt file",
        )
    return real


def _too_many(most: int) -> SourceError:
    return SourceError(
        f"there are more than {most:,} files: neither this nor anything after it is looked at",
        works=f"a folder of reports, of which a preview looks at {most:,} files",
        step="name the folder that holds the reports; toolkit.read and toolkit extract read all of it",
    )


def _unreachable(path: Path, error: Exception) -> SourceError:
    linked = os.path.islink(path)  # noqa: PTH114  Path.is_symlink raises for a name that is too long
    if isinstance(error, FileNotFoundError) and not linked:
        return _nowhere(path)
    if linked and isinstance(error, FileNotFoundError):
        reason = f"it is a link to {printable(path.readlink())!r}, where nothing is"
    elif linked:
        reason = "it is a link that leads back to itself"
    else:
        reason = f"it cannot be reached: {getattr(error, 'strerror', None) or error}"
    return SourceError(
        reason,
        works="a file or folder that can be opened",
        step="put the file itself in its place, or correct its rights",
    )


def _nowhere(path: Path) -> SourceError:
    siblings = [child.name for child in path.parent.iterdir()] if path.parent.is_dir() else []
    near = difflib.get_close_matches(path.name, siblings, n=3)
    pattern = "; patterns such as *.txt are not expanded" if "*" in path.name else ""
    return SourceError(
        f"there is no file or folder at this path{pattern}",
        works=", ".join(near) or f"a folder, or a file that ends in {SUFFIXES}",
        step="correct the path",
    )
