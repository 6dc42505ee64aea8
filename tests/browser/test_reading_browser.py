"""The reading view in a plain page of a real browser: its scripts alone, with a model that only keeps values."""

import json

import pytest
from patience import until
from small import TALKS, small_record
from test_panels_article import CLAPPED, contrast, emoji_record
from test_show import BAD, hostile

from toolkit import tables
from toolkit.panels import ArticleView
from toolkit.panels.rows import innermost, items
from toolkit.panels.views import Reading, Words
from toolkit.record import Record
from toolkit.record.colours import GREY, PALETTE
from toolkit.show import html

# What JupyterLab 4 sets in its two themes, of what the views ask for.
LIGHT = {"layout-color0": "#ffffff", "layout-color1": "#ffffff", "content-font-color1": "rgba(0,0,0,0.87)",
         "content-font-color2": "rgba(0,0,0,0.54)", "border-color1": "#bdbdbd", "brand-color1": "#1976d2"}  # fmt: skip
DARK = {"layout-color0": "#111111", "layout-color1": "#212121", "content-font-color1": "rgba(255,255,255,1)",
        "content-font-color2": "rgba(255,255,255,0.7)", "border-color1": "#616161", "brand-color1": "#2196f3"}  # fmt: skip

# A stand-in for the model of anywidget: it keeps values, tells of changes, and remembers what was saved.
PAGE = """<!doctype html><html lang="en"><head><title>view</title><style>:root {%s} body {margin: 16px; background: %s}
%s</style></head><body><main id="root"></main></body></html>"""
START = """async ([script, state]) => {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const view = (await import(address)).default;
  const heard = {}, saved = [];
  const model = {
    get: (name) => state[name],
    set: (name, value) => { if (JSON.stringify(state[name]) !== JSON.stringify(value)) { state[name] = value; (heard["change:" + name] || []).forEach((then) => then()); } },
    save_changes: () => saved.push(JSON.parse(JSON.stringify(state))),
    on: (names, then) => names.split(" ").forEach((name) => (heard[name] ??= []).push(then)),
    off: (names, then) => names.split(" ").forEach((name) => { heard[name] = (heard[name] || []).filter((one) => one !== then); }),
  };
  Object.assign(window, { model, saved, finish: view.render({ model, el: document.getElementById("root") }) });
}"""


@pytest.fixture
def started(open_page):
    """Opens a widget's script in a page of its own, without a network; whatever the page complains of fails."""
    seen = []

    def opening(widget, *, theme=LIGHT, **options):
        one = open_page(offline=True, **options)
        seen.append(one)
        rules = "".join(f"--jp-{name}: {value};" for name, value in theme.items())
        state = {name: getattr(widget, name) for name in widget.trait_names(sync=True) if not name.startswith("_")}
        plain = {name: value for name, value in state.items() if isinstance(value, str | list | dict)}
        one.page.set_content(PAGE % (rules, theme["layout-color0"], widget._css))
        one.page.evaluate(START, [str(widget._esm), plain])
        return one.page

    yield opening
    for one in seen:
        assert [said for said in one.complaints if "favicon" not in said] == []


def article(record, article_id, **traits):
    """The view of one article."""
    view = ArticleView(**traits)
    view.read(record, article_id)
    return view


def text_of(page):
    """The text as the browser has it."""
    return page.evaluate("document.querySelector('.cp-text').textContent")


def state(page, name):
    """What the model holds now."""
    return page.evaluate(f"model.get({json.dumps(name)})")


def marked(page, name):
    """The words of the runs that have a class."""
    return page.eval_on_selector_all(f".cp-text .{name}", "all => all.map(one => one.textContent)")


def test_the_text_is_the_articles_own(started):
    """In the browser the text of the view is the text of the article, sign by sign."""
    assert text_of(started(article(small_record(), "talks"))) == TALKS
    assert text_of(started(article(emoji_record(), "e"))) == CLAPPED


def test_hostile_words_execute_nothing(started):
    """Markup in text, speaker, party and id is words, also when it is chosen and under the mouse."""
    page = started(article(hostile(), BAD))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.locator(".cp-said").last.click()
    page.locator(".cp-said").last.hover()
    assert state(page, "chosen") == BAD
    assert text_of(page) == BAD
    assert page.locator("#root script, #root img").count() == 0


