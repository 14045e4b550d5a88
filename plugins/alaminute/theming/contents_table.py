"""The table of contents of a long post, from the tokens of Python-Markdown's toc extension. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from alaminute.reading_time import ReadingTime

# Shorter posts are seen whole sooner than their table is read.
MORE_THAN_SECONDS = 4 * 60
AT_LEAST_HEADINGS = 4


@dataclass(frozen=True)
class Entry:
    """One heading: its id in the page, its words as plain text, the headings below it."""

    anchor: str
    words: str
    below: tuple["Entry", ...] = ()


def contents_table(tokens: Iterable[Mapping[str, Any]], time: ReadingTime) -> tuple[Entry, ...]:
    """The headings of a post that is long enough to need a table; else none."""
    entries = _entries(tokens)
    long = time.seconds > MORE_THAN_SECONDS and _count(entries) >= AT_LEAST_HEADINGS
    return entries if long else ()


def _entries(tokens: Iterable[Mapping[str, Any]]) -> tuple[Entry, ...]:
    # The extension's names are escaped for HTML; templates escape by themselves.
    return tuple(Entry(token["id"], unescape(token["name"]), _entries(token["children"])) for token in tokens)


def _count(entries: Iterable[Entry]) -> int:
    return sum(1 + _count(entry.below) for entry in entries)
