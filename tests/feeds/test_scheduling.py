"""When a feed is asked again, held in simulated time to the rules of docs/politeness.md."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.feeds.model import FeedHints, FeedState
from alaminute.feeds.scheduling import (
    MAX_INTERVAL,
    Success,
    after_failure,
    after_gone,
    after_success,
    after_wish_to_wait,
    is_due,
    retry_after,
)

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)  # a Friday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
URL, NEW = "http://a.test/feed", "http://b.test/feed"
VALIDATED = {"etag": '"1"'}
STATE = FeedState(URL)


def success(headers=None, **values):
    return Success(VALIDATED | (headers or {}), values.pop("url", URL), **values)


def wait(headers=None, hints=None, jitter=0.0):
    state = replace(STATE, hints=hints or FeedHints())
    return after_success(state, success(headers), NOW, jitter).next_fetch - NOW


def test_a_feed_never_asked_is_due_and_one_just_read_is_not():
    assert is_due(STATE, NOW)
    state = after_success(STATE, success(), NOW, 0.5)
    assert not is_due(state, NOW + timedelta(minutes=59))
    assert is_due(state, NOW + 2 * HOUR)
    assert is_due(state, NOW, force=True)


def test_without_validators_a_feed_is_asked_once_a_day():
    assert after_success(STATE, Success({}, URL), NOW, 0).next_fetch == NOW + DAY


@pytest.mark.parametrize(
    ("headers", "hints", "expected"),
    [
        ({}, FeedHints(), HOUR),
        ({"cache-control": "public, max-age=7200"}, FeedHints(), 2 * HOUR),
        ({"cache-control": "max-age=60"}, FeedHints(), HOUR),
        ({"cache-control": "max-age=soon"}, FeedHints(), HOUR),
        ({"expires": format_datetime(NOW + 3 * HOUR)}, FeedHints(), 3 * HOUR),
        ({"expires": "0"}, FeedHints(), HOUR),
        (
            {"date": format_datetime(NOW + 100 * DAY), "expires": format_datetime(NOW + 100 * DAY + 5 * HOUR)},
            FeedHints(),
            5 * HOUR,
        ),
        ({}, FeedHints(6 * 3600), 6 * HOUR),
        ({"cache-control": "max-age=7200"}, FeedHints(6 * 3600), 6 * HOUR),
        ({"cache-control": "max-age=99999999999"}, FeedHints(), MAX_INTERVAL),
        ({}, FeedHints(10**12), MAX_INTERVAL),
    ],
)
def test_a_feed_stays_fresh_as_long_as_the_longest_of_its_wishes_up_to_a_week(headers, hints, expected):
    assert wait(headers, hints) == expected


def test_a_feed_read_in_one_weekly_run_is_due_in_the_next_one_even_ten_minutes_early():
    state = after_success(STATE, success({"cache-control": "max-age=31536000"}), NOW, 1.0)
    assert is_due(state, NOW + 7 * DAY - timedelta(minutes=10))


def test_hours_and_days_to_skip_put_the_next_request_off_but_never_starve_a_weekly_run():
    hints = FeedHints(None, frozenset({8, 9}), frozenset({5}))
    assert wait(hints=hints) == 3 * HOUR
    every_friday = FeedHints(None, frozenset(), frozenset({4}))
    state = after_success(replace(STATE, hints=every_friday), success(), NOW, 0)
    assert state.next_fetch == datetime(2026, 11, 21, tzinfo=UTC)
    assert is_due(state, NOW + 7 * DAY)
    assert not is_due(replace(state, last_success=NOW + 6 * DAY), NOW + 7 * DAY)


def test_skipping_everything_skips_nothing():
    assert wait(hints=FeedHints(None, frozenset(range(24)), frozenset())) == HOUR


def test_both_validators_are_kept_of_a_200_and_of_a_304():
    first = after_success(STATE, success({"etag": '"1"', "last-modified": "Monday"}), NOW, 0)
    assert (first.etag, first.last_modified, first.validators_url) == ('"1"', "Monday", URL)
    same = after_success(first, Success({"etag": 'W/"2"'}, URL, not_modified=True), NOW, 0)
    assert (same.etag, same.last_modified) == ('W/"2"', "Monday")
    other = after_success(same, Success({}, URL), NOW, 0)
    assert (other.etag, other.last_modified) == (None, None)


def test_errors_put_a_feed_off_for_longer_each_time_but_never_for_good():
    state, waits = STATE, []
    for _ in range(300):
        moment = state.next_fetch or NOW
        state = after_failure(state, "panne", moment, 1.0)
        waits.append(state.next_fetch - moment)
    assert waits[0] < 2 * HOUR
    assert waits == sorted(waits)
    assert max(waits) <= timedelta(days=7)
    assert (state.failures, state.error, state.status) == (300, "panne", "error")
    healed = after_success(state, success(), NOW, 0)
    assert (healed.failures, healed.error) == (0, None)


def test_410_is_not_asked_again_not_even_by_force():
    state = after_gone(STATE, "retiré", NOW)
    assert not is_due(state, NOW + 1000 * DAY)
    assert not is_due(state, NOW + 1000 * DAY, force=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("120", timedelta(seconds=120)),
        (format_datetime(NOW + 2 * HOUR), 2 * HOUR),
        ("99999999999", timedelta(days=31)),
        (format_datetime(NOW + 400 * DAY), timedelta(days=31)),
        ("0", None),
        ("-5", None),
        ("soon", None),
        ("", None),
        (format_datetime(NOW - HOUR), None),
    ],
)
def test_retry_after_in_both_forms_up_to_a_month(text, expected):
    until = retry_after({"retry-after": text}, NOW)
    assert (until - NOW if until else None) == expected


def test_a_wish_to_wait_is_kept_and_without_a_date_doubles():
    state = after_wish_to_wait(STATE, "429", NOW + 3 * HOUR, NOW, 0)
    assert (state.status, state.next_fetch) == ("delayed", NOW + 3 * HOUR)
    assert not is_due(state, NOW + 2 * HOUR, force=True)
    assert is_due(state, NOW + 3 * HOUR)
    once = after_wish_to_wait(STATE, "429", None, NOW, 0)
    twice = after_wish_to_wait(once, "429", None, NOW, 0)
    assert twice.next_fetch - NOW == 2 * (once.next_fetch - NOW)


def moved(state, moment, to=NEW):
    return after_success(state, success(url=to or URL, permanent_url=to), moment, 0)


def test_a_permanent_redirect_is_adopted_after_five_successes_over_seven_days():
    state = STATE
    for day in range(7):
        state = moved(state, NOW + day * DAY)
        assert state.fetch_url == URL
    assert moved(state, NOW + 7 * DAY).fetch_url == NEW
    few = moved(moved(STATE, NOW), NOW + 30 * DAY)
    assert few.fetch_url == URL


def test_a_redirect_that_changes_or_stops_or_fails_starts_anew():
    state = STATE
    for day in range(6):
        state = moved(state, NOW + day * DAY)
    for broken in (
        moved(state, NOW + 6 * DAY, to="http://c.test/"),
        moved(state, NOW + 6 * DAY, to=None),
        after_failure(state, "panne", NOW + 6 * DAY, 0),
    ):
        assert moved(moved(broken, NOW + 7 * DAY), NOW + 8 * DAY).fetch_url == URL


def test_an_adopted_address_stays_when_it_answers_by_itself():
    state = replace(STATE, adopted_url=NEW, moved_to=NEW)
    assert after_success(state, success(url=NEW), NOW, 0).fetch_url == NEW


def test_an_adopted_address_that_keeps_failing_is_given_up_for_the_listed_one():
    state = replace(STATE, adopted_url=NEW, moved_to=NEW)
    for _ in range(4):
        state = after_failure(state, "panne", NOW, 0)
    assert state.fetch_url == NEW
    assert after_failure(state, "panne", NOW, 0).fetch_url == URL


@given(
    st.lists(st.sampled_from(["200", "304", "bare", "500", "429", "429-later"]), min_size=1, max_size=40),
    st.floats(0, 1),
    st.sampled_from([timedelta(minutes=10), HOUR, DAY, 7 * DAY]),
)
def test_a_year_of_polling_is_polite_and_never_gives_up(answers, jitter, every):
    state, asked, moment = STATE, [], NOW
    while moment < NOW + 365 * DAY and len(asked) < 400:
        if is_due(state, moment):
            answer = answers[len(asked) % len(answers)]
            asked.append((moment, answer, bool(state.etag)))
            if answer in ("200", "304", "bare"):
                headers = {} if answer == "bare" else VALIDATED
                state = after_success(state, Success(headers, URL, not_modified=answer == "304"), moment, jitter)
            elif answer == "500":
                state = after_failure(state, "panne", moment, jitter)
            else:
                until = moment + 2 * DAY if answer == "429-later" else None
                state = after_wish_to_wait(state, "429", until, moment, jitter)
        moment += every
    for (earlier, answer, _), (later, _, conditional) in itertools.pairwise(asked):
        assert later - earlier >= HOUR
        assert later - earlier <= timedelta(days=7) + every
        if answer == "bare" and not conditional:
            assert later - earlier >= DAY
        if answer == "429-later":
            assert later - earlier >= 2 * DAY
