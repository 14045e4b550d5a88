"""Dates that follow `now`, and the same bytes for the same `now`."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from alaminute.demo.publications import load_publications, shared_template
from alaminute.demo.rendering import posts_of, published, reading_list, resources
from alaminute.feeds.opml import parse_opml
from alaminute.weeks import week_of

PARIS = ZoneInfo("Europe/Paris")
TEMPLATES = {"home.html": shared_template("home.html")}
FRIDAY = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
MOMENTS = {
    "a Friday": FRIDAY,
    "a Sunday evening": datetime(2026, 11, 22, 22, 59, 59, tzinfo=UTC),
    "just after midnight of a Monday": datetime(2026, 11, 22, 23, 0, 1, tzinfo=UTC),
    "a Monday of week 53": datetime(2020, 12, 28, 0, 30, tzinfo=UTC),
    "the night when clocks go back": datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    "the night when clocks go forward": datetime(2026, 3, 29, 1, 15, tzinfo=UTC),
}


def bytes_at(now, zone=PARIS):
    return {
        publication.host + path: resource.body
        for publication in load_publications()
        for path, resource in resources(publication, TEMPLATES, now, zone).items()
    }


@pytest.mark.parametrize("now", MOMENTS.values(), ids=MOMENTS)
def test_every_date_lies_before_now(now):
    posts = [post for publication in load_publications() for post in posts_of(publication, now, PARIS)]
    assert all(post.published < now for post in posts)


@pytest.mark.parametrize("now", MOMENTS.values(), ids=MOMENTS)
def test_the_newest_entries_belong_to_the_week_of_now(now):
    newest = [posts[0] for publication in load_publications() if (posts := posts_of(publication, now, PARIS))]
    of_this_week = [post for post in newest if week_of(post.published, PARIS) == week_of(now, PARIS)]
    assert len(of_this_week) >= 5


@pytest.mark.parametrize("now", MOMENTS.values(), ids=MOMENTS)
def test_all_dates_lie_within_the_two_weeks_before_now(now):
    posts = [post for publication in load_publications() for post in posts_of(publication, now, PARIS)]
    assert all(now - post.published < timedelta(days=14) for post in posts)


def test_the_first_instant_of_a_week_has_nothing_before_it():
    monday = datetime(2026, 11, 16, tzinfo=PARIS)
    assert published(timedelta(hours=3), monday, PARIS) == monday - timedelta(seconds=1)


def test_a_day_is_24_hours_even_when_the_clocks_change():
    now = datetime(2026, 10, 26, 9, 0, tzinfo=PARIS)
    assert published(timedelta(days=1), now, PARIS) == datetime(2026, 10, 25, 9, 0, tzinfo=PARIS)
    assert published(timedelta(days=2), now, PARIS).astimezone(UTC) == now.astimezone(UTC) - timedelta(days=2)


def test_the_same_now_gives_the_same_bytes():
    assert bytes_at(FRIDAY) == bytes_at(FRIDAY)


def test_the_zone_in_which_now_is_written_does_not_matter():
    assert bytes_at(FRIDAY) == bytes_at(FRIDAY.astimezone(ZoneInfo("America/New_York")))


def test_another_now_gives_other_feeds():
    assert bytes_at(FRIDAY) != bytes_at(FRIDAY + timedelta(hours=1))


def test_addresses_do_not_depend_on_now():
    assert bytes_at(FRIDAY).keys() == bytes_at(FRIDAY + timedelta(days=100)).keys()


def test_the_reading_list_subscribes_to_every_publication():
    publications = load_publications()
    parsed = parse_opml(reading_list(publications, shared_template("feeds.opml")).encode(), "feeds.opml")
    assert not parsed.problems
    assert [(feed.url, feed.title, feed.language, feed.weight) for feed in parsed.feeds] == [
        (publication.feed_url, publication.title, publication.language, publication.weight)
        for publication in publications
    ]
