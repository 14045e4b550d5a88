"""The demo's publications as a collector meets them: over HTTP, by name."""

import http.client
import threading
from datetime import UTC, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest

from alaminute.articles.extraction import page_text
from alaminute.demo.publications import load_publications
from alaminute.demo.server import running
from alaminute.errors import FetchError
from alaminute.feeds.addresses import same_page_key
from alaminute.feeds.opml import parse_opml
from alaminute.feeds.parsing import parse_feed

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
PUBLICATIONS = {publication.host: publication for publication in load_publications()}
ALIVE = [publication for publication in PUBLICATIONS.values() if publication.feed_template]
ARTICLES = [
    pytest.param(publication, article, id=article.path.strip("/"))
    for publication in ALIVE
    for article in publication.articles
    if article.body and not article.path.startswith("/members/")
]
HOSTILE = PUBLICATIONS["growth-bazaar.example"]


@pytest.fixture(scope="module")
def site():
    with running(NOW, PARIS) as site:
        yield site


def get(site, url, **headers):
    """The status, headers and body of one address of the demo."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=5)
    named = {"Host": parts.netloc} | {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", parts.path, headers=named)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, dict(answer.getheaders()), body


def entries_of(site, publication):
    _, headers, body = get(site, publication.feed_url)
    return parse_feed(body, publication.feed_url, headers)


@pytest.mark.parametrize("publication", ALIVE, ids=lambda publication: publication.host)
def test_every_feed_is_served_and_parses_to_its_own_articles(site, publication):
    parsed = entries_of(site, publication)
    expected = {same_page_key(publication.url.rstrip("/") + article.path) for article in publication.articles}
    assert parsed.title == publication.title
    assert {same_page_key(entry.url) for entry in parsed.entries} == expected
    assert all(entry.published is None or entry.published < NOW for entry in parsed.entries)


@pytest.mark.parametrize(
    "publication",
    [publication for publication in ALIVE if publication is not HOSTILE],
    ids=lambda publication: publication.host,
)
def test_a_sound_feed_needs_no_mending_and_keeps_its_titles(site, publication):
    parsed = entries_of(site, publication)
    assert parsed.recovered == ()
    assert parsed.site_url == publication.url
    assert [entry.title for entry in parsed.entries] == [article.title for article in publication.articles]
    assert all(entry.published and entry.summary for entry in parsed.entries)


@pytest.mark.parametrize(
    "mark", [b'<rss version="2.0"', b"<rdf:RDF", b"<feed xmlns", b'"https://jsonfeed.org/version/1.1"']
)
def test_every_format_is_served(site, mark):
    assert any(mark in get(site, publication.feed_url)[2] for publication in ALIVE)


def test_the_hostile_feed_keeps_its_good_entries_and_nothing_else(site):
    parsed = entries_of(site, HOSTILE)
    assert len(parsed.entries) == len(HOSTILE.articles)
    assert set(parsed.recovered) == {
        "caractères de contrôle interdits, retirés",
        "4 entrées sans lien utilisable, laissées de côté",
    }


def test_the_hostile_feed_s_titles_become_plain_text(site):
    subject_lines, stamps, please, huge = [entry.title for entry in entries_of(site, HOSTILE).entries]
    assert subject_lines == "Twelve subject lines, one honest winner"
    # What Markdown or Pelican might take for theirs is only text here: drafting escapes it.
    assert "{filename}" in please
    assert not set(stamps) & set("\x00\x08\x1b\u200b\u202e\u2066\ufeff")
    assert len(huge) <= 300


def test_the_hostile_feed_s_impossible_date_is_no_date(site):
    dates = [entry.published for entry in entries_of(site, HOSTILE).entries]
    assert dates.count(None) == 1


def test_tracking_parameters_are_gone_from_every_address(site):
    urls = [entry.url for publication in ALIVE for entry in entries_of(site, publication).entries]
    assert not [url for url in urls if "?" in url]


def test_only_feeds_that_carry_full_text_say_how_long_it_is(site):
    full = {"fidele-et-volontaire.example", "checkout-almanac.example"}
    for publication in ALIVE:
        if publication.host == "voix-de-caisse.example":
            continue
        for entry, article in zip(entries_of(site, publication).entries, publication.articles, strict=True):
            assert entry.content_words == (article.words if publication.host in full else None)


def test_a_podcast_states_its_durations(site):
    entries = entries_of(site, PUBLICATIONS["voix-de-caisse.example"]).entries
    assert [entry.duration_seconds for entry in entries] == [278, 725]


@pytest.mark.parametrize(("publication", "article"), ARTICLES)
def test_a_page_s_extracted_words_are_those_of_its_article(site, publication, article):
    status, headers, body = get(site, publication.url.rstrip("/") + article.path)
    text = page_text(body, publication.url, content_type=headers["Content-Type"])
    assert status == 200
    assert text.language is not None
    assert text.language.startswith(publication.language)
    assert text.words == pytest.approx(article.words, rel=0.05)


def test_dead_publications_answer_404_or_not_at_all(site):
    assert get(site, PUBLICATIONS["reclame-endormie.example"].feed_url)[0] == 404
    assert "parti-sans-adresse.example" not in site.allowed_hosts


def test_the_missing_page_answers_404(site):
    assert get(site, "http://carnet-du-rayon.example/la-file-unique-bilan/")[0] == 404


def test_an_unchanged_address_answers_304_to_either_validator(site):
    url = ALIVE[0].feed_url
    _, headers, _ = get(site, url)
    assert get(site, url, If_None_Match=headers["ETag"])[::2] == (304, b"")
    assert get(site, url, If_Modified_Since=headers["Last-Modified"])[::2] == (304, b"")
    assert get(site, url, If_None_Match='"another"', If_Modified_Since=headers["Last-Modified"])[0] == 200


async def test_the_fetcher_reaches_publications_by_name_and_leaves_closed_pages_alone(site):
    async with site.fetcher() as fetcher:
        feed = await fetcher.get("http://plain-basket.example/feed.json")
        assert feed.status == 200
        assert feed.headers["content-type"].startswith("application/feed+json")
        with pytest.raises(FetchError, match=r"robots\.txt"):
            await fetcher.get_article("http://plain-basket.example/members/the-spreadsheet-behind-the-queue/")


async def test_the_fetcher_finds_no_other_name(site):
    async with site.fetcher() as fetcher:
        for name in ("parti-sans-adresse.example", "alaminute.example"):
            with pytest.raises(FetchError, match="site introuvable"):
                await fetcher.get(f"http://{name}/feed")


def test_two_runs_at_one_now_differ_in_their_port_only(site):
    with running(NOW, PARIS) as again:
        assert again.port != site.port
        assert again.opml_text == site.opml_text
        for feed in parse_opml(site.opml_text.encode(), "feeds.opml").feeds:
            assert get(site, feed.url)[2] == get(again, feed.url)[2]


def test_nothing_is_left_when_it_ends():
    with running(NOW, PARIS) as ended:
        get(ended, ALIVE[0].url)
    with pytest.raises(ConnectionRefusedError):
        get(ended, ALIVE[0].url)
    assert not [thread for thread in threading.enumerate() if thread.name == f"demo {ended.port}"]


def test_it_says_nothing(capfd):
    with running(NOW, PARIS) as site:
        get(site, ALIVE[0].url)
        get(site, "http://nobody.example/")
    assert capfd.readouterr() == ("", "")
