"""The week's file: made once, then only added to when the author asks. The shell around the pure steps.

    store ─▶ candidates ─▶ choose ─▶ draft ─▶ content/selections/, with the ledger of what was offered

A week that has a file keeps it, byte for byte, unless it is refreshed: then items come below what is there, and items
that the author added without a time get theirs.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from alaminute.articles.cache import ArticleCache
from alaminute.articles.model import Article
from alaminute.errors import SiteError
from alaminute.feeds.model import Feed
from alaminute.feeds.storage import Store
from alaminute.files import shown_path
from alaminute.records import parse_document
from alaminute.selections.choosing import Choice, DraftPlan, ReadArticles, choose, draft_item, scored_candidate
from alaminute.selections.drafting import DraftItem, draft_markdown, draft_record
from alaminute.selections.editing import append_records, find_item, insert_words, is_untouched, unmeasured, without
from alaminute.selections.from_records import SCHEMA
from alaminute.selections.ledger import WRITTEN, Offer, fingerprint, offered_pages
from alaminute.selections.offering import excerpt_feeds, offered_urls, page_key
from alaminute.selections.report import DraftReport, report_of_draft, report_of_existing
from alaminute.selections.scoring import Candidate, candidates
from alaminute.selections.selecting import Limits
from alaminute.selections.shelf import Shelf, Shelved, load_selection
from alaminute.weeks import Week

_FIRST_MOMENT = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Sources:
    """Where a draft comes from: the feeds that are read, their entries, and the pages these link to."""

    feeds: Sequence[Feed]
    store: Store
    read: ReadArticles

    def candidates(self, plan: DraftPlan) -> list[Candidate]:
        """The entries that are news for the plan's week; texts that the pages show to be excerpts do not count."""
        found = candidates(self.store.entries_between(plan.since, plan.until), self.feeds)
        known = ArticleCache(self.store).known(c.entry.url for c in found if c.entry.content_words)
        excerpts = excerpt_feeds(found, known)
        return [_without_text(c) if c.feed.url in excerpts else c for c in found]


class Reader:
    """Reads pages for one command, and can tell at its end what page and feed say of the items' times."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        # Those that could not be fetched are nowhere else.
        self._read: dict[str, Article] = {}

    async def __call__(self, urls: Sequence[str]) -> Mapping[str, Article]:
        """As `Sources.read`."""
        articles = await self._sources.read(urls)
        self._read |= articles
        return articles

    def examined(self, report: DraftReport, found: Sequence[Candidate]) -> DraftReport:
        """The report with what is doubtful about its items' times; `found` are the candidates of its week."""
        keys = {page_key(item.url) for item in report.items if item.url}
        feeds = {candidate.feed.url for candidate in found if page_key(candidate.entry.url) in keys}
        # Their other articles tell whether a feed's texts are full.
        known = ArticleCache(self._sources.store).known(c.entry.url for c in found if c.feed.url in feeds)
        return report.examined(found, known | self._read)


async def prepare_draft(plan: DraftPlan, sources: Sources, shelf: Shelf) -> DraftReport:
    """Write the week's file unless there is one, and report what it holds.

    Nothing is written when there is nothing to offer. Raises ContentError if a selection on the shelf cannot be read,
    UnreachableError if not one page can be fetched, WriteError if the disk refuses.
    """
    shelved = shelf.load()
    read, found = Reader(sources), sources.candidates(plan)
    if existing := _of_week(shelved, plan.week):
        return read.examined(report_of_existing(existing.selection), found)
    path = shelf.path_of(plan.week)
    offers = shelf.load_offers(shelved)
    # A week whose file was deleted begins anew: what it offered is forgotten with it.
    others = tuple(offer for offer in offers if offer.week != str(plan.week))
    choice = await choose(plan, found, _offered(others, shelved), read)
    if choice.items:
        text = draft_markdown(plan.week, choice.items, when=_date(plan), style=plan.style)
        shelf.save(path, text, former=None, offers=others, new=_new_offers(plan, choice.items))
    return read.examined(report_of_draft(plan.week, shown_path(path), choice.items, choice.skipped), found)


async def refresh_draft(plan: DraftPlan, sources: Sources, shelf: Shelf) -> DraftReport:
    """Add to the week's file what fits of the news, below what is there; measure what the author added without a time.

    Makes the file if there is none. Raises as `prepare_draft`.
    """
    shelved = shelf.load()
    existing = _of_week(shelved, plan.week)
    if existing is None:
        return await prepare_draft(plan, sources, shelf)
    read, found = Reader(sources), sources.candidates(plan)
    measured = _words(await read(unmeasured(existing.document)))
    rest = replace(plan, limits=_rest(plan.limits, existing, found))
    offered = _offered(shelf.load_offers(shelved), shelved)
    choice = await choose(rest, found, offered, read) if rest.limits.items_left else Choice((), ())
    added = _write(plan, shelf, existing, choice.items, measured)
    now = load_selection(existing.path)
    return replace(read.examined(report_of_existing(now.selection), found), skipped=choice.skipped, added=added)


