"""The robots.txt of sites, kept in the store for a day (RFC 9309, 2.4), so that daily drafts do not ask again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from alaminute.feeds.storage import Store

KEPT_FOR = timedelta(hours=24)

_STEPS = {
    "robots": """
CREATE TABLE robots (
    origin TEXT PRIMARY KEY,
    fetched_at INTEGER NOT NULL, -- Unix seconds
    rules TEXT -- NULL: the site has none
) STRICT, WITHOUT ROWID
""",
}


@dataclass(frozen=True)
class Kept:
    """What a site answered: its rules, or that it has none."""

    rules: str | None


class RobotsCache:
    """Rules by origin (scheme, host and port), as they were at `now`."""

    def __init__(self, store: Store, now: datetime) -> None:
        self._store = store
        self._now = now
        store.migrate("robots", _STEPS)

    def load(self, origin: str) -> Kept | None:
        """What the site answered less than a day ago; None if it was not asked."""
        oldest = int((self._now - KEPT_FOR).timestamp())
        rows = self._store.rows("SELECT rules FROM robots WHERE origin = ? AND fetched_at > ?", [origin, oldest])
        return Kept(rows[0][0]) if rows else None

    def save(self, origin: str, rules: str | None) -> None:
        """Remember an answer."""
        with self._store.transaction() as connection:
            row = (origin, int(self._now.timestamp()), rules)
            connection.execute("INSERT OR REPLACE INTO robots VALUES (?, ?, ?)", row)
