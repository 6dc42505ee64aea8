"""Laws of silence: who is named or spoken to, and never heard."""

import pandas as pd
import pytest
from compare_tables import copied, sample_mentions, sample_statements
from pandas.testing import assert_frame_equal

from toolkit import tables
from toolkit.compare import silence
from toolkit.record import Record


@pytest.fixture
def sample() -> pd.DataFrame:
    """Silence in the sample article, by level and name."""
    return silence(sample_mentions(), sample_statements()).set_index(["level", "name"])


def test_the_minister_who_is_spoken_to(sample: pd.DataFrame) -> None:
    """Israel's minister Eli Cohen is spoken to three times and never heard."""
    row = sample.loc[("speaker", "Eli Cohen")]
    assert (row["party"], row["spoken_to"], row["heard"], row["silent"]) == ("Israel", 3, 0, True)


def test_the_countries_that_are_spoken_about(sample: pd.DataFrame) -> None:
    """Iran and Saudi Arabia are spoken about and never heard; they are the only silent parties."""
    silent = sample.loc["party"].query("silent")
    assert list(silent.index) == ["Iran", "Saudi Arabia"]
    assert silent["spoken_about"].tolist() == [2, 1]
    assert silent["heard"].sum() == 0


def test_everything_of_a_party_counts_for_it(sample: pd.DataFrame) -> None:
    """A party is heard, named and spoken to through everybody who belongs to it."""
    israel, china = sample.loc[("party", "Israel")], sample.loc[("party", "China")]
    assert (israel["heard"], israel["spoken_to"], israel["mentions"]) == (2, 3, 5)
    assert (china["heard"], china["mentions"], china["narrated"]) == (7, 4, 1)


def test_naming_oneself_is_not_being_spoken_about(sample: pd.DataFrame) -> None:
    """A party that names itself in its own statement is not spoken about by that."""
    assert sample.loc[("party", "China"), "spoken_about"] == 0
    assert sample.loc[("party", "Hamas"), "spoken_about"] == 1
    assert sample.loc[("party", "Israel"), "spoken_about"] == 0  # named in a statement of Israeli officials


def test_order(small_record: Record) -> None:
    """Parties come before persons, and among each the silent first, then those named most."""
    table = silence(small_record.mentions, small_record.statements)
    assert table[["level", "name"]].values.tolist() == [
        ["party", "Westria"],
        ["party", "Sudria"],
        ["party", "Norland"],
        ["speaker", "the envoy of Westria"],
    ]


def test_two_speakers_are_heard_half_each(small_record: Record) -> None:
    """A statement of two sources counts half for the party of each."""
    heard = silence(small_record.mentions, small_record.statements).set_index("name")["heard"]
    assert (heard["Norland"], heard["Sudria"], heard["Westria"]) == (4.5, 3.5, 0)


def test_who_only_relays_is_not_silent() -> None:
    """A party whose only statement holds another one has no innermost statement and yet is not silent."""
    told = [{"statement_id": "s0", "party": "Red"}, {"statement_id": "s1", "party": "Blue", "parent_id": "s0"}]
    named = [{"mention_id": "m0", "name": "Red", "party": "Red", "role": "speaker", "statement_id": "s0"}]
    row = silence(tables.frame("MENTIONS", named), tables.frame("STATEMENTS", told)).iloc[0]
    assert (row["heard"], row["silent"]) == (0, False)


def test_a_name_without_its_party_is_the_same_person() -> None:
    """A person whose party is known in one place only is one person, and not silent when heard in the other."""
    told = [{"statement_id": "s0", "speaker": "Ann"}]
    named = [{"mention_id": "m0", "name": "Ann"}, {"mention_id": "m1", "name": "Ann"},
             {"mention_id": "m2", "name": "Ann", "party": "Red"}]  # fmt: skip
    table = silence(tables.frame("MENTIONS", named), tables.frame("STATEMENTS", told)).set_index("level")
    assert table.loc["speaker", ["name", "party", "heard", "mentions", "silent"]].tolist() == [
        "Ann",
        "Red",
        1,
        3,
        False,
    ]
    assert table.loc["party", ["name", "heard", "silent"]].tolist() == ["Red", 0, True]


def test_reporters_are_no_silent_party(small_record: Record) -> None:
    """Whoever is spoken to and belongs to no party, as in "told reporters", has no row."""
    assert "reporters" in set(small_record.statements["addressee"])
    assert "reporters" not in set(silence(small_record.mentions, small_record.statements)["name"])


def test_more_of_the_same_doubles_the_counts() -> None:
    """A corpus twice as large that says the same doubles every count and leaves who is silent as it was."""
    mentions = copied_mentions(sample_mentions())
    once = silence(sample_mentions(), sample_statements())
    twice = silence(mentions, copied(sample_statements()))
    counts = ["heard", "spoken_to", "spoken_about", "narrated", "mentions", "articles"]
    assert_frame_equal(twice[counts], once[counts] * 2)
    assert_frame_equal(twice.drop(columns=counts), once.drop(columns=counts))


def copied_mentions(mentions: pd.DataFrame) -> pd.DataFrame:
    """The same mentions once more, in the articles that `copied` makes."""
    again = mentions.copy()
    for column in ("mention_id", "article_id", "statement_id"):
        again[column] = again[column].map(lambda value: f"copy of {value}" if value else value).astype("str")
    return pd.concat([mentions, again], ignore_index=True)


def test_nothing_named_no_rows() -> None:
    """Without mentions and statements there are no rows, and the columns keep their dtypes."""
    none = silence(tables.empty("MENTIONS"), tables.empty("STATEMENTS"))
    assert len(none) == 0
    assert none.dtypes.to_dict() == silence(sample_mentions(), sample_statements()).dtypes.to_dict()
