"""URL → bytes, politely and safely: the only module that opens a connection. It knows nothing of feeds.

Every hop of a redirect is followed by us, so that each is checked: http(s) only, a public address at the moment of
connecting (a name may resolve to another one a second later), a turn at its host. Bodies are bounded once decompressed.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from alaminute.errors import FetchError, SettingsError
from alaminute.feeds.body import BodyError, TooLargeError, read_body
from alaminute.feeds.guarding import guarded_connector, trusted_connector
from alaminute.feeds.pacing import Pacer
from alaminute.feeds.reasons import explain, explain_status
from alaminute.feeds.robots import MAX_ROBOTS_BYTES, Robots

VERSION = "0.1.0"
# Reserved for documentation (RFC 2606): tasks pass the author's own site, which is whom an administrator should ask.
CONTACT_URL = "https://alaminute.example/"
MAX_FEED_BYTES = 10 * 1024 * 1024
MAX_PAGE_BYTES = 5 * 1024 * 1024
FEED_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1"
)
PAGE_ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
_NAME_THREADS = 32
# Bodies above a mebibyte in memory at once.
_LARGE_AT_ONCE = 4
_REDIRECTS = {301, 302, 303, 307, 308}
_PERMANENT = {301, 308}


@dataclass(frozen=True)
class Limits:
    """How much is asked at once and how long is waited. The defaults are what a stranger's host may be asked."""

    # For one address, all its redirects, slots and bytes included but for the wait for a slot.
    total_seconds: float = 20.0
    # For the other addresses of a host that has once taken all of that in this run: they are not the first to wait.
    patience_seconds: float = 3.0
    connect_seconds: float = 10.0
    connections: int = 64
    connections_per_host: int = 2
    # Between the starts of two requests to one host. Loopback is nobody's host: no pause there.
    host_spacing_seconds: float = 1.0
    max_redirects: int = 5


@dataclass(frozen=True)
class Response:
    """An answer, whatever its status. Header names are in lower case."""

    status: int
    # Where the body came from, after redirects.
    url: str
    body: bytes
    headers: Mapping[str, str]
    # Where it has moved for good: set if the way there began with permanent redirects (301, 308).
    permanent_url: str | None = None


@dataclass(frozen=True)
class Validators:
    """What a former answer gave, as received, and the address that gave it; sent to that address only."""

    url: str
    etag: str | None = None
    last_modified: str | None = None

    def headers_for(self, url: str) -> dict[str, str]:
        """The conditional headers of a request to `url`; none if it is another address."""
        if url != self.url:
            return {}
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in headers.items() if value}


def _anything(_: str) -> bool:
    return True


async def _at_once() -> None:
    return


@dataclass(frozen=True)
class Guide:
    """What the caller decides while a request is on its way."""

    # Whether an address that a redirect leads to may be fetched.
    claim: Callable[[str], bool] = _anything
    # Awaited when it is the request's turn, just before it is sent: the caller's moment to hold it back.
    ready: Callable[[], Awaitable[None]] = _at_once


# Follows no redirect by itself.
HOP_BY_HOP = Guide(claim=lambda _: False)


class TooLargeFetchError(FetchError):
    """A body above its bound; `response` has what fits, and the validators that spare sending it again."""

    def __init__(self, url: str, reason: str, response: Response) -> None:
        super().__init__(url, reason)
        self.response = response


