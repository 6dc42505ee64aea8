"""The panel that writes a page: where it goes, what it is made of, and what is said when it cannot be."""

import json

import nbformat
import pytest

from toolkit import panels
from toolkit.panels import sharing

v4 = nbformat.v4


def book(path, *cells, tags=("parameters",)):
    """A notebook of these cells after the one with the parameters."""
    first = v4.new_code_cell('corpus = ""', metadata={"tags": list(tags)})
    nbformat.write(v4.new_notebook(cells=[first, *map(v4.new_code_cell, cells)]), path)


def panel(record, folder):
    """The panel as it opens in a notebook of this folder."""
    folder.mkdir(exist_ok=True)
    return panels.Sharing(record, folder=folder)


def test_the_page_goes_beside_the_corpus(housed_record, tmp_path):
    """The place offered is in a folder beside that of the articles, never among them, and bears its name."""
    place = sharing.default_place(housed_record, tmp_path / "work")
    corpus = housed_record.home.absolute().parent
    assert place == corpus.parent / "shared" / f"{corpus.name}.html"
    assert corpus not in place.parents


def test_a_record_without_a_corpus_has_a_place_too(small_record, tmp_path):
    """Without a folder of decisions the page goes beside the notebook."""
    assert sharing.default_place(small_record, tmp_path) == tmp_path / "shared" / "report.html"


def test_only_notebooks_that_can_be_run_are_offered(small_record, tmp_path):
    """A notebook without parameters, a file that is none, and one that is broken are not offered."""
    book(tmp_path / "b.ipynb")
    book(tmp_path / "a.ipynb")
    book(tmp_path / "other.ipynb", tags=())
    (tmp_path / "broken.ipynb").write_text("{")
    (tmp_path / "list.ipynb").write_text("[1]")
    (tmp_path / "odd.ipynb").write_text(json.dumps({"cells": [{"cell_type": "code", "metadata": None}]}))
    assert [one["value"] for one in panel(small_record, tmp_path).notebooks.options] == ["a.ipynb", "b.ipynb"]


def test_the_words_in_a_row_are_asked_for_only_where_they_count(small_record, tmp_path):
    """The number stands beside the choice that it belongs to."""
    made = panel(small_record, tmp_path)
    assert made.words.layout.display == "none"
    made.text.value = sharing.SNIPPETS
    assert made.words.layout.display is None
    made.text.value = sharing.HASHES
    assert made.words.layout.display == "none"


@pytest.mark.parametrize(
    ("text", "limit"),
    [(sharing.WHOLE, []), (sharing.SNIPPETS, ["--redact", "20"]), (sharing.HASHES, ["--redact", "0"])],
)
def test_the_command_says_what_was_chosen(small_record, tmp_path, text, limit):
    """Place, redaction and notebooks of the command are those of the panel; none ticked means all."""
    book(tmp_path / "a.ipynb")
    book(tmp_path / "b.ipynb")
    made = panel(small_record, tmp_path)
    made.text.value, made.words.value = text, 20
    books = [str(tmp_path / name) for name in ("a.ipynb", "b.ipynb")]
    command = made._command(tmp_path / "record", tmp_path / "page.html")[3:]
    assert command == ["report", str(tmp_path / "record"), "--out", str(tmp_path / "page.html"), *limit,
                       "--notebook", books[0], "--notebook", books[1]]  # fmt: skip
    made.notebooks.value = ["b.ipynb"]
    assert made._command(tmp_path / "record", tmp_path / "page.html")[-2:] == ["--notebook", books[1]]


@pytest.mark.parametrize("name", ["", "page.docx", "page", "shared/"])
def test_a_name_that_is_none_is_told_and_nothing_is_begun(small_record, tmp_path, name):
    """What is no name for a page is said at once, and the button stays."""
    made = panel(small_record, tmp_path)
    made.place.value = name
    made.write.click()
    assert "ends in .html" in made.problem.value
    assert made.wait(0)
    assert not made.write.disabled


def test_a_copy_without_python_says_where_pages_are_made(small_record, tmp_path):
    """In a page the panel is a sentence, which names no path."""
    told = panel(small_record, tmp_path)._repr_mimebundle_()
    assert "in JupyterLab" in told["text/html"]
    assert str(tmp_path) not in told["text/html"] + told["text/plain"]


@pytest.mark.slow
def test_a_page_is_written_beside_the_work(housed_record, tmp_path):
    """The page has the numbers of the record, is redacted as asked, and no copy of the record is left."""
    work = tmp_path / "work"
    work.mkdir()
    book(work / "a.ipynb", "from toolkit.record import load", "print(len(load(corpus).statements), 'counted')")
    made = panel(housed_record, work)
    made.text.value = sharing.SNIPPETS
    made.write.click()
    assert made.write.disabled
    assert made.wait(300)
    assert made.problem.value == ""
    assert made.progress.value.startswith("Written: ")
    html = sharing.default_place(housed_record, work).read_text(encoding="utf-8")
    assert f"{len(housed_record.statements)} counted" in html
    assert "This page is redacted:" in html
    assert not made.write.disabled
    made.write.click()  # over a page of its own
    assert made.wait(300)
    assert made.progress.value.startswith("Written: ")


@pytest.mark.slow
def test_what_no_report_wrote_is_not_written_over(small_record, tmp_path):
    """A file of the analyst's stays as it is, and the panel says why, in words."""
    made = panel(small_record, tmp_path)
    (tmp_path / "letter.html").write_text("<p>Dear Ann</p>")
    made.place.value = "letter.html"
    made.write.click()
    assert made.wait(300)
    assert "is no page that a report wrote" in made.problem.value
    assert "Traceback" not in made.problem.value
    assert (tmp_path / "letter.html").read_text() == "<p>Dear Ann</p>"


@pytest.mark.slow
def test_a_notebook_that_fails_is_named(small_record, tmp_path):
    """An error in a cell is told with its notebook and cell; no page is there."""
    book(tmp_path / "a.ipynb", "1 / 0")
    made = panel(small_record, tmp_path)
    made.write.click()
    assert made.wait(300)
    assert "cell 2 of a.ipynb" in made.problem.value
    assert "ZeroDivisionError" in made.problem.value
    assert not (tmp_path / "shared").exists()


@pytest.mark.slow
def test_it_can_be_stopped(small_record, tmp_path):
    """A stopped report writes no page, and the panel can be used again."""
    book(tmp_path / "a.ipynb", f"open({str(tmp_path / 'begun')!r}, 'w').close()", "import time; time.sleep(600)")
    made = panel(small_record, tmp_path)
    made.write.click()
    while not (tmp_path / "begun").exists():
        assert not made.wait(0.2), made.problem.value
    made.stop.click()
    assert made.wait(60)
    assert made.progress.value == "Stopped; no page was written."
    assert not (tmp_path / "shared").exists()
    assert not made.write.disabled
