"""Laws of reading: every input becomes an article or a refusal, and the same file always the same article."""

import hashlib
import os
import re
from pathlib import Path

import pandas as pd
import pytest

from toolkit.errors import RefusedWarning, SourceError
from toolkit.sources import MAX_FILE_BYTES, MAX_PARAGRAPH, MAX_TEXT, preview, read, read_all, reading, restore
from toolkit.sources.finding import find, printable
from toolkit.tables import check

REPORT = (
    "Talks end after nine days\n\n"
    "The minister said on Monday that the talks had ended and that both sides would go home.\n"
    "“We have what we asked for,” he told reporters at the gate.\n"
)
GERMAN = (
    "Der Minister sagte am Montag, dass die Gespräche beendet seien und dass beide Seiten nach Hause gehen würden. "
    "Die Gewerkschaft erklärte, man habe erreicht, was man verlangt habe, und werde morgen wieder arbeiten."
)


@pytest.fixture
def folder(tmp_path):
    """A folder with one good report."""
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def refusals(path):
    """File name to reason of everything refused at a path."""
    _, refused = read_all(path)
    return {Path(row.source).name: row.reason for row in refused.itertuples()}


def test_the_sample_keeps_the_contract():
    """The sample is read as one article in English, with its repair, its marks and no title of its own."""
    articles = check(read(Path(__file__).parent.parent / "seeds"), "ARTICLES")
    row = articles.loc[0]
    assert len(articles) == 1
    assert (row["title"], row["author"], row["outlet"], row["language"]) == ("", "", "", "en")
    assert pd.isna(row["published"])
    assert [mark["kind"] for mark in row["marks"]] == ["dateline", "teaser"]
    assert row["article_id"] == "000-5797e36ac861aaf1-e79819d6"
    assert row["notes"] == "damaged encoding mended in 1 place"
    assert articles.attrs["refused"] == []


def test_the_untouched_text_comes_back(tmp_path):
    """Bytes, hash, repairs and text belong together: the decoded bytes are the restored text."""
    data = "LONDON:Â It’s “late”, he said. Itâ€™s the end of it, and the minister left.\r\n".encode()
    (tmp_path / "a.txt").write_bytes(data)
    row = read(tmp_path).loc[0]
    assert restore(row["text"], row["repairs"]) == data.decode("utf-8")
    assert row["source_sha256"] == hashlib.sha256(data).hexdigest()
    assert row["text"].endswith("\r\n")


def test_one_path_or_several(folder):
    """A str, a Path, a list and a generator of the same file give the same table."""
    good = folder / "good.txt"
    for paths in (str(good), good, [good], iter([str(good)]), (path for path in [folder]), {good}):
        articles, refused = read_all(paths)
        assert articles["title"].tolist() == ["Talks end after nine days"]
        assert refused.empty


def test_a_file_given_twice_is_read_once(folder, monkeypatch):
    """A file given by itself, with its folder, through a link and by a relative path is one article."""
    monkeypatch.chdir(folder)
    (folder / "link.txt").symlink_to(folder / "good.txt")
    articles, refused = read_all([folder / "good.txt", folder, "good.txt", folder / "link.txt"])
    assert len(articles) == 1
    assert refused.empty


