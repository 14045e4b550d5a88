"""Each year against the one before and all before: who is new, faithful, changed, back, gone, or unknown.

Pure and linear in the number of messages: `compare_all` walks the archive once, oldest year first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from alaminute.birthdays.model import Archive, Brand, Message, Year
from alaminute.header import fold


class Status(Enum):
    """What became of a brand since the year before, in the order of interest of the page's sections.

    Values are anchors. Only UNKNOWN holds both brands that wrote and brands that may have written: where the year
    before, or the year itself, is incomplete.
    """

    CHANGED = "marques-changees"
    NEW = "marques-nouvelles"
    BACK = "marques-de-retour"
    GONE = "marques-disparues"
    FAITHFUL = "marques-fideles"
    IDENTICAL = "marques-identiques"
    UNKNOWN = "marques-inconnues"


class Aspect(Enum):
    """What of a message can change; the value is what templates call it."""

    OFFER = "offre"
    KIND = "nature"
    CHANNEL = "canal"
    DATE = "date"


@dataclass(frozen=True)
class Change:
    """One difference between a brand's former message and this one."""

    aspect: Aspect
    former: Message
    message: Message


@dataclass(frozen=True)
class Entry:
    """One brand in one comparison.

    `message` is None if the brand did not write (gone, or unknown), `before` is its message of the year before, if any.
    `last_seen` is the latest earlier year in which it wrote, None if it never did. `changes` stand in the order of
    Aspect; an identical message may still have come by another channel or on another day.
    """

    brand: Brand
    status: Status
    message: Message | None
    before: Message | None
    last_seen: int | None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Section:
    """The entries of one status, never empty, with an anchor unique in the page.

    `unknown_year` is the incomplete year for whose sake they cannot be compared. Unknown brands either all wrote or all
    did not.
    """

    status: Status
    entries: tuple[Entry, ...]
    anchor: str
    unknown_year: int | None = None


@dataclass(frozen=True)
class Comparison:
    """A year against `previous`, the latest earlier year of the archive; None for the first one.

    Every brand that wrote in either year has exactly one entry: the year's in the author's order, then those that wrote
    only the year before.
    """

    year: Year
    previous: Year | None
    entries: tuple[Entry, ...]

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The entries grouped by status, the most interesting first; no empty section.

        Unknown brands make two: those that wrote, and those that perhaps did.
        """
        known = (Section(status, self.of(status), status.value) for status in Status if status is not Status.UNKNOWN)
        return tuple(section for section in (*known, *_unknown_sections(self)) if section.entries)

    def of(self, status: Status) -> tuple[Entry, ...]:
        """The entries of that status."""
        return self._by_status.get(status, ())

    def count(self, status: Status) -> int:
        """How many brands have that status."""
        return len(self.of(status))

    def entry(self, brand: Brand) -> Entry | None:
        """That brand's entry, under any spelling."""
        return self._by_key.get(brand.key)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many brands have each status, by its name in lower case (`changed`, `new`…), zeros included."""
        return {status.name.lower(): self.count(status) for status in Status}

    @property
    def difference(self) -> int | None:
        """How many more brands wrote than in the year before; None where either year is not completely known."""
        if self.previous is None or self.previous.incomplete or self.year.incomplete:
            return None
        return len(self.year.messages) - len(self.previous.messages)

    @cached_property
    def _by_key(self) -> Mapping[str, Entry]:
        return {entry.brand.key: entry for entry in self.entries}

    @cached_property
    def _by_status(self) -> Mapping[Status, tuple[Entry, ...]]:
        grouped: dict[Status, list[Entry]] = {}
        for entry in self.entries:
            grouped.setdefault(entry.status, []).append(entry)
        return {status: tuple(entries) for status, entries in grouped.items()}


def compare_all(archive: Archive) -> dict[int, Comparison]:
    """The comparison of every year, by its number, oldest first."""
    comparisons: dict[int, Comparison] = {}
    last_seen: dict[str, int] = {}
    previous: Year | None = None
    for year in archive:
        entries = tuple(_entries(archive, year, previous, last_seen))
        comparisons[year.number] = Comparison(year, previous, entries)
        last_seen |= dict.fromkeys(year.by_key, year.number)
        previous = year
    return comparisons


def differences(year: Year, message: Message, former_year: Year, former: Message) -> tuple[Change, ...]:
    """What changed between two messages of one brand. What an incomplete year leaves empty is no difference."""
    changed = {
        Aspect.OFFER: _offer_changed(year, message, former_year, former),
        Aspect.KIND: _others(former.kinds, message.kinds),
        Aspect.CHANNEL: _others(former.channels, message.channels),
        Aspect.DATE: _day_changed(former, message),
    }
    return tuple(Change(aspect, former, message) for aspect, has_changed in changed.items() if has_changed)


def normalised(text: str) -> str:
    """A text without case, accents, punctuation or doubled spaces: how offers are compared."""
    return " ".join("".join(c if c.isalnum() or c in "%€$£" else " " for c in fold(text)).split())


def _entries(archive: Archive, year: Year, previous: Year | None, last_seen: Mapping[str, int]) -> Iterator[Entry]:
    for message in year.messages:
        before = previous.message_of(message.brand) if previous else None
        changes = differences(year, message, previous, before) if previous and before else ()
        seen = last_seen.get(message.brand.key)
        status = _status(message, previous, before, seen, changes)
        yield Entry(archive.brand(message.brand), status, message, before, seen, changes)
    for former in previous.messages if previous else ():
        if year.message_of(former.brand) is None:
            status = Status.UNKNOWN if year.incomplete else Status.GONE
            yield Entry(archive.brand(former.brand), status, None, former, last_seen.get(former.brand.key))


def _status(
    message: Message, previous: Year | None, before: Message | None, seen: int | None, changes: tuple[Change, ...]
) -> Status:
    """The status of a brand that wrote."""
    if previous is None:
        return Status.UNKNOWN
    if before is not None:
        if previous.number in message.identical:
            return Status.IDENTICAL
        return Status.CHANGED if changes else Status.FAITHFUL
    if previous.incomplete:
        return Status.IDENTICAL if previous.number in message.identical else Status.UNKNOWN
    return Status.NEW if seen is None else Status.BACK


def _unknown_sections(comparison: Comparison) -> Iterator[Section]:
    unknown = comparison.of(Status.UNKNOWN)
    wrote = tuple(entry for entry in unknown if entry.message)
    silent = tuple(entry for entry in unknown if not entry.message)
    previous = comparison.previous.number if comparison.previous else None
    yield Section(Status.UNKNOWN, wrote, Status.UNKNOWN.value, previous)
    yield Section(Status.UNKNOWN, silent, "marques-sans-nouvelles", comparison.year.number)


def _offer_changed(year: Year, message: Message, former_year: Year, former: Message) -> bool:
    before, after = former.offer, message.offer
    unknown = (before is None and former_year.incomplete) or (after is None and year.incomplete)
    return not unknown and normalised(before or "") != normalised(after or "")


def _others(before: tuple[object, ...], after: tuple[object, ...]) -> bool:
    """Whether channels or kinds changed; where none was noted, nobody knows."""
    return bool(before) and bool(after) and set(before) != set(after)


def _day_changed(former: Message, message: Message) -> bool:
    """Days before the birthday are compared; failing that, days of the calendar."""
    if former.days_before is not None and message.days_before is not None:
        return former.days_before != message.days_before
    if former.sent and message.sent:
        return (former.sent.month, former.sent.day) != (message.sent.month, message.sent.day)
    return False
