"""What a digest is made of, and whom it goes to. Pure values."""

from dataclasses import dataclass

from markupsafe import Markup

from alaminute.selections.model import Item, Selection
from alaminute.wording.words import FRENCH, Words


@dataclass(frozen=True)
class DigestItem:
    """One reading with its heading and body as HTML; `anchor` is its row's id on the site."""

    item: Item
    title_html: Markup
    body_html: Markup
    anchor: str


@dataclass(frozen=True)
class DigestProse:
    """A heading of prose with its text, kept in its place."""

    title_html: Markup
    body_html: Markup
    anchor: str


@dataclass(frozen=True)
class Site:
    """Where the digest comes from; `url` is absolute and has no slash at its end."""

    name: str
    url: str
    words: Words = FRENCH

    @property
    def language(self) -> str:
        """What it is written in (BCP 47)."""
        return self.words.language


@dataclass(frozen=True)
class Digest:
    """A selection to be sent, in the author's order; the HTML is what the site's Markdown gives, not yet made safe."""

    selection: Selection
    site: Site
    page_url: str  # absolute
    intro_html: Markup
    parts: tuple[DigestItem | DigestProse, ...]
    notes_html: Markup

    @property
    def items(self) -> tuple[DigestItem, ...]:
        """The readings alone, in order."""
        return tuple(part for part in self.parts if isinstance(part, DigestItem))


@dataclass(frozen=True)
class Envelope:
    """Whom it comes from and goes to: plain addresses. Without recipient it is a file for a newsletter service."""

    sender: str
    sender_name: str
    recipient: str = ""
    unsubscribe: str = ""  # mailto: or https: address
