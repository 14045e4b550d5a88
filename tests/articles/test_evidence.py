"""The page is what is read; the feed's full text is a witness that may know better, and may raise a doubt."""

from datetime import UTC, datetime

import pytest

from alaminute.articles.evidence import LONGEST_SUMMARY_WORDS, believed_words, carries_excerpts, differ, page_count
from alaminute.articles.model import Article

NOW = datetime(2026, 11, 20, 7, tzinfo=UTC)


def article(words: int | None, page_words: int | None = None, other_words: int | None = None, **values) -> Article:
    return Article(
        "https://a.test/", NOW, "read", words, page_words=page_words or words, other_words=other_words, **values
    )


@pytest.mark.parametrize(("words", "is_off"), [(84, True), (85, False), (100, False), (115, False), (116, True)])
def test_more_than_15_percent_of_the_feeds_words_are_a_difference(words: int, is_off: bool):  # noqa: FBT001
    assert differ(words, 100) is is_off


@pytest.mark.parametrize(
    ("found", "feed_words", "believed"),
    [
        pytest.param(article(250), None, 250, id="no witness"),
        pytest.param(article(250), 260, 250, id="a witness that agrees"),
        pytest.param(article(250, other_words=400), 260, 250, id="a witness against the other way"),
        pytest.param(article(250, 280), 280, 280, id="the feed has what the site repeats"),
        pytest.param(article(250, 280), 250, 250, id="the feed has not what the site repeats"),
        pytest.param(article(400, other_words=260), 250, 260, id="a witness for the other way"),
        pytest.param(article(250, other_words=260), 400, 400, id="the page's end was missed"),
        pytest.param(article(947, other_words=940), 202, 947, id="a feed that ends before the article"),
        pytest.param(article(None), 480, 480, id="a page that cannot be read"),
        pytest.param(article(None), LONGEST_SUMMARY_WORDS, None, id="what may be a summary"),
        pytest.param(article(None), None, None, id="nothing is known"),
        pytest.param(article(None, is_medium=True), 480, None, id="what is said of a video"),
    ],
)
def test_the_count_is_the_best_evidence(found: Article, feed_words: int | None, believed: int | None):
    assert believed_words(found, feed_words) == believed


def test_what_was_counted_before_there_was_evidence_is_believed():
    old = Article("https://a.test/", NOW, "read", 250)
    assert (page_count(old, 260), believed_words(old, None)) == (250, 250)


@pytest.mark.parametrize(
    ("pairs", "excerpts"),
    [
        pytest.param([], False, id="nothing is known"),
        pytest.param([(60, 400)], True, id="a short beginning"),
        pytest.param([(202, 947)], False, id="a long text on a longer page"),
        pytest.param([(202, 947), (210, 800)], True, id="all beginnings"),
        pytest.param([(202, 947), (300, 300)], False, id="one of two"),
        pytest.param([(55, 400), (50, 700), (52, 52)], True, id="most of them"),
        pytest.param([(100, 140), (200, 300)], False, id="pages that hold comments"),
    ],
)
def test_a_feed_of_beginnings_is_known_by_its_pages(pairs: list[tuple[int, int]], excerpts: bool):  # noqa: FBT001
    assert carries_excerpts(pairs) is excerpts
