"""The rules of docs/house-style.md that leave no doubt, over everything that people read."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
STYLE = ROOT / "docs" / "house-style.md"
PAGES = [path for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")] if path != STYLE]
TEMPLATES = [path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt"}]
MODULES = [path for path in (ROOT / "lbn_site").rglob("*.py") if "migrations" not in path.parts]

RULES = {
    "email, not mail": re.compile(
        r"(?<!Royal )(?<!make )(?<!venv-)\bmails?\b(?! (server|provider))|\be-mail", re.IGNORECASE
    ),
    "words we do not use": re.compile(r"\b(anew|mend(s|ed|ing)?|brought (it )?out|look(s|ed)? on)\b", re.IGNORECASE),
    "the admin, not the desk": re.compile(r"\b(the|your|editors’) desk\b", re.IGNORECASE),
    "quotation marks around ‘left behind’": re.compile(r"(?<!‘)\bleft behind\b|\bleft behind\b(?!’)", re.IGNORECASE),
}
# Not words: code in documents, tags, variables and comments in templates.
CODE = re.compile(r"```.*?```|^    .*?$|`[^`\n]*`|\]\([^)]*\)", re.DOTALL | re.MULTILINE)
TAGS = re.compile(
    r"{% comment %}.*?{% endcomment %}|{#.*?#}|{%.*?%}|{{.*?}}|<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL
)
# Headings of other people's files, and a name for authenticator apps, some of which show quotation marks as codes.
NOT_OURS = {"lbn_site/newsletter/import_columns.py", "lbn_site/settings/sign_in.py"}
# Titles of other people's works stay as they are.
TITLES = re.compile("Left Behind\\? Understanding|No Place Left Behind")


def words_of_module(source: str) -> Iterator[str]:
    """Yield the sentences of a module: its strings of three words or more, without docstrings."""
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
        if is_text and len(node.value.split()) > 2:
            yield node.value


def words_of(path: Path) -> str:
    text = path.read_text()
    if path.suffix == ".py":
        return "\n".join(words_of_module(text))
    return (CODE if path.suffix == ".md" else TAGS).sub(" ", text)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("kind", ["documents", "templates", "modules"])
def test_everything_that_people_read_keeps_the_house_style(kind, rule):
    paths = {"documents": PAGES, "templates": TEMPLATES, "modules": MODULES}[kind]
    found = []
    for path in paths:
        name = str(path.relative_to(ROOT))
        if name in NOT_OURS:
            continue
        text = TITLES.sub("", " ".join(words_of(path).split()))
        found += [f"{name}: … {text[max(0, m.start() - 30) : m.end() + 30]} …" for m in RULES[rule].finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a link in every mail", "email, not mail"),
        ("by E-mail", "email, not mail"),
        ("Type it anew", "words we do not use"),
        ("Back to the desk", "the admin, not the desk"),
        ('"left behind" places', "quotation marks around ‘left behind’"),
        ("the Left behind list", "quotation marks around ‘left behind’"),
    ],
)
def test_a_slip_is_found(text, rule):
    assert RULES[rule].search(text)


@pytest.mark.parametrize("text", ["The mail server answered.", "‘left behind’ neighbourhoods", "We emailed you"])
def test_what_is_right_is_left_alone(text):
    assert not any(rule.search(text) for rule in RULES.values())


def test_only_sentences_are_looked_at_in_code():
    source = '"""A docstring about mail."""\nKIND = "mail"\nHELP = "Where the mail goes"\n'
    assert list(words_of_module(source)) == ["Where the mail goes"]
