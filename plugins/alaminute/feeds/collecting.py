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
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from alaminute.errors import FeedParseError, FetchError, StoreError
from alaminute.feeds import scheduling
from alaminute.feeds.addresses import site_of
from alaminute.feeds.fetching import (
    CONTACT_URL,
    Fetcher,
    Guide,
    Limits,
    Response,
    TooLargeFetchError,
    Validators,
)
from alaminute.feeds.model import Feed, FeedState, ParsedFeed
from alaminute.feeds.reasons import explain_status
from alaminute.feeds.report import CollectReport, FeedOutcome
from alaminute.feeds.storage import Store
from alaminute.feeds.workers import ParserPool

# Called after each feed with how many are done, of how many, and the outcome of this one.
Progress = Callable[[int, int, FeedOutcome], None]
Parse = Callable[[bytes, str, Mapping[str, str]], Awaitable[ParsedFeed]]
# Bodies fetched but not parsed yet: above this no request is sent. A thousand feeds never hold a thousand bodies.
MAX_WAITING_BYTES = 16 * 1024 * 1024
# In place of the hash of a body that was not read to its end.
TOO_LARGE = "too large"


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
        fetcher = Fetcher(allowed_hosts=allowed_hosts, contact_url=contact_url, limits=limits)
        async with fetcher:
            return await collect_with(fetcher, feeds, store, now=now, force=force, progress=progress)

    return asyncio.run(run())


async def collect_with(  # noqa: PLR0913 - the command's options, and who does the work
    fetcher: Fetcher,
    feeds: Sequence[Feed],
    store: Store,
    *,
    now: datetime,
    force: bool = False,
    progress: Progress | None = None,
    parse: Parse | None = None,
) -> CollectReport:
    """`collect` with a fetcher that is already open; for use inside an event loop.

    `parse` replaces the worker processes, for callers that cannot have any.
    """
    if parse is None:
        async with ParserPool() as pool:
            return await collect_with(fetcher, feeds, store, now=now, force=force, progress=progress, parse=pool.parse)
    start = time.monotonic()
    run = _Run(fetcher, store, now, parse, force=force)
    run.own(feeds)
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
    outcomes = run.forgiven([task.result() for task in tasks])
    return CollectReport(now, time.monotonic() - start, tuple(outcomes))


class _Run:
    """What the feeds of one run share."""

    def __init__(self, fetcher: Fetcher, store: Store, now: datetime, parse: Parse, *, force: bool) -> None:
        self._fetcher = fetcher
        self._store = store
        self._now = now
        self._force = force
        self._parse = parse
        self._states = store.load_states()
        # Filled during the run too: a 429 for one feed of a site puts off the others.
        self._site_delays = store.load_site_delays(now)
        self._room = _Room(MAX_WAITING_BYTES)
        # Which feed an address belongs to: its own, and those it was redirected to in this run.
        self._owners: dict[str, str] = {}
        # Whether any site has answered, and the states of feeds whose site has not.
        self._answered = False
        self._unanswered: dict[str, FeedState] = {}

    def own(self, feeds: Iterable[Feed]) -> None:
        """Note whose address is whose, before any of them is asked."""
        for feed in feeds:
            self._owners.setdefault(feed.url, feed.url)
        for feed in feeds:
            state = self._states.get(feed.url)
            self._owners.setdefault(state.fetch_url if state else feed.url, feed.url)

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

    def forgiven(self, outcomes: Sequence[FeedOutcome]) -> list[FeedOutcome]:
        """The outcomes; if no site at all has answered, no feed is put off for what is a failure of our own network."""
        if self._answered:
            return list(outcomes)
        for state in self._unanswered.values():
            self._store.save_outcome(scheduling.after_outage(state, self._now), now=self._now)
        return [replace(o, next_fetch=self._now) if o.url in self._unanswered else o for o in outcomes]

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
        def claim(address: str) -> bool:
            return self._owners.setdefault(address, feed.url) == feed.url

        if not claim(state.fetch_url):
            return self._same_as(feed, state, Response(301, state.fetch_url, b"", {}, state.fetch_url))
        validators = Validators(state.validators_url or "", state.etag, state.last_modified)
        try:
            response = await self._fetcher.get(
                state.fetch_url, validators=validators, guide=Guide(claim, self._room.wait)
            )
        except TooLargeFetchError as error:
            self._answered = True
            success = scheduling.Success(error.response.headers, error.response.url)
            return self._unreadable(feed, replace(state, body_hash=TOO_LARGE), success, error.reason)
        except FetchError as error:
            state = scheduling.after_failure(state, error.reason, self._now, _jitter(feed.url))
            self._unanswered[feed.url] = state
            return self._save(feed, state)
        self._answered = True
        # A 304 to a request that was not conditional leaves us with nothing.
        if response.status == 200 or (response.status == 304 and state.body_hash):
            return await self._read(feed, state, response)
        if not claim(response.url):
            return self._same_as(feed, state, response)
        return self._refused(feed, state, response)

    def _same_as(self, feed: Feed, state: FeedState, response: Response) -> FeedOutcome:
        """Redirected to the address of another feed of the list: read there, once, and not again for this one."""
        success = scheduling.Success({}, response.url, response.permanent_url)
        state = scheduling.after_success(state, success, self._now, _jitter(feed.url))
        other = self._owners[response.url]
        outcome = self._save(feed, replace(state, status="redirected", body_hash=None, unreadable=None))
        return replace(outcome, recovered=(f"mène au même flux que {other} : l'un des deux suffit",))

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
            with self._room.hold(len(response.body)):
                parsed = await self._parse(response.body, response.url, response.headers)
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


class _Room:
    """Bytes that may wait for the parser; who comes when it is full waits until there is room again."""

    def __init__(self, max_bytes: int) -> None:
        self._max = max_bytes
        self._held = 0
        self._free = asyncio.Event()
        self._free.set()

    async def wait(self) -> None:
        """Return once there is room."""
        await self._free.wait()

    @contextmanager
    def hold(self, size: int) -> Iterator[None]:
        """Count so many bytes as waiting."""
        self._change(size)
        try:
            yield
        finally:
            self._change(-size)

    def _change(self, size: int) -> None:
        self._held += size
        if self._held < self._max:
            self._free.set()
        else:
            self._free.clear()
