"""JSON Feed 1.1."""

import json
from datetime import UTC, datetime
from typing import Any

from alaminute.theming.json_feed import json_feed

HEAD = {"title": "À la minute", "link": "https://x.example/", "subtitle": "Vite", "language": "fr"}
ITEM = {
    "unique_id": "tag:x.example,2010:/a",
    "link": "https://x.example/a/",
    "title": "Un titre",
    "content": "<p>Le texte</p>",
    "description": "<p>Le &amp; résumé</p>",
    "author_name": "Camille",
    "pubdate": datetime(2010, 8, 1, 7, 30, tzinfo=UTC),
    "updateddate": None,
    "categories": ["Marketing"],
}


def feed_of(*items: dict[str, Any]) -> dict[str, Any]:
    feed: dict[str, Any] = json.loads(json_feed(HEAD, items, "https://x.example/feeds/tous.json"))
    return feed


def test_it_says_what_the_atom_feed_says() -> None:
    feed = feed_of(ITEM)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["language"] == "fr"
    assert feed["feed_url"] == "https://x.example/feeds/tous.json"
    assert feed["items"] == [
        {
            "id": "tag:x.example,2010:/a",
            "url": "https://x.example/a/",
            "title": "Un titre",
            "content_html": "<p>Le texte</p>",
            "summary": "Le & résumé",
            "date_published": "2010-08-01T07:30:00+00:00",
            "authors": [{"name": "Camille"}],
            "tags": ["Marketing"],
        }
    ]


def test_what_is_unknown_is_left_out_and_content_is_always_there() -> None:
    bare = {"unique_id": "1", "link": "https://x.example/b/", "title": "Nu", "content": None, "description": None}
    assert feed_of(bare)["items"] == [
        {"id": "1", "url": "https://x.example/b/", "title": "Nu", "content_html": ""},
    ]


def test_an_empty_feed_still_has_a_list() -> None:
    assert json.loads(json_feed(HEAD, [], "u")).get("items", "missing") == []
