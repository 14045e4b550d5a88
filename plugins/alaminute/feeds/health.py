"""How the author's feeds are doing, worst first, and what to change in the reading list. Pure: it changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from typing import Any

from alaminute.feeds.model import Feed, FeedState, Tally
from alaminute.feeds.opml import ReadingList
from alaminute.feeds.report import iso

# What « entries a month » is counted over.
RECENT = timedelta(days=90)
# Our choices: a feed is dead after a month of failures, silent after a year without a new entry.
DEAD_AFTER = timedelta(days=30)
DEAD_FAILURES = 8
SILENT_AFTER = timedelta(days=365)


@dataclass(frozen=True)
class FeedHealth:
    """One feed and how it is doing."""

    feed: Feed
    state: FeedState
    tally: Tally
    now: datetime

    @property
    def condition(self) -> str:
        """One of gone, dead, error, delayed, new, moved, silent, fine; the first that holds."""
        conditions = {
            "gone": self.state.status == "gone",
            "dead": self._is_dead(),
            "error": self.state.status == "error",
            "delayed": self.state.status == "delayed",
            "new": self.state.last_attempt is None,
            "moved": self.state.moved_to is not None,
            "silent": self.tally.newest is not None and self.now - self.tally.newest > SILENT_AFTER,
        }
        return next((name for name, holds in conditions.items() if holds), "fine")

    def _is_dead(self) -> bool:
        """Failing for long: since its last success, or often enough for a month of doubling delays."""
        if self.state.failures == 0:
            return False
        if self.state.last_success is None:
            return self.state.failures >= DEAD_FAILURES
        return self.now - self.state.last_success >= DEAD_AFTER

    @property
    def entries_a_month(self) -> float:
        """New entries in 30 days, on average over the last RECENT."""
        return self.tally.recent / (RECENT / timedelta(days=30))

    @property
    def selected_share(self) -> float | None:
        """The share of its entries that were ever in a selection; None without entries."""
        return self.tally.selected / self.tally.entries if self.tally.entries else None

    def to_json(self) -> dict[str, Any]:
        """The feed as a line of a JSON report."""
        return {
            "url": self.feed.url,
            "title": self.feed.title,
            "condition": self.condition,
            "last_success": iso(self.state.last_success) if self.state.last_success else None,
            "error": self.state.error,
            "failures": self.state.failures,
            "next_fetch": iso(self.state.next_fetch) if self.state.next_fetch else None,
            "entries": self.tally.entries,
            "entries_a_month": round(self.entries_a_month, 1),
            "selected": self.tally.selected,
            "moved_to": self.state.moved_to,
        }


@dataclass(frozen=True)
class Suggestion:
    """A change of the reading list that the author may want; `line` counts from 1."""

    line: int
    feed: Feed
    reason: str
    edit: str


_ORDER = ("gone", "dead", "error", "delayed", "new", "moved", "silent", "fine")
_SIGNS = {"gone": "✗", "dead": "✗", "error": "!", "delayed": "…", "new": "·", "moved": "→", "silent": "z", "fine": "✓"}


def feed_healths(
    feeds: Sequence[Feed], states: Mapping[str, FeedState], tallies: Mapping[str, Tally], now: datetime
) -> list[FeedHealth]:
    """The feeds, worst first; equals as in the reading list. `tallies` are counted since `now - RECENT`."""
    healths = [
        FeedHealth(feed, states.get(feed.url, FeedState(feed.url)), tallies.get(feed.url, Tally()), now)
        for feed in feeds
    ]
    return sorted(healths, key=lambda health: (_ORDER.index(health.condition), -health.state.failures))


def health_lines(healths: Sequence[FeedHealth]) -> list[str]:
    """Two lines a feed in French: its name, and how it is doing."""
    return [line for health in healths for line in (_name_line(health), _state_line(health))]


def suggestions(healths: Sequence[FeedHealth], listed: ReadingList) -> list[Suggestion]:
    """What to change in the reading list, in its order: dead, moved, doubled and silent feeds."""
    urls = {feed.url for feed in listed.feeds}
    found = [_suggestion(health, listed.lines.get(health.feed.url, 1), urls) for health in healths]
    return sorted(filter(None, found), key=lambda suggestion: suggestion.line)


def suggestion_lines(found: Sequence[Suggestion], path: str) -> list[str]:
    """The suggestions as `path:line: …`, in French."""
    return [f"{path}:{one.line}: {one.feed.title or one.feed.url} : {one.reason}\n  → {one.edit}" for one in found]


def _name_line(health: FeedHealth) -> str:
    return f"{_SIGNS[health.condition]} {health.feed.title or health.feed.url}"


def _state_line(health: FeedHealth) -> str:
    state, parts = health.state, []
    if state.error:
        times = f", {state.failures} fois de suite" if state.failures > 1 else ""
        parts.append(f"{state.error}{times}")
    parts.append(f"lu {_ago(state.last_success, health.now)}" if state.last_success else "jamais lu")
    parts.append(_next(health))
    parts.append(f"{health.entries_a_month:.1f} entrées par mois".replace(".", ","))
    if health.selected_share is not None:
        parts.append(f"{health.selected_share:.0%} retenues".replace("%", " %"))
    return f"    {' ; '.join(filter(None, parts))}"


def _next(health: FeedHealth) -> str:
    if health.condition == "gone":
        return "n'est plus demandé"
    due = health.state.next_fetch
    return (
        f"redemandé après le {due:%d/%m à %H:%M} UTC"
        if due and due > health.now
        else "sera demandé à la prochaine collecte"
    )


def _ago(moment: datetime, now: datetime) -> str:
    """« aujourd'hui », « hier », « il y a 12 jours », by the hours passed."""
    days = (now - moment).days
    return ("aujourd'hui", "hier")[days] if 0 <= days < 2 else f"il y a {days} jours"


def _suggestion(health: FeedHealth, line: int, urls: set[str]) -> Suggestion | None:
    feed, state, moved_to = health.feed, health.state, health.state.moved_to
    if health.condition in {"gone", "dead"}:
        read = f"lu pour la dernière fois {_ago(state.last_success, health.now)}" if state.last_success else "jamais lu"
        edit = "supprimer cette ligne, ou y mettre la nouvelle adresse du blog"
        return Suggestion(line, feed, f"{read} : {state.error}", edit)
    if moved_to and moved_to != feed.url and moved_to in urls:
        return Suggestion(line, feed, f"mène à {moved_to}, qui est aussi dans la liste", "supprimer cette ligne")
    if moved_to and moved_to != feed.url:
        edit = f'remplacer xmlUrl="{escape(feed.url)}" par xmlUrl="{escape(moved_to)}"'
        return Suggestion(line, feed, "a déménagé pour de bon", edit)
    if health.condition == "silent" and health.tally.newest:
        reason = f"n'a rien publié depuis le {health.tally.newest:%d/%m/%Y}"
        return Suggestion(line, feed, reason, "supprimer cette ligne, si ce n'est pas un blog que l'on attend")
    return None
