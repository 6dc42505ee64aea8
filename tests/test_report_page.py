"""The opening, the sections and the page that joins them."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import nbformat
import pandas as pd
import pytest
from small import small_record

from toolkit import tables
from toolkit.record import Query, Record
from toolkit.report import page, vega
from toolkit.report.clean import Link
from toolkit.report.evidence import named, voices
from toolkit.report.exporter import anchor, section
from toolkit.report.full import articles
from toolkit.report.making import made
from toolkit.report.opening import opening

HOSTILE = "</title></script><script>window.pwned=1</script><img src=x onerror=window.pwned=1>"
SPEC = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.4.0.json",
    "title": "Shares",
    "data": {"values": [{"party": "</script><script>window.pwned=1</script>", "n": 3}]},
    "mark": "bar",
    "encoding": {"x": {"field": "n", "type": "quantitative"}, "y": {"field": "party", "type": "nominal"}},
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><text>Shares</text></svg>'
DAY = date(2026, 1, 31)


def opened(record, *names):
    """The opening of a record, always of the same day."""
    return opening(record, names, today=DAY)


def notebook(*cells):
    """A notebook of these cells."""
    return nbformat.v4.new_notebook(cells=list(cells))


def prose(text):
    """A cell of prose."""
    return nbformat.v4.new_markdown_cell(text)


def code(source, *data):
    """A cell of code with outputs of these forms."""
    outputs = [nbformat.v4.new_output("display_data", data=one) for one in data]
    return nbformat.v4.new_code_cell(source, outputs=outputs)


def whole(record, *sections):
    """The page of a record with these sections."""
    how = made(record, (), today=DAY)
    parts = page.Page(
        opened(record), sections, voices(record), frozenset(), named(record), articles(record), record.colours, how
    )
    return page.render(parts)


class _Outline(HTMLParser):
    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.ids, self.links, self.levels, self.scripts, self.captions, self.tags = [], [], [], [], 0, []
        self._in_script = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append((tag, values))
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.captions += tag == "caption"
        self._in_script = tag == "script" and "type" not in values

    def handle_data(self, data):
        if self._in_script:
            self.scripts.append(data)

    def handle_endtag(self, tag):
        self._in_script = False


def test_cells_that_are_only_live_are_left_out():
    """What is tagged `live` is of no use in a page: neither its code, its prose, its output nor its heading is there."""
    live = {"metadata": {"tags": ["live"]}}
    cells = [prose("# Kept"), prose("## Gone"), code("gone()", {"text/plain": "gone"}), code("kept()")]
    for cell in cells[1:3]:
        cell.update(live)
    made = section(notebook(*cells), "trial", {})
    assert [heading.words for heading in made.headings] == ["Kept"]
    assert "kept()" in made.html
    assert "gone" not in made.html.casefold()


def test_the_opening_says_what_was_read():
    """Articles, words, outlets, dates and refusals are told with their numbers."""
    told = dict(opened(small_record()).read)
    assert told["Articles"].startswith("2 articles, ")
    assert told["Outlets"] == "Harbour Post (1), The Meridian (1)"
    assert told["Dates"] == "2024-03-05; 1 article without a date"
    assert told["Found"] == "10 statements (1 more holds another one and is not counted), 3 figures"
    assert told["Refused"] == "1 input, listed below"


def test_the_opening_says_how_sure_it_is_with_denominators():
    """Checked, unassigned and doubtful statements each stand beside the number of all."""
    told = dict(opened(small_record()).sure)
    assert told["Checked by hand"].startswith("0 of 10 statements")
    assert told["Party not assigned"] == "2 of 10 statements (20%)"
    assert told["Low confidence"].startswith("0 of 10 statements")


def test_the_opening_says_how_it_was_read():
    """Version, model and its version, parties and their origin are told."""
    told = dict(opened(small_record()).how)
    assert told["Counterpoint"] == "0.1.0"
    assert told["Language model"] == "by hand 1"
    assert told["Parties"] == "Norland, Sudria, Westria"


def test_the_opening_can_be_cited_with_version_and_date():
    """The citation names the version of the toolkit, the model and the day."""
    citation = opened(small_record()).citation
    assert "Counterpoint 0.1.0" in citation
    assert "by hand 1" in citation
    assert citation.endswith("2026-01-31.")


def test_the_opening_tells_each_saved_query_in_words_and_json(housed_record):
    """The query that a notebook was left with stands in words, and as JSON that asks the same again."""
    asked = Query(parties=("Norland",), text="</script>")
    housed_record.save_query("1_who_is_heard", asked)
    (told,) = opened(housed_record, "1_who_is_heard").asked
    assert told.words == asked.describe()
    assert Query.from_dict(json.loads(told.json)) == asked


def test_a_record_without_anything_has_an_opening_too():
    """Nothing read gives an opening that says so, and a page."""
    record = Record(tables.empty("ARTICLES"))
    told = opened(record)
    assert dict(told.sure)["Party not assigned"] == "0 of 0 statements"
    assert dict(told.read)["Dates"] == "none"
    assert "No statement was found." in whole(record)


def test_headings_of_a_notebook_stand_below_that_of_the_page():
    """The first heading of a notebook is a second heading of the page; each has an anchor of its own."""
    made = section(notebook(prose("# Who\n\n## Same\n\n## Same\n\n# `code` & *more*")), "1_who", {})
    assert [(one.level, one.words) for one in made.headings] == [
        (2, "Who"), (3, "Same"), (3, "Same"), (2, "code & more"),
    ]  # fmt: skip
    assert len({one.anchor for one in made.headings}) == 4
    assert all(f'id="{one.anchor}"' in made.html for one in made.headings)


def test_raw_html_in_prose_is_words():
    """Prose is prose: raw HTML in it is shown, links that run something lead nowhere, and pictures are not fetched."""
    text = f"{HOSTILE}\n\n[x](javascript:window.pwned=1) ![y](https://example.org/y.png) so <b>{HOSTILE}</b>"
    outline = _Outline(section(notebook(prose(text)), "n", {}).html)
    assert {tag for tag, _ in outline.tags} == {"div", "p", "a"}
    assert not [link for link in outline.links if link.startswith("javascript")]


def test_code_is_folded_and_escaped():
    """The code of a cell is folded away and is text."""
    made = section(notebook(code("x = '<script>'")), "n", {})
    assert "<details" in made.html
    assert "&lt;script&gt;" in made.html
    assert "<script" not in made.html


def test_a_chart_is_a_picture_with_its_specification_beside_it():
    """A chart is shown as a still picture, and its specification waits for the script."""
    data = {"application/vnd.vegalite.v5+json": SPEC, "image/svg+xml": SVG, "text/plain": "alt.Chart(...)"}
    made = section(notebook(code("chart", data, data)), "n", {})
    assert made.charts == 2
    assert made.html.count("<svg") == 2
    assert "alt.Chart" not in made.html
    specs = re.findall(r'<script type="application/json">(.*?)</script>', made.html)
    assert [json.loads(one) for one in specs] == [SPEC, SPEC]
    assert 'aria-label="Shares"' in made.html


@pytest.mark.slow
def test_a_chart_without_a_picture_gets_one():
    """Where a chart has no picture beside it, one is drawn."""
    made = section(notebook(code("chart", {"application/vnd.vegalite.v6+json": SPEC})), "n", {})
    assert "<svg" in made.html


def test_a_live_widget_leaves_the_words_it_says():
    """The live view of a widget is left out, and what it says in words stays."""
    data = {
        "application/vnd.jupyter.widget-view+json": {"model_id": "abc", "version_major": 2, "version_minor": 0},
        "text/html": "<p>It was left at all statements.</p>",
        "text/plain": "Panel()",
    }
    made = section(notebook(code("panel", data)), "n", {})
    assert "It was left at all statements." in made.html
    assert "model_id" not in made.html


def test_other_outputs_are_shown_as_what_they_are():
    """Printed words, plain results, pictures and Markdown each have their place."""
    stream = nbformat.v4.new_output("stream", text="said <b>\x1b[31mred\x1b[0m")
    cell = nbformat.v4.new_code_cell("x", outputs=[stream])
    made = section(
        notebook(cell, code("y", {"text/plain": "<Record>"}, {"image/png": "aGk="}, {"image/svg+xml": SVG},
                            {"text/markdown": "*so*"})), "n", {},
    )  # fmt: skip
    for words in ("said &lt;b&gt;red", "&lt;Record&gt;", "data:image/png;base64,aGk=", "<svg", "<em>so</em>"):
        assert words in made.html


def test_a_table_leads_to_the_statements():
    """A party's name in a table of pandas is a link to its statements, and hostile cells are words."""
    table = pd.DataFrame({"party": ["Norland", HOSTILE], "n": [5, 1]})
    made = section(
        notebook(code("t", {"text/html": table._repr_html_()})), "n", {"Norland": Link("party-norland", "Norland")}
    )
    assert '<a href="#party-norland">Norland</a>' in made.html
    assert "<script" not in made.html
    assert "<img" not in made.html


