"""The week's file: entries → sifted → read → scored → chosen → Markdown. The shell around the pure steps.

    store ─▶ candidates ─▶ sift ─▶ shortlist ─▶ (articles) ─▶ readable ─▶ score ─▶ select ─▶ draft ─▶ content/

A week that has a file keeps it, byte for byte: only the author changes it.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from alaminute.articles.model import Article
from alaminute.errors import UnreachableError
from alaminute.feeds.model import Entry, Feed
from alaminute.files import shown_path
from alaminute.selections.drafting import DraftItem, DraftStyle, draft_markdown
from alaminute.selections.offering import (
    Skipped,
    language_of,
    offered_urls,
    page_key,
    readable,
    shortlist,
    sift,
    source_name,
    time_of,
)
from alaminute.selections.offers import Offers
from alaminute.selections.report import DraftReport, report_of_draft, report_of_existing
from alaminute.selections.scoring import Candidate, candidates, moment, score
from alaminute.selections.selecting import Limits, Scored, rank, select
from alaminute.selections.shelf import Shelf
from alaminute.weeks import Week

# Entries of the week before are still news: a feed read late, an article published on Sunday night.
BEFORE_THE_WEEK = timedelta(days=7)


class EntryStore(Protocol):
    """What is needed of feeds.storage.Store."""

    def entries_between(self, since: datetime, until: datetime) -> list[Entry]:
        """Entries published, or else first seen, in [since, until)."""


ReadArticles = Callable[[Sequence[str]], Awaitable[Mapping[str, Article]]]


@dataclass(frozen=True)
class DraftPlan:
    """What to draft, decided by the caller; `now` is aware."""

    week: Week
    now: datetime
    zone: ZoneInfo
    limits: Limits = field(default_factory=Limits)
    languages: Sequence[str] = ()
    style: DraftStyle = field(default_factory=DraftStyle)

    @property
    def since(self) -> datetime:
        """The oldest moment at which an entry is news for this week."""
        return self.week.starts(self.zone) - BEFORE_THE_WEEK

    @property
    def until(self) -> datetime:
        """Now, or the end of a week that is over."""
        return min(self.now, self.week.ends(self.zone))


async def prepare_draft(
    plan: DraftPlan, feeds: Sequence[Feed], store: EntryStore, offers: Offers, shelf: Shelf, read: ReadArticles
) -> DraftReport:
    """Write the week's file unless there is one, and report what it holds.

    Nothing is written when there is nothing to offer. Raises ContentError if a selection on the shelf cannot be read,
    UnreachableError if not one page can be fetched, WriteError if the disk refuses.
    """
    selections = shelf.load()
    if existing := next((s for s in selections if s.week == plan.week), None):
        return report_of_existing(existing)
    offered = offers.load(except_in=plan.week) | offered_urls(selections)
    entries = store.entries_between(plan.since, plan.until)
    chosen, articles, skipped = await choose(plan, candidates(entries, feeds), offered, read)
    items = [_draft_item(scored, articles[scored.url], plan.zone) for scored in chosen]
    path = _save(plan, items, shelf) if items else shelf.path_of(plan.week)
    offers.save(plan.week, [page_key(item.url) for item in items])
    return report_of_draft(plan.week, shown_path(path), items, skipped)


async def choose(
    plan: DraftPlan, found: Sequence[Candidate], offered: Mapping[str, str], read: ReadArticles
) -> tuple[list[Scored], Mapping[str, Article], list[Skipped]]:
    """The items of the week, best first; the pages that were read; every other candidate with the reason."""
    window = plan.until - plan.since
    allowed, refused = sift(found, offered, languages=plan.languages)
    ranked = rank(Scored(c, score(c, until=plan.until, window=window, time=None), None) for c in allowed)
    listed, unlisted = shortlist([scored.candidate for scored in ranked])
    articles = await read([candidate.entry.url for candidate in listed])
    _refuse_if_unreachable(articles)
    existing, unreadable = readable(listed, articles, offered, languages=plan.languages)
    scored = []
    for candidate in existing:
        time = time_of(candidate, articles[candidate.entry.url])
        scored.append(Scored(candidate, score(candidate, until=plan.until, window=window, time=time), time))
    chosen = select(scored, plan.limits)
    left = [Skipped(s.url, _why_left(s, plan.limits)) for s in rank(scored) if s not in chosen]
    return chosen, articles, [*left, *unreadable, *unlisted, *refused]


def _refuse_if_unreachable(articles: Mapping[str, Article]) -> None:
    """A selection without a single measured page is what a machine without network would write."""
    if articles and all(article.outcome == "failed" for article in articles.values()):
        first = next(iter(articles.values()))
        raise UnreachableError(
            f"aucune des {len(articles)} pages à lire n'a pu l'être, rien n'est écrit ({first.url} : {first.reason})"
        )


def _why_left(scored: Scored, limits: Limits) -> str:
    if scored.cost > limits.cost:
        return f"plus long que les {limits.minutes} minutes de la sélection"
    return f"non retenu : {scored.score}"


def _draft_item(scored: Scored, article: Article, zone: ZoneInfo) -> DraftItem:
    entry, time = scored.candidate.entry, scored.time
    is_medium = entry.duration_seconds is not None
    return DraftItem(
        title=entry.title or entry.url,
        url=entry.url,
        source=source_name(scored.candidate.feed),
        language=language_of(scored.candidate, article),
        words=time.words if time and not is_medium else None,
        duration_seconds=time.extra_seconds if time and is_medium else None,
        published=moment(entry).astimezone(zone).date(),
        points=scored.score.points,
        reasons=scored.score.reasons,
        excerpt=entry.summary,
    )


def _save(plan: DraftPlan, items: Iterable[DraftItem], shelf: Shelf) -> Path:
    last_moment = plan.week.ends(plan.zone) - timedelta(minutes=1)
    when = min(plan.now.astimezone(plan.zone), last_moment)
    return shelf.save_new(plan.week, draft_markdown(plan.week, items, when=when, style=plan.style))
