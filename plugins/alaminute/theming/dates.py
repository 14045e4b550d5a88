"""Dates as French prose writes them, from Babel's tables: no system locale is ever needed.

No-break spaces hold a day to its month, and a month to its year.
"""

from datetime import date, timedelta
from functools import cache

from babel.dates import get_month_names

from alaminute.weeks import Week

NO_BREAK = "\u00a0"
# French writes the first of a month as an ordinal (Imprimerie nationale); e and r are modifier letters, so that no
# markup is needed and titles and feeds have them too.
FIRST = "1\u1d49\u02b3"


def date_in_french(day: date) -> str:
    """« 1ᵉʳ août 2010 », « 22 février 2010 »."""
    return f"{day_and_month_in_french(day)}{NO_BREAK}{day.year}"


def day_and_month_in_french(day: date) -> str:
    """« 1ᵉʳ août »: under a heading that says the year."""
    return f"{day_in_french(day.day)}{NO_BREAK}{month_in_french(day.month)}"


def day_in_french(number: int) -> str:
    """« 1ᵉʳ », « 2 »…"""
    return FIRST if number == 1 else str(number)


def month_in_french(number: int) -> str:
    """« janvier » to « décembre », for 1 to 12."""
    return _month_names()[number]


def span_in_french(first: date, last: date) -> str:
    """« du 16 au 22 novembre 2026 »: month and year are said once where both days share them."""
    begin = day_in_french(first.day)
    if (first.year, first.month) != (last.year, last.month):
        begin += NO_BREAK + month_in_french(first.month)
    if first.year != last.year:
        begin += f"{NO_BREAK}{first.year}"
    return f"du{NO_BREAK}{begin} au{NO_BREAK}{date_in_french(last)}"


def week_in_french(week: Week) -> str:
    """« du 16 au 22 novembre 2026 »: the days of an ISO week."""
    return span_in_french(week.monday, week.monday + timedelta(days=6))


@cache
def _month_names() -> dict[int, str]:
    return dict(get_month_names("wide", locale="fr"))
