"""What the site writes is for its own account: no other account of the machine reads more than nginx has to serve.

New files are kept private by the umask, whatever starts the process, for every entry point reads the settings. What
an earlier version left readable is closed at each start.
"""

import os
import stat
from collections.abc import Collection
from pathlib import Path

OTHERS = 0o077
PASS_THROUGH = 0o711
# For uploads and static files: nginx, another account, reads them.
PUBLIC_FILE, PUBLIC_FOLDER = 0o644, 0o755


def make_folder(folder: Path) -> None:
    """Make the folder of everything: other accounts pass through it to the public folders, and list nothing in it."""
    os.umask(OTHERS)
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(PASS_THROUGH)
    _narrow(folder, PASS_THROUGH)


def close(folder: Path, *, public: Collection[Path], also: Collection[Path] = ()) -> None:
    """Take others' rights from what stands in the folder and from these paths; public folders stay as they are."""
    for path in [*folder.iterdir(), *also]:
        if not path.is_symlink() and not any(one.is_relative_to(path) for one in public):
            _narrow(path, ~OTHERS)


def _narrow(path: Path, allowed: int) -> None:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & ~allowed:
            path.chmod(mode & allowed)
    except (FileNotFoundError, PermissionError):
        pass  # it went meanwhile, or belongs to another account, which alone can close it
