"""Two sets of repairs, made one after the other, as one set."""

from collections.abc import Iterable, Mapping, Sequence

from toolkit.sources.repair import Repair

_Edit = tuple[int, int, str]


def chain(first: Iterable[Mapping[str, object]], second: Iterable[Mapping[str, object]]) -> list[Repair]:
    r"""Putting back the chained repairs gives what putting back `second` and then `first` gives.

    `first` made a middle text of the original, `second` the last text of the middle one; offsets are code points into
    the text that each made, those that come back into the last text. Repairs that touch become one.

    >>> chain([{"start": 5, "end": 5, "original": "-\n"}], [{"start": 0, "end": 1, "original": "Â "}])
    [{'start': 0, 'end': 1, 'original': 'Â '}, {'start': 4, 'end': 4, 'original': '-\n'}]
    """
    before, after = _edits(first), _edits(second)
    # Both in places of the middle text: there the second edits stand where their originals are.
    spans = [(start, end, True, place) for place, (start, end, _) in enumerate(before)]
    shift = 0
    for place, (start, end, middle) in enumerate(after):
        low = start + shift
        spans.append((low, low + len(middle), False, place))
        shift += len(middle) - (end - start)
    chained: list[Repair] = []
    shift = 0
    for group in _touching(sorted(spans)):
        low, high = group[0][0], max(span[1] for span in group)
        firsts = [before[place] for _, _, is_first, place in group if is_first]
        seconds = [(start, after[place]) for start, _, is_first, place in group if not is_first]
        grown = sum(end - start - len(middle) for _, (start, end, middle) in seconds)
        held = {start + at: letter for start, (_, _, middle) in seconds for at, letter in enumerate(middle)}
        chained.append(
            {"start": low + shift, "end": high + shift + grown, "original": _before(low, high, firsts, held)}
        )
        shift += grown
    return chained


def _edits(repairs: Iterable[Mapping[str, object]]) -> list[_Edit]:
    edits = ((int(str(one["start"])), int(str(one["end"])), str(one["original"])) for one in repairs)
    return sorted(edits, key=lambda edit: edit[:2])  # two that came to one place stay in their order


def _touching(spans: Sequence[tuple[int, int, bool, int]]) -> list[list[tuple[int, int, bool, int]]]:
    groups: list[list[tuple[int, int, bool, int]]] = []
    reach = -1
    for span in spans:
        if groups and span[0] <= reach:
            groups[-1].append(span)
        else:
            groups.append([span])
        reach = max(reach, span[1])
    return groups


def _before(low: int, high: int, firsts: Sequence[_Edit], held: Mapping[int, str]) -> str:
    """The original of a stretch of the middle text; `held` has its letters wherever no first edit stands."""
    pieces, reach = [], low
    for start, end, original in firsts:
        pieces += [*(held[at] for at in range(reach, start)), original]
        reach = end
    return "".join([*pieces, *(held[at] for at in range(reach, high))])
