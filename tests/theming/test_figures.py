"""Numbers, durations and plurals as French writes them."""

import pytest

from alaminute.reading_time import ReadingTime
from alaminute.theming.figures import count_in_french, duration_in_french, duration_iso, number_in_french


@pytest.mark.parametrize(
    ("value", "shown"), [(5044, "5\u202f044"), (1.5, "1,5"), (12, "12"), (1234567, "1\u202f234\u202f567")]
)
def test_thousands_are_grouped_by_narrow_spaces_and_decimals_have_a_comma(value: float, shown: str) -> None:
    assert number_in_french(value) == shown


@pytest.mark.parametrize(("number", "shown"), [(0, "0 billet"), (1, "1 billet"), (2, "2 billets")])
def test_the_plural_begins_at_two(number: int, shown: str) -> None:
    assert count_in_french(number, "billet", "billets") == shown.replace(" ", "\u00a0")


def test_a_duration_never_breaks_over_two_lines() -> None:
    assert duration_in_french(ReadingTime(844)) == "3\u00a0min\u00a031\u00a0s"
    assert " " not in duration_in_french(3720)


@pytest.mark.parametrize(("seconds", "iso"), [(211, "PT3M31S"), (45, "PT45S"), (0, "PT0S"), (60, "PT1M0S")])
def test_machines_get_an_iso_duration(seconds: int, iso: str) -> None:
    assert duration_iso(seconds) == iso
