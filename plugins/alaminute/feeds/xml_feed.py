"""Well-formed RSS and Atom → raw entries, by libxml2 in one pass: several times faster than feedparser. Pure.

What is not well-formed, or of another make, is left to feedparser, which forgives more. Both must say the same of the
same feed; a test holds them together. Entries are dropped from the tree once read, so that memory stays with the body.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from alaminute.feeds.addresses import canonical
from alaminute.feeds.json_feed import language_code
from alaminute.feeds.model import FeedHints
from alaminute.feeds.raw_entry import MAX_ENTRIES, RawEntry

_NAMESPACES = {
    "": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://purl.org/net/rss1.1#": "",
    "http://backend.userland.com/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://cyber.law.harvard.edu/rss/rss.html": "",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/2005/atom": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
_XML = "{http://www.w3.org/XML/1998/namespace}"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_ROOTS = {"rss", "rdf:rdf", "atom:feed"}
_DAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_TEXTUAL = re.compile(r"(?:text/|application/xhtml)|^(?:text|html|xhtml)$", re.IGNORECASE)
# Where each format, and those who mix formats up, put the same thing; best first.
_CONTENTS = ("content:encoded", "atom:content", "content", "encoded", "xhtml:body")
_DESCRIPTIONS = ("description", "atom:summary", "itunes:summary", "dc:description", "summary")
_PUBLISHED = (
    *("pubdate", "atom:published", "atom:issued", "dcterms:issued", "dcterms:created", "atom:created"),
    *("dc:date", "published", "date"),
)
_UPDATED = ("atom:updated", "atom:modified", "dcterms:modified", "dc:date", "updated", "modified", "lastbuilddate")

_Parts = dict[str, list[Any]]


@dataclass(frozen=True)
class XmlDocument:
    """A feed before its entries are cleaned."""

    title: str
    title_is_plain: bool
    language: str | None
    site_url: str
    author: str
    hints: FeedHints
    entries: tuple[RawEntry, ...]


def parse_document(body: bytes, url: str) -> XmlDocument | None:
    """The document; None if it is not well-formed UTF-8, has a document type, or is of no known make."""
    names: dict[str, str] = {}
    context = etree.iterparse(
        io.BytesIO(body),
        events=("start", "end"),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    entries: list[RawEntry] = []
    try:
        for event, element in context:
            name = names.get(element.tag) or names.setdefault(element.tag, _name(element.tag))
            if event == "start":
                if element.getparent() is None and not _is_feed(element, name):
                    return None
            elif name in {"item", "atom:entry"} and len(entries) <= MAX_ENTRIES and not _is_inside_entry(element):
                entries.append(_entry(element, url, names))
                element.clear()
    except etree.XMLSyntaxError:
        return None
    root = context.root
    return _document(root, url, tuple(entries), names)


def _is_feed(root: Any, name: str) -> bool:
    # A document type may define entities, which are not resolved here: feedparser knows the harmless ones.
    return name in _ROOTS and not root.getroottree().docinfo.doctype


def _is_inside_entry(element: Any) -> bool:
    """Whether it is part of another entry, as quoted feeds are."""
    parent = element.getparent()
    return parent is not None and _name(parent.tag) not in {"channel", "rss", "rdf:rdf", "atom:feed", "items"}


def _name(tag: str) -> str:
    """`pubdate`, `dc:creator`, `atom:entry`; "?" for a name of a vocabulary that is not looked at."""
    namespace, brace, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    prefix = _NAMESPACES.get(namespace.lower() if brace else "")
    if prefix is None:
        return "?"
    return f"{prefix}:{local.lower()}" if prefix else local.lower()


def _parts(element: Any, names: dict[str, str]) -> _Parts:
    """An element's children by name."""
    found: _Parts = {}
    for child in element:
        name = names.get(child.tag) or names.setdefault(child.tag, _name(child.tag))
        found.setdefault(name, []).append(child)
    return found


def _document(root: Any, url: str, entries: tuple[RawEntry, ...], names: dict[str, str]) -> XmlDocument:
    top = _parts(root, names)
    channel = top.get("channel", [root])[0] if _name(root.tag) != "atom:feed" else root
    parts = _parts(channel, names)
    titles = parts.get("title") or parts.get("atom:title") or parts.get("dc:title") or []
    language = _first(parts, "language", "dc:language") or _inherited(channel, "lang")
    link = next(_links(parts, _base(channel, url)), "")
    return XmlDocument(
        _markup(titles[0]) if titles else "",
        bool(titles) and _is_plain(titles[0]),
        language_code(language),
        canonical(link, url) or "",
        _author(parts, names),
        _hints(parts, names),
        entries,
    )


def _entry(element: Any, url: str, names: dict[str, str]) -> RawEntry:
    parts = _parts(element, names)
    titles = [parts[name][0] for name in ("title", "atom:title", "itunes:title", "dc:title") if name in parts]
    # Several contents are the same text in several forms: the longest says most.
    contents = [one for name in _CONTENTS for one in parts.get(name, []) if _is_text(one)]
    content = max(contents, key=lambda one: len(_markup(one)), default=None)
    description = next((parts[name][0] for name in _DESCRIPTIONS if name in parts), None)
    guid = parts.get("guid", [None])[0]
    own_language = _first(parts, "dc:language", "language")
    return RawEntry(
        id=_first(parts, "guid", "atom:id") or element.get(_RDF_ABOUT, ""),
        links=tuple(_entry_links(parts, element, guid, url)),
        base=_base(element, url),
        title=_markup(titles[0]) if titles else "",
        title_is_plain=bool(titles) and _is_plain(titles[0]),
        published=tuple(_all(parts, *_PUBLISHED)),
        updated=_first(parts, *_UPDATED),
        description="" if description is None else _markup(description),
        description_is_plain=description is not None and _is_plain(description),
        content="" if content is None else _markup(content),
        content_is_plain=content is not None and _is_plain(content),
        language=language_code(own_language or _inherited(element if content is None else content, "lang")),
        duration=_first(parts, "itunes:duration") or _media_duration(element),
        author=_author(parts, names),
    )


