"""One run over the reading list:

    feeds ─▶ due? ─▶ fetch ─▶ changed? ─▶ parse ─▶ save ─▶ outcome ─▶ report
      │        │no     │fails     │no        │fails
      └────────┴───────┴──────────┴──────────┴──────────▶ outcome, which names the reason

Each feed goes through on its own; what fails is that feed's outcome and never ends the run. Only the store can do that.
"""

import asyncio
import hashlib
import time
import zlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from alaminute.errors import FeedParseError, FetchError, StoreError
from alaminute.feeds import scheduling
from alaminute.feeds.addresses import site_of
from alaminute.feeds.fetching import CONTACT_URL, Fetcher, Limits, Response, explain_status
from alaminute.feeds.model import Feed, FeedState
from alaminute.feeds.parsing import ParsedFeed, parse_feed
from alaminute.feeds.report import CollectReport, FeedOutcome
from alaminute.feeds.storage import Store

# Called after each feed with how many are done, of how many, and the outcome of this one.
Progress = Callable[[int, int, FeedOutcome], None]
Parse = Callable[[bytes, str, dict[str, str]], Awaitable[ParsedFeed]]


def collect(  # noqa: PLR0913 - the command's options
    feeds: Sequence[Feed],
    store: Store,
    *,
    now: datetime,
    allowed_hosts: Iterable[str] = (),
    contact_url: str = CONTACT_URL,
    force: bool = False,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> CollectReport:
    """Fetch the feeds that are due into the store; what became of each.

    `force` asks feeds that are still fresh too, conditionally, but none against its site's explicit wish (410,
    Retry-After). `contact_url` goes into the User-Agent. Raises StoreError, and SettingsError for an allowed host that
    is none; a feed's failure is only reported.
    """

    async def run() -> CollectReport:
        async with Fetcher(allowed_hosts=allowed_hosts, contact_url=contact_url, limits=limits) as fetcher:
            return await collect_with(fetcher, feeds, store, now=now, force=force, progress=progress)

    return asyncio.run(run())


async def collect_with(
    fetcher: Fetcher,
    feeds: Sequence[Feed],
    store: Store,
    *,
    now: datetime,
    force: bool = False,
    progress: Progress | None = None,
) -> CollectReport:
    """`collect` with a fetcher that is already open; for use inside an event loop."""
    start = time.monotonic()
    run = _Run(fetcher, store, now, force=force)
    done = 0

    async def one(feed: Feed) -> FeedOutcome:
        nonlocal done
        outcome = await run.outcome(feed)
        done += 1
        if progress:
            progress(done, len(feeds), outcome)
        return outcome

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(feed)) for feed in feeds]
    except* StoreError as errors:
        raise errors.exceptions[0] from None
    return CollectReport(now, time.monotonic() - start, tuple(task.result() for task in tasks))


async def _parse_in_thread(body: bytes, url: str, headers: dict[str, str]) -> ParsedFeed:
    return await asyncio.to_thread(parse_feed, body, url, headers)


