"""Laws of the shares: who is heard, how directly, with which verbs, and what is counted at all."""

import pandas as pd
import pytest
from compare_tables import sample_statements, statement_tables
from hypothesis import given, settings

from toolkit import tables
from toolkit.compare import (
    CompareError,
    clusters,
    directness,
    innermost,
    reporting_verbs,
    verb_list,
    voice_share,
    voices,
)
from toolkit.record import Record

MEASURES = {
    "voice_share": (voice_share, []),
    "directness": (directness, ["party"]),
    "reporting_verbs": (reporting_verbs, ["party"]),
}
few = settings(max_examples=15, deadline=None)  # each example runs a measure twice, some 40 ms
each_measure = pytest.mark.parametrize(("measure", "within"), MEASURES.values(), ids=MEASURES)


def values(table: pd.DataFrame, *columns: str) -> list[list[object]]:
    """The rows of these columns as plain lists."""
    return table[list(columns)].values.tolist()


def test_innermost_drops_holders() -> None:
    """A statement that holds another one is left out, and nothing else is."""
    assert list(innermost(sample_statements())["statement_id"]) == [f"s{row}" for row in range(1, 13) if row != 2]


def test_own_parent_is_no_holder() -> None:
    """A statement that names itself as its parent by mistake is not lost."""
    assert len(innermost(tables.frame("STATEMENTS", [{"statement_id": "s0", "parent_id": "s0"}]))) == 1


def test_two_speakers_are_two_halves() -> None:
    """Two who speak at once have half a statement each, under their own names and parties."""
    row = {"statement_id": "s0", "speakers": ["Ann", "Bo"], "speaker_parties": ["Red"], "party": "x", "speaker": "both"}
    assert values(voices(tables.frame("STATEMENTS", [row])), "speaker", "party", "weight") == [
        ["Ann", "Red", 0.5],
        ["Bo", "", 0.5],
    ]


def test_one_listed_speaker_is_the_speaker() -> None:
    """A list of one speaker changes neither the speaker nor the party."""
    row = {"statement_id": "s0", "speaker": "Ann", "party": "Red", "speakers": ["A."], "speaker_parties": [""]}
    assert values(voices(tables.frame("STATEMENTS", [row])), "speaker", "party", "weight") == [["Ann", "Red", 1.0]]


@few
@given(statement_tables())
def test_weights_of_a_statement_sum_to_one(statements: pd.DataFrame) -> None:
    """The weights of the voices of every statement sum to 1."""
    sums = voices(statements).groupby("statement_id")["weight"].sum()
    assert sums.between(1 - 1e-12, 1 + 1e-12).all()
    assert set(sums.index) == set(statements["statement_id"])


def test_copies_of_copies_are_one_cluster() -> None:
    """A copy of a copy stands in the cluster of the first article, and a circle of copies is one cluster."""
    repeats = {"a": "", "b": "a", "c": "b", "x": "y", "y": "x", "z": "elsewhere"}
    news = tables.frame("ARTICLES", [{"article_id": one, "duplicate_of": other} for one, other in repeats.items()])
    told = tables.frame("STATEMENTS", [{"statement_id": f"s{one}", "article_id": one} for one in repeats])
    assert list(clusters(told, news)) == ["a", "a", "a", "x", "x", "elsewhere"]
    assert list(clusters(told)) == list(repeats)


def test_voice_share_of_the_sample() -> None:
    """In the sample article China has seven statements of eleven, Israel two, Hamas and the United States one each."""
    table = voice_share(sample_statements())
    assert values(table, "party", "n", "total", "articles", "of_articles") == [
        ["China", 7.0, 11.0, 1, 1],
        ["Israel", 2.0, 11.0, 1, 1],
        ["Hamas", 1.0, 11.0, 1, 1],
        ["United States", 1.0, 11.0, 1, 1],
    ]
    assert table.loc[0, "value"] == pytest.approx(7 / 11)


def test_few_articles_have_no_interval_and_say_so() -> None:
    """Under five articles there is no interval, and the note says why in a sentence."""
    table = voice_share(sample_statements())
    assert table[["low", "high"]].isna().all(axis=None)
    assert set(table["note"]) == {"No interval is given: the statements stand in 1 article, and it takes at least 5."}


def test_unassigned_share_is_a_row(small_record: Record) -> None:
    """Statements without a party are a row of their own, the last one, and count in every denominator."""
    table = voice_share(small_record.statements, articles=small_record.articles)
    assert values(table, "party", "n", "total") == [
        ["Norland", 4.5, 10.0],
        ["Sudria", 3.5, 10.0],
        ["(unassigned)", 2.0, 10.0],
    ]


def test_share_of_words(small_record: Record) -> None:
    """By words, each statement weighs as many as its content has, shared among those who speak."""
    told = innermost(small_record.statements)
    table = voice_share(told[told["statement_id"].isin(["s6", "s7"])], weight="words")
    # "Talks stall" is nobody's and has 2 words; "the talks would go on" has 5, half of them Norland's, half Sudria's.
    assert values(table, "party", "n", "total") == [
        ["Norland", 2.5, 7.0],
        ["Sudria", 2.5, 7.0],
        ["(unassigned)", 2.0, 7.0],
    ]


