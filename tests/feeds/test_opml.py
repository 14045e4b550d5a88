"""A reading list is read as people have it; what cannot be used costs one line and is named."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.errors import SiteError
from alaminute.feeds.model import Feed
from alaminute.feeds.opml import NAMESPACE, parse_opml, public_opml


def opml(body, attributes='version="2.0"'):
    return f"<opml {attributes}>\n<head><title>Mes flux</title></head>\n<body>\n{body}\n</body></opml>".encode()


def feeds(body, **keywords):
    return parse_opml(opml(body, **keywords), "feeds.opml").feeds


def test_a_feed_has_its_title_site_language_and_categories():
    (feed,) = feeds(
        '<outline type="rss" text="L’Atelier" xmlUrl="http://a.test/feed?x=1&amp;y=2" htmlUrl="http://a.test/" '
        'language="fr-FR" category="/Marketing,Relation client"/>'
    )
    assert feed == Feed(
        url="http://a.test/feed?x=1&y=2",
        title="L’Atelier",
        site_url="http://a.test/",
        language="fr-fr",
        categories=("Marketing", "Relation client"),
    )


@pytest.mark.parametrize("attributes", [f'version="2.0" xmlns:alm="{NAMESPACE}"', 'version="2.0"', 'version="1.0"'])
def test_private_attributes_are_read_with_or_without_their_namespace_declared(attributes):
    (feed,) = feeds(
        '<outline text="x" xmlUrl="http://a.test/" alm:weight="2,5" alm:maxItems="3" alm:full="never"/>',
        attributes=attributes,
    )
    assert (feed.weight, feed.max_items, feed.full) == (2.5, 3, "never")


def test_a_wrong_weight_is_named_with_its_line_and_ignored():
    found = parse_opml(opml('<outline text="x" xmlUrl="http://a.test/" alm:weight="lourd"/>'), "f.opml")
    assert found.feeds[0].weight == 1.0
    assert (found.problems[0].line, "lourd" in found.problems[0].reason) == (4, True)


def test_folders_become_categories_however_deep():
    first, second = feeds(
        '<outline text="Veille"><outline text="Anglais"><outline text="x" xmlUrl="http://a.test/"/></outline></outline>'
        '<outline text="vide"/><outline text="y" xmlUrl="http://b.test/"/>'
    )
    assert first.categories == ("Veille / Anglais",)
    assert second.categories == ()
    deep = '<outline text="f">' * 200 + '<outline xmlUrl="http://a.test/"/>' + "</outline>" * 200
    assert len(feeds(deep)) == 1


def test_a_feed_listed_twice_is_one_feed_in_both_categories():
    found = parse_opml(
        opml(
            '<outline text="A"><outline text="un" xmlUrl="http://a.test/"/></outline>\n'
            '<outline text="B"><outline text="deux" xmlUrl="http://a.test/"/></outline>'
        ),
        "f.opml",
    )
    assert [(feed.title, feed.categories) for feed in found.feeds] == [("un", ("A", "B"))]
    assert [(problem.line, problem.reason) for problem in found.problems] == [(5, "flux en double : http://a.test/")]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + opml('<outline text="\u00e9" xmlUrl="http://a.test/"/>'),
        opml('<outline text="\u00e9" xmlUrl="http://a.test/"/>').decode().encode("utf-16"),
        opml('<outline text="\u00e9" xmlUrl="http://a.test/"/>').decode().encode("cp1252"),
        b'<?xml version="1.0" encoding="iso-8859-1"?>'
        + opml('<outline text="\u00e9" xmlUrl="http://a.test/"/>').decode().encode("latin-1"),
        opml('<outline text="&eacute;" xmlUrl="http://a.test/"/>'),
        opml('<outline TEXT="\u00e9" xmlURL=" http://a.test/ "/>'),
        opml('<outline title="\u00e9" xmlUrl="feed://a.test/"/>'),
        opml('<outline title="\u00e9" xmlUrl="feed:http://a.test/"/>'),
        opml('<outline text="\u00e9\x0b" xmlUrl="http://a.test/"/>'),
    ],
    ids=["bom", "utf-16", "undeclared-cp1252", "latin-1", "entity", "case", "feed-scheme", "feed-prefix", "control"],
)
def test_files_as_people_have_them(data):
    (feed,) = parse_opml(data, "f.opml").feeds
    assert (feed.url, feed.title) == ("http://a.test/", "é")


def test_a_bare_ampersand_is_mended_and_named():
    found = parse_opml(opml('<outline text="x & y" xmlUrl="http://a.test/?a=1&b=2"/>'), "f.opml")
    assert (found.feeds[0].url, found.feeds[0].title) == ("http://a.test/?a=1&b=2", "x & y")
    assert [problem.line for problem in found.problems] == [4, 4]


@pytest.mark.parametrize(
    "url", ["", "/feed.xml", "feed.xml", "ftp://a.test/", "javascript:alert(1)", "http://", "http://[::1", "a b"]
)
def test_an_address_that_cannot_be_fetched_costs_only_itself(url):
    found = parse_opml(opml(f'<outline xmlUrl="{url}"/>\n<outline xmlUrl="http://ok.test/"/>'), "f.opml")
    assert [feed.url for feed in found.feeds] == ["http://ok.test/"]
    assert found.problems[0].line == 4


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Bonjour", "f.opml:1: "),
        (b"", "f.opml:1: "),
        (b"<opml>\n<body>\n<outline\n</body></opml>", "f.opml:4: "),
        (b"<html>\n<body/></html>", "f.opml:1: "),
        (b"<opml><head/></opml>", "f.opml:1: "),
        (b'<?xml version="1.0"?>\n<!DOCTYPE opml [<!ENTITY a "b">]>\n<opml><body/></opml>', "f.opml:2: "),
    ],
)
def test_what_is_no_opml_names_file_and_line(data, message):
    with pytest.raises(SiteError) as caught:
        parse_opml(data, "f.opml")
    assert str(caught.value).startswith(message)


def test_titles_are_plain_text():
    (feed,) = feeds(
        '<outline text="&lt;script&gt;x&lt;/script&gt;&lt;b&gt;Gras&lt;/b&gt;\u202e" xmlUrl="http://a.test/"/>'
    )
    assert feed.title == "Gras"


def test_the_public_list_has_no_private_attribute_and_no_password():
    listed = (
        Feed("http://a.test/?x=1&y=2", 'A & "B" < C', "http://a.test/", "fr", ("Veille",), 3.0, 2, "never"),
        Feed("http://moi:secret@b.test/", "B"),
    )
    text = public_opml(listed, "Lectures <d'Odile>")
    (feed,) = parse_opml(text.encode(), "x").feeds
    assert (feed.url, feed.title, feed.categories, feed.language) == (
        *(listed[0].url, listed[0].title),
        ("Veille",),
        "fr",
    )
    assert (feed.weight, feed.max_items, feed.full) == (1.0, None, None)
    assert "alm" not in text
    assert "secret" not in text
    assert parse_opml(text.encode(), "x").title == "Lectures"


@given(
    st.lists(
        st.builds(
            Feed,
            st.integers().map(lambda n: f"http://a.test/{n}"),
            st.text(st.characters(exclude_categories=("C",)), max_size=30),
        ),
        unique_by=lambda feed: feed.url,
    )
)
def test_any_list_comes_back_from_its_public_form(listed):
    found = parse_opml(public_opml(listed, "t").encode(), "x")
    assert [feed.url for feed in found.feeds] == [feed.url for feed in listed]


@given(st.binary(max_size=200))
def test_any_bytes_are_a_list_or_a_site_error(data):
    for text in (data, opml("@@").replace(b"@@", data)):
        with contextlib.suppress(SiteError):
            assert parse_opml(text, "x").title in ("", "Mes flux")