def test_the_keyboard_goes_through_the_statements(started):
    """Tab enters at the first statement; arrows, j, k, Home and End move, Enter chooses, Escape clears, Tab leaves."""
    page = started(article(small_record(), "talks"))
    page.keyboard.press("Tab")
    assert state(page, "focus") == "s6"
    for key, place in [("ArrowDown", "s7"), ("j", "s8"), ("ArrowRight", "s9"), ("k", "s8"), ("ArrowUp", "s7"),
                       ("ArrowLeft", "s6"), ("ArrowUp", "s6"), ("End", "s10"), ("j", "s10"), ("Home", "s6")]:  # fmt: skip
        page.keyboard.press(key)
        assert state(page, "focus") == place
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    assert state(page, "chosen") == "s7"
    assert "".join(marked(page, "cp-chosen")) == "the talks would go on"
    page.keyboard.press("Escape")
    assert (state(page, "chosen"), marked(page, "cp-chosen")) == ("", [])
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('.cp-text').contains(document.activeElement)") is False


def test_focus_is_seen(started):
    """The words of the statement that the keyboard stands at have a ring, and no other words."""
    page = started(article(small_record(), "talks"))
    page.keyboard.press("Tab")
    page.keyboard.press("j")
    assert marked(page, "cp-at") == ["the talks would go on"]
    assert page.eval_on_selector(".cp-at", "one => getComputedStyle(one).outlineStyle") == "solid"


def test_a_click_chooses_the_innermost_then_its_holder(started):
    """Clicking goes from the inner statement to the one that holds it; cue and source of the chosen one are marked."""
    page = started(article(small_record(), "talks"))
    inner = page.get_by_text("no ship would be stopped", exact=True)
    inner.click()
    assert state(page, "chosen") == "s10"
    assert (marked(page, "cp-of-cue"), marked(page, "cp-of-speaker")) == (["promised"], ["Sudria"])
    inner.click()
    assert state(page, "chosen") == "s9"
    assert (marked(page, "cp-of-cue"), marked(page, "cp-of-speaker")) == (["told"], ["She"])
    assert "".join(marked(page, "cp-chosen")) == "Sudria had promised that no ship would be stopped"
    assert page.evaluate("saved.at(-1).chosen") == "s9"


def test_a_choice_of_python_is_marked_and_shown(started):
    """A statement chosen by a script is marked and in view, in the text and in the page; without motion if so asked."""
    page = started(article(long_record(400), "long"), reduced_motion="reduce", viewport={"width": 1000, "height": 500})
    page.evaluate("document.body.style.paddingTop = '2000px'")
    page.evaluate("model.set('chosen', 'n350')")
    until(
        page,
        "(one => one.top >= 0 && one.bottom <= innerHeight)(document.querySelector('.cp-chosen').getBoundingClientRect())",
        seconds=5,
    )
    assert page.evaluate("model.get('chosen')") == "n350"
    assert page.eval_on_selector("[data-id=n350]", "one => one.getAttribute('aria-pressed')") == "true"
    page.evaluate("model.set('chosen', '')")
    assert page.locator(".cp-chosen").count() == 0


def test_a_selection_is_told_in_code_points(started):
    """What is selected with the mouse is told as start and end in code points, behind and around emoji."""
    page = started(article(emoji_record(), "e"))
    page.evaluate(SELECT, ["We won 🏆 today", 0])
    until(page, "'start' in model.get('selection')")
    told = state(page, "selection")
    assert CLAPPED[told["start"] : told["end"]] == "We won 🏆 today"
    page.evaluate(SELECT, ["🦊", 0])
    until(page, f"model.get('selection').start === {CLAPPED.index('🦊')}")
    assert state(page, "selection") == {"start": CLAPPED.index("🦊"), "end": CLAPPED.index("🦊") + 1}
    page.evaluate(SELECT, ["🦊", 1])  # half of the sign: all of it
    page.wait_for_timeout(400)
    assert state(page, "selection") == {"start": CLAPPED.index("🦊"), "end": CLAPPED.index("🦊") + 1}


def test_dragging_selects_and_chooses_nothing(started):
    """A drag over words is a selection and no choice; a click afterwards takes it back; another place keeps it."""
    page = started(article(small_record(), "talks"))
    box = page.get_by_text("the talks would go on", exact=True).bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    until(page, "'start' in model.get('selection')")
    told = state(page, "selection")
    assert TALKS[told["start"] : told["end"]] in "the talks would go on"
    assert state(page, "chosen") == ""
    page.evaluate("document.body.append(Object.assign(document.createElement('input'), { id: 'why' }))")
    page.locator("#why").click()
    page.keyboard.type("a reason")
    page.wait_for_timeout(300)
    assert state(page, "selection") == told
    page.get_by_text("Shelling killed").click(position={"x": 3, "y": 30})
    until(page, "!('start' in model.get('selection'))")


