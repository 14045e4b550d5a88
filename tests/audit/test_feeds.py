"""Feeds of the audited site against RFC 4287 and JSON Feed 1.1, and that each requirement is looked at."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree, html

from audit.built import BuiltSite
from audit.feeds import ATOM, atom_faults, fragment_faults, is_date, json_faults
from theming.built_site import SITE

FEED = f"{SITE}/feeds/tous.atom.xml"
JSON_FEED = f"{SITE}/feeds/tous.json"


def atom_feeds(site: BuiltSite) -> Iterator[tuple[str, bytes]]:
    for name in sorted(site.files):
        if name.endswith(".atom.xml"):
            yield name, (site.folder / name).read_bytes()


def json_feeds(site: BuiltSite) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in sorted(site.files):
        if name.startswith("feeds/") and name.endswith(".json"):
            yield name, json.loads((site.folder / name).read_text(encoding="utf-8"))


def test_atom_feeds_are_valid(site: BuiltSite) -> None:
    faults = {name: atom_faults(data, f"{SITE}/{name}") for name, data in atom_feeds(site)}
    assert len(faults) > 5
    assert {name: found for name, found in faults.items() if found} == {}


def test_json_feeds_are_valid(site: BuiltSite) -> None:
    faults = {name: json_faults(json.dumps(feed).encode(), f"{SITE}/{name}") for name, feed in json_feeds(site)}
    assert len(faults) > 5
    assert {name: found for name, found in faults.items() if found} == {}


def test_no_two_feeds_share_an_id(site: BuiltSite) -> None:
    ids = [etree.fromstring(data).findtext(f"{ATOM}id") for _, data in atom_feeds(site)]
    assert len(set(ids)) == len(ids)


def test_a_post_has_the_same_id_in_every_feed(site: BuiltSite) -> None:
    ids = defaultdict(set)
    for _, data in atom_feeds(site):
        for entry in etree.fromstring(data).iterfind(f"{ATOM}entry"):
            ids[entry.find(f"{ATOM}link").get("href")].add(entry.findtext(f"{ATOM}id"))
    for _, feed in json_feeds(site):
        for item in feed["items"]:
            ids[item["url"]].add(item["id"])
    assert {url: found for url, found in ids.items() if len(found) > 1} == {}
    owners = [identifier for found in ids.values() for identifier in found]
    assert len(set(owners)) == len(owners)


def test_what_entries_lead_to_is_there(site: BuiltSite) -> None:
    urls = set()
    for _, feed in json_feeds(site):
        for item in feed["items"]:
            content = html.fragment_fromstring(item["content_html"], create_parent="div")
            urls |= {item["url"], *content.xpath("descendant::*/@href | descendant::*/@src")}
    own = {url for url in urls if site.holds(url)}
    assert len(own) > 50
    assert [url for url in sorted(own) if site.file_of(url) is None] == []


# --- Each requirement -----------------------------------------------------------------------------------------------

ENTRY = f"""<entry><title>Un</title><link href="{SITE}/a/" rel="alternate"/><id>tag:x.example,2014:/a/</id>
<published>2014-05-05T08:30:00+02:00</published><updated>2014-05-05T08:30:00+02:00</updated>
<author><name>Camille</name></author><category term="Un"/>
<content type="html">
&lt;p id="n"&gt;&lt;a href="{SITE}/b/"&gt;B&lt;/a&gt;&lt;a href="#n"&gt;N&lt;/a&gt;&lt;/p&gt;</content>
</entry>"""
ATOM_FEED = f"""<feed xml:lang="fr" xmlns="http://www.w3.org/2005/Atom"><title>Tous</title><id>{FEED}</id>
<link href="{SITE}/" rel="alternate"/><link href="{FEED}" rel="self"/><updated>2014-05-05T06:30:00Z</updated>
{ENTRY}</feed>"""


def test_a_valid_atom_feed_is_let_pass() -> None:
    assert atom_faults(ATOM_FEED.encode(), FEED) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("</feed>", ""),
        ("Tous", "&nbsp;"),
        ('<feed xml:lang="fr"', "<feed"),
        ("<title>Tous</title>", ""),
        ("<title>Tous</title>", "<title> </title>"),
        ("<title>Tous</title>", "<title>Un</title><title>Deux</title>"),
        (f"<id>{FEED}</id>", ""),
        (f"<id>{FEED}</id>", "<id>/feeds/tous</id>"),
        ("<updated>2014-05-05T06:30:00Z</updated>", "<updated>2014-05-05 06:30</updated>"),
        ("<updated>2014-05-05T06:30:00Z</updated>", "<updated>2014-05-05T06:29:59Z</updated>"),
        (f'<link href="{FEED}" rel="self"/>', ""),
        (f'<link href="{FEED}"', f'<link href="{SITE}/feeds/autre.atom.xml"'),
        ('rel="alternate"/><link', f'rel="alternate"/><link href="{SITE}/b/"/><link'),
        ("<title>Un</title>", ""),
        (f'<link href="{SITE}/a/" rel="alternate"/>', ""),
        (f'<link href="{SITE}/a/"', '<link href="/a/"'),
        ("<id>tag:x.example,2014:/a/</id>", ""),
        ("<id>tag:x.example,2014:/a/</id>", "<id>tag:x.example, 2014</id>"),
        ("<author><name>Camille</name></author>", "<author><name/></author>"),
        ("<published>2014-05-05T08:30:00+02:00", "<published>2014-05-05T08:30:00"),
        ("<published>2014-05-05T08", "<published>2014-05-06T08"),
        ("<published>2014-05-05", "<published>2014-02-30"),
        ('<category term="Un"/>', "<category/>"),
        (f"{SITE}/b/", "/b/"),
        (f"{SITE}/b/", "b/"),
        (f"{SITE}/b/", "//x.example/b/"),
        ("#n", "#m"),
        ('content type="html"', 'content type="text/plain"'),
        ("&lt;/p&gt;</content>", "&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</content>"),
        ("</entry>", f"</entry>{ENTRY}"),
        ("</entry>", f'<link rel="enclosure" href="{SITE}/a.mp3" type="audio/mpeg"/></entry>'),
    ],
)
def test_an_atom_feed_that_breaks_a_requirement_is_found(good: str, bad: str) -> None:
    assert good in ATOM_FEED
    assert atom_faults(ATOM_FEED.replace(good, bad, 1).encode(), FEED) != []


ITEM = {
    "id": "tag:x.example,2014:/a/",
    "url": f"{SITE}/a/",
    "title": "Un",
    "content_html": f'<p><img src="{SITE}/x.png" alt=""></p>',
    "date_published": "2014-05-05T08:30:00+02:00",
    "authors": [{"name": "Camille"}],
    "tags": ["un"],
}
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Tous",
    "home_page_url": f"{SITE}/",
    "feed_url": JSON_FEED,
    "items": [ITEM],
}


def test_a_valid_json_feed_is_let_pass() -> None:
    assert json_faults(json.dumps(JSON).encode(), JSON_FEED) == []
    assert json_faults(json.dumps({**JSON, "items": []}).encode(), JSON_FEED) == []


@pytest.mark.parametrize(
    "change",
    [
        {"version": "https://jsonfeed.org/version/1"},
        {"title": ""},
        {"home_page_url": "/"},
        {"feed_url": f"{SITE}/feeds/autre.json"},
        {"items": None},
        {"items": [ITEM, ITEM]},
        {"items": [{**ITEM, "id": 7}]},
        {"items": [{**ITEM, "url": "/a/"}]},
        {"items": [{**ITEM, "content_html": ""}]},
        {"items": [{**ITEM, "content_html": '<p><img src="/x.png" alt=""></p>'}]},
        {"items": [{**ITEM, "content_html": f'<p><img srcset="{SITE}/x.png 1x, x.png 2x" alt=""></p>'}]},
        {"items": [{**ITEM, "title": 7}]},
        {"items": [{**ITEM, "date_published": "2014-05-05"}]},
        {"items": [{**ITEM, "date_modified": "hier"}]},
        {"items": [{**ITEM, "authors": [{}]}]},
        {"items": [{**ITEM, "tags": "un"}]},
        {"items": [{**ITEM, "attachments": [{"url": f"{SITE}/a.mp3"}]}]},
    ],
)
def test_a_json_feed_that_breaks_a_requirement_is_found(change: dict[str, Any]) -> None:
    assert json_faults(json.dumps({**JSON, **change}).encode(), JSON_FEED) != []


def test_what_is_no_json_is_found() -> None:
    assert json_faults(b"{", JSON_FEED) != []


@pytest.mark.parametrize("text", ["", "<p>Un</p>", '<a href="mailto:a@b.example">A</a>', "Un &amp; deux"])
def test_html_that_stands_by_itself_is_let_pass(text: str) -> None:
    assert list(fragment_faults(text)) == []


@pytest.mark.parametrize("date", ["2014-05-05T08:30:00Z", "2014-05-05T08:30:00.5+02:00"])
def test_a_date_by_rfc_3339_is_let_pass(date: str) -> None:
    assert is_date(date)


@pytest.mark.parametrize("date", ["2014-05-05T08:30:00", "2014-13-05T08:30:00Z", "2014-05-05", "2014-05-05 08:30:00Z"])
def test_any_other_date_is_found(date: str) -> None:
    assert not is_date(date)
