"""What the analyst decides: at work at once, kept in one file, and replayed by the next run."""

from dataclasses import replace

import pandas as pd
import pytest
from dockers import SIDES, extracted, written

import toolkit
from toolkit.compare import belonging, finding, sensitivity, voice_share
from toolkit.errors import PartyError, RecordError, RefusedWarning
from toolkit.parties import load_parties
from toolkit.record import add_party, parties_of
from toolkit.tables import frame


@pytest.fixture
def corpus(tmp_path):
    """A folder with one article."""
    return written(tmp_path)


@pytest.fixture
def record(corpus):
    """The record of the folder, with one side named."""
    return extracted(corpus)


def parties_in(record):
    """Speaker to party and rule."""
    rows = record.statements[["speaker", "party", "party_rule"]].values.tolist()
    return {speaker: (party, rule) for speaker, party, rule in rows}


def test_an_override_works_at_once_and_in_the_next_run(corpus, record):
    """What is overruled changes the record that comes back, is written down, and is replayed by extract."""
    changed = toolkit.overrule(record, "Tom Hale", "Union")
    assert parties_in(changed)["Tom Hale"] == ("Union", "override")
    assert parties_in(record)["Tom Hale"] == ("", "")
    again = toolkit.extract(toolkit.read(corpus), parties=SIDES)
    assert parties_in(again) == parties_in(changed)
    new = corpus / "new.txt"
    new.write_text("Tom Hale said on Friday that nothing had changed.\n", encoding="utf-8")
    later = toolkit.extract(toolkit.read(corpus), parties=SIDES)
    assert set(later.statements.loc[later.statements["speaker"] == "Tom Hale", "party"]) == {"Union"}


def test_an_override_is_taken_back(corpus, record):
    """None gives the rules the word again, here and in the file."""
    changed = toolkit.overrule(toolkit.overrule(record, "Ines Mora", ""), "Ines Mora", None)
    assert parties_in(changed) == parties_in(record)
    assert load_parties(corpus / ".counterpoint" / "parties.yaml").overrides == ()


def test_the_analysts_file_keeps_its_lines(corpus, record):
    """The override is added to a file that the analyst wrote, and nothing else of it changes."""
    file = corpus / ".counterpoint" / "parties.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text("# mine\nparties:\n  Union:   [Dockers' Union]   # the dockers\n", encoding="utf-8")
    mine = toolkit.extract(toolkit.read(corpus))
    toolkit.overrule(mine, "Officials", "Union", article=mine.articles.loc[0, "article_id"])
    assert file.read_text(encoding="utf-8").startswith(
        "# mine\nparties:\n  Union:   [Dockers' Union]   # the dockers\n"
    )
    assert parties_in(toolkit.extract(toolkit.read(corpus)))["Officials"] == ("Union", "override")


def test_an_override_to_nobody_changes_nothing(corpus, record):
    """A party that is not known is refused before anything is written."""
    with pytest.raises(PartyError, match="'Onion', which is no party"):
        toolkit.overrule(record, "Tom Hale", "Onion")
    assert not (corpus / ".counterpoint" / "parties.yaml").exists()


def test_a_party_can_be_added_and_chosen(corpus, record):
    """A new party is written into the file, and speakers can be given to it."""
    changed = toolkit.overrule(add_party(record, "Company"), "Tom Hale", "Company")
    assert parties_in(changed)["Tom Hale"] == ("Company", "override")
    assert parties_in(toolkit.extract(toolkit.read(corpus)))["Tom Hale"] == ("Company", "override")


def test_a_record_without_a_home_cannot_keep(record):
    """Where there is no folder the error says how to have one."""
    with pytest.raises(RecordError, match="no folder beside a corpus"):
        toolkit.overrule(replace(record, home=None), "Tom Hale", "")


def test_reassigning_is_the_same_as_extracting(corpus, record):
    """Other parties on a record give what extracting with them would give."""
    sides = {"Company": ["Norvik Shipping"]}
    assert parties_in(toolkit.reassign(record, sides)) == parties_in(
        toolkit.extract(toolkit.read(corpus), parties=sides)
    )
    assert parties_of(toolkit.reassign(record, sides)) == load_parties(sides)


