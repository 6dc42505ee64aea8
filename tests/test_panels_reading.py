"""The panel "Read and correct": every correction saved at once and replayed, and nothing swallowed."""

from dataclasses import replace

import pytest
from small import HARBOUR, TALKS, small_record
from test_panels_article import emoji_record, words_of
from test_show import BAD, hostile

from toolkit import data, show, tables
from toolkit import record as verbs
from toolkit.errors import RecordError
from toolkit.panels import read_and_correct, who_is_heard
from toolkit.panels.card import ENTRIES, NEW
from toolkit.record import Query, Record

NAME = "4_read_and_correct"


@pytest.fixture
def panel(housed_record):
    """A panel on the small record, which can save."""
    return read_and_correct(housed_record)


def select(panel, words, after=""):
    """What the browser sends when words are selected: code points."""
    text = panel.view.text
    start = text.index(words, text.index(after) if after else 0)
    panel.view.selection = {"start": start, "end": start + len(words)}


def row(panel, key):
    """A statement as the panel's record has it."""
    return panel.record.statements.set_index("statement_id").loc[key]


def test_it_opens_with_the_first_article(panel):
    """Nothing is chosen, the card says what to do, and buttons without anything to do are off."""
    assert panel.articles.value == "harbour"
    assert panel.summary.value == "Article 1 of 2: 6 statements, 0 reviewed"
    assert panel.view.chosen == ""
    assert panel.card.told.value.startswith("Choose a statement")
    assert all(
        one.disabled
        for one in (
            panel.card.accept,
            panel.card.reject,
            panel.card.save,
            panel.card.use,
            panel.card.more,
            panel.card.add,
        )
    )
    assert (panel.back.disabled, panel.onward.disabled) == (True, False)
    assert panel.problem.value == ""


def test_articles_are_chosen_by_name_and_by_step(panel):
    """The list names each article with its number of statements, and the two buttons go on and back."""
    labels = [name for name, _ in panel.articles.options]
    assert labels[0] == "Norland and Sudria trade blame over harbour strike · Harbour Post · 2024-03-05 (6)"
    panel.onward.click()
    assert (panel.articles.value, panel.view.text) == ("talks", TALKS)
    assert (panel.back.disabled, panel.onward.disabled) == (False, True)
    panel.back.click()
    assert panel.view.text == HARBOUR


def test_the_card_says_what_the_statement_has(panel):
    """Content, speaker, party, kind, act and target are those of the row; the article's speakers are offered."""
    panel.view.chosen = "s1"
    card = panel.card
    assert card.content.value == "“At least 12 people were killed by Sudrian shells,”"
    assert card.values == {
        "speaker": "Ada Lind",
        "party": "Norland",
        "kind": "direct",
        "act": "accuse",
        "target_party": "Sudria",
    }
    assert card.told.value == "Statement 2 of 6"
    assert "Oto Brack" in card.speaker.options
    assert [value for _, value in card.party.options] == ["Norland", "Sudria", "Westria", "", NEW]
    assert card.changes == {}


def test_open_goes_to_a_statement(panel):
    """A statement of another article opens that article with it chosen; one that is not there is said."""
    panel.open("s8")
    assert (panel.articles.value, panel.view.chosen) == ("talks", "s8")
    assert panel.card.content.value == "“The fire must stop now,”"
    panel.open("s99")
    assert "'s99'" in panel.problem.value
    assert panel.view.chosen == "s8"


def test_it_opens_where_it_was_left(panel, housed_record):
    """Another panel on the same corpus has the same article and statement; only looking saves nothing else."""
    panel.open("s8")
    again = read_and_correct(housed_record)
    assert (again.articles.value, again.view.chosen) == ("talks", "s8")
    assert verbs.corrections_of(housed_record.home) == ()


def test_changes_are_saved_at_once_and_replayed(panel, housed_record):
    """What was changed in the card, and no more, is in the panel's record, in the log, and in the next panel."""
    panel.view.chosen = "s4"
    panel.card.party.value, panel.card.act.value = "Sudria", "accuse"
    assert panel.card.pending.value == "Not saved yet: party, act."
    panel.card.why.value = "the paper was wrong"
    panel.card.save.click()
    assert (row(panel, "s4")["party"], row(panel, "s4")["act"]) == ("Sudria", "accuse")
    assert (panel.card.pending.value, panel.card.why.value, panel.problem.value) == ("", "", "")
    assert panel.view.chosen == "s4"
    (kept,) = verbs.corrections_of(housed_record.home)
    assert (kept.who, kept.why, dict(kept.after)) == (
        "analyst",
        "the paper was wrong",
        {"party": "Sudria", "act": "accuse"},
    )
    assert read_and_correct(housed_record).record.statements.equals(panel.record.statements)
    assert panel.done.table["rows"][0][1:4] == [
        "change",
        "around 300 people have been displaced",
        "party: Norland → Sudria; act: assert → accuse",
    ]


