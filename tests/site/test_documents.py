"""What the documents promise exists, and nothing in the project depends on the machine it was made on."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "benchmarks").glob("*.md"))]
NAME = {"ids": lambda path: str(path.relative_to(ROOT))}
# Beginnings of paths that exist on the machine of whoever wrote it, and nowhere else.
PATHS_OF_A_MACHINE = re.compile(rb"(?<![\w.}-])/(?:work|root|home)/[a-z.]")

NOT_OF_THE_PROJECT = {
    ".git",
    ".venv",
    ".venv-next",
    "var",
    ".mypy_cache",
    ".ruff_cache",
    ".migrated-database",
    "test-results",
}


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


@pytest.mark.parametrize("document", DOCUMENTS, **NAME)
def test_every_make_command_in_a_document_exists(document):
    named = set(re.findall(r"(?:^|`|    )make ([a-z][a-z-]*)", document.read_text(), re.MULTILINE))
    assert named <= make_targets()


@pytest.mark.parametrize("document", DOCUMENTS, **NAME)
def test_every_file_that_a_document_links_to_exists(document):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, **NAME)
def test_every_command_of_ours_in_a_document_exists(document):
    from django.core.management import get_commands

    named = set(re.findall(r"manage\.py ([a-z_]+)", document.read_text()))
    assert named <= set(get_commands())


def test_every_command_of_ours_says_what_it_does():
    for path in (ROOT / "lbn_site").rglob("management/commands/*.py"):
        if path.stem != "__init__":
            assert "help = " in path.read_text(), path


def test_make_alone_lists_every_command():
    listed = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for target in make_targets() - {"help", "install", "install-dev"}:
        assert f"make {target} " in listed


def test_no_file_names_a_path_of_one_machine():
    found = []
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if parts[0] in NOT_OF_THE_PROJECT or "__pycache__" in parts or not path.is_file():
            continue
        if match := PATHS_OF_A_MACHINE.search(path.read_bytes()):
            found.append(f"{path.relative_to(ROOT)}: {match[0].decode()}...")
    assert found == []
