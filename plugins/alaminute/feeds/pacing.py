"""Turns at a host: so many requests at once, and a pause between the starts of two."""

import asyncio
import ipaddress
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Pacer:
    """Hands out turns host by host, first come first served."""

    def __init__(self, per_host: int, spacing_seconds: float) -> None:
        self._per_host = per_host
        self._spacing = spacing_seconds
        self._slots: dict[str, asyncio.Semaphore] = {}
        self._next_start: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for one's turn at a host (`host` or `host:port`), and hold it."""
        slot = self._slots.setdefault(host, asyncio.Semaphore(self._per_host))
        async with slot:
            await asyncio.sleep(self._pause(host))
            yield

    def _pause(self, host: str) -> float:
        """Seconds to wait before the next start, which is thereby taken."""
        if self._spacing <= 0 or _is_loopback(host):
            return 0
        now = asyncio.get_running_loop().time()
        start = max(now, self._next_start.get(host, now))
        self._next_start[host] = start + self._spacing
        return start - now


def _is_loopback(host: str) -> bool:
    """Whether it is this very machine, by address: a server of the author's own, whom no pause spares anything."""
    try:
        return ipaddress.ip_address(host.rpartition(":")[0] or host).is_loopback
    except ValueError:
        return host.partition(":")[0] == "localhost"
