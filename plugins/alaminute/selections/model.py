"""One week's selection, as the author's Markdown tells it. Pure values."""

import re
from dataclasses import dataclass, field
from datetime import date

from alaminute.reading_time import ReadingTime, total
from alaminute.weeks import Week
from alaminute.wording.words import Words


@dataclass(frozen=True)
class Link:
    """A linked address and its text."""

    text: str
    url: str


@dataclass(frozen=True)
class Item:
    """An entry that was chosen, with what the author says of it."""

    title: str  # plain text, links and emphasis resolved
    links: tuple[Link, ...]  # the first is the article; empty only if the author says that the link is lost
    body: str  # Markdown
    source: str = ""
    language: str | None = None  # BCP 47; None: not said
    words: int | None = None
    duration_seconds: int | None = None  # instead of words, for what is watched or heard
    published: date | None = None
    score: str = ""
    line: int = 1

    @property
    def url(self) -> str | None:
        """The address of the article; None when its link is lost."""
        return self.links[0].url if self.links else None

    @property
    def time(self) -> ReadingTime | None:
        """How long it takes; None when that is unknown: a time is never invented."""
        if self.words is None and self.duration_seconds is None:
            return None
        return ReadingTime(self.words or 0, self.duration_seconds or 0)

    def title_language(self, words: Words) -> str:
        """The language of its title (BCP 47) on a site with these words."""
        return words.language_of_title(self.title, self.language)

    def quotation_language(self, words: Words) -> str:
        """The language of what its body quotes, on a site with these words."""
        quoted = " ".join(re.findall(r"^ {0,3}>(.*)", self.body, re.MULTILINE))
        return words.language_of_quotation(quoted, self.language)


@dataclass(frozen=True)
class Prose:
    """A heading without fields and link, kept in its place."""

    title: str
    body: str
    line: int = 1


@dataclass(frozen=True)
class Selection:
    """The items and prose of one week, in the author's order."""

    week: Week
    title: str
    parts: tuple[Item | Prose, ...]
    path: str = field(default="", compare=False)

    @property
    def items(self) -> tuple[Item, ...]:
        """The items alone, in order."""
        return tuple(part for part in self.parts if isinstance(part, Item))

    @property
    def time(self) -> ReadingTime:
        """The time of all items whose time is known."""
        return total(item.time for item in self.items if item.time)

    def languages(self, words: Words) -> list[tuple[str, str] | None]:
        """For each of its parts, the languages of its title and of what it quotes; None where both are the page's."""
        return [
            (part.title_language(words), part.quotation_language(words))
            if isinstance(part, Item) and words.is_foreign(part.language)
            else None
            for part in self.parts
        ]

    @property
    def unknown_count(self) -> int:
        """How many items have no known time, and so stand outside the total."""
        return sum(item.time is None for item in self.items)
