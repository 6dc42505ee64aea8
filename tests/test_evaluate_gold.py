"""Laws of reading coded articles: both layouts, the first coder, and everything that cannot be read by its name."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from evaluate_tools import FOLDER, small_gold
from hypothesis import given
from hypothesis import strategies as st

from toolkit.evaluate import EvaluateError, read_gold
from toolkit.evaluate.standoff import read_standoff
from toolkit.tables import check

TEXT = "Mora said no."
CODING = "T1\tSource 0 4\tMora\nT2\tContent 10 12\tno\nE1\tAttribution:T2 Content:T2 Source:T1\n"


@pytest.fixture
def side_by_side(tmp_path: Path) -> Path:
    """A folder in the plain layout with one article."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    (tmp_path / "a.ann").write_text(CODING, encoding="utf-8", newline="")
    return tmp_path


def refused(folder: Path) -> dict[str, str]:
    """What was set aside in a folder, by name of file, with the reason."""
    table = read_gold(folder).refused
    return {Path(row["source"]).name: row["reason"] for row in table.to_dict("records")}


def test_the_layout_of_polnear() -> None:
    """Texts and codings in folders of their own give articles, attributions, publishers and numbers of coders."""
    gold = small_gold()
    check(gold.articles, "ARTICLES")
    assert list(gold.articles["article_id"]) == ["bridge", "ferry", "market"]
    assert dict(gold.publishers) == {"bridge": "Wem Herald", "ferry": "Lunt Courier"}
    assert dict(gold.coders) == {"bridge": 1, "ferry": 2, "market": 1}
    assert gold.attributions.groupby("article_id").size().to_dict() == {"bridge": 3, "ferry": 4, "market": 1}
    assert gold.attributions.loc[1, "content"] == [[80, 96], [113, 132]]
    assert gold.attributions.iloc[-1]["source"] == []
    assert len(gold.refused) == 0


def test_metadata_in_the_folder_above(tmp_path: Path) -> None:
    """The publishers may stand in the folder above."""
    shutil.copytree(FOLDER, tmp_path / "dev")
    (tmp_path / "dev" / "metadata.tsv").rename(tmp_path / "metadata.tsv")
    assert read_gold(tmp_path / "dev").publishers["bridge"] == "Wem Herald"


def test_the_plain_layout(side_by_side: Path) -> None:
    """Text and coding may lie side by side; a README is no article, and no publisher is guessed."""
    (side_by_side / "README.txt").write_text("about", encoding="utf-8")
    gold = read_gold(side_by_side)
    row = gold.attributions.to_dict("records")
    assert row == [{"article_id": "a", "attribution_id": "E1", "source": [[0, 4]], "cue": [], "content": [[10, 12]]}]
    assert dict(gold.publishers) == {}
    assert len(gold.refused) == 0


def test_the_text_is_untouched(side_by_side: Path) -> None:
    """Line breaks stay as they are in the file, since offsets count them."""
    (side_by_side / "a.txt").write_bytes(b"Mora said no.\r\nMore.\r")
    assert read_gold(side_by_side).articles.loc[0, "text"] == "Mora said no.\r\nMore.\r"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("T3\tCue 5 x9\tsaid", "line 4 cannot be read: 'T3\\tCue 5 x9\\tsaid'"),
        ("T3\tCue 5 99\tsaid", "line 4 cannot be read"),
        ("T3\tCue 9 5\tsaid", "line 4 cannot be read"),
        ("T3 Cue 5 9 said", "line 4 cannot be read"),
        ("E2\tAttribution:T1 Content:T9", "line 4 cannot be read: 'E2"),
        ("E2\tAttribution", "line 4 cannot be read"),
        ("said", "line 4 cannot be read: 'said'"),
    ],
)
def test_a_broken_line_sets_its_article_aside(side_by_side: Path, line: str, reason: str) -> None:
    """One line that cannot be read is named, its article is set aside, and the others stay."""
    (side_by_side / "b.txt").write_text(TEXT, encoding="utf-8")
    (side_by_side / "b.ann").write_text(f"{CODING}{line}\n", encoding="utf-8")
    assert refused(side_by_side)["b.ann"].startswith(reason)
    assert list(read_gold(side_by_side).articles["article_id"]) == ["a"]


