"""The shipped notebooks: readable, small, without stored outputs, and running from top to bottom."""

import ast
import re
import shutil
from pathlib import Path

import nbformat
import pytest

from toolkit.lab import copy_notebooks
from toolkit.report import running, shipped

NOTEBOOKS = shipped()
SEEDS = Path(__file__).parents[1] / "seeds"
LONGEST = 10


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request):
    """Each notebook that is shipped."""
    return request.param


@pytest.fixture
def book(path):
    """The notebook as a value."""
    return nbformat.read(path, as_version=4)


def code_of(book):
    """The cells of code."""
    return [cell for cell in book.cells if cell.cell_type == "code"]


def test_a_notebook_keeps_its_format(book):
    """A notebook is valid in format 4.5, and each cell has an id of its own."""
    nbformat.validate(book)
    assert (book.nbformat, book.nbformat_minor) == (4, 5)
    assert len({cell.id for cell in book.cells}) == len(book.cells)


def test_a_notebook_stores_no_outputs(book):
    """Nothing that a run left behind is stored: no outputs, no counts, no state of widgets."""
    assert not [cell for cell in code_of(book) if cell.outputs or cell.execution_count is not None]
    assert "widgets" not in book.metadata


def test_a_notebook_defines_nothing(book):
    """Functions and classes belong to the package; a notebook has none, nor loops or branches."""
    for cell in code_of(book):
        nodes = ast.walk(ast.parse(cell.source))
        forbidden = (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef, ast.Lambda, ast.For, ast.While, ast.If)
        assert not [node for node in nodes if isinstance(node, forbidden)]


def test_cells_are_short(book):
    """No cell of code is longer than ten lines."""
    assert all(len(cell.source.splitlines()) <= LONGEST for cell in code_of(book))


def test_there_is_as_much_text_as_code(book):
    """A notebook explains at least as much as it computes, in letters and in cells of text before the first code."""
    words = sum(len(cell.source) for cell in book.cells if cell.cell_type == "markdown")
    assert words >= sum(len(cell.source) for cell in code_of(book))
    assert book.cells[0].cell_type == "markdown"
    assert book.cells[0].source.startswith("# ")


def test_the_first_code_is_the_parameters(book):
    """The first cell of code is tagged `parameters` and sets the corpus, and nothing else is tagged so."""
    tagged = ["parameters" in cell.metadata.get("tags", []) for cell in code_of(book)]
    assert tagged == [True, *[False] * (len(tagged) - 1)]
    assert code_of(book)[0].source == 'corpus = "../seeds"'


def test_the_last_words_are_on_what_may_mislead(book):
    """A notebook closes with what may mislead."""
    assert book.cells[-1].cell_type == "markdown"
    assert book.cells[-1].source.startswith("## What may mislead")


def test_every_query_is_named_after_its_notebook(path, book):
    """The query that a notebook reads, if it reads one, is the one that its panel saves."""
    source = "\n".join(cell.source for cell in code_of(book))
    assert set(re.findall(r'saved_query\("(\w+)"\)', source)) <= {path.stem}
    panels = ("panels.who_is_heard", "panels.what_each_side_claims")
    assert any(panel in source for panel in panels) == ("saved_query" in source)


@pytest.mark.slow
def test_a_notebook_runs_where_the_lab_puts_it(path, tmp_path):
    """In a working folder made by the lab, with the sample beside it, a notebook runs from top to bottom as it is."""
    shutil.copytree(SEEDS, tmp_path / "seeds", ignore=shutil.ignore_patterns(".counterpoint"))
    copy_notebooks(tmp_path / "work")
    done = running.execute(tmp_path / "work" / path.name, corpus=Path("../seeds"), folder=tmp_path / "work")
    outputs = [output for cell in code_of(done) for output in cell.get("outputs", [])]
    assert len(outputs) >= len(code_of(done)) - 3  # imports, parameters and a calculation show nothing
    assert not [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]
