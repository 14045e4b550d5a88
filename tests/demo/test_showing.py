"""`make demo`, from the first fetch to the last page, in a folder of the test's own."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alaminute.commands.run import Run
from alaminute.console import Console
from alaminute.demo.showing import show
from alaminute.settings import load_settings

ROOT = Path(__file__).parents[2]
# The pages that the design promises.
PAGES = """
index.html 2026/11/pourquoi-ce-blog-compte-les-minutes/index.html lectures/index.html lectures/2026-w47/index.html
anniversaires/index.html anniversaires/2013/index.html anniversaires/marques/sncf/index.html
anniversaires/donnees.csv anniversaires/donnees.json categories/index.html tags/index.html archives/index.html
archives/2013/index.html archives/2013/02/index.html auteurs/index.html recherche/index.html 404.html
feeds/tous.atom.xml feeds/tous.json feeds/lectures.atom.xml lectures.opml sitemap.xml robots.txt
""".split()


def test_the_demonstration_does_the_whole_job(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    local = ROOT / "pelicanconf.py"
    settings = replace(load_settings(local), output=tmp_path / "output")
    run = Run(settings, Console(), datetime(2026, 11, 20, 6, 0, tzinfo=UTC))
    before = sorted((ROOT / "content").rglob("*"))

    assert show(run, tmp_path / "demo", local) == 0

    assert [page for page in PAGES if not (tmp_path / "output" / page).is_file()] == []
    said = capsys.readouterr().out.splitlines()
    assert any("2026-W47.md écrit : 10 lectures" in line for line in said)
    assert len(said) <= 20
    page = (tmp_path / "output/lectures/2026-w47/index.html").read_text(encoding="utf-8")
    assert page.count("<tr") > 10
    assert "<script>alert" not in page
    assert sorted((ROOT / "content").rglob("*")) == before, "the author's content is copied, never touched"
