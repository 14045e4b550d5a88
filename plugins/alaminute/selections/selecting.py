"""Scored candidates → the best set that fits the reader's minutes. Pure and exact.

A 0/1 knapsack with a limit on items and on items per feed, solved by labels: for each number of items, the sets that no
other beats in both words and points. Greedy choice would fill 20 minutes with one long article and stop.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from alaminute.feeds.model import Feed
from alaminute.reading_time import WORDS_PER_MINUTE, ReadingTime
from alaminute.selections.scoring import Candidate, Score


@dataclass(frozen=True)
class Scored:
    """A candidate whose article was read: what it is worth, and what it takes (None: nobody knows)."""

    candidate: Candidate
    score: Score
    time: ReadingTime | None

    @property
    def url(self) -> str:
        """The article's address."""
        return self.candidate.entry.url

    @property
    def cost(self) -> int:
        """Quarters of a second of reading, one a word; an unknown time takes nothing from the budget."""
        return self.time.words + 4 * self.time.extra_seconds if self.time else 0


@dataclass(frozen=True)
class Limits:
    """What a selection may hold, and what of it is taken already by items that are there."""

    minutes: int = 20
    items: int = 10
    per_feed: int = 2
    used_cost: int = 0
    used_items: int = 0
    used_by_feed: Mapping[str, int] = field(default_factory=dict)

    @property
    def cost_left(self) -> int:
        """What is left of the minutes, in the unit of Scored.cost."""
        return max(0, self.minutes * WORDS_PER_MINUTE - self.used_cost)

    @property
    def items_left(self) -> int:
        """How many items may be added."""
        return max(0, self.items - self.used_items)

    def left_for(self, feed: Feed) -> int:
        """How many items of that feed may be added; the author may have said a number for it."""
        most = self.per_feed if feed.max_items is None else feed.max_items
        return max(0, most - self.used_by_feed.get(feed.url, 0))


@dataclass(frozen=True)
class _Label:
    """A set of candidates, by index; smaller `order` is the better of two equal sets."""

    cost: int = 0
    points: int = 0
    chosen: tuple[int, ...] = ()

    @property
    def order(self) -> tuple[int, int, tuple[int, ...]]:
        return (-self.points, self.cost, self.chosen)


def select(scored: Iterable[Scored], limits: Limits) -> list[Scored]:
    """The set with the most points within the limits, best first.

    Of equal sets the one that takes less time, then the one with the better first item.
    """
    ranked = rank(scored)
    labels = {0: [_Label()]}
    for options in _options_by_feed(ranked, limits):
        labels = _extend(labels, options, items=limits.items_left, cost=limits.cost_left)
    best = min((label for group in labels.values() for label in group), key=lambda label: label.order)
    return [ranked[index] for index in sorted(best.chosen)]


def rank(scored: Iterable[Scored]) -> list[Scored]:
    """By points, then by address: the order in which items are shown."""
    return sorted(scored, key=lambda item: (-item.score.points, item.url))


def _options_by_feed(ranked: Sequence[Scored], limits: Limits) -> Iterator[list[_Label]]:
    """For each feed, the sets of its entries that a selection may hold and no other set of it beats; none is empty."""
    by_feed: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(ranked):
        if item.cost <= limits.cost_left and item.score.points > 0:
            by_feed[item.candidate.feed.url].append(index)
    for indices in by_feed.values():
        most = limits.left_for(ranked[indices[0]].candidate.feed)
        labels = {0: [_Label()]}
        for index in indices:
            one = _Label(ranked[index].cost, ranked[index].score.points, (index,))
            labels = _extend(labels, [one], items=min(most, limits.items_left), cost=limits.cost_left)
        yield [label for count, group in labels.items() if count for label in group]


def _extend(
    labels: dict[int, list[_Label]], options: list[_Label], *, items: int, cost: int
) -> dict[int, list[_Label]]:
    """Every set so far, with and without one of the options; beaten ones dropped."""
    grown: dict[int, list[_Label]] = {count: list(group) for count, group in labels.items()}
    for count, group in labels.items():
        for option in options:
            size = count + len(option.chosen)
            if size > items:
                continue
            grown.setdefault(size, []).extend(
                _Label(label.cost + option.cost, label.points + option.points, label.chosen + option.chosen)
                for label in group
                if label.cost + option.cost <= cost
            )
    return {count: _undominated(group) for count, group in grown.items()}


def _undominated(group: list[_Label]) -> list[_Label]:
    """Those that no other set of as many items beats: cheapest first, each dearer one worth more."""
    kept: list[_Label] = []
    for label in sorted(group, key=lambda label: (label.cost, -label.points, label.chosen)):
        if not kept or label.points > kept[-1].points:
            kept.append(label)
    return kept
