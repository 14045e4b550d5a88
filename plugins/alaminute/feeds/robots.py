"""May this page be fetched? robots.txt by RFC 9309, for articles only: a feed is published for robots."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Protocol
from urllib.parse import urlsplit

from protego import Protego

from alaminute.errors import FetchError

MAX_ROBOTS_BYTES = 500 * 1024  # RFC 9309, 2.5: what a robot must be able to read


class Kept(Protocol):
    """What a site answered: the text of its rules, or None where it has none."""

    @property
    def rules(self) -> str | None:
        """The text."""


class Memory(Protocol):
    """What is needed of feeds.robots_cache.RobotsCache."""

    def load(self, origin: str) -> Kept | None:
        """What the site answered not long ago; None if it was not asked."""

    def save(self, origin: str, rules: str | None) -> None:
        """Remember an answer."""


class Robots:
    """The rules of the sites asked about, each fetched once a run, and once a day where there is a `memory`.

    `fetch` gives an answer with `.status` and `.body` for an address, or raises FetchError.
    """

    def __init__(self, fetch: Callable[[str], Awaitable[Any]], user_agent: str) -> None:
        self._fetch = fetch
        self._user_agent = user_agent
        self._rules: dict[str, asyncio.Task[Protego | str | None]] = {}
        self.memory: Memory | None = None

    async def refusal(self, url: str) -> str | None:
        """Why the page may not be fetched, in French; None if it may.

        A site that answers 4xx has no rules; one that fails is shut (RFC 9309, 2.3.1.4), and what failed is the reason.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._load(origin))
        rules = await self._rules[origin]
        if rules is None or isinstance(rules, str):
            return rules
        if rules.can_fetch(url, self._user_agent):
            return None
        return "le site demande aux robots de ne pas lire cette page (robots.txt)"

    async def _load(self, origin: str) -> Protego | str | None:
        """The rules; None if there are none; a reason if they cannot be known."""
        kept = self.memory.load(origin) if self.memory else None
        if kept:
            return Protego.parse(kept.rules) if kept.rules is not None else None
        try:
            response = await self._fetch(f"{origin}/robots.txt")
        except FetchError as error:
            return error.reason
        if response.status >= 500:
            return f"robots.txt ne répond pas (HTTP {response.status})"
        # Redirects beyond what is followed count as « unavailable » too (RFC 9309, 2.3.1.2).
        rules = response.body.decode("utf-8", "replace").lstrip("\ufeff") if response.status == 200 else None
        if self.memory:
            self.memory.save(origin, rules)
        return Protego.parse(rules) if rules is not None else None
