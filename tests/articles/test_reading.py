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
    fetcher = FakeFetcher({A: page(40), B: failed, C: html_response(C, b"GIF89a", "image/gif")})
    articles = await read(fetcher, cache, now, A, B, C, "https://gone.test/")
    assert [(article.outcome, article.words, article.reason) for article in articles.values()] == [
        ("read", 40, ""),
        ("failed", None, "pas de réponse complète en 20 s"),
        ("textless", None, "ce n'est pas une page web (image/gif)"),
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


async def test_without_a_word_from_the_page_its_address_is_where_it_was_found(cache: ArticleCache, now: datetime):
    moved = html_response("https://moved.test/x?utm_source=feed", page(40))
    fetcher = FakeFetcher({A: moved, B: html_response(f"{B}?utm_medium=rss", page(40))})
    articles = await read(fetcher, cache, now, A, B)
    assert (articles[A].canonical_url, articles[B].canonical_url) == ("https://moved.test/x", None)


@pytest.mark.parametrize("home", ["https://a.test/", "https://www.a.test", "http://a.test/?utm_source=gone"])
async def test_a_page_that_leads_to_its_sites_home_page_is_gone(cache: ArticleCache, now: datetime, home: str):
    fetcher = FakeFetcher({f"{A}old": html_response(home, page(40))})
    article = (await read(fetcher, cache, now, f"{A}old"))[f"{A}old"]
    assert (article.outcome, article.words) == ("missing", None)


async def test_a_shortened_address_may_lead_to_a_home_page(cache: ArticleCache, now: datetime):
    fetcher = FakeFetcher({f"{A}x7": html_response(B, page(40))})
    assert (await read(fetcher, cache, now, f"{A}x7"))[f"{A}x7"].words == 40


@pytest.mark.parametrize(("other_words", "own"), [(400, None), (41, "https://c.test/all")])
async def test_articles_of_different_lengths_are_not_one_whatever_they_say(
    cache: ArticleCache, now: datetime, other_words: int, own: str | None
):
    head = '<link rel="canonical" href="https://c.test/all">'
    fetcher = FakeFetcher({f"{C}1": page(40, head), f"{C}2": page(other_words, head)})
    articles = await read(fetcher, cache, now, f"{C}1", f"{C}2")
    assert [article.canonical_url for article in articles.values()] == [own, own]


async def test_a_video_is_read_though_it_has_no_words(cache: ArticleCache, now: datetime):
    head = '<meta property="og:type" content="video.other"><meta property="video:duration" content="614">'
    articles = await read(FakeFetcher({A: page(30, head)}), cache, now, A)
    assert articles[A] == Article(A, now, "read", language="fr", duration_seconds=614)
    assert cache.load(A, now=now) == articles[A]


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
