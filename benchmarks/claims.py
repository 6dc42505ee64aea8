"""Seconds and memory of the comparisons of claims and figures, and of the panel, on a large invented corpus.

The corpus is the record of the demonstration corpus, tiled: every copy of an article keeps a run of five statements and
of two figures, begins elsewhere than the copy before, and stands three days later, with all dates in it. Some words of
each content are swapped for others, so that the weighing of words sees as many texts as there are statements.
"""

import os
import random
import resource
import statistics
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pandas as pd

import toolkit
from toolkit import compare, data, panels
from toolkit.record import Record
from toolkit.tables import frame

ARTICLES, STATEMENTS, FIGURES = 2000, 5, 2  # the last two for each article
LATER = pd.Timedelta(days=3)  # one copy after the other
SWAPPED = 0.2  # of the words of a content
DATES = ("since", "as_of")
LIMIT_SECONDS, LIMIT_GB = 10.0, 1.0


def demonstration():
    """The tables of the demonstration corpus, read and extracted."""
    return toolkit.open_corpus(toolkit.demo()).tables()


def far_from_here():
    """The same, made in a process of its own, since the parser would set the greatest memory of this one."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(demonstration).result()


def tiled(tables):
    """ARTICLES, STATEMENTS, FIGURES and REPLIES of the large corpus."""
    of = {name: dict(list(tables[name].groupby("article_id"))) for name in ("STATEMENTS", "FIGURES")}
    replies, nouns = tables["REPLIES"].to_dict("records"), sorted(data.lexicon("person_nouns")["noun"])
    drawn = random.Random(0)
    rows = {name: [] for name in ("ARTICLES", "STATEMENTS", "FIGURES", "REPLIES")}
    originals = tables["ARTICLES"].to_dict("records")
    for number in range(ARTICLES):
        copy, place = divmod(number, len(originals))
        article = originals[place]
        rows["ARTICLES"].append(_again(article, copy, published=article["published"] + copy * LATER))
        told = _run(of["STATEMENTS"].get(article["article_id"]), copy, STATEMENTS)
        for row in told:
            rows["STATEMENTS"].append(_again(row, copy, content=_varied(row["content"], nouns, drawn)))
        for row in _run(of["FIGURES"].get(article["article_id"]), copy, FIGURES):
            rows["FIGURES"].append(_again(row, copy, **{name: _later(row[name], copy) for name in DATES}))
        kept = {row["statement_id"] for row in told}
        rows["REPLIES"] += [_again(row, copy) for row in replies if {row["statement_id"], row["answers_id"]} <= kept]
    return {name: frame(name, made) for name, made in rows.items()}


def _run(rows, copy, length):
    """So many rows one after the other, from another place in every copy; fewer where there are not so many."""
    listed = [] if rows is None else rows.to_dict("records")
    start = copy * length % max(1, len(listed))
    return [*listed[start:], *listed[:start]][:length]


def _again(row, copy, **changed):
    """A row with ids of its own copy."""
    ids = {name: f"{row[name]}-{copy}" for name in row if name.endswith("_id") and row[name]}
    return {**row, **ids, **changed}


def _later(day, copy):
    """An ISO date so many copies later; what is no whole date stays."""
    moved = pd.to_datetime(day, format="%Y-%m-%d", errors="coerce") + copy * LATER
    return day if pd.isna(moved) else moved.strftime("%Y-%m-%d")


def _varied(content, nouns, drawn):
    words = content.split()
    for place in drawn.sample(range(len(words)), max(1, round(SWAPPED * len(words)))):
        words[place] = drawn.choice(nouns)
    return " ".join(words)


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
    tables = tiled(far_from_here())
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
