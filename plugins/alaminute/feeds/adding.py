"""A page's address → its feed, checked and added to the author's reading list. Touches the network and one file."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from alaminute.errors import FeedParseError, FetchError
from alaminute.feeds.addresses import canonical
from alaminute.feeds.discovery import announced_feeds
from alaminute.feeds.fetching import Fetcher, Response
from alaminute.feeds.model import Feed
from alaminute.feeds.opml import append_feed, parse_opml
from alaminute.feeds.parsing import parse_feed
from alaminute.feeds.reasons import explain_status
from alaminute.feeds.storage import Store
from alaminute.files import write_atomically

# Where the common blog engines put their feed, for pages that announce none.
_USUAL_PLACES = ("/feed/", "/atom.xml", "/rss.xml", "/index.xml", "/feed.xml")
_MOST_CANDIDATES = 3


@dataclass(frozen=True)
class Added:
    """A feed that is in the list now; `line` counts from 1."""

    feed: Feed
    line: int
    # It was there already, and will be asked again even if it was gone.
    was_listed: bool = False


async def add_feed(fetcher: Fetcher, path: Path, url: str, store: Store) -> Added:
    """Find the feed behind an address and append it to the reading list, whose other bytes stay as they are.

    A feed that is listed already has its failures forgotten instead: it is asked again in the next run. Raises
    FetchError if the address or its feed cannot be read, SiteError if the list cannot be added to.
    """
    data = await asyncio.to_thread(path.read_bytes)
    lines = parse_opml(data, str(path)).lines
    if url in lines:
        return _asked_again(store, Feed(url), lines[url])
    feed = await find_feed(fetcher, url)
    if feed.url in lines:
        return _asked_again(store, feed, lines[feed.url])
    changed = append_feed(data, feed, str(path))
    write_atomically(path, changed)
    return Added(feed, parse_opml(changed, str(path)).lines[feed.url])


async def find_feed(fetcher: Fetcher, url: str) -> Feed:
    """The feed at an address, or announced by the page there, or at one of the usual places. Raises FetchError."""
    address = canonical(url if "://" in url else f"https://{url}")
    if address is None:
        raise FetchError(url, "ce n'est pas une adresse http(s)")
    page = await _read(fetcher, address)
    if feed := _parsed(page):
        return feed
    announced = [one.url for one in announced_feeds(page.body, page.url)][:_MOST_CANDIDATES]
    for candidate in announced or [urljoin(page.url, place) for place in _USUAL_PLACES]:
        try:
            feed = _parsed(await _read(fetcher, candidate))
        except FetchError:
            continue
        if feed:
            return feed
    raise FetchError(url, "aucun flux trouvé : ni ici, ni annoncé par la page, ni aux adresses habituelles")


def _asked_again(store: Store, feed: Feed, line: int) -> Added:
    store.forget_failures(feed.url)
    return Added(feed, line, was_listed=True)


async def _read(fetcher: Fetcher, url: str) -> Response:
    response = await fetcher.get(url)
    if response.status != 200:
        raise FetchError(url, explain_status(response.status))
    return response


def _parsed(response: Response) -> Feed | None:
    """The feed, under the address that finally gave it; None if it is none."""
    try:
        parsed = parse_feed(response.body, response.url, response.headers)
    except FeedParseError:
        return None
    return Feed(response.url, parsed.title or response.url, parsed.site_url, parsed.language)
