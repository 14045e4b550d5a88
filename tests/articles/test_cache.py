"""What was read of a page is remembered; a failure only for a while."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alaminute.articles.cache import _STEPS, RETRY_AFTER, ArticleCache
from alaminute.articles.model import Article
from alaminute.feeds.storage import Store

URL = "https://blog.test/a"


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as store:
        yield store


def test_a_page_that_was_read_is_known_for_good(store: Store, now: datetime):
    cache = ArticleCache(store)
    article = Article(URL, now, "read", 250, language="fr", canonical_url="https://blog.test/b", duration_seconds=9)
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


def test_what_was_remembered_before_there_were_durations_is_kept(store: Store, now: datetime):
    store.migrate("articles", {"articles": _STEPS["articles"]})
    with store.transaction() as connection:
        row = (URL, int(now.timestamp()), "read", 250, "", "fr", None)
        connection.execute("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    assert ArticleCache(store).load(URL, now=now) == Article(URL, now, "read", 250, language="fr")
