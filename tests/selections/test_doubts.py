"""The draft says where a time is doubtful, and why it is unknown; in every later report too."""

import pytest

from alaminute.errors import FetchError
from alaminute.selections.report import DraftReport
from selections.desk import Desk
from selections.samples import NOW

VIDEO = '<meta property="og:type" content="video.other">'


def doubts(report: DraftReport) -> dict[str, tuple[int | None, int | None, str]]:
    """Each item's words, its feed's, and the doubt, by its address."""
    return {
        item.url or "": (item.time.words if item.time else None, item.feed_words, item.doubt) for item in report.items
    }


def test_an_item_whose_page_and_feed_differ_is_flagged_and_the_better_count_kept(desk: Desk):
    longer = desk.publish("a", words=240, content_words=600)
    shorter = desk.publish("b", words=700, content_words=400)
    agreeing = desk.publish("c", words=240, content_words=250)
    report = desk.draft()
    assert doubts(report) == {
        longer: (600, 600, "240 mots comptés dans la page, 600 dans le texte du flux ; 600 retenus"),
        shorter: (700, 400, "700 mots comptés dans la page, 400 dans le texte du flux ; 700 retenus"),
        agreeing: (240, 250, ""),
    }
    assert "- Mots : 600" in desk.text()


def test_a_later_report_of_the_file_says_the_same_and_asks_for_no_page(desk: Desk):
    desk.publish("a", words=240, content_words=600)
    first, asked = desk.draft(), list(desk.web.asked)
    again = desk.draft()
    assert doubts(again) == doubts(first)
    assert desk.web.asked == asked
    desk.publish("b", words=700, content_words=400)
    refreshed = desk.refresh()
    assert len([doubt for *_, doubt in doubts(refreshed).values() if doubt]) == 2
    taken = desk.publish("c", words=240, content_words=400, days_old=300)
    assert doubts(desk.take(taken))[taken][2].startswith("240 mots comptés")


def test_the_authors_own_figure_is_no_doubt(desk: Desk):
    url = desk.publish("a", words=240, content_words=600)
    desk.draft()
    desk.write(desk.text().replace("- Mots : 600", "- Mots : 480"))
    assert doubts(desk.draft()) == {url: (480, 600, "")}


def test_a_video_without_a_duration_is_offered_without_a_time_and_told_why(desk: Desk):
    url = desk.publish("a", words=60, head=VIDEO, content_words=480)
    report = desk.draft()
    reason = "c'est une vidéo ou un enregistrement qui ne dit pas sa durée"
    assert doubts(report) == doubts(desk.draft()) == {url: (None, 480, reason)}
    assert report.to_json()["items"][0]["seconds"] is None
    assert report.summary_lines()[1:] == ["Durée inconnue, hors du total : 1 lecture.", f"  a 1 : {reason}"]
    assert "Mots" not in desk.text()


def test_the_reason_of_an_unknown_time_is_told_when_the_page_did_not_answer(desk: Desk):
    desk.publish("a")
    silent = desk.publish("b", words=None)
    desk.web.pages[silent] = FetchError(silent, "pas de réponse complète à temps")
    assert doubts(desk.draft())[silent] == (None, None, "pas de réponse complète à temps")


def test_a_time_that_only_the_feed_knows_is_told(desk: Desk):
    desk.publish("a")
    silent = desk.publish("b", words=None, content_words=480)
    desk.web.pages[silent] = FetchError(silent, "muette")
    doubt = "480 mots d'après le flux seul, la page n'ayant pu être lue (muette)"
    assert doubts(desk.draft())[silent] == (480, 480, doubt)


@pytest.mark.parametrize("content_words", [60, 180])
def test_excerpts_raise_no_doubt_whatever_they_look_like(desk: Desk, content_words: int):
    for number in range(3):
        desk.publish("a", str(number), words=500 + number, content_words=content_words)
    report = desk.draft()
    assert [(feed_words, doubt) for _, feed_words, doubt in doubts(report).values()] == [(None, "")] * 2
    assert doubts(desk.draft()) == doubts(report)


def test_a_feed_that_was_known_to_give_excerpts_does_not_speak_for_a_silent_page(desk: Desk):
    for number in range(2):
        desk.publish("a", str(number), words=900, content_words=200, days_old=9)
    desk.draft(now=NOW)
    silent = desk.publish("a", "2", words=None, content_words=200)
    desk.web.pages[silent] = FetchError(silent, "muette")
    desk.publish("b")
    desk.file().unlink()
    assert doubts(desk.draft())[silent] == (None, None, "muette")


def test_what_a_site_repeats_is_not_counted_but_what_the_feed_has_is(desk: Desk):
    text = "<html lang='fr'><body><article><p>{own}</p><p>{again}</p></article></body></html>"
    for name, content_words in (("a", None), ("b", 340)):
        for number in range(3):
            url = desk.publish(name, str(number), words=None, content_words=content_words)
            own = " ".join(f"mot{number}x{word}" for word in range(300))
            desk.web.pages[url] = text.format(own=own, again="rappel " * 40)
    report = desk.draft()
    assert {url: words for url, (words, *_) in doubts(report).items()} == {
        "https://a.test/0": 300,
        "https://a.test/1": 300,
        "https://b.test/0": 340,
        "https://b.test/1": 340,
    }
    assert not any(doubt for *_, doubt in doubts(report).values())
