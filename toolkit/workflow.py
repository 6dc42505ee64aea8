"""The rooms in sequence: files are read, articles become a Record, a corpus is opened."""

import os
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit import clock, language, sources, storing, tables
from toolkit import parties as belonging
from toolkit.engine import HERE, Asked, Progress, in_memory, opened, team
from toolkit.errors import RecordError, RefusedWarning
from toolkit.preparing import prepared, written_to
from toolkit.record import (
    Record,
    as_articles,
    beforehand,
    collapse,
    corrected,
    home_of,
    load,
    refusals,
    sidecar,
)
from toolkit.record.amending import is_part
from toolkit.record.beforehand import Paths
from toolkit.record.store import is_saved
from toolkit.storing import Store

MODEL = language.DEFAULT_MODEL
KEEP, COLLAPSE = "keep", "collapse"


def read(paths: Paths | pd.DataFrame, *, columns: Any = None) -> pd.DataFrame:
    """Every input is either among the articles or set aside with its reason, and a warning says so.

    `paths` is a file, a folder, or several of them, or a frame with one article a row. `columns` says which column of a
    table holds what, where it is not to be guessed, as in {"text": "Body", "published": "Datum", "dates": "dmy"}; what
    it leaves open is told by the mapping that `preview` kept beside the corpus, and then guessed.

    Returns an ARTICLES frame: one row is one article. Its `attrs` hold `refused`, a list with one mapping for each
    input that was set aside (source, reason, works, step), `corpus`, the paths that are there, and `columns`; `extract`
    puts them into the Record. Raises SourceError when no article could be read, and for `columns` that are none.
    """
    several, corpus = beforehand.given(paths)
    wanted = beforehand.columns_of(corpus, columns)
    with clock.timed("reading"):
        articles = sources.read(several, columns=wanted)
    articles.attrs.update(_told(corpus, wanted))
    return articles


