"""Laws of the preview: it says what would be read, and a mapping that it keeps is the one that is read with."""

import json

import pandas as pd
import pytest

import toolkit
from toolkit import cli
from toolkit.errors import RecordError, RefusedWarning, SourceError
from toolkit.sources import lines_of, mapping_of, preview, read_all
from toolkit.sources.preview import COLUMNS

REPORT = "The minister said on Monday that the talks had ended and that both sides would go home."
TABLE = (
    "Kopf,Wortlaut,Erfasst,Verlag\n"
    f"Talks end,{REPORT},3/4/2023,The Wire\n"
    f"Talks go on,{REPORT.replace('ended', 'not ended')},5/6/2023,The Post\n"
    "Nothing,,7/8/2023,The Post\n"
)
MAPPING = {"text": "Wortlaut", "title": "Kopf", "published": "Erfasst", "outlet": "Verlag", "dates": "dmy"}


@pytest.fixture
def corpus(tmp_path):
    """A folder with a table whose columns nothing names, a report, and a file that is none."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.csv").write_text(TABLE, encoding="utf-8")
    (folder / "b.txt").write_text(f"Pier closed\n\nThe Harbour Post, 5 March 2025\n\n{REPORT}\n", encoding="utf-8")
    (folder / "c.xyz").write_bytes(b"x")
    return folder


def test_what_is_previewed_is_what_is_read(corpus):
    """The preview has the articles and refusals of `read_all`, with the same values, and says where they came from."""
    shown = toolkit.preview(corpus, columns=MAPPING)
    articles, refused = read_all(corpus, columns=MAPPING)
    assert tuple(shown.columns) == COLUMNS
    read = shown[shown["status"] == "read"]
    for column in ("source", "title", "outlet", "author", "published", "language", "words"):
        assert read[column].tolist() == articles[column].tolist()
    assert read["how"].tolist() == articles["notes"].tolist()
    aside = shown[shown["status"] == "refused"]
    for column in ("source", "reason", "works", "step"):
        assert sorted(aside[column]) == sorted(refused[column])
    assert read["opening"].tolist()[0] == "The minister said on Monday that the talks had ended and that…"
    assert read["missing"].tolist() == ["", "", ""]


def test_what_only_the_analyst_can_tell_is_asked():
    """Dates that are two days, and outlets that nothing tells, are asked for with the words of the answer."""
    frame = pd.DataFrame({"date": ["3/4/2023"], "text": [REPORT], "Verlag": ["The Wire"]})
    shown = preview(frame)
    assert shown.loc[0, "missing"] == "title, outlet, published"
    days, title, outlet = shown.attrs["questions"]
    assert "a date of 'date' is two days" in days
    assert title.startswith("title: nothing tells it of 1 of 1 articles")
    assert outlet.startswith("outlet: ")
    how = shown.attrs["answers"]
    assert "--columns dates=dmy" in how[0]
    assert "'Verlag' tells it" in how[2]
    assert preview(frame, columns="outlet=Verlag,title=,dates=dmy").attrs["questions"] == []


def test_a_preview_raises_nothing_for_a_bad_input(tmp_path):
    """Where nothing can be read the preview says why, and raises only for a mapping that is none."""
    shown = toolkit.preview([tmp_path / "nowhere", 5])
    assert shown["status"].tolist() == ["refused", "refused"]
    assert shown["reason"].str.len().gt(0).all()
    with pytest.raises(SourceError, match="is nothing that a column tells"):
        toolkit.preview(tmp_path, columns={"headline": "x"})


def test_the_limit_leaves_files_closed_and_says_so(tmp_path):
    """About as many articles are shown as were asked for, some of each file, and files not opened are counted."""
    (tmp_path / "a.csv").write_text("text\n" + "".join(f"He left {n}.\n" for n in range(100)), encoding="utf-8")
    for number in range(9):
        (tmp_path / f"b{number}.txt").write_text(f"{REPORT} {number}", encoding="utf-8")
    shown = toolkit.preview(tmp_path, limit=5)
    assert len(shown) == 5
    assert shown["source"].str.contains("a.csv").sum() == 2
    assert shown.attrs["left"] == 6
    assert toolkit.preview(tmp_path, limit=200).attrs["left"] == 0


def test_copies_are_shown_with_what_they_repeat(corpus):
    """An article that repeats another names the source of that one."""
    (corpus / "d.txt").write_bytes((corpus / "b.txt").read_bytes())
    shown = toolkit.preview(corpus, columns=MAPPING)
    repeated = shown[shown["copy_of"] != ""]
    assert len(repeated) >= 1
    assert set(repeated["copy_of"]) <= set(shown["source"])


def test_a_mapping_is_kept_and_read_with(corpus):
    """What a preview kept beside the corpus is what `read` reads with, in the record's provenance too; a new word goes first."""
    toolkit.preview(corpus, columns=MAPPING, save=True)
    kept = json.loads((corpus / ".counterpoint" / "columns.json").read_text(encoding="utf-8"))
    assert kept == {field: [name] for field, name in MAPPING.items()}
    with pytest.warns(RefusedWarning):
        articles = toolkit.read(corpus)
    assert articles["published"].dt.strftime("%m-%d").tolist() == ["04-03", "06-05", "03-05"]
    assert articles.attrs["columns"] == kept
    with pytest.warns(RefusedWarning):
        assert toolkit.read(corpus, columns={"dates": "mdy"})["published"].dt.strftime("%m-%d").tolist()[0] == "03-04"
    assert toolkit.preview(corpus)["title"].tolist()[0] == "Talks end"


