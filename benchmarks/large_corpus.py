"""A large invented corpus for the benchmarks: the record of the demonstration corpus, tiled.

Every copy of an article keeps a run of statements and of figures, begins elsewhere than the copy before, and stands
three days later, with all dates in it. Some words of each content are swapped for others, so that the weighing of words
sees as many texts as there are statements. Mentions and clauses of harm come along with their article.
"""

import random
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pandas as pd

import toolkit
from toolkit import data
from toolkit.tables import frame

LATER = pd.Timedelta(days=3)  # one copy after the other
SWAPPED = 0.2  # of the words of a content
DATES = ("since", "as_of")
WHOLE = ("MENTIONS", "HARMS")


def demonstration():
    """The tables of the demonstration corpus, read and extracted."""
    return toolkit.open_corpus(toolkit.demo()).tables()


def far_from_here():
    """The same, made in a process of its own, since the parser would set the greatest memory of this one."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(demonstration).result()


def tiled(tables, articles, *, statements, figures):
    """The tables of so many articles, with so many statements and figures each at most."""
    of = {name: dict(list(tables[name].groupby("article_id"))) for name in ("STATEMENTS", "FIGURES", *WHOLE)}
    replies, nouns = tables["REPLIES"].to_dict("records"), sorted(data.lexicon("person_nouns")["noun"])
    drawn = random.Random(0)
    rows = {name: [] for name in ("ARTICLES", "STATEMENTS", "FIGURES", "REPLIES", *WHOLE)}
    originals = tables["ARTICLES"].to_dict("records")
    for number in range(articles):
        copy, place = divmod(number, len(originals))
        article = originals[place]
        rows["ARTICLES"].append(_again(article, copy, published=article["published"] + copy * LATER))
        told = _run(of["STATEMENTS"].get(article["article_id"]), copy, statements)
        for row in told:
            rows["STATEMENTS"].append(_again(row, copy, content=_varied(row["content"], nouns, drawn)))
        for row in _run(of["FIGURES"].get(article["article_id"]), copy, figures):
            rows["FIGURES"].append(_again(row, copy, **{name: _later(row[name], copy) for name in DATES}))
        for name in WHOLE:
            rows[name] += [_again(row, copy) for row in _run(of[name].get(article["article_id"]), copy, 1000)]
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
