"""The view of an article: its text as it is, marked where the record says, and nothing in it but words."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import HARBOUR, TALKS, small_record
from test_show import BAD, hostile

from toolkit import panels, show, tables
from toolkit.panels import ArticleView
from toolkit.record import Record
from toolkit.record.colours import GREY, PALETTE
from toolkit.show import html

ASSETS = Path(panels.__file__).parent / "assets"
CLAPPED = "👩‍👩‍👧 cheered 🎉. “We won 🏆 today,” Mia 🦊 Roe told us 👋. It rained.\n"


def viewed(record, article_id):
    """The view of one article."""
    view = ArticleView()
    view.read(record, article_id)
    return view


def words_of(view, role, key):
    """The words that the view marks as content, cue or speaker of a statement."""
    place = [mark["id"] for mark in view.marks].index(key)
    return [run["words"] for run in view.runs if place in run.get(role, [])]


def emoji_record(home=None):
    """An article with signs beyond the basic plane before, inside and after a statement."""
    start = CLAPPED.index("“")
    end = CLAPPED.index("”") + 1
    cue, source = CLAPPED.index("told"), CLAPPED.index("Mia")
    rows = [{"statement_id": "e0", "article_id": "e", "kind": "direct", "act": "assert", "content": CLAPPED[start:end],
             "spans": [[start, end]], "start": start, "end": end, "cue": "told", "cue_start": cue, "cue_end": cue + 4,
             "speaker_mention": "Mia 🦊 Roe", "speaker_start": source, "speaker_end": source + 9, "speaker": "Mia Roe",
             "order": 0}]  # fmt: skip
    frames = {
        "ARTICLES": tables.frame("ARTICLES", [{"article_id": "e", "text": CLAPPED, "source": "e.txt"}]),
        "STATEMENTS": tables.frame("STATEMENTS", rows),
    }
    return Record.from_tables(frames, home=home).verify()


@pytest.mark.parametrize("article_id", ["harbour", "talks"])
def test_the_live_view_looks_like_the_static_page(article_id):
    """Each character has the same colour, kind, line and words under the mouse in the view as on the page."""
    record = small_record()
    view, page = viewed(record, article_id), show.article(record, article_id)
    live = [
        (
            sign,
            run.get("pale", ""),
            run.get("kind", ""),
            run.get("figure", False),
            run.get("aside", False),
            run.get("told", ""),
        )
        for run in view.runs
        for sign in run["words"]
    ]
    still = [
        (sign, html.pale(one.colour) if one.colour else "", one.kind, one.figure, one.aside, one.told)
        for one in page.stretches
        for sign in one.words
    ]
    assert live == still
    assert view.text == page.text == {"harbour": HARBOUR, "talks": TALKS}[article_id]


def test_words_cue_and_source_of_each_statement_are_marked():
    """The marked words are those of the columns, in one piece or several, also where statements nest."""
    record = small_record()
    for article_id in ("harbour", "talks"):
        view = viewed(record, article_id)
        for one in record.statements[record.statements["article_id"] == article_id].to_dict("records"):
            pieces = [view.text[start:end] for start, end in one["spans"]]
            assert "".join(words_of(view, "said", one["statement_id"])) == "".join(pieces)
            assert "".join(words_of(view, "cue", one["statement_id"])) == one["cue"]
            assert "".join(words_of(view, "speaker", one["statement_id"])) == one["speaker_mention"]


def test_statements_have_labels_in_the_order_of_the_text():
    """A label says speaker, party, kind and act; an outer statement stands before the one it holds."""
    assert [mark["label"] for mark in viewed(small_record(), "talks").marks] == [
        "mediator, (unassigned), indirect, assert",
        "Norland and Sudria, Norland and Sudria, indirect, promise",
        "Ada Lind, Norland, direct, demand",
        "Ada Lind, Norland, indirect, assert",
        "Sudria, Sudria, indirect, promise",
    ]


def test_the_innermost_statement_gives_a_run_its_look():
    """Where statements nest, the run names both, the inner one last, and has the colour of the inner one."""
    view = viewed(small_record(), "talks")
    run = next(one for one in view.runs if one["words"] == "no ship would be stopped")
    assert [view.marks[place]["id"] for place in run["said"]] == ["s9", "s10"]
    assert run["colour"] == small_record().colours["Sudria"]


@given(text=st.text(min_size=1, max_size=40), data=st.data())
def test_any_text_comes_through_unchanged(text, data):
    """Whatever the text and the spans, the runs make up the text, and each role covers its own characters."""
    pairs = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    span, cue = data.draw(pairs), data.draw(pairs)
    rows = [{"statement_id": "s", "article_id": "a", "kind": "direct", "spans": [span], "start": span[0],
             "end": span[1], "cue": text[slice(*cue)], "cue_start": cue[0], "cue_end": cue[1]}]  # fmt: skip
    frames = {
        "ARTICLES": tables.frame("ARTICLES", [{"article_id": "a", "text": text}]),
        "STATEMENTS": tables.frame("STATEMENTS", rows),
    }
    view = viewed(Record.from_tables(frames), "a")
    assert view.text == text
    assert "".join(words_of(view, "said", "s")) == text[slice(*span)]
    assert "".join(words_of(view, "cue", "s")) == text[slice(*cue)]


def test_hostile_words_stay_words():
    """Markup in text, ids, speakers and parties is sent as it is, as JSON."""
    view = viewed(hostile(), BAD)
    assert view.text == BAD
    assert json.loads(json.dumps([view.runs, view.marks, view.parties])) == [view.runs, view.marks, view.parties]


@pytest.mark.parametrize("file", sorted(ASSETS.glob("*.js")), ids=lambda file: file.name)
def test_no_script_writes_html(file):
    """Scripts write text, never HTML, and evaluate nothing."""
    script = file.read_text(encoding="utf-8")
    banned = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "createContextualFragment",
              "srcdoc", "eval(", "Function(", "setHTML")  # fmt: skip
    assert [word for word in banned if word in script] == []
    assert "textContent" in script or file.name == "chart.js"  # a chart has no words but those of the drawing program


def test_colours_of_parties_carry_dark_words():
    """Ink on the pale colour of every party reaches the contrast 4.5 of WCAG 2.1 AA."""
    assert min(contrast(html.pale(colour), html.INK) for colour in (*PALETTE, GREY)) >= 4.5
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)


def contrast(one, other):
    """The contrast of two colours by WCAG 2.1."""
    first, second = sorted((luminance(one), luminance(other)))
    return (second + 0.05) / (first + 0.05)


def luminance(colour):
    """The relative luminance of #rrggbb by WCAG 2.1."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