def test_a_saved_record_can_be_decided_anew(record, tmp_path):
    """What reassigning needs is saved with the record."""
    saved = toolkit.load(record.save(tmp_path / "saved"))
    assert parties_in(toolkit.reassign(saved, {"Company": ["Norvik Shipping"]}))["Tom Hale"][0] == "Company"


def test_two_choices_are_compared_and_the_finding_is_named(record):
    """A contested ministry is Hamas or its own party, and the comparison says that the finding hangs on it."""
    other = toolkit.under(record, {"PS.gaza-health": "self"})
    table = sensitivity(record.statements, other.statements, articles=record.articles).set_index("party")
    assert table.loc["Hamas", "note"] == "it is one under the first only"
    assert table.loc["Gaza health ministry", "changes"]
    assert not table.loc["Union", "changes"]
    assert finding(table.reset_index()).startswith("The finding hangs on the choice")


def test_a_finding_that_stands_says_so():
    """The same statements under the same choice change nothing."""
    rows = frame("STATEMENTS", [{"statement_id": f"s{n}", "party": party} for n, party in enumerate("AABC")])
    table = sensitivity(rows, rows, measure=voice_share)
    assert not table["changes"].any()
    assert finding(table).startswith("The order is the same under both choices (A, B, C)")


def test_a_value_outside_the_first_interval_is_a_change():
    """A party that keeps its place and leaves its interval is marked, with the interval."""
    first = [{"statement_id": f"s{n}", "article_id": f"a{n % 10}", "party": "A" if n % 2 else "B"} for n in range(40)]
    second = [row | {"party": "A" if n % 2 or n < 30 else "B"} for n, row in enumerate(first)]
    table = sensitivity(frame("STATEMENTS", first), frame("STATEMENTS", second)).set_index("party")
    assert "outside of the first interval" in table.loc["A", "note"]


def test_who_speaks_for_whom_counts_every_voice_once(record):
    """The rows of the list sum to the innermost statements, the unassigned first, each with its reason."""
    table = belonging(record.statements, record.speakers)
    assert table["n"].sum() == len(record.innermost)
    assert table["party"].tolist()[:2] == ["(unassigned)", "(unassigned)"]
    officials = table.set_index("speaker").loc["Officials"]
    assert officials["article_id"] == record.articles.loc[0, "article_id"]
    assert table.set_index("speaker").loc["Ines Mora", ["party_rule", "party_evidence", "article_id"]].tolist() == [
        "alias in the apposition", "Dockers' Union", "",
    ]  # fmt: skip


def test_sides_are_suggested_with_their_evidence(corpus, record, tmp_path):
    """Who is tied to a body is proposed as its member; the file written from it is one that can be read."""
    plain = toolkit.extract(toolkit.read(corpus))
    suggested = toolkit.suggest_parties(plain).set_index("party")
    assert suggested.loc["Norvik Shipping", "members"] == ["Tom Hale"]
    assert suggested.loc["Norvik Shipping", "statements"] == 1
    assert not suggested.loc["Norvik Shipping", "known"]
    assert suggested.loc["Hamas", "known"]
    file = toolkit.write_parties(toolkit.suggest_parties(plain), tmp_path / "proposed.yaml")
    assert (
        parties_in(toolkit.extract(toolkit.read(corpus / "one.txt"), parties=file))["Tom Hale"][0] == "Norvik Shipping"
    )
    with pytest.raises(RecordError, match="is there already"):
        toolkit.write_parties(toolkit.suggest_parties(plain), file)


def test_dates_that_cannot_be_told_draw_a_warning(tmp_path):
    """A dated membership in an article without a date does not hold, and says so."""
    sides = {"parties": {"Union": {"members": [{"name": "Ines Mora", "since": "2024-05-01"}]}}}
    with pytest.warns(RefusedWarning, match=r"membership of 'Ines Mora' has dates"):
        made = toolkit.extract(pd.DataFrame([{"text": "Ines Mora said talks would go on."}]), parties=sides)
    assert made.statements["party"].tolist() == [""]
