"""The list of disagreements in a plain page of a real browser: its script alone, with a model that only keeps values."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from patience import until
from small import small_record
from test_panels_adjudicating import ANNA, BOTH, coded
from test_panels_article import contrast
from test_reading_browser import COLOURS, DARK, LIGHT, started, state  # noqa: F401 - a fixture

from toolkit.panels import adjudicate
from toolkit.panels.adjudicating import Settling

HOSTILE = '<img src=x onerror="window.pwned=1">'


@pytest.fixture
def view(tmp_path):
    """The list of the panel on two coders who differ about four statements."""
    record = coded(replace(small_record(), home=tmp_path / ".counterpoint"))
    return adjudicate(record, second=ANNA, articles=BOTH).settling


def test_each_disagreement_is_read(started, view):  # noqa: F811
    """Every statement stands in its paragraph with a table of what each coder has, and what differs stands out."""
    page = started(view)
    assert page.locator(".cp-pair").count() == 4
    first = page.locator(".cp-pair").first
    assert first.locator("blockquote").inner_text().startswith("Sudria denied the charge. “We did not fire")
    assert first.locator("mark.cp-both").first.inner_text() == "the charge"
    assert [one.inner_text() for one in first.locator("tr.cp-differs th").all()] == ["words", "act"]
    assert [one.inner_text() for one in first.locator("thead th").all()] == ["", "analyst", ANNA, "decide"]
    assert page.locator(".cp-pair").nth(2).locator("input[type=checkbox]").count() == 0


def test_a_button_tells_the_decision(started, view):  # noqa: F811
    """A press sends the statement, what is ticked, the side and the reason; the same press again is a new decision."""
    page = started(view)
    card = page.locator(".cp-pair").nth(1)
    card.get_by_label("Decide the party now").uncheck()
    card.locator(".cp-why").fill("as printed")
    card.get_by_role("button", name="Take the second").click()
    told = {"key": "s4|s4", "parts": ["act"], "take": True, "why": "as printed", "count": 1}
    assert page.evaluate("saved.at(-1).decision") == told
    card.get_by_role("button", name="Take the second").click()
    assert state(page, "decision") == {**told, "count": 2}
    page.locator(".cp-pair").nth(2).get_by_role("button", name="Keep the first").click()
    assert state(page, "decision") == {"key": "|s5", "parts": [], "take": False, "why": "", "count": 3}


def test_nothing_ticked_is_nothing_to_decide(started, view):  # noqa: F811
    """Both buttons of a statement are off while none of its boxes is ticked."""
    page = started(view)
    card = page.locator(".cp-pair").nth(1)
    for name in ("party", "act"):
        card.get_by_label(f"Decide the {name} now").uncheck()
    assert [one.is_disabled() for one in card.locator("button").all()] == [True, True]
    card.get_by_label("Decide the act now").check()
    assert not any(one.is_disabled() for one in card.locator("button").all())


def test_it_goes_by_keyboard_alone(started, view):  # noqa: F811
    """Tab reaches boxes, buttons and reason; after a decision the focus is on the next statement, drafts are kept."""
    page = started(view)
    page.locator(".cp-pair").nth(1).locator(".cp-why").fill("later")
    page.locator(".cp-adjudicating").focus()
    seen = []
    for _ in range(5):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.getAttribute('aria-label').split(',')[0]"))
    assert seen == ["Decide the words now", "Decide the act now", "Keep the first: analyst", f"Take the second: {ANNA}",
                    "Reason"]  # fmt: skip
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert state(page, "decision")["key"] == "s2|s2"
    page.evaluate("model.set('items', model.get('items').slice(1))")
    assert page.evaluate("document.activeElement.textContent") == "Keep the first: analyst"
    assert page.evaluate("document.activeElement.closest('li') === document.querySelector('.cp-pair')")
    assert page.locator(".cp-pair").first.locator(".cp-why").input_value() == "later"
    page.keyboard.press("Enter")
    page.evaluate("model.set('items', [])")
    until(page, "document.querySelector('.cp-adjudicating').hidden")


def test_markup_stays_words(started):  # noqa: F811
    """Nothing that an article or a coder says becomes a part of the page."""
    line = {"name": "words", "first": HOSTILE, "second": HOSTILE + "2", "open": True}
    item = {"key": "a|b", "mine": "a", "theirs": "b", "where": HOSTILE, "pieces": [["both", HOSTILE], ["", HOSTILE]],
            "rows": [line]}  # fmt: skip
    page = started(Settling(items=[item], names=[HOSTILE, HOSTILE]))
    assert page.locator("img, script").count() == 0
    assert page.evaluate("window.pwned") is None
    assert page.locator("blockquote").inner_text() == HOSTILE * 2


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_are_read_in_both_themes(started, view, theme):  # noqa: F811
    """All words of the list reach the contrast 4.5, whatever they are marked with."""
    page = started(view, theme=theme)
    if folder := os.environ.get("COUNTERPOINT_SHOTS"):
        page.screenshot(path=str(Path(folder) / f"adjudicating-{theme['layout-color0'][1:]}.png"), full_page=True)
    assert min(contrast(paper, ink) for paper, ink in page.evaluate(COLOURS)) >= 4.5


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_window(started, view, width):  # noqa: F811
    """Long words break inside the list."""
    items = [{**one, "rows": [{**row, "second": "x" * 300} for row in one["rows"]]} for one in view.items]
    page = started(Settling(items=items, names=view.names), viewport={"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
