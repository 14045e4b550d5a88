"""What may be offered, and the reason of everything else."""

from dataclasses import replace
from datetime import datetime

import pytest

from alaminute.articles.model import Article
from alaminute.feeds.model import Feed
from alaminute.reading_time import ReadingTime
from alaminute.selections.model import Item, Link, Prose, Selection
from alaminute.selections.offering import (
    SHORTLIST,
    SHORTLIST_PER_FEED,
    excerpt_feeds,
    full_text_words,
    language_of,
    offered_urls,
    page_key,
    readable,
    shortlist,
    sift,
    source_name,
    time_of,
)
from alaminute.selections.scoring import Candidate
from alaminute.selections.stories import title_words
from alaminute.weeks import Week
from selections.samples import NOW, candidate, entry, feed


def article(url: str, now: datetime = NOW, outcome: str = "read", words: int | None = 250, **values) -> Article:
    return Article(url, now, outcome, words, **values)


def read_page(found: Candidate, **values) -> dict[str, Article]:
    return {found.entry.url: article(found.entry.url, **values)}


def selection(week: Week, *urls: str) -> Selection:
    items = (Item("x", tuple(Link("x", url) for url in urls), ""), Prose("Et vous ?", ""))
    return Selection(week, "x", items)


# --- What was offered -----------------------------------------------------------------------------------------------


def test_every_link_of_every_selection_was_offered_in_its_week():
    offered = offered_urls(
        [
            selection(Week(2026, 45), "https://a.test/1", "https://a.test/2"),
            selection(Week(2026, 46), "https://b.test/1"),
        ]
    )
    assert offered == {
        page_key("https://a.test/1"): "2026-W45",
        page_key("https://a.test/2"): "2026-W45",
        page_key("https://b.test/1"): "2026-W46",
    }


@pytest.mark.parametrize(
    "typed",
    [
        "https://a.test/un_(deux)_trois~q",
        "https://a.test/un_%28deux%29_trois~q",
        "https://a.test/un%5F(deux)%5Ftrois%7Eq",
        "http://www.a.test/un_(deux)_trois~q/?utm_source=rss#comments",
    ],
)
def test_an_address_is_known_again_however_it_is_written(typed: str):
    again = candidate(path="un_(deux)_trois~q")
    sifted = sift([again], offered_urls([selection(Week(2026, 46), typed)]), languages=[])
    assert sifted.kept == ()
    assert [s.reason for s in sifted.skipped] == ["déjà proposé en 2026-W46"]


# --- Sifting --------------------------------------------------------------------------------------------------------


def test_new_entries_in_a_language_read_are_kept_in_their_order():
    found = [candidate("a", "1"), candidate("b", "1", language="fr-CA"), candidate("a", "2")]
    sifted = sift(found, {}, languages=["fr"])
    assert (list(sifted.kept), sifted.skipped, sifted.twins) == (found, (), {})


def test_the_same_article_from_two_feeds_is_kept_once():
    first, same_address = candidate("a", "1"), candidate("b", "1", url="http://www.a.test/1/", title="Autrement")
    same_title = candidate("c", "1", title="« A » : 1 !")
    sifted = sift([first, same_address, same_title], {}, languages=[])
    assert sifted.kept == (first,)
    assert sifted.twins == {"https://a.test/1": (same_address, same_title)}
    assert [s.reason for s in sifted.skipped] == ["même article que https://a.test/1"] * 2


def test_entries_without_a_title_are_not_one_story():
    found = [candidate("a", "1", title=""), candidate("a", "2", title="")]
    assert list(sift(found, {}, languages=[]).kept) == found


def test_titles_without_any_letter_are_not_one_story():
    found = [candidate("a", "1", title="???"), candidate("b", "2", title="!!!")]
    assert list(sift(found, {}, languages=[]).kept) == found


