"""The gazetteer and the lexicons: versioned CSV files, read once, served as frames and fast look-ups.

Every fact about the world or the language that the toolkit relies on is a row of a file in this folder, never a list
in code; the README beside the files says for each what one row is, where it comes from and how to extend it.
"""

import csv
import difflib
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from toolkit.errors import CounterpointError

__all__ = ["DEMO", "FOLDER", "VERSION", "Entry", "Form", "Gazetteer", "codebook", "gazetteer", "hashes", "lexicon"]

VERSION = "2026.1"
FOLDER = Path(__file__).parent
DEMO = FOLDER / "demo"

# Typographic apostrophes and the marks that stand in for them; the files hold the straight one only.
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʻ`´", "'"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One state, territory, body, organisation, group, medium or place, with the party it speaks for by default."""

    entry: str
    kind: str
    name: str
    party: str
    speaker_type: str
    note: str


@dataclass(frozen=True, slots=True)
class Form:
    """One printed form of one entry: `default` says whether the text means this entry when nothing else decides."""

    entry: str
    form: str
    text: str
    metonym: bool
    default: bool
    ambiguous: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The same files always give the same gazetteer, and nothing done with it changes it.

    Frames hold text only ("1" and "0" for truth); the look-ups give `Entry` and `Form` values. Make one with
    `gazetteer`.

    >>> places = gazetteer()
    >>> places.name("CN"), places.party_of("US.pentagon")
    ('China', 'US')
    """

    folder: Path
    _entries: Mapping[str, Entry] = field(repr=False)
    _texts: Mapping[str, tuple[Form, ...]] = field(repr=False)

    @property
    def entries(self) -> pd.DataFrame:
        """One row is one entry: entry (key), kind, name, party, speaker_type, note; all text."""
        return lexicon("entries", folder=self.folder)

    @property
    def forms(self) -> pd.DataFrame:
        """One row is one printed form of one entry: entry, form, text, metonym, default, ambiguous, note; all text."""
        return lexicon("forms", folder=self.folder)

    @property
    def choices(self) -> pd.DataFrame:
        """One row is one answer to a contested membership: entry, choice, label, default, why; all text."""
        return lexicon("choices", folder=self.folder)

    def entry(self, key: str) -> Entry:
        """The entry with this key; raises CounterpointError, naming keys that are close, when there is none.

        >>> gazetteer().entry("hamas").kind
        'armed group'
        """
        if key not in self._entries:
            near = difflib.get_close_matches(key, self._entries, n=5, cutoff=0.4)
            raise CounterpointError(
                f"the gazetteer has no entry {key!r}",
                works=", ".join(near) or "a key of toolkit/data/entries.csv",
                step="look the key up with gazetteer().by_text(...) or in gazetteer().entries",
            )
        return self._entries[key]

    def by_text(self, text: str) -> list[Form]:
        """Every form printed exactly as `text`, the default reading first; empty when there is none.

        Capitals matter, the shape of an apostrophe does not.

        >>> [form.entry for form in gazetteer().by_text("Beijing")]
        ['CN']
        >>> gazetteer().by_text("beijing")
        []
        """
        plain = text if text.isascii() and "`" not in text else text.translate(_APOSTROPHES)
        return list(self._texts.get(plain, ()))

    def party_of(self, entry: str) -> str:
        """Key of the entry that `entry` speaks for by default, empty for a place that speaks for nobody."""
        return self.entry(entry).party

    def name(self, key: str) -> str:
        """The display name of the entry with this key."""
        return self.entry(key).name


@cache
def gazetteer(folder: Path = FOLDER) -> Gazetteer:
    """The gazetteer of a folder is read once and then shared; by default that of the toolkit.

    Raises CounterpointError when the folder lacks entries.csv, forms.csv or choices.csv.

    >>> gazetteer() is gazetteer()
    True
    """
    entries = {row["entry"]: Entry(**row) for row in _rows("entries", folder)}
    _rows("choices", folder)
    return Gazetteer(folder, MappingProxyType(entries), MappingProxyType(_by_text(_rows("forms", folder))))


def lexicon(name: str, *, folder: Path = FOLDER) -> pd.DataFrame:
    """A file of the data folder comes back as a frame of text, row for row and column for column as it is written.

    `name` is the file name without `.csv`. Empty cells are empty strings, and "NA" is the text NA. The frame is the
    caller's own: changing it changes nothing else. Raises CounterpointError naming the files there are.

    >>> lexicon("choices").columns.tolist()
    ['entry', 'choice', 'label', 'default', 'why']
    """
    return _frame(name, folder).copy()


def codebook(entry: str) -> str:
    """What `docs/codebook.md` tells a coder under the heading `entry`, as plain text; empty where it has no such entry.

    >>> codebook("kind").splitlines()[0]
    'Define. Whose wording it is, by the quotation marks alone.'
    """
    return _codebook().get(entry, "")


@cache
def _codebook() -> Mapping[str, str]:
    # Beside the data where the package was installed, in docs/ where it is worked on.
    places = (FOLDER / "codebook.md", FOLDER.parents[1] / "docs" / "codebook.md")
    file = next((place for place in places if place.is_file()), None)
    if file is None:
        return {}
    _, *parts = re.split(r"^## ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {heading.strip(): _plain(words) for heading, _, words in (part.partition("\n") for part in parts)}


def _plain(words: str) -> str:
    """Without the marks of the notation, and one line for each piece that begins with a word in bold or in italics."""
    lines = re.sub(r"\n(?![*\n])", " ", words.strip())
    return re.sub(r"\*+", "", lines)


def hashes(folder: Path = FOLDER) -> dict[str, str]:
    """File name to the first 12 hex digits of its SHA-256, for every CSV file of the folder, in order of name.

    >>> len(hashes()["entries.csv"])
    12
    """
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in sorted(folder.glob("*.csv"))}


@cache
def _frame(name: str, folder: Path) -> pd.DataFrame:
    return pd.read_csv(_path(name, folder), dtype=str, na_filter=False, encoding="utf-8")


def _rows(name: str, folder: Path) -> list[dict[str, str]]:
    with _path(name, folder).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _path(name: str, folder: Path) -> Path:
    available = sorted(path.stem for path in folder.glob("*.csv"))
    if name not in available:
        raise CounterpointError(
            f"there is no lexicon {name!r}",
            works=", ".join(available) or "a folder that holds CSV files",
            step="use one of these names, or add the file to the data folder",
        )
    return folder / f"{name}.csv"


def _by_text(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[Form, ...]]:
    texts: dict[str, list[Form]] = {}
    for row in rows:
        texts.setdefault(row["text"], []).append(_form(row))
    return {text: tuple(sorted(forms, key=lambda form: not form.default)) for text, forms in texts.items()}


def _form(row: Mapping[str, str]) -> Form:
    return Form(
        entry=row["entry"],
        form=row["form"],
        text=row["text"],
        metonym=row["metonym"] == "1",
        default=row["default"] == "1",
        ambiguous=tuple(row["ambiguous"].split("; ")) if row["ambiguous"] else (),
        note=row["note"],
    )
