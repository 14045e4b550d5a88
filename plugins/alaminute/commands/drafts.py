"""The command on selections: make the week's file, or change it as the author asks."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alaminute.articles.cache import ArticleCache
from alaminute.articles.model import Article
from alaminute.articles.reading import read_articles
from alaminute.checking import content_tags
from alaminute.commands.feeds import load_reading_list
from alaminute.commands.run import Run
from alaminute.console import DONE, lock, write_report
from alaminute.feeds.robots_cache import RobotsCache
from alaminute.feeds.storage import Store
from alaminute.files import remove_parts
from alaminute.selections.choosing import DraftPlan, ReadArticles
from alaminute.selections.preparing import Sources, drop, explain, prepare_draft, refresh_draft, take
from alaminute.selections.report import DraftReport
from alaminute.selections.shelf import Shelf
from alaminute.selections.topics import learn_topics
from alaminute.weeks import Week, week_of


@dataclass(frozen=True)
class Change:
    """What a draft is to do beyond making the week's file: at most one of these."""

    refresh: bool = False
    take: str | None = None
    drop: str | None = None
    explain: str | None = None


def draft_week(run: Run, *, week: Week | None = None, change: Change | None = None, report: str | None = None) -> int:
    """Write the week's file unless it is there, or change it as asked; the current week if none is named."""
    settings, change = run.settings, change or Change()
    shelf = Shelf(settings.content / settings.selections_path)
    plan = _plan(run, week or week_of(run.now, settings.zone), shelf)
    feeds = load_reading_list(run).feeds
    with lock(settings.store_file), Store.open(settings.store_file) as store:
        remove_parts(shelf.folder)
        sources = Sources(feeds, store, _page_reader(run, store))
        if change.explain:
            run.console.say(asyncio.run(explain(plan, sources, shelf, change.explain)))
            return DONE
        drafted = _drafted(plan, sources, shelf, change)
    write_report(report, drafted.to_json())
    run.console.conclude(*drafted.summary_lines())
    return DONE


def _plan(run: Run, week: Week, shelf: Shelf) -> DraftPlan:
    settings = run.settings
    titles = [item.title for shelved in shelf.load() for item in shelved.selection.items]
    return DraftPlan(
        week,
        run.now,
        settings.zone,
        limits=settings.limits,
        languages=settings.languages,
        style=settings.style,
        topics=learn_topics(content_tags(settings.content), titles),
    )


def _drafted(plan: DraftPlan, sources: Sources, shelf: Shelf, change: Change) -> DraftReport:
    if change.drop:
        return drop(plan, shelf, change.drop)
    if change.take:
        return asyncio.run(take(plan, sources, shelf, change.take))
    return asyncio.run((refresh_draft if change.refresh else prepare_draft)(plan, sources, shelf))


def _page_reader(run: Run, store: Store) -> ReadArticles:
    """What reads linked pages for a draft: from the store's cache, else from the network, with a progress bar."""
    cache = ArticleCache(store)

    async def read(urls: Sequence[str]) -> Mapping[str, Article]:
        with run.console.progress("Pages", len(urls)) as advance:
            async with run.fetcher() as fetcher:
                fetcher.robots.memory = RobotsCache(store, run.now)
                return await read_articles(
                    urls,
                    fetcher,
                    cache,
                    now=run.now,
                    languages=run.settings.languages,
                    progress=lambda _: advance(),
                )

    return read
