"""Tables of articles: which column holds what, and what each row gives."""

import re
from collections.abc import Mapping, Sequence

from toolkit.errors import SourceError
from toolkit.sources.chaining import chain
from toolkit.sources.column_content import words_of
from toolkit.sources.column_dates import Days, days
from toolkit.sources.column_names import FIELDS
from toolkit.sources.columns import DATES, SAMPLE, Guess, Table, chosen, guess_columns, listed, tell
from toolkit.sources.formats import cell_markup
from toolkit.sources.formats.document import Document, SetAside, titled
from toolkit.sources.formats.heading import Cells, Heading
from toolkit.sources.languages import code_of
from toolkit.sources.repair import Repair

_KNOWN = "text (or body, content, article), title, outlet, published, author, url, language"
# Excel keeps no more characters in one cell, and cuts a longer text without a word.
_FULL_CELL = 32_767
# News services cut the text of an article and say how much is left.
_CUT = re.compile(r"\[\+\d+ chars\]\s*\Z")
# Half of a surrogate pair, which no file can hold, as a damaged escape of JSON gives it.
_HALVES = re.compile("[\ud800-\udfff]")
_LOST = "\ufffd"

Rows = Sequence[tuple[str, Cells | SourceError]]


def documents(rows: Rows, head: Heading, *, note: str = "") -> list[Document | SetAside]:
    """Each row, named by its member, is one article or set aside; a row without anything in it is passed over.

    `rows` are those below the names of the columns; one whose cells could not be told comes as the error that says why.
    Which column holds what is said by `guess_columns` with the columns that the analyst chose, and told in the notes.
    Raises SourceError where no column holds the text.

    >>> head = Heading(("text",), 1, "", 1)
    >>> [one.text for one in documents([("row 2", ["Talks ended."]), ("row 3", [None])], head)]
    ['Talks ended.']
    """
    told = [cells for _, cells in rows if not isinstance(cells, SourceError)]
    filled = [cells for cells in told if any(words_of(cell) for cell in cells)]
    found = _columns(head, filled)
    dated = _days(filled, found.get("published"))
    tell(Table(head.names, found, dated.doubtful if dated else 0))
    notes = "; ".join(part for part in (note, head.note, _told(found), _unread(head.names, found)) if part)
    made: list[Document | SetAside] = []
    place = -1
    for member, cells in rows:
        if isinstance(cells, SourceError):
            made.append(SetAside(member, cells))
            continue
        if not any(words_of(cell) for cell in cells):
            continue
        place += 1
        try:
            values = _values(cells, head.names, found)
            day = (dated.days[place], dated.notes[place]) if dated else ("", "")
            made.append(_document(member, values, day, notes))
        except SourceError as error:
            made.append(SetAside(member, error))
    return made


def _columns(head: Heading, filled: Sequence[Cells]) -> dict[str, Guess]:
    """Which column holds what; a table that is refused for lack of a text tells its columns too, to choose from."""
    found: dict[str, Guess] = {}
    try:
        found = guess_columns(head.names, filled[:SAMPLE], columns=chosen())
        if "text" not in found:
            raise _without_text(head)
    except SourceError:
        tell(Table(head.names, found, 0))
        raise
    return found


def _without_text(head: Heading) -> SourceError:
    where = "its first row holds" if head.before == 1 and not head.note else "its columns are"
    return SourceError(
        f"the table has no column of text; {where} {listed(head.names)}",
        works=f"a row with the names of the columns: {_KNOWN}; or a column of long texts",
        step='name the column that holds the reports, as in columns={"text": "Wortlaut"} (--columns text=Wortlaut)',
    )


def _days(filled: Sequence[Cells], guess: Guess | None) -> Days | None:
    """The days of the whole column: one day alone may be two."""
    if guess is None:
        return None
    order = chosen().get(DATES, ("",))[0]
    return days([row[guess.place] if guess.place < len(row) else None for row in filled], order=order)


def _told(found: Mapping[str, Guess]) -> str:
    return "columns: " + ", ".join(f"{field} {guess.column!r} ({guess.reason})" for field, guess in found.items())


