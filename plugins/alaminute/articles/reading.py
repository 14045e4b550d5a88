"""Linked pages: fetch → extract → remember, each once.

    addresses ─▶ cache ─▶ (robots.txt, one polite GET) ─▶ measuring ─▶ Article ─▶ cache ─▶ settled ─▶ distinct

Whatever goes wrong with one page is its Article's reason; nothing is raised for it. A page is let go once it is
measured; what its site repeats is taken from its words when all pages of the run are in, so that neither their order
nor the weather of the network changes a count.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from alaminute.articles.cache import ArticleCache
from alaminute.articles.identity import leads_home
from alaminute.articles.main_text import SMALLEST_WORDS
from alaminute.articles.measuring import Measurer
from alaminute.articles.model import Article, Outcome, PageText, SeenPage
from alaminute.articles.repetition import repeated_words
from alaminute.errors import FetchError
from alaminute.feeds.addresses import canonical, host_of, same_page_key
from alaminute.feeds.fetching import Response

_GONE = {404, 410}
# Two forms of one article (AMP, print) may differ by so much in what is counted; two articles differ by more.
_SAME_ARTICLE = 0.15
_ALL_REPEATED = "la page ne montre que ce que d'autres pages du site répètent"


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
            article, page = await _fetch(url, fetcher, now=now, measurer=measurer)
            # Failures are not remembered: the network may be back in a minute.
            if article.outcome != "failed":
                cache.save([article], [page] if page else [])
        progress(article)
        return article

    articles = await asyncio.gather(*map(read, dict.fromkeys(urls)))
    return {article.url: article for article in distinct(_settled(articles, cache, now))}


async def _fetch(
    url: str, fetcher: PageFetcher, *, now: datetime, measurer: Measurer
) -> tuple[Article, SeenPage | None]:
    """The article at an address, or why it cannot be read; what was on its page, if that is an article."""
    try:
        response = await fetcher.get_article(url)
    except FetchError as error:
        return Article(url, now, "missing" if error.status in _GONE else "failed", reason=error.reason), None
    if leads_home(url, canonical(response.url) or response.url):
        return Article(url, now, "missing", reason="l'adresse mène à la page d'accueil du site"), None
    text = await measurer.measure(response.body, response.url, response.headers.get("content-type", ""))
    # A feed proxy's address is nobody's: without a word from the page, its own is where it was found.
    own = canonical(text.canonical_url or "") or canonical(response.url) or response.url
    # What a page says of itself does not let it speak for another site.
    site = host_of(response.url).removeprefix("www.")
    page = SeenPage(url, site, same_page_key(own), now, text.blocks) if text.blocks else None
    return _article(url, now, text, None if own == canonical(url) else own), page


def _article(url: str, now: datetime, text: PageText, own: str | None) -> Article:
    outcome: Outcome = "textless" if text.words is None and text.duration_seconds is None else "read"
    return Article(
        url,
        now,
        outcome,
        text.words,
        text.reason,
        text.language,
        own,
        text.duration_seconds,
        page_words=text.words,
        other_words=text.other_words,
        is_medium=text.is_medium,
    )


def _settled(articles: Sequence[Article], cache: ArticleCache, now: datetime) -> list[Article]:
    """The articles less what their sites repeat, by all that is known by now; what has changed is saved."""
    repeated = repeated_words(cache.pages_of_sites_of(article.url for article in articles))
    settled = [_without(article, repeated.get(article.url)) for article in articles]
    cache.save(article for article, before in zip(settled, articles, strict=True) if article != before)
    cache.forget_old_pages(now)
    return settled


def _without(article: Article, repeated: int | None) -> Article:
    """The article less so many words of its page; unchanged where nothing is known of its page any more."""
    if repeated is None or article.page_words is None:
        return article
    words = article.page_words - repeated
    if words < SMALLEST_WORDS:
        return replace(article, outcome="textless", words=None, reason=_ALL_REPEATED)
    return replace(article, outcome="read", words=words, reason="")


def distinct(articles: Sequence[Article]) -> list[Article]:
    """The articles, without a canonical address that several state whose lengths say that they are not one."""
    lengths: dict[str, list[int]] = {}
    for article in articles:
        if length := article.words or article.duration_seconds:
            lengths.setdefault(article.canonical_url or article.url, []).append(length)
    wrong = {url for url, found in lengths.items() if min(found) < (1 - _SAME_ARTICLE) * max(found)}
    return [replace(article, canonical_url=None) if article.canonical_url in wrong else article for article in articles]
