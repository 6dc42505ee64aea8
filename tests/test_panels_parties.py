"""The panel "Who speaks for whom": unassigned first, every choice saved at once, and nothing swallowed."""

import json
from dataclasses import replace

import pytest

import toolkit
from toolkit.panels import who_speaks_for_whom

TEXT = (
    "Ines Mora, head of the Dockers' Union, said talks would go on. “We are ready,” Mora said.\n\nTom Hale, head of sales "
    "at Norvik Shipping, said clients were angry. Officials said it was over.\n"
)


@pytest.fixture
def record(tmp_path):
    """The record of one article with one side named, beside which decisions can be kept."""
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    return toolkit.extract(toolkit.read(tmp_path), parties={"Union": ["Dockers' Union"]})


@pytest.fixture
def panel(record):
    """The panel on that record."""
    return who_speaks_for_whom(record)


def choose(panel, speaker, party):
    """What the browser sends when a party is chosen in the row of a speaker."""
    row = next(one for one in panel.deciding.rows if one["speaker"] == speaker)
    count = panel.deciding.decision.get("count", 0) + 1
    panel.deciding.decision = {"speaker": speaker, "article": row["article"], "party": party, "count": count}


def parties(panel):
    """Speaker to party, as the rows have them."""
    return {row["speaker"]: row["party"] for row in panel.deciding.rows}


def test_the_unassigned_come_first(panel):
    """Rows begin with those without a party, each with the number of its statements and the reason."""
    assert [row["speaker"] for row in panel.deciding.rows] == ["Officials", "Tom Hale", "Ines Mora"]
    assert [row["unassigned"] for row in panel.deciding.rows] == [True, True, False]
    mora = panel.deciding.rows[2]
    assert (mora["statements"], mora["why"]) == ("2", "alias in the apposition: “Dockers' Union”")
    assert panel.summary.value == "3 speakers; 2 without a party, with 2 of 4 statements; 0 decided by you."


def test_a_row_shows_the_words_it_hangs_on(panel, record):
    """Statement and evidence are shown in their paragraphs, verbatim, the evidence marked."""
    statement, evidence = panel.deciding.rows[2]["context"]
    text = record.articles.loc[0, "text"]
    assert all("".join(words for _, words in one["pieces"]) in text for one in (statement, evidence))
    assert ["evidence", "Dockers' Union"] in evidence["pieces"]
    assert "content" in {role for role, _ in statement["pieces"]}


def test_a_choice_is_saved_at_once_and_replayed(panel, record):
    """A chosen party is in the panel's record, in the file, and in the next run on the same articles."""
    choose(panel, "Tom Hale", "Union")
    assert parties(panel)["Tom Hale"] == "Union"
    assert panel.summary.value.endswith("1 decided by you.")
    assert "Tom Hale" in (record.home / "parties.yaml").read_text(encoding="utf-8")
    again = toolkit.extract(toolkit.read(record.home.parent), parties={"Union": ["Dockers' Union"]})
    assert again.statements["party"].tolist() == panel.record.statements["party"].tolist()


def test_who_has_no_name_is_decided_for_one_article(panel):
    """Officials of one article are not those of another; somebody with a name is the same in all."""
    choose(panel, "Officials", "Union")
    choose(panel, "Ines Mora", "(unassigned)")
    told = {one.speaker: (one.party, bool(one.article)) for one in toolkit.record.parties_of(panel.record).overrides}
    assert told == {"Officials": ("Union", True), "Ines Mora": ("", False)}


def test_a_choice_is_taken_back(panel):
    """As found gives the rules the word again."""
    before = parties(panel)
    choose(panel, "Ines Mora", "(unassigned)")
    assert parties(panel)["Ines Mora"] == "(unassigned)"
    choose(panel, "Ines Mora", "")
    assert parties(panel) == before


def test_a_party_that_no_list_has_is_added(panel):
    """A new party can be chosen at once; an empty name adds nothing."""
    panel.fresh.value = "Company"
    panel.add.click()
    assert "Company" in panel.deciding.options
    choose(panel, "Tom Hale", "Company")
    assert parties(panel)["Tom Hale"] == "Company"
    panel.add.click()
    assert panel.problem.value == ""


def test_the_list_can_be_narrowed(panel):
    """Words and the switch narrow the list, and the caption says how many are left."""
    panel.only.value = True
    assert set(parties(panel)) == {"Officials", "Tom Hale"}
    panel.text.value = "hale"
    assert set(parties(panel)) == {"Tom Hale"}
    assert panel.deciding.caption.startswith("1 of 3 speakers")


def test_what_cannot_be_saved_is_said(record):
    """Without a folder nothing changes, and the panel says why."""
    panel = who_speaks_for_whom(replace(record, home=None))
    choose(panel, "Tom Hale", "Union")
    assert panel.problem.value.startswith("This is not saved: 'parties.yaml' cannot be kept")
    assert parties(panel)["Tom Hale"] == "(unassigned)"


def test_what_the_browser_is_given_is_plain(panel):
    """Rows are JSON, so that no article's words can be more than words."""
    assert json.loads(json.dumps(panel.deciding.rows)) == panel.deciding.rows


def test_a_copy_without_python_says_what_it_was(panel):
    """A rendered copy has the summary in words, escaped."""
    bundle = panel._repr_mimebundle_()
    assert "3 speakers" in bundle["text/plain"]
    assert "<script" not in bundle["text/html"]
