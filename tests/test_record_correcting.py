"""What a coder says of a statement: refused with the next step, kept with the record, and replayed by every run."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from correction_tools import row, same, values
from dockers import SIDES, TEXT, extracted, written
from small import place, small_record

import toolkit
from toolkit import tables
from toolkit.errors import RecordError, RefusedWarning
from toolkit.record import (
    Query,
    Record,
    accept,
    add_party,
    corrected,
    corrections_of,
    load,
    merge,
    orphans,
    reviewed,
)

RAW = small_record()


@pytest.fixture
def corpus(tmp_path):
    """A folder with one article."""
    return written(tmp_path)


@pytest.fixture
def record(corpus):
    """The record of the folder, with one side named."""
    return extracted(corpus)


def said_by(record, speaker):
    """The id of the only statement of a speaker."""
    (key,) = record.statements.loc[record.statements["speaker"] == speaker, "statement_id"]
    return key


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"party": "Norlnd"}, "'Norlnd' is no party of this record.*Norland, Sudria.*add_party"),
        ({"target_party": "Onion"}, "'Onion' is no party"),
        ({"kind": "loud"}, "'loud' is no kind.*direct, mixed, indirect"),
        ({"act": "sing"}, "'sing' is no act.*assert, deny"),
        ({"mood": "sad"}, "cannot be corrected in 'mood'.*party, speaker, kind"),
        ({"spans": []}, "are no places of words"),
        ({"spans": [(5, 3)]}, "are no places of words"),
        ({"spans": [(0, 5), (3, 9)]}, "are no places of words"),
        ({"spans": [(0, 99_999)]}, "are no places of words.*from 0 to"),
        ({"spans": [(-3, 9)]}, "are no places of words"),
        ({"spans": [(50, 52)]}, "are no places of words"),
        ({"spans": "ab"}, "are no places of words"),
        ({"cue_span": 3}, "are no places of words"),
        ({}, "is so already.*accept"),
        ({"party": "Norland", "kind": "mixed"}, "is so already"),
    ],
)
def test_what_cannot_be_said(housed_record, changes, problem):
    """A value that cannot be is refused with what would have worked, and nothing is written."""
    with pytest.raises(RecordError, match=problem):
        toolkit.correct(housed_record, "s0", **changes)
    assert not housed_record.home.exists()


def test_statements_and_articles_that_are_not_there(housed_record):
    """An id that this record does not have is refused, also one that was rejected."""
    with pytest.raises(RecordError, match=r"no statement 's99'"):
        toolkit.accept(housed_record, "s99")
    with pytest.raises(RecordError, match=r"no article 'x'"):
        toolkit.add_statement(housed_record, "x", [(0, 5)])
    with pytest.raises(RecordError, match=r"comes back with undo"):
        toolkit.accept(toolkit.reject(housed_record, "s1"), "s1")


def test_a_statement_is_added_once(housed_record):
    """Words that are a statement already are not added again, and a field that a new one cannot have is refused."""
    with pytest.raises(RecordError, match=r"the statement 's6' has just this content.*call correct"):
        toolkit.add_statement(housed_record, "talks", [place("talks", "Talks stall")])
    with pytest.raises(RecordError, match=r"cannot be corrected in 'mood'"):
        toolkit.add_statement(housed_record, "talks", [(0, 5)], mood="sad")


def test_words_make_one_statement(housed_record):
    """What is said once is not counted twice: no statement is given the words that another has."""
    span = place("harbour", "denied the charge")
    changed = toolkit.correct(housed_record, "s0", spans=[span])
    for key, words in (("s1", span), ("s4", place("harbour", "the charge"))):
        with pytest.raises(RecordError, match=r"'s[02]' has just this content.*reject this one where it is the same"):
            toolkit.correct(changed, key, spans=[words])
    with pytest.raises(RecordError, match=r"'s0' has just this content"):
        toolkit.add_statement(changed, "harbour", [span])
    freed = toolkit.reject(changed, "s0")
    assert row(toolkit.correct(freed, "s1", spans=[span]), "s1")["content"] == "denied the charge"


def test_words_that_two_coders_gave_to_two_statements(housed_record):
    """Who came second is told so, and so is who gets a statement back whose words another has by now."""
    span = place("harbour", "denied the charge")
    for who, key in (("anna", "s0"), ("ben", "s1")):
        toolkit.correct(corrected(housed_record, who=who)[0], key, who=who, spans=[span])
    both, orphans = corrected(housed_record)
    assert both.statements["content"].tolist().count("denied the charge") == 1
    assert orphans[["who", "statement_id", "reason"]].values.tolist() == [
        ["ben", "s1", "the statement 's0' has just these words"],
    ]  # fmt: skip
    made = toolkit.correct(toolkit.reject(both, "s2"), "s4", spans=[place("harbour", "the charge")])
    back = toolkit.undo(made, correction=corrections_of(made.home, who="analyst")[0].id)
    assert back.statements["content"].tolist().count("the charge") == 1
    assert corrected(back)[1]["reason"].tolist()[-1] == "the statement 's2' has just these words"


def test_a_new_party_can_be_given(housed_record):
    """A party that the analyst named is one of the record, whether it was heard or not; UNASSIGNED is none."""
    with pytest.raises(RecordError, match=r"'Eastria' is no party"):
        toolkit.correct(housed_record, "s5", party="Eastria")
    content = {"parties": {"Eastria": {}}}
    known = replace(housed_record, provenance={"parties": {"content": content}})
    made = toolkit.correct(known, "s5", party="Eastria")
    assert row(made, "s5")["party"] == "Eastria"
    assert "Eastria" in made.parties
    assert row(toolkit.correct(made, "s0", party="(unassigned)"), "s0")["party"] == ""


def test_what_follows_from_a_cue_and_a_speaker(housed_record):
    """A cue has the lemma and class that the corpus has for its words, a speaker the type; what is unknown is empty."""
    said = row(toolkit.correct(housed_record, "s6", cue_span=place("talks", "told")), "s6")
    assert (said["cue"], said["cue_lemma"], said["cue_class"], said["cue_stance"]) == (
        "told", "tell", "speech", "neutral",
    )  # fmt: skip
    said = row(toolkit.correct(housed_record, "s6", cue_span=place("talks", "Shelling")), "s6")
    assert (said["cue_lemma"], said["cue_class"]) == ("shelling", "speech")
    said = row(
        toolkit.correct(housed_record, "s5", speaker=" Ada  Lind", speaker_span=place("harbour", "A witness said")),
        "s5",
    )
    assert (said["speaker"], said["speaker_type"], said["named"], said["speaker_mention"]) == (
        "Ada Lind", "person", True, "A witness said",
    )  # fmt: skip
    said = row(toolkit.correct(housed_record, "s5", speaker="Bo Unknown"), "s5")
    assert (said["speaker_type"], pd.isna(said["named"])) == ("", True)
    assert row(toolkit.correct(housed_record, "s0", speaker=""), "s0")["named"] is False


def test_one_more_correction_is_applied_alone(housed_record, monkeypatch):
    """Where no statement moves nothing else is replayed, unless somebody else has written to the log meanwhile."""
    made = toolkit.correct(housed_record, "s0", party="Sudria")
    again = []
    monkeypatch.setattr("toolkit.record.amending.corrected", lambda record, who: again.append(who) or (record, None))
    made = toolkit.accept(toolkit.correct(made, "s1", speaker="Sudria"), "s3")
    assert not again
    monkeypatch.undo()
    assert same(corrected(housed_record)[0].tables(), made.tables())
    assert made.provenance == corrected(housed_record)[0].provenance
    assert made.uncorrected.log == corrections_of(housed_record.home)
    toolkit.reject(housed_record, "s5", who="second")
    assert "s5" not in set(toolkit.accept(made, "s0").statements["statement_id"])


def test_undo(housed_record):
    """Undo takes back the last correction that holds, or the one that is named; to undo an undo brings it back."""
    one = toolkit.correct(housed_record, "s0", party="Sudria")
    two = toolkit.reject(one, "s1")
    assert same(toolkit.undo(two).tables(), one.tables())
    log = corrections_of(housed_record.home)
    assert [line.what for line in log] == ["change", "reject", "undo"]
    assert same(toolkit.undo(one).tables(), housed_record.tables())
    back = toolkit.undo(one, correction=log[2].id)
    assert same(back.tables(), toolkit.reject(replace(RAW, home=housed_record.home / "b"), "s1").tables())
    with pytest.raises(RecordError, match=f"no correction '{log[0].id}' holds.*{log[1].id} .reject."):
        toolkit.undo(back, correction=log[0].id)


def test_nothing_to_undo(housed_record):
    """Without a correction that holds there is nothing to take back, also where another coder has some."""
    accept(housed_record, "s0", who="second")
    with pytest.raises(RecordError, match=r"nothing to take back in the log of 'analyst'"):
        toolkit.undo(housed_record)


def test_a_selection_is_not_corrected(housed_record):
    """A part of a record is refused, since what was left out could not follow; so is a merge of parts."""
    part = housed_record.select(Query(kinds=("direct",)))
    for one in (part, merge([part])):
        for work in (
            lambda one=one: accept(one, "s1"), lambda one=one: toolkit.undo(one), lambda one=one: reviewed(one),
            lambda one=one: corrected(one), lambda one=one: toolkit.add_statement(one, "talks", [(0, 5)]),
        ):  # fmt: skip
            with pytest.raises(RecordError, match="selection of a record"):
                work()


def test_a_corrected_record_is_saved_with_what_it_was(housed_record, tmp_path):
    """A saved record comes back equal, and what was corrected before it was saved can be taken back after."""
    made = toolkit.reject(toolkit.correct(housed_record, "s0", party="Sudria"), "s9")
    saved = load(made.save(tmp_path / "saved"))
    assert same(saved.tables(), made.tables())
    assert (saved.provenance, saved.uncorrected.log) == (made.provenance, made.uncorrected.log)
    assert same(toolkit.undo(toolkit.undo(saved)).tables(), RAW.tables())


def test_a_saved_record_without_its_folder(housed_record, tmp_path):
    """Where the folder with the log is gone the record stays as it was corrected, and goes on from there."""
    made = toolkit.reject(housed_record, "s9")
    saved = made.save(tmp_path / "deep" / "saved")
    shutil.rmtree(housed_record.home)
    found = toolkit.open_corpus(saved)
    assert same(found.tables(), made.tables())
    assert reviewed(found)["statement_id"].tolist() == ["s9"]
    more = toolkit.reject(replace(found, home=tmp_path / "new"), "s1")
    assert len(more.statements) == 9
    assert len(toolkit.undo(more).statements) == 10


def test_a_saved_record_that_is_damaged(housed_record, tmp_path):
    """A file with what was corrected that is missing or cut off is named."""
    saved = toolkit.reject(housed_record, "s9").save(tmp_path / "saved")
    log = saved / "corrections.jsonl"
    log.write_text(log.read_text(encoding="utf-8")[:40], encoding="utf-8")
    with pytest.raises(RecordError, match=r"corrections.jsonl cannot be read whole"):
        load(saved)
    (saved / "uncorrected_statements.parquet").unlink()
    with pytest.raises(RecordError, match=r"uncorrected_statements.parquet cannot be read whole"):
        load(saved)


def test_open_corpus_replays_what_came_after(housed_record, tmp_path):
    """A saved record is opened with the corrections that were made since, and saving it again changes nothing more."""
    saved = toolkit.correct(housed_record, "s0", party="Sudria").save(tmp_path / "saved")
    toolkit.reject(housed_record, "s1")
    found = toolkit.open_corpus(saved)
    assert ("s1" in set(found.statements["statement_id"]), row(found, "s0")["party"]) == (False, "Sudria")
    again = toolkit.open_corpus(found.save(tmp_path / "saved"))
    assert same(again.tables(), found.tables())
    part = found.select(Query(kinds=("direct",)))
    assert same(toolkit.open_corpus(part.save(tmp_path / "part")).tables(), part.tables())


def test_merged_records_keep_their_corrections(housed_record, tmp_path):
    """What was corrected in one of several records can be taken back in all of them together."""
    articles = tables.frame("ARTICLES", [{"article_id": "other", "text": "Nobody spoke."}])
    made = toolkit.reject(housed_record, "s1")
    whole = merge([Record(articles, home=housed_record.home), made])
    assert len(whole.statements) == 10
    assert [one.what for one in whole.uncorrected.log] == ["reject"]
    assert len(toolkit.undo(whole).statements) == 11
    assert merge([RAW, RAW]).uncorrected is None


def test_corrections_survive_other_parties(record):
    """What a coder said of a statement holds whatever party its speaker is given later, and a rejected one stays out."""
    key = said_by(record, "Officials")
    made = toolkit.reject(toolkit.correct(record, key, party="Union", act="praise"), said_by(record, "Ines Mora"))
    for later in (
        toolkit.overrule(made, "Tom Hale", "Union"),
        toolkit.overrule(made, "Officials", "", article=made.articles.loc[0, "article_id"]),
        toolkit.under(made, {"PS.gaza-health": "self"}),
        toolkit.reassign(made, {"Company": ["Norvik Shipping"], **SIDES}),
        add_party(made, "Company"),
    ):
        assert (row(later, key)["party"], row(later, key)["party_rule"], row(later, key)["act"]) == (
            "Union", "correction", "praise",
        )  # fmt: skip
        assert "Ines Mora" not in set(later.statements["speaker"])
        assert len(toolkit.undo(later).statements) == len(record.statements)
        toolkit.undo(later, correction=corrections_of(later.home)[-1].id)
    assert row(toolkit.overrule(made, "Tom Hale", "Union"), said_by(made, "Tom Hale"))["party"] == "Union"


def test_a_selection_keeps_its_corrections_under_other_parties(record):
    """Parties of a selection can be decided anew, and what was corrected in it stays; what it left out stays out."""
    key = said_by(record, "Officials")
    made = toolkit.reject(toolkit.correct(record, key, party="Union"), said_by(record, "Ines Mora"))
    start = record.articles.loc[0, "text"].index("clients")
    made = toolkit.add_statement(made, record.articles.loc[0, "article_id"], [(start, start + 7)], speaker="Tom Hale")
    part = made.select(Query(speakers=("Officials",)))
    later = toolkit.reassign(part, {"Company": ["Norvik Shipping"]})
    assert values(later, "party") == {key: "Union"}


def test_extraction_replays(corpus, record):
    """Another run on the corpus has every correction, and says in its provenance what was applied."""
    made = toolkit.correct(record, said_by(record, "Officials"), party="Union", why="they say so on page 2")
    made = toolkit.reject(made, said_by(record, "Ines Mora"))
    again = toolkit.extract(toolkit.read(corpus), parties=SIDES)
    assert same(again.tables(), made.tables())
    assert again.provenance["corrections"] == made.provenance["corrections"]
    assert again.provenance["corrections"]["counts"] == {"change": 1, "reject": 1}
    assert len(again.provenance["corrections"]["sha256"]) == 64
    assert "corrections" not in record.provenance


def test_extraction_of_a_text_that_has_moved(corpus, record):
    """A paragraph put before the text changes ids and offsets, and every correction finds its place."""
    made = toolkit.correct(record, said_by(record, "Officials"), party="Union")
    toolkit.reject(made, said_by(record, "Ines Mora"))
    (corpus / "one.txt").write_text("The port was calm on Monday.\n\n" + TEXT, encoding="utf-8")
    again = toolkit.extract(toolkit.read(corpus), parties=SIDES)
    assert not set(again.articles["article_id"]) & set(record.articles["article_id"])
    assert row(again, said_by(again, "Officials"))["party"] == "Union"
    assert "Ines Mora" not in set(again.statements["speaker"])
    assert again.refused.empty


def test_extraction_tells_of_what_found_no_place(corpus, record):
    """A correction whose words are gone draws a warning and stands among the refused; the others are applied."""
    made = toolkit.correct(record, said_by(record, "Officials"), party="Union")
    toolkit.reject(made, said_by(record, "Ines Mora"))
    (corpus / "one.txt").write_text(TEXT.replace("it was over", "nothing is known"), encoding="utf-8")
    with pytest.warns(RefusedWarning, match=r"1 corrections found no place, such as change of “it was over”"):
        again = toolkit.extract(toolkit.read(corpus), parties=SIDES)
    assert row(again, said_by(again, "Officials"))["party"] != "Union"
    assert "Ines Mora" not in set(again.statements["speaker"])
    (refused,) = tables.rows(again.refused)
    assert refused["source"].startswith((corpus / "one.txt").as_posix() + ", correction ")
    with pytest.warns(RefusedWarning, match="1 corrections"):
        assert len(toolkit.open_corpus(again.save(corpus / "saved")).refused) == 1


def test_a_log_that_cannot_be_opened_is_told_before_the_work(corpus, monkeypatch):
    """Nobody waits for an extraction that could not be corrected in the end."""
    articles = toolkit.read(corpus)
    (corpus / ".counterpoint" / "corrections" / "analyst.jsonl").mkdir(parents=True)
    monkeypatch.setattr("toolkit.workflow.in_memory", lambda *_, **__: pytest.fail("the work was begun"))
    with pytest.raises(RecordError, match="cannot be read"):
        toolkit.extract(articles)


def test_correcting_a_saved_record_loads_no_model(housed_record, tmp_path):
    """Who rejects a statement or gives it a party does not wait for spaCy."""
    saved = housed_record.save(tmp_path / "saved")
    words = (
        "import sys, toolkit; r = toolkit.load(sys.argv[1]); r = toolkit.correct(r, 's0', party='Sudria'); "
        "toolkit.reject(r, 's1'); sys.stdout.write(str('spacy' in sys.modules))"
    )
    root = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", words, saved], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout == "False"


def test_what_a_record_knows_of_its_corrections_is_what_a_replay_says(housed_record):
    """Reviewed statements and orphans are told without a replay, and are those that a replay gives."""
    record = toolkit.correct(housed_record, "s0", act="deny")
    record = toolkit.record.reject(accept(record, "s2"), "s4")
    unknown = replace(record, uncorrected=replace(record.uncorrected, placed=None))
    assert same({"reviewed": reviewed(record)}, {"reviewed": reviewed(unknown)})
    assert len(reviewed(record)) == 3
    gone = housed_record.articles.assign(text="Nothing of it is left.").astype(housed_record.articles.dtypes.to_dict())
    again, lost = corrected(Record(gone, home=housed_record.home))
    assert len(lost) == 3
    assert same({"orphans": orphans(again)}, {"orphans": lost})
