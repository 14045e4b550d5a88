"""What was read of linked pages, in the store's file: each page is fetched once. A cache: losing it costs time only."""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from alaminute.articles.model import Article

# A page that could not be read is asked again after this long; one that was read never is.
RETRY_AFTER = timedelta(hours=12)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS articles (
    url TEXT PRIMARY KEY,
    fetched_at INTEGER NOT NULL, -- Unix seconds
    words INTEGER,
    reason TEXT NOT NULL,
    language TEXT,
    canonical_url TEXT,
    missing INTEGER NOT NULL
) STRICT
"""


class ArticleCache:
    """Articles by their linked address."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        with connection:
            connection.execute(_SCHEMA)

    def load(self, url: str, *, now: datetime) -> Article | None:
        """What is known of that page; None if it was never read, or if a failure is old enough to try again."""
        row = self._connection.execute(
            "SELECT url, fetched_at, words, reason, language, canonical_url, missing FROM articles WHERE url = ?",
            (url,),
        ).fetchone()
        if row is None:
            return None
        fetched_at = datetime.fromtimestamp(row[1], UTC)
        article = Article(row[0], fetched_at, row[2], row[3], row[4], row[5], missing=bool(row[6]))
        stale = article.words is None and now - fetched_at >= RETRY_AFTER
        return None if stale else article

    def save(self, articles: Iterable[Article]) -> None:
        """Remember these pages."""
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (a.url, int(a.fetched_at.timestamp()), a.words, a.reason, a.language, a.canonical_url, a.missing)
                    for a in articles
                ],
            )
