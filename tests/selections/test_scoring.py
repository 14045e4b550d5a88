"""Points are bounded, explained and the same on every machine."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.reading_time import ReadingTime
from alaminute.selections.scoring import (
    FRESHNESS_POINTS,
    LENGTH_POINTS,
    RARITY_POINTS,
    Candidate,
    Criteria,
    Score,
    candidates,
    moment,
    score,
)
from selections.samples import NOW, candidate, entry, feed

WINDOW = timedelta(days=14)


def points(found: Candidate, words: int | None = None) -> int:
    return score(found, Criteria(NOW, WINDOW), None if words is None else ReadingTime(words)).points


def test_a_score_says_where_its_points_come_from():
    found = score(candidate(days_old=2), Criteria(NOW, WINDOW), ReadingTime(480))
    assert found.points == 34 + 20 + 20
    assert found.reasons == (
        "publié il y a 2 jours +34",
        "1 article de cette source en 14 jours +20",
        "lecture de 2 min +20",
    )
    assert str(found) == f"74 ({' ; '.join(found.reasons)})"


@pytest.mark.parametrize(
    ("days_old", "expected"),
    [(0, 40), (7, 20), (14, 0), (20, 0), (-3, 40)],
    ids=["just-now", "half-way", "oldest", "older", "future"],
)
def test_freshness_falls_evenly_over_the_window(days_old: float, expected: int):
    assert points(candidate(days_old=days_old)) == expected + RARITY_POINTS


@pytest.mark.parametrize(("entries", "expected"), [(1, 20), (2, 10), (3, 7), (40, 1), (41, 0), (0, 20)])
def test_a_source_that_writes_seldom_counts_more(entries: int, expected: int):
    assert points(candidate(feed_entries=entries)) == points(candidate()) - RARITY_POINTS + expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [(0, 0), (120, 10), (239, 20), (240, 20), (1440, 20), (2160, 10), (2880, 0), (100_000, 0), (None, 0)],
)
def test_a_length_that_most_finish_counts_most(words: int | None, expected: int):
    assert points(candidate(), words) == points(candidate()) + expected


@pytest.mark.parametrize(
    ("weight", "expected", "shown"), [(2, 120, "× 2"), (0.5, 30, "× 0,5"), (1.1, 66, "× 1,1"), (0, 0, "× 0")]
)
def test_the_authors_weight_multiplies_the_sum_and_is_said(weight: float, expected: int, shown: str):
    weighted = replace(candidate(days_old=0), feed=feed(weight=weight))
    found = score(weighted, Criteria(NOW, WINDOW), None)
    assert found.points == expected
    assert found.reasons[-1] == f"poids de la source {shown}"


def test_an_undated_entry_is_as_old_as_it_was_first_seen():
    undated = replace(entry(), published=None, first_seen=NOW - timedelta(days=7))
    assert moment(undated) == NOW - timedelta(days=7)
    assert points(Candidate(undated, feed(), 1)) == points(candidate(days_old=7))


def test_an_entry_without_any_moment_cannot_be_scored():
    with pytest.raises(ValueError, match="neither published nor stored"):
        moment(replace(entry(), published=None, first_seen=None))


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - they get one
TIMES = st.none() | st.builds(ReadingTime, st.integers(0, 100_000), st.integers(0, 100_000))


@given(MOMENTS, st.integers(0, 1000), TIMES)
def test_points_stay_within_their_bounds_and_never_change(published: datetime, entries: int, time: ReadingTime | None):
    found = candidate(published=published, feed_entries=entries)
    first = score(found, Criteria(NOW, WINDOW), time)
    assert 0 <= first.points <= FRESHNESS_POINTS + RARITY_POINTS + LENGTH_POINTS
    assert first == score(found, Criteria(NOW, WINDOW), time)
    assert first.points == sum(int(reason.rpartition("+")[2]) for reason in first.reasons if "+" in reason)


@given(MOMENTS, MOMENTS, TIMES)
def test_of_two_entries_the_fresher_never_has_fewer_points(one: datetime, other: datetime, time: ReadingTime | None):
    older, newer = sorted((one, other))
    worth = [score(candidate(published=when), Criteria(NOW, WINDOW), time).points for when in (older, newer)]
    assert worth[0] <= worth[1]


def test_candidates_are_newest_first_each_with_how_much_its_feed_gave():
    entries = [entry("a", "old", days_old=3), entry("b", "1", days_old=2), entry("a", "new", days_old=1)]
    found = candidates(entries, [feed("a"), feed("b")])
    assert [(c.entry.title, c.feed.title, c.feed_entries) for c in found] == [
        ("a new", "A", 2),
        ("b 1", "B", 1),
        ("a old", "A", 2),
    ]


def test_entries_of_feeds_that_are_no_longer_read_are_left_out():
    assert candidates([entry("a"), entry("gone")], [feed("a")]) == [candidate("a")]


def test_the_order_of_candidates_does_not_depend_on_that_of_the_store():
    entries = [entry("a", "1"), entry("a", "2"), entry("b", "1")]
    feeds = [feed("a"), feed("b")]
    assert candidates(entries, feeds) == candidates(reversed(entries), feeds)


def test_a_score_without_reasons_is_still_shown():
    assert str(Score(3, ())) == "3 ()"
