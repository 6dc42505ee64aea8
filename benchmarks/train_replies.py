"""The weights of replies, from the golden reports: `python benchmarks/train_replies.py` writes `reply_weights.csv`.

A conditional logit (McFadden 1974) with a penalty on the square of each weight. Answers that careful coders may call
so or not are left out of it. Ten folds of whole reports, each scored by weights that had not seen it, print precision
and recall for several thresholds, by two measures:

agreed  an answer must be found where both coders have it; any statement that either calls answered is right, and an
        answer that only one of them has is neither asked for nor wrong
first   pairs of the first coder alone
"""

import argparse
import csv
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]

from golden_reader import FOLDER  # noqa: E402
from golden_scorer import match  # noqa: E402
from golden_set import gold_record, load_all  # noqa: E402

from toolkit import language, parties  # noqa: E402
from toolkit.claims.acts import acted  # noqa: E402
from toolkit.claims.replies import INTERCEPT, chances  # noqa: E402
from toolkit.claims.reply_features import candidates, told  # noqa: E402
from toolkit.claims.reply_signs import measures  # noqa: E402

FOLDS = 10
PENALTY = 1.0
LEASTS = (0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75)


@dataclass(frozen=True)
class Case:
    """One statement with what it may answer: features, which of them are right, and how the coders see it."""

    features: list[dict[str, float]]
    right: np.ndarray
    first: np.ndarray
    required: bool
    perhaps: bool
    outright: bool
    report: int


@dataclass(frozen=True)
class Coded:
    """How many answers both coders have, and how many pairs the first has."""

    required: int
    first: int


def gather(folder):
    """A case for every statement of the reports that have replies, and how many are coded."""
    cases = []
    reports = [report for report in load_all(folder) if report.replies or report.may_replies]
    for number, report in enumerate(reports):
        cases += _cases(report, number)
    both = [reply for report in reports for reply in (*report.replies, *report.may_replies)]
    return cases, Coded(sum(len(report.replies) for report in reports), sum(len(reply.first) for reply in both))


def _cases(report, number):
    articles = gold_record(report)["ARTICLES"]
    sides = {name: list(words) for name, words in report.parties.items()}
    chosen = parties.load_parties(sides) if sides else None
    tables = acted(parties.assign(language.analyse(articles), articles, chosen))
    named = {}
    for row in tables["MENTIONS"].to_dict("records"):
        if row["role"] == "inside a statement":
            named.setdefault(row["statement_id"], set()).add(row["party"])
    measured = measures(tables["FIGURES"].to_dict("records"))
    rows = told(tables["STATEMENTS"].to_dict("records"), report.text, named, measured)
    known = match(report, tables["STATEMENTS"])
    coded = {reply.answer: reply for reply in (*report.replies, *report.may_replies)}
    required = {reply.answer for reply in report.replies}
    for place, row in enumerate(rows):
        tried = candidates(rows, place)
        if tried:
            reply = coded.get(known.get(row["statement_id"]))
            before = [known.get(rows[other]["statement_id"], "") for other, _ in tried]
            right = np.array([reply is not None and one in reply.answers for one in before])
            first = np.array([reply is not None and one in reply.first for one in before])
            must = reply is not None and reply.answer in required
            outright = row["act"] == "deny" or tried[0][1]["answer:denial"] > 0
            yield Case([one for _, one in tried], right, first, must, reply is not None and not must, outright, number)