def test_a_guess_that_is_kept_reads_the_same(tmp_path):
    """A guess that was kept reads every table as it was guessed."""
    (tmp_path / "a.csv").write_text(f"Headline,Body,Source\nA,{REPORT},The Wire\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"title": "B", "full_text": REPORT + " No."}), encoding="utf-8")
    before = read_all(tmp_path)[0]
    toolkit.preview(tmp_path, save=True)
    after = toolkit.read(tmp_path)
    columns = ["article_id", "title", "outlet", "text"]
    pd.testing.assert_frame_equal(before[columns], after[columns])
    assert "you named it" in after.loc[0, "notes"]


def test_tables_that_no_mapping_reads_are_told():
    """Where one mapping would read one of two tables wrongly, it is not kept."""
    shown = preview(pd.DataFrame({"text": ["He left."]}))
    shown.attrs["clash"] = "one table has its text under 'a'"
    with pytest.raises(SourceError, match="under 'a'"):
        mapping_of(shown)


def test_a_clash_is_found(tmp_path):
    """Two tables with both of two names and the text under different ones clash."""
    long = REPORT * 5
    (tmp_path / "a.csv").write_text(f"content,article\n{long},x\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(f"content,article\nnews,{long} No.\n", encoding="utf-8")
    with pytest.raises(SourceError, match="one table has its text under 'content'"):
        toolkit.preview(tmp_path, save=True)
    assert not (tmp_path / ".counterpoint").exists()


def test_a_mapping_of_a_frame_is_kept_nowhere():
    """A frame lies nowhere, so nothing can be kept beside it."""
    with pytest.raises(RecordError, match="cannot be kept"):
        toolkit.preview(pd.DataFrame({"text": ["He left."]}), save=True)


def test_a_kept_mapping_that_is_damaged_is_named(corpus):
    """A kept mapping that cannot be read is an error that names it, and not a guess."""
    (corpus / ".counterpoint").mkdir()
    (corpus / ".counterpoint" / "columns.json").write_text("{", encoding="utf-8")
    with pytest.raises(RecordError, match=r"columns\.json cannot be read"):
        toolkit.read(corpus)


def test_a_frame_is_read_as_a_table():
    """`read` takes a frame with any columns; each row is an article or refused."""
    with pytest.warns(RefusedWarning, match="row 7: the row has no text"):
        articles = toolkit.read(pd.DataFrame({"Titel": ["A", "B"], "Inhalt": [REPORT, None]}, index=[3, 7]))
    assert articles[["title", "source"]].to_numpy().tolist() == [["A", "frame, row 3"]]
    assert articles.attrs["corpus"] == []
    with pytest.raises(SourceError, match="no column of text"):
        toolkit.read(pd.DataFrame({"a": [1]}))
    with pytest.raises(SourceError, match="the frame has no rows"):
        toolkit.read(pd.DataFrame({"text": []}))


def test_lines_say_it_in_words(corpus):
    """The lines for a terminal have every article, where its values came from, and the questions."""
    lines = lines_of(toolkit.preview(corpus, columns={"text": "Wortlaut", "published": "Erfasst"}))
    assert any("a.csv, row 2" in line and "no outlet; no day" in line for line in lines)
    assert any("text 'Wortlaut' (you named it)" in line for line in lines)
    assert any(line.startswith("? published: 3 dates of 'Erfasst'") for line in lines)


def test_the_command(corpus, capsys):
    """`toolkit preview` says what would be read on stdout and what not on stderr, and keeps the columns when told to."""
    words = ["preview", str(corpus), "--columns", "text=Wortlaut,title=Kopf,published=Erfasst,outlet=Verlag,dates=dmy"]
    assert cli.main([*words, "--save"]) == 3
    said = capsys.readouterr()
    assert "Talks end; The Wire; 2023-04-03" in said.out
    assert "c.xyz: files that end in '.xyz' are not read" in said.err
    assert (corpus / ".counterpoint" / "columns.json").exists()
    assert cli.main(["preview", str(corpus / "a.csv"), "--limit", "1"]) == 0
    assert cli.main(["preview", str(corpus / "c.xyz")]) == 1
    assert cli.main(["preview", str(corpus), "--columns", "texte=x"]) == 1
    assert "What works: text, title" in capsys.readouterr().err
