"""Laws of web archives. Pages and addresses are invented; archives are written byte by byte."""

import gzip
import random
import tracemalloc
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import SourceError
from toolkit.sources import MAX_FILE_BYTES, opening, preview, read_all
from toolkit.sources.formats import Document, SetAside, read_warc, warc

STORY = (
    "The harbour master said on Monday that the pier would stay closed until the divers had finished their work.",
    "“Nobody goes out there before I have seen the piles myself,” she told a meeting of the boat owners.",
    "The owners’ association accused the council of having known about the rotten piles since the autumn.",
)
BOUNDED = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"


def page(title="Pier stays closed", day="2025-03-04"):
    """A page of one invented story."""
    story = "".join(f"<p>{words}</p>" for words in STORY)
    meta = (
        f'<meta property="article:published_time" content="{day}"><meta property="og:site_name" content="The Harbour Post">'
        if day
        else ""
    )
    return f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title>{meta}</head><body><article><h1>{title}</h1>{story}</article></body></html>"


def record(number, told):
    """One record as the standard writes it: version, headers, an empty line, the block, two empty lines."""
    data = told.get("data", page())
    block = data.encode() if isinstance(data, str) else data
    kind = told.get("kind", "response")
    typed = told.get("type", "text/html; charset=utf-8")
    if kind in ("response", "revisit", "request"):
        line = "GET / HTTP/1.1" if kind == "request" else f"HTTP/1.1 {told.get('status', '200 OK')}"
        headers = "".join(f"{name}: {value}\r\n" for name, value in (("Content-Type", typed), *told.get("headers", ())))
        block = f"{line}\r\n{headers}\r\n".encode() + (block if kind == "response" else b"")
        typed = f"application/http; msgtype={kind}"
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"WARC-Target-URI: {told.get('address', f'https://post.example/{number}')}\r\nWARC-Date: 2025-03-05T10:00:00Z\r\n"
        f"Content-Type: {typed}\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


def archive(*records, packed=False):
    """An archive of records, each told as kind, address, status, type, data and headers; `packed`: one gzip member each."""
    written = [record(number, told) for number, told in enumerate(records)]
    written.insert(
        0, record(999, {"kind": "warcinfo", "type": "application/warc-fields", "data": "software: a test\r\n"})
    )
    return b"".join(gzip.compress(one, mtime=0) if packed else one for one in written)


def documents(found):
    """The articles among what was found."""
    return [one for one in found if isinstance(one, Document)]


def refusals(found):
    """What was set aside, by member."""
    return {one.member: one.error.problem for one in found if isinstance(one, SetAside)}


TWO = (
    {"address": "https://post.example/pier"},
    {"address": "https://post.example/ferry", "data": page("Ferry crews end strike", "")},
)
packings = pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])


@packings
def test_each_page_is_an_article(packed):
    """Each answer that is a page gives one article, named by its address, with title, outlet and day of the page."""
    found = read_warc(archive(*TWO, packed=packed))
    assert [(one.member, one.url, one.title) for one in found] == [
        ("https://post.example/pier", "https://post.example/pier", "Pier stays closed"),
        ("https://post.example/ferry", "https://post.example/ferry", "Ferry crews end strike"),
    ]
    assert (found[0].outlet, found[0].published) == ("The Harbour Post", "2025-03-04")
    assert found[0].text == "Pier stays closed\n\n" + "\n\n".join(STORY)


def test_the_day_of_capture_is_no_day_of_publication():
    """When a page was captured stands in the note; a page that states no day has none."""
    _, ferry = read_warc(archive(*TWO))
    assert ferry.published == ""
    assert "captured 2025-03-05" in ferry.note


def test_an_archive_packed_as_one_piece():
    """An archive that was packed as a whole, and not record by record, is read the same."""
    assert read_warc(gzip.compress(archive(*TWO), mtime=0)) == read_warc(archive(*TWO))


def test_other_records_are_counted():
    """Pictures, refusals of the server, second visits and conversions are counted in one line by kind; requests and metadata not."""
    found = read_warc(
        archive(
            *TWO,
            {"type": "image/png", "data": b"\x89PNG"},
            {"type": "image/png", "data": b"\x89PNG"},
            {"status": "404 Not Found"},
            {"kind": "revisit"},
            {"kind": "request"},
            {"kind": "metadata", "type": "application/warc-fields"},
            {"kind": "conversion", "type": "text/plain"},
        )
    )
    assert len(documents(found)) == 2
    [(member, problem)] = refusals(found).items()
    assert member == "5 other records"
    assert "2 × image/png" in problem
    for counted in ("1 × answer 404", "1 × record of a second visit", "1 × record of the kind 'conversion'"):
        assert counted in problem


