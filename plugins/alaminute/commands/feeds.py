"""Commands on feeds: fetch them, look at their health, add one."""

import asyncio
from collections.abc import Sequence

from alaminute.commands.run import Run
from alaminute.console import DONE, lock, write_report
from alaminute.errors import SettingsError, os_reason
from alaminute.feeds.adding import add_feed
from alaminute.feeds.collecting import collect_with
from alaminute.feeds.health import RECENT, FeedHealth, feed_healths, health_lines, suggestion_lines, suggestions
from alaminute.feeds.opml import ReadingList, parse_opml
from alaminute.feeds.report import CollectReport, FeedOutcome
from alaminute.feeds.storage import Store
from alaminute.files import shown_path
from alaminute.selections.offering import page_key
from alaminute.selections.shelf import Shelf


def collect_feeds(run: Run, *, force: bool = False, report: str | None = None) -> int:
    """Fetch the feeds that are due; 2 if not one could be fetched."""
    listed = load_reading_list(run)
    with (
        lock(run.settings.store_file),
        Store.open(run.settings.store_file) as store,
        run.console.progress("Flux", len(listed.feeds)) as advance,
    ):

        def progress(_done: int, _total: int, _outcome: FeedOutcome) -> None:
            advance()

        async def collect() -> CollectReport:
            async with run.fetcher() as fetcher:
                return await collect_with(fetcher, listed.feeds, store, now=run.now, force=force, progress=progress)

        collected = asyncio.run(collect())
        healths = feed_healths(listed.feeds, store.load_states(), {}, run.now)
    write_report(report, collected.to_json())
    run.console.conclude(*collected.summary_lines())
    if run.console.quiet:
        run.console.warn(*_for_a_person(collected, healths, listed, shown_path(run.settings.feeds_file)))
    if collected.exit_code:
        run.console.warn("aucun flux n'a pu être lu : vérifiez la connexion au réseau, puis la liste des flux")
    return collected.exit_code


def _for_a_person(collected: CollectReport, healths: Sequence[FeedHealth], listed: ReadingList, name: str) -> list[str]:
    """What an author must hear of even if all else is fine: feeds that will not come back, or that all failed.

    One that failed this week only is no reason for a mail.
    """
    if collected.exit_code:
        return collected.trouble_lines()
    lost = [health for health in healths if health.condition in {"gone", "dead"}]
    return suggestion_lines(suggestions(lost, listed), name)


def feed_health(run: Run, *, suggest: bool = False) -> int:
    """Say how every feed is doing, worst first, or what to change in the reading list."""
    reading_list = load_reading_list(run)
    shelf = Shelf(run.settings.content / run.settings.selections_path)
    items = [item for shelved in shelf.load() for item in shelved.selection.items]
    selected = {page_key(item.url) for item in items if item.url}
    with Store.open(run.settings.store_file) as store:
        tallies = store.tallies(selected, run.now - RECENT)
        healths = feed_healths(reading_list.feeds, store.load_states(), tallies, run.now)
    if not suggest:
        run.console.say(*health_lines(healths))
        return DONE
    found = suggestions(healths, reading_list)
    name = shown_path(run.settings.feeds_file)
    run.console.say(*suggestion_lines(found, name) or [f"{name} : rien à changer."])
    return DONE


def add(run: Run, url: str) -> int:
    """Append the feed behind an address to the reading list."""

    async def find() -> str:
        async with run.fetcher() as fetcher:
            added = await add_feed(fetcher, run.settings.feeds_file, url, store)
        state = "y est déjà, il sera redemandé" if added.was_listed else "ajouté"
        return f"{shown_path(run.settings.feeds_file)}:{added.line}: {added.feed.title or added.feed.url} {state}."

    load_reading_list(run)
    with lock(run.settings.store_file), Store.open(run.settings.store_file) as store:
        run.console.say(asyncio.run(find()))
    return DONE


def load_reading_list(run: Run) -> ReadingList:
    """The reading list; what had to be mended in it is said. Raises SettingsError."""
    path = run.settings.feeds_file
    name = shown_path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{name} : la liste des flux ne se lit pas ({os_reason(error)})") from error
    reading_list = parse_opml(data, name)
    run.console.say(*(f"{name}:{problem.line}: {problem.reason}" for problem in reading_list.problems))
    if not reading_list.feeds:
        raise SettingsError(f"{name} : aucun flux dans cette liste")
    return reading_list
