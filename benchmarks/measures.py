"""Seconds of every measure with its intervals, and of two panels' reactions, on 20,000 statements of 2,000 articles."""

import os
import statistics
import tempfile
import time
from pathlib import Path

from large_corpus import far_from_here, tiled

from toolkit import compare, panels
from toolkit.record import Record

ARTICLES, STATEMENTS, FIGURES = 2000, 15, 2  # reports of the demonstration have ten to fifteen statements
LIMIT_MEASURES, LIMIT_REACTION = 10.0, 0.2


def measures(tables):
    """Each measure of MEASURES by its name, as a call without arguments."""
    told, news, named, harms = (tables[name] for name in ("STATEMENTS", "ARTICLES", "MENTIONS", "HARMS"))
    heard = told.loc[told["party"] != "", "party"].value_counts().index
    both = {
        name: getattr(compare, name)
        for name in ("voice_share", "directness", "verbatim_length", "prominence", "source_types", "anonymity",
                     "evenness", "reporting_verbs", "distinctive_words")
    }  # fmt: skip
    calls = {name: lambda work=work: work(told, articles=news) for name, work in both.items()}
    return calls | {
        "answer_rates": lambda: compare.answer_rates(told, tables["REPLIES"], articles=news),
        "qualifier_rates": lambda: compare.qualifier_rates(told, news),
        "agency": lambda: compare.agency(harms, articles=news),
        "agents_named": lambda: compare.agents_named(harms, articles=news),
        "spoken_about": lambda: compare.spoken_about(told, named, articles=news),
        "silence": lambda: compare.silence(named, told),
        "difference": lambda: compare.difference(told, tuple(heard[:2]), of={"kind": "direct"}, articles=news),
        "timeline": lambda: compare.timeline(told, news),
    }


def reactions(tables):
    """How long the panel of notebook 1 takes to answer each control."""
    with tempfile.TemporaryDirectory() as folder:
        record = Record.from_tables(tables, home=Path(folder) / ".counterpoint")
        start = time.perf_counter()
        panel = panels.who_is_heard(record)
        print(f"{'panel, first paint':30} {time.perf_counter() - start:7.2f} s")
        steps = [("party", panel.parties, [record.parties[0]]), ("kind", panel.kinds, ["direct"]),
                 ("two kinds", panel.kinds, ["direct", "mixed"]), ("words", panel.text, "water"),
                 ("confidence", panel.confidence, 0.5), ("two parties", panel.parties, list(record.parties[:2])),
                 ("said", panel.said, True), ("no words", panel.text, ""), ("all kinds", panel.kinds, []),
                 ("all parties", panel.parties, [])]  # fmt: skip
        taken = []
        for name, control, value in steps:
            taken.append(moved("panel", name, control, value))
        looks = [moved("panel", name, panel.look, name) for name in panel.look.options]
        taken += parties(record)
        return taken, looks


def moved(panel, name, control, value):
    """Seconds of the clock, and of the processor, until a panel has answered to a control."""
    clock, processor = time.perf_counter(), time.process_time()
    control.value = value
    taken = time.perf_counter() - clock, time.process_time() - processor
    print(f"{panel + ', ' + name:50} {taken[0]:7.3f} s, {taken[1]:.3f} s of the processor")
    return taken


def parties(record):
    """How long the panel of notebook 2 takes to answer."""
    start = time.perf_counter()
    panel = panels.who_speaks_for_whom(record)
    print(f"{'panel of parties, first paint':30} {time.perf_counter() - start:7.2f} s")
    taken = []
    for name, control, value in (("words", panel.text, "a"), ("unassigned", panel.only, True), ("all", panel.text, "")):
        taken.append(moved("panel of parties", name, control, value))
    return taken


def main():
    tables = tiled(far_from_here(), ARTICLES, statements=STATEMENTS, figures=FIGURES)
    print(", ".join(f"{len(table)} {name.lower()}" for name, table in tables.items()))
    print(f"{len(os.sched_getaffinity(0))} cores")
    spent = 0.0
    for name, work in measures(tables).items():
        start = time.perf_counter()
        rows = len(work())
        taken = time.perf_counter() - start
        spent += taken
        print(f"{name:30} {taken:7.2f} s {rows:6} rows")
    print(f"all measures: {spent:.2f} s, asked {LIMIT_MEASURES:g}")
    for what, taken in zip(("reaction of the two panels", "turn to another chart"), reactions(tables), strict=True):
        clock, processor = (statistics.median(some) for some in zip(*taken, strict=True))
        print(f"median {what}: {clock:.3f} s, {processor:.3f} s of the processor, asked {LIMIT_REACTION:g}")


if __name__ == "__main__":
    main()
