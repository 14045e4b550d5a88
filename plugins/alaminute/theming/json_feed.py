"""A JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) that says what an Atom feed of feedgenerator says."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from alaminute.reading_time import visible_text

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(head: Mapping[str, Any], items: Iterable[Mapping[str, Any]], feed_url: str) -> str:
    """The text of the feed; `head` and `items` are feedgenerator's own dictionaries (feed.feed, feed.items)."""
    about = {
        "version": VERSION,
        "title": head["title"],
        "home_page_url": head["link"],
        "feed_url": feed_url,
        "description": head.get("subtitle") or head.get("description"),
        "language": head.get("language"),
    }
    # An empty list of items is said, for the format requires it.
    feed = {**_known(about), "items": [_item(item) for item in items]}
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    author = item.get("author_name")
    return _known(
        {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_html": item.get("content") or item.get("description") or "",
            "summary": visible_text(item.get("description") or "").strip() or None,
            "language": item.get("language"),
            "date_published": _rfc3339(item.get("pubdate")),
            "date_modified": _rfc3339(item.get("updateddate")),
            "authors": [{"name": str(author)}] if author else None,
            "tags": [str(category) for category in item.get("categories") or ()],
        }
    )


def _rfc3339(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None


def _known(values: dict[str, Any]) -> dict[str, Any]:
    """Only what is known: the format has no null, and an empty list says nothing."""
    return {key: value for key, value in values.items() if value not in (None, [])}
