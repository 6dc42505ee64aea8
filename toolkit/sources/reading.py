"""Files become ARTICLES: the verbs of this room."""

import hashlib
import re
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.errors import RefusedWarning, SourceError
from toolkit.sources.chaining import chain
from toolkit.sources.columns import using
from toolkit.sources.copies import copies
from toolkit.sources.finding import MAX_FILES, SUFFIXES, Paths, Refusal, find, printable, refusal
from toolkit.sources.formats import Document, SetAside
from toolkit.sources.framing import frame_documents
from toolkit.sources.language import language
from toolkit.sources.layout import Mark, marks
from toolkit.sources.metadata import about
from toolkit.sources.opening import File, opened
from toolkit.sources.repair import doubtful, repair
from toolkit.tables import frame
from toolkit.tables import rows as rows_of
from toolkit.text import count_words, paragraphs, words

# A report is some kilobytes; twenty million bytes are a whole archive, and would fill the memory of a small machine
# several times over before anything could be said about them.
MAX_FILE_BYTES = 20_000_000
# The parser takes no longer text: it needs about a gigabyte for each hundred thousand words.
MAX_TEXT = 1_000_000
# A paragraph longer than any report is a text without line breaks, or data: the parser would take it for one place.
MAX_PARAGRAPH = 100_000

_SHOWN = 3
# What a page or a table may state of its article; it goes before what the text prints.
_STATED = ("title", "outlet", "author", "published")
_SPLIT = "split it into one file for each report"

Row = dict[str, Any]


def read(paths: Paths | pd.DataFrame, *, columns: Any = None) -> pd.DataFrame:
    r"""Every input becomes an article or a warning with its reason; when nothing can be read, an error says why.

    `paths` is one path or several, of files (plain text, web pages, PDF, Word and RTF, tables with one report a row as
    CSV, TSV, Excel, Parquet or JSON, zip and tar archives of all these) or of folders, which are walked in the order of
    their names; or a frame with one report a row. `columns` says which column of a table holds what, where it is not
    to be guessed: see `toolkit.sources.columns`.
    Returns ARTICLES: one row is one article. Each input that is set aside gives one RefusedWarning; the rows of REFUSED
    are kept in `frame.attrs["refused"]` as a list of mappings. Raises SourceError when no article is left.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "talks.txt").write_text("Talks end\n\nThe minister said that the talks had ended.")
    ...     print(read(folder).loc[0, "title"])
    Talks end
    """
    articles, refused = read_all(paths, columns=columns)
    rows = rows_of(refused)
    if articles.empty:
        raise nothing_read(paths, rows)
    warn_of(rows)
    articles.attrs["refused"] = rows
    return articles


def warn_of(refused: Iterable[Mapping[str, Any]]) -> None:
    """One RefusedWarning for each input that was set aside, told where `read` was called."""
    for row in refused:
        warnings.warn(
            f"{row['source']}: {row['reason']}. What works: {row['works']}. Next: {row['step']}.",
            RefusedWarning,
            stacklevel=3,
        )