def test_the_colour_follows_the_correction(panel):
    """After another party is saved, the words are in its colour at once."""
    panel.view.chosen = "s4"
    panel.card.party.value = "Sudria"
    panel.card.save.click()
    run = next(one for one in panel.view.runs if "people have been displaced" in one["words"])
    assert run["colour"] == panel.record.colours["Sudria"]


def test_a_party_that_no_list_has(panel):
    """A new party is asked for by name, and saved like the others."""
    panel.view.chosen = "s5"
    assert panel.card.fresh.layout.display == "none"
    panel.card.party.value = NEW
    assert panel.card.fresh.layout.display is None
    panel.card.fresh.value = "Fishers"
    panel.card.save.click()
    assert panel.problem.value == ""
    assert row(panel, "s5")["party"] == "Fishers"
    assert panel.card.party.value == "Fishers"


def test_a_new_party_is_kept_only_with_what_it_is_for(panel, monkeypatch):
    """Where the correction fails no party is written; where the name can be none, nothing is saved at all."""
    select(panel, "—" if "—" in panel.view.text else ".")
    panel.card.party.value, panel.card.fresh.value = NEW, "Fishers"
    panel.card.add.click()
    assert panel.problem.value.startswith("This is not saved: ")
    assert not (panel.record.home / "parties.yaml").exists()
    panel.view.chosen = "s5"
    panel.card.party.value, panel.card.fresh.value = NEW, "Fishers"
    panel.card.save.click()
    assert "Fishers" in (panel.record.home / "parties.yaml").read_text(encoding="utf-8")
    assert "Fishers" in verbs.parties_of(panel.record).aliases
    assert panel.problem.value == ""


def test_a_party_that_cannot_be_written_is_said(panel, monkeypatch):
    """The correction is saved all the same, and the panel says what is missing."""

    def full(*args):
        raise RecordError("the disk is full", works="room", step="make some")

    monkeypatch.setattr(verbs, "add_party", full)
    panel.view.chosen = "s5"
    panel.card.party.value, panel.card.fresh.value = NEW, "Fishers"
    panel.card.save.click()
    assert row(panel, "s5")["party"] == "Fishers"
    assert panel.problem.value.startswith("The correction is saved, and the party 'Fishers' is not in the list")


def test_what_is_not_saved_comes_back(panel):
    """Changes that were not saved wait with their statement; the one looked at in between has its own values."""
    panel.view.chosen = "s1"
    panel.card.party.value = NEW
    panel.card.fresh.value = "Westrian navy"
    panel.card.speaker.value = "Somebody Else"
    panel.view.chosen = "s3"
    assert (panel.card.values["speaker"], panel.card.pending.value) == ("Oto Brack", "")
    panel.view.chosen = "s1"
    assert panel.card.changes == {"party": "Westrian navy", "speaker": "Somebody Else"}
    assert panel.card.pending.value == "Not saved yet: speaker, party."


def test_accepting_is_kept_and_told(panel):
    """An accepted statement is reviewed: the summary counts it, and its label says so."""
    panel.view.chosen = "s1"
    panel.card.accept.click()
    assert panel.summary.value.endswith("6 statements, 1 reviewed")
    assert next(mark["label"] for mark in panel.view.marks if mark["id"] == "s1").startswith(
        "Ada Lind, Norland, direct, accuse, accept"
    )
    assert verbs.reviewed(panel.record)["statement_id"].tolist() == ["s1"]


def test_changes_are_not_accepted_unsaved(panel):
    """Accepting a statement whose fields say something else saves nothing, and says so."""
    panel.view.chosen = "s1"
    panel.card.act.value = "deny"
    panel.card.accept.click()
    assert "not saved" in panel.problem.value
    assert panel.card.changes == {"act": "deny"}
    assert verbs.corrections_of(panel.record.home) == ()


def test_saving_nothing_is_said(panel):
    """Without a change there is nothing to save, and the panel says so."""
    panel.view.chosen = "s1"
    panel.card.save.click()
    assert panel.problem.value.startswith("Nothing is changed")