def test_shift_and_arrows_select(started):
    """Shift and an arrow select the words of the statement that the keyboard stands at, then more or less of them."""
    page = started(article(small_record(), "talks"))
    for key in ("Tab", "j", "Shift+ArrowRight"):
        page.keyboard.press(key)
    start = TALKS.index("the talks would go on")
    end = start + len("the talks would go on")
    until(page, f"model.get('selection').end === {end}")
    assert state(page, "selection") == {"start": start, "end": end}
    page.keyboard.press("Shift+ArrowRight")
    until(page, f"model.get('selection').end === {end + 1}")
    page.keyboard.press("Escape")
    until(page, "!('start' in model.get('selection'))")
    page.keyboard.press("Shift+ArrowLeft")
    until(page, f"model.get('selection').start === {start}")
    page.keyboard.press("Shift+ArrowLeft")
    until(page, f"model.get('selection').start === {start - 1}")


def test_shift_and_arrows_select_from_where_the_reader_clicked(started):
    """After a click on words of no statement, Shift and an arrow select from there."""
    page = started(article(small_record(), "talks"))
    start = TALKS.index("Shelling killed")
    page.evaluate(
        "text => { const node = [...document.querySelector('.cp-text').childNodes].find(one => one.data?.includes(text)); getSelection().collapse(node, node.data.indexOf(text)); }",
        "Shelling killed",
    )
    page.evaluate("document.querySelector('.cp-text').focus()")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    until(page, f"model.get('selection').end === {start + 3}")
    assert state(page, "selection") == {"start": start, "end": start + 3}


def test_everything_has_a_role_and_a_name(started):
    """The text is a document with a name; each statement is a button with a name; one place is reached by Tab."""
    page = started(article(small_record(), "talks"))
    assert page.get_by_role("document", name="Talks stall, says mediator · The Meridian").count() == 1
    names = page.eval_on_selector_all("[role=button]", "all => all.map(one => one.getAttribute('aria-label'))")
    assert names[2] == "Ada Lind, Norland, direct, demand"
    assert len(names) == 5
    assert all(names)
    assert page.locator("[role=button][tabindex='0']").count() == 1
    assert page.locator("[role=button]:not([aria-pressed])").count() == 0
    ids = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    assert page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0


