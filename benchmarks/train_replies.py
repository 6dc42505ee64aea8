"""The weights of replies, from the golden reports: `python benchmarks/train_replies.py` writes `reply_weights.csv`.

A conditional logit (McFadden 1974) with a penalty on the square of each weight. Ten folds of whole reports, each scored
by weights that had not seen it, print precision and recall for several thresholds: of answers, of pairs, and of pairs
where any statement of the same side counts, since coders differ on which of several in a row is answered.
"""

import argparse
import csv
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]

from golden_scorer import match  # noqa: E402
from golden_set import gold_record, load_all  # noqa: E402

from toolkit import language, parties  # noqa: E402
from toolkit.claims.acts import acted  # noqa: E402
from toolkit.claims.replies import INTERCEPT  # noqa: E402
from toolkit.claims.reply_features import REACH, candidates, side_of, told  # noqa: E402

FOLDS = 10
PENALTY = 1.5


def gather():
    """For every statement of the reports that have replies: features, which candidates are right, sides, the report."""
    found, pairs = [], 0
    for number, report in enumerate(report for report in load_all() if report.replies):
        articles = gold_record(report)["ARTICLES"]
        sides = {name: list(words) for name, words in report.parties.items()}
        chosen = parties.load_parties(sides) if sides else None
        tables = acted(parties.assign(language.analyse(articles), articles, chosen))
        named = {}
        for row in tables["MENTIONS"].to_dict("records"):
            if row["role"] == "inside a statement":
                named.setdefault(row["statement_id"], set()).add(row["party"])
        rows = told(tables["STATEMENTS"].to_dict("records"), report.text, named)
        known = match(report, tables["STATEMENTS"])
        gold = set(report.replies)
        pairs += len(gold)
        for place, row in enumerate(rows):
            before = rows[max(0, place - REACH) : place][::-1]
            right = [(known.get(row["statement_id"]), known.get(one["statement_id"])) in gold for one in before]
            if before:
                found.append((candidates(rows, place), np.array(right), [side_of(one) for one in before], number))
    return found, pairs


def loss(weights, cases, penalty):
    """The negative log likelihood and its gradient; a case with several right candidates sums their chances."""
    total, slope = 0.0, np.zeros_like(weights)
    for features, right in cases:
        scores = weights[0] + features @ weights[1:]
        most = max(0.0, scores.max())
        powers = np.exp(scores - most)
        whole = powers.sum() + np.exp(-most)
        gap = powers / whole
        if right.any():
            total -= np.log(powers[right].sum() / whole)
            gap = gap - np.where(right, powers, 0) / powers[right].sum()
        else:
            total += most + np.log(whole)
        slope[0] += gap.sum()
        slope[1:] += features.T @ gap
    slope[1:] += 2 * penalty * weights[1:]
    return total + penalty * weights[1:] @ weights[1:], slope


def fit(cases):
    start = np.zeros(cases[0][0].shape[1] + 1)
    return minimize(loss, start, args=(cases, PENALTY), jac=True, method="L-BFGS-B").x


def chance(weights, features):
    scores = weights[0] + features @ weights[1:]
    most = max(0.0, scores.max())
    powers = np.exp(scores - most)
    return powers / (powers.sum() + np.exp(-most))


def rates(found, chances, places, least):
    """Precision and recall of answers, of pairs, and of pairs where any statement of the same side counts."""
    taken = [place for place in places if chances[place].sum() >= least]
    best = {place: int(chances[place].argmax()) for place in taken}
    told_so = sum(found[place][1].any() for place in taken)
    right = sum(found[place][1][best[place]] for place in taken)
    side = sum(
        any(ok and of == found[place][2][best[place]] for ok, of in zip(found[place][1], found[place][2], strict=True))
        for place in taken
    )
    answers = sum(found[place][1].any() for place in places)
    shown = (f"{name} {n / len(taken):.2f} / {n / answers:.2f}" for name, n in
             (("answers", told_so), ("pairs", right), ("same side", side)))  # fmt: skip
    return f"{', '.join(shown)} of {len(taken)} found and {answers} coded"


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="write the weights of all reports")
    found, pairs = gather()
    names = sorted(found[0][0][0])
    cases = [(np.array([[one[name] for name in names] for one in rows]), right) for rows, right, *_ in found]
    folds = np.array([number % FOLDS for *_, number in found])
    chances = [np.zeros(0)] * len(cases)
    for fold in range(FOLDS):
        weights = fit([case for case, other in zip(cases, folds, strict=True) if other != fold])
        for place in np.flatnonzero(folds == fold):
            chances[place] = chance(weights, cases[place][0])
    print(f"{len(cases)} statements, {pairs} pairs, {len(names)} features")
    outright = [names.index("answer:deny"), names.index("answer:denial")]
    every = list(range(len(cases)))
    told = [place for place in every if cases[place][0][0][outright].any()]
    for words, places in (("all", every), ("denials told outright", told)):
        print(words)
        for least in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
            print(f"  {least}: {rates(found, chances, places, least)}")
    if options.parse_args().write:
        weights = fit(cases)
        with (HERE.parent / "toolkit" / "data" / "reply_weights.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["feature", "weight"])
            writer.writerows([[INTERCEPT, f"{weights[0]:.4f}"]])
            writer.writerows([name, f"{weight:.4f}"] for name, weight in zip(names, weights[1:], strict=True))


if __name__ == "__main__":
    main()
