"""The publications that a blog reads: a loopback host in a thread of its own, and what it serves."""

import asyncio
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime

from feeds.host import Answer, Host, serving

# Of each article.
WORDS = 240
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


def article_of_week(friday: datetime, feed: str) -> Article:
    """What one publication published on the day before a Friday; names differ enough to be different stories."""
    subject = SUBJECTS[(sum(map(ord, feed)) + friday.toordinal()) % len(SUBJECTS)]
    return Article(f"{subject}-{feed}-{friday:%Y%m%d}", friday - timedelta(days=1))


def publish(host: Host, feeds: Iterable[str], fridays: Iterable[datetime]) -> None:
    """Have each feed hold its articles of the weeks of these Fridays."""
    days = list(fridays)
    for feed in feeds:
        _publish(host, feed, [article_of_week(friday, feed) for friday in days])


def _publish(host: Host, feed: str, articles: list[Article]) -> None:
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
