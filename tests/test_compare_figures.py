"""Laws of the figures: each keeps its words and its source, and few pairs can be called a conflict."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import tables
from toolkit.compare import figures_side_by_side, pairs
from toolkit.record import Record

TOLL = {"article_id": "a", "measure": "killed", "victims": "civilians", "victim_party": "Red", "victim_class": "civilian",
        "scope": "incident", "as_of": "2023-10-07", "place": "Porth", "standing": "asserted"}  # fmt: skip


def pair(first: dict[str, Any], second: dict[str, Any], **options: Any) -> "pd.Series[Any]":
    """What `pairs` says of two tolls that are alike but for these columns."""
    numbers = {"low": 9.0, "high": 9.0, "bound": "="}
    rows = [{**TOLL, **numbers, "figure_id": key, "speaker": f"speaker {key}", **own}
            for key, own in (("f0", first), ("f1", second))]  # fmt: skip
    return pairs(tables.frame("FIGURES", rows), **options).iloc[0]


def sample_figures() -> pd.DataFrame:
    """The three tolls of the sample article."""
    shared = {"article_id": "sample", "measure": "killed", "unit": "people"}
    return tables.frame("FIGURES", [
        {**shared, "figure_id": "f0", "statement_id": "s6", "verbatim": "at least 1,400", "low": 1400.0, "bound": "≥",
         "victims": "people", "victim_class": "civilian", "victim_class_extent": "most", "agent": "Hamas militants",
         "agent_party": "Hamas", "scope": "incident", "as_of": "2023-10-07", "speaker": "Israeli officials",
         "party": "Israel"},
        {**shared, "figure_id": "f1", "statement_id": "s7", "verbatim": "around 1,500", "low": 1500.0, "high": 1500.0,
         "bound": "≈", "victims": "Hamas fighters", "victim_party": "Hamas", "victim_class": "combatant",
         "scope": "incident", "speaker": "Israel (government)", "party": "Israel"},
        {**shared, "figure_id": "f2", "statement_id": "s8", "verbatim": "More than 5,000", "low": 5000.0, "bound": ">",
         "victims": "Palestinians", "victim_party": "Palestinians", "victim_class": "civilian",
         "victim_class_extent": "most", "agent_party": "Israel", "scope": "cumulative", "place": "the Gaza Strip",
         "speaker": "Gaza health ministry", "party": "Hamas", "source_qualifier": "Hamas-run"},
    ])  # fmt: skip


def test_the_tolls_of_the_sample_do_not_contradict_each_other() -> None:
    """The three tolls of the sample have different victims and scopes, and none can be compared with another."""
    table = pairs(sample_figures())
    assert len(table) == 3
    assert set(table["outcome"]) == {"not comparable"}
    assert "victims: people / Hamas fighters (Hamas, combatant)" in table.loc[0, "differs"]
    assert "scope: incident / cumulative" in table.loc[1, "differs"]
    assert table["differs"].str.contains("victims").all()


def test_each_figure_keeps_its_words_and_its_source() -> None:
    """Side by side, each figure has one row with its words, its bound, who says so and how they are qualified."""
    table = figures_side_by_side(sample_figures()).set_index("figure_id")
    assert list(table.index) == ["f1", "f2", "f0"]  # Hamas fighters, Palestinians, people
    assert table.loc["f2", ["verbatim", "party", "source_qualifier"]].tolist() == [
        "More than 5,000",
        "Hamas",
        "Hamas-run",
    ]
    assert pd.isna(table.loc["f2", "high"])


def test_who_says_so_is_never_guessed(small_record: Record) -> None:
    """The reporter's own figure has no party; one of a source without a party is marked unassigned."""
    rows = small_record.figures.copy()
    rows.loc[0, "party"] = ""
    party = figures_side_by_side(rows).set_index("figure_id")["party"]
    assert party.to_dict() == {"f0": "(unassigned)", "f1": "Norland", "f2": ""}


