"""How often the act and the target party that are found are those that were coded, on the golden reports.

Only statements that were found are compared, each with the coded one it is matched to, and only where the coders judged
the act. Several acts may be accepted: a statement with any of them counts as coded with the one that was found, another
as coded with the first. `--write` puts the confusion table into `benchmarks/acts.md` and the counts of each act into
`toolkit/data/act_quality.csv`.
"""

import argparse
import csv
import sys
from pathlib import Path

import pandas as pd

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]

from golden_scorer import match  # noqa: E402
from golden_set import gold_record, load_all  # noqa: E402

from toolkit import language, parties  # noqa: E402
from toolkit.claims.acts import acted  # noqa: E402
from toolkit.tables.values import ACTS  # noqa: E402

AIMED = ("accuse", "demand", "threaten", "condemn", "praise", "offer")  # the acts that have a target


def gather(reports):
    """One row a matched statement: the acts and targets that are accepted, what was found, and what is judged."""
    rows = []
    for report in reports:
        articles = gold_record(report)["ARTICLES"]
        sides = {name: list(words) for name, words in report.parties.items()}
        chosen = parties.load_parties(sides) if sides else None
        statements = acted(parties.assign(language.analyse(articles), articles, chosen))["STATEMENTS"]
        known = match(report, statements)
        for row in statements[statements["statement_id"].isin(known)].to_dict("records"):
            gold, act = report.statement(known[row["statement_id"]]), row["act"]
            rows.append(
                {
                    "judged": "act" not in gold.free,
                    "coded": act if act in gold.acts else gold.acts[0],
                    "found": act,
                    # Judged as in tests/golden_scorer.py: where coders or the extractor have somebody aimed at.
                    "aimed": "target" not in gold.free and bool(any(gold.target_party) or row["target_party"]),
                    "target_judged": "target" not in gold.free,
                    "target_asked": all(gold.target_party),
                    "target_found": bool(row["target_party"]),
                    "target_right": row["target_party"].casefold() in {one.casefold() for one in gold.target_party},
                }
            )
    return pd.DataFrame(rows)


def counts(table):
    """One row an act: how many statements were coded so, found so, and both."""
    right = table[table["coded"] == table["found"]]
    columns = {"coded": table["coded"], "found": table["found"], "right": right["found"]}
    sums = {name: values.value_counts().reindex(ACTS, fill_value=0) for name, values in columns.items()}
    return pd.DataFrame(sums).rename_axis("act")


def markdown(table):
    lines = [["coded \\ found", *table.columns], ["---", *["---:"] * len(table.columns)]]
    lines += [
        [act, *(str(n) if n else "" for n in row)] for act, row in zip(table.index, table.to_numpy(), strict=True)
    ]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def print_targets(rows):
    """How many targets are right where somebody is aimed at, by the coders or by the extractor.

    Coders often accept both a party and none, and none is what an extractor that sees little finds. So the last two
    lines say it of the targets that were found, and of those that coders ask for.
    """
    aimed = rows[rows["aimed"]]
    of_acts = aimed[aimed["coded"].isin(AIMED)]
    groups = {
        "target party, as tests/golden_scorer.py counts": aimed,
        "  in acts that are aimed": of_acts,
        **{f"    {act}": of_acts[of_acts["coded"] == act] for act in AIMED},
        "  where one was found": aimed[aimed["target_found"]],
        "  where coders ask for one": aimed[aimed["target_asked"]],
    }
    for name, group in groups.items():
        right = group["target_right"].sum()
        print(f"{name:46} {right:4} of {len(group):4}" + (f"  {right / len(group):.1%}" if len(group) else ""))
    print(
        f"  unjudged in {(rows['coded'].isin(AIMED) & ~rows['target_judged']).sum()} statements of acts that are aimed"
    )


def write(confusion, told):
    words = (
        "# Acts, coded and found\n\n"
        f"{told}\n"
        "Rows are coded, columns found; an empty cell is 0. Where coders accept several acts, a statement with one of\n"
        "them stands on the diagonal, any other in the row of the first. Made by `benchmarks/acts.py --write`.\n\n"
    )
    (HERE / "acts.md").write_text(words + markdown(confusion) + "\n", encoding="utf-8")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="write the confusion table and the counts of each act")
    asked = options.parse_args()
    reports = load_all()
    rows = gather(reports)
    judged = rows[rows["judged"]]
    confusion = pd.crosstab(judged["coded"], judged["found"]).reindex(index=ACTS, columns=ACTS, fill_value=0)
    told = f"{len(reports)} golden reports, {len(judged)} statements that were found and whose act was judged."
    print(told)
    print(confusion.to_string())
    each = counts(judged)
    for act, (coded, found, right) in zip(each.index, each.to_numpy(), strict=True):
        shares = [f"{right / n:.2f}" if n else "   -" for n in (found, coded)]
        print(f"{act:9} coded {coded:4}  found {found:4}  precision {shares[0]}  recall {shares[1]}")
    print(f"act right in {each['right'].sum()} of {len(judged)}: {each['right'].sum() / len(judged):.1%}")
    print_targets(rows)
    if asked.write:
        write(confusion, told)
        with (HERE.parent / "toolkit" / "data" / "act_quality.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["act", *each.columns])
            writer.writerows(each.reset_index().to_numpy().tolist())


if __name__ == "__main__":
    main()
