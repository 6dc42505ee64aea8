"""From a record to a page: save it aside, execute the notebooks on it, and join everything into one file."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from textwrap import shorten

from toolkit.errors import ReportError, unwritable
from toolkit.record import UNASSIGNED, Record, home_of, sidecar
from toolkit.report import redaction, withheld
from toolkit.report.clean import Link
from toolkit.report.evidence import Named, Voice, doubtful, named, voices
from toolkit.report.exporter import Section, section
from toolkit.report.full import articles
from toolkit.report.making import made
from toolkit.report.opening import UNSURE, opening
from toolkit.report.page import GENERATOR, Page, render
from toolkit.report.redacted import redacted
from toolkit.report.running import execute
from toolkit.show.passage import label

LONGEST = 60  # characters of what was said, in the cell of a table
_HEAD = 4096  # bytes of a page within which it says what wrote it

Progress = Callable[[int, int], None]


def write(
    record: Record,
    out: str | Path,
    *,
    notebooks: Sequence[str | Path] | None = None,
    redact: int | None = None,
    progress: Progress | None = None,
) -> Path:
    """The file `out` holds one self-contained HTML page on `record`, whole, or is left as it was; its path comes back.

    `notebooks` are executed on a copy of the record with the queries that were saved for them, and shown in their
    order; left out, they are the notebooks that come with Counterpoint. Neither the corpus nor `.counterpoint/` is
    written to. The page opens with what was read, how, how sure it is and how to cite it, and ends with every
    statement, every place where a party is named, and every article in full, so that each number leads to its words.
    `progress` is called with the notebooks done and the number of all.

    With `redact` no more than so many words of an article stand in a row anywhere in the file (5 and more, or 0 to
    show statements by a hash; see `toolkit.report.redaction.redaction`), and articles in full are left out. The
    notebooks run on the whole record all the same, so that every number is the one of the whole page.

    Raises ReportError when a notebook is missing or cannot be run, when `out` cannot be written or is a file that no
    report wrote, and for a number of words that a page cannot be redacted to.
    """
    out = check(out, redact)
    chosen = shipped() if notebooks is None else tuple(Path(one) for one in notebooks)
    today, listed, places = datetime.now(UTC).date(), voices(record), named(record)
    left_out = None if redact is None else withheld.withheld(record, listed, redact)
    if redact is not None:
        listed, places = withheld.shortened(listed, record, redact), withheld.around(places, redact)
    links = _links(record, listed, places, left_out)
    page = Page(
        opening=opening(record, tuple(path.stem for path in chosen), today=today),
        sections=_sections(record, chosen, links, progress or _silent),
        voices=listed,
        doubtful=doubtful(record, below=UNSURE),
        named=places,
        articles=articles(record) if redact is None else (),
        colours=record.colours,
        withheld=left_out,
        made=made(record, chosen, today=today, redact=redact),
    )
    html = render(page)
    return _write(out, html if redact is None else redacted(html, redaction.redaction(record, redact)))


def check(out: str | Path, redact: int | None = None) -> Path:
    """The absolute path of a page that can be written there, before the work of hours and not after it.

    Raises ReportError where another file lies there than a page that a report wrote, and for a number of words that a
    page cannot be redacted to.
    """
    out = Path(out).absolute()
    if redact is not None:
        redaction.check(redact)
    if out.exists() and not _is_ours(out):
        raise ReportError(
            f"{out} is there already, and it is no page that a report wrote",
            works="a name that nothing has yet, or the page of an earlier report",
            step="choose another name, or move that file away",
        )
    return out


def _is_ours(out: Path) -> bool:
    try:
        with out.open("rb") as file:
            return GENERATOR.encode() in file.read(_HEAD)
    except OSError:
        return False


def _silent(done: int, total: int) -> None:
    """Nobody wants to know how far the work is."""


def shipped() -> tuple[Path, ...]:
    """The notebooks that come with Counterpoint, in the order of their names: of the wheel, or of the source tree."""
    inside = Path(__file__).parents[1]
    for folder in (inside / "notebooks", inside.parent / "notebooks"):
        if found := sorted(folder.glob("*.ipynb")):
            return tuple(found)
    raise ReportError(
        "the notebooks that come with Counterpoint are not there",
        works="an installation with its notebooks, or notebooks=[…] with paths",
        step="install Counterpoint again, or name the notebooks",
    )


def _links(
    record: Record, heard: Sequence[Voice], placed: Sequence[Named], left_out: withheld.Withheld | None
) -> dict[str, Link]:
    """Where the cells of tables lead.

    Parties lead to their statements, or to where they are named if they are never heard; persons to where their party
    is named; ids of rows to the words they stand for, or to the hash of these.
    """
    hashed = left_out is not None and left_out.most == 0
    named = {one.party: one.anchor for one in placed}
    people = zip(record.mentions["name"], record.mentions["party"], strict=True)
    found = {name: Link(named[party or UNASSIGNED], name) for name, party in people}
    found |= {party: Link(place, party) for party, place in named.items()}
    found |= {voice.party: Link(voice.anchor, voice.party) for voice in heard}
    for row in record.articles.to_dict("records"):
        found[row["article_id"]] = Link(f"a-{row['article_id']}", label(row))
    for what, table, words in (("statement", record.statements, "content"), ("figure", record.figures, "verbatim")):
        for key, said in zip(table[f"{what}_id"], table[words], strict=True):
            shown = redaction.hidden(said) if hashed else shorten(said, LONGEST, placeholder="…")
            found[key] = Link(f"{what[0]}-{key}", shown or key)
    return found


def _sections(
    record: Record, notebooks: Sequence[Path], links: dict[str, Link], progress: Progress
) -> tuple[Section, ...]:
    """Every notebook executed on a copy of the record in a folder that is gone afterwards."""
    found = []
    with tempfile.TemporaryDirectory(prefix="counterpoint-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "corpus").mkdir()
        copy = replace(record, home=home_of([folder / "corpus"]))
        for path in notebooks:
            copy.save_query(path.stem, record.saved_query(path.stem))
        sidecar.carry(record.home, copy.home, "issues", "views")
        saved = copy.save(folder / "corpus" / "record")
        for done, path in enumerate(notebooks, start=1):
            asked = copy.saved_query(path.stem).describe()
            found.append(section(execute(path, corpus=saved, folder=folder), path.stem, links, asked=asked))
            progress(done, len(notebooks))
    return tuple(found)


def _write(out: Path, html: str) -> Path:
    fresh = out.with_name(f".{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(html, encoding="utf-8")
        fresh.replace(out)
    except OSError as error:
        raise unwritable(
            out,
            error,
            kind=ReportError,
            works="a file name in a folder that you may write to",
            step="choose another place",
        ) from error
    return out
