"""Licensed text: no run of too many words of an article gets into a redacted page, whatever way it goes."""

import hashlib
import json
import re
from html import escape
from itertools import pairwise

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from redaction_tools import catalogue, leaked, terms, windows

from toolkit import demo, tables
from toolkit.errors import ReportError
from toolkit.record import Record
from toolkit.report import redaction, vega, write
from toolkit.report.redacted import redacted
from toolkit.report.redaction import CUT, FEWEST, Piece
from toolkit.workflow import open_corpus

# Few different words, so that runs meet, repeat and overlap; signs, capitals, an accent and markup between them.
WORDS = st.lists(
    st.sampled_from(["fire", "Fire", "we", "did", "not", "été", "12", "<b>", "–", "“no”", "a’s"]), max_size=40
)
TEXTS = st.lists(WORDS.map(" ".join), min_size=1, max_size=3)
MOST = st.integers(FEWEST, 8)

DRAWN = (
    "import altair as alt\nalt.Chart(alt.Data(values=record.statements[['content']].to_dict('records')))"
    ".mark_bar().encode(y='content:N', tooltip='content:N')"
)


def of(*texts, most=FEWEST):
    """The redaction of a record of these texts."""
    rows = [{"article_id": f"a{place}", "text": text} for place, text in enumerate(texts)]
    return redaction.redaction(Record(tables.frame("ARTICLES", rows)), most)


def split(words, places):
    """The words cut into pieces at these places."""
    cuts = [0, *sorted(place % (len(words) + 1) for place in places), len(words)]
    return [words[start:end] for start, end in pairwise(cuts)]


def test_too_many_words_are_cut():
    """Of a run of words of an article the first are left, and a sign says that more were there."""
    law = of("The fire must stop now, Lind said in Porth.")
    assert (
        law.words("She wrote: the fire must stop now, Lind said. Why?")
        == f"She wrote: the fire must stop now, {CUT}. Why?"
    )
    assert law.words("the fire must stop now") == "the fire must stop now"
    assert law.words("Nothing of this is there at all, or is it?") == "Nothing of this is there at all, or is it?"


def test_what_was_said_is_kept_before_what_stands_around_it():
    """In a paragraph the words given to a source are left, not those before them."""
    law = of("On Monday in Porth the minister of the sea said that fire must stop now at once, and left.")
    pieces = [Piece("On Monday in Porth the minister of the sea said that "), Piece("fire must stop now", said=True),
              Piece(" at once, and left.")]  # fmt: skip
    assert law.cut(pieces) == [f"{CUT} ", "fire must stop now", f" at {CUT}."]


@given(TEXTS, st.data())
@settings(max_examples=300, deadline=None)
def test_no_long_run_is_left_in_any_text(texts, data):
    """Whatever is cut, in however many pieces, holds no run of more words of an article than are allowed."""
    most = data.draw(MOST)
    words = " ".join(data.draw(st.lists(st.one_of(WORDS.map(" ".join), st.sampled_from(texts)), max_size=4)))
    pieces = split(words, data.draw(st.lists(st.integers(0, 300), max_size=6)))
    told = data.draw(st.lists(st.booleans(), min_size=len(pieces), max_size=len(pieces)))
    cut = of(*texts, most=most).cut([Piece(one, said) for one, said in zip(pieces, told, strict=True)])
    assert len(cut) == len(pieces)
    secret = set().union(*(windows(terms(text), most + 1) for text in texts))
    assert not secret & windows(terms("".join(cut)), most + 1)


@given(TEXTS, WORDS.map(" ".join), MOST)
@settings(max_examples=200, deadline=None)
def test_words_that_no_article_has_are_left_alone(texts, words, most):
    """Without a long run of an article nothing changes."""
    secret = set().union(*(windows(terms(text), most + 1) for text in texts))
    if not secret & windows(terms(words), most + 1):
        assert of(*texts, most=most).words(words) == words


