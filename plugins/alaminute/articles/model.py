"""What is known of a linked page. Pure values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple


class Block(NamedTuple):
    """A paragraph, a heading, a table cell of a counted text: enough to know it again, not to read it."""

    fingerprint: int  # of its letters and digits; signed, of 64 bits
    words: int


@dataclass(frozen=True)
class PageText:
    """What one page says, judged from its bytes alone."""

    words: int | None  # of the main text; None if none was found
    reason: str = ""  # why there is no time, for the author
    language: str | None = None  # BCP 47, as declared or else detected
    title: str = ""
    canonical_url: str | None = None  # absolute, http(s), as the page states it
    # Of the same text by the other way of counting; None where there is no other.
    other_words: int | None = None
    # A page that is a video, a recording or slides: words is None, and the duration too if the page does not say it.
    is_medium: bool = False
    duration_seconds: int | None = None
    # What was counted, in the page's order.
    blocks: tuple[Block, ...] = ()


# What became of a page: its text was counted, or its duration is known; it is there without either; nothing is at its
# address (404, 410, or the site leads to its home page); it could not be fetched, or may not be.
Outcome = Literal["read", "textless", "missing", "failed"]


@dataclass(frozen=True)
class Article:
    """A linked page, fetched once and remembered."""

    url: str  # as linked
    fetched_at: datetime  # UTC
    outcome: Outcome
    words: int | None = None  # less what its site repeats on other pages; only if read and no medium
    reason: str = ""  # why it was not read, for the author
    language: str | None = None
    canonical_url: str | None = None  # as the page states it, else where it was found, if that is not `url`
    duration_seconds: int | None = None  # of a video, a recording or slides, instead of words
    page_words: int | None = None  # of the page alone, what its site repeats included
    other_words: int | None = None  # of the page alone, by the other way of counting
    is_medium: bool = False  # a video, a recording or slides, whether its duration is known or not


@dataclass(frozen=True)
class SeenPage:
    """What is remembered of an article's page to tell what its site repeats from page to page."""

    url: str  # as linked
    site: str  # where it was found, whatever it says of itself
    address: str  # addresses.same_page_key of the address that it calls its own
    seen_at: datetime  # UTC
    blocks: tuple[Block, ...]
