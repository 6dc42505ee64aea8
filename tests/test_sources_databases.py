"""Laws of the exports of news databases. Every fixture is invented, in the layouts of tests/database_layouts.py."""

import io
import re
from dataclasses import replace

import pytest
from database_layouts import (
    ALL,
    FERRY,
    LAYOUTS,
    MILL,
    PIER,
    RULER,
    factiva_coded,
    factiva_page,
    factiva_shown,
    lexis_late,
    lexis_old,
    nexis_uni,
    proquest,
)  # fmt: skip
from docx import Document as WordFile
from hypothesis import example, given, settings
from hypothesis import strategies as st

from toolkit.errors import SourceError
from toolkit.sources import read_all, restore
from toolkit.sources.formats import READERS, Document, SetAside, read_plain
from toolkit.sources.formats.databases import articles_of

layouts = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)


def documents(found):
    """The articles among what was found."""
    return [one for one in found or [] if isinstance(one, Document)]


def refusals(found):
    """What was set aside, as member and problem."""
    return [(one.member, one.error.problem) for one in found or [] if isinstance(one, SetAside)]


def words_of(told):
    """Title and body of an invented article, word for word."""
    return f"{told.title} {told.body}".split()


@layouts
def test_every_article_of_an_export_is_found(layout):
    """Each article gives one document with its own title, outlet, author and day, in the order of the file."""
    found = documents(articles_of(layout()))
    known = [(one.title, one.outlet, one.author.casefold(), one.published) for one in found]
    assert known == [(one.title, one.outlet, one.author.casefold(), one.day) for one in ALL]


@layouts
def test_a_body_is_verbatim(layout):
    """The text is title and body, word for word and nothing else: no field, length, caption, copyright or ruler."""
    assert [one.text.split() for one in documents(articles_of(layout()))] == [words_of(one) for one in ALL]


@layouts
def test_paragraphs_stay_apart(layout):
    """Each paragraph of the article is one of the text, wrapped or not, below the title in a line of its own."""
    for one, told in zip(documents(articles_of(layout())), ALL, strict=True):
        assert [part.strip() for part in one.text.split("\n\n")] == [told.title, *told.paragraphs]


@layouts
def test_nothing_is_set_aside_of_a_whole_export(layout):
    """An export that holds what it tells gives no refusal, and no note of a cut."""
    found = articles_of(layout())
    assert refusals(found) == []
    assert not [one.note for one in documents(found) if "cut" in one.note or "tells of" in one.note]


@layouts
def test_the_rest_stands_in_the_note(layout):
    """What the export prints beside the text is told in the note, with the name of the database."""
    first = documents(articles_of(layout()))[0]
    assert any(name in first.note for name in ("Nexis", "Factiva", "ProQuest"))
    assert "beside the text: " in first.note
    assert "English" in first.note or "ENGLISH" in first.note


@layouts
def test_an_export_reads_the_same_with_every_line_end(layout):
    """Line ends of Windows and of old Macintoshes change nothing but the line ends."""
    known = [(one.title, one.published, one.text.split()) for one in documents(articles_of(layout()))]
    for end in ("\r\n", "\r"):
        found = documents(articles_of(layout().replace("\n", end)))
        assert [(one.title, one.published, one.text.split()) for one in found] == known


@layouts
def test_windows_1252(layout):
    """An export in windows-1252 gives the same articles, and their notes tell of the encoding."""
    found = documents(READERS[".txt"](layout().encode("cp1252")))
    assert [one.text.split() for one in found] == [words_of(one) for one in ALL]
    assert all("windows-1252" in one.note for one in found)


@layouts
@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8, 0.95])
def test_a_file_that_is_cut_keeps_what_stands_before(layout, share):
    """Of a cut export each whole article is read as from the whole file, and no word appears that it does not hold."""
    whole = layout()
    cut = whole[: int(len(whole) * share)]
    found = articles_of(cut)
    if found is None:
        assert share < 0.5
        return
    *before, last = [one.text.split() for one in documents(found)] or [[]]
    assert before == [words_of(one) for one in ALL[: len(before)]]
    assert set(last) <= set(cut.split())
    if last != words_of(ALL[len(before)]):
        assert "cut" in documents(found)[-1].note


@pytest.mark.parametrize("layout", [nexis_uni, lexis_old, factiva_coded, proquest])
def test_an_article_that_is_cut_says_so(layout):
    """An article whose text stops before the fields behind it carries a note that its text may be cut."""
    whole = layout()
    found = articles_of(whole[: re.search(r"accused\s+the\s+police", whole).start()])
    last = documents(found)[-1]
    assert last.title == MILL.title
    assert "may be cut" in last.note
    assert not any("may be cut" in one.note for one in documents(found)[:-1])


