"""Bytes become entries whatever the format; what is hostile is refused, what is broken mended and reported."""

import contextlib
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alaminute.errors import FeedParseError
from alaminute.feeds.parsing import parse_feed

URL = "http://feed.test/blog/feed.xml"


@pytest.fixture
def parsed(data):
    return lambda name: parse_feed(data(name), URL)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_rss_2_0_gives_every_field(parsed):
    feed = parsed("rss-2.0.xml")
    (entry,) = feed.entries
    assert (feed.title, feed.language, feed.site_url) == ("Le Carnet de l’acheteur", "fr-fr", "http://carnet.test/")
    assert (entry.id, entry.url, entry.title) == ("carnet-7", "http://carnet.test/panier", "Le panier & la caisse")
    assert (entry.feed_url, entry.author, entry.language) == (URL, "Odile Martin", "fr-fr")
    assert entry.published == utc("2026-11-20T06:30:00")
    assert entry.summary == "Un résumé."
    assert entry.content_words == 5
    assert entry.first_seen is None
    assert feed.recovered == ()


def test_rss_says_how_often_it_wants_to_be_asked(parsed):
    hints = parsed("rss-2.0.xml").hints
    assert hints.interval_seconds == 6 * 3600
    assert hints.skip_hours == {0, 1}
    assert hints.skip_days == {5, 6}


@pytest.mark.parametrize(
    ("name", "urls"),
    [
        ("rss-0.91.xml", ["http://ancien.test/1"]),
        ("rss-1.0.rdf", ["http://rdf.test/a"]),
        ("atom-1.0.xml", ["http://atome.test/blog/dialog", "http://atome.test/blog/maj"]),
        ("atom-0.3.xml", ["http://old.test/1"]),
        ("json-1.1.json", ["https://json.test/1", "https://json.test/2", "https://json.test/3"]),
    ],
)
def test_each_format_is_read(parsed, name, urls):
    assert [entry.url for entry in parsed(name).entries] == urls


def test_atom_1_0_languages_dates_and_plain_titles(parsed):
    feed = parsed("atom-1.0.xml")
    dialog, update_only = feed.entries
    assert dialog.title == "The <dialog> element"
    assert (dialog.language, update_only.language) == ("en", "fr")
    assert (dialog.published, dialog.updated) == (utc("2026-11-19T06:00:00"), utc("2026-11-20T06:00:00"))
    assert update_only.published == utc("2026-11-18T06:00:00")
    assert (dialog.summary, dialog.content_words) == ("Short words", 6)


def test_old_dates_have_other_names(parsed):
    assert parsed("atom-0.3.xml").entries[0].published == utc("2006-05-01T10:00:00")
    assert parsed("rss-1.0.rdf").entries[0].published == utc("2026-11-19T07:00:00")
    assert parsed("rss-0.91.xml").entries[0].published is None


def test_json_feed_gives_every_field(parsed):
    feed = parsed("json-1.1.json")
    full, by_id, spoken = feed.entries
    assert (feed.title, feed.language, feed.site_url) == ("JSON", "en-gb", "https://json.test/")
    assert (full.id, full.title, full.summary, full.author) == ("1", "Full text", "A & B", "Ann")
    assert (full.content_words, full.published) == (4, utc("2026-11-19T15:00:00"))
    assert (by_id.language, by_id.title) == ("fr", "https://json.test/2")
    assert spoken.duration_seconds == 614
    assert len(feed.recovered) == 2


def test_durations_are_seconds_or_nothing(parsed):
    assert [entry.duration_seconds for entry in parsed("podcast.xml").entries] == [614, 3600, None]


def test_an_excerpt_has_no_words_to_count(parsed):
    assert [entry.content_words for entry in parsed("excerpts.xml").entries] == [None, None, None]


def test_a_long_description_of_paragraphs_is_the_full_text(rss):
    text = "".join(f"&lt;p&gt;{'mot ' * 60}&lt;/p&gt;" for _ in range(3))
    body = rss("a").replace(b"</item>", f"<description>{text}</description></item>".encode())
    assert parse_feed(body, URL).entries[0].content_words == 180


@pytest.mark.parametrize(
    ("name", "title", "note"),
    [
        ("control-characters.xml", "abc", "caractères de contrôle"),
        ("bad-entities.xml", "Café &nosuch; a & b", "XML mal formé"),
        ("unclosed.xml", "un", "XML mal formé"),
    ],
)
def test_what_is_broken_is_mended_and_reported(parsed, name, title, note):
    feed = parsed(name)
    assert feed.entries[0].title == title
    assert note in feed.recovered[0]


@pytest.mark.parametrize("name", ["entity-bomb.xml", "external-entity.xml"])
def test_declared_entities_are_refused(parsed, name):
    with pytest.raises(FeedParseError, match="DTD"):
        parsed(name)


def test_declared_entities_do_not_hide_in_another_encoding(data):
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        body = data("entity-bomb.xml").decode().encode(encoding)
        with pytest.raises(FeedParseError):
            parse_feed(body, URL)


