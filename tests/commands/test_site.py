"""Building a site by the command's function, on files of its own."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from alaminute.commands.run import Run
from alaminute.commands.site import build
from alaminute.console import Console
from alaminute.settings import load_settings

SETTINGS = Path(__file__).parents[2] / "pelicanconf.py"


def test_of_many_warnings_a_build_shows_some_and_keeps_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    post = tmp_path / "content/posts/un.md"
    post.parent.mkdir(parents=True)
    links = "".join(f"[{number}](/absent-{number}/)\n" for number in range(22))
    post.write_text(f"Title: Un\nDate: 2010-01-01\nCategory: C\n\n{links}", encoding="utf-8")
    run = Run(load_settings(SETTINGS), Console(), datetime(2026, 11, 20, tzinfo=UTC))
    files = {"content": tmp_path / "content", "output": tmp_path / "site", "store": tmp_path / "var/store.sqlite"}
    assert build(run.on(**{name: str(path) for name, path in files.items()}), SETTINGS) == 0
    said = capsys.readouterr().out
    assert said.count("ne mène nulle part") == 20
    file = tmp_path / "var/avertissements.txt"
    assert f"… et 2 autres ; les 22 sont dans {file}." in said
    kept = file.read_text(encoding="utf-8").splitlines()
    assert kept[-1].endswith("content/posts/un.md:26 : lien qui ne mène nulle part : /absent-21/")