@pytest.mark.parametrize(
    ("export", "missing"),
    [
        (lexis_old((PIER, FERRY), total=4), "3 to 4 are not in it"),
        (lexis_old((PIER, FERRY), total=40, first=3), "1 to 2, 5 to 40 are not in it"),
        (proquest((PIER, FERRY), total=50), "3 to 50 are not in it"),
        (nexis_uni((PIER, FERRY), told=3), "tells of 3 articles and 2 were found"),
        (factiva_coded((PIER, FERRY), results=120), "tells of 120 articles and 2 were found"),
    ],
)
def test_a_wrong_count_is_said(export, missing):
    """A file that tells of another number of articles than it holds: one refusal with the numbers, and a note."""
    found = articles_of(export)
    assert len(documents(found)) == 2
    assert [problem for _, problem in refusals(found) if missing in problem] != []
    assert "of which 2 were found" in documents(found)[0].note
    assert "of which" not in documents(found)[1].note


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (nexis_uni, factiva_coded), (factiva_coded, nexis_uni), (lexis_old, factiva_shown), (lexis_old, nexis_uni),
        (proquest, factiva_coded), (factiva_shown, proquest), (nexis_uni, lexis_old), (proquest, lexis_old), (lexis_late, proquest),
    ],
)  # fmt: skip
def test_two_layouts_in_one_file(one, other):
    """Exports of two databases pasted into one file give the articles of both, each with the words it has alone."""
    found = documents(articles_of(one((PIER, FERRY)) + "\n\n" + other((MILL,))))
    assert [given.title for given in found] == [PIER.title, FERRY.title, MILL.title]
    assert [given.text.split() for given in found] == [words_of(PIER), words_of(FERRY), words_of(MILL)]


@pytest.mark.parametrize("printed", ["3/4/2025", "sometime in March", "2025-13-40"])
def test_a_day_in_doubt_is_left_out(printed):
    """A date that could be two days, or is none, gives no day, and the note tells what was printed."""
    found = documents(articles_of(factiva_coded([replace(PIER, long_day=printed)])))[0]
    assert found.published == ""
    assert f"the date {printed!r} tells no day without doubt" in found.note


@pytest.mark.parametrize("printed", ["March 4, 2025", "4 March 2025", "2025-03-04", "4 Mar 2025", "Tue, 4 March 2025"])
@pytest.mark.parametrize("layout", [factiva_coded, factiva_shown, nexis_uni, lexis_old, proquest])
def test_a_day_in_many_styles(printed, layout):
    """The day is read in each style in which databases print it."""
    assert documents(articles_of(layout([replace(PIER, long_day=printed)])))[0].published == "2025-03-04"


def test_wrapped_lines_lead_back():
    """Lines that an export wrapped are joined, and the repairs lead back to the lines as they stood."""
    export = lexis_old()
    for one in documents(articles_of(export)):
        assert one.repairs
        assert "joined" in one.note
        back = restore(one.text, one.repairs)
        assert back.removeprefix(one.title).strip() in export
        assert all(one.text[mended["start"] : mended["end"]] == " " for mended in one.repairs)


def test_an_article_without_its_text_is_set_aside():
    """An article of which the export holds the abstract alone is set aside, and the others are read."""
    export = proquest().replace(f"Full text: {FERRY.body}", "Full text: Not available")
    found = articles_of(export)
    assert [one.title for one in documents(found)] == [PIER.title, MILL.title]
    [(member, problem)] = refusals(found)
    assert member == "document 2 of 3"
    assert "no full text" in problem
    assert FERRY.title in problem
    assert "Abstract" in problem


def test_lost_text_is_not_silent():
    """Words between two articles that belong to neither are set aside with their beginning, never dropped in silence."""
    lost = "\n".join(
        f"Someone typed these words into the file, line {number}, and they are no article at all" for number in range(8)
    )
    export = factiva_coded((PIER,)).split("Search Summary")[0] + lost
    found = articles_of(export)
    assert len(documents(found)) == 1
    assert any(member.startswith("the words from 'Someone typed") for member, _ in refusals(found))


