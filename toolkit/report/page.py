"""One page from its parts: every script and style once, and a policy that lets nothing else run or be fetched."""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from toolkit.report import vega
from toolkit.report.evidence import Named, Voice
from toolkit.report.exporter import TEMPLATES, Section
from toolkit.report.full import Article
from toolkit.report.making import Made
from toolkit.report.opening import Opening
from toolkit.report.withheld import Withheld
from toolkit.show import html

ASSETS = Path(__file__).parent / "assets"
GENERATOR = '<meta name="generator" content="Counterpoint">'
"""What every page says near its beginning, so that none is taken for a file of the analyst's."""


@dataclass(frozen=True)
class Page:
    """Everything the page shows, in its order."""

    opening: Opening
    sections: tuple[Section, ...]
    voices: tuple[Voice, ...]
    doubtful: frozenset[str]
    named: tuple[Named, ...]
    articles: tuple[Article, ...]
    colours: dict[str, str]
    made: Made
    withheld: Withheld | None = None


def render(page: Page) -> str:
    """One self-contained HTML document; nothing in it asks a network, and only the scripts of this package run.

    The content security policy names each script by its SHA-256, so that a script or handler that came in with an
    article, a name or a chart does not run even if it were left unescaped. Vega is told to interpret its expressions,
    so that no policy has to allow evaluation.
    """
    scripts = [*([vega.bundle()] if any(section.charts for section in page.sections) else []), _asset("page.js")]
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2").render(
        page=page,
        generator=Markup(GENERATOR),  # noqa: S704  # a constant
        style=Markup(f"<style>{_asset('page.css')}</style>{html.style()}"),  # noqa: S704  # files of this package
        scripts=[Markup(vega.closed(script)) for script in scripts],  # noqa: S704  # files of this package
        policy=policy([vega.closed(script) for script in scripts]),
    )


def policy(scripts: list[str]) -> str:
    """The content security policy under which these scripts run, styles apply, and nothing is fetched.

    >>> policy([])
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    """
    sums = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    allowed = ["script-src " + " ".join(f"'sha256-{one}'" for one in sums)] if sums else []
    # Styles are inline because Vega sets them on the marks it draws; a style cannot fetch under this policy.
    rest = ["style-src 'unsafe-inline'", "img-src data:", "base-uri 'none'", "form-action 'none'"]
    return "; ".join(["default-src 'none'", *allowed, *rest])


@cache
def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")
