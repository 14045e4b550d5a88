"""Collecting, held against its promises: prints seconds, CPU, memory and ratios.

    python benchmarks/collecting.py [--feeds 300] [--large 3000] [--reader PYTHON]

Every way is run in a process of its own against feed_host.py, 50 to 150 ms from each answer: feedparser.parse(url) one
after the other, lemon24/reader with 10 workers (with `--reader`, the interpreter of an environment that has it), ours
cold, ours with nothing changed, and the floor of that: the same conditional requests without parsing or a store.
Seconds are without imports, memory is of the process and its children together. Run it on a quiet machine with at least
two cores.
"""

import argparse
import asyncio
import importlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
HOSTS = 250


@dataclass
class Cost:
    """What one way took: seconds of wall and of CPU, mebibytes at the peak."""

    wall: float
    cpu: float
    memory: float

    def __str__(self) -> str:
        """One cell of the table."""
        return f"{self.wall:7.2f} s   CPU {self.cpu:6.2f} s   {self.memory:5.0f} MiB"


def sequential(urls: list[str], _: str) -> None:
    """What a script of ten lines does."""
    import feedparser  # noqa: PLC0415 - its cost belongs to this way only

    for url in urls:
        feedparser.parse(url)


def reader(urls: list[str], folder: str) -> None:
    """lemon24/reader, as its documentation says, with ten workers."""
    from reader import make_reader  # noqa: PLC0415 - of another environment

    opened = make_reader(f"{folder}/reader.db")
    for url in urls:
        opened.add_feed(url, exist_ok=True)
    opened.update_feeds(workers=10)


def ours(urls: list[str], folder: str) -> None:
    """The command's own call; forced, so that feeds read a moment ago are asked again, conditionally."""
    from alaminute.feeds.collecting import collect  # noqa: PLC0415
    from alaminute.feeds.model import Feed  # noqa: PLC0415
    from alaminute.feeds.storage import Store  # noqa: PLC0415

    with Store.open(f"{folder}/store.db") as store:
        hosts = [f"127.0.0.{number + 1}" for number in range(HOSTS)]
        report = collect(list(map(Feed, urls)), store, now=datetime.now(UTC), allowed_hosts=hosts, force=True)
    if report.exit_code or any(feed.status not in {"ok", "unchanged"} for feed in report.feeds):
        sys.exit("\n".join(report.summary_lines()))


def floor(urls: list[str], folder: str) -> None:
    """The requests of a run that finds nothing changed, and nothing else."""
    import aiohttp  # noqa: PLC0415

    etags = json.loads(Path(folder, "etags.json").read_text(encoding="utf-8"))

    async def ask() -> None:
        connector = aiohttp.TCPConnector(limit=64, limit_per_host=2)
        async with aiohttp.ClientSession(connector=connector) as session:

            async def one(url: str) -> None:
                async with session.get(url, headers={"If-None-Match": etags[url]}) as answer:
                    if answer.status != 304:
                        sys.exit(f"{url}: {answer.status}")

            await asyncio.gather(*map(one, urls))

    asyncio.run(ask())


NEEDS = {
    "sequential": ["feedparser"],
    "reader": ["reader"],
    "ours": ["alaminute.feeds.collecting"],
    "floor": ["aiohttp"],
}
WAYS = {way.__name__: way for way in (sequential, reader, ours, floor)}


def run(way: str, folder: str) -> None:
    """In a process of its own: import first, then measure, then print the figures."""
    urls = sys.stdin.read().split()
    for module in NEEDS[way]:
        importlib.import_module(module)
    before, start = spent(), time.monotonic()
    WAYS[way](urls, folder)
    print(json.dumps([time.monotonic() - start, spent() - before]))


def spent() -> float:
    """Seconds of CPU of this process and the children that it has waited for."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def measure(way: str, urls: list[str], folder: str, python: str = sys.executable) -> Cost:
    """The cost of one way."""
    command = [python, __file__, "--run", way, "--folder", folder]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        peak = [0.0]
        watcher = threading.Thread(target=watch, args=(process.pid, peak))
        watcher.start()
        out, _ = process.communicate("\n".join(urls))
        watcher.join()
    if process.returncode:
        sys.exit(f"{way}: {out}")
    wall, cpu = json.loads(out)
    return Cost(wall, cpu, peak[0])


def watch(pid: int, peak: list[float]) -> None:
    """Keep the highest resident memory of a process and its children together (Linux; elsewhere 0)."""
    while Path(f"/proc/{pid}/statm").exists() and "(zombie)" not in Path(f"/proc/{pid}/status").read_text(
        encoding="utf-8"
    ):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
        peak[0] = max(peak[0], sum(map(resident, [str(pid), *children])))
        time.sleep(0.05)


def resident(pid: str) -> float:
    """Mebibytes of one process, what it shares with others counted in full."""
    try:
        return (
            int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
        )
    except (OSError, IndexError):
        return 0.0


def known_etags(folder: str) -> None:
    """Leave the floor what it needs to ask as a run does."""
    from alaminute.feeds.storage import Store  # noqa: PLC0415

    with Store.open(f"{folder}/store.db") as store:
        etags = {url: state.etag for url, state in store.load_states().items()}
    Path(folder, "etags.json").write_text(json.dumps(etags), encoding="utf-8")


def compare(feeds: int, reader_python: str | None, *, others: bool) -> dict[str, Cost]:
    """The costs of all ways for so many feeds."""
    command = [sys.executable, str(HERE / "feed_host.py"), "--feeds", str(feeds), "--hosts", str(HOSTS)]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as host,
        tempfile.TemporaryDirectory() as folder,
    ):
        bases = host.stdout.readline().split()  # type: ignore[union-attr]
        urls = [f"{bases[number % len(bases)]}/{number}" for number in range(feeds)]
        costs = {"cold": measure("ours", urls, folder)}
        known_etags(folder)
        runs = [(measure("ours", urls, folder), measure("floor", urls, folder)) for _ in range(3)]
        costs["unchanged"], costs["floor"] = (min(ways, key=lambda cost: cost.wall) for ways in zip(*runs, strict=True))
        if others:
            costs["sequential"] = measure("sequential", urls, folder)
        if others and reader_python:
            costs["reader"] = measure("reader", urls, folder, reader_python)
        host.stdin.close()  # type: ignore[union-attr]
    for name, cost in costs.items():
        print(f"{feeds:5} feeds  {name:11}{cost}", flush=True)
    return costs


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=300)
    parser.add_argument("--large", type=int, default=3000, help="a list to compare with; 0: none")
    parser.add_argument("--reader", help="an interpreter that can import lemon24/reader")
    parser.add_argument("--run", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        run(options.run, options.folder)
        return
    costs = compare(options.feeds, options.reader, others=True)
    cold, unchanged = costs["cold"], costs["unchanged"]
    print(f"cold: {costs['sequential'].wall / cold.wall:.1f} × faster than one after the other (promise: 8)")
    if "reader" in costs:
        print(f"cold: {costs['reader'].wall / cold.wall:.1f} × faster than reader (promise: 3)")
    print(f"cold: {cold.memory:.0f} MiB at the peak (promise: 200)")
    print(f"unchanged: {unchanged.wall / costs['floor'].wall:.2f} × the floor (promise: 1.3)")
    print(f"unchanged: {unchanged.cpu:.2f} s of CPU (promise: 0.4)")
    if options.large:
        large = compare(options.large, None, others=False)
        print(
            f"{options.large} feeds: {large['cold'].wall / cold.wall:.1f} × the time of {options.feeds} (promise: 10.5)"
        )


if __name__ == "__main__":
    main()
