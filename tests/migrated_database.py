"""A migrated SQLite database that is kept between test runs, because migrating takes longer than most test files.

The tests copy it, and Django then applies whatever it lacks. It is made again when a migration, a module that a
migration imports, or a pinned package changes.
"""

import ast
import fcntl
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from tests.running_site import ROOT, clean_environment

KEPT = ROOT / ".migrated-database"


def copy_migrated_database(target: Path) -> None:
    """Copy the kept database to `target`; make it first where it is missing. Test processes wait for each other."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = KEPT / f"{digest_of_schema()}.sqlite3"
        if not kept.exists():
            _forget_older_ones()
            _migrate(kept)
        shutil.copyfile(kept, target)


def digest_of_schema() -> str:
    """Return a fingerprint of everything that decides what the migrations make."""
    migrations = sorted((ROOT / "lbn_site").glob("*/migrations/*.py"))
    imported = sorted({module for migration in migrations for module in _own_modules(migration)})
    digest = hashlib.sha256()
    for path in [ROOT / "requirements.txt", *migrations, *imported]:
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _own_modules(migration: Path) -> set[Path]:
    """Return the files of the project's modules that a migration imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(migration.read_bytes())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    files = {ROOT / f"{name.replace('.', '/')}{end}" for name in names for end in (".py", "/__init__.py")}
    return {file for file in files if ROOT / "lbn_site" in file.parents and file.is_file()}


def _migrate(kept: Path) -> None:
    unfinished = kept.with_suffix(".unfinished")
    for left_over in KEPT.glob(f"{unfinished.name}*"):
        left_over.unlink()
    environment = clean_environment(
        DJANGO_SETTINGS_MODULE="lbn_site.settings.test", DATABASE_URL=f"sqlite:///{unfinished}"
    )
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    unfinished.rename(kept)


def _forget_older_ones() -> None:
    for kept in KEPT.glob("*.sqlite3"):
        kept.unlink()
