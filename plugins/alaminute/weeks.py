"""ISO weeks in the site's time zone: week 53 and daylight saving included."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAYS = (
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
)
_WEEK = re.compile(r"(?P<year>\d{4})-W(?P<number>\d{2})", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Week:
    """One ISO 8601 week; years and weeks as that standard numbers them."""

    year: int
    number: int

    def __post_init__(self) -> None:
        """Refuse a week that its year does not have (ValueError)."""
        date.fromisocalendar(self.year, self.number, 1)

    def __str__(self) -> str:
        """`2026-W47`."""
        return f"{self.year:04d}-W{self.number:02d}"

    @property
    def slug(self) -> str:
        """`2026-w47`, as in the page's address."""
        return str(self).lower()

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    def starts(self, zone: ZoneInfo) -> datetime:
        """Monday 00:00 in that zone."""
        return datetime.combine(self.monday, time(), tzinfo=zone)

    def ends(self, zone: ZoneInfo) -> datetime:
        """The next Monday 00:00 in that zone: not seven times 24 hours when the clocks change."""
        return datetime.combine(self.monday + timedelta(days=7), time(), tzinfo=zone)


def parse_week(text: str) -> Week | None:
    """`2026-W47` → Week; None if the text is no week, or one that the year does not have."""
    match = _WEEK.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return Week(int(match["year"]), int(match["number"]))
    except ValueError:
        return None


def week_of(moment: datetime, zone: ZoneInfo) -> Week:
    """The week of an aware moment, as a calendar in that zone shows it."""
    year, number, _ = moment.astimezone(zone).isocalendar()
    return Week(year, number)


def parse_day(text: str) -> int | None:
    """The number of a weekday, Monday being 0, from its English or French name or three letters of it; else None."""
    name = text.strip().lower()
    known = {form: number for days in _DAYS for number, day in enumerate(days) for form in (day, day[:3])}
    return known.get(name)


def week_due(moment: datetime, zone: ZoneInfo, day: int) -> Week:
    """The week of the latest such weekday: that of a run which was due on it, even if it comes some days late."""
    today = moment.astimezone(zone).date()
    year, number, _ = (today - timedelta(days=(today.weekday() - day) % 7)).isocalendar()
    return Week(year, number)