def test_a_post_may_quote_a_document_type(parsed):
    assert parsed("declarations-in-text.xml").entries[0].title == "DTD"


@pytest.mark.parametrize(
    ("real", "declared", "header"),
    [
        ("utf-8", "utf-8", None),
        ("cp1252", "utf-8", "text/xml; charset=utf-8"),
        ("utf-8", "iso-8859-1", "application/rss+xml; charset=utf-8"),
        ("cp1252", "windows-1252", None),
        ("utf-16", "utf-16", None),
        ("utf-8-sig", "utf-8", None),
    ],
)
def test_accents_survive_a_wrong_charset(rss, real, declared, header):
    body = rss("x").decode().replace("<title>x", "<title>Café déjà vu").replace("?>", f' encoding="{declared}"?>', 1)
    headers = {"Content-Type": header} if header else {}
    assert parse_feed(body.encode(real), URL, headers).entries[0].title == "Café déjà vu"


def test_a_page_is_no_feed_and_the_message_names_the_one_it_announces(parsed):
    with pytest.raises(FeedParseError, match=r"page HTML.*http://feed\.test/feed\?a=1&b=2$"):
        parsed("page.html")


@pytest.mark.parametrize("body", [b"", b" \n ", b"\0\0", b"\xef\xbb\xbf"])
def test_an_empty_body_is_no_feed(body):
    with pytest.raises(FeedParseError, match="vide"):
        parse_feed(body, URL)


NO_FEEDS = [b"plain text", b"{}", b"[1]", b"\xff\xfe", b"{", b'{"items": 3}', b"<x/>", b"\x89PNG\r\n", b"/etc/passwd"]


@pytest.mark.parametrize("body", [*NO_FEEDS, b"http://127.0.0.1/", b'{"items":' + b"[" * 99_000])
def test_anything_else_is_no_feed(body):
    with pytest.raises(FeedParseError):
        parse_feed(body, URL)


def test_one_page_is_one_entry(parsed):
    feed = parsed("same-page.xml")
    assert [entry.url for entry in feed.entries] == ["http://s.test/a", "http://s.test/b"]
    assert feed.recovered == ("3 entrées en double",)


def test_only_web_links_are_followed_and_an_id_only_where_it_is_one(parsed):
    feed = parsed("bad-links.xml")
    assert [entry.url for entry in feed.entries] == ["http://l.test/e", "http://feed.test/f"]
    assert feed.recovered == ("4 entrées sans lien utilisable, laissées de côté",)


def test_an_endless_feed_is_read_up_to_a_bound(rss):
    feed = parse_feed(rss(*map(str, range(2100))), URL)
    assert len(feed.entries) == 2000
    assert feed.recovered


def test_deep_nesting_is_harmless(rss):
    text = "&lt;div&gt;" * 20_000 + "fin" + "&lt;/div&gt;" * 20_000
    body = rss("a").replace(b"</item>", f"<description>{text}</description></item>".encode())
    assert len(parse_feed(body, URL).entries) == 1
    deep = b'<?xml version="1.0"?><rss version="2.0"><channel>' + b"<a>" * 20_000
    with contextlib.suppress(FeedParseError):
        parse_feed(deep, URL)


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_are_a_feed_or_an_error_of_ours(body):
    for text in (body, b'<?xml version="1.0"?><rss version="2.0"><channel>' + body, b'{"items":[' + body):
        try:
            feed = parse_feed(text, URL)
        except FeedParseError:
            continue
        assert all(entry.url.startswith(("http://", "https://")) for entry in feed.entries)


_json = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


@given(
    st.lists(st.dictionaries(st.sampled_from(["id", "url", "title", "authors", "attachments", "content_html"]), _json))
)
@settings(deadline=None)
def test_json_items_of_any_shape_are_entries_or_left_out(items):
    feed = parse_feed(json.dumps({"items": items}).encode(), URL)
    assert all(isinstance(entry.title, str) for entry in feed.entries)


DESCRIPTION, ITUNES = (
    "<description>Quatre mots de description.</description>",
    "<itunes:summary>Un mot.</itunes:summary>",
)
FULL = "<content:encoded>Le texte entier.</content:encoded>"


@pytest.mark.parametrize(
    ("parts", "words", "summary"),
    [
        (DESCRIPTION + ITUNES, None, "Quatre mots de description."),
        (ITUNES + DESCRIPTION, None, "Quatre mots de description."),
        (ITUNES + DESCRIPTION + FULL, 3, "Quatre mots de description."),
        (ITUNES, None, "Un mot."),
    ],
)
@pytest.mark.parametrize("end", ["</rss>", "<unclosed></rss>"], ids=["well-formed", "broken"])
def test_a_summary_for_podcast_players_is_no_full_text(parts, words, summary, end):
    body = (
        '<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<item><title>x</title><link>http://a.test/1</link>{parts}</item></channel>{end}"
    )
    (entry,) = parse_feed(body.encode(), URL).entries
    assert (entry.content_words, entry.summary) == (words, summary)
