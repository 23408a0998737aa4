"""Imports point one way through the house (docs/decisions/)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import lbn_site

ROOT = Path(lbn_site.__file__).parent
LEVELS = [
    {"example", "moving_in"},
    {"home", "search"},
    {
        "explainers",
        "faq",
        "evidence",
        "news",
        "publications",
        "people",
        "statements",
        "statistics",
        "neighbourhoods",
        "newsletter",
        "archive",
    },
    {"accounts", "consent", "delivery", "feedback", "media"},
    {"mail"},
    {"core"},
]
LEVEL_OF = {app: number for number, apps in enumerate(LEVELS) for app in apps}
ABOVE_ALL = {"settings", "urls", "celery", "wsgi", "__init__"}


def imported_modules(source: str, package: str) -> Iterator[str]:
    """Every module that a source imports, imports inside functions and relative ones too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def wrong_imports(app: str, source: str, package: str) -> list[str]:
    """The imports of an app's module that point sideways or up."""
    wrong = []
    for module in imported_modules(source, package):
        parts = module.split(".")
        if parts[0] != "lbn_site" or len(parts) < 2 or parts[1] == app:
            continue
        target = parts[1]
        if target in ABOVE_ALL or (target in LEVEL_OF and LEVEL_OF[target] <= LEVEL_OF[app]):
            wrong.append(module)
    return wrong


def modules() -> list[Path]:
    return [path for path in ROOT.rglob("*.py") if path.relative_to(ROOT).parts[0] in LEVEL_OF]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path):
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    assert wrong_imports(parts[1], path.read_text(), ".".join(parts[:-1])) == []


def test_every_app_has_its_level():
    apps = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert apps == set(LEVEL_OF)


@pytest.mark.parametrize(
    ("app", "source"),
    [
        ("core", "from lbn_site.news.models import NewsPage"),
        ("news", "import lbn_site.evidence.models"),
        ("mail", "def f():\n    from lbn_site.newsletter import models"),
        ("news", "from ..faq import models"),
        ("core", "from lbn_site import settings"),
    ],
)
def test_an_import_that_points_up_or_sideways_is_found(app, source):
    assert wrong_imports(app, source, f"lbn_site.{app}")


def test_an_import_that_points_down_is_fine():
    assert wrong_imports("news", "from lbn_site.core.pages import BasePage", "lbn_site.news") == []
