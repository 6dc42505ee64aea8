"""The rooms in sequence: files are read, articles become a Record, a corpus is opened."""

import hashlib
import json
import os
import platform
import warnings
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit import claims, clock, data, engine, language, sources, storing
from toolkit import parties as belonging
from toolkit.engine import HERE, Asked, Progress
from toolkit.errors import RecordError, RefusedWarning
from toolkit.record import (
    Record,
    as_articles,
    beforehand,
    collapse,
    colours,
    corrected,
    corrections_of,
    home_of,
    load,
    refusals,
    sidecar,
)
from toolkit.record.amending import is_part
from toolkit.record.beforehand import Paths
from toolkit.record.store import is_saved
from toolkit.storing import Store
from toolkit.version import version

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
    wanted = {**beforehand.kept_columns(corpus), **sources.as_columns(columns)}
    with clock.timed("reading"):
        articles = sources.read(several, columns=wanted)
    articles.attrs["corpus"] = corpus
    articles.attrs["columns"] = {field: list(names) for field, names in wanted.items()}
    return articles


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
    corpus = [str(path) for path in articles.attrs.get("corpus", [])]
    home = home_of(corpus)
    chosen, about_parties = _parties(parties, home)
    _warn_of_dates(chosen, adopted)
    drawn = colours.checked(chosen.colours)
    # What an analyst decides on the demonstration corpus is not written into the installation: they work on a copy.
    kept = None if home is not None and home.parent == data.DEMO else home
    _openable(kept)
    provenance = {
        "toolkit": version(),
        "python": platform.python_version(),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "model": language.model_card(model),
        "attribution": language.attribution_card(rules=rules),
        "data": data.hashes(),
        "parties": about_parties,
        "corpus": corpus,
        "columns": dict(articles.attrs.get("columns", {})),
        "copies": dict(articles.attrs.get("copies", {})),
        "parameters": {"model": model, "rules": rules, "parties": about_parties.get("sha256", "")},
    }
    file = storing.file_of(store, kept, len(adopted))
    if file is not None:
        about = {"provenance": provenance, "home": kept, "party_colours": drawn, "refused": early}
        asked = Asked(model, rules=rules, engine=engine)
        return _replayed(storing.through_store(file, [adopted], asked, chosen, about=about, progress=progress))
    found = _analysed(adopted, model=model, rules=rules, progress=progress, by=engine)
    with clock.timed("parties"):
        found = belonging.assign(found, adopted, chosen)
    with clock.timed("claims"):
        found = claims.label(found, adopted)
    frames = {**found, "ARTICLES": adopted, "REFUSED": refusals([early, found["REFUSED"]])}
    provenance["counts"] = {name: len(table) for name, table in frames.items()}
    return _replayed(Record.from_tables(frames, provenance=provenance, home=kept, party_colours=drawn)).verify()


def _analysed(articles: pd.DataFrame, *, by: str, **asked: Any) -> dict[str, pd.DataFrame]:
    return engine.run(articles, engine=by, **asked)


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
    articles = read(several, columns=columns)
    articles = collapse(articles) if copies == COLLAPSE else articles
    return extract(
        articles, parties=parties, model=model, rules=rules, progress=progress, engine=engine, store=store
    )  # fmt: skip


def _openable(home: Path | None) -> None:
    """Raise what the log of corrections would raise, before the work of hours and not after it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RefusedWarning)  # told when it is replayed
        corrections_of(home)


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


def _parties(given: Any, home: Path | None) -> tuple[belonging.Parties, dict[str, Any]]:
    """The parties to use, and what the provenance says about them.

    What the analyst overruled beside the corpus holds with other parties too, and comes first.
    """
    file = sidecar.party_file(home)
    chosen, about = _named(file if given is None else given)
    if file is not None and given is not None:
        early = belonging.load_parties(file).overrides
        said = {(one.speaker, one.article) for one in early}
        late = (one for one in chosen.overrides if (one.speaker, one.article) not in said)
        chosen = replace(chosen, overrides=(*early, *late))
    return chosen, {**about, "content": belonging.as_mapping(chosen)}


def _named(source: Any) -> tuple[belonging.Parties, dict[str, str]]:
    if source is None:
        return belonging.Parties(), {"from": "the gazetteer alone"}
    if isinstance(source, belonging.Parties):
        chosen, origin, words = source, "a value of toolkit.parties", repr(source).encode()
    else:
        chosen = belonging.load_parties(source)
        is_file = isinstance(source, str | os.PathLike)
        origin = str(Path(source).absolute()) if is_file else "a mapping"
        words = Path(source).read_bytes() if is_file else json.dumps(source, sort_keys=True, default=str).encode()
    return chosen, {"from": origin, "sha256": hashlib.sha256(words).hexdigest()}


def _warn_of_dates(chosen: belonging.Parties, articles: pd.DataFrame) -> None:
    """Tell of memberships with dates that cannot hold in articles without one."""
    dated = [one.name for several in chosen.members.values() for one in several if one.dated]
    unknown = articles["article_id"][articles["published"].isna()]
    if dated and len(unknown):
        message = (
            f"the membership of {dated[0]!r} has dates, and {len(unknown)} articles have none, such as "
            f"{unknown.iloc[0]!r}: there it does not hold"
        )
        warnings.warn(message, RefusedWarning, stacklevel=3)
