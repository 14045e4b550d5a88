"""Dates as prose writes them."""

from datetime import date

import pytest

from alaminute.weeks import Week
from alaminute.wording.dates import day_and_month, long_date, month, month_and_year, short_day, week_days
from alaminute.wording.words import locale_of

FRENCH, ENGLISH = locale_of("fr"), locale_of("en")


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2010, 8, 1), "1ᵉʳ août 2010"),
        (date(2010, 2, 22), "22 février 2010"),
        (date(2012, 12, 11), "11 décembre 2012"),
    ],
    ids=["first of a month", "accent in the month", "eleventh is no first"],
)
def test_a_date_holds_together_and_the_first_is_an_ordinal(day: date, shown: str) -> None:
    assert long_date(day, FRENCH) == shown.replace(" ", "\u00a0")


def test_under_a_year_heading_the_year_is_left_out() -> None:
    assert day_and_month(date(2010, 8, 1), FRENCH) == "1ᵉʳ\u00a0août"


def test_months_have_their_french_names() -> None:
    names = [month(number, FRENCH) for number in range(1, 13)]
    assert names[0] == "janvier"
    assert names[1] == "février"
    assert names[11] == "décembre"


@pytest.mark.parametrize(
    ("week", "shown"),
    [
        (Week(2026, 47), "du 16 au 22 novembre 2026"),
        (Week(2010, 13), "du 29 mars au 4 avril 2010"),
        (Week(2020, 53), "du 28 décembre 2020 au 3 janvier 2021"),
    ],
    ids=["one month", "two months", "two years, week 53"],
)
def test_a_week_says_month_and_year_once_where_it_can(week: Week, shown: str) -> None:
    assert week_days(week, FRENCH).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("language", "day", "shown"),
    [
        ("en", date(2010, 8, 1), "1 August 2010"),
        ("en-GB", date(2010, 2, 22), "22 February 2010"),
        ("en-US", date(2010, 8, 1), "August 1, 2010"),
        ("de", date(2010, 8, 1), "1. August 2010"),
        ("fr-CA", date(2010, 8, 1), "1ᵉʳ août 2010"),
        ("fr-XX", date(2010, 8, 2), "2 août 2010"),
    ],
)
def test_other_languages_write_dates_in_their_own_way(language: str, day: date, shown: str) -> None:
    assert long_date(day, locale_of(language)) == shown.replace(" ", "\u00a0")


def test_a_month_heads_a_page_with_its_year() -> None:
    assert month_and_year(date(2010, 8, 1), FRENCH) == "Août\u00a02010"
    assert month_and_year(date(2010, 8, 1), ENGLISH) == "August\u00a02010"


def test_a_day_in_figures_stands_in_the_order_of_its_language() -> None:
    assert [short_day(date(2013, 6, 21), locale_of(tag)) for tag in ("fr", "en", "en-US")] == ["21/06", "21/06", "6/21"]


@pytest.mark.parametrize(
    ("language", "week", "shown"),
    [
        ("en", Week(2026, 47), "16–22 November 2026"),
        ("en", Week(2010, 13), "29 March – 4 April 2010"),
        ("en", Week(2020, 53), "28 December 2020 – 3 January 2021"),
        ("de", Week(2026, 47), "16.–22. November 2026"),
        ("es", Week(2026, 47), "16–22 de noviembre de 2026"),
    ],
)
def test_other_languages_write_weeks_as_spans(language: str, week: Week, shown: str) -> None:
    spaced = week_days(week, locale_of(language)).replace("\u00a0", " ").replace("\u2009", " ")
    assert spaced == shown
