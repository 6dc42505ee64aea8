"""Laws that every measure of a party keeps, and those of verbatim length, prominence and source types by hand."""

import math

import pandas as pd
import pytest
from compare_tables import articles_of, copied, rich_tables, sample_statements
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from toolkit import tables
from toolkit.compare import (
    CompareError,
    anonymity,
    directness,
    evenness,
    over,
    positions,
    prominence,
    reporting_verbs,
    slices,
    source_types,
    verbatim_length,
    voice_share,
)
from toolkit.record import Record

# Each measure, and the columns that tell its rows apart beside the party.
MEASURES = {
    "voice_share": (voice_share, []),
    "directness": (directness, ["kind"]),
    "reporting_verbs": (reporting_verbs, ["stance"]),
    "verbatim_length": (verbatim_length, ["measure"]),
    "prominence": (prominence, ["measure"]),
    "source_types": (source_types, ["speaker_type"]),
    "anonymity": (anonymity, ["source"]),
    "evenness": (evenness, []),
}
few = settings(max_examples=8, deadline=None)
each_measure = pytest.mark.parametrize(("measure", "keys"), MEASURES.values(), ids=MEASURES)
PARTIES = ("Blue", "Green", "Red")


def rows_of(table: pd.DataFrame, *columns: str) -> list[list[object]]:
    """The rows of these columns as plain lists."""
    return table[list(columns)].values.tolist()


def by_measure(table: pd.DataFrame, party: str) -> dict[str, tuple[float, float]]:
    """Numerator and denominator of each measure of one party."""
    own = table[table["party"] == party]
    return {row.measure: (row.n, row.total) for row in own.itertuples()}


@each_measure
@few
@given(statements=rich_tables(), names=st.permutations(PARTIES))
def test_relabelling_parties_permutes_the_rows(measure, keys, statements: pd.DataFrame, names: list[str]) -> None:
    """Giving parties other names changes the names in the table and nothing else."""
    mapping = dict(zip(PARTIES, names, strict=True)) | {"": "", "(unassigned)": "(unassigned)"}
    renamed = statements.copy()
    renamed["party"] = renamed["party"].map(mapping).astype("str")
    renamed["speaker_parties"] = [[mapping[party] for party in parties] for parties in renamed["speaker_parties"]]
    expected = measure(statements)
    expected["party"] = expected["party"].map(mapping).astype("str")
    order = ["party", *keys]
    assert_frame_equal(
        measure(renamed).sort_values(order, ignore_index=True),
        expected.sort_values(order, ignore_index=True),
        atol=1e-9,
    )


@each_measure
@few
@given(statements=rich_tables())
def test_more_of_the_same_keeps_the_values_and_narrows(measure, keys, statements: pd.DataFrame) -> None:
    """A corpus twice as large that says the same gives the same values of twice the number, and no wider interval."""
    once, twice = measure(statements), measure(copied(statements))
    assert_frame_equal(once[["party", *keys, "value"]], twice[["party", *keys, "value"]], atol=1e-9)
    # A table without any party that speaks has no number.
    assert ((twice["n"] - 2 * once["n"]).abs().dropna() < 1e-9).all()
    wide, narrow = once["high"] - once["low"], twice["high"] - twice["low"]
    both = wide.notna() & narrow.notna() & (once["note"] == "") & (twice["note"] == "")
    # Resampling draws at random: its limits are known to about a twentieth of their width.
    assert (narrow[both] <= wide[both] * 1.05 + 1e-6).all()


@each_measure
@few
@given(statements=rich_tables())
def test_copies_change_nothing(measure, keys, statements: pd.DataFrame) -> None:
    """A copy of every article, marked as such, changes no value, no interval and no number of articles."""
    again = copied(statements)
    once, twice = measure(statements), measure(again, articles=articles_of(again))
    columns = ["party", *keys, "value", "low", "high", "articles", "of_articles", "note"]
    assert_frame_equal(once[columns], twice[columns], atol=1e-9)


@each_measure
@few
@given(statements=rich_tables())
def test_limits_hold_their_value_or_a_note_says_why_not(measure, keys, statements: pd.DataFrame) -> None:
    """Where there is an interval its limits are in order; where there is none a note says why."""
    table = measure(statements)
    there = table.dropna(subset=["low", "high"])
    assert (there["low"] <= there["high"] + 1e-9).all()
    assert (table.loc[table["low"].isna(), "note"] != "").all()
    gap = (table["value"] - table["n"] / table["total"]).abs().dropna()  # no row at all where nobody has a type
    assert measure is evenness or (gap < 1e-9).all()


