"""A week's file after its first draft: added to, never rewritten; each item offered once, whatever happens."""

from datetime import timedelta
from pathlib import Path

import pytest

from alaminute.errors import RecordError, SiteError
from alaminute.files import write_atomically
from alaminute.selections.ledger import LEDGER_NAME, parse_ledger
from alaminute.selections.selecting import Limits
from alaminute.selections.shelf import load_selection
from alaminute.weeks import Week
from selections.desk import Desk, page, reasons, urls
from selections.samples import NOW


def test_refreshing_a_fresh_draft_changes_nothing(desk: Desk):
    for number in range(12):
        desk.publish(f"f{number % 5}", str(number), words=200 + number * 91, days_old=1 + number % 6)
    desk.draft()
    before = desk.files()
    report = desk.refresh()
    assert (report.created, report.added) == (False, 0)
    assert desk.files() == before


def test_refreshing_a_week_without_a_file_makes_it(desk: Desk):
    desk.publish("a")
    assert desk.refresh().created


def test_news_come_below_what_the_author_wrote_byte_for_byte(desk: Desk):
    desk.publish("a")
    desk.draft()
    mine = desk.text().replace("\n", "\r\n") + "\r\nMon avis, sans fin de ligne."
    desk.write(mine)
    desk.publish("b", summary="Du nouveau.")
    report = desk.refresh()
    assert (report.added, urls(report)) == (1, ["https://a.test/1", "https://b.test/1"])
    assert desk.text().startswith(mine)
    assert "\n" not in desk.text().replace("\r\n", "")
    assert "## [b 1](https://b.test/1)" in desk.text()


def test_what_is_there_counts_against_the_budget_and_the_feeds_share(desk: Desk):
    desk.publish("a", "1", words=2400)
    desk.publish("a", "2", words=240)
    desk.draft()
    desk.publish("a", "3", words=240)
    desk.publish("b", "long", words=2400)
    desk.publish("b", "short", words=480)
    report = desk.refresh()
    assert urls(report)[2:] == ["https://b.test/short"]
    assert report.time.seconds <= 20 * 60
    assert reasons(report)["https://b.test/long"].startswith("plus long que ce qui reste")
    assert "https://a.test/3" in reasons(report)


def test_a_full_selection_takes_nothing_more(desk: Desk):
    desk.publish("a")
    desk.draft(limits=Limits(items=1))
    before = desk.files()
    desk.publish("b")
    assert desk.refresh(limits=Limits(items=1)).added == 0
    assert desk.files() == before


def test_what_an_author_deleted_is_not_added_again(desk: Desk):
    desk.publish("a")
    desk.publish("b")
    desk.draft()
    desk.write(desk.text().partition("## [b 1]")[0])
    before = desk.files()
    assert desk.refresh().added == 0
    assert desk.files() == before


def test_an_item_that_the_author_added_without_a_time_gets_one(desk: Desk):
    desk.publish("a")
    desk.draft()
    desk.web.pages["https://mine.test/x"] = page(321)
    mine = desk.text() + "\n## [Trouvé](https://mine.test/x)\n\nÀ lire.\n\n## Et vous ?\n\n- une liste\n"
    desk.write(mine)
    desk.refresh()
    assert desk.text().replace("- Mots : 321\n", "", 1) == mine
    assert [item.words for item in load_selection(desk.file()).selection.items] == [240, 321]


def test_a_page_that_cannot_be_measured_leaves_its_item_alone(desk: Desk):
    desk.publish("a")
    desk.draft()
    desk.write(desk.text() + "\n## [Trouvé](https://gone.test/x)\n")
    before = desk.files()
    desk.refresh()
    assert desk.files() == before


# --- One item -------------------------------------------------------------------------------------------------------


def test_an_author_may_take_what_was_not_chosen(desk: Desk):
    desk.publish("a")
    long = desk.publish("long", words=6000)
    desk.draft()
    before = desk.text()
    report = desk.take(long)
    assert (report.added, urls(report)) == (1, ["https://a.test/1", long])
    assert desk.text().startswith(before)


@pytest.mark.parametrize(
    ("url", "reason"),
    [("https://a.test/1", "déjà dans la sélection 2026-W47"), ("https://nowhere.test/", "dans aucun flux")],
)
def test_what_is_there_or_in_no_feed_cannot_be_taken(desk: Desk, url: str, reason: str):
    desk.publish("a")
    desk.draft()
    before = desk.files()
    with pytest.raises(SiteError, match=reason):
        desk.take(url)
    assert desk.files() == before


def test_nothing_can_be_taken_into_a_week_without_a_file(desk: Desk):
    url = desk.publish("a")
    with pytest.raises(SiteError, match="pas encore de fichier"):
        desk.take(url)


def test_an_untouched_item_may_be_dropped_and_stays_away(desk: Desk):
    desk.publish("a")
    dropped = desk.publish("b")
    desk.draft()
    head = desk.text().partition("## [b 1]")[0]
    assert desk.drop(dropped).dropped == 1
    assert desk.text() == head
    assert desk.refresh().added == 0
    assert desk.draft(Week(2026, 48), now=NOW + timedelta(days=4)).items == ()


def test_an_item_that_the_author_edited_is_not_dropped(desk: Desk):
    url = desk.publish("a", summary="Leurs mots.")
    desk.draft()
    desk.write(desk.text().replace("> Leurs mots.", "Mes mots."))
    before = desk.files()
    with pytest.raises(RecordError, match="porte votre texte"):
        desk.drop(url)
    assert desk.files() == before


def test_what_is_not_there_cannot_be_dropped(desk: Desk):
    desk.publish("a")
    with pytest.raises(SiteError, match="n'est pas dans la sélection"):
        desk.drop("https://a.test/1")


def test_every_address_is_explained_and_nothing_is_written(desk: Desk):
    desk.publish("a")
    long = desk.publish("long", words=6000)
    assert "serait retenu" in desk.explain("https://a.test/1")
    assert desk.files() == {}
    desk.draft()
    before = desk.files()
    assert "dans la sélection 2026-W47" in desk.explain("https://a.test/1")
    assert "plus long que" in desk.explain(long)
    assert "dans aucun flux" in desk.explain("https://nowhere.test/")
    assert desk.files() == before


# --- Crashes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("writes", [0, 1, 2], ids=["before-all", "after-the-first-ledger", "after-the-file"])
def test_a_run_that_dies_between_its_writes_offers_each_item_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, writes: int
):
    class DiedError(Exception):
        pass

    done: list[Path] = []

    def dying_write(path: Path, data: str) -> None:
        if len(done) == writes:
            raise DiedError
        done.append(path)
        write_atomically(path, data)

    desk.publish("a")
    monkeypatch.setattr("alaminute.selections.shelf.write_atomically", dying_write)
    with pytest.raises(DiedError):
        desk.draft()
    monkeypatch.setattr("alaminute.selections.shelf.write_atomically", write_atomically)
    assert urls(desk.draft()) == ["https://a.test/1"]
    assert desk.draft(Week(2026, 48), now=NOW + timedelta(days=4)).items == ()
    assert [offer.url for offer in parse_ledger((desk.shelf.folder / LEDGER_NAME).read_text(encoding="utf-8"))] == [
        "https://a.test/1"
    ]
