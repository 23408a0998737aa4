"""Which release of the site is running, so that no page made by another one is served."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

# What pages are made of: code, templates, style sheets and scripts, and the packages behind them.
SOURCES = ("lbn_site", "templates", "static", "requirements.txt")


@cache
def fingerprint() -> str:
    """The present release, read once a process; the same on every machine that runs it."""
    return fingerprint_of(Path(settings.BASE_DIR) / name for name in SOURCES)


def fingerprint_of(sources: Iterable[Path]) -> str:
    """Changes with every file below `sources` that is added, renamed or edited."""
    digest = sha256()
    for source in sources:
        for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"{path.relative_to(source.parent)}\n".encode())
                digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
