"""The plan of the house, read from the imports: which room lies on which floor, and who may enter."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "toolkit"
FLOORS = {
    "errors": -1,  # the ground that every floor stands on
    "clock": 0, "intervals": 0, "quotes": 0, "tables": 0, "text": 0, "version": 0,
    "data": 1,
    "sources": 2, "language": 2,
    "parties": 3, "claims": 3,
    "record": 4, "engine": 4,
    "compare": 5, "evaluate": 5, "preparing": 5,
    "charts": 6, "show": 6, "export": 6, "storing": 6,
    "panels": 7, "report": 7,
    "workflow": 8, "commands": 8, "lab": 8, "measuring": 8, "demonstration": 8,
    "cli": 9, "__init__": 9, "__main__": 10,
}  # fmt: skip
FILES = sorted(HOUSE.rglob("*.py"))
LONGEST = 300
MOST_POSITIONAL = 5


def room_of(file, house=HOUSE):
    """The room a file belongs to: the first folder or module below the package."""
    return file.relative_to(house).parts[0].removesuffix(".py")


def imports(tree, package):
    """Every module that a file imports, at the top or inside a function, by its full name, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            base = ".".join(part for part in (above, node.module or "") if part)
            yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)


def entered(file, house=HOUSE):
    """The rooms that a file imports, with lines; a public name taken from the front door counts as the front door."""
    package = ("toolkit", *file.relative_to(house).parent.parts)
    for name, line in imports(ast.parse(file.read_text(encoding="utf-8")), package):
        first, *rest = name.split(".")
        if first == "toolkit":
            yield (rest[0] if rest and rest[0] in FLOORS else "__init__"), line


def trespasses(file, house=HOUSE):
    """What a file imports and may not: a room on the same floor or a higher one."""
    room = room_of(file, house)
    return [
        f"{room} (floor {FLOORS[room]}) imports {other} (floor {FLOORS[other]}) in {file.name}, line {line}"
        for other, line in entered(file, house)
        if other != room and FLOORS[other] >= FLOORS[room]
    ]


def named(file):
    """The path of a file below the house, as the name of its test."""
    return file.relative_to(HOUSE).as_posix()


def test_every_module_has_a_room():
    """Every module belongs to a room of the plan."""
    assert {room_of(file) for file in FILES} - set(FLOORS) == set()


@pytest.mark.parametrize("file", FILES, ids=named)
def test_rooms_import_from_below(file):
    """A room imports only from lower floors, inside functions too."""
    assert trespasses(file) == []


@pytest.mark.parametrize("file", FILES, ids=named)
def test_spacy_stays_in_its_wing(file):
    """Nothing but the language room imports spaCy."""
    found = {name.split(".")[0] for name, _ in imports(ast.parse(file.read_text(encoding="utf-8")), ("toolkit",))}
    assert room_of(file) == "language" or "spacy" not in found


def test_whatever_is_imported_is_asked_for():
    """Every package that is imported is named among the dependencies, or the optional ones of its one user."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named_there = [*project["dependencies"], *project["optional-dependencies"]["cluster"]]
    asked = {re.match(r"[\w.-]+", one)[0].lower().replace("_", "-") for one in named_there}
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in FILES)
    found = {name.split(".")[0] for tree in trees for name, _ in imports(tree, ("toolkit",))}
    given = packages_distributions()
    others = found - set(sys.stdlib_module_names) - {"toolkit", ""}
    assert {
        one for one in others if not {name.lower().replace("_", "-") for name in given.get(one, [])} & asked
    } == set()


def test_what_is_optional_is_imported_in_one_place():
    """Dask is imported by the engine that needs it, and nowhere else."""
    users = [
        named(file) for file in FILES
        for name, _ in imports(ast.parse(file.read_text(encoding="utf-8")), ("toolkit",))
        if name.split(".")[0] in {"dask", "distributed"}
    ]  # fmt: skip
    assert set(users) == {"engine/cluster.py"}


@pytest.mark.parametrize("file", FILES, ids=named)
def test_files_are_short(file):
    """No file has more lines than a reader keeps in mind."""
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("file", FILES, ids=named)
def test_nothing_prints(file):
    """No module writes with print."""
    calls = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    assert [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"] == []


@pytest.mark.parametrize("file", FILES, ids=named)
def test_functions_take_few_arguments_by_position(file):
    """No function takes more than five arguments by position, self and cls left aside."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    functions = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, kinds)]
    long = {}
    for function in functions:
        given = [arg.arg for arg in [*function.args.posonlyargs, *function.args.args] if arg.arg not in ("self", "cls")]
        if len(given) > MOST_POSITIONAL:
            long[function.name] = given
    assert long == {}


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("from toolkit.panels import who_is_heard", "panels"),
        ("import toolkit.report.writing", "report"),
        ("from toolkit import charts", "charts"),
        ("from toolkit import Record", "__init__"),
        ("from .. import export", "export"),
        ("def late():\n    from toolkit.cli import main", "cli"),
    ],
)
def test_the_plan_is_read_rightly(tmp_path, words, other):
    """Every way to import a room from too high a floor is seen."""
    file = tmp_path / "compare" / "voice.py"
    file.parent.mkdir()
    file.write_text(words, encoding="utf-8")
    assert [line for line in trespasses(file, tmp_path) if f"imports {other} " in line]


def test_what_is_allowed_is_seen_as_allowed(tmp_path):
    """Lower floors, the room itself and other packages may be imported."""
    file = tmp_path / "compare" / "voice.py"
    file.parent.mkdir()
    words = "import pandas\nfrom toolkit import tables\nfrom toolkit.compare.units import voices\nfrom . import units"
    file.write_text(words, encoding="utf-8")
    assert trespasses(file, tmp_path) == []
