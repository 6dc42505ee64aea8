"""Laws of the charts of claims: every number is drawn and told, silence is drawn as a ring, and nothing says so."""

import json
from typing import Any

import pandas as pd
import pytest
import vl_convert

from toolkit import charts, compare, tables

CELLS = pd.DataFrame(
    {"issue": ["water", "water", "wages", "wages", "(no issue)", "(no issue)"], "party": ["Red", "Blue"] * 3,
     "heard": [True, True, True, False, True, False], "n": [2.5, 1.0, 3.0, 0.0, 4.0, 0.0], "articles": 1, "acts": "1 asserts",
     "claim": "said", "statement_id": "s0", "evidence": [["s0"]] * 6}
)  # fmt: skip
AIMED = tables.frame(
    "STATEMENTS",
    [
        {"statement_id": f"s{row}", "article_id": f"a{row}", "party": party, "act": act, "target_party": target}
        for row, (party, act, target) in enumerate(
            [("Red", "accuse", "Blue"), ("Red", "condemn", "Blue"), ("Blue", "accuse", "Red"), ("Green", "accuse", "Red"),
             *[("Red", "accuse", "Blue")] * 6]
        )
    ],
)  # fmt: skip
COLOURS = {"Red": "#D55E00", "Blue": "#0072B2"}
NONE = tables.empty("STATEMENTS")


def rates(statements: pd.DataFrame) -> pd.DataFrame:
    """Rates where nobody answers."""
    return compare.answer_rates(statements, tables.empty("REPLIES"))


DRAWN = {
    "board": charts.claim_board(CELLS, colours=COLOURS),
    "accusations": charts.accusations(compare.accusations(AIMED), colours=COLOURS),
    "rates": charts.answer_rates(rates(AIMED), colours=COLOURS),
}
EMPTY = {
    "board": charts.claim_board(CELLS.iloc[:0], colours={}),
    "accusations": charts.accusations(compare.accusations(NONE), colours={}),
    "rates": charts.answer_rates(rates(NONE), colours={}),
}


def rows_of(chart: Any) -> list[dict[str, Any]]:
    """All rows that a chart carries, of all its layers."""
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_draws_and_tells_itself_in_words(name):
    """Each chart is drawn without a complaint, and its description says what its title says and more."""
    chart = DRAWN[name]
    assert "<svg" in vl_convert.vegalite_to_svg(json.dumps(chart.to_dict()), vl_version="6.4")
    assert chart.description.startswith(chart.title.text)
    assert "_" not in chart.title.text


@pytest.mark.parametrize("name", EMPTY)
def test_nothing_is_told(name):
    """A table without rows gives a chart that says so."""
    assert EMPTY[name].to_dict()["description"].endswith("match this query.")


def test_the_board_draws_every_cell_but_those_of_no_issue():
    """Heard cells are dots with their number, silent ones rings, and statements of no issue are no row."""
    rows = rows_of(DRAWN["board"])
    dots = {(row["issue"], row["party"]): row["written"] for row in rows if row["number"] > 0}
    assert dots == {("water", "Red"): "2.5", ("water", "Blue"): "1", ("wages", "Red"): "3"}
    assert {(row["issue"], row["party"]) for row in rows if row["number"] == 0} == {("wages", "Blue")}
    assert DRAWN["board"].title.subtitle == ["6.5 statements on 2 issues"]


def test_the_board_says_what_it_leaves_out():
    """Beyond the most issues the chart says that only the largest are drawn."""
    chart = charts.claim_board(CELLS, colours=COLOURS, most=1)
    assert chart.title.subtitle == ["6.5 statements on 2 issues; drawn are the 1 largest"]
    assert {row["issue"] for row in rows_of(chart)} == {"water"}


def test_accusations_add_up_the_acts():
    """In the row of the accuser and the column of the accused stands the sum over acts; the most accusing come first."""
    rows = rows_of(DRAWN["accusations"])
    dots = {(row["party"], row["target_party"]): row["written"] for row in rows if row["number"] > 0}
    assert dots == {("Red", "Blue"): "8", ("Blue", "Red"): "1", ("Green", "Red"): "1"}
    assert rows[0]["party"] == "Red"
    assert "Red accuses Blue: 8" in DRAWN["accusations"].description


def test_rates_of_few_articles_are_pale():
    """A rate with an interval is full, one without is pale, and both are labelled with their counts."""
    strength = {row["name"]: (row["strength"], row["label"]) for row in rows_of(DRAWN["rates"]) if "strength" in row}
    assert strength == {"Blue": (1.0, "0 of 8"), "Red": (0.35, "0 of 2")}
