"""Which entries of a feed have been seen before, whatever it calls them now. Pure.

An entry is its page, then its id where the feed uses ids to tell its entries apart. A feed that renews addresses, ids
and dates all at once, as after a move to another system, is known by its titles: a flood of old posts is not news.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from alaminute.feeds.addresses import same_page_key
from alaminute.feeds.model import Entry

# So many unknown entries at once, and so large a share of them under known titles, are a feed that starts anew.
# A weekly column has one title for all its instalments, but never publishes five at once.
_FLOOD_ENTRIES = 5
_FLOOD_SHARE = 0.5


@dataclass(frozen=True)
class Known:
    """What is remembered of an entry to recognise it by."""

    page_key: str
    id: str
    title: str
    # UTC
    published: datetime | None
    first_seen: datetime


@dataclass(frozen=True)
class Match:
    """An entry of a feed as it is now, and what it was."""

    entry: Entry
    page_key: str
    # The same entry as it is remembered; None: not seen before.
    former: Known | None
    # Not to be offered as news: not seen before, and yet old.
    backlog: bool = False


def recognise(known: Sequence[Known], entries: Sequence[Entry]) -> list[Match]:
    """Each entry with what it was, in the feed's order."""
    by_key = {one.page_key: one for one in known}
    by_id = {one.id: one for one in known}
    ids = Counter(entry.id for entry in entries)
    keys = [same_page_key(entry.url) for entry in entries]
    present = set(keys)
    matches = []
    for entry, key in zip(entries, keys, strict=True):
        former = by_key.get(key)
        if former is None and ids[entry.id] == 1:
            former = by_id.get(entry.id)
            # Its old page is in the feed too: then this is another entry, under an id used twice.
            former = None if former and former.page_key in present else former
        matches.append(Match(entry, key, former))
    old = _first_sight_backlog(matches) if not known else _renewed(known, matches)
    return [Match(match.entry, match.page_key, match.former, match.page_key in old) for match in matches]


def _first_sight_backlog(matches: Sequence[Match]) -> set[str]:
    """Undated entries of a feed read for the first time, if it dates others: pages of the site, of unknown age."""
    if not any(match.entry.published for match in matches):
        return set()
    return {match.page_key for match in matches if match.entry.published is None}


def _renewed(known: Sequence[Known], matches: Sequence[Match]) -> set[str]:
    """Entries that a feed which started anew repeats under their old titles."""
    unseen = [match for match in matches if match.former is None]
    titles = {_comparable(one.title) for one in known}
    repeated = {match.page_key for match in unseen if _comparable(match.entry.title) in titles}
    is_flood = len(unseen) >= _FLOOD_ENTRIES and len(repeated) >= _FLOOD_SHARE * len(unseen)
    return repeated if is_flood else set()


def _comparable(title: str) -> str:
    return "".join(character for character in title.casefold() if character.isalnum())