class Tensor:
    """The features of all cases side by side, so that the likelihood of all of them is one product."""

    def __init__(self, cases, names):
        widest = max(len(case.features) for case in cases)
        self.values = np.zeros((len(cases), widest, len(names)))
        self.there = np.zeros((len(cases), widest), bool)
        self.right = np.zeros((len(cases), widest), bool)
        for place, case in enumerate(cases):
            count = len(case.features)
            self.values[place, :count] = [[one[name] for name in names] for one in case.features]
            self.there[place, :count] = True
            self.right[place, :count] = case.right

    def scores(self, weights, places):
        return np.where(self.there[places], weights[0] + self.values[places] @ weights[1:], -1e9)

    def chances(self, weights, places):
        scores = self.scores(weights, places)
        most = np.maximum(0, scores.max(axis=1))
        powers = np.exp(scores - most[:, None])
        return powers / (powers.sum(axis=1) + np.exp(-most))[:, None]

    def fit(self, places):
        """The weights with the least loss: a case with several right candidates sums their chances."""
        values, right = self.values[places].reshape(-1, self.values.shape[2]), self.right[places]
        answered = right.any(axis=1)

        def loss(weights):
            chance = self.chances(weights, places)
            told = np.where(answered, (chance * right).sum(axis=1), 1 - chance.sum(axis=1)).clip(1e-300)
            gap = chance - np.where(answered[:, None], chance * right / told[:, None], 0)
            slope = np.concatenate([[gap.sum()], values.T @ gap.ravel() + 2 * PENALTY * weights[1:]])
            return PENALTY * weights[1:] @ weights[1:] - np.log(told).sum(), slope

        return minimize(loss, np.zeros(values.shape[1] + 1), jac=True, method="L-BFGS-B").x


def rates(cases, chance, coded, least):
    """Precision and recall, by what both coders agree on and by the first coder alone."""
    taken = [(case, int(one.argmax())) for case, one in zip(cases, chance, strict=True) if one.sum() >= least]
    count = max(len(taken), 1)
    right = sum(case.right[best] for case, best in taken)
    found = sum(case.right[best] for case, best in taken if case.required)
    first = sum(case.first[best] for case, best in taken)
    answers = sum(case.required or case.perhaps for case, _ in taken)
    return (
        f"agreed {right / count:.3f} / {found / coded.required:.3f}, "
        f"first {first / count:.2f} / {first / coded.first:.2f}, "
        f"an answer at all {answers / count:.2f}; {len(taken)} found"
    )


def show(cases, chance, coded):
    denials = [place for place, case in enumerate(cases) if case.outright]
    told = [cases[place] for place in denials]
    of_denials = Coded(sum(case.required for case in told), sum(case.first.sum() for case in told))
    for words, some, ones, known in (
        ("all", cases, chance, coded),
        ("denials told outright", told, [chance[place] for place in denials], of_denials),
    ):
        print(f"{words}: {known.required} answers that both coders have, {known.first} pairs of the first")
        for least in LEASTS:
            print(f"  {least}: {rates(some, ones, known, least)}")


def write(names, weights):
    with (HERE.parent / "toolkit" / "data" / "reply_weights.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["feature", "weight"])
        writer.writerows([[INTERCEPT, f"{weights[0]:.4f}"]])
        writer.writerows([name, f"{weight:.4f}"] for name, weight in zip(names, weights[1:], strict=True))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help="write the weights of all reports")
    options.add_argument("--folder", type=Path, default=FOLDER, help="the coded reports")
    options.add_argument(
        "--test", action="store_true", help="score the weights that ship on the folder, and train none"
    )
    asked = options.parse_args()
    cases, coded = gather(asked.folder)
    if asked.test:
        show(cases, [np.array(chances(case.features)) for case in cases], coded)
        return
    names = sorted(cases[0].features[0])
    tensor = Tensor(cases, names)
    known = np.array([not case.perhaps for case in cases])
    folds = np.array([case.report % FOLDS for case in cases])
    chance = np.zeros(tensor.there.shape)
    for fold in range(FOLDS):
        chance[folds == fold] = tensor.chances(tensor.fit(known & (folds != fold)), folds == fold)
    print(f"{len(cases)} statements, {len(names)} features")
    show(cases, chance, coded)
    if asked.write:
        write(names, tensor.fit(known))


if __name__ == "__main__":
    main()