@each_measure
@few
@given(statements=rich_tables(), seed=st.randoms())
def test_the_order_of_rows_does_not_matter(measure, keys, statements: pd.DataFrame, seed) -> None:
    """Statements in another order give the same table."""
    places = list(range(len(statements)))
    seed.shuffle(places)
    assert_frame_equal(measure(statements), measure(statements.iloc[places].reset_index(drop=True)), atol=1e-9)


@each_measure
def test_nothing_in_nothing_out(measure, keys) -> None:
    """Without statements a measure has no rows, and the columns and dtypes it has with them."""
    none = measure(tables.empty("STATEMENTS"))
    assert len(none) == 0
    assert none.dtypes.to_dict() == measure(sample_statements()).dtypes.to_dict()


@each_measure
def test_a_measure_leaves_its_statements_alone(measure, keys, small_record: Record) -> None:
    """A measure changes nothing in the table it is given."""
    before = small_record.statements.copy(deep=True)
    measure(small_record.statements)
    assert_frame_equal(small_record.statements, before)


@each_measure
def test_a_column_that_is_not_there_is_refused(measure, keys) -> None:
    """A measure refuses to group by what the statements do not have, and names what they have."""
    with pytest.raises(CompareError, match="'colour'") as error:
        measure(sample_statements(), by="colour")
    assert "speaker_type" in error.value.works


def told(*rows: dict[str, object]) -> pd.DataFrame:
    """A STATEMENTS frame of these rows, each in an article of its own unless it names one."""
    return tables.frame(
        "STATEMENTS",
        [{"statement_id": f"s{n}", "article_id": f"a{n}", "party": "Red"} | row for n, row in enumerate(rows)],
    )


def test_verbatim_length_by_hand() -> None:
    """Only words inside marks count, an indirect statement has none, and a quotation of four words or less is a fragment."""
    table = verbatim_length(told(
        {"kind": "direct", "content": "“We will not pay this tax,” “ever.”"},
        {"kind": "mixed", "content": "the tax was “robbery” he thought"},
        {"kind": "indirect", "content": "the “old” tax"},
    ))  # fmt: skip
    # The first has two quotations, of 6 words and of 1; the second one of 1; the third is nobody's own words.
    assert by_measure(table, "Red") == {
        "words a statement": (8.0, 3.0),
        "share of words": (8.0, 16.0),
        "share of fragments": (2.0, 3.0),
    }


def test_a_direct_statement_without_marks_is_one_quotation() -> None:
    """A quotation whose marks lie outside its content counts whole."""
    table = verbatim_length(told({"kind": "direct", "content": "We shall fight on and on"}))
    assert by_measure(table, "Red")["share of fragments"] == (0.0, 1.0)
    assert by_measure(table, "Red")["words a statement"] == (6.0, 1.0)


def test_who_is_never_quoted_has_no_fragments() -> None:
    """A party that is only paraphrased has no share of fragments, and a note says so."""
    table = verbatim_length(told({"kind": "indirect", "content": "it rained"})).set_index("measure")
    assert pd.isna(table.loc["share of fragments", "value"])
    assert table.loc["share of fragments", "note"] == "Nothing of it is quoted."


def test_prominence_by_hand() -> None:
    """Red opens one article of two and closes none; two who speak at once have half of the last word each."""
    table = prominence(told(
        {"article_id": "a", "start": 0, "prominence": 1.0, "in_headline": True},
        {"article_id": "a", "start": 50, "prominence": 0.5, "party": "Blue", "in_lead": True},
        {"article_id": "b", "start": 10, "prominence": 0.8, "party": "Blue"},
        {"article_id": "b", "start": 40, "prominence": 0.2, "speakers": ["x", "y"], "speaker_parties": ["Blue", "Red"]},
    ))  # fmt: skip
    red, blue = by_measure(table, "Red"), by_measure(table, "Blue")
    assert red["prominence"] == (pytest.approx(1.0 + 0.5 * 0.2), 1.5)
    assert red["in headline"] == (1.0, 1.5)
    assert blue["in lead"] == (1.0, 2.5)
    assert (red["first voice"], blue["first voice"]) == ((1.0, 2.0), (1.0, 2.0))
    assert (red["last word"], blue["last word"]) == ((0.5, 2.0), (1.5, 2.0))


