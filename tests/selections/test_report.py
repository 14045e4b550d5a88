"""What a draft did: the commands' contract in JSON, a few lines for the author."""

import json
from datetime import date

import pytest

from alaminute.records import parse_document
from alaminute.selections.drafting import DraftItem
from alaminute.selections.from_records import SCHEMA, selection_from
from alaminute.selections.offering import Skipped
from alaminute.selections.report import report_of_draft, report_of_existing
from alaminute.weeks import Week

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
