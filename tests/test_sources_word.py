"""Laws of the reader of Word files: the text as it would be printed with all changes accepted."""

import io
import re
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import SourceError
from toolkit.sources import read, read_all
from toolkit.sources.formats import Document, read_word, word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FIRST = "The harbour master said on Monday that the pier would stay closed."
SECOND = "“Nobody goes out there,” she told the owners."
BODY = re.compile(rb"<w:body>.*</w:body>", re.DOTALL)


def saved(made):
    """The bytes of a Word file."""
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def plain(*paragraphs):
    """A Word file of these (words, style)."""
    made = docx.Document()
    for words, style in paragraphs:
        made.add_paragraph(words, style)
    return saved(made)


def parts(data, change):
    """The Word file with its parts changed: name to new bytes, None to leave one out."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if change.get(name, b"") is not None:
                new.writestr(name, change.get(name) or old.read(name))
        for name in change:
            if name not in old.namelist() and change[name] is not None:
                new.writestr(name, change[name])
    return kept.getvalue()


def of(xml):
    """A Word file whose body is this XML."""
    made = docx.Document()
    for element in parse_xml(f"<w:body {W}>{xml}</w:body>"):
        made.element.body.append(element)
    return saved(made)


def p(xml, style=""):
    """One paragraph of runs."""
    return f'<w:p>{f"""<w:pPr><w:pStyle w:val="{style}"/></w:pPr>""" if style else ""}{xml}</w:p>'


def r(words, properties=""):
    """One run of words."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_paragraphs_and_the_heading():
    """Paragraphs come with an empty line between; a heading at the head is the title."""
    found = read_word(plain(("Pier closed", "Title"), (FIRST, None), ("", None), (SECOND, None)))[0]
    assert found.text == f"Pier closed\n\n{FIRST}\n\n{SECOND}"
    assert (found.title, found.note) == ("Pier closed", "")


@pytest.mark.parametrize("style", ["Title", "Heading 1"])
def test_a_heading_below_short_lines_comes_first_and_is_said(style):
    """A heading below the name of the outlet is the title, comes first, and the note says where it stood."""
    found = read_word(plain(("The Harbour Post", None), ("Pier closed", style), (FIRST, None)))[0]
    assert found.text.split("\n\n") == ["Pier closed", "The Harbour Post", FIRST]
    assert found.note == "the title stands below 1 other lines in the file"


def test_a_heading_in_the_story_is_no_title():
    """A heading below the first paragraph of a story divides the story, and stays where it is."""
    found = read_word(plain((FIRST, None), ("What the owners said", "Heading 1"), (SECOND, None)))[0]
    assert (found.title, found.text) == ("", f"{FIRST}\n\nWhat the owners said\n\n{SECOND}")


def test_tracked_changes_are_accepted():
    """Insertions are part of the text, deletions and moved passages are not, and what was left out is said."""
    found = read_word(
        of(
            p(
                r("He said ")
                + f"<w:ins>{r('on Monday ')}</w:ins><w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
                + r("that.")
            )
            + p(f"<w:moveFrom>{r('Gone.')}</w:moveFrom>")
            + p(f"<w:moveTo>{r('Come.')}</w:moveTo>")
        )
    )[0]
    assert found.text == "He said on Monday that.\n\nCome."
    assert found.note == "left out: 1 deletion, 1 moved passage"


def test_comments_footnotes_fields_and_hidden_words_are_no_text():
    """Marks of comments and notes, codes of fields and hidden words are left out; the result of a field stays."""
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>' + r("12")
    found = read_word(
        of(
            p(r("He ") + '<w:r><w:commentReference w:id="0"/></w:r>' + r("said ") + r("secret ", "<w:vanish/>") + field)
            + p(r("Seen", '<w:vanish w:val="0"/>') + '<w:r><w:footnoteReference w:id="2"/></w:r>')
        )
    )[0]
    assert found.text == "He said 12\n\nSeen"
    assert found.note == "left out: 1 comment, 1 hidden passage, 1 footnote"


def test_comments_of_word_are_no_text():
    """A comment that python-docx writes is not in the text."""
    made = docx.Document()
    paragraph = made.add_paragraph(FIRST)
    made.add_comment(paragraph.runs, text="Is that so?", author="Tom Hill")
    found = read_word(saved(made))[0]
    assert (found.text, found.note) == (FIRST, "left out: 1 comment")


def test_tables_and_their_layouts():
    """A row of short cells is one line with tabs, merged cells once; long cells are paragraphs, as in a layout."""
    made = docx.Document()
    table = made.add_table(2, 3)
    for place, cell in enumerate(table.rows[0].cells):
        cell.text = f"cell {place}"
    table.rows[1].cells[0].merge(table.rows[1].cells[2]).text = "over all"
    layout = made.add_table(1, 2)
    layout.cell(0, 0).text, layout.cell(0, 1).text = FIRST, SECOND * 3
    inner = layout.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "in", "ner"
    assert read_word(saved(made))[0].text.split("\n\n") == [
        "cell 0\tcell 1\tcell 2",
        "over all",
        FIRST,
        SECOND * 3,
        "in\tner",
    ]


def test_text_boxes_once_and_content_controls():
    """A text box is read once, though the file holds a copy for old programs; content controls are looked into."""
    box = "<w:txbxContent>" + p(r("In the box.")) + "</w:txbxContent>"
    drawing = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    held = f"<w:sdt><w:sdtContent>{p(r('Held.'))}</w:sdtContent></w:sdt>"
    assert read_word(of(p(r("Around.") + drawing) + held))[0].text == "Around.\n\nIn the box.\n\nHeld."