def test_every_link_of_the_page_leads_somewhere():
    """Each link within the page has its place, each place one id, and no link leaves the page."""
    outline = _Outline(whole(small_record(), section(notebook(prose("# Who\n\n## How")), "n", {})))
    assert len(outline.ids) == len(set(outline.ids))
    inside = [link[1:] for link in outline.links if link.startswith("#")]
    assert set(inside) <= set(outline.ids)
    assert [link for link in outline.links if not link.startswith("#")] == ["data:,"]


def test_headings_of_the_page_are_in_order():
    """There is one first heading, and no level is skipped on the way down."""
    outline = _Outline(whole(small_record(), section(notebook(prose("# Who\n\n## How")), "n", {})))
    assert outline.levels.count(1) == 1
    assert outline.levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(outline.levels, outline.levels[1:], strict=False))


def test_the_page_tells_its_language_title_and_width():
    """Language, title, width and colour schemes are told to the browser; the table of refusals has a caption."""
    html = whole(small_record())
    assert '<html lang="en">' in html
    assert "<title>Who said what, by party: 2 articles</title>" in html
    assert 'name="viewport"' in html
    assert 'content="light dark"' in html
    assert _Outline(html).captions == 2


def test_only_the_scripts_of_the_package_may_run():
    """The policy names the SHA-256 of each script in the page and allows nothing else to run or be fetched."""
    html = whole(
        small_record(),
        section(notebook(code("c", {"application/vnd.vegalite.v5+json": SPEC, "image/svg+xml": SVG})), "n", {}),
    )
    outline = _Outline(html)
    (policy,) = [
        values["content"] for tag, values in outline.tags if values.get("http-equiv") == "Content-Security-Policy"
    ]
    sums = {base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in outline.scripts}
    assert set(re.findall(r"'sha256-([^']+)'", policy)) == sums
    assert len(sums) == 2
    assert policy.startswith("default-src 'none'")
    assert "unsafe-eval" not in policy


