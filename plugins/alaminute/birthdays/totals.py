"""A year's sums by channel and kind, and how they differ from the year before. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from alaminute.birthdays.comparison import Comparison
from alaminute.birthdays.model import Channel, Kind, Year


@dataclass(frozen=True)
class Totals:
    """One year's sums. A message by two channels counts for both, so channels may add up to more than `brands`.

    `channels` and `kinds` hold no zero and stand in the order of their enumerations; `without_channel` and
    `without_kind` count the messages for which the author noted none.
    """

    brands: int
    channels: Mapping[Channel, int]
    kinds: Mapping[Kind, int]
    without_channel: int
    without_kind: int


@dataclass(frozen=True)
class Delta:
    """How many brands used a channel, or sent a kind, this year and the year before.

    `before` and `difference` are None where either year is not completely known, or there is none before.
    """

    value: Channel | Kind
    now: int
    before: int | None

    @property
    def difference(self) -> int | None:
        """How many more than the year before; negative for fewer."""
        return None if self.before is None else self.now - self.before


def totals_of(year: Year) -> Totals:
    """One year's sums."""
    channels = Counter(channel for message in year.messages for channel in message.channels)
    kinds = Counter(kind for message in year.messages for kind in message.kinds)
    return Totals(
        len(year.messages),
        {channel: channels[channel] for channel in Channel if channels[channel]},
        {kind: kinds[kind] for kind in Kind if kinds[kind]},
        sum(not message.channels for message in year.messages),
        sum(not message.kinds for message in year.messages),
    )


def channel_deltas(comparison: Comparison) -> tuple[Delta, ...]:
    """The channels used in either year, in the order of their enumeration."""
    now, before = _both(comparison)
    return _deltas(now.channels, before.channels if before else None, Channel)


def kind_deltas(comparison: Comparison) -> tuple[Delta, ...]:
    """The kinds sent in either year, in the order of their enumeration."""
    now, before = _both(comparison)
    return _deltas(now.kinds, before.kinds if before else None, Kind)


def _both(comparison: Comparison) -> tuple[Totals, Totals | None]:
    known = comparison.previous is not None and comparison.difference is not None
    return totals_of(comparison.year), totals_of(comparison.previous) if known and comparison.previous else None


def _deltas(
    now: Mapping[Channel, int] | Mapping[Kind, int],
    before: Mapping[Channel, int] | Mapping[Kind, int] | None,
    values: type[Channel] | type[Kind],
) -> tuple[Delta, ...]:
    # Plain dicts, since the keys of either mapping are of one enumeration.
    here: dict[Channel | Kind, int] = dict(now.items())
    there: dict[Channel | Kind, int] | None = None if before is None else dict(before.items())
    return tuple(
        Delta(value, here.get(value, 0), None if there is None else there.get(value, 0))
        for value in values
        if value in here or value in (there or {})
    )
