"""From a record to a page: save it aside, execute the notebooks on it, and join everything into one file."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from textwrap import shorten

from toolkit.errors import ReportError
from toolkit.record import UNASSIGNED, Record, home_of, sidecar
from toolkit.report.clean import Link
from toolkit.report.evidence import Named, Voice, doubtful, named, voices
from toolkit.report.exporter import Section, section
from toolkit.report.full import articles
from toolkit.report.opening import UNSURE, opening
from toolkit.report.page import Page, render
from toolkit.report.running import execute
from toolkit.show.passage import label

LONGEST = 60  # characters of what was said, in the cell of a table


def write(record: Record, out: str | Path, *, notebooks: Sequence[str | Path] | None = None) -> Path:
    """The file `out` holds one self-contained HTML page on `record`, whole, or is left as it was; its path comes back.

    `notebooks` are executed on a copy of the record with the queries that were saved for them, and shown in their
    order; left out, they are the notebooks that come with Counterpoint. Neither the corpus nor `.counterpoint/` is
    written to. The page opens with what was read, how, how sure it is and how to cite it, and ends with every
    statement, every place where a party is named, and every article in full, so that each number leads to its words.

    Raises ReportError when a notebook is missing or cannot be run, and when `out` cannot be written.
    """
    out = Path(out).absolute()
    chosen = shipped() if notebooks is None else tuple(Path(one) for one in notebooks)
    listed = voices(record)
    places = named(record)
    page = Page(
        opening=opening(record, tuple(path.stem for path in chosen), today=datetime.now(UTC).date()),
        sections=_sections(record, chosen, _links(record, listed, places)),
        voices=listed,
        doubtful=doubtful(record, below=UNSURE),
        named=places,
        articles=articles(record),
        colours=record.colours,
    )
    return _write(out, render(page))


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


def _links(record: Record, heard: Sequence[Voice], placed: Sequence[Named]) -> dict[str, Link]:
    """Where the cells of tables lead.

    Parties lead to their statements, or to where they are named if they are never heard; persons to where their party
    is named; ids of rows to the words they stand for.
    """
    named = {one.party: one.anchor for one in placed}
    people = zip(record.mentions["name"], record.mentions["party"], strict=True)
    found = {name: Link(named[party or UNASSIGNED], name) for name, party in people}
    found |= {party: Link(place, party) for party, place in named.items()}
    found |= {voice.party: Link(voice.anchor, voice.party) for voice in heard}
    for row in record.articles.to_dict("records"):
        found[row["article_id"]] = Link(f"a-{row['article_id']}", label(row))
    for what, table, words in (("statement", record.statements, "content"), ("figure", record.figures, "verbatim")):
        for key, said in zip(table[f"{what}_id"], table[words], strict=True):
            found[key] = Link(f"{what[0]}-{key}", shorten(said, LONGEST, placeholder="…") or key)
    return found


def _sections(record: Record, notebooks: Sequence[Path], links: dict[str, Link]) -> tuple[Section, ...]:
    """Every notebook executed on a copy of the record in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="counterpoint-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "corpus").mkdir()
        copy = replace(record, home=home_of([folder / "corpus"]))
        for path in notebooks:
            copy.save_query(path.stem, record.saved_query(path.stem))
        sidecar.carry(record.home, copy.home, "issues", "views")
        saved = copy.save(folder / "corpus" / "record")
        return tuple(section(execute(path, corpus=saved, folder=folder), path.stem, links) for path in notebooks)


def _write(out: Path, html: str) -> Path:
    fresh = out.with_name(f".{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(html, encoding="utf-8")
        fresh.replace(out)
    except OSError as error:
        raise ReportError(
            f"{out} cannot be written: {error.strerror or error}",
            works="a file name in a folder that you may write to",
            step="choose another place",
        ) from error
    return out
