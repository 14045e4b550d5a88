"""A blogger's own folder, and the real command at work in it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from alaminute.selections.model import Selection
from alaminute.selections.shelf import Shelf, load_selection
from feeds.host import Host
from weekly.runs import Ended, Runner

ROOT = Path(__file__).parents[2]
PARIS = ZoneInfo("Europe/Paris")
FRIDAY = datetime(2026, 11, 20, 7, 0, tzinfo=PARIS)  # of 2026-W47
POST = """Title: Le prix d'une minute
Date: 2026-11-02 07:00
Category: Sélections

Une minute d'attente coûte.
"""
# Templates are compiled once for all blogs of a module: a third of the time of so small a site's build.
SETTINGS = """
import os

from jinja2 import FileSystemBytecodeCache

JINJA_ENVIRONMENT = {{**JINJA_ENVIRONMENT, "bytecode_cache": FileSystemBytecodeCache({compiled!r})}}
FETCH_SECONDS = float(os.environ.get("FETCH_SECONDS", "60"))
SITENAME = os.environ.get("BLOG", "Le blog 0")
"""


@dataclass(frozen=True)
class Blog:
    """A folder as one gets it by copying the repository: commands, settings, theme, and content of its own."""

    folder: Path
    host: Host
    runner: Runner

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def selections(self) -> Path:
        return self.folder / "content" / "selections"

    def subscribe(self, *addresses: str) -> None:
        """Make these the reading list: paths of the host, or addresses."""
        urls = [address if "://" in address else self.host.url(address) for address in addresses]
        lines = [f'<outline text="Flux {number}" xmlUrl="{url}"/>' for number, url in enumerate(urls, start=1)]
        text = "\n".join(['<opml version="2.0"><body>', *lines, "</body></opml>\n"])
        (self.folder / "content" / "feeds.opml").write_text(text, encoding="utf-8")

    def command(self, *options: object, now: datetime | str = FRIDAY) -> list[str]:
        """The words of `invoke weekly`."""
        when = now.isoformat() if isinstance(now, datetime) else now
        return ["weekly", "--allow-host", self.host.name, "--now", when, *map(str, options)]

    def weekly(self, *options: object, now: datetime | str = FRIDAY, **environment: str) -> Ended:
        """Run the command to its end, by a process that has its imports behind it."""
        return self.runner.run(self.folder, self.command(*options, now=now), environment)

    def start(
        self, *options: object, now: datetime | str = FRIDAY, environment: Mapping[str, str | None] | None = None
    ) -> subprocess.Popen[bytes]:
        """The command as a shell starts it, in a process group of its own, without terminal.

        None in the environment takes a name out of it.
        """
        variables = {**os.environ, **(environment or {})}
        return subprocess.Popen(
            [sys.executable, "-m", "invoke", *self.command(*options, now=now)],
            cwd=self.folder,
            env={name: value for name, value in variables.items() if value is not None},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def log(self) -> list[str]:
        """The log's lines, without their moment."""
        path = self.folder / "var" / "weekly.log"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [line.split(" ", 1)[1] for line in lines]

    def steps(self) -> list[str]:
        """What the log says of each step, without its seconds."""
        return [f"{line.split()[0]} {line.split(' s ', 1)[1]}" for line in self.log()]

    def file(self, week: str) -> Path:
        return self.selections / f"{week}.md"

    def selection(self, week: str) -> Selection:
        """What a build reads of that week's file."""
        return load_selection(self.file(week)).selection

    def weeks(self) -> list[str]:
        """The weeks that have a file, all of them readable; what is hidden is nobody's."""
        names = [path.name for path in self.selections.glob("[!.]*") if path.name != "offered.tsv"]
        weeks = [str(shelved.selection.week) for shelved in Shelf(self.selections).load()]
        assert sorted(names) == [f"{week}.md" for week in weeks], "nothing else is in that folder"
        return weeks

    def paths(self, week: str) -> list[str]:
        """What that week links to, as paths of the host."""
        return sorted((item.url or "").removeprefix(self.host.url("")) for item in self.selection(week).items)


def make_blog(folder: Path, host: Host, runner: Runner, *feeds: str) -> Blog:
    """A new blog that reads those feeds of the host."""
    (folder / "content" / "posts").mkdir(parents=True)
    for name in ("tasks.py", "pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "theme", folder / "theme")
    (folder / "content" / "posts" / "minute.md").write_text(POST, encoding="utf-8")
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS.format(compiled=str(runner.folder)))
    with (folder / "publishconf.py").open("a", encoding="utf-8") as settings:
        settings.write('\nSITEURL = "https://www.blog.fr"\n')
    blog = Blog(folder, host, runner)
    blog.subscribe(*feeds)
    return blog


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def site(blog: Blog) -> dict[str, bytes]:
    """What readers find in the output folder."""
    return {name: data for name, data in tree(blog.output).items() if not name.startswith(".")}
