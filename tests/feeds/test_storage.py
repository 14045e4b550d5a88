"""The store remembers feeds and entries, survives what happens to files, and is never half-written."""

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.errors import StoreError
from alaminute.feeds.migrations import apply_migrations
from alaminute.feeds.model import Entry, FeedHints, FeedState
from alaminute.feeds.storage import Store

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
DAY = timedelta(days=1)
URL = "http://a.test/feed"
STATE = FeedState(URL)


def entry(name, **values):
    return Entry(**({"feed_url": URL, "id": name, "url": f"http://a.test/{name}", "title": name} | values))


def saved(store, *entries, now=NOW):
    return store.save_outcome(STATE, entries, now=now)


def titles(store, since=NOW - 7 * DAY, until=NOW + DAY):
    return [one.title for one in store.entries_between(since, until)]


_moments = st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
_texts = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_states = st.builds(
    FeedState,
    st.just(URL),
    _texts,
    _texts,
    next_fetch=_moments,
    failures=st.integers(0, 1000),
    last_success=_moments,
    error=_texts,
    moved_since=_moments,
    hints=st.builds(
        FeedHints,
        st.none() | st.integers(1, 10**9),
        st.frozensets(st.integers(0, 23)),
        st.frozensets(st.integers(0, 6)),
    ),
)


@given(_states)
def test_a_state_comes_back_as_it_was_saved(state):
    with Store.open(":memory:") as store:
        store.save_outcome(state, now=NOW)
        assert store.load_states() == {URL: state}


def test_an_entry_comes_back_as_it_was_saved_with_the_moment_it_was_first_seen(store):
    full = entry("x", published=NOW - DAY, updated=NOW, summary="s", content_words=3, language="fr", duration_seconds=5)
    assert saved(store, full) == 1
    assert store.entries_of(URL) == [replace(full, first_seen=NOW)]


def test_an_entry_seen_again_is_not_new_and_takes_over_what_changed(store):
    saved(store, entry("x"))
    assert saved(store, entry("x", title="Corrigé", content_words=9), now=NOW + DAY) == 0
    (found,) = store.entries_of(URL)
    assert (found.title, found.content_words, found.first_seen) == ("Corrigé", 9, NOW)


def test_the_entries_of_a_week_are_by_publication_or_else_first_sight_oldest_first(store):
    saved(store, entry("known", published=NOW - 30 * DAY))
    saved(
        store,
        entry("old", published=NOW - 8 * DAY),
        entry("b", published=NOW - DAY),
        entry("a", published=NOW - 2 * DAY),
        entry("undated"),
    )
    assert titles(store) == ["a", "b", "undated"]
    assert titles(store, until=NOW - DAY) == ["a"]
    assert titles(store, since=NOW - 2 * DAY, until=NOW - DAY) == ["a"]


def test_a_date_in_the_future_is_the_moment_it_was_first_seen_for_good(store):
    saved(store, entry("soon", published=NOW + 900 * DAY))
    saved(store, entry("soon", published=NOW + 900 * DAY), now=NOW + DAY)
    assert store.entries_of(URL)[0].published == NOW


def test_a_feed_that_dates_its_posts_anew_does_not_make_them_news(store):
    saved(store, entry("x", published=NOW - 60 * DAY))
    saved(store, entry("x", published=NOW, updated=NOW))
    (found,) = store.entries_of(URL)
    assert (found.published, found.updated) == (NOW - 60 * DAY, NOW)


def test_a_date_that_comes_late_is_taken_but_not_after_first_sight(store):
    saved(store, entry("x"), entry("y"))
    saved(store, entry("x", published=NOW - DAY), entry("y", published=NOW + DAY), now=NOW + 2 * DAY)
    assert [one.published for one in store.entries_of(URL)] == [NOW - DAY, NOW]


def test_new_ids_for_known_pages_are_no_news(store):
    saved(store, entry("1", url="http://a.test/x"))
    assert saved(store, entry("2", url="https://www.a.test/x/")) == 0
    assert [one.id for one in store.entries_of(URL)] == ["2"]


def test_a_new_address_for_a_known_id_is_no_news(store):
    saved(store, entry("guid", url="http://old.test/x"))
    assert saved(store, entry("guid", url="http://new.test/y")) == 0
    assert [one.url for one in store.entries_of(URL)] == ["http://new.test/y"]


def test_one_id_for_all_entries_tells_nothing(store):
    assert saved(store, *(entry("same", url=f"http://a.test/{n}") for n in range(3))) == 3
    assert saved(store, *(entry("same", url=f"http://a.test/{n}") for n in range(1, 4))) == 1


def test_the_same_page_in_two_feeds_is_an_entry_of_each(store):
    saved(store, entry("x"))
    store.save_outcome(FeedState("http://b.test/"), [entry("x")], now=NOW)
    assert len(store.entries_between(NOW, NOW + DAY)) == 2


def test_undated_pages_that_a_dated_feed_already_held_are_no_news(store):
    saved(store, entry("about"), entry("post", published=NOW - DAY))
    saved(store, entry("about"), entry("new-about"), entry("post", published=NOW - DAY))
    assert titles(store) == ["post", "new-about"]


