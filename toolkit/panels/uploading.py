"""Files come from the browser into a folder beside the notebook: whole or not at all, and none is written over."""

import hashlib
import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from toolkit.errors import SourceError
from toolkit.panels.views import ASSETS
from toolkit.sources import MAX_FILE_BYTES
from toolkit.sources.aside import tells_no_story
from toolkit.sources.finding import Refusal, refusal
from toolkit.sources.formats import ARCHIVES, STREAMED, suffix_of
from toolkit.sources.opening import reader_of

MOST_PACKED = 500_000_000  # bytes of an archive; larger ones are better copied than handed through a browser
PART = 2_000_000  # bytes of one message; the server lets one of ten million fall without a word
_PACKED = (*ARCHIVES, *STREAMED)
_LONGEST = 120  # letters of a file's name, which are 240 bytes in most scripts
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*]")  # in names of files, on one system or another
_PATH = "copy it into a folder on this machine, and write the path of that folder into the box beside this one"


class Uploading(anywidget.AnyWidget):
    """A box for files: each is written into `folder` in parts, and stands there under its name once it is whole.

    `refused` holds what was not taken, `kept` the names under which the others lie there. A file that is there already
    stays; another one of the same name gets a number, the very same one is taken as it is. When all files of one go
    are there, or refused, `done` is called.
    """

    _esm = (ASSETS / "uploading.js").read_text(encoding="utf-8")
    _css = (ASSETS / "uploading.css").read_text(encoding="utf-8")
    words = traitlets.Unicode("").tag(sync=True)
    part = traitlets.Int(PART).tag(sync=True)
    most = traitlets.Int(MAX_FILE_BYTES).tag(sync=True)
    limits: Any = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(self, folder: Path, done: Callable[[], None]) -> None:
        packed = [{"ends": list(_PACKED), "most": MOST_PACKED}]
        super().__init__(words=_limits(folder), limits=packed)
        self.folder = folder
        self.kept: list[str] = []
        self.refused: list[Refusal] = []
        self._done = done
        self.on_msg(lambda _, content, buffers: self.hear(content, buffers))

    def hear(self, content: Mapping[str, Any], buffers: Sequence[Any] = ()) -> None:
        """One message of the browser: a part of a file, a file that it does not send, or that all are through."""
        if content.get("done"):
            self._done()
            return
        name = str(content.get("name", ""))
        try:
            self._take(name, content, buffers)
            answer = "next"
        except SourceError as error:
            self.refused.append(refusal(name[:_LONGEST], error))
            answer = "refused"
        except OSError as error:
            self.refused.append(refusal(name[:_LONGEST], _unwritable(self.folder, error)))
            answer = "refused"
        self.send({"answer": answer})

    def _take(self, name: str, content: Mapping[str, Any], buffers: Sequence[Any]) -> None:
        if content.get("refused"):
            raise _not_sent(content)
        name = fit(name)
        data = bytes(buffers[0]) if buffers else b""
        start, size = int(content.get("start", 0)), int(content.get("size", 0))
        if size > (MOST_PACKED if suffix_of(name) in _PACKED else MAX_FILE_BYTES):
            raise _not_sent({"refused": "size", "size": size, "most": MAX_FILE_BYTES})
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = self.folder / f".{name}.part"  # hidden, so that half a file is never read as an article
        with fresh.open("r+b" if start else "wb") as file:
            if file.seek(0, os.SEEK_END) != start:
                raise _not_sent({"refused": "unread"})
            file.write(data)
        if start + len(data) >= size:
            self.kept.append(_settled(fresh, self.folder / name))


def fit(name: str) -> str:
    r"""The name under which a file may lie in a folder; raises SourceError for one that is not read as an article.

    >>> fit("C:\\news\\Talks: end?.txt")
    'Talks_ end_.txt'
    """
    last = re.split(r"[/\\]", name)[-1].strip()
    plain = _FORBIDDEN.sub("_", last).encode("utf-8", "replace").decode("utf-8")
    if suffix_of(plain) not in ARCHIVES:
        reader_of(plain)
    if tells_no_story(plain):
        raise SourceError(
            "a file of this name tells of a folder or is hidden, and would be passed over",
            works="a file named after its report",
            step="give the file another name",
        )
    suffix = suffix_of(plain)
    stem = plain[: len(plain) - len(suffix)]
    return f"{stem[: _LONGEST - len(suffix)] or 'file'}{plain[len(plain) - len(suffix) :]}"


def _settled(fresh: Path, place: Path) -> str:
    """The file bears its name, or a number behind it where another has the name; the very same one is there once."""
    suffix = place.name[len(place.name) - len(suffix_of(place.name)) :]
    stem, number, free = place.name.removesuffix(suffix), 1, place
    while free.exists():
        if _digest(free) == _digest(fresh):
            fresh.unlink()
            return free.name
        number += 1
        free = place.with_name(f"{stem} ({number}){suffix}")
    fresh.replace(free)
    return free.name


def _digest(file: Path) -> bytes:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()


def _not_sent(content: Mapping[str, Any]) -> SourceError:
    if content["refused"] == "size":
        most = int(content.get("most") or MAX_FILE_BYTES)
        return SourceError(
            f"the file has {int(content.get('size', 0)):,} bytes", works=f"at most {most:,} bytes here", step=_PATH
        )
    return SourceError(
        "the file did not arrive whole", works="files, not folders, that the browser may read", step=_PATH
    )


def _unwritable(folder: Path, error: OSError) -> SourceError:
    return SourceError(
        f"it cannot be written into {folder}: {error.strerror or error}",
        works="a notebook in a folder that you may write to",
        step=_PATH,
    )


def _limits(folder: Path) -> str:
    return (
        f"They are copied into the folder {folder.name!r} beside this notebook, which is then the corpus. Each may "
        f"have {MAX_FILE_BYTES // 1_000_000} MB, an archive (zip, tar, WARC) {MOST_PACKED // 1_000_000} MB. What is "
        "larger, or already on this machine: write its path below."
    )
