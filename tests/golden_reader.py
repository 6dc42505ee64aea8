"""Reads `tests/golden/*.yaml`: verbatim words become places in the text. The format is in tests/golden/README.md."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from golden_report import UNJUDGED, Golden, GoldFigure, GoldReply, GoldStatement, Span, Words

from toolkit.errors import CounterpointError
from toolkit.sources import read_all
from toolkit.tables.values import (
    ACTS,
    BOUNDS,
    EXTENTS,
    KINDS,
    MARKS,
    MEASURES,
    SCOPES,
    SPEAKER_TYPES,
    STANDINGS,
    VICTIM_CLASSES,
)

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests" / "golden"

_TOP = {
    "id", "title", "about", "invented", "published", "outlet", "parties", "text", "text_file", "marks", "statements",
    "figures", "replies", "not_statements", "not_sources", "not_figures", "may_statements", "may_figures", "may_replies",
}  # fmt: skip
_STATEMENT = {"id", "kind", "content", "cue", "speaker", "party", "to", "via", "act", "target", "parent"}
_SPEAKER = {"mention", "nth", "name", "also", "type"}
_ADDRESSEE = {"mention", "nth", "name", "party"}
_FIGURE = {
    "number", "nth", "low", "high", "bound", "bound_words", "measure", "victims", "victim_party", "victim_class",
    "victim_class_extent", "agent", "agent_party", "scope", "date_words", "place", "speaker", "party",
    "source_qualifier", "standing", "statement",
}  # fmt: skip


def load_all(folder: Path = FOLDER) -> list[Golden]:
    """Every golden report of the folder, in the order of their file names.

    Raises CounterpointError that names the file, the row and the words that were not found, or that occur more
    than once without `nth`.
    """
    return [load(path) for path in sorted(folder.glob("*.yaml"))]


def load(path: Path) -> Golden:
    """One golden report with all its words resolved to places; errors as in `load_all`."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    page = _Page(path.name, _text(path.name, raw))
    page.keys("the top", raw, _TOP)
    golden = Golden(
        id=str(raw["id"]),
        title=str(raw.get("title") or ""),
        about=str(raw["about"]),
        invented=bool(raw["invented"]),
        text=page.text,
        file=path.name,
        published=str(raw.get("published") or ""),
        outlet=str(raw.get("outlet") or ""),
        parties={str(party): _several(names) for party, names in (raw.get("parties") or {}).items()},
        marks=tuple(_marks(page, raw.get("marks") or {})),
        statements=tuple(_statement(page, row) for row in raw.get("statements") or []),
        replies=tuple(_reply(page, row) for row in raw.get("replies") or []),
        may_replies=tuple(_reply(page, row, free=True) for row in raw.get("may_replies") or []),
        not_statements=page.everywhere("not_statements", raw.get("not_statements") or []),
        not_sources=page.everywhere("not_sources", raw.get("not_sources") or []),
        not_figures=page.everywhere("not_figures", raw.get("not_figures") or []),
        may_statements=page.everywhere("may_statements", raw.get("may_statements") or []),
        may_figures=page.everywhere("may_figures", raw.get("may_figures") or []),
    )
    _known_rows(page, golden)
    figures = tuple(_figure(page, row, golden) for row in raw.get("figures") or [])
    return Golden(**{**vars(golden), "figures": figures})