def test_rejecting_takes_it_out_and_undo_brings_it_back(panel):
    """A rejected statement leaves the record and the text, the next one is chosen; undo brings it back."""
    panel.view.chosen = "s2"
    panel.card.reject.click()
    assert "s2" not in set(panel.record.statements["statement_id"])
    assert "s2" not in {mark["id"] for mark in panel.view.marks}
    assert panel.view.chosen == "s3"
    panel.card.undo.click()
    assert "s2" in {mark["id"] for mark in panel.view.marks}
    assert panel.done.table == {}


def test_other_words(panel):
    """The selected words become those of the statement, without the white space at their ends."""
    panel.view.chosen = "s2"
    assert panel.card.use.disabled
    select(panel, " denied the charge. ")
    assert panel.card.picked.value == "Selected: denied the charge."
    panel.card.use.click()
    assert row(panel, "s2")["content"] == "denied the charge."
    assert "".join(words_of(panel.view, "said", "s2")) == "denied the charge."
    assert panel.view.selection == {}
    assert panel.card.use.disabled


def test_a_second_piece(panel):
    """The selected words come to those of the statement, which keeps its own; the text between them stays out."""
    panel.view.chosen = "s2"
    before, text = row(panel, "s2")["spans"], panel.view.text
    select(panel, "around 300 people")
    panel.card.more.click()
    assert panel.problem.value == ""
    pieces = [text[start:end] for start, end in row(panel, "s2")["spans"]]
    assert pieces == [*(text[start:end] for start, end in before), "around 300 people"]
    select(panel, "300 people have been displaced")
    panel.card.more.click()
    assert text[slice(*row(panel, "s2")["spans"][-1])] == "around 300 people have been displaced"


def test_words_that_it_has_are_no_piece_more(panel):
    """Adding words that the statement holds already is refused in words, and nothing is saved."""
    panel.view.chosen = "s1"
    select(panel, "At least 12 people")
    panel.card.more.click()
    assert panel.problem.value.startswith("This is not saved: ")
    assert verbs.corrections_of(panel.record.home) == ()


def test_selected_words_with_signs_beyond_the_plane(tmp_path):
    """Offsets are code points also behind signs that are two units in a browser."""
    panel = read_and_correct(emoji_record(tmp_path / ".counterpoint"))
    panel.view.chosen = "e0"
    assert words_of(panel.view, "speaker", "e0") == ["Mia 🦊 Roe"]
    select(panel, "We won 🏆 today")
    assert panel.card.picked.value == "Selected: We won 🏆 today"
    panel.card.use.click()
    assert row(panel, "e0")["content"] == "We won 🏆 today"
    assert panel.record.verify() is panel.record


def test_a_missed_statement_is_added(panel):
    """Selected words become a statement with what the card says, and it is chosen."""
    panel.onward.click()
    select(panel, "Shelling killed 3 fishermen in May.")
    panel.card.speaker.value, panel.card.party.value, panel.card.kind.value = "The Meridian", "", "indirect"
    panel.card.add.click()
    assert panel.problem.value == ""
    added = row(panel, panel.view.chosen)
    assert (added["content"], added["speaker"], added["kind"]) == (
        "Shelling killed 3 fishermen in May.",
        "The Meridian",
        "indirect",
    )
    assert panel.articles.options[1][0].endswith("(6)")


def test_nothing_selected_changes_nothing(panel):
    """White space alone is no words, and the two buttons do nothing without words."""
    panel.view.chosen = "s2"
    panel.view.selection = {"start": HARBOUR.index("\n\n"), "end": HARBOUR.index("\n\n") + 2}
    assert panel.card.use.disabled
    panel.card.use.click()
    panel.card.add.click()
    assert verbs.corrections_of(panel.record.home) == ()


def test_what_cannot_be_saved_is_said_and_stays(small_record):
    """Without a folder nothing changes, the panel says why, and what was typed is still there."""
    panel = read_and_correct(small_record)
    panel.view.chosen = "s1"
    panel.card.act.value, panel.card.why.value = "deny", "because"
    panel.card.save.click()
    assert panel.problem.value.startswith("This is not saved: ")
    assert row(panel, "s1")["act"] == "accuse"
    assert (panel.card.act.value, panel.card.why.value, panel.view.chosen) == ("deny", "because", "s1")