@pytest.mark.parametrize(
    ("declared", "listed", "languages", "reason"),
    [
        ("de", None, ["fr", "en"], "langue non lue : de"),
        (None, "de", ["fr"], "langue non lue : de"),
        ("fr", "de", ["fr"], None),
        ("de", "fr", [], None),
        (None, None, ["fr"], None),
        ("EN-gb", None, ["en-US"], None),
    ],
)
def test_a_language_that_the_author_does_not_read_is_refused(
    declared: str | None, listed: str | None, languages: list[str], reason: str | None
):
    found = Candidate(entry(language=declared), feed(language=listed), 1)
    sifted = sift([found], {}, languages=languages)
    assert [s.reason for s in sifted.skipped] == ([reason] if reason else [])


def test_a_refused_entry_does_not_stand_in_the_way_of_its_twin():
    german = candidate("a", "1", title="Titre", language="de")
    french = candidate("b", "1", title="Titre")
    assert sift([german, french], {}, languages=["fr"]).kept == (french,)


# --- Shortlist ------------------------------------------------------------------------------------------------------


def test_only_so_many_of_a_feed_are_read():
    ranked = [candidate("a", str(number)) for number in range(SHORTLIST_PER_FEED + 2)]
    kept, skipped = shortlist(ranked)
    assert kept == ranked[:SHORTLIST_PER_FEED]
    assert {s.reason for s in skipped} == {"cette source a déjà assez de meilleurs articles"}


def test_a_feed_that_may_place_more_has_more_read():
    ranked = [Candidate(entry("a", str(number)), feed("a", max_items=7), 1) for number in range(9)]
    assert shortlist(ranked)[0] == ranked[:7]


def test_only_so_many_in_all_are_read():
    ranked = [candidate(f"f{number}", "1") for number in range(SHORTLIST + 3)]
    kept, skipped = shortlist(ranked)
    assert kept == ranked[:SHORTLIST]
    assert {s.reason for s in skipped} == {"assez d'articles mieux notés"}


# --- Readable -------------------------------------------------------------------------------------------------------


def test_pages_that_were_read_or_could_not_be_are_kept():
    found = [candidate("a", "1"), candidate("b", "1"), candidate("c", "1")]
    outcomes = ["read", "failed", "textless"]
    articles = {c.entry.url: article(c.entry.url, outcome=o) for c, o in zip(found, outcomes, strict=True)}
    assert readable(found, articles, {}, languages=[]) == (found, [])


def test_a_dead_link_is_never_offered():
    found = candidate()
    kept, (skipped,) = readable([found], read_page(found, outcome="missing", reason="404"), {}, languages=[])
    assert (kept, skipped.reason) == ([], "lien mort : 404")


def test_a_page_in_a_language_not_read_is_refused():
    found = candidate()
    kept, (skipped,) = readable([found], read_page(found, language="de"), {}, languages=["fr"])
    assert (kept, skipped.reason) == ([], "langue non lue : de")


def test_a_page_offered_under_the_address_that_it_calls_its_own_is_refused():
    found = candidate()
    articles = read_page(found, canonical_url="https://a.test/own")
    kept, (skipped,) = readable([found], articles, {page_key("https://a.test/own"): "2026-W40"}, languages=[])
    assert (kept, skipped.reason) == ([], "déjà proposé en 2026-W40")


def test_two_addresses_of_one_page_are_offered_once_whichever_comes_first():
    own, other = candidate("a", "own"), candidate("b", "copy")
    articles = read_page(own) | read_page(other, canonical_url="https://a.test/own")
    for pair in ([own, other], [other, own]):
        kept, (skipped,) = readable(pair, articles, {}, languages=[])
        assert kept == pair[:1]
        assert skipped.reason == f"même article que {pair[0].entry.url}"


# --- Times and names ------------------------------------------------------------------------------------------------


def test_the_time_is_that_of_the_page():
    found = candidate(content_words=260)
    assert time_of(found, article("x", words=250)) == ReadingTime(250)


def test_a_full_text_that_is_longer_than_its_page_is_believed():
    found = candidate(content_words=999)
    assert time_of(found, article("x", words=250)) == ReadingTime(999)


def test_what_a_feed_says_of_another_sites_page_is_not_its_text():
    linking = candidate(url="https://other.test/1", content_words=999)
    assert full_text_words(linking) is None
    assert time_of(linking, article("x", words=250)) == ReadingTime(250)
    redirecting = article("x", words=250, canonical_url="https://other.test/1")
    assert time_of(candidate(content_words=999), redirecting) == ReadingTime(250)


