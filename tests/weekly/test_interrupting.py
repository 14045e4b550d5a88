"""Stopping a run, by hand or by the system, in each of its steps: no traceback, no lock, no child left."""

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from weekly.blog import FRIDAY, Blog, site
from weekly.publications import Hold, article_of_week
from weekly.runs import end, wait_until


def pelican_of(blog: Blog, ticks: int = 0) -> list[Path]:
    """The processes that build this blog's site, in /proc, once they have had so many hundredths of a second."""
    needle = f"pelican\0{blog.folder}/".encode()
    return [
        path for path in Path("/proc").glob("[0-9]*") if needle in _read(path / "cmdline") and _ticks(path) >= ticks
    ]


def _ticks(process: Path) -> int:
    fields = _read(process / "stat").rpartition(b") ")[2].split()
    return sum(map(int, fields[11:13]))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # it has just ended
        return b""


def is_building(blog: Blog) -> bool:
    """Whether Pelican is at work, and its start behind its parent: a signal in that very moment leaves an orphan."""
    return bool(pelican_of(blog, ticks=20))


@pytest.mark.parametrize(
    ("number", "send"),
    [(signal.SIGTERM, os.kill), (signal.SIGINT, os.killpg)],
    ids=["terminated by its number", "Ctrl+C in a terminal"],
)
def test_a_run_that_is_interrupted_in_any_step_says_so_and_the_next_one_goes_on(
    blog: Blog, expected, number: signal.Signals, send: Callable[[int, int], None]
):
    def interrupted(happened: Callable[[], object]) -> subprocess.Popen[bytes]:
        process = blog.start("--quiet")
        wait_until(happened)
        send(process.pid, number)
        return process

    feed, page = "/alpha", article_of_week(FRIDAY, "alpha").path
    pages = dict(blog.host.pages)
    steps = {"collecte": Hold(blog.host, feed).asked.is_set, "sélection": Hold(blog.host, page).asked.is_set}
    for step, happened in {**steps, "site": lambda: is_building(blog)}.items():
        ended = end(interrupted(happened))
        blog.host.pages |= {feed: pages[feed]} if step == "collecte" else pages

        assert (ended.code, ended.out) == (-number, "")
        assert ended.err == "interrompu : rien n'est à moitié écrit, relancez la commande\n"
        assert blog.steps()[-1] == f"{step} interrompu"
        assert blog.file("2026-W47").exists() == (step == "site")
        assert not blog.output.exists()
        assert pelican_of(blog) == []

    assert blog.weekly().code == 0
    assert blog.paths("2026-W47") == expected()


def test_a_build_whose_parent_was_killed_does_not_write_into_the_next_one(blog: Blog):
    process = blog.start(environment={"BLOG": "Le blog 1"})
    wait_until(lambda: is_building(blog))
    (orphan,) = pelican_of(blog)
    # It shall still be there when the next run builds.
    os.kill(int(orphan.name), signal.SIGSTOP)
    process.kill()
    process.communicate()

    second = blog.start(environment={"BLOG": "Le blog 2"})
    wait_until(lambda: len(pelican_of(blog)) == 2)
    os.kill(int(orphan.name), signal.SIGCONT)

    assert end(second).code == 0
    assert b"Le blog 2" in site(blog)["index.html"]
    assert not any(b"Le blog 1" in data for data in site(blog).values())
