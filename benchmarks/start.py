"""How long from a clean clone to a page, and how long a second start takes.

    python3 benchmarks/start.py

Clones this checkout's last commit to a new folder, runs `make run` there twice, and times until the home page
answers. The clone, its environment and its data are removed afterwards.
"""

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
PORT = os.environ.get("PORT", "8123")


def main() -> None:
    """Time both starts."""
    with tempfile.TemporaryDirectory(prefix="lbn start ") as temporary:
        clone = Path(temporary) / "a clean clone"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        print(f"clean clone to serving page: {seconds_to_page(clone):.1f} s")
        print(f"second start:                {seconds_to_page(clone):.1f} s")


def seconds_to_page(clone: Path) -> float:
    started = time.monotonic()
    log = (clone.parent / "log").open("w")
    command = ["make", "run", f"PORT={PORT}"]
    process = subprocess.Popen(command, cwd=clone, stdout=log, stderr=log, start_new_session=True)
    try:
        while True:
            assert process.poll() is None, (clone.parent / "log").read_text()
            try:
                with urlopen(f"http://127.0.0.1:{PORT}/", timeout=30) as page:
                    assert b"</html>" in page.read()
                return time.monotonic() - started
            except OSError:
                time.sleep(0.05)
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait()


if __name__ == "__main__":
    main()