def test_a_party_never_heard_can_have_a_row(small_record: Record) -> None:
    """A party named to the measure has a row with share 0, before the unassigned."""
    table = voice_share(small_record.statements, parties=["Westria", "Norland", ""])
    assert list(table["party"]) == ["Norland", "Sudria", "Westria", "(unassigned)"]
    assert table.loc[2, "n"] == 0
    assert table.loc[2, "articles"] == 0


def test_never_heard_is_not_certain() -> None:
    """A party never heard in five articles has an interval that reaches above 0, and one always heard below 1."""
    told = tables.frame(
        "STATEMENTS",
        [{"statement_id": f"s{row}", "article_id": f"a{row % 5}", "party": "Red"} for row in range(10)],
    )
    red, blue = voice_share(told, parties=["Blue"]).itertuples()
    assert (red.value, red.high) == (1, 1)
    assert (blue.value, blue.low) == (0, 0)
    assert blue.high == pytest.approx(1 - 0.025**0.2)
    assert red.low == pytest.approx(0.025**0.2)


def test_grouping_by_any_text_column(small_record: Record) -> None:
    """Shares can be taken by speaker or type of speaker, under the name of that column, as well as by party."""
    table = voice_share(small_record.statements, by="speaker")
    assert table.columns[0] == "speaker"
    assert table.loc[0, "speaker"] == "Ada Lind"
    assert table.loc[0, "n"] == 3
    assert directness(small_record.statements, by="speaker_type").columns[0] == "speaker_type"


@pytest.mark.parametrize(
    ("arguments", "wrong", "works"),
    [({"by": "partei"}, "'partei'", "party"), ({"by": "prominence"}, "'prominence'", "speaker_type"),
     ({"weight": "letters"}, "'letters'", "words")],
)  # fmt: skip
def test_unknown_choices_are_refused(arguments: dict[str, str], wrong: str, works: str) -> None:
    """A column or weight that does not exist is refused by name, with those that do."""
    with pytest.raises(CompareError, match=wrong) as error:
        voice_share(sample_statements(), **arguments)
    assert works in error.value.works


def test_directness_of_the_sample() -> None:
    """Every verbatim quotation of the sample is China's: three direct, three mixed, one indirect of seven."""
    table = directness(sample_statements())
    assert values(table[table["party"] == "China"], "kind", "n", "total") == [
        ["direct", 3.0, 7.0],
        ["mixed", 3.0, 7.0],
        ["indirect", 1.0, 7.0],
    ]
    others = table[table["party"] != "China"]
    assert others.loc[others["kind"] != "indirect", "n"].sum() == 0
    assert list(table["party"].unique()) == ["China", "Israel", "Hamas", "United States"]


def test_reporting_verbs_of_the_sample() -> None:
    """In the sample one of China's seven statements is a promise, and all other verbs are neutral."""
    table = reporting_verbs(sample_statements())
    told = table[table["n"] > 0]
    assert values(told[told["party"] == "China"], "stance", "n", "total") == [
        ["neutral", 6.0, 7.0],
        ["illocutionary", 1.0, 7.0],
    ]
    assert set(told.loc[told["party"] != "China", "stance"]) == {"neutral"}


def test_verbs_outside_the_lexicon_are_a_row() -> None:
    """A cue that the lexicon does not know is counted as such, not dropped."""
    told = tables.frame("STATEMENTS", [{"statement_id": "s0", "cue_lemma": "opine"}, {"statement_id": "s1"}])
    assert values(reporting_verbs(told), "stance", "n")[-1] == ["(none)", 2.0]
    assert values(verb_list(told), "cue_lemma", "stance", "n") == [["(none)", "(none)", 1.0], ["opine", "(none)", 1.0]]


def test_verb_list_of_the_sample() -> None:
    """Each verb of a party is listed with its stance, the most used first, and their sum is the party's statements."""
    table = verb_list(sample_statements())
    china = table[table["party"] == "China"]
    assert values(china, "cue_lemma", "stance", "n")[0] == ["tell", "neutral", 3.0]
    assert china["n"].sum() == 7


@each_measure
@few
@given(statements=statement_tables())
def test_shares_sum_to_one(measure, within, statements: pd.DataFrame) -> None:
    """The shares within each denominator sum to 1, and each is n over its total."""
    table = measure(statements)
    assert (table["value"] - table["n"] / table["total"]).abs().max() < 1e-12
    sums = table.groupby(within)["value"].sum() if within else pd.Series([table["value"].sum()])
    assert (sums - 1).abs().max() < 1e-9


@each_measure
@few
@given(statements=statement_tables())
def test_intervals_hold_their_share(measure, within, statements: pd.DataFrame) -> None:
    """Where there is an interval, it lies between 0 and 1 and holds the share; a missing one has a note."""
    table = measure(statements)
    there = table.dropna(subset=["low", "high"])
    assert (there["low"] >= 0).all()
    assert (there["low"] <= there["value"] + 1e-9).all()
    assert (there["value"] <= there["high"] + 1e-9).all()
    assert (there["high"] <= 1).all()
    assert (there["of_articles"] >= 5).all()
    assert (table.loc[table["low"].isna(), "note"] != "").all()
