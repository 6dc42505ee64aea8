"""The panel "Share": one page that works offline, of the notebooks in this folder, without leaving the notebook."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from toolkit.errors import CounterpointError
from toolkit.panels.views import Choices, Words
from toolkit.record import Record

WHOLE, SNIPPETS, HASHES = "whole", "snippets", "hashes"
TEXT = (
    ("Whole articles", WHOLE),
    ("Licensed: only so many words in a row", SNIPPETS),
    ("Licensed: statements as hashes, no words", HASHES),
)
FEWEST, USUAL, MOST = 5, 15, 500  # words in a row
FOLDER = "shared"
PATIENCE = 10  # seconds that a stopped report has to end by itself
SAVE_FIRST = "The page is made of the notebooks as they are saved, run anew on this record. Save this notebook first."
_DONE, _REFUSALS = 0, 3  # how the command ends when the page is written, and when some inputs had been refused
_COUNT = re.compile(r"\d+ of \d+ notebooks run")
_PREFIX = "toolkit: "


class Sharing(widgets.VBox):  # type: ignore[misc]
    """A panel holds a record; the page is written by a Python of its own, from a copy of the record, while you go on.

    `place` is where the page goes, `notebooks` are those it is made of (none ticked means all), `text` says how much of
    the articles it shows. A file that no report wrote is never written over. What goes wrong is said in `problem`.
    """

    def __init__(self, record: Record, *, folder: Path | None = None) -> None:
        self._record = record
        self._folder = Path.cwd() if folder is None else folder
        self._process: subprocess.Popen[str] | None = None
        self._work: threading.Thread | None = None
        self._is_stopped = False
        self._make_controls()
        super().__init__(self._layout())
        self.add_class("cp-panel")
        self.text.observe(lambda _: self._follow(), "value")
        self.write.on_click(lambda _: self._start())
        self.stop.on_click(lambda _: self._stop())
        self._follow()

    def _make_controls(self) -> None:
        style = {"description_width": "auto"}
        self.place = widgets.Text(
            value=str(default_place(self._record, self._folder)), description="Write the page to",
            continuous_update=False, style=style, layout={"width": "auto"},
        )  # fmt: skip
        self.notebooks = Choices(label="Notebooks (none ticked means all)")
        self.notebooks.options = [{"value": name, "label": name, "count": ""} for name in runnable(self._folder)]
        self.text = widgets.Dropdown(
            description="How much text", options=TEXT, value=WHOLE, style=style, layout={"width": "420px"}
        )
        self.words = widgets.BoundedIntText(
            description="Words in a row, at most", value=USUAL, min=FEWEST, max=MOST, style=style,
            layout={"width": "240px"},
        )  # fmt: skip
        self.write = widgets.Button(description="Write the page", button_style="primary", layout={"width": "auto"})
        self.stop = widgets.Button(description="Stop", tooltip="Write no page", disabled=True, layout={"width": "auto"})
        self.progress, self.problem = Words(value=SAVE_FIRST, tone="quiet"), Words(tone="problem")

    def _layout(self) -> list[Any]:
        wrap = {"flex_flow": "row wrap", "align_items": "center", "grid_gap": "14px", "width": "100%"}
        self.notebooks.layout.display = None if self.notebooks.options else "none"
        how = widgets.Box([self.text, self.words], layout=wrap)
        return [self.place, self.notebooks, how, widgets.Box([self.write, self.stop], layout=wrap), self.progress,
                self.problem]  # fmt: skip

    def _follow(self) -> None:
        self.words.layout.display = None if self.text.value == SNIPPETS else "none"

    def wait(self, seconds: float | None = None) -> bool:
        """Whether the page that was asked for is done, or could not be, within so many seconds; for scripts."""
        if self._work is not None:
            self._work.join(seconds)
        return self._work is None or not self._work.is_alive()

    def _start(self) -> None:
        """The record is saved aside here, where nothing changes it meanwhile; the rest goes on beside."""
        self.problem.value = ""
        out = Path(os.path.normpath(self._folder / Path(self.place.value.strip()).expanduser()))
        if out.suffix.lower() not in (".html", ".htm"):
            self.problem.value = f"{out.name!r} is no name for a page. What works: a name that ends in .html."
            return
        self._busy(busy=True)
        self.progress.value = "The record is copied …"
        aside = Path(tempfile.mkdtemp(prefix="counterpoint-share-"))
        try:
            command = self._command(self._record.save(aside / "record"), out)
        except (CounterpointError, OSError, ValueError) as error:
            shutil.rmtree(aside, ignore_errors=True)
            self._end(f"No page was written: {error}")
            return
        self._is_stopped = False
        self._work = threading.Thread(target=self._run, args=(command, out, aside), daemon=True)
        self._work.start()

    def _command(self, saved: Path, out: Path) -> list[str]:
        ticked = self.notebooks.value or [option["value"] for option in self.notebooks.options]
        books = [word for name in ticked for word in ("--notebook", str(self._folder / name))]
        limit = {WHOLE: [], SNIPPETS: ["--redact", str(self.words.value)], HASHES: ["--redact", "0"]}[self.text.value]
        return [sys.executable, "-m", "toolkit", "report", str(saved), "--out", str(out), *limit, *books]

    def _run(self, command: list[str], out: Path, aside: Path) -> None:
        """Beside the kernel's own thread: the report runs in a Python of its own, whose lines are told."""
        try:
            self._process = subprocess.Popen(
                command, cwd=aside, env=_environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace",
            )  # fmt: skip
            with self._process as process:
                told = self._listen(process.stdout or ())
            self._tell(process.returncode, told, out)
        except Exception as error:  # what a thread raises is seen by nobody else
            self._end(f"Something is wrong in the program: {type(error).__name__}: {error}")
            raise
        finally:
            self._process = None
            shutil.rmtree(aside, ignore_errors=True)

    def _listen(self, lines: Iterable[str]) -> str:
        """The last line that says something, once there are no more; how far it is is told meanwhile."""
        last = ""
        self.progress.value = "The notebooks are run on the copy; this takes a minute or two. You can go on working."
        for line in lines:
            last = line.strip() or last
            if count := _COUNT.search(last):
                self.progress.value = f"{count[0]} …"
        return last.removeprefix(_PREFIX)

    def _tell(self, code: int, told: str, out: Path) -> None:
        if code in (_DONE, _REFUSALS):
            size = out.stat().st_size / 1e6
            self._end("", f"Written: {out} ({size:.1f} MB). It opens in any browser, without a network.")
        elif self._is_stopped:
            self._end("", "Stopped; no page was written.")
        else:
            self._end(f"No page was written: {told or 'the report ended without a word'}")

    def _end(self, problem: str, words: str = "") -> None:
        self.progress.value, self.problem.value = words, problem
        self._busy(busy=False)

    def _busy(self, *, busy: bool) -> None:
        self.write.disabled, self.stop.disabled = busy, not busy

    def _stop(self) -> None:
        """The report is asked to end, and made to end when it does not."""
        process = self._process
        if process is None or process.poll() is not None:
            return
        self._is_stopped = True
        self.stop.disabled = True
        if sys.platform == "win32":
            process.terminate()
        else:
            process.send_signal(signal.SIGINT)
        threading.Timer(PATIENCE, process.kill).start()  # which does nothing to one that has ended

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """The live panel, and for a copy without Python a sentence."""
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        words = "Pages like this one are written in JupyterLab, by the panel that is live there in this place."
        return {**bundle, "text/plain": words, "text/html": f"<p><em>{words}</em></p>"}


