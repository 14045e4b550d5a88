"""Parsing in other processes: the same feed comes back, and what breaks a worker costs one feed."""

import asyncio
import os
import signal
import subprocess
import sys

import pytest

from alaminute.errors import FeedParseError
from alaminute.feeds import workers
from alaminute.feeds.collecting import collect, collect_with
from alaminute.feeds.fetching import Fetcher
from alaminute.feeds.model import Feed
from alaminute.feeds.parsing import parse_feed
from alaminute.feeds.storage import Store
from alaminute.feeds.workers import ParserPool

URL = "http://feed.test/"


async def test_a_feed_comes_back_as_if_parsed_here(data):
    async with ParserPool(1) as pool:
        for name in ("rss-2.0.xml", "json-1.1.json", "unclosed.xml"):
            assert await pool.parse(data(name), URL, {}) == parse_feed(data(name), URL)


async def test_many_feeds_at_once_each_get_their_own_answer(rss):
    async with ParserPool(2) as pool:
        feeds = await asyncio.gather(*(pool.parse(rss(f"n{number}"), URL, {}) for number in range(40)))
    assert [feed.entries[0].title for feed in feeds] == [f"n{number}" for number in range(40)]


async def test_what_is_no_feed_says_why_and_the_worker_goes_on(rss):
    async with ParserPool(1) as pool:
        with pytest.raises(FeedParseError, match="vide"):
            await pool.parse(b"", URL, {})
        assert len((await pool.parse(rss("a"), URL, {})).entries) == 1
        assert len(pool._started) == 1


async def test_a_worker_that_takes_too_long_is_replaced(rss):
    async with ParserPool(1) as pool:
        await pool.parse(rss("a"), URL, {})
        (worker,) = pool._started
        os.kill(worker.pid, signal.SIGSTOP)
        pool._timeout = 0.2
        with pytest.raises(FeedParseError, match="trop long"):
            await pool.parse(rss("b"), URL, {})
        pool._timeout = 20
        assert len((await pool.parse(rss("c"), URL, {})).entries) == 1
        assert worker not in pool._started


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_worker_leaves_it_to_its_parent_to_heed_an_interruption(rss, number):
    async with ParserPool(1) as pool:
        await pool.parse(rss("a"), URL, {})
        (worker,) = pool._started
        os.kill(worker.pid, number)
        assert len((await pool.parse(rss("b"), URL, {})).entries) == 1
        assert worker in pool._started


async def test_a_worker_that_dies_costs_one_feed_and_never_blocks_the_others(rss):
    async with ParserPool(1) as pool:
        await pool.parse(rss("a"), URL, {})
        (worker,) = pool._started
        os.kill(worker.pid, signal.SIGKILL)
        await worker.wait()
        results = await asyncio.gather(*(pool.parse(rss("b"), URL, {}) for _ in range(5)), return_exceptions=True)
    assert sum(isinstance(result, FeedParseError) for result in results) == 1


def test_a_worker_may_not_take_more_memory_than_its_bound():
    script = "from alaminute.feeds import worker; worker._bound_memory(); bytearray(2 * worker.MEMORY_BYTES)"
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, env=workers._environment())
    assert b"MemoryError" in done.stderr


async def test_no_worker_outlives_the_pool(rss):
    async with ParserPool(2) as pool:
        await asyncio.gather(*(pool.parse(rss("a"), URL, {}) for _ in range(20)))
        workers = list(pool._started)
    assert workers
    assert all(worker.returncode is not None for worker in workers)


async def test_a_run_that_finds_nothing_changed_starts_no_worker(host, store, now, monkeypatch):
    async def refuse(*_, **__):
        raise AssertionError("a worker was started")

    monkeypatch.setattr(asyncio, "create_subprocess_exec", refuse)
    async with Fetcher(allowed_hosts=[host.name]) as fetcher:
        report = await collect_with(fetcher, [Feed(host.url("/missing"))], store, now=now)
    assert report.feeds[0].status == "error"


async def test_a_run_parses_in_workers(host, store, now, rss):
    host.pages["*"] = rss("a")
    async with Fetcher(allowed_hosts=[host.name]) as fetcher:
        report = await collect_with(fetcher, [Feed(host.url(f"/{n}")) for n in range(4)], store, now=now)
    assert [feed.status for feed in report.feeds] == ["ok"] * 4


async def test_the_whole_run_can_be_had_with_one_call(host, tmp_path, now, rss):
    host.pages["/feed"] = rss("a")

    def run():
        with Store.open(tmp_path / "store.db") as store:
            return collect([Feed(host.url("/feed"))], store, now=now, allowed_hosts=[host.name])

    # In a thread: it brings an event loop of its own.
    assert (await asyncio.to_thread(run)).entries_new == 1
