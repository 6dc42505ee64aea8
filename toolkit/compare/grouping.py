"""Any measure, taken apart: by outlet, by week, by act, or by any other column of the statements."""

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import pandas as pd

from toolkit.compare.units import ALL, ordered, placed, voices
from toolkit.record import UNASSIGNED

Measure = Callable[..., pd.DataFrame]


def over(
    measure: Measure,
    statements: pd.DataFrame,
    *,
    per: str,
    articles: pd.DataFrame | None = None,
    **options: Any,
) -> pd.DataFrame:
    """The measure of each group alone: the rows of one group are what the measure gives of its statements.

    `measure` is one of this room that takes STATEMENTS and `articles` (`voice_share`, `directness`, `prominence` …),
    `options` are passed on to it. `per` is any column of text of STATEMENTS, or `outlet`, `day`, `week`, `month` of
    ARTICLES. The result is the table of the measure with the column `per` before it, groups in the order of
    `units.ordered` (time in its own order), empty ones left out; every interval is that of the group's own articles.
    Values of groups with few articles jump: read `n` and the note beside them.

    Raises CompareError for a `per` that does not exist, and whatever the measure raises.

    >>> from toolkit.compare import voice_share
    >>> from toolkit.tables import frame
    >>> rows = [{"statement_id": "s0", "article_id": "a0", "party": "Red", "kind": "direct"}]
    >>> over(voice_share, frame("STATEMENTS", rows), per="kind")[["kind", "party", "n"]].values.tolist()
    [['direct', 'Red', 1.0]]
    """
    known = placed(statements, articles, per)
    tables = [measure(known.iloc[:0], articles=articles, **options).assign(**{per: pd.Series(dtype="str")})]
    named = known[per].replace("", UNASSIGNED)
    for name in ordered(voices(known).assign(**{per: lambda table: table[per].replace("", UNASSIGNED)}), per):
        table = measure(known[(named == name).to_numpy()], articles=articles, **options)
        tables.append(table.assign(**{per: pd.Series([name] * len(table), dtype="str")}))
    joined = pd.concat(tables[1:] or tables, ignore_index=True)
    return joined[[per, *[column for column in joined.columns if column != per]]]


def slices(
    measure: Measure,
    statements: pd.DataFrame,
    *,
    per: Sequence[str],
    articles: pd.DataFrame | None = None,
    **options: Any,
) -> pd.DataFrame:
    """The measure of every combination of groups, with `(all)` for those that are not told apart.

    `per` names the columns, as in `over`. The result is the table of the measure with these columns before it; the rows
    that say `(all)` in each of them come first and are those of all statements. For a reader who can choose a slice but
    not count anew: every interval is that of the slice's own articles. Combinations without a statement have no rows.

    Raises CompareError for a column that does not exist, and whatever the measure raises.

    >>> from toolkit.compare import voice_share
    >>> from toolkit.tables import frame
    >>> rows = [{"statement_id": "s0", "article_id": "a0", "party": "Red", "kind": "direct"}]
    >>> slices(voice_share, frame("STATEMENTS", rows), per=["kind"])[["kind", "party", "n"]].values.tolist()
    [['(all)', 'Red', 1.0], ['direct', 'Red', 1.0]]
    """
    known = statements
    for column in per:
        known = placed(known, articles, column)
    filled = {column: known[column].replace("", UNASSIGNED) for column in per}
    heard = voices(known).assign(
        **{column: lambda table, name=column: table[name].replace("", UNASSIGNED) for column in per}
    )
    values = [[ALL, *ordered(heard, column)] for column in per]
    tables = [_slice(measure(known.iloc[:0], articles=articles, **options), dict.fromkeys(per, ""))]
    for chosen in product(*values):
        kept = pd.Series(data=True, index=known.index)
        for column, value in zip(per, chosen, strict=True):
            kept &= value == ALL or filled[column] == value
        if kept.any():
            table = measure(known[kept.to_numpy(dtype=bool)], articles=articles, **options)
            tables.append(_slice(table, dict(zip(per, chosen, strict=True))))
    return pd.concat(tables[1:] or tables, ignore_index=True)


def _slice(table: pd.DataFrame, told: dict[str, str]) -> pd.DataFrame:
    """The table with columns before it that say which slice it is of."""
    named = {column: pd.Series([value] * len(table), dtype="str") for column, value in told.items()}
    return pd.concat([pd.DataFrame(named), table.drop(columns=list(told), errors="ignore")], axis=1)
