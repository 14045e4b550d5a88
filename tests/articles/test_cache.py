"""What was read of a page is remembered; a failure only for a while."""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alaminute.articles.cache import _STEPS, PAGES_KEPT_FOR, PAGES_OF_A_SITE, RETRY_AFTER, ArticleCache
from alaminute.articles.model import Article, Block, SeenPage
from alaminute.feeds.storage import Store

URL = "https://blog.test/a"


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as store:
        yield store


def test_a_page_that_was_read_is_known_for_good(store: Store, now: datetime):
    cache = ArticleCache(store)
    article = Article(
        URL,
        now,
        "read",
        250,
        language="fr",
        canonical_url="https://blog.test/b",
        duration_seconds=9,
        page_words=270,
        other_words=240,
        is_medium=True,
    )
    cache.save([article])
    assert cache.load(URL, now=now + timedelta(days=3650)) == article


@pytest.mark.parametrize("outcome", ["textless", "missing"])
def test_a_page_that_gave_no_text_is_asked_again_later(store: Store, now: datetime, outcome: str):
    cache = ArticleCache(store)
    article = Article(URL, now, outcome, reason="vide")
    cache.save([article])
    assert cache.load(URL, now=now + RETRY_AFTER - timedelta(seconds=1)) == article
    assert cache.load(URL, now=now + RETRY_AFTER) is None


def test_an_unknown_page_is_not_known(store: Store, now: datetime):
    assert ArticleCache(store).load(URL, now=now) is None
    assert ArticleCache(store).known([URL]) == {}


def test_a_page_can_be_looked_up_however_old(store: Store, now: datetime):
    cache = ArticleCache(store)
    article = Article(URL, now - timedelta(days=900), "missing", reason="404")
    cache.save([article])
    assert cache.known([URL]).get(URL) == article


def test_a_later_answer_replaces_the_former(store: Store, now: datetime):
    cache = ArticleCache(store)
    cache.save([Article(URL, now, "missing", reason="404"), Article(URL, now, "read", 30)])
    assert cache.load(URL, now=now) == Article(URL, now, "read", 30)


def test_moments_are_kept_to_the_second_in_utc(store: Store):
    cache = ArticleCache(store)
    cache.save([Article(URL, datetime(2026, 11, 20, 7, 0, 59, 999_999, tzinfo=UTC), "read", 30)])
    loaded = cache.load(URL, now=datetime(2026, 11, 20, 8, tzinfo=UTC))
    assert loaded is not None
    assert loaded.fetched_at == datetime(2026, 11, 20, 7, 0, 59, tzinfo=UTC)


def test_what_is_remembered_outlives_the_process(tmp_path: Path, now: datetime):
    article = Article(URL, now, "read", 250)
    with Store.open(tmp_path / "store.sqlite3") as store:
        ArticleCache(store).save([article])
    with Store.open(tmp_path / "store.sqlite3") as store:
        assert ArticleCache(store).load(URL, now=now) == article


def test_what_an_older_version_remembered_is_kept(store: Store, now: datetime):
    store.migrate("articles", {"articles": _STEPS["articles"]})
    with store.transaction() as connection:
        row = (URL, int(now.timestamp()), "read", 250, "", "fr", None)
        connection.execute("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    assert ArticleCache(store).load(URL, now=now) == Article(URL, now, "read", 250, language="fr")


# --- What was on pages ----------------------------------------------------------------------------------------------


def seen(number: int, when: datetime, site: str = "blog.test") -> SeenPage:
    url = f"https://{site}/{number}"
    blocks = (Block(-(2**63), 0), Block(2**63 - 1, 100_000), Block(number, 7))
    return SeenPage(url, site, f"{site}/{number}", when, blocks)


def test_what_was_on_a_page_is_told_with_all_of_its_site(store: Store, now: datetime):
    cache = ArticleCache(store)
    pages = [seen(1, now), seen(2, now - timedelta(days=9)), seen(3, now, "other.test")]
    cache.save([], pages)
    assert cache.pages_of_sites_of(["https://blog.test/2", "https://unknown.test/"]) == pages[:2]


def test_a_page_that_is_read_again_takes_its_own_place(store: Store, now: datetime):
    cache = ArticleCache(store)
    cache.save([], [seen(1, now - timedelta(days=1))])
    cache.save([], [seen(1, now)])
    assert cache.pages_of_sites_of(["https://blog.test/1"]) == [seen(1, now)]


def test_pages_are_forgotten_in_time_and_their_articles_are_not(store: Store, now: datetime):
    cache = ArticleCache(store)
    old, young = now - PAGES_KEPT_FOR - timedelta(seconds=1), now - PAGES_KEPT_FOR
    cache.save([Article(seen(1, old).url, old, "read", 250)], [seen(1, old), seen(2, young)])
    cache.forget_old_pages(now)
    assert cache.pages_of_sites_of(["https://blog.test/1", "https://blog.test/2"]) == [seen(2, young)]
    assert cache.known(["https://blog.test/1"]).get("https://blog.test/1") == Article(
        "https://blog.test/1", old, "read", 250
    )


def test_of_each_site_only_the_latest_pages_are_remembered(store: Store, now: datetime):
    cache = ArticleCache(store)
    many = [seen(number, now - timedelta(minutes=number)) for number in range(PAGES_OF_A_SITE + 5)]
    cache.save([], [*reversed(many), seen(0, now - timedelta(days=90), "other.test")])
    cache.forget_old_pages(now)
    kept = cache.pages_of_sites_of(["https://blog.test/0", "https://other.test/0"])
    assert sorted(kept, key=lambda page: page.seen_at, reverse=True)[:-1] == many[:PAGES_OF_A_SITE]
    assert kept[-1].site == "other.test"


def test_an_article_and_its_page_are_saved_both_or_neither(store: Store, now: datetime):
    cache = ArticleCache(store)
    broken = SeenPage(URL, "blog.test", "blog.test/a", now, (Block(2**63, 1),))
    with pytest.raises(struct.error):
        cache.save([Article(URL, now, "read", 30)], [broken])
    assert cache.known([URL]).get(URL) is None
