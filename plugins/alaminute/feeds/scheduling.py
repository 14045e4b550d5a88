"""When to ask a feed again: decisions on plain values. Pure; `now` and `jitter` are passed in.

The rules are those of docs/politeness.md. `jitter` is a number from 0 to 1 that spreads the feeds of one run, so that
they are not all due at one moment.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from alaminute.feeds.model import FeedHints, FeedState

HOUR = timedelta(hours=1)
# One conditional request an hour, one unconditional a day: what the owners of much-read feeds ask for.
MIN_INTERVAL = HOUR
MIN_UNCONDITIONAL_INTERVAL = timedelta(days=1)
# A weekly run, which may start minutes earlier than last week's, must find every feed due: hence just under a week.
MAX_INTERVAL = timedelta(days=7) - HOUR
MAX_RETRY_AFTER = timedelta(days=31)
MAX_JITTER = timedelta(minutes=10)
# A permanent redirect is believed after so many successes over so long a time: domains lapse, and servers err.
MOVE_SUCCESSES = 5
MOVE_AGE = timedelta(days=7)
# Failures in a row after which an adopted address is given up.
MOVE_PATIENCE = 5
# skipHours and skipDays are hints (RSS 2.0): a run once a week that always falls into them must not starve.
SKIP_PATIENCE = timedelta(days=6)


@dataclass(frozen=True)
class Success:
    """A 200 or 304: what of it decides about the next request."""

    headers: Mapping[str, str]
    # Where the answer came from, and where the way there says the feed has moved for good.
    url: str
    permanent_url: str | None = None
    not_modified: bool = False


def is_due(state: FeedState, now: datetime, *, force: bool = False) -> bool:
    """Whether to ask. `force` asks before freshness has run out, never against an explicit wish (410, Retry-After)."""
    if state.status == "gone":
        return False
    if state.next_fetch is None:
        return True
    if force:
        return state.status != "delayed" or now >= state.next_fetch
    if now < state.next_fetch:
        return False
    starving = state.last_success is None or now - state.last_success >= SKIP_PATIENCE
    return starving or not _is_skipped(state.hints, now)


def after_success(state: FeedState, success: Success, now: datetime, jitter: float) -> FeedState:
    """The state after a 200 or 304. Validators of both are kept, those that a 304 leaves out stay."""
    same_url = success.not_modified and success.url == state.validators_url
    kept = state if same_url else FeedState(state.url)
    etag = success.headers.get("etag") or kept.etag
    last_modified = success.headers.get("last-modified") or kept.last_modified
    interval = freshness(success.headers, state.hints, now)
    minimum = MIN_INTERVAL if etag or last_modified else MIN_UNCONDITIONAL_INTERVAL
    latest = now + MAX_INTERVAL
    next_fetch = min(now + max(interval, minimum) + MAX_JITTER * jitter, latest)
    return replace(
        _after_move(state, success, now),
        etag=etag,
        last_modified=last_modified,
        validators_url=success.url,
        next_fetch=min(_after_skipped(state.hints, next_fetch), latest),
        failures=0,
        last_attempt=now,
        last_success=now,
        error=None,
    )


def after_failure(state: FeedState, reason: str, now: datetime, jitter: float) -> FeedState:
    """The state after an error: asked again later and later, at least once a week, never given up."""
    failures = state.failures + 1
    delay = min(HOUR * 2 ** min(failures - 1, 10) + MAX_JITTER * jitter, MAX_INTERVAL)
    return replace(
        state,
        status="error",
        error=reason,
        failures=failures,
        last_attempt=now,
        next_fetch=now + delay,
        moved_successes=0,
        # The new place may have been a mistake, or its domain may have lapsed: the listed address is tried again.
        adopted_url=state.adopted_url if failures < MOVE_PATIENCE else None,
    )


def after_outage(state: FeedState, now: datetime) -> FeedState:
    """The state after a failure in a run in which no site at all answered: the fault is nearer home, so due at once."""
    return replace(state, next_fetch=now)


def after_wish_to_wait(
    state: FeedState, reason: str, not_before: datetime | None, now: datetime, jitter: float
) -> FeedState:
    """The state after 429 or 503: put off as long as asked, or by our own doubling delay."""
    failed = after_failure(state, reason, now, jitter)
    return replace(failed, status="delayed", next_fetch=not_before or failed.next_fetch)


def after_gone(state: FeedState, reason: str, now: datetime) -> FeedState:
    """The state after 410: not asked again, reported in each run until the author acts."""
    return replace(state, status="gone", error=reason, failures=state.failures + 1, last_attempt=now, next_fetch=None)


def retry_after(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """When a site that says Retry-After may be asked again, at most 31 days ahead; None if it says nothing sensible."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        when = now + min(timedelta(seconds=int(text[:9])), MAX_RETRY_AFTER)
    else:
        parsed = http_date(text)
        if parsed is None:
            return None
        when = min(parsed, now + MAX_RETRY_AFTER)
    return when if when > now else None


def freshness(headers: Mapping[str, str], hints: FeedHints, now: datetime) -> timedelta:
    """How long the answer says it stays fresh: the longest of Cache-Control, Expires, ttl and syndication period."""
    wishes = [timedelta(0), _cache_control(headers)]
    if hints.interval_seconds:
        wishes.append(timedelta(seconds=min(hints.interval_seconds, 40_000_000)))
    if expires := http_date(headers.get("expires", "")):
        # Against the server's own clock, so that a wrong one does no harm.
        wishes.append(expires - (http_date(headers.get("date", "")) or now))
    return max(wishes)


def http_date(text: str) -> datetime | None:
    """An HTTP date (RFC 9110, 5.6.7) in UTC; None for anything else, `0` included."""
    try:
        when = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    try:
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _cache_control(headers: Mapping[str, str]) -> timedelta:
    for part in headers.get("cache-control", "").lower().split(","):
        name, _, value = part.strip().partition("=")
        value = value.strip('" ')
        if name == "max-age" and value.isascii() and value.isdigit():
            return timedelta(seconds=min(int(value[:9]), 40_000_000))
    return timedelta(0)


def _after_move(state: FeedState, success: Success, now: datetime) -> FeedState:
    """Count what confirms a permanent redirect; adopt it when that is enough. Temporary ones leave no trace."""
    moved_to = success.permanent_url
    if state.adopted_url and moved_to is None:
        return state  # the adopted address answers itself: nothing new
    if moved_to is None or moved_to != state.moved_to:
        return replace(
            state, moved_to=moved_to, moved_since=now if moved_to else None, moved_successes=1 if moved_to else 0
        )
    successes = state.moved_successes + 1
    since = state.moved_since or now
    adopted = moved_to if successes >= MOVE_SUCCESSES and now - since >= MOVE_AGE else state.adopted_url
    return replace(state, moved_successes=successes, moved_since=since, adopted_url=adopted)


def _is_skipped(hints: FeedHints, when: datetime) -> bool:
    return when.hour in hints.skip_hours or when.weekday() in hints.skip_days


def _after_skipped(hints: FeedHints, when: datetime) -> datetime:
    """The first moment from `when` on that the feed does not ask to skip; `when` itself if it skips everything."""
    if not _is_skipped(hints, when):
        return when
    start = when.replace(minute=0, second=0, microsecond=0)
    hours = (start + HOUR * step for step in range(1, 24 * len(calendar.day_name) + 1))
    return next((hour for hour in hours if not _is_skipped(hints, hour)), when)
