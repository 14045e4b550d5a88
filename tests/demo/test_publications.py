"""The demo's files: enough of them, varied, and ours."""

import pytest

from alaminute.demo.publications import Publication, load_publications

ARTICLES = [article for publication in load_publications() for article in publication.articles]
WRITTEN = [article for article in ARTICLES if article.body]


def test_all_names_are_reserved_for_examples():
    assert all(publication.host.endswith(".example") for publication in load_publications())


def test_no_two_publications_share_a_name():
    publications = load_publications()
    assert len({publication.host for publication in publications}) == len(publications) == 9


def test_both_languages_have_several_publications():
    languages = [publication.language for publication in load_publications()]
    assert languages.count("fr") >= 3
    assert languages.count("en") >= 3


def test_articles_differ_in_length_from_a_note_to_a_long_read():
    words = sorted(article.words for article in WRITTEN)
    assert len(words) >= 20
    assert words[0] < 160
    assert words[-1] > 1400
    assert len(set(words)) >= len(words) - 3


def test_no_paragraph_is_used_twice():
    paragraphs = [line for article in WRITTEN for line in article.body.splitlines() if len(line) > 40]
    assert len(set(paragraphs)) == len(paragraphs)


def test_each_article_has_a_summary_shorter_than_itself():
    assert all(0 < len(article.summary.split()) < article.words / 2 for article in WRITTEN)


@pytest.mark.parametrize("publication", load_publications(), ids=lambda publication: publication.host)
def test_articles_come_newest_first(publication: Publication):
    ages = [article.age for article in publication.articles]
    assert ages == sorted(ages)
    assert len(set(ages)) == len(ages)


def test_exactly_one_article_has_no_page():
    assert len(ARTICLES) - len(WRITTEN) == 1