def test_that_nothing_can_be_kept_is_said_once(small_record):
    """A record without a folder says so when the panel opens, and not at every step."""
    panel = read_and_correct(small_record)
    assert "nothing that you decide can be kept" in panel.problem.value
    panel.view.chosen = "s1"
    assert panel.problem.value == ""
    panel.onward.click()
    assert panel.problem.value == ""


def test_a_folder_that_cannot_be_written_to_is_said_once(panel):
    """Where the place cannot be kept, the first step says so, and the next ones do not."""
    panel.record.home.parent.mkdir(exist_ok=True)
    panel.record.home.write_text("a file where the folder should be", encoding="utf-8")
    panel.view.chosen = "s1"
    assert panel.problem.value.startswith("The places that you go to are not kept: ")
    panel.view.chosen = "s2"
    assert panel.problem.value == ""


def test_undo_with_nothing_to_undo_is_said(panel):
    """Where there is no correction, undo says so and changes nothing."""
    panel.card.undo.click()
    assert panel.problem.value != ""
    assert panel.record.statements.equals(small_record().statements)


def test_the_coder_is_written_beside_each_correction(housed_record):
    """Two coders on one corpus have a line of their own each."""
    for who in ("ann", "bo"):
        panel = read_and_correct(housed_record, who=who)
        panel.view.chosen = "s1"
        panel.card.accept.click()
    assert {one.who for one in verbs.corrections_of(housed_record.home)} == {"ann", "bo"}


def test_orphans_are_listed(panel, housed_record):
    """A correction whose words are no longer in the texts is listed and lost nowhere."""
    panel.view.chosen = "s2"
    panel.card.act.value = "assert"
    panel.card.save.click()
    articles = housed_record.articles.assign(text="It rained.", marks=[[], []], repairs=[[], []])
    bare = Record(articles.astype(housed_record.articles.dtypes.to_dict()), home=housed_record.home)
    again = read_and_correct(bare)
    assert len(again.orphans) == 1
    assert again.lost.table["caption"].startswith("1 correction whose words")
    assert len(again.lost.table["rows"]) == 1


def test_a_damaged_log_is_told(housed_record):
    """A line that cannot be read is named, and the rest of the panel works."""
    file = housed_record.home / "corrections" / "analyst.jsonl"
    file.parent.mkdir(parents=True)
    file.write_text("{\n", encoding="utf-8")
    panel = read_and_correct(housed_record)
    assert "analyst.jsonl" in panel.problem.value
    assert panel.view.text == HARBOUR


def test_the_codebook_stands_beside_the_field(housed_record, monkeypatch):
    """A field that is changed shows its entry of the codebook; without a codebook nothing is shown."""
    monkeypatch.setattr(data, "codebook", lambda entry: f"About {entry}." if entry in ENTRIES else "")
    panel = read_and_correct(housed_record)
    assert panel.card.codebook.value == "About statement."
    panel.view.chosen = "s1"
    panel.card.target.value = "Westria"
    assert panel.card.codebook.value == "About target party."
    monkeypatch.setattr(data, "codebook", lambda entry: "")
    empty = read_and_correct(housed_record)
    assert (empty.card.codebook.value, empty.card.about.layout.display) == ("", "none")


def test_every_entry_of_the_card_is_in_the_codebook():
    """The card offers no entry that the codebook lacks."""
    assert [entry for entry in ENTRIES if not data.codebook(entry)] == []


def test_a_copy_without_python_gets_the_article(panel):
    """A rendered copy has the open article as escaped HTML, and the summary in words."""
    panel.open("s8")
    bundle = panel._repr_mimebundle_()
    assert "Article 2 of 2: 5 statements" in bundle["text/plain"]
    assert show.article(panel.record, "talks")._repr_html_() in bundle["text/html"]


def test_a_record_without_articles_has_a_panel():
    """Where there is nothing to read, the panel says so."""
    panel = read_and_correct(Record(tables.empty("ARTICLES")))
    assert panel.summary.value == "There are no articles to read."


def test_statements_of_other_panels_carry_their_id(housed_record):
    """What is picked in the list of another panel can be opened here."""
    heard, panel = who_is_heard(housed_record), read_and_correct(housed_record)
    assert [item["id"] for item in heard.reading.items] == housed_record.innermost["statement_id"].tolist()
    heard.reading.observe(lambda change: change["new"] and panel.open(change["new"]), "picked")
    heard.reading.picked = "s8"
    heard.reading.picked = ""
    assert panel.view.chosen == "s8"


