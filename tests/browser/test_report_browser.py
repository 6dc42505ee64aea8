"""The report as a reader meets it: one file, no network, with and without scripts."""

import pytest
from patience import until
from small import small_record

from toolkit.report import shipped, write

CHARTS = 13


@pytest.fixture(scope="session")
def report(tmp_path_factory):
    """The page of the small record with the shipped notebook."""
    return write(small_record(), tmp_path_factory.mktemp("report") / "report.html", notebooks=shipped()[:1])


def shown(page):
    """Ids of the statements that are to be seen in the list."""
    return page.eval_on_selector_all(
        "li.statement", "all => all.filter(one => one.checkVisibility()).map(one => one.dataset.id)"
    )


def drawn(page):
    """Waits until every chart is live."""
    until(page, f"document.querySelectorAll('figure.chart.drawn').length === {CHARTS}")


def test_the_page_lives_without_a_network(open_file, report):
    """Every chart becomes live from the file alone; nothing else is asked for and nothing complains."""
    page = open_file(report)
    drawn(page)
    charts = page.locator("figure.chart")
    assert charts.count() == CHARTS
    for place in range(CHARTS):
        assert charts.nth(place).locator(".live svg").is_visible()
        assert not charts.nth(place).locator(".still").is_visible()
    assert page.locator("h1").inner_text() == "Who said what, by party: 2 articles"


def test_the_filter_changes_the_list(open_file, report):
    """Party, kind and text each leave fewer statements, the count says how many, and a button brings all back."""
    page = open_file(report)
    count = page.locator("#filter-count")
    assert count.inner_text() == "10 of 10 statements shown"
    page.select_option("#filter-party", label="Norland (5)")
    assert shown(page) == ["s0", "s1", "s4", "s7", "s8"]
    assert count.inner_text() == "5 of 10 statements shown"
    page.select_option("#filter-kind", "direct")
    assert shown(page) == ["s1", "s8"]
    page.fill("#filter-text", "FIRE must")
    assert shown(page) == ["s8"]
    page.fill("#filter-text", "nothing says this")
    assert shown(page) == []
    page.click("#filter-reset")
    assert count.inner_text() == "10 of 10 statements shown"


def test_a_bar_leads_to_its_statements(open_file, report):
    """A click on the bar of a party leaves its statements in the list and brings them into view."""
    page = open_file(report)
    drawn(page)
    page.locator("figure.chart").first.locator(".live .mark-rect path").first.click()
    assert page.input_value("#filter-party") == "party-norland"
    assert set(shown(page)) == {"s0", "s1", "s4", "s7", "s8"}
    until(page, "document.activeElement.id === 'party-norland'")


def test_numbers_come_up_under_the_mouse(open_file, report):
    """Over a bar the numbers behind it are shown, without a network."""
    page = open_file(report)
    drawn(page)
    page.locator("figure.chart").first.locator(".live .mark-rect path").first.hover()
    until(page, "document.querySelector('#vg-tooltip-element.visible') !== null")
    told = page.locator("#vg-tooltip-element").inner_text()
    assert "Norland" in told
    assert "45%" in told


def test_a_number_leads_to_its_words(open_file, report):
    """From a cell of a table to the statements of its party, and from a statement to its place in the article."""
    page = open_file(report)
    page.locator(".result").get_by_role("link", name="Sudria", exact=True).first.click()
    assert page.url.endswith("#party-sudria")
    page.locator('li.statement[data-id="s3"] .where a').first.click()
    assert page.url.endswith("#s-s3")
    target = page.locator(":target")
    assert "We did not fire on Porth" in target.inner_text()
    until(
        page,
        "(box => box.top >= 0 && box.bottom <= innerHeight)(document.querySelector(':target').getBoundingClientRect())",
    )


def test_a_link_to_what_the_filter_hides_shows_it(open_file, report):
    """A link to a party whose statements are filtered away brings them back."""
    page = open_file(report)
    page.select_option("#filter-party", label="Norland (5)")
    page.evaluate("location.hash = '#party-sudria'")
    until(page, "document.getElementById('party-sudria').checkVisibility()")
    assert page.input_value("#filter-party") == ""


def test_the_keyboard_reaches_everything(open_file, report):
    """The first stop is the skip link, and the filter can be reached and used with the keyboard alone."""
    page = open_file(report)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus("#filter-text")
    page.keyboard.type("harbour")
    assert len(shown(page)) < 10


def test_the_page_reads_without_scripts(open_file, report):
    """Without JavaScript charts are pictures, every statement stands there, and no dead control is shown."""
    page = open_file(report, java_script_enabled=False)
    charts = page.locator("figure.chart")
    assert charts.count() == CHARTS
    for place in range(CHARTS):
        assert charts.nth(place).locator(".still svg").is_visible()
    assert page.locator("li.statement").count() == 11
    assert not page.locator("#filter").is_visible()
    assert page.locator("article").count() == 2


def test_copied_words_are_the_articles_own(open_file, report):
    """What a reader selects and copies from an article is what the article says."""
    page = open_file(report)
    text = page.evaluate(
        "(one => { getSelection().selectAllChildren(one); return getSelection().toString() })(document.querySelector('article p:nth-of-type(2)'))"
    )
    record = small_record()
    assert text in record.articles["text"].iloc[0]
    assert "“At least 12 people were killed by Sudrian shells,” Lind told" in text


@pytest.mark.parametrize("width", [320, 1280, 1920])
def test_nothing_is_wider_than_the_window(open_file, report, width):
    """The page never scrolls sideways; what is wide scrolls in a frame of its own."""
    page = open_file(report, viewport={"width": width, "height": 900})
    drawn(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_words_execute_nothing(open_file, hostile_record, tmp_path):
    """Markup in texts, titles, speakers, parties, outlets, figures and reasons is words, also under the mouse."""
    page = open_file(write(hostile_record, tmp_path / "report.html", notebooks=shipped()[:1]))
    drawn(page)
    for chart in page.locator("figure.chart .live svg").all():
        chart.hover()
    page.locator("figure.chart").first.locator(".live .mark-rect path").first.click()
    for fold in page.locator("details").all():
        fold.evaluate("one => one.open = true")
    assert page.evaluate("window.pwned") is None
    assert page.locator("img").count() == 0
    assert "window.pwned=1" in page.locator("main").inner_text()


def test_the_dark_page_is_dark(open_file, report):
    """With a dark scheme the page is dark and its words are light."""
    page = open_file(report, color_scheme="dark")
    colours = page.evaluate(
        "(style => [style.backgroundColor, style.color])(getComputedStyle(document.querySelector('.page')))"
    )
    paper, ink = (sum(int(one) for one in colour[4:-1].split(",")) for colour in colours)
    assert paper < 150 < 600 < ink


def test_a_reader_slices_the_shares_without_python(open_file, report):
    """Choosing an outlet and a kind shows the counts of that slice, which were made beforehand; (all) brings them back."""
    page = open_file(report)
    drawn(page)
    figure = page.locator("figure.chart", has_text="slice by slice")
    labels = lambda: figure.locator(".live svg text").all_text_contents()  # noqa: E731
    assert "45% · 4.5 of 10" in labels()
    outlet, kind, _ = figure.locator("select").all()
    kind.select_option("direct")
    until(page, "[...document.querySelectorAll('.live svg text')].some(one => one.textContent.endsWith(' of 3'))")
    assert "45% · 4.5 of 10" not in labels()
    kind.select_option("(all)")
    outlet.select_option("Harbour Post")
    until(page, "[...document.querySelectorAll('.live svg text')].some(one => one.textContent.endsWith(' of 6'))")