@pytest.mark.parametrize(
    "text",
    [
        "Talks end\n\nNobody spoke.",
        "The index listed 1 of 120 DOCUMENTS that the court had asked for.\n\nNobody spoke.",
        "1 of 120 DOCUMENTS\n\nThis is how the court numbered what it was given, said the clerk.",
        "End of Document\n\nSo the letter closed, said the clerk.",
        "Document HARBP00020250304el3400001\n\nSo the letter was numbered, said the clerk.",
        f"{RULER}\n\nProQuest bought the firm, its owner said.\n\n{RULER}",
        "HD video is what the channel sells.\n\nLP records are what the shop sells, said its owner.",
    ],
)
def test_a_report_that_prints_one_sign_is_a_report(text):
    """A text with a single sign of a database is no export: it is read as the report that it is."""
    assert articles_of(text) is None
    assert READERS[".txt"](text.encode()) == read_plain(text.encode())


def test_a_paragraph_with_the_name_of_a_field_is_story():
    """A sentence that begins as a field does stays in the text, even as the last one before the fields."""
    told = replace(
        PIER, paragraphs=(*PIER.paragraphs, "Subject: that was all that the last letter said, and nobody answered it.")
    )
    for layout in (nexis_uni, lexis_old, proquest):
        assert documents(articles_of(layout([told])))[0].text.split() == words_of(told)


@pytest.mark.parametrize("gap", ["\t", "|", "  ", " \t", "\n", " \n"])
def test_codes_of_factiva(gap):
    """Codes and values may be divided by a tab, a bar, blanks or a line break."""
    found = articles_of(factiva_coded(gap=gap))
    assert [(one.title, one.outlet, one.published, one.text.split()) for one in documents(found)] == [
        (one.title, one.outlet, one.day, words_of(one)) for one in ALL
    ]


def test_a_sentence_that_begins_with_a_code_is_story():
    """Capitals at the head of a sentence, such as IN, end no text."""
    told = replace(PIER, paragraphs=(*PIER.paragraphs, "IN THE END nobody came.", "RE the letter: nobody answered it."))
    assert documents(articles_of(factiva_coded([told])))[0].text.split() == words_of(told)


@layouts
@pytest.mark.parametrize(
    "title",
    [
        "Copyright law is to change",
        "Search terms were leaked",
        "Page 2 of 14 was torn out",
        "By the sea, nobody sleeps",
    ],
)
def test_headlines_that_look_like_furniture(layout, title):
    """A headline that begins as a copyright line, a cover or a page number does stays the title."""
    assert documents(articles_of(layout([replace(PIER, title=title), FERRY])))[0].title == title


VARIANTS = {
    "without a cover": nexis_uni(cover=False),
    "Nexis without empty lines": re.sub(r"\n+", "\n", nexis_uni()),
    "Nexis without cover and empty lines": re.sub(r"\n+", "\n", nexis_uni(cover=False)),
    "Nexis with double lines": nexis_uni().replace("\n", "\n\n"),
    "Nexis without the heading Body": nexis_uni().replace("Body\n\n\n", ""),
    "Nexis with a dateline": nexis_uni().replace("Highlight:", "Dateline: PORT ELAND\n\nHighlight:"),
    "display without empty lines": re.sub(r"\n+", "\n", factiva_shown()),
    "display with double lines": factiva_shown().replace("\n", "\n\n"),
    "display without sections": factiva_shown().replace("News\n", ""),
    "display without By": factiva_shown().replace("By ", ""),
    "codes without empty lines": re.sub(r"\n+", "\n", factiva_coded()),
    "codes with double lines": factiva_coded().replace("\n", "\n\n"),
    "ProQuest without empty lines": re.sub(r"\n+", "\n", proquest()),
    "ProQuest without numbers": proquest(numbered=False),
    "ProQuest with the text last": re.sub(
        r"(Full text: .*?)\n\n(Subject: Harbours.*?ProQuest Central)\n", r"\2\n\n\1\n", proquest(), flags=re.DOTALL
    ),
}


@pytest.mark.parametrize("export", VARIANTS.values(), ids=VARIANTS)
def test_variants_of_the_layouts(export):
    """Exports differ in empty lines, covers, labels and the order of fields: the articles stay the same."""
    found = articles_of(export)
    assert [(one.title, one.outlet, one.author, one.published, one.text.split()) for one in documents(found)] == [
        (one.title, one.outlet, one.author, one.day, words_of(one)) for one in ALL
    ]
    assert not any("cut" in one.note for one in documents(found))


@pytest.mark.parametrize(
    "export", [re.sub(r"Byline: .*\n\n", "", nexis_uni()), re.sub(r"By (Ann|Tom|Ivo).*\n", "", factiva_shown())]
)
def test_an_article_without_a_byline_has_no_author(export):
    """Where no author is printed none is made up, neither from the title nor from the section."""
    assert [(one.title, one.author) for one in documents(articles_of(export))] == [(one.title, "") for one in ALL]


