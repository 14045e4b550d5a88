"""A host of made-up feeds on loopback, for benchmarks/collecting.py: latency, ETag, 304, gzip, as real hosts have.

    python benchmarks/feed_host.py --feeds 300 --hosts 250 --latency 50-150

The first line printed is the base address of each host, separated by spaces; feed N is /N at any of them. The same
arguments serve the same bytes. It ends when its standard input does.
"""

import argparse
import asyncio
import gzip
import hashlib
import random
import sys

WORDS = (
    "le client une marque vend offre lettre courrier panier caisse point fidélité service prix écoute retour".split()
)
EPOCH = 1_790_000_000


def feed(number: int) -> tuple[bytes, str]:
    """A gzipped RSS feed of 20 to 100 entries and 20 to 200 kB, and its ETag."""
    chance = random.Random(number)  # noqa: S311 - repeatable, not secret
    entries = chance.randint(20, 100)
    size = 20_000 * 10 ** chance.random() / entries
    items = "".join(item(number, entry, size, chance) for entry in range(entries))
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Carnet {number}</title><link>http://site{number}.test/</link><language>fr</language>{items}"
        "</channel></rss>"
    )
    body = text.encode()
    return gzip.compress(body, mtime=0), f'"{hashlib.sha256(body).hexdigest()[:16]}"'


def item(number: int, entry: int, size: float, chance: random.Random) -> str:
    """One entry, about `size` bytes."""
    paragraphs = []
    while sum(map(len, paragraphs)) < size - 400:
        words = " ".join(chance.choices(WORDS, k=chance.randint(30, 90)))
        paragraphs.append(f"<p>{words.capitalize()}, <em>{chance.choice(WORDS)}</em>.</p>")
    title = " ".join(chance.choices(WORDS, k=8))
    return (
        f"<item><title>{title}</title><link>http://site{number}.test/{entry}</link><guid>{number}-{entry}</guid>"
        f"<pubDate>Fri, {1 + entry % 28:02} Nov 2026 08:00:00 +0100</pubDate><description>{title}.</description>"
        f"<content:encoded><![CDATA[{''.join(paragraphs)}]]></content:encoded></item>"
    )


class Host:
    """Answers /N with feed N, after a pause."""

    def __init__(self, feeds: int, latency: tuple[float, float]) -> None:
        self.feeds = [feed(number) for number in range(feeds)]
        self.latency = latency

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, kept open as long as the client likes."""
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
                await asyncio.sleep(random.uniform(*self.latency) / 1000)  # noqa: S311 - a pause
                writer.write(self.answer(head))
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            writer.close()

    def answer(self, head: str) -> bytes:
        """200 with the feed, or 304 if the request names its ETag."""
        body, etag = self.feeds[int(head.split(" ")[1].strip("/"))]
        if f"if-none-match: {etag}" in head:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode()
        kind = "Content-Type: application/rss+xml; charset=utf-8\r\nContent-Encoding: gzip"
        return f"HTTP/1.1 200 OK\r\n{kind}\r\nETag: {etag}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


async def main() -> None:
    """Serve until standard input ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=300)
    parser.add_argument("--hosts", type=int, default=250)
    parser.add_argument("--latency", default="50-150", help="milliseconds, LOW-HIGH")
    options = parser.parse_args()
    low, _, high = options.latency.partition("-")
    host = Host(options.feeds, (float(low), float(high or low)))
    port, bases = 0, []
    for number in range(options.hosts):
        server = await asyncio.start_server(host.serve, f"127.0.0.{number + 1}", port, backlog=1024)
        port = port or server.sockets[0].getsockname()[1]
        bases.append(f"http://127.0.0.{number + 1}:{port}")
    print(*bases, flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
