"""How much an entry deserves the reader's minutes: points with their reasons. Pure and deterministic.

Freshness 0–40, rarity of its source 0–20 and the author's topics 0–20 are known from the feed; length 0–20 only once
the article was read. The weight that the author gives to a source multiplies the sum. Points are whole numbers, so that
no rounding differs from machine to machine.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction

from alaminute.feeds.model import Entry, Feed
from alaminute.reading_time import ReadingTime, format_duration, round_half_up
from alaminute.selections.topics import Topics

FRESHNESS_POINTS = 40
RARITY_POINTS = 20
LENGTH_POINTS = 20
# For each topic that the entry names, up to three: more words do not make a better article.
TOPIC_POINTS = 20
_TOPICS = 3
# What most readers finish: shorter is thin, longer is a commitment (our choice).
GOOD_LENGTH_SECONDS = (60, 6 * 60)
LONG_SECONDS = 12 * 60


@dataclass(frozen=True)
class Candidate:
    """An entry that might be chosen, with its feed and how many entries that feed gave in the same window."""

    entry: Entry
    feed: Feed
    feed_entries: int


@dataclass(frozen=True)
class Score:
    """Points and, in French, where they come from."""

    points: int
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        """« 87 (publié il y a 2 jours +34 ; …) »."""
        return f"{self.points} ({' ; '.join(self.reasons)})"


def candidates(entries: Iterable[Entry], feeds: Iterable[Feed]) -> list[Candidate]:
    """Each entry with its feed, newest first; entries of feeds that are no longer read are left out."""
    by_url = {feed.url: feed for feed in feeds}
    known = [entry for entry in entries if entry.feed_url in by_url]
    counts = Counter(entry.feed_url for entry in known)
    found = [Candidate(entry, by_url[entry.feed_url], counts[entry.feed_url]) for entry in known]
    return sorted(found, key=lambda c: (-moment(c.entry).timestamp(), c.entry.url))


def moment(entry: Entry) -> datetime:
    """When it appeared: as it says, else when it was first seen. Raises ValueError for an entry never stored."""
    when = entry.published or entry.first_seen
    if when is None:
        raise ValueError(f"neither published nor stored: {entry.url}")
    return when


@dataclass(frozen=True)
class Criteria:
    """What candidates are scored by: the window they come from, which ends at `until`, and the author's topics."""

    until: datetime
    window: timedelta
    topics: Topics = field(default_factory=Topics)


def score(candidate: Candidate, criteria: Criteria, time: ReadingTime | None) -> Score:
    """The score of a candidate; `time` None: not known."""
    parts = [
        _freshness(candidate.entry, criteria.until, criteria.window),
        _rarity(candidate.feed_entries, criteria.window),
        *_topical(candidate.entry, criteria.topics),
        _length(time),
    ]
    points = sum(points for points, _ in parts)
    reasons = [f"{reason} +{points}" for points, reason in parts]
    if candidate.feed.weight != 1:
        points = round_half_up(points * Fraction(str(candidate.feed.weight)))
        reasons.append(f"poids de la source × {candidate.feed.weight:g}".replace(".", ","))
    return Score(points, tuple(reasons))


def _freshness(entry: Entry, until: datetime, window: timedelta) -> tuple[int, str]:
    age = min(max(until - moment(entry), timedelta()), window)
    old, oldest = age // timedelta(seconds=1), window // timedelta(seconds=1)
    points = round_half_up(Fraction(FRESHNESS_POINTS * (oldest - old), oldest))
    days = age.days
    when = "moins d'un jour" if days == 0 else "1 jour" if days == 1 else f"{days} jours"
    return points, f"publié il y a {when}"


def _rarity(feed_entries: int, window: timedelta) -> tuple[int, str]:
    points = round_half_up(Fraction(RARITY_POINTS, max(feed_entries, 1)))
    entries = "1 article" if feed_entries <= 1 else f"{feed_entries} articles"
    days = -(-window // timedelta(days=1))
    return points, f"{entries} de cette source en {days} jours"


def _topical(entry: Entry, topics: Topics) -> list[tuple[int, str]]:
    """Nothing where the author has no topic in common with the entry: that is no reason."""
    found = topics.found_in(f"{entry.title} {entry.summary}")[:_TOPICS]
    if not found:
        return []
    points = round_half_up(Fraction(TOPIC_POINTS * len(found), _TOPICS))
    return [(points, f"sujet{'s' * (len(found) > 1)} : {', '.join(found)}")]


def _length(time: ReadingTime | None) -> tuple[int, str]:
    if time is None:
        return 0, "durée inconnue"
    shortest, longest = GOOD_LENGTH_SECONDS
    seconds = time.seconds
    if seconds < shortest:
        points = round_half_up(Fraction(LENGTH_POINTS * seconds, shortest))
    elif seconds <= longest:
        points = LENGTH_POINTS
    else:
        beyond = min(seconds, LONG_SECONDS) - longest
        points = round_half_up(LENGTH_POINTS * (1 - Fraction(beyond, LONG_SECONDS - longest)))
    # Ordinary spaces: this is read in an editor and in reports, where a no-break space would only surprise.
    return points, f"lecture de {format_duration(seconds)}".replace("\u00a0", " ")
