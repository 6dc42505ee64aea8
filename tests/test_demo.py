"""Laws of the demonstration corpus."""

import re

import pytest

import toolkit
from toolkit.errors import RecordError, SourceError
from toolkit.sources import read_all


@pytest.fixture(scope="module")
def articles():
    """The articles of the demonstration corpus; nothing of it may be refused."""
    found, refused = read_all(toolkit.demo())
    assert refused.empty
    return found


def test_thirty_reports_of_four_outlets_over_three_weeks(articles):
    """Every report has its headline, outlet and day."""
    assert len(articles) == 30
    assert articles["title"].str.len().min() > 10
    assert articles["outlet"].value_counts().to_dict() == {
        "The Morning Register": 8, "Lodestar News Agency": 8, "The Lisk Valley Echo": 8, "The Calloway Business Ledger": 6,
    }  # fmt: skip
    assert (articles["published"].max() - articles["published"].min()).days == 21


def test_the_wire_copies_are_marked_and_the_update_is_not(articles):
    """Two reports print the words of a third; the update of a report is a report of its own."""
    copied = articles[articles["duplicate_of"] != ""]
    assert sorted(copied["article_id"].str[:2]) == ["20", "21"]
    assert copied["duplicate_of"].str.startswith("19-").all()


def test_what_the_manifest_quotes_stands_in_its_report(articles):
    """Every word that the manifest puts into backticks below a report stands in that report."""
    texts = {" ".join(text.split()) for text in articles["text"]}
    manifest = (toolkit.demo() / "MANIFEST.md").read_text(encoding="utf-8").split("# True pairs")[0]
    quoted = re.findall(r"^- .*?: `([^`]+)`$", manifest, re.MULTILINE)
    missing = [words for words in quoted if not any(" ".join(words.split()) in text for text in texts)]
    assert len(quoted) > 200
    assert missing == []


def test_a_copy_holds_everything_and_keeps_what_is_there(tmp_path):
    """A copy has every file with its party file, and a file that was changed there stays as it is."""
    folder = toolkit.demo(tmp_path / "work")
    party_file = folder / ".counterpoint" / "parties.yaml"
    party_file.write_text("parties: {}\n", encoding="utf-8")
    assert toolkit.demo(folder) == folder
    assert party_file.read_text(encoding="utf-8") == "parties: {}\n"
    names = {path.name for path in toolkit.demo().rglob("*") if path.is_file()}
    assert {path.name for path in folder.rglob("*") if path.is_file()} == names


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    """A path below a file is refused with another way to go."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(SourceError, match="give another folder"):
        toolkit.demo(tmp_path / "file" / "demo")


@pytest.mark.slow
def test_nothing_is_written_into_the_installation():
    """A record of the demonstration corpus has its parties and no place of its own to keep decisions in."""
    record = toolkit.open_corpus(toolkit.demo())
    assert {"Growers' League", "Ardell Copper"} <= set(record.parties)
    assert record.home is None
    with pytest.raises(RecordError, match="give the record a home"):
        record.save_query("any", toolkit.Query())
