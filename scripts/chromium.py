"""Find the browser that the tests drive, or install one; fail and say how if none can be had.

    .venv/bin/python scripts/chromium.py        (prints where it is)

In this order: the one that CHROMIUM names, an installed one, Playwright's own, Debian's package, Playwright's
own installer.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from install import install_system_packages, say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# Without these, a fresh Chromium looks up and calls hosts of its maker at every start.
QUIET_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
)
HOW_TO = """No Chromium was found and none could be installed, so the browser tests cannot run. Do one of these:
    sudo apt-get install -y chromium                               (Debian)
    .venv/bin/python -m playwright install --with-deps chromium    (needs a network)
    CHROMIUM=/path/to/chromium make test                           (one that you have)"""


def main() -> None:
    """Print the browser's path, after installing it where needed."""
    path = find() or install()
    if path is None:
        sys.exit(HOW_TO)
    print(f"Browser: {path}")


def find() -> str | None:
    """The path of an installed browser."""
    named = os.environ.get("CHROMIUM", "").strip()
    if named:
        if not shutil.which(named):
            sys.exit(f"CHROMIUM must be the path of a browser, not {named!r}.")
        return shutil.which(named)
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    return playwrights_own()


def playwrights_own() -> str | None:
    """The browser that Playwright's installer left, if it is there."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> str | None:
    """Install a browser, by Debian's packages or by Playwright. Its path, or None."""
    if install_system_packages("chromium"):
        return find()
    say("Installing Chromium with Playwright ...")
    subprocess.call([sys.executable, "-m", "playwright", "install", "chromium"], stdin=subprocess.DEVNULL)
    return find()


def launch_flags() -> list[str]:
    """What Chromium is started with. As root it cannot have its sandbox; the tests open our own pages only."""
    return [*QUIET_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


if __name__ == "__main__":
    main()
