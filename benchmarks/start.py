"""How long until something happens: the import, the help, and the first article with everything loaded for it.

    python benchmarks/start.py

The median of five starts of a process each, in seconds.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STARTS = {
    "a bare Python": ["-c", "pass"],
    "import toolkit": ["-c", "import toolkit"],
    "toolkit --help": ["-m", "toolkit", "--help"],
    "the first article, from nothing": ["-c", "import toolkit; toolkit.open_corpus('seeds')"],
}


def main():
    """One line for each start."""
    print("| what | seconds |\n|---|---|")
    for what, words in STARTS.items():
        took = []
        for _ in range(5):
            begun = time.perf_counter()
            subprocess.run([sys.executable, *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            took.append(time.perf_counter() - begun)
        print(f"| {what} | {statistics.median(took):.2f} |", flush=True)


if __name__ == "__main__":
    main()
