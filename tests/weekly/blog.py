"""A blogger's own folder, the real command at work in it, and the publications that it reads."""

import asyncio
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from alaminute.selections.model import Selection
from alaminute.selections.shelf import Shelf, load_selection
from feeds.host import Answer, Host, serving

ROOT = Path(__file__).parents[2]
PARIS = ZoneInfo("Europe/Paris")
FRIDAY = datetime(2026, 11, 20, 7, 0, tzinfo=PARIS)  # of 2026-W47
WORDS = 240
POST = """Title: Le prix d'une minute
Date: 2026-11-02 07:00
Category: Sélections

Une minute d'attente coûte.
"""
SETTINGS = """
import os

FETCH_SECONDS = float(os.environ.get("FETCH_SECONDS", "60"))
SITENAME = os.environ.get("BLOG", "Le blog 0")
"""
SUBJECTS = ("caisse", "parking", "vitrine", "livraison", "ticket", "rayon", "panier", "comptoir", "carte", "enseigne")


@contextmanager
def publications() -> Iterator[Host]:
    """A loopback host in a thread of its own, so that a test may wait for a command meanwhile."""
    found: list[Host] = []
    started, loop = threading.Event(), asyncio.new_event_loop()
    stop = asyncio.Event()

    async def serve() -> None:
        async with serving() as host:
            found.append(host)
            started.set()
            await stop.wait()

    def run() -> None:
        loop.run_until_complete(serve())
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    started.wait()
    yield found[0]
    loop.call_soon_threadsafe(stop.set)
    thread.join()


class Hold:
    """Keeps one page of a host waiting until it is released, and with it who asks for it."""

    def __init__(self, host: Host, path: str) -> None:
        answer = host.pages[path]
        self.asked = threading.Event()

        async def wait(writer: asyncio.StreamWriter) -> None:
            self._loop, self._released = asyncio.get_running_loop(), asyncio.Event()
            self.asked.set()
            await self._released.wait()
            writer.write(answer.packed())
            await writer.drain()

        host.pages[path] = wait

    def release(self) -> None:
        """Once it was asked for."""
        self._loop.call_soon_threadsafe(self._released.set)


@dataclass(frozen=True)
class Article:
    """One article of a publication."""

    name: str
    published: datetime

    @property
    def path(self) -> str:
        return f"/articles/{self.name}"


def articles_of_week(friday: datetime, feed: str, number: int = 1) -> list[Article]:
    """What one publication published in the days before a Friday; names differ enough to be different stories."""
    count = sum(map(ord, feed)) + friday.toordinal()
    subjects = [SUBJECTS[(count + step) % len(SUBJECTS)] for step in range(number)]
    return [
        Article(f"{subject}-{feed}-{friday:%Y%m%d}", friday - timedelta(days=1, hours=step))
        for step, subject in enumerate(subjects)
    ]


def publish(host: Host, feed: str, articles: list[Article]) -> None:
    """Serve a feed at `/FEED` and the pages that it links to."""
    items = "".join(
        f"<item><title>{article.name}</title><link>{host.url(article.path)}</link>"
        f"<pubDate>{format_datetime(article.published)}</pubDate></item>"
        for article in articles
    )
    rss = f'<rss version="2.0"><channel><title>{feed}</title><link>{host.url("/")}</link>{items}</channel></rss>'
    host.pages[f"/{feed}"] = Answer(body=rss.encode(), headers={"Content-Type": "application/rss+xml"})
    for article in articles:
        page = (
            f'<!doctype html><html lang="fr"><head><title>{article.name}</title></head><body><article>'
            f"<h1>{article.name}</h1><p>{'mot ' * WORDS}</p></article></body></html>"
        )
        host.pages[article.path] = Answer(body=page.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


@dataclass(frozen=True)
class Blog:
    """A folder as one gets it by copying the repository: commands, settings, theme, and content of its own."""

    folder: Path
    host: Host

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

    def command(self, *options: object, now: datetime | str | None = FRIDAY) -> list[str]:
        """The words of `invoke weekly`."""
        when = now.isoformat() if isinstance(now, datetime) else now
        moment = ["--now", when] if when else []
        return ["weekly", "--allow-host", self.host.name, *moment, *map(str, options)]

    def start(
        self, *options: object, now: datetime | str | None = FRIDAY, environment: dict[str, str | None] | None = None
    ) -> subprocess.Popen[bytes]:
        """The command in a process group of its own, without terminal; None in the environment takes a name out."""
        variables = os.environ | (environment or {})
        return subprocess.Popen(
            [sys.executable, "-m", "invoke", *self.command(*options, now=now)],
            cwd=self.folder,
            env={name: value for name, value in variables.items() if value is not None},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def weekly(
        self, *options: object, now: datetime | str | None = FRIDAY, environment: dict[str, str | None] | None = None
    ) -> "Ended":
        return end(self.start(*options, now=now, environment=environment))

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


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


SILENCE = Ended(0, "", "")


def end(process: subprocess.Popen[bytes]) -> Ended:
    """Wait for a command; what it says is UTF-8, and never a traceback."""
    out, err = process.communicate(timeout=120)
    ended = Ended(process.returncode, out.decode(), err.decode())
    assert "Traceback" not in ended.out + ended.err, ended
    return ended


def make_blog(folder: Path, host: Host, *feeds: str) -> Blog:
    """A new blog that reads those feeds of the host."""
    (folder / "content" / "posts").mkdir(parents=True)
    for name in ("tasks.py", "pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "theme", folder / "theme")
    (folder / "content" / "posts" / "minute.md").write_text(POST, encoding="utf-8")
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    with (folder / "publishconf.py").open("a", encoding="utf-8") as settings:
        settings.write('\nSITEURL = "https://www.blog.fr"\n')
    blog = Blog(folder, host)
    blog.subscribe(*feeds)
    return blog


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def site(blog: Blog) -> dict[str, bytes]:
    """What readers find in the output folder."""
    return {name: data for name, data in tree(blog.output).items() if not name.startswith(".")}