@given(TEXTS, st.data())
@settings(max_examples=150, deadline=None)
def test_no_long_run_is_left_in_a_page(texts, data):
    """Across tags, in attributes, in drawings and in the data of charts: nowhere is there a run too long."""
    most = data.draw(MOST)
    piece = st.one_of(st.sampled_from(texts), WORDS.map(" ".join))
    shapes = ["<p>{}</p>", "<b>{}</b>", '<i title="{}">x</i>', "<td>{}</td>", '<mark class="content">{}</mark>',
              "<svg viewBox='0 0 1 1'><text><tspan>{}</tspan></text></svg>", "<pre><code>{}</code></pre>"]  # fmt: skip
    body = ""
    for one in data.draw(st.lists(piece, max_size=6)):
        halves = split(one, [data.draw(st.integers(0, 300))])
        body += "".join(data.draw(st.sampled_from(shapes)).format(escape(half)) for half in halves)
    block = vega.json_block({"values": [{"words": one} for one in texts], texts[0]: split(texts[-1], [20, 40])})
    html = f'<html><body><div>{body}</div><script type="application/json">{block}</script></body></html>'
    made = redacted(html, of(*texts, most=most))
    assert leaked(made, texts, most) == set()
    json.loads(re.search(r"json\">(.*?)</script>", made)[1])


def test_what_is_not_cut_is_as_it_was():
    """Tags, attributes, references, scripts and styles of a page with nothing to cut come back sign by sign."""
    html = (
        '<!DOCTYPE html><html lang="en"><head><style>a > b { color: red }</style></head><body><svg viewBox="0 0 1 1"/>'
        "<p title='1 &lt; 2'>A &amp; B&#13;\n<br>c</p><script>if (1 < 2 && \"</p>\") {}</script></body></html>"
    )
    assert redacted(html, of("The fire must stop now, Lind said in Porth.")) == html


def test_pictures_are_left_out():
    """Nobody can look for words in a picture, so there is none, and the page says so."""
    made = redacted('<p><img src="data:image/png;base64,aGk=" alt=""></p>', of("x"))
    assert "<img" not in made
    assert "picture was left out" in made


def test_titles_outlets_and_parties_stand_whole():
    """What a catalogue has of an article is not cut, though its text begins with it."""
    title = "Norland and Sudria trade blame over the strike on the harbour"
    text = f"{title}\n\nHarbour Post\n\nThe fire must stop now, Lind said in Porth."
    row = {"article_id": "a0", "text": text, "title": title, "outlet": "Harbour Post"}
    law = redaction.redaction(Record(tables.frame("ARTICLES", [row])), FEWEST)
    assert law.words(f"{title} · Harbour Post") == f"{title} · Harbour Post"
    assert CUT in law.words(text)


@pytest.mark.parametrize("column", ["title", "outlet", "author"])
def test_an_article_in_the_wrong_column_is_cut(column):
    """Where a table was read with the text as title, outlet or author, the text is no entry of a catalogue."""
    text = " ".join(f"word{number}" for number in range(120))
    row = {"article_id": "a0", "text": text, "title": "Talks", column: text}
    law = redaction.redaction(Record(tables.frame("ARTICLES", [row])), FEWEST)
    assert len(terms(law.words(text))) == FEWEST


@pytest.mark.parametrize("most", [-1, 1, 4, 2.5, "15", True])
def test_a_number_that_makes_no_sense_is_refused(most):
    """Fewer words than the page's own English has in common with any text are refused, with what works."""
    with pytest.raises(ReportError, match="0 to show statements by their hash"):
        redaction.check(most)


@pytest.mark.parametrize("most", [0, FEWEST, 15])
def test_a_page_without_texts_has_every_statement_and_its_place(small_record, tmp_path, most):
    """All statements are there with their offsets and hashes; articles are not; the page says how it is redacted."""
    out = write(small_record, tmp_path / "page.html", notebooks=[], redact=most)
    html = out.read_text(encoding="utf-8")
    texts = list(small_record.articles["text"])
    assert leaked(html, texts, max(most, FEWEST), catalogue(small_record)) == set()
    assert "<article" not in html
    assert "This page is redacted:" in html
    assert html.count('class="statement"') == 11
    for text in texts:
        assert hashlib.sha256(text.encode()).hexdigest() in html
    for row in small_record.innermost.to_dict("records"):
        assert f'id="s-{row["statement_id"]}"' in html
        assert hashlib.sha256(row["content"].encode()).hexdigest()[:16] in html
        for start, end in row["spans"]:
            assert f"{start}:{end}" in html


