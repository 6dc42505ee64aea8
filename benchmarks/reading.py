"""How fast files become articles, and how much memory it takes: a thousand mixed files, each kind by itself too.

The reports are sentences of the demonstration corpus in another order in every file, so that none repeats another; a
web page has the menus, scripts and links around it that saved pages have. Speed is articles for a second of CPU time of
one process, so that a machine that is shared does not change it. Memory is the greatest of a process that reads so many
files, less what it had before, less the articles that it gives back.
"""

import argparse
import io
import json
import random
import resource
import sys
import tarfile
import tempfile
import time
import zipfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import docx
import pandas as pd

import toolkit
from toolkit.sources import read_all

FILES = 1_000
SENTENCES = (20, 45)  # of one report
PER_ARCHIVE = 20
FLOORS = {"text": 50, "html": 10}  # articles a second of CPU time
FLAT = 100  # megabytes more than the articles, for four times as many files
MENU = "".join(f'<li><a href="/section/{place}" class="nav-item">Section {place}</a></li>' for place in range(60))
ASIDE = "".join(
    f'<article class="teaser"><a href="/news/{place}"><img src="/i/{place}.jpg"><h3>Another one</h3></a></article>'
    for place in range(30)
)
SCRIPT = "<script>" + "window.dataLayer.push({event:'view',section:'news'});" * 400 + "</script>"


def sentences():
    """The sentences of the demonstration corpus."""
    articles, _ = read_all(toolkit.demo())
    return [part.strip() + "." for text in articles["text"] for part in text.replace("\n", " ").split(". ") if part]


def report(known, drawn, number):
    """Headline and paragraphs of one report."""
    told = [drawn.choice(known) for _ in range(drawn.randint(*SENTENCES))]
    paragraphs = [" ".join(told[place : place + 3]) for place in range(0, len(told), 3)]
    return f"Report {number} on the harbour and its {drawn.choice(['talks', 'strike', 'pier', 'owners'])}", paragraphs


def as_text(title, paragraphs):
    """Plain text."""
    return "\n\n".join([title, "By Ann Example", *paragraphs]).encode()


def as_html(title, paragraphs):
    """A saved page of some hundred kilobytes."""
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    head = f'<title>{title} | The Wire</title><meta property="article:published_time" content="2026-03-01T08:00:00Z">'
    return (
        f"<!doctype html><html lang=en><head>{head}{SCRIPT * 4}</head><body><nav><ul>{MENU}</ul></nav>"
        f"<article><h1>{title}</h1>{body}</article><aside>{ASIDE}</aside><footer><ul>{MENU}</ul></footer></body></html>"
    ).encode()


def as_word(title, paragraphs):
    """A Word file."""
    made = docx.Document()
    made.add_heading(title, 0)
    for words in paragraphs:
        made.add_paragraph(words)
    made.save(kept := io.BytesIO())
    return kept.getvalue()


def as_table(reports):
    """JSON lines with one report a line."""
    lines = [json.dumps({"title": title, "text": "\n\n".join(told), "date": "2026-03-01"}) for title, told in reports]
    return "\n".join(lines).encode()


def as_archive(reports, suffix):
    """A zip or tar of texts and pages."""
    named = [
        (f"{place}.{'html' if place % 2 else 'txt'}", (as_html if place % 2 else as_text)(*one))
        for place, one in enumerate(reports)
    ]
    kept = io.BytesIO()
    if suffix == "zip":
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in named:
                archive.writestr(name, data)
    else:
        with tarfile.open(fileobj=kept, mode="w:gz") as archive:
            for name, data in named:
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
    return kept.getvalue()


MAKERS = {"text": ("txt", as_text), "html": ("html", as_html), "word": ("docx", as_word)}


def write(folder, known, number, kind):
    """One file of a kind, with one report in it."""
    suffix, make = MAKERS[kind]
    drawn = random.Random(number)
    (folder / f"{number:05}.{suffix}").write_bytes(make(*report(known, drawn, number)))


def mixed(folder, known, files):
    """So many files of all kinds: half of them text, a third pages, the rest Word files, tables and archives."""
    for number in range(files):
        kind = ("text", "html", "text", "html", "text", "word")[number % 6]
        if number % 100:
            write(folder, known, number, kind)
            continue
        drawn = random.Random(number)
        reports = [report(known, drawn, number * 1000 + place) for place in range(PER_ARCHIVE)]
        suffix = ("jsonl", "zip", "tar.gz")[number // 100 % 3]
        data = as_table(reports) if suffix == "jsonl" else as_archive(reports, suffix)
        (folder / f"{number:05}.{suffix}").write_bytes(data)


def measured(folder):
    """Articles, refused, CPU seconds, megabytes beyond those of the articles; in a process of its own."""
    read_all(toolkit.demo())  # what is loaded once is not counted
    before, begun = _peak(), time.process_time()
    articles, refused = read_all(folder)
    seconds = time.process_time() - begun
    held = articles.memory_usage(deep=True).sum() / 1e6
    return len(articles), len(refused), seconds, _peak() - before - held


def _peak():
    """The greatest memory that this process ever had, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def alone(folder):
    """The same, in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measured, folder).result()


def main():
    """Prints a table, and ends with 1 where a speed or the memory is beyond its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=FILES, help="mixed files (default: %(default)s)")
    asked = parser.parse_args()
    known, rows = sentences(), []
    for name, files in [*((kind, 200) for kind in MAKERS), ("mixed", asked.files // 4), ("mixed", asked.files)]:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            if name == "mixed":
                mixed(folder, known, files)
            else:
                for number in range(files):
                    write(folder, known, number, name)
            count, refused, seconds, memory = alone(folder)
        rows.append((name, files, count, refused, seconds, count / seconds, memory))
    columns = ["files of", "files", "articles", "refused", "CPU seconds", "a second", "MB beside the articles"]
    table = pd.DataFrame(rows, columns=columns)
    sys.stdout.write(table.round(1).to_string(index=False) + "\n")
    speed = dict(zip(table["files of"], table["a second"], strict=True))
    flat = table[columns[-1]].iloc[-1] - table[columns[-1]].iloc[-2] < FLAT
    return 0 if flat and all(speed[kind] >= floor for kind, floor in FLOORS.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
