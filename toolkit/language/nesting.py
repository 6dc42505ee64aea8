"""Statements inside statements: who holds whom, and which inner ones are the outer speaker's own words."""

from toolkit.language.drafts import Draft, Stretch
from toolkit.language.phrases import noun_phrase
from toolkit.language.reading import Reading

_LONGEST_RELAY = 60


def nest(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Drafts in order of place, parents and relays set; an inner thought stays with the one who tells of it."""
    kept = sorted(_without_twins(drafts), key=lambda draft: (draft.start, -draft.end))
    # A holder begins no later than what it holds, and ends no earlier: only those that reach so far are looked at.
    reaching: list[Draft] = []
    for draft in kept:
        reaching = [other for other in reaching if other.end > draft.start]
        holders = [other for other in reaching if _holds(other, draft)]
        reaching.append(draft)
        draft.parent = min(holders, key=lambda other: other.end - other.start, default=None)
    told = [draft for draft in kept if not (draft.parent is not None and _is_thought(draft))]
    for draft in told:
        while draft.parent is not None and draft.parent not in told:
            draft.parent = draft.parent.parent
        if draft.parent is not None and draft.via is None:
            draft.via = _relay(reading, draft.parent)
    return told


def _without_twins(drafts: list[Draft]) -> list[Draft]:
    """Of two drafts with the same content the one whose cue stands nearer to it."""
    kept: dict[tuple[Stretch, ...], Draft] = {}
    for draft in drafts:
        twin = kept.get(tuple(draft.pieces))
        if twin is None or _distance(draft) < _distance(twin):
            kept[tuple(draft.pieces)] = draft
    return list(kept.values())


def _distance(draft: Draft) -> int:
    if draft.cue_span is None:
        return 10_000
    low, high = draft.cue_span
    return min(abs(draft.start - high), abs(low - draft.end))


def _holds(outer: Draft, inner: Draft) -> bool:
    if inner.cue_span is None or not outer.holds(*inner.cue_span):
        return False
    larger = outer.end - outer.start > inner.end - inner.start
    return larger and all(outer.holds(start, end) for start, end in inner.pieces)


def _is_thought(draft: Draft) -> bool:
    return draft.cue is not None and draft.cue.entry.cue_class == "thought"


def _relay(reading: Reading, outer: Draft) -> Stretch | None:
    """The words that pass an inner statement on: the outer source and its cue, "Beijing said"."""
    if outer.cue_span is None:
        return None
    low, high = outer.cue_span
    if outer.source is not None and outer.source.doc is outer.paragraph.doc:
        phrase = noun_phrase(outer.source, outer.paragraph)
        low, high = min(low, phrase.start), max(high, phrase.end)
    return (low, high) if high - low <= _LONGEST_RELAY and "\n" not in reading.text[low:high] else outer.cue_span
