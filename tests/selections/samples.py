"""Feeds, entries and candidates for tests, told in few words."""

from datetime import UTC, datetime, timedelta
from typing import Any

from alaminute.feeds.model import Entry, Feed
from alaminute.reading_time import ReadingTime
from alaminute.selections.scoring import Candidate, Score
from alaminute.selections.selecting import Scored

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)


def feed(name: str = "a", **values: Any) -> Feed:
    """The feed of `a.test`."""
    return Feed(f"https://{name}.test/feed", **{"title": name.upper(), **values})


def entry(name: str = "a", path: str = "1", *, days_old: float = 1, **values: Any) -> Entry:
    """An entry of that feed, published some days before NOW."""
    url = f"https://{name}.test/{path}"
    plain: dict[str, Any] = {"id": url, "url": url, "title": f"{name} {path}"}
    return Entry(**{"feed_url": feed(name).url, "published": NOW - timedelta(days=days_old), **plain, **values})


def candidate(name: str = "a", path: str = "1", *, feed_entries: int = 1, **values: Any) -> Candidate:
    """A candidate of an ordinary feed."""
    return Candidate(entry(name, path, **values), feed(name), feed_entries)


def scored(name: str, path: str, points: int, words: int | None, **feed_values: Any) -> Scored:
    """A candidate worth so many points, of so many words."""
    found = Candidate(entry(name, path), feed(name, **feed_values), 1)
    return Scored(found, Score(points, ("test",)), None if words is None else ReadingTime(words))