def _told(corpus: list[str], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of articles beside themselves: where they lie, and which column held what."""
    return {"corpus": corpus, "columns": {field: list(names) for field, names in wanted.items()}}


def extract(  # noqa: PLR0913 - what is read, by which rules, and by whom
    articles: pd.DataFrame,
    *,
    parties: Any = None,
    model: str = MODEL,
    rules: bool = False,
    progress: Progress | None = None,
    engine: str = HERE,
    store: Store = None,
) -> Record:
    """The Record of the articles: every statement, figure, mention and clause of harm, verbatim and with its party.

    `articles` comes from `read`, or is any frame with a column `text`; what it lacks is filled, and what does not fit
    is told in the record (`refused`, `articles.notes`, `provenance`). `parties` is a party file, a mapping, or what
    `toolkit.parties.load_parties` returned; left out, the file `.counterpoint/parties.yaml` beside the corpus is used
    if it is there, else the gazetteer alone. With `rules` attributions are found by rules alone, without the trained
    tagger; so they are, with a warning, in an installation without its weights. `progress` is called with the articles
    done and the number of all.

    `engine` says who does the work: "here", "processes" (or "processes:4"), "dask" or "dask://host:port"; the result
    is the same. With a `store` every batch is kept as it is done, in the file of that name or, for True, in
    `.counterpoint/store.duckdb` beside the corpus, so that a run that was stopped goes on where it was, and only what
    is new or has changed is analysed again; the record then lies beside the file and is opened, not held in memory.
    Left out, that is so from 500 articles on, where a corpus has a folder that can be written; False is never.

    Raises SourceError for something else than a frame, PartyError for parties that cannot be used (RecordError for
    their colours), ModelError for a model that cannot be used, EngineError for an engine or a store that can't be. An
    article that cannot be analysed stands in `refused`; the rest goes on. What coders corrected on the corpus is
    replayed; a correction that finds no place any more stands in `refused`, and a warning says so. RecordError for a
    log of corrections that cannot be opened.
    """
    adopted, early = as_articles(articles)
    undated = adopted["article_id"][adopted["published"].isna()].tolist()
    asked = Asked(model, rules=rules, engine=engine)
    ready = prepared({str(key): value for key, value in articles.attrs.items()}, undated, early, asked, parties=parties)
    file = storing.file_of(store, ready.home, len(adopted))
    if file is not None:
        with team(asked) as workers, opened(file) as shelf:
            made = storing.through(shelf, [adopted], workers, ready, progress=progress)
        return _replayed(made)
    found = in_memory(adopted, asked, ready.parties, progress=progress)
    frames = {**found, "ARTICLES": adopted, "REFUSED": refusals([early, found["REFUSED"]])}
    counts = {"counts": {name: len(table) for name, table in frames.items()}}
    about = {name: ready.about[name] for name in ("home", "party_colours")}
    made = Record.from_tables(frames, provenance={**ready.about["provenance"], **counts}, **about)
    return _replayed(made).verify()


def open_corpus(  # noqa: PLR0913 - one verb for what read and extract take
    paths: Paths,
    *,
    parties: Any = None,
    columns: Any = None,
    copies: str = KEEP,
    model: str = MODEL,
    rules: bool = False,
    progress: Progress | None = None,
    engine: str = HERE,
    store: Store = None,
) -> Record:
    """A saved record is loaded; anything else is read and extracted. What coders corrected since is replayed.

    Parameters as in `read` and `extract`; with `copies="collapse"` reports that repeat another are left out before
    anything is extracted (see `collapse`), with "keep" they are marked. Raises SourceError when no article could be
    read, and RecordError when parties or columns are given for a saved record, whose articles and parties were decided
    when it was extracted.
    """
    if copies not in (KEEP, COLLAPSE):
        raise RecordError(
            f"copies cannot be {copies!r}", works=f"{KEEP!r} or {COLLAPSE!r}", step="use one of these words"
        )
    several = beforehand.several(paths)
    if len(several) == 1 and beforehand.there(several[0]) and is_saved(Path(several[0])):
        for what, given in (("parties", parties), ("columns", columns)):
            if given is not None:
                raise RecordError(
                    f"{several[0]} is a saved record, and its {what} were decided when it was extracted",
                    works=f"toolkit.open_corpus on the news articles, with {what}",
                    step=f"leave {what} out, or extract the articles again with them",
                )
        saved = _replayed(load(Path(several[0])))
        return collapse(saved) if copies == COLLAPSE else saved
    found = sources.find(several) if copies == KEEP and store is None else None
    home = written_to(home_of(beforehand.given(several)[1]))
    file = storing.file_of(store, home, 0 if found is None else len(found[0])) if copies == KEEP else None
    if file is not None:
        asked = Asked(model, rules=rules, engine=engine)
        decided = {"columns": columns, "parties": parties, "found": found}
        return _replayed(_streamed(file, several, asked, decided, progress=progress))
    articles = read(several, columns=columns)
    articles = collapse(articles) if copies == COLLAPSE else articles
    return extract(
        articles, parties=parties, model=model, rules=rules, progress=progress, engine=engine, store=store
    )  # fmt: skip


def _streamed(
    file: Path, several: list[Any], asked: Asked, decided: Mapping[str, Any], *, progress: Progress | None
) -> Record:
    """The Record of files that are read one after the other.

    `decided` holds columns and parties as they were given, and the files where they were looked for before.
    """
    corpus = beforehand.given(several)[1]
    wanted = beforehand.columns_of(corpus, decided["columns"])
    with team(asked) as workers, opened(file) as shelf:
        with clock.timed("reading"):
            articles = sources.stream(several, shelf, columns=wanted, found=decided["found"])
        refused = tables.frame("REFUSED", articles.refused)
        ready = prepared(_told(corpus, wanted), articles.undated, refused, asked, parties=decided["parties"])
        return storing.through(shelf, articles, workers, ready, progress=progress)


def _replayed(record: Record) -> Record:
    """The record as coders corrected it, once a warning has told of corrections without a place."""
    if is_part(record.provenance):
        return record
    made, orphans = corrected(record)
    if len(orphans):
        first = orphans.iloc[0]
        message = (
            f"{len(orphans)} corrections found no place, such as {first['what']} of “{first['quote'][:80]}”: "
            f"{first['reason']}. They are listed in record.refused; correct the statements as they are now"
        )
        warnings.warn(message, RefusedWarning, stacklevel=3)
    return made


def suggest_parties(record: Record) -> pd.DataFrame:
    """The sides of a dispute as the corpus has them: who is tied to one body, with counts and the words that tie them.

    One row is one proposed party, most heard first; its columns are written at `toolkit.parties.suggest.suggest`. They
    are proposals: `write_parties` writes them as a party file, and the analyst edits it.
    """
    return belonging.suggest(record.tables())


def write_parties(suggested: pd.DataFrame, path: str | os.PathLike[str]) -> Path:
    """The proposals of `suggest_parties` lie at `path` as a party file to edit; a file that is there stays as it is.

    Raises RecordError where a file is there already, or none can be written.
    """
    file = Path(path)
    if file.exists():
        raise RecordError(
            f"{file} is there already, and may hold what you decided",
            works="a name that is free, such as parties-proposed.yaml",
            step="choose another name, or move the file away",
        )
    return sidecar.write_text(file.parent, file.name, belonging.as_file(suggested))
