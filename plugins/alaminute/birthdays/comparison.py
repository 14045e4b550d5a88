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

    Values: French heading for one brand, for several, and an anchor. Only UNKNOWN holds both brands that wrote and
    brands that may have written: where the year before, or the year itself, is incomplete.
    """

    CHANGED = ("A changé", "Ont changé", "marques-changees")
    NEW = ("Nouvelle", "Nouvelles", "marques-nouvelles")
    BACK = ("De retour", "De retour", "marques-de-retour")
    GONE = ("N'écrit plus", "N'écrivent plus", "marques-disparues")
    FAITHFUL = ("Fidèle à elle-même", "Fidèles à elles-mêmes", "marques-fideles")
    IDENTICAL = ("Le même message", "Le même message", "marques-identiques")
    UNKNOWN = ("Inconnue", "Inconnues", "marques-inconnues")

    def __init__(self, one: str, many: str, anchor: str) -> None:
        self.one = one
        self.many = many
        self.anchor = anchor


class Aspect(Enum):
    """What of a message can change; the value is its French name."""

    OFFER = "offre"
    KIND = "nature"
    CHANNEL = "canal"
    DATE = "date"


@dataclass(frozen=True)
class Change:
    """One difference from the year before: both sides in French words, plain text, never empty."""

    aspect: Aspect
    before: str
    after: str


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
    """The entries of one status, never empty, with a heading in French and an anchor unique in the page."""

    status: Status
    entries: tuple[Entry, ...]
    title: str
    anchor: str


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
        known = (_section(status, self.of(status)) for status in Status if status is not Status.UNKNOWN)
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
    found = [
        _offer_change(year, message, former_year, former),
        _names_change(Aspect.KIND, former.kinds, message.kinds),
        _names_change(Aspect.CHANNEL, former.channels, message.channels),
        _date_change(former, message),
    ]
    return tuple(change for change in found if change)


def normalised(text: str) -> str:
    """A text without case, accents, punctuation or doubled spaces: how offers are compared."""
    return " ".join("".join(c if c.isalnum() or c in "%€$£" else " " for c in fold(text)).split())


def day_words(message: Message) -> str:
    """When a message came: « 18 jours avant », « le jour même », or a date as `21/06`; empty if unknown."""
    days = message.days_before
    if days is None:
        return f"{message.sent:%d/%m}" if message.sent else ""
    if days == 0:
        return "le jour même"
    number = "1 jour" if abs(days) == 1 else f"{abs(days)} jours"
    return f"{number} {'avant' if days > 0 else 'après'}"


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


def _section(status: Status, entries: tuple[Entry, ...]) -> Section:
    return Section(status, entries, status.one if len(entries) == 1 else status.many, status.anchor)


def _unknown_sections(comparison: Comparison) -> Iterator[Section]:
    unknown = comparison.of(Status.UNKNOWN)
    wrote = tuple(entry for entry in unknown if entry.message)
    silent = tuple(entry for entry in unknown if not entry.message)
    one = len(wrote) == 1
    if comparison.previous is None:
        title = "A écrit" if one else "Ont écrit"
    else:
        title = f"Inconnue{'' if one else 's'} en {comparison.previous.number}, dont l'archive est incomplète"
    yield Section(Status.UNKNOWN, wrote, title, Status.UNKNOWN.anchor)
    title = f"Sans nouvelles en {comparison.year.number}, dont l'archive est incomplète"
    yield Section(Status.UNKNOWN, silent, title, "marques-sans-nouvelles")


def _offer_change(year: Year, message: Message, former_year: Year, former: Message) -> Change | None:
    before, after = former.offer, message.offer
    unknown = (before is None and former_year.incomplete) or (after is None and year.incomplete)
    if unknown or normalised(before or "") == normalised(after or ""):
        return None
    return Change(Aspect.OFFER, before or "aucune offre", after or "aucune offre")


def _names_change(aspect: Aspect, before: tuple[object, ...], after: tuple[object, ...]) -> Change | None:
    if not before or not after or set(before) == set(after):
        return None
    return Change(aspect, joined(before), joined(after))


def joined(values: tuple[object, ...]) -> str:
    """The French labels of channels or kinds: « e-mail, courrier »."""
    return ", ".join(str(getattr(value, "french", value)) for value in values)


def _date_change(former: Message, message: Message) -> Change | None:
    """Days before the birthday are compared; failing that, days of the calendar."""
    if former.days_before is not None and message.days_before is not None:
        same = former.days_before == message.days_before
    elif former.sent and message.sent:
        same = (former.sent.month, former.sent.day) == (message.sent.month, message.sent.day)
    else:
        return None
    return None if same else Change(Aspect.DATE, day_words(former), day_words(message))
