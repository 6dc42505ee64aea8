"""The panel: controls and a query that say the same, everything shown made from the two, and nothing swallowed."""

import json
from dataclasses import replace

import pytest
from small import small_record

from toolkit import compare
from toolkit.errors import RecordError
from toolkit.panels import Panel, who_is_heard
from toolkit.panels.looks import LOOKS
from toolkit.panels.views import ASSETS
from toolkit.record import Query
from toolkit.show import table

NAME = "1_who_is_heard"


@pytest.fixture
def panel(housed_record):
    """A panel on the small record, which can save."""
    return who_is_heard(housed_record)


def shown(panel):
    """The ids-free content of the list: who says what."""
    return [
        (item["who"], "".join(words for role, words in item["pieces"] if role == "content"))
        for item in panel.reading.items
    ]


def test_a_panel_opens_with_everything(panel):
    """Without a saved query all innermost statements are shown, and the panel says so."""
    assert panel.query == Query()
    assert panel.summary.value == "10 of 10 statements: all statements; all outlets"
    assert len(panel.reading.items) == 10
    assert panel.problem.value == ""


def test_every_choice_has_a_label_and_a_count(panel):
    """Boxes are labelled, each with the number of statements behind it, and other controls have a description."""
    assert [control.label for control in (panel.parties, panel.kinds, panel.outlets)] == [
        "Party",
        "Kind of statement",
        "Outlet",
    ]
    counts = {option["label"]: option["count"] for option in panel.parties.options}
    assert counts == {"Norland": 5, "Sudria": 4, "(unassigned)": 2}
    assert {option["value"]: option["count"] for option in panel.kinds.options} == {
        "direct": 3,
        "indirect": 6,
        "mixed": 1,
    }
    assert panel.text.description == "Contains"
    assert panel.confidence.description == "Confidence at least"


def test_controls_write_the_query(panel):
    """Whatever is ticked, typed or moved is in the query at once."""
    panel.parties.value = ["Sudria"]
    panel.kinds.value = ["direct", "indirect"]
    panel.outlets.value = ["Harbour Post"]
    panel.text.value = "porth"
    panel.confidence.value = 0.5
    assert panel.query == Query(
        parties=("Sudria",), kinds=("direct", "indirect"), outlets=("Harbour Post",), text="porth", min_confidence=0.5
    )
    assert len(shown(panel)) == 1


def test_blanks_ask_for_nothing(panel):
    """White space around what is looked for is left out; alone it asks for all statements."""
    panel.text.value = " porth "
    assert panel.query == Query(text="porth")
    panel.text.value = "   "
    assert panel.query == Query()


def test_another_chart_leaves_shares_and_list_as_they_are(panel, monkeypatch):
    """To look at something else counts no share and lists no statement anew."""
    monkeypatch.setattr("toolkit.panels.heard.items", lambda *_, **__: pytest.fail("the list was made anew"))
    monkeypatch.setattr("toolkit.panels.looks.compare.voice_share", lambda *_, **__: pytest.fail("counted anew"))
    for look in LOOKS:
        panel.look.value = look
        assert panel.second.spec


def test_qualifiers_beside_what_is_not_chosen_are_not_given_to_another(panel):
    """A party has the same qualifiers whether its statements are chosen or all are."""
    panel.look.value = "Words of doubt and distance"
    whole = compare.qualifier_rates(panel._record.statements, panel._record.articles)
    panel.parties.value = ["Sudria"]
    part = panel._record.select(panel.query)
    mine = compare.qualifier_rates(part.statements, part.articles, found=panel._whole.qualifiers)
    columns = ["sort", "n", "total"]
    rows = [table.loc[table["party"] == "Sudria", columns].reset_index(drop=True) for table in (whole, mine)]
    assert rows[0].equals(rows[1])


def test_the_query_writes_the_controls(panel):
    """A query that is set moves every control, and the view follows."""
    panel.query = Query(
        parties=("Norland",), kinds=("direct",), outlets=("The Meridian",), text="fire", min_confidence=0.25
    )
    assert panel.parties.value == ["Norland"]
    assert panel.kinds.value == ["direct"]
    assert panel.outlets.value == ["The Meridian"]
    assert (panel.text.value, panel.confidence.value) == ("fire", 0.25)
    (found,) = shown(panel)
    assert found[0] == "Ada Lind"
    assert "The fire must stop now" in found[1]


def test_one_switch_narrows_to_what_was_said(panel):
    """The switch keeps speech and writing, and gives everything back; other choices of cue classes are kept."""
    panel.said.value = True
    assert set(panel.query.cue_classes) == {"speech", "writing"}
    panel.confidence.value = 0.25
    assert set(panel.query.cue_classes) == {"speech", "writing"}
    panel.said.value = False
    assert panel.query.cue_classes == ()
    panel.query = Query(cue_classes=("thought",))
    panel.text.value = "x"
    assert (panel.said.value, panel.query.cue_classes) == (False, ("thought",))
    panel.query = Query(cue_classes=("writing", "speech"))
    assert panel.said.value


