"""The store: one SQLite file that remembers feeds and their entries. A cache: deleting it loses no published page.

Write-ahead logging with synchronous=NORMAL: a killed process loses nothing that was committed, a power cut at most the
last seconds, and drafting can read while a collection writes. Times are whole seconds since 1970, UTC.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from alaminute.errors import StoreError
from alaminute.feeds.identity import Known, recognise
from alaminute.feeds.migrations import NewerSchemaError, apply_migrations
from alaminute.feeds.model import Entry, FeedHints, FeedState, Tally

_STEPS = {
    "feeds, entries and sites": """
CREATE TABLE feeds (
    url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT, validators_url TEXT, body_hash TEXT, next_fetch INTEGER,
    failures INTEGER NOT NULL DEFAULT 0, last_attempt INTEGER, last_success INTEGER, status TEXT NOT NULL DEFAULT '',
    error TEXT, unreadable TEXT,
    moved_to TEXT, moved_since INTEGER, moved_successes INTEGER NOT NULL DEFAULT 0, adopted_url TEXT,
    entries INTEGER NOT NULL DEFAULT 0, hints TEXT NOT NULL DEFAULT '{}'
) WITHOUT ROWID
;
CREATE TABLE entries (
    feed_url TEXT NOT NULL, page_key TEXT NOT NULL, id TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL,
    published INTEGER, updated INTEGER, first_seen INTEGER NOT NULL, summary TEXT NOT NULL DEFAULT '',
    content_words INTEGER, language TEXT, duration_seconds INTEGER, author TEXT NOT NULL DEFAULT '',
    backlog INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (feed_url, page_key)
)
;
CREATE INDEX entries_by_date ON entries (COALESCE(published, first_seen))
;
CREATE TABLE sites (site TEXT PRIMARY KEY, not_before INTEGER NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID
""",
}
_ENTRY_COLUMNS = [field.name for field in fields(Entry)]
_STATE_COLUMNS = [field.name for field in fields(FeedState)]
_TIMES = {
    "published", "updated", "first_seen", "next_fetch", "last_attempt", "last_success", "moved_since",
}  # fmt: skip
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Store:
    """An open store; a context manager. Make one with `Store.open`."""

    def __init__(self, path: str, connection: sqlite3.Connection) -> None:
        self.path = path
        # For the other packages' own tables in the same file; in autocommit mode, see `transaction`.
        self.connection = connection

    @classmethod
    def open(cls, path: Path | str) -> Self:
        """The store in that file, made or brought up to date as needed; ":memory:" keeps it in memory.

        Raises StoreError if the file is no store, damaged, unreadable, or written by a newer version.
        """
        name = str(path)
        with _errors_in_french(name):
            if name != ":memory:":
                Path(name).parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(name, timeout=15, isolation_level=None)
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")
                connection.execute("PRAGMA foreign_keys = ON")
                apply_migrations(connection, "feeds", _STEPS)
            except BaseException:
                connection.close()
                raise
        return cls(name, connection)

    def close(self) -> None:
        """Close the file; its log is folded into it."""
        self.connection.close()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is written inside, or nothing of it. Raises StoreError."""
        with _errors_in_french(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                # A full disk may have ended the transaction already.
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def migrate(self, scope: str, steps: Mapping[str, str]) -> None:
        """Bring another package's own tables in the same file up to date. Raises StoreError."""
        with _errors_in_french(self.path):
            apply_migrations(self.connection, scope, steps)

    def rows(self, query: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """What a query finds in another package's own tables. Raises StoreError."""
        with _errors_in_french(self.path):
            return self.connection.execute(query, parameters).fetchall()

    def load_states(self) -> dict[str, FeedState]:
        """What is remembered of each feed, by the address it is subscribed under."""
        with _errors_in_french(self.path):
            rows = self.connection.execute(f"SELECT {', '.join(_STATE_COLUMNS)} FROM feeds").fetchall()  # noqa: S608
        states = (FeedState(**_loaded(_STATE_COLUMNS, row)) for row in rows)
        return {state.url: state for state in states}

    def save_outcome(self, state: FeedState, entries: Sequence[Entry] | None = None, *, now: datetime) -> int:
        """Save a feed's new state, and its entries if it was read, in one transaction; the number of new entries.

        A date in the future becomes `now`; a date once known is never moved later.
        """
        with self.transaction() as connection:
            new = _save_entries(connection, state.url, entries, now) if entries is not None else 0
            marks = ", ".join("?" * len(_STATE_COLUMNS))
            connection.execute(
                f"INSERT OR REPLACE INTO feeds ({', '.join(_STATE_COLUMNS)}) VALUES ({marks})",  # noqa: S608
                [_stored(getattr(state, column)) for column in _STATE_COLUMNS],
            )
        return new

    def load_site_delays(self, now: datetime) -> dict[str, datetime]:
        """Sites that asked not to be asked before a moment which is still to come."""
        with _errors_in_french(self.path):
            query = "SELECT site, not_before FROM sites WHERE not_before > ?"
            return {site: _time(until) for site, until in self.connection.execute(query, (_seconds(now),))}

    def save_site_delay(self, site: str, not_before: datetime, reason: str) -> None:
        """Remember a site's Retry-After, in place of a former one."""
        with self.transaction() as connection:
            row = (site, _seconds(not_before), reason)
            connection.execute("INSERT OR REPLACE INTO sites (site, not_before, reason) VALUES (?, ?, ?)", row)

    def entries_between(self, since: datetime, until: datetime) -> list[Entry]:
        """Entries published from `since` on and before `until`, oldest first; undated ones by first sight.

        Undated entries that a feed already held when it was first read are no news and are left out, unless the feed
        dates none of its entries.
        """
        query = f"""
            SELECT {", ".join(_ENTRY_COLUMNS)} FROM entries
            WHERE COALESCE(published, first_seen) >= ? AND COALESCE(published, first_seen) < ? AND NOT backlog
            ORDER BY COALESCE(published, first_seen), feed_url, url
        """  # noqa: S608
        return self._entries(query, (_seconds(since), _seconds(until)))

    def entries_of(self, feed_url: str) -> list[Entry]:
        """Everything ever seen in a feed, oldest first."""
        query = f"""
            SELECT {", ".join(_ENTRY_COLUMNS)} FROM entries WHERE feed_url = ?
            ORDER BY COALESCE(published, first_seen), url
        """  # noqa: S608
        return self._entries(query, (feed_url,))

    def tallies(self, selected_keys: Collection[str], since: datetime) -> dict[str, Tally]:
        """What each feed has given so far. `selected_keys`: addresses.same_page_key of the links of all selections."""
        query = "SELECT feed_url, page_key, COALESCE(published, first_seen), backlog FROM entries"
        with _errors_in_french(self.path):
            rows = self.connection.execute(query).fetchall()
        tallies: dict[str, Tally] = {}
        for feed_url, page_key, seconds, backlog in rows:
            moment = None if backlog else _time(seconds)
            tally = tallies.get(feed_url, Tally())
            tallies[feed_url] = tally.with_entry(moment, since=since, selected=page_key in selected_keys)
        return tallies

    def forget_failures(self, url: str) -> None:
        """Have a feed asked again in the next run, one that was gone (410) too; its entries stay."""
        with self.transaction() as connection:
            connection.execute("DELETE FROM feeds WHERE url = ?", (url,))

    def _entries(self, query: str, values: tuple[Any, ...]) -> list[Entry]:
        with _errors_in_french(self.path):
            rows = self.connection.execute(query, values).fetchall()
        return [Entry(**_loaded(_ENTRY_COLUMNS, row)) for row in rows]


def _save_entries(connection: sqlite3.Connection, feed_url: str, entries: Sequence[Entry], now: datetime) -> int:
    """Insert or update the entries; the number of those not seen before."""
    new = 0
    for match in recognise(_known_entries(connection, feed_url), entries):
        entry = replace(match.entry, feed_url=feed_url)
        if match.former is None:
            _insert(connection, entry, match.page_key, now, backlog=match.backlog)
            new += 1
        else:
            _update(connection, entry, match.page_key, match.former)
    return new


def _known_entries(connection: sqlite3.Connection, feed_url: str) -> list[Known]:
    query = "SELECT page_key, id, title, published, first_seen FROM entries WHERE feed_url = ?"
    rows = connection.execute(query, (feed_url,))
    return [
        Known(key, row_id, title, None if published is None else _time(published), _time(first_seen))
        for key, row_id, title, published, first_seen in rows
    ]


def _insert(connection: sqlite3.Connection, entry: Entry, key: str, now: datetime, *, backlog: bool) -> None:
    published = min(entry.published, now) if entry.published else None
    entry = replace(entry, published=published, first_seen=now)
    columns = [*_ENTRY_COLUMNS, "page_key", "backlog"]
    values = [*(_stored(getattr(entry, column)) for column in _ENTRY_COLUMNS), key, backlog]
    # Two entries of one document may have the ids of two pages exchanged; the first one wins, nothing is lost.
    connection.execute(
        f"INSERT OR IGNORE INTO entries ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",  # noqa: S608
        values,
    )


def _update(connection: sqlite3.Connection, entry: Entry, page_key: str, former: Known) -> None:
    """Take over what the feed says now, but for its date: a feed that dates its posts anew does not make them news."""
    known_by = former.published or former.first_seen
    published = min(entry.published, known_by) if entry.published else former.published
    entry = replace(entry, published=published, first_seen=former.first_seen)
    columns = [*_ENTRY_COLUMNS, "page_key"]
    values = [*(_stored(getattr(entry, column)) for column in _ENTRY_COLUMNS), page_key]
    connection.execute(
        f"UPDATE OR IGNORE entries SET {' = ?, '.join(columns)} = ? WHERE feed_url = ? AND page_key = ?",  # noqa: S608
        (*values, entry.feed_url, former.page_key),
    )


def _seconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(seconds=1)


def _time(seconds: int) -> datetime:
    return _EPOCH + timedelta(seconds=seconds)


def _stored(value: Any) -> Any:
    if isinstance(value, datetime):
        return _seconds(value)
    if isinstance(value, FeedHints):
        hints = {"interval": value.interval_seconds, "hours": sorted(value.skip_hours), "days": sorted(value.skip_days)}
        return json.dumps({name: hint for name, hint in hints.items() if hint})
    return value


def _loaded(columns: Iterable[str], row: Sequence[Any]) -> dict[str, Any]:
    return {name: _load(name, value) for name, value in zip(columns, row, strict=True)}


def _load(name: str, value: Any) -> Any:
    if name == "hints":
        hints = json.loads(value)
        return FeedHints(hints.get("interval"), frozenset(hints.get("hours", ())), frozenset(hints.get("days", ())))
    return _time(value) if name in _TIMES and value is not None else value


@contextmanager
def _errors_in_french(path: str) -> Iterator[None]:
    try:
        yield
    except NewerSchemaError as error:
        raise StoreError(
            path, "écrit par une version plus récente d'« À la minute » ; mettre le programme à jour"
        ) from error
    except (sqlite3.Error, OSError) as error:
        raise StoreError(path, _reason(error)) from error


def _reason(error: Exception) -> str:
    """What went wrong, and the way out."""
    text = str(error).lower()
    if "full" in text or "no space" in text:
        return "plus de place sur le disque ; rien n'a été perdu, relancer après avoir fait de la place"
    if "locked" in text:
        return "occupé par une autre exécution"
    if "readonly" in text or "permission" in text or "unable to open" in text:
        return "impossible d'ouvrir ou d'écrire ce fichier ; vérifier son dossier et ses droits"
    if isinstance(error, sqlite3.DatabaseError) and (
        "not a database" in text or "malformed" in text or "corrupt" in text
    ):
        return "ce n'est pas un magasin lisible ; le supprimer suffit, il se refait à la prochaine collecte"
    return f"erreur de lecture ou d'écriture ({error})"
