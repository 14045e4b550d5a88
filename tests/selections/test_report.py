"""What a draft did: the commands' contract in JSON, a few lines for the author."""

import json
from datetime import date

import pytest

from alaminute.articles.model import Article
from alaminute.records import parse_document
from alaminute.selections.drafting import DraftItem
from alaminute.selections.from_records import SCHEMA, selection_from
from alaminute.selections.offering import Skipped
from alaminute.selections.report import DraftReport, report_of_draft, report_of_existing
from alaminute.selections.scoring import Candidate
from alaminute.weeks import Week
from selections.samples import NOW, entry, feed

WEEK = Week(2026, 47)


def item(title: str, words: int | None = None, seconds: int | None = None) -> DraftItem:
    return DraftItem(
        title, f"https://{title}.test/", title.upper(), "en", words, seconds, date(2026, 11, 18), 72, ("a +34", "b +20")
    )


ITEMS = [item("a", 254), item("b", None, 614), item("c")]


def test_the_report_of_a_new_file_has_the_keys_of_the_contract():
    report = report_of_draft(WEEK, "content/selections/2026-W47.md", ITEMS, [Skipped("https://x.test/", "lien mort")])
    assert json.loads(json.dumps(report.to_json())) == {
        "week": "2026-W47",
        "file": "content/selections/2026-W47.md",
        "created": True,
        "items": [
            {
                "title": "a",
                "url": "https://a.test/",
                "source": "A",
                "language": "en",
                "words": 254,
                "seconds": 64,
                "score": 72,
                "reasons": ["a +34", "b +20"],
                "feed_words": None,
                "doubt": None,
            },
            {
                "title": "b",
                "url": "https://b.test/",
                "source": "B",
                "language": "en",
                "words": None,
                "seconds": 614,
                "score": 72,
                "reasons": ["a +34", "b +20"],
                "feed_words": None,
                "doubt": None,
            },
            {
                "title": "c",
                "url": "https://c.test/",
                "source": "C",
                "language": "en",
                "words": None,
                "seconds": None,
                "score": 72,
                "reasons": ["a +34", "b +20"],
                "feed_words": None,
                "doubt": None,
            },
        ],
        "seconds_total": 678,
        "skipped": [{"url": "https://x.test/", "reason": "lien mort"}],
    }


def test_the_total_is_rounded_once():
    report = report_of_draft(WEEK, "x.md", [item(name, 250) for name in "ab"], [])
    assert [entry["seconds"] for entry in report.to_json()["items"]] == [63, 63]
    assert report.to_json()["seconds_total"] == 125


def existing(*records: str):
    text = "Title: S\nWeek: 2026-W47\n\n" + "\n".join(records)
    return report_of_existing(selection_from(parse_document(text, "content/x.md", SCHEMA)))


@pytest.mark.parametrize(
    ("score", "points", "reasons"),
    [
        ("72 (a +34 ; b +20)", 72, ["a +34", "b +20"]),
        ("72 ()", 72, []),
        ("72", 72, []),
        ("-3 (a)", -3, ["a"]),
        ("72 (a (b))", 72, ["a (b)"]),
        ("beaucoup", None, []),
        ("7²", None, []),
    ],
)
def test_the_report_of_a_file_that_was_there_reads_its_scores(score: str, points: int | None, reasons: list[str]):
    report = existing(f"## [A](https://a.test/)\n\n- Score : {score}\n")
    (found,) = report.to_json()["items"]
    assert (found["score"], found["reasons"]) == (points, reasons)
    assert report.to_json()["created"] is False
    assert report.to_json()["file"] == "content/x.md"


def test_a_lost_link_has_no_address():
    (found,) = existing("## A\n\n- Lien : inconnu\n").to_json()["items"]
    assert found["url"] is None


def test_the_author_is_told_what_was_written_and_what_time_is_unknown():
    lines = [line.replace("\u00a0", " ") for line in report_of_draft(WEEK, "x.md", ITEMS, []).summary_lines()]
    assert lines == ["x.md écrit : 3 lectures, 11 min 18 s.", "Durée inconnue, hors du total : 1 lecture."]


def test_the_author_is_told_that_a_file_was_left_alone():
    (line,) = existing("## [A](https://a.test/)\n\n- Mots : 240\n").summary_lines()
    assert line.replace("\u00a0", " ") == "content/x.md existe déjà, inchangé : 1 lecture, 1 min."


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0 article écarté"), (1, "1 article écarté"), (2, "2 articles écartés")]
)
def test_the_author_is_told_that_there_is_nothing_to_offer(number: int, shown: str):
    report = report_of_draft(WEEK, "x.md", [], [Skipped(f"https://{n}.test/", "x") for n in range(number)])
    assert report.summary_lines() == [f"Semaine 2026-W47 : rien à proposer ({shown})."]
    assert report.to_json()["created"] is False