def test_the_unassigned_can_be_chosen(panel):
    """The unassigned are a choice like a party."""
    panel.parties.value = ["(unassigned)"]
    assert panel.query.parties == ("(unassigned)",)
    assert panel.summary.value.startswith("2 of 10 statements")


def test_table_and_chart_are_those_of_the_saved_query(panel, housed_record):
    """The saved query alone gives the same table and the same chart data, in another cell or another session."""
    panel.parties.value = ["Norland", "Sudria"]
    panel.kinds.value = ["direct"]
    others = housed_record.select(housed_record.saved_query(NAME).without("parties"))
    shares = compare.voice_share(others.statements, articles=others.articles)
    again = table(shares, panel.shares.table["caption"])
    assert panel.shares.table["rows"] == [list(row) for row in again.rows]
    drawn = rows_of(panel.chart.spec)
    values = {row["party"]: row["value"] for row in drawn if "party" in row}
    assert values == {row["party"]: row["value"] for row in shares.to_dict("records")}
    assert {row["party"] for row in drawn if row.get("strength") == 1.0} == {"Norland", "Sudria"}


def rows_of(spec):
    """All rows that a chart carries."""
    return [row for rows in spec["datasets"].values() for row in rows]


def test_a_click_on_a_bar_chooses_its_party_and_another_lets_it_go(panel):
    """A click in either chart ticks the party that was clicked alone, the same click again unticks it."""
    panel.chart.clicked = {"value": "Sudria", "turn": 1}
    assert panel.query.parties == ("Sudria",)
    panel.second.clicked = {"value": "Norland", "turn": 1}
    assert panel.query.parties == ("Norland",)
    panel.chart.clicked = {"value": "Norland", "turn": 2}
    assert panel.query.parties == ()


def test_a_click_on_what_is_no_party_chooses_nothing(panel):
    """What belongs to no party, such as the baseline of all clauses, is no choice."""
    panel.second.clicked = {"value": "(all)", "turn": 1}
    assert panel.query == Query()


@pytest.mark.parametrize("look", LOOKS)
def test_whatever_is_looked_at_follows_the_query(panel, look):
    """Each chart beside the shares is drawn, and drawn anew of other statements."""
    panel.look.value = look
    before = panel.second.spec
    assert before["title"]["text"]
    panel.parties.value = ["Norland"]
    panel.kinds.value = ["direct"]
    # Silence and harm know no choice of statements; the small record has no word that two articles share.
    alike = look in ("Who is named and not heard", "How harm is told", "Words that set a party apart")
    assert (panel.second.spec == before) == alike
    assert panel.problem.value == ""


def test_nothing_need_be_looked_at(panel):
    """Beside the shares there can be nothing."""
    panel.look.value = "nothing"
    assert panel.second.spec == {}


def test_a_statement_that_is_picked_opens_its_article(panel, housed_record):
    """The article of the statement is shown with the statement chosen, whole, and hidden where nothing is picked."""
    assert panel.beside.article.layout.display == "none"
    panel.parties.value = ["Sudria"]
    key = panel.reading.items[0]["id"]
    panel.reading.picked = key
    row = housed_record.statements.set_index("statement_id").loc[key]
    text = housed_record.articles.set_index("article_id").loc[row["article_id"], "text"]
    article = panel.beside.article
    assert (article.chosen, article.text, article.layout.display) == (key, text, None)
    assert {mark["id"] for mark in article.marks} > {key}
    panel.reading.picked = ""
    assert article.layout.display == "none"


def test_every_change_is_saved_at_once(panel, housed_record):
    """Each change is on the disk when it is seen, and a new panel opens with it."""
    panel.text.value = "harbour"
    kept = json.loads((housed_record.home / "queries" / f"{NAME}.json").read_text())
    assert Query.from_dict(kept) == panel.query == housed_record.saved_query(NAME)
    assert who_is_heard(housed_record).query == panel.query


def test_opening_a_panel_saves_nothing(housed_record):
    """A panel that is only looked at writes nothing."""
    who_is_heard(housed_record)
    assert not housed_record.home.exists()


def test_two_panels_keep_their_own_queries(housed_record):
    """Panels of different names do not disturb each other."""
    first, second = who_is_heard(housed_record, name="one"), who_is_heard(housed_record, name="two")
    first.text.value = "fire"
    assert second.query == Query()
    assert housed_record.saved_query("two") == Query()


def test_a_panel_that_cannot_save_says_why_and_goes_on(small_record):
    """Without a folder to save to, the panel says so in words and shows what was chosen all the same."""
    panel = who_is_heard(small_record)
    panel.parties.value = ["Norland"]
    assert panel.problem.value.startswith("This choice is not saved: ")
    assert panel.query.parties == ("Norland",)
    assert panel.summary.value.startswith("5 of 10") or panel.summary.value.startswith("6 of 10")


