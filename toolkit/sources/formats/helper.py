"""The helping process: it reads one PDF after the other from its standard input, and answers with its documents."""

import dataclasses
import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from toolkit.errors import SourceError
from toolkit.sources.formats.apart import message, received
from toolkit.sources.formats.pdf import inside

# Twenty million packed bytes can unpack to more than any machine has.
MAX_MEMORY = 1_500_000_000


def serve() -> None:
    """Answer every message until the input ends; nothing that a reader prints gets among the answers."""
    _bound_memory()
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        while (data := received(sys.stdin.buffer)) is not None:
            answers.write(message(json.dumps(answer(data)).encode()))
            answers.flush()


def answer(data: bytes) -> dict[str, object]:
    """The documents of one PDF or its refusal, as a mapping that JSON can carry."""
    try:
        return {"documents": [dataclasses.asdict(one) for one in inside(data)]}
    except SourceError as error:
        refused = error
    except MemoryError:
        refused = SourceError(
            f"it needs more than {MAX_MEMORY:,} bytes of memory when unpacked",
            works="a PDF as a program prints or exports it",
            step="check where the file comes from; print it into a new PDF, and read that",
        )
    return {"refused": {"problem": refused.problem, "works": refused.works, "step": refused.step}}


def _bound_memory() -> None:
    """Where the system can (Linux), no more memory is had than `MAX_MEMORY` above what the process has now."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415  not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + MAX_MEMORY, held + MAX_MEMORY))
