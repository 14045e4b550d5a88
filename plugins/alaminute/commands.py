"""The commands: each wires the edges (store, network, disk, terminal) to the packages that decide.

Each returns its exit code. `now` always comes from the caller. Errors that the author can mend are raised as SiteError;
`console.exit_codes` shows them.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from alaminute.articles.cache import ArticleCache
from alaminute.articles.model import Article
from alaminute.articles.reading import read_articles
from alaminute.building import build_site
from alaminute.checking import check_content
from alaminute.console import DONE, WRONG, Console, lock, write_report
from alaminute.errors import ContentError, SettingsError
from alaminute.feeds.collecting import collect
from alaminute.feeds.fetching import Fetcher
from alaminute.feeds.model import Feed
from alaminute.feeds.opml import parse_opml
from alaminute.feeds.report import FeedOutcome
from alaminute.feeds.storage import Store
from alaminute.files import shown_path
from alaminute.selections.offers import Offers
from alaminute.selections.preparing import DraftPlan, prepare_draft
from alaminute.selections.shelf import Shelf
from alaminute.settings import SiteSettings
from alaminute.weeks import Week, week_of


@dataclass(frozen=True)
class Run:
    """What one command works on: the settings, as options changed them, and the moment it runs at."""

    settings: SiteSettings
    console: Console
    now: datetime  # aware
    allowed_hosts: Sequence[str] = ()

    def on(
        self,
        *,
        feeds: str | None = None,
        store: str | None = None,
        content: str | None = None,
        output: str | None = None,
    ) -> "Run":
        """The same run on other files, where an option names them; relative ones as the shell means them."""
        settings = self.settings
        changed = replace(
            settings,
            feeds_file=_path(feeds, settings.feeds_file),
            store_file=_path(store, settings.store_file),
            content=_path(content, settings.content),
            output=_path(output, settings.output),
        )
        return replace(self, settings=changed)

    def within(self, *, minutes: int | None = None, items: int | None = None) -> "Run":
        """The same run with other limits of a selection, where an option gives them."""
        limits = self.settings.limits
        changed = replace(limits, minutes=minutes or limits.minutes, items=items or limits.items)
        return replace(self, settings=replace(self.settings, limits=changed))


def _path(option: str | None, default: Path) -> Path:
    return Path(option).absolute() if option else default


def collect_feeds(run: Run, *, force: bool = False, report: str | None = None) -> int:
    """Fetch the feeds that are due; 2 if not one could be fetched."""
    feeds = load_feeds(run)
    with (
        lock(run.settings.store_file),
        Store.open(run.settings.store_file) as store,
        run.console.progress("Flux", len(feeds)) as bar,
    ):

        def advance(done: int, _total: int, _outcome: FeedOutcome) -> None:
            bar.update(bar.task_ids[0], completed=done)

        collected = collect(
            feeds,
            store,
            now=run.now,
            allowed_hosts=run.allowed_hosts,
            contact_url=run.settings.contact_url,
            force=force,
            progress=advance,
        )
    write_report(report, collected.to_json())
    run.console.say(*collected.summary_lines())
    if collected.exit_code:
        run.console.warn("aucun flux n'a pu être lu : vérifiez la connexion au réseau, puis la liste des flux")
    return collected.exit_code


def draft_week(run: Run, *, week: Week | None = None, report: str | None = None) -> int:
    """Write the week's file unless it is there; the current week if none is named."""
    settings = run.settings
    plan = DraftPlan(
        week or week_of(run.now, settings.zone),
        run.now,
        settings.zone,
        limits=settings.limits,
        languages=settings.languages,
        style=settings.style,
    )
    shelf = Shelf(settings.content / settings.selections_path)
    feeds = load_feeds(run)
    with lock(settings.store_file), Store.open(settings.store_file) as store:
        cache = ArticleCache(store)

        async def read(urls: Sequence[str]) -> Mapping[str, Article]:
            with run.console.progress("Pages", len(urls)) as bar:
                async with Fetcher(allowed_hosts=run.allowed_hosts, contact_url=settings.contact_url) as fetcher:
                    return await read_articles(
                        urls,
                        fetcher,
                        cache,
                        now=run.now,
                        languages=settings.languages,
                        progress=lambda _: bar.advance(bar.task_ids[0]),
                    )

        drafted = asyncio.run(prepare_draft(plan, feeds, store, Offers(store), shelf, read))
    write_report(report, drafted.to_json())
    run.console.say(*drafted.summary_lines())
    return DONE


def check(run: Run) -> int:
    """Lint the content; 1 if anything is wrong with it."""
    checked = check_content(run.settings.content, run.settings.all)
    run.console.warn(*(str(problem) for problem in checked.problems))
    faults = len(checked.problems)
    if faults:
        run.console.warn(f"{faults} faute{'s' * (faults > 1)} à corriger.")
        return WRONG
    run.console.say(f"{checked.files} fichiers lus dans {shown_path(run.settings.content)}, rien à corriger.")
    return DONE


def build(run: Run, settings_file: Path) -> int:
    """Build the site, if its content is right."""
    content, output = run.settings.content, run.settings.output
    if not content.is_dir():
        raise SettingsError(f"{shown_path(content)} : ce dossier n'existe pas")
    checked = check_content(content, run.settings.all)
    if checked.problems:
        raise ContentError(list(checked.problems))
    built = build_site(content, output, settings_file, say=run.console.say)
    run.console.say(*built.warnings, f"{built.pages} pages dans {shown_path(output)}/.")
    return DONE


def weekly(run: Run, settings_file: Path, *, week: Week | None = None) -> int:
    """Collect, draft, build. Without any feed there is nothing new to say: the rest is left for the next run."""
    with lock(run.settings.store_file):
        code = collect_feeds(run)
        if code:
            return code
        draft_week(run, week=week)
        return build(run, settings_file)


def load_feeds(run: Run) -> tuple[Feed, ...]:
    """The feeds of the reading list; what had to be mended in it is said. Raises SettingsError."""
    path = run.settings.feeds_file
    name = shown_path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{name} : la liste des flux ne se lit pas ({error.strerror})") from error
    reading_list = parse_opml(data, name)
    run.console.say(*(f"{name}:{problem.line}: {problem.reason}" for problem in reading_list.problems))
    if not reading_list.feeds:
        raise SettingsError(f"{name} : aucun flux dans cette liste")
    return reading_list.feeds
