"""What a draft did: as JSON for machines, in French for the author. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from alaminute.reading_time import ReadingTime, format_duration, total
from alaminute.selections.drafting import DraftItem
from alaminute.selections.model import Item, Selection
from alaminute.selections.offering import Skipped
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
        }


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
        unknown = sum(item.time is None for item in self.items)
        if unknown:
            lines.append(f"Durée inconnue, hors du total : {_count(unknown, 'lecture')}.")
        return lines

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


def _count(number: int, noun: str) -> str:
    """« 1 lecture », « 3 lectures »: French counts zero as singular."""
    return f"{number} {noun if number < 2 else ' '.join(word + 's' for word in noun.split())}"
