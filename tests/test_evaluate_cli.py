"""`toolkit evaluate`: what it prints, what it writes, and how it ends."""

import json
import shutil

import pandas as pd
import pytest
from evaluate_tools import FOLDER, NAMES, SCORER, imperfect, scorer, shares, small_gold

from toolkit import cli, engine, measuring
from toolkit.tables import empty, frame


@pytest.fixture
def extracted(monkeypatch):
    """The language room finds the made-up statements; how it was asked is written down."""
    asked = {}

    def run(articles, **options):
        asked.update(options, articles=articles)
        there = imperfect()
        there = there[there["article_id"].isin(articles["article_id"])]
        return {"STATEMENTS": there, "REFUSED": empty("REFUSED")}

    monkeypatch.setattr(engine, "run", run)
    return asked


def test_it_has_help(capsys):
    """The command explains itself, and the list of commands names it."""
    with pytest.raises(SystemExit) as stopped:
        cli.main(["evaluate", "--help"])
    assert stopped.value.code == 0
    assert "usage: toolkit evaluate" in capsys.readouterr().out


def test_what_is_printed(extracted, capsys):
    """Every share stands beside its counts, and the coders, what is held and the calibration are told."""
    assert cli.main(["evaluate", str(FOLDER)]) == 0
    said = capsys.readouterr()
    lines = [line.split() for line in said.out.splitlines()]
    assert said.out.startswith("3 articles, 1 coded by more than one person (the first by file name counts)\n")
    assert "8 attributions coded, 7 statements found, 1 of them held by another" in said.out
    assert ["statements", "0.571", "0.500", "0.533", "-", "8", "7", "4"] in lines
    assert ["Lunt", "Courier:", "words", "1.000", "0.667", "0.800", "-", "21", "14", "14"] in lines
    assert "expected calibration error 0.443" in said.out
    assert ["0.9", "to", "1.0", "3", "0.950", "0.333"] in lines
    assert said.err == ""


def test_the_text_is_analysed_as_it_was_coded(extracted):
    """The articles go to the language room untouched and without marks; rules are asked for only when they are wanted."""
    cli.main(["evaluate", str(FOLDER)])
    assert list(extracted["articles"]["text"]) == list(small_gold().articles["text"])
    assert not extracted["articles"]["marks"].map(len).any()
    assert not extracted.get("rules")
    cli.main(["evaluate", str(FOLDER), "--rules"])
    assert extracted["rules"] is True


def test_outer_statements_alone(extracted, capsys):
    """With --outer a statement that another holds is not counted."""
    cli.main(["evaluate", str(FOLDER), "--outer"])
    said = capsys.readouterr().out
    assert ["statements", "0.667", "0.500", "0.571", "-", "8", "6", "4"] in [line.split() for line in said.splitlines()]
    assert "(statements that another holds left out)" in said


def test_the_scores_are_written(tmp_path, extracted, capsys):
    """--out holds the table of scores, in numbers that are not rounded."""
    out = tmp_path / "scores.csv"
    assert cli.main(["evaluate", str(FOLDER), "--out", str(out)]) == 0
    table = pd.read_csv(out)
    assert list(table.columns)[:4] == ["measure", "subset_kind", "subset", "precision"]
    assert shares(table, "statements", "all", "all") == pytest.approx((4 / 7, 1 / 2, 8 / 15))
    assert capsys.readouterr().err == f"toolkit: written: {out}\n"


@pytest.mark.skipif(not SCORER.exists(), reason="PolNeAR's scorer does not lie beside the project")
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_predictions_can_be_checked_by_others(tmp_path, extracted):
    """--predictions holds lines from which PolNeAR's scorer works out the same figures."""
    out = tmp_path / "found.jsonl"
    measured = measuring.measure(FOLDER)
    measuring.write(measured, predictions=str(out))
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    coded = scorer().load_gold(str(FOLDER.parent), FOLDER.name)
    told = scorer().evaluate(coded, {one["doc"]: one["attributions"] for one in found})
    for key, name in NAMES.items():
        assert shares(measured.scores, *key) == pytest.approx(told[name], abs=5e-4)


@pytest.mark.parametrize("words", [["--out", "scores.xlsx"], ["--predictions", "found.json"], ["--out", "."]])
def test_names_that_cannot_be_written(capsys, words):
    """A name with the wrong ending ends the command before any work."""
    with pytest.raises(SystemExit) as stopped:
        cli.main(["evaluate", str(FOLDER), *words])
    assert stopped.value.code == 2
    assert f"{words[1]!r} is no name for this file" in capsys.readouterr().err


def test_what_is_set_aside_is_listed(tmp_path, extracted, monkeypatch, capsys):
    """A broken coding and an article that cannot be analysed are listed, the rest is measured, and the code is 3."""
    folder = tmp_path / "coded"
    shutil.copytree(FOLDER, folder)
    (folder / "attributions" / "bridge_0001.ann").write_text("T1\tContent", encoding="utf-8")
    lost = frame("REFUSED", [{"source": "ferry.txt", "reason": "too long", "works": "less", "step": "split it"}])
    monkeypatch.setattr(engine, "run", lambda *_, **__: {"STATEMENTS": empty("STATEMENTS"), "REFUSED": lost})
    assert cli.main(["evaluate", str(folder)]) == 3
    said = capsys.readouterr()
    assert "bridge_0001.ann: line 1 cannot be read: 'T1\\tContent'" in said.err
    assert "set aside: ferry.txt: too long. What works: less. Next: split it." in said.err
    assert "confidence: no statement has one" in said.out
    assert "2 articles" in said.out


def test_a_folder_that_is_not_there(capsys):
    """Where there is nothing to measure the command ends with 1 and says the next step."""
    assert cli.main(["evaluate", "nowhere"]) == 1
    assert "nowhere is no folder. What works:" in capsys.readouterr().err


@pytest.mark.slow
def test_the_rules_on_the_invented_articles():
    """The rules find most of three plain articles, each with its source."""
    measured = measuring.measure(FOLDER, rules=True)
    assert shares(measured.scores, "with right source", "all", "all")[2] > 0.7
