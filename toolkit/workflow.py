"""The rooms in sequence: files are read, articles become a Record, a corpus is opened."""

import hashlib
import json
import os
import platform
import warnings
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit import claims, data, engine, language, sources
from toolkit import parties as belonging
from toolkit.engine import Progress
from toolkit.errors import RecordError, RefusedWarning
from toolkit.record import (
    Record,
    as_articles,
    colours,
    corrected,
    corrections_of,
    home_of,
    load,
    refusals,
    sidecar,
    store,
)
from toolkit.record.amending import is_part
from toolkit.version import version

MODEL = language.DEFAULT_MODEL

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def read(paths: Paths) -> pd.DataFrame:
    """Every input is either among the articles or set aside with its reason, and a warning says so.

    `paths` is a file, a folder, or several of them. Returns an ARTICLES frame: one row is one article. Its `attrs` hold
    `refused`, a list with one mapping for each input that was set aside (source, reason, works, step), and `corpus`,
    the paths that are there; `extract` puts both into the Record. Raises SourceError when no article could be read.
    """
    several = _several(paths)
    articles = sources.read(several)
    articles.attrs["corpus"] = [str(Path(path).absolute()) for path in several if _there(path)]
    return articles


def extract(
    articles: pd.DataFrame,
    *,
    parties: Any = None,
    model: str = MODEL,
    rules: bool = False,
    progress: Progress | None = None,
) -> Record:
    """The Record of the articles: every statement, figure, mention and clause of harm, verbatim and with its party.

    `articles` comes from `read`, or is any frame with a column `text`; what it lacks is filled, and what does not fit
    is told in the record (`refused`, `articles.notes`, `provenance`). `parties` is a party file, a mapping, or what
    `toolkit.parties.load_parties` returned; left out, the file `.counterpoint/parties.yaml` beside the corpus is used
    if it is there, else the gazetteer alone. With `rules` attributions are found by rules alone, without the trained
    tagger; so they are, with a warning, in an installation without its weights. `progress` is called with the articles
    done and the number of all.

    Raises SourceError for something else than a frame, PartyError for parties that cannot be used (RecordError for
    their colours), ModelError for a model that cannot be used. An article that cannot be analysed stands in `refused`;
    the rest goes on. What coders corrected on the corpus is replayed; a correction that finds no place any more stands
    in `refused`, and a warning says so. RecordError for a log of corrections that cannot be opened.
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
    found = engine.run(adopted, model=model, rules=rules, progress=progress)
    found = belonging.assign(found, adopted, chosen)
    found = claims.label(found, adopted)
    refused = refusals([early, found["REFUSED"]])
    frames = {**found, "ARTICLES": adopted, "REFUSED": refused}
    provenance = {
        "toolkit": version(),
        "python": platform.python_version(),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "model": language.model_card(model),
        "attribution": language.attribution_card(rules=rules),
        "data": data.hashes(),
        "parties": about_parties,
        "corpus": corpus,
        "parameters": {"model": model, "rules": rules, "parties": about_parties.get("sha256", "")},
        "counts": {name: len(table) for name, table in frames.items()},
    }
    made = Record.from_tables(frames, provenance=provenance, home=kept, party_colours=drawn)
    return _replayed(made).verify()


def open_corpus(
    paths: Paths,
    *,
    parties: Any = None,
    model: str = MODEL,
    rules: bool = False,
    progress: Progress | None = None,
) -> Record:
    """A saved record is loaded; anything else is read and extracted. What coders corrected since is replayed.

    Parameters as in `read` and `extract`. Raises SourceError when no article could be read, and RecordError
    when parties are given for a saved record, whose parties were decided when it was extracted.
    """
    several = _several(paths)
    if len(several) == 1 and _there(several[0]) and store.is_saved(Path(several[0])):
        if parties is not None:
            raise RecordError(
                f"{several[0]} is a saved record, and its parties were decided when it was extracted",
                works="toolkit.open_corpus on the news articles, with parties",
                step="leave parties out, or extract the articles again with them",
            )
        return _replayed(load(Path(several[0])))
    return extract(read(several), parties=parties, model=model, rules=rules, progress=progress)


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


def _several(paths: Paths) -> list[Any]:
    """One path or several as a list; what is no path at all is left for the reader to refuse with its reason."""
    return [paths] if isinstance(paths, str | os.PathLike) or not isinstance(paths, Iterable) else list(paths)


def _there(path: Any) -> bool:
    return isinstance(path, str | os.PathLike) and Path(path).exists()


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