def test_a_resource_that_is_a_page_is_an_article():
    """A page that was put into the archive without an answer of a server is an article too."""
    found = read_warc(archive({"kind": "resource", "type": "text/html"}))
    assert [one.title for one in found] == ["Pier stays closed"]


def test_a_page_without_a_story_is_set_aside_alone():
    """A page that gives no article is set aside by its address, and the others are read."""
    found = read_warc(archive({"data": "<html><body><a href='/'>Home</a></body></html>"}, TWO[0]))
    assert list(refusals(found)) == ["https://post.example/0"]
    assert len(documents(found)) == 1


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_pages_that_the_server_packed(coding):
    """A page that the server packed is read as the browser would have it."""
    compress = {"gzip": gzip.compress, "deflate": zlib.compress}[coding]
    found = read_warc(archive({"data": compress(page().encode()), "headers": [("Content-Encoding", coding)]}))
    assert [one.title for one in found] == ["Pier stays closed"]


def test_a_packing_that_is_unknown_is_refused():
    """A page in a packing that is not unpacked is set aside with the name of the packing."""
    found = read_warc(archive({"headers": [("Content-Encoding", "br")]}, TWO[0]))
    assert "'br'" in refusals(found)["https://post.example/0"]
    assert len(documents(found)) == 1


def test_the_encoding_that_the_server_names():
    """A page that does not say its encoding is read in the one that its server names, and the note says so."""
    data = page().replace("<meta charset='utf-8'>", "").encode("cp1252")
    [found] = read_warc(archive({"data": data, "type": "text/html; charset=ISO-8859-1"}))
    assert "“Nobody goes out there" in found.text
    assert "as the server said" in found.note


@packings
@pytest.mark.parametrize("share", [0.4, 0.6, 0.9])
def test_an_archive_that_is_cut(packed, share):
    """Of a cut archive what stands before the cut is read, and the cut is said."""
    whole = archive(*TWO, *TWO, packed=packed)
    found = read_warc(whole[: int(len(whole) * share)])
    assert documents(found)[0] == read_warc(whole)[0]
    assert [
        problem for member, problem in refusals(found).items() if "cut off" in problem and "follows record" in member
    ]


def test_a_page_that_is_cut_says_so():
    """A page that the archive cuts off is read as far as it goes, and its note says so."""
    whole = archive(TWO[0])
    found = read_warc(whole[: whole.index(b"accused")])
    assert "cut off" in documents(found)[0].note


def test_damage_in_the_middle_of_a_packed_archive():
    """Behind damaged bytes nothing is read, what stands before is, and the refusal says where."""
    whole = bytearray(archive(*TWO, *TWO, packed=True))
    start = len(archive(TWO[0], packed=True)) + 40
    whole[start : start + 60] = b"\xff" * 60
    found = read_warc(bytes(whole))
    assert documents(found)[0].title == "Pier stays closed"
    assert any("damaged" in problem for problem in refusals(found).values())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no archive",
        b"\x1f\x8b",
        b"\x1f\x8b" + b"\xff" * 30,
        gzip.compress(b"no archive", mtime=0),
        b"PK\x03\x04" + b"\0" * 30,
    ],
)
def test_what_is_no_archive_is_refused(data):
    """What holds no record is refused with what works."""
    with pytest.raises(SourceError) as refused:
        read_warc(data)
    assert "web archive" in refused.value.works
    assert refused.value.step


def test_an_archive_that_unpacks_without_end_is_stopped(monkeypatch):
    """No more is unpacked than the limit, and what came before it is read."""
    monkeypatch.setattr(warc, "MAX_UNPACKED", 1_000_000)
    data = gzip.compress(archive(TWO[0]), mtime=0) + gzip.compress(archive({"data": b" " * 5_000_000}), mtime=0)
    found = read_warc(data)
    assert len(documents(found)) == 1
    assert any("unpacks to more than 1,000,000 bytes" in problem for problem in refusals(found).values())


@pytest.mark.parametrize(
    ("rest", "reason"),
    [(b"a" * 500_000, "a line of its headers has more than"), (b"\n" * 300_000, "more than 10,000 lines")],
)
def test_headers_without_end_are_stopped(rest, reason, monkeypatch):
    """A line of any length and any number of lines are not gathered: a bound stops both."""
    monkeypatch.setattr(warc, "MAX_LINES", 10_000)
    found = read_warc(archive(TWO[0]) + BOUNDED + rest)
    assert any(reason in problem for problem in refusals(found).values())


