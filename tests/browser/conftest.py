"""A headless browser without a network, whose every complaint is kept; a JupyterLab of its own; a hostile record."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from small import small_record

from toolkit.lab import copy_notebooks
from toolkit.record import Record

CHROMIUM = os.environ.get("COUNTERPOINT_CHROMIUM", "/usr/bin/chromium")
REQUIRED = os.environ.get("COUNTERPOINT_REQUIRE_BROWSER") == "1"
ROOT = Path(__file__).parents[2]
HOSTILE = '</script><script>window.pwned=1</script><img src=x onerror="window.pwned=1">'


def pytest_collection_modifyitems(items):
    """Every test of this folder is slow and needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    """Debian's chromium; without one the test is skipped, or fails where a browser is required."""
    reason = f"no chromium at {CHROMIUM}" if not Path(CHROMIUM).exists() else ""
    if reason:
        (pytest.fail if REQUIRED else pytest.skip)(reason)
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


class Seen:
    """A page with everything it complained about and everything it asked for."""

    def __init__(self, page):
        self.page, self.complaints, self.requests = page, [], []
        page.on("console", lambda message: self._said(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        page.on("request", lambda request: self.requests.append(request.url))

    def _said(self, kind, text):
        if kind in ("error", "warning"):
            self.complaints.append(f"{kind}: {text}")


@pytest.fixture
def open_page(browser):
    """Opens a page in a context of its own; other arguments are those of a Playwright context."""
    contexts = []

    def opened(**options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(60_000)
        contexts.append(context)
        return Seen(context.new_page())

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def open_file(open_page):
    """Opens a file with the network off, and afterwards fails on any request but the file and on any complaint."""
    opened = []

    def opening(path, **options):
        seen = open_page(offline=True, **options)
        address = path.as_uri()
        opened.append((seen, address))
        seen.page.goto(address)
        return seen.page

    yield opening
    for seen, address in opened:
        asked = {url.split("#")[0] for url in seen.requests if not url.startswith("data:")}
        assert asked == {address}
        assert seen.complaints == []


@pytest.fixture
def hostile_record(tmp_path) -> Record:
    """The small record with markup in its texts, speakers, titles, outlets, parties and reasons."""
    record = small_record()
    articles = record.articles.assign(
        text=record.articles["text"] + HOSTILE, title=HOSTILE, outlet=HOSTILE, author=HOSTILE, notes=HOSTILE
    )
    statements = record.statements.assign(
        party=record.statements["party"].replace("Norland", HOSTILE), speaker=HOSTILE, addressee=HOSTILE
    )
    text = str(record.articles["text"].iloc[1])
    words = {"content": HOSTILE, "spans": [[len(text), len(text) + len(HOSTILE)]]}
    last = statements.index[-1]
    for column, value in words.items():
        statements.at[last, column] = value
    mentions = record.mentions.assign(party=record.mentions["party"].replace("Norland", HOSTILE), name=HOSTILE)
    figures = record.figures.assign(party=HOSTILE, speaker=HOSTILE, unit=HOSTILE)
    parts = {"articles": articles, "statements": statements, "mentions": mentions, "figures": figures}
    parts = {name: table.astype(getattr(record, name).dtypes.to_dict()) for name, table in parts.items()}
    refused = record.refused.assign(source=HOSTILE, reason=HOSTILE).astype(record.refused.dtypes.to_dict())
    return replace(record, **parts, refused=refused, parties=(), home=tmp_path / ".counterpoint").verify()


@pytest.fixture
def lab(tmp_path):
    """Starts JupyterLab in a working folder with the shipped notebooks, its settings beside it; gives its address.

    The corpus is copied to the folder that the notebooks name, `../seeds`, so that nothing of the source tree is
    written to.
    """
    work = tmp_path / "work"
    copy_notebooks(work)

    @contextmanager
    def running(corpus):
        shutil.copytree(corpus, tmp_path / "seeds", ignore=shutil.ignore_patterns(".counterpoint/queries"))
        port, token = _free_port(), secrets.token_hex(8)
        options = [
            "--allow-root", "--no-browser", "--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0",
            f"--IdentityProvider.token={token}", "--LabApp.expose_app_in_browser=True", f"--notebook-dir={work}",
            "--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        ]  # fmt: skip
        own = {name: str(tmp_path / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
        paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        environment = {**os.environ, **own, "PYTHONPATH": paths, "JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings")}
        log = (tmp_path / "lab.log").open("w")
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options], cwd=work, env=environment, stdout=log, stderr=log
        )
        try:
            _wait_for(port, server, tmp_path / "lab.log")
            yield f"http://127.0.0.1:{port}/lab/tree/{{}}?token={token}"
        finally:
            server.terminate()
            server.wait(timeout=30)
            log.close()

    return running


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(port, server, log):
    for _ in range(240):
        assert server.poll() is None, log.read_text()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.5)
    pytest.fail(f"JupyterLab did not start: {log.read_text()}")
