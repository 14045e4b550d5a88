"""Feeds, entries and what is remembered of each feed: plain values, named after Atom (RFC 4287)."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Feed:
    """One line of the author's reading list."""

    # Where it is fetched, exactly as subscribed; identifies the feed everywhere.
    url: str
    title: str = ""
    site_url: str = ""
    # As the author declared it (BCP 47), which is worth more than what the feed says of itself.
    language: str | None = None
    # The folders it lies in, outermost first and joined by « / », and its `category` attribute.
    categories: tuple[str, ...] = ()
    # How much its entries count for when a selection is chosen; 1 is ordinary.
    weight: float = 1.0
    # At most so many of its entries in one selection; None: the general limit.
    max_items: int | None = None
    # "never": what looks like full text in this feed is not, do not count its words.
    full: str | None = None


@dataclass(frozen=True)
class Entry:
    """One entry of a feed. All text is plain: no HTML, no control or bidirectional-override characters."""

    feed_url: str
    # What the feed calls it (guid, atom:id, rdf:about); its URL where the feed says nothing.
    id: str
    # Absolute, http or https, without tracking parameters.
    url: str
    title: str
    # UTC; None where the feed gives no possible date.
    published: datetime | None = None
    updated: datetime | None = None
    # UTC; when this collection saw it first. Parsing leaves it to the store.
    first_seen: datetime | None = None
    # At most plain_text.SUMMARY_LENGTH characters.
    summary: str = ""
    # Words of the full text that the feed carries; None where it carries none, or only an excerpt.
    content_words: int | None = None
    # As declared by the entry, else by its feed: lower-case BCP 47. Feeds are often wrong about it.
    language: str | None = None
    # Of a podcast or a video.
    duration_seconds: int | None = None
    author: str = ""


@dataclass(frozen=True)
class FeedHints:
    """What a feed says about how often to ask for it."""

    # ttl (RSS) or sy:updatePeriod / sy:updateFrequency; seconds.
    interval_seconds: int | None = None
    # Hours (0-23) and week days (0 is Monday), in UTC, at which not to ask.
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()


@dataclass(frozen=True)
class ParsedFeed:
    """What one document said: the outcome of parsing."""

    title: str
    language: str | None
    entries: tuple[Entry, ...]
    # What had to be mended or left out, in French; empty for a sound feed.
    recovered: tuple[str, ...] = ()
    hints: FeedHints = field(default_factory=FeedHints)
    site_url: str = ""


@dataclass(frozen=True)
class FeedState:
    """What is remembered of a feed from one run to the next. Times are UTC."""

    url: str
    # Validators of the last answer, as received, and the address that gave them: they mean nothing elsewhere.
    etag: str | None = None
    last_modified: str | None = None
    validators_url: str | None = None
    body_hash: str | None = None
    # Not to be asked before this.
    next_fetch: datetime | None = None
    # In a row; 0 after each success.
    failures: int = 0
    last_attempt: datetime | None = None
    last_success: datetime | None = None
    # The last outcome: one of collecting's statuses, and the reason if it was a failure.
    status: str = ""
    error: str | None = None
    # Why the body of `body_hash` could not be read, so that an unchanged one need not be tried again.
    unreadable: str | None = None
    # Where it has moved for good (301, 308), since when, and how many successes in a row confirmed it.
    moved_to: str | None = None
    moved_since: datetime | None = None
    moved_successes: int = 0
    # The move is established: fetched there from now on.
    adopted_url: str | None = None
    # Entries in the feed when it was last read.
    entries: int = 0
    hints: FeedHints = FeedHints()

    @property
    def fetch_url(self) -> str:
        """Where to ask for it."""
        return self.adopted_url or self.url


@dataclass(frozen=True)
class Tally:
    """What a feed has given so far."""

    entries: int = 0
    # Since a moment that the caller chose.
    recent: int = 0
    # How many were ever in a selection.
    selected: int = 0
    # Publication, or first sight, of its newest entry; UTC.
    newest: datetime | None = None

    def with_entry(self, moment: datetime | None, *, since: datetime, selected: bool) -> "Tally":
        """The tally with one entry more; `moment` is None for an entry of unknown age."""
        newest = max(filter(None, (self.newest, moment)), default=None)
        recent = self.recent + (moment is not None and moment >= since)
        return Tally(self.entries + 1, recent, self.selected + selected, newest)
