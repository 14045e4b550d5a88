"""A site is asked for its robots.txt once a day, not once a run."""

from datetime import UTC, datetime, timedelta

import pytest

from alaminute.errors import FetchError
from alaminute.feeds.fetching import Fetcher
from alaminute.feeds.robots_cache import RobotsCache
from feeds.host import Answer

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)


async def read(host, store, moment: datetime) -> None:
    async with Fetcher(allowed_hosts=["127.0.0.1"]) as fetcher:
        fetcher.robots.memory = RobotsCache(store, moment)
        await fetcher.get_article(host.url("/a"))


@pytest.mark.parametrize("robots", [b"User-agent: *\nDisallow: /b", Answer(404)], ids=["rules", "none"])
async def test_an_answer_is_kept_for_a_day(host, store, robots):
    host.pages |= {"/robots.txt": robots, "/a": b"a"}
    await read(host, store, NOW)
    await read(host, store, NOW + timedelta(hours=23))
    assert host.paths() == ["/robots.txt", "/a", "/a"]
    await read(host, store, NOW + timedelta(hours=25))
    assert host.paths().count("/robots.txt") == 2


async def test_kept_rules_are_obeyed(host, store):
    host.pages |= {"/robots.txt": b"User-agent: *\nDisallow: /a", "/a": b"a"}
    for hours in (0, 1):
        with pytest.raises(FetchError, match="robots"):
            await read(host, store, NOW + timedelta(hours=hours))
    assert host.paths() == ["/robots.txt"]


async def test_a_site_that_fails_is_asked_again(host, store):
    host.pages |= {"/robots.txt": Answer(503), "/a": b"a"}
    for _ in range(2):
        with pytest.raises(FetchError):
            await read(host, store, NOW)
    assert host.paths() == ["/robots.txt", "/robots.txt"]
