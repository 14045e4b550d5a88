"""What was read of linked pages, in the store's file: each page is fetched once. A cache: losing it costs time only."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from alaminute.articles.model import Article
from alaminute.feeds.storage import Store

# A page that could not be read is asked again after this long; one that was read never is.
RETRY_AFTER = timedelta(hours=12)

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
}
_COLUMNS = "url, fetched_at, outcome, words, reason, language, canonical_url, duration_seconds"


class ArticleCache:
    """Articles by their linked address."""

    def __init__(self, store: Store) -> None:
        self._store = store
        store.migrate("articles", _STEPS)

    def load(self, url: str, *, now: datetime) -> Article | None:
        """What is known of that page; None if it was never read, or if a failure is old enough to try again."""
        row = self._store.connection.execute(
            f"SELECT {_COLUMNS} FROM articles WHERE url = ?",  # noqa: S608 - our own names
            (url,),
        ).fetchone()
        if row is None:
            return None
        fetched_at = datetime.fromtimestamp(row[1], UTC)
        stale = row[2] != "read" and now - fetched_at >= RETRY_AFTER
        return None if stale else Article(row[0], fetched_at, *row[2:])

    def save(self, articles: Iterable[Article]) -> None:
        """Remember these pages."""
        with self._store.transaction() as connection:
            connection.executemany(
                f"INSERT OR REPLACE INTO articles ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - same
                map(_row, articles),
            )


def _row(article: Article) -> tuple[str | int | None, ...]:
    fetched_at = int(article.fetched_at.timestamp())
    known = (article.words, article.reason, article.language, article.canonical_url, article.duration_seconds)
    return (article.url, fetched_at, article.outcome, *known)