def test_measures_stand_in_the_order_of_the_contract(small_record: Record) -> None:
    """Figures are ordered by measure, then victims, then value."""
    assert list(figures_side_by_side(small_record.figures)["figure_id"]) == ["f2", "f0", "f1"]


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        ({}, {}, "same"),
        ({}, {"low": 10.0, "high": 10.0}, "conflict"),
        ({"low": 5.0, "high": None, "bound": "≥"}, {}, "compatible"),
        ({"low": 10.0, "high": None, "bound": "≥"}, {}, "conflict"),
        ({"low": 9.0, "high": None, "bound": "≥"}, {}, "compatible"),
        ({"low": 9.0, "high": None, "bound": ">"}, {}, "conflict"),
        ({"low": None, "high": 9.0, "bound": "≤"}, {}, "compatible"),
        ({"low": None, "high": 9.0, "bound": "<"}, {}, "conflict"),
        ({"low": None, "high": 9.0, "bound": "<"}, {"low": None, "high": 9.0, "bound": "≤"}, "compatible"),
        ({"low": 5.0, "high": 9.0, "bound": "range"}, {"low": 8.0, "high": 20.0, "bound": "range"}, "compatible"),
        ({"low": 100.0, "high": 100.0, "bound": "≈"}, {"low": 109.0, "high": 109.0}, "compatible"),
        ({"low": 100.0, "high": 100.0, "bound": "≈"}, {"low": 112.0, "high": 112.0}, "conflict"),
    ],
)
def test_numbers_of_one_event(first: dict[str, Any], second: dict[str, Any], outcome: str) -> None:
    """Of two figures of one event, equal ones are the same, overlapping ones compatible, and others a conflict."""
    found = pair(first, second)
    assert (found["outcome"], found["differs"]) == (outcome, "")
    assert pair(second, first)["outcome"] == outcome


@pytest.mark.parametrize(
    ("first", "second", "differs"),
    [
        ({}, {"victims": "soldiers", "victim_class": "combatant"}, "victims: civilians (Red, civilian) / soldiers (Red, combatant)"),
        ({}, {"victim_party": "Blue"}, "victims: civilians (Red, civilian) / civilians (Blue, civilian)"),
        ({}, {"scope": "cumulative", "since": "2023-10-01"}, "scope: incident / cumulative"),
        ({"as_of": ""}, {"scope": "cumulative"}, "scope: incident / cumulative"),
        ({}, {"victims": "", "victim_party": "", "victim_class": ""}, "victims: civilians (Red, civilian) / not stated"),
        ({}, {"place": "Kalm"}, "place: Porth / Kalm"),
        ({}, {"as_of": "2023-10-08"}, "date: 2023-10-07 / 2023-10-08"),
        ({"agent_party": "Blue"}, {"agent_party": "Red"}, "agent: Blue / Red"),
        ({}, {"standing": "denied"}, "standing: asserted / denied"),
        ({}, {"subset_of": "f0"}, "one is a part of the other"),
        ({}, {"low": None, "high": None, "bound": ""}, "number: not read as a number"),
        ({"article_id": "b", "as_of": ""}, {"as_of": ""}, "date: not stated / not stated"),
        ({"article_id": "b", "as_of": "May"}, {"as_of": "May"}, "date: May / May"),
        ({"measure": "other"}, {"measure": "other"}, "what is measured: a figure of measure other does not say"),
        ({"measure": "money", "unit": "€"}, {"measure": "money", "unit": "$"}, "unit: € / $"),
        ({"measure": "money", "unit": "$"}, {"measure": "money", "unit": "$"}, "what is measured: two amounts of one unit"),
    ],
)  # fmt: skip
def test_what_sets_two_figures_apart(first: dict[str, Any], second: dict[str, Any], differs: str) -> None:
    """Where the words say or leave open that two figures count different things, they are not compared."""
    found = pair({"low": 1.0, "high": 1.0, **first}, second)
    assert found["outcome"] == "not comparable"
    assert differs in found["differs"]


