"""The panel in which files are brought in: what is understood, what is refused, which column holds what."""

import json

import pytest

from toolkit import panels
from toolkit.panels import uploading
from toolkit.panels.choosing import FOUND, NONE, Choosing
from toolkit.sources import MAX_FILE_BYTES

REPORT = "Talks end\n\nThe minister said that the talks had ended after a week.\n"
TABLE = "Titel;Wortlaut;Ort\nTalks end;The minister said that it was over.;Bonn\n"


@pytest.fixture
def work(tmp_path, monkeypatch):
    """The folder of the notebook, in which everything is relative."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "talks.txt").write_text(REPORT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def upload(panel, name, data, part=uploading.PART):
    """A file is handed over as the browser does it, part by part, until it is whole or refused; the answers."""
    told = []
    panel.upload.send = lambda content, *_: told.append(content["answer"])
    for start in range(0, max(len(data), 1), part):
        content = {"name": name, "size": len(data), "start": start}
        panel.upload.hear(content, [memoryview(data[start : start + part])])
        if told[-1] != "next":
            break
    panel.upload.hear({"done": True})
    return told


def words(table):
    """All cells of a table as one text."""
    return json.dumps(table["rows"])


def test_it_opens_with_what_the_cell_was_given(work):
    """Without a hand on it the corpus is what the cell says, and its articles are shown."""
    made = panels.choose_corpus("corpus")
    assert made.corpus == "corpus"
    assert made.summary.value.startswith("1 article understood, 0 inputs refused.")
    assert made.articles.table["rows"][0][:2] == ["talks.txt", "Talks end"]
    assert made.mapping.layout.display == "none"


def test_another_path_is_looked_at_at_once(work):
    """A path that is written is the corpus; one where nothing is stands among what is refused."""
    made = panels.choose_corpus("corpus")
    made.path.value = "nowhere"
    assert made.corpus == "nowhere"
    assert "there is no file or folder at this path" in words(made.refused.table)
    assert made.articles.table["rows"] == []


def test_files_go_into_a_folder_beside_the_notebook(work):
    """A file stands there whole under its name, its folder is the corpus, and nothing half is left."""
    made = panels.choose_corpus("corpus")
    assert upload(made, "C:\\news\\one.txt", REPORT.encode(), part=7) == ["next"] * 10
    assert (work / "uploaded" / "one.txt").read_text() == REPORT
    assert [one.name for one in (work / "uploaded").iterdir()] == ["one.txt"]
    assert (made.corpus, made.path.value) == ("uploaded", "uploaded")
    assert 'corpus = "uploaded"' in made.summary.value


def test_no_file_is_written_over(work):
    """Another file of the same name gets a number, also a third; the very same file is there once."""
    made = panels.choose_corpus("corpus")
    for said in ("one", "two", "three", "one", "two"):
        upload(made, "a.tar.gz", said.encode())
    there = {one.name: one.read_text() for one in (work / "uploaded").iterdir()}
    assert there == {"a.tar.gz": "one", "a (2).tar.gz": "two", "a (3).tar.gz": "three"}
    assert made.upload.kept == ["a.tar.gz", "a (2).tar.gz", "a (3).tar.gz", "a.tar.gz", "a (2).tar.gz"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("old.doc", "old Word versions"),
        ("..", "without a suffix"),
        ("", "without a suffix"),
        (".hidden.txt", "passed over"),
        ("README.txt", "passed over"),
        ("report", "without a suffix"),
    ],
)
def test_what_would_not_be_read_is_not_taken(work, name, reason):
    """A file that no reader takes is refused before it is written, with its name, its reason and what to do."""
    made = panels.choose_corpus("corpus")
    assert upload(made, name, b"words") == ["refused"]
    assert not (work / "uploaded").exists()
    assert reason in words(made.refused.table)
    assert made.corpus == "corpus"


@pytest.mark.parametrize("name", ["../../out.txt", "/etc/out.txt", "..\\out.txt", "a/../../out.txt", "o\0ut\n.txt"])
def test_no_name_leads_out_of_the_folder(work, name):
    """Whatever the browser calls a file, it lies in the folder itself."""
    upload(panels.choose_corpus("corpus"), name, REPORT.encode())
    assert len(list((work / "uploaded").iterdir())) == 1
    assert not list(work.parent.glob("*.txt"))


@pytest.mark.parametrize("content", [{"refused": "size", "size": 10**9, "most": 10**6}, {"refused": "unread"}])
def test_what_the_browser_does_not_send_is_told(work, content):
    """A file that is too large, or that the browser cannot read, stands among what is refused, with the way out."""
    made = panels.choose_corpus("corpus")
    made.upload.hear({"name": "large.pdf", **content})
    made.upload.hear({"done": True})
    assert made.refused.table["rows"][0][0] == "large.pdf"
    assert "write the path" in words(made.refused.table)


def test_the_limit_holds_whatever_the_browser_says(work):
    """A page that sends more than it may is refused here too, and so are parts that do not follow each other."""
    made = panels.choose_corpus("corpus")
    made.upload.hear({"name": "a.txt", "size": MAX_FILE_BYTES + 1, "start": 0}, [b"x"])
    made.upload.hear({"name": "b.txt", "size": 9, "start": 0}, [b"abc"])
    made.upload.hear({"name": "b.txt", "size": 9, "start": 6}, [b"ghi"])
    assert [one["source"] for one in made.upload.refused] == ["a.txt", "b.txt"]
    assert made.upload.kept == []


def test_the_limit_is_said_beside_the_box(work):
    """The words name the limit of a file, that of an archive, and the folder."""
    told = panels.choose_corpus("corpus").upload.words
    assert "20 MB" in told
    assert "500 MB" in told
    assert "'uploaded'" in told


def test_a_table_without_a_column_of_text_offers_its_columns(work):
    """Where nothing tells which column holds the text, all are offered; the choice is tried at once, and kept when asked."""
    (work / "corpus" / "table.csv").write_text(TABLE)
    made = panels.choose_corpus("corpus")
    assert "no column of text" in words(made.refused.table)
    assert [value for _, value in made.fields["text"].options] == [FOUND, NONE, "Titel", "Wortlaut", "Ort"]
    made.fields["text"].value = "Wortlaut"
    assert made.summary.value.startswith("2 articles understood, 0 inputs refused.")
    assert not (work / "corpus" / ".counterpoint").exists()
    made.fields["title"].value = NONE
    made.keep.click()
    assert "Kept" in made.kept.value
    kept = json.loads((work / "corpus" / ".counterpoint" / "columns.json").read_text())
    assert (kept["text"], kept["title"]) == (["Wortlaut"], [])
    assert panels.choose_corpus("corpus").summary.value.startswith("2 articles understood")


def test_columns_of_one_corpus_are_not_those_of_the_next(work):
    """Another path begins with no choice of columns."""
    (work / "corpus" / "table.csv").write_text(TABLE)
    (work / "other").mkdir()
    (work / "other" / "talks.txt").write_text(REPORT)
    made = panels.choose_corpus("corpus")
    made.fields["text"].value = "Wortlaut"
    made.path.value = "other"
    assert (made.columns, made.problem.value) == ({}, "")
    assert made.mapping.layout.display == "none"


def test_a_saved_record_is_said_to_be_one(small_record, tmp_path):
    """There is nothing to preview, and nothing is refused."""
    made = Choosing(small_record.save(tmp_path / "record"))
    assert "saved record" in made.summary.value
    assert made.problem.value == ""


def test_a_copy_without_python_shows_the_tables(work):
    """The words and both tables are there as escaped HTML."""
    (work / "corpus" / "<b>.txt").write_text(REPORT + "x")
    (work / "corpus" / "old.doc").write_text("x")
    told = panels.choose_corpus("corpus")._repr_mimebundle_()
    assert "&lt;b&gt;.txt" in told["text/html"]
    assert "<b>" not in told["text/html"]
    assert "old Word versions" in told["text/html"]
    assert "2 articles understood" in told["text/plain"]
