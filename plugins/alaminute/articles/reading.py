"""Linked pages: fetch → extract → remember, each once.

    addresses ─▶ cache ─▶ (robots.txt, one polite GET) ─▶ measuring ─▶ Article ─▶ cache ─▶ distinct

Whatever goes wrong with one page is its Article's reason; nothing is raised for it.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from alaminute.articles.cache import ArticleCache
from alaminute.articles.identity import leads_home
from alaminute.articles.measuring import Measurer
from alaminute.articles.model import Article, Outcome
from alaminute.errors import FetchError
from alaminute.feeds.addresses import canonical
from alaminute.feeds.fetching import Response

_GONE = {404, 410}
# Two forms of one article (AMP, print) may differ by so much in what is counted; two articles differ by more.
_SAME_ARTICLE = 0.15


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
    measurer = Measurer(languages)

    async def read(url: str) -> Article:
        article = cache.load(url, now=now)
        if article is None:
            article = await fetch_article(url, fetcher, now=now, measurer=measurer)
            # Failures are not remembered: the network may be back in a minute.
            if article.outcome != "failed":
                cache.save([article])
        progress(article)
        return article

    articles = await asyncio.gather(*map(read, dict.fromkeys(urls)))
    return {article.url: article for article in distinct(articles)}


async def fetch_article(url: str, fetcher: PageFetcher, *, now: datetime, measurer: Measurer) -> Article:
    """The article at an address, or why it cannot be read."""
    try:
        response = await fetcher.get_article(url)
    except FetchError as error:
        return Article(url, now, "missing" if error.status in _GONE else "failed", reason=error.reason)
    if leads_home(url, canonical(response.url) or response.url):
        return Article(url, now, "missing", reason="l'adresse mène à la page d'accueil du site")
    text = await measurer.measure(response.body, response.url, response.headers.get("content-type", ""))
    # A feed proxy's address is nobody's: without a word from the page, its own is where it was found.
    own = canonical(text.canonical_url or response.url)
    outcome: Outcome = "textless" if text.words is None and text.duration_seconds is None else "read"
    return Article(
        url,
        now,
        outcome,
        text.words,
        text.reason,
        text.language,
        None if own == canonical(url) else own,
        text.duration_seconds,
    )


def distinct(articles: Sequence[Article]) -> list[Article]:
    """The articles, without a canonical address that several state whose lengths say that they are not one."""
    lengths: dict[str, list[int]] = {}
    for article in articles:
        if length := article.words or article.duration_seconds:
            lengths.setdefault(article.canonical_url or article.url, []).append(length)
    wrong = {url for url, found in lengths.items() if min(found) < (1 - _SAME_ARTICLE) * max(found)}
    return [replace(article, canonical_url=None) if article.canonical_url in wrong else article for article in articles]
