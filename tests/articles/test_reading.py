"""Linked pages are fetched once, and a page's trouble is its own."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from alaminute.articles.cache import ArticleCache
from alaminute.articles.model import Article
from alaminute.articles.reading import read_articles
from alaminute.errors import FetchError
from alaminute.feeds.fetching import Response
from alaminute.feeds.storage import Store
from fakes import FakeFetcher, html_response

A, B, C = "https://a.test/", "https://b.test/", "https://c.test/"


def page(words: int, head: str = "") -> str:
    return f"<html lang='fr'><head>{head}</head><body><article><p>{'mot ' * words}</p></article></body></html>"


@pytest.fixture
def cache() -> Iterator[ArticleCache]:
    with Store.open(":memory:") as store:
        yield ArticleCache(store)


async def read(fetcher: FakeFetcher, cache: ArticleCache, now: datetime, *urls: str) -> dict[str, Article]:
    return await read_articles(urls, fetcher, cache, now=now, languages=["fr"])


async def test_each_page_is_read_and_told_by_its_linked_address(cache: ArticleCache, now: datetime):
    fetcher = FakeFetcher(
        {A: page(40), B: page(60, '<link rel="canonical" href="HTTPS://B.test:443/own?utm_source=x">')}
    )
    articles = await read(fetcher, cache, now, A, B)
    assert articles == {
        A: Article(A, now, "read", 40, language="fr"),
        B: Article(B, now, "read", 60, language="fr", canonical_url="https://b.test/own"),
    }


async def test_a_page_is_asked_once_even_if_linked_twice_and_never_again(cache: ArticleCache, now: datetime):
    fetcher = FakeFetcher({A: page(40)})
    await read(fetcher, cache, now, A, A)
    again = await read(fetcher, cache, now, A)
    assert fetcher.asked == [A]
    assert again[A].words == 40


async def test_the_troubles_of_one_page_leave_the_others_alone(cache: ArticleCache, now: datetime):
    failed = FetchError(B, "pas de réponse complète en 20 s")
    fetcher = FakeFetcher({A: page(40), B: failed, C: html_response(C, b"%PDF-1.7", "application/pdf")})
    articles = await read(fetcher, cache, now, A, B, C, "https://gone.test/")
    assert [(article.outcome, article.words, article.reason) for article in articles.values()] == [
        ("read", 40, ""),
        ("failed", None, "pas de réponse complète en 20 s"),
        ("textless", None, "c'est un document PDF"),
        ("missing", None, "page introuvable (404)"),
    ]


@pytest.mark.parametrize(("status", "outcome"), [(404, "missing"), (410, "missing"), (403, "failed"), (500, "failed")])
async def test_only_an_address_that_says_so_is_dead(cache: ArticleCache, now: datetime, status: int, outcome: str):
    fetcher = FakeFetcher({A: FetchError(A, f"réponse {status}", status=status)})
    assert (await read(fetcher, cache, now, A))[A].outcome == outcome


async def test_a_failure_is_not_remembered_but_a_dead_link_is(cache: ArticleCache, now: datetime):
    fetcher = FakeFetcher({A: FetchError(A, "pas de réseau"), B: FetchError(B, "absente", status=404)})
    await read(fetcher, cache, now, A, B)
    fetcher.pages[A] = page(40)
    articles = await read(fetcher, cache, now, A, B)
    assert fetcher.asked == [A, B, A]
    assert (articles[A].outcome, articles[B].outcome) == ("read", "missing")


async def test_a_relative_canonical_address_is_that_of_where_the_page_was_found(cache: ArticleCache, now: datetime):
    body = page(40, '<link rel="canonical" href="/own">').encode()
    fetcher = FakeFetcher({A: Response(200, "https://moved.test/x", body, {"content-type": "text/html"})})
    assert (await read(fetcher, cache, now, A))[A].canonical_url == "https://moved.test/own"


async def test_an_answer_without_a_type_is_taken_for_a_page(cache: ArticleCache, now: datetime):
    fetcher = FakeFetcher({A: Response(200, A, page(40).encode(), {})})
    assert (await read(fetcher, cache, now, A))[A].words == 40


async def test_progress_is_told_of_each_page(cache: ArticleCache, now: datetime):
    seen: list[str] = []
    fetcher = FakeFetcher({A: page(40)})
    await read_articles(
        [A, B], fetcher, cache, now=now, languages=[], progress=lambda article: seen.append(article.url)
    )
    assert sorted(seen) == [A, B]


async def test_what_was_read_is_saved_before_the_run_is_stopped(cache: ArticleCache, now: datetime):
    class StoppedError(Exception):
        pass

    class StoppingFetcher(FakeFetcher):
        async def get_article(self, url: str) -> Response:
            if url == B:
                raise StoppedError
            return await super().get_article(url)

    with pytest.raises(StoppedError):
        await read(StoppingFetcher({A: page(40)}), cache, now, A, B)
    loaded = cache.load(A, now=now)
    assert loaded is not None
    assert loaded.words == 40


async def test_no_page_to_read_is_nothing(cache: ArticleCache, now: datetime):
    assert await read(FakeFetcher({}), cache, now) == {}
