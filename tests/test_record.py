import doctest
import importlib
import pkgutil
from dataclasses import FrozenInstanceError, replace

import pytest
from pandas.testing import assert_frame_equal

import toolkit.record
from toolkit import tables
from toolkit.errors import ContractError, RecordError
from toolkit.record import UNASSIGNED, Query, Record
from toolkit.record.colours import GREY, PALETTE, colours, party_order

MODULES = [f"toolkit.record.{module.name}" for module in pkgutil.iter_modules(toolkit.record.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    """Every example in the docstrings of the room gives what it says."""
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0


def test_the_small_record_is_verbatim(small_record):
    """Every span of the record that the tests share is found in its article."""
    assert small_record.verify() is small_record


def test_repr_counts(small_record):
    """The representation is one line of counts; the unassigned are no party."""
    assert repr(small_record) == "Record(2 articles, 11 statements, 3 figures, 3 parties, 1 refused)"


def test_frozen(small_record):
    """No table of a record can be exchanged."""
    with pytest.raises(FrozenInstanceError):
        small_record.statements = small_record.articles


def test_the_past_cannot_be_changed_from_outside(small_record):
    """A record keeps its own copy of the provenance."""
    given = {"parameters": {"parties": ["a"]}}
    record = replace(small_record, provenance=given)
    given["parameters"]["parties"].append("b")
    assert record.provenance == {"parameters": {"parties": ["a"]}}


def test_tables_must_keep_their_contracts(small_record):
    """A table with a missing column is refused when the record is made."""
    with pytest.raises(ContractError, match="STATEMENTS lacks the column 'cue'"):
        replace(small_record, statements=small_record.statements.drop(columns="cue"))


def test_provenance_must_be_plain(small_record):
    """A provenance that JSON cannot hold is refused when the record is made, not when it is saved."""
    with pytest.raises(RecordError, match="provenance cannot be kept"):
        replace(small_record, provenance={"made_at": object()})


def test_verify_finds_words_that_differ(small_record):
    """A span that is not what the article says is found, with both wordings."""
    wrong = small_record.statements.copy()
    wrong.loc[0, "cue"] = "claimed"
    with pytest.raises(ContractError, match="says 'claimed' where the article says 'said'"):
        replace(small_record, statements=wrong).verify()


def test_verify_finds_rows_without_an_article(small_record):
    """A row that speaks of an article that is not there is found."""
    one = small_record.articles[small_record.articles["article_id"] == "talks"]
    with pytest.raises(RecordError, match="STATEMENTS speaks of the article 'harbour'"):
        replace(small_record, articles=one).verify()


def test_innermost_leaves_out_holders(small_record):
    """The statement that holds another is left out, and only that one."""
    whole, inner = small_record.statements, small_record.innermost
    assert set(whole["statement_id"]) - set(inner["statement_id"]) == {"s9"}


def test_parties_most_heard_first(small_record):
    """Parties are listed by statements, a joint statement counting for both; then those only named; unassigned last."""
    assert small_record.parties == ("Norland", "Sudria", "Westria", UNASSIGNED)


def test_parties_without_unassigned():
    """The unassigned are listed only where a statement has no party."""
    rows = [{"statement_id": "s0", "party": "B"}, {"statement_id": "s1", "party": "A"}]
    assert party_order({"STATEMENTS": tables.frame("STATEMENTS", rows)}) == ("A", "B")
    assert party_order({}) == ()


def test_selections_keep_parties_and_colours(small_record):
    """A party has the same colour in every selection, even where the order of the most heard changes."""
    part = small_record.select(Query(parties=("Sudria",)))
    assert part.parties == small_record.parties
    assert part.colours == small_record.colours


def test_a_new_party_takes_no_colour_from_another(small_record):
    """When tables are exchanged for others, known parties keep their colours and new ones follow."""
    statements = small_record.statements.assign(party="Westria Council").astype({"party": "str"})
    other = replace(small_record, statements=statements)
    assert other.parties == ("Norland", "Sudria", "Westria", "Westria Council", UNASSIGNED)
    assert other.colours["Sudria"] == small_record.colours["Sudria"]


def test_colours_differ_and_unassigned_is_grey():
    """As many parties as there are colours all differ, and none is the grey of the unassigned."""
    parties = tuple(f"party {number}" for number in range(len(PALETTE)))
    given = colours((*parties, UNASSIGNED))
    assert len({given[party] for party in parties}) == len(PALETTE)
    assert given[""] == given[UNASSIGNED] == GREY
    assert GREY not in PALETTE


def test_more_parties_than_colours():
    """Every party has a colour, however many there are."""
    parties = tuple(f"party {number}" for number in range(40))
    assert set(parties) <= set(colours(parties))


def test_chosen_colours_come_first(small_record):
    """A colour that the analyst chose is used for its party, is kept by selections, and goes to no other party."""
    record = replace(small_record, party_colours={"Westria": PALETTE[0].lower()})
    part = record.select(Query(kinds=("direct",)))
    assert part.colours["Westria"] == PALETTE[0].lower()
    assert (part.colours["Norland"], part.colours["Sudria"]) == PALETTE[1:3]


@pytest.mark.parametrize("colour", ["red", "#12345", "#0072B2;}</style>", "#0072B2 "])
def test_only_colours_are_colours(small_record, colour):
    """What is no colour as #rrggbb is refused with its party, since it would go into pages as it is."""
    with pytest.raises(RecordError, match="no colour for 'Norland'"):
        replace(small_record, party_colours={"Norland": colour})


def test_names_are_left_out(small_record):
    """Tables that are no part of a record do not enter it."""
    frames = {**small_record.tables(), "NAMES": tables.empty("NAMES")}
    assert set(Record.from_tables(frames).tables()) == set(small_record.tables())


def test_the_same_question_has_the_same_answer(small_record: Record) -> None:
    """A selection that is asked for again is the same object, and no more than a few are kept."""
    first = small_record.select(Query(kinds=("direct",)))
    assert small_record.select(Query(kinds=("direct",))) is first
    for text in "abcdef":
        small_record.select(Query(text=text))
    again = small_record.select(Query(kinds=("direct",)))
    assert again is not first
    assert_frame_equal(again.statements, first.statements)
