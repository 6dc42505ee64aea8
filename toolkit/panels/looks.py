"""What can be looked at beside the shares: each by its name in the panel, as a chart of what a query chooses."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from toolkit import charts, compare
from toolkit.panels.rows import innermost
from toolkit.record import Query, Record


@dataclass(frozen=True)
class Whole:
    """A record, and what is found in it once for whatever is chosen of it afterwards."""

    record: Record

    @cached_property
    def _shares(self) -> dict[Query, pd.DataFrame]:
        """The shares that were asked for last."""
        return {}

    def shares_of(self, query: Query) -> pd.DataFrame:
        """The shares of all parties in what a query chooses; to choose parties after that takes no new count."""
        if query not in self._shares:
            self._shares.clear()
            part = self.record.select(query)
            self._shares[query] = compare.voice_share(part.statements, articles=part.articles)
        return self._shares[query]

    @cached_property
    def innermost(self) -> int:
        """How many of its statements hold no other."""
        return len(innermost(self.record))

    @cached_property
    def qualifiers(self) -> pd.DataFrame:
        """The qualifiers of all its statements: what stands beside one that is not chosen is not given to another."""
        return compare.qualifiers(self.record.statements, self.record.articles)


@dataclass(frozen=True)
class Chosen:
    """What a query chooses of a record, in the three ways that charts need it, each selected when first asked for."""

    whole: Whole
    query: Query

    @property
    def record(self) -> Record:
        """The record that is chosen from."""
        return self.whole.record

    @cached_property
    def part(self) -> Record:
        """What the query chooses."""
        return self.record.select(self.query)

    @cached_property
    def others(self) -> Record:
        """The same without a choice of parties: a share of itself alone tells nothing, nor does a word of it alone."""
        return self.record.select(self.query.without("parties")) if self.query.parties else self.part

    @cached_property
    def articles(self) -> Record:
        """The articles that it chooses, with all their statements: silence and harm know no choice of statements."""
        query = self.query
        return self.record.select(
            Query(outlets=query.outlets, articles=query.articles, since=query.since, until=query.until)
        )

    @property
    def colours(self) -> dict[str, str]:
        """The colours of the parties."""
        return self.record.colours


def _of_statements(measure: Any, chart: Any) -> Callable[[Chosen], Any]:
    """A chart of a measure that takes statements and articles."""

    def look(chosen: Chosen) -> Any:
        table = measure(chosen.part.statements, articles=chosen.part.articles)
        return chart(_chosen_rows(table, chosen.query), colours=chosen.colours)

    return look


def _chosen_rows(table: pd.DataFrame, query: Query) -> pd.DataFrame:
    """Those who only speak together with a party that was chosen were not chosen."""
    return table[table["party"].isin(query.parties)].reset_index(drop=True) if query.parties else table


def _distinctive(chosen: Chosen) -> Any:
    table = compare.distinctive_words(chosen.others.statements, articles=chosen.others.articles)
    return charts.distinctive_words(_chosen_rows(table, chosen.query), colours=chosen.colours)


def _qualifiers(chosen: Chosen) -> Any:
    table = compare.qualifier_rates(chosen.part.statements, chosen.part.articles, found=chosen.whole.qualifiers)
    return charts.qualifier_rates(_chosen_rows(table, chosen.query), colours=chosen.colours)


def _timeline(chosen: Chosen) -> Any:
    table = compare.timeline(chosen.part.statements, chosen.part.articles)
    return charts.timeline(table, colours=chosen.colours)


def _about(chosen: Chosen) -> Any:
    part = chosen.part
    table = compare.spoken_about(part.statements, part.mentions, articles=part.articles)
    return charts.spoken_about(table, colours=chosen.colours)


def _silence(chosen: Chosen) -> Any:
    table = compare.silence(chosen.articles.mentions, chosen.articles.statements)
    return charts.silence(table, colours=chosen.colours)


def _agency(chosen: Chosen) -> Any:
    table = compare.agency(chosen.articles.harms, articles=chosen.articles.articles)
    return charts.agency(table, colours=chosen.colours)


LOOKS: dict[str, Callable[[Chosen], Any]] = {
    "Own words or paraphrase": _of_statements(compare.directness, charts.directness),
    "Reporting verbs": _of_statements(compare.reporting_verbs, charts.reporting_verbs),
    "Place in the article": _of_statements(compare.positions, charts.prominence),
    "Sorts of sources": _of_statements(compare.source_types, charts.source_types),
    "Words of doubt and distance": _qualifiers,
    "Words that set a party apart": _distinctive,
    "Over time, by outlet": _timeline,
    "Who speaks about whom": _about,
    "Who is named and not heard": _silence,
    "How harm is told": _agency,
}
"""Each takes what is chosen and gives a chart."""