def test_a_feed_without_any_date_is_news_when_first_seen(store):
    saved(store, entry("one"), entry("two"))
    assert titles(store) == ["one", "two"]


def test_site_delays_are_remembered_until_they_are_over(store):
    store.save_site_delay("a.test", NOW + DAY, "429")
    assert store.load_site_delays(NOW) == {"a.test": NOW + DAY}
    assert store.load_site_delays(NOW + DAY) == {}


def test_a_failed_transaction_leaves_nothing(store):
    saved(store, entry("x"))
    bad = entry("y", url="http://a.test/y", content_words=object())
    with pytest.raises(StoreError):
        saved(store, entry("z"), bad)
    assert [one.title for one in store.entries_of(URL)] == ["x"]


def test_what_one_store_wrote_the_next_one_reads(tmp_path):
    path = tmp_path / "deep" / "store.db"
    with Store.open(path) as store:
        saved(store, entry("x"))
    with Store.open(path) as store:
        assert len(store.entries_of(URL)) == 1
        assert store.path == str(path)


def test_another_part_keeps_its_tables_in_the_same_file(store):
    apply_migrations(store.connection, "articles", {"pages": "CREATE TABLE pages (url TEXT)"})
    apply_migrations(store.connection, "articles", {"pages": "CREATE TABLE pages (url TEXT)"})
    with store.transaction() as connection:
        connection.execute("INSERT INTO pages VALUES ('x')")
    assert store.connection.execute("SELECT url FROM pages").fetchall() == [("x",)]


def test_a_migration_that_fails_halfway_leaves_nothing_of_itself(store):
    steps = {"good": "CREATE TABLE a (x)", "bad": "CREATE TABLE b (x)\n;\nCREATE TABLE a (x)"}
    with pytest.raises(sqlite3.OperationalError):
        apply_migrations(store.connection, "other", steps)
    names = {name for (name,) in store.connection.execute("SELECT name FROM sqlite_master")}
    assert "a" in names
    assert "b" not in names


def test_a_file_of_a_newer_version_is_left_alone(tmp_path):
    path = tmp_path / "store.db"
    with Store.open(path) as store:
        store.connection.execute("INSERT INTO migrations (scope, name) VALUES ('feeds', 'from the future')")
    with pytest.raises(StoreError, match="version plus récente"):
        Store.open(path)


@pytest.mark.parametrize(
    "content", [b"not a database, but long enough to be taken for one" * 20, b"SQLite format 3\0" + b"\xff" * 4096]
)
def test_a_file_that_is_no_store_is_named_and_left_as_it_is(tmp_path, content):
    path = tmp_path / "store.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"store\.db : .*supprimer") as caught:
        Store.open(path)
    assert caught.value.path == str(path)
    assert path.read_bytes() == content


def test_a_folder_in_its_place_or_no_permission_is_named(tmp_path):
    (tmp_path / "store.db").mkdir()
    with pytest.raises(StoreError, match="impossible d'ouvrir"):
        Store.open(tmp_path / "store.db")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError):
        Store.open(tmp_path / "file" / "store.db")


def test_a_full_disk_is_named_and_leaves_the_former_state(tmp_path):
    with Store.open(tmp_path / "store.db") as store:
        saved(store, entry("x"))
        pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
        store.connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="plus de place"):
            saved(store, *(entry(str(n), summary="x" * 500) for n in range(200)))
        assert [one.title for one in store.entries_of(URL)] == ["x"]
    with Store.open(tmp_path / "store.db") as store:
        assert [one.title for one in store.entries_of(URL)] == ["x"]


def test_a_store_in_use_elsewhere_is_read_meanwhile(tmp_path):
    with Store.open(tmp_path / "s.db") as writer, Store.open(tmp_path / "s.db") as reader:
        saved(writer, entry("x"))
        with writer.transaction():
            assert len(reader.entries_of(URL)) == 1


def test_a_kill_in_the_middle_of_writing_loses_nothing_that_was_saved(tmp_path):
    script = """
import sys, os, signal
from datetime import UTC, datetime
from alaminute.feeds.model import Entry, FeedState
from alaminute.feeds.storage import Store
now = datetime(2026, 11, 20, tzinfo=UTC)
store = Store.open(sys.argv[1])
for number in range(20):
    entries = [Entry("u", f"{number}-{n}", f"http://a.test/{number}/{n}", "t") for n in range(10)]
    store.save_outcome(FeedState("u", entries=number), entries, now=now)
store.connection.execute("BEGIN IMMEDIATE")
store.connection.execute("DELETE FROM entries")
os.kill(os.getpid(), signal.SIGKILL)
"""
    path = tmp_path / "s.db"
    source = Path(__file__).parents[2] / "plugins"
    subprocess.run([sys.executable, "-c", script, str(path)], check=False, env=os.environ | {"PYTHONPATH": str(source)})
    with Store.open(path) as store:
        assert len(store.entries_of("u")) == 200
        assert store.load_states()["u"].entries == 19
