"""Size of the page on 50 articles with 600 statements, and how long a browser needs to open it.

The corpus is the demonstration, with some of its articles once more under other ids. The page is made of the notebooks
that come with Counterpoint. A browser without a network opens it afresh a few times; told are the median seconds until
it can be read (first contents painted), is loaded, and has every chart alive.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
from playwright.sync_api import sync_playwright

import toolkit
from toolkit import report
from toolkit.record import Record
from toolkit.tables import frame

ARTICLES, STATEMENTS = 50, 600
LIMIT_SIZE, LIMIT_OPEN = 6.0, 2.0  # megabytes, seconds
CHROMIUM = os.environ.get("COUNTERPOINT_CHROMIUM", "/usr/bin/chromium")
TIMES = 5
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
LOADED = "performance.timing.loadEventEnd - performance.timing.navigationStart"
ALIVE = "document.querySelectorAll('figure.chart:has(> script):not(.drawn)').length === 0"


def repeated(tables, articles):
    """The tables of so many articles: those that are there, and from the first on again under ids of their own."""
    keys = list(tables["ARTICLES"]["article_id"])
    made = {}
    for name, table in tables.items():
        rows = table.to_dict("records")
        if "article_id" in table.columns:
            more = [_again(row) for row in rows if row["article_id"] in keys[: articles - len(keys)]]
            made[name] = frame(name, [*rows, *more])
        else:
            made[name] = table
    return made


def _again(row):
    ids = {name: f"{row[name]}-again" for name in row if name.endswith("_id") and row[name]}
    place = row.get("party_evidence_article")
    return {**row, **ids, **({"party_evidence_article": f"{place}-again"} if place else {})}


def opened(path):
    """Seconds until the page is painted, loaded, and has its charts alive, each time in a browser of its own."""
    with sync_playwright() as play:
        for _ in range(TIMES):
            browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_context(offline=True, viewport={"width": 1280, "height": 900}).new_page()
            begun = time.monotonic()
            page.goto(path.as_uri())
            while not page.evaluate(ALIVE):
                time.sleep(0.02)
            alive = time.monotonic() - begun
            yield page.evaluate(PAINTED) / 1000, page.evaluate(LOADED) / 1000, alive
            browser.close()


def main():
    """Makes the page, prints size and seconds, and ends with 1 where one of them is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--redact", type=int, help="redact the page to so many words")
    parser.add_argument("--out", type=Path, help="keep the page there")
    asked = parser.parse_args()
    first = toolkit.open_corpus(toolkit.demo())
    made = repeated(first.tables(), ARTICLES)
    record = Record.from_tables(made, provenance=first.provenance, parties=first.parties).verify()
    with tempfile.TemporaryDirectory() as folder:
        path = report.write(record, asked.out or Path(folder) / "page.html", redact=asked.redact)
        size = path.stat().st_size / 1e6
        seconds = pd.DataFrame(opened(path), columns=["painted", "loaded", "alive"])
    told = f"{len(record.articles)} articles, {len(record.statements)} statements, {len(report.shipped())} notebooks"
    middle = {name: statistics.median(seconds[name]) for name in seconds}
    print(f"{told}\nsize       {size:6.2f} MB  (limit {LIMIT_SIZE:g})")
    print(f"painted    {middle['painted']:6.2f} s\nloaded     {middle['loaded']:6.2f} s   (limit {LIMIT_OPEN:g})")
    print(f"all alive  {middle['alive']:6.2f} s")
    enough = len(record.articles) >= ARTICLES and len(record.statements) >= STATEMENTS
    return 0 if enough and size < LIMIT_SIZE and middle["loaded"] < LIMIT_OPEN else 1


if __name__ == "__main__":
    sys.exit(main())
