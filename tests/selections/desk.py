"""An author's desk: feeds, a real store, a real shelf, and a web of pages that can be changed between runs."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from alaminute.articles.cache import ArticleCache
from alaminute.articles.model import Article
from alaminute.articles.reading import read_articles
from alaminute.feeds.model import Feed, FeedState
from alaminute.feeds.storage import Store
from alaminute.selections.choosing import DraftPlan
from alaminute.selections.preparing import Sources, drop, explain, prepare_draft, refresh_draft, take
from alaminute.selections.report import DraftReport
from alaminute.selections.selecting import Limits
from alaminute.selections.shelf import Shelf
from alaminute.weeks import Week
from fakes import FakeFetcher
from selections.samples import NOW, entry, feed

PARIS = ZoneInfo("Europe/Paris")
WEEK = Week(2026, 47)


def page(words: int, head: str = "") -> str:
    """A page whose article has so many words."""
    return f"<html lang='fr'><head>{head}</head><body><article><p>{'mot ' * words}</p></article></body></html>"


class Desk:
    """What the author has, and the commands as methods."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.shelf = Shelf(folder / "selections")
        self.web = FakeFetcher({})
        self.feeds: dict[str, Feed] = {}

    def publish(self, name: str, path: str = "1", *, words: int | None = 240, head: str = "", **values) -> str:
        """Put an entry into the store and, unless it has no words, its page on the web."""
        found = entry(name, path, **values)
        self.feeds.setdefault(name, feed(name))
        self.store.save_outcome(FeedState(found.feed_url), [found], now=NOW)
        if words is not None:
            self.web.pages[found.url] = page(words, head)
        return found.url

    def draft(self, week: Week = WEEK, now: datetime = NOW, *, limits: Limits | None = None) -> DraftReport:
        """Make the week's file."""
        return asyncio.run(prepare_draft(self.plan(week, now, limits), self.sources(now), self.shelf))

    def refresh(self, week: Week = WEEK, now: datetime = NOW, *, limits: Limits | None = None) -> DraftReport:
        """Add to the week's file."""
        return asyncio.run(refresh_draft(self.plan(week, now, limits), self.sources(now), self.shelf))

    def take(self, url: str) -> DraftReport:
        """Add one entry, whatever its score."""
        return asyncio.run(take(self.plan(), self.sources(), self.shelf, url))

    def drop(self, url: str) -> DraftReport:
        """Take one item out."""
        return drop(self.plan(), self.shelf, url)

    def explain(self, url: str) -> str:
        """Why an address is chosen, or is not."""
        return asyncio.run(explain(self.plan(), self.sources(), self.shelf, url))

    def plan(self, week: Week = WEEK, now: datetime = NOW, limits: Limits | None = None) -> DraftPlan:
        """What the settings would say."""
        return DraftPlan(week, now, PARIS, limits=limits or Limits(), languages=["fr", "en"])

    def sources(self, now: datetime = NOW) -> Sources:
        """The feeds, the store, and the web read through the cache."""
        cache = ArticleCache(self.store)

        async def read(urls: Sequence[str]) -> Mapping[str, Article]:
            return await read_articles(urls, self.web, cache, now=now, languages=["fr", "en"])

        return Sources(list(self.feeds.values()), self.store, read)

    def files(self) -> dict[str, bytes]:
        """Every selection on the shelf."""
        return {path.name: path.read_bytes() for path in self.shelf.folder.glob("*.md")}

    def file(self, week: Week = WEEK) -> Path:
        """The week's file."""
        return self.shelf.folder / f"{week}.md"

    def text(self, week: Week = WEEK) -> str:
        """What the week's file holds, line ends as they are."""
        return self.file(week).read_bytes().decode()

    def write(self, text: str, week: Week = WEEK) -> None:
        """What an author does."""
        self.shelf.folder.mkdir(parents=True, exist_ok=True)
        self.file(week).write_bytes(text.encode())


def urls(report: DraftReport) -> list[str | None]:
    """The addresses of a report's items, in order."""
    return [item.url for item in report.items]


def reasons(report: DraftReport) -> dict[str, str]:
    """Why each address that is not among them is not."""
    return {skipped.url: skipped.reason for skipped in report.skipped}
