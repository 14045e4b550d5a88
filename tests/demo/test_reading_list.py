"""content/feeds.opml: the real feeds that the site comes with."""

from pathlib import Path

import pytest

from alaminute.feeds.opml import parse_opml

FILE = Path(__file__).parents[2] / "content" / "feeds.opml"


@pytest.fixture
def reading_list():
    return parse_opml(FILE.read_bytes(), str(FILE))


def test_it_parses_without_a_problem(reading_list):
    assert reading_list.problems == ()
    assert 8 <= len(reading_list.feeds) <= 12


def test_every_feed_says_all_that_a_selection_shows(reading_list):
    for feed in reading_list.feeds:
        assert feed.title
        assert feed.site_url.startswith("https://")
        assert feed.url.startswith(feed.site_url)
        assert feed.categories


def test_french_and_english_are_both_read(reading_list):
    assert {feed.language for feed in reading_list.feeds} == {"fr", "en"}


def test_some_sources_count_for_more(reading_list):
    assert 1 <= sum(feed.weight != 1 for feed in reading_list.feeds) <= 2