def test_the_vega_bundle_is_in_the_page_once_and_only_with_charts():
    """However many charts there are, Vega is there once; without a chart it is not there."""
    data = {"application/vnd.vegalite.v5+json": SPEC, "image/svg+xml": SVG}
    made = section(notebook(code("c", data, data, data)), "n", {})
    assert whole(small_record(), made).count(vega.bundle()) == 1
    assert vega.bundle() not in whole(small_record())


def test_a_hostile_record_is_words_on_the_page():
    """Markup in titles, texts, outlets, speakers, parties and reasons is shown as words."""
    record = small_record()
    hostile = {
        "articles": {"title": HOSTILE, "outlet": HOSTILE, "language": HOSTILE},
        "statements": {"speaker": HOSTILE, "party": HOSTILE, "party_rule": HOSTILE, "addressee": HOSTILE},
        "mentions": {"party": HOSTILE},
        "refused": {"reason": HOSTILE, "works": HOSTILE},
    }
    parts = {name: getattr(record, name).assign(**values) for name, values in hostile.items()}
    parts = {name: table.astype(getattr(record, name).dtypes.to_dict()) for name, table in parts.items()}
    html = whole(replace(record, **parts, parties=(), provenance={"toolkit": HOSTILE, "model": {"name": HOSTILE}}))
    outline = _Outline(html)
    assert len(outline.scripts) == 1
    assert not [tag for tag, _ in outline.tags if tag == "img"]
    assert not [name for _, values in outline.tags for name in values if name.startswith("on")]


def test_an_anchor_is_made_of_letters_digits_and_hyphens():
    """An anchor has nothing in it that an address would have to escape but letters of any script."""
    assert anchor("Israël & <b>") == "israël-b"
    assert anchor("???") == "part"
