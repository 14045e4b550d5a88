"""What the documentation says is there, is there; what is there, it says."""

import re
from pathlib import Path

import pytest
from invoke.collection import Collection
from invoke.loader import FilesystemLoader

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)[^)]*\)")


def commands() -> set[str]:
    module, _ = FilesystemLoader(start=str(ROOT)).load("tasks")
    return set(Collection.from_module(module).task_names)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path: Path):
    assert [link for link in LINK.findall(path.read_text(encoding="utf-8")) if not (path.parent / link).exists()] == []


def test_every_command_is_documented():
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert {name for name in commands() if not re.search(rf"`{name}[ `]", text)} == set()


def test_every_command_has_a_target_in_the_makefile():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.search(r"COMMANDS := (.*)", text)[1].split())
    targets |= set(re.search(r"PHONY: (test .*)", text)[1].split())
    assert targets == commands()
