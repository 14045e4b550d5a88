"""What is known of a linked page. Pure values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True)
class PageText:
    """What one page says, judged from its bytes alone."""

    words: int | None  # of the main text; None if none was found
    reason: str = ""  # why there is no time, for the author
    language: str | None = None  # BCP 47, as declared or else detected
    title: str = ""
    canonical_url: str | None = None  # absolute, http(s), as the page states it
    # How far two ways of counting agree, from 0 to 1; 0 if nothing was counted.
    agreement: float = 0.0
    # Of a page that is a video, a recording or slides; then words is None, and the reason is empty.
    duration_seconds: int | None = None


# What became of a page: its text was counted, or its duration is known; it is there without either; nothing is at its
# address (404, 410, or the site leads to its home page); it could not be fetched, or may not be.
Outcome = Literal["read", "textless", "missing", "failed"]


@dataclass(frozen=True)
class Article:
    """A linked page, fetched once and remembered."""

    url: str  # as linked
    fetched_at: datetime  # UTC
    outcome: Outcome
    words: int | None = None  # only if read and no medium
    reason: str = ""  # why it was not read, for the author
    language: str | None = None
    canonical_url: str | None = None  # as the page states it, else where it was found, if that is not `url`
    duration_seconds: int | None = None  # of a video, a recording or slides, instead of words
