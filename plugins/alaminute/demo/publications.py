"""The made-up publications, read from the files of site/, one folder each.

A folder holds `publication.toml`, a feed template, `page.html` for articles, one Markdown file an article, and perhaps
`robots.txt`. One that has no feed template is dead: its server answers 404.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import markdown

from alaminute.reading_time import html_words

_ARTICLE_NAME = re.compile(r"\d\d-(?P<slug>[a-z0-9-]+)\.md")
_AGE = re.compile(r"(?P<days>\d{1,2})d (?P<hours>\d{2}):(?P<minutes>\d{2})")


@dataclass(frozen=True)
class SampleArticle:
    """One article as its file gives it."""

    # On its publication's host.
    path: str
    title: str
    # Plain text: all that a feed of excerpts says.
    summary: str
    author: str
    # How long before `now` it was published.
    age: timedelta
    # HTML; empty for an article whose page is missing.
    body: str
    # `mm:ss`, of a podcast's episode.
    duration: str = ""

    @property
    def words(self) -> int:
        """The words of its own text, without its page's furniture."""
        return html_words(self.body)


@dataclass(frozen=True)
class Publication:
    """One made-up publication."""

    host: str
    title: str
    tagline: str
    language: str
    category: str
    feed_path: str
    feed_type: str
    # As the demo's reading list gives it; 1 is ordinary.
    weight: float
    # Whether its name leads anywhere at all.
    known: bool
    # Jinja templates; empty: there is no such page.
    feed_template: str
    page_template: str
    robots: str
    # Newest first.
    articles: tuple[SampleArticle, ...]

    @property
    def url(self) -> str:
        """Its home page."""
        return f"http://{self.host}/"

    @property
    def feed_url(self) -> str:
        """Where it says that its feed is."""
        return f"http://{self.host}{self.feed_path}"


def shared_template(name: str) -> str:
    """The text of a template that all publications share."""
    return files(__package__).joinpath("site", name).read_text(encoding="utf-8")


@cache
def load_publications() -> tuple[Publication, ...]:
    """All of them, by folder name."""
    folders = [folder for folder in files(__package__).joinpath("site").iterdir() if folder.is_dir()]
    return tuple(_publication(folder) for folder in sorted(folders, key=lambda folder: folder.name))


def _publication(folder: Traversable) -> Publication:
    texts = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.is_file()}
    facts = tomllib.loads(texts["publication.toml"])
    articles = [
        _article(match["slug"], text) for name, text in texts.items() if (match := _ARTICLE_NAME.fullmatch(name))
    ]
    return Publication(
        host=facts["host"],
        title=facts["title"],
        tagline=facts["tagline"],
        language=facts["language"],
        category=facts["category"],
        feed_path=facts["feed_path"],
        feed_type=facts["feed_type"],
        weight=facts.get("weight", 1.0),
        known=facts.get("known", True),
        feed_template=next((text for name, text in texts.items() if name.startswith("feed.")), ""),
        page_template=texts.get("page.html", ""),
        robots=texts.get("robots.txt", ""),
        articles=tuple(sorted(articles, key=lambda article: article.age)),
    )


def _article(slug: str, text: str) -> SampleArticle:
    """`Key: value` lines, a blank line, Markdown. `Folder` is where on its host the page lies, if not at the root."""
    head, _, body = text.partition("\n\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    folder = facts.get("Folder", "")
    return SampleArticle(
        path=f"/{folder}/{slug}/" if folder else f"/{slug}/",
        title=facts["Title"],
        summary=facts["Summary"],
        author=facts["Author"],
        age=_age(facts["Age"]),
        body=markdown.markdown(body, extensions=["extra"]),
        duration=facts.get("Duration", ""),
    )


def _age(text: str) -> timedelta:
    """`2d 03:20`: two days, three hours and twenty minutes."""
    match = _AGE.fullmatch(text)
    if match is None:
        raise ValueError(f"not an age: {text!r}")
    return timedelta(days=int(match["days"]), hours=int(match["hours"]), minutes=int(match["minutes"]))