@dataclass(frozen=True)
class _Page:
    """The text of one report, in which words are looked for."""

    file: str
    text: str

    def wrong(self, row: str, problem: str, works: str) -> CounterpointError:
        return CounterpointError(f"{self.file}, {row}: {problem}", works=works, step="correct the report")

    def keys(self, row: str, given: Mapping[str, Any], known: set[str]) -> None:
        if strange := sorted(set(given) - known):
            raise self.wrong(row, f"{strange[0]!r} is no key", ", ".join(sorted(known)))

    def values(self, row: str, given: Any, known: Sequence[str]) -> tuple[str, ...]:
        for value in _several(given):
            if value not in {*known, "", UNJUDGED}:
                raise self.wrong(row, f"{value!r} is no value", ", ".join(known))
        return _several(given)

    def places(self, words: str) -> list[Span]:
        """Every place where `words` stand as whole words."""
        before = r"(?<!\w)" if re.match(r"\w", words) else ""
        after = r"(?!\w)" if re.search(r"\w$", words) else ""
        return [found.span() for found in re.finditer(f"{before}{re.escape(words)}{after}", self.text)]

    def find(self, row: str, given: Any, *, near: Iterable[Span] = ()) -> Words:
        """The place of `given` beside `near`, else anywhere; `given` is words, or {mention or words, nth}.

        Beside means in the paragraphs of `near` but outside of it; the whole text counts where nothing is found there.
        """
        words, nth = _given(given)
        if words in {"", UNJUDGED}:
            return Words()
        near = list(near)
        everywhere = self.places(words)
        places = [place for place in everywhere if self._beside(place, near)] if near else []
        places = places or everywhere
        if not places:
            raise self.wrong(row, f"{words!r} is not in the text", "words copied from the text, marks included")
        if nth is None and len(places) > 1:
            raise self.wrong(row, f"{words!r} is there {len(places)} times", f"nth: a number from 1 to {len(places)}")
        if nth is not None and not 1 <= nth <= len(places):
            raise self.wrong(row, f"{words!r} has no nth: {nth}", f"a number from 1 to {len(places)}")
        start, end = places[(nth or 1) - 1]
        return Words(self.text[start:end], start, end)

    def everywhere(self, row: str, given: list[Any]) -> tuple[Words, ...]:
        """Every place of each of the words, or the nth alone where it is given."""
        found: list[Words] = []
        for one in given:
            words, nth = _given(one)
            places = self.places(words)
            if not places or nth is not None:
                found.append(self.find(row, one))
            else:
                found.extend(Words(words, *place) for place in places)
        return tuple(found)

    def _beside(self, place: Span, near: list[Span]) -> bool:
        first = self.text.rfind("\n", 0, min(start for start, _ in near)) + 1
        last = self.text.find("\n", max(end for _, end in near))
        last = len(self.text) if last < 0 else last
        inside = any(place[0] < end and start < place[1] for start, end in near)
        return first <= place[0] and place[1] <= last and not inside


def _given(given: Any) -> tuple[str, int | None]:
    if isinstance(given, Mapping):
        return str(given.get("mention") or given.get("words") or ""), given.get("nth")
    return str(given or ""), None


def _several(given: Any) -> tuple[str, ...]:
    values = given if isinstance(given, list) else [given]
    return tuple("" if value is None else str(value) for value in values)


def _text(file: str, raw: Mapping[str, Any]) -> str:
    if "text_file" not in raw:
        return str(raw["text"]).rstrip("\n")
    path = ROOT / raw["text_file"]
    articles, refused = read_all([path])
    if len(articles) != 1:
        raise CounterpointError(
            f"{file}: {path.name} gives {len(articles)} articles, {len(refused)} refused",
            works="a file with one article",
            step="correct text_file",
        )
    return str(articles.loc[0, "text"])


def _marks(page: _Page, raw: Mapping[str, Any]) -> Iterable[tuple[str, Span]]:
    for kind, given in raw.items():
        page.values("marks", kind, MARKS)
        for words in page.everywhere("marks", given if isinstance(given, list) else [given]):
            if words.span:
                yield kind, words.span


def _statement(page: _Page, raw: Mapping[str, Any]) -> GoldStatement:
    row = str(raw.get("id", "a statement without id"))
    page.keys(row, raw, _STATEMENT)
    if lost := {"id", "kind", "content", "speaker", "party", "act"} - set(raw):
        raise page.wrong(row, f"{min(lost)!r} is missing", "id, kind, content, speaker, party, act")
    content = raw["content"] if isinstance(raw["content"], list) else [raw["content"]]
    pieces = tuple(page.find(row, piece) for piece in content)
    near = [piece.span for piece in pieces if piece.span]
    speaker, to = raw["speaker"], raw.get("to") or {}
    to = dict.fromkeys(("mention", "name", "party"), UNJUDGED) if to == UNJUDGED else to
    page.keys(row, speaker, _SPEAKER)
    page.keys(row, to, _ADDRESSEE)
    return GoldStatement(
        id=row,
        kind=page.values(row, raw["kind"], KINDS)[0],
        pieces=pieces,
        cue=page.find(row, raw.get("cue"), near=near),
        speaker=page.find(row, speaker, near=near),
        names=_several(speaker["name"]),
        also=_several(speaker["also"]) if "also" in speaker else (),
        speaker_type=page.values(row, speaker["type"], SPEAKER_TYPES),
        parties=_several(raw["party"]),
        addressee=page.find(row, to, near=near),
        addressee_name=_one(to.get("name")),
        addressee_party=_one(to.get("party")),
        via=page.find(row, raw.get("via"), near=near),
        acts=page.values(row, raw["act"], ACTS),
        target_party=_several(raw.get("target")),
        parent=str(raw.get("parent") or ""),
        free=_free(raw) | {f"to_{key}" for key in _free(to)} | {f"speaker_{key}" for key in _free(speaker)},
    )


