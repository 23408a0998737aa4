"""docs/environment.md and the code know the same variables."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PAGE = ROOT / "docs" / "environment.md"
# Names that the code reads but nobody sets by hand.
NOT_OURS = {"PYTEST_XDIST_WORKER"}


def variables_in(source: str) -> Iterator[str]:
    """The names that a module reads: by our readers (`env.text("NAME")`) or from `os.environ`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value)
            if node.func.attr == "secret_key" and owner == "env":
                yield "SECRET_KEY"
            elif owner in {"env", "os.environ"} and node.args and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value)
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            yield str(getattr(node.slice, "value", ""))


def modules() -> list[Path]:
    return [ROOT / "gunicorn.conf.py", *(ROOT / "lbn_site").rglob("*.py"), *(ROOT / "scripts").glob("*.py")]


def test_every_variable_that_the_code_reads_is_explained_and_the_other_way_round():
    read = {name for path in modules() for name in variables_in(path.read_text())} - NOT_OURS
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE.read_text(), re.MULTILINE))
    assert explained == read


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ('A = env.text("MEDIA_URL", "/media/")', "MEDIA_URL"),
        ("KEY = env.secret_key()", "SECRET_KEY"),
        ('port = os.environ.get("PORT") or 8000', "PORT"),
        ('key = os.environ["SECRET_KEY"]', "SECRET_KEY"),
    ],
)
def test_a_variable_is_found_however_it_is_read(source, name):
    assert list(variables_in(source)) == [name]
