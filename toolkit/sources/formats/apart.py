"""A reader of hostile formats runs in a process of its own: whatever it breaks on, or cannot end, is a refusal."""

import atexit
import json
import os
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, Any

from toolkit.errors import SourceError
from toolkit.sources.formats.document import Document, SetAside

# A PDF of a thousand pages takes ten seconds on a slow machine.
SECONDS = 60.0
_LENGTH = struct.Struct(">Q")
_STARTS = "from toolkit.sources.formats.helper import serve; serve()"


def apart(data: bytes, *, seconds: float = SECONDS) -> list[Document | SetAside]:
    """What `pdf.inside` gives for the bytes, read in the helping process, which is started once and kept.

    Raises the SourceError that the reader raised, and one that says so when it took longer than `seconds` or broke off;
    the next file gets a new process. One file is read at a time, whatever thread asks.
    """
    with _LOCK:
        helper = _helper()
        late = threading.Event()
        timer = threading.Timer(seconds, _stop, (helper, late))
        timer.start()
        try:
            answer = _asked(helper, data)
        finally:
            timer.cancel()
        if answer is None:
            _end()
    if answer is None:
        took = f"its reader had not ended after {seconds:g} seconds" if late.is_set() else "its reader broke off"
        raise SourceError(
            f"{took}: the file is damaged, or made to do harm",
            works="a PDF as a program prints or exports it",
            step="open it in a viewer, print it into a new PDF or save its text, and read that",
        )
    return _understood(json.loads(answer))


def _stop(helper: "subprocess.Popen[bytes]", late: threading.Event) -> None:
    late.set()
    helper.kill()


_LOCK = threading.Lock()
_RUNNING: dict[int, "subprocess.Popen[bytes]"] = {}


def _helper() -> "subprocess.Popen[bytes]":
    """The helping process of this process; a copy of this process (fork) gets one of its own."""
    found = _RUNNING.get(os.getpid())
    if found is not None and found.poll() is None:
        return found
    _end()
    path = os.pathsep.join(part for part in sys.path if part)
    try:
        _RUNNING[os.getpid()] = subprocess.Popen(
            [sys.executable, "-c", _STARTS],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, "PYTHONSAFEPATH": "1"},
        )
    except OSError as error:
        raise SourceError(
            f"the process that reads PDFs could not be started: {error}",
            works="a machine on which Python may start Python",
            step="save the text of the PDF from a viewer, and read that",
        ) from error
    return _RUNNING[os.getpid()]


def _asked(helper: "subprocess.Popen[bytes]", data: bytes) -> bytes | None:
    """The answer, None when the process ended without one."""
    if helper.stdin is None or helper.stdout is None:
        return None
    with suppress(OSError):
        helper.stdin.write(_LENGTH.pack(len(data)) + data)
        helper.stdin.flush()
        return received(helper.stdout)
    return None


def received(stream: IO[bytes]) -> bytes | None:
    """One message: eight bytes that say its length, and so many bytes; None at the end of the stream."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    body = stream.read(length)
    return body if len(body) == length else None


def message(body: bytes) -> bytes:
    """The bytes that `received` takes apart."""
    return _LENGTH.pack(len(body)) + body


def _understood(answer: dict[str, Any]) -> list[Document | SetAside]:
    if refused := answer.get("refused"):
        raise SourceError(refused["problem"], works=refused["works"], step=refused["step"])
    # JSON knows no tuples.
    return [
        Document(**{**fields, "guesses": {name: tuple(guess) for name, guess in fields["guesses"].items()}})
        for fields in answer["documents"]
    ]


@atexit.register
def _end() -> None:
    found = _RUNNING.pop(os.getpid(), None)
    if found is None:
        return
    found.kill()
    found.wait()
    for pipe in (found.stdin, found.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
