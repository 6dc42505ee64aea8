"""The panel "Choose the corpus" in a real JupyterLab: files of any size the words allow arrive, the rest is told."""

import io
import json
import os
import zipfile
from pathlib import Path

from in_lab import READY, assert_nothing_failed, bring_into_view, run_all
from patience import until

SEEDS = Path(__file__).parents[2] / "seeds"
PANEL = "document.querySelector('.cp-choosing')"
TABLE = (
    "Titel;Wortlaut;Tag\n"
    '"Talks end";"The minister said that the talks had ended. ""We waited for a week"", she said.";2026-03-01\n'
)


def large_archive():
    """An archive that is larger than what a server takes in one message, with one short report in it."""
    with zipfile.ZipFile(packed := io.BytesIO(), "w") as archive:
        archive.writestr("talks.txt", "Talks end\n\nThe minister said that the talks had ended.")
        archive.writestr("pictures.png", os.urandom(11_000_000))
    return packed.getvalue()


def files(*named):
    """Files as a browser has them when they are chosen."""
    return [{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in named]


def test_files_are_brought_in_and_looked_at_before_they_are_read(lab, open_page, tmp_path):
    """Files go whole into a folder beside the notebook, which is the corpus then; refusals and columns are shown and kept."""
    with lab(SEEDS) as address:
        seen = open_page()
        page = run_all(seen, address, drawn=".cp-choosing .cp-table", cell="choose")
        until(page, f"{PANEL}.innerText.includes('1 article understood')")
        page.locator(".cp-choosing input[type=file]").set_input_files(
            files(("table.csv", TABLE.encode()), ("old.doc", b"x"), ("large.zip", large_archive()))
        )
        until(page, f"{PANEL}.innerText.includes('1 article understood, 2 inputs refused')", seconds=120)
        until(page, f"{PANEL}.innerText.includes('old Word versions')")
        assert (tmp_path / "work" / "uploaded" / "large.zip").read_bytes()[:4] == b"PK\x03\x04"
        assert sorted(one.name for one in (tmp_path / "work" / "uploaded").iterdir()) == ["large.zip", "table.csv"]
        page.locator(".cp-choosing").get_by_label("text", exact=True).select_option(label="Wortlaut")
        until(page, f"{PANEL}.innerText.includes('2 articles understood')")
        page.locator(".cp-choosing").get_by_label("published", exact=True).select_option(label="Tag")
        page.locator(".cp-choosing").get_by_label("outlet", exact=True).select_option(label="Titel")
        page.locator(".cp-choosing button", has_text="Keep these columns").click()
        until(page, f"{PANEL}.innerText.includes('Kept beside the corpus')")
        kept = json.loads((tmp_path / "work" / "uploaded" / ".counterpoint" / "columns.json").read_text())
        assert (kept["text"], kept["published"], kept["outlet"]) == (["Wortlaut"], ["Tag"], ["Titel"])
        if shots := os.environ.get("COUNTERPOINT_SCREENSHOTS"):
            page.screenshot(path=f"{shots}/choosing.png")
        page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex = 5")  # behind the panel
        page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-below')")
        until(page, READY, seconds=120)
        bring_into_view(page, ".cp-heard .cp-reading")
        until(page, "document.querySelector('.cp-heard .summary').textContent.includes(' of ')")
        bring_into_view(page, ".cp-choosing .cp-table", "choose")
        page.locator(".cp-choosing input[type=text]").fill("no such folder")
        page.keyboard.press("Enter")
        until(page, f"{PANEL}.innerText.includes('there is no file or folder at this path')")
        assert_nothing_failed(seen, tmp_path)