def test_a_text_without_statements_can_be_scrolled_by_keyboard(started):
    """Where there is no statement to go to, Tab enters the text itself."""
    frames = {"ARTICLES": tables.frame("ARTICLES", [{"article_id": "a", "text": "It rained.\n" * 300}])}
    page = started(article(Record.from_tables(frames), "a"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "cp-text"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_are_read_in_both_themes(started, theme):
    """All words of the text, whatever the colour of the party, and all of the legend reach the contrast 4.5."""
    page = started(article(coloured_record(), "c"), theme=theme)
    found = page.evaluate(COLOURS)
    assert len({paper for paper, _ in found}) >= len(PALETTE) + 1
    assert min(contrast(paper, ink) for paper, ink in found) >= 4.5


def test_a_kind_is_a_style_of_line(started):
    """Direct statements have a solid line, mixed ones a dashed, indirect ones a dotted one, in the party's colour."""
    page = started(article(small_record(), "harbour"))
    for kind, style in [("direct", "solid"), ("mixed", "dashed"), ("indirect", "dotted")]:
        line = page.eval_on_selector(f".cp-text .cp-{kind}", "one => getComputedStyle(one).borderBottomStyle")
        assert line == style


def test_a_new_article_replaces_the_old_one(started):
    """Runs and marks that change together are drawn once, nothing of the old is left, and the view ends cleanly."""
    page = started(article(small_record(), "talks"))
    other = article(small_record(), "harbour")
    page.locator(".cp-text").evaluate(
        "one => { window.draws = 0; new MutationObserver(() => draws++).observe(one, { childList: true }) }"
    )
    values = {name: getattr(other, name) for name in ("where", "parties", "marks", "runs")}
    page.evaluate("values => Object.entries(values).forEach(([name, value]) => model.set(name, value))", values)
    until(page, "document.querySelector('.cp-text').textContent.startsWith('Norland and Sudria trade')")
    assert page.evaluate("draws") == 1
    assert page.locator("[role=button]").count() == 6
    page.evaluate("finish()")
    page.evaluate("model.set('chosen', 's1')")
    assert marked(page, "cp-chosen") == []


def test_a_long_article_is_drawn_whole(started):
    """200 KB with 2,000 statements are drawn, every statement can be reached, and the last one be gone to."""
    page = started(article(long_record(2000), "long"))
    assert page.locator("[role=button]").count() == 2000
    assert len(text_of(page)) > 200_000
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    assert state(page, "focus") == "n1999"


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_window(started, width):
    """Long words and long lines break inside the view."""
    text = "Ship " + "x" * 400 + " sank. " + "word " * 200
    frames = {"ARTICLES": tables.frame("ARTICLES", [{"article_id": "a", "text": text}])}
    page = started(article(Record.from_tables(frames), "a"), viewport={"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_statement_of_a_list_is_picked(started):
    """A click on a card, and Enter on its button, set the id; picking it again tells it again; selecting words does not."""
    record = small_record()
    page = started(Reading(items=items(record, innermost(record), limit=20)))
    page.locator(".cp-statement").nth(2).locator("blockquote").click()
    assert state(page, "picked") == "s2"
    page.locator(".cp-statement").nth(2).locator("blockquote").click()
    assert page.evaluate("saved.map(one => one.picked)") == ["s2", "", "s2"]
    page.locator(".cp-statement button").nth(3).focus()
    page.keyboard.press("Enter")
    assert state(page, "picked") == "s3"
    assert page.locator("button[aria-pressed=true]").count() == 1
    page.locator(".cp-statement").first.locator("blockquote").dblclick()
    assert page.evaluate("getSelection().toString()") != ""


def test_an_entry_is_looked_up_and_not_read_out(started):
    """An entry has its headings in bold and can be scrolled by keyboard; markup in it is words; others are read out."""
    page = started(Words(tone="entry", value="Define. Words of <b>a source</b>.\nA line without any heading at all"))
    entry = page.get_by_role("region", name="What the codebook says")
    assert entry.locator("p").all_text_contents() == [
        "Define. Words of <b>a source</b>.",
        "A line without any heading at all",
    ]
    assert page.locator("strong").all_text_contents() == ["Define."]
    assert page.locator("b").count() == 0
    assert entry.get_attribute("tabindex") == "0"
    page = started(Words(tone="problem", value="It rained. Again"))
    assert page.get_by_role("status").text_content() == "It rained. Again"


SELECT = """([words, more]) => {
  const text = document.querySelector(".cp-text");
  const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + (more || words.length));
    return;
  }
}"""

# Background and colour of every element that holds words, laid over what lies behind it, as #rrggbb.
COLOURS = """() => {
  const parts = (colour) => { const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number); return [r, g, b, a]; };
  const over = ([r, g, b, a], under) => [r, g, b].map((one, place) => one * a + under[place] * (1 - a));
  const paper = (one) => {
    if (!one) return [255, 255, 255];
    const own = parts(getComputedStyle(one).backgroundColor);
    return own[3] === 1 ? own.slice(0, 3) : over(own, paper(one.parentElement));
  };
  const hex = (colour) => "#" + colour.map((one) => Math.round(one).toString(16).padStart(2, "0")).join("");
  const walk = document.createTreeWalker(document.getElementById("root"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const one = walk.currentNode.parentElement, style = getComputedStyle(one), under = paper(one);
    const [r, g, b, a] = parts(style.color);
    found.push([hex(under), hex(over([r, g, b, a * Number(style.opacity)], under))]);
  }
  return found;
}"""


def long_record(count):
    """An article with so many statements, about 100 characters each."""
    text, rows = "", []
    for place in range(count):
        start = len(text)
        said = f"“The harbour number {place} stays open for everybody who comes in peace,”"
        text += f"{said} Ada Lind told the envoy on day {place} of it.\n"
        cue, source = text.index(" told", start) + 1, text.index("Ada", start)
        rows.append({"statement_id": f"n{place}", "article_id": "long", "order": place, "kind": "direct", "content": said,
                     "spans": [[start, start + len(said)]], "start": start, "end": start + len(said), "cue": "told",
                     "cue_start": cue, "cue_end": cue + 4, "speaker_mention": "Ada Lind", "speaker_start": source,
                     "speaker_end": source + 8, "speaker": "Ada Lind", "party": "Norland", "act": "assert"})  # fmt: skip
    frames = {
        "ARTICLES": tables.frame("ARTICLES", [{"article_id": "long", "text": text}]),
        "STATEMENTS": tables.frame("STATEMENTS", rows),
    }
    return Record.from_tables(frames)


def coloured_record():
    """An article with a statement of each colour there is, one without a party, a figure and boilerplate."""
    parties = [f"Party {place}" for place in range(len(PALETTE))] + [""]
    words = [f"words of {party or 'nobody'}" for party in parties]
    text = "Plain words. " + " ".join(words) + " Read more: ten harbours"
    rows = []
    for place, (party, said) in enumerate(zip(parties, words, strict=True)):
        start = text.index(said)
        rows.append({"statement_id": f"c{place}", "article_id": "c", "kind": "direct", "content": said, "order": place,
                     "spans": [[start, start + len(said)]], "start": start, "end": start + len(said), "party": party,
                     "speaker": party})  # fmt: skip
    aside = {"start": text.index("Read more"), "end": len(text), "kind": "teaser"}
    colours = dict(zip(parties, PALETTE, strict=False))
    frames = {
        "ARTICLES": tables.frame("ARTICLES", [{"article_id": "c", "text": text, "marks": [aside]}]),
        "STATEMENTS": tables.frame("STATEMENTS", rows),
    }
    assert html.pale(GREY) not in map(html.pale, PALETTE)
    return Record.from_tables(frames, party_colours=colours)
