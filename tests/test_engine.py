import doctest

import pandas as pd
import pytest
from small import small_record as by_hand

import toolkit.language
from toolkit import engine, tables
from toolkit.errors import ModelError, SourceError

WHOLE = by_hand()


def articles(number):
    """As many articles as asked for, each with one statement to be found."""
    rows = [
        {"article_id": f"a{key}", "source": f"{key}.txt", "text": f"Speaker {key} said yes."} for key in range(number)
    ]
    return tables.frame("ARTICLES", rows)


class Stub:
    """Finds one statement in each article, fails on articles it was told to fail on, and counts its calls."""

    def __init__(self, failing=(), error=None):
        self.failing, self.error, self.sizes, self.models = set(failing), error or ValueError("no parse"), [], set()

    def __call__(self, batch, *, model, rules=False):
        self.rules = rules
        self.sizes.append(len(batch))
        self.models.add(model)
        if self.failing & set(batch["article_id"]):
            raise self.error
        rows = [
            {
                "statement_id": f"s-{key}",
                "article_id": key,
                "content": "yes",
                "spans": [[text.index("yes"), text.index("yes") + 3]],
            }
            for key, text in zip(batch["article_id"], batch["text"], strict=True)
        ]
        return {"STATEMENTS": tables.frame("STATEMENTS", rows), "FIGURES": tables.empty("FIGURES")}


def test_examples_run():
    """Every example in the docstrings of the room gives what it says."""
    assert doctest.testmod(engine).failed == 0


def test_every_article_is_analysed_in_order():
    """More articles than a batch holds are all analysed, with the model asked for, in their order."""
    stub = Stub()
    found = engine.run(articles(35), model="mine", analyse=stub)
    assert found["STATEMENTS"]["article_id"].tolist() == [f"a{key}" for key in range(35)]
    assert stub.sizes == [16, 16, 3]
    assert stub.models == {"mine"}


def test_tables_keep_their_contracts():
    """All six tables come back and keep their contracts, also those that nothing was found for."""
    found = engine.run(articles(2), model="mine", analyse=Stub())
    assert set(found) == set(engine.TABLES)
    for name, table in found.items():
        tables.check(table, name)


def test_one_bad_article_is_set_aside():
    """An article that cannot be analysed stands in REFUSED with its reason, and all others are analysed."""
    found = engine.run(articles(20), model="mine", analyse=Stub(failing=["a3"]))
    assert len(found["STATEMENTS"]) == 19
    assert "a3" not in set(found["STATEMENTS"]["article_id"])
    assert found["REFUSED"]["source"].tolist() == ["3.txt"]
    assert found["REFUSED"]["reason"].tolist() == ["it could not be analysed: ValueError: no parse"]


def test_known_errors_keep_their_advice():
    """An error that says what works and what to do next says so in REFUSED too."""
    error = SourceError("it holds no words", works="an article with words", step="look into the file")
    refused = engine.run(articles(1), model="mine", analyse=Stub(failing=["a0"], error=error))["REFUSED"]
    assert refused.to_dict("records") == [
        {
            "source": "0.txt",
            "reason": "it holds no words",
            "works": "an article with words",
            "step": "look into the file",
        }
    ]


def test_an_article_without_a_source_is_named_by_its_id():
    """A refused article that came from no file is named by its id."""
    frame = articles(1).assign(source=pd.Series([""], dtype="str"))
    assert engine.run(frame, model="mine", analyse=Stub(failing=["a0"]))["REFUSED"]["source"].item() == "a0"


def test_refusals_of_the_language_room_are_kept():
    """What the language room itself set aside stays in REFUSED."""

    def analyse(batch, *, model):
        return {"REFUSED": tables.frame("REFUSED", [{"source": batch["source"].iloc[0], "reason": "not English"}])}

    assert engine.run(articles(1), model="mine", analyse=analyse)["REFUSED"]["reason"].item() == "not English"


def test_words_that_are_not_in_the_article_are_never_published():
    """An article whose spans are not verbatim is set aside, not passed on."""

    def analyse(batch, *, model):
        found = Stub()(batch, model=model)
        table = found["STATEMENTS"]
        table.loc[table["article_id"] == "a1", "content"] = "no"
        return found

    found = engine.run(articles(3), model="mine", analyse=analyse)
    assert found["STATEMENTS"]["article_id"].tolist() == ["a0", "a2"]
    assert "says 'no' where the article says 'yes'" in found["REFUSED"]["reason"].item()


def test_rows_of_another_article_are_never_published():
    """Rows that speak of an article that was not given are a fault, and are set aside."""

    def analyse(batch, *, model):
        return {"STATEMENTS": tables.frame("STATEMENTS", [{"statement_id": "s0", "article_id": "another"}])}

    found = engine.run(articles(1), model="mine", analyse=analyse)
    assert len(found["STATEMENTS"]) == 0
    assert "'another'" in found["REFUSED"]["reason"].item()


def test_a_missing_model_stops_the_run():
    """Where the model cannot be used at all there is one error, not a refusal for every article."""
    error = ModelError("there is no model 'mine'", works="the model of the package", step="leave the model out")
    with pytest.raises(ModelError, match="there is no model 'mine'"):
        engine.run(articles(3), model="mine", analyse=Stub(failing=["a0"], error=error))


def test_an_interrupt_stops_the_run():
    """The analyst can always stop the run."""
    with pytest.raises(KeyboardInterrupt):
        engine.run(articles(3), model="mine", analyse=Stub(failing=["a0"], error=KeyboardInterrupt()))


def test_progress_goes_from_nothing_to_all():
    """Progress begins at none, ends at all and never goes back, also when an article fails."""
    told = []
    engine.run(articles(35), model="mine", analyse=Stub(failing=["a20"]), progress=lambda *step: told.append(step))
    assert told == [(0, 35), (16, 35), (32, 35), (35, 35)]


def test_no_articles():
    """Without articles nothing is analysed, and the tables are empty."""
    stub = Stub()
    assert all(len(table) == 0 for table in engine.run(articles(0), model="mine", analyse=stub).values())
    assert stub.sizes == []


def test_the_language_room_is_used_when_nothing_else_is_given(monkeypatch):
    """Left to itself the engine calls toolkit.language.analyse."""
    stub = Stub()
    monkeypatch.setattr(toolkit.language, "analyse", stub, raising=False)
    engine.run(articles(1), model="mine", rules=True)
    assert (stub.sizes, stub.rules) == ([1], True)
