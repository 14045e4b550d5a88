"""What was offered, week by week: a small file beside the selections, so that what an author deleted stays deleted.

It is content, not cache: one line an item, `week ⇥ address ⇥ fingerprint of the text as drafted ⇥ state`. The state is
`ok`, or the fingerprint of the week's file before the item was to be written: if the file still has it, a crash came
first, and the item was never offered. Pure: text in, values out.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from alaminute.selections.offering import page_key

LEDGER_NAME = "offered.tsv"
WRITTEN = "ok"
# The fingerprint of a file that does not exist.
ABSENT = "absent"

_HEADER = "# Ce qui a été proposé, semaine par semaine ; tenu par « invoke draft ». À garder avec les sélections.\n"
_FINGERPRINT_CHARACTERS = 16


@dataclass(frozen=True)
class Offer:
    """One item that was written into a week's file, or was about to be."""

    week: str
    url: str
    # Of the item's text as drafted: it tells whether the author has edited it.
    drafted: str
    # WRITTEN, or the fingerprint of the file before.
    state: str


def fingerprint(text: str | None) -> str:
    """A short digest of a text, its line ends and outer empty lines left out; ABSENT for none."""
    if text is None:
        return ABSENT
    lines = "\n".join(text.strip("\r\n").splitlines())
    return hashlib.sha256(lines.encode()).hexdigest()[:_FINGERPRINT_CHARACTERS]


def parse_ledger(text: str) -> tuple[Offer, ...]:
    """The offers of a ledger; lines that are none, an author's notes say, are let go."""
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(Offer(*row) for row in rows if len(row) == 4)


def format_ledger(offers: Iterable[Offer]) -> str:
    """The ledger's text."""
    lines = (f"{offer.week}\t{offer.url}\t{offer.drafted}\t{offer.state}\n" for offer in offers)
    return _HEADER + "".join(lines)


def standing(offers: Iterable[Offer], files: Mapping[str, str]) -> tuple[Offer, ...]:
    """The offers that were really made, all as WRITTEN; `files`: week → fingerprint of its file as it is now."""
    return tuple(replace(o, state=WRITTEN) for o in offers if o.state != files.get(o.week, ABSENT))


def offered_pages(offers: Iterable[Offer], *, except_in: str | None = None) -> dict[str, str]:
    """The key of every offered page → its week; those of one week may be left out."""
    return {page_key(offer.url): offer.week for offer in offers if offer.week != except_in}
