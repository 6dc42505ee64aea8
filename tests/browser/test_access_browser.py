"""The page for readers who do not see, do not use a mouse, or read on paper."""

from pathlib import Path

import pypdfium2
import pytest
from patience import until
from small import small_record

from toolkit.report import shipped, write

RULES = (Path(__file__).parent / "access.js").read_text(encoding="utf-8")
ALIVE = "document.querySelectorAll('figure.chart:has(> script):not(.drawn)').length === 0"


@pytest.fixture(scope="session", params=[None, 15], ids=["whole", "redacted"])
def report(request, tmp_path_factory):
    """The page of the small record with all shipped notebooks, whole and redacted."""
    out = tmp_path_factory.mktemp("access") / "report.html"
    return write(small_record(), out, notebooks=shipped(), redact=request.param)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 1920, 360])
def test_a_checker_finds_nothing(open_file, report, width, scheme):
    """Names, landmarks, headings, tables, charts, keyboard and contrast: no finding, whatever the window and its colours."""
    page = open_file(report, viewport={"width": width, "height": 900}, color_scheme=scheme)
    until(page, ALIVE)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate(RULES) == []


def test_a_checker_finds_nothing_without_scripts(open_file, report, browser):
    """The page that is read without scripts is as good: the same rules, run from outside on what is there."""
    page = open_file(report, java_script_enabled=False)
    bare = page.evaluate(RULES)
    assert bare == []


@pytest.mark.parametrize(
    ("spoilt", "rule"),
    [
        ("document.documentElement.lang = ''", "html-has-lang"),
        ("document.querySelector('main').outerHTML = '<div>x</div>'", "landmark-one-main"),
        ("document.querySelector('h2').outerHTML = '<h4>x</h4>'", "heading-order"),
        ("document.querySelector('#filter label').replaceWith(document.querySelector('#filter select'))", "name"),
        ("document.querySelector('.still').removeAttribute('aria-label')", "image-alt"),
        ("document.querySelectorAll('th').forEach(one => one.remove())", "table-headers"),
        ("document.querySelector('.lead').style.color = '#bbbbbb'", "color-contrast"),
        ("document.querySelector('.lead').tabIndex = 3", "tabindex"),
        ("document.querySelector('h2').id = 'main'", "duplicate-id"),
        ("document.querySelector('.lead').setAttribute('aria-label', 'x')", "aria-prohibited-attr"),
        ("document.body.insertAdjacentHTML('beforeend', 'x')", "region"),
    ],
)
def test_the_checker_finds_what_is_wrong(open_file, report, spoilt, rule):
    """Each rule has something to find: a page that is spoilt in one way draws that finding."""
    page = open_file(report)
    until(page, ALIVE)
    page.evaluate(spoilt)
    assert any(one.startswith(f"{rule}:") for one in page.evaluate(RULES))


def test_the_keyboard_goes_from_top_to_bottom(open_file, report):
    """Every stop of the tabulator can be seen, and none stands before the one that was left."""
    page = open_file(report)
    until(page, ALIVE)
    last = -1
    for _ in range(40):
        page.keyboard.press("Tab")
        place, outline = page.evaluate(
            "(one => [[...document.querySelectorAll('*')].indexOf(one), getComputedStyle(one).outlineStyle])"
            "(document.activeElement)"
        )
        assert place > last
        assert outline != "none"
        last = place


def test_it_prints(open_file, report, tmp_path):
    """On paper are the title, the contents, every statement and, in a whole page, the articles; no control, no code."""
    page = open_file(report)
    until(page, ALIVE)
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    with pypdfium2.PdfDocument(tmp_path / "page.pdf") as document:
        pages = [sheet.get_textpage().get_text_range() for sheet in document]
    words = " ".join(" ".join(pages).split())
    assert "Who said what, by party: 2 articles" in words
    for needed in ("How this page was made", "Contents", "The statements", "We did not fire on Porth"):
        assert needed in words
    for unneeded in ("Code of this step", "10 of 10 statements shown", "Skip to the content", "All parties"):
        assert unneeded not in words
    assert ("Read more: ten quiet harbours" in words) == ("This page is redacted" not in words)