def test_hashes_alone_show_no_statement(small_record, tmp_path):
    """With 0 words no statement of two words and more stands in the page, however short it is."""
    html = write(small_record, tmp_path / "page.html", notebooks=[], redact=0).read_text(encoding="utf-8")
    titles = " ".join(small_record.articles["title"])  # which stand whole
    for content in [one for one in small_record.statements["content"] if one not in titles]:
        assert escape(content, quote=False) not in html


@pytest.mark.parametrize("most", [0, 15])
def test_every_link_of_a_redacted_page_leads_somewhere(small_record, tmp_path, most):
    """Each link has its place and each place one id, though the articles are not there."""
    html = write(small_record, tmp_path / "page.html", notebooks=[], redact=most).read_text(encoding="utf-8")
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    for key in [*small_record.statements["statement_id"]]:
        assert f"s-{key}" in ids
    for key in [*small_record.figures["figure_id"]]:
        assert f"f-{key}" in ids


@pytest.mark.slow
@pytest.mark.parametrize("most", [0, 15])
def test_a_notebook_counts_everything_and_prints_little(small_record, tmp_path, most):
    """Numbers are those of the whole record; tables, words, pictures, tooltips and data hold no long run."""
    source = (
        "import toolkit\nfrom toolkit import charts, compare, show\nfrom toolkit.record import load\n"
        "record = load(corpus)\ncharts.enable()\n"
        "print(len(record.statements), 'counted', record.articles['text'].iloc[0])"
    )
    cells = [source, "charts.voice_share(compare.voice_share(record.statements, articles=record.articles), colours=record.colours)",
             "show.table(record.statements[['content', 'cue', 'statement_id']], 'All')", "show.statements(record)",
             "show.article(record, record.articles['article_id'].iloc[0])", "record.statements[['content']]",
             "show.table(compare.qualifiers(record.statements, record.articles)[['left', 'qualifier', 'right']], 'In')",
             DRAWN]  # fmt: skip
    first = nbformat.v4.new_code_cell('corpus = ""', metadata={"tags": ["parameters"]})
    book = nbformat.v4.new_notebook(cells=[first, *map(nbformat.v4.new_code_cell, cells)])
    nbformat.write(book, tmp_path / "trial.ipynb")
    html = write(small_record, tmp_path / "page.html", notebooks=[tmp_path / "trial.ipynb"], redact=most).read_text()
    texts = list(small_record.articles["text"])
    assert leaked(html, texts, max(most, FEWEST), catalogue(small_record)) == set()
    assert f"{len(small_record.statements)} counted" in html
    whole = write(small_record, tmp_path / "whole.html", notebooks=[tmp_path / "trial.ipynb"]).read_text()
    assert leaked(whole, texts, 15) != set()
    assert re.findall(r"\d+% · [\d.]+ of \d+", html) == re.findall(r"\d+% · [\d.]+ of \d+", whole) != []


@pytest.mark.slow
def test_the_demonstration_corpus_is_redacted(tmp_path):
    """A page on thirty reports with the notebook on who is heard holds no run of sixteen words of any of them."""
    record = open_corpus(demo())
    html = write(record, tmp_path / "page.html", redact=15).read_text(encoding="utf-8")
    assert leaked(html, list(record.articles["text"]), 15, catalogue(record)) == set()
    assert html.count("<h2") > 10


def test_a_redacted_page_is_no_other_page(small_record, tmp_path):
    """Without `redact` a page is whole: articles in full, and no word of a redaction."""
    html = write(small_record, tmp_path / "page.html", notebooks=[]).read_text(encoding="utf-8")
    assert html.count("<article") == 2
    assert "redacted" not in re.sub(r"<style>.*?</style>", "", html)
