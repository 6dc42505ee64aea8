"""Notebook 4 in a real JupyterLab: read, correct by keyboard, see what follows, come back, and find it kept."""

import json
from pathlib import Path

import pytest
from in_lab import CELLS, READY, assert_nothing_failed, run_all
from patience import until

SEEDS = Path(__file__).parents[2] / "seeds"
NOTEBOOK = "4_read_and_correct.ipynb"
BOOK = "window.jupyterapp.shell.currentWidget.content"


def outputs(page, cell):
    """What a cell has put out, as JSON, without the number of its run."""
    put_out = f"{CELLS}.find(one => one.id === {cell!r}).outputs.toJSON()"
    return json.dumps(page.evaluate(f"{put_out}.map(one => one.data)"), sort_keys=True)


def run_below(page, cell):
    """Runs a cell and all that follow it."""
    counts = f"{CELLS}.filter(one => one.type === 'code').map(one => one.executionCount)"
    place = page.evaluate(f"{CELLS}.findIndex(one => one.id === {cell!r})")
    before = max(page.evaluate(counts))
    page.evaluate(f"{BOOK}.activeCellIndex = {place}")
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-below')")
    below = page.evaluate(f"{CELLS}.slice({place}).filter(one => one.type === 'code').length")
    until(page, f"Math.max(...{counts}) >= {before + below}")
    until(page, READY)


def says(page, name, words):
    """Waits until words of a tone in the card begin so."""
    until(page, f"document.querySelector('.cp-card-edit .{name}').textContent.startsWith({words!r})")


def field(page, name):
    """The control of the card with a label."""
    return page.locator(".cp-card-edit").get_by_label(name, exact=True)


def button(page, words):
    """A button of the panel."""
    return page.locator(".cp-panel").get_by_role("button", name=words, exact=True)


def select(page, words):
    """Selects words of the article, as a drag with the mouse does."""
    page.evaluate(
        """words => {
          const walk = document.createTreeWalker(document.querySelector(".cp-text"), NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const at = walk.currentNode.data.indexOf(words);
            if (at >= 0) return getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + words.length);
          }
        }""",
        words,
    )
    until(page, "document.querySelector('.cp-card-edit').innerText.includes('Selected: ')")


def go_to(page, steps):
    """By keyboard alone: into the text, so many statements on, and that one is chosen."""
    page.locator(".cp-panel select").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "cp-stop"
    for _ in range(steps):
        page.keyboard.press("j")
    page.keyboard.press("Enter")


def log(tmp_path):
    """What each line of the log on disk says was done."""
    file = tmp_path / "seeds" / ".counterpoint" / "corrections" / "analyst.jsonl"
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_a_statement_is_corrected_by_keyboard_and_kept(lab, open_page, tmp_path):
    """A party typed into the card is in the log, in the list, and in the shares; a reload finds all of it again."""
    with lab(SEEDS) as address:
        seen = open_page()
        page = run_all(seen, address, NOTEBOOK, ".cp-panel .cp-article .cp-said")
        shares, raw = outputs(page, "shares"), outputs(page, "shares-table")
        go_to(page, 1)
        says(page, "summary", "Statement 2 of 12")
        assert "".join(page.locator(".cp-article .cp-chosen").all_text_contents()) != ""
        assert field(page, "Party").input_value() == "China"
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "SELECT"
        page.keyboard.type("Israel")
        says(page, "quiet", "Not saved yet: party.")
        field(page, "Why").fill("she speaks for them")
        button(page, "Save changes").focus()
        page.keyboard.press("Enter")
        says(page, "summary", "Statement 2 of 12, corrected by analyst")
        until(page, "!!document.querySelector('.cp-reading .cp-table')")
        row = page.locator(".cp-panel .cp-reading .cp-table tbody tr").inner_text()
        assert "party: China → Israel" in row
        assert "she speaks for them" in row
        assert [(one["what"], one["after"], one["why"]) for one in log(tmp_path)] == [
            ("change", {"party": "Israel"}, "she speaks for them")
        ]
        run_below(page, "reviewed")
        assert "change" in outputs(page, "reviewed")
        assert outputs(page, "shares") != shares
        assert outputs(page, "shares-table") == raw
        assert_nothing_failed(seen, tmp_path)

        again = open_page()
        page = run_all(again, address, NOTEBOOK, ".cp-panel .cp-article .cp-chosen")
        says(page, "summary", "Statement 2 of 12, corrected by analyst")
        assert field(page, "Party").input_value() == "Israel"
        assert page.locator(".cp-panel .cp-reading .cp-table tbody tr").inner_text() == row
        button(page, "Undo").click()
        until(page, "!document.querySelector('.cp-panel .cp-reading .cp-table')")
        assert field(page, "Party").input_value() == "China"
        assert [one["what"] for one in log(tmp_path)] == ["change", "undo"]
        assert_nothing_failed(again, tmp_path)


