"""The README and its neighbours are true to the letter: what they show runs, what they name is there."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = "e79819d60d2329de77ae7551f29e428b2da458be673fc6528af412a5c36e4f37"
DOCUMENTS = [
    path for name in ("*.md", "docs/*.md", "benchmarks/*.md", "seeds/*.md") for path in sorted(ROOT.glob(name))
]


def code_of(document, language):
    """Blocks of one language in a document."""
    return re.findall(rf"```{language}\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.slow
def test_the_script_of_the_readme_runs_and_prints_what_its_comments_say():
    """The README's lines of script run as they stand, and China has seven of eleven statements of the sample."""
    [script] = code_of(ROOT / "README.md", "python")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"China +7\.0 +11\.0 +0\.63", done.stdout) or re.search(r"China +7 +11 +0\.63", done.stdout), (
        done.stdout
    )
    assert "Eli Cohen" in done.stdout


def test_the_script_of_the_readme_is_ten_lines_long():
    """The README shows about ten lines of script, blank lines not counted."""
    [script] = code_of(ROOT / "README.md", "python")
    assert 8 <= len([line for line in script.splitlines() if line.strip()]) <= 12


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_a_document_links_to_is_there(document):
    """A link that is no address leads to a file or folder of the project."""
    for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
        assert target.startswith("http") or (document.parent / target).exists(), target


def test_every_make_target_the_documents_name_is_in_the_makefile():
    """`make X` in a document is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        word
        for path in DOCUMENTS
        for word in re.findall(r"\bmake ([a-z]+)\b(?=`|  )", path.read_text(encoding="utf-8"))
    }
    assert {"report", "test", "lab"} <= named <= targets


def test_what_lands_is_checked_by_the_readmes_test_command():
    """`.ci/run` calls the test command that the README gives, and the slow tests."""
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert "make test" in script
    assert "make slow" in script
    assert "make report" in script


def test_every_command_the_readme_shows_is_known_to_the_command_line():
    """Each `toolkit VERB` of the README is a verb that `toolkit --help` lists."""
    verbs = set(re.findall(r"^ +toolkit ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    told = subprocess.run(
        [sys.executable, "-m", "toolkit", "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert verbs == {verb for verb in verbs if re.search(rf"\b{verb}\b", told)}
    assert len(verbs) >= 3


def test_the_architecture_names_every_room():
    """Each package and module at the top of toolkit/ stands in ARCHITECTURE.md."""
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = {
        path.stem for path in (ROOT / "toolkit").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    missing = {
        room for room in rooms - {"__init__", "__main__"} if f"`{room}" not in page and f", `{room}`" not in page
    }
    assert not missing


def test_no_registry_host_and_no_path_of_a_machine_is_written_down():
    """The lock and the documents name packages and hashes, never where they were fetched from."""
    hosts = re.compile("|".join(["pypi" + r"\.org", "python" + "hosted", r"registry\.npm" + "js", "file:" + "//"]))
    for path in [ROOT / "requirements.lock", ROOT / "Makefile", ROOT / ".ci/run", *DOCUMENTS]:
        assert not hosts.search(path.read_text(encoding="utf-8")), path


def test_every_pin_of_the_lock_has_a_hash():
    """`pip install --require-hashes` accepts the lock: every package in it is pinned and hashed."""
    entries = re.split(r"\n(?=\S)", (ROOT / "requirements.lock").read_text(encoding="utf-8").strip())
    assert len(entries) > 100
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)


def test_the_sample_is_kept_byte_for_byte():
    """The sample report is the file that was found, damage and all."""
    [sample] = sorted((ROOT / "seeds").glob("*.txt"))
    digest = hashlib.sha256(sample.read_bytes()).hexdigest()
    assert digest == SAMPLE
