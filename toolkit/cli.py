"""The `toolkit` command: the same verbs for a shell.

What is heavy is imported when a command needs it, so that the help is there at once.
"""

import argparse
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.record import Record

Add = Callable[..., argparse.ArgumentParser]
_Raw = argparse.RawDescriptionHelpFormatter

FINE, NOTHING, USAGE, PARTLY, STOPPED = 0, 1, 2, 3, 130

_EXIT = """exit codes:
  0  done
  1  nothing could be read or written; the message says why
  2  wrong usage
  3  done, but some inputs were set aside; each is listed on stderr with its reason
"""

_EXAMPLES = """examples:
  toolkit extract articles/ --out result           a folder of CSV and Parquet files, which toolkit.load reads
  toolkit extract articles/ --out result.xlsx      a workbook
  toolkit extract a.txt b.txt --out result.jsonl --parties parties.yaml
  toolkit extract articles/ --out project.qdpx     for NVivo, MAXQDA, ATLAS.ti; --as brat for annotators
  toolkit report articles/ --out report.html       one page that works offline
  toolkit report --demo --out demo.html            the same of 30 invented reports that come with it
  toolkit lab my-folder                            the notebooks, in JupyterLab
  toolkit evaluate coded/ --out scores.csv         how good it is on articles that you coded by hand
"""

# What `toolkit.export.FORMATS` knows, written here so that the help needs no table.
_SUFFIXES = ".xlsx, .csv, .parquet, .jsonl, .conll, .qdc, .qdpx, .jsonld, .bib, .csl.json, .ris"
_FORMATS = "tables, excel, csv, parquet, jsonl, brat, conll, qdc, qdpx, dna, annotations, bibtex, csl, ris"

_PATHS = "files or folders with news articles, or one saved record"
_QUIET_FOR = 2.0  # seconds between two lines of progress; a short run tells none


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code says whether all, some or nothing was done; messages go to stderr, results to stdout.

    `argv` are the words after the command's name, those of this process when left out.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    words, extra = _split(words)
    parser = _parser()
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


def _parser() -> argparse.ArgumentParser:
    about = "Compare how each party to a dispute is quoted in the news, and what each side claims."
    parser = argparse.ArgumentParser("toolkit", description=about, epilog=f"{_EXAMPLES}\n{_EXIT}", formatter_class=_Raw)
    parser.add_argument("--version", action=_Version, nargs=0, help="say the version and stop")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--debug", action="store_true", help="show the whole traceback of an error")
    corpus = argparse.ArgumentParser(add_help=False, parents=[common])
    corpus.add_argument("paths", nargs="*", metavar="PATH", help=_PATHS)
    corpus.add_argument("--demo", action="store_true", help="the invented reports that come with the toolkit")
    corpus.add_argument("--parties", metavar="FILE", help="who belongs to which party (YAML)")
    corpus.add_argument("--rules", action="store_true", help="find attributions by rules, without the trained tagger")
    _add_extract(commands.add_parser, corpus)
    _add_report(commands.add_parser, corpus)
    _add_lab(commands.add_parser, common)
    _add_evaluate(commands.add_parser, common)
    return parser


def _add_extract(add: Add, corpus: argparse.ArgumentParser) -> None:
    about = "Read news articles and write who said what in them as tables."
    command = add(
        "extract", help="who said what, as tables", parents=[corpus], description=about, epilog=_EXIT,
        formatter_class=_Raw,
    )  # fmt: skip
    where = "a name without suffix for a folder of CSV and Parquet, or a file whose suffix says the format: "
    command.add_argument("--out", required=True, help=where + _SUFFIXES)
    command.add_argument("--as", dest="format", metavar="FORMAT", help=f"the format by its name: {_FORMATS}")
    command.add_argument("--model", help="the spaCy model (default: the one that comes with the package)")
    command.set_defaults(run=_extract)


