"""The main job from files to a record, on the sample article, on bad input beside good, and on hostile text."""

import hashlib
import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toolkit
from toolkit import tables
from toolkit.compare import directness, figures_side_by_side, silence, voice_share
from toolkit.errors import PartyError, RefusedWarning, SourceError

pytestmark = pytest.mark.slow

SEEDS = Path(__file__).parents[1] / "seeds"
GOOD = "Talks go on\n\nIsrael said the invented talks would go on. “We are glad,” Ines Mora said on Monday.\n"


@pytest.fixture(scope="module")
def record():
    """The sample article, read and extracted."""
    return toolkit.extract(toolkit.read(SEEDS))


def test_the_sample_needs_no_network(no_network):
    """From the file to the record nothing leaves this machine, and no input is set aside."""
    made = toolkit.extract(toolkit.read(str(SEEDS)))
    assert (len(made.articles), len(made.statements), len(made.figures), len(made.refused)) == (1, 12, 3, 0)


def test_every_table_of_the_sample_keeps_its_contract(record):
    """All tables of the record keep their contracts, and every span of them is verbatim."""
    assert record.verify() is record
    for name, table in record.tables().items():
        tables.check(table, name)
    text = record.articles.loc[0, "text"]
    assert "Â" not in text
    assert record.articles.loc[0, "repairs"]


def test_the_provenance_is_filled(record):
    """The record says with which toolkit, model, data and parties it was made, when, and from what."""
    about = record.provenance
    assert about["toolkit"] == toolkit.__version__
    assert about["model"]["name"].startswith("en_core_web")
    assert all(about["model"][key] for key in ("version", "spacy"))
    assert about["data"] == toolkit.data.hashes()
    assert about["parties"]["from"] == "the gazetteer alone"
    assert about["parties"]["content"]["parties"] == {}
    assert [Path(path).name for path in about["corpus"]] == ["seeds"]
    assert pd.Timestamp(about["made_at"]).utcoffset() == pd.Timedelta(0)
    assert about["counts"]["STATEMENTS"] == len(record.statements)
    assert json.loads(json.dumps(about)) == about
    file = next(SEEDS.glob("*.txt"))
    assert record.articles.loc[0, "source_sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()


def test_how_the_parties_of_the_sample_are_heard(record):
    """China speaks seven times of eleven, Israel twice, the Hamas-run ministry and Washington once each."""
    shares = voice_share(record.statements).set_index("party")
    assert shares["n"].to_dict() == {"China": 7, "Israel": 2, "Hamas": 1, "United States": 1}
    assert set(shares["total"]) == {11}
    assert shares.loc["China", "value"] == pytest.approx(7 / 11)
    assert shares["low"].isna().all()
    assert len(record.innermost) == 11


def test_every_quotation_of_the_sample_is_chinas(record):
    """Each direct and mixed statement of the sample is China's; all others are heard indirectly only."""
    assert set(record.statements.loc[record.statements["kind"] != "indirect", "party"]) == {"China"}
    kinds = directness(record.innermost).set_index(["party", "kind"])["n"]
    assert kinds.get(("Israel", "direct"), 0) + kinds.get(("Israel", "mixed"), 0) == 0
    assert kinds[("China", "direct")] == 3


def test_who_is_silent_in_the_sample(record):
    """Eli Cohen is spoken to three times and never heard; Iran and Saudi Arabia are spoken about and never heard."""
    found = silence(record.mentions, record.statements)
    (cohen,) = found[found["name"] == "Eli Cohen"].to_dict("records")
    assert (cohen["party"], cohen["spoken_to"], cohen["heard"], bool(cohen["silent"])) == ("Israel", 3, 0, True)
    sides = found[found["level"] == "party"].set_index("name")
    silent = set(sides.index[sides["silent"].astype(bool)])
    assert {"Iran", "Saudi Arabia"} <= silent
    assert silent.isdisjoint({"China", "Israel", "Hamas", "United States"})
    assert all(sides.loc[name, "spoken_about"] >= 1 for name in ("Iran", "Saudi Arabia"))


def test_the_tolls_of_the_sample(record):
    """The three tolls stand side by side with bounds, victims and speakers of their own."""
    found = figures_side_by_side(record.figures).set_index("verbatim")
    assert dict(found["speaker"]) == {
        "at least 1,400": "Israeli officials", "around 1,500": "Israel (government)", "More than 5,000": "Gaza health ministry",
    }  # fmt: skip
    assert list(found.loc[["at least 1,400", "around 1,500", "More than 5,000"], "bound"]) == ["≥", "≈", ">"]
    assert dict(found["source_qualifier"])["More than 5,000"] == "Hamas-run"


def test_the_analysts_choice_moves_the_ministry():
    """With the choice that the Gaza health ministry speaks for the Palestinians, they are heard and Hamas is not."""
    sides = {"parties": {"Beijing's side": ["Wang Yi"]}, "choices": {"PS.gaza-health": "PS"}}
    made = toolkit.extract(toolkit.read(SEEDS), parties=sides)
    shares = voice_share(made.statements).set_index("party")["n"].to_dict()
    assert shares == {"Beijing's side": 7, "Israel": 2, "Palestine": 1, "United States": 1}


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n \n", ""),
    "binary.txt": (bytes(range(256)) * 40, "binary"),
    "long.txt": (b"Israel said the talks would go on. " * 150_000, "1,000,000"),
    "notes.docx": (b"PK\x03\x04 no report", ""),
}


