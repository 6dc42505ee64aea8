"""Coverage-guided fuzz of the readers: any bytes give documents, set-asides or a SourceError, never another exception.

Needs atheris (`pip install atheris`), which is no dependency. It begins with the whole files that `tests/` damage, and
changes them towards lines of the readers that no input has reached yet. A crash is printed with the bytes that led to
it, and kept as a file `crash-…`.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
OWN = (
    ".txt", ".html", ".mhtml", ".csv", ".json", ".jsonl", ".pdf", ".docx", ".rtf", ".warc", ".warc.gz", ".rss", ".zip",
    ".tar",
)  # fmt: skip
LONGEST = 20_000  # bytes of an input


def fuzz(suffix, seconds, corpus):
    """Fuzzes the reader of one suffix in this process, which ends with the fuzz."""
    import atheris  # noqa: PLC0415 - no dependency

    with atheris.instrument_imports(include=["toolkit.sources"]):
        from toolkit.errors import SourceError  # noqa: PLC0415
        from toolkit.sources.formats import ARCHIVES, READERS  # noqa: PLC0415
        from toolkit.sources.formats.archive import members  # noqa: PLC0415
        from toolkit.sources.reading import gather  # noqa: F401, PLC0415 - all that a reader may load

    def once(data):
        import io  # noqa: PLC0415

        try:
            if suffix in ARCHIVES:
                list(members(io.BytesIO(data), suffix, limit=100_000, readable=str))
            else:
                list(READERS[suffix](data))
        except SourceError as error:
            if not (error.problem and error.works and error.step):
                raise

    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-rss_limit_mb=4096", "-timeout=60"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], once)
    atheris.Fuzz()


def seeded(folder, suffix):
    """The whole files of a suffix, as the first inputs."""
    sys.path.insert(0, str(ROOT / "tests"))
    from test_sources_fuzz import WHOLE  # noqa: PLC0415

    for place, data in enumerate(WHOLE[suffix]):
        (folder / f"{place}").write_bytes(data)


def main():
    """Fuzzes each reader in a process of its own; ends with 1 where one crashed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suffixes", nargs="*", default=OWN, metavar="SUFFIX", help=f"default: {' '.join(OWN)}")
    parser.add_argument("--seconds", type=int, default=45, help="for each reader (default: %(default)s)")
    parser.add_argument("--corpus", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.corpus:
        fuzz(asked.suffixes[0], asked.seconds, asked.corpus)
    failed = []
    for suffix in asked.suffixes:
        with tempfile.TemporaryDirectory() as name:
            seeded(Path(name), suffix)
            words = [sys.executable, __file__, suffix, "--seconds", str(asked.seconds), "--corpus", name]
            done = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False)
        told = [line for line in done.stderr.splitlines() if line.startswith(("Done ", "stat::"))]
        sys.stdout.write(f"{suffix:10} {told[-1] if told else 'no end'}\n")
        if done.returncode:
            failed.append(suffix)
            sys.stdout.write(f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}\n")
        sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