def test_a_damaged_saved_query_is_told(housed_record):
    """A query file that cannot be read is named, everything is shown, and the file is left as it is."""
    file = housed_record.home / "queries" / f"{NAME}.json"
    file.parent.mkdir(parents=True)
    file.write_text("{")
    panel = who_is_heard(housed_record)
    assert str(file.name) in panel.problem.value
    assert panel.query == Query()
    assert file.read_text() == "{"


def test_a_saved_query_for_what_is_no_longer_there_is_told(housed_record):
    """A party that the record no longer has stays a choice with no statements, and the panel says so."""
    housed_record.save_query(NAME, Query(parties=("Nordland",)))
    panel = who_is_heard(housed_record)
    assert "Nordland" in panel.problem.value
    assert {"value": "Nordland", "label": "Nordland", "count": 0} in panel.parties.options
    assert panel.summary.value.startswith("0 of 10 statements")
    assert panel.reading.items == []


def test_parts_without_a_control_stay_until_reset(panel):
    """What the panel has no control for survives its controls, and is said; the button clears everything."""
    panel.query = Query(acts=("accuse",))
    panel.kinds.value = ["direct"]
    assert panel.query == Query(acts=("accuse",), kinds=("direct",))
    assert "accuse" in panel.summary.value
    panel.reset.click()
    assert panel.query == Query()
    assert panel.kinds.value == []


def test_an_error_while_drawing_is_shown_and_raised(panel, monkeypatch):
    """What goes wrong in a callback is in the panel for the analyst, and raised for whoever calls."""

    def broken(*args, **kwargs):
        raise ZeroDivisionError("no statements left")

    monkeypatch.setattr(compare, "voice_share", broken)
    with pytest.raises(ZeroDivisionError):
        panel.text.value = "fire"
    assert "ZeroDivisionError: no statements left" in panel.problem.value


def test_an_error_that_is_over_is_no_longer_shown(panel, monkeypatch):
    """After a failure the next change that works clears the message."""
    with monkeypatch.context() as patch:
        patch.setattr(type(panel._record), "select", _raise)
        with pytest.raises(RecordError):
            panel.text.value = "fire"
    panel.text.value = "talks"
    assert panel.problem.value == ""


def _raise(*args):
    raise RecordError("x", works="y", step="z")


def test_the_panel_holds_a_query_and_no_table(panel):
    """Beside its record a panel keeps one query; no frame is kept in it."""
    assert panel.traits()["query"].klass is Query
    kept = {name: value for name, value in vars(panel).items() if "DataFrame" in type(value).__name__}
    assert kept == {}


def test_the_article_reaches_the_browser_as_plain_words():
    """Lists and tables are sent as words, never as HTML, and the words of the article are unchanged."""
    panel = Panel(small_record())
    words = ["".join(piece for _, piece in item["pieces"]) for item in panel.reading.items]
    assert any("she saw <two> boats & a truck burn" in paragraph for paragraph in words)
    for view in (panel.parties, panel.reading, panel.summary):
        script = view.get_state()["_esm"]
        assert "innerHTML" not in script
        assert "textContent" in script


def test_a_long_list_is_cut_and_says_so(housed_record, monkeypatch):
    """Only the first statements are listed when there are many, the panel says so, and all are counted."""
    monkeypatch.setattr("toolkit.panels.heard.SHOWN", 3)
    panel = who_is_heard(housed_record)
    assert len(panel.reading.items) == 3
    assert panel.reading.note == "The first 3 of 10 statements; choose fewer to see the rest."
    assert panel.summary.value.startswith("10 of 10")


def test_a_copy_without_python_gets_the_query_in_words(housed_record):
    """Where the panel cannot live, the words of its query stand in its place, escaped."""
    panel = who_is_heard(housed_record)
    panel.text.value = "<script>"
    bundle = panel._repr_mimebundle_()
    assert "'<script>'" in bundle["text/plain"]
    assert "<script>" not in bundle["text/html"]
    assert "&lt;script&gt;" in bundle["text/html"]


def test_an_outlet_that_is_the_only_one_is_no_choice():
    """With one outlet there is nothing to choose, so the choice is hidden."""
    record = small_record()
    one = replace(
        record, articles=record.articles.assign(outlet="Harbour Post").astype(record.articles.dtypes.to_dict())
    )
    assert who_is_heard(one).outlets.layout.display == "none"
    assert who_is_heard(record).outlets.layout.display is None


def test_no_view_takes_the_commands_of_jupyterlab_away():
    """What a panel keeps for itself are plain keys (words.js): Ctrl+S saves wherever the focus is."""
    scripts = [file.read_text(encoding="utf-8") for file in ASSETS.glob("*.js")]
    assert len(scripts) > 5
    assert not [script for script in scripts if "suppress-shortcuts" in script]
