"""How much of what coders find the extractor finds, and how much of what it finds is right.

Golden reports: those of tests/golden, scored by tests/golden_set.py. PolNeAR (Newell, Margolin and Ruths 2018), where a
folder of it is given: predictions are written as JSON lines and scored by the corpus's reference scorer beside it.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]

import pandas as pd  # noqa: E402
from golden_set import gold_record, load_all, score, total  # noqa: E402

from toolkit import claims, language, parties  # noqa: E402
from toolkit.tables import frame  # noqa: E402


def golden(only, *, rules):
    scores = []
    for report in load_all():
        if only and only not in report.id:
            continue
        articles = gold_record(report)["ARTICLES"]
        chosen = (
            parties.load_parties({name: list(words) for name, words in report.parties.items()})
            if report.parties
            else None
        )
        tables = claims.label(parties.assign(language.analyse(articles, rules=rules), articles, chosen), articles)
        scores.append(score(report, tables["STATEMENTS"], tables["FIGURES"]))
        print(f"{report.id:24} {scores[-1].found:3}/{scores[-1].gold:<3} +{scores[-1].extra}")
        if only:
            print("\n".join(scores[-1].differences))
    print(total(scores))


def polnear(folder, split, scorer, *, rules):
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((folder / split / "text").glob("*.txt"))}
    raw = {
        path.stem: path.open(encoding="utf-8", newline="").read()
        for path in sorted((folder / split / "text").glob("*.txt"))
    }
    tables = language.analyse(
        frame("ARTICLES", [{"article_id": name, "text": raw[name]} for name in texts]), rules=rules
    )
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for name, rows in tables["STATEMENTS"].groupby("article_id"):
            found = [
                {"content": row["spans"], "source": _span(row, "speaker"), "cue": _span(row, "cue")}
                for row in rows.to_dict("records")
            ]
            out.write(json.dumps({"doc": name, "attributions": found}) + "\n")
        out.flush()
        subprocess.run([sys.executable, str(scorer), str(folder), split, out.name], check=True)


def _span(row, name):
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    return [] if pd.isna(start) else [[int(start), int(end)]]


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", default="", help="one golden report, with every difference")
    asked.add_argument("--rules", action="store_true", help="without the tagger")
    asked.add_argument("--polnear", type=Path, help="folder that holds train/ and dev/")
    asked.add_argument("--split", default="dev")
    asked.add_argument("--scorer", type=Path, default=HERE.parent.parent / "shared/tools/score_polnear.py")
    given = asked.parse_args()
    golden(given.only, rules=given.rules)
    if given.polnear:
        polnear(given.polnear, given.split, given.scorer, rules=given.rules)
