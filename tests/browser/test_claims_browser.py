"""The notebook of claims in a real JupyterLab, and its board and ledger in a page without Python."""

import json

import pytest
from in_lab import assert_nothing_failed, run_all, tick
from patience import until

import toolkit
from toolkit import report

NOTEBOOK = "3_what_each_side_claims.ipynb"
SUMMARY = "document.querySelector('.cp-panel .summary')?.textContent ?? ''"


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    """The record of a copy of the demonstration corpus."""
    return toolkit.open_corpus(toolkit.demo(tmp_path_factory.mktemp("demo")))


def test_the_panel_of_claims_works_and_is_kept(lab, open_page, tmp_path):
    """Issue, party and measure change summary, chart and list; an issue gets a name; a reload finds all of it again."""
    with lab(toolkit.demo()) as address:
        seen = open_page(viewport={"width": 1280, "height": 1000})
        page = run_all(seen, address, NOTEBOOK)
        until(page, f"({SUMMARY}).includes('on all issues')")
        issue = page.locator(".cp-panel select").first
        chosen = issue.locator("option").nth(1).get_attribute("data-value")
        issue.select_option(index=1)
        until(page, f"!({SUMMARY}).includes('on all issues')")
        until(page, "document.querySelectorAll('.cp-panel .cp-statement').length > 5")
        page.locator(".cp-panel").get_by_text("Rename, merge or split issues").click()
        page.locator(".cp-panel input[placeholder^='of the issue']").fill("the road")
        page.keyboard.press("Enter")
        page.locator(".cp-panel button", has_text="Rename or merge").click()
        until(page, f"({SUMMARY}).includes('statements on the road:')")
        tick(page, "Growers' League")
        until(page, f'({SUMMARY}).includes("by Growers\' League")')
        page.locator(".cp-panel select").nth(1).select_option("killed")
        until(page, "document.querySelectorAll('.cp-panel .vega-embed .marks').length === 1")
        assert_nothing_failed(seen, tmp_path)
        assert chosen != "the road"

        again = open_page(viewport={"width": 1920, "height": 1000})
        page = run_all(again, address, NOTEBOOK)
        until(page, f"({SUMMARY}).includes('statements on the road:')")
        until(page, "document.querySelectorAll('.cp-choices input:checked').length === 1")
        assert_nothing_failed(again, tmp_path)
    kept = tmp_path / "seeds" / ".counterpoint" / "issues" / "choice.json"
    assert "the road" in json.loads(kept.read_text(encoding="utf-8"))["names"].values()


@pytest.fixture(scope="module")
def page_of_claims(tmp_path_factory, demonstration):
    """The page of the demonstration corpus with the notebook of claims alone."""
    book = next(path for path in report.shipped() if path.name == NOTEBOOK)
    return report.write(demonstration, tmp_path_factory.mktemp("page") / "claims.html", notebooks=[book])


def shown(page, board):
    """The words of the cards of a board or ledger that are shown."""
    return page.eval_on_selector_all(
        f".{board} .cp-item", "all => all.filter(one => one.offsetParent).map(one => one.textContent)"
    )


def test_board_and_ledger_are_sifted_in_the_page(open_file, page_of_claims):
    """Words and a party leave only the cards that hold them, headings without any go, and clearing brings all back."""
    page = open_file(page_of_claims)
    whole = shown(page, "cp-board")
    page.locator("#sift-0-input").fill("pumps")
    few = shown(page, "cp-board")
    assert 0 < len(few) < len(whole)
    assert all("pumps" in words.lower() for words in few)
    headings = page.eval_on_selector_all(".cp-board h4", "all => all.filter(one => one.offsetParent).length")
    assert 0 < headings <= len(few)
    page.locator("#sift-0-select").select_option("Ardell Copper")
    assert all("Ardell Copper" in words for words in shown(page, "cp-board"))
    page.locator("#sift-0-input").fill("")
    page.locator("#sift-0-select").select_option("")
    assert shown(page, "cp-board") == whole
    page.locator("#sift-1-input").fill("helicopter")
    assert any("lending the police its helicopter" in words for words in shown(page, "cp-ledger"))


def test_a_claim_leads_to_its_statement(open_file, page_of_claims):
    """The link of a claim on the board brings its statement, in its paragraph, into view."""
    page = open_file(page_of_claims)
    link = page.locator(".cp-board .cp-item a").first
    words = page.locator(".cp-board .cp-item blockquote").first.inner_text()
    link.click()
    until(page, "!!document.querySelector(':target')")
    told = page.locator(":target").first.evaluate("one => one.closest('li, section').textContent")
    assert " ".join(words.split())[:40] in " ".join(told.split())


@pytest.mark.parametrize("width", [360, 1280, 1920])
def test_nothing_of_the_claims_is_wider_than_the_window(open_file, page_of_claims, width):
    """At any width only charts and tables scroll, never the page."""
    page = open_file(page_of_claims, viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
