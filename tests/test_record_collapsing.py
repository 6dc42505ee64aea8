"""Laws of collapsing: of reports that tell one story one stays, and nothing is left out unsaid."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit
from toolkit import cli, workflow
from toolkit.errors import RecordError, SourceError
from toolkit.record import collapse
from toolkit.tables import check

STORY = "The minister said on Monday that the talks had ended and that both sides would go home at once. " * 3


@pytest.fixture
def corpus(tmp_path):
    """A story, two copies of it, and another."""
    texts = {
        "a": STORY,
        "b": STORY,
        "c": STORY + "He left.",
        "d": "The harbour was closed, the master said to all who came.",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(
            f"Report {name}\n\nThe Post, {ord(name) - 90} May 2024\n\n{text}", encoding="utf-8"
        )
    return tmp_path


def test_copies_of_articles_are_left_out(corpus):
    """The first of each story stays and names its copies; the frame keeps its contract and says what was left out."""
    articles = toolkit.read(corpus)
    kept = collapse(articles)
    check(kept, "ARTICLES")
    assert kept["title"].tolist() == ["Report a", "Report d"]
    assert kept.loc[0, "notes"].endswith("(The Post)")
    assert "2 copies left out: b-" in kept.loc[0, "notes"]
    assert kept.attrs["copies"]["left_out"] == 2
    assert kept.attrs["corpus"] == articles.attrs["corpus"]
    assert len(articles) == 4  # what was given is unchanged


def test_copies_of_a_record_are_left_out(small_record):
    """The rows of a copy go with it, those of other articles stay as they are, and the provenance says so."""
    articles = small_record.articles.copy()
    articles["duplicate_of"] = ["", articles.loc[0, "article_id"]]
    record = toolkit.Record.from_tables({**small_record.tables(), "ARTICLES": articles}, parties=small_record.parties)
    kept = collapse(record)
    first, copy = articles["article_id"]
    assert kept.verify().articles["article_id"].tolist() == [first]
    assert set(kept.statements["article_id"]) == {first}
    pd.testing.assert_frame_equal(
        kept.statements, record.statements[record.statements["article_id"] == first].reset_index(drop=True)
    )
    assert kept.provenance["copies"] == {"left_out": 1, "of": {first: [copy]}}
    assert kept.parties == record.parties


def test_without_copies_nothing_changes(small_record):
    """A record or frame without copies comes back as it is."""
    assert collapse(small_record) is small_record
    assert collapse(small_record.articles) is small_record.articles


@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=8))
def test_one_of_each_story_stays(stories):
    """Whatever was chosen from the articles, one of each story stays, and each left out is named once."""
    rows = [
        {"article_id": f"{n}", "outlet": "", "duplicate_of": "" if story == "d" else f"gone {story}", "notes": ""}
        for n, story in enumerate(stories)
    ]
    frame = pd.DataFrame(rows)
    kept = collapse(frame)
    told = [copy for copies in kept.attrs.get("copies", {}).get("of", {}).values() for copy in copies]
    assert sorted([*kept["article_id"], *told]) == sorted(frame["article_id"])
    assert len(kept) == len(set(stories) - {"d"}) + stories.count("d")


@pytest.mark.parametrize("given_", [None, "a path", pd.DataFrame({"text": ["a"]})])
def test_what_has_no_copies_is_refused(given_):
    """Anything else is refused with what works."""
    with pytest.raises(SourceError, match="copies cannot be told"):
        collapse(given_)


def test_open_corpus_collapses_before_it_extracts(corpus, monkeypatch):
    """With copies="collapse" only what stays is extracted; another word is refused."""
    given_ = []
    monkeypatch.setattr(workflow, "extract", lambda articles, **_: given_.append(articles))
    workflow.open_corpus(corpus, copies="collapse")
    workflow.open_corpus(corpus)
    assert [len(articles) for articles in given_] == [2, 4]
    with pytest.raises(RecordError, match="copies cannot be 'drop'"):
        workflow.open_corpus(corpus, copies="drop")


def test_the_command_collapses(tmp_path, monkeypatch, small_record):
    """`--collapse` and `--columns` reach the corpus."""
    asked = {}
    monkeypatch.setattr(workflow, "open_corpus", lambda paths, **options: asked.update(options) or small_record)
    words = ["extract", "a.csv", "--out", str(tmp_path / "out"), "--collapse", "--columns", "text=Body"]
    assert cli.main(words) == 3
    assert (asked["copies"], asked["columns"]) == ("collapse", "text=Body")
