"""What was offered in each week, in the store's file: an entry whose item the author deleted is not offered again.

A cache: the selections in `content/` say what readers were offered; this only remembers what was deleted from them.
"""

from collections.abc import Iterable

from alaminute.feeds.storage import Store
from alaminute.weeks import Week

_STEPS = {
    "offers": """
CREATE TABLE offers (
    page TEXT NOT NULL, -- offering.page_key of its address
    week TEXT NOT NULL,
    PRIMARY KEY (page, week)
) STRICT, WITHOUT ROWID
""",
}


class Offers:
    """Pages, by their keys, and the weeks that offered them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        store.migrate("selections", _STEPS)

    def load(self, *, except_in: Week) -> dict[str, str]:
        """Every page offered in another week → that week."""
        return dict(self._store.rows("SELECT page, week FROM offers WHERE week != ? ORDER BY week", [str(except_in)]))

    def save(self, week: Week, pages: Iterable[str]) -> None:
        """Remember that these were offered in that week."""
        with self._store.transaction() as connection:
            connection.executemany("INSERT OR IGNORE INTO offers VALUES (?, ?)", [(page, str(week)) for page in pages])
