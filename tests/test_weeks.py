"""ISO weeks as a calendar in the site's time zone shows them."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.weeks import Week, parse_day, parse_week, week_due, week_of

PARIS = ZoneInfo("Europe/Paris")
KIRITIMATI = timezone(timedelta(hours=14))


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("2026-W47", Week(2026, 47)),
        ("2026-w47", Week(2026, 47)),
        (" 2026-W01 ", Week(2026, 1)),
        ("2026-W53", Week(2026, 53)),
        ("2020-W53", Week(2020, 53)),
    ],
)
def test_a_week_is_read(text: str, week: Week):
    assert parse_week(text) == week


@pytest.mark.parametrize(
    "text",
    ["2027-W53", "2025-W53", "2026-W00", "2026-W54", "2026-W99", "2026-47", "2026W47", "W47", "2026-W4", "2026-W471",
     "", "26-W47", "0000-W01", "2026-W47-5", "semaine 47", "2026-W4a"],
)  # fmt: skip
def test_what_is_no_week_or_not_in_its_year_is_none(text: str):
    assert parse_week(text) is None


def test_a_week_that_its_year_does_not_have_cannot_be_made():
    with pytest.raises(ValueError, match="week"):
        Week(2025, 53)


def test_a_week_is_written_as_the_standard_says_and_in_lower_case_in_addresses():
    assert str(Week(2026, 7)) == "2026-W07"
    assert Week(2026, 7).slug == "2026-w07"


WEEKS = st.dates(date(1900, 1, 1), date(2200, 12, 31)).map(lambda day: Week(*day.isocalendar()[:2]))


@given(WEEKS)
def test_a_written_week_is_read_back(week: Week):
    assert parse_week(str(week)) == week
    assert parse_week(week.slug) == week


@given(WEEKS, WEEKS)
def test_weeks_are_ordered_as_in_time(one: Week, other: Week):
    assert (one < other) == (one.monday < other.monday)


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        pytest.param(datetime(2026, 11, 15, 22, 59, tzinfo=UTC), Week(2026, 46), id="sunday-2359-in-paris"),
        pytest.param(datetime(2026, 11, 15, 23, 0, tzinfo=UTC), Week(2026, 47), id="monday-0000-in-paris"),
        pytest.param(datetime(2026, 7, 5, 21, 59, tzinfo=UTC), Week(2026, 27), id="summer-sunday"),
        pytest.param(datetime(2026, 7, 5, 22, 0, tzinfo=UTC), Week(2026, 28), id="summer-monday"),
        pytest.param(datetime(2026, 12, 31, 12, 0, tzinfo=UTC), Week(2026, 53), id="week-53"),
        pytest.param(datetime(2027, 1, 1, 12, 0, tzinfo=UTC), Week(2026, 53), id="new-year-in-week-53"),
        pytest.param(datetime(2024, 12, 30, 12, 0, tzinfo=UTC), Week(2025, 1), id="next-years-first-week"),
        pytest.param(
            datetime(2026, 11, 16, 6, 0, tzinfo=timezone(timedelta(hours=14))), Week(2026, 46), id="elsewhere"
        ),
    ],
)
def test_the_week_of_a_moment_is_that_of_a_calendar_in_paris(moment: datetime, week: Week):
    assert week_of(moment, PARIS) == week


@pytest.mark.parametrize(
    ("week", "hours"),
    [(Week(2026, 13), 167), (Week(2026, 43), 169), (Week(2026, 47), 168)],
    ids=["clocks-forward", "clocks-back", "ordinary"],
)
def test_a_week_is_an_hour_shorter_or_longer_when_the_clocks_change(week: Week, hours: int):
    # Subtracted in UTC: within one zone Python compares wall clocks.
    length = week.ends(PARIS).astimezone(UTC) - week.starts(PARIS).astimezone(UTC)
    assert length == timedelta(hours=hours)


@given(WEEKS)
def test_a_week_begins_on_monday_at_midnight_and_ends_where_the_next_begins(week: Week):
    start, end = week.starts(PARIS), week.ends(PARIS)
    assert (start.date(), start.weekday(), start.hour) == (week.monday, 0, 0)
    assert week_of(start, PARIS) == week
    assert week_of(end - timedelta(minutes=1), PARIS) == week
    following = week_of(end, PARIS)
    assert following.starts(PARIS) == end
    assert following > week


@pytest.mark.parametrize(("text", "day"), [("Friday", 4), ("fri", 4), ("vendredi", 4), ("Mon", 0), (" dim ", 6)])
def test_a_weekday_is_read_in_english_and_french(text: str, day: int):
    assert parse_day(text) == day


@pytest.mark.parametrize("text", ["", "f", "frid", "4", "demain"])
def test_what_is_no_weekday_is_none(text: str):
    assert parse_day(text) is None


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        ("2026-11-20T07:00", Week(2026, 47)),  # the Friday itself
        ("2026-11-22T23:59", Week(2026, 47)),
        ("2026-11-23T08:00", Week(2026, 47)),  # the machine was off until Monday
        ("2026-11-26T23:59", Week(2026, 47)),
        ("2026-11-27T00:00", Week(2026, 48)),
        ("2027-01-04T08:00", Week(2026, 53)),
    ],
)
def test_a_run_that_comes_late_is_for_the_week_that_it_was_due_in(moment: str, week: Week):
    assert week_due(datetime.fromisoformat(moment).replace(tzinfo=PARIS), PARIS, 4) == week


def test_the_day_a_run_is_due_on_is_the_sites_not_the_machines():
    thursday_in_london = datetime(2026, 11, 26, 23, 30, tzinfo=UTC)
    assert week_due(thursday_in_london, PARIS, 4) == Week(2026, 48)
