"""What a draft did: as JSON for machines, in French for the author. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from alaminute.articles.evidence import differ, page_count
from alaminute.articles.model import Article
from alaminute.reading_time import ReadingTime, format_duration, total
from alaminute.selections.drafting import DraftItem
from alaminute.selections.model import Item, Selection
from alaminute.selections.offering import Skipped, excerpt_feeds, full_text_words, page_key, time_of
from alaminute.selections.scoring import Candidate
from alaminute.weeks import Week

_SCORE = re.compile(r"(?P<points>-?\d+)(?:\s*\((?P<reasons>.*)\))?")


@dataclass(frozen=True)
class ReportedItem:
    """One item of the week's file."""

    title: str
    url: str | None
    source: str
    language: str | None
    time: ReadingTime | None
    points: int | None
    reasons: tuple[str, ...]
    # Of the full text that the feed carries; None where it carries none.
    feed_words: int | None = None
    # Why the time is unknown or may be wrong, in French; "" for nothing to say.
    doubt: str = ""

    def to_json(self) -> dict[str, Any]:
        """`words` and `seconds` are null when the time is not known."""
        return {
            "title": self.title,
            "url": self.url,
            "source": self.source,
            "language": self.language,
            "words": self.time.words if self.time and self.time.words else None,
            "seconds": self.time.seconds if self.time else None,
            "score": self.points,
            "reasons": list(self.reasons),
            "feed_words": self.feed_words,
            "doubt": self.doubt or None,
        }

    def examined(self, candidate: Candidate, article: Article | None, *, is_excerpt: bool) -> "ReportedItem":
        """The item with what its feed and its page say of its time; `article` None: nothing is known of the page.

        A time that is not what they say is the author's: there is no doubt about that.
        """
        feed_words = None if is_excerpt else full_text_words(candidate, article)
        is_ours = article is not None and self.time == time_of(candidate, article)
        doubt = _doubt(self.time, article, feed_words) if article and is_ours else ""
        return replace(self, feed_words=feed_words, doubt=doubt)


@dataclass(frozen=True)
class DraftReport:
    """The week's file, whether this run made it, and what was left out and why."""

    week: Week
    path: str
    created: bool
    items: tuple[ReportedItem, ...]
    skipped: tuple[Skipped, ...]
    # Items that were added to a file that was there, or taken out of it.
    added: int = 0
    dropped: int = 0

    @property
    def time(self) -> ReadingTime:
        """The total of all known times."""
        return total(item.time for item in self.items if item.time)

    def to_json(self) -> dict[str, Any]:
        """The report as the commands' contract gives it."""
        return {
            "week": str(self.week),
            "file": self.path,
            "created": self.created,
            "items": [item.to_json() for item in self.items],
            "seconds_total": self.time.seconds,
            "skipped": [{"url": skipped.url, "reason": skipped.reason} for skipped in self.skipped],
        }

    def summary_lines(self) -> list[str]:
        """A few lines for the author."""
        if not self.items and not self.created:
            return [f"Semaine {self.week} : rien à proposer ({_count(len(self.skipped), 'article écarté')})."]
        readings = f"{_count(len(self.items), 'lecture')}, {format_duration(self.time.seconds)}"
        lines = [f"{self.path} {self._done()} : {readings}."]
        unknown = [item for item in self.items if item.time is None]
        if unknown:
            lines.append(f"Durée inconnue, hors du total : {_count(len(unknown), 'lecture')}.")
            lines += _doubts(unknown)
        uncertain = [item for item in self.items if item.time and item.doubt]
        if uncertain:
            lines.append(f"Durée à vérifier : {_count(len(uncertain), 'lecture')}.")
            lines += _doubts(uncertain)
        return lines

    def examined(self, found: Sequence[Candidate], articles: Mapping[str, Article]) -> "DraftReport":
        """The report with what is doubtful about its items' times; `articles` by their linked address."""
        candidates: dict[str, list[Candidate]] = {}
        for candidate in found:
            candidates.setdefault(page_key(candidate.entry.url), []).append(candidate)
        excerpts = excerpt_feeds(found, articles)

        def look(item: ReportedItem) -> ReportedItem:
            # Two feeds may have the page, one in full.
            told = [
                item.examined(c, articles.get(c.entry.url), is_excerpt=c.feed.url in excerpts)
                for c in candidates.get(page_key(item.url or ""), [])
            ]
            return max(told, key=lambda one: (bool(one.doubt), one.feed_words is not None), default=item)

        return replace(self, items=tuple(map(look, self.items)))

    def _done(self) -> str:
        if self.created:
            return "écrit"
        if self.added:
            return f"complété de {_count(self.added, 'lecture')}"
        return f"allégé de {_count(self.dropped, 'lecture')}" if self.dropped else "existe déjà, inchangé"


def report_of_draft(week: Week, path: str, items: Sequence[DraftItem], skipped: Iterable[Skipped]) -> DraftReport:
    """The report of a file that was just written; of none if there are no items."""
    reported = tuple(
        ReportedItem(item.title, item.url, item.source, item.language, item.time, item.points, item.reasons)
        for item in items
    )
    return DraftReport(week, path, bool(items), reported, tuple(skipped))


def report_of_existing(selection: Selection) -> DraftReport:
    """The report of a week's file as the author left it."""
    items = tuple(_reported(item) for item in selection.items)
    return DraftReport(selection.week, selection.path, created=False, items=items, skipped=())


def _reported(item: Item) -> ReportedItem:
    match = _SCORE.fullmatch(item.score)
    points = int(match["points"]) if match else None
    reasons = tuple((match["reasons"] or "").split(" ; ")) if match and match["reasons"] else ()
    return ReportedItem(item.title, item.url, item.source, item.language, item.time, points, reasons)


def _doubt(time: ReadingTime | None, article: Article, feed_words: int | None) -> str:
    if time is None:
        return article.reason
    counted = page_count(article, feed_words)
    if not time.words or feed_words is None or (counted is not None and not differ(counted, feed_words)):
        return ""
    if counted is None:
        return f"{feed_words} mots d'après le flux seul, la page n'ayant pu être lue ({article.reason})"
    return f"{counted} mots comptés dans la page, {feed_words} dans le texte du flux ; {time.words} retenus"


def _doubts(items: Iterable[ReportedItem]) -> list[str]:
    return [f"  {item.title} : {item.doubt}" for item in items if item.doubt]


def _count(number: int, noun: str) -> str:
    """« 1 lecture », « 3 lectures »: French counts zero as singular."""
    return f"{number} {noun if number < 2 else ' '.join(word + 's' for word in noun.split())}"