class _Run:
    """What the feeds of one run share."""

    def __init__(
        self, fetcher: Fetcher, store: Store, now: datetime, *, force: bool, parse: Parse = _parse_in_thread
    ) -> None:
        self._fetcher = fetcher
        self._store = store
        self._now = now
        self._force = force
        self._parse = parse
        self._states = store.load_states()
        # Filled during the run too: a 429 for one feed of a site puts off the others.
        self._site_delays = store.load_site_delays(now)

    async def outcome(self, feed: Feed) -> FeedOutcome:
        """What becomes of one feed; raises StoreError only."""
        state = self._states.get(feed.url) or FeedState(feed.url)
        try:
            return self._not_now(feed, state) or await self._ask(feed, state)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - one feed's surprise must not cost the others
            reason = f"erreur inattendue ({type(error).__name__}: {error})"[:300]
            return self._save(feed, scheduling.after_failure(state, reason, self._now, _jitter(feed.url)))

    def _not_now(self, feed: Feed, state: FeedState) -> FeedOutcome | None:
        """The outcome of a feed that is not to be asked; None if it is."""
        delay = self._site_delays.get(site_of(state.fetch_url))
        if delay is not None and state.status != "gone":
            reason = state.error if state.status == "delayed" else "son site demande d'attendre"
            return replace(_outcome(feed, state), status="delayed", error=reason, next_fetch=delay)
        if scheduling.is_due(state, self._now, force=self._force):
            return None
        if state.failures == 0:
            # Read not long ago, and still fresh by what its site said: nothing new to expect, nothing asked.
            return replace(_outcome(feed, state), status="unchanged", error=None)
        status = "gone" if state.status == "gone" else "delayed"
        return replace(_outcome(feed, state), status=status)

    async def _ask(self, feed: Feed, state: FeedState) -> FeedOutcome:
        try:
            response = await self._fetcher.get(
                state.fetch_url, etag=state.etag, last_modified=state.last_modified, validators_url=state.validators_url
            )
        except FetchError as error:
            return self._save(feed, scheduling.after_failure(state, error.reason, self._now, _jitter(feed.url)))
        # A 304 to a request that was not conditional leaves us with nothing.
        if response.status == 200 or (response.status == 304 and state.body_hash):
            return await self._read(feed, state, response)
        return self._refused(feed, state, response)

    def _refused(self, feed: Feed, state: FeedState, response: Response) -> FeedOutcome:
        """410, Retry-After, or any other answer without a feed."""
        reason, jitter = explain_status(response.status), _jitter(feed.url)
        if response.status == 410:
            return self._save(feed, scheduling.after_gone(state, reason, self._now))
        if response.status not in (429, 503):
            return self._save(feed, scheduling.after_failure(state, reason, self._now, jitter))
        until = scheduling.retry_after(response.headers, self._now)
        if until:
            site = site_of(response.url)
            self._site_delays[site] = until
            self._store.save_site_delay(site, until, reason)
        return self._save(feed, scheduling.after_wish_to_wait(state, reason, until, self._now, jitter))

    async def _read(self, feed: Feed, state: FeedState, response: Response) -> FeedOutcome:
        """A 200 or 304: what changed is parsed, both keep their validators."""
        body_hash = state.body_hash if response.status == 304 else hashlib.sha256(response.body).hexdigest()
        success = scheduling.Success(
            response.headers, response.url, response.permanent_url, not_modified=response.status == 304
        )
        if body_hash == state.body_hash:
            return self._read_before(feed, state, success)
        state = replace(state, body_hash=body_hash)
        try:
            parsed = await self._parse(response.body, response.url, dict(response.headers))
        except FeedParseError as error:
            return self._unreadable(feed, state, success, error.reason)
        entries = [replace(entry, feed_url=feed.url) for entry in parsed.entries]
        if feed.full == "never":
            entries = [replace(entry, content_words=None) for entry in entries]
        state = replace(state, hints=parsed.hints, unreadable=None, entries=len(entries))
        state = scheduling.after_success(state, success, self._now, _jitter(feed.url))
        state = replace(state, status="redirected" if response.permanent_url else "ok")
        new = self._store.save_outcome(state, entries, now=self._now)
        title = feed.title or parsed.title
        return replace(_outcome(feed, state), title=title, new=new, recovered=parsed.recovered)

    def _read_before(self, feed: Feed, state: FeedState, success: scheduling.Success) -> FeedOutcome:
        if state.unreadable:
            return self._unreadable(feed, state, success, state.unreadable)
        state = scheduling.after_success(state, success, self._now, _jitter(feed.url))
        return self._save(feed, replace(state, status="unchanged"))

    def _unreadable(self, feed: Feed, state: FeedState, success: scheduling.Success, reason: str) -> FeedOutcome:
        """A body that is no feed: an error, but its validators are kept: it is sent again only if it changes."""
        jitter = _jitter(feed.url)
        fetched = scheduling.after_success(state, success, self._now, jitter)
        fetched = replace(fetched, failures=state.failures, last_success=state.last_success, unreadable=reason)
        return self._save(feed, scheduling.after_failure(fetched, reason, self._now, jitter))

    def _save(self, feed: Feed, state: FeedState) -> FeedOutcome:
        self._store.save_outcome(state, now=self._now)
        return _outcome(feed, state)


def _outcome(feed: Feed, state: FeedState) -> FeedOutcome:
    return FeedOutcome(
        url=feed.url,
        status=state.status,
        title=feed.title,
        entries=state.entries,
        error=state.error,
        next_fetch=state.next_fetch,
        moved_to=state.moved_to,
    )


def _jitter(url: str) -> float:
    """A number from 0 to 1, the same for a feed in each run, spread evenly over the feeds."""
    return zlib.crc32(url.encode()) / 2**32
