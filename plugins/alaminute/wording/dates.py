"""Dates as prose writes them, from Babel's tables: no system locale is ever needed. Pure.

No-break spaces hold a day to its month, and a month to its year.
"""

from datetime import date, timedelta

from babel import Locale
from babel.dates import format_date, format_skeleton, get_month_names, parse_pattern

from alaminute.weeks import Week

NO_BREAK = "\u00a0"
# French writes the first of a month as an ordinal (Imprimerie nationale), which Babel's tables do not; e and r are
# modifier letters, so that no markup is needed and titles and feeds have them too.
FIRST = "1\u1d49\u02b3"


def long_date(day: date, locale: Locale) -> str:
    """« 1ᵉʳ août 2010 », "1 August 2010"."""
    return _day_first(day, str(format_date(day, "long", locale)), locale)


def day_and_month(day: date, locale: Locale) -> str:
    """« 1ᵉʳ août »: under a heading that says the year."""
    return _day_first(day, str(format_skeleton("MMMMd", day, locale=locale)), locale)


def short_day(day: date, locale: Locale) -> str:
    """`21/06`: the day and month in figures."""
    return str(format_skeleton("Md", day, locale=locale))


def month(number: int, locale: Locale) -> str:
    """« janvier » to « décembre », for 1 to 12."""
    return str(get_month_names("wide", "stand-alone", locale)[number])


def month_and_year(day: date, locale: Locale) -> str:
    """« Août 2010 », as a heading begins."""
    text = str(format_skeleton("yMMMM", day, locale=locale)).replace(" ", NO_BREAK)
    return text[:1].upper() + text[1:]


def span(first: date, last: date, locale: Locale) -> str:
    """« du 16 au 22 novembre 2026 », "16–22 November 2026": month and year are said once where both days share them."""
    if locale.language == "fr":
        return _french_span(first, last, locale)
    differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    # Few tables have intervals with whole months.
    tables = locale.interval_formats
    patterns = tables.get("yMMMMd", {}).get(differs) or [p.replace("MMM", "MMMM") for p in tables["yMMMd"][differs]]
    ends = (first, last)
    shown = "".join(parse_pattern(pattern).apply(day, locale) for pattern, day in zip(patterns, ends, strict=True))
    return shown.replace(" ", NO_BREAK)


def week_days(week: Week, locale: Locale) -> str:
    """« du 16 au 22 novembre 2026 »: the days of an ISO week."""
    return span(week.monday, week.monday + timedelta(days=6), locale)


def _day_first(day: date, text: str, locale: Locale) -> str:
    if locale.language == "fr" and day.day == 1:
        text = FIRST + text.removeprefix("1")
    return text.replace(" ", NO_BREAK)


def _french_span(first: date, last: date, locale: Locale) -> str:
    if first.year != last.year:
        begin = long_date(first, locale)
    elif first.month != last.month:
        begin = day_and_month(first, locale)
    else:
        begin = FIRST if first.day == 1 else str(first.day)
    return f"du{NO_BREAK}{begin} au{NO_BREAK}{long_date(last, locale)}"