def test_lines_that_do_not_count() -> None:
    """Notes, attributes and relations are passed over, and so is the rest of a span that a line break divides."""
    coding = "T1\tContent 0 8\tYes.\nNo.\n#1\tAnnotatorNotes T1\tsure?\nA1\tTense T1\nR1\tSays Arg1:T1 Arg2:T1\n*\tSame T1\nE1\tSay:T1 Content:T1"
    assert [row["content"] for row in read_standoff(coding, "Yes.\nNo.")] == [[[0, 8]]]


def test_further_pieces_and_roles_without_content() -> None:
    """A numbered role adds to the role; an attribution without content is none."""
    coding = f"{CODING}T3\tContent 0 4;5 9\tMora said\nE2\tSay:T2 Content:T2 Content2:T3\nE3\tSay:T1 Source:T1"
    assert [row["content"] for row in read_standoff(coding, TEXT)] == [[[10, 12]], [[10, 12], [0, 4], [5, 9]]]


def test_another_text_than_the_coded_one() -> None:
    """Where most spans quote other words the text is not the one that was coded."""
    with pytest.raises(EvaluateError, match="2 of 2 spans quote other words"):
        read_standoff(CODING, f"So {TEXT}")


def test_files_without_their_counterpart(side_by_side: Path) -> None:
    """A text without coding, a coding without text and a file that is no UTF-8 are each set aside by name."""
    (side_by_side / "b.txt").write_text("Yes.", encoding="utf-8")
    (side_by_side / "c.ann").write_text("", encoding="utf-8")
    (side_by_side / "d.txt").write_bytes(b"caf\xe9")
    (side_by_side / "d.ann").write_text("", encoding="utf-8")
    (side_by_side / "metadata.tsv").write_text("name\tpaper\n", encoding="utf-8")
    assert refused(side_by_side) == {
        "b.txt": "there is no b.ann and no b_CODER.ann for it",
        "c.ann": "there is no text c.txt for it",
        "d.txt": "byte 3 is no UTF-8",
        "metadata.tsv": "it has the columns name, paper",
    }


def test_the_longest_name_is_the_text_of_a_coding(side_by_side: Path) -> None:
    """A file of standoff belongs to the text of its own name before it is one coder's of another text."""
    for name in ("a_2.txt", "a_2.ann", "a_kim.ann"):
        shutil.copy(side_by_side / f"a{name[-4:]}", side_by_side / name)
    assert dict(read_gold(side_by_side).coders) == {"a": 2, "a_2": 1}


def test_nothing_to_read(tmp_path: Path) -> None:
    """A folder that is not there, has no text, or holds nothing whole is refused with the next step."""
    with pytest.raises(EvaluateError, match="is no folder"):
        read_gold(tmp_path / "nowhere")
    with pytest.raises(EvaluateError, match="holds no text"):
        read_gold(tmp_path)
    shutil.copytree(FOLDER, tmp_path / "dev")
    with pytest.raises(EvaluateError, match="choose one of the folders in it: dev"):
        read_gold(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(EvaluateError, match=r"no article of .* could be read: .*a\.txt: there is no a\.ann"):
        read_gold(tmp_path)


@given(st.text(alphabet="TE12\t Content:;\n#0", max_size=60))
def test_no_coding_breaks_the_reader(coding: str) -> None:
    """Whatever a file of standoff holds, it is read, or refused as broken."""
    with suppress(EvaluateError):
        rows = read_standoff(coding, TEXT)
        assert all(0 <= start < end <= len(TEXT) for row in rows for start, end in row["content"])
