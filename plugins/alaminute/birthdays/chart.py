"""Brands by year and channel as stacked bars: geometry for an inline SVG, and the same figures as a table. Pure.

The picture and the table come from the same numbers, so that a reader who hears the page misses nothing.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from alaminute.birthdays.model import Archive
from alaminute.birthdays.wording import SEVERAL, UNKNOWN_CHANNEL, BirthdayWords

# In the SVG's own units; the theme decides how large it is shown.
BAR_WIDTH = 20
GAP = 8
HEIGHT = 100


@dataclass(frozen=True)
class Series:
    """One row of the table: a matrix sign, its label, and how many brands a year, oldest year first."""

    sign: str
    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Segment:
    """One rectangle: a series in a year; `y` counts from the top, as in SVG."""

    series: Series
    count: int
    x: int
    y: float
    width: int
    height: float


@dataclass(frozen=True)
class Bar:
    """One year: its segments from the bottom up, and the middle of the bar for a label."""

    year: int
    total: int
    middle: float
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Chart:
    """`viewBox="0 0 width height"`; each brand counts once a year, so a bar is as high as its year has brands.

    `series` stand in the order of Channel, then several channels, then an unknown one; none is all zeros.
    """

    width: int
    height: int
    bars: tuple[Bar, ...]
    series: tuple[Series, ...]


def chart_of(archive: Archive, words: BirthdayWords) -> Chart:
    """The chart of the whole archive; no bars for an empty one."""
    counts = [Counter(words.sign(message) for message in year.messages) for year in archive]
    series = _series(counts, words)
    highest = max((sum(count.values()) for count in counts), default=0)
    bars = tuple(_bar(index, year.number, series, highest) for index, year in enumerate(archive))
    return Chart(max(len(bars) * (BAR_WIDTH + GAP) - GAP, 0), HEIGHT, bars, series)


def _series(counts: Sequence[Counter[str]], words: BirthdayWords) -> tuple[Series, ...]:
    labels = {channel.letter: channel.name for channel in words.channels.values()}
    labels[SEVERAL] = words.words.gettext("plusieurs canaux")
    labels[UNKNOWN_CHANNEL] = words.words.gettext("canal inconnu")
    every = (Series(sign, label, tuple(count[sign] for count in counts)) for sign, label in labels.items())
    return tuple(series for series in every if any(series.counts))


def _bar(index: int, year: int, series: Sequence[Series], highest: int) -> Bar:
    x = index * (BAR_WIDTH + GAP)
    segments: list[Segment] = []
    below = 0
    for one in series:
        if count := one.counts[index]:
            top = HEIGHT * (1 - (below + count) / highest)
            segments.append(Segment(one, count, x, round(top, 2), BAR_WIDTH, round(HEIGHT * count / highest, 2)))
            below += count
    return Bar(year, below, x + BAR_WIDTH / 2, tuple(segments))