NEWS = tables.frame("ARTICLES", [{"article_id": key, "published": pd.Timestamp(f"2023-10-{day:02}")}
                                 for key, day in (("a", 8), ("b", 8), ("c", 10), ("d", 25))])  # fmt: skip


def between(first: dict[str, Any], second: dict[str, Any]) -> tuple[str, str]:
    """Outcome and difference of two tolls of people, each in the article it names."""
    whole = {"victims": "people", "victim_party": "", "victim_class": "not stated", "place": ""}
    found = pair({**whole, **first}, {**whole, **second}, articles=NEWS)
    return found["outcome"], found["differs"]


def test_people_and_dead_without_a_name_are_one() -> None:
    """Words that count whoever was harmed are taken as equal, and it is said."""
    found = pair({"victims": "people", "victim_party": ""}, {"victims": "", "victim_party": ""})
    assert (found["outcome"], found["assumed"]) == ("same", "victims")


def test_rival_counts_of_one_day_in_two_reports_are_a_conflict() -> None:
    """Two parties that give numbers of one day which no value fits contradict each other, report by report."""
    assert between({"party": "Red"}, {"article_id": "b", "party": "Blue", "low": 4.0, "high": 4.0}) == ("conflict", "")


def test_a_count_from_the_day_of_an_incident_is_of_that_incident() -> None:
    """A running count that begins on the day of an incident counts the incident."""
    running = {
        "scope": "cumulative",
        "since": "2023-10-07",
        "as_of": "",
        "party": "Blue",
        "low": 17.0,
        "high": None,
        "bound": "≥",
    }
    assert between({"party": "Red"}, running) == ("conflict", "")
    assert between({"party": "Red"}, {**running, "article_id": "c"})[0] == "newer"


def test_a_lower_count_later_replaces_only_ones_own() -> None:
    """Later and lower is a correction of the same party, and a contradiction of another."""
    later = {"article_id": "c", "low": 4.0, "high": 4.0, "verbatim": "four"}
    assert between({"party": "Red"}, {**later, "party": "Red"})[0] == "newer"
    assert between({"party": "Red"}, {**later, "party": "Blue"})[0] == "conflict"


@pytest.mark.parametrize("speaker", ["police", ""])
def test_one_source_does_not_contradict_itself_in_one_report(speaker) -> None:
    """Two numbers that one speaker, or the report itself, gives in one report are no conflict."""
    outcome, differs = between({"speaker": speaker}, {"speaker": speaker, "low": 4.0, "high": 4.0})
    assert (outcome, differs) == ("not comparable", "source: one source gives both in one report")


def test_one_source_does_not_contradict_itself_on_one_day() -> None:
    """Two numbers of one source on one day in two reports are two counts, and which is later is not known."""
    speaker = {"speaker": "hospital"}
    outcome, differs = between(speaker, {**speaker, "article_id": "b", "low": 12.0, "high": 12.0})
    assert (outcome, differs) == ("not comparable", "time of day: one source on one day in two reports")


def test_an_undated_count_takes_the_one_day_of_its_article() -> None:
    """An undated toll is of the day that the other tolls of its article print, where that is one day and no other."""
    whole = {**TOLL, "victims": "people", "victim_party": "", "place": "", "low": 4.0, "high": 4.0}
    rows = [
        {**whole, "figure_id": "f0", "low": 9.0, "high": 9.0},
        {**whole, "figure_id": "f1", "as_of": ""},
        {**whole, "figure_id": "f2", "article_id": "b"},
    ]
    outcomes = pairs(tables.frame("FIGURES", rows), articles=NEWS).set_index(["figure_a", "figure_b"])["outcome"]
    assert outcomes[("f1", "f2")] == "same"
    rows.append({**rows[0], "figure_id": "f3", "as_of": "2023-10-06"})
    outcomes = pairs(tables.frame("FIGURES", rows), articles=NEWS).set_index(["figure_a", "figure_b"])["outcome"]
    assert outcomes[("f1", "f2")] == "not comparable"