def _entry_links(parts: _Parts, element: Any, guid: Any, url: str) -> Iterator[str]:
    """Best first: the original address behind a proxy, the link, the guid where it is one."""
    base = _base(element, url)
    yield from _all(parts, "feedburner:origlink")
    yield from _links(parts, base)
    if guid is not None and guid.get("isPermaLink", "true").strip().lower() == "true":
        text = _text(guid)
        # Many say nothing and mean an opaque id: an address is told by its scheme or its slash.
        if "://" in text or text.startswith("/"):
            yield text
    yield element.get(_RDF_ABOUT, "")


def _links(parts: _Parts, base: str) -> Iterator[str]:
    yield from filter(None, map(_text, parts.get("link", [])))
    alternates = [link for link in parts.get("atom:link", []) if link.get("rel", "alternate").strip() == "alternate"]
    # A page before any other form of the same entry.
    for link in sorted(alternates, key=lambda one: one.get("type", "text/html") not in {"text/html", ""}):
        yield urljoin(urljoin(base, link.get(f"{_XML}base", "")), link.get("href", ""))


def _base(element: Any, url: str) -> str:
    """What relative links are relative to: xml:base as it nests; in RSS the site, if the feed lies with a proxy."""
    bases, nearest = [], element
    while nearest is not None:
        if stated := nearest.get(f"{_XML}base"):
            bases.append(stated)
        if not bases and _name(nearest.tag) == "channel":
            link = next((_text(child) for child in nearest if _name(child.tag) == "link"), "")
            if link.startswith("http") and urlsplit(link).netloc != urlsplit(url).netloc:
                bases.append(link)
        nearest = nearest.getparent()
    base = url
    for stated in reversed(bases):
        base = urljoin(base, stated.strip())
    return base


def _inherited(element: Any, attribute: str) -> str:
    while element is not None:
        if (value := element.get(f"{_XML}{attribute}")) is not None:
            return str(value)
        element = element.getparent()
    return ""


def _text(element: Any) -> str:
    """The text, of children too."""
    text = element.text or "" if len(element) == 0 else "".join(element.itertext())
    return str(text).strip()


def _all(parts: _Parts, *names: str) -> Iterator[str]:
    for name in names:
        yield from filter(None, map(_text, parts.get(name, [])))


def _first(parts: _Parts, *names: str) -> str:
    return next(_all(parts, *names), "")


def _is_plain(element: Any) -> bool:
    """Whether the format says that it is no HTML: Atom's text constructs only."""
    if not _name(element.tag).startswith("atom:"):
        return False
    return element.get("type", "text").strip().lower() in {"text", "text/plain"} and len(element) == 0


def _is_text(content: Any) -> bool:
    """Whether Atom content is text, here and not elsewhere."""
    return (
        bool(_TEXTUAL.match(content.get("type", "text"))) and content.get("mode") != "base64" and not content.get("src")
    )


def _markup(element: Any) -> str:
    """Text as HTML: escaped text as it is, child elements (XHTML) written out."""
    if len(element) == 0:
        return _text(element)
    inner = "".join(etree.tostring(child, encoding="unicode") for child in element)
    # The names of XHTML's elements, without the prefix that some feeds give them.
    return escape(element.text or "", quote=False) + re.sub(r"(</?)[\w.-]+:(?=\w)", r"\1", inner)


def _author(parts: _Parts, names: dict[str, str]) -> str:
    for author in parts.get("atom:author", []):
        if name := _first(_parts(author, names), "atom:name"):
            return name
    return _first(parts, "dc:creator", "author", "itunes:author", "managingeditor")


def _media_duration(element: Any) -> str:
    """`duration` of Media RSS, in seconds."""
    for media in element.iter("{http://search.yahoo.com/mrss/}content"):
        if duration := media.get("duration"):
            return str(duration)
    return ""


def _hints(parts: _Parts, names: dict[str, str]) -> FeedHints:
    """How often to ask: ttl (minutes), syndication period, skipHours, skipDays."""
    interval = interval_of(_first(parts, "ttl"), _first(parts, "sy:updateperiod"), _first(parts, "sy:updatefrequency"))
    hours = [_text(hour) for block in parts.get("skiphours", []) for hour in _parts(block, names).get("hour", [])]
    days = [
        _text(day)[:3].lower() for block in parts.get("skipdays", []) for day in _parts(block, names).get("day", [])
    ]
    return FeedHints(
        interval,
        frozenset(int(hour) % 24 for hour in hours if hour.isdecimal() and len(hour) < 3),
        frozenset(_DAYS[day] for day in days if day in _DAYS),
    )


def interval_of(ttl: str, period: str, frequency: str) -> int | None:
    """Seconds between two looks by ttl (minutes) and syndication period, whichever is longer; None if neither."""
    intervals = [int(ttl[:7]) * 60] if ttl.isdecimal() else []
    if seconds := _PERIODS.get(period.lower()):
        intervals.append(seconds // max(1, int(frequency[:5]) if frequency.isdecimal() else 1))
    return max(intervals, default=None)
