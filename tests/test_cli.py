import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

import toolkit
from toolkit import cli, lab, report, workflow
from toolkit.errors import RecordError, SourceError
from toolkit.record import Query, Record, load

ROOT = Path(__file__).parents[1]


@pytest.fixture
def opened(small_record, monkeypatch):
    """The corpus that every command opens is the small record; how it was asked for is written down."""
    asked = {}

    def open_corpus(paths, **options):
        asked.update(paths=paths, **options)
        return small_record

    monkeypatch.setattr(workflow, "open_corpus", open_corpus)
    return asked


@pytest.fixture
def shipped(tmp_path):
    """A folder with two notebooks as they are shipped."""
    folder = tmp_path / "shipped"
    (folder / ".ipynb_checkpoints").mkdir(parents=True)
    (folder / ".ipynb_checkpoints" / "1.ipynb").write_text("hidden", encoding="utf-8")
    for name in ("1", "2"):
        (folder / f"{name}.ipynb").write_text(f"notebook {name}", encoding="utf-8")
    return folder


def fail_with(error):
    """A stand-in for any function that raises the error."""

    def fail(*_, **__):
        raise error

    return fail


def test_help_teaches(capsys):
    """The help shows examples and the meaning of every exit code."""
    with pytest.raises(SystemExit) as stopped:
        cli.main(["--help"])
    words = capsys.readouterr().out
    assert stopped.value.code == 0
    assert "toolkit extract articles/ --out result.xlsx" in words
    assert all(f"\n  {code}  " in words for code in (0, 1, 2, 3))


@pytest.mark.parametrize("command", ["extract", "report", "preview", "lab", "evaluate"])
def test_every_command_has_help(capsys, command):
    """Every command explains itself."""
    with pytest.raises(SystemExit) as stopped:
        cli.main([command, "--help"])
    assert stopped.value.code == 0
    assert f"usage: toolkit {command}" in capsys.readouterr().out


def test_help_is_fast():
    """The help is there without pandas or spaCy."""
    words = (
        "import sys\nfrom toolkit import cli\n"
        "try:\n    cli.main(['--help'])\nexcept SystemExit:\n    pass\n"
        "sys.exit(any(name in sys.modules for name in ('pandas', 'spacy', 'openpyxl')))"
    )
    assert subprocess.run([sys.executable, "-c", words], capture_output=True, cwd=ROOT, check=False).returncode == 0


def test_python_m_toolkit():
    """`python -m toolkit` is the same command."""
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", "--version"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == toolkit.__version__


@pytest.mark.parametrize(
    "words",
    [[], ["extrct"], ["extract"], ["extract", "a.txt"], ["extract", "--out", "x"], ["report", "a.txt", "--out", "x.pdf"],
     ["extract", "a.txt", "--out", "x.docx"]],
)  # fmt: skip
def test_wrong_usage(capsys, words):
    """What cannot be understood ends with 2 before any work, and a word about what is wrong."""
    with pytest.raises(SystemExit) as stopped:
        cli.main(words)
    assert stopped.value.code == 2
    assert "usage: toolkit" in capsys.readouterr().err


