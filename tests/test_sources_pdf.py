"""Laws of the reader of PDFs: the words of the pages in reading order, and nothing that only the printer put there."""

import random
import textwrap
import zlib

import pytest
from damage import damaged
from database_layouts import ALL, factiva_shown, lexis_old, nexis_uni, proquest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_tools import LEFT, assembled, lines, pdf, stream

from toolkit.errors import SourceError
from toolkit.sources import read, read_all, restore
from toolkit.sources.formats import READERS, Document, apart, read_pdf
from toolkit.sources.formats.gutters import Block, Run, blocks
from toolkit.sources.formats.running import without_running_heads
from toolkit.sources.formats.wrapped import unwrapped

STORY = [
    "The harbour master said on Monday that the pier would stay closed",
    "until the divers had finished their work. Nobody was to go there.",
    "“Nobody goes out there before I have seen the piles myself,” she",
    "told a meeting of the boat owners in the evening.",
]
TOLD = " ".join(STORY)


def text(*pages, **options):
    """The text of a PDF with these pages."""
    return read_pdf(pdf(list(pages), **options))[0].text


def test_lines_become_paragraphs():
    """Lines of one paragraph are joined by a space; a heading in larger letters is a paragraph of its own."""
    page = lines(["Pier stays closed"], size=20, top=790) + lines(STORY)
    assert text(page) == f"Pier stays closed\n\n{TOLD}"


@pytest.mark.parametrize("packed", [False, True])
def test_a_gap_and_an_indent_and_a_short_line_end_a_paragraph(packed):
    """A wider gap, a first line that is indented, and a last line with room for the next word divide paragraphs."""
    gap = lines(STORY[:2]) + lines(STORY[:2], top=760 - 4 * 14)
    indented = [*lines(STORY[:2]), *lines(STORY[:1], x=LEFT + 18, top=760 - 28), *lines(STORY[1:2], top=760 - 42)]
    short = lines([*STORY, *STORY])
    two = " ".join(STORY[:2])
    assert text(gap, packed=packed) == f"{two}\n\n{two}"
    assert text(indented, packed=packed) == f"{two}\n\n{two}"
    assert text(short, packed=packed) == f"{TOLD}\n\n{TOLD}"


def columns(*stories, width=175, top=760):
    """Stories side by side, with the line of each column set before the next column or not, as programs do."""
    return [line for place, words in enumerate(stories) for line in lines(words, x=LEFT + place * width, top=top)]


NARROW = [
    [f"{name} column line {number}" + (" end." if number == 7 else " and") for number in range(8)]
    for name in ("First", "Second", "Third")
]


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("order", ["columns", "rows", "mixed"])
def test_columns_are_read_one_after_the_other(count, order):
    """The order of the file is no matter: what stands in the left column comes before what stands right of it."""
    page = columns(*NARROW[:count])
    if order == "rows":
        page = sorted(page, key=lambda line: (-line[1], line[0]))
    elif order == "mixed":
        random.Random(1).shuffle(page)
    heading = [(LEFT, 800, 22, "A heading over all of the columns of the page")]
    assert text(heading + page).split("\n\n") == [heading[0][3], *(" ".join(words) for words in NARROW[:count])]


def test_columns_between_lines_over_the_whole_page():
    """Columns that a line over the whole width divides are read above it first, then below it."""
    over = "This line runs over both of the columns of the page, from left to right and to its end."
    page = columns(*NARROW[:2]) + lines([over], top=600) + columns(*NARROW[1:], top=560)
    found = text(page)
    places = [found.index(words) for words in ("First column", "Second column", "This line", "Third column")]
    assert places == sorted(places)


def test_columns_whose_lines_stand_on_other_heights():
    """The lines of two columns need not stand on one height."""
    page = lines(NARROW[0]) + lines(NARROW[1], x=LEFT + 200, top=753)
    assert text(page) == " ".join(NARROW[0]) + "\n\n" + " ".join(NARROW[1])


def test_a_paragraph_goes_on_over_columns_and_pages():
    """A sentence that runs on into the next column or page stays in one paragraph."""
    assert text(lines(STORY[:1]), lines(STORY[1:])) == TOLD
    assert text(lines(STORY), lines(STORY)) == f"{TOLD}\n\n{TOLD}"


def test_a_numbered_list_is_no_pair_of_columns():
    """Numbers before the items of a list stay with their items."""
    page = [
        line
        for place in range(5)
        for line in [
            (LEFT, 760 - 14 * place, 11, f"{place}."),
            (LEFT + 40, 760 - 14 * place, 11, f"Item {place} of the list."),
        ]
    ]
    assert "1. Item 1 of the list." in text(page)


