"""Choose the newest allowed versions of every package and write the locks, with hashes.

    .venv/bin/python scripts/lock.py

Compiled for the oldest Python that is supported, so that every later one can install the same versions
(docs/decisions/0251-locks.md).
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST_PYTHON = "3.11"
BOUND_BY_BOTH = ["--constraint", "requirements.txt", "--constraint", "requirements-dev.txt"]
# lock -> its sources; the last lock is the site and its tests on the next Wagtail.
LOCKS = {
    "requirements.txt": ["requirements.in"],
    "requirements-dev.txt": ["requirements-dev.in", "--constraint", "requirements.txt"],
    "requirements-mail-check.txt": ["requirements-mail-check.in", *BOUND_BY_BOTH],
    "requirements-next.txt": [
        "requirements.in",
        "requirements-dev.in",
        "requirements-mail-check.in",
        "--override",
        "requirements-next.in",
    ],
}


def main() -> None:
    """Compile every lock in order: later ones are bound by the first."""
    for lock, sources in LOCKS.items():
        print(f"Locking {lock} ...", flush=True)
        options = ["--upgrade", "--universal", "--generate-hashes", "--no-header", "--quiet"]
        command = [sys.executable, "-m", "uv", "pip", "compile", "--python-version", OLDEST_PYTHON, *options]
        subprocess.run([*command, *sources, "-o", lock], check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
