"""Publications and `now` → every address of the demo with its bytes. Pure: the same `now` gives the same bytes."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from jinja2 import Environment, StrictUndefined

from alaminute.demo.publications import Publication, SampleArticle
from alaminute.weeks import week_of

_HTML = "text/html; charset=utf-8"
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Resource:
    """What one address answers."""

    body: bytes
    content_type: str
    modified: datetime

    @property
    def etag(self) -> str:
        """A strong validator: equal exactly for equal bytes."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:24]}"'


@dataclass(frozen=True)
class Post:
    """An article with its address and its date."""

    article: SampleArticle
    url: str
    published: datetime


def published(age: timedelta, now: datetime, zone: ZoneInfo) -> datetime:
    """When an article of that age appeared, in that zone, to the minute; always before `now`.

    Whatever is less than a day old belongs to the week of `now`: on a Monday morning it appeared at midnight.
    """
    when = (now.astimezone(UTC) - age).replace(second=0, microsecond=0)
    if age < _DAY:
        when = max(when, week_of(now, zone).starts(zone))
    return min(when, now - timedelta(seconds=1)).astimezone(zone)


def posts_of(publication: Publication, now: datetime, zone: ZoneInfo) -> list[Post]:
    """Its articles with their dates, newest first."""
    base = publication.url.rstrip("/")
    return [Post(article, base + article.path, published(article.age, now, zone)) for article in publication.articles]


def resources(
    publication: Publication, templates: Mapping[str, str], now: datetime, zone: ZoneInfo
) -> dict[str, Resource]:
    """Path → what is there; empty for a dead publication. `templates` are the shared ones, by name."""
    posts = posts_of(publication, now, zone)
    if not posts:
        return {}
    newest = posts[0].published
    facts = {"publication": publication, "posts": posts, "newest": newest}
    feed = _render(publication.feed_template, **facts).encode()
    home = _render(templates["home.html"], **facts).encode()
    served = {
        publication.feed_path: Resource(feed, publication.feed_type, newest),
        "/": Resource(home, _HTML, newest),
    }
    if publication.robots:
        served["/robots.txt"] = Resource(publication.robots.encode(), "text/plain; charset=utf-8", newest)
    pages = (post for post in posts if post.article.body)
    return served | {post.article.path: _page(publication, post, posts) for post in pages}


def reading_list(publications: Iterable[Publication], template: str) -> str:
    """The OPML that subscribes to all of them."""
    return _render(template, publications=list(publications))


def _page(publication: Publication, post: Post, posts: Iterable[Post]) -> Resource:
    others = [other for other in posts if other is not post]
    text = _render(publication.page_template, publication=publication, post=post, others=others)
    return Resource(text.encode(), _HTML, post.published)


def _render(template: str, **facts: object) -> str:
    return _ENVIRONMENT.from_string(template).render(facts)


def _readable_date(when: datetime, language: str) -> str:
    """« 20 novembre 2026 »: as a page shows it."""
    return str(format_date(when, "long", locale=language))


_ENVIRONMENT = Environment(
    autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
)
_ENVIRONMENT.filters |= {"rfc822": format_datetime, "rfc3339": datetime.isoformat, "readable_date": _readable_date}
