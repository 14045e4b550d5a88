"""Linked pages are fetched once, and a page's trouble is its own."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from alaminute.articles.cache import PAGES_KEPT_FOR, ArticleCache
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
        A: Article(A, now, "read", 40, language="fr", page_words=40, other_words=40),
        B: Article(
            B, now, "read", 60, language="fr", canonical_url="https://b.test/own", page_words=60, other_words=60
        ),
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
    assert articles[A] == Article(A, now, "read", language="fr", duration_seconds=614, is_medium=True)
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


# --- What a site repeats --------------------------------------------------------------------------------------------

FURNITURE = "<p>Abonnez-vous à la lettre du blog pour n'en rien manquer.</p>"  # 10 words


def post(number: int, *more: str, head: str = "") -> str:
    """A page of a site: 30 words of its own, and what is given."""
    own = " ".join(f"mot{number}x{word}" for word in range(30))
    return f"<html lang='fr'><head>{head}</head><body><article><p>{own}</p>{''.join(more)}</article></body></html>"


def blog(*numbers: int) -> dict[str, str]:
    return {f"{A}{number}": post(number, FURNITURE) for number in numbers}


def words(articles: dict[str, Article]) -> list[int | None]:
    return [article.words for article in articles.values()]


async def test_pages_of_one_run_tell_what_their_site_repeats(cache: ArticleCache, now: datetime):
    pages = blog(1, 2, 3) | {B: post(4, FURNITURE)}
    articles = await read(FakeFetcher(pages), cache, now, *pages)
    assert words(articles) == [30, 30, 30, 40]
    assert [article.page_words for article in articles.values()] == [40] * 4


async def test_a_later_page_is_measured_by_what_was_on_former_ones(cache: ArticleCache, now: datetime):
    fetcher = FakeFetcher(blog(1, 2, 3))
    assert words(await read(fetcher, cache, now, f"{A}1")) == [40]
    assert words(await read(fetcher, cache, now + timedelta(days=7), f"{A}2")) == [40]
    assert words(await read(fetcher, cache, now + timedelta(days=14), f"{A}3")) == [30]


async def test_a_page_that_was_read_first_is_measured_anew_without_being_fetched(cache: ArticleCache, now: datetime):
    fetcher = FakeFetcher(blog(1, 2, 3))
    await read(fetcher, cache, now, f"{A}1")
    await read(fetcher, cache, now, f"{A}2", f"{A}3")
    assert words(await read(fetcher, cache, now, f"{A}1")) == [30]
    assert fetcher.asked == [f"{A}1", f"{A}2", f"{A}3"]
    assert cache.known([f"{A}1"]).get(f"{A}1") == (await read(fetcher, cache, now, f"{A}1"))[f"{A}1"]


async def test_a_count_stays_when_the_pages_that_spoke_for_it_are_forgotten(cache: ArticleCache, now: datetime):
    fetcher = FakeFetcher(blog(1, 2, 3))
    await read(fetcher, cache, now, *fetcher.pages)
    later = now + PAGES_KEPT_FOR + timedelta(days=1)
    await read(fetcher, cache, later)
    assert cache.pages_of_sites_of(fetcher.pages) == []
    assert words(await read(fetcher, cache, later, *fetcher.pages)) == [30, 30, 30]


async def test_a_count_from_before_pages_were_remembered_stays(cache: ArticleCache, now: datetime):
    cache.save([Article(f"{A}1", now, "read", 40)])
    fetcher = FakeFetcher(blog(2, 3, 4))
    assert words(await read(fetcher, cache, now, f"{A}1", *fetcher.pages)) == [40, 30, 30, 30]


@pytest.mark.parametrize("order", [(1, 2, 3, 4), (4, 2, 1, 3), (3, 4, 2, 1)])
async def test_neither_order_nor_delays_change_a_count(cache: ArticleCache, now: datetime, order: tuple[int, ...]):
    class SlowFetcher(FakeFetcher):
        async def get_article(self, url: str) -> Response:
            await asyncio.sleep(0.01 * (int(url[-1]) * 7 % 5))
            return await super().get_article(url)

    fetcher = SlowFetcher(blog(1, 2, 3) | {f"{A}4": post(4)})
    articles = await read(fetcher, cache, now, *(f"{A}{number}" for number in order))
    assert {url[-1]: article.words for url, article in articles.items()} == {"1": 30, "2": 30, "3": 30, "4": 30}


async def test_a_paragraph_that_one_article_quotes_of_another_counts_in_both(cache: ArticleCache, now: datetime):
    pages = {f"{A}1": post(1, FURNITURE), f"{A}2": post(2, FURNITURE), f"{A}3": post(3), f"{A}4": post(4)}
    assert words(await read(FakeFetcher(pages), cache, now, *pages)) == [40, 40, 30, 30]


async def test_an_article_under_several_addresses_never_loses_to_itself(cache: ArticleCache, now: datetime):
    head = f'<link rel="canonical" href="{A}1">'
    copies = {f"{A}1": post(1), f"{A}1/amp": post(1, "<p>Version courte.</p>", head=head), f"{A}print/1": post(1)}
    proxied = {"https://proxy.test/~r/1": html_response(f"{A}1?utm_source=feed", post(1))}
    articles = await read(FakeFetcher(copies | proxied), cache, now, *copies, *proxied)
    assert words(articles) == [30, 32, 30, 30]


async def test_a_page_that_shows_what_its_site_shows_everywhere_is_no_article(cache: ArticleCache, now: datetime):
    notice = "<p>" + " ".join(["avis"] * 25) + "</p>"
    bref = "<p>Dix mots qui ne sont pas encore un article entier.</p>"
    empty = f"<html><body><article>{notice}{bref}</article></body></html>"
    pages = {f"{A}{number}": post(number, notice) for number in range(3)} | {f"{A}9": empty}
    article = (await read(FakeFetcher(pages), cache, now, *pages))[f"{A}9"]
    assert (article.outcome, article.words, article.page_words) == ("textless", None, 35)
    assert "répètent" in article.reason


async def test_a_page_speaks_only_for_the_site_where_it_was_found(cache: ArticleCache, now: datetime):
    head = '<link rel="canonical" href="https://a.test/own">'
    pages = blog(1) | {f"https://evil{n}.test/": post(n, FURNITURE, head=head) for n in range(2, 6)}
    assert words(await read(FakeFetcher(pages), cache, now, *pages))[0] == 40


async def test_a_site_is_one_with_and_without_www(cache: ArticleCache, now: datetime):
    pages = blog(1, 2) | {"https://www.a.test/3": post(3, FURNITURE)}
    assert words(await read(FakeFetcher(pages), cache, now, *pages)) == [30, 30, 30]
