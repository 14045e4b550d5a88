"""The fast reader of well-formed feeds says what feedparser says, and leaves to it what is not its own."""

import pytest

from alaminute.feeds import parsing, xml_feed
from alaminute.feeds.raw_entry import finish_entries

URL = "http://feed.test/blog/feed.xml"
WELL_FORMED = ["rss-2.0.xml", "rss-1.0.rdf", "atom-1.0.xml", "atom-0.3.xml", "podcast.xml", "excerpts.xml"]
WELL_FORMED += ["same-page.xml", "bad-links.xml", "declarations-in-text.xml"]
NOT_ITS_OWN = ["bad-entities.xml", "unclosed.xml", "rss-0.91.xml", "page.html", "control-characters.xml"]


def entries(document):
    return finish_entries(document.entries, feed_url=URL, base=URL, language=document.language, author=document.author)


@pytest.mark.parametrize("name", WELL_FORMED)
def test_it_says_what_feedparser_says(data, name):
    ours = xml_feed.parse_document(data(name), URL)
    theirs, complaints = parsing._forgiving(data(name), URL, "")
    assert complaints == []
    assert entries(ours) == entries(theirs)
    assert (ours.title, ours.language, ours.site_url) == (theirs.title, theirs.language, theirs.site_url)


@pytest.mark.parametrize("name", NOT_ITS_OWN)
def test_what_is_not_well_formed_or_has_a_document_type_is_left_to_feedparser(data, name):
    assert xml_feed.parse_document(data(name), URL) is None


@pytest.mark.parametrize("body", [b"", b"<x/>", b"<opml/>", b"\xff\xfe", "<rss>é</rss>".encode("latin-1")])
def test_what_is_no_feed_in_utf_8_is_left_to_feedparser(body):
    assert xml_feed.parse_document(body, URL) is None


def links(body, url=URL):
    return [entry.url for entry in entries(xml_feed.parse_document(body, url))[0]]


def test_links_are_relative_to_what_xml_base_says_as_it_nests():
    body = (
        b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/a/"><entry xml:base="b/"><id>1</id><link href="c"/>'
        b"</entry>"
        b'<entry><id>2</id><link xml:base="http://d.test/" href="e"/></entry></feed>'
    )
    assert links(body) == ["http://feed.test/a/b/c", "http://d.test/e"]


def test_links_of_a_feed_that_lies_with_a_proxy_are_relative_to_its_site():
    body = b"<rss><channel><link>http://site.test/blog/</link><item><link>/post</link></item></channel></rss>"
    assert links(body, "http://proxy.test/feed") == ["http://site.test/post"]


def test_the_address_behind_a_proxy_comes_first():
    body = (
        b'<rss xmlns:f="http://rssnamespace.org/feedburner/ext/1.0"><channel><item><link>http://proxy.test/~r/1</link>'
        b"<f:origLink>http://site.test/1</f:origLink></item></channel></rss>"
    )
    assert links(body) == ["http://site.test/1"]


@pytest.mark.parametrize(
    ("guid", "expected"),
    [
        ("<guid>http://site.test/1</guid>", ["http://site.test/1"]),
        ('<guid isPermaLink="TRUE">/1</guid>', ["http://feed.test/1"]),
        ('<guid isPermaLink="false">http://site.test/1</guid>', []),
        ("<guid>17</guid>", []),
    ],
)
def test_a_guid_is_a_link_only_where_it_is_an_address_and_says_so(guid, expected):
    assert links(f"<rss><channel><item><title>t</title>{guid}</item></channel></rss>".encode()) == expected


def test_prefixes_are_whatever_the_feed_calls_them():
    body = (
        b'<a:feed xmlns:a="http://www.w3.org/2005/Atom" xmlns:h="http://www.w3.org/1999/xhtml"><a:entry><a:id>1</a:id>'
        b'<a:title type="xhtml"><h:div><h:em>Un</h:em> titre</h:div></a:title><a:link href="/1"/></a:entry></a:feed>'
    )
    assert entries(xml_feed.parse_document(body, URL))[0][0].title == "Un titre"


def test_an_entry_quoted_inside_an_entry_is_not_one_of_the_feed():
    body = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><link href="/1"/><content type="application/xml">'
        b'<entry><id>2</id><link href="/2"/></entry></content></entry></feed>'
    )
    assert links(body) == ["http://feed.test/1"]


def test_an_author_has_a_name_and_no_address():
    body = (
        b"<rss><channel><item><link>/1</link><author>ann@a.test (Ann Lee)</author></item>"
        b"<item><link>/2</link><author>bob@b.test</author></item></channel></rss>"
    )
    assert [entry.author for entry in entries(xml_feed.parse_document(body, URL))[0]] == ["Ann Lee", ""]