def _add_report(add: Add, corpus: argparse.ArgumentParser) -> None:
    about = "Run the notebooks on news articles and write one HTML page that needs no network and no Python."
    command = add(
        "report", help="one page that works offline", parents=[corpus], description=about, epilog=_EXIT,
        formatter_class=_Raw,
    )  # fmt: skip
    command.add_argument("--out", required=True, metavar="FILE.html", help="the page to write, ending in .html")
    words = "for licensed text: no more than WORDS words of an article in a row (5 or more; 0: statements as hashes)"
    command.add_argument("--redact", type=int, metavar="WORDS", help=words)
    command.add_argument(
        "--notebook", action="append", metavar="FILE.ipynb", dest="notebooks",
        help="a notebook to run, more than once for several (default: those that come with the toolkit)",
    )  # fmt: skip
    command.set_defaults(run=_report, model=None)


def _add_lab(add: Add, common: argparse.ArgumentParser) -> None:
    about = (
        "Copy the notebooks to a working folder and open them in JupyterLab. A notebook that you edited is never\n"
        "written over. What stands after -- is handed to jupyter lab, as in: toolkit lab work -- --no-browser"
    )
    command = add("lab", help="the notebooks, in JupyterLab", parents=[common], description=about, formatter_class=_Raw)
    command.add_argument("folder", nargs="?", default="counterpoint", help="the working folder (default: %(default)s)")
    command.add_argument("--demo", action="store_true", help="put the invented reports into its folder demo")
    command.set_defaults(run=_lab)


def _add_evaluate(add: Add, common: argparse.ArgumentParser) -> None:
    about = (
        "Measure the extraction on articles that were coded by hand, in brat standoff: NAME.txt and NAME.ann in one\n"
        "folder, or NAME.txt in its folder text and NAME_CODER.ann in its folder attributions."
    )
    command = add(
        "evaluate", help="how good it is, on articles you coded", parents=[common], description=about, epilog=_EXIT,
        formatter_class=_Raw,
    )  # fmt: skip
    command.add_argument("folder", metavar="GOLD_DIR", help="the folder with the coded articles")
    command.add_argument("--rules", action="store_true", help="find attributions by rules alone")
    command.add_argument("--outer", action="store_true", help="leave out statements that another statement holds")
    command.add_argument("--out", metavar="FILE.csv", help="write the scores there too")
    command.add_argument("--predictions", metavar="FILE.jsonl", help="write what was found, for PolNeAR's scorer")
    command.set_defaults(run=_evaluate)


class _Version(argparse.Action):
    """Looks the version up only when somebody asks for it."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from toolkit.version import version  # noqa: PLC0415

        _say(version())
        parser.exit(FINE)


def _extract(asked: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    from toolkit import export  # noqa: PLC0415
    from toolkit.errors import RecordError  # noqa: PLC0415

    try:
        export.check(asked.out, format=asked.format)  # before an hour of work, not after it
    except RecordError as error:
        parser.error(_message(error))
    record = _record(asked, parser)
    _say(f"{export.write(record, asked.out, format=asked.format)}: {record!r}")
    return _set_aside(record.refused)


def _report(asked: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    if Path(asked.out).suffix.lower() not in (".html", ".htm"):
        parser.error(f"{asked.out!r} is no name for a page. What works: a name that ends in .html")
    from toolkit import report  # noqa: PLC0415

    report.check(asked.out, asked.redact)  # before an hour of work, not after it
    record = _record(asked, parser)
    chosen = {"notebooks": asked.notebooks, "redact": asked.redact, "progress": _notebooks_run}
    _say(f"{report.write(record, asked.out, **chosen)}: {record!r}")
    return _set_aside(record.refused)


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
    from toolkit.workflow import MODEL, open_corpus  # noqa: PLC0415

    with warnings.catch_warnings():
        # What was set aside is listed at the end, each with its reason.
        warnings.simplefilter("ignore", RefusedWarning)
        return open_corpus(
            [demo()] if asked.demo else asked.paths,
            parties=asked.parties,
            model=asked.model or MODEL,
            rules=asked.rules,
            progress=_progress(time.monotonic),
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
