"""The week of a run is that of the site's calendar, wherever the machine stands."""

from datetime import datetime, timedelta

import pytest

from weekly.blog import PARIS, Blog
from weekly.conftest import FEEDS
from weekly.publications import publish
from weekly.runs import SILENCE


@pytest.mark.parametrize(
    ("now", "zone", "week", "date"),
    [
        # Without zone the moment is the site's, also where it is another day.
        ("2027-01-01T22:00", "Pacific/Auckland", "2026-W53", "2027-01-01 22:00"),
        # Monday in Paris only.
        ("2026-12-27T23:30:00+00:00", "America/Los_Angeles", "2026-W53", "2026-12-28 00:30"),
        # An hour that there is twice, and one that there is not.
        ("2026-10-25T02:30", "Pacific/Auckland", "2026-W43", "2026-10-25 02:30"),
        ("2026-03-29T02:30", "Europe/Paris", "2026-W13", "2026-03-29 03:30"),
    ],
)
def test_the_file_is_that_of_the_week_in_the_sites_zone(
    blog: Blog, expected, *, now: str, zone: str, week: str, date: str
):
    day = datetime.fromisoformat(now).replace(tzinfo=PARIS) - timedelta(days=1)
    publish(blog.host, FEEDS, [day])

    assert blog.weekly("--quiet", now=now, TZ=zone) == SILENCE

    assert blog.weeks() == [week]
    assert blog.paths(week) == expected(day)
    text = blog.file(week).read_text(encoding="utf-8")
    assert f"\nDate: {date}\n" in text
    assert f"\nWeek: {week}\n" in text
