"""Make a virtual environment that holds exactly what the locks pin.

    python3 scripts/install.py [--folder .venv] requirements.txt [requirements-dev.txt ...]

Runs with the plain python3 of the system. uv does the work where it is on the PATH, pip elsewhere: both check
the hashes of the same locks. A folder that is complete is left alone; one that is not (an interrupted run, a
lock that changed) is made anew, so nothing half-done is ever used.
"""

import argparse
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STAMP = ".installed.json"
OLDEST_PYTHON = (3, 11)


def main() -> None:
    """Read the command line and install."""
    parser = argparse.ArgumentParser(description="Install what the locks pin into a virtual environment.")
    parser.add_argument("--folder", default=".venv", help="the virtual environment (default: .venv)")
    parser.add_argument("locks", nargs="+", help="lock files, with hashes")
    options = parser.parse_args()
    if sys.version_info < OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        sys.exit(f"Python {wanted} or later is needed; {sys.executable} is {sys.version.split()[0]}.")
    os.chdir(ROOT)
    folder = Path(options.folder)
    if folder.is_symlink():
        return  # a link to an environment that somebody keeps elsewhere is theirs to fill
    with one_at_a_time():
        try:
            install(folder, {lock: digest(Path(lock)) for lock in options.locks})
        except KeyboardInterrupt:
            sys.exit("\nStopped. The next start makes the environment anew.")
        except subprocess.CalledProcessError:
            sys.exit(
                f"The packages could not be installed (see above). Is there a network? Then run it again in {ROOT}"
            )


def install(folder: Path, wanted: dict[str, str]) -> None:
    """Bring `folder` to hold the `wanted` locks (name -> digest), in as little work as is safe."""
    present = stamped(folder)
    if wanted.items() <= present.items():
        return
    if not present or any(present.get(lock, value) != value for lock, value in wanted.items()):
        make_environment(folder)
        present = {}
    missing = [lock for lock in wanted if lock not in present]
    say(f"Installing what {' and '.join(missing)} pin{'s' if len(missing) == 1 else ''} (up to a minute or two) ...")
    (folder / STAMP).unlink(missing_ok=True)
    run(*installer(folder), *(part for lock in missing for part in ("-r", lock)))
    (folder / STAMP).write_text(json.dumps({**present, **wanted}))


def make_environment(folder: Path) -> None:
    """An empty virtual environment in place of whatever stands there."""
    if folder.exists():
        say(f"Making {folder} anew ...")
        shutil.rmtree(folder)
    if shutil.which("uv"):
        run("uv", "venv", "--quiet", "--no-python-downloads", "--python", sys.executable, str(folder))
    else:
        need_venv_module()
        run(sys.executable, "-m", "venv", str(folder))


def installer(folder: Path) -> list[str]:
    """The command that installs locks into `folder`."""
    python = str(folder / "bin" / "python")
    if shutil.which("uv"):
        return ["uv", "pip", "install", "--quiet", "--python", python, "--require-hashes"]
    return [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]


def need_venv_module() -> None:
    """Debian keeps part of Python's venv in a package of its own: install it, or say how."""
    if find_spec("ensurepip"):
        return
    if not install_system_packages("python3-venv"):
        sys.exit(
            "Python's venv module is incomplete on this system. Type this, then try again:\n"
            "    sudo apt-get install -y python3-venv"
        )


def install_system_packages(*names: str) -> bool:
    """Install Debian packages where that needs no password. Whether it worked."""
    if not shutil.which("apt-get"):
        return False
    prefix: list[str] = []
    if os.geteuid() != 0:
        if not shutil.which("sudo") or subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) != 0:
            return False
        prefix = ["sudo", "-n"]
    say(f"Installing {' '.join(names)} with apt-get ...")
    apt_get = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    command = [*apt_get, "install", "-y", "--no-install-recommends", *names]
    if subprocess.call(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) == 0:
        return True
    subprocess.call([*apt_get, "update"], stdin=subprocess.DEVNULL)
    return subprocess.call(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) == 0


def stamped(folder: Path) -> dict[str, str]:
    """The locks that a complete environment holds; empty where it is missing, half-done or its Python is gone."""
    try:
        present = json.loads((folder / STAMP).read_text())
        works = subprocess.run([folder / "bin" / "python", "-c", ""], check=False).returncode == 0
    except (OSError, ValueError):
        return {}
    return present if works else {}


def digest(lock: Path) -> str:
    """The fingerprint of a lock file."""
    try:
        return hashlib.sha256(lock.read_bytes()).hexdigest()
    except OSError as error:
        sys.exit(f"{lock} cannot be read: {error.strerror}.")


class one_at_a_time:  # noqa: N801 - reads as a phrase where it is used
    """Two starts in one checkout wait for each other. The lock is on the folder itself: nothing to clear up."""

    def __enter__(self) -> None:
        self.handle = os.open(ROOT, os.O_RDONLY)
        fcntl.flock(self.handle, fcntl.LOCK_EX)

    def __exit__(self, *exception: object) -> None:
        os.close(self.handle)


def run(*command: str) -> None:
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
