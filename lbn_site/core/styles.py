"""The style sheet of a public page, inlined so that the first view needs one round trip.

The files of the base bundle stand on every page; a page type asks for the components it uses by name
(`static/css/components/<name>.css`). Each distinct sheet is built once a process and known to the
Content-Security-Policy by its hash.
"""

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

import rcssmin
from django.conf import settings
from django.contrib.staticfiles import finders

BASE_FILES = ("tokens", "base", "layout", "cookie-notice")

# rcssmin takes a rule within a block for a declaration and closes the gap in `.text :target`.
DESCENDANT_PSEUDO = re.compile(r"(?<=[\w\])]) +(?=::?[a-z])")


@lru_cache(maxsize=64)
def _built_sheet(components: tuple[str, ...]) -> str:
    paths = [f"css/{name}.css" for name in BASE_FILES] + [f"css/components/{name}.css" for name in components]
    return "".join(minified(read_sheet(path)) for path in paths)


def sheet(components: tuple[str, ...]) -> str:
    """The minified base bundle and then `components`. Raises FileNotFoundError for an unknown one."""
    if settings.DEBUG:
        _built_sheet.cache_clear()
    return _built_sheet(components)


def minified(css: str) -> str:
    """The sheet without comments and needless space."""
    return rcssmin.cssmin(DESCENDANT_PSEUDO.sub(" *", css))


def csp_hash(css: str) -> str:
    """The CSP source expression that allows exactly this inline sheet (CSP Level 3, hash-source)."""
    digest = hashlib.sha256(css.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def read_sheet(path: str) -> str:
    """The text of a file below static/. Raises FileNotFoundError for one that is not there."""
    found = finders.find(path)
    if not found:
        raise FileNotFoundError(f"There is no style sheet static/{path}.")
    return Path(found).read_text(encoding="utf-8")