def heads(number, of):
    """The running heads of one page."""
    outlet = (LEFT, 815, 9, "The Harbour Post, 4 March 2025")
    return [outlet, (300, 25, 9, str(number)), (450, 25, 9, f"Page {number} of {of}")]


def test_running_heads_are_left_out_and_said():
    """What every page repeats at its edges is no part of the text, and the note says what it was."""
    found = read_pdf(pdf([heads(number, 3) + lines(STORY) for number in (1, 2, 3)]))[0]
    assert found.text == "\n\n".join([TOLD] * 3)
    assert "6 lines at the edges of the pages left out" in found.note
    assert "The Harbour Post, # March #" in found.note


def test_a_single_page_loses_only_its_page_number():
    """On one page nothing repeats: a line at its edge stays, unless it is a page number and says so."""
    page = [(LEFT, 815, 9, "The Harbour Post"), (LEFT, 25, 9, "Page 1 of 1"), *lines(STORY)]
    assert text(page) == f"The Harbour Post\n\n{TOLD}"


def test_what_a_browser_prints_around_a_page(tmp_path):
    """Day, title, address and number that a browser prints are no text, on one page too; the address is the url."""
    head = (LEFT, 815, 8, "11/28/26, 11:06 PM Pier closed - Post")
    (tmp_path / "a.pdf").write_bytes(
        pdf([[head, (LEFT, 25, 8, "https://post.example/pier"), (500, 25, 8, "1/1"), *lines(STORY)]])
    )
    row = read(tmp_path).loc[0]
    assert (row["text"], row["url"]) == (TOLD, "https://post.example/pier")
    assert "url from the foot of the pages" in row["notes"]
    assert text([head, *lines(STORY)]).startswith(head[3])


def test_what_is_repeated_inside_a_page_stays():
    """A line that all pages have in their middle, or at another height of each, is text."""
    middle = [lines(STORY, top=500) + lines(["He said so again."], top=420) for _ in range(3)]
    moving = [lines(["He said so again."], top=800 - 20 * number) + lines(STORY, top=600) for number in range(3)]
    for pages in (middle, moving):
        assert text(*pages).count("He said so again.") == 3


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (["They were inter-", "national talks."], "international"), (["The well-", "known man left."], "well-known"),
        (["An Anglo-", "American plan."], "Anglo-American"), (["It was 2023-", "24 again."], "2023-24"),
        (["A cease-fire. This cease-", "fire held."], "cease-fire held"), (["The ex-", "minister left."], "ex-minister"),
        (["A government he held. A government-", "held town."], "government-held"),
        (["The police. The po-", "lice left."], "The police left"), (["“It’s un-", "believable,” he said."], "unbelievable"),
    ],
)  # fmt: skip
def test_broken_words(broken, whole):
    """A word broken at the end of a line is joined, unless its hyphen was there before."""
    found = read_pdf(pdf([lines(broken)]))[0]
    assert whole in found.text
    assert restore(found.text, found.repairs).replace("\n", " ").replace("- ", "-") == " ".join(broken).replace(
        "- ", "-"
    )


def test_repairs_lead_back_to_the_print(tmp_path):
    """What was joined is in ARTICLES.repairs, beside what the repair of encoding mended, and both are undone together."""
    words = [
        "It was ROMÂ. The ministers were at inter-",
        "national talks and said that it was late.",
        "It â€“ they said â€“ was over.",
    ]
    (tmp_path / "a.pdf").write_bytes(pdf([lines(words)]))
    row = read(tmp_path).loc[0]
    assert "at international talks" in row["text"]
    assert "It – they" in row["text"]
    assert restore(row["text"], row["repairs"]).split() == " ".join(words).split()
    assert "1 word broken at the end of a line joined" in row["notes"]
    assert "mended in 2 places" in row["notes"]


def test_properties_are_a_last_guess(tmp_path):
    """Title and author of the properties are taken where nothing is printed, and said; the day is only said."""
    info = {"Title": "Pier closed", "Author": "Ann Ray", "CreationDate": "D:20250304091200Z"}
    (tmp_path / "bare.pdf").write_bytes(pdf([lines(STORY)], info=info))
    printed = [*lines(["Talks end after nine days", "By Tom Hill"], size=11, top=800, leading=30), *lines(STORY)]
    (tmp_path / "printed.pdf").write_bytes(pdf([printed], info=info))
    bare, other = read(tmp_path).to_dict("records")
    assert (bare["title"], bare["author"]) == ("Pier closed", "Ann Ray")
    assert "title from the properties of the PDF, a last guess" in bare["notes"]
    assert "made on 2025-03-04, which need not be the day of publication" in bare["notes"]
    assert str(bare["published"]) == "NaT"
    assert (other["title"], other["author"]) == ("Talks end after nine days", "Tom Hill")
    assert "last guess" not in other["notes"]


