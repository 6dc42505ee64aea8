"""What `show` makes, in a real browser."""

from test_show import BAD, hostile

from toolkit import show


def test_a_browser_reads_the_article_as_it_is(open_page):
    """In a browser, without a network, the text of a page is the text of the article and no script of it has run."""
    seen = open_page(offline=True)
    dialogs = []
    seen.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    seen.page.set_content("<!doctype html><body>" + show.article(hostile(), BAD)._repr_html_())
    assert seen.page.evaluate("document.querySelector('.cp-text').textContent") == BAD
    assert dialogs == []
