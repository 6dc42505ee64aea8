"""A notebook in a real JupyterLab: run it, tick a box, and see that nothing failed."""

from patience import until

NOTEBOOK = "1_who_is_heard.ipynb"
READY = """async () => {
  const app = window.jupyterapp;
  const panel = app && app.shell.currentWidget;
  if (!panel || !panel.context || !panel.sessionContext) return false;
  await panel.context.ready;
  await panel.sessionContext.ready;
  const kernel = panel.sessionContext.session && panel.sessionContext.session.kernel;
  return !!kernel && kernel.connectionStatus === 'connected' && kernel.status === 'idle';
}"""
CELLS = "window.jupyterapp.shell.currentWidget.content.widgets.map(one => one.model)"
OUTPUTS = (
    f"{CELLS}.filter(one => one.type === 'code').flatMap(one => [...Array(one.outputs.length).keys()]"
    ".map(place => one.outputs.get(place).toJSON()))"
)


def run_all(seen, address, notebook=NOTEBOOK, drawn=".cp-panel .cp-reading", cell="panel"):
    """Opens the notebook, waits for a kernel that can be used, runs every cell, and fails on any error output."""
    seen.page.goto(address.format(notebook))
    until(seen.page, READY, seconds=180)
    seen.page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    done = f"{CELLS}.filter(one => one.type === 'code').every(one => one.executionCount > 0)"
    until(seen.page, f"{done} || {OUTPUTS}.some(one => one.output_type === 'error')", seconds=180)
    outputs = seen.page.evaluate(OUTPUTS)
    assert not [one for one in outputs if one["output_type"] == "error" or one.get("name") == "stderr"]
    until(seen.page, READY)
    bring_into_view(seen.page, drawn, cell)
    return seen.page


def bring_into_view(page, drawn, cell="panel"):
    """Scrolls to a cell, most often that of the panel; JupyterLab draws only what is near the window."""
    place = f"{CELLS}.findIndex(one => one.id === '{cell}')"
    until(
        page,
        f"(async () => {{ const book = window.jupyterapp.shell.currentWidget.content; await book.scrollToItem({place}, 'start');"
        f" return !!document.querySelector('{drawn}') }})()",
    )


def tick(page, label):
    """Ticks or unticks a box of the panel."""
    page.locator(".cp-choices label", has_text=label).first.click()


def assert_nothing_failed(seen, folder):
    """Neither the page nor a callback in the kernel has raised, and every widget is drawn."""
    assert [one for one in seen.complaints if one.startswith("page error")] == []
    assert seen.page.locator(".jupyter-widgets-error-widget").count() == 0
    assert not [words for words in seen.page.locator(".cp-panel .cp-words.problem").all_inner_texts() if words]
    assert "Traceback" not in (folder / "lab.log").read_text()
