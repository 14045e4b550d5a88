"""What is known of a linked page. Pure values."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class PageText:
    """What one page says, judged from its bytes alone."""

    words: int | None  # of the main text; None if none was found
    reason: str = ""  # why words is None, for the author
    language: str | None = None  # BCP 47, as declared or else detected
    title: str = ""
    canonical_url: str | None = None  # absolute, http(s), as the page states it


@dataclass(frozen=True)
class Article:
    """A linked page, fetched once and remembered."""

    url: str  # as linked
    fetched_at: datetime  # UTC
    words: int | None = None
    reason: str = ""
    language: str | None = None
    canonical_url: str | None = None
    # The address answered that nothing is there (404, 410): its link must not be offered.
    missing: bool = False