def default_place(record: Record, folder: Path) -> Path:
    """Beside the corpus, never in it, where it would be read as an article: `shared/NAME.html`, NAME its folder's.

    >>> from toolkit.tables import empty
    >>> default_place(Record(empty("ARTICLES")), Path("work")).as_posix()
    'work/shared/report.html'
    """
    if record.home is None:
        return folder / FOLDER / "report.html"
    corpus = Path(os.path.normpath(record.home.absolute())).parent
    return corpus.parent / FOLDER / f"{corpus.name or 'report'}.html"


def runnable(folder: Path) -> list[str]:
    """The names of the notebooks in a folder that a report can run, those with a cell tagged `parameters`, in order."""
    return [file.name for file in sorted(folder.glob("*.ipynb")) if _has_parameters(file)]


def _has_parameters(file: Path) -> bool:
    try:
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        return any("parameters" in cell["metadata"].get("tags", []) for cell in cells if cell["cell_type"] == "code")
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _environment() -> dict[str, str]:
    """The Python beside this one finds the package that runs now, and writes its lines as they are read here."""
    home = str(Path(__file__).parents[2])
    paths = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
    return {**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"}


def share(record: Record) -> Sharing:
    """A live panel with a button that writes one page on `record`, which opens in any browser, without a network.

    It runs the notebooks of the folder of this notebook (those that have a cell tagged `parameters`; where there are
    none, those that come with Counterpoint) on a copy of the record, in a Python of its own. For licensed text it
    leaves out the articles and shows few words in a row, or none. A file that no report wrote is never written over.
    """
    return Sharing(record)
