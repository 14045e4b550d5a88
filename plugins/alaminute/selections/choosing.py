"""Candidates → the items of a week, with a reason for each that was left. Pure, but for the pages it asks for.

candidates ─▶ sift ─▶ score ─▶ shortlist ─▶ (read) ─▶ readable ─▶ score again ─▶ select
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from alaminute.articles.model import Article
from alaminute.errors import UnreachableError
from alaminute.selections.drafting import DraftItem, DraftStyle
from alaminute.selections.model import Link
from alaminute.selections.offering import Skipped, language_of, readable, shortlist, sift, source_name, time_of
from alaminute.selections.scoring import Candidate, Criteria, moment, score
from alaminute.selections.selecting import Limits, Scored, rank, select
from alaminute.selections.topics import Topics
from alaminute.weeks import Week

# Entries of the week before are still news: a feed read late, an article published on Sunday night.
BEFORE_THE_WEEK = timedelta(days=7)

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
    topics: Topics = field(default_factory=Topics)

    @property
    def since(self) -> datetime:
        """The oldest moment at which an entry is news for this week."""
        return self.week.starts(self.zone) - BEFORE_THE_WEEK

    @property
    def until(self) -> datetime:
        """Now, or the end of a week that is over."""
        return min(self.now, self.week.ends(self.zone))

    @property
    def criteria(self) -> Criteria:
        """What this week's candidates are scored by."""
        return Criteria(self.until, self.until - self.since, self.topics)


@dataclass(frozen=True)
class Choice:
    """The items of the week, best first, ready to be drafted; every other candidate with the reason."""

    items: tuple[DraftItem, ...]
    skipped: tuple[Skipped, ...]


async def choose(plan: DraftPlan, found: Sequence[Candidate], offered: Mapping[str, str], read: ReadArticles) -> Choice:
    """The choice among candidates, less what was offered. Raises UnreachableError if not one page can be fetched."""
    sifted = sift(found, offered, languages=plan.languages)
    criteria = plan.criteria
    ranked = rank(Scored(c, score(c, criteria, None), None) for c in sifted.kept)
    listed, unlisted = shortlist([scored.candidate for scored in ranked])
    articles = await read([candidate.entry.url for candidate in listed])
    _refuse_if_unreachable(articles)
    there, unreadable = readable(listed, articles, offered, languages=plan.languages)
    scored = rank(scored_candidate(plan, candidate, articles[candidate.entry.url]) for candidate in there)
    chosen = select(scored, plan.limits)
    left = [Skipped(s.url, _why_left(s, plan.limits)) for s in scored if s not in chosen]
    twins = sifted.twins
    items = (draft_item(s, articles[s.url], plan.zone, twins.get(s.url, ())) for s in chosen)
    return Choice(tuple(items), (*left, *unreadable, *unlisted, *sifted.skipped))


def scored_candidate(plan: DraftPlan, candidate: Candidate, article: Article) -> Scored:
    """A candidate with what its article adds to its score."""
    time = time_of(candidate, article)
    return Scored(candidate, score(candidate, plan.criteria, time), time)


def draft_item(scored: Scored, article: Article, zone: ZoneInfo, twins: Sequence[Candidate] = ()) -> DraftItem:
    """What a draft says of a candidate; `twins` tell the same story elsewhere."""
    entry, time = scored.candidate.entry, scored.time
    is_medium = time is not None and time.extra_seconds > 0
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
        twins=tuple(Link(source_name(twin.feed), twin.entry.url) for twin in twins),
    )


def _refuse_if_unreachable(articles: Mapping[str, Article]) -> None:
    """A selection without a single measured page is what a machine without network would write."""
    if articles and all(article.outcome == "failed" for article in articles.values()):
        first = next(iter(articles.values()))
        raise UnreachableError(
            f"aucune des {len(articles)} pages à lire n'a pu l'être, rien n'est écrit ({first.url} : {first.reason})"
        )


def _why_left(scored: Scored, limits: Limits) -> str:
    if scored.cost > limits.cost_left:
        rest = "ce qui reste des" if limits.used_cost else "les"
        return f"plus long que {rest} {limits.minutes} minutes de la sélection"
    return f"non retenu : {scored.score}"
