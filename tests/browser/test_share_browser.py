"""The panel "Share" in a real JupyterLab: a page is written while the notebook goes on, and opens by itself."""

from pathlib import Path

import nbformat
from in_lab import CELLS, READY, assert_nothing_failed, run_all
from patience import until

SEEDS = Path(__file__).parents[2] / "seeds"
NAME = "5_share.ipynb"
v4 = nbformat.v4


def sharing_notebook(folder):
    """A notebook whose last cell is the panel; cells have the ids that the tools of this folder look for."""
    cells = [
        v4.new_markdown_cell("# Share"),
        v4.new_code_cell('corpus = "../seeds"', metadata={"tags": ["parameters"]}),
        v4.new_code_cell("import toolkit\nfrom toolkit import panels\nrecord = toolkit.open_corpus(corpus)\nrecord"),
        v4.new_code_cell("panel = panels.share(record)\npanel", id="panel"),
        v4.new_code_cell("print(6 * 7)"),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(v4.new_notebook(cells=cells, metadata=kernel), folder / NAME)


def test_a_page_is_written_while_the_notebook_goes_on(lab, open_page, open_file, tmp_path):
    """The button writes a redacted page beside the corpus; the kernel answers meanwhile; the page opens without a network."""
    sharing_notebook(tmp_path / "work")
    with lab(SEEDS) as address:
        seen = open_page()
        page = run_all(seen, address, NAME, ".cp-panel input[type=text]")
        place = tmp_path / "shared" / "seeds.html"
        assert page.locator(".cp-panel input[type=text]").first.input_value() == str(place)
        page.locator(".cp-choices label", has_text="2_parties.ipynb").click()
        page.locator(".cp-panel select").select_option(label="Licensed: only so many words in a row")
        page.locator(".cp-panel button", has_text="Write the page").click()
        until(page, "document.querySelector('.cp-panel').innerText.includes('You can go on working')")
        until(page, READY)
        page.evaluate(f"{CELLS}.at(-1).outputs.clear()")
        page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex = 4")
        page.evaluate("window.jupyterapp.commands.execute('notebook:run-cell')")
        until(page, f"{CELLS}.at(-1).outputs.length === 1")
        assert not place.exists()
        until(page, "document.querySelector('.cp-panel').innerText.includes('Written: ')", seconds=240)
        assert_nothing_failed(seen, tmp_path)
        place.write_text("mine")
        page.locator(".cp-panel button", has_text="Write the page").click()
        until(
            page, "document.querySelector('.cp-panel').innerText.includes('no page that a report wrote')", seconds=120
        )
        assert place.read_text() == "mine"
        place.unlink()
        page.locator(".cp-panel button", has_text="Write the page").click()
        until(page, "document.querySelector('.cp-panel').innerText.includes('Written: ')", seconds=240)
    report = open_file(place)
    assert report.locator("h2", has_text="Who speaks for whom").count() == 1
    assert "This page is redacted" in report.locator("header").inner_text()
