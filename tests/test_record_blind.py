"""A coder who works blind: their log lies beside the others and changes nothing until somebody asks for it by name."""

import pytest
from correction_tools import row, same
from hypothesis import given
from hypothesis import strategies as st
from small import place, small_record

import toolkit
from toolkit.errors import RecordError
from toolkit.record import (
    accept,
    add,
    coding,
    correct,
    corrected,
    corrections_of,
    load,
    merge,
    reassign,
    reject,
    reviewed,
    undo,
)
from toolkit.record.blind import is_blind, is_meant

RAW = small_record()
ANNA = "blind-anna"


@pytest.fixture
def passed(housed_record):
    """The record after the analyst gave s0 to Sudria, and a blind coder gave s2 to Norland, rejected s5, added one."""
    record = correct(housed_record, "s0", party="Sudria")
    blind = correct(corrected(record, who=ANNA)[0], "s2", who=ANNA, party="Norland")
    blind = reject(blind, "s5", who=ANNA)
    add(blind, "talks", [place("talks", "has not commented")], who=ANNA, party="Sudria")
    return record


def test_a_blind_pass_changes_nothing(passed):
    """Tables, orphans, what was reviewed, the provenance and the hash are what they would be without the blind log."""
    again, orphans = corrected(passed)
    assert same(again.tables(), passed.tables())
    assert (len(again.statements), row(again, "s2")["party"], orphans.empty) == (11, "Sudria", True)
    assert set(reviewed(again)["who"]) == {"analyst"}
    assert again.provenance["corrections"] == passed.provenance["corrections"]
    assert again.provenance["corrections"]["counts"] == {"change": 1}
    assert [one.who for one in corrections_of(passed.home)] == ["analyst"]
    assert [one.who for one in again.uncorrected.log] == ["analyst"]


def test_a_blind_pass_is_there_by_name(passed):
    """Asked for by name, the coder's own decisions are at work and nobody else's."""
    blind, orphans = corrected(passed, who=ANNA)
    assert orphans.empty
    assert (row(blind, "s0")["party"], row(blind, "s2")["party"]) == ("Norland", "Norland")
    assert "s5" not in set(blind.statements["statement_id"])
    assert len(blind.statements) == 11
    assert coding(passed, who=ANNA).equals(blind.statements)
    assert [one.what for one in corrections_of(passed.home, who=ANNA)] == ["change", "reject", "add"]
    assert blind.provenance["corrections"]["who"] == ANNA
    assert set(reviewed(blind)["who"]) == {ANNA}


def test_a_blind_record_goes_back_to_all_the_others(passed):
    """What a blind record keeps of its own log does not come along when all coders are asked for, without a home too."""
    blind = corrected(passed, who=ANNA)[0]
    assert same(corrected(blind)[0].tables(), passed.tables())
    assert same(corrected(toolkit.record.Record(**{**vars_of(blind), "home": None}))[0].tables(), RAW.tables())


def vars_of(record):
    """The parts of a record that are given to make one."""
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def test_a_saved_blind_record(passed, tmp_path):
    """A blind record that is saved and loaded is the coder's still; opened as a corpus it is everybody's."""
    blind = corrected(passed, who=ANNA)[0]
    saved = blind.save(tmp_path / "saved")
    assert same(load(saved).tables(), blind.tables())
    assert same(toolkit.open_corpus(saved).tables(), passed.tables())


def test_other_parties_keep_a_blind_pass_apart(passed):
    """Where parties are decided anew, a blind record keeps its own corrections, and the other record its own."""
    blind = corrected(passed, who=ANNA)[0]
    sides = {"Norland": ["Norland"], "Sudria": ["Sudria"]}
    rules = {who: [row(one, key)["party_rule"] == "correction" for key in ("s0", "s2")]
             for who, one in (("all", reassign(passed, sides)), (ANNA, reassign(blind, sides)))}  # fmt: skip
    assert rules == {"all": [True, False], ANNA: [False, True]}


def test_blind_work_needs_a_blind_record(housed_record):
    """On a record with the decisions of others a blind coder is refused and told which record to take."""
    for work in (
        lambda: accept(housed_record, "s0", who=ANNA), lambda: reject(housed_record, "s0", who=ANNA),
        lambda: accept(corrected(housed_record, who="analyst")[0], "s0", who=ANNA),
    ):  # fmt: skip
        with pytest.raises(RecordError, match=r"'blind-anna'"):
            work()
    assert not housed_record.home.exists()
    with pytest.raises(RecordError, match=r"corrected\(record, who='blind-anna'\)\[0\]"):
        correct(housed_record, "s0", who=ANNA, party="Sudria")
    blind = accept(corrected(housed_record, who=ANNA)[0], "s0", who=ANNA)
    assert same(undo(blind, who=ANNA).tables(), RAW.tables())


def test_two_blind_coders_do_not_see_each_other(passed):
    """A second blind coder begins with what the machine found."""
    ben = corrected(passed, who="blind-ben")[0]
    assert same(ben.tables(), RAW.tables())
    ben = reject(ben, "s1", who="blind-ben")
    assert "s1" in set(coding(passed, who=ANNA)["statement_id"])
    assert [one.who for one in corrections_of(passed.home)] == ["analyst"]
    assert "s1" not in set(ben.statements["statement_id"])


def test_a_blind_record_is_not_merged_with_others(passed):
    """A merge with the record of others would mix them, and is refused; two of the same coder are one."""
    blind = corrected(passed, who=ANNA)[0]
    with pytest.raises(RecordError, match=r"'blind-anna' works blind"):
        merge([passed, blind])
    assert merge([blind, blind]).uncorrected.who == ANNA


@given(st.text(max_size=12), st.text(max_size=12), st.sampled_from(["blind-", "Blind-", "BLIND-"]))
def test_who_is_meant(one, other, prefix):
    """Asked for by name, just that coder is meant; asked for all, everybody but those whose name begins with blind-."""
    assert is_meant(one, other) == (one == other)
    assert is_meant(one, None) == (not is_blind(one))
    assert is_blind(prefix + one)
    assert not is_meant(prefix + one, None)
    assert not is_blind("x" + prefix + one)