# --- Doubts ---------------------------------------------------------------------------------------------------------


def looked_at(page: Article | None, *, feed_words: int | None = None, words: int | None = 254, seconds=None):
    """The report of one item, with what its page and its feed say."""
    found = Candidate(entry("a", "", content_words=feed_words), feed("a"), 1)
    articles = {found.entry.url: page} if page else {}
    return report_of_draft(WEEK, "x.md", [item("a", words, seconds)], []).examined([found], articles)


def page(words: int | None, **values) -> Article:
    return Article("https://a.test/", NOW, "read", words, **{"page_words": words, **values})


def told(report: DraftReport) -> tuple[int | None, str | None]:
    (found,) = report.to_json()["items"]
    return found["feed_words"], found["doubt"]


@pytest.mark.parametrize(
    ("report", "feed_words", "doubt"),
    [
        pytest.param(looked_at(page(254), feed_words=250), 250, None, id="they agree"),
        pytest.param(looked_at(page(254)), None, None, id="the feed has no full text"),
        pytest.param(looked_at(None, feed_words=500), 500, None, id="nothing is known of the page"),
        pytest.param(
            looked_at(page(254), feed_words=180),
            180,
            "254 mots comptés dans la page, 180 dans le texte du flux ; 254 retenus",
            id="the page says more",
        ),
        pytest.param(
            looked_at(page(100), feed_words=254),
            254,
            "100 mots comptés dans la page, 254 dans le texte du flux ; 254 retenus",
            id="the feed says more",
        ),
        pytest.param(looked_at(page(400, other_words=254), feed_words=254), 254, None, id="the other way agrees"),
        pytest.param(looked_at(page(254), feed_words=90), None, None, id="an excerpt"),
        pytest.param(looked_at(page(300), feed_words=200), 200, None, id="the author's own figure"),
        pytest.param(
            looked_at(page(900, duration_seconds=614), feed_words=200, words=None, seconds=614),
            200,
            None,
            id="a medium",
        ),
        pytest.param(
            looked_at(page(None, reason="pas de réponse"), feed_words=254),
            254,
            "254 mots d'après le flux seul, la page n'ayant pu être lue (pas de réponse)",
            id="the feed alone",
        ),
        pytest.param(
            looked_at(page(None, is_medium=True, reason="une vidéo"), feed_words=254, words=None),
            254,
            "une vidéo",
            id="a video",
        ),
    ],
)
def test_what_page_and_feed_say_of_a_time(report: DraftReport, feed_words: int | None, doubt: str | None):
    assert told(report) == (feed_words, doubt)


def test_of_two_feeds_that_have_a_page_the_one_in_full_is_heard():
    full = Candidate(entry("a", "", content_words=180), feed("a"), 1)
    bare = Candidate(entry("b", "", url="http://www.a.test/"), feed("b"), 1)
    drafted = report_of_draft(WEEK, "x.md", [item("a", 254)], [])
    for found in ([full, bare], [bare, full]):
        report = drafted.examined(found, {candidate.entry.url: page(254) for candidate in found})
        assert told(report)[0] == 180


def test_an_item_that_no_feed_has_is_left_as_it_is():
    report = report_of_draft(WEEK, "x.md", [item("z", 254)], [])
    assert report.examined([Candidate(entry("a", ""), feed("a"), 1)], {}) == report


def test_the_author_is_told_which_times_are_unknown_or_doubtful_and_why():
    report = report_of_draft(WEEK, "x.md", [item("a", 254), item("b", 300), item("c")], [])
    found = [Candidate(entry(name, "", content_words=words), feed(name), 1) for name, words in (("a", 180), ("b", 300))]
    found.append(Candidate(entry("c", ""), feed("c"), 1))
    pages = [page(254), page(300), page(None, reason="réservé aux abonnés")]
    looked = report.examined(found, {c.entry.url: article for c, article in zip(found, pages, strict=True)})
    assert looked.summary_lines()[1:] == [
        "Durée inconnue, hors du total : 1 lecture.",
        "  c : réservé aux abonnés",
        "Durée à vérifier : 1 lecture.",
        "  a : 254 mots comptés dans la page, 180 dans le texte du flux ; 254 retenus",
    ]