def test_statements_are_accepted_rejected_added_and_lengthened(lab, open_page, tmp_path):
    """Each button does in the text what it says, and one undo after the other brings the first text back."""
    with lab(SEEDS) as address:
        seen = open_page()
        page = run_all(seen, address, NOTEBOOK, ".cp-panel .cp-article .cp-said")
        marked = "document.querySelectorAll('.cp-article .cp-stop').length"
        said = "[...document.querySelectorAll('.cp-text .cp-said')].map(one => one.textContent)"
        before = page.evaluate(said)
        go_to(page, 0)
        button(page, "Accept").click()
        says(page, "summary", "Statement 1 of 12, accepted by analyst")
        words = page.locator(".cp-card-edit .said").inner_text()
        plain = page.evaluate(
            "[...document.querySelector('.cp-text').childNodes].filter(one => one.nodeType === 3)"
            ".map(one => one.data.trim()).filter(one => one.split(' ').length > 4).at(-1).split(' ').slice(0, 3).join(' ')"
        )
        select(page, plain)
        button(page, "Add to its words").click()
        says(page, "summary", "Statement 1 of 12, corrected by analyst")
        assert page.locator(".cp-card-edit .said").inner_text().replace(plain, "").strip() == words.strip()
        button(page, "Undo").click()
        says(page, "summary", "Statement 1 of 12, accepted by analyst")
        select(page, plain)
        button(page, "New statement").click()
        until(page, f"{marked} === 13")
        # The text and what is chosen in it come in messages of their own.
        chosen = "[...document.querySelectorAll('.cp-article .cp-chosen')].map(one => one.textContent).join('')"
        until(page, f"{chosen} === {json.dumps(plain)}")
        button(page, "Reject").click()
        until(page, f"{marked} === 12")
        for _ in range(3):
            button(page, "Undo").click()
        until(page, "!document.querySelector('.cp-panel .cp-reading .cp-table')")
        assert page.evaluate(said) == before
        assert_nothing_failed(seen, tmp_path)


