"""From a record to a page: save it aside, execute the notebooks on it, and join everything into one file."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from toolkit.errors import ReportError
from toolkit.record import Record, home_of
from toolkit.report.evidence import named, voices
from toolkit.report.exporter import Section, section
from toolkit.report.full import articles
from toolkit.report.opening import UNSURE, opening
from toolkit.report.page import Page, render
from toolkit.report.running import execute


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
    listed = voices(record, unsure=UNSURE)
    places = {voice.party: voice.anchor for voice in listed}
    silent = {name.party: name.anchor for name in named(record) if name.party not in places}
    page = Page(
        opening=opening(record, tuple(path.stem for path in chosen), today=datetime.now(UTC).date()),
        sections=_sections(record, chosen, {**silent, **places}),
        voices=listed,
        named=named(record),
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


def _sections(record: Record, notebooks: Sequence[Path], links: dict[str, str]) -> tuple[Section, ...]:
    """Every notebook executed on a copy of the record in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="counterpoint-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "corpus").mkdir()
        copy = replace(record, home=home_of([folder / "corpus"]))
        for path in notebooks:
            copy.save_query(path.stem, record.saved_query(path.stem))
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
