"""Scores the tables of an extractor against a golden report, and says every difference in words."""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from golden_report import UNJUDGED, Golden, GoldFigure, GoldStatement, Span, Words
from golden_score import Score, Sheet

Row = Mapping[str, Any]

_TOKEN = re.compile(r"\w+(?:[’'\-]\w+)*")
_FUNCTION_WORDS = frozenset(("a", "an", "the", "of", "in", "on", "at", "for", "by", "to", "and", "or"))
_SPANS = ("victims", "agent", "place", "date_words", "source_qualifier", "bound_words")
_LABELS = ("measure", "victim_party", "victim_class", "victim_class_extent", "agent_party", "scope", "standing")


def score(
    golden: Golden,
    statements: pd.DataFrame,
    figures: pd.DataFrame,
    *,
    replies: pd.DataFrame | None = None,
    article_id: str | None = None,
) -> Score:
    """The rows of one article (`article_id`, or the report's id) are compared with the gold.

    A predicted statement matches a gold one when their contents share at least half of the words that either holds
    (intersection over union of word positions, so marks of punctuation are not judged); best pairs first, one to one.
    A predicted figure matches the gold figure that its span overlaps most.
    """
    article = article_id or golden.id
    sheet = Sheet(golden.id)
    predicted = _rows(statements, article)
    pairs = _pair(_overlaps(golden, predicted))
    for number, statement in enumerate(golden.statements):
        if number not in pairs:
            sheet.say(f"{statement.id} not found: {statement.content!r}")
    _judge_statements(sheet, golden, predicted, pairs)
    extra = _extras(golden, predicted, set(pairs.values()))
    for row in extra:
        sheet.say(f"extra statement: {row['content']!r} ({row['speaker'] or 'nobody'})")
    _judge_traps(sheet, golden, predicted, set(pairs.values()))
    numbers = _rows(figures, article)
    figure_pairs = _pair(_figure_overlaps(golden, numbers))
    _judge_figures(sheet, golden, numbers, figure_pairs)
    extra_numbers = _extra_figures(golden, numbers, set(figure_pairs.values()))
    for row in extra_numbers:
        sheet.say(f"extra figure: {row['verbatim']!r}")
    for trap in golden.not_figures:
        taken = [row["verbatim"] for row in numbers if _meet(trap.span, (row["start"], row["end"]))]
        sheet.judge("trap", "figure_traps", right=not taken, gold=trap.text, found=taken)
    if replies is not None and (golden.replies or golden.may_replies):
        known = {predicted[found]["statement_id"]: golden.statements[gold].id for gold, found in pairs.items()}
        _judge_replies(sheet, golden, _rows(replies, article), known)
    return Score(
        gold=len(golden.statements),
        found=len(pairs),
        extra=len(extra),
        gold_figures=len(golden.figures),
        found_figures=len(figure_pairs),
        extra_figures=len(extra_numbers),
        parts=sheet.parts(),
        differences=tuple(sheet.differences),
    )


def match(golden: Golden, statements: pd.DataFrame) -> dict[str, str]:
    """The id of the gold statement that each predicted one is matched to, by `statement_id`."""
    predicted = _rows(statements, golden.id)
    pairs = _pair(_overlaps(golden, predicted))
    return {predicted[found]["statement_id"]: golden.statements[gold].id for gold, found in pairs.items()}


def _rows(table: pd.DataFrame, article: str) -> list[dict[str, Any]]:
    found = table[table["article_id"] == article]
    return [{str(key): value for key, value in row.items()} for row in found.to_dict("records")]


def word_places(text: str, spans: Sequence[Sequence[int]]) -> frozenset[int]:
    """Where the words of `text` begin that lie in one of the spans."""
    return frozenset(
        word.start() for word in _TOKEN.finditer(text) if any(s <= word.start() and word.end() <= e for s, e in spans)
    )


def _spans(row: Row) -> list[Span]:
    return [(int(start), int(end)) for start, end in row["spans"]] or [(int(row["start"]), int(row["end"]))]


def _overlaps(golden: Golden, predicted: list[dict[str, Any]]) -> list[tuple[float, int, int]]:
    found = [word_places(golden.text, _spans(row)) for row in predicted]
    overlaps = []
    for number, statement in enumerate(golden.statements):
        gold = word_places(golden.text, [piece.span for piece in statement.pieces if piece.span])
        for other, places in enumerate(found):
            union = len(gold | places)
            if union and len(gold & places) / union >= 0.5:
                overlaps.append((len(gold & places) / union, number, other))
    return overlaps


def _figure_overlaps(golden: Golden, predicted: list[dict[str, Any]]) -> list[tuple[float, int, int]]:
    overlaps = []
    for number, figure in enumerate(golden.figures):
        start, end = figure.words.span or (0, 0)
        for other, row in enumerate(predicted):
            shared = min(end, row["end"]) - max(start, row["start"])
            if shared > 0:
                overlaps.append((shared / (max(end, row["end"]) - min(start, row["start"])), number, other))
    return overlaps


