"""The notebook in a real JupyterLab: run it, use the panel, come back, and meet hostile words."""

import json
from pathlib import Path

import pytest
from in_lab import CELLS, OUTPUTS, assert_nothing_failed, run_all, tick
from patience import until

SEEDS = Path(__file__).parents[2] / "seeds"
CHART = "document.querySelector('.cp-heard .cp-charts .vega-embed svg')"  # the chart of shares as it is drawn


def rows(page):
    """The rows of the panel's table."""
    return page.eval_on_selector_all(
        ".cp-heard .cp-table tbody tr", "all => all.map(row => [...row.cells].map(one => one.textContent))"
    )


def test_the_panel_works_and_is_kept(lab, open_page, tmp_path):
    """All cells run; party, kind and text each change summary, table, chart and list; a reload finds the query again."""
    with lab(SEEDS) as address:
        seen = open_page()
        page = run_all(seen, address)
        until(
            page,
            "document.querySelector('.cp-heard .cp-words.summary')?.innerText.startsWith('11 of 11 statements') ?? false",
        )
        assert rows(page)[0][0] == "China"
        until(page, f"window.before = {CHART}?.outerHTML")
        tick(page, "China")
        until(page, "document.querySelector('.cp-heard .summary').textContent.startsWith('7 of 11')")
        until(page, "document.querySelectorAll('.cp-heard .vega-embed svg').length === 2")
        until(
            page, f"({CHART}?.outerHTML ?? window.before) !== window.before"
        )  # summary and charts come in messages of their own
        assert rows(page)[0][0] == "China"
        tick(page, "direct")
        until(page, "document.querySelector('.cp-heard .summary').textContent.startsWith('3 of 11')")
        page.locator(".cp-heard input[type=text]").fill("civilians")
        page.keyboard.press("Enter")
        until(page, "document.querySelectorAll('.cp-heard .cp-statement').length === 1")
        until(
            page,
            "document.querySelector('.cp-heard .cp-statement mark')?.innerText.includes('safety of civilians') ?? false",
        )
        kept = json.loads((tmp_path / "seeds" / ".counterpoint" / "queries" / "1_who_is_heard.json").read_text())
        assert (kept["parties"], kept["kinds"], kept["text"]) == (["China"], ["direct"], "civilians")
        assert_nothing_failed(seen, tmp_path)

        again = open_page()
        page = run_all(again, address)
        until(
            page,
            "document.querySelector('.cp-heard .cp-words.summary')?.innerText.startsWith('1 of 11 statements') ?? false",
        )
        until(page, "document.querySelectorAll('.cp-choices input:checked').length === 2")
        printed = [one["text"] for one in page.evaluate(OUTPUTS) if one.get("name") == "stdout"]
        assert "'civilians'" in "".join(["".join(one) for one in printed])
        page.locator(".cp-heard button", has_text="Show all statements").click()
        until(page, "document.querySelector('.cp-heard .summary').textContent.startsWith('11 of 11')")
        until(page, "document.querySelectorAll('.cp-choices input:checked').length === 0")
        assert_nothing_failed(again, tmp_path)


def test_a_click_in_a_chart_filters_and_a_click_on_a_statement_opens_its_article(lab, open_page, tmp_path):
    """A bar chooses its party, what is looked at follows, a statement opens its article; a second click lets go."""
    with lab(SEEDS) as address:
        seen = open_page()
        page = run_all(seen, address, drawn=".cp-charts .vega-embed svg .mark-rect path")
        bar = page.locator(".cp-charts .vega-embed").first.locator(".mark-rect path").nth(1)
        bar.click()
        until(page, "document.querySelector('.cp-heard .summary').textContent.startsWith('2 of 11')")
        page.locator(".cp-charts select").select_option(label="Who speaks about whom")
        until(page, "document.querySelector('.cp-heard').innerText.includes('Who speaks about whom')")
        page.locator(".cp-statement .cp-pick").first.click()
        until(page, "document.querySelector('.cp-article .cp-text')?.innerText.includes('Wang') ?? false")
        until(page, "!!document.querySelector('.cp-article .cp-chosen')")
        page.locator(".cp-charts .vega-embed").first.locator(".mark-rect path").nth(1).click()
        until(page, "document.querySelector('.cp-heard .summary').textContent.startsWith('11 of 11')")
        assert_nothing_failed(seen, tmp_path)


