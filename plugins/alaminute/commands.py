"""The commands: each wires the edges (store, network, disk, terminal) to the packages that decide.

Each returns its exit code. `now` always comes from the caller. Errors that the author can mend are raised as SiteError;
`console.exit_codes` shows them.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from alaminute import scaffolding
from alaminute.articles.cache import ArticleCache
from alaminute.articles.model import Article
from alaminute.articles.reading import read_articles
from alaminute.birthdays.mail_import import ImportPlan, import_mails, parse_birthday
from alaminute.building import build_site
from alaminute.checking import check_content, content_tags
from alaminute.console import DONE, WRONG, Console, lock, write_report
from alaminute.errors import ContentError, SettingsError, os_reason
from alaminute.feeds.collecting import collect_with
from alaminute.feeds.fetching import Fetcher
from alaminute.feeds.model import Feed
from alaminute.feeds.opml import parse_opml
from alaminute.feeds.report import CollectReport, FeedOutcome
from alaminute.feeds.storage import Store
from alaminute.files import shown_path
from alaminute.selections.choosing import DraftPlan, ReadArticles
from alaminute.selections.preparing import Sources, drop, explain, prepare_draft, refresh_draft, take
from alaminute.selections.report import DraftReport
from alaminute.selections.shelf import Shelf
from alaminute.selections.topics import learn_topics
from alaminute.settings import SiteSettings
from alaminute.weeks import Week, week_of


@dataclass(frozen=True)
class Run:
    """What one command works on: the settings, as options changed them, and the moment it runs at."""

    settings: SiteSettings
    console: Console
    now: datetime  # aware
    allowed_hosts: Sequence[str] = ()
    # Makes the one fetcher of a command; None: an ordinary one, for `allowed_hosts`.
    make_fetcher: Callable[[], Fetcher] | None = None

    def fetcher(self) -> Fetcher:
        """A fetcher that is not open yet."""
        if self.make_fetcher:
            return self.make_fetcher()
        return Fetcher(allowed_hosts=self.allowed_hosts, contact_url=self.settings.contact_url)

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
        run.console.progress("Flux", len(feeds)) as advance,
    ):

        def progress(_done: int, _total: int, _outcome: FeedOutcome) -> None:
            advance()

        async def collect() -> CollectReport:
            async with run.fetcher() as fetcher:
                return await collect_with(fetcher, feeds, store, now=run.now, force=force, progress=progress)

        collected = asyncio.run(collect())
    write_report(report, collected.to_json())
    run.console.say(*collected.summary_lines())
    if collected.exit_code:
        run.console.warn("aucun flux n'a pu être lu : vérifiez la connexion au réseau, puis la liste des flux")
    return collected.exit_code


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
    feeds = load_feeds(run)
    with lock(settings.store_file), Store.open(settings.store_file) as store:
        sources = Sources(feeds, store, _page_reader(run, store))
        if change.explain:
            run.console.say(asyncio.run(explain(plan, sources, shelf, change.explain)))
            return DONE
        drafted = _drafted(plan, sources, shelf, change)
    write_report(report, drafted.to_json())
    run.console.say(*drafted.summary_lines())
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
                return await read_articles(
                    urls,
                    fetcher,
                    cache,
                    now=run.now,
                    languages=run.settings.languages,
                    progress=lambda _: advance(),
                )

    return read


def check(run: Run) -> int:
    """Lint the content; 1 if anything is wrong with it."""
    checked = check_content(run.settings.content, run.settings.all)
    run.console.warn(*(str(problem) for problem in checked.problems))
    faults = len(checked.problems)
    if faults:
        run.console.warn(f"{faults} faute{'s' * (faults > 1)} à corriger.")
        return WRONG
    run.console.say(*checked.proposals)
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
    run.console.say(*_first(built.warnings), f"{built.pages} pages dans {shown_path(output)}/.")
    return DONE


def _first(warnings: Sequence[str], most: int = 20) -> list[str]:
    rest = len(warnings) - most
    return [*warnings[:most], *([f"… et {rest} autres avertissements."] if rest > 0 else [])]


def weekly(run: Run, settings_file: Path, *, week: Week | None = None) -> int:
    """Collect, draft, build. Without any feed there is nothing new to say: the rest is left for the next run."""
    with lock(run.settings.store_file):
        code = collect_feeds(run)
        if code:
            return code
        draft_week(run, week=week)
        return build(run, settings_file)


def import_birthday(
    run: Run, sources: Sequence[Path], *, birthday: str | None = None, report: str | None = None
) -> int:
    """Add brands' e-mails to the birthday years' files; 1 if there were mails and not one could be read."""
    if not sources:
        raise SettingsError("import-birthday : nommez au moins un fichier .eml, un mbox ou un dossier Maildir")
    day = parse_birthday(birthday) if birthday else None
    if birthday and day is None:
        raise SettingsError(f"--birthday {birthday} : écrivez un jour comme 06-21 ou 21/06")
    settings = run.settings
    folder = settings.content / settings.all.get("BIRTHDAYS_PATH", "birthdays")
    people = tuple(name for name in [settings.all.get("AUTHOR")] if name)
    imported = import_mails(sources, ImportPlan(folder, settings.zone, day, people=people))
    write_report(report, imported.to_json())
    say = run.console.warn if imported.exit_code else run.console.say
    say(*imported.summary_lines())
    return imported.exit_code


def new(run: Run, kind: str, *, title: str | None = None, week: Week | None = None, year: int | None = None) -> int:
    """Begin a file of that kind and say where it is; never over one that exists."""
    settings = run.settings
    when = run.now.astimezone(settings.zone)
    if kind == "post":
        if not title:
            raise SettingsError('new post : donnez le titre, par exemple --title "Éloge du ticket de caisse"')
        category = settings.all.get("DEFAULT_CATEGORY", "Divers")
        name, text = scaffolding.new_post(" ".join(title.split()), when=when, category=category)
    elif kind == "selection":
        week = week or week_of(run.now, settings.zone)
        name, text = scaffolding.new_selection(week, when=when, folder=settings.selections_path, style=settings.style)
    elif kind == "birthday":
        folder = settings.all.get("BIRTHDAYS_PATH", "birthdays")
        name, text = scaffolding.new_birthday(year or when.year, when=when, folder=folder)
    else:
        raise SettingsError(f"new {kind} : choisissez post, selection ou birthday")
    path = scaffolding.save_new(settings.content, name, text)
    run.console.say(f"{shown_path(path)} est prêt, en brouillon : « Status: published » le publiera.")
    return DONE


def load_feeds(run: Run) -> tuple[Feed, ...]:
    """The feeds of the reading list; what had to be mended in it is said. Raises SettingsError."""
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
    return reading_list.feeds