def test_a_home_that_moves_is_no_matter(housed_record, tmp_path):
    """The panel writes where its record has its home, and nowhere else."""
    panel = read_and_correct(replace(housed_record, home=tmp_path / "other" / ".counterpoint"))
    panel.view.chosen = "s1"
    panel.card.accept.click()
    assert (tmp_path / "other" / ".counterpoint").exists()
    assert not housed_record.home.exists()


def test_hostile_words_are_escaped_in_a_copy():
    """Markup in text, ids, speakers and parties is words in a rendered copy, and does not keep the panel from opening."""
    panel = read_and_correct(hostile())
    panel.open(BAD)
    copy = panel._repr_mimebundle_()["text/html"]
    assert panel.card.content.value == BAD
    assert "<script>" not in copy
    assert "<img" not in copy


def test_a_speaker_of_the_article_brings_their_party(panel):
    """Whoever is chosen among the speakers of the article comes with their party, seen before it is saved."""
    panel.view.chosen = "s4"
    panel.card.speaker.value = "Oto Brack"
    assert panel.card.changes == {"speaker": "Oto Brack", "party": "Sudria"}
    panel.card.party.value = "Norland"
    assert panel.card.pending.value == "Not saved yet: speaker. The party follows from the speaker."
    panel.card.speaker.value = "Somebody New"
    assert panel.card.changes == {"speaker": "Somebody New"}


def test_an_addition_has_only_the_source_of_the_chosen_statement(panel):
    """Words added while a statement is chosen get its speaker and party; kind and target are not taken over."""
    panel.view.chosen = "s1"
    assert panel.card.of_an_addition == {"speaker": "Ada Lind", "party": "Norland"}
    panel.card.act.value = "promise"
    assert panel.card.of_an_addition == {"speaker": "Ada Lind", "party": "Norland", "act": "promise"}
    panel.view.chosen = ""
    assert panel.card.of_an_addition == {"speaker": "", "party": "", "act": "assert"}


def test_undo_goes_to_where_it_was(panel):
    """What is taken back in another article is shown there."""
    panel.open("s8")
    panel.card.accept.click()
    panel.open("s1")
    panel.card.undo.click()
    assert (panel.articles.value, panel.view.chosen) == ("talks", "s8")
    assert panel.card.told.value == "Statement 3 of 5"


def test_a_coder_does_not_see_what_another_decided(housed_record):
    """On a record with the corrections of one coder alone, nothing of the others is shown, and their own is."""
    panel = read_and_correct(housed_record, who="ann")
    panel.view.chosen = "s2"
    panel.card.reject.click()
    blind = read_and_correct(verbs.corrected(housed_record, who="bo")[0], who="bo")
    assert "s2" in {mark["id"] for mark in blind.view.marks}
    assert blind.done.table == {}
    blind.view.chosen = "s2"
    blind.card.accept.click()
    assert blind.problem.value == ""
    assert [one[1] for one in blind.done.table["rows"]] == ["accept"]


def test_a_selection_can_be_read_and_not_corrected(housed_record):
    """A part of a record is shown; that it cannot be corrected is said at the start and at each attempt."""
    panel = read_and_correct(housed_record.select(Query(kinds=("direct",))))
    assert "selection" in panel.problem.value
    assert len(panel.view.marks) == 2
    panel.view.chosen = "s1"
    panel.card.accept.click()
    assert panel.problem.value.startswith("This is not saved: ")


def test_a_place_that_is_no_longer_there_is_no_matter(housed_record):
    """Where the panel was left at an article that is gone, or a file holds something else, it opens at the first."""
    file = housed_record.home / "views" / f"{NAME}.json"
    file.parent.mkdir(parents=True)
    for words in ('{"article": "gone", "statement": "s1"}', "[1]"):
        file.write_text(words, encoding="utf-8")
        panel = read_and_correct(housed_record)
        assert (panel.articles.value, panel.problem.value) == ("harbour", "")


def test_an_error_of_the_program_is_seen(panel, monkeypatch):
    """What goes wrong in a callback, which a notebook swallows, stands in the panel, and nothing has changed."""

    def broken(*args, **kwargs):
        raise ZeroDivisionError("no statements left")

    monkeypatch.setattr(verbs, "accept", broken)
    panel.view.chosen = "s1"
    panel.card.accept.click()
    assert "ZeroDivisionError: no statements left" in panel.problem.value
    assert panel.summary.value.endswith("0 reviewed")