@few
@given(statements=rich_tables())
def test_first_voices_and_last_words_sum_to_the_articles(statements: pd.DataFrame) -> None:
    """Every article in which anybody speaks has one first voice and one last word."""
    table = prominence(statements)
    for edge in ("first voice", "last word"):
        own = table[table["measure"] == edge]
        assert own["value"].sum() == pytest.approx(1)
        assert own["n"].sum() == pytest.approx(own["total"].iloc[0])


def test_positions_are_voices_from_the_top_down() -> None:
    """Positions list each voice once, the most heard party first, from the top of its articles down."""
    rows = [{"prominence": 0.2}, {"prominence": 0.9}, {"party": "Blue", "prominence": 1.0}]
    assert rows_of(positions(told(*rows)), "party", "prominence") == [["Red", 0.9], ["Red", 0.2], ["Blue", 1.0]]


def test_evenness_by_hand() -> None:
    """Three persons and one witness have an entropy of 0.562 nats, of ln 9 at most."""
    types = ["person", "person", "person", "witness"]
    table = evenness(told(*({"speaker_type": one} for one in types)))
    entropy = -(0.75 * math.log(0.75) + 0.25 * math.log(0.25))
    assert table["entropy"].tolist() == [pytest.approx(entropy)]
    assert table["value"].tolist() == [pytest.approx(entropy / math.log(9))]


def test_types_and_names_by_hand() -> None:
    """Sources with and without a type, and with and without a name, are counted apart; unknown is a row."""
    table = told(
        {"speaker_type": "witness", "named": False}, {"speaker_type": "person", "named": True}, {"named": None}
    )
    types = source_types(table)
    assert rows_of(types[types["n"] > 0], "speaker_type", "n") == [["person", 1.0], ["witness", 1.0], ["(none)", 1.0]]
    assert rows_of(anonymity(table), "source", "n") == [["named", 1.0], ["not named", 1.0], ["(none)", 1.0]]


NEWS = tables.frame("ARTICLES", [
    {"article_id": "a", "outlet": "Post", "published": "2023-10-24"},
    {"article_id": "b", "outlet": "", "published": "2023-10-30"},
    {"article_id": "c", "outlet": "Post", "published": None},
])  # fmt: skip


def test_measures_are_taken_by_outlet_week_and_month() -> None:
    """Statements are grouped by what their article knows: weeks by their Monday, the unknown last."""
    table = told(*({"article_id": name} for name in "cab"))
    assert rows_of(voice_share(table, by="outlet", articles=NEWS), "outlet", "n") == [["Post", 2.0], ["(unknown)", 1.0]]
    weeks = voice_share(table, by="week", articles=NEWS)
    assert list(weeks["week"]) == ["2023-10-23", "2023-10-30", "(unknown)"]
    assert list(voice_share(table, by="month", articles=NEWS)["month"]) == ["2023-10", "(unknown)"]
    with pytest.raises(CompareError, match="without their articles"):
        voice_share(table, by="week")


@few
@given(statements=rich_tables())
def test_over_is_the_measure_of_each_group(statements: pd.DataFrame) -> None:
    """The rows of one group are what the measure gives of the statements of that group alone."""
    table = over(directness, statements, per="speaker_type")
    for name, own in table.groupby("speaker_type"):
        alone = statements[statements["speaker_type"] == ("" if name == "(unassigned)" else name)]
        assert_frame_equal(own.drop(columns="speaker_type").reset_index(drop=True), directness(alone))
    assert table.columns[0] == "speaker_type"


@few
@given(statements=rich_tables())
def test_slices_are_the_measure_of_each_combination(statements: pd.DataFrame) -> None:
    """The slice of everything is the measure itself, and every other that of the statements that fit its words."""
    table = slices(voice_share, statements, per=["kind", "speaker_type"])
    for (kind, sort), own in table.groupby(["kind", "speaker_type"]):
        kept = statements if kind == "(all)" else statements[statements["kind"] == kind]
        if sort != "(all)":
            kept = kept[kept["speaker_type"] == ("" if sort == "(unassigned)" else sort)]
        rows = own.drop(columns=["kind", "speaker_type"]).reset_index(drop=True)
        assert_frame_equal(rows, voice_share(kept))
    assert list(table.columns)[:3] == ["kind", "speaker_type", "party"]


def test_over_nothing_keeps_its_columns() -> None:
    """Without statements there are no rows, and the columns of the measure behind that of the group."""
    table = over(voice_share, tables.empty("STATEMENTS"), per="week", articles=NEWS)
    assert list(table.columns)[:2] == ["week", "party"]
    assert len(table) == 0