@pytest.mark.parametrize(
    "title", ["untitled", "Microsoft Word - pier.doc", "pier_final.indd", "https://post.example/pier", "  "]
)
def test_titles_of_files_are_no_guess(title):
    """A title that a program made up is not taken."""
    assert read_pdf(pdf([lines(STORY)], info={"Title": title}))[0].guesses == {}


def unmapped():
    """A PDF whose letters say not which letters they are: all from the private part of Unicode."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E> <E020> endbfrange "
        b"endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    page = b"\n".join(
        b"BT /F1 11 Tf 1 0 0 1 72 %d Tm (%s) Tj ET" % (760 - 14 * at, b"said the man there") for at in range(9)
    )
    return assembled([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [6 0 R] >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R >>", stream(cmap), stream(page),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
    ])  # fmt: skip


def nested(content, filters):
    """A PDF with one page of packed content."""
    packed = b"<< /Length %d /Filter [%s] >>\nstream\n" % (len(content), filters) + content + b"\nendstream"
    return assembled([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>", packed,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Contents 3 0 R >>",
    ])  # fmt: skip


WHOLE = pdf([lines(STORY)])
REFUSED = {
    "password": (lambda: pdf([lines(STORY)], password="secret"), "a password protects the PDF", "with its password"),
    "scanned": (lambda: pdf([b"picture"] * 3), "3 of its 3 pages are pictures", "OCR"),
    "stamped": (lambda: pdf([b"picture", b"picture", lines(["Copy 12"])]), "2 of its 3 pages are pictures", "OCR"),
    "empty": (lambda: pdf([[]]), "hold no text", "OCR"),
    "unmapped": (unmapped, "do not say which letters they are", "OCR"),
    "cut": (lambda: WHOLE[:300], "the PDF is damaged", "print it"),
    "text": (lambda: b"Talks end.", "the file is not a PDF", "whole"),
    "word": (lambda: b"PK\x03\x04 word/document.xml", "the file holds a Word file, not a PDF", "suffix .docx"),
    "page": (lambda: b"<!DOCTYPE html><p>Talks", "the file holds a web page, not a PDF", "suffix .html"),
    "nothing": (lambda: b"", "the file is not a PDF", "whole"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(tmp_path, name):
    """What gives no text is refused with its reason and remedy, and the PDF beside it is read."""
    made, reason, step = REFUSED[name]
    (tmp_path / "bad.pdf").write_bytes(made())
    (tmp_path / "good.pdf").write_bytes(WHOLE)
    articles, refused = read_all(tmp_path)
    assert articles["text"].tolist() == [TOLD]
    (row,) = refused.to_dict("records")
    assert row["source"].endswith("bad.pdf")
    assert reason in row["reason"]
    assert step in row["step"]
    assert row["works"]


def test_a_pdf_under_another_name_is_said(tmp_path):
    """The suffix decides how a file is read, and a PDF that is named .txt, .docx or .zip is refused with its true name."""
    for suffix in ("txt", "html", "csv", "docx", "rtf", "zip", "tar", "tar.gz"):
        (tmp_path / f"a.{suffix}").write_bytes(WHOLE)
    _, refused = read_all(tmp_path)
    assert len(refused) == 8
    assert all(
        "holds a PDF" in row.reason and row.step == "give the file the suffix .pdf" for row in refused.itertuples()
    )


def test_a_page_without_text_is_said():
    """One scanned page among others is said, and the others are read."""
    found = read_pdf(pdf([lines(STORY * 2), b"picture", lines(STORY * 2)]))[0]
    assert "no text on page 2" in found.note


@pytest.mark.slow
def test_a_file_that_unpacks_without_end_is_stopped():
    """A page of two thousand million blanks, packed twice, ends as a refusal, and the next PDF is read."""
    packed = zlib.compressobj(9)
    once = b"".join(packed.compress(b" " * 10_000_000) for _ in range(200)) + packed.flush()
    with pytest.raises(SourceError, match=r"broke off|needs more than|hold no text"):
        read_pdf(nested(zlib.compress(once, 9), b"/FlateDecode /FlateDecode"))
    assert read_pdf(WHOLE)[0].text == TOLD


def test_a_reader_that_does_not_end_is_stopped(monkeypatch):
    """A file that takes longer than its time is refused with the time, and the next one is read."""
    slow = pdf([lines(STORY * 10) for _ in range(300)])
    with pytest.raises(SourceError, match=r"had not ended after 0\.01 seconds"):
        apart.apart(slow, seconds=0.01)
    assert read_pdf(WHOLE)[0].text == TOLD


def test_a_machine_without_a_second_process(monkeypatch):
    """Where no process can be started, a PDF is refused with the remedy."""
    monkeypatch.setattr(apart, "_RUNNING", {})
    monkeypatch.setattr(apart.sys, "executable", "/no/such/python")
    with pytest.raises(SourceError, match="could not be started"):
        read_pdf(WHOLE)


def test_limits_of_pages_and_letters():
    """A PDF with too many pages is refused with the limit."""
    with pytest.raises(SourceError, match="2,001 pages"):
        read_pdf(pdf([[]] * 2001))


RUNS = st.builds(
    lambda left, width, bottom, size, text: Run(left, left + width, bottom, size, text),
    st.floats(0, 500), st.floats(1, 200), st.floats(0, 800), st.sampled_from([8.0, 11.0, 20.0]),
    st.text(st.sampled_from("abAB-’ﬁ. 1"), min_size=1, max_size=9).filter(str.strip),
)  # fmt: skip


@given(st.lists(RUNS, max_size=30))
def test_every_run_stands_in_the_text_once(runs):
    """Whatever the places, each run is in one block, and only hyphens, ligatures and spaces change its letters."""
    printed = blocks(runs)
    letters = sorted(letter for run in runs for letter in run.text if not letter.isspace())
    assert (
        sorted(letter for block in printed for line in block.lines for letter in line.text if not letter.isspace())
        == letters
    )
    found = unwrapped(printed)
    assert sorted(letter for letter in restore(found.text, found.repairs) if not letter.isspace()) == letters


@given(st.lists(st.lists(RUNS, max_size=8), max_size=4))
def test_running_heads_take_nothing_else(pages):
    """What is left of a page is some of its runs in their order, and all of them where nothing else would be left."""
    kept, _ = without_running_heads([(runs, 842.0) for runs in pages])
    for runs, rest in zip(pages, kept, strict=True):
        assert [run for run in runs if any(run is one for one in rest)] == rest
        assert bool(rest) == bool(runs)


def test_wrapped_words_of_two_blocks():
    """A word broken at the end of a column is joined with its rest at the top of the next."""
    first = Block((Run(0, 100, 50, 10, "The whole of the line was an inter-"),))
    second = Block((Run(120, 220, 50, 10, "national matter for everybody there."),))
    assert "international matter" in unwrapped([first, second]).text


@pytest.mark.slow
@settings(max_examples=400)
@given(
    st.binary(max_size=400) | st.binary(max_size=200).map(lambda data: b"%PDF-1.4\n" + data),
    st.randoms(use_true_random=False),
)
def test_fuzz(data, chance):
    """Any bytes, and any damage to a whole PDF, give documents or a SourceError, and never another exception."""

    def renumbered(made, place):
        made[place : place + 9] = str(chance.randrange(10**9)).encode()

    made = damaged(chance.choice(FUZZED), data, chance, spoil=renumbered)
    for given_bytes in (data, made):
        try:
            found = read_pdf(given_bytes)
        except SourceError:
            continue
        assert all(isinstance(one, Document) for one in found)


FUZZED = [
    WHOLE,
    pdf(
        [heads(1, 2) + columns(*NARROW), heads(2, 2) + lines(STORY)],
        info={"Title": "T", "CreationDate": "D:20250304"},
        packed=True,
    ),
    pdf([b"picture", lines(STORY)]),
    pdf([lines(STORY)], password="secret"),
]


def printed(export):
    """The lines of an export of a database, printed to a PDF."""
    rows = [line for words in export.splitlines() for line in (textwrap.wrap(words, 85) or [""])]
    shown = [row.encode("cp1252", "replace").decode("cp1252") for row in rows]
    return pdf([lines(shown[start : start + 45]) for start in range(0, len(shown), 45)])


@pytest.mark.parametrize("layout", [nexis_uni, lexis_old, factiva_shown, proquest])
def test_several_articles_in_one_pdf_are_no_article(layout):
    """An export of a database that was printed is refused with the number of articles and a format that works."""
    with pytest.raises(SourceError, match=r"with 3 articles.*as Word"):
        READERS[".pdf"](printed(layout()))


@pytest.mark.parametrize("layout", [nexis_uni, factiva_shown, proquest])
def test_one_article_of_a_database_is_told(layout):
    """A single article that was printed is read, and its note says whose lines stand in it."""
    (found,) = READERS[".pdf"](printed(layout(ALL[:1])))
    assert "an export of " in found.note


def test_a_report_that_tells_of_a_document_is_a_report():
    """One sign of an export alone makes none."""
    story = "The clerk stamped it End of Document and said that 3 of 12 documents had been lost since March."
    (found,) = READERS[".pdf"](pdf([lines(textwrap.wrap(story, 80))]))
    assert "export" not in found.note
