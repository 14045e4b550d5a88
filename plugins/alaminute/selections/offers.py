"""What was offered in each week, in the store's file: an entry whose item the author deleted is not offered again.

A cache: the selections in `content/` say what readers were offered; this only remembers what was deleted from them.
"""

import sqlite3
from collections.abc import Iterable

from alaminute.weeks import Week

_SCHEMA = """
CREATE TABLE IF NOT EXISTS offers (
    url TEXT NOT NULL,
    week TEXT NOT NULL,
    PRIMARY KEY (url, week)
) STRICT, WITHOUT ROWID
"""


class Offers:
    """Addresses by the weeks that offered them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        with connection:
            connection.execute(_SCHEMA)

    def load(self, *, except_in: Week) -> dict[str, str]:
        """Every address offered in another week → that week."""
        rows = self._connection.execute("SELECT url, week FROM offers WHERE week != ? ORDER BY week", (str(except_in),))
        return dict(rows.fetchall())

    def save(self, week: Week, urls: Iterable[str]) -> None:
        """Remember that these were offered in that week."""
        with self._connection:
            self._connection.executemany(
                "INSERT OR IGNORE INTO offers VALUES (?, ?)", [(url, str(week)) for url in urls]
            )
