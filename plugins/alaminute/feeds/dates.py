"""The dates that feeds write → aware UTC datetimes, or None. Pure: `now` decides what is in the future elsewhere.

RSS says RFC 822, Atom and JSON Feed say RFC 3339; what comes has French names, no zone, no seconds, or no sense.
"""

import functools
import re
from datetime import UTC, datetime, timedelta, timezone

# Feeds hold pages of before the web's first blogs by mistake only (year 1, 1900, 1970 as « no date »).
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)

_MONTH_NAMES = """
jan janv january janvier|feb fév fev févr fevr february février fevrier|mar mars march|apr avr april avril|may mai
|jun juin june|jul juil july juillet|aug août aout august|sep sept september septembre|oct october octobre
|nov november novembre|dec déc december décembre decembre
"""
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES.split("|"), 1) for name in names.split()}
# RFC 822's own zones; other names are taken for UTC, as most feed readers do.
_ZONES = {"EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8, "CET": 1, "CEST": 2}
_CLOCK = r"(?P<hour>\d{1,2})[:h](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d+))?)?"
_ZONE = r"(?:\s*(?P<zone>[A-Za-z]{1,5}|(?:GMT|UTC)?[+-]\d{1,2}:?\d{2}))?"
_ISO = re.compile(
    rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})(?:-(?P<day>\d{{1,2}})(?:[T\s]\s*(?:{_CLOCK}{_ZONE})?)?)?", re.ASCII
)
_RFC822 = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?(?P<day>\d{1,2})(?:er|st|nd|rd|th)?[\s-]+(?P<name>[^\W\d]+)\.?[\s,-]+(?P<year>\d{4}|\d{2})"
    rf"(?:[,\s]+(?:à\s+|at\s+)?{_CLOCK}{_ZONE})?"
)
# « January 5, 2026 10:00 », as some generators write it.
_AMERICAN = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?(?P<name>[^\W\d]+)\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})"
    rf"(?:[,\s]+(?:at\s+)?{_CLOCK}{_ZONE})?"
)


@functools.lru_cache(64)  # an entry's two dates are often the same text
def parse_date(text: str) -> datetime | None:
    """The moment in UTC; None if it is no date, an impossible one (30 February), or one before EARLIEST.

    No zone means UTC, no time of day midnight. `01/02/2026` is two dates, so it is none.
    """
    text = re.sub(r"\s*\(.*?\)", "", " ".join(text.split()))[:80]
    match = _ISO.fullmatch(text) or _RFC822.fullmatch(text) or _AMERICAN.fullmatch(text)
    if match is None:
        return None
    try:
        when = _moment(match.groupdict())
    except (ValueError, OverflowError, KeyError):
        return None
    return when if when >= EARLIEST else None


def _moment(parts: dict[str, str | None]) -> datetime:
    name = parts.get("name")
    month = _MONTHS[name.lower()] if name else int(parts.get("month") or 1)
    year = int(parts["year"] or 0)
    if len(parts["year"] or "") == 2:  # RFC 822 proper; 1990 is where EARLIEST draws the line too.
        year += 1900 if year >= 90 else 2000
    second = int(parts["second"] or 0)
    moment = datetime(
        year,
        month,
        int(parts["day"] or 1),
        int(parts["hour"] or 0),
        int(parts["minute"] or 0),
        min(second, 59) if second <= 60 else second,  # a leap second
        tzinfo=_zone(parts["zone"] or ""),
    )
    return moment.astimezone(UTC)


def _zone(text: str) -> timezone:
    digits = re.search(r"(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})", text)
    if digits is None:
        return timezone(timedelta(hours=_ZONES.get(text.upper(), 0)))
    offset = timedelta(hours=int(digits["hours"]), minutes=int(digits["minutes"]))
    return timezone(-offset if digits["sign"] == "-" else offset)