def test_keys_in_a_panel_are_its_own(lab, open_page, tmp_path):
    """Letters and arrows in a list or on a button change no cell of the notebook; the commands with Ctrl still work."""
    with lab(SEEDS) as address:
        seen = open_page()
        page = run_all(seen, address, NOTEBOOK, ".cp-panel .cp-article .cp-said")
        cells = f"{CELLS}.map(one => one.id)"
        before = page.evaluate(cells)
        go_to(page, 0)
        for place in (field(page, "Party"), button(page, "Accept"), page.locator(".cp-article .cp-stop").first):
            place.focus()
            for key in ("a", "b", "d", "d", "x", "ArrowDown", "ArrowUp", "m"):
                page.keyboard.press(key)
            assert page.evaluate("!!document.activeElement.closest('.cp-panel')")
        page.wait_for_timeout(300)
        assert page.evaluate(cells) == before
        page.keyboard.press("Control+s")
        until(page, "!window.jupyterapp.shell.currentWidget.context.model.dirty")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_all_can_use_the_panel(lab, open_page, tmp_path, theme):
    """Every control has a name and a ring where the keyboard stands, every role exists, all words have contrast 4.5."""
    settings = tmp_path / "settings" / "@jupyterlab" / "apputils-extension" / "themes.jupyterlab-settings"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"theme": theme}), encoding="utf-8")
    with lab(SEEDS) as address:
        seen = open_page()
        page = run_all(seen, address, NOTEBOOK, ".cp-panel .cp-article .cp-said")
        until(page, f"document.body.dataset.jpThemeName === {theme!r}")
        go_to(page, 1)
        says(page, "summary", "Statement 2 of 12")
        field(page, "Act").select_option("deny")
        button(page, "Accept").click()
        until(page, "document.querySelector('.cp-panel .problem').textContent !== ''")
        assert {role for role, name in named(page) if role in CONTROLS and not name} == set()
        assert {role for role, _ in named(page)} >= {"button", "combobox", "textbox", "document"}
        roles = page.eval_on_selector_all(".cp-panel [role]", "all => all.map(one => one.getAttribute('role'))")
        assert set(roles) <= {"button", "document", "status", "region", "toolbar", "group"}
        assert page.evaluate(FAINT) == []
        page.locator(".cp-panel select").first.focus()
        stood = []
        for _ in range(13):
            page.keyboard.press("Tab")
            stood.append(page.evaluate(RING))
        assert [where for where, ring in stood if not ring] == []
        assert len({where for where, _ in stood}) == 13


CONTROLS = {"button", "combobox", "textbox", "searchbox", "listbox", "checkbox", "document", "region", "MenuListPopup"}


def named(page):
    """Role and name of everything in the panel, as the browser tells them to a screen reader."""
    ask = page.context.new_cdp_session(page)
    top = ask.send("DOM.getDocument")["root"]["nodeId"]
    panel = ask.send("DOM.querySelector", {"nodeId": top, "selector": ".cp-panel"})["nodeId"]
    nodes = ask.send("Accessibility.queryAXTree", {"nodeId": panel})["nodes"]
    told = [(one.get("role", {}).get("value"), one.get("name", {}).get("value")) for one in nodes if not one["ignored"]]
    return [(role, name) for role, name in told if role != "MenuListPopup"]


# Where the keyboard stands, and whether that is seen: a ring around a control, or around the words of a statement.
RING = """() => {
  const one = document.activeElement;
  const drawn = one.className === "cp-stop" ? document.querySelector(".cp-text .cp-at") : one;
  const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
  const where = one.getAttribute("aria-label") || one.labels?.[0]?.textContent || one.textContent;
  return [where || "", outlineStyle !== "none" && parseFloat(outlineWidth) >= 2];
}"""

# The words of the panel with a contrast under 4.5, but for controls that are off.
FAINT = """() => {
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parts = (colour) => {
    paint.clearRect(0, 0, 1, 1);
    paint.fillStyle = colour;
    paint.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((one, place) => one * a + under[place] * (1 - a));
  const paper = (one) => {
    if (!one) return [255, 255, 255];
    const own = parts(getComputedStyle(one).backgroundColor);
    return own[3] === 1 ? own.slice(0, 3) : over(own, paper(one.parentElement));
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const walk = document.createTreeWalker(document.querySelector(".cp-panel"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const one = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || one.closest(":disabled, option") || !one.getClientRects().length) continue;
    const style = getComputedStyle(one), under = paper(one);
    const [r, g, b, a] = parts(style.color);
    const [low, high] = [light(under), light(over([r, g, b, a * Number(style.opacity)], under))].sort((x, y) => x - y);
    if ((high + 0.05) / (low + 0.05) < 4.5) found.push([walk.currentNode.data, style.color, under]);
  }
  return found;
}"""
