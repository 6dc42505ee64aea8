"""The `toolkit` command: the same verbs for a shell.

What is heavy is imported when a command needs it, so that the help is there at once.
"""

import argparse
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from toolkit import clock, commands

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.record import Record

FINE, NOTHING, USAGE, PARTLY, STOPPED = 0, 1, 2, 3, 130

_QUIET_FOR = 2.0  # seconds between two lines of progress; a short run tells none


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code says whether all, some or nothing was done; messages go to stderr, results to stdout.

    `argv` are the words after the command's name, those of this process when left out.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    words, extra = _split(words)
    parser = commands.parser(
        {"extract": _extract, "report": _report, "preview": _preview, "lab": _lab, "evaluate": _evaluate}
    )
    asked = parser.parse_args(words)
    asked.extra = extra
    try:
        return int(asked.run(asked, parser))
    except KeyboardInterrupt:
        _tell("stopped")
        return STOPPED
    except Exception as error:  # noqa: BLE001 - an analyst gets a message; --debug gives the rest
        if asked.debug:
            traceback.print_exc()
        _tell(_message(error))
        return NOTHING


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    """What stands after -- belongs to JupyterLab, where there is a JupyterLab."""
    if words[:1] != ["lab"] or "--" not in words:
        return words, []
    place = words.index("--")
    return words[:place], words[place + 1 :]


def _extract(asked: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    from toolkit import export  # noqa: PLC0415
    from toolkit.errors import RecordError  # noqa: PLC0415

    try:
        export.check(asked.out, format=asked.format)  # before an hour of work, not after it
    except RecordError as error:
        parser.error(_message(error))
    with clock.measured() as seconds, clock.timed("loading, and the rest"):
        record = _record(asked, parser)
        with clock.timed("writing"):
            written = export.write(record, asked.out, format=asked.format)
    _say(f"{written}: {record!r}")
    if asked.profile:
        _tell_times(seconds, int(record.articles["words"].sum()))
    return _set_aside(record.refused)


def _tell_times(seconds: Mapping[str, float], words: int) -> None:
    """How many words a second, and what share of the time each room took; what other processes did is the rest."""
    whole = sum(seconds.values())
    _tell(f"{words:,} words in {whole:,.1f} seconds, {words / whole:,.0f} a second")
    for room, own in sorted(seconds.items(), key=lambda one: -one[1]):
        _tell(f"{own / whole:6.1%}  {own:8.1f} s  {room}")


def _report(asked: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    if Path(asked.out).suffix.lower() not in (".html", ".htm"):
        parser.error(f"{asked.out!r} is no name for a page. What works: a name that ends in .html")
    from toolkit import report  # noqa: PLC0415

    report.check(asked.out, asked.redact)  # before an hour of work, not after it
    record = _record(asked, parser)
    chosen = {"notebooks": asked.notebooks, "redact": asked.redact, "progress": _notebooks_run}
    _say(f"{report.write(record, asked.out, **chosen)}: {record!r}")
    return _set_aside(record.refused)


def _preview(asked: argparse.Namespace, _: argparse.ArgumentParser) -> int:
    from toolkit.record.beforehand import preview  # noqa: PLC0415
    from toolkit.sources import lines_of  # noqa: PLC0415

    shown = preview(asked.paths, columns=asked.columns, limit=asked.limit, save=asked.save)
    for line in lines_of(shown):
        _say(line)
    refused = shown[shown["status"] == "refused"]
    return _set_aside(refused) if len(refused) < len(shown) else _set_aside(refused) and NOTHING


def _lab(asked: argparse.Namespace, _: argparse.ArgumentParser) -> int:
    from toolkit import lab  # noqa: PLC0415

    folder = Path(asked.folder)
    for name, what in lab.copy_notebooks(folder).items():
        _tell(f"{folder / name}: {what}")
    if asked.demo:
        from toolkit.demonstration import demo  # noqa: PLC0415

        _tell(f'{demo(folder / "demo")}: the invented reports; write corpus = "demo" in a notebook')
    return lab.start(folder, asked.extra)


def _evaluate(asked: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    from toolkit import measuring  # noqa: PLC0415
    from toolkit.errors import CounterpointError  # noqa: PLC0415

    try:
        measuring.check(asked.out, asked.predictions)
    except CounterpointError as error:
        parser.error(_message(error))
    measured = measuring.measure(
        asked.folder, rules=asked.rules, outer_only=asked.outer, progress=_progress(time.monotonic)
    )
    for line in measuring.lines(measured):
        _say(line)
    for path in measuring.write(measured, out=asked.out, predictions=asked.predictions):
        _tell(f"written: {path}")
    return _set_aside(measured.refused)


def _record(asked: argparse.Namespace, parser: argparse.ArgumentParser) -> "Record":
    if bool(asked.paths) == asked.demo:
        parser.error("give the articles or --demo, one of both. What works: toolkit report articles/ --out report.html")
    from toolkit.demonstration import demo  # noqa: PLC0415
    from toolkit.errors import RefusedWarning  # noqa: PLC0415
    from toolkit.workflow import COLLAPSE, KEEP, MODEL, open_corpus  # noqa: PLC0415

    with warnings.catch_warnings():
        # What was set aside is listed at the end, each with its reason.
        warnings.simplefilter("ignore", RefusedWarning)
        return open_corpus(
            [demo()] if asked.demo else asked.paths,
            parties=asked.parties,
            columns=asked.columns,
            copies=COLLAPSE if asked.collapse else KEEP,
            model=asked.model or MODEL,
            rules=asked.rules,
            progress=_progress(time.monotonic),
            engine=asked.engine,
            store=asked.store,
        )


def _progress(clock: Callable[[], float]) -> Callable[[int, int], None]:
    """Tells how far the work is, as plain lines, and only when it takes long."""
    told = clock()
    has_told = False

    def tell(done: int, total: int) -> None:
        nonlocal told, has_told
        is_last_of_many = has_told and done == total
        if clock() - told >= _QUIET_FOR or is_last_of_many:
            told, has_told = clock(), True
            _tell(f"{done} of {total} articles analysed")

    return tell


def _notebooks_run(done: int, total: int) -> None:
    _tell(f"{done} of {total} notebooks run")


def _set_aside(refused: "pd.DataFrame") -> int:
    for row in refused.to_dict("records"):
        _tell(f"set aside: {row['source']}: {row['reason']}. What works: {row['works']}. Next: {row['step']}.")
    return PARTLY if len(refused) else FINE


def _message(error: Exception) -> str:
    from toolkit.errors import CounterpointError  # noqa: PLC0415

    if isinstance(error, CounterpointError):
        return str(error)
    return (
        f"a fault of Counterpoint: {type(error).__name__}: {error}. What works: nothing was written over. "
        "Next: run the command again with --debug and report what it says."
    )


def _say(words: str) -> None:
    _write(sys.stdout, words)


def _tell(words: str) -> None:
    _write(sys.stderr, f"toolkit: {words}")


def _write(stream: TextIO, words: str) -> None:
    """One line, whatever signs the terminal can show."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(words.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    stream.flush()
