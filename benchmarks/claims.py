"""Seconds and memory of the comparisons of claims and figures, and of the panel, on a large invented corpus."""

import os
import resource
import statistics
import tempfile
import time
from pathlib import Path

from large_corpus import far_from_here, tiled

from toolkit import compare, panels
from toolkit.record import Record

ARTICLES, STATEMENTS, FIGURES = 2000, 5, 2  # the last two for each article
LIMIT_SECONDS, LIMIT_GB = 10.0, 1.0


def memory():
    """The greatest memory that this process has had so far, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def timed(name, work):
    start = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - start
    print(f"{name:30} {seconds:7.2f} s {len(result):8} rows, greatest memory so far {memory():.2f} GB")
    return result, seconds


def reactions(tables):
    """How long the panel takes to answer each control, on the whole corpus."""
    with tempfile.TemporaryDirectory() as folder:
        record = Record.from_tables(tables, home=Path(folder) / ".counterpoint")
        panel = panels.what_each_side_claims(record)
        issues = [issue for _, issue in panel.issue.options][1:4]
        steps = [("issue", panel.issue, issue) for issue in issues]
        steps += [("party", panel.parties, [record.parties[0]]), ("act", panel.acts, ["accuse", "deny"]),
                  ("measure", panel.measure, "killed")]  # fmt: skip
        taken = []
        for name, control, value in steps:
            start = time.perf_counter()
            control.value = value
            taken.append(time.perf_counter() - start)
            print(f"panel, {name:23} {taken[-1]:7.2f} s")
        start = time.perf_counter()
        panel.reset.click()
        taken.append(time.perf_counter() - start)
        print(f"panel, everything again        {taken[-1]:7.2f} s; median of all {statistics.median(taken):.2f} s")


def main():
    tables = tiled(far_from_here(), ARTICLES, statements=STATEMENTS, figures=FIGURES)
    statements, figures, replies, articles = (
        tables[f"{name}S"] for name in ("STATEMENT", "FIGURE", "REPLIE", "ARTICLE")
    )
    print(", ".join(f"{len(table)} {name.lower()}" for name, table in tables.items()))
    print(f"{statements['content'].nunique()} different contents, {len(os.sched_getaffinity(0))} cores")
    parties = statements.loc[statements["party"] != "", "party"].value_counts()
    before = memory()
    print(f"greatest memory of the whole process, libraries and corpus, before: {before:.2f} GB")
    of, grouping = timed("issues", lambda: compare.issues(statements))
    _, board = timed("claim_board", lambda: compare.claim_board(statements, of, articles=articles))
    timed("contrast", lambda: compare.contrast(statements, of, tuple(parties.index[:2])))
    timed("accusations", lambda: compare.accusations(statements))
    timed("answered", lambda: compare.answered(statements, replies))
    timed("answer_rates", lambda: compare.answer_rates(statements, replies, articles=articles))
    _, beside = timed("figures_side_by_side", lambda: compare.figures_side_by_side(figures))
    paired, pairing = timed("pairs", lambda: compare.pairs(figures, articles=articles))
    print("outcomes of pairs:", ", ".join(f"{n} {outcome}" for outcome, n in paired["outcome"].value_counts().items()))
    for name, seconds in (("issues and claim board", grouping + board), ("figures", beside + pairing)):
        print(f"{name:30} {seconds:7.2f} s, {'within' if seconds < LIMIT_SECONDS else 'OVER'} {LIMIT_SECONDS:g} s")
    after = memory()
    verdict = "within" if after < LIMIT_GB else "OVER"
    print(f"greatest memory of the whole process: {after:.2f} GB, {verdict} {LIMIT_GB:g} GB")
    print(f"of it the comparisons added {after - before:.2f} GB")
    reactions(tables)


if __name__ == "__main__":
    main()
