"""What pages weigh: bytes on the wire without pictures, and JavaScript."""

from pathlib import Path

from audit.built import BuiltSite
from audit.weight import page_bytes, script_bytes
from theming.built_site import SITE, write

PAGE_LIMIT = 10 * 1024
SCRIPT_LIMIT = 2 * 1024


def test_no_page_weighs_more_than_ten_kilobytes(site: BuiltSite) -> None:
    weights = {page.address: page_bytes(site, page) for page in site.pages.values()}
    assert {address: weight for address, weight in weights.items() if weight > PAGE_LIMIT} == {}


def test_no_page_but_the_search_has_more_than_two_kilobytes_of_javascript(site: BuiltSite) -> None:
    weights = {page.address: script_bytes(site, page) for page in site.pages.values()}
    assert weights.pop("/recherche/") > 0
    assert {address: weight for address, weight in weights.items() if weight > SCRIPT_LIMIT} == {}


def test_all_that_is_sent_counts(tmp_path: Path) -> None:
    body = (
        f'<link rel="stylesheet" href="{SITE}/a.css"><script src="/a.js"></script><script>x()</script>'
        '<script type="application/ld+json">{}</script><p onclick="y()">A</p><img src="/a.jpg">'
    )
    # Bytes of no pattern, so that compression leaves them.
    noise = "".join(chr(33 + number * number * 7919 % 90) for number in range(4000))
    write(tmp_path, {"index.html": body, "a.css": noise, "a.js": noise[::-1], "a.jpg": noise})
    site = BuiltSite(tmp_path, SITE)
    assert script_bytes(site, site.pages["/"]) == 4000 + len("x()") + len("y()")
    assert page_bytes(site, site.pages["/"]) > len(body) // 2
    write(tmp_path, {"index.html": "<p>A"})
    assert page_bytes(site, BuiltSite(tmp_path, SITE).pages["/"]) < 40
