"""The pages in `docs/` are true where a test can tell: formats, limits, links."""

import re
from pathlib import Path

import pytest

from toolkit.export import FORMATS
from toolkit.panels import uploading
from toolkit.sources import MAX_FILE_BYTES, MAX_PARAGRAPH, MAX_TEXT
from toolkit.sources.column_names import FIELDS
from toolkit.sources.formats import ARCHIVES, MAX_ARCHIVE, READERS, archive, pdf, warc

ROOT = Path(__file__).parents[1]
READING = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
SHARING = (ROOT / "docs" / "sharing.md").read_text(encoding="utf-8")
PAGES = sorted((ROOT / "docs").glob("*.md"))


@pytest.mark.parametrize("suffix", [*READERS, *ARCHIVES])
def test_every_format_that_is_read_is_named(suffix):
    """The table of what can be read has every suffix."""
    assert f"`{suffix}`" in READING


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_that_is_written_is_named(name):
    """The table of files has every format, with its suffix."""
    (line,) = [line for line in SHARING.splitlines() if line.startswith("| ") and f"`{name}`" in line.split("|")[1]]
    assert FORMATS[name].suffix in line


def test_every_field_of_a_table_is_named():
    """The page names the fields that a column may hold."""
    assert all(f"`{field}`" in READING for field in FIELDS)


def test_the_limits_are_those_of_the_readers():
    """Each limit that is told is the one in the code."""
    assert f"| {MAX_FILE_BYTES // 1_000_000} MB |" in READING
    assert f"{uploading.MOST_PACKED // 1_000_000} MB" in READING
    assert f"over {MAX_TEXT:,} letters, a paragraph of over {MAX_PARAGRAPH:,}" in READING
    assert f"{MAX_ARCHIVE // 10**9} GB, {warc.MAX_UNPACKED // 10**9} GB unpacked" in READING
    assert f"{archive.MAX_MEMBERS:,} members, {archive.MAX_UNPACKED // 10**9} GB unpacked" in READING
    assert f"{pdf.MAX_PAGES:,} pages" in READING


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    """A link to a file of this repository leads to one."""
    for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
        assert target.startswith("http") or (page.parent / target).exists(), target


def test_the_front_page_leads_to_every_page():
    """README links to every page of `docs/`."""
    words = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in PAGES if f"docs/{page.name}" not in words] == []
