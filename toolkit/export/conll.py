"""CoNLL: one token a line with its offsets, statements as IOB columns, nested ones side by side."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from toolkit import text as reading
from toolkit.export import about, cells, checking, files, walking
from toolkit.export.walking import Places, Row
from toolkit.record import Record

ROLES = ("content", "cue", "source")

_WORD = r"\w[\w\u0300-\u036f]*"
_TOKEN = re.compile(rf"{_WORD}(?:(?:['’\-]|(?<=\d)[.,](?=\d)){_WORD})*|[^\w\s]")
_END = re.compile(r"[.!?…]+[”’\"')\]]*\s+(?=[^\sa-z])")
_SHORT = re.compile(r"(?:^|[\s(“‘\"'])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|Pres|vs)\.\s*$")

_DIALECT = """\
# counterpoint-conll 1
# made with: {made}
# Columns, parted by tabs: {columns}
# ID counts tokens in a sentence from 1; START and END count code points into the text of the article, from 0, half open
# CONTENT, CUE and SOURCE hold B-ID on the first token of each piece of statement ID, I-ID on the others, O elsewhere;
#   a piece that runs over the end of a sentence goes on with I-. Percent signs in an ID escape as in addresses.
# Statements that share a token stand in columns of different numbers: what is held by another in a higher one.
# "newdoc" begins an article, "statement" tells the rest of a statement; both hold JSON. An empty line ends a sentence.
# Tokens and sentences are cut by rule (words, then each sign alone; a token ends where a part of a statement ends).
"""


class Laid(NamedTuple):
    """An article taken apart: its tokens by sentence, and for each column its tags by token."""

    sentences: list[Places]
    tags: dict[tuple[int, str], dict[int, str]]
    levels: int


def write(record: Record, out: Path) -> Path:
    """Every token of every article stands on one line with its offsets and with the statements it belongs to.

    The head of the file states its dialect: columns ID, FORM, START, END, and for each level CONTENT_n, CUE_n, SOURCE_n
    with IOB tags that carry the id of the statement. White space is in no token. Raises RecordError when the file
    cannot be written.
    """
    articles = list(walking.by_article(record))
    laid = [lay(article["text"], rows) for article, rows in articles]
    columns = [(level, role) for level in range(max((one.levels for one in laid), default=1)) for role in ROLES]
    titles = " ".join(["ID", "FORM", "START", "END", *(f"{role.upper()}_{level + 1}" for level, role in columns)])
    made = cells.line(about.made(record, "conll"))
    with files.whole(out) as fresh:
        with fresh.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(_DIALECT.format(made=made, columns=titles))
            for (article, rows), one in zip(articles, laid, strict=True):
                stream.writelines(f"{line}\n" for line in _head(article, rows))
                stream.writelines(f"{line}\n" for line in _body(article["text"], one, columns))
        checking.same(out, _counts(fresh), {"articles": len(record.articles), "statements": len(record.statements)})
    return out


def lay(text: str, statements: list[Row]) -> Laid:
    """The tokens of an article, and every statement on the first level where it shares no token with another.

    What another statement holds lies on a higher level than that. No token reaches over a place where a part begins or
    ends.

    >>> lay("No, he said.", []).sentences
    [[(0, 2), (2, 3), (4, 6), (7, 11), (11, 12)]]
    """
    bounds = {bound for row in statements for role in ROLES for place in walking.places(row, role) for bound in place}
    sentences = [_tokens(text, sentence, bounds) for sentence in _sentences(text)]
    starts = [start for sentence in sentences for start, _ in sentence]
    tags: dict[tuple[int, str], dict[int, str]] = defaultdict(dict)
    levels: dict[str, int] = {}
    for row in _outermost_first(statements):
        found = {role: _tagged(row, role, starts) for role in ROLES}
        level = levels.get(row["parent_id"], -1) + 1
        while any(tags[level, role].keys() & found[role].keys() for role in ROLES):
            level += 1
        levels[row["statement_id"]] = level
        for role in ROLES:
            tags[level, role] |= found[role]
    return Laid([sentence for sentence in sentences if sentence], dict(tags), max(levels.values(), default=0) + 1)


def _outermost_first(statements: list[Row]) -> list[Row]:
    """The statements so that each comes after the one that holds it."""
    parents = {row["statement_id"]: row["parent_id"] for row in statements}

    def depth(key: str) -> int:
        seen: set[str] = set()
        while key in parents and key not in seen:
            seen.add(key)
            key = parents[key]
        return len(seen)

    return sorted(statements, key=lambda row: depth(row["statement_id"]))


def _tagged(row: Row, role: str, starts: list[int]) -> dict[int, str]:
    """The tag of each token that a part of a statement covers."""
    name, found = quote(row["statement_id"], safe=""), {}
    for start, end in walking.places(row, role):
        first = bisect_left(starts, start)
        for token in range(first, bisect_left(starts, end)):
            found[token] = f"{'B' if token == first else 'I'}-{name}"
    return found


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for start, end in reading.paragraphs(text):
        begin = start
        for stop in _END.finditer(text, start, end):
            if not _SHORT.search(text, max(0, stop.start() - 8), stop.end()):
                yield begin, stop.end()
                begin = stop.end()
        yield begin, end


def _tokens(text: str, sentence: tuple[int, int], bounds: set[int]) -> Places:
    found = []
    for token in _TOKEN.finditer(text, *sentence):
        begin = token.start()
        for place in range(begin + 1, token.end()):
            if place in bounds:
                found.append((begin, place))
                begin = place
        found.append((begin, token.end()))
    return found


def _head(article: Row, statements: list[Row]) -> Iterator[str]:
    """What stands above the tokens of an article."""
    yield f"# newdoc {cells.line({key: article[key] for key in walking.OF_ARTICLE})}"
    for row in statements:
        kept = {key: row[key] for key in ("statement_id", "kind", "act", "speaker", "target_party", "parent_id")}
        yield f"# statement {cells.line({**kept, 'parties': walking.parties(row), 'confidence': row['confidence']})}"


def _body(text: str, laid: Laid, columns: list[tuple[int, str]]) -> Iterator[str]:
    """The lines of the tokens, an empty one after each sentence."""
    of_column = [laid.tags.get(column, {}) for column in columns]
    token = 0
    for sentence in laid.sentences:
        for number, (start, end) in enumerate(sentence, start=1):
            tags = (tags.get(token, "O") for tags in of_column)
            yield "\t".join([str(number), text[start:end], str(start), str(end), *tags])
            token += 1
        yield ""
    if not laid.sentences:
        yield ""


def _counts(file: Path) -> dict[str, int]:
    """The articles of a written file, and the statements whose content has a token."""
    articles, found = 0, set()
    with file.open(encoding="utf-8", newline="\n") as stream:
        for line in stream:
            if line.startswith("# newdoc "):
                articles += 1
            elif not line.startswith("#"):
                tags = line.rstrip("\n").split("\t")[4 :: len(ROLES)]
                found |= {(articles, tag[2:]) for tag in tags if tag != "O"}
    return {"articles": articles, "statements": len(found)}