@pytest.mark.parametrize("width", [1280])
def test_hostile_words_execute_nothing(lab, open_page, hostile_record, tmp_path, width):
    """Markup in texts, titles, speakers, parties and outlets is words in the panel and in every output."""
    saved = hostile_record.save(tmp_path / "hostile")
    with lab(saved) as address:
        seen = open_page(viewport={"width": width, "height": 900})
        page = run_all(seen, address)
        # The panel is drawn by scripts of its own a moment after the cell has run.
        until(page, "document.querySelector('.cp-heard')?.innerText.includes('window.pwned=1') ?? false")
        tick(page, "window.pwned=1")
        until(page, "!document.querySelector('.cp-heard .summary').textContent.startsWith('10 of 10')")
        page.evaluate("window.jupyterapp.shell.currentWidget.content.scrollToItem(999).catch(() => 0)")
        for place in range(page.evaluate(f"{CELLS}.length")):
            page.evaluate(f"window.jupyterapp.shell.currentWidget.content.scrollToItem({place}, 'start')")
            page.wait_for_timeout(100)
        assert page.evaluate("window.pwned") is None
        assert page.locator(".jp-OutputArea img[src=x]").count() == 0
        assert_nothing_failed(seen, tmp_path)


def parties_of(page):
    """Speaker to the party that is chosen in its row."""
    return page.eval_on_selector_all(
        ".cp-deciding tbody tr:has(select)",
        "all => Object.fromEntries(all.map(row => [row.querySelector('.cp-toggle').textContent,"
        " row.querySelector('select').selectedOptions[0].textContent]))",
    )


def test_a_party_is_overruled_and_kept(lab, open_page, tmp_path):
    """A party chosen in the list is in the file at once, is still chosen after a reload, and can be taken back."""
    with lab(SEEDS) as address:
        seen = open_page()
        page = run_all(seen, address, "2_parties.ipynb", ".cp-panel .cp-deciding tbody tr")
        assert parties_of(page)["Wang Yi"] == "China (as found)"
        page.locator(".cp-deciding .cp-toggle", has_text="Gaza health ministry").click()
        until(page, "[...document.querySelectorAll('.cp-deciding mark.cp-evidence')].some(one => one.offsetParent)")
        page.locator(".cp-deciding select[aria-label='Party of Wang Yi']").select_option("Israel")
        until(page, "document.querySelector('.cp-panel .summary').textContent.endsWith('1 decided by you.')")
        words = (tmp_path / "seeds" / ".counterpoint" / "parties.yaml").read_text(encoding="utf-8")
        assert "- speaker: Wang Yi" in words
        assert "party: Israel" in words
        page.locator(".cp-panel input[type=text]").nth(1).fill("Mediators")
        page.keyboard.press("Enter")
        page.locator(".cp-panel button", has_text="Add to the choices").click()
        until(page, "[...document.querySelectorAll('.cp-deciding option')].some(one => one.value === 'Mediators')")
        assert_nothing_failed(seen, tmp_path)

        again = open_page()
        page = run_all(again, address, "2_parties.ipynb", ".cp-panel .cp-deciding tbody tr")
        assert parties_of(page)["Wang Yi"] == "Israel"
        page.locator(".cp-deciding select[aria-label='Party of Wang Yi']").select_option("")
        until(page, "document.querySelector('.cp-panel .summary').textContent.endsWith('0 decided by you.')")
        # Summary and rows come in messages of their own, one after the other.
        until(page, "document.querySelector(\"select[aria-label='Party of Wang Yi']\").value === ''")
        assert parties_of(page)["Wang Yi"] == "China (as found)"
        assert_nothing_failed(again, tmp_path)


def test_hostile_speakers_are_words_in_the_list(lab, open_page, hostile_record, tmp_path):
    """Markup in names, parties and evidence is drawn as words in the panel of parties."""
    saved = hostile_record.save(tmp_path / "hostile")
    with lab(saved) as address:
        seen = open_page()
        page = run_all(seen, address, "2_parties.ipynb", ".cp-panel .cp-deciding tbody tr")
        until(page, "document.querySelector('.cp-deciding').innerText.includes('window.pwned=1')")
        page.locator(".cp-deciding .cp-toggle").first.click()
        page.wait_for_timeout(300)
        assert page.evaluate("window.pwned") is None
        assert page.locator(".jp-OutputArea img[src=x]").count() == 0
        assert_nothing_failed(seen, tmp_path)