def test_undated_incidents_of_reports_far_apart_are_not_compared() -> None:
    """Of incidents without a day only those at one place, in reports at most two days apart, are taken as one."""
    undated = {"as_of": "", "place": "Porth"}
    assert between(undated, {**undated, "article_id": "c"})[0] == "same"
    assert between(undated, {**undated, "article_id": "d"})[0] == "not comparable"
    assert between({"as_of": ""}, {"as_of": "", "article_id": "b"})[0] == "not comparable"


def test_mainly_civilians_counts_others_too() -> None:
    """A toll of whom most are civilians is no toll of civilians."""
    assert "victims" in pair({"victim_class_extent": "most"}, {})["differs"]
    assert pair({"victim_class_extent": "all"}, {})["outcome"] == "same"


def test_a_later_count_is_newer_and_no_conflict() -> None:
    """A cumulative count with a later date replaces the earlier one, whichever comes first, and says which it is."""
    early = {"scope": "cumulative", "as_of": "2023-10-20", "verbatim": "4,000", "low": 4000.0, "high": 4000.0}
    late = {"scope": "cumulative", "as_of": "2023-10-24", "verbatim": "5,000", "low": 5000.0, "high": 5000.0}
    for found in (pair(early, late), pair(late, early)):
        assert (found["outcome"], found["differs"]) == ("newer", "'5,000' is of 2023-10-24, '4,000' of 2023-10-20")


def test_a_count_without_a_date_is_dated_by_its_article() -> None:
    """A cumulative count without a date takes its article's where that is given, and is not compared where not."""
    news = tables.frame("ARTICLES", [{"article_id": "a", "published": pd.Timestamp("2023-10-20")},
                                     {"article_id": "b", "published": pd.Timestamp("2023-10-24")}])  # fmt: skip
    undated = {"scope": "cumulative", "as_of": ""}
    assert pair(undated, {**undated, "article_id": "b"}, articles=news)["outcome"] == "newer"
    assert pair(undated, {**undated, "article_id": "b"})["outcome"] == "not comparable"


def test_what_is_not_printed_is_said() -> None:
    """A comparison that takes an unprinted place or date as equal says so."""
    assert pair({}, {})["assumed"] == ""
    assert pair({"place": "", "as_of": ""}, {"low": 8.0, "high": 8.0})["assumed"] == "place, date"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["killed", "aid"]), st.integers(0, 50), st.sampled_from(["=", "≥", "≈"])), max_size=7)
)  # fmt: skip
def test_every_pair_of_one_measure_has_one_row(numbers: list[tuple[str, int, str]]) -> None:
    """Each pair of figures of one measure stands once, and only pairs that differ in something say what."""
    rows = [
        {**TOLL, "figure_id": f"f{row}", "measure": measure, "low": float(low), "bound": bound,
         "high": None if bound == "≥" else float(low)} for row, (measure, low, bound) in enumerate(numbers)
    ]  # fmt: skip
    table = pairs(tables.frame("FIGURES", rows))
    counts = [sum(measure == one for measure, *_ in numbers) for one in ("killed", "aid")]
    assert len(table) == sum(count * (count - 1) // 2 for count in counts)
    assert not table.duplicated(["figure_a", "figure_b"]).any()
    assert ((table["differs"] != "") == table["outcome"].isin(["not comparable", "newer"])).all()


def test_nothing_in_nothing_out() -> None:
    """Without figures both tables are empty and keep their columns and dtypes."""
    none = tables.empty("FIGURES")
    assert figures_side_by_side(none).dtypes.to_dict() == figures_side_by_side(sample_figures()).dtypes.to_dict()
    assert pairs(none).dtypes.to_dict() == pairs(sample_figures()).dtypes.to_dict()
