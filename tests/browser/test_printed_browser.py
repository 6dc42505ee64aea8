"""PDFs as a browser prints them: every paragraph of the page comes back whole and in order."""

import pytest

from toolkit.sources.formats import read_pdf

STORY = [
    (
        "The harbour master said on Monday that the pier would stay closed until the divers had finished their extraordinarily "
        "complicated work, which nobody had expected to take so long."
    ),
    (
        "“Nobody goes out there before I have seen the piles myself,” she told a meeting of the boat owners, who applauded. The "
        "owners’ association accused the council of having known about the rotten piles since the autumn."
    ),
    (
        "A spokesman for the council denied that, and said that a survey had been ordered within a week of the first complaint; "
        "the office of the finest efficient flow was informed."
    ),
]
STYLES = {
    "plain": ("", 3),
    "justified": ("p {text-align: justify}", 6),
    "two columns": (".story {columns: 2; column-gap: 8mm} p {text-align: justify; margin: 0; text-indent: 1.5em}", 9),
    "three columns": (".story {columns: 3; column-gap: 5mm; font-size: 9pt}", 12),
}
HEAD = '<span style="font-size: 8px" class="date"></span><span style="font-size: 8px" class="title"></span>'
FOOT = (
    '<span style="font-size: 8px">https://post.example/pier</span><span style="font-size: 8px; margin-left: 8cm">'
    '<span class="pageNumber"></span>/<span class="totalPages"></span></span>'
)


@pytest.mark.parametrize("style", STYLES)
def test_a_printed_page_comes_back(open_page, style):
    """Headline, byline and paragraphs are those of the page, and what the browser printed around it is left out."""
    css, times = STYLES[style]
    story = STORY * (times // len(STORY)) * (3 if "columns" in style else 1)
    page = open_page().page
    page.set_content(
        f"<html lang=en><title>Pier stays closed</title><style>body {{font: 11pt serif}} {css}</style>"
        f"<h1>Pier stays closed</h1><p>By Ann Ray</p><div class=story>{''.join(f'<p>{words}</p>' for words in story)}</div>"
    )
    edge = dict.fromkeys(("top", "bottom", "left", "right"), "20mm")
    printed = page.pdf(format="A4", display_header_footer=True, margin=edge, header_template=HEAD, footer_template=FOOT)
    found = read_pdf(printed)[0]
    assert found.text.split("\n\n") == ["Pier stays closed", "By Ann Ray", *story]
    assert found.guesses["url"][0] == "https://post.example/pier"