def _unread(names: Sequence[str], found: Mapping[str, Guess]) -> str:
    taken = {guess.place for guess in found.values()}
    others = [names[place] or f"column {place + 1}" for place in range(len(names)) if place not in taken]
    return f"columns not read: {listed(others)}" if others else ""


def _values(cells: Cells, names: Sequence[str], found: Mapping[str, Guess]) -> dict[str, str]:
    """The cells of one row under the fields they hold; raises SourceError for a row that does not fit the table."""
    beyond = [cell for cell in cells[len(names) :] if words_of(cell)]
    if len(cells) < len(names) or beyond:
        raise SourceError(
            f"the row has {len(cells)} cells and the names of the columns are {len(names)}",
            works="as many cells in each row as columns; text with line breaks or the delimiter in quotation marks",
            step="open the table in a spreadsheet, mend the row, and save it again",
        )
    if all(" ".join(words_of(cell)[:200].split()) == name for cell, name in zip(cells, names, strict=False)):
        raise SourceError(
            "the row holds the names of the columns again",
            works="one row with the names of the columns, above the reports",
            step="delete the row, or leave it: nothing of it is read",
        )
    values = {field: words_of(cells[found[field].place]) if field in found else "" for field in FIELDS}
    given = cells[found["text"].place]
    text = values["text"] or (given.strip() if isinstance(given, str) else "")
    if not values["text"] or not any(letter.isalnum() for letter in text):
        raise SourceError(
            "the row has no text" if not text else f"the row has no words in its text: {text[:20]!r}",
            works="a row with the report in its column of text; a formula counts with the value that was saved",
            step="fill the cell, or delete the row",
        )
    return values


def _document(member: str, values: Mapping[str, str], day: tuple[str, str], notes: str) -> Document:
    short = {field: value for field, value in values.items() if field != "text"}
    plain = {field: _short(_HALVES.sub(_LOST, value).replace("\0", " ")) for field, value in short.items()}
    text, repairs, markup = _text(plain["title"], values["text"])
    told = [notes, day[1], markup, *_doubts(values)]
    if values["language"] and not code_of(plain["language"]):
        told.append(f"the language {plain['language'][:20]!r} is not known")
    return Document(
        text,
        note="; ".join(part for part in told if part),
        member=member,
        title=plain["title"],
        outlet=plain["outlet"],
        author=plain["author"],
        published=day[0],
        url=plain["url"],
        repairs=repairs,
        language=code_of(plain["language"]),
    )


def _short(words: str) -> str:
    """A title, a name or an address on one line, without what a web page puts around it."""
    flat, _ = cell_markup.flat(words)
    return " ".join(cell_markup.named_signs(flat)[0].split())


def _text(title: str, cell: str) -> tuple[str, list[Repair], str]:
    """The article of a row with its title, what leads back to the cell, and what was taken out."""
    words, markup = cell_markup.flat(_HALVES.sub(_LOST, cell))
    # What is left of a page has its signs already; a name in it was written as one to be read.
    signed, named = (words, []) if markup else cell_markup.named_signs(words)
    printed = titled(title, signed)
    shift = len(printed) - len(signed)
    moved = [
        Repair(start=one["start"] + shift, end=one["end"] + shift, original=one["original"])
        for one in named
        if one["start"] + shift >= 0  # a blank before the first word went with the others there
    ]
    text, lost = _without_nul(printed)
    return text, chain(moved, lost) if lost else moved, markup


def _doubts(values: Mapping[str, str]) -> list[str]:
    """What shows that the text is not whole."""
    text = values["text"]
    doubts = []
    if len(text) == _FULL_CELL:
        doubts.append(f"the cell is full ({_FULL_CELL:,} characters): its end may be cut")
    if _CUT.search(text[-40:]):
        doubts.append(
            f"the text is cut: it ends in {text[-40:].rpartition('[')[1] + text.rpartition('[')[2].strip()!r}"
        )
    return doubts


def _without_nul(printed: str) -> tuple[str, list[Repair]]:
    """NUL, which no program shows, printed as a lost character, with the way back."""
    at = [place for place, letter in enumerate(printed) if letter == "\0"] if "\0" in printed else []
    return printed.replace("\0", _LOST), [Repair(start=place, end=place + 1, original="\0") for place in at]