def test_a_word_file():
    """A delivery of Nexis Uni as a Word file gives the same articles as its text."""
    word = WordFile()
    for line in nexis_uni().split("\n"):
        word.add_paragraph(line)
    data = io.BytesIO()
    word.save(data)
    found = documents(READERS[".docx"](data.getvalue()))
    assert [(one.title, one.published, one.text.split()) for one in found] == [
        (one.title, one.day, words_of(one)) for one in ALL
    ]


def _rtf(text):
    escaped = "".join(f"\\u{ord(letter)}?" if ord(letter) > 127 else letter for letter in text)
    return ("{\\rtf1\\ansi\\ansicpg1252 " + escaped.replace("\n", "\\par\n").replace("\t", "\\tab ") + "}").encode()


@pytest.mark.parametrize("layout", [nexis_uni, factiva_coded, factiva_shown, proquest])
def test_a_rich_text_file(layout):
    """A delivery as rich text gives the articles of its text, where paragraphs are not wrapped."""
    found = documents(READERS[".rtf"](_rtf(layout())))
    assert [(one.title, one.published, one.text.split()) for one in found] == [
        (one.title, one.day, words_of(one)) for one in ALL
    ]


def test_a_web_page():
    """An export that was saved as a page gives its articles, by the lines of the page."""
    found = documents(READERS[".html"](factiva_page().encode()))
    assert [(one.title, one.outlet, one.text.split()) for one in found] == [
        (one.title, one.outlet, words_of(one)) for one in ALL
    ]


def test_a_corpus_of_exports(tmp_path):
    """Read from a folder, articles carry file and document, and the same article in two databases is marked as a copy."""
    (tmp_path / "a nexis.txt").write_text(nexis_uni(), encoding="utf-8")
    (tmp_path / "b factiva.txt").write_text(factiva_coded((FERRY,)), encoding="utf-8")
    articles, refused = read_all(tmp_path)
    assert len(refused) == 0
    assert [source.rpartition("/")[2] for source in articles["source"]][:1] == ["a nexis.txt, document 1 of 3"]
    assert (articles["duplicate_of"] != "").sum() == 1
    for row in articles.to_dict("records"):
        original = restore(row["text"], row["repairs"])
        assert original.split()[:3] == row["title"].split()[:3]


@layouts
def test_a_long_export(layout):
    """Two hundred articles in one file are two hundred documents, each with a number of its own."""
    many = [replace(PIER, title=f"Pier number {number} stays closed") for number in range(1, 201)]
    everything = articles_of(layout(many))
    found = documents(everything)
    assert refusals(everything) == []
    assert [one.title for one in found] == [one.title for one in many]
    assert len({one.member for one in found}) == 200


def _mutated(draw, text):
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 400)))
        piece = draw(
            st.sampled_from(
                [
                    "",
                    "\n",
                    "\f",
                    "|",
                    "Body\n",
                    "End of Document\n",
                    "1 of 9 DOCUMENTS\n",
                    RULER,
                    "HD ",
                    text[start:end],
                ]
            )
            | st.text(max_size=8)
        )
        text = text[:start] + piece + text[end:]
    return text


@st.composite
def mutated(draw):
    """An export of one or two layouts with pieces cut out, doubled or replaced."""
    chosen = draw(st.lists(st.sampled_from(list(LAYOUTS.values())), min_size=1, max_size=2))
    articles = draw(st.lists(st.sampled_from(ALL), max_size=2))
    return _mutated(draw, "".join(layout(articles) for layout in chosen))


def check(text):
    """Whatever stands in an export, it gives documents and set-asides whose words all stand in the file."""
    found = articles_of(text)
    for one in documents(found):
        assert one.member
        assert any(letter.isalnum() for letter in one.text)
        # A bar may divide a code from the first word of a text.
        assert all(word in text for word in one.text.split())
        assert restore(one.text, one.repairs)
    for member, problem in refusals(found):
        assert member
        assert problem


@given(mutated())
@settings(max_examples=60)
@example(factiva_coded((FERRY,)).replace("TD     “", "TD|"))
def test_damaged_exports(text):
    """A damaged export gives documents and set-asides, whose words all stand in the file, and no other exception."""
    check(text)


@pytest.mark.slow
@given(mutated())
@settings(max_examples=1500)
def test_damaged_exports_for_long(text):
    """The same for many more."""
    check(text)


@given(st.text(max_size=300), st.sampled_from([".txt", ".html"]))
@settings(max_examples=60)
def test_any_text(text, suffix):
    """Any text is read or refused."""
    try:
        READERS[suffix](("End of Document\nLength:\n" + text).encode("utf-8", "replace"))
    except SourceError as error:
        assert error.problem  # noqa: PT017