def test_a_page_that_unpacks_without_end_is_set_aside(monkeypatch):
    """A small page that unpacks to more than the limit is set aside, and the next one is read."""
    monkeypatch.setattr(warc, "MAX_PAGE", 100_000)
    bomb = {"data": gzip.compress(b"a" * 30_000_000, mtime=0), "headers": [("Content-Encoding", "gzip")]}
    found = read_warc(archive(bomb, TWO[0]))
    assert "more than 100,000 bytes" in refusals(found)["https://post.example/0"]
    assert len(documents(found)) == 1


def test_nothing_is_written_to_the_terminal(capsys):
    """What warcio has to say of damage goes into the refusals and not to the terminal."""
    read_warc(archive(*TWO) + b"rubbish\r\nmore rubbish\r\n\r\n")
    assert capsys.readouterr() == ("", "")


def test_an_archive_in_a_corpus(tmp_path):
    """Read from a folder, an article carries archive and address, plain or packed."""
    (tmp_path / "a.warc").write_bytes(archive(TWO[0]))
    (tmp_path / "b.warc.gz").write_bytes(archive(TWO[1], {"kind": "revisit"}, packed=True))
    articles, refused = read_all(tmp_path)
    assert [source.rpartition("/")[0][-30:] for source in articles["source"]] != []
    assert list(articles["url"]) == ["https://post.example/pier", "https://post.example/ferry"]
    assert [source.partition(", ")[2] for source in articles["source"]] == [
        "https://post.example/pier",
        "https://post.example/ferry",
    ]
    assert refused.loc[0, "source"].endswith("b.warc.gz, 1 other records")


WHOLE = [
    archive(*TWO),
    archive(*TWO, packed=True),
    archive({"data": gzip.compress(page().encode()), "headers": [("Content-Encoding", "gzip")]}),
]


@st.composite
def damaged(draw):
    """An archive with bytes cut out, doubled or replaced."""
    data = draw(st.sampled_from(WHOLE))
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        piece = draw(
            st.sampled_from(
                [
                    b"",
                    b"\r\n",
                    b"WARC/1.0\r\n",
                    b"Content-Length: 99999999999\r\n",
                    b"Content-Length: -5\r\n",
                    data[start:end],
                ]
            )
            | st.binary(max_size=8)
        )
        data = data[:start] + piece + data[end:]
    return data


def check(data):
    """Whatever the bytes, they give documents and set-asides or a SourceError."""
    try:
        found = read_warc(data)
    except SourceError as error:
        assert error.problem  # noqa: PT017
        return
    for one in found:
        assert one.member
        assert isinstance(one, SetAside) or one.text.strip()


@given(damaged() | st.binary(max_size=200) | st.binary(max_size=200).map(lambda data: BOUNDED + data))
@settings(max_examples=60)
def test_damaged_archives(data):
    """Damaged archives and any bytes raise nothing but a refusal."""
    check(data)


@pytest.mark.slow
@given(damaged() | st.binary(max_size=400).map(lambda data: gzip.compress(BOUNDED + data, mtime=0)))
@settings(max_examples=800)
def test_damaged_archives_for_long(data):
    """The same for many more."""
    check(data)


@pytest.mark.parametrize("packed", [False, True])
def test_a_large_archive_is_read_in_little_memory(tmp_path, packed):
    """An archive of many times what one file may have is read record by record, each page once, memory flat."""
    rest = {"type": "video/mp4", "data": random.Random(0).randbytes(1_000_000)}
    records = [told for number in range(40) for told in ({"data": page(f"Pier {number} stays closed")}, rest)]
    (tmp_path / f"crawl.warc{'.gz' if packed else ''}").write_bytes(archive(*records, packed=packed))
    read_all(Path(__file__).parents[1] / "seeds")  # what is loaded once is not counted
    tracemalloc.start()
    articles, refused = read_all(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(articles) == 40
    assert refused["reason"].tolist() == ["they hold no web page: 40 × video/mp4"]
    assert peak < MAX_FILE_BYTES / 2


def test_a_preview_of_an_archive_stops_when_it_has_enough(tmp_path, monkeypatch):
    """No more of a large archive is unpacked than is shown."""
    (tmp_path / "crawl.warc").write_bytes(archive(*({"data": page(f"Pier {number}")} for number in range(30))))
    monkeypatch.setattr(warc, "MAX_UNPACKED", 200_000)
    assert preview(tmp_path, limit=4)["status"].tolist() == ["read"] * 4


def test_an_archive_that_is_too_large_is_refused_with_a_remedy_that_fits(tmp_path, monkeypatch):
    """The refusal speaks of web archives and their records, not of single reports."""
    (tmp_path / "crawl.warc").write_bytes(archive({}))
    monkeypatch.setattr(opening, "MAX_ARCHIVE", 100)
    _, refused = read_all(tmp_path)
    assert "web archives of at most 100 bytes" in refused.loc[0, "works"]
    assert "between two records" in refused.loc[0, "step"]