def test_signs():
    """Tabs, breaks and hyphens that may not break are letters; soft hyphens are not; symbols of a font are lost and so printed."""
    xml = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t><w:sym/></w:r>"
    assert read_word(of(p(xml)))[0].text == "a\tb\nc\u2011de\ufffd"


def test_the_title_of_the_properties_is_a_last_guess(tmp_path):
    """The title in the properties is taken where the text prints none; the author there is who typed, and is not."""
    made = docx.Document()
    made.add_paragraph(FIRST)
    made.core_properties.title, made.core_properties.author = "Pier closed", "Somebody"
    (tmp_path / "a.docx").write_bytes(saved(made))
    row = read(tmp_path).loc[0]
    assert (row["title"], row["author"]) == ("Pier closed", "")
    assert "title from the properties of the file, a last guess" in row["notes"]


WHOLE = plain(("Pier closed", "Title"), (FIRST, None), (SECOND, None))
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 10) for at in range(9)
)
OPENED = b']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>'
REFUSED = {
    "entities": (lambda: parts(WHOLE, {"word/document.xml": LAUGHS + OPENED}), "declares entities", "LibreOffice"),
    "wide entities": (
        lambda: parts(WHOLE, {"word/document.xml": (LAUGHS + OPENED).decode().replace("?>", "?>", 1).encode("utf-16")}),
        "declares entities", "LibreOffice",
    ),
    "outside": (
        lambda: parts(WHOLE, {"word/document.xml": LAUGHS[:21] + b'<!DOCTYPE w:document [<!ENTITY j SYSTEM "file:///etc/passwd">' + OPENED}),
        "declares entities", "LibreOffice",
    ),
    "macros": (lambda: parts(WHOLE, {"word/vbaProject.bin": b"x"}), "holds macros", "save it as .docx"),
    "password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a password protects", "take the password off"),
    "old": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "an old office document", "save it as .docx"),
    "rtf": (lambda: b"{\\rtf1 x}", "holds a rich text (RTF) file", "suffix .rtf"),
    "excel": (lambda: parts(WHOLE, {"word/document.xml": None, "xl/workbook.xml": b"x"}), "holds an Excel workbook", "suffix .xlsx"),
    "zip": (lambda: parts(WHOLE, {"word/document.xml": None}), "Word file", "suffix .zip"),
    "cut": (lambda: WHOLE[: len(WHOLE) // 2], "damaged", "save it as .docx"),
    "broken": (lambda: parts(WHOLE, {"word/document.xml": b"<w:document>"}), "damaged", "save it as .docx"),
    "empty": (lambda: plain(("", None)), "the file is empty", "save the report again"),
    "nothing": (lambda: b"", "the file is not a Word file", "whole"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(tmp_path, name):
    """What gives no text is refused with its reason and remedy, and the file beside it is read."""
    made, reason, step = REFUSED[name]
    (tmp_path / "bad.docx").write_bytes(made())
    (tmp_path / "good.docx").write_bytes(WHOLE)
    articles, refused = read_all(tmp_path)
    assert articles["title"].tolist() == ["Pier closed"]
    (row,) = refused.to_dict("records")
    assert row["source"].endswith("bad.docx")
    assert reason in row["reason"]
    assert step in row["step"]


@pytest.mark.parametrize("name", ["a.doc", "a.docm", "a.odt", "a.dotx"])
def test_other_word_files_are_refused_with_the_remedy(tmp_path, name):
    """Old Word files and those with macros are not opened, and the refusal says to save them as .docx."""
    (tmp_path / name).write_bytes(WHOLE)
    _, refused = read_all(tmp_path)
    assert "save it as .docx" in refused.loc[0, "step"]


def test_limits(monkeypatch):
    """A file that unpacks to more than its limit is refused before it is unpacked."""
    monkeypatch.setattr(word, "MAX_XML", 1000)
    with pytest.raises(SourceError, match=r"unpacks to .* bytes, .* of them XML"):
        read_word(WHOLE)
    bomb = parts(WHOLE, {"word/media/a.bin": bytes(210_000_000)})
    monkeypatch.setattr(word, "MAX_XML", 40_000_000)
    with pytest.raises(SourceError, match="unpacks to"):
        read_word(bomb)


@given(st.lists(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30), min_size=1, max_size=6))
def test_every_word_comes_back(words):
    """What was written into paragraphs is read, in order."""
    made = docx.Document()
    for one in words:
        made.add_paragraph(one)
    assert read_word(saved(made))[0].text == "\n\n".join(words)


@pytest.mark.slow
@settings(max_examples=400)
@given(st.binary(max_size=300), st.randoms(use_true_random=False))
def test_fuzz(data, chance):
    """Any bytes, and any damage to a whole file or to its XML, give documents or a SourceError, and nothing else."""
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        name = chance.choice(archive.namelist())
        part = bytearray(archive.read(name))
    inside = chance.random() < 0.6
    damaged = part if inside else bytearray(WHOLE)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(max(1, len(damaged)))
        how = chance.randint(0, 2)
        if how == 0 and damaged:
            damaged[place % len(damaged)] = chance.randrange(256)
        elif how == 1:
            del damaged[place : place + chance.randint(1, 60)]
        else:
            damaged[place:place] = data[: chance.randint(0, 80)]
    made = parts(WHOLE, {name: bytes(damaged)}) if inside and damaged else bytes(damaged)
    for given_bytes in (data, b"PK\x03\x04" + data, made):
        try:
            found = read_word(given_bytes)
        except SourceError:
            continue
        assert all(isinstance(one, Document) for one in found)
