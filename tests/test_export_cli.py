import pytest

from toolkit import cli, workflow
from toolkit.export import FORMATS


@pytest.fixture
def opened(small_record, monkeypatch):
    """The corpus that the command opens is the small record; how often it was opened is counted."""
    times = []

    def open_corpus(paths, **_):
        times.append(paths)
        return small_record

    monkeypatch.setattr(workflow, "open_corpus", open_corpus)
    return times


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_by_its_name(tmp_path, opened, small_record, capsys, name):
    """`--as` takes the name of every format, and the path and counts are said."""
    out = tmp_path / f"out{FORMATS[name].suffix}"
    assert cli.main(["extract", "a.txt", "--out", str(out), "--as", name]) == cli.PARTLY
    assert capsys.readouterr().out == f"{out}: {small_record!r}\n"
    assert out.exists()


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.suffix])
def test_every_file_by_its_suffix(tmp_path, opened, name):
    """A suffix alone chooses the format."""
    out = tmp_path / f"out{FORMATS[name].suffix}"
    assert cli.main(["extract", "a.txt", "--out", str(out)]) == cli.PARTLY
    assert out.is_file()


@pytest.mark.parametrize(
    "words", [["--out", "x", "--as", "word"], ["--out", "x.xlsx", "--as", "brat"], ["--out", "x.dna"]]
)
def test_a_wrong_format_is_told_before_the_work(tmp_path, opened, monkeypatch, capsys, words):
    """A format that is none, or not that of the suffix, ends with 2 before anything is read."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as stopped:
        cli.main(["extract", "a.txt", *words])
    assert stopped.value.code == cli.USAGE
    assert opened == []
    assert "What works" in capsys.readouterr().err


def test_a_folder_that_was_worked_on_is_told_before_the_work(tmp_path, opened, capsys):
    """A folder of an earlier export that annotators may have changed is refused before anything is read."""
    (tmp_path / "a.ann").write_text("T1", encoding="utf-8")
    with pytest.raises(SystemExit):
        cli.main(["extract", "a.txt", "--out", str(tmp_path), "--as", "brat"])
    assert opened == []
    assert "not replaced" in capsys.readouterr().err


def test_the_help_names_every_format(capsys):
    """The help of the command names every format and every suffix there is, and no other."""
    with pytest.raises(SystemExit):
        cli.main(["extract", "--help"])
    words = " ".join(capsys.readouterr().out.split())
    assert f"the format by its name: {', '.join(FORMATS)}" in words
    assert f"says the format: {', '.join(one.suffix for one in FORMATS.values() if one.suffix)}" in words
