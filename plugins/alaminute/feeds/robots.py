"""May this page be fetched? robots.txt by RFC 9309, for articles only: a feed is published for robots."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from protego import Protego

from alaminute.errors import FetchError

MAX_ROBOTS_BYTES = 500 * 1024  # RFC 9309, 2.5: what a robot must be able to read


class Robots:
    """The rules of the sites asked about, each fetched once and kept for the run, which is far under the 24 h allowed.

    `fetch` gives an answer with `.status` and `.body` for an address, or raises FetchError.
    """

    def __init__(self, fetch: Callable[[str], Awaitable[Any]], user_agent: str) -> None:
        self._fetch = fetch
        self._user_agent = user_agent
        self._rules: dict[str, asyncio.Task[Protego | str | None]] = {}

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
        try:
            response = await self._fetch(f"{origin}/robots.txt")
        except FetchError as error:
            return error.reason
        if response.status == 200:
            return Protego.parse(response.body.decode("utf-8", "replace").lstrip("\ufeff"))
        # Redirects beyond what is followed count as « unavailable » too (RFC 9309, 2.3.1.2).
        return None if response.status < 500 else f"robots.txt ne répond pas (HTTP {response.status})"
