"""Linked pages: fetch → extract → remember, each once.

    addresses ─▶ cache ─▶ (robots.txt, one polite GET) ─▶ extraction ─▶ Article ─▶ cache

Whatever goes wrong with one page is its Article's reason; nothing is raised for it.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from alaminute.articles.cache import ArticleCache
from alaminute.articles.extraction import page_text
from alaminute.articles.model import Article, Outcome
from alaminute.errors import FetchError
from alaminute.feeds.addresses import canonical
from alaminute.feeds.fetching import Response

_GONE = {404, 410}


class PageFetcher(Protocol):
    """What is needed of feeds.fetching.Fetcher."""

    async def get_article(self, url: str) -> Response:
        """The page, status 200; raises FetchError."""


async def read_articles(
    urls: Iterable[str],
    fetcher: PageFetcher,
    cache: ArticleCache,
    *,
    now: datetime,
    languages: Sequence[str],
    progress: Callable[[Article], None] = lambda _: None,
) -> dict[str, Article]:
    """The article at each address, from the cache or fetched now; each is saved as soon as it is read."""

    async def read(url: str) -> Article:
        article = cache.load(url, now=now)
        if article is None:
            article = await fetch_article(url, fetcher, now=now, languages=languages)
            # Failures are not remembered: the network may be back in a minute.
            if article.outcome != "failed":
                cache.save([article])
        progress(article)
        return article

    articles = await asyncio.gather(*map(read, dict.fromkeys(urls)))
    return {article.url: article for article in articles}


async def fetch_article(url: str, fetcher: PageFetcher, *, now: datetime, languages: Sequence[str]) -> Article:
    """The article at an address, or why it cannot be read."""
    try:
        response = await fetcher.get_article(url)
    except FetchError as error:
        return Article(url, now, "missing" if error.status in _GONE else "failed", reason=error.reason)
    text = page_text(
        response.body, response.url, content_type=response.headers.get("content-type", ""), languages=languages
    )
    own = canonical(text.canonical_url) if text.canonical_url else None
    outcome: Outcome = "textless" if text.words is None else "read"
    return Article(url, now, outcome, text.words, text.reason, text.language, own)
