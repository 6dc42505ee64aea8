"""Agency of harm: whether a clause of death, injury or destruction names who did it, by whose harm it tells of."""

import pandas as pd

from toolkit.compare.intervals import empty_shares, within
from toolkit.compare.units import ALL, CompareError, clusters, ordered
from toolkit.record import UNASSIGNED
from toolkit.tables.values import VOICES

SIDES = ("victim_party", "agent_party")
AGENT = ("agent named", "agent not named")


def agency(harms: pd.DataFrame, *, by: str = "victim_party", articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """The shares of the voices in which each party's harm is told sum to 1; the row `(all)` is what is usual here.

    One row is one party and one voice, most clauses first, `(unassigned)` and `(all)` last: `victim_party` (or
    `agent_party`, as `by` says), `voice` (active, passive with by, short passive, intransitive, nominal; see HARMS),
    `n` (clauses), `total` (of the party), `value` (n / total, 0 to 1), `low`, `high`, `articles`, `of_articles`, `note`
    as in `intervals.korn_graubard`. `(all)` holds every clause: compare a party with it, not with an ideal.

    Counted is how clauses are built, by the parse, for a participle is not yet a passive (Pullum 2003). A short passive
    may leave out an agent that is unknown, disputed, or named in the sentence before. Raises CompareError for another
    `by`.

    >>> from toolkit.tables import frame
    >>> rows = [{"harm_id": "h0", "voice": "active", "victim_party": "Red"}]
    >>> table = agency(frame("HARMS", rows))
    >>> table.loc[table["n"] > 0, ["victim_party", "voice", "n"]].values.tolist()
    [['Red', 'active', 1.0], ['(all)', 'active', 1.0]]
    """
    return _within(_clauses(harms, by, articles), "voice", VOICES, by)


def agents_named(
    harms: pd.DataFrame, *, by: str = "victim_party", articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """For each party's harm, the shares of clauses that name who did it, and of those that name nobody, sum to 1.

    One row is one party and one of `agent named`, `agent not named` in the column `agent`; the other columns as in
    `agency`. The agent is looked for inside the clause only. Raises CompareError for another `by`.

    >>> from toolkit.tables import frame
    >>> table = agents_named(frame("HARMS", [{"harm_id": "h0", "victim_party": "Red"}]))
    >>> table.loc[table["victim_party"] == "Red", ["agent", "n"]].values.tolist()
    [['agent named', 0.0], ['agent not named', 1.0]]
    """
    clauses = _clauses(harms, by, articles)
    clauses["agent"] = pd.Series([AGENT[not words] for words in clauses["agent"]], dtype="str")
    return _within(clauses, "agent", AGENT, by)


def _clauses(harms: pd.DataFrame, by: str, articles: pd.DataFrame | None) -> pd.DataFrame:
    """The clauses as units that `within` counts."""
    if by not in SIDES:
        raise CompareError(
            f"clauses of harm cannot be grouped by {by!r}", works=", ".join(SIDES), step="use one of these columns"
        )
    clauses = harms.reset_index(drop=True)
    clauses["statement_id"] = clauses["harm_id"]
    clauses["weight"] = pd.Series([1.0] * len(clauses), dtype="Float64")
    clauses["cluster"] = clusters(clauses, articles)
    clauses[by] = clauses[by].replace("", UNASSIGNED)
    return clauses


def _within(clauses: pd.DataFrame, column: str, groups: tuple[str, ...], by: str) -> pd.DataFrame:
    if clauses.empty:
        return empty_shares(by, column)
    table = within(clauses, column=column, groups=groups, by=by)
    whole = within(clauses.assign(**{by: ALL}).astype({by: "str"}), column=column, groups=groups, by=by)
    order = [*ordered(clauses, by), ALL]
    joined = pd.concat([table, whole], ignore_index=True)
    return joined.sort_values(by, key=lambda names: names.map(order.index), kind="stable").reset_index(drop=True)
