"""The report says in French what needs a person, and nothing of what does not."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from alaminute.feeds.report import CollectReport, FeedOutcome, iso

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)


def lines(*feeds, seconds=2.84):
    return CollectReport(NOW, seconds, feeds).summary_lines()


def outcome(status="ok", **values):
    return FeedOutcome("http://a.test/feed", status, **values)


def test_a_fine_run_is_one_line():
    assert lines(outcome(new=3), outcome("unchanged"), outcome("unchanged")) == [
        "3 flux : 1 lu, 2 inchangés ; 3 nouvelles entrées en 2,8 s."
    ]
    assert lines(seconds=0) == ["0 flux ; 0 nouvelle entrée en 0,0 s."]


@pytest.mark.parametrize(
    ("feed", "line"),
    [
        (outcome("error", title="Blog", error="panne"), "✗ Blog (http://a.test/feed) : panne"),
        (outcome("gone", error="retiré"), "✗ http://a.test/feed : retiré"),
        (
            outcome("delayed", error="ralentir", next_fetch=NOW + timedelta(hours=2)),
            "… http://a.test/feed : ralentir, à redemander après le 20/11 à 09:00 UTC",
        ),
        (
            outcome("redirected", moved_to="http://b.test/"),
            "→ http://a.test/feed : a déménagé pour de bon vers http://b.test/",
        ),
        (outcome(recovered=("mal formé", "en double")), "~ http://a.test/feed : mal formé ; en double"),
    ],
    ids=["error", "gone", "delayed", "moved", "mended"],
)
def test_what_needs_a_person_has_a_line_of_its_own(feed, line):
    assert lines(feed)[1:] == [line]


@pytest.mark.parametrize(
    ("statuses", "code"),
    [(["ok", "error"], 0), (["unchanged"], 0), (["redirected", "gone"], 0), (["error", "delayed", "gone"], 2), ([], 2)],
)
def test_the_exit_code_is_2_when_no_feed_could_be_fetched(statuses, code):
    assert CollectReport(NOW, 0, tuple(map(outcome, statuses))).exit_code == code


def test_moments_are_written_in_utc():
    assert iso(datetime(2026, 11, 20, 8, 0, 0, 999, tzinfo=timezone(timedelta(hours=1)))) == "2026-11-20T07:00:00Z"