@pytest.mark.parametrize(
    ("feed_url", "site_url", "page", "words"),
    [
        ("https://feeds.a.test/all", "", "https://www.a.test/1", 999),
        ("https://feeds.feedburner.com/a", "", "https://a.test/1", 999),
        ("https://rss.example/a", "https://a.test/", "https://a.test/1", 999),
        ("https://rss.example/a", "", "https://a.test/1", None),
    ],
)
def test_a_feed_speaks_for_its_own_site_wherever_it_is_served(
    feed_url: str, site_url: str, page: str, words: int | None
):
    found = Candidate(entry(url=page, content_words=999), Feed(feed_url, site_url=site_url), 1)
    assert full_text_words(found) == words


@pytest.mark.parametrize("outcome", ["textless", "read"])
def test_a_medium_without_a_duration_does_not_last_as_long_as_its_description(outcome: str):
    video = article("x", outcome=outcome, words=None, is_medium=True, reason="une vidéo")
    assert time_of(candidate(content_words=480), video) is None
    assert time_of(candidate(content_words=480, duration_seconds=614), video) == ReadingTime(extra_seconds=614)


def test_a_short_text_of_a_feed_may_be_a_summary_of_a_page_that_cannot_be_read():
    assert time_of(candidate(content_words=60), article("x", outcome="failed", words=None)) is None


def test_feeds_of_excerpts_are_known_by_their_pages():
    found = [candidate("a", str(n), content_words=200) for n in range(3)] + [candidate("b", "1", content_words=200)]
    articles = {c.entry.url: article(c.entry.url, words=900 if c.feed.url == feed("a").url else 210) for c in found}
    assert excerpt_feeds(found, articles) == {feed("a").url}
    assert excerpt_feeds(found, {}) == set()


def test_the_full_text_of_a_feed_counts_where_the_page_could_not_be_read():
    found = candidate(content_words=999)
    assert time_of(found, article("x", outcome="failed", words=None)) == ReadingTime(999)


def test_a_full_text_that_the_author_does_not_trust_does_not_count():
    found = Candidate(entry(content_words=999), feed(full="never"), 1)
    assert full_text_words(found) is None
    assert time_of(found, article("x", outcome="failed", words=None)) is None


def test_a_page_knows_its_mediums_duration_better_than_a_feed():
    page = article("x", words=None, duration_seconds=614)
    assert time_of(candidate(duration_seconds=600, content_words=90), page) == ReadingTime(extra_seconds=614)
    assert time_of(candidate(content_words=90), page) == ReadingTime(extra_seconds=614)


def test_a_medium_takes_its_own_duration():
    assert time_of(candidate(duration_seconds=614), article("x", words=250)) == ReadingTime(extra_seconds=614)


def test_a_language_that_all_declare_is_believed():
    found = Candidate(entry(language="en-gb"), feed(language="en"), 1)
    assert language_of(found, article("x", language="en-US")) == "en-US"
    assert language_of(found, article("x")) == "en-gb"
    assert language_of(candidate(), article("x")) is None


def test_where_declarations_differ_the_text_decides():
    title = "Comment fidéliser ses clients sans les lasser avec des messages"
    french = Candidate(entry(title=title, language="en"), feed(language="fr"), 1)
    assert language_of(french, article("x", language="en")) == "fr"
    short = Candidate(entry(title="OK", language="en"), feed(language="fr"), 1)
    assert language_of(short, article("x", language="en")) == "en"


@pytest.mark.parametrize(
    ("one", "other"), [("L'été arrive !", "l’ete ARRIVE"), ("A – B : C", "a b, c"), ("Œuvre  d'art", "œuvre d'art")]
)
def test_titles_are_compared_by_letters_and_digits(one: str, other: str):
    assert title_words(one) == title_words(other)


def test_a_source_is_called_as_the_reading_list_calls_it_or_by_its_host():
    assert source_name(feed(title="Le blog")) == "Le blog"
    assert source_name(replace(feed("a"), title="")) == "a.test"
