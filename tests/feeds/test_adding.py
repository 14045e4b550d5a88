"""A page's address is enough to add its feed, and the rest of the list is not touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.errors import FetchError, SiteError
from alaminute.feeds.adding import add_feed, find_feed
from alaminute.feeds.fetching import Fetcher
from alaminute.feeds.model import Feed, FeedState
from alaminute.feeds.opml import append_feed, parse_opml
from feeds.host import Answer

LIST = b"""<?xml version="1.0" encoding="UTF-8"?>
<!-- mes flux -->
<opml version="2.0" xmlns:alm="https://alaminute.example/opml">
  <body>
    <outline text="Veille"   alm:weight="2" xmlUrl='http://a.test/'/>
  </body>
</opml>
"""
FEED = Feed("http://b.test/?x=1&y=2", "L’été « bleu » & co", "http://b.test/", "fr")


@pytest.fixture
async def fetcher(host):
    async with Fetcher(allowed_hosts=[host.name]) as opened:
        yield opened


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "feeds.opml"
    path.write_bytes(LIST)
    return path


async def test_the_feed_that_a_page_announces_is_appended_and_no_other_byte_changes(
    host, fetcher, path, store, data, rss
):
    host.pages |= {"/": data("page.html"), "/feed?a=1&b=2": rss("x"), "/comments/feed": rss("c")}
    added = await add_feed(fetcher, path, host.url("/"), store)
    assert (added.feed.url, added.feed.title, added.line) == (host.url("/feed?a=1&b=2"), "Le flux", 6)
    lines = path.read_bytes().splitlines(keepends=True)
    assert b"".join(lines[:5] + lines[6:]) == LIST
    assert lines[5].startswith(b"    <outline ")


async def test_a_feed_address_is_taken_as_it_is(host, fetcher, rss):
    host.pages["/rss"] = rss("x")
    assert await find_feed(fetcher, host.url("/rss")) == Feed(host.url("/rss"), "Le flux", "http://site.test/")


async def test_a_page_that_announces_nothing_is_tried_at_the_usual_places(host, fetcher, rss):
    host.pages |= {"/blog/post": b"<html><body>Bonjour", "/atom.xml": rss("x")}
    assert (await find_feed(fetcher, host.url("/blog/post"))).url == host.url("/atom.xml")
    assert len(host.asked) <= 7


async def test_a_redirect_is_followed_to_the_address_that_is_listed(host, fetcher, rss):
    host.pages |= {"/old": Answer(301, headers={"Location": "/new"}), "/new": rss("x")}
    assert (await find_feed(fetcher, host.url("/old"))).url == host.url("/new")


@pytest.mark.parametrize("page", [Answer(404), b"<html><body>Bonjour", b"", b"PNG"])
async def test_without_a_feed_the_list_stays_as_it_is(host, fetcher, path, store, page):
    host.pages["/"] = page
    with pytest.raises(FetchError):
        await add_feed(fetcher, path, host.url("/"), store)
    assert path.read_bytes() == LIST


async def test_a_feed_that_is_listed_already_is_asked_again(fetcher, path, store, now):
    store.save_outcome(FeedState("http://a.test/", status="gone"), now=now)
    added = await add_feed(fetcher, path, "http://a.test/", store)
    assert (added.was_listed, added.line, store.load_states()) == (True, 5, {})
    assert path.read_bytes() == LIST


@pytest.mark.parametrize(
    "data",
    [
        LIST,
        b"\xef\xbb\xbf" + LIST,
        LIST.replace(b"\n", b"\r\n"),
        b"<opml><body></body></opml>",
        b"<opml><body><outline xmlUrl='http://a.test/'/></body ></opml>",
        LIST.replace(b"UTF-8", b"iso-8859-1").replace(b"Veille", b"\xe9t\xe9"),
    ],
    ids=["plain", "bom", "crlf", "empty", "one-line", "latin-1"],
)
def test_a_list_grows_by_one_outline_whatever_its_form(data):
    changed = append_feed(data, FEED, "f.opml")
    assert parse_opml(changed, "f.opml").feeds[-1] == Feed(FEED.url, "L’été « bleu » & co", FEED.site_url, "fr")
    assert len(changed) > len(data)
    assert changed.startswith(data[: data.rfind(b"</body")].rstrip())


@pytest.mark.parametrize(
    "data", [b"<opml><body/></opml>", LIST.decode().encode("utf-16"), b"<opml>\n<body></body><!-- </body> --></opml>"]
)
def test_a_list_that_cannot_be_added_to_is_named(data):
    with pytest.raises(SiteError, match=r"^f\.opml:\d+: "):
        append_feed(data, FEED, "f.opml")


def test_a_feed_is_not_listed_twice():
    with pytest.raises(SiteError, match=r"^f\.opml:5: .*déjà"):
        append_feed(LIST, Feed("http://a.test/"), "f.opml")


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=40))
def test_any_title_can_be_added(title):
    changed = append_feed(LIST, Feed("http://b.test/", title), "f.opml")
    assert len(parse_opml(changed, "f.opml").feeds) == 2
