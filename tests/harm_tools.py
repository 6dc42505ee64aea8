"""The clauses of harm labelled by hand in tests/harm_gold, and the score of an extraction on them.

`score(texts, extracted(texts))` of `texts = load("worked on")` has precision, recall and the rate of each part.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from golden_reader import FOLDER
from golden_reader import load as load_report
from golden_set import gold_record

from toolkit import language, parties, tables

Row = dict[str, Any]
GOLD = Path(__file__).parent / "harm_gold"
PARTIES = {"Varenna": ["Varenna", "Varennan"], "Osk Front": ["Osk Front"]}
PARTS = ("voice", "agent", "victims", "agent_party", "victim_party")
# Where those harmed were is told by the verb as well as by the noun: "the market at Ballé".
_PLACE = re.compile(r" (?:at|in|near|outside) .*")
_DETERMINERS = {"the", "a", "an", "its", "their", "his", "her", "our", "my", "this", "that", "these", "those"}


@dataclass(frozen=True)
class Text:
    """One labelled text: an invented sentence or a golden report, with the parties it is read with."""

    article: Row
    parties: dict[str, list[str]]
    clauses: tuple[Row, ...]


@dataclass
class Harmed:
    """Counts of clauses found, missed and extra, and for each part how many of those found are right."""

    found: int = 0
    missed: int = 0
    extra: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PARTS, 0))
    differences: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of the clauses extracted, those that are labelled."""
        return self.found / (self.found + self.extra)

    @property
    def recall(self) -> float:
        """Of the clauses labelled, those that are extracted."""
        return self.found / (self.found + self.missed)

    def rate(self, part: str) -> float:
        """Of the clauses found, those of which the part is as labelled."""
        return self.right[part] / self.found


def load(part: str) -> list[Text]:
    """The sentences and the reports of one part, `worked on` or `held out`."""
    sentences = json.loads((GOLD / "sentences.json").read_text(encoding="utf-8"))
    reports = json.loads((GOLD / "reports.json").read_text(encoding="utf-8"))
    found = [_sentence(place, row) for place, row in enumerate(sentences) if row["part"] == part]
    return found + [_report(row) for row in reports if row["part"] == part]


def _sentence(place: int, row: Row) -> Text:
    text = row["text"]
    marks = [{"start": 0, "end": len(text), "kind": "headline"}] if row.get("headline") else []
    article = {"article_id": f"s{place}", "text": text, "marks": marks}
    return Text(article, PARTIES | row.get("parties", {}), tuple(row["clauses"]))


def _report(row: Row) -> Text:
    golden = load_report(FOLDER / f"{row['report']}.yaml")
    (article,) = tables.rows(gold_record(golden)["ARTICLES"])
    sides = {party: list(names) for party, names in golden.parties.items()}
    return Text(article, sides, tuple(row["clauses"]))


def extracted(texts: list[Text]) -> dict[str, list[Row]]:
    """The rows of HARMS of each text by its article, with parties."""
    found: dict[str, list[Row]] = {}
    for sides in {json.dumps(text.parties) for text in texts}:
        articles = tables.frame("ARTICLES", [one.article for one in texts if json.dumps(one.parties) == sides])
        chosen = parties.load_parties({"parties": json.loads(sides)}) if json.loads(sides) else None
        harms = parties.assign(language.analyse(articles), articles, chosen)["HARMS"]
        for row in tables.rows(harms):
            found.setdefault(row["article_id"], []).append(row)
    return found


def score(texts: list[Text], found: dict[str, list[Row]]) -> Harmed:
    """A clause is found where its word of harm is; agent and victims are right where half of their words agree."""
    result = Harmed()
    for text in texts:
        rows = {row["harm_word_start"]: row for row in found.get(text.article["article_id"], [])}
        for label in text.clauses:
            row = rows.pop(label["start"], None)
            if row is None:
                result.missed += 1
                result.differences.append(f"missed {label['word']}: {_around(text, label['start'])}")
                continue
            result.found += 1
            _compare(result, text, label, row)
        result.extra += len(rows)
        result.differences += [f"extra {row['harm_word']}: {_around(text, start)}" for start, row in rows.items()]
    return result


def _compare(result: Harmed, text: Text, label: Row, row: Row) -> None:
    for part in PARTS:
        same = _agree(label[part], row[part]) if part in {"agent", "victims"} else label[part] == row[part]
        result.right[part] += same
        if not same:
            where = _around(text, label["start"])
            result.differences.append(f"{part} {row[part]!r} for {label[part]!r}: {where}")


def _agree(labelled: str, found: str) -> bool:
    """Whether two stretches share at least half of their words, determiners left out."""
    one, other = (set(re.findall(r"\w+", _PLACE.sub("", words).lower())) - _DETERMINERS for words in (labelled, found))
    return one == other or (bool(one | other) and len(one & other) / len(one | other) >= 0.5)


def _around(text: Text, start: int) -> str:
    words = text.article["text"]
    return words[max(0, start - 70) : start + 60].replace("\n", " ")
