"""« J'ai 5, 10 ou 20 minutes »."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from alaminute.reading_time import ReadingTime
from alaminute.theming.choices import Choice, choices
from languages import FRENCH

# The selection of February 2010, in words.
WORDS = {"guide": 254, "commande": 250, "piege": 844, "mobile": 604, "seniors": 280, "avis": 2456, "lieux": 356}


def choose(words: dict[str, int]) -> dict[int, Choice]:
    times = {key: ReadingTime(count) for key, count in words.items()}
    return {choice.minutes: choice for choice in choices(times, FRENCH)}


def test_each_budget_gets_the_readings_that_the_author_prefers_among_those_that_fit() -> None:
    found = choose(WORDS)
    assert found[5].chosen == {"guide", "commande", "seniors", "lieux"}
    assert found[10].chosen == {"guide", "commande", "piege", "mobile", "seniors"}
    assert found[20].chosen == set(WORDS) - {"lieux"}


def test_a_sentence_says_how_many_and_how_long() -> None:
    sentence = choose(WORDS)[5].sentence.replace("\u00a0", " ")
    assert sentence == "4 lectures, 4 min 45 s sur 21 min 1 s."


def test_where_nothing_fits_the_shortest_is_named() -> None:
    found = choose({"long": 1447, "plus long": 3000})[5]
    assert found.chosen == frozenset()
    assert found.sentence.replace("\u00a0", " ") == (
        "Rien ne tient en 5 minutes : la plus courte lecture en demande 6 min 2 s."
    )


def test_minutes_that_hold_everything_are_not_offered() -> None:
    assert [choice.minutes for choice in choices({"a": ReadingTime(240 * 8)}, FRENCH)] == [5]
    assert choices({"a": ReadingTime(240 * 5)}, FRENCH) == ()
    assert choices({}, FRENCH) == ()


def test_an_unknown_time_fits_nowhere_and_a_film_lasts_as_long_as_it_lasts() -> None:
    found = choices({"?": None, "film": ReadingTime(0, 290), "article": ReadingTime(2400)}, FRENCH)
    assert found[0].chosen == {"film"}
    assert all("?" not in choice.chosen for choice in found)


@given(st.lists(st.integers(min_value=1, max_value=2000), max_size=8))
def test_no_other_set_is_better(costs: list[int]) -> None:
    for minutes, choice in choose({str(number): cost for number, cost in enumerate(costs)}).items():
        limit = minutes * 240

        def worth(positions: tuple[int, ...], limit: int = limit) -> tuple[int, int]:
            used = sum(costs[position] for position in positions)
            return (sum(len(costs) - position for position in positions), used) if used <= limit else (-1, 0)

        sets = [chosen for size in range(len(costs) + 1) for chosen in combinations(range(len(costs)), size)]
        mine = tuple(sorted(int(key) for key in choice.chosen))
        assert worth(mine) == max(map(worth, sets))
