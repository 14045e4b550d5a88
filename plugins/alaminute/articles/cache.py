"""What was read of linked pages, in the store's file: each page is fetched once. A cache: losing it costs time only.

Beside each article, for a while, the fingerprints of its blocks: they tell what its site repeats from page to page.
"""

import struct
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from alaminute.articles.model import Article, Block, SeenPage
from alaminute.feeds.storage import Store

# A page that could not be read is asked again after this long; one that was read never is.
RETRY_AFTER = timedelta(hours=12)
# How long a page says what its site looks like, and how many pages of a site are remembered for it: more than
# `repetition.RECENT_ARTICLES`, since some are copies. At 12 bytes a block a site takes some tens of kilobytes.
PAGES_KEPT_FOR = timedelta(days=180)
PAGES_OF_A_SITE = 24

_STEPS = {
    "articles": """
CREATE TABLE articles (
    url TEXT PRIMARY KEY,
    fetched_at INTEGER NOT NULL, -- Unix seconds
    outcome TEXT NOT NULL,
    words INTEGER,
    reason TEXT NOT NULL,
    language TEXT,
    canonical_url TEXT
) STRICT
""",
    "durations": "ALTER TABLE articles ADD COLUMN duration_seconds INTEGER",
    "evidence": """
ALTER TABLE articles ADD COLUMN page_words INTEGER
;
ALTER TABLE articles ADD COLUMN other_words INTEGER
;
ALTER TABLE articles ADD COLUMN is_medium INTEGER NOT NULL DEFAULT 0
""",
    "blocks": """
CREATE TABLE article_pages (
    url TEXT PRIMARY KEY, -- as in articles
    site TEXT NOT NULL,
    address TEXT NOT NULL,
    seen_at INTEGER NOT NULL, -- Unix seconds
    blocks BLOB NOT NULL -- of each: its fingerprint, 8 bytes, and its words, 4 bytes
) STRICT, WITHOUT ROWID
;
CREATE INDEX article_pages_by_site ON article_pages (site, seen_at)
""",
}
_COLUMNS = (
    "url, fetched_at, outcome, words, reason, language, canonical_url, duration_seconds, page_words, other_words, "
    "is_medium"
)
_PAGE_COLUMNS = "url, site, address, seen_at, blocks"
# SQLite's oldest limit on a statement's values is 999.
_ADDRESSES_AT_ONCE = 500
_BLOCK = struct.Struct(">qI")


class ArticleCache:
    """Articles by their linked address, and the pages that were seen of each site."""

    def __init__(self, store: Store) -> None:
        self._store = store
        store.migrate("articles", _STEPS)

    def load(self, url: str, *, now: datetime) -> Article | None:
        """What is known of that page; None if it was never read, or if a failure is old enough to try again."""
        article = self.known([url]).get(url)
        stale = article is not None and article.outcome != "read" and now - article.fetched_at >= RETRY_AFTER
        return None if stale else article

    def known(self, urls: Iterable[str]) -> dict[str, Article]:
        """What is remembered of these pages, however old, by address."""
        found: dict[str, Article] = {}
        waiting = iter(dict.fromkeys(urls))
        while some := list(islice(waiting, _ADDRESSES_AT_ONCE)):
            marks = ", ".join("?" * len(some))
            query = f"SELECT {_COLUMNS} FROM articles WHERE url IN ({marks})"  # noqa: S608 - our own names
            found |= {row[0]: _article(row) for row in self._store.rows(query, some)}
        return found

    def save(self, articles: Iterable[Article], pages: Iterable[SeenPage] = ()) -> None:
        """Remember these articles, and what was on their pages; all of it or nothing."""
        with self._store.transaction() as connection:
            connection.executemany(_insertion("articles", _COLUMNS), map(_article_row, articles))
            connection.executemany(_insertion("article_pages", _PAGE_COLUMNS), map(_page_row, pages))

    def pages_of_sites_of(self, urls: Iterable[str]) -> list[SeenPage]:
        """Every page remembered of the sites that these linked addresses are of, theirs included."""
        query = "SELECT site FROM article_pages WHERE url = ?"
        sites = {site for url in urls for (site,) in self._store.rows(query, [url])}
        query = f"SELECT {_PAGE_COLUMNS} FROM article_pages WHERE site = ? ORDER BY url"  # noqa: S608 - our own names
        return [_page(row) for site in sorted(sites) for row in self._store.rows(query, [site])]

    def forget_old_pages(self, now: datetime) -> None:
        """Forget what was on pages seen long ago, and on all but the latest of each site; the articles stay."""
        with self._store.transaction() as connection:
            oldest = _seconds(now - PAGES_KEPT_FOR)
            connection.execute("DELETE FROM article_pages WHERE seen_at < ?", [oldest])
            connection.execute(
                """
                DELETE FROM article_pages WHERE url IN (
                    SELECT url FROM (
                        SELECT url, row_number() OVER (PARTITION BY site ORDER BY seen_at DESC, url) AS place
                        FROM article_pages
                    ) WHERE place > ?
                )
                """,
                [PAGES_OF_A_SITE],
            )


def _insertion(table: str, columns: str) -> str:
    marks = ", ".join("?" * len(columns.split(",")))
    return f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - our own names


def _article(row: Sequence[Any]) -> Article:
    known = dict(zip(_COLUMNS.split(", "), row, strict=True))
    return Article(**known | {"fetched_at": _time(known["fetched_at"]), "is_medium": bool(known["is_medium"])})


def _article_row(article: Article) -> tuple[str | int | None, ...]:
    known = (article.words, article.reason, article.language, article.canonical_url, article.duration_seconds)
    evidence = (article.page_words, article.other_words, article.is_medium)
    return (article.url, _seconds(article.fetched_at), article.outcome, *known, *evidence)


def _page(row: Sequence[Any]) -> SeenPage:
    url, site, address, seen_at, packed = row
    return SeenPage(url, site, address, _time(seen_at), tuple(Block(*block) for block in _BLOCK.iter_unpack(packed)))


def _page_row(page: SeenPage) -> tuple[str | int | bytes, ...]:
    packed = b"".join(_BLOCK.pack(*block) for block in page.blocks)
    return (page.url, page.site, page.address, _seconds(page.seen_at), packed)


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
