"""kill -9 at any moment of a run: the next run works, and no entry is lost or doubled."""

import asyncio
import random
import sys

import pytest

from alaminute.feeds import workers
from alaminute.feeds.storage import Store

MOMENTS = 50
FEEDS = 12
# Imports once, then forks a run for each line that it reads: the seconds after which to kill it, "" for never.
SCRIPT = """
import asyncio, os, signal, sys, time
from datetime import UTC, datetime
from alaminute.feeds import collecting, fetching, model, parsing, storage

async def parse(body, url, headers):
    return parsing.parse_feed(body, url, headers)

async def run(store, urls):
    async with fetching.Fetcher(allowed_hosts=[urls[0].split("/")[2]]) as fetcher:
        feeds = [model.Feed(url) for url in urls]
        now = datetime(2026, 11, 20, tzinfo=UTC)
        return await collecting.collect_with(fetcher, feeds, store, now=now, force=True, parse=parse)

def child(path, urls):
    with storage.Store.open(path) as store:
        report = asyncio.run(run(store, urls))
    os._exit(report.exit_code or len([feed for feed in report.feeds if feed.error]))

for line in sys.stdin:
    pid = os.fork()
    if pid == 0:
        child(sys.argv[1], sys.argv[2:])
    if line.strip():
        time.sleep(float(line))
        os.kill(pid, signal.SIGKILL)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""


class Runs:
    """Runs of a collection, killed on demand."""

    def __init__(self, process):
        self._process = process

    async def one(self, kill_after=None):
        """The exit code of a run; -9 if it was killed."""
        self._process.stdin.write(b"\n" if kill_after is None else f"{kill_after}\n".encode())
        return int(await self._process.stdout.readline())


@pytest.fixture
async def runs(host, tmp_path):
    pipe = asyncio.subprocess.PIPE
    urls = [host.url(f"/{number}") for number in range(FEEDS)]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", SCRIPT, str(tmp_path / "store.db"), *urls),
        stdin=pipe,
        stdout=pipe,
        env=workers._environment(),
    )
    yield Runs(process)
    process.stdin.close()
    await process.wait()


def entries_of_each_feed(path):
    """How many entries each feed has in the store, which must be as many as its state says, each once."""
    with Store.open(path) as store:
        states = store.load_states()
        for url, state in states.items():
            addresses = [entry.url for entry in store.entries_of(url)]
            assert len(addresses) == len(set(addresses)) == state.entries
        return {url: state.entries for url, state in states.items()}


async def test_a_run_killed_at_any_moment_loses_and_doubles_nothing(host, tmp_path, rss, runs):
    names = [f"entry-{number}" for number in range(MOMENTS)]
    chance = random.Random(47)  # noqa: S311 - repeatable, not secret
    host.pages["*"] = rss(names[0])
    await runs.one()
    start = asyncio.get_running_loop().time()
    assert await runs.one() == 0
    duration = asyncio.get_running_loop().time() - start
    before = {}
    for moment in range(MOMENTS):
        # The feeds go on publishing, so that each run has something to write.
        host.pages["*"] = rss(*reversed(names[: 1 + moment]))
        await runs.one(kill_after=chance.uniform(0, duration))
        after = entries_of_each_feed(tmp_path / "store.db")
        assert all(after[url] >= count for url, count in before.items())
        before = after
    assert await runs.one() == 0
    assert set(entries_of_each_feed(tmp_path / "store.db").values()) == {MOMENTS}
