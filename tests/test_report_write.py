"""From a record to a file: notebooks executed, failures told, nothing of the analyst's touched."""

import os
import subprocess
import sys
import time

import nbformat
import pytest

from toolkit.errors import ReportError
from toolkit.record import Query
from toolkit.report import running, write, writing

pytestmark = pytest.mark.slow
v4 = nbformat.v4


def saved(path, *cells, tags=("parameters",)):
    """A notebook of these cells after the one with the parameters, written to `path`."""
    first = v4.new_code_cell('corpus = "../seeds"', metadata={"tags": list(tags)})
    nbformat.write(v4.new_notebook(cells=[v4.new_markdown_cell("# Trial"), first, *map(v4.new_code_cell, cells)]), path)
    return path


OPEN = "from toolkit.record import load\nrecord = load(corpus)"


def test_a_notebook_runs_on_the_record_and_leaves_it_alone(housed_record, tmp_path):
    """The notebook sees the record with its saved queries, and what it saves itself does not reach the analyst's folder."""
    asked = Query(parties=("Norland",))
    housed_record.save_query("trial", asked)
    path = saved(
        tmp_path / "trial.ipynb", OPEN, "print(record, record.saved_query('trial').describe())",
        "record.save_query('trial', type(record.saved_query('trial'))())",
    )  # fmt: skip
    before = path.read_bytes()
    out = write(housed_record, tmp_path / "deep" / "page.html", notebooks=[path])
    html = out.read_text(encoding="utf-8")
    assert repr(housed_record) in html
    assert asked.describe() in html
    assert housed_record.saved_query("trial") == asked
    assert path.read_bytes() == before
    assert sorted(one.name for one in out.parent.iterdir()) == ["page.html"]


def test_the_page_names_no_path_of_this_machine(small_record, tmp_path):
    """What the reader gets holds no temporary path, neither in the code nor anywhere else."""
    path = saved(tmp_path / "trial.ipynb", OPEN)
    html = write(small_record, tmp_path / "page.html", notebooks=[path]).read_text(encoding="utf-8")
    assert "corpus =" not in html
    assert str(tmp_path) not in html
    assert "counterpoint-" not in html.replace("counterpoint-toolkit", "")


def test_no_kernel_outlives_the_page(small_record, tmp_path):
    """When the page is written, the process that ran the notebook has ended."""
    path = saved(tmp_path / "trial.ipynb", "import os", "print('pid', os.getpid())")
    html = write(small_record, tmp_path / "page.html", notebooks=[path]).read_text(encoding="utf-8")
    process = int(html.split(">pid ")[1].split("<")[0])
    for _ in range(50):
        if not _alive(process):
            break
        time.sleep(0.1)
    assert not _alive(process)


def _alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_an_error_in_a_cell_names_notebook_cell_and_message(small_record, tmp_path):
    """A cell that raises stops the report with the notebook, the cell's number and first line, and the message."""
    path = saved(tmp_path / "trial.ipynb", OPEN, "# here\nrecord.statementss")
    with pytest.raises(ReportError, match=r"cell 4 of trial\.ipynb .*'# here'.*AttributeError.*statementss"):
        write(small_record, tmp_path / "page.html", notebooks=[path])
    assert not (tmp_path / "page.html").exists()


def test_a_cell_that_never_ends_is_stopped(tmp_path):
    """A cell that takes too long stops the report and is named."""
    path = saved(tmp_path / "trial.ipynb", "import time", "time.sleep(600)")
    with pytest.raises(ReportError, match=r"trial\.ipynb.*too long"):
        running.execute(path, corpus=tmp_path, folder=tmp_path, seconds=3)


def test_a_python_that_dies_is_told(tmp_path):
    """When the process of a notebook ends, the report says so instead of waiting."""
    path = saved(tmp_path / "trial.ipynb", "import os", "os._exit(1)")
    with pytest.raises(ReportError, match=r"trial\.ipynb.*ended"):
        running.execute(path, corpus=tmp_path, folder=tmp_path)


@pytest.mark.parametrize("content", [b"", b"no notebook", b"\xff\xfe\x00", b"[1]", b'{"cells": 3}'])
def test_what_is_no_notebook_is_refused(small_record, tmp_path, content):
    """A file that is no notebook is refused by name, with what works."""
    path = tmp_path / "trial.ipynb"
    path.write_bytes(content)
    with pytest.raises(ReportError, match=r"trial\.ipynb cannot be read as a notebook"):
        write(small_record, tmp_path / "page.html", notebooks=[path])


def test_a_notebook_that_is_missing_is_refused(small_record, tmp_path):
    """A path where nothing is is refused by name."""
    with pytest.raises(ReportError, match=r"none\.ipynb"):
        write(small_record, tmp_path / "page.html", notebooks=[tmp_path / "none.ipynb"])


def test_a_notebook_without_parameters_is_refused(tmp_path):
    """Without a cell tagged `parameters` a notebook could read another corpus, so it is refused."""
    path = saved(tmp_path / "trial.ipynb", tags=())
    with pytest.raises(ReportError, match="no code cell tagged 'parameters'"):
        running.execute(path, corpus=tmp_path, folder=tmp_path)


def test_a_place_that_cannot_be_written_is_told(small_record, tmp_path):
    """Where the page cannot be written the error names the file and what works."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(ReportError, match="cannot be written"):
        write(small_record, tmp_path / "file" / "page.html", notebooks=[])


def test_no_kernel_of_the_user_is_needed_or_used(small_record, tmp_path):
    """The notebook runs in the Python that runs now, whatever kernel its metadata names."""
    path = saved(tmp_path / "trial.ipynb", "import sys; print('at', sys.executable)")
    book = nbformat.read(path, as_version=4)
    book.metadata["kernelspec"] = {"name": "no-such-kernel", "display_name": "None"}
    nbformat.write(book, path)
    done = running.execute(path, corpus=tmp_path, folder=tmp_path)
    assert done.cells[-1].outputs[0].text.strip() == f"at {sys.executable}"


def test_the_shipped_notebooks_are_found():
    """Without `notebooks` the report takes those that come with Counterpoint, in order."""
    assert [path.name for path in writing.shipped()][:1] == ["1_who_is_heard.ipynb"]


def test_importing_the_report_opens_nothing():
    """Importing the report neither starts a kernel nor bundles Vega."""
    code = "import toolkit.report, toolkit.report.vega as v; print(v.bundle.cache_info().misses)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=writing.__file__.split("toolkit")[0],
    )
    assert done.stdout.strip() == "0"
