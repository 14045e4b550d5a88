"""Chosen entries → the Markdown of a week's file, through the records grammar. Pure.

Everything from a feed or a page is escaped: whatever a title holds, the file parses back to that very title.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from alaminute.articles.language import language_code
from alaminute.markdown_text import link, literal
from alaminute.reading_time import ReadingTime, format_duration
from alaminute.records import format_record
from alaminute.selections.model import Link
from alaminute.weeks import Week
from alaminute.wording.words import FRENCH, Words

EXCERPT_CHARACTERS = 280


@dataclass(frozen=True)
class DraftItem:
    """What a draft says of one entry; all text is plain."""

    title: str
    url: str
    source: str
    language: str | None
    words: int | None
    duration_seconds: int | None
    published: date | None
    points: int
    reasons: tuple[str, ...]
    excerpt: str = ""
    # Who else tells the same story.
    twins: tuple[Link, ...] = ()

    @property
    def time(self) -> ReadingTime | None:
        """How long it takes; None when nobody knows."""
        if not self.words and not self.duration_seconds:
            return None
        return ReadingTime(self.words or 0, self.duration_seconds or 0)


@dataclass(frozen=True)
class DraftStyle:
    """What the site's settings say of a draft; where they give no title or category, its words do."""

    words: Words = FRENCH
    status: str = "draft"
    title_pattern: str = ""  # with {number} and {year} of the week
    category_name: str = ""

    @property
    def category(self) -> str:
        """The category of a selection."""
        return self.category_name or self.words.pgettext("catégorie", "Sélections")

    def title(self, week: Week) -> str:
        """The title of that week's selection."""
        own = self.words.gettext("Lectures à la minute : la sélection de la semaine {number}")
        return (self.title_pattern or own).format(number=week.number, year=week.year)


def draft_markdown(week: Week, items: Iterable[DraftItem], *, when: datetime, style: DraftStyle) -> str:
    """The text of a new file for that week; `when` is in the site's time zone."""
    header = [
        f"Title: {style.title(week)}",
        f"Date: {when:%Y-%m-%d %H:%M}",
        f"Category: {style.category}",
        f"Week: {week}",
        f"Status: {style.status}",
    ]
    records = [draft_record(item, style) for item in items]
    return "\n".join(["\n".join(header) + "\n", *records])


def excerpt(text: str, limit: int = EXCERPT_CHARACTERS) -> str:
    """The beginning of a plain text, cut between two words, with an ellipsis if something was cut."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit + 1].rsplit(" ", 1)[0][:limit]
    return cut.rstrip(" ,;:.…-–") + "…"


def draft_record(item: DraftItem, style: DraftStyle) -> str:
    """The text of one item, ending in a newline."""
    fields = [("Source", _value(item.source))]
    # A feed may declare what is no language: written down, it would be an error in the author's file.
    language = language_code(item.language or "")
    if language and style.words.is_foreign(language):
        fields.append(("Langue", language))
    if item.duration_seconds:
        fields.append(("Durée", _duration(item.duration_seconds)))
    elif item.words:
        fields.append(("Mots", str(item.words)))
    if item.published:
        fields.append(("Publié", item.published.isoformat()))
    fields.append(("Score", _value(f"{item.points} ({' ; '.join(item.reasons)})")))
    # A quotation, since these are still the source's words: the author's own will replace them.
    parts = [f"> {literal(excerpt(item.excerpt))}"] if item.excerpt.strip() else []
    if item.twins:
        sites = ", ".join(link(twin.text, twin.url) for twin in item.twins)
        parts.append(style.words.gettext("Aussi chez %(sites)s.", sites=sites))
    heading = link(item.title.strip() or item.url, item.url)
    return format_record(heading, [(key, value) for key, value in fields if value], "\n\n".join(parts))


def _duration(seconds: int) -> str:
    """As a reader sees it, or as a clock does from one hour on, where the shown form leaves the seconds out."""
    if seconds < 3600:
        return format_duration(seconds).replace("\u00a0", " ")
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _value(text: str) -> str:
    """A field's value: plain, on one line."""
    return " ".join(text.split())
