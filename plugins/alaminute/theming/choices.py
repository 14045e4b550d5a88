"""« J'ai 5, 10 ou 20 minutes »: which readings of a selection fit, worked out at build, so that no script is needed.

A 0/1 knapsack: the author's order says what is preferred, the first of n readings counting n and the last 1. Exact, for
a greedy choice would fill ten minutes with the one reading that comes first.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from alaminute.reading_time import WORDS_PER_MINUTE, ReadingTime, total
from alaminute.theming.figures import count_in_french, duration_in_french

MINUTES = (5, 10, 20)
SECOND = WORDS_PER_MINUTE // 60  # in words, the unit in which reading times are exact


@dataclass(frozen=True)
class Choice:
    """What fits into so many minutes: the keys of the readings, and a sentence that says it."""

    minutes: int
    chosen: frozenset[str]
    sentence: str


def choices(times: Mapping[str, ReadingTime | None]) -> tuple[Choice, ...]:
    """One choice for each number of minutes that does not hold everything; none for a short selection.

    `times` are in the author's order; a reading of unknown time fits nowhere.
    """
    known = {key: time for key, time in times.items() if time is not None}
    everything = total(known.values())
    return tuple(
        _choice(minutes, known, everything) for minutes in MINUTES if _cost(everything) > minutes * WORDS_PER_MINUTE
    )


def _choice(minutes: int, known: Mapping[str, ReadingTime], everything: ReadingTime) -> Choice:
    best = _best([_cost(time) for time in known.values()], minutes * WORDS_PER_MINUTE)
    keys = list(known)
    chosen = [keys[position] for position in best]
    if not chosen:
        shortest = min(known.values(), key=_cost)
        sentence = (
            f"Rien ne tient en {count_in_french(minutes, 'minute', 'minutes')}\u00a0: "
            f"la plus courte lecture en demande {duration_in_french(shortest)}."
        )
        return Choice(minutes, frozenset(), sentence)
    time = total(known[key] for key in chosen)
    count = count_in_french(len(chosen), "lecture", "lectures")
    sentence = f"{count}, {duration_in_french(time)} sur {duration_in_french(everything)}."
    return Choice(minutes, frozenset(chosen), sentence)


def _best(costs: list[int], limit: int) -> tuple[int, ...]:
    """Positions of the best set within `limit`: most preferred, then the most of the limit used, then the earliest.

    `found` holds, for each sum of costs, the best set that adds up to it.
    """
    found: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
    for position, cost in enumerate(costs):
        points = len(costs) - position
        for used, (value, chosen) in sorted(found.items(), reverse=True):
            candidate = (value + points, (*chosen, position))
            if used + cost <= limit and candidate[0] > found.get(used + cost, (-1, ()))[0]:
                found[used + cost] = candidate
    return max(found.items(), key=lambda entry: (entry[1][0], entry[0]))[1][1]


def _cost(time: ReadingTime) -> int:
    return time.words + time.extra_seconds * SECOND