def _pair(overlaps: list[tuple[float, int, int]]) -> dict[int, int]:
    """Gold number to predicted number, greatest overlap first, each once."""
    pairs: dict[int, int] = {}
    for _, gold, found in sorted(overlaps, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if gold not in pairs and found not in pairs.values():
            pairs[gold] = found
    return dict(sorted(pairs.items()))


def _judge_statements(sheet: Sheet, golden: Golden, predicted: list[dict[str, Any]], pairs: dict[int, int]) -> None:
    ids = {golden.statements[gold].id: predicted[found]["statement_id"] for gold, found in pairs.items()}
    for number, found in pairs.items():
        gold, row = golden.statements[number], predicted[found]
        judge = _judge_for(sheet, gold.id)
        if gold.kind != UNJUDGED:
            judge("kind", gold.kind == row["kind"], gold.kind, row["kind"])
        if "cue" not in gold.free:
            _judge_span(judge, "cue", gold.cue, row, "cue")
        _judge_speaker(judge, gold, row)
        _judge_party(judge, gold, row)
        if "via" not in gold.free:
            _judge_span(judge, "via", gold.via, row, "via")
        if "to_name" not in gold.free and (gold.addressee_name or row["addressee"]):
            right = _same(row["addressee"], [gold.addressee_name])
            judge("addressee", right, gold.addressee_name, row["addressee"])
        if "to_party" not in gold.free and (gold.addressee_party or row["addressee_party"]):
            right = _same(row["addressee_party"], [gold.addressee_party])
            judge("addressee_party", right, gold.addressee_party, row["addressee_party"])
        if gold.parent or row["parent_id"]:
            right = bool(gold.parent) and ids.get(gold.parent) == row["parent_id"]
            judge("parent", right, gold.parent, row["parent_id"])
        if "act" not in gold.free:
            judge("act", row["act"] in gold.acts, "/".join(gold.acts), row["act"])
        if "target" not in gold.free and (any(gold.target_party) or row["target_party"]):
            judge("target", _same(row["target_party"], gold.target_party), gold.target_party, row["target_party"])


_Judge = Callable[[str, bool, object, object], None]


def _judge_for(sheet: Sheet, row: str) -> _Judge:
    def judge(part: str, right: bool, gold: object, found: object) -> None:
        sheet.judge(row, part, right=right, gold=gold, found=found)

    return judge


def _judge_speaker(judge: _Judge, gold: GoldStatement, row: Row) -> None:
    if "speaker_name" in gold.free:
        return
    voices = list(row["speakers"]) or [row["speaker"]]
    joint = {_plain(name) for name in voices} == {_plain(name) for name in gold.names}
    judge("speaker_name", joint or _same(row["speaker"], gold.also), " + ".join(gold.names), " + ".join(voices))
    _judge_span(judge, "speaker_mention", gold.speaker, row, "speaker_mention")
    if "speaker_type" not in gold.free:
        judge(
            "speaker_type", row["speaker_type"] in gold.speaker_type, "/".join(gold.speaker_type), row["speaker_type"]
        )


def _judge_party(judge: _Judge, gold: GoldStatement, row: Row) -> None:
    if "party" in gold.free:
        return
    given = list(row["speaker_parties"]) if len(gold.parties) > 1 else [row["party"]]
    right = {_plain(party) for party in given} == {_plain(party) for party in gold.parties}
    printed = " + ".join(gold.parties), " + ".join(given)
    judge("party" if any(gold.parties) else "unassigned", right, *printed)
    if any(given):
        judge("party_given", right, *printed)


def _judge_span(judge: _Judge, part: str, gold: Words, row: Row, column: str) -> None:
    """Spans are right when they overlap, or when there is neither; nothing is judged where there is neither."""
    words = row[column]
    if not gold.text and not words:
        return
    stem = column.removesuffix("_mention")
    place = (row[f"{stem}_start"], row[f"{stem}_end"])
    judge(part, bool(gold.text and words) and _meet(gold.span, place), gold.text, words)


def _judge_traps(sheet: Sheet, golden: Golden, predicted: list[dict[str, Any]], matched: set[int]) -> None:
    rest = [row for number, row in enumerate(predicted) if number not in matched]
    for trap in golden.not_statements:
        taken = [row["content"] for row in rest if _lies_in(golden.text, row, trap)]
        sheet.judge("trap", "traps", right=not taken, gold=trap.text, found=taken)
    for trap in golden.not_sources:
        sources = [row for row in predicted if row["speaker_mention"]]
        taken = [row["content"] for row in sources if _meet(trap.span, (row["speaker_start"], row["speaker_end"]))]
        sheet.judge("trap", "traps", right=not taken, gold=trap.text, found=taken)


def _judge_figures(sheet: Sheet, golden: Golden, predicted: list[dict[str, Any]], pairs: dict[int, int]) -> None:
    for number, gold in enumerate(golden.figures):
        name = f"figure {gold.words.text!r}"
        if number not in pairs:
            sheet.say(f"{name} not found")
            continue
        row, judge = predicted[pairs[number]], _judge_for(sheet, name)
        found = (_number(row["low"]), _number(row["high"]), row["bound"])
        judge("figure_bounds", _same_bounds(gold, found), (gold.low, gold.high, gold.bound), found)
        for column in _SPANS:
            if column not in gold.free:
                _judge_words(judge, golden.text, gold, row, column)
        for column in _LABELS:
            accepted = getattr(gold, column)
            if column not in gold.free and (any(accepted) or row[column]):
                judge(f"figure_{column}", _same(row[column], accepted), "/".join(accepted), row[column])
        for column in ("speaker", "party"):
            if column not in gold.free and (getattr(gold, column) or row[column]):
                right = _same(row[column], [getattr(gold, column)])
                judge(f"figure_{column}", right, getattr(gold, column), row[column])


def _same_bounds(gold: GoldFigure, found: tuple[float | None, float | None, str]) -> bool:
    """Equal bounds within 1 per cent; a share may be written in per cent or as a fraction."""
    if gold.bound not in {UNJUDGED, found[2]}:
        return False
    pairs = [
        pair for key, *pair in (("low", gold.low, found[0]), ("high", gold.high, found[1])) if key not in gold.free
    ]
    scales = (1.0, 0.01) if "share" in gold.measure else (1.0,)
    return any(all(_close(right, value, scale) for right, value in pairs) for scale in scales)


def _close(gold: float | None, found: float | None, scale: float) -> bool:
    if gold is None or found is None:
        return gold is found
    return math.isclose(gold * scale, found, rel_tol=0.01)


def _judge_words(judge: _Judge, text: str, gold: GoldFigure, row: Row, column: str) -> None:
    words: Words = getattr(gold, column)
    if not words.text and not row[column]:
        return
    right = False
    if words.span and row[column]:
        both = [word_places(text, [place]) for place in (words.span, (row[f"{column}_start"], row[f"{column}_end"]))]
        names = [_content_words(words.text), _content_words(row[column])]
        right = bool(both[0] & both[1]) or bool(names[0] & names[1])
    judge(f"figure_{column}", right, words.text, row[column])


def _judge_replies(sheet: Sheet, golden: Golden, found: list[dict[str, Any]], known: Mapping[str, str]) -> None:
    """A required answer is right with any accepted target; extra is what none calls an answer, or a wrong target."""
    pairs = [(known.get(row["statement_id"], ""), known.get(row["answers_id"], "")) for row in found]
    for reply in golden.replies:
        right = any((reply.answer, target) in pairs for target in reply.answers)
        sheet.judge(reply.answer, "replies", right=right, gold=reply.answers, found=sorted(pairs))
    accepted = {reply.answer: reply.answers for reply in (*golden.replies, *golden.may_replies)}
    free = {reply.answer for reply in golden.may_replies if not reply.answers}
    for answer, target in sorted(pairs):
        if answer not in free and target not in accepted.get(answer, ()):
            sheet.judge(answer, "reply_extra", right=False, gold="", found=(answer, target))


def _lies_in(text: str, row: Row, trap: Words) -> bool:
    """At least half of the words of the predicted content stand inside the trap."""
    inside = word_places(text, [trap.span] if trap.span else [])
    content = word_places(text, _spans(row))
    return bool(content) and len(content & inside) / len(content) >= 0.5


def _extras(golden: Golden, predicted: list[dict[str, Any]], matched: set[int]) -> list[dict[str, Any]]:
    rest = [row for number, row in enumerate(predicted) if number not in matched]
    return [row for row in rest if not any(_lies_in(golden.text, row, words) for words in golden.may_statements)]


def _extra_figures(golden: Golden, predicted: list[dict[str, Any]], matched: set[int]) -> list[dict[str, Any]]:
    rest = [row for number, row in enumerate(predicted) if number not in matched]
    return [row for row in rest if not any(_meet(may.span, (row["start"], row["end"])) for may in golden.may_figures)]


def _meet(first: Span | None, second: Sequence[Any]) -> bool:
    if first is None or pd.isna(second[0]) or pd.isna(second[1]):
        return False
    return first[0] < int(second[1]) and int(second[0]) < first[1]


def _plain(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())


def _same(found: str, accepted: Iterable[str]) -> bool:
    return _plain(found) in {_plain(name) for name in accepted}


def _content_words(words: str) -> set[str]:
    return {word.group().casefold() for word in _TOKEN.finditer(words)} - _FUNCTION_WORDS


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)
