"""Dates as French prose writes them."""

from datetime import date

import pytest

from alaminute.theming.dates import date_in_french, day_and_month_in_french, month_in_french, week_in_french
from alaminute.weeks import Week


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
    assert date_in_french(day) == shown.replace(" ", "\u00a0")


def test_under_a_year_heading_the_year_is_left_out() -> None:
    assert day_and_month_in_french(date(2010, 8, 1)) == "1ᵉʳ\u00a0août"


def test_months_have_their_french_names() -> None:
    names = [month_in_french(number) for number in range(1, 13)]
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
    assert week_in_french(week).replace("\u00a0", " ") == shown
