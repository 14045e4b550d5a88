"""URLs are made absolute, comparable, and held against the list of networks that are nobody's business."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.feeds.addresses import canonical, host_of, is_public, same_page_key, site_of

BASE = "http://site.test/blog/feed.xml"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("/post/1", "http://site.test/post/1"),
        ("post/1", "http://site.test/blog/post/1"),
        ("../x", "http://site.test/x"),
        ("//other.test/x", "http://other.test/x"),
        ("HTTP://Other.TEST:80/A", "http://other.test/A"),
        ("https://other.test:443/", "https://other.test/"),
        ("https://other.test:8443", "https://other.test:8443/"),
        (" http://ok.test/ \n", "http://ok.test/"),
        ("http://ok.test/a b/é?q=ü", "http://ok.test/a%20b/%C3%A9?q=%C3%BC"),
        ("http://ok.test/100%", "http://ok.test/100%25"),
        ("http://bücher.test/", "http://xn--bcher-kva.test/"),
        ("http://ok.test/?b=2&a=1", "http://ok.test/?b=2&a=1"),
        ("http://user:secret@ok.test/", "http://ok.test/"),
        ("http://[2001:4860::1]:8080/x", "http://[2001:4860::1]:8080/x"),
    ],
)
def test_a_link_becomes_absolute_and_its_host_lower_case_but_nothing_else_changes(raw, expected):
    assert canonical(raw, BASE) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "javascript:alert(1)",
        "JaVa\tScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>1</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "mailto:a@b.test",
        "http://[::1",
        "http://",
        "http://ok.test:99999/",
        "http://exa mple.test/",
        "http://a\x00b.test/",
        "http://<script>/",
        "",
        "   ",
        "http://ok.test/" + "x" * 3000,
    ],
)
def test_what_is_no_web_address_is_refused(raw):
    assert canonical(raw, BASE) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("http://a.test/x?utm_source=rss&utm_medium=feed", "http://a.test/x"),
        ("http://a.test/x?id=3&fbclid=1&lang=fr", "http://a.test/x?id=3&lang=fr"),
        ("http://a.test/x?xtor=RSS-1", "http://a.test/x"),
        ("http://a.test/x#xtor=RSS-3208", "http://a.test/x"),
        ("http://a.test/x?gclid=1#top", "http://a.test/x#top"),
        ("http://a.test/x#:~:text=hello", "http://a.test/x"),
        ("http://a.test/x?ref=a.test", "http://a.test/x"),
        ("http://a.test/x?ref=main", "http://a.test/x?ref=main"),
        ("http://a.test/x?source=rss", "http://a.test/x"),
        ("http://a.test/x?%75tm_source=1", "http://a.test/x"),
        ("http://a.test/x?p=%26utm_source", "http://a.test/x?p=%26utm_source"),
    ],
)
def test_tracking_parameters_are_dropped_and_no_others(raw, expected):
    assert canonical(raw) == expected


@given(st.text(max_size=80))
def test_any_text_gives_a_plain_ascii_web_address_or_none_and_again_the_same(raw):
    for text in (raw, f"http://a.test/{raw}", f"http://{raw}"):
        url = canonical(text, BASE)
        if url is not None:
            assert url.isascii()
            assert url.startswith(("http://", "https://"))
            assert not set(url) & set('<>" \\^`{}\n\t')
            assert canonical(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "http://a.test/x/",
        "https://a.test/x",
        "http://www.a.test/x",
        "http://a.test/x#top",
        "http://a.test/%78",
        "http://a.test:80/x",
    ],
)
def test_one_page_has_one_key_under_the_addresses_that_feeds_give_it(url):
    assert same_page_key(url) == same_page_key("http://a.test/x")


@pytest.mark.parametrize("url", ["http://a.test/X", "http://a.test/x?p=1", "http://b.test/x", "http://a.test/x#!/p"])
def test_pages_that_may_differ_have_different_keys(url):
    assert same_page_key(url) != same_page_key("http://a.test/x")


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://blog.example.org/feed", "example.org"),
        ("https://a.b.example.co.uk/", "example.co.uk"),
        ("https://x.tumblr.com/rss", "tumblr.com"),
        ("https://sante.gouv.fr/", "sante.gouv.fr"),
        ("http://127.0.0.1:8600/feed", "127.0.0.1:8600"),
        ("http://[::1]:80/", "[::1]"),
        ("http://localhost:81/", "localhost:81"),
    ],
)
def test_the_site_that_a_retry_after_is_for_is_the_registrable_domain(url, site):
    assert site_of(url) == site


def test_http_and_https_are_one_host():
    assert host_of("https://a.test/x") == host_of("http://a.test:80/y") == "a.test"
    assert host_of("http://a.test:8080/") == "a.test:8080"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.0.170",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "192.88.99.1",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2002:808:808::",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "2001:db8::1",
        "2001::1",
        "100::1",
    ],
)
def test_an_address_inside_a_network_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "100.63.255.255", "100.128.0.0", "172.32.0.1",
                                     "192.0.1.1", "2606:4700::1111", "2a00:1450:4007::1", "2003::1"])  # fmt: skip
def test_an_address_of_the_open_internet_is_public(address):
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_what_python_calls_private_is_never_public(address):
    if address.is_private or address.is_loopback or address.is_link_local or address.is_multicast:
        assert not is_public(str(address))
    assert not is_public(str(ipaddress.IPv6Address(f"::ffff:{address}")))