async def take(plan: DraftPlan, sources: Sources, shelf: Shelf, url: str) -> DraftReport:
    """Add one entry to the week's file, whatever its score. Raises SiteError if no feed has it, or a selection does."""
    shelved = shelf.load()
    existing = _of_week(shelved, plan.week)
    if existing is None:
        raise SiteError(f"la semaine {plan.week} n'a pas encore de fichier : commencez par « invoke draft »")
    if week := _offered((), shelved).get(page_key(url)):
        raise SiteError(f"{url} est déjà dans la sélection {week}")
    known = candidates(sources.store.entries_between(_FIRST_MOMENT, plan.now), sources.feeds)
    wanted = next((candidate for candidate in known if page_key(candidate.entry.url) == page_key(url)), None)
    if wanted is None:
        hint = "écrivez vous-même « ## [titre](adresse) », puis « invoke draft --refresh » mesurera son temps"
        raise SiteError(f"{url} n'est dans aucun flux : {hint}")
    read = Reader(sources)
    article = (await read([wanted.entry.url]))[wanted.entry.url]
    item = draft_item(scored_candidate(plan, wanted, article), article, plan.zone)
    added = _write(plan, shelf, existing, [item], {})
    report = report_of_existing(load_selection(existing.path).selection)
    return replace(read.examined(report, [*sources.candidates(plan), wanted]), added=added)


def drop(plan: DraftPlan, shelf: Shelf, url: str) -> DraftReport:
    """Take one item out of the week's file; it will not be offered again.

    Raises SiteError if it is not there, or if the author has edited it.
    """
    shelved = shelf.load()
    existing = _of_week(shelved, plan.week)
    record = find_item(existing.document, url) if existing else None
    if existing is None or record is None:
        raise SiteError(f"{url} n'est pas dans la sélection {plan.week}")
    offers = shelf.load_offers(shelved)
    offer = next((o for o in offers if o.week == str(plan.week) and page_key(o.url) == page_key(url)), None)
    if offer is None or not is_untouched(record, offer.drafted):
        raise record.error("cette lecture porte votre texte : elle n'est pas retirée", hint="supprimez-la à la main")
    shelf.save(existing.path, without(existing.document, record), former=existing.text, offers=offers)
    now = load_selection(existing.path)
    return replace(report_of_existing(now.selection), dropped=1)


async def explain(plan: DraftPlan, sources: Sources, shelf: Shelf, url: str) -> str:
    """Why an address is, or is not, in the week's selection, in French; nothing is written."""
    shelved = shelf.load()
    key = page_key(url)
    existing = _of_week(shelved, plan.week)
    if existing and (record := find_item(existing.document, url)):
        score = record.get("score")
        return f"{url} : dans la sélection {plan.week}" + (f", {score.value}" if score else ", ajoutée à la main")
    found = sources.candidates(plan)
    others = [offer for offer in shelf.load_offers(shelved) if existing or offer.week != str(plan.week)]
    limited = replace(plan, limits=_rest(plan.limits, existing, found)) if existing else plan
    choice = await choose(limited, found, _offered(others, shelved), sources.read)
    for item in choice.items:
        if page_key(item.url) == key:
            return f"{url} : serait retenu, {item.points} ({' ; '.join(item.reasons)})"
    for skipped in choice.skipped:
        if page_key(skipped.url) == key:
            return f"{url} : {skipped.reason}"
    dated = f"{plan.since.astimezone(plan.zone):%d/%m/%Y} au {plan.until.astimezone(plan.zone):%d/%m/%Y}"
    return f"{url} : dans aucun flux pour la semaine {plan.week} (articles du {dated})"


def _write(
    plan: DraftPlan, shelf: Shelf, existing: Shelved, items: Sequence[DraftItem], measured: Mapping[str, int]
) -> int:
    """Add items and measures to the file as it is now: the author may have saved it while pages were read.

    Returns the number of items added.
    """
    current = load_selection(existing.path)
    new = [item for item in items if find_item(current.document, item.url) is None]
    text = append_records(insert_words(current.document, measured), (draft_record(item, plan.style) for item in new))
    if text == current.text:
        return 0
    parse_document(text, shown_path(existing.path), SCHEMA)  # what is about to be written must read back
    offers = shelf.load_offers(shelf.load())
    shelf.save(existing.path, text, former=current.text, offers=offers, new=_new_offers(plan, new))
    return len(new)


def _of_week(shelved: Iterable[Shelved], week: Week) -> Shelved | None:
    return next((found for found in shelved if found.selection.week == week), None)


def _offered(offers: Iterable[Offer], shelved: Iterable[Shelved]) -> dict[str, str]:
    return offered_pages(offers) | offered_urls(found.selection for found in shelved)


def _new_offers(plan: DraftPlan, items: Iterable[DraftItem]) -> list[Offer]:
    return [Offer(str(plan.week), item.url, fingerprint(draft_record(item, plan.style)), WRITTEN) for item in items]


def _rest(limits: Limits, existing: Shelved, found: Iterable[Candidate]) -> Limits:
    """What the items that are there leave of the limits."""
    feeds = {page_key(candidate.entry.url): candidate.feed.url for candidate in found}
    items = existing.selection.items
    keys = [page_key(item.url) for item in items if item.url]
    time = existing.selection.time
    return replace(
        limits,
        used_cost=time.words + 4 * time.extra_seconds,
        used_items=len(items),
        used_by_feed=Counter(feeds[key] for key in keys if key in feeds),
    )


def _without_text(candidate: Candidate) -> Candidate:
    return replace(candidate, entry=replace(candidate.entry, content_words=None))


def _words(articles: Mapping[str, Article]) -> dict[str, int]:
    return {url: article.words for url, article in articles.items() if article.words}


def _date(plan: DraftPlan) -> datetime:
    """Now, or the last minute of a week that is over."""
    return min(plan.now, plan.week.ends(plan.zone) - timedelta(minutes=1)).astimezone(plan.zone)