@pytest.fixture
def corpus(tmp_path):
    """Good reports among bad files and a folder without any article."""
    folder = tmp_path / "corpus"
    (folder / "nothing here").mkdir(parents=True)
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "latin.txt").write_bytes("Zoë Façade, a café owner, said the talks would go on.\n".encode("latin-1"))
    (folder / "utf16.txt").write_text("Zoë Façade said the talks would go on.\n", encoding="utf-16")
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content)
    return folder


def test_bad_files_beside_good_ones(corpus):
    """Each bad file is set aside with its reason and what to do, in a warning and in the record; the rest goes on."""
    with pytest.warns(RefusedWarning) as warned:
        made = toolkit.extract(toolkit.read(corpus)).verify()
    read = {Path(source).name for source in made.articles["source"]}
    assert read == {"good.txt", "latin.txt", "utf16.txt"}
    assert {"Zoë Façade"} <= set(made.statements["speaker"])
    refused = {Path(row["source"]).name: row for row in made.refused.to_dict("records")}
    assert {"empty.txt", "blank.txt", "binary.txt", "long.txt"} <= set(refused) <= set(BAD)
    for name, row in refused.items():
        assert BAD[name][1] in row["reason"] + row["works"]
        assert row["reason"]
        assert row["works"]
        assert row["step"]
        assert any(name in str(warning.message) for warning in warned)


@pytest.mark.filterwarnings("ignore::toolkit.errors.RefusedWarning")
def test_one_long_line_alone(tmp_path):
    """A report of five million characters in one line is refused, with the greatest length that works."""
    (tmp_path / "long.txt").write_bytes(BAD["long.txt"][0])
    with pytest.raises(SourceError, match="1,000,000"):
        toolkit.read(tmp_path)


def test_a_folder_without_articles(corpus):
    """A folder without articles is an error that names it, and costs the folder around it nothing."""
    with pytest.raises(SourceError, match="nothing here"):
        toolkit.read(corpus / "nothing here")
    with pytest.warns(RefusedWarning):
        assert len(toolkit.read(corpus)) == 3


def test_a_party_file_with_a_typo(corpus):
    """A typing error in the party file is named with its correction, and the articles that were read stay usable."""
    file = corpus.parent / "parties.yaml"
    file.write_text("parties:\n  Union: {alises: [Ines Mora]}\n", encoding="utf-8")
    articles = toolkit.read(corpus / "good.txt")
    with pytest.raises(PartyError, match=r"'alises'.*write 'aliases'"):
        toolkit.extract(articles, parties=file)
    file.write_text("parties:\n  Union: {aliases: [Ines Mora]}\n", encoding="utf-8")
    made = toolkit.extract(articles, parties=file)
    assert dict(zip(made.statements["speaker"], made.statements["party"], strict=True))["Ines Mora"] == "Union"


STRANGE = st.sampled_from(
    [
        "🚢", "👩‍👩‍👧", "e\u0301", "ñ\u0303\u0323", "שלום", "مرحبا", "\u202eevil\u202c", "\u200f", "\ufeff", "\u00ad", "\u200b",
        "<script>alert('x')</script>", "&lt;b&gt;", "“<img src=x onerror=alert(1)>”", "𝔘𝔫𝔦", "\u00a0", "\u2028", "\t", "中文",
        "İ", "ß", "ﬁ", "\x1b[31m", "{{7*7}}", "a\r\nb", "’", "''", "``",
    ]
)  # fmt: skip
TEMPLATES = st.sampled_from(
    [
        "“We will {0} pay{1},” Ines Mora said.",
        "Ines {0} Mora said the {1} bridge was closed.",
        "Israel told {0} China that “at least 12 {1} people” had been killed.",
        "{0}According to Tom {1} Reid, 40 Israeli soldiers were killed in Gaza{1}.",
        "“{0}”, said the mayor{1}. “{1} Never again.”",
        "{0} said {1} Iran ‘accused’ Israel of {0} lying.",
        "China’s{0} foreign minister, Wang{1} Yi, denied it. “{1}",
    ]
)


@settings(max_examples=25)
@given(
    st.lists(st.tuples(TEMPLATES, STRANGE, STRANGE), min_size=1, max_size=4),
    st.sampled_from(["\n", "\n\n", " ", "\r\n"]),
)
def test_hostile_text_stays_verbatim(parts, between):
    """Emoji, combining marks, right-to-left text and markup move no span: every table is verbatim, nothing is refused."""
    text = between.join(template.format(first, second) for template, first, second in parts)
    sides = {"parties": {"Union": ["Ines Mora", "mayor"], "<script>": ["captain"]}}
    made = toolkit.extract(pd.DataFrame({"text": [text, GOOD]}), parties=sides).verify()
    assert len(made.refused) == 0
    assert made.articles.loc[0, "text"] == text
    other = made.articles.loc[1, "article_id"]
    assert len(made.statements[made.statements["article_id"] == other]) == 2
    # Across the corpus she may have a name that the other article gives her in full.
    names = made.speakers.loc[made.speakers["article_id"] == other, "local_name"]
    assert {"Israel (government)", "Ines Mora"} <= set(names)


@settings(max_examples=15)
@given(text=st.text(max_size=200))
def test_any_text_is_extracted(text):
    """Whatever characters a text holds, it is extracted verbatim, or refused for having no words."""
    made = toolkit.extract(pd.DataFrame({"text": [f"Israel said: “{text}”", text]})).verify()
    assert len(made.articles) + len(made.refused) == 2
    assert made.articles.loc[0, "text"].startswith("Israel said")
