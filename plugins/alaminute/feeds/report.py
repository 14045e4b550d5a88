"""What a collection did: for the author in French, for programs in JSON. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

# Read, or known to hold nothing new; the other statuses are `delayed`, `gone` and `error`.
FINE = frozenset({"ok", "unchanged", "redirected"})
_PLURALS = {
    "ok": ("lu", "lus"),
    "unchanged": ("inchangé", "inchangés"),
    "redirected": ("déménagé", "déménagés"),
    "delayed": ("remis à plus tard", "remis à plus tard"),
    "gone": ("disparu", "disparus"),
    "error": ("en erreur", "en erreur"),
}


@dataclass(frozen=True)
class FeedOutcome:
    """What became of one feed in one run."""

    url: str
    # One of ok, unchanged, delayed, redirected, gone, error.
    status: str
    title: str = ""
    # Entries in the feed when it was last read, and how many of them this run saw first.
    entries: int = 0
    new: int = 0
    error: str | None = None
    # UTC; None: not asked again until the author acts.
    next_fetch: datetime | None = None
    # What had to be mended in it, in French.
    recovered: tuple[str, ...] = ()
    # Its new address, if it says that it has moved for good.
    moved_to: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The report's line on this feed."""
        return {
            "url": self.url,
            "status": self.status,
            "entries": self.entries,
            "new": self.new,
            "error": self.error,
            "next_fetch": iso(self.next_fetch) if self.next_fetch else None,
            "recovered": list(self.recovered),
            "moved_to": self.moved_to,
        }


@dataclass(frozen=True)
class CollectReport:
    """What became of all feeds in one run, in the order of the reading list."""

    started: datetime
    seconds: float
    feeds: tuple[FeedOutcome, ...]

    @property
    def entries_new(self) -> int:
        """Entries seen first in this run."""
        return sum(feed.new for feed in self.feeds)

    @property
    def exit_code(self) -> int:
        """0, or 2 if not one feed could be fetched."""
        return 0 if any(feed.status in FINE for feed in self.feeds) else 2

    def to_json(self) -> dict[str, Any]:
        """The report as design.md states it; `recovered` and `moved_to` come on top."""
        return {
            "started": iso(self.started),
            "seconds": round(self.seconds, 3),
            "feeds": [feed.to_json() for feed in self.feeds],
            "entries_new": self.entries_new,
        }

    def summary_lines(self) -> list[str]:
        """The run in French: one line of numbers, then one for each feed that needs a person."""
        counts = Counter(feed.status for feed in self.feeds)
        parts = [
            f"{counts[status]} {words[counts[status] > 1]}" for status, words in _PLURALS.items() if counts[status]
        ]
        total, new = len(self.feeds), self.entries_new
        head = f"{total} flux" + (f" : {', '.join(parts)}" if parts else "")
        lines = [f"{head} ; {new} nouvelle{'s' * (new > 1)} entrée{'s' * (new > 1)} en {_french(self.seconds)} s."]
        return lines + self.trouble_lines()

    def trouble_lines(self) -> list[str]:
        """One line for each feed that is in error, gone, put off, moved or mended; may be empty."""
        return [line for feed in self.feeds for line in _trouble(feed)]


def iso(moment: datetime) -> str:
    """« 2026-11-20T07:00:00Z »."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _trouble(feed: FeedOutcome) -> Sequence[str]:
    name = f"{feed.title} ({feed.url})" if feed.title else feed.url
    lines = []
    if feed.status in ("error", "gone"):
        lines.append(f"✗ {name} : {feed.error}")
    elif feed.status == "delayed":
        until = f", à redemander après le {feed.next_fetch:%d/%m à %H:%M} UTC" if feed.next_fetch else ""
        lines.append(f"… {name} : {feed.error}{until}")
    if feed.moved_to:
        lines.append(f"→ {name} : a déménagé pour de bon vers {feed.moved_to}")
    if feed.recovered:
        lines.append(f"~ {name} : {' ; '.join(feed.recovered)}")
    return lines


def _french(seconds: float) -> str:
    return f"{seconds:.1f}".replace(".", ",")