def _figure(page: _Page, raw: Mapping[str, Any], golden: Golden) -> GoldFigure:
    row = f"figure {raw.get('number')!r}"
    page.keys(row, raw, _FIGURE)
    words = page.find(row, {"words": raw["number"], "nth": raw.get("nth")})
    near = [words.span] if words.span else []
    held = str(raw.get("statement") or "")
    if held and held not in {statement.id for statement in golden.statements}:
        raise page.wrong(row, f"there is no statement {held!r}", "the id of a statement of this report")
    holder = golden.statement(held) if held else None
    said_by = {"speaker": holder.names[0], "party": holder.parties[0]} if holder else {}

    def beside(key: str) -> Words:
        return page.find(row, raw.get(key), near=near)

    bound_words = Words()
    if raw.get("bound_words", UNJUDGED) != UNJUDGED:
        at = words.text.find(str(raw["bound_words"]))
        if at < 0 or words.start is None:
            raise page.wrong(row, f"{raw['bound_words']!r} is not in the number", "bound words inside the number")
        bound_words = Words(raw["bound_words"], words.start + at, words.start + at + len(raw["bound_words"]))
    return GoldFigure(
        words=words,
        low=_number(raw.get("low")),
        high=_number(raw.get("high")),
        bound=page.values(row, raw["bound"], BOUNDS)[0],
        bound_words=bound_words,
        measure=page.values(row, raw["measure"], MEASURES),
        victims=beside("victims"),
        victim_party=_several(raw.get("victim_party")),
        victim_class=page.values(row, raw.get("victim_class", ["", "not stated"]), VICTIM_CLASSES),
        victim_class_extent=page.values(row, raw.get("victim_class_extent"), EXTENTS),
        agent=beside("agent"),
        agent_party=_several(raw.get("agent_party")),
        scope=page.values(row, raw.get("scope", UNJUDGED), SCOPES),
        date_words=beside("date_words"),
        place=beside("place"),
        speaker=_one({**said_by, **raw}.get("speaker")),
        party=_one({**said_by, **raw}.get("party")),
        source_qualifier=beside("source_qualifier"),
        standing=page.values(row, raw.get("standing", "asserted"), STANDINGS),
        statement=held,
        free=_free({"scope": UNJUDGED, **said_by, **raw}),
    )


def _reply(page: _Page, raw: Any, *, free: bool = False) -> GoldReply:
    """One row; where `free`, an id alone will do, and nobody is held to what it answers."""
    row = raw if isinstance(raw, Mapping) else {"answer": raw}
    page.keys("replies", row, {"answer", "answers", "first"})
    answers = _several(row.get("answers", []))
    if not answers and not free:
        raise page.wrong(str(row["answer"]), "an answer that answers nothing", "answers: the ids of what it may answer")
    return GoldReply(str(row["answer"]), answers, _several(row["first"]) if "first" in row else answers[:1])


def _number(given: Any) -> float | None:
    return None if given in {None, UNJUDGED} else float(given)


def _one(given: Any) -> str:
    return "" if given in {None, UNJUDGED} else str(given)


def _free(raw: Mapping[str, Any]) -> frozenset[str]:
    """The keys whose value is `unjudged`."""
    return frozenset(
        key for key, value in raw.items() if not isinstance(value, Mapping) and UNJUDGED in _several(value)
    )


def _known_rows(page: _Page, golden: Golden) -> None:
    ids = [statement.id for statement in golden.statements]
    if repeated := sorted({row for row in ids if ids.count(row) > 1}):
        raise page.wrong(repeated[0], "the id is given twice", "an id of its own for every statement")
    named = [statement.parent for statement in golden.statements if statement.parent]
    answers = [*golden.replies, *golden.may_replies]
    named += [row for reply in answers for row in (reply.answer, *reply.answers, *reply.first)]
    told = [reply.answer for reply in answers]
    if repeated := sorted({row for row in told if told.count(row) > 1}):
        raise page.wrong(repeated[0], "the answer is given twice", "one row an answer, with all that it may answer")
    if strange := sorted(set(named) - set(ids)):
        raise page.wrong(strange[0], "no statement has this id", ", ".join(ids))
