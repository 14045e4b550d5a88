"""`invoke weekly` from the first fetch to the last page, as cron runs it."""

import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from alaminute.selections.model import Item
from weekly.blog import FRIDAY, PARIS, Blog, site
from weekly.conftest import FEEDS
from weekly.publications import publish
from weekly.runs import SILENCE

MONDAY_AFTER = datetime(2026, 11, 23, 8, 0, tzinfo=PARIS)
COPYING = """
PUBLISH_COMMAND = [{python!r}, "-c", "import shutil, sys; shutil.copytree(*sys.argv[1:], dirs_exist_ok=True)"]
PUBLISH_COMMAND += ["{{output}}", {target!r}]
"""


def words(items: tuple[Item, ...]) -> list[int]:
    return [item.time.words for item in items if item.time]


@pytest.fixture
def published_copy(blog: Blog, tmp_path: Path) -> Path:
    """Where the blog's PUBLISH_COMMAND takes a publication."""
    target = tmp_path / "host"
    with (blog.folder / "publishconf.py").open("a", encoding="utf-8") as settings:
        settings.write(COPYING.format(python=sys.executable, target=str(target)))
    return target


def test_a_week_is_collected_drafted_built_and_logged_and_a_second_run_changes_nothing(blog: Blog, expected):
    first = blog.weekly()

    assert (first.code, first.err) == (0, "")
    assert blog.weeks() == ["2026-W47"]
    assert blog.paths("2026-W47") == expected()
    assert words(blog.selection("2026-W47").items) == [240] * 3
    assert {"index.html", "lectures/2026-w47/index.html", "feeds/tous.atom.xml"} <= site(blog).keys()
    said = first.out.splitlines()
    assert said[0].startswith("3 flux : 3 lus ; 3 nouvelles entrées")
    assert blog.steps() == [
        f"collecte fait : {said[0]}",
        "sélection fait : content/selections/2026-W47.md écrit : 3 lectures, 3 min.",
        f"site fait : {said[-1]}",
    ]

    before = (blog.file("2026-W47").read_bytes(), site(blog))
    again = blog.weekly("--quiet")

    assert (again.code, again.out, again.err) == (0, "", "")
    assert (blog.file("2026-W47").read_bytes(), site(blog)) == before
    assert (
        blog.steps()[4] == "sélection fait : content/selections/2026-W47.md existe déjà, inchangé : 3 lectures, 3 min."
    )


def test_a_draft_is_published_once_its_author_says_so(blog: Blog, published_copy):
    file = blog.file("2026-W47")

    assert blog.weekly("--publish", "--quiet") == SILENCE
    assert (published_copy / "index.html").is_file()
    assert not (published_copy / "lectures/2026-w47").exists()

    edited = file.read_text(encoding="utf-8").replace("Status: draft", "Status: published\n\nMon mot de la semaine.", 1)
    file.write_text(edited, encoding="utf-8")
    # A minute later, since readers are still in the publication before.
    assert blog.weekly("--publish", "--quiet", now=FRIDAY + timedelta(minutes=1)) == SILENCE
    assert "Mon mot de la semaine" in (published_copy / "lectures/2026-w47/index.html").read_text(encoding="utf-8")
    assert file.read_text(encoding="utf-8") == edited
    assert blog.steps()[-1].startswith("publication fait : ")


def test_a_run_that_comes_late_drafts_the_week_that_it_was_due_in_and_a_missed_one_can_be_named(blog: Blog, expected):
    week_before = FRIDAY - timedelta(days=7)
    publish(blog.host, FEEDS, [FRIDAY, week_before])

    missed = blog.weekly("--week", "2026-W46", now=MONDAY_AFTER)
    late = blog.weekly("--due", "friday", "--autopublish", now=MONDAY_AFTER)

    assert (missed.code, late.code) == (0, 0)
    assert blog.weeks() == ["2026-W46", "2026-W47"]
    assert blog.paths("2026-W46") == expected(week_before)
    assert blog.paths("2026-W47") == expected()
    text = blog.file("2026-W47").read_text(encoding="utf-8")
    assert "\nDate: 2026-11-22 23:59\n" in text, "the last minute of its week"
    assert "\nStatus: published\n" in text
    assert "\nStatus: draft\n" in blog.file("2026-W46").read_text(encoding="utf-8")
