"""Brands, channels, kinds, messages, years and the archive they make: values only.

One brand has at most one message a year; it may come by several channels and be of several kinds. Whatever is empty in
an incomplete year is unknown, not absent. Pure: no disk, clock, settings or Pelican.
"""

import html
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property

from unidecode import unidecode

from alaminute.errors import ContentError, RecordError


class Channel(Enum):
    """By what route a message came. Values: French and English name, as authors and data files write it."""

    EMAIL = ("e-mail", "e-mail")
    LETTER = ("courrier", "letter")
    SMS = ("SMS", "text message")
    APP = ("application", "app")
    SHOP = ("point de vente", "point of sale")
    PHONE = ("téléphone", "telephone")
    SOCIAL = ("réseau social", "social network")
    WEB = ("site web", "website")

    def __init__(self, french: str, english: str) -> None:
        self.french = french
        self.english = english


class Kind(Enum):
    """What a message brings. Values: French and English name, as authors and data files write it."""

    GIFT = ("cadeau", "gift")
    DISCOUNT = ("réduction", "discount")
    POINTS = ("points", "points")
    CONTENT = ("contenu", "content")
    SERVICE = ("service", "service")
    WISHES = ("vœux", "wishes")

    def __init__(self, french: str, english: str) -> None:
        self.french = french
        self.english = english


@dataclass(frozen=True)
class Brand:
    """A brand under one spelling. Two spellings are one brand when their keys are equal."""

    name: str

    @cached_property
    def slug(self) -> str:
        """Its name in addresses: `copains-d-avant`; never empty."""
        slug = re.sub(r"[^a-z0-9]+", "-", unidecode(self.name).lower()).strip("-")
        return slug or "u-" + "-".join(f"{ord(character):x}" for character in self.name)

    @cached_property
    def key(self) -> str:
        """What all its spellings share: no case, accents, spaces, punctuation, nor « & », « et », « and »."""
        words = [word for word in self.slug.split("-") if word not in {"et", "and"}]
        return "".join(words) or self.slug


@dataclass(frozen=True)
class Message:
    """What one brand sent one year.

    `heading` is the record's heading without markup; `brand` is spelt as in that year (`Archive.brand` gives the usual
    spelling). `channels` is empty only in an incomplete year. `days_before` the birthday is negative after it; `sent`
    and `days_before` are both set when either is and the birthday is known. `offer` is None for mere wishes.
    `identical` are the years whose message this one repeats, as the author confirmed. `visual` is a path relative to
    the year's file. `body` is Markdown. What the page edge adds (`body_html`, `anchor`) and where the record stands
    take no part in equality.
    """

    brand: Brand
    heading: str
    channels: tuple[Channel, ...] = ()
    sent: date | None = None
    days_before: int | None = None
    offer: str | None = None
    kinds: tuple[Kind, ...] = ()
    identical: tuple[int, ...] = ()
    visual: str | None = None
    body: str = ""
    path: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)
    body_html: str = field(default="", compare=False, repr=False)
    anchor: str = field(default="", compare=False)


@dataclass(frozen=True)
class Aside:
    """A heading without fields: prose that counts for no brand (a home page that changed, friends' wishes).

    `leading` says that it stands before the first message.
    """

    heading: str
    body: str = ""
    leading: bool = False
    path: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)
    body_html: str = field(default="", compare=False, repr=False)
    anchor: str = field(default="", compare=False)


@dataclass(frozen=True)
class Year:
    """One birthday. `messages` and `asides` are in the author's order; at most one message a brand.

    `personal_messages` were counted apart, None if they were not counted. `incomplete` says that more brands may have
    written than the archive knows, and that what a message leaves empty is unknown.
    """

    number: int
    title: str
    birthday: date | None = None
    personal_messages: int | None = None
    incomplete: bool = False
    intro: str = ""
    messages: tuple[Message, ...] = ()
    asides: tuple[Aside, ...] = ()
    path: str = field(default="", compare=False)
    intro_html: str = field(default="", compare=False, repr=False)
    notes_html: str = field(default="", compare=False, repr=False)

    @cached_property
    def by_key(self) -> dict[str, Message]:
        """Its messages by the key of their brand."""
        return {message.brand.key: message for message in self.messages}

    def message_of(self, brand: Brand) -> Message | None:
        """What that brand sent, under any spelling."""
        return self.by_key.get(brand.key)


@dataclass(frozen=True)
class Archive:
    """All years, oldest first, no number twice. Make one with `build_archive`."""

    years: tuple[Year, ...] = ()

    def __iter__(self) -> Iterator[Year]:
        """The years, oldest first."""
        return iter(self.years)

    @cached_property
    def by_number(self) -> dict[int, Year]:
        """The years by their number."""
        return {year.number: year for year in self.years}

    @cached_property
    def brands(self) -> dict[str, Brand]:
        """Every brand by key, in its latest spelling, in the order of first appearance."""
        return {message.brand.key: message.brand for year in self.years for message in year.messages}

    def brand(self, spelt: Brand) -> Brand:
        """The usual spelling of a brand: that of its latest message."""
        return self.brands.get(spelt.key, spelt)

    @cached_property
    def former_slugs(self) -> dict[str, Brand]:
        """Slugs of other spellings and headings of a brand → the brand, so that old addresses can lead on.

        A slug that is a brand's own, or that two brands share, is left out.
        """
        taken = {brand.slug for brand in self.brands.values()}
        claims: dict[str, set[str]] = {}
        for message in (message for year in self.years for message in year.messages):
            for name in (message.brand, Brand(message.heading)):
                claims.setdefault(name.slug, set()).add(message.brand.key)
        return {
            slug: self.brands[next(iter(keys))]
            for slug, keys in sorted(claims.items())
            if len(keys) == 1 and slug not in taken
        }


def build_archive(years: Iterable[Year]) -> Archive:
    """The archive of these years. Raises ContentError for a year given twice and for an impossible `Identique`."""
    ordered = tuple(sorted(years, key=lambda year: year.number))
    problems = [
        RecordError(after.path, 1, f"l'année {after.number} est déjà dans {before.path}", hint="réunissez les deux")
        for before, after in itertools.pairwise(ordered)
        if before.number == after.number
    ]
    archive = Archive(ordered)
    problems += [problem for year in ordered for problem in _false_repeats(year, archive)]
    if problems:
        raise ContentError(problems)
    return archive


def plain_heading(markdown: str) -> str:
    """A heading without its Markdown: a link's text, no emphasis signs, escapes and entities resolved."""
    # Escaped signs become entities, which nothing below takes for Markdown.
    text = re.sub(r"\\([\\`*_{}\[\]()>#+\-.!|])", lambda match: f"&#{ord(match[1])};", markdown)
    text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", text)
    text = re.sub(r"\*{1,2}|`|(?<!\w)_{1,2}|_{1,2}(?!\w)", "", text)
    return html.unescape(text).strip()


def _false_repeats(year: Year, archive: Archive) -> Iterator[RecordError]:
    """A message cannot repeat what a completely known year does not hold."""
    for message in year.messages:
        for number in message.identical:
            former = archive.by_number.get(number)
            if former and not former.incomplete and former.message_of(message.brand) is None:
                yield RecordError(
                    message.path,
                    message.line,
                    f"« {message.brand.name} » n'a pas de message en {number}, que celui-ci répéterait",
                    quote=f"## {message.heading}",
                    hint=f"corrigez le champ « Identique », ou marquez {number} « Incomplete: yes »",
                )
