"""Execute a notebook on a record, with this very Python, and bring every failure back in words."""

import os
import sys
import sysconfig
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode, ValidationError
from nbformat.reader import NotJSONError
from traitlets import default
from traitlets.config import Config

from toolkit.errors import ReportError

SECONDS = 900  # for one cell; the slowest cell of a shipped notebook takes seconds, a hung one never ends
NAME = "python3"  # a notebook's metadata names it, whatever kernels the user has registered
SHOWN = "# This copy was made on a record of its own: see “What was read” at the top of the page."


class _ThisPython(KernelSpecManager):
    """Every kernel asked for is the Python that runs now, so that no kernel needs to be registered."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--HistoryManager.enabled=False"]
        return KernelSpec(argv=argv, display_name=kernel_name, language="python")


class _Kernel(AsyncKernelManager):
    """The manager that a notebook client makes, uses and shuts down."""

    @default("kernel_spec_manager")
    def _default_kernel_spec_manager(self) -> _ThisPython:
        return _ThisPython()


def execute(path: Path, *, corpus: Path, folder: Path, seconds: int = SECONDS) -> NotebookNode:
    """The notebook at `path` comes back executed, its cell tagged `parameters` replaced by `corpus = …`.

    `folder` is where it runs and where its kernel keeps what it needs; the file at `path` is never written. In the copy
    that comes back the replaced cell says so in words, because the path is of no use to a reader. Raises ReportError,
    naming the notebook, the cell and the message, when the file is no notebook, when no cell is tagged `parameters`,
    when a cell raises, when a cell takes longer than `seconds`, or when the kernel dies.
    """
    notebook = read(path)
    cell = _parameters(notebook, path)
    cell.source = f"corpus = {str(corpus)!r}"
    client = NotebookClient(
        notebook,
        timeout=seconds,
        kernel_name=NAME,
        kernel_manager_class=_Kernel,
        config=_through(folder),
        resources={"metadata": {"path": str(folder)}},
        store_widget_state=False,
    )
    try:
        client.execute(env=_environment(folder))
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise _explained(error, path, notebook) from error
    cell.source = SHOWN
    return notebook


def _through(folder: Path) -> Config:
    """The kernel is talked to through files in `folder` where the system can, so that no port is opened."""
    if sys.platform == "win32":
        return Config()
    return Config({"AsyncKernelManager": {"transport": "ipc", "connection_file": str(folder / "kernel.json")}})


def _environment(folder: Path) -> dict[str, str]:
    """The kernel finds the package that runs now, and none of the start-up files of the user."""
    found = {**os.environ, "IPYTHONDIR": str(folder / "ipython")}
    home = str(Path(__file__).parents[2])
    if home != sysconfig.get_path("purelib"):
        found["PYTHONPATH"] = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
    return found


def read(path: Path) -> NotebookNode:
    """The notebook at `path`, format 4; raises ReportError for a file that cannot be read as one."""
    try:
        words = path.read_text(encoding="utf-8")
        notebook: NotebookNode = nbformat.reads(words, as_version=4)  # type: ignore[no-untyped-call]
        nbformat.validate(notebook)
    except (OSError, ValueError, NotJSONError, ValidationError, AttributeError, KeyError, TypeError) as error:
        raise ReportError(
            f"{path.name} cannot be read as a notebook ({_first_line(error)})",
            works="a Jupyter notebook, format 4",
            step="open it in JupyterLab and save it again, or leave it out",
        ) from error
    return notebook


def _parameters(notebook: NotebookNode, path: Path) -> Any:
    for cell in notebook.cells:
        if cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", []):
            return cell
    raise ReportError(
        f"{path.name} has no code cell tagged 'parameters'",
        works="one code cell with the tag 'parameters' that sets `corpus`",
        step="add the tag to that cell in the property inspector of JupyterLab",
    )


def _explained(error: Exception, path: Path, notebook: NotebookNode) -> ReportError:
    number, cell = _failed(notebook)
    where = f"cell {number} of {path.name}" if cell is not None else path.name
    if isinstance(error, CellExecutionError):
        problem, step = f"{error.ename}: {error.evalue}", "open the notebook on the same corpus and run that cell"
    elif isinstance(error, CellTimeoutError):
        problem, step = "it took too long", "report a smaller corpus, or save the record first and report that"
    else:
        problem, step = "its Python process ended", "look for memory running out, and report a smaller corpus"
    head = (cell.source.splitlines() or [""])[0] if cell is not None else ""
    begins = f" (it begins {head!r})" if head else ""
    return ReportError(f"{where}{begins} failed: {problem}", works="a notebook that runs from top to bottom", step=step)


def _failed(notebook: NotebookNode) -> tuple[int, Any]:
    """The cell that raised; failing that, the first one that was not run to its end."""
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "code" and any(output.output_type == "error" for output in cell.outputs):
            return number, cell
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "code" and "shell.execute_reply" not in cell.metadata.get("execution", {}) and cell.source:
            return number, cell
    return 0, None


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
