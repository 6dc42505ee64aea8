"""Whether a finding hangs on a choice: the same measure under two ways to say who belongs to whom."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from toolkit.compare.voice import voice_share
from toolkit.record import UNASSIGNED

COLUMNS = {"party": "str", "first": "Float64", "second": "Float64", "difference": "Float64", "n_first": "Float64",
           "n_second": "Float64", "rank_first": "Int64", "rank_second": "Int64", "changes": "boolean",
           "note": "str"}  # fmt: skip


def sensitivity(
    first: pd.DataFrame,
    second: pd.DataFrame,
    *,
    measure: Callable[..., pd.DataFrame] = voice_share,
    articles: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """A finding that hangs on the choice is marked: a party that changes places, or that only one choice knows.

    `first` and `second` are STATEMENTS of the same articles under two choices, as `toolkit.reassign` gives them;
    `measure` is a measure of this room with one row a party and a column `value`. One row is one party of either, by
    its rank under the first: `party`, `first` and `second` (the value, missing where it is no party), `difference`
    (second - first), `n_first`, `n_second`, `rank_first`, `rank_second` (1 is the highest value; equal values share a
    rank; the unassigned have none), `changes` (true, false), and `note`, which says what changes in words.

    A party changes where it passes another, is a party under one choice only, or leaves the interval that the first
    choice gave it. The idea is that of a multiverse of choices (Steegen et al. 2016), here of two.

    >>> from toolkit.tables import frame
    >>> one = frame("STATEMENTS", [{"statement_id": f"s{n}", "party": p} for n, p in enumerate("AAB")])
    >>> two = frame("STATEMENTS", [{"statement_id": f"s{n}", "party": p} for n, p in enumerate("ABB")])
    >>> sensitivity(one, two)[["party", "rank_first", "rank_second", "changes"]].values.tolist()
    [['A', 1, 2, True], ['B', 2, 1, True]]
    """
    tables = [measure(table, articles=articles).set_index("party") for table in (first, second)]
    ranks = [_ranks(table) for table in tables]
    names = sorted({*tables[0].index, *tables[1].index}, key=lambda name: _place(name, *ranks))
    rows = [_row(name, tables, ranks) for name in names]
    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=kind) for name, kind in COLUMNS.items()})


def _ranks(table: pd.DataFrame) -> "pd.Series[float]":
    named = table["value"].drop(UNASSIGNED, errors="ignore").astype(float)
    return named.rank(method="min", ascending=False)


def _place(name: str, first: "pd.Series[float]", second: "pd.Series[float]") -> tuple[bool, float, float, str]:
    last = float(len(first) + len(second) + 1)
    return name == UNASSIGNED, float(first.get(name, last)), float(second.get(name, last)), name


def _row(name: str, tables: list[pd.DataFrame], ranks: "list[pd.Series[float]]") -> dict[str, Any]:
    values = [table["value"].get(name, pd.NA) for table in tables]
    counts = [table["n"].get(name, pd.NA) if "n" in table.columns else pd.NA for table in tables]
    places = [rank.get(name, pd.NA) for rank in ranks]
    note = _note(name, values, ranks)
    if not note and "low" in tables[0].columns and name in tables[0].index and pd.notna(values[1]):
        low, high = tables[0].loc[name, ["low", "high"]]
        if pd.notna(low) and pd.notna(high) and not low <= values[1] <= high:
            note = f"the second value lies outside of the first interval, {low:.0%} to {high:.0%}"
    return {
        "party": name, "first": values[0], "second": values[1],
        "difference": values[1] - values[0] if pd.notna(values[0]) and pd.notna(values[1]) else pd.NA,
        "n_first": counts[0], "n_second": counts[1], "rank_first": places[0], "rank_second": places[1],
        "changes": bool(note), "note": note,
    }  # fmt: skip


def _note(name: str, values: list[Any], ranks: "list[pd.Series[float]]") -> str:
    if pd.isna(values[0]) or pd.isna(values[1]):
        return "it is a party under the second choice only" if pd.isna(values[0]) else "it is one under the first only"
    if name == UNASSIGNED:
        return ""
    first, second = ranks
    others = [one for one in first.index if one != name and one in second.index]
    passed = [one for one in others if (first[name] - first[one]) * (second[name] - second[one]) < 0]
    return f"it changes places with {', '.join(passed)}" if passed else ""


def finding(table: pd.DataFrame) -> str:
    """One sentence that says whether the finding of `sensitivity` is the same under both choices.

    >>> from toolkit.tables import empty
    >>> finding(sensitivity(empty("STATEMENTS"), empty("STATEMENTS")))
    'There is nothing to compare under either choice.'
    """
    if table.empty:
        return "There is nothing to compare under either choice."
    changed = table[table["changes"].astype(bool)]
    if changed.empty:
        named = [name for name in table["party"] if name != UNASSIGNED]
        moved = table["difference"].abs().max()
        order = ", ".join(named)
        return f"The order is the same under both choices ({order}), and no value moves by more than {moved:.1%}."
    told = "; ".join(f"{row.party}: {row.note}" for row in changed.itertuples())
    return f"The finding hangs on the choice. {told}."
