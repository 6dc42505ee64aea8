"""A working folder with the notebooks: what the analyst edited is never written over."""

import hashlib
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from toolkit.errors import RecordError, unwritable
from toolkit.record import sidecar
from toolkit.report.writing import shipped

COPIED, SAME, KEPT = "copied", "as shipped", "kept as edited"


def copy_notebooks(folder: Path, *, source: Path | None = None) -> dict[str, str]:
    """Every notebook that is shipped lies in `folder`, and none that was edited there has changed.

    A file that is not there is copied. One that still is as it was copied is replaced by what is shipped now. Any
    other is kept; rename it to have the shipped one too. What was copied is kept as SHA-256 in
    `.counterpoint/lab/notebooks.json`. Returns what was done with each file: copied, as shipped, or kept as edited.
    Raises RecordError when the folder cannot be written.
    """
    source = shipped()[0].parent if source is None else source
    home = folder / sidecar.FOLDER
    before = sidecar.read(home, "lab", "notebooks") or {}
    done, now = {}, {}
    for file in _files(source):
        name = file.relative_to(source).as_posix()
        done[name], now[name] = _copy(file, folder / name, before.get(name, ""))
    sidecar.write(home, "lab", "notebooks", {**before, **now})
    return done


def start(folder: Path, options: Sequence[str] = ()) -> int:
    """JupyterLab runs in `folder` until it is stopped; its exit status comes back.

    `options` are handed to `jupyter lab`. Nothing is fetched from the network.
    """
    return subprocess.run([sys.executable, "-m", "jupyterlab", *options], cwd=folder, check=False).returncode


def _files(source: Path) -> list[Path]:
    files = (file for file in sorted(source.rglob("*")) if file.is_file())
    hidden = (".", "__pycache__")
    return [file for file in files if not any(part.startswith(hidden) for part in file.relative_to(source).parts)]


def _copy(file: Path, target: Path, copied: str) -> tuple[str, str]:
    """What was done with one file, and the hash of what was copied to the target the last time."""
    words = file.read_bytes()
    fresh = hashlib.sha256(words).hexdigest()
    there = hashlib.sha256(target.read_bytes()).hexdigest() if target.exists() else ""
    if there == fresh:
        return SAME, fresh
    if there and there != copied:
        return KEPT, copied
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(words)
    except OSError as error:
        raise unwritable(
            target,
            error,
            kind=RecordError,
            works="a folder that you may write to",
            step="choose another folder, as in toolkit lab my-folder",
        ) from error
    return COPIED, fresh