def read_all(paths: Paths | pd.DataFrame, *, columns: Any = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Every input becomes a row of the first frame, ARTICLES, or of the second, REFUSED, and none of both.

    The same file gives the same `article_id` wherever it lies and whatever else is read: its name and the first eight
    hex digits of its SHA-256 (for a row of a table: of its text), and in an archive those of the member, so that it is
    the same once unpacked. Of articles that are the same byte for byte, in every word of the story, or in nearly all
    (`copies`), the first by day of publication, then by path, is the article and the others name it in `duplicate_of`.
    Nothing is raised for a bad input, but SourceError for `columns` that are none.

    >>> articles, refused = read_all("no such folder")
    >>> len(articles), refused.loc[0, "reason"]
    (0, 'there is no file or folder at this path')
    """
    with using(columns):
        rows, refused, _ = gather(paths)
    name_duplicates(rows)
    kept = [{key: row[key] for key in row if key not in ("story", "own")} for row in rows]
    return frame("ARTICLES", kept), _table(refused)


def gather(paths: Paths | pd.DataFrame, *, limit: int | None = None) -> tuple[list[Row], list[Refusal], int]:
    """The rows of ARTICLES, not yet compared with each other, what was refused, and how many files were not opened.

    With a `limit` no more than about so many rows are made, some of each file.
    """
    if isinstance(paths, pd.DataFrame):
        refused: list[Refusal] = []
        return _guarded(File("frame", "frame"), refused, limit, lambda: frame_documents(paths)), refused, 0
    files, refused = find(paths, most=None if limit is None else MAX_FILES)
    each = None if limit is None else max(2, -(-limit // max(1, len(files))))
    rows: list[Row] = []
    for number, path in enumerate(files):
        if limit is not None and len(rows) >= limit:
            return rows, refused, len(files) - number
        rows += rows_of_files([path], refused, limit=each)
    return rows, refused, 0


def rows_of_files(paths: Iterable[Path], refused: list[Refusal], *, limit: int | None = None) -> Iterator[Row]:
    """The rows of ARTICLES of some files, one after the other; what can't be read goes to `refused`.

    With a `limit` no more rows of one file than that.
    """
    for path in paths:
        for file in opened(path, printable(path), refused, limit=MAX_FILE_BYTES):
            yield from _guarded(file, refused, limit, file.documents)


def _guarded(
    file: File, refused: list[Refusal], limit: int | None, found: Callable[[], Iterable[Document | SetAside]]
) -> list[Row]:
    try:
        return _articles(file, refused, islice(found(), limit))
    except SourceError as error:
        refused.append(refusal(file.source, error))
        return []


def _table(refused: list[Refusal]) -> pd.DataFrame:
    return frame("REFUSED", [dict(row) for row in refused])


def nothing_read(paths: Any, rows: Sequence[Mapping[str, Any]]) -> SourceError:
    """The error for paths without a single article, with what was set aside."""
    if not rows:
        return SourceError(
            f"no article lies in {paths!r}",
            works=f"a folder with reports in files that end in {SUFFIXES}; README and hidden files are no reports",
            step="check the path, and that the reports lie there",
        )
    reasons = "; ".join(f"{row['source']}: {row['reason']}" for row in rows[:_SHOWN])
    more = f"; and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
    works, step = str(rows[0]["works"]), str(rows[0]["step"])
    return SourceError(f"nothing could be read: {reasons}{more}", works=works, step=step)


def _articles(file: File, refused: list[Refusal], documents: Iterable[Document | SetAside]) -> list[Row]:
    """The rows of one file, its unreadable parts going to `refused`; raises SourceError when the whole gives none."""
    digest = file.sha256()
    rows = []
    for found in documents:
        place = f"{file.source}, {found.member}" if found.member else file.source
        try:
            if isinstance(found, SetAside):
                raise found.error
            row = _article(found)
        except SourceError as error:
            if not found.member:
                raise
            refused.append(refusal(place, error))
            continue
        # A row of a table keeps its id when rows are put before it: the id is made of its own words.
        own = hashlib.sha256(found.text.encode("utf-8", "surrogatepass")).hexdigest() if found.member else digest
        row |= {"article_id": f"{_slug(Path(file.name).stem)}-{own[:8]}", "source": place}
        rows.append(row | {"source_sha256": digest, "own": own})
    return rows


def _article(document: Document) -> Row:
    _check_size(document.text)
    text, repairs = repair(document.text)
    found = marks(text, titled=bool(document.title))
    outside = [(mark["start"], mark["end"]) for mark in found]
    code, language_note = language(text, stated=document.language)
    facts = about(text, found)
    stated = [name for name in _STATED if getattr(document, name)]
    told = f"{', '.join(stated)} from the file" if stated else ""
    guesses = {
        name: guess
        for name, guess in document.guesses.items()
        if not getattr(document, name) and not getattr(facts, name, "")
    }
    guessed = {name: value for name, (value, _) in guesses.items()}
    notes = [document.note, _repair_note(text, len(repairs)), language_note, told]
    notes += [note for name, note in facts.notes.items() if name not in stated]
    notes += [note for _, note in guesses.values()]
    published = document.published or facts.published or guessed.get("published")
    return {
        "title": document.title or facts.title or guessed.get("title", ""),
        "outlet": document.outlet or facts.outlet or guessed.get("outlet", ""),
        "author": document.author or facts.author or guessed.get("author", ""),
        "published": pd.Timestamp(published) if published else None,
        "url": document.url or guessed.get("url", ""),
        "language": code,
        "text": text,
        "words": count_words(text, without=outside),
        "marks": found,
        "repairs": chain(document.repairs, repairs) if document.repairs else repairs,
        "notes": "; ".join(note for note in notes if note),
        "story": _story(text, found),
        "duplicate_of": "",
    }


def _check_size(text: str) -> None:
    if not words(text[: MAX_TEXT + 1]):
        raise SourceError(
            "the file is empty" if not text else "the file holds no words",
            works="a file with the text of a report",
            step="save the report again, or remove the file",
        )
    if len(text) > MAX_TEXT:
        raise SourceError(
            f"the text has {len(text):,} characters", works=f"at most {MAX_TEXT:,} characters", step=_SPLIT
        )
    longest = max(end - start for start, end in paragraphs(text))
    if longest > MAX_PARAGRAPH:
        raise SourceError(
            f"one paragraph has {longest:,} characters",
            works=f"paragraphs of at most {MAX_PARAGRAPH:,} characters, divided by line breaks",
            step="check that the file is a report, and put in the line breaks it has lost",
        )


def _repair_note(text: str, mended: int) -> str:
    notes = []
    if mended:
        notes.append(f"damaged encoding mended in {mended} place{'s' if mended > 1 else ''}")
    if left := doubtful(text):
        notes.append(f"{left} single Â left as printed: it may be a damaged space")
    if lost := text.count("\ufffd"):
        notes.append(f"{lost} character{'s' if lost > 1 else ''} lost before the file was read (printed as U+FFFD)")
    return "; ".join(notes)


def _story(text: str, found: list[Mark]) -> str:
    """The words outside the marks, in small letters: two reports with the same story are the same report."""
    held = [False] * len(text)
    for mark in found:
        held[mark["start"] : mark["end"]] = [True] * (mark["end"] - mark["start"])
    return " ".join(text[start:end].casefold() for start, end in words(text) if not held[start])


def _slug(stem: str) -> str:
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", errors="ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:40].strip("-") or "article"


def name_duplicates(rows: list[Row], *, stories: Callable[[list[int]], Sequence[str]] | None = None) -> None:
    """Give every row an id of its own and name the article it repeats, whatever the order in which they were read.

    A row has article_id, published, source, own (what its file is known by), story, notes and duplicate_of. Where
    `stories` is given, `story` is only what equal stories share, and the words come from it, by the rows' `place`.
    """
    ids: dict[str, int] = {}
    # The earliest by its day of publication is the article; those without a day come last, in the order of their paths.
    ordered = sorted(rows, key=lambda row: (row["published"] or pd.Timestamp.max, str(row["source"])))
    for row in ordered:
        name = row["article_id"]
        ids[name] = ids.get(name, 0) + 1
        if ids[name] > 1:
            row["article_id"] = f"{name}-{ids[name]}"
    first: dict[str, Row] = {}
    told = [row["story"] for row in ordered] if stories is None else stories([row["place"] for row in ordered])
    copied = copies(told)
    for place, row in enumerate(ordered):
        same_bytes, same_words = first.get(row["own"]), first.get(row["story"]) if row["story"] else None
        near = ordered[copied[place]] if place in copied else None
        if repeated := same_bytes or same_words or near:
            row["duplicate_of"] = repeated["duplicate_of"] or repeated["article_id"]
            reason = "the same file as" if same_bytes else "the same words as" if same_words else "nearly the words of"
            row["notes"] = "; ".join(filter(None, [row["notes"], f"{reason} {row['duplicate_of']}"]))
        first.setdefault(row["own"], row)
        first.setdefault(row["story"], row)
