"""« J'ai 5, 10 ou 20 minutes »: which readings of a selection fit, worked out at build, so that no script is needed.

A 0/1 knapsack: the author's order says what is preferred, the first of n readings counting n and the last 1. Exact, for
a greedy choice would fill ten minutes with the one reading that comes first.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from alaminute.reading_time import WORDS_PER_MINUTE, ReadingTime, total
from alaminute.wording.durations import duration
from alaminute.wording.words import Words

MINUTES = (5, 10, 20)
SECOND = WORDS_PER_MINUTE // 60  # in words, the unit in which reading times are exact


@dataclass(frozen=True)
class Choice:
    """What fits into so many minutes: the keys of the readings, and a sentence that says it."""

    minutes: int
    chosen: frozenset[str]
    sentence: str


def choices(times: Mapping[str, ReadingTime | None], words: Words) -> tuple[Choice, ...]:
    """One choice for each number of minutes that does not hold everything; none for a short selection.

    `times` are in the author's order; a reading of unknown time fits nowhere.
    """
    known = {key: time for key, time in times.items() if time is not None}
    everything = total(known.values())
    return tuple(
        _choice(minutes, known, everything, words)
        for minutes in MINUTES
        if _cost(everything) > minutes * WORDS_PER_MINUTE
    )


def _choice(minutes: int, known: Mapping[str, ReadingTime], everything: ReadingTime, words: Words) -> Choice:
    best = _best([_cost(time) for time in known.values()], minutes * WORDS_PER_MINUTE)
    keys = list(known)
    chosen = [keys[position] for position in best]
    if not chosen:
        sentence = words.ngettext(
            "Rien ne tient en %(num)s\u00a0minute\u00a0: la plus courte lecture en demande %(shortest)s.",
            "Rien ne tient en %(num)s\u00a0minutes\u00a0: la plus courte lecture en demande %(shortest)s.",
            minutes,
            shortest=duration(min(known.values(), key=_cost)),
        )
        return Choice(minutes, frozenset(), sentence)
    sentence = words.ngettext(
        "%(num)s\u00a0lecture, %(time)s sur %(total)s.",
        "%(num)s\u00a0lectures, %(time)s sur %(total)s.",
        len(chosen),
        time=duration(total(known[key] for key in chosen)),
        total=duration(everything),
    )
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
