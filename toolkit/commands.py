"""What the `toolkit` command understands: its commands, their options and their help.

Only words: nothing heavy is imported, so that the help is there at once.
"""

import argparse
import sys
from collections.abc import Callable, Mapping

Add = Callable[..., argparse.ArgumentParser]
Run = Callable[[argparse.Namespace, argparse.ArgumentParser], int]
_Raw = argparse.RawDescriptionHelpFormatter

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
  toolkit preview table.csv --columns text=Body,published=Datum,dates=dmy --save
  toolkit lab my-folder                            the notebooks, in JupyterLab
  toolkit evaluate coded/ --out scores.csv         how good it is on articles that you coded by hand
"""

# What `toolkit.export.FORMATS` knows, written here so that the help needs no table.
_SUFFIXES = ".xlsx, .csv, .parquet, .jsonl, .conll, .qdc, .qdpx, .jsonld, .bib, .csl.json, .ris"
_FORMATS = "tables, excel, csv, parquet, jsonl, brat, conll, qdc, qdpx, dna, annotations, bibtex, csl, ris"

_PATHS = "files or folders with news articles, or one saved record"
_ENGINE = "who does the work: here, processes, processes:4, dask or dask://host:port (default: %(default)s)"
_STORE = "keep what is done, so that a run that was stopped goes on (from 500 articles on: beside the articles)"
_COLUMNS = "which column of a table holds what, as in text=Body,published=Datum,dates=dmy (or mdy)"


def parser(runs: Mapping[str, Run]) -> argparse.ArgumentParser:
    """Every command is parsed to a namespace whose `run` is the function of that name in `runs`.

    The names are extract, report, preview, lab and evaluate. Wrong usage ends the process with 2.

    >>> parser(dict.fromkeys(["extract", "report", "preview", "lab", "evaluate"], lambda *_: 0)).prog
    'toolkit'
    """
    about = "Compare how each party to a dispute is quoted in the news, and what each side claims."
    made = argparse.ArgumentParser("toolkit", description=about, epilog=f"{_EXAMPLES}\n{_EXIT}", formatter_class=_Raw)
    made.add_argument("--version", action=_Version, nargs=0, help="say the version and stop")
    commands = made.add_subparsers(required=True, metavar="COMMAND", title="commands")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--debug", action="store_true", help="show the whole traceback of an error")
    corpus = argparse.ArgumentParser(add_help=False, parents=[common])
    corpus.add_argument("paths", nargs="*", metavar="PATH", help=_PATHS)
    corpus.add_argument("--demo", action="store_true", help="the invented reports that come with the toolkit")
    corpus.add_argument("--parties", metavar="FILE", help="who belongs to which party (YAML)")
    corpus.add_argument("--rules", action="store_true", help="find attributions by rules, without the trained tagger")
    corpus.add_argument("--columns", metavar="FIELD=NAME,...", help=_COLUMNS)
    corpus.add_argument(
        "--collapse", action="store_true", help="leave out reports that repeat another, such as wire copy"
    )
    corpus.add_argument("--engine", default="here", metavar="NAME", help=_ENGINE)
    store = corpus.add_mutually_exclusive_group()
    store.add_argument("--store", metavar="FILE", help=_STORE)
    store.add_argument("--no-store", action="store_const", const=False, dest="store", help="keep nothing on the way")
    _add_extract(commands.add_parser, corpus)
    _add_report(commands.add_parser, corpus)
    _add_preview(commands.add_parser, common)
    _add_lab(commands.add_parser, common)
    _add_evaluate(commands.add_parser, common)
    for name, command in commands.choices.items():
        command.set_defaults(run=runs[name])
    return made


def _add_preview(add: Add, common: argparse.ArgumentParser) -> None:
    about = "Show what would be read of news articles and what would be refused, and ask what only you can tell."
    command = add(
        "preview", help="what would be read, and what not", parents=[common], description=about, epilog=_EXIT,
        formatter_class=_Raw,
    )  # fmt: skip
    command.add_argument("paths", nargs="+", metavar="PATH", help="files or folders with news articles")
    command.add_argument("--columns", metavar="FIELD=NAME,...", help=_COLUMNS)
    command.add_argument("--limit", type=int, default=20, metavar="N", help="articles to show (default: %(default)s)")
    command.add_argument("--save", action="store_true", help="keep the columns beside the articles, for later commands")


def _add_extract(add: Add, corpus: argparse.ArgumentParser) -> None:
    about = "Read news articles and write who said what in them as tables."
    command = add(
        "extract", help="who said what, as tables", parents=[corpus], description=about, epilog=_EXIT,
        formatter_class=_Raw,
    )  # fmt: skip
    where = "a name without suffix for a folder of CSV and Parquet, or a file whose suffix says the format: "
    command.add_argument("--out", required=True, help=where + _SUFFIXES)
    command.add_argument("--profile", action="store_true", help="say how long each part of the work took")
    command.add_argument("--as", dest="format", metavar="FORMAT", help=f"the format by its name: {_FORMATS}")
    command.add_argument("--model", help="the spaCy model (default: the one that comes with the package)")


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
    command.set_defaults(model=None)


def _add_lab(add: Add, common: argparse.ArgumentParser) -> None:
    about = (
        "Copy the notebooks to a working folder and open them in JupyterLab. A notebook that you edited is never\n"
        "written over. What stands after -- is handed to jupyter lab, as in: toolkit lab work -- --no-browser"
    )
    command = add("lab", help="the notebooks, in JupyterLab", parents=[common], description=about, formatter_class=_Raw)
    command.add_argument("folder", nargs="?", default="counterpoint", help="the working folder (default: %(default)s)")
    command.add_argument("--demo", action="store_true", help="put the invented reports into its folder demo")


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


class _Version(argparse.Action):
    """Looks the version up only when somebody asks for it."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from toolkit.version import version  # noqa: PLC0415

        sys.stdout.write(f"{version()}\n")
        parser.exit(0)
