"""What Atom (RFC 4287) and JSON Feed 1.1 require, and what readers of feeds need besides.

Each check returns one line a fault, and nothing for a faultless feed.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

ATOM = "{http://www.w3.org/2005/Atom}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# RFC 3339, 5.6; Atom wants the capitals (RFC 4287, 3.3).
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_POINTING = (
    "descendant-or-self::*/@*[name()='href' or name()='src' or name()='poster' or name()='cite' or name()='data']"
)
_NOT_IN_A_FEED = "descendant-or-self::*[self::script or self::style or self::form or self::iframe or self::object]"


def atom_faults(data: bytes, url: str) -> list[str]:
    """What is wrong with an Atom feed that is published at `url`."""
    try:
        feed = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        return [f"not well-formed: {error}"]
    if feed.tag != f"{ATOM}feed":
        return [f"the root is {feed.tag}"]
    entries = feed.findall(f"{ATOM}entry")
    faults = [*_common_faults(feed), *_feed_faults(feed, url, entries)]
    for number, entry in enumerate(entries):
        faults += [f"entry {number}: {fault}" for fault in [*_common_faults(entry), *_entry_faults(entry)]]
    return faults + _doubled("id", [entry.findtext(f"{ATOM}id") for entry in entries])


def _feed_faults(feed: Any, url: str, entries: list[Any]) -> Iterator[str]:
    if not feed.get(_LANG):
        yield "no xml:lang"
    own = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if own != [url]:
        yield f"the self link is {own}"
    if not _has_author(feed) and not all(_has_author(entry) for entry in entries):
        yield "neither the feed nor each entry has an author"
    for link in feed.iter(f"{ATOM}link"):
        if not is_absolute(link.get("href")):
            yield f"link is not absolute: {link.get('href')}"
        if link.get("rel") == "enclosure" and not (link.get("type") and (link.get("length") or "").isdigit()):
            yield f"enclosure without type or length: {link.get('href')}"
    latest = max((_moment(entry.findtext(f"{ATOM}updated")) for entry in entries), default="")
    if latest > _moment(feed.findtext(f"{ATOM}updated")):
        yield "updated is older than an entry's"


def _common_faults(node: Any) -> Iterator[str]:
    """What holds for feeds and entries alike (4.1.1, 4.1.2)."""
    for name in ("id", "title", "updated"):
        count = len(node.findall(f"{ATOM}{name}"))
        if count != 1:
            yield f"{count} × {name}"
        elif not (node.findtext(f"{ATOM}{name}") or "").strip():
            yield f"{name} is empty"
    if not re.match(r"[a-z][a-z0-9+.-]*:\S+$", node.findtext(f"{ATOM}id") or ""):
        yield f"id is no absolute IRI: {node.findtext(f'{ATOM}id')}"
    for name in ("updated", "published"):
        date = node.findtext(f"{ATOM}{name}")
        if date is not None and not is_date(date):
            yield f"{name} is no date: {date}"
    links = [link for link in node.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
    yield from _doubled("alternate link", [f"{link.get('type')} {link.get('hreflang')}" for link in links])


def _entry_faults(entry: Any) -> Iterator[str]:
    content = entry.find(f"{ATOM}content")
    if content is None or not (content.text or "").strip():
        yield "no content"
    for name in ("content", "summary", "title"):
        for text in entry.findall(f"{ATOM}{name}"):
            if text.get("type", "text") not in {"text", "html"}:
                yield f"{name} is of type {text.get('type')}"
            elif text.get("type") == "html":
                yield from (f"{name}: {fault}" for fault in fragment_faults(text.text or ""))
    if not [link for link in entry.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]:
        yield "no alternate link"
    if any(not category.get("term") for category in entry.findall(f"{ATOM}category")):
        yield "category without term"
    published, updated = (_moment(entry.findtext(f"{ATOM}{name}")) for name in ("published", "updated"))
    if published > updated:
        yield "updated before it was published"


def _has_author(node: Any) -> bool:
    return bool((node.findtext(f"{ATOM}author/{ATOM}name") or "").strip())


def json_faults(data: bytes, url: str) -> list[str]:
    """What is wrong with a JSON Feed that is published at `url`."""
    try:
        feed = json.loads(data)
    except ValueError as error:
        return [f"not well-formed: {error}"]
    faults = []
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        faults.append(f"version is {feed.get('version')}")
    if not feed.get("title") or not isinstance(feed.get("title"), str):
        faults.append("no title")
    if feed.get("feed_url") != url:
        faults.append(f"feed_url is {feed.get('feed_url')}")
    if not is_absolute(feed.get("home_page_url")):
        faults.append(f"home_page_url is {feed.get('home_page_url')}")
    items = feed.get("items")
    if not isinstance(items, list):
        return [*faults, "no items"]
    for number, item in enumerate(items):
        faults += [f"item {number}: {fault}" for fault in _item_faults(item)]
    return faults + _doubled("id", [item.get("id") for item in items])


def _item_faults(item: dict[str, Any]) -> Iterator[str]:
    if not item.get("id") or not isinstance(item["id"], str):
        yield "no id"
    if not is_absolute(item.get("url")):
        yield f"url is {item.get('url')}"
    if not item.get("content_html") and not item.get("content_text"):
        yield "no content"
    for name in ("title", "summary", "content_text"):
        if not isinstance(item.get(name, ""), str):
            yield f"{name} is no text"
    for name in ("date_published", "date_modified"):
        if name in item and not is_date(item[name]):
            yield f"{name} is no date: {item[name]}"
    yield from _list_faults(item)
    yield from (f"content_html: {fault}" for fault in fragment_faults(item.get("content_html", "")))


def _list_faults(item: dict[str, Any]) -> Iterator[str]:
    for name in ("authors", "tags", "attachments"):
        if not isinstance(item.get(name, []), list):
            yield f"{name} is no list"
    if any(not {"name", "url", "avatar"} & author.keys() for author in item.get("authors", [])):
        yield "author without name, url or avatar"
    if any(not is_absolute(a.get("url")) or not a.get("mime_type") for a in item.get("attachments", [])):
        yield "attachment without url or mime_type"


def fragment_faults(text: str) -> Iterator[str]:
    """What in a feed's HTML depends on the page that it came from, or would not survive a reader's cleaning."""
    if not text.strip():
        return
    tree = html.fragment_fromstring(text, create_parent="div")
    for url in [*tree.xpath(_POINTING), *_candidates(tree)]:
        # A bare fragment leads nowhere unless its target is in the same content.
        if url.startswith("#"):
            if not tree.xpath("descendant::*[@id=$id]", id=url[1:]):
                yield f"fragment without target: {url}"
        elif not is_absolute(url):
            yield f"relative address: {url}"
    yield from (f"<{element.tag}> is cut out by readers" for element in tree.xpath(_NOT_IN_A_FEED))


def _candidates(tree: Any) -> list[str]:
    sets = tree.xpath("descendant::*/@srcset")
    return [candidate.split()[0] for value in sets for candidate in re.split(r",\s+", value) if candidate.strip()]


def is_absolute(url: str | None) -> bool:
    """Whether an address has all that it takes to be followed from anywhere."""
    parts = urlsplit(url or "")
    return (parts.scheme in {"http", "https"} and bool(parts.netloc)) or parts.scheme in {"mailto", "tel", "data"}


def is_date(text: str) -> bool:
    """Whether it is written by RFC 3339 and exists."""
    try:
        return bool(_DATE.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False


def _moment(text: str | None) -> str:
    """A date as UTC in ISO form, which sorts; "" for none."""
    return datetime.fromisoformat(text).astimezone().isoformat() if text and is_date(text) else ""


def _doubled(what: str, values: Iterable[str | None]) -> list[str]:
    return [f"{what} used {count} times: {value}" for value, count in Counter(values).items() if count > 1]
