"""How scoring, merging and choosing grow with the number of candidates: `python benchmarks/choosing.py`.

Prints CPU seconds for 1,000, 10,000 and 100,000 made-up entries, and their ratio to what n log n would predict from the
first. Pages are not fetched: every article has a length made up from its number.
"""

import asyncio
import gc
import math
import random
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from alaminute.articles.model import Article
from alaminute.feeds.model import Entry, Feed
from alaminute.selections.choosing import DraftPlan, choose
from alaminute.selections.scoring import candidates
from alaminute.selections.topics import learn_topics
from alaminute.weeks import Week

NOW = datetime(2026, 11, 20, 7, tzinfo=UTC)
SIZES = (1000, 10_000, 100_000)
ROUNDS = 3
WORDS = [f"mot{number}" for number in range(4000)]


def made_up(count: int) -> tuple[list[Feed], list[Entry]]:
    """Feeds of about 30 entries each; one title in ten is nearly another's."""
    rng = random.Random(1)  # noqa: S311  # made-up data, not secrets
    feeds = [Feed(f"https://f{number}.example/feed", title=f"Flux {number}") for number in range(max(1, count // 30))]
    titles = [" ".join(rng.choices(WORDS, k=rng.randint(4, 10))) for _ in range(count)]
    entries = []
    for number in range(count):
        title = titles[number] if number % 10 else titles[rng.randrange(count)]
        feed = rng.choice(feeds)
        url = f"{feed.site_url or feed.url}/{number}"
        when = NOW - timedelta(minutes=rng.randrange(1, 10_000))
        entries.append(Entry(feed.url, url, url, title, published=when, summary=" ".join(rng.choices(WORDS, k=40))))
    return feeds, entries


async def read(urls: Sequence[str]) -> Mapping[str, Article]:
    """Articles of 100 to 1,500 words."""
    return {url: Article(url, NOW, "read", 100 + sum(map(ord, url)) % 1400) for url in urls}


def seconds(count: int) -> float:
    """CPU seconds for one choice among so many."""
    feeds, entries = made_up(count)
    plan = DraftPlan(Week(2026, 47), NOW, ZoneInfo("UTC"), topics=learn_topics(WORDS[:60], []))
    gc.collect()  # of the size before
    start = time.process_time()
    choice = asyncio.run(choose(plan, candidates(entries, feeds), {}, read))
    assert choice.items
    return time.process_time() - start


def main() -> None:
    """Print a line for each size: the best of several rounds, in which sizes take turns, as machines are uneven."""
    seconds(200)  # imports and caches
    best = dict.fromkeys(SIZES, math.inf)
    for _ in range(ROUNDS):
        for count in SIZES:
            best[count] = min(best[count], seconds(count))
    smallest = min(SIZES)
    for count in SIZES:
        predicted = best[smallest] * count * math.log(count) / (smallest * math.log(smallest))
        print(f"{count:7,d} candidates: {best[count]:7.2f} s CPU, {best[count] / predicted:.2f} of n log n")


if __name__ == "__main__":
    main()
