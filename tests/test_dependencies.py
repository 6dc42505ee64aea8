"""What the toolkit stands on: pinned to the byte, and under licences that let anybody use it."""

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FREE = re.compile(r"\b(MIT|BSD|Apache|PSF|Python Software|ISC|MPL|Mozilla|HPND|Unlicense|0BSD|Zlib)", re.IGNORECASE)


def plain(name):
    """The name of a package in the one form that compares."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needed():
    """The distributions that using the toolkit needs, on this machine, by name."""
    found, waiting = {}, [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["cluster"]]
    while waiting:
        asked = Requirement(waiting.pop())
        if plain(asked.name) not in found and (asked.marker is None or asked.marker.evaluate({"extra": ""})):
            found[plain(asked.name)] = distribution(asked.name)
            waiting += found[plain(asked.name)].requires or []
    return found


def licence(one):
    """What a distribution says of its licence."""
    about = one.metadata
    said = [about.get("License-Expression"), (about.get("License") or "")[:80], *(about.get_all("Classifier") or [])]
    return " / ".join(word for word in said if word and ("License" in word or "::" not in word))


def test_nothing_needed_is_under_a_licence_that_binds_its_users():
    """Every package that is needed may be used under a permissive licence; the GPL is at most one choice of several."""
    assert [f"{name}: {licence(one)}" for name, one in needed().items() if not FREE.search(licence(one))] == []


def test_every_pin_has_its_hashes():
    """The lock names one version of each package and the hashes of its files, and no registry."""
    words = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.split(r"\n(?=[a-z0-9])", words.strip())
    assert [
        one.split()[0]
        for one in pins
        if not re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+", one) or "--hash=sha256:" not in one
    ] == []
    assert "://" not in words


def test_every_package_that_is_asked_for_is_pinned():
    """What pyproject asks for, for using and for testing, stands in the lock at a version that it allows."""
    words = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {
        plain(name): version
        for name, version in re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", words, re.MULTILINE)
    }
    asked = map(Requirement, [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]])
    assert [
        str(one) for one in asked if not one.specifier.contains(pinned.get(plain(one.name), "0"), prereleases=True)
    ] == []
