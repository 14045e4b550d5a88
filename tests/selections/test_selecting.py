"""The best set within the limits: compared with trying all sets."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.reading_time import ReadingTime
from alaminute.selections.selecting import Limits, Scored, rank, select
from selections.samples import scored


def points(items: list[Scored] | tuple[Scored, ...]) -> int:
    return sum(item.score.points for item in items)


def fits(items: list[Scored] | tuple[Scored, ...], limits: Limits) -> bool:
    """Whether a set keeps every limit, counted in the plainest way."""
    if len(items) > limits.items or sum(item.cost for item in items) > limits.minutes * 240:
        return False
    for item in items:
        feed = item.candidate.feed
        most = limits.per_feed if feed.max_items is None else feed.max_items
        if sum(other.candidate.feed.url == feed.url for other in items) > most:
            return False
    return True


def best_points(items: list[Scored], limits: Limits) -> int:
    """By trying all sets."""
    sets = (chosen for size in range(len(items) + 1) for chosen in combinations(items, size))
    return max(points(chosen) for chosen in sets if fits(chosen, limits))


ITEMS = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 80), st.none() | st.integers(1, 3000)), max_size=9
).map(lambda rows: [scored(name, str(number), *values) for number, (name, *values) in enumerate(rows)])
LIMITS = st.builds(Limits, st.integers(0, 25), st.integers(0, 6), st.integers(0, 4))


@given(ITEMS, LIMITS)
def test_no_other_set_within_the_limits_has_more_points(items: list[Scored], limits: Limits):
    chosen = select(items, limits)
    assert fits(chosen, limits)
    assert points(chosen) == best_points(items, limits)
    assert all(item.score.points > 0 for item in chosen)


@given(ITEMS, LIMITS, st.randoms(use_true_random=False))
def test_the_choice_does_not_depend_on_the_order_of_what_is_offered(items: list[Scored], limits: Limits, random):
    shuffled = random.sample(items, len(items))
    assert select(shuffled, limits) == select(items, limits)


@given(ITEMS, LIMITS)
def test_what_is_chosen_is_shown_best_first(items: list[Scored], limits: Limits):
    chosen = select(items, limits)
    assert chosen == rank(chosen)
    assert len(set(map(id, chosen))) == len(chosen)


def test_many_short_readings_beat_one_long_one():
    items = [scored("a", "long", 80, 4800), *(scored(f"f{n}", "x", 50, 480) for n in range(10))]
    assert points(select(items, Limits(minutes=20, items=10))) == 500


def test_a_feed_with_many_long_entries_may_still_place_a_short_one():
    items = [
        *(scored("a", str(n), 60, 4800) for n in range(10)),
        scored("a", "short", 59, 2400),
        scored("b", "x", 50, 2400),
    ]
    assert [item.url for item in select(items, Limits())] == ["https://a.test/short", "https://b.test/x"]


def test_a_feed_has_two_items_unless_the_author_says_otherwise():
    def chosen(**values) -> int:
        return len(select([scored("a", str(n), 50, 100, **values) for n in range(6)], Limits()))

    assert chosen() == 2
    assert chosen(max_items=4) == 4
    assert chosen(max_items=0) == 0


def test_an_unknown_time_takes_nothing_from_the_budget():
    items = [scored("a", "1", 10, None), scored("b", "1", 50, 4800)]
    assert len(select(items, Limits(minutes=20))) == 2


def test_the_budget_may_be_filled_to_the_last_word_and_not_beyond():
    assert len(select([scored("a", "1", 50, 4800)], Limits(minutes=20))) == 1
    assert select([scored("a", "1", 50, 4801)], Limits(minutes=20)) == []


def test_seconds_of_a_medium_count_as_much_as_words():
    medium = scored("a", "1", 50, 0)
    twenty = Scored(medium.candidate, medium.score, ReadingTime(extra_seconds=1200))
    longer = Scored(medium.candidate, medium.score, ReadingTime(extra_seconds=1201))
    assert twenty.cost == Limits(minutes=20).cost_left
    assert select([twenty], Limits(minutes=20)) == [twenty]
    assert select([longer], Limits(minutes=20)) == []


@pytest.mark.parametrize("limits", [Limits(items=0), Limits(per_feed=0)], ids=["no-item", "none-a-feed"])
def test_limits_of_zero_choose_nothing(limits: Limits):
    assert select([scored("a", "1", 50, 100)], limits) == []


def test_of_equal_sets_the_shorter_is_chosen():
    assert select([scored("a", "1", 50, 900), scored("b", "1", 50, 800)], Limits(items=1))[0].url == "https://b.test/1"


def test_what_is_worth_nothing_is_not_chosen():
    assert select([scored("a", "1", 0, 100), scored("b", "1", -5, 100)], Limits()) == []


def test_nothing_to_choose_from_is_nothing_chosen():
    assert select([], Limits()) == []


def test_a_hundred_entries_are_chosen_from_at_once():
    items = [scored(f"f{n % 15}", str(n), 20 + n * 7 % 60, 100 + n * 137 % 2500) for n in range(100)]
    chosen = select(items, Limits())
    assert fits(chosen, Limits())
    assert len(chosen) == 10
