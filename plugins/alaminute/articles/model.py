"""What is known of a linked page. Pure values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True)
class PageText:
    """What one page says, judged from its bytes alone."""

    words: int | None  # of the main text; None if none was found
    reason: str = ""  # why words is None, for the author
    language: str | None = None  # BCP 47, as declared or else detected
    title: str = ""
    canonical_url: str | None = None  # absolute, http(s), as the page states it
    # How far two ways of counting agree, from 0 to 1; 0 if nothing was counted.
    agreement: float = 0.0


# What became of a page: its text was counted; it is there without a text to count; nothing is at its address (404,
# 410); it could not be fetched, or may not be.
Outcome = Literal["read", "textless", "missing", "failed"]


@dataclass(frozen=True)
class Article:
    """A linked page, fetched once and remembered."""

    url: str  # as linked
    fetched_at: datetime  # UTC
    outcome: Outcome
    words: int | None = None  # only if read
    reason: str = ""  # why it was not read, for the author
    language: str | None = None
    canonical_url: str | None = None
