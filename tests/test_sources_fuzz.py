"""A whole file of every format, damaged anywhere, in a folder with a sound one: a row or a refusal, never an exception.

For longer: `pytest tests/test_sources_fuzz.py --hypothesis-profile=long`.
"""

import bz2
import gzip
import io
import quopri
import tarfile
import tempfile
import zipfile
from pathlib import Path

import docx
import pytest
from damage import damaged
from database_layouts import FERRY, MILL, factiva_coded, nexis_uni, proquest
from hypothesis import given
from hypothesis import strategies as st
from pdf_tools import lines, pdf
from table_fuzz import as_csv, as_json, as_parquet, as_workbook

from toolkit import tables
from toolkit.sources import read_all, restore
from toolkit.sources.formats import ARCHIVES, READERS

STORY = [
    "The harbour master said on Monday that the pier would stay closed until the divers had finished.",
    "“We were told nothing,” said Ann Lind, who speaks for the dockers. She called the claim false.",
]
TEXT = "Pier closed\n\nBy Ann Example\n\nPORTH (The Wire) – " + "\n\n".join(STORY)
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pier closed | The Wire</title>'
    '<meta property="article:published_time" content="2026-03-01T08:00:00Z"><script>var a = "</p>";</script></head>'
    "<body><nav><a href='/'>Home</a></nav><article><h1>Pier closed</h1>"
    + "".join(f"<p>{words}</p>" for words in STORY * 3)
    + "</article><footer>All rights reserved</footer></body></html>"
)
RTF = r"{\rtf1\ansi{\fonttbl\f0\fswiss Helvetica;}\f0\pard " + r"\par ".join(STORY) + "}"
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>The Wire</title><item><title>Pier closed</title>'
    f"<link>https://example.org/1</link><description>{STORY[0]} {STORY[1]}</description></item></channel></rss>"
)


def web_archive():
    """A web archive with one page."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE.encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/1\r\nWARC-Date: 2026-03-01T08:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def whole_page():
    """A page that a browser saved as one file."""
    head = "Snapshot-Content-Location: https://example.org/1\r\nMIME-Version: 1.0\r\n"
    kind = 'Content-Type: multipart/related; type="text/html"; boundary="--X--"\r\n\r\n'
    part = "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    body = quopri.encodestring(PAGE.encode())
    picture = (
        b"\r\n----X--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\naGk=\r\n----X----\r\n"
    )
    return f"{head}{kind}----X--\r\n{part}".encode() + body + picture


def word():
    """A Word file with two paragraphs."""
    made = docx.Document()
    for one in STORY:
        made.add_paragraph(one)
    made.save(kept := io.BytesIO())
    return kept.getvalue()


def zipped():
    """A zip archive of a text and a page."""
    with zipfile.ZipFile(kept := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b/c.html", PAGE)
    return kept.getvalue()


def tarred():
    """A tar archive of a text."""
    data = TEXT.encode()
    with tarfile.open(fileobj=(kept := io.BytesIO()), mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return kept.getvalue()


LINES, ARRAY = as_json()
WHOLE = {
    ".txt": [TEXT.encode(), TEXT.encode("cp1252"), TEXT.encode("utf-16"), nexis_uni((FERRY, MILL)).encode(),
             factiva_coded((FERRY, MILL)).encode(), proquest((FERRY, MILL)).encode()],
    ".text": [TEXT.encode()], ".html": [PAGE.encode(), PAGE.encode("utf-16")], ".htm": [PAGE.encode("cp1252")],
    ".mht": [whole_page()], ".mhtml": [whole_page()], ".csv": [as_csv(), as_csv(";", "cp1252")], ".tsv": [as_csv("\t")], ".xlsx": [as_workbook()], ".xlsm": [as_workbook()],
    ".parquet": [as_parquet()], ".jsonl": [LINES], ".ndjson": [LINES], ".json": [ARRAY],
    ".pdf": [pdf([lines(STORY), lines(STORY)]), pdf([lines(STORY)], packed=True)], ".docx": [word()], ".rtf": [RTF.encode("cp1252")],
    ".warc": [web_archive()], ".warc.gz": [gzip.compress(web_archive(), mtime=0)], ".rss": [FEED.encode()],
    ".atom": [FEED.encode()], ".xml": [FEED.encode()], ".zip": [zipped()], ".tar": [tarred()],
    ".tbz2": [bz2.compress(tarred())], ".tar.gz": [gzip.compress(tarred(), mtime=0)], ".tgz": [gzip.compress(tarred(), mtime=0)], ".tar.bz2": [bz2.compress(tarred())],
}  # fmt: skip
ENDS = sorted(WHOLE)


def read(suffix, data):
    """What `read_all` makes of a folder with this file and a sound one beside it."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, f"a{suffix}").write_bytes(data)
        Path(folder, "sound.txt").write_text(TEXT, encoding="utf-8")
        return read_all(folder)


def test_every_format_is_here():
    """A format that is added is fuzzed too."""
    assert {*READERS, *ARCHIVES} == set(WHOLE)


@pytest.mark.parametrize("suffix", ENDS)
def test_the_whole_files_are_read(suffix):
    """What is damaged below is a file that gives articles."""
    for data in WHOLE[suffix]:
        articles, _ = read(suffix, data)
        assert len(articles) >= 2


@given(st.sampled_from(ENDS), st.integers(0, 5), st.binary(max_size=60), st.randoms(use_true_random=False))
def test_damage_anywhere_gives_a_row_or_a_refusal(suffix, which, data, chance):
    """The file gives articles with all they say of themselves, or refusals with a remedy; the sound one is always read."""
    whole = WHOLE[suffix][which % len(WHOLE[suffix])]
    articles, refused = read(suffix, damaged(whole, data, chance, times=6))
    tables.check(articles, "ARTICLES")
    tables.check(refused, "REFUSED")
    assert articles["source"].str.endswith("sound.txt").sum() == 1
    assert len(articles) + len(refused) >= 2
    assert refused[["reason", "works", "step"]].ne("").all(axis=None)
    for row in articles.to_dict("records"):
        row["text"].encode("utf-8")
        assert all(0 <= mark["start"] < mark["end"] <= len(row["text"]) for mark in row["marks"])
        assert restore(row["text"], row["repairs"])