def test_a_foreign_folder_is_refused_before_the_work(tmp_path, opened, capsys):
    """A folder of something else as the place of the result is refused before anything is extracted."""
    (tmp_path / "chapter.txt").write_text("words", encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        cli.main(["extract", "a.txt", "--out", str(tmp_path)])
    assert stopped.value.code == 2
    assert opened == {}
    assert "not replaced" in capsys.readouterr().err


def test_extract(tmp_path, opened, small_record, capsys):
    """The result is written, its path and counts are said on stdout; what was set aside is listed and gives 3."""
    out = tmp_path / "out"
    assert cli.main(["extract", "a.txt", "b", "--out", str(out), "--parties", "p.yaml", "--model", "m"]) == 3
    said = capsys.readouterr()
    assert said.out == f"{out}: {small_record!r}\n"
    assert said.err == "toolkit: set aside: scan.pdf: no text layer. What works: text files. Next: run OCR.\n"
    assert (opened["paths"], opened["parties"], opened["model"]) == (["a.txt", "b"], "p.yaml", "m")
    assert len(load(out).statements) == 11


def test_all_fine(tmp_path, monkeypatch, small_record, capsys):
    """Where nothing was set aside the exit code is 0 and stderr is silent."""
    whole = Record(small_record.articles)
    monkeypatch.setattr(workflow, "open_corpus", lambda *_, **__: whole)
    assert cli.main(["extract", "a.txt", "--out", str(tmp_path / "out.jsonl")]) == 0
    assert capsys.readouterr().err == ""


def test_the_default_model(tmp_path, opened):
    """Without --model the model of the package is used, by every command."""
    cli.main(["extract", "a.txt", "--out", str(tmp_path / "out")])
    assert opened["model"] == workflow.MODEL


def test_report(tmp_path, opened, monkeypatch, small_record, capsys):
    """The page is written from the corpus that was named, and its path is said."""
    written = []
    monkeypatch.setattr(report, "write", lambda record, out, **more: written.append((record, out, more)) or Path(out))
    out = str(tmp_path / "page.html")
    assert cli.main(["report", "a.txt", "--out", out]) == 3
    ((record, place, more),) = written
    assert (record, place, more["redact"], more["notebooks"]) == (small_record, out, None, None)
    assert capsys.readouterr().out.startswith(f"{out}: Record(")
    assert cli.main(["report", "a.txt", "--out", out, "--redact", "15", "--notebook", "b", "--notebook", "a"]) == 3
    assert (written[1][2]["redact"], written[1][2]["notebooks"]) == (15, ["b", "a"])
    written[1][2]["progress"](1, 2)
    assert capsys.readouterr().err.endswith("toolkit: 1 of 2 notebooks run\n")


@pytest.mark.parametrize(("words", "there"), [("3", ""), ("15", "a letter of mine"), ("x", "")])
def test_a_report_that_cannot_be_is_refused_before_the_work(tmp_path, monkeypatch, words, there):
    """Words that a page cannot be redacted to, and a file that no report wrote, are refused before anything is read."""
    monkeypatch.setattr(workflow, "open_corpus", lambda *_, **__: pytest.fail("the corpus was opened"))
    out = tmp_path / "page.html"
    if there:
        out.write_text(there)
    try:
        code = cli.main(["report", "a.txt", "--out", str(out), "--redact", words])
    except SystemExit as stopped:
        code = stopped.code
    assert code in (cli.NOTHING, cli.USAGE)
    assert not there or out.read_text() == there


def test_nothing_can_be_read(tmp_path, monkeypatch, capsys):
    """An error ends with 1 and its message alone."""
    error = SourceError("there is no article", works="text files", step="choose others")
    monkeypatch.setattr(workflow, "open_corpus", fail_with(error))
    assert cli.main(["extract", "a.txt", "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr()
    assert said.err == "toolkit: there is no article. What works: text files. Next: choose others.\n"
    assert not (tmp_path / "out").exists()


def test_a_fault_is_told_without_a_traceback(tmp_path, monkeypatch, capsys):
    """A fault of the package is named as one, and --debug shows where it was."""
    monkeypatch.setattr(workflow, "open_corpus", fail_with(ZeroDivisionError("division by zero")))
    words = ["extract", "a.txt", "--out", str(tmp_path / "out")]
    assert cli.main(words) == 1
    plain = capsys.readouterr().err
    assert "a fault of Counterpoint: ZeroDivisionError: division by zero" in plain
    assert "Traceback" not in plain
    assert cli.main([*words, "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_stopping(tmp_path, monkeypatch, capsys):
    """A run that the analyst stops ends with 130 and one word."""
    monkeypatch.setattr(workflow, "open_corpus", fail_with(KeyboardInterrupt()))
    assert cli.main(["extract", "a.txt", "--out", str(tmp_path / "out")]) == 130
    assert capsys.readouterr().err == "toolkit: stopped\n"


def test_progress_is_quiet_at_first_and_never_too_often(capsys):
    """Progress is told at most every two seconds, and the end is told when something was told before."""
    times = iter([0, 1, 1.9, 2.1, 2.1, 3, 5, 5, 5.1, 5.1])
    tell = cli._progress(lambda: next(times))
    for done in (0, 16, 32, 48, 64, 70):
        tell(done, 70)
    lines = capsys.readouterr().err.splitlines()
    assert lines == [f"toolkit: {done} of 70 articles analysed" for done in (32, 64, 70)]


def test_short_runs_tell_no_progress(capsys):
    """A run that takes no time says nothing."""
    tell = cli._progress(lambda: 0.0)
    tell(0, 1)
    tell(1, 1)
    assert capsys.readouterr().err == ""


def test_signs_that_the_terminal_cannot_show(monkeypatch):
    """A sign that the terminal cannot show is written as an escape instead of ending the run."""

    class Old:
        encoding = "ascii"
        words = ""

        def write(self, words):
            self.words += words

        def flush(self):
            return None

    stream = Old()
    cli._write(stream, "“yes”")
    assert stream.words == "\\u201cyes\\u201d\n"


def test_lab_copies_and_starts(tmp_path, monkeypatch, capsys):
    """The notebooks are copied, JupyterLab is started in their folder, and its exit code is handed on."""
    started = []
    monkeypatch.setattr(lab, "copy_notebooks", lambda folder: {"1.ipynb": lab.COPIED})
    monkeypatch.setattr(lab, "start", lambda folder, extra: started.append((folder, extra)) or 0)
    assert cli.main(["lab", str(tmp_path), "--", "--no-browser", "--port=9000"]) == 0
    assert started == [(tmp_path, ["--no-browser", "--port=9000"])]
    assert capsys.readouterr().err == f"toolkit: {tmp_path / '1.ipynb'}: copied\n"


def test_lab_runs_jupyter_in_the_folder(tmp_path, monkeypatch):
    """JupyterLab is this Python's own, run in the working folder with the options of the analyst."""
    called = {}

    def run(words, **options):
        called.update(words=words, **options)
        return subprocess.CompletedProcess(words, 7)

    monkeypatch.setattr(lab.subprocess, "run", run)
    assert lab.start(tmp_path, ["--no-browser"]) == 7
    assert called["words"] == [sys.executable, "-m", "jupyterlab", "--no-browser"]
    assert called["cwd"] == tmp_path


def test_notebooks_are_copied(tmp_path, shipped):
    """Every notebook that is not there is copied; hidden files are not."""
    folder = tmp_path / "work"
    assert lab.copy_notebooks(folder, source=shipped) == {"1.ipynb": lab.COPIED, "2.ipynb": lab.COPIED}
    assert sorted(path.name for path in folder.iterdir()) == [".counterpoint", "1.ipynb", "2.ipynb"]
    assert lab.copy_notebooks(folder, source=shipped) == {"1.ipynb": lab.SAME, "2.ipynb": lab.SAME}


def test_edited_notebooks_are_never_written_over(tmp_path, shipped):
    """An edited notebook stays as it is, however often and whatever is shipped; the others are renewed."""
    folder = tmp_path / "work"
    lab.copy_notebooks(folder, source=shipped)
    (folder / "1.ipynb").write_text("mine", encoding="utf-8")
    for edition in ("newer", "newest"):
        for name in ("1", "2"):
            (shipped / f"{name}.ipynb").write_text(edition, encoding="utf-8")
        assert lab.copy_notebooks(folder, source=shipped) == {"1.ipynb": lab.KEPT, "2.ipynb": lab.COPIED}
        assert (folder / "1.ipynb").read_text(encoding="utf-8") == "mine"
        assert (folder / "2.ipynb").read_text(encoding="utf-8") == edition


def test_foreign_files_are_never_written_over(tmp_path, shipped):
    """A file that happens to have the name of a notebook and was never copied stays as it is."""
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "1.ipynb").write_text("mine", encoding="utf-8")
    assert lab.copy_notebooks(folder, source=shipped)["1.ipynb"] == lab.KEPT
    assert (folder / "1.ipynb").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_written(tmp_path, shipped):
    """A working folder that cannot be made is named with the way out."""
    (tmp_path / "work").write_text("in the way", encoding="utf-8")
    with pytest.raises(RecordError, match="cannot be"):
        lab.copy_notebooks(tmp_path / "work", source=shipped)


def test_the_shipped_notebooks_are_found(tmp_path):
    """The notebooks that come with the package are found and are notebooks."""
    done = lab.copy_notebooks(tmp_path / "work")
    notebooks = [name for name in done if name.endswith(".ipynb")]
    assert notebooks
    for name in notebooks:
        nbformat.validate(nbformat.read(tmp_path / "work" / name, as_version=4))


@pytest.mark.slow
def test_the_main_job(tmp_path):
    """The command extracts the sample from a shell, into a folder that can be loaded and lines that can be read."""
    out = tmp_path / "out.jsonl"
    words = [sys.executable, "-m", "toolkit", "extract", str(ROOT / "seeds"), "--out", str(out)]
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=False)
    # On a busy machine it tells how far it is.
    told = [line for line in done.stderr.splitlines() if "articles analysed" not in line]
    assert (done.returncode, told) == (0, [])
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert {"China", "Israel"} <= {line["party"] for line in lines}


@pytest.mark.slow
def test_a_saved_record_is_converted(tmp_path, small_record):
    """A saved record can be written in another format."""
    saved = small_record.select(Query(articles=("talks",))).save(tmp_path / "record")
    assert cli.main(["extract", str(saved), "--out", str(tmp_path / "out.jsonl")]) == 3
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 5
