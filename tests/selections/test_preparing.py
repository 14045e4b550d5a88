"""A week's file from beginning to end: a real store, a real shelf, pages from memory."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alaminute.errors import ContentError, FetchError, UnreachableError
from alaminute.feeds.model import Entry
from alaminute.feeds.storage import Store
from alaminute.selections.ledger import LEDGER_NAME
from alaminute.selections.selecting import Limits
from alaminute.selections.shelf import load_selection
from alaminute.weeks import Week, week_of
from selections.desk import PARIS, WEEK, Desk, reasons, urls
from selections.samples import NOW, entry


def test_a_week_gets_its_file(desk: Desk):
    desk.publish("a", words=254, days_old=1, summary="Le résumé <b> de l'article.")
    desk.publish("b", words=250, days_old=2)
    report = desk.draft()
    assert (report.created, report.path) == (True, str(Path("selections", "2026-W47.md")))
    selection = load_selection(desk.file()).selection
    assert [(item.title, item.url, item.source, item.words) for item in selection.items] == [
        ("a 1", "https://a.test/1", "A", 254),
        ("b 1", "https://b.test/1", "B", 250),
    ]
    assert [item.published.isoformat() for item in selection.items if item.published] == ["2026-11-19", "2026-11-18"]
    assert "> Le résumé &lt;b> de l'article." in desk.files()["2026-W47.md"].decode()
    assert report.time == selection.time


def test_the_file_is_dated_now_or_the_weeks_last_minute(desk: Desk):
    desk.publish("a")
    desk.draft(now=NOW + timedelta(hours=1))
    assert b"\nDate: 2026-11-20 09:00\n" in desk.files()["2026-W47.md"]
    desk.publish("b", days_old=9)
    desk.draft(Week(2026, 46))
    assert b"\nDate: 2026-11-15 23:59\n" in desk.files()["2026-W46.md"]


def test_a_second_run_changes_nothing_and_asks_for_nothing(desk: Desk):
    desk.publish("a")
    first = desk.draft()
    before, asked = desk.files(), list(desk.web.asked)
    desk.publish("b")
    again = desk.draft(now=NOW + timedelta(hours=5))
    assert desk.files() == before
    assert desk.web.asked == asked
    assert not again.created
    assert [item.to_json() for item in again.items] == [
        {**item.to_json(), "language": None} for item in first.items
    ]  # the site's own language is not written down


def test_what_an_author_changed_is_left_alone(desk: Desk):
    desk.publish("a")
    desk.draft()
    path = desk.file()
    path.write_bytes(b"Title: Mienne\r\nWeek: 2026-W47\r\n\r\n## [A](https://a.test/1)\r\n\r\nMon avis.")
    edited = desk.files()
    assert desk.draft().items[0].title == "A"
    assert desk.files() == edited


def test_the_weeks_file_is_known_by_its_header_whatever_its_name(desk: Desk):
    desk.publish("a")
    desk.shelf.folder.mkdir(parents=True)
    (desk.shelf.folder / "lectures.md").write_text(
        "Title: x\nWeek: 2026-W47\n\n## [Z](https://z.test/)\n", encoding="utf-8"
    )
    assert urls(desk.draft()) == ["https://z.test/"]
    assert list(desk.files()) == ["lectures.md"]


def test_nothing_is_offered_twice(desk: Desk):
    desk.publish("a", "old_(1)", days_old=5)
    desk.draft(Week(2026, 46), now=NOW - timedelta(days=5) + timedelta(minutes=1))
    desk.publish("a", "new")
    report = desk.draft()
    assert urls(report) == ["https://a.test/new"]
    assert reasons(report) == {"https://a.test/old_(1)": "déjà proposé en 2026-W46"}


def test_nothing_is_offered_twice_even_when_the_store_was_lost(desk: Desk, tmp_path: Path):
    desk.publish("a", "old_(1)~é", days_old=5)
    desk.draft(Week(2026, 46), now=NOW - timedelta(days=4))
    (desk.shelf.folder / LEDGER_NAME).unlink()  # what stands in the files is enough
    with Store.open(":memory:") as empty:
        other = Desk(empty, tmp_path)
        other.publish("a", "old_(1)~é", days_old=5)
        report = other.draft()
    assert list(reasons(report).values()) == ["déjà proposé en 2026-W46"]
    assert not report.created


def test_what_an_author_deleted_from_a_week_does_not_come_back_in_the_next(desk: Desk):
    desk.publish("a", days_old=5)
    desk.publish("b", days_old=5)
    desk.draft(Week(2026, 46), now=NOW - timedelta(days=4))
    path = desk.file(Week(2026, 46))
    path.write_text(path.read_text(encoding="utf-8").partition("## [b 1]")[0], encoding="utf-8")
    assert urls(desk.draft()) == []


def test_a_week_that_an_author_threw_away_is_drafted_again(desk: Desk):
    desk.publish("a")
    first = desk.draft()
    before = desk.files()
    desk.file().unlink()
    assert urls(desk.draft()) == urls(first)
    assert desk.files() == before


def test_dead_links_are_left_out_and_named(desk: Desk):
    desk.publish("a")
    dead = desk.publish("b", words=None)
    report = desk.draft()
    assert urls(report) == ["https://a.test/1"]
    assert reasons(report)[dead] == "lien mort : page introuvable (404)"


def test_a_page_that_cannot_be_read_is_offered_without_a_time(desk: Desk):
    desk.publish("a")
    silent = desk.publish("b", words=None)
    desk.web.pages[silent] = FetchError(silent, "pas de réponse complète en 20 s")
    report = desk.draft()
    assert {item.url: item.time.words if item.time else None for item in report.items} == {
        "https://a.test/1": 240,
        silent: None,
    }
    assert report.to_json()["seconds_total"] == 60
    assert b"Mots" not in desk.files()["2026-W47.md"].partition(b"## [b 1]")[2]


def test_the_full_text_of_a_feed_stands_in_for_a_page_that_cannot_be_read(desk: Desk):
    desk.publish("a")
    silent = desk.publish("b", words=None, content_words=480)
    desk.web.pages[silent] = FetchError(silent, "muette")
    assert {item.url: item.time.words for item in desk.draft().items if item.time}[silent] == 480


def test_a_medium_has_its_duration(desk: Desk):
    desk.publish("a", duration_seconds=614)
    (item,) = desk.draft().items
    assert item.to_json()["seconds"] == 614
    assert "- Durée : 10 min 14 s" in desk.files()["2026-W47.md"].decode()


def test_without_a_network_nothing_is_written(desk: Desk):
    for name in "ab":
        url = desk.publish(name, words=None)
        desk.web.pages[url] = FetchError(url, "pas de réseau")
    with pytest.raises(UnreachableError, match="pas de réseau"):
        desk.draft()
    assert desk.files() == {}
    # And once it is back, the same week is drafted.
    desk.publish("a")
    assert urls(desk.draft()) == ["https://a.test/1", "https://b.test/1"]


def test_nothing_to_offer_writes_nothing(desk: Desk):
    desk.publish("a", days_old=30)
    report = desk.draft()
    assert (report.created, report.items, desk.files()) == (False, (), {})
    assert report.to_json()["items"] == []


@pytest.mark.parametrize(
    ("days_old", "offered"),
    [(0, False), (0.01, True), (10.9, True), (11.5, False)],
    ids=["not-yet", "just-now", "week-before", "older"],
)
def test_entries_of_this_week_and_the_week_before_are_news(desk: Desk, days_old: float, offered: bool):  # noqa: FBT001
    desk.publish("a", days_old=days_old)
    assert bool(desk.draft().items) is offered


def test_a_week_that_is_over_takes_nothing_of_the_next(desk: Desk):
    desk.publish("a", "sunday", published=datetime(2026, 11, 15, 22, 59, 59, tzinfo=UTC))
    desk.publish("b", "monday", published=datetime(2026, 11, 15, 23, 0, 0, tzinfo=UTC))
    assert urls(desk.draft(Week(2026, 46))) == ["https://a.test/sunday"]
    assert urls(desk.draft()) == ["https://b.test/monday"]


def test_limits_are_kept_and_what_is_left_out_is_told(desk: Desk):
    desk.publish("long", words=5000)
    for number in range(4):
        desk.publish("a", str(number), words=240, days_old=1 + number)
    report = desk.draft(limits=Limits(minutes=20, items=10, per_feed=2))
    assert urls(report) == ["https://a.test/0", "https://a.test/1"]
    assert reasons(report)["https://long.test/1"] == "plus long que les 20 minutes de la sélection"
    assert reasons(report)["https://a.test/2"].startswith("non retenu : ")
    assert len(report.skipped) == 3


def test_every_entry_is_either_offered_or_skipped_with_a_reason(desk: Desk):
    for number in range(30):
        desk.publish(
            f"f{number % 4}", str(number), words=None if number % 5 == 0 else 300 + number, days_old=1 + number % 8
        )
    report = desk.draft()
    assert len(report.items) + len(report.skipped) == 30
    assert len({*urls(report), *reasons(report)}) == 30
    assert all(reasons(report).values())


def test_hostile_entries_are_drafted_and_read_back(desk: Desk):
    desk.publish(
        "a", title='](javascript:alert(1)) <script> &lt; `x` [TOC] {: onclick="x"}', summary="## Faux\n- Source : x"
    )
    desk.publish("b", title="-- C++ ** __ ~~", language="xx-yyy", author="x\ny")
    report = desk.draft()
    selection = load_selection(desk.file()).selection
    assert {item.title for item in selection.items} == {item.title for item in report.items}
    assert len(selection.parts) == len(report.items)


def test_a_broken_file_on_the_shelf_stops_the_run_before_anything_is_written(desk: Desk):
    desk.publish("a")
    desk.shelf.folder.mkdir(parents=True)
    (desk.shelf.folder / "2025-W01.md").write_text("Title: x\nWeek: 2025-W01\n\n## [A](x)\n", encoding="utf-8")
    before = desk.files()
    with pytest.raises(ContentError, match=r"2025-W01\.md:4: "):
        desk.draft()
    assert desk.files() == before
    assert desk.web.asked == []


def test_a_file_of_that_name_with_another_week_inside_is_never_written_over(desk: Desk):
    desk.publish("a")
    desk.shelf.folder.mkdir(parents=True)
    desk.file().write_text("Title: x\nWeek: 2026-W40\n\nDes heures de travail.\n", encoding="utf-8")
    before = desk.files()
    with pytest.raises(ContentError, match=r"2026-W47\.md:1: "):
        desk.draft()
    assert desk.files() == before


def test_the_same_store_gives_the_same_bytes(desk: Desk, tmp_path: Path):
    def fill(other: Desk, order: Callable[[list[int]], list[int]]) -> None:
        for number in order(list(range(12))):
            other.publish(f"f{number % 5}", str(number), words=200 + number * 91, days_old=1 + number % 6)

    fill(desk, list)
    desk.draft()
    with Store.open(":memory:") as store:
        other = Desk(store, tmp_path / "other")
        fill(other, lambda numbers: numbers[::-1])
        other.draft()
        assert other.files() == desk.files()


def test_the_sample_moment_is_in_the_sample_week():
    assert week_of(NOW, PARIS) == WEEK
    assert isinstance(entry(), Entry)