def test_folders_are_walked_in_the_order_of_names(tmp_path):
    """Files and folders are read in the order of their names, whatever the order on disk."""
    for name in ("c.txt", "a/2.txt", "a/1.TEXT", "b.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(REPORT + name, encoding="utf-8")
    sources = read(tmp_path)["source"]
    assert [Path(source).relative_to(tmp_path).as_posix() for source in sources] == [
        "a/1.TEXT",
        "a/2.txt",
        "b.txt",
        "c.txt",
    ]


def test_what_is_no_article_is_passed_over(folder):
    """README files, hidden files and hidden folders in a folder are neither articles nor refusals."""
    for name in ("README.md", "readme.txt", "README", ".hidden.txt", "._good.txt"):
        (folder / name).write_text(REPORT, encoding="utf-8")
    for name in (".counterpoint", ".git"):
        (folder / name).mkdir()
        (folder / name / "x.txt").write_text(REPORT, encoding="utf-8")
    articles, refused = read_all(folder)
    assert len(articles) == 1
    assert refused.empty


def test_a_named_file_is_read_whatever_its_name(tmp_path):
    """A README or hidden file that is named by itself is meant, and read."""
    for name in ("README.txt", ".hidden.txt"):
        (tmp_path / name).write_text(REPORT + name, encoding="utf-8")
    assert len(read([tmp_path / "README.txt", tmp_path / ".hidden.txt"])) == 2


BAD = [
    ("a.pdf", b"%PDF", "the file is not a PDF"), ("a.md", b"# Talks", "files that end in '.md' are not read"),
    ("a.docx", b"PK", "the file is not a Word file"), ("a.doc", b"Talks", "old Word versions (.doc) are not read"), ("nosuffix", b"x", "a file without a suffix is not read"),
    ("empty.txt", b"", "the file is empty"), ("blank.txt", b" \n\t\r\n", "the file holds no words"),
    ("invisible.txt", "\u200b\ufeff\u00a0".encode(), "the file holds no words"), ("dots.txt", b"... --", "the file holds no words"),
    ("image.txt", b"\x89PNG\0\0", "the file is binary"), ("renamed.txt", b"%PDF-1.4 x", "the file holds a PDF"),
    ("page.txt", b"<!doctype html><p>Talks", "the file holds a web page"), ("broken.txt", b"\xef\xbb\xbf\xff", "does not fit utf-8"),
    ("german.txt", GERMAN.encode(), "the text is not English"), ("long.txt", b"the word and " * 8000, "one paragraph has 103,999 characters"),
    ("russian.txt", "Министр сказал, что переговоры закончились.".encode(), "the text is not English"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "reason"), BAD, ids=[name for name, _, _ in BAD])
def test_a_bad_file_is_refused_and_the_good_one_beside_it_read(folder, name, data, reason):
    """A bad file gives one warning that names it, why, what works and the next step; the good file is read."""
    (folder / name).write_bytes(data)
    with pytest.warns(RefusedWarning) as caught:
        articles = read(folder)
    assert len(articles) == 1
    assert len(caught) == 1
    message = str(caught[0].message)
    assert name in message
    assert reason in message
    assert "What works: " in message
    assert "Next: " in message
    (row,) = articles.attrs["refused"]
    assert all(row[column] for column in ("source", "reason", "works", "step"))


def test_all_bad_files_are_refused_each_with_its_row(folder):
    """Many bad files give as many rows of REFUSED, which keep their contract, and never stop the good one."""
    for name, data, _ in BAD:
        (folder / name).write_bytes(data)
    articles, refused = read_all(folder)
    assert articles["title"].tolist() == ["Talks end after nine days"]
    assert len(check(refused, "REFUSED")) == len(BAD)


def test_limits_are_named_in_the_refusal(tmp_path, monkeypatch):
    """A file, a text or a paragraph over its limit is refused with the limit; at the limit it is read."""
    line = "the man said that it was late and went\n"
    (tmp_path / "text.txt").write_text(line * (MAX_TEXT // len(line) + 1), encoding="utf-8")
    (tmp_path / "paragraph.txt").write_text("the " * (MAX_PARAGRAPH // 4) + "xx", encoding="utf-8")
    (tmp_path / "exact.txt").write_text("the " * (MAX_PARAGRAPH // 4 - 1) + "ends", encoding="utf-8")
    (tmp_path / "line.txt").write_bytes(b"the word " * 555_556)
    found = refusals(tmp_path)
    assert set(found) == {"text.txt", "paragraph.txt", "line.txt"}
    assert "the text has 1,000,0" in found["text.txt"]
    assert found["paragraph.txt"] == "one paragraph has 100,002 characters"
    monkeypatch.setattr(reading, "MAX_FILE_BYTES", 10)
    assert refusals(tmp_path)["exact.txt"] == "the file is larger than 10 bytes"
    assert MAX_FILE_BYTES == 20_000_000


def test_a_preview_walks_no_whole_disk(tmp_path, monkeypatch):
    """Behind so many files a preview looks for nothing more, and says where it stopped; reading reads them all."""
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"The minister said that there were {number} of them.")
    monkeypatch.setattr(reading, "MAX_FILES", 4)
    shown = preview(tmp_path)
    assert shown["status"].tolist().count("refused") == 1
    assert "more than 4 files" in " ".join(shown["reason"].astype(str))
    assert len(read_all(tmp_path)[0]) == 6


def test_a_missing_path_is_a_refusal_that_names_what_is_near(folder):
    """A path where nothing lies is refused, with paths of nearly the same name or the suffixes that are read."""
    _, refused = read_all([folder / "god.txt", folder / "nowhere" / "x.txt", folder / "*.txt", folder])
    works = dict(zip(refused["source"].map(os.path.basename), refused["works"], strict=True))
    assert works["god.txt"] == "good.txt"
    assert ".txt, .text" in works["x.txt"]
    assert "patterns such as *.txt are not expanded" in refused.loc[2, "reason"]


@pytest.mark.parametrize("item", ["", None, 5, b"folder", "a\0b", 2.5])
def test_what_is_no_path_is_a_refusal(folder, item):
    """Anything that is no path is refused beside the good ones, and an empty path never means this folder."""
    articles, refused = read_all([item, folder])
    assert len(articles) == 1
    assert "is no path" in refused.loc[0, "reason"]


@pytest.mark.parametrize("paths", [None, 5, b"folder", ""])
def test_what_is_no_path_alone_is_an_error(paths):
    """`read` of something that is no path raises SourceError and nothing else."""
    with pytest.raises(SourceError, match="is no path"):
        read(paths)


def test_links(folder):
    """Links to files are read; broken links, links in a circle and links to folders are refused with their reason."""
    (folder / "sub").mkdir()
    (folder / "broken.txt").symlink_to(folder / "nothing.txt")
    (folder / "circle.txt").symlink_to(folder / "circle.txt")
    (folder / "sub" / "up").symlink_to(folder)
    found = refusals(folder)
    assert "where nothing is" in found["broken.txt"]
    assert found["circle.txt"] == "it is a link that leads back to itself"
    assert "links to folders are not followed" in found["up"]
    assert len(read_all(folder)[0]) == 1


def test_pipes_and_names_that_cannot_be(folder):
    """A pipe is refused and not waited for, and a name too long for the system is refused."""
    os.mkfifo(folder / "pipe.txt")
    articles, refused = read_all([folder, "x" * 5000])
    assert len(articles) == 1
    assert "pipe" in refused.loc[0, "reason"]
    assert refused.loc[1, "reason"].startswith("it cannot be reached: File name too long")


def test_files_and_folders_without_rights(folder, monkeypatch):
    """A file that cannot be opened and a folder that cannot be listed are refused with the system's reason."""
    (folder / "sub").mkdir()
    (folder / "locked.txt").write_text(REPORT, encoding="utf-8")
    opened, listed = Path.open, Path.iterdir

    def refuse_open(path, *args, **kwargs):
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **kwargs)

    def refuse_listing(path):
        if path.name == "sub":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "open", refuse_open)
    monkeypatch.setattr(Path, "iterdir", refuse_listing)
    found = refusals(folder)
    assert found["locked.txt"] == "it cannot be opened: Permission denied"
    assert found["sub"] == "it cannot be reached: Permission denied"


def test_names_in_any_bytes(tmp_path):
    """File names in other scripts, with spaces, or that are no UTF-8 are read, and `source` can always be stored."""
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    for number, name in enumerate(("Гаага.txt", "a report (2).txt", "…txt.txt")):
        (tmp_path / name).write_text(f"{REPORT}{number}", encoding="utf-8")
    Path(odd).write_text(REPORT, encoding="utf-8")
    articles = read(tmp_path)
    assert articles["source"].str.encode("utf-8").map(len).gt(0).all()
    assert printable(Path(odd)).endswith(r"caf\xe9.txt")
    assert articles["article_id"].map(lambda name: re.fullmatch(r"[a-z0-9-]+-[0-9a-f]{8}", name) is not None).all()


def test_the_id_depends_on_nothing_but_the_file(tmp_path):
    """The same file has the same id wherever its folder lies and whatever is read with it; another text another."""
    for place in ("one", "two/three"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "Talks End.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "two" / "other.txt").write_text(REPORT + "And then?", encoding="utf-8")
    (one,) = read(tmp_path / "one")["article_id"]
    two = read(tmp_path / "two").set_index("source")["article_id"]
    assert one == two[(tmp_path / "two" / "three" / "Talks End.txt").as_posix()]
    assert one.startswith("talks-end-")
    assert two.is_unique


def test_repeated_files_name_the_first(tmp_path):
    """Of files with the same bytes, or the same words and no day, the first by path is the article and the others name it."""
    (tmp_path / "sub").mkdir()
    texts = {
        "a.txt": REPORT,
        "b.txt": REPORT,
        "sub/a.txt": REPORT,
        "c.txt": REPORT.replace("\n", "\r\n"),
        "d.txt": "Another matter\n\n" + "Nobody in the village had heard of the talks before the lorries came. " * 3,
    }
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.encode())
    articles = read(tmp_path)
    first = articles.loc[0, "article_id"]
    assert articles["duplicate_of"].tolist() == ["", first, first, "", first]
    assert articles["article_id"].is_unique
    assert articles.loc[4, "article_id"] == f"{first}-2"
    assert f"the same file as {first}" in articles.loc[1, "notes"]
    assert f"the same words as {first}" in articles.loc[2, "notes"]


def test_repeated_files_do_not_depend_on_the_order_given(tmp_path):
    """Ids and what repeats what are the same in whatever order the paths are given."""
    paths = [tmp_path / name for name in ("x/a.txt", "y/a.txt", "z/a.txt")]
    for path in paths:
        path.parent.mkdir()
        path.write_text(REPORT, encoding="utf-8")
    forward, backward = (
        read(order).set_index("source")[["article_id", "duplicate_of"]] for order in (paths, paths[::-1])
    )
    pd.testing.assert_frame_equal(forward, backward.loc[forward.index])


def test_nothing_read_is_an_error_that_names_the_reasons(tmp_path):
    """When no article is left, SourceError names the first reasons and how many more there are, and nothing is warned of."""
    for number in range(5):
        (tmp_path / f"{number}.txt").write_bytes(b"")
    with pytest.raises(SourceError) as refused:
        read(tmp_path)
    assert "0.txt: the file is empty" in refused.value.problem
    assert "and 2 more" in refused.value.problem
    assert "3.txt" not in refused.value.problem


@pytest.mark.parametrize("names", [(), ("README.md", ".hidden.txt")])
def test_a_folder_without_articles_is_an_error(tmp_path, names):
    """A folder that holds no report at all raises SourceError, which says what is read."""
    for name in names:
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    with pytest.raises(SourceError, match=r"no article lies in .*What works: .*\.txt, \.text"):
        read(tmp_path)
    articles, refused = read_all(tmp_path)
    assert articles.empty
    assert refused.empty
    check(articles, "ARTICLES")
    check(refused, "REFUSED")


def test_no_paths_at_all():
    """An empty list of paths reads nothing and says so."""
    assert find([]) == ([], [])
    with pytest.raises(SourceError, match="no article lies in"):
        read([])


def test_notes_say_what_was_guessed(tmp_path):
    """Notes name the encoding guessed, the places mended, letters left in doubt, and where title and author came from."""
    text = "Minister leaves talks\nBy Ann Ray\nThe ministerâ€™s talks were the last, and it was the end of them.\n"
    (tmp_path / "a.txt").write_bytes(text.encode("utf-8") + b"It was \x93late\x94. \xef\xbf\xbd")
    notes = read(tmp_path).loc[0, "notes"]
    for part in (
        "stray bytes",
        "mended in 1 place;",
        "1 character lost",
        "title from the headline",
        "author from the byline",
    ):
        assert part in notes
    (tmp_path / "a.txt").write_text("The town of ROMÂ was the last that the minister saw.", encoding="utf-8")
    assert "1 single Â left as printed" in read(tmp_path).loc[0, "notes"]


def test_words_leave_out_what_is_marked(tmp_path):
    """The number of words is that of the story, without headline, teasers and the rest."""
    (tmp_path / "a.txt").write_text(
        "Talks end\nThe minister left the room.\nRelated:\nArmy leaves too", encoding="utf-8"
    )
    assert read(tmp_path).loc[0, "words"] == 5
