"""The feeds that an HTML page announces in its head. Pure."""

import html
import re
from dataclasses import dataclass

from alaminute.feeds import plain_text
from alaminute.feeds.addresses import canonical

_LINK = re.compile(r"<link\b[^>]*>", re.IGNORECASE)
_BASE = re.compile(r"<base\b[^>]*\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
_SCANNED = 400_000  # characters; heads of honest pages are far shorter


@dataclass(frozen=True)
class AnnouncedFeed:
    """One `<link rel="alternate">` of a page."""

    url: str
    title: str


def announced_feeds(page: bytes, url: str) -> list[AnnouncedFeed]:
    """The feeds announced by the page fetched from `url`, in its order, each once; may be empty.

    Comment feeds come last: WordPress announces one beside each article.
    """
    text = _COMMENT.sub("", page[:_SCANNED].decode("utf-8", "replace"))
    base = _BASE.search(text)
    base_url = (canonical(html.unescape(base[1]), url) if base else None) or url
    found: dict[str, AnnouncedFeed] = {}
    for tag in _LINK.findall(text):
        attributes = {
            match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "")
            for match in _ATTRIBUTE.finditer(tag)
        }
        if "alternate" not in attributes.get("rel", "").lower().split() or "hreflang" in attributes:
            continue
        kind = attributes.get("type", "").partition(";")[0].strip().lower()
        address = canonical(attributes.get("href", ""), base_url)
        if kind in _FEED_TYPES and address:
            found.setdefault(address, AnnouncedFeed(address, plain_text.title(attributes.get("title", ""))))
    return sorted(found.values(), key=lambda feed: "comment" in (feed.url + feed.title).lower())