class Fetcher:
    """Fetches addresses; an async context manager.

    `allowed_hosts` are `HOST` or `HOST:PORT` that may be machines of a private network or this one; nothing else may.
    `resolver` replaces the system's name look-up.
    """

    def __init__(
        self,
        *,
        allowed_hosts: Iterable[str] = (),
        contact_url: str = CONTACT_URL,
        limits: Limits | None = None,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.user_agent = f"alaminute/{VERSION} (+{contact_url})"
        self._allowed = frozenset(map(parse_allowed_host, allowed_hosts))
        self._resolver = resolver
        self._stack = AsyncExitStack()
        self._pacer = Pacer(self.limits.connections_per_host, self.limits.host_spacing_seconds)
        self._slots = asyncio.Semaphore(self.limits.connections)
        self._sessions: dict[bool, aiohttp.ClientSession] = {}
        self._slow_hosts: set[str] = set()
        self._large = asyncio.Semaphore(_LARGE_AT_ONCE)
        self.robots = Robots(self._get_robots, self.user_agent)

    async def __aenter__(self) -> Self:
        """Open the connections' pools; no connection yet."""
        # Names are looked up in the loop's threads, by default a handful: hundreds of hosts would queue for them.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_NAME_THREADS, "names"))
        for trusted in (False, True):
            make = trusted_connector if trusted else guarded_connector
            session = aiohttp.ClientSession(
                connector=make(self.limits.connections, self._resolver),
                headers={"User-Agent": self.user_agent, "Accept-Encoding": "gzip, deflate"},
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=self.limits.connect_seconds),
                trust_env=False,
            )
            self._sessions[trusted] = await self._stack.enter_async_context(session)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close every connection."""
        await self._stack.aclose()

    async def get(
        self,
        url: str,
        *,
        validators: Validators | None = None,
        max_bytes: int = MAX_FEED_BYTES,
        accept: str = FEED_ACCEPT,
        guide: Guide | None = None,
    ) -> Response:
        """The answer to a GET, redirects followed; of any status, with a body for 200 only.

        If `guide.claim` refuses the address that a redirect leads to, the answer is the redirect itself, with that
        address in `url`. Raises FetchError, in French: no answer, a forbidden address, too many bytes, too slow.
        """
        try:
            return await self._follow(url, validators or Validators(url), max_bytes, accept, guide or Guide())
        except TimeoutError as error:
            raise FetchError(url, "pas de réponse complète à temps") from error
        except BodyError as error:
            raise FetchError(url, str(error)) from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise FetchError(url, explain(error)) from error

    async def get_article(self, url: str, *, max_bytes: int = MAX_PAGE_BYTES) -> Response:
        """An article's page, if robots.txt allows it; status 200 always. Raises FetchError otherwise.

        Each redirect is asked about in turn: it may lead to a site that does not want robots.
        """
        address = url
        for _ in range(self.limits.max_redirects + 1):
            if reason := await self.robots.refusal(address):
                raise FetchError(url, reason)
            response = await self.get(address, max_bytes=max_bytes, accept=PAGE_ACCEPT, guide=HOP_BY_HOP)
            if response.status == 200:
                return response
            if response.url == address:
                raise FetchError(url, explain_status(response.status), status=response.status)
            address = response.url
        raise FetchError(url, f"plus de {self.limits.max_redirects} redirections")

    async def _follow(self, url: str, validators: Validators, max_bytes: int, accept: str, guide: Guide) -> Response:
        budget = _Budget(self.limits.total_seconds)
        address, permanent, seen = url, True, {url}
        permanent_url = None
        for _ in range(self.limits.max_redirects + 1):
            headers = {"Accept": accept} | validators.headers_for(address)
            response = await self._ask(address, headers, max_bytes, budget, guide)
            location = response.headers.get("location", "")
            if response.status not in _REDIRECTS or not location:
                return replace(response, permanent_url=permanent_url)
            target = urljoin(address, location.strip())
            if target in seen:
                raise FetchError(url, "redirections en boucle")
            seen.add(target)
            permanent = permanent and response.status in _PERMANENT
            permanent_url = target if permanent else permanent_url
            address = target
            if not guide.claim(target):
                return replace(response, url=target, permanent_url=permanent_url)
        raise FetchError(url, f"plus de {self.limits.max_redirects} redirections")

    async def _ask(
        self, url: str, headers: dict[str, str], max_bytes: int, budget: "_Budget", guide: Guide
    ) -> Response:
        """One request to one address, no redirect followed."""
        # aiohttp's own reading of the address decides: two parsers may disagree on who the host is.
        target = URL(url)
        if target.scheme not in ("http", "https") or not target.host:
            raise ValueError(url)
        host = target.host if target.is_default_port() else f"{target.host}:{target.port}"
        session = self._sessions[target.host in self._allowed or f"{target.host}:{target.port}" in self._allowed]
        async with self._pacer.turn(host), self._slots:
            await guide.ready()
            async with (
                self._in_time(host, budget),
                session.get(target, headers=headers, allow_redirects=False) as answer,
            ):
                return await self._answered(url, answer, max_bytes)

    async def _answered(self, url: str, answer: aiohttp.ClientResponse, max_bytes: int) -> Response:
        received = {name.lower(): value for name, value in answer.headers.items()}
        response = Response(answer.status, url, b"", received)
        if answer.status != 200:
            return response
        try:
            return replace(response, body=await read_body(answer, max_bytes, self._large))
        except TooLargeError as error:
            raise TooLargeFetchError(url, str(error), replace(response, body=error.beginning)) from error

    @asynccontextmanager
    async def _in_time(self, host: str, budget: "_Budget") -> AsyncIterator[None]:
        if host in self._slow_hosts:
            budget.shorten(self.limits.patience_seconds)
        try:
            async with budget.spending():
                yield
        except TimeoutError:
            self._slow_hosts.add(host)
            raise

    async def _get_robots(self, url: str) -> Response:
        try:
            return await self.get(url, max_bytes=MAX_ROBOTS_BYTES, accept="text/plain, */*;q=0.1")
        except TooLargeFetchError as error:
            # RFC 9309, 2.5: what is above the bound is not looked at, what is below holds.
            return error.response


class _Budget:
    """The seconds left for one address: spent while a request runs, not while it waits for its turn."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    def shorten(self, seconds: float) -> None:
        """Leave at most so many."""
        self._left = min(self._left, seconds)

    @asynccontextmanager
    async def spending(self) -> AsyncIterator[None]:
        start = time.monotonic()
        try:
            async with asyncio.timeout(self._left):
                yield
        finally:
            self._left -= time.monotonic() - start


def parse_allowed_host(text: str) -> str:
    """`HOST` or `HOST:PORT` as it is compared. Raises SettingsError."""
    try:
        parts = urlsplit(f"//{text.strip()}")
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if not parts.hostname or parts.path or parts.username:
        raise SettingsError(
            f"--allow-host {text} : un nom ou une adresse, et un port si besoin, par exemple 127.0.0.1:8600"
        )
    return f"{parts.hostname}:{port}" if port else parts.hostname
